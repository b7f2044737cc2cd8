"""Totals to date and parts of a whole are no figures of their year: told apart, not compared, not added."""

from __future__ import annotations

import pytest

from povtool.diff import ClaimChange, compare_claims
from povtool.metrics import metrics
from povtool.metrics.extent import extent, is_total_to_date
from povtool.records import Record
from povtool.stats import StatsConfig, stats


def claims(*texts: str) -> list[Record]:
    documents = [{"type": "document", "id": f"d{n}", "text": text} for n, text in enumerate(texts)]
    return [record for record in metrics(documents) if record["type"] == "metric"]


def rows(items: list[Record], table: str, **config: object) -> list[Record]:
    return [row for row in stats(items, StatsConfig(**config)) if row.get("table") == table]


def disagreeing(*texts: str) -> list[set[str]]:
    found = rows(claims(*texts), "disagreements", tables=("disagreements",))
    numbers = {row["disagreement"] for row in found}
    return [{row["raw"] for row in found if row["disagreement"] == number} for number in sorted(numbers)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("截至2020年底,全省累计脱贫923万人。", ["cumulative"]),
        ("截至2020年底，全省累計脫貧923萬人。", ["cumulative"]),
        ("截至2020年底,全省脱贫923万人,建成扶贫车间500个。", ["cumulative", "cumulative"]),
        ("截至2020年底,全省累计投入资金9亿元,建成公路80公里。", ["cumulative", "cumulative"]),
        ("截至2020年底,全省累计脱贫9万人,贫困发生率降至1%。", ["cumulative", None]),
        ("截至2020年底,全省贫困人口3万人。截至2020年底,全省贫困人口减少到3万人。", [None, None]),
        ("到2020年,全省培训教师2万人次。", ["cumulative"]),
        ("全省贫困发生率由2016年底的33.2%降至今年11月的0.4%。", [None, None]),
        ("2020年,全省脱贫30万人。", [None]),
        ("2016年至2020年,全省累计脱贫923万人。", [None]),
        ("2019年,全省安排扶贫资金100亿元,其中省本级18亿元、市县12亿元。", [None, "part", "part"]),
        ("2019年，全省安排扶貧資金100億元（其中省本級18億元），修建公路80公里。", [None, "part", None]),
        ("2019年,全省安排扶贫资金100亿元,其中中央资金60亿元,省级资金40亿元。", [None, "part", "part"]),
        ("2019年,全省安排扶贫资金100亿元,其中省本级18亿元,带动就业3万人。", [None, "part", None]),
        ("全省累计脱贫92万人,其中2020年脱贫3万人。", [None, None]),
        ("截至2020年底,全省累计脱贫92万人,其中2020年脱贫3万人。", ["cumulative", None]),
        ("2020年,全国脱贫551万人,其中贵州省脱贫30万人。", [None, None]),
    ],
)
def test_how_far_a_figure_reaches(text: str, told: list[str | None]) -> None:
    assert [extent(claim) for claim in claims(text)] == told


def test_records_without_places_have_none() -> None:
    assert extent({"value": 3}) is None
    loose = {"raw": "3个", "sentence": "累计3个", "start": None, "sentence_start": None}
    assert (extent(loose), extent({**loose, "period": "2020"})) == (None, "cumulative")
    assert not is_total_to_date({"raw": "3个", "sentence": "累计3个"})


def test_a_total_without_a_period_is_the_claim_that_others_make_too() -> None:
    items = claims("西藏累计74个县摘帽。", "西藏74个县摘帽。")
    assert [(row["n"], row["documents"]) for row in rows(items, "claims", tables=("claims",))] == [(1, 2)]


def test_a_total_to_date_does_not_disagree_with_a_year() -> None:
    total, year = "截至2020年底,贵州省累计脱贫923万人。", "2020年，貴州省脫貧30.8萬人。"
    assert disagreeing(total, year) == []
    assert disagreeing(total, total.replace("923", "950")) == [{"923万人", "950万人"}]
    assert disagreeing(year, year.replace("30.8", "31.8")) == [{"30.8萬人", "31.8萬人"}]


def test_a_part_is_compared_with_the_like_part_alone() -> None:
    text = "2019年,四川省安排扶贫资金{}亿元,其中中央资金{}亿元。"
    assert disagreeing(text.format(100, 60), text.format(100, 60)) == []
    assert disagreeing(text.format(100, 60), text.format(100, 70)) == [{"60亿元", "70亿元"}]
    assert disagreeing(text.format(100, 60), "2019年,四川省安排扶贫资金100亿元,其中省级资金40亿元。") == []


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("建成扶贫车间120个", "建成扶貧車間120所", []),
        ("建成扶贫车间120个", "建成扶貧車間135家", [{"120个", "135家"}]),
        ("农村学校70个", "学校教室90间", []),
        ("新建农村公路120公里", "农村公路2100公里", []),
        ("自来水普及率为76%", "农村集中供水率为82%", []),
        ("安排维修养护补助资金25.3亿元", "安排财政专项扶贫资金1461亿元", []),
        ("投入扶贫资金25.3亿元", "安排财政专项扶贫资金26.4亿元", [{"25.3亿元", "26.4亿元"}]),
        ("减少贫困人口3.1万人", "脱贫3.2万人", [{"3.1万人", "3.2万人"}]),
    ],
)
def test_only_what_counts_the_same_is_compared(one: str, other: str, found: list[set[str]]) -> None:
    assert disagreeing(f"2020年,贵州省{one}。", f"2020年,贵州省{other}。") == found


def test_what_is_not_compared_is_counted_as_such() -> None:
    items = claims("2020年,贵州省农村学校70个。", "2020年,贵州省学校教室90间。")
    [row] = rows(items, "disagreements_compared", tables=("disagreements",))
    assert (row["claims"], row["compared"], row["no_other"]) == (2, 0, 2)


def test_neither_totals_nor_parts_are_added() -> None:
    lifted = "{}年,贵州省贫困人口减少{}万人。"
    years = [lifted.format(2018, 100), lifted.format(2019, 80)]
    asked = {"by": ("indicator", "place"), "tables": ("claims",)}
    assert [row["sum"] for row in rows(claims(*years), "claims", **asked)] == [1_800_000]
    found = rows(claims(*years, "截至2020年底,贵州省贫困人口累计减少923万人。"), "claims", **asked)
    assert {(row["extent"], row["sum"]) for row in found} == {(None, 1_800_000), ("cumulative", 9_230_000)}
    part = "2017年,贵州省贫困人口减少50万人,其中移民贫困人口减少9万人。"
    found = rows(claims(*years, part), "claims", **asked)
    assert {(row["extent"], row["sum"]) for row in found} == {(None, 2_300_000), ("part", 90_000)}


def pairs(a: str, b: str) -> list[tuple[str | None, str | None]]:
    found = [change for change in compare_claims(claims(a), claims(b)) if isinstance(change, ClaimChange)]
    return [(one.a and one.a.record["raw"], one.b and one.b.record["raw"]) for one in found]


def test_a_plan_of_a_year_is_not_kept_by_a_total() -> None:
    plan = "2019年,修文县计划脱贫1.3万人。"
    total, year = "截至2019年底,修文縣累計脫貧9.8萬人", "2019年脫貧1.2萬人"
    assert pairs(plan, f"{total}。") == [("1.3万人", None), (None, "9.8萬人")]
    assert pairs(plan, f"{total},其中{year}。") == [("1.3万人", "1.2萬人"), (None, "9.8萬人")]
    assert pairs("到2019年,修文县计划脱贫10万人。", f"{total}。") == [("10万人", "9.8萬人")]


def test_a_promised_whole_finds_the_whole() -> None:
    report = "2019年,修文县投入财政专项扶贫资金3.2亿元,其中省级资金1亿元。"
    plan = "2019年,修文县力争投入财政专项扶贫资金3.5亿元。"
    assert pairs(plan, report) == [("3.5亿元", "3.2亿元"), (None, "1亿元")]


def test_counting_words_do_not_part_a_promise_from_its_report() -> None:
    plan, report = "2019年,修文县计划建设扶贫车间20家。", "2019年,修文县建成扶贫车间21个。"
    assert pairs(plan, report) == [("20家", "21个")]
    both = report + "2019年,修文县扶贫车间21所。"
    assert all(one and other for one, other in pairs(both, both))


YEAR = (
    "2019年,修文县减少贫困人口1.2万人,贫困发生率由2018年底的5.6%降至2019年底的1.8%。全年投入财政专项扶贫资金3.2亿元,"
    "其中中央资金1.8亿元、省级资金1亿元、县级配套4000万元。新建农村公路120公里,全县公路总里程达2100公里。"
    "新建安置点6个,累计建成安置点32个。组织技能培训58期,培训贫困劳动力2600人次。开发公益性岗位1500个,"
    "全县公益性岗位达4200个。农村居民人均可支配收入达11200元,同比增长10.5%。建成扶贫车间21个,带动就业960人,"
    "其中贫困劳动力430人。发放小额信贷1.1亿元,累计发放小额信贷5.6亿元。"
)
RETOLD = (
    "2019年，修文縣減貧12000人，貧困發生率下降到1.8%，比上年下降3.8個百分點。全縣安排財政專項扶貧資金3.2億元。"
    "截至2019年底，全縣農村公路里程2100公里，當年新修120公里。截至2019年底，建成安置點32個，其中當年新建6個。"
    "全年舉辦培訓班58期，培訓2600餘人次。2019年，農民人均可支配收入11200元，增長10.5%。扶貧車間21家，吸納就業960人。"
    "截至2019年底，累計發放小額信貸5.6億元，其中2019年發放1.1億元。"
)
BRIEFLY = (
    "2019年修文县脱贫1.2万余人,贫困发生率降到2%以下。投入扶贫资金3亿多元。新改建公路120公里。培训贫困劳动力2600人次。"
    "农村居民人均可支配收入突破1.1万元,增长一成。扶贫车间达21所。发放扶贫小额贷款1.1亿元。"
)


def test_a_year_told_three_times_disagrees_in_nothing() -> None:
    items = claims(YEAR, RETOLD, BRIEFLY)
    [row] = stats(items, StatsConfig(tables=("disagreements",)))
    assert row["disagreements"] == 0 and row["compared"] > 20


def test_three_changed_figures_in_another_script_are_exactly_found() -> None:
    changed = YEAR.replace("1.2万人", "1.3万人").replace("底的1.8%", "底的2.1%").replace("间21个", "间25个")
    assert disagreeing(changed, RETOLD) == [{"1.3万人", "12000人"}, {"2.1%", "1.8%"}, {"25个", "21家"}]
