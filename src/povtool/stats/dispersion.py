"""How evenly a word is spread over the parts of a corpus: the formulas, in exact arithmetic."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

Pair = tuple[int, int]
"""How often a word occurs in a part, and how many words the part has; only parts that have the word."""

_SCALE = 1 << 64
"""Shares are whole numbers of 2⁻⁶⁴, so their sums do not hang on the order of parts."""


def deviation(pairs: Iterable[Pair], total: int) -> float:
    """DP, the deviation of proportions: 0 is spread as the parts' sizes are, near 1 is in one small part
    only.

    DP = ½ Σ |vᵢ − sᵢ|, vᵢ the share of the word's occurrences in part i, sᵢ the part's share of all
    ``total`` words (Gries 2008, "Dispersions and adjusted frequencies in corpora", IJCL 13(4), 415 ff.).

    >>> parts = [(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)]  # "a" in the example of Gries 2008
    >>> round(deviation(parts, 50), 2)
    0.18
    """
    pairs = list(pairs)
    frequency = sum(count for count, _ in pairs)
    inside = sum(abs(count * total - size * frequency) for count, size in pairs)
    outside = frequency * (total - sum(size for _, size in pairs))
    return (inside + outside) / (2 * frequency * total)


def normalised_deviation(dp: float, smallest: int, total: int) -> float | None:
    """DPnorm: DP divided by the most it can be, 1 − the share of the ``smallest`` part.

    (Lijffijt & Gries 2012, "Correction to Gries 2008", IJCL 17(1), 147–149.) None where there is one part
    only.

    >>> round(normalised_deviation(0.18, 9, 50), 4)
    0.2195
    """
    return None if smallest == total else dp / (1 - smallest / total)


def juilland(pairs: Iterable[Pair], parts: int) -> float | None:
    """Juilland's D: 1 is even, 0 is in one part of several.

    D = 1 − V / √(n − 1), V the coefficient of variation (population standard deviation by mean) of the word's
    relative frequency in each of n parts (Juilland & Chang-Rodríguez 1964; with relative frequencies for
    parts of unequal size, Gries 2020, "Analyzing dispersion", in Paquot & Gries). None where there is one
    part only.

    >>> round(juilland([(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)], 5), 3)
    0.785
    """
    if parts < 2:
        return None
    shares = [(count * _SCALE) // size for count, size in pairs]
    first, second = sum(shares), sum(share * share for share in shares)
    variance = (parts * second - first * first) / (first * first)  # V²; whole numbers up to the division
    return 1 - math.sqrt(variance / (parts - 1))


def reduced_frequency(positions: Sequence[int], total: int) -> float:
    """ARF, the average reduced frequency: the word's frequency when even, near 1 when in one clump.

    ARF = 1/v Σ min(dᵢ, v), v = ``total`` / frequency, dᵢ the distance from the occurrence before, the
    first one's from the last around the end (Savický & Hlaváčová 2002, "Measures of word commonness",
    JQL 9(3), 215–231).

    >>> reduced_frequency([0, 5], 10), reduced_frequency([4, 5], 10)
    (2.0, 1.2)
    """
    gaps = [after - before for before, after in pairwise(positions)]
    gaps.append(positions[0] + total - positions[-1])
    return reduced(sum(gap for gap in gaps if gap * len(positions) < total),
                   sum(gap * len(positions) >= total for gap in gaps), len(positions), total)  # fmt: skip


def reduced(short: int, long: int, frequency: int, total: int) -> float:
    """ARF from the sum of the gaps ``short`` of total / frequency, and the number of the others."""
    return long + short * frequency / total
