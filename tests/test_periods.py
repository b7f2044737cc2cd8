"""The period grammar, and which period each figure belongs to."""

from __future__ import annotations

from typing import Any

import pytest

from povtool.metrics.extract import extract
from povtool.metrics.times.calendar import Day
from povtool.metrics.times.periods import mentions

REFERENCE = Day(2018, 5, 3)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2016年至2020年", "2016/2020"),
        ("2013至2018年", "2013/2018"),
        ("2016-2020年间", "2016/2020"),
        ("1978—2012年", "1978/2012"),
        ("2019年1月—2020年3月", "2019-01/2020-03"),
        ("2018年上半年", "2018-01/2018-06"),
        ("2017年3季度", "2017-07/2017-09"),
        ("前三季度", "2018-01/2018-09"),
        ("前10个月", "2018-01/2018-10"),
        ("前3季", "2018-01/2018-09"),
        ("首季", "2018-01/2018-03"),
        ("2016/17年度", "2016/2017"),
        ("2016/19年度", None),
        ("103年度", "2014"),
        ("今年1至9月", "2018-01/2018-09"),
        ("2018年1月至9月", "2018-01/2018-09"),
        ("1—9月份", "2018-01/2018-09"),
        ("今年3月底前", "2018-03"),
        ("2018年1月10日", "2018-01-10"),
        ("2018年7月1日起", "2018-07-01/"),
        ("2020年底前", "2020"),
        ("上年末", "2017"),
        ("去年底", "2017"),
        ("明年", "2019"),
        ("年内", "2018"),
        ("二〇一六年", "2016"),
        ("二○二○年底", "2020"),
        ("“十二五”期间", "2011/2015"),
        ("“十三五”以来", "2016/"),
        ("十三五末", "2020"),
        ("十四五”时期", "2021/2025"),
        ("党的十八大以来", "2012-11/"),
        ("改革开放以来", "1978-12/"),
        ("今年以来", "2018"),
        ("2012年以来", "2012/"),
        ("2015年算起", "2015/"),
        ("2月下旬至3月中旬", "2018-02/2018-03"),
        ("2017年三季度末", "2017-09"),
        ("上半年末", "2018-06"),
        ("本月中旬", "2018-05"),
        ("2016年全年", "2016"),
        ("2004年前", None),
        ("2018年前", "2018"),
        ("前天", "2018-05-01"),
        ("眼下", None),
        ("2020年以前", None),
        ("10月8日至26日", "2018-10-08/2018-10-26"),
        ("2018年9月28日至10月3日", "2018-09-28/2018-10-03"),
        ("9月28—30日", "2018-09-28/2018-09-30"),
        ("今年第三季", "2018-07/2018-09"),
        ("今年前两个月", "2018-01/2018-02"),
        ("头一年", None),
        ("八月份", "2018-08"),
        ("今年一到三月份", "2018-01/2018-03"),
        ("今年头三个月", "2018-01/2018-03"),
        ("头三个月", None),
        ("下学期", None),
        ("近年来", None),
        ("截至目前", None),
    ],
)
def test_the_grammar(text: str, value: str | None) -> None:
    (mention,) = mentions(text, REFERENCE)
    assert (mention.value, mention.start, mention.end) == (value, 0, len(text))


@pytest.mark.parametrize("text", ["比2015年", "与2015年相比", "较上半年提高", "2012年的1.99倍"])
def test_what_is_compared_with_is_no_period_of_the_figure(text: str) -> None:
    assert [mention.base for mention in mentions(text, REFERENCE)] == [True]


@pytest.mark.parametrize(
    "text", ["“十三五”规划", "2000多人", "2028公里", "2018财年", "上世纪80年代", "增长1.9年"]
)
def test_no_period(text: str) -> None:
    assert not list(mentions(text, REFERENCE))


def test_a_length_alone_is_known_to_be_one() -> None:
    assert [mention.length for mention in mentions("过去五年来", REFERENCE)] == [5]


def test_relative_years_need_a_date() -> None:
    (mention,) = mentions("今年", None)
    assert mention.value is None


def periods(text: str, **fields: Any) -> list[tuple[str | None, bool]]:
    found = extract({"type": "document", "id": "d", "text": text, **fields})
    metrics = [record for record in found if record["type"] == "metric" and record["field"] == "text"]
    for record in metrics:
        if "period" in record.get("evidence", {}):
            assert text[slice(*record["evidence"]["period"])]
    return [(record.get("period"), record.get("period_inherited", False)) for record in metrics]


def test_the_nearest_before_the_figure_in_its_sentence() -> None:
    assert periods("2016年脱贫5万人,2017年脱贫6万人。") == [("2016", False), ("2017", False)]


def test_one_behind_it_in_its_clause() -> None:
    assert periods("10个县于2019年摘帽") == [("2019", False)]


def test_carried_on_within_the_paragraph_and_not_beyond() -> None:
    assert periods("2016年成效明显。脱贫5万人。\n投入3亿元。") == [("2016", True), (None, False)]


def test_from_the_heading() -> None:
    text = "一、2017年工作回顾\n脱贫5万人。\n二、2018年工作安排\n投入3亿元。"
    assert periods(text) == [("2017", True), ("2018", True)]


def test_items_behind_dashes_are_of_what_opens_their_lead() -> None:
    lead = "2018年,主要做了以下工作。\n——脱贫攻坚取得成效。脱贫3000人。\n——新修公路300公里。\n"
    assert periods(lead + "投入3亿元。") == [("2018", True), ("2018", True), (None, False)]
    assert periods("抓好工作,到2018年底达标。\n——脱贫3000人。") == [(None, False)]
    assert periods("——脱贫3000人。\n——投入3亿元。") == [(None, False)] * 2


def test_a_plans_own_years_and_the_year_of_a_report_are_those_of_its_title() -> None:
    plan = "定西市“十四五”脱贫成果规划（2021—2025年）"
    assert periods("“十三五”期间减贫3万人。规划期内,布局产业园12个。", title=plan) == [
        ("2016/2020", False),
        ("2021/2025", False),
    ]
    assert periods("报告期内,捐赠救护车两辆。", title="集团2021年度社会责任报告") == [("2021", False)]
    assert periods("报告期内,捐赠救护车两辆。", title="2021年的春天") == [(None, False)]
    assert periods("规划期内,布局产业园12个。", title="由2015年到2020年的变化") == [(None, False)]


def test_from_the_title_of_a_report_on_one_year() -> None:
    assert periods("脱贫5万人。", title="2019年国民经济和社会发展统计公报") == [("2019", True)]
    assert periods("脱贫5万人。", title="2019年的春天") == [(None, False)]


@pytest.mark.parametrize(
    "text",
    [
        "2016年成效明显。截至目前,脱贫5万人。",
        "2016年成效明显。累计脱贫5万人。",
        "2016年成效明显。下一步,再脱贫5万人。",
        "2016年成效明显。近年来脱贫5万人。",
        "自2018年拉萨率先脱贫后,各县跟进。投入3亿元。",
        "印发《2016年规划》,投入3亿元。",
    ],
)
def test_null_rather_than_a_guess(text: str) -> None:
    assert periods(text)[-1] == (None, False)


def test_a_plan_does_not_carry_on_a_year_that_is_over() -> None:
    text = "2017年成效明显。计划脱贫5万人。"
    assert periods(text, date="2018-05-03") == [(None, False)]


def test_the_ends_of_a_change_each_have_their_own() -> None:
    text = "贫困发生率由2012年的32%下降到2017年的15%。"
    assert periods(text) == [("2012", False), ("2017", False)]


def test_a_bare_length_means_the_period_so_long_named_before() -> None:
    assert periods("2013年至2017年成效明显。五年累计脱贫174万人。")[-1] == ("2013/2017", True)
    assert periods("2013年至2016年成效明显。五年累计脱贫174万人。")[-1] == (None, False)


def test_years_up_to_now_are_told_by_the_documents_month() -> None:
    text = "五年来投入3亿元;扩建学校,占地320亩。"
    assert periods(text, date="2018-01-29")[1:] == [("2013/2017", False), (None, False)]
    assert periods(text, date="2018-12-05")[1] == ("2014/2018", False)
    assert periods(text, date="2018-07-05")[1] == (None, False)
    assert periods("四年间投入3亿元。", date="2020-12-15")[-1] == (None, False)
    assert periods("未来三年投入3亿元。", date="2018-01-29")[-1] == (None, False)


def test_a_breakdown_is_of_the_period_before() -> None:
    text = "2019年末,农村贫困人口551万人。\n{}东部地区47万人。"
    assert periods(text.format("分地区看,"))[-1] == ("2019", True)
    assert periods(text.format(""))[-1] == (None, False)


def test_the_whole_year_is_none_since_which_something_goes_on() -> None:
    text = "2020年全市减贫3万人。\n2016年以来,累计减贫68.9万人。全年到位资金26.84亿元。"
    assert ("2016", True) not in periods(text, date="2021-05-12")


def test_a_range_that_leads_to_both_ends_dates_both() -> None:
    text = "从2012年底到2019年底,贫困人口由9899万减至551万,年均减少1168万人。"
    assert periods(text) == [("2012", False), ("2019", False), ("2012/2019", False)]


def test_where_a_change_began_is_dated_by_its_own_words_alone() -> None:
    assert periods("2018年贫困发生率从7.75%下降到4.3%。") == [(None, False), ("2018", False)]


@pytest.mark.parametrize(
    "text",
    [
        "去年底,还有2个县没有摘帽。投入3亿元。",
        "“十三五”期间搬迁5万人,其中2017年搬迁2万人。投入3亿元。",
        "脱贫5万人,2019年收入达到3万元。投入3亿元。",
    ],
)
def test_what_does_not_hold_for_the_next_sentence(text: str) -> None:
    assert periods(text, date="2020-05-01")[-1] in [(None, False), ("2016/2020", True)]


def test_listed_years_are_one_period() -> None:
    assert periods("2014年、2015年脱贫27户。") == [("2014/2015", False)]


def test_a_month_belongs_to_its_part_of_the_report() -> None:
    text = "2018年工作回顾\n年末贫困人口5万人。\n"
    assert periods(text, date="2019-02-28") == [("2018", False)]
    assert periods("年末贫困人口5万人。", date="2019-02-28") == [(None, False)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("选派的2187名队员,3月底前必须全部到岗。", "2018-03"),
        ("新建的300座大棚,6月底前要全部投产。", "2018-06"),
        ("已有300座大棚,6月底前要再建一批。", None),
        ("县里的300座大棚,6月建成。", None),
    ],
)
def test_what_is_only_named_is_dated_by_when_it_is_due(text: str, period: str | None) -> None:
    assert periods(text, date="2018-02-01") == [(period, False)]


def test_a_dateline_is_no_period() -> None:
    assert periods("本报昆明11月20日电 全州有3个县。", date="2019-11-20") == [(None, False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019年,贫困发生率比2018年的4.5%下降2.1个百分点", ["2018", "2019"]),
        ("2018年GDP为36.5亿元,人均收入9600元(2015年:6800元)", ["2018", "2018", "2015"]),
        ("2018年9月20日,记者从定西市扶贫办获悉,全市易地搬迁3.1万人", [None]),
        ("2018年11月20日印发的方案明确,投入12亿元", [None]),
        ("2014、2015年投入3亿元", ["2014/2015"]),
        ("2014年及2015年投入3亿元", ["2014/2015"]),
        ("2018年脱贫3万人。下一步,新建公路300公里。改造危房1200户", ["2018", None, None]),
        ("自2011年起开展助学,至今累计捐款2300万元", ["2011/"]),
        ("系数从1978年的63.9%下降到2016年的30.2%,城镇、农村分别为29.2%和32.7%", ["1978", "2016", None, None]),
        ("入户率由2014年的不足80%提高到97%", ["2014", None]),
        ("2016年至2018年,每年减贫分别为3万人、4万人、5万人", ["2016", "2017", "2018"]),
        ("2017年底,农村公路3100公里,是2012年的2.3倍", ["2017", "2017"]),
        ("2018年1至5月旅客2万人次,只有2017年同期的28.4%", ["2018-01/2018-05", "2018-01/2018-05"]),
        ("2018年标准由2017年的年收入7800元调整为8400元", ["2017", "2018"]),
        ("2017年31个县申请摘帽,尚未摘帽的县还有8个", ["2017", None]),
        ("2017年底,全市仍有贫困村754个", ["2017"]),
        ("三年内建成棚100座", [None, None]),
        ("自2013年成立以来,累计捐赠5.47亿元", ["2013/"]),
        ("自2015年6月投产以来,加工鲜叶1260吨", ["2015-06/"]),
        ("2018年启动建设,总投资2.87亿元", ["2018"]),
        ("2018年启动建设。总投资2.87亿元,建成后供水4万吨", [None, None]),
        ("義診隊2008年成立至今,先後到過五個縣", ["2008/"]),
        ("1996年启动至今,协作已投入资金20亿元", ["1996/"]),
        ("2018年寄回2.8万元;老父亲每月领118元", ["2018", None]),
        ("2018年住院花了1126元。孙女每学期交240元", ["2018", None]),
        ("2018年支出312万元。以往每宗手术3200元", ["2018", None]),
        ("2018年,每月走访2次", ["2018"]),
        ("2018年投入3亿元。每人每年补助1万元", ["2018", "2018"]),
        ("“十三五”以来,建成大棚2万座。一座棚收入3万元", ["2016/", None]),
        ("“十四五”期间,里程由14.63万公里增至16.5万公里", [None, "2021/2025"]),
        ("2025年,以国家“十四五”规划纲要确定的102项工程为重点,8个项目开工", ["2025", "2025"]),
        ("2018年奖励3000万元。推行路长制的县由2017年底的286个增加到1010个", ["2018", "2017", None]),
        ("由2014年的40宗增至2018年的527宗,按年也多了34%", ["2014", "2018", "2018"]),
        ("2020年,两市克服跨越2600公里的阻隔,新修公路50公里", [None, "2020"]),
        ("民國98年補助3萬元,民国100年底完成20处", ["2009", "2011"]),
        ("109年7月9日起登記500萬人,108年編列3億元", ["2020-07-09/", "2019"]),
        ("持续109年,投入3亿元", [None, None]),
        (
            "2017年前三季度贷款8亿元,比上年同期的7亿元增加1亿元",
            ["2017-01/2017-09", "2016-01/2016-09", "2017-01/2017-09"],
        ),
        ("2017年3月外出2万人,上年同期为3万人", ["2017-03", "2016-03"]),
        ("2017年投入3亿元,上年同期为2亿元", ["2017", "2016"]),
        ("2017年资助200名学生。下学年将资助300名学生", ["2017", None]),
        ("那年他种了3亩茶。年底收入5万元", [None, None]),
        ("当年他种了3亩茶。年底收入5万元", [None, None]),
        ("2017年他种了3亩茶。年底收入5万元", ["2017", "2017"]),
        (
            "“十三五”时期,收入由2015年的5834元提高到2020年的9412元。五年累计投入97.6亿元",
            ["2015", "2020", "2016/2020"],
        ),
        ("“十三五”时期减贫3万人。2021年投入3亿元。五年累计投入97.6亿元", ["2016/2020", "2021", None]),
    ],
)
def test_whose_time_it_is(text: str, expected: list[str | None]) -> None:
    assert [period for period, _ in periods(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016年投入3亿元。去年脱贫2万人,上年为1万人", ["2016", "2017", "2016"]),
        ("全年脱贫3万人", [None]),
        ("前三季度脱贫2万人,确保全年脱贫3万人", ["2018-01/2018-09", "2018"]),
        ("力争全年实现旅游收入3亿元", ["2018"]),
        ("剩下的9700多人,明年要全部脱贫", ["2019"]),
        ("去年有8126户按程序脱了贫,今年计划再退出1.76万人", ["2017", "2018"]),
        ("去年同期,贷款余额7亿元", [None]),
    ],
)
def test_what_counts_from_the_documents_year(text: str, expected: list[str | None]) -> None:
    assert [period for period, _ in periods(text, date="2018-10-20")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018年,发生率由上年末的3.7%降到0.6%。全年筹措1亿元", ["2017", "2018", "2018"]),
        ("2018年,貧困發生率由2017年末的3.7%降到0.6%。10月,投入1億元", ["2017", "2018", "2018-10"]),
        ("產值3億元,是2016年的6倍。截至11月末,餘額24億元", [None, None, "2019-11"]),
        ("今年前三季度销售13亿元,是2016年全年的1.6倍", ["2019-01/2019-09"] * 2),
        ("2018年调离教师139名。此外,截至6月末拖欠1760万元", ["2018", "2019-06"]),
        ("2018年调离教师139名,截至6月末拖欠1760万元", ["2018", "2018-06"]),
        ("2018年3月,工程开工。截至6月底,完成投资3亿元", ["2018-06"]),
        ("2017年脱贫3万人。截至12月底,拨付资金3亿元", ["2017", "2018-12"]),
        ("到今年7月底,全县脱贫3万人。2018年减贫2万人", ["2019-07", "2018"]),
        ("截至本月中旬,已返崗165萬人,仍有40多萬人滯留", ["2019-11", "2019-11"]),
        ("去年外出3万人。至本月中旬,已返岗2万人。开设专列3200班次", ["2018", "2019-11", None]),
        ("剩余的8个贫困县、660个贫困村要在今年年底前全部退出", ["2019", "2019"]),
        ("余下的1684户、2907人,要在2020年底前全部脱贫", ["2020", "2020"]),
        ("另有150戶住在山溝的村民,預計2020年底前遷出", ["2020"]),
        ("去年余下的30户,已全部脱贫", ["2018"]),
        ("2018年,成效明显。永和镇位于县城北部,辖7个村,总人口3126户", [None, None]),
        ("2018年,建成电站3座。每村年收益约6万元", ["2018", None]),
        ("2018年,开店30家。县财政给每家新店补助2000元,再提供最高10万元的贷款", ["2018", None, None]),
        ("2018年,给每户补助了3000元", ["2018"]),
        ("2010年前後,把212戶遷到河邊。2004年前,人均糧食315公斤", ["2010", None]),
        ("2018年收入3万元,但和搬迁前的4000元相比,仍是天差地别", ["2018", None]),
        ("2018年,对危房的补助由每户1.15万元调高为2万元", [None, "2018"]),
        ("2018年,津贴发放3亿元。津贴的30%由县级承担", ["2018", None]),
        ("2018年,由去年初的3万人减至1万人", ["2018", "2018"]),
        ("为确保2020年如期脱贫,县里投入3亿元,选派干部300名", [None, None]),
        ("入围2019年财富世界500强的企业中,75家公开披露", [None]),
        ("2016年推广。全市车间已达2800个,安置19万名群众", [None, None]),
        ("有贫困户171户。去年还賣到24元;盛产期一亩地要雇工5次", [None, "2018", None]),
    ],
)
def test_what_is_compared_with_or_standing_carries_no_year_on(text: str, expected: list[str | None]) -> None:
    assert [period for period, _ in periods(text + "。", date="2019-11-20")] == expected


def test_the_entries_of_a_diary_each_speak_from_their_day() -> None:
    text = "2018年3月28日 晴\n去年底,全村还有171户。\n2019年12月20日 星期五\n今年脱贫158户。上个月卖得3万元。"
    assert [period for period, _ in periods(text, date="2020-06-03")] == ["2017", "2019", "2019-11"]


def test_one_dated_line_makes_no_diary() -> None:
    assert [period for period, _ in periods("2018年3月28日\n今年脱贫158户。", date="2020-06-03")] == ["2020"]
