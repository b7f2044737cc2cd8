"""Where documents disagree: one thing, place and period, and figures that cannot all be right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

from povtool.convert.script import simplify
from povtool.metrics.agreement import Figure, any_agree, figure
from povtool.records import Record
from povtool.stats.limits import Limit
from povtool.stats.rows import Numbered, Row, Rows
from povtool.stats.spill import Spill
from povtool.stats.tables import Group, group_value, left_out, order, row

_KEY = ("indicator", "of", "unit", "relation", "status", "role", "direction", "base", "place", "period")
_SAID = ("doc", "value", "low", "high", "bound")
_SHOWN = (*_SAID, "raw", "wording", "field", "start", "end", "sentence")
_TABLE = "disagreements"


class Disagreements:
    """Table ``disagreements``: the claims of each group that disagrees, side by side, with their sentences.

    A group is one ``indicator`` (or one ``of`` where a claim has no indicator), ``place`` and ``period``, all
    known, in one unit, level or change, plan or fact. Two documents disagree when no figure of one agrees
    with any of the other (:func:`povtool.metrics.agreement.agree`: rounding, bounds and ranges are no
    disagreement). So a document that gives two figures for the same disagrees with none that gives one of
    them.

    Rows are numbered by ``disagreement``, those in the most documents first; within one, by value. One row is
    one claim of one document; its repetitions in the same document are counted in ``mentions``. Table
    ``disagreements_compared`` says how many claims were compared, and why others could not be.

    Keeps the different words of indicators, places, periods …; more than ``limit`` of them stop the run. The
    claims themselves wait in temporary files.
    """

    def __init__(self, top: int | None = None, limit: int | None = None) -> None:
        self._top = top
        self._words = Numbered()
        self._claims = Rows(len(_KEY) + 2)
        self._spill = Spill()
        self._limit = Limit("different words of claims", limit)
        self._counts = dict.fromkeys(
            ("claims", "compared", "no_thing", "no_place", "no_period", "no_value", "no_document"), 0
        )

    def add(self, metric: Record) -> None:
        """Take in one metric record."""
        self._counts["claims"] += 1
        group = _group(metric)
        reason = _incomparable(metric, group)
        if reason:
            self._counts[reason] += 1
            return
        self._counts["compared"] += 1
        claim = {name: metric.get("of" if name == "wording" else name) for name in _SHOWN}
        self._put(map(self._words.number, group), self._spill.put(claim))
        self._limit.check(len(self._words))

    def _put(self, group: Iterable[int], place: int) -> None:
        self._claims.put([*group, place >> 32, place & 0xFFFFFFFF])

    def merge(self, other: Disagreements) -> None:
        """Take in the claims of another accumulator."""
        moved = self._spill.append(other._spill)
        words = self._words.merged(other._words)
        for *group, high, low in other._claims:
            self._put((words[each] for each in group), (high << 32 | low) + moved)
        for reason, count in other._counts.items():
            self._counts[reason] += count
        self._limit.check(len(self._words))

    def result(self) -> Iterator[Record]:
        """The rows, then what was compared."""
        if not self._counts["claims"]:
            return
        words, places = self._words.ranked(lambda value: order((value,)))
        ordered = self._claims.sorted(lambda row: [*(places[each] for each in row[:-2]), *row[-2:]])
        found = []
        for start, stop in zip(*ordered.groups(len(_KEY)), strict=True):
            if stop - start > 1:
                claims = [self._claim(row) for row in ordered.stretch(start, stop)]
                documents = _documents(claims)
                if _disagree(documents):
                    found.append((-len(documents), start, stop))
        found.sort()
        for number, (_, start, stop) in enumerate(found[: self._top], start=1):
            rows = list(ordered.stretch(start, stop))
            group = tuple(words[each] for each in rows[0][:-2])
            yield from _rows(number, group, [self._claim(row) for row in rows])
        yield from left_out(_TABLE, 0 if self._top is None else len(found) - self._top)
        yield row("disagreements_compared", (), (), {**self._counts, "disagreements": len(found)})

    def _claim(self, row: Row) -> Record:
        return self._spill.take(row[-2] << 32 | row[-1])


def _documents(claims: list[Record]) -> list[list[Figure]]:
    """The figures of each document."""
    by_document: dict[str, set[Figure]] = {}
    for claim in claims:
        read = figure(claim)
        if read:
            by_document.setdefault(str(claim["doc"]), set()).add(read)
    return [list(figures) for figures in by_document.values()]


def _rows(number: int, group: Group, claims: list[Record]) -> Iterator[Record]:
    first: dict[Group, Record] = {}
    mentions: Counter[Group] = Counter()
    for claim in claims:
        key = tuple(group_value(claim[name]) for name in _SAID)
        mentions[key] += 1
        if key not in first or _place(claim) < _place(first[key]):
            first[key] = claim
    for key in sorted(first, key=lambda key: (order(_size(first[key])), order(key))):
        measures = {"disagreement": number, **first[key], "mentions": mentions[key]}
        yield row(_TABLE, _KEY, group, measures)


def _place(claim: Record) -> tuple[str, int, str]:
    return str(claim["field"]), claim["start"] or 0, str(claim["sentence"])


def _size(claim: Record) -> Group:
    return (group_value(claim["value"] if claim["value"] is not None else claim["low"]),)


def _disagree(documents: list[list[Figure]]) -> bool:
    different = list({frozenset(figures) for figures in documents})
    return any(not any_agree(one, other) for one, other in combinations(different, 2))


def _group(metric: Record) -> Group:
    group = []
    for name in _KEY:
        value = group_value(metric.get(name))
        if (
            (name == "of" and metric.get("indicator") is not None)  # which has many wordings
            or (name == "role" and value != "from")  # where a change leads to is a level like any other
            or (name in ("direction", "base") and metric.get("relation") != "delta")
        ):
            value = None
        group.append(_simple(value) if isinstance(value, str) else value)
    return tuple(group)


def _incomparable(metric: Record, group: Group) -> str | None:
    indicator, of, *_, place, period = group
    if indicator is None and of is None:
        return "no_thing"
    if place is None:
        return "no_place"
    if period is None:
        return "no_period"
    if metric.get("doc") is None:
        return "no_document"
    return None if figure(metric) else "no_value"


_simple = lru_cache(1 << 14)(simplify)
"""The same few words come again and again."""
