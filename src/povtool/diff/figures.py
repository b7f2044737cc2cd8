"""Two figures of one thing: equal, compatible or one higher, each as exact as it was written."""

from __future__ import annotations

from decimal import Decimal

from povtool.convert.script import fold
from povtool.metrics.claims import number
from povtool.metrics.numbers import numbers
from povtool.records import Record

EQUAL, COMPATIBLE, HIGHER, LOWER = "equal", "compatible", "higher", "lower"

_Range = tuple[Decimal | None, Decimal | None]
_APPROXIMATE = Decimal("0.05")
"""How far a figure with 约 or 左右 may be off, as a share of it."""


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
    first, second = _range(a), _range(b)
    if first is None or second is None:
        return None
    if _is_plain(a) and _is_plain(b):
        return _of_numbers(first, second)
    if _apart(first, second):
        return HIGHER
    return LOWER if _apart(second, first) else COMPATIBLE


def difference(a: Record, b: Record) -> int | float | None:
    """By how much B's number is more than A's, exactly; None where one is no plain number.

    >>> difference({"value": 3.77}, {"value": 3.82})
    0.05
    """
    values = _decimal(a.get("value")), _decimal(b.get("value"))
    return None if values[0] is None or values[1] is None else number(values[1] - values[0])


def _is_plain(claim: Record) -> bool:
    return claim.get("value") is not None and not claim.get("bound")


def _of_numbers(first: _Range, second: _Range) -> str:
    """Two plain numbers are compatible if the finer, rounded as the coarser is, is the coarser."""
    (low_a, high_a), (low_b, high_b) = first, second
    assert low_a is not None and high_a is not None and low_b is not None and high_b is not None
    apart = (low_b + high_b - low_a - high_a) / 2
    slack_a, slack_b = (high_a - low_a) / 2, (high_b - low_b) / 2
    if slack_a != slack_b and abs(apart) <= max(slack_a, slack_b):
        return COMPATIBLE
    return HIGHER if apart > 0 else LOWER


def _exactly(claim: Record) -> tuple[object, ...]:
    return (*(_decimal(claim.get(name)) for name in ("value", "low", "high")), claim.get("bound"))


def _range(claim: Record) -> _Range | None:
    """What the figure may stand for, ends included; None is open; nothing where there is no figure."""
    value, low, high = (_decimal(claim.get(name)) for name in ("value", "low", "high"))
    if claim.get("damaged") or (value is None and low is None and high is None):
        return None
    bound = claim.get("bound")
    if value is None:
        return low, high
    if bound in ("gt", "ge", "over"):
        return value, None
    if bound in ("lt", "le"):
        return None, value
    slack = abs(value) * _APPROXIMATE if bound else _half_digit(claim, value)
    return value - slack, value + slack


def _half_digit(claim: Record, value: Decimal) -> Decimal:
    """Half of what one more in the last written digit counts, if the figure is rounded; 0 for a whole number.

    62.8万 may be 627,500 to 628,500; 628,000 and 74个 are what they say.
    """
    read = next(numbers(fold(str(claim.get("raw") or ""))), None)
    if read is None or read.value is None or abs(read.value) != abs(value):
        return Decimal(0)
    exponent = read.mantissa.as_tuple().exponent
    step = Decimal(1).scaleb(int(exponent) + read.scale)
    return step / 2 if read.scale or int(exponent) < 0 else Decimal(0)


def _apart(low: _Range, high: _Range) -> bool:
    """Whether the one ends before the other begins."""
    return low[1] is not None and high[0] is not None and low[1] < high[0]


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Decimal(str(value))
