"""Two figures of one thing: equal, compatible or one higher, each as exact as it was written."""

from __future__ import annotations

from decimal import Decimal

from povtool.metrics.agreement import agree, figure
from povtool.metrics.claims import number
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


def difference(a: Record, b: Record) -> int | float | None:
    """By how much B's number is more than A's, exactly; None where one is no plain number.

    >>> difference({"value": 3.77}, {"value": 3.82})
    0.05
    """
    values = _decimal(a.get("value")), _decimal(b.get("value"))
    return None if values[0] is None or values[1] is None else number(values[1] - values[0])


def _exactly(claim: Record) -> tuple[object, ...]:
    return (*(_decimal(claim.get(name)) for name in ("value", "low", "high")), claim.get("bound"))


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Decimal(str(value))
