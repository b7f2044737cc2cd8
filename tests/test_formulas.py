"""Numeric policy formulas: which phrases are one, under what name, and that none is counted as a metric."""

from __future__ import annotations

import pytest

from povtool.metrics import MetricsConfig, metrics
from povtool.records import Record


def found(text: str, config: MetricsConfig | None = None, **fields: str) -> list[Record]:
    return list(metrics([{"type": "document", "text": text, **fields}], config or MetricsConfig()))  # type: ignore[misc,list-item]


def names(text: str, **fields: str) -> list[str]:
    return [record["name"] for record in found(text, **fields) if record["type"] == "formula"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("统筹推进“五个一批”“十项提升工程”", ["五个一批", "十项提升工程"]),
        ("落實五個一批、六個精準,做到兩個維護", ["五个一批", "六个精准", "两个维护"]),
        ("把握「兩不愁三保障」", ["两不愁三保障"]),
        ("处理好“十三对关系”和“三股势力”", ["十三对关系", "三股势力"]),
        ("形成“1+N”政策体系,“9+3”免费教育,1+3+X模式", ["1+N", "9+3", "1+3+X"]),
        ("实施“5个一批”、落实6个精准", ["五个一批", "六个精准"]),
        ("推进“10项提升工程”", ["十项提升工程"]),
        ("落实“54321”工作要求,打好“113”攻坚战", ["54321", "113"]),
        ("“四治并举”抓脱贫,推行(4+2)模式", ["四治并举", "4+2"]),
        ("做好六稳六保", ["六稳", "六保"]),
        ("三有三扶:“三有”即有规划,“三扶”即扶智", ["三有三扶", "三有", "三扶"]),
        ("紧扣“围绕一个目标、突出两个关键、补齐四大短板”格局", ["一个目标", "两个关键", "四大短板"]),
        ("开展“四讲四爱”,立下“一约四会”", ["四讲四爱", "一约四会"]),
        ("聚焦三大主战场和四个短板", ["三大主战场", "四个短板"]),
        ("创建“四好村”和“四好”达标户", ["四好村", "四好"]),
        ("一带一路、一国两制、三去一降一补、四梁八柱", ["一带一路", "一国两制", "三去一降一补", "四梁八柱"]),
        ('推进"六个到位"', ["六个到位"]),
        ("实施三通一平,“三包一”结对,“双百”行动", ["三通一平", "三包一", "双百"]),
        ("“321”帮扶,“5321”精准扶贫模式,“119”电话", ["321", "5321"]),
        ("“三类户”、“五缺”、“三类对象”", ["三类户", "五缺", "三类对象"]),
        ("做好三农工作,反对四风问题", ["三农", "四风"]),
        ("村“两委”班子,“四在农家·美丽乡村”六项行动计划", ["两委", "四在农家", "六项行动计划"]),
        ("落实“351”“180”政策,“一清、二光、三通”", ["351", "180", "一清、二光、三通"]),
        ("两委班子,“2020”工程,六项工作,“100”元", []),
    ],
)
def test_formulas(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "党的十九大精神,党的七大以来",
        "“十三五”规划,“十二五”期间",
        "一是进一步统一思想,十分重要,万众一心",
        "“千村”文化扶贫",
        "三亚、四川、九江、“三峡”工程",
        "第三大战略",
        "“一心一意”帮扶,“五湖四海”的人",
        "五大洲",
        "“多条渠道进水,一个龙头出水”",
        "“互联网+”、“文化+体育”",
        "第三农贸市场",
        "三六保险",
        "两名干部,五千万人",
        "创“三甲”医院",
        "“三对一”帮扶",
        "“三巖”片区",
        "“三个月”,“两个人”,“四位老人”,“三只手”",
        "“三家巷”,“四季豆”,“五粮液”,“七匹狼”",
        "两大家族,三大运营商,四大银行",
        "“12345”热线,“110”帮扶",
    ],
)
def test_no_formula(text: str) -> None:
    assert names(text) == []


def test_quotes_establish_for_the_page() -> None:
    assert names("建设七项暖心行动。", title="“七项暖心行动”启动") == ["七项暖心行动", "七项暖心行动"]
    assert names("建设七项暖心行动。") == []


def test_longer_name_wins() -> None:
    assert names("“五个一”帮扶,五个一批") == ["五个一", "五个一批"]


def test_raw_is_the_text_and_name_is_simplified() -> None:
    (record,) = found("落實“兩個確保”")
    fields = ["type", "doc", "field", "start", "end", "raw", "name", "members", "members_from"]
    assert list(record) == [*fields, "sentence", "sentence_start", "script"]
    assert (record["sentence"], record["sentence_start"]) == ("落實“兩個確保”", 0)
    assert (record["start"], record["end"], record["raw"], record["name"]) == (3, 7, "兩個確保", "两个确保")


def test_never_a_metric_even_when_formulas_are_off() -> None:
    text = "“9+3”教育,落实5个一批,“10项提升工程”,新建3个村"
    assert [record["raw"] for record in found(text, MetricsConfig(formulas=False))] == ["3个"]


@pytest.mark.parametrize(
    "text",
    [
        "全县实施5个工程,总投资3亿元",
        "开展6个专项整治行动",
        "补齐3个短板",
        "建成两个维护站",
        "贫困村4个到位率",
        "划定5个统筹区",
        "3个一批次",
    ],
)
def test_an_ordinary_count_is_no_formula(text: str) -> None:
    assert names(text) == []


def test_a_formula_may_be_written_in_arabic_numerals() -> None:
    assert names("落实5个一批、6个精准,“3个工程”和3个工程") == [
        "五个一批",
        "六个精准",
        "三个工程",
        "三个工程",
    ]
