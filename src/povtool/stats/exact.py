"""Exact arithmetic on the numbers of records, so that no answer depends on the order of additions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

Number = int | float


def exact(value: object) -> Number | None:
    """A finite number in the one form that equal numbers share; None for anything else.

    Whole numbers become int with the digits they are written with, so 1e23 is 10²³ and not the double nearest
    to it.

    >>> exact(5.0), exact(1e23) == 10**23, exact(0.4), exact(float("nan")), exact(True), exact("5")
    (5, True, 0.4, None, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if isinstance(value, int):
        return value
    if not math.isfinite(value):
        return None
    return int(Decimal(repr(value))) if value.is_integer() else value


class Values:
    """A multiset of numbers: each distinct number is kept once, with how often it came."""

    __slots__ = ("_counts",)

    def __init__(self) -> None:
        self._counts: Counter[Number] = Counter()

    def add(self, value: Number) -> None:
        """Take in one number, as :func:`exact` gives it."""
        self._counts[value] += 1

    def merge(self, other: Values) -> None:
        """Take in all numbers of another multiset."""
        self._counts.update(other._counts)

    def span(self) -> tuple[Number | None, Number | None, Number | None]:
        """Minimum, median and maximum; None where there is no number.

        The median of an even count is the mean of the two middle numbers.

        >>> values = Values()
        >>> for value in (0.2, 0.1, 0.4, 0.1):
        ...     values.add(value)
        >>> values.span()
        (0.1, 0.15, 0.4)
        """
        if not self._counts:
            return None, None, None
        ordered = sorted(self._counts)
        last = self._counts.total() - 1
        low, high = self._at(ordered, last // 2), self._at(ordered, (last + 1) // 2)
        return ordered[0], middle(low, high), ordered[-1]

    def total(self) -> Number | None:
        """The sum of the numbers as they are written in decimals; None where there is no number.

        Whole sums are exact, others are the double nearest to the exact sum.

        >>> values = Values()
        >>> for value in (0.1, 0.2, 1660):
        ...     values.add(value)
        >>> values.total()
        1660.3
        """
        if not self._counts:
            return None
        return _plain(sum((as_fraction(value) * count for value, count in self._counts.items()), Fraction()))

    def _at(self, ordered: Sequence[Number], position: int) -> Number:
        """The number at a 0-based position among all numbers, repeated ones included, in their order."""
        passed = 0
        for value in ordered:
            passed += self._counts[value]
            if passed > position:
                return value
        raise IndexError(position)


def middle(low: Number, high: Number) -> Number:
    """The mean of two numbers as they are written in decimals.

    >>> middle(0.1, 0.2), middle(1000, 163000)
    (0.15, 82000)
    """
    return low if low == high else _plain((as_fraction(low) + as_fraction(high)) / 2)


def as_fraction(value: Number) -> Fraction:
    """A number as it is written in decimals.

    >>> as_fraction(0.1), as_fraction(628000)
    (Fraction(1, 10), Fraction(628000, 1))
    """
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def _plain(number: Fraction) -> Number:
    return number.numerator if number.denominator == 1 else float(number)
