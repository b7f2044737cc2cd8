"""The claim around each figure: plan or fact, changes, aligned lists, indicators, and their evidence."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povtool.data import rows
from povtool.errors import UsageError
from povtool.metrics import metrics
from povtool.metrics.indicators import built_in, indicator, read_table
from povtool.misfits import misfit
from povtool.records import Record


def claims(text: str, **fields: Any) -> list[Record]:
    found = metrics([{"type": "document", "id": "d", "text": text, **fields}])
    return [record for record in found if isinstance(record, dict) and record["type"] == "metric"]


def told(text: str, *names: str, **fields: Any) -> list[Any]:
    values = [tuple(record.get(name) for name in names) for record in claims(text, **fields)]
    return [value[0] for value in values] if len(names) == 1 else values


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("到2020年,确保5万人脱贫。", "target"),
        ("力争完成投资10亿元。", "target"),
        ("力爭完成投資10億元。", "target"),
        ("将实施项目12个。", "target"),
        ("“十三五”期间将投入500亿元。", "target"),
        ("计划再脱贫3万人。", "target"),
        ("主要目标是农民人均收入达到1万元。", "target"),
        ("一、2018年工作安排\n减贫10万人。", "target"),
        ("会议提出,2018年脱贫15万人。", "target"),
        ("已投入3亿元。", "achieved"),
        ("準備新增護林員300名。", "target"),
        ("营养改善计划惠及学生3700万人。", "achieved"),
        ("计划实施期间,共培训2.3万人。", "achieved"),
        ("按照2018年编制的规划,新建学校30所。", "target"),
        ("县里提出,三年内投入10亿元。", "target"),
        ("两年内投入了10亿元。", "achieved"),
        ("主要任务:\n(一)新建公路300公里。", "target"),
        ("任务清单:新建公路300公里。", "target"),
        ("每亩成本要300元。", "achieved"),
        ("明年要追加投资300万元。", "target"),
        ("合作社主要培育种苗300万株。", "achieved"),
        ("全县脱贫5万人。", "achieved"),
        ("争取到资金3亿元。", "achieved"),
        ("为了脱贫,投入了3亿元。", "achieved"),
        ("超额完成计划,脱贫5万人。", "achieved"),
        ("一、2017年工作回顾\n减贫10万人。", "achieved"),
        ("贫困发生率由32%下降到15%。", "achieved"),
    ],
)
def test_plan_or_fact(text: str, status: str) -> None:
    assert set(told(text, "status")) == {status}


def test_the_date_decides_what_lies_ahead() -> None:
    text = "2018年减贫10万人。"
    assert told(text, "status", date="2017-03-01") == ["target"]
    assert told(text, "status", date="2019-03-01") == ["achieved"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("贫困发生率由32%下降到15%", [("from", None, None, None), ("to", 32, "down", None)]),
        ("贫困人口从9899万人减少至551万人", [("from", None, None, None), ("to", 98990000, "down", None)]),
        ("收入同比增长12.9%", [(None, None, "up", "同比")]),
        ("收入比上年增加800元", [(None, None, "up", "比上年")]),
        ("貧困人口較2015年末減少3萬人", [(None, None, "down", "較2015年末")]),
        ("投入3亿元", [(None, None, None, None)]),
    ],
)
def test_changes(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(text, "role", "from", "direction", "base") == expected


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "2016年、2017年减贫人口分别为1240万人、1289万人",
            ("period", "of"),
            [("2016", "减贫人口"), ("2017", "减贫人口")],
        ),
        ("2013至2015年减贫人口分别为5万人、6万人、7万人", ("period",), ["2013", "2014", "2015"]),
        (
            "城镇和农村居民人均可支配收入分别达到33797元和11450元,增长8%和10.8%",
            ("indicator", "relation"),
            [
                *(("urban-income", "level"), ("rural-income", "level")),
                *(("urban-income", "delta"), ("rural-income", "delta")),
            ],
        ),
        ("西藏、新疆分别减贫5万、6万人", ("place", "of"), [("西藏", "减贫"), ("新疆", "减贫")]),
        (
            "西藏和新疆农村居民人均收入分别为11450元和12975元",
            ("place", "of"),
            [("西藏", "农村居民人均收入"), ("新疆", "农村居民人均收入")],
        ),
    ],
)
def test_lists_in_the_order_of_another(text: str, names: tuple[str, ...], expected: list[Any]) -> None:
    assert told(text, *names) == expected


def test_uneven_lists_align_nothing() -> None:
    assert told("2016年、2017年、2018年减贫分别为5万人、6万人", "period") == [None, None]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("减少3万贫困人口", ["people-lifted"]),
        ("现有3万贫困人口", ["poor-population"]),
        ("惠及3万贫困人口", ["poor-people-reached"]),
        ("3万贫困人口的饮水安全问题得到解决", ["drinking-water"]),
        ("脱贫县农村居民收入增长8.5%", ["rural-income"]),
        ("贫困发生率下降2个百分点,减少贫困人口3万人", ["poverty-incidence", "people-lifted"]),
        ("摘帽5个县,退出25个贫困村", ["counties-delisted", "villages-delisted"]),
        ("261万贫困人口全部脱贫", ["people-lifted"]),
        ("建成村级活动室20个,新建3个村卫生室", ["culture-rooms", "clinics"]),
        ("農村居民人均可支配收入達到11450元", ["rural-income"]),
        ("贫困发生率5万人", [None]),
        ("还有1012户没脱贫,3.01万贫困人口没有脱贫", ["poor-population"] * 2),
        ("52个贫困县没有摘帽,47个行政村不通硬化路", ["poor-counties", None]),
        ("今年底农村贫困人口100%脱贫", [None]),
        ("农村低保标准3360元", ["subsistence-standard"]),
        ("铁路营业里程16.5万公里", ["railways"]),
        ("一般公共预算收入874亿元,支出4154亿元", ["fiscal-revenue", None]),
        ("搬迁960多万贫困人口,光是贵州就占192万人", ["relocated-people"] * 2),
        ("改造危旧房6.5万户,5.2万户的易地搬迁任务完成", ["housing-renovation", "relocated-people"]),
        ("2.5万贫困人口饮水安全问题没有解决", [None]),
        ("每千常住人口执业医师1.8人", [None]),
        ("单位GDP能耗下降2.5%,每户面积25至100平方米", [None, None]),
        ("312户贫困户已脱贫309户", ["poor-population", "people-lifted"]),
        ("制定考核办法等70多个配套文件", ["documents"]),
        ("建档立卡贫困户6701户16933人实现稳定脱贫", ["people-lifted"] * 2),
        ("有贫困户6701户、已脱贫16933人", ["poor-population", "people-lifted"]),
        ("中央、省、市县财政专项扶贫资金累计投入1.6万亿元", ["poverty-funds"]),
        ("招聘会提供岗位1.8万个", ["jobs-offered"]),
        ("25个脱贫乡镇", ["villages"]),
    ],
)
def test_indicators(text: str, names: list[str | None]) -> None:
    assert told(text, "indicator") == names


def test_indicators_have_names_of_their_own_and_glosses() -> None:
    names = [row.name for row in built_in()]
    assert len(names) == len(set(names))
    for row in built_in():
        assert row.gloss and row.dimensions


def test_an_indicator_table_of_ones_own() -> None:
    (row,) = read_table("mine.tsv", ["# note\n", "broadband\tvillages online\tcount\t宽带\t用户\n"])
    assert indicator("通宽带", "count", [row]) == row
    assert indicator("宽带用户", "count", [row]) is None and indicator("通宽带", "money", [row]) is None
    with pytest.raises(UsageError, match=r"mine\.tsv:2"):
        read_table("mine.tsv", ["# note\n", "broadband\tvillages online\tcount\t宽(带\n"])


def test_a_title_takes_what_the_text_says_of_the_same_figure() -> None:
    found = claims("2017年,西藏减贫15万人。", title="减贫15万人")
    assert [(r["field"], r["status"], r["period"], r["place"]) for r in found] == [
        ("title", "achieved", "2017", "西藏"),
        ("text", "achieved", "2017", "西藏"),
    ]
    assert found[0]["period_inherited"] and "period" not in found[0]["evidence"]


PIECES = st.sampled_from(
    [
        *("2016年", "今年", "到2020年", "累计", "一、工作回顾", "比上年", "由", "下降到", "减少", "分别为"),
        *("脱贫", "5万人", "3.2亿元", "15%", "2个百分点", "12", "兩個村", "10個縣", "貧困人口", "“五個一批”"),
        *(
            "西藏",
            "全县",
            "已",
            "将",
            "确保",
            "目标",
            "计划",
            "和",
            "、",
            ",",
            "。",
            "\n",
            "(",
            ")",
            "《",
            "》",
            "~",
            "é",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from([None, "2018-05-03"]))
def test_evidence_points_at_what_it_claims(text: str, date: str | None) -> None:
    for record in claims(text, **({"date": date} if date else {})):
        assert misfit(record) is None
        assert text[record["start"] : record["end"]] == record["raw"]
        begin = record["sentence_start"]
        assert text[begin : begin + len(record["sentence"])] == record["sentence"]
        assert record["raw"] in record["sentence"] and record["status"] in ("achieved", "target")
        for name, (start, end) in record["evidence"].items():
            assert 0 <= start < end <= len(text) and name in ("of", "place", "period", "status", "base")
            assert name == "of" or name in record
        if "base" in record:
            assert text[slice(*record["evidence"]["base"])] == record["base"]


def test_what_is_counted_ends_where_the_next_measure_begins() -> None:
    assert told("20个国家级贫困县农村居民可支配收入达到12758元", "of") == [
        "国家级贫困县",
        "农村居民可支配收入",
    ]
    assert told("在1622个贫困村建设471.6兆瓦光伏扶贫项目", "of") == ["贫困村", "光伏扶贫项目"]


def test_a_theme_is_carried_on() -> None:
    text = "贫困人口由679.1万人下降到120.2万人,减少558.9万人"
    assert told(text, "of", "relation")[-1] == ("贫困人口", "delta")
    text = "贫困人口从9899万人减少到1660万人,6年时间减少8000多万人"
    assert told(text, "of", "relation")[-1] == ("贫困人口", "delta")
    assert told("贫困人口5万人,占总人口8%,比上年减少1万人", "of")[-1] == "贫困人口"


def test_lists_are_ends_of_a_change() -> None:
    text = "贫困人口由13677户49479人减至887户1472人"
    assert told(text, "role", "from", "of") == [
        *((("from", None, "贫困人口"),) * 2),
        *(("to", 13677, "贫困人口"), ("to", 49479, "贫困人口")),
    ]


def test_members_of_a_list_change_alike() -> None:
    assert told("收入分别增长9.3%和10%", "relation", "direction") == [("delta", "up")] * 2


def test_the_last_of_a_list_says_what_became_of_all() -> None:
    assert told("10个国家级贫困县、8个省级贫困县摘帽", "indicator") == ["counties-delisted"] * 2


def test_a_group_takes_nothing_of_the_group_before() -> None:
    assert told("463个贫困村退出,11585户、48301人脱贫", "of") == ["贫困村退出", "脱贫", "脱贫"]


def test_the_day_a_report_was_given_is_its_date() -> None:
    text = "政府工作报告\n(2018年12月26日在兴文县第十六届人民代表大会第四次会议上)\n今年脱贫5万人。"
    assert told(text, "period") == ["2018"]


def test_a_numbered_heading_lies_within_the_part_of_a_report() -> None:
    text = "2018年工作回顾\n一、成效\n脱贫5万人。\n2019年工作安排\n一、产业\n脱贫3万人。\n"
    assert told(text, "period", "status") == [("2018", "achieved"), ("2019", "target")]


def test_a_price_base_is_no_period() -> None:
    assert told("收入2300元(2010年不变价)", "period") == [None]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("贫困地区98.7%的自然村通了电", "自然村通了电"),
        ("贫困发生率超过18%的县", "贫困发生率"),
        ("(一)新建公路300公里", "新建公路"),
        ("前三季度脱贫2万人", "脱贫"),
        ("上半年脱贫2万人", "脱贫"),
        ("原计划搬迁3000人", "搬迁"),
        ("合作社准备新增护林员300名", "新增护林员"),
        ("跨县安置到义龙新区的有3000人", "跨县安置到义龙新区"),
        ("因灾、因病致贫的占32%", "因灾、因病致贫"),
        ("这类工厂有38家", "工厂"),
        ("农村居民收入比全国平均水平高2.5个百分点", "农村居民收入"),
        ("农村居民收入是全国平均水平的68.4%", "农村居民收入"),
        ("2017年农村贫困人口比上年减少1289万人", "农村贫困人口"),
        ("农村居民人均可支配收入,从2013年的6079元增长到12588元", "农村居民人均可支配收入"),
        ("覆盖30个“十三五”贫困村", "贫困村"),
        ("复检520余处千人以上供水工程", "供水工程"),
        ("扶贫资金194.1亿元,其中省级58.5亿元", "扶贫资金"),
        ("东部地区贫困人口300万人,中部地区200万人", "贫困人口"),
        ("农村集中供水率要达到88%", "农村集中供水率"),
        ("年均增长12.8%,扣除价格因素,实际增长10.7%", None),
        ("选派86名教师、医生到湘西支教", "教师、医生"),
        ("帮扶资金和物资达8700万元", "资金和物资"),
        ("20个乡镇、贫困发生率2%", "贫困发生率"),
        ("开发护林、保洁等公益性岗位2273个", "护林、保洁等公益性岗位"),
        ("支出进度达到81.2%,高于全省平均水平3.6个百分点", "支出进度"),
        ("人均纯收入增速计划高于全县农民2个百分点", "人均纯收入增速"),
        ("用于产业的比例从去年的52%提高到58.4%", "用于产业的比例"),
        ("补助由每人每年1000元增加至1250元", "补助"),
        ("辍学率仍有1.2%,去年已降至0.3%", "辍学率"),
        ("达标率由搬迁前的57.4%升至99.8%", "达标率"),
        ("培训基层干部、致富带头人和技术人员3755人次", "基层干部、致富带头人和技术人员"),
        ("人均收入7860元,2013年只有1624元", "人均收入"),
        ("集体经济收入从眼下的52万元涨到80万元", "集体经济收入"),
        ("全村人均收入的目标是过1.1万元", "人均收入"),
        ("解决2.19万人饮水不稳定问题", "饮水"),
        ("农民收入2019年达到5600元", "农民收入"),
        ("园里的大棚由2019年的36个增加到如今的120个", "园里的大棚"),
        ("当年扶贫资金支出进度,11月底须达到85%,年底不低于92%", "扶贫资金支出进度"),
        ("淀粉年加工能力从目前的32万吨扩大到45万吨", "淀粉年加工能力"),
        ("一期占地380亩,果农每公斤能卖4.6元", "果农每公斤能卖"),
        ("集中救治的病种扩大到20种", "集中救治的病种"),
        ("推行“路长制”的县增加到1010个", "推行“路长制”的县"),
        ("考核10个有脱贫任务的县", "有脱贫任务的县"),
        ("筹集扶贫资金41.7亿元,其中省本级18.2亿元", "省本级筹集扶贫资金"),
        ("贫困县整合涉农资金104.6亿元,已支出79.3亿元", "贫困县整合涉农资金支出"),
        ("农民工总量降至2.8亿人,减幅1.8%", "农民工总量减幅"),
        ("威宁县贫困人口9.12万人,占全市的38.9%", "威宁县贫困人口占全市"),
        ("城镇、农村恩格尔系数分别为29.2%和32.7%", "农村恩格尔系数"),
        ("发放贷款168户,2479万元", "发放贷款"),
        ("援建车间47间,但仍有5间因订单不足停工", "援建车间"),
        ("有38户已悄悄搬回老家", "悄悄搬回老家"),
        ("7.3万人从石山腹地迁入城镇", "从石山腹地迁入城镇"),
        ("99.6%的乡镇和99.5%的建制村通上了硬化路", "建制村通上了硬化路"),
        ("带动1.5万人以上稳定就业", "稳定就业"),
        ("发放价值1000元的慰问品", "慰问品"),
        ("总投资300亿规模的光伏工程", "总投资"),
        ("建起年加工干茶150吨的生产线", "建起年加工干茶"),
        ("生产总值1901亿元,按可比价格计算,比上年增长8.0%", "生产总值"),
        ("卖了一批猪,花了5000元", None),
        ("筹得善款2486万元,按年微升3.2%", "筹得善款"),
        ("招聘5000名教师,通过面试的已有4212名", "教师"),
        ("全村426户、1893人", "全村"),
        ("概况\n贫困人口:由2015年底的41.25万人减少到0", "贫困人口"),
        ("▶大棚:1200个", "大棚"),
        ("记者:1200个", None),
        ("463个贫困村退出,11585户、48301人脱贫", "脱贫"),
        ("只剩4户贫困户、13人", "贫困户"),
        ("高中生领到助学金,金额从2000元到5000元不等", "助学金金额"),
        ("农村贫困人口5万人,贫困发生率12.1%,今年再减1.8万人", "农村贫困人口"),
        ("房屋补助由每户11500元调高为2万元", "房屋补助"),
        ("贫困人口6.13万人,其中62%是留守妇女和老人", "贫困人口是留守妇女和老人"),
        ("65%的中国100强企业高层重视扶贫", "中国100强企业高层重视扶贫"),
        ("云南省贫困县最多,有73个", "云南省贫困县"),
        ("该县扶持了116家种植、养殖、加工的龙头企业", "龙头企业"),
        ("发放100名教师、医生的工资", "教师、医生"),
        ("建设12个集种植、加工于一体的产业园", "产业园"),
        ("17个县将2.4亿元扶贫资金用于市政建设", "扶贫资金"),
        ("11个县1780.18万元扶贫资金被套取", "扶贫资金"),
        ("贫困发生率由年初的24.8%下降到17.3%", "贫困发生率"),
        ("水质达标率较“十二五”末提高近20个百分点", "水质达标率"),
        ("村集体收入从零增加到15万元", "村集体收入"),
        ("提供协作资金28.7亿元,今年计划再安排6.2亿元", "提供协作资金"),
        ("普通高中国家助学金每生每年2000元", "普通高中国家助学金"),
        ("贫困人口减少9500多万,平均每年减少2300多万", "贫困人口"),
        ("转移劳动力16.3万人,同比增加2.7万人", "转移劳动力"),
        ("集中供水率达88%,自来水普及率达83%,比2015年分别提高6个百分点和7个百分点", "自来水普及率"),
    ],
)
def test_what_the_last_figure_is_of(text: str, of: str | None) -> None:
    assert told(text, "of")[-1] == of


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("目前已建成公路320公里,计划建成公路500公里。", ["achieved", "target"]),
        ("截至目前,累计完成投资3.2亿元,预计全年完成投资5亿元。", ["achieved", "target"]),
        ("2018年已建成安置点12个,拟建成安置点3个。", ["achieved", "target"]),
        ("年初计划减贫3.1万人,实际完成3.5万人。", ["target", "achieved"]),
        ("原计划新建80公里公路,实际完成62公里。", ["target", "achieved"]),
        ("完成年度目标的112%。", ["achieved"]),
        ("今年要脱贫5000人。", ["target"]),
        ("到2019年底,贫困发生率下降到1%以下。", ["target"]),
        ("建成后可带动3000户增收。", ["target"]),
        ("2018年曾打算建成100座,如今已经建好了86座。", ["target", "achieved"]),
        ("预计第三季投产,届时每日可屠宰1500只羊。", ["target"]),
        ("今年将投入3亿元,参保率达到95%以上。", ["target", "target"]),
        ("彩礼不得超过6万元。", ["target"]),
        ("实际搬迁136万人,比原计划多出20万人。", ["achieved", "achieved"]),
        ("如果投入3亿元。", ["target"]),
        ("今年,前一阶段减贫5000人。", ["achieved"]),
        ("今年,6月底前减贫5000人。", ["target"]),
        ("原计划种植1500亩,实际只完成620亩,却拨付补助450万元。", ["target", "achieved", "achieved"]),
        ("根据年度审计项目计划,审计局派出6个审计组。", ["achieved"]),
        ("争取福州市帮扶资金12.3亿元,新改建公路8600公里。", ["achieved", "achieved"]),
        ("1至3月,筹集资金41.7亿元,力度持续加大。", ["achieved"]),
        ("按照计划,项目建成后,556户可以享受收益,户均创收4000元。", ["target", "target"]),
        ("市政府决定在8个县开展试点。", ["target"]),
        ("建制村要100%通客车。", ["target"]),
        ("重要100件文物。", ["achieved"]),
        ("年底前要让5000人脱贫,再把300名移民培训成技术工。", ["target", "target"]),
        ("他有自己的盘算:先还两万元贷款,再多养30只羊。", ["target", "target"]),
        ("报销比例不低于85%。", ["target"]),
        ("2018年投入不低于3000万元,已惠及5000户。", ["achieved", "achieved"]),
        ("干部每月须走访2次。", ["target"]),
        ("农民须知手册印发2万册。", ["achieved"]),
        ("积极开发公益性岗位3000个,大力推动复工。", ["achieved"]),
        ("将于第二批抽出发送,中签率高达96.6%。", ["achieved"]),
        ("低保标准由每人每年2400元提高到3300元,今后还要提高。", ["achieved", "achieved"]),
        ("如果养得好,一只羊就能赚700元。", ["achieved"]),
    ],
)
def test_plans_and_facts_in_one_sentence(text: str, statuses: list[str]) -> None:
    assert told(text, "status", date="2019-04-01") == statuses


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "2016年至2018年,会宁县、静宁县、通渭县依次投入1.2亿元、9800万元和1.05亿元",
            ("place", "period"),
            [(place, "2016/2018") for place in ("会宁县", "静宁县", "通渭县")],
        ),
        (
            "会宁县、静宁县分别脱贫1.2万人、9800人,人均收入分别为8600元、8900元",
            ("place",),
            ["会宁县", "静宁县", "会宁县", "静宁县"],
        ),
        ("西藏、新疆分别投入3亿元,减贫5万人、6万人", ("place",), [None, None, None]),
        (
            "接待游客186万人次,实现收入5.6亿元,分别增长12.4%、15.1%",
            ("of",),
            ["接待游客", "收入", "接待游客", "收入"],
        ),
        (
            "赤峰市、兴安盟分别有6.9万人和3.7万人越过扶贫标准线",
            ("place", "of"),
            [("赤峰", "越过扶贫标准线"), ("兴安盟", "越过扶贫标准线")],
        ),
        (
            "福贡县和贡山县分别入住2.3万人、3600人",
            ("place", "of"),
            [("福贡县", "入住"), ("贡山县", "入住")],
        ),
        ("分别高于全国、全区2.1个和1.3个百分点", ("unit",), ["百分点", "百分点"]),
        ("分别比全国高1.9和1.8个百分点", ("unit",), ["百分点", "百分点"]),
    ],
)
def test_dealing_out_a_list(text: str, names: tuple[str, ...], expected: list[Any]) -> None:
    assert told(text, *names) == expected


def test_those_not_yet_lifted_are_poor() -> None:
    assert told("未脱贫人口还有300人", "indicator") == ["poor-population"]
    assert told("返贫率为0.2%", "indicator") == ["relapsed-people"]


def test_a_year_that_ends_is_estimated_not_planned() -> None:
    text = "预计全年减贫5986户。"
    assert told(text, "status", date="2019-12-30") == ["achieved"]
    assert told(text, "status", date="2019-04-30") == ["target"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("贫困发生率由10%降至0", [(10, "%", "from"), (0, "%", "to")]),
        ("贫困人口从5万人降为零", [(50000, "人", "from"), (0, "人", "to")]),
        ("2019年贫困发生率降至0。", [(0, "%", None)]),
        ("亏损降为零,实现动态清零,降到0.5%", [(0.5, "%", None)]),
        ("而非2800人", []),
    ],
)
def test_nothing_left(text: str, expected: list[Any]) -> None:
    assert told(text, "value", "unit", "role") == expected


def test_an_indicator_of_a_list_is_that_of_all() -> None:
    text = "选派教师86名,选派医生50名,选派86名教师、医生"
    assert told(text, "indicator") == ["teachers", "medical-staff", None]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("每个脱贫村至少培育2家合作社", ["ge"]),
        ("最高可贷5万元", ["le"]),
        ("约占全省的26%", ["approx"]),
        ("推迟近三个月,近5年投入3亿元", ["approx", None, None]),
        ("产值过亿元,种过3亩,收入过万元", ["gt", None, "gt"]),
        ("昭觉县、布拖县、美姑县分别不超过3万人、5万人和8万人", ["le", "le", "le"]),
    ],
)
def test_bounds_said_at_a_distance(text: str, bounds: list[str | None]) -> None:
    assert told(text, "bound") == bounds


def test_an_order_is_one_whatever_it_is_about() -> None:
    title = "关于开展2018年度脱贫攻坚成效考核评价工作的通知"
    assert told("每县抽取15个村,占四成。", "status", title=title) == [("target"), ("target")]


def test_a_plan_is_what_a_title_ends_in() -> None:
    text = "投入持续加大。全省筹集资金41.7亿元。"
    assert told(text, "status", title="前三季度筹集资金 今年计划减贫50万人")[-1] == "achieved"
    plan = "壮大特色产业。布局产业园12个,扶持合作社两千家。"
    assert told(plan, "status", title="定西市巩固脱贫攻坚成果规划(2021—2025年)") == ["target", "target"]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("一、成绩要看足\n减贫3万人。\n二、问题要说透\n满意度86%。\n三、下一步打算\n新建大棚300座。", "aat"),
        ("今年是关键一年,任务已经定了:减贫2.6万人以上,245个贫困村出列。", "tt"),
        ("重点抓好以下工作:一是做强产业。大棚达到4000栋,产值突破5亿元。二是搬迁。1万名群众搬入新居。", "ttt"),
        (
            "要突出抓好三項工作:\n一是產業。大棚達到4000棟。\n二是搬遷。\n三是就業。選派干部30名。\n有120人参加。",
            "tta",
        ),
        ("今年以来,重点抓好以下工作:一是做强产业。大棚达到4000栋。", "a"),
        ("我们重点抓了以下工作:一是做强产业。大棚达到4000栋。", "a"),
        ("余下的1684户、2907人,要在今年年底前全部脱贫。", "tt"),
        ("另有150戶住在山溝的村民,預計2020年底前遷出。", "t"),
        ("为了确保如期脱贫,县财政连续投入2亿元。", "a"),
        ("為確保3萬人如期脫貧,選派幹部30名。", "ta"),
        ("今年預定再減1萬8000人。", "t"),
        ("单位答应支持150万元,县里配套100万元。", "tt"),
        ("单位答应支持的150万元已到账。", "a"),
        ("贵州将积极推进改造,建成22万套,完成危房改造30万户。", "tt"),
        ("年底村集體收入要衝10萬元,家家至少賣出80隻羊。", "tt"),
    ],
)
def test_plans_by_their_heads_and_groups(text: str, statuses: str) -> None:
    assert "".join(status[0] for status in told(text, "status", date="2019-04-01")) == statuses


def test_a_notice_of_allotment_tells_facts() -> None:
    assert told("白城市2.93亿元。", "status", title="关于下达2019年第一批扶贫资金的通知") == ["achieved"]
    assert told("白城市2.93亿元。", "status", title="关于做好2019年扶贫工作的通知") == ["target"]


def test_an_estimate_of_a_year_just_over_is_a_fact() -> None:
    text = "2019年,是重要的一年。预计生产总值增长7.8%。计划再脱贫2万人。"
    assert told(text, "status", "period", date="2020-01-08") == [("achieved", "2019"), ("target", None)]


def test_what_预计_begins_goes_on_until_the_year_is_nearly_over() -> None:
    text = "预计今年脱贫2万人,人均收入达到8000元。"
    for date, status in (("2018-06-20", "target"), ("2018-12-25", "achieved")):
        assert told(text, "status", date=date)[-1] == status


def test_what_a_year_that_is_over_brought_is_no_plan() -> None:
    text = "一、目标任务\n近年来,油料面积由2010年的8600万亩增加到2015年的1.98亿亩。力争到2020年达到3亿亩。"
    records = metrics([{"type": "document", "text": text, "date": "2016-07-18"}])
    assert [record["status"] for record in records] == ["achieved", "achieved", "target"]  # type: ignore[index]


def test_a_diary_plans_from_its_day() -> None:
    text = "2018年3月28日 晴\n今年计划脱贫30户。\n2019年12月20日 阴\n今年脱贫158户。"
    assert told(text, "status", date="2020-06-03") == ["target", "achieved"]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("抽查比例不低于贫困村总数的10%。", ["ge"]),
        ("农民收入仍不到全国平均水平的65%。", ["lt"]),
        ("搬迁人口超过全省总数的26%。", ["gt"]),
        ("約占全省的26%。", ["approx"]),
        ("一年少说也能挣四万元。", ["ge"]),
        ("达到全国平均水平的65%。", [None]),
        ("贫困发生率高于全省平均水平的8%。", [None]),
        ("收入增幅低于全省的增幅的8%。", [None]),
        ("不低于全省平均水平,增长10%。", [None]),
    ],
)
def test_a_bound_may_stand_before_what_a_share_is_of(text: str, bounds: list[str | None]) -> None:
    assert told(text, "bound") == bounds


def test_changes_of_a_list_go_by_its_levels_without_another_word() -> None:
    text = "自来水普及率达到95.6%,水质达标率98%,比2015年提高了11.2个百分点和6.8个百分点。"
    assert told(text, "of")[2:] == ["自来水普及率", "水质达标率"]
    unlike = "产值3亿元,参保率98%,比2015年提高了11.2%和6.8个百分点。"
    assert told(unlike, "of")[2:] == ["参保率", None]
    uneven = "水质达标率98%,比2015年提高了11.2个百分点和6.8个百分点。"
    assert told(uneven, "of")[1:] == ["水质达标率", "水质达标率"]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2012年至2017年,贫困人口从755万人减少到246万人。", ["2012", "2017"]),
        ("2012-2017年,贫困人口从755万人减少到246万人。", [None, None]),
        (
            "贫困人口由2013年底的552万人降至2019年底的17.5万人;人均收入同期由5589元增至9629元。",
            ["2013", "2019", "2013", "2019"],
        ),
    ],
)
def test_the_ends_of_a_change_have_the_ends_of_its_time(text: str, periods: list[str | None]) -> None:
    assert told(text, "period") == periods


def test_the_year_before_is_that_before_the_year_reported() -> None:
    text = "一、2019年工作回顾\n全年减贫2.9万人,贫困发生率由上年末的8.92%下降到1.86%。"
    assert told(text, "period", date="2020-01-06", title="政府工作报告") == ["2019", "2018", "2019"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2016年督查发现问题136个,其余17个须在3月底前整改。", "2017-03"),
        ("2016年督查发现问题136个,17个在3月底前整改了。", "2016-03"),
        ("2016年督查发现问题136个,其余17个须在1月底前整改。", "2016-01"),
    ],
)
def test_a_deadline_is_still_to_come(text: str, period: str) -> None:
    assert told(text, "period", date="2017-02-20")[-1] == period


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("到2020年,确保8.6万人脱贫,213个贫困村全部退出,4个贫困县全部摘帽。", "ttt"),
        ("预计全年减贫3万人。", "a"),
        ("原计划搬迁3000人,实际搬迁3200人。", "ta"),
        ("按照中央的统一部署,全州17213人实现脱贫。", "a"),
        ("全省计划减贫300万人,截至2019年底已减贫287万人,完成任务的95.7%。", "taa"),
        ("那里要建一个停车场,150个车位。", "t"),
        ("今年再创建50个示范县。", "t"),
        ("今年再次获评50个示范县。", "a"),
        ("茶叶产值今年再创新高,达到3亿元。", "a"),
        ("住一次院就要1万到2万元。", "a"),
    ],
)
def test_plans_and_facts_at_the_end_of_a_year(text: str, statuses: str) -> None:
    assert "".join(status[0] for status in told(text, "status", date="2020-12-20")) == statuses


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("茶园总面积由2012年的18.6万亩发展到目前的36.4万亩。", ["茶园总面积", "茶园总面积"]),
        ("游客从3万人次猛增到180万人次。", ["游客", "游客"]),
        ("工人月薪由最初的1200元升至现时的2600元。", ["工人月薪", "工人月薪"]),
        ("县道每年每公里不低于1万元。", ["县道"]),
        ("30个示范村每村奖补100万元。", ["示范村", "奖补"]),
        ("逾期率控制在1%以内。", ["逾期率"]),
        ("计件工资每件3元。", ["计件工资"]),
    ],
)
def test_what_a_figure_is_of_behind_verbs_and_shares(text: str, of: list[str]) -> None:
    assert told(text, "of") == of


def test_myriads_without_a_unit_have_that_of_the_noun_before() -> None:
    assert told("贫困人口还有两亿多。", "value", "unit", "bound") == [(200_000_000, "人", "over")]
    assert told("他走了三万多。", "value") == []


def test_the_growth_of_a_standard_is_no_share_of_people() -> None:
    text = "特困供养标准由7800元提高到9360元,增长20%。低保标准年均增长12%。低保覆盖面达到12%。"
    assert told(text, "indicator") == [*["subsistence-standard"] * 4, "social-assistance"]


def test_a_time_of_most_is_not_what_is_counted() -> None:
    assert told("全县贫困村从最多时的128个减少到目前的16个。", "of") == ["贫困村", "贫困村"]


def test_years_that_something_will_take_are_not_the_last_ones() -> None:
    assert told("我省计划用两年时间,投资120亿元。", "period", date="2018-12-05") == [None, None]
    assert told("三年来投入3亿元。", "period", date="2018-12-05")[1] == "2016/2018"


def test_people_before_their_number_are_counted_though_的_follows() -> None:
    assert told("五保户3户的名单贴在墙上。这条总投资1.8亿元的公路通了。", "of") == ["五保户", "总投资"]


def test_who_lacks_water_is_not_supplied_with_it() -> None:
    assert told("47万人饮水困难。解决了5万人饮水困难问题。", "indicator") == [None, "drinking-water"]


def test_what_is_to_be_this_year_is_planned_even_in_its_last_month() -> None:
    text = "公司今年将投放5000头母牛给1000户农户饲养,预计户均增收1万元。"
    assert set(told(text, "status", date="2018-12-05")) == {"target"}


def test_the_year_whose_plan_is_met_is_not_the_period() -> None:
    text = "今年上半年,该省减贫12.3万人,完成全年目标的61.5%。"
    assert told(text, "period", date="2020-07-10") == ["2020-01/2020-06"] * 2


def test_what_a_project_plans_is_no_fact_and_a_month_may_be_compared_with() -> None:
    text = "该项目计划投资3000万元,目前已到位1200万元。复工率为98%,比4月底提高1.5个百分点。"
    assert told(text, "status", "of", date="2020-07-10") == [
        ("target", "项目计划投资"),
        ("achieved", "项目计划投资到位"),
        ("achieved", "复工率"),
        ("achieved", "复工率"),
    ]


def test_no_cue_has_two_weights() -> None:
    said = [(place, word) for _, place, words in rows("status_cues.tsv") for word in words.split(" ")]
    assert len(said) == len(set(said))


def test_what_将_announces_is_planned() -> None:
    assert told("今年获补助1250万元,将改善12处部落道路。", "status") == ["achieved", "target"]
