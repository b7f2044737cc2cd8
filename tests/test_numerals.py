"""Chinese numerals: what each is worth, which are left alone, and that work grows with the text only."""

from __future__ import annotations

import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povtool.metrics import metrics
from povtool.metrics.amounts.hanzi import NUMERAL, read
from povtool.metrics.amounts.quantities import quantities
from povtool.metrics.amounts.spelled import spelled

DIGITS = "零一二三四五六七八九"
FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def section(number: int) -> str:
    """A number below ten thousand as it is written in full."""
    text, skipped = "", False
    for power, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if skipped and text else "") + DIGITS[digit] + mark
        skipped = not digit
    return text


def written(number: int) -> str:
    """A positive number below 10 ** 12, by the rules schools teach: 零 for each gap."""
    text = ""
    for power, mark in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // power % 10**4
        if part:
            gap = bool(text) and (part < 1000 or number // power // 10**4 % 10 == 0)
            text += ("零" if gap else "") + section(part) + mark
    return text


@given(st.integers(1, 10**12 - 1) | st.integers(1, 2000))
def test_any_whole_number_is_read_exactly(number: int) -> None:
    numeral = written(number)
    reading = read(numeral)
    if number in range(11, 20):
        assert read(numeral.removeprefix("一")) == reading
    assert reading is not None, numeral
    assert reading.low == reading.high == number


@given(st.integers(10, 10**8))
def test_financial_numerals_are_worth_the_same(number: int) -> None:
    assert read(written(number).translate(FINANCIAL)) == read(written(number))


@pytest.mark.parametrize(
    ("numeral", "low", "high"),
    [
        ("两万", 20000, 20000),
        ("廿五", 25, 25),
        ("卅", 30, 30),
        ("一万五千亿", 15 * 10**11, 15 * 10**11),
        ("四万亿", 4 * 10**12, 4 * 10**12),
        ("三五百", 300, 500),
        ("二三十", 20, 30),
        ("十七八", 17, 18),
        ("一百七八十", 170, 180),
        ("三四百万", 3_000_000, 4_000_000),
        ("一两", 1, 2),
        ("数百万", 2_000_000, 9_000_000),
        ("几十", 20, 90),
        ("三点五", "3.5", "3.5"),
        ("零点零五", "0.05", "0.05"),
        ("一点二亿", 120_000_000, 120_000_000),
    ],
)
def test_worth(numeral: str, low: int | str, high: int | str) -> None:
    reading = read(numeral)
    assert reading is not None
    assert (reading.low, reading.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "numeral",
    [
        *("一百二", "三万五", "一亿三千", "二〇一六", "一二三", "五四", "万一", "千百", "万万", "一百零二十"),
        *("陆", "伍十", "五十陆", "两点五", "二三四百", "一二百三十", "三万四万", "十十", ""),
    ],
)
def test_not_certain(numeral: str) -> None:
    assert read(numeral) is None


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=NUMERAL + "点数几余多来个名户元年分之半县人至到近约以上第 ", max_size=30))
def test_invariants(text: str) -> None:
    position = 0
    for found in spelled(text):
        assert position <= found.start < found.digits_end <= found.end <= len(text)
        assert found.value is not None or (found.low is not None and found.high is not None)
        assert found.low is None or found.high is None or found.low < found.high
        position = found.end


def test_a_numeral_that_touches_damage_has_no_value() -> None:
    (quantity,) = quantities("选派一百二十名干部", [(2, 4)])
    assert (quantity.value, quantity.damaged) == (None, True)


def test_both_kinds_of_numeral_in_order() -> None:
    found = [(int(q.value or 0), q.unit) for q in quantities("3个县、两个市,派驻12名、五百名干部")]
    assert found == [(3, "个"), (2, "个"), (12, "名"), (500, "名")]


HOSTILE = [
    *(
        "1",
        "7,",
        "1.",
        "1万",
        "一二三",
        "十",
        "百",
        "、",
        "半",
        "数",
        "几十",
        "一百万",
        "两",
        "百分之",
        "三分之",
    ),
    *(
        "三个",
        "三到",
        "一半",
        "五个县",
        "两名干部",
        "2个(gè)",
        "三百个方面",
        "近",
        "元",
        "投资5亿元",
        "减少 3 万 人",
        "五年累计3万人",
        "分别3万人、",
        "甲县、乙县2018年分别3万人、5万人;\n",
        "《甘肃2018年》",
    ),
]


def calls(text: str, **fields: str) -> int:
    """How many functions are called, Python's and built-in ones, to find the claims of a text."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        for _ in metrics([{"text": text, **fields}]):
            pass
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_is_twice_the_calls(piece: str) -> None:
    """One sentence without end; a step that looks back over all of it would make the calls grow faster."""
    calls(piece * 8)  # what is loaded when first used
    once, twice = (calls(piece * (length // len(piece))) for length in (2_000, 4_000))
    assert twice <= 2.2 * once + 200


def townships(number: int) -> str:
    """So many townships of one county, then as many figures of no place."""
    named = (f"盐津县{chr(0x4E00 + i // 90)}{chr(0x5000 + i % 90)}镇。" for i in range(number))
    return "".join(named) + "\n" + "3万人。\n" * number


def test_twice_the_page_is_twice_the_calls() -> None:
    for made in (lambda n: calls(townships(n)), lambda n: calls("3万人" * n, title="3万人" * n)):
        made(8)
        assert made(400) <= 2.2 * made(200) + 200


@pytest.mark.parametrize("piece", ["1", "一二三", "、", "贫困"])
def test_a_megabyte_passes(piece: str) -> None:
    """Work inside one call is not counted above; a pattern that backtracks over the text would take days."""
    list(metrics([{"text": piece * (1_000_000 // len(piece.encode()))}]))
