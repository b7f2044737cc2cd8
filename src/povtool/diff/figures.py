"""Two figures of one thing: equal, compatible or one higher, each as exact as it was written."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite

from povtool.metrics.agreement import agree, base_unit, base_worth, figure
from povtool.metrics.base_units import written_out
from povtool.records import Record

EQUAL, COMPATIBLE, HIGHER, LOWER = "equal", "compatible", "higher", "lower"


def compared(a: Record, b: Record) -> str | None:
    """How B's figure stands to A's; None where one of them has none.

    ``equal`` are the same number, range or bound. ``compatible`` are figures that one amount can be: a number
    within a range or beyond a bound, or a number and the same less exactly written.

    >>> def claim(raw, value, **more): return {"raw": raw, "value": value, **more}
    >>> compared(claim("62.8萬", 628000), claim("628,000", 628000))
    'equal'
    >>> compared(claim("62.8万", 628000), claim("63万", 630000))
    'compatible'
    >>> compared(claim("62.8万", 628000), claim("62.9万", 629000))
    'higher'
    >>> compared(claim("70多个", 70, bound="over", low=70), claim("73个", 73))
    'compatible'
    >>> compared(claim("15万亩", 150000, unit="亩"), claim("1万公顷", 10000, unit="公顷"))
    'equal'
    """
    if _exactly(a) == _exactly(b):
        return EQUAL if _exactly(a) != (None, None, None, None) else None
    first, second = figure(a), figure(b)
    if first is None or second is None:
        return None
    if agree(first, second):
        return COMPATIBLE
    above = second.low is not None and first.high is not None and first.high <= second.low
    return HIGHER if above else LOWER


def difference(a: Record, b: Record) -> tuple[int | float, str | None] | None:
    """By how much B's number is more than A's, exactly, in A's unit; None where one is no plain number.

    Shares differ by points: 12 % is 2 百分点 more than 10 %, not 2 %.

    >>> difference({"value": 3.77, "unit": "元"}, {"value": 3.82, "unit": "元"})
    (0.05, '元')
    >>> difference({"value": 10.2, "unit": "%"}, {"value": 5.7, "unit": "%"})
    (-4.5, '百分点')
    >>> difference({"value": 15, "unit": "万亩"}, {"value": 1, "unit": "公顷"}) is None
    True
    >>> difference({"value": 150000, "unit": "亩"}, {"value": 12000, "unit": "公顷"})
    (30000, '亩')
    """
    values = _worth(a.get("value"), a), _worth(b.get("value"), b)
    if values[0] is None or values[1] is None or base_unit(a) != base_unit(b):
        return None
    apart, _ = written_out((values[1] - values[0]) / base_worth(a))
    unit = a.get("unit")
    return apart, _POINTS.get(unit, unit) if isinstance(unit, str) else None


_POINTS = {"%": "百分点", "‰": "千分点"}


def _exactly(claim: Record) -> tuple[object, ...]:
    return (*(_worth(claim.get(name), claim) for name in ("value", "low", "high")), claim.get("bound"))


def _worth(value: object, claim: Record) -> Fraction | None:
    """A number of a claim in its base unit."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return Fraction(str(value)) * base_worth(claim)
