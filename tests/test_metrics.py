"""Quantities: every form in both scripts, what they count, and what holds for any text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povtool.convert.script import simplify
from povtool.metrics import MetricsConfig, metrics
from povtool.metrics.wording.discourse import LONGEST_SENTENCE
from povtool.records import RawPage, Record, Rejected
from povtool.segment.sentences import sentence_count, sentence_spans, sentences

CASES = Path(__file__).parent / "data" / "quantities.tsv"


def quantities(text: str, **fields: Any) -> list[Record]:
    document = {"type": "document", "id": "d", "text": text, **fields}
    found = metrics([document], MetricsConfig(formulas=False))
    return [record for record in found if isinstance(record, dict)]


def cases() -> list[tuple[str, list[str]]]:
    table = []
    for line in CASES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, _, expected = line.partition("\t")
            table.append((sentence, [entry.rstrip("|") for entry in expected.split(" ; ") if entry]))
    return table


def shown(record: Record) -> str:
    fields = [record["value"], record["low"], record["high"], record["unit"], record.get("bound")]
    return f"{record['raw']}={'|'.join('' if field is None else str(field) for field in fields)}".rstrip("|")


@pytest.mark.parametrize(("sentence", "expected"), cases())
def test_forms(sentence: str, expected: list[str]) -> None:
    assert [shown(record) for record in quantities(sentence)] == expected


@pytest.mark.parametrize(("sentence", "expected"), cases())
def test_forms_inside_a_page(sentence: str, expected: list[str]) -> None:
    assert [shown(record) for record in quantities(f"脱贫攻坚。\n{sentence}\n下一步")] == expected


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("65个成员单位按照全区会议精神", ["成员单位"]),
        ("完成投资110.7亿元、完成安置点424个", ["完成投资", "完成安置点"]),
        ("463個貧困村退出,", ["貧困村退出"]),
        ("貧困發生率由32%下降到15%,比上年下降2.4個百分點", ["貧困發生率"] * 3),
        ("贫困人口从2012年末的9899万人减少到2018年的1660万人", ["贫困人口", "贫困人口"]),
        ("11585户、48301人脱贫", ["脱贫", "脱贫"]),
        ("未脱贫78户262人", ["未脱贫", "未脱贫"]),
        ("減貧人數分別為1650萬人、1232萬人", ["減貧人數", "減貧人數"]),
        ("投入110亿元扶贫资金", ["扶贫资金"]),
        ("安排資金830萬元,實施項目56個", ["安排資金", "實施項目"]),
        ("5个县(市)摘帽", ["县(市)摘帽"]),
        ("解决1.2万头(只)牲畜饮水", ["牲畜饮水"]),
        ("年均增幅超過15%", ["年均增幅"]),
        ("贫困发生率持续下降,降至6%", ["贫困发生率"]),
        ("比全国平均增速快2.3个百分点", [None]),
        ("增长5%。", [None]),
        ("超过85%的脱贫户", ["脱贫户"]),
        ("农村居民人均可支配收入10371元", ["农村居民人均可支配收入"]),
        ("占规划搬迁总人数的23.8%", ["占规划搬迁总人数"]),
        ("确保规划搬迁2万人", ["搬迁"]),
        ("为村里增加了4800元的村集体收入", ["村集体收入"]),
        ("他自家的21.5畝林地全部種上", ["林地"]),
        ("又承包了400亩橘园", ["橘园"]),
        ("彝良8亿元小额信贷助群众增收", ["小额信贷"]),
        ("住进120多平方米的房子", ["房子"]),
        ("利用村集体400平方米闲置屋顶", ["闲置屋顶"]),
        ("政府投入70万元的扶贫资金", ["扶贫资金"]),
        ("月薪8000元的工作", ["月薪"]),
        ("平均海拔4750米的县", ["平均海拔"]),
        ("耕地5亩林地3亩", ["耕地", "林地"]),
        ("拿3.5万元发展黄精", ["发展黄精"]),
        ("涉及13鄉(鎮)4942戶19776人", [None, None, None]),
        ("开展培训3场(次)150人次", ["开展培训", "开展培训"]),
        ("10县(区)脱贫退出村153个", ["脱贫退出村", "脱贫退出村"]),
        ("现在40分钟就到", [None]),
        ("代表团20余人上月到访", ["代表团"]),
        ("贫困县这几年减少了150个", [None]),
        ("按总人口4596万人测算", ["总人口"]),
        ("少说也有7万元", [None]),
        ("贫困户就有188户", ["贫困户"]),
        ("路程由3小时缩短到1小时", ["路程", "路程"]),
        ("2016年销售额达37万元", ["销售额"]),
        ("支付进度6月底不低于50%", ["支付进度"]),
        ("人均收入首次突破万元大关,达到10286元", ["人均收入"]),
        ("由214万人减少到现在的81万人", [None, None]),
        ("贫困人口由214万人减少到现在的81万人", ["贫困人口"] * 2),
        ("投入港币3.2亿元", ["投入"]),
        ("单位GDP能耗下降2.5%", ["单位GDP能耗"]),
        ("规上工业增加值增长11%", ["规上工业增加值"]),
        ("36.2万生活在高寒地区的农村贫困人口", ["农村贫困人口"]),
    ],
)
def test_what_is_counted(text: str, subjects: list[str | None]) -> None:
    assert [record.get("of") for record in quantities(text)] == subjects


def test_a_record_whole() -> None:
    (record,) = quantities("先讲一句。投資額超10億元。")
    assert list(record.items()) == [
        ("type", "metric"),
        ("doc", "d"),
        ("field", "text"),
        ("start", 9),
        ("end", 13),
        ("raw", "10億元"),
        ("value", 1000000000),
        ("low", 1000000000),
        ("high", None),
        ("unit", "元"),
        ("dimension", "money"),
        ("of", "投資額"),
        ("indicator", "investment"),
        ("relation", "level"),
        ("bound", "gt"),
        ("status", "achieved"),
        ("sentence", "投資額超10億元。"),
        ("sentence_start", 5),
        ("evidence", {"of": [5, 8]}),
        ("script", "mixed"),
    ]
    assert isinstance(record["value"], int)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("贫困人口减少135万人", "delta"),
        ("貧困人口減少了約135萬人", "delta"),
        ("贫困人口减少到135万人", "level"),
        ("发生率降至6%", "level"),
        ("同比增长12.9%", "delta"),
        (",增长12.9%", "delta"),
        ("增速较上半年提高0.4个百分点", "delta"),
        ("年均增幅超过15%", "level"),
        ("收入增长1.5倍", "delta"),
        (",增长2成", "delta"),
        ("是2012年的1.99倍", "ratio"),
        ("、提升3个产业带", "level"),
        ("新增就业150人", "level"),
    ],
)
def test_level_change_or_ratio(sentence: str, wanted: str) -> None:
    assert quantities(sentence)[-1]["relation"] == wanted


def test_title_then_text_in_order_with_formulas() -> None:
    document = {"text": "落实“五个一批”,12个村。", "title": "3.82億支援資金", "id": "a"}
    found = [(record["field"], record["raw"]) for record in metrics([document]) if isinstance(record, dict)]
    assert found == [("title", "3.82億"), ("text", "五个一批"), ("text", "12个")]


def test_document_without_id() -> None:
    (record,) = metrics([{"text": "12个村"}])
    assert isinstance(record, dict) and record["doc"] is None


@pytest.mark.parametrize("stretch", [{"start": 2, "end": 4}, {"start": 0, "end": 5}, {"start": 4, "end": 9}])
def test_a_number_that_touches_damage_has_no_value(stretch: dict[str, int]) -> None:
    # 当地??26人: the digits stand at 4 to 6
    (record,) = quantities("当地彬氇26人就业", damaged=[{**stretch, "why": "gbk-slip"}])
    assert (record["value"], record["low"], record["high"], record["damaged"]) == (None, None, None, True)


def test_damage_elsewhere_changes_nothing() -> None:
    stretches = [{"start": 0, "end": 3}, {"start": 7, "end": 9}, {"start": "?", "end": None}]
    (record,) = quantities("当地彬氇26人就业", damaged=stretches)
    assert record["value"] == 26 and "damaged" not in record


def test_lost_characters_belong_to_raw() -> None:
    found = quantities("群眾\ufffd26人,3\ufffd5萬元,12\ufffd個")
    assert [(record["raw"], record["value"], record["damaged"]) for record in found] == [
        ("\ufffd26人", None, True),
        ("3\ufffd5萬元", None, True),
        ("12\ufffd個", None, True),
    ]


def test_everything_else_passes_in_place() -> None:
    metric = {"type": "metric", "raw": "5个", "mine": 1}
    strangers = [metric, {"type": "formula"}, Rejected("f", 1, "bad"), RawPage("i", "p", b""), {"x": 1}]
    assert list(metrics([*strangers, {"text": "无"}])) == strangers
    spoiled = {"type": "document", "text": 5}
    assert list(metrics([spoiled])) == [spoiled]


def test_the_document_is_not_changed() -> None:
    document = {"type": "document", "text": "12个村", "title": "标题"}
    copy = dict(document)
    list(metrics([document]))
    assert document == copy


NUMBERS = ("0", "1", "5", "20", "2016", "3.5", "1,000", "万", "亿", "千", "百", "余", "多", "几", "百分之")
UNITS = ("元", "个", "個", "人", "户", "%", "年", "月", "日", "个百分点", "公里", "kg", "\ufffd")
WORDS = (
    "由",
    "从",
    "超",
    "约",
    "近",
    "以上",
    "左右",
    "第",
    "贫困人口",
    "資金",
    "下降",
    "增长",
    "五个一批",
    "1+N",
)
MARKS = tuple("-—至到。,、()“”/+:.\n ")
PIECES = st.sampled_from(NUMBERS + UNITS + WORDS + MARKS)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=40))
def test_invariants(text: str) -> None:
    position = 0
    for record in quantities(text):
        assert position <= record["start"] < record["end"] <= len(text)
        assert record["raw"] == text[record["start"] : record["end"]]
        place = record["start"] - record["sentence_start"]
        assert record["sentence"][place : place + len(record["raw"])] == record["raw"]
        assert record["value"] is None or record["value"] == record["value"]
        if record["value"] is None and not record.get("damaged"):
            assert record["low"] < record["high"]
        position = record["end"]


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_both_scripts_say_the_same(text: str) -> None:
    fields = ("start", "end", "value", "low", "high", "unit", "bound")
    ours = [[record.get(field) for field in fields] for record in quantities(text)]
    theirs = [[record.get(field) for field in fields] for record in quantities(simplify(text))]
    assert ours == theirs


@pytest.mark.parametrize(
    "piece", ["1", "一二三", "、", "1,", "1-", "“", "“五个", "\ufffd1", "(县", "三大主", "3户", "西藏、"]
)
def test_large_repetitive_texts_pass(piece: str) -> None:
    """Each would take hours were any step quadratic."""
    list(metrics([{"text": piece * (60_000 // len(piece))}]))


@pytest.mark.parametrize(
    "page",
    [
        {"text": "3万人" + "通过" * 40 + "。"},
        {"title": "扶贫规划" + "()" * 40 + "贫", "text": "3万人。"},
        {"title": "扶贫规划" + "》”" * 40 + "()" * 40, "text": "3万人。"},
    ],
)
def test_what_may_be_read_in_two_ways_is_read_once(page: Record) -> None:
    """Each would take hours were one of the two readings tried within the other."""
    assert len(list(metrics([page]))) == 1


def test_a_text_without_sentence_marks_stays_small() -> None:
    found = quantities("投资5亿元" * 2000)
    assert len(found) == 2000
    assert max(len(record["sentence"]) for record in found) <= LONGEST_SENTENCE


def test_sentences() -> None:
    text = "先说。“脱贫！”他说……然后\n\n 怎么做?除了3.82億 \n。。\n见x?a=1的页"
    assert list(sentences(text)) == [
        "先说。",
        "“脱贫！”",
        "他说……然后",
        "怎么做?",
        "除了3.82億",
        "见x?a=1的页",
    ]
    assert list(sentences('他说"走！"好')) == ['他说"走！"', "好"]


@given(st.text(alphabet='贫A1。！？!?.…”"」)\n\r\u2028 ｡'))
def test_sentences_are_counted_as_they_are_found(text: str) -> None:
    assert sentence_count(text) == len(list(sentence_spans(text)))


@given(st.text(alphabet='脱贫1。！？!?\n"”’）) a', max_size=60))
def test_sentences_cover_all_that_is_said(text: str) -> None:
    spans = list(sentence_spans(text))
    position = 0
    for start, end in spans:
        assert position <= start < end
        assert not any(character.isalnum() for character in text[position:start])
        position = end
    assert not any(character.isalnum() for character in text[position:])


def test_a_question_mark_between_digits_is_damage() -> None:
    assert [(record["value"], record.get("damaged")) for record in quantities("共有1?200人到场,3人缺席")] == [
        (None, True),
        (3, None),
    ]
