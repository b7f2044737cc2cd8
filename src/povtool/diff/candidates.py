"""Which of very many texts are worth comparing: those that share rare stretches. Never all pairs.

Everything is kept as packed numbers, eight bytes for a stretch of a text or for a reason to compare two of
them, in a few dozen parts that are sorted one at a time. Memory and time grow with the texts, not with pairs.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

Pair = tuple[int, int]

FEW = 16
"""Texts that share a stretch, up to which each is paired with each. Where more do, it is a stock phrase or a
text with many copies: each is then paired with the first and with the one before it, which finds copies."""
_PARTS = 64
_LOW = (1 << 32) - 1


class Candidates:
    """Collects the stretches of texts, then gives the pairs of texts that share some.

    Texts are numbered from 0 as they come. With a ``border``, the texts before it are one side, the others
    the other, and only pairs across are given.

    >>> found = Candidates()
    >>> for stretches in ([1, 2, 3], [7, 8], [2, 3, 4]):
    ...     found.add(stretches)
    >>> list(found.pairs())
    [((0, 2), 2)]
    """

    def __init__(self, border: int | None = None, few: int = FEW) -> None:
        self._border = border
        self._few = few
        self._count = 0
        self._stretches = [array("Q") for _ in range(_PARTS)]

    def add(self, stretches: Iterable[int]) -> None:
        """Take in the stretches of the next text, numbers of 32 bits, each once."""
        parts, text = self._stretches, self._count
        for stretch in stretches:
            parts[stretch % _PARTS].append(stretch << 32 | text)
        self._count += 1

    def pairs(self) -> Iterator[tuple[Pair, int]]:
        """The pairs, in order, the earlier text first, and how many stretches speak for each. Only once."""
        reasons = [array("Q") for _ in range(_PARTS)]
        for at in range(_PARTS):
            for texts in _shared(self._stretches[at]):
                for one, other in self._paired(texts):
                    reasons[one * _PARTS // self._count].append(one << 32 | other)
            self._stretches[at] = array("Q")
        for at in range(_PARTS):
            for reason, same in groupby(sorted(reasons[at])):
                yield (reason >> 32, reason & _LOW), sum(1 for _ in same)
            reasons[at] = array("Q")

    def _paired(self, texts: Sequence[int]) -> Iterator[Pair]:
        if self._border is not None:
            cut = next((at for at, text in enumerate(texts) if text >= self._border), len(texts))
            yield from _across(texts[:cut], texts[cut:], self._few)
        elif len(texts) <= self._few:
            yield from ((one, other) for at, other in enumerate(texts) for one in texts[:at])
        else:
            first = texts[0]
            for before, text in pairwise(texts):
                yield first, text
                if before != first:
                    yield before, text


def _across(left: Sequence[int], right: Sequence[int], few: int) -> Iterator[Pair]:
    if len(left) * len(right) <= few * few:
        yield from ((one, other) for one in left for other in right)
        return
    for at in range(max(len(left), len(right))):
        yield left[at % len(left)], right[at % len(right)]
        yield left[0], right[at % len(right)]


def _shared(stretches: array[int]) -> Iterator[list[int]]:
    """For each stretch that several texts have, these texts, rising."""
    ordered = sorted(stretches)
    start = 0
    for at in range(1, len(ordered) + 1):
        if at == len(ordered) or ordered[at] >> 32 != ordered[start] >> 32:
            if at - start > 1:
                yield [number & _LOW for number in ordered[start:at]]
            start = at
