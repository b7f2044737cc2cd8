"""Converted values beside the written ones: 亩 as 公顷, 斤 as 公斤, 成 as %.

A product is exact: it is worked out in quotients of integers. Most are finite decimals and are written in
full. One that is none (1 亩 is 1/15 公顷), or has more digits than a JSON reader keeps, is rounded once, half
to even, to 15 significant digits, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from povtool.data import rows
from povtool.records import Record

_KEPT = 15
"""Significant digits that any decimal keeps on its way through a binary double."""
_ENDS = ("value", "low", "high")


@cache
def _table() -> dict[str, tuple[str, Fraction]]:
    return {unit: (base, _factor(factor)) for unit, base, factor in rows("base_units.tsv")}


def _factor(written: str) -> Fraction:
    dividend, _, divisor = written.partition("/")
    return Fraction(dividend) / Fraction(divisor or "1")


@cache
def _part_of() -> re.Pattern[str]:
    return re.compile("1/([0-9]+)")


def base_of(unit: str) -> tuple[str, Fraction]:
    """The base unit of a unit, and how many of it one is worth; a unit without a row is its own base.

    Of a unit with a stroke both sides are converted, but for times below it, which are no quantities there
    (元/年, 元/小时).

    >>> base_of("亩"), base_of("公斤/亩"), base_of("户")
    (('公顷', Fraction(1, 15)), ('公斤/公顷', Fraction(15, 1)), ('户', Fraction(1, 1)))
    """
    known = _table().get(unit)
    if known:
        return known
    part = _part_of().fullmatch(unit)
    if part:
        return "%", Fraction(100, int(part[1]))
    above, stroke, below = unit.partition("/")
    if not stroke:
        return unit, Fraction(1)
    base, factor = _table().get(above, (above, Fraction(1)))
    divisors = [_divisor(name) for name in below.split("·")]
    for _, worth in divisors:
        factor /= worth
    return f"{base}/{'·'.join(name for name, _ in divisors)}", factor


_TIMES = frozenset({"秒", "天", "个月", "年"})


def _divisor(unit: str) -> tuple[str, Fraction]:
    base, factor = _table().get(unit, (unit, Fraction(1)))
    return (unit, Fraction(1)) if base in _TIMES else (base, factor)


def with_base(record: Record) -> Record:
    """A metric record with its worth in the base unit beside its own, which stays as it is.

    ``base_factor`` is the exact multiplier, as a decimal or a quotient. Without a unit nothing is added.

    >>> record = with_base({"type": "metric", "value": 10, "unit": "亩", "dimension": "area"})
    >>> [record[name] for name in ("value", "base_value", "base_unit", "base_factor", "base_rounded")]
    [10, 0.666666666666667, '公顷', '1/15', True]
    """
    unit = record.get("unit")
    if record.get("type") != "metric" or unit is None:
        return record
    converted = dict(_converted(record, *base_of(unit)))
    whole: Record = {}
    for name, field in record.items():
        whole[name] = field
        if name == "dimension":
            whole |= converted
    return whole


def _converted(record: Record, base: str, factor: Fraction) -> Iterator[tuple[str, Any]]:
    rounded = False
    for name in _ENDS:
        written = record.get(name)
        if written is None:
            yield f"base_{name}", None
            continue
        worth, whole = written_out(Fraction(Decimal(str(written))) * factor)
        rounded = rounded or not whole
        yield f"base_{name}", worth
    yield "base_unit", base
    yield "base_factor", _said(factor)
    if rounded:
        yield "base_rounded", True


def written_out(worth: Fraction) -> tuple[int | float, bool]:
    """A quotient as JSON writes it, and whether that is all of it.

    >>> written_out(Fraction(3, 8)), written_out(Fraction(2, 3))
    ((0.375, True), (0.666666666666667, False))
    """
    if worth.denominator == 1:
        return worth.numerator, True
    kept = Context(prec=_KEPT).divide(Decimal(worth.numerator), Decimal(worth.denominator))
    return float(kept), Fraction(kept) == worth


def _said(factor: Fraction) -> str:
    kept = Context(prec=_KEPT).divide(Decimal(factor.numerator), Decimal(factor.denominator))
    return f"{kept:f}" if Fraction(kept) == factor else str(factor)
