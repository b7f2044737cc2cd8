"""Converted values: beside the written ones, exact, and marked where a decimal has no end."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from conftest import povtool
from hypothesis import given
from hypothesis import strategies as st

from povtool.data import rows
from povtool.metrics import MetricsConfig, metrics
from povtool.metrics.base_units import base_of, with_base, written_out
from povtool.records import Record


def converted(text: str) -> Record:
    config = MetricsConfig(formulas=False, base_units=True)
    (record,) = metrics([{"id": "d", "text": text}], config)
    assert isinstance(record, dict)
    return record


@pytest.mark.parametrize(
    ("text", "value", "unit", "factor"),
    [
        ("退耕还林23.4万亩", 15600, "公顷", "1/15"),
        ("耕地2平方公里", 200, "公顷", "100"),
        ("投资110.7亿元", 11070000000, "元", "1"),
        ("产粮1200斤", 600, "公斤", "0.5"),
        ("补助3.5元/斤", 7, "元/公斤", "2"),
        ("亩产450公斤/亩", 6750, "公斤/公顷", "15"),
        ("修路12.5公里", 12500, "米", "1000"),
        ("死亡率5‰", 0.5, "%", "0.1"),
        ("培训500名", 500, "人", "1"),
        ("水渠60華里", 30000, "米", "500"),
        ("装机30MW", 30000, "千瓦", "1000"),
        ("车程2.5小时", 9000, "秒", "3600"),
        ("标准2500元/年", 2500, "元/年", "1"),
    ],
)
def test_beside_the_written_value(text: str, value: float, unit: str, factor: str) -> None:
    record = converted(text)
    (plain,) = metrics([{"id": "d", "text": text}], MetricsConfig(formulas=False))
    assert isinstance(plain, dict)
    assert {name: field for name, field in record.items() if not name.startswith("base_")} == plain
    assert (record["base_value"], record["base_unit"], record["base_factor"]) == (value, unit, factor)
    assert "base_rounded" not in record


def test_a_decimal_without_end_is_rounded_and_says_so() -> None:
    record = converted("耕地10亩")
    assert (record["base_value"], record["base_rounded"]) == (0.666666666666667, True)
    share = converted("三分之二以上的村")
    assert (share["value"], share["unit"], share["base_value"]) == (2, "1/3", 66.6666666666667)
    assert share["base_unit"] == "%" and share["base_rounded"]


def test_ranges_and_damage() -> None:
    record = converted("补助100-150斤")
    assert (record["base_value"], record["base_low"], record["base_high"]) == (None, 50, 75)
    damaged = converted("投入1\ufffd6万亩")
    assert (damaged["base_value"], damaged["base_unit"]) == (None, "公顷")


def test_without_a_unit_nothing_is_added() -> None:
    assert not any(name.startswith("base_") for name in converted("十年投入逾15億"))


@given(st.decimals(0, 10**9, places=3), st.sampled_from([unit for unit, *_ in rows("base_units.tsv")]))
def test_exact_unless_marked(value: Decimal, unit: str) -> None:
    number = int(value) if value == int(value) else float(value)
    record = with_base({"type": "metric", "value": number, "unit": unit, "dimension": "any"})
    exact = Fraction(value) * base_of(unit)[1]
    got = Fraction(Decimal(str(record["base_value"])))
    if "base_rounded" in record:
        assert got != exact and abs(got - exact) <= abs(exact) / 10**14
    else:
        assert got == exact
    assert Fraction(record["base_factor"]) == base_of(unit)[1]


def test_every_base_is_its_own_base() -> None:
    for _, base, _ in rows("base_units.tsv"):
        assert base_of(base) == (base, 1), base


def test_every_unit_of_the_table_is_one_that_is_read() -> None:
    known = {name for _, name, *_ in rows("units.tsv")} | {"公亩"}
    assert {unit for unit, *_ in rows("base_units.tsv")} - known <= {"分"}


def test_large_integers_stay_whole() -> None:
    assert written_out(Fraction(10**17 + 1)) == (10**17 + 1, True)


def test_on_the_command_line() -> None:
    page = json.dumps({"id": "a", "text": "退耕还林3万亩"}).encode()
    plain, told = povtool("metrics", stdin=page), povtool("metrics", "--base-units", stdin=page)
    assert "base_value" not in json.loads(plain.stdout)
    assert json.loads(told.stdout)["base_value"] == 2000
