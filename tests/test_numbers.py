"""Numbers: what each way of writing is worth, and which are left alone because they read two ways."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povtool.metrics.amounts.numbers import numbers


def read(text: str) -> list[Decimal | None]:
    return [number.value for number in numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("110.7亿", "11070000000"),
        ("4.78万亿", "4780000000000"),
        ("8千多万", "80000000"),
        ("3万4000", "34000"),
        ("3万400", "30400"),
        ("25万6千", "256000"),
        ("1亿2000万", "120000000"),
        ("3百50", "350"),
        ("1,100.9亿", "110090000000"),
        ("1660 万", "16600000"),
        ("0.1万", "1000"),
        ("5千人", "5000"),
        ("5千克", "5"),
        ("3百分点", "3"),
        ("达10 286元", "10286"),
        ("投1\u2009234.5万", "12345000"),
        ("3个亿", "300000000"),
        ("3个亿元村", "3"),
        ("1亿3千多万", "130000000"),
        ("1亿3000余万", "130000000"),
        ("20万+", "200000"),
        ("RMB500万", "5000000"),
        ("约US$200", "200"),
    ],
)
def test_worth(text: str, value: str) -> None:
    assert read(text) == [Decimal(value)]


@pytest.mark.parametrize(
    "text",
    ["3万5", "1亿3千", "10.5万4000", "007", "1234567890123456789", "999999999999万亿", "G318", "乡 10 286"],
)
def test_not_certain(text: str) -> None:
    assert read(text) == [None]


def test_a_table_row_is_no_number() -> None:
    assert read("2019 286元") == [Decimal(2019), None]
    assert read("共1 234 5678元")[1:] == [None, Decimal(5678)]
    assert read("12 3216元") == [Decimal(12), Decimal(3216)]


def test_a_comma_after_letters_begins_a_clause() -> None:
    assert read("70KW,1个") == [Decimal(70), Decimal(1)]
    assert read("70,1个") == [Decimal(70), None]


@pytest.mark.parametrize("text", ["16:29", "9+3", "3:1", "1.2.3", "a1/2"])
def test_within_a_code(text: str) -> None:
    assert set(read(text)) == {None}


@given(st.integers(0, 10**8), st.sampled_from(["", "万", "亿", "千万", "万亿"]))
def test_any_integer_is_read_exactly(number: int, multiplier: str) -> None:
    power = {"": 0, "万": 4, "亿": 8, "千万": 7, "万亿": 12}[multiplier]
    expected = Decimal(number) * 10**power
    assert read(f"{number}{multiplier}") == [expected if expected < 10**18 else None]
    assert read(f"{number:,}{multiplier}") == [expected if expected < 10**18 else None]


@given(st.text(alphabet="0123456789,.万亿千百多余 -"))
def test_numbers_do_not_overlap(text: str) -> None:
    position = 0
    for number in numbers(text):
        assert position <= number.start < number.digits_end <= number.end
        position = number.end
