"""Keyness: which words one corpus has more, or less, of than another; evidence, effect size and spread."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from povtool.convert.script import fold
from povtool.records import Record
from povtool.stats.contrast import (
    bayes_factor,
    log_likelihood,
    log_ratio,
    percent_difference,
    simple_maths,
)
from povtool.stats.dispersion import Pair, deviation, normalised_deviation
from povtool.stats.measures import measure
from povtool.stats.spread import Spread
from povtool.stats.tables import Group, group_value, groups, left_out, order, rounded, row

_TABLE = "keyness"
_TARGET: Group = ("target",)
_REFERENCE: Group = ("reference",)


class Keyness:
    """Table ``keyness``: the words of a target against a reference, the most evidence first.

    The target are documents told to be it, the reference all others; or, with ``split``, each value of that
    field in turn is the target, all documents without it the reference, and the field is the first column.
    A word in both scripts, or both widths, is one, named in Simplified characters: else the script would be
    the difference. ``key`` says which side has the word more often: ``target`` or ``reference``. Words that
    are less than ``least`` times in both together are left out, with no row.

    Keeps what :class:`povtool.stats.spread.Spread` keeps.
    """

    def __init__(
        self, split: str | None = None, top: int | None = None, add: float = 1, least: int = 1,
        limit: int | None = None,
    ) -> None:  # fmt: skip
        self._split = split
        self._top = top
        self._add = add
        self._least = least
        self._spread = Spread(limit=limit)

    def add(self, document: Record, *, target: bool = True) -> None:
        """Count the ``tokens`` of one document; one without them is not counted."""
        tokens = document.get("tokens")
        if tokens is None:
            return
        labels = (
            tuple(groups(document, (self._split,))) if self._split else (_TARGET if target else _REFERENCE,)
        )
        self._spread.add(map(_folded, tokens), (group_value(document.get("id")),), labels)

    def merge(self, other: Keyness) -> None:
        """Take in the counts of another accumulator of the same kind."""
        self._spread.merge(other._spread)

    def result(self) -> Iterator[Record]:
        """The words of each target, most evidence first, and what the measures are."""
        labels = sorted({label for part in self._spread.labels for label in part}, key=order)
        names = (self._split,) if self._split else ()
        omitted = 0
        for label in labels if self._split else [_TARGET] if _TARGET in labels else []:
            sides = _Sides(self._spread, label)
            if not (sides.target.total and sides.reference.total):
                continue
            found = sorted(self._found(sides), key=lambda entry: (-rounded(entry.g2), entry.word))
            omitted += len(found) - len(found[: self._top])
            for rank, entry in enumerate(found[: self._top], start=1):
                yield row(
                    _TABLE, names, label if names else (), {"rank": rank, **self._measures(entry, sides)}
                )
        if labels:
            yield from left_out(_TABLE, omitted)
            yield from self._legend()

    def _found(self, sides: _Sides) -> Iterator[_Found]:
        c, d = sides.target.total, sides.reference.total
        for word in self._spread.words():
            a, b = sides.frequencies(word)
            if a + b >= self._least:
                yield _Found(log_likelihood(a, b, c, d), word, a, b)

    def _measures(self, entry: _Found, sides: _Sides) -> Record:
        a, b, c, d = entry.target, entry.reference, sides.target.total, sides.reference.total
        diff = percent_difference(a, b, c, d)
        pairs_a, pairs_b = sides.pairs(entry.word)
        return {
            "token": entry.word,
            "key": "target" if a * d > b * c else "reference" if a * d < b * c else None,
            "count": a,
            "count_reference": b,
            "of_tokens": c,
            "of_tokens_reference": d,
            "per_million": rounded(a * 1_000_000 / c),
            "per_million_reference": rounded(b * 1_000_000 / d),
            "g2": rounded(entry.g2),
            "log_ratio": rounded(log_ratio(a, b, c, d)),
            "diff_percent": None if diff is None else rounded(diff),
            "simple_maths": rounded(simple_maths(a, b, c, d, self._add)),
            "bic": rounded(bayes_factor(entry.g2, c, d)),
            "documents": len(pairs_a),
            "documents_reference": len(pairs_b),
            "dp_norm": _dispersion(pairs_a, sides.target),
            "dp_norm_reference": _dispersion(pairs_b, sides.reference),
        }

    def _legend(self) -> Iterator[Record]:
        yield measure(_TABLE, "g2", "log-likelihood G² of two rates", "Dunning 1993; Rayson & Garside 2000")
        yield measure(
            _TABLE, "log_ratio", "Log Ratio, log₂ of the ratio of rates", "Hardie 2014", zero_is=0.5
        )
        yield measure(_TABLE, "diff_percent", "%DIFF, null where the reference has none",
                      "Gabrielatos & Marchi 2011")  # fmt: skip
        yield measure(_TABLE, "simple_maths", "ratio of rates per million", "Kilgarriff 2009", add=self._add)
        yield measure(_TABLE, "bic", "Bayes factor by BIC, G² − ln N", "Wilson 2013", degrees_of_freedom=1)
        yield measure(_TABLE, "dp_norm", "normalised deviation of proportions, 0 is even",
                      "Gries 2008; Lijffijt & Gries 2012", parts="documents")  # fmt: skip


_folded = lru_cache(1 << 16)(fold)
"""The same words come again and again."""


class _Found(NamedTuple):
    g2: float
    word: str
    target: int
    reference: int


class _Side(NamedTuple):
    total: int
    smallest: int


class _Sides:
    """The two halves of a spread: the parts with a label, and those without."""

    def __init__(self, spread: Spread, label: Group) -> None:
        self._spread = spread
        self._inside = [label in labels for labels in spread.labels]
        self.target, self.reference = (
            _side([size for size, inside in zip(spread.sizes, self._inside, strict=True) if inside is wanted])
            for wanted in (True, False)
        )

    def frequencies(self, word: str) -> tuple[int, int]:
        found = [0, 0]
        for part, count in self._spread.counts(word):
            found[not self._inside[part]] += count
        return found[0], found[1]

    def pairs(self, word: str) -> tuple[list[Pair], list[Pair]]:
        found: tuple[list[Pair], list[Pair]] = ([], [])
        for part, count in self._spread.counts(word):
            found[not self._inside[part]].append((count, self._spread.sizes[part]))
        return found


def _side(sizes: Collection[int]) -> _Side:
    return _Side(sum(sizes), min((size for size in sizes if size), default=0))


def _dispersion(pairs: list[Pair], side: _Side) -> float | None:
    if not pairs:
        return None
    even = normalised_deviation(deviation(pairs, side.total), side.smallest, side.total)
    return None if even is None else rounded(even)
