"""Places: which names are one, and whose figure each quantity is, in both scripts and on hostile input."""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povtool.convert.script import fold
from povtool.metrics import MetricsConfig, metrics
from povtool.metrics.places.gazetteer import divisions, spellings
from povtool.metrics.places.mentions import mentions
from povtool.metrics.places.owners import Places
from povtool.records import Record


def named(text: str) -> list[str]:
    return [mention.name for mention in mentions(fold(text))]


def placed(text: str, **fields: Any) -> list[str | None]:
    document: Record = {"type": "document", "id": "d", **fields, "text": text}
    return [record.get("place") for record in records(document) if record["field"] == "text"]


def records(document: Record) -> list[Record]:
    found = metrics([document], MetricsConfig(formulas=False))
    return [record for record in found if isinstance(record, dict)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("西藏自治区和甘孜藏族自治州", ["西藏", "甘孜州"]),
        ("四川省凉山州昭觉县", ["四川", "凉山州", "昭觉县"]),
        ("内蒙古自治区内部", ["内蒙古"]),
        ("襄樊市、堆龙德庆县、毕节地区", ["襄阳", "堆龙德庆县", "毕节"]),
        ("新疆生产建设兵团", ["兵团"]),
        ("制定西藏规划", ["西藏"]),
        ("陕西安康", ["陕西", "安康"]),
        ("新疆維吾爾自治區雲南怒江", ["新疆", "云南", "怒江州"]),
        ("灵寿县有灵寿之名", ["灵寿县", "灵寿县"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        *(
            "朝阳产业",
            "南京大学",
            "中国银行",
            "推广东西部协作",
            "推广西部经验",
            "深山东部",
            "黄河南岸",
            "普通化肥",
        ),
        *(
            "世界大同",
            "大理石",
            "长治久安",
            "嘉宾来宾",
            "出海口",
            "中国共产党",
            "全国人大",
            "全国先进",
            "全区域",
        ),
        *(
            "甘孜日报",
            "同心协力",
            "合作社",
            "平安建设",
            "和平发展",
            "共和国",
            "向阳而生",
            "灵寿之名",
            "建成县城",
        ),
        *("全市场", "民族自治区域", "延安精神", "巩固原有成果", "决定西部", "安居乐业", "四川人的"),
    ],
)
def test_false_friends(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("全国减贫1289万人,其中西藏减贫18万人、四川减贫50.6万人", ["全国", "西藏", "四川"]),
        ("贵州省发生率4.3%,比全国平均水平高2.6个百分点", ["贵州", "贵州"]),
        ("黔东南州、黔南州分别减贫10万人、8万人", ["黔东南州", "黔南州"]),
        ("西藏、新疆、青海三省区投入30亿元", [None]),
        ("安排16亿元支持南疆四地州", ["南疆四地州"]),
        ("广东省援助西藏林芝市3.2亿元,建设项目45个", ["林芝", "林芝"]),
        ("北京市安排支援拉萨资金3亿元。实施项目17个", ["拉萨", "拉萨"]),
        ("西藏班戈县条件恶劣,书记遍访了74个贫困县区", ["西藏"]),
        ("西藏投入3亿元。\n发放贷款5亿元", ["西藏", "西藏"]),
        ("落实《西藏自治区脱贫规划》,投入3亿元", ["西藏"]),
        ("四川省脱贫5万人。贵州省脱贫6万人。投入3亿元", ["四川", "贵州", "贵州"]),
        ("四川\n脱贫5万人。\n贵州\n脱贫6万人。", ["四川", "贵州"]),
        ("该村脱贫5户", [None]),
        ("投入3亿元", [None]),
    ],
)
def test_whose_figure_it_is(text: str, places: list[str | None]) -> None:
    assert placed(text) == places


@pytest.mark.parametrize(
    ("text", "fields", "places"),
    [
        (
            "我县投入3000万元,低于全州1.2个百分点。\n实施项目42个",
            {"title": "尼勒克县工作总结"},
            ["尼勒克县"] * 3,
        ),
        ("全省减贫148万人", {"title": "甘孜州扶贫工作"}, ["四川"]),
        ("全区74个县摘帽", {"source": "西藏自治区扶贫开发办公室"}, ["西藏"]),
        ("全州退出5个村", {"source": "甘孜日报"}, ["甘孜州"]),
        ("全村脱贫5户", {"title": "尼勒克县工作总结"}, [None]),
        ("累计脱贫9899万人", {"title": "我国脱贫成就"}, ["全国"]),
    ],
)
def test_the_document_says_what_the_text_does_not(
    text: str, fields: dict[str, Any], places: list[str | None]
) -> None:
    assert placed(text, **fields) == places


def test_evidence_points_at_the_words_that_name_the_place() -> None:
    text = "甘孜藏族自治州脫貧5萬人。投入3億元"
    for record in records({"type": "document", "id": "d", "text": text}):
        assert text[slice(*record["evidence"]["place"])] == "甘孜藏族自治州"
    (record,) = records({"type": "document", "id": "d", "title": "西藏脱贫", "text": "投入3亿元"})
    assert record["place"] == "西藏" and "place" not in record["evidence"]


def test_every_division_has_its_parents() -> None:
    for code in divisions():
        assert code[:2] in divisions()
    assert all(entry.name for entry in spellings().values())


PIECES = st.sampled_from(
    [
        "西藏",
        "四川省",
        "全县",
        "尼勒克县",
        "、",
        "分别",
        "3亿元",
        "5万人",
        "。",
        "\n",
        "援藏",
        "支援",
        "《",
        "》",
        "全国",
        "高于",
        "74个县",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_gets_places_that_it_names(text: str) -> None:
    places = Places({}, {"text": text})
    found = mentions(text)
    assert all(first.end <= second.start for first, second in pairwise(found))
    for start in range(len(text)):
        place = places.of("text", start, start + 1)
        if place is not None and place.scope != "document":
            assert place.start in {mention.start for mention in found}
            assert place.end in {mention.end for mention in found}


def calls(text: str) -> int:
    count = 0

    def tick(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += 1

    Places({}, {"text": text[:60]}).of("text", 0, 1)  # tables are loaded before the count begins
    list(mentions("西藏"))
    sys.setprofile(tick)
    try:
        places = Places({}, {"text": text})
        for start in range(0, len(text), 10):
            places.of("text", start, start + 1)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "县",
        "西藏",
        "西藏、",
        "尼勒克县74个县,",
        "分别",
        "西藏分别3万,",
        "《西藏",
        "全县\n",
        "甲乙村有3户。",
        "大坪乡",
        "乡",
        "两市互派3名,",
    ],
)
def test_work_grows_with_the_text(piece: str) -> None:
    short, long = piece * 2_000, piece * 8_000
    assert calls(long) < 5 * calls(short) + 100


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("齐山村南与霍山县接壤。投入3亿元。", None),
        ("走进山南市乃東區昌珠鎮安置點,262棟民居排列整齊。", "昌珠镇"),
        ("福贡县匹河乡的阿果一家,自付5000元。", "匹河乡"),
        ("闽宁镇是缩影。如今全镇人口6.6万人。", "闽宁镇"),
        ("在易地搬迁安置点投入3亿元。", None),
        ("珠海市选派医生到怒江州帮扶,培训村医3600人次。", "怒江州"),
        ("香港各界善款3000万港元。", None),
        ("水利部挂牌督战,新增资金76亿元。", "全国"),
        ("四川凉山州是“三区三州”之一,减贫19.9万人。", "凉山州"),
        ("新疆伽师县和四川凉山州7个县。", "凉山州"),
        ("西藏、新疆3万人脱贫。", None),
        ("惠及1200户,其中龙街镇300户、石羊镇260户。", "石羊镇"),
        ("昭觉县现有贫困村136个。", "昭觉县"),
        ("盐津县普洱镇脱贫1200人。", "普洱镇"),
        ("甘肃省东乡县脱贫1.2万人。", "东乡县"),
        ("舟曲县收入8600元,低于全国平均水平的14617元。", None),
        ("贵州省向广东省输送劳动力12万人。", "贵州"),
        ("修水县四都镇和黄沙镇,3个村摘帽。", "黄沙镇"),
        ("8月12日,在吉强镇龙王坝村,游客18.6万人次。", "龙王坝村"),
        ("思南县干部说:“以前在浙江打工,现在领3460元工资。”", "思南县"),
        ("玉屏县医院里,太仓市来的医生做了130台手术。", "玉屏县"),
        ("苏州与铜仁相距1600公里。", None),
        ("郧西县马安、上津两镇各建成香菇基地2个。", None),
        ("郧西县攻坚。北京市东城区援助资金4200万元,选派干部38名。", "东城区"),
        ("天津市援助甘肃12亿元,厦门市将选派120名医生到临夏。", "厦门"),
        ("厦门市湖里区去年向东乡族自治县投入帮扶资金6350万元。", "东乡县"),
        ("东乡族自治县脱贫,为东乡捐赠电脑210部。", "东乡县"),
        ("吉林市减贫,吉林投入3亿元。", "吉林"),
        ("云龙脱贫3万人。", None),
        ("“守着大山,现在养了120箱蜂。”镇安县云盖寺镇岩湾社区的贾明成说。", "岩湾社区"),
        ("河南最后14个贫困县摘帽,包括卢氏、嵩县、台前4个深度贫困县。", "河南"),
        ("西藏、新疆减贫5万人、6万人。", "新疆"),
        ("福贡县匹河乡托坪村摘帽,全村脱贫30户,全乡脱贫300户。", "匹河乡"),
        ("福贡县匹河乡托坪村摘帽,全乡脱贫300户,全村脱贫30户。", "托坪村"),
        ("东乡最穷的村有3户。", None),
        ("从江塝村驱车40公里,到了西乡县骆家坝镇回龙村。这里的大棚有120个。", "回龙村"),
        ("全市脱贫。毕节市贫困人口23万人,其中,威宁自治县9.12万人。584个贫困村出列。", "毕节"),
        ("北京、天津等对口支援省市向青海省投入18.3亿元。", "青海"),
        ("记者从海南省扶贫办获悉,夜校播出100期。", "海南"),
        ("香港善长来访。内地农村贫困人口有9899万。", "全国"),
        ("和田地区贫困户多。内地教师300名支教。", "和田地区"),
        ("新疆伽师县和四川凉山州7个县。", "凉山州"),
        ("集团帮扶云南省盐津县、湖北省鹤峰县,投入8620万元。", None),
        ("基金会向盐津县捐赠3万元,在鹤峰县援建图书室15间。", "鹤峰县"),
        ("盐津县的笋进入上海市,年销量180吨。", "盐津县"),
        ("在17个省(自治区、直辖市)搬迁690万人。广西减贫3万人。", "广西"),
        ("贵阳、遵义、安顺、梨平等城市兴建了9座机场。", None),
        ("新疆投入334亿元,其中南疆四地州占92.3%,全年513个贫困村退出。", "新疆"),
        ("占全国贫困人口(2365万人)的比重,西藏贫困发生率比全国(2.5%)高。", "全国"),
    ],
)
def test_where_the_last_figure_belongs(text: str, place: str | None) -> None:
    assert placed(text)[-1] == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("孙永康:前8个月完成21.6万公里。", None),
        ("德清县减贫。张德清说,他家今年收入8万元。", "德清县"),
        ("村民刘永平返乡,投资2000万元。", None),
        ("平山县象角村村民和县长站在340亩耕地前。", "象角村"),
        ("古浪县黄花滩镇富民新村现有320户。", "富民新村"),
        ("古浪县搬迁。胡家的老屋在十八里堡乡的山梁上,海拔2700米。", "十八里堡乡"),
        ("延川县的乾坤湾镇接待游客3万人次。", "乾坤湾镇"),
        ("延川縣的乾坤灣鎮接待遊客3萬人次。", "乾坤湾镇"),
        ("位于县城以南48公里的乾坤湾镇。", "乾坤湾镇"),
        ("上滩村有四个民族。上滩村居住着251户。", "上滩村"),
        ("怀远县新增建制村100余个建制村,其中建制村30个。", "怀远县"),
        ("全乡3.6万亩。过马营镇减贫。\n投入3亿元。", "过马营镇"),
        ("贵南县过马营镇雪域合作社成立。贵南县委支持,合作社现有社员22户。", "过马营镇"),
        ("贵南县过马营镇雪域合作社成立。全县合作社312家,合作社带动4500户。", "贵南县"),
        ("古浪县黄花滩镇富民新村的胡宗泰收了工。\n全县减贫3万人。\n胡宗泰去年贷了5万元。", "富民新村"),
        ("黄花滩镇富民新村的老人收了工。\n儿子在新疆跑运输,去年捎回2.8万元。", "富民新村"),
        ("古浪县黄花滩镇富民新村的老人收了工。\n古浪县减贫5万人。\n老伴领3000元。", "古浪县"),
        ("六盘水市获得援助资金4.38亿元,其中41.3%投向水城县。安排项目164个。", "六盘水"),
        ("六盘水市发展产业。在钟山区共建的产业园投产。全年销售3亿元。", "六盘水"),
        ("两市召开联席会议3次。", None),
        ("六盘水市减贫。双方计划投入4亿元,互派干部40名。", None),
        ("六盘水市减贫。双方计划投入4亿元。", "六盘水"),
        ("苏州、铜仁两市共同出资4亿元。", None),
        ("贵州、云南分别减贫124万人、137万人,合计261万人。", None),
        ("台商约有140家。北京承诺五年不变,编列1561亿元。", "全国"),
        ("台商约有140家。北京市投入3亿元。", "北京"),
        ("北京投入3亿元。", "北京"),
        ("行政院核定纾困方案,每人新台币1万元。", "台湾"),
        ("教育部今天公布,台湾学生助学投入新台币132亿元。", "台湾"),
        ("综援户每户可得津贴5000元,立法会通过。", "香港"),
        ("四川省减贫。香港的总产值是四川的4倍。", "香港"),
        ("国务院选出西部10省区市160个重点帮扶县。", None),
        ("中西部22个省份中,29033个企业已复工。", "中西部地区"),
        ("江西全省100个县中,有原中央苏区和特困片区县58个。", "江西"),
        ("昭阳区靖安安置区灯亮了。昭通搬来9251户。\n安置区新建学校5所。", "靖安安置区"),
        ("陇南市减贫16万人。青岛市全年帮扶财政资金3亿元。", "陇南"),
        ("香港立法会开会。特区政府要把贫穷率降至12%。", "香港"),
        ("按每人每天计,比世界银行1.9美元的线高。", None),
        ("青海省参保率95%,果洛州最后的1.9万户通电。报销比例90%。", "青海"),
        ("毕节市减贫。东西部扶贫协作深入推进,广州市投入5.2亿元。", "毕节"),
        ("北京市朝阳区与河北省康保县结对,投入资金2800万元,选派医生12名。", "朝阳区"),
        ("北京市朝阳区与河北省康保县结对,投入资金2800万元。", "康保县"),
        ("中石化投入甘肃东乡族自治县帮扶资金6800万元。", "东乡县"),
        ("交口县五磷有限公司从东北和太原招聘了30名工人。", "交口县"),
        ("1万多太原、大同的工人到了吕梁。", "山西"),
        ("贵州省在瓮安、福泉、贵定、开阳等14个县启动,平均单产369公斤。", None),
        ("晋城市组织2000余名山区干部,树立10面红旗。", "晋城"),
        ("北河乡曾是河北省有名的贫困乡,人均收入才200元。", "北河乡"),
        ("某集团军一个步兵团的1600名官兵。", None),
        ("和县投入3亿元。加强村集体经济,村集体收入5万元。", "和县"),
        ("和縣投入3億元。大力壯大村集體經濟,收入5萬元。", "和县"),
        ("發展村位於和縣北部,發展村去年人均收入9000元。", "发展村"),
        ("隆安县震东扶贫生态移民社区,5847户搬进楼房。", "震东扶贫生态移民社区"),
        ("遵义市要求,年底前为搬迁社区增设岗位8000个。", "遵义"),
        ("隆林各族自治县德峨镇八科村弄桑屯有19户。", "弄桑屯"),
        ("隆林各族自治县德峨镇八科村弄桑屯有19户。全村有426户。", "八科村"),
        ("靖遠縣劉川鎮的來窯新村有300戶。靖遠縣減貧2萬人。\n新村的枸杞賣到24元。", "来窑新村"),
        ("黄尾镇位于岳西县北部,辖7个村。", "黄尾镇"),
        ("产业园位于岳西县,占地300亩。", "岳西县"),
        ("云南西南部的普洱景谷傣族彝族自治县脱贫。这个小县城有100个贫困村。", "景谷县"),
        ("兴和县满意度86%;四子王旗结余6400万元。还有人员38名。", "乌兰察布"),
        ("兴和县满意度86%;结余6400万元。还有人员38名。", "兴和县"),
        ("全国减贫。对滞留武汉的人员,每人给予3000元。31个省都能申请,时限15天。", "全国"),
        ("湖北外出210万人。分省看,贫困发生率普遍在10%以下。", "全国"),
        ("贵州省投入10亿元。全省各县都有车间,各省直单位派出干部200名。", "贵州"),
        ("湖北\n减贫20万人\n投入3亿元", "湖北"),
        ("湖北\n来自贵州毕节的34岁打工仔谭建国重返珠三角。他说,家中少了9000元收入。", "毕节"),
        ("到商都、化德转了6个村。", None),
        ("从台湾组了4梯次、共86名志工前来,在靖远县义诊。", "台湾"),
        (
            "走进鄄城县董口镇代堂村的车间。鄄城县减贫。代堂村有车间。\n“现在每月能拿1800元。”村民马桂兰说。",
            "代堂村",
        ),
    ],
)
def test_whose_the_last_figure_is(text: str, place: str | None) -> None:
    assert placed(text)[-1] == place


@pytest.mark.parametrize(
    ("text", "fields", "places"),
    [
        (
            "冯永泽在乾坤湾镇做保洁员,工资1260元。老伴在村里开农家乐,收入3万元。\n"
            "宝塔区冯庄乡康坪村办起民宿,村里接待游客3.2万人次。",
            {"title": "延川县旅游扶贫"},
            ["乾坤湾镇", "乾坤湾镇", "康坪村"],
        ),
        ("收入3万元。\n花茂村接待游客160万人次。", {"title": "枫香镇花茂村的变化"}, ["花茂村", "花茂村"]),
        ("村里有186户。", {"title": "西沟村的水"}, ["西沟村"]),
        ("城关镇安置1200户。", {"title": "宕昌县搬迁情况"}, ["城关镇"]),
        ("两市召开会议3次。投入4亿元。", {"title": "大连市对口帮扶六盘水市"}, [None, "六盘水"]),
        ("各乡镇每月走访2次。新农村建设投入2亿元。", {"title": "盐池县方案"}, ["盐池县", "盐池县"]),
        (
            "下达9亿元,其中中央财政资金6亿元。中央财政投入600亿元。",
            {"title": "吉林省资金"},
            ["吉林", "吉林", "全国"],
        ),
        (
            "湖北缺口最大\n湖北外出210万人。\n尚余52个贫困县\n发生率0.6%。",
            {"title": "我国贫困劳动力复工"},
            ["湖北", "全国", "全国"],
        ),
        (
            "西部地区贫困人口1634万人;发生率5%。新发放信贷146亿元。",
            {"title": "我国农村贫困人口"},
            ["西部地区", "西部地区", "全国"],
        ),
        (
            "自治区评估反馈我们47项问题,还有13项没有销号。",
            {"title": "内蒙古乌兰察布市扶贫会讲话"},
            ["乌兰察布", "乌兰察布"],
        ),
        (
            "桑植县调离教师139名。少数县财力紧张,拖欠1760万元。",
            {"title": "湖南省教育厅答复"},
            ["桑植县", "湖南"],
        ),
        (
            "石化集团定点帮扶凤凰县、泸溪县、岳西县。\n全年投入1.2亿元。凤凰县脱贫3万人。",
            {"title": "石化集团2019年扶贫工作", "source": "石化集团"},
            [None, "凤凰县"],
        ),
        (
            "凤凰县、泸溪县、古丈县脱贫。\n全年投入1.2亿元。",
            {"title": "湘西州人民政府2019年工作", "source": "湘西州人民政府"},
            ["湘西州"],
        ),
        (
            "本會陪伴內地農戶。全年推行14個項目。\n籌得善款2486萬港元,撥往項目的善款2120萬港元。",
            {"title": "香港愛心會2018年內地工作", "source": "香港愛心會"},
            [None, "香港", None],
        ),
    ],
)
def test_villages_and_pairs_in_their_documents(
    text: str, fields: dict[str, Any], places: list[str | None]
) -> None:
    assert placed(text, **fields) == places


def test_who_lives_in_a_village_brings_it_back() -> None:
    text = "杨秀芝家住大屯村,两个孩子在读书。\n去年,杨秀芝家的工钱有1.8万元。"
    assert placed(text, title="石阡县龙塘镇见闻") == ["大屯村", "大屯村"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("壤塘县一条通乡油路建成后,沿线7个村受益。", "壤塘县"),
        ("天津、福州等沿海城市投入89亿元。", None),
        ("海城市投入89亿元。", "海城市"),
        ("怒江州是国家“三区三州”深度贫困地区之一,98%的土地是高山。", "怒江州"),
        ("柞水县朱家湾村的王明有5亩地。今年,他从邮储银行柞水县支行贷到5万元。", "朱家湾村"),
        ("柞水县支行发放贷款5万元。", "柞水县"),
    ],
)
def test_words_that_are_no_place_of_the_figure(text: str, place: str | None) -> None:
    assert placed(text)[-1] == place


def test_villages_of_one_county_listed_are_told_apart() -> None:
    text = "阜平县骆驼湾村和顾家台村2012年人均收入分别只有950元和980元,2019年分别达到13620元和16200元。"
    found = [
        (record["place"], record["of"], record["period"])
        for record in records({"type": "document", "text": text})
    ]
    assert found == [
        ("骆驼湾村", "人均收入", "2012"),
        ("顾家台村", "人均收入", "2012"),
        ("骆驼湾村", "人均收入", "2019"),
        ("顾家台村", "人均收入", "2019"),
    ]


def test_the_ends_of_a_way_own_no_figure() -> None:
    assert placed("从甘肃定西到福建福州,劳务协作让3.2万名贫困群众实现就业。") == [None]


def test_a_cooperative_that_points_at_its_village_is_still_what_is_counted() -> None:
    text = "贵南县过马营镇雪域合作社成立。合作社22户8583.89股。"
    record = records({"type": "document", "id": "d", "text": text})[0]
    assert record["place"] == "过马营镇" and record["of"] == "合作社"
