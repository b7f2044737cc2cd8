"""Where documents disagree: one thing, place and period, and figures that cannot all be right."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import combinations

from povtool.convert.script import simplify
from povtool.records import Record
from povtool.stats.agreement import Figure, any_agree, figure
from povtool.stats.limits import Limit
from povtool.stats.spill import Spill
from povtool.stats.tables import Group, group_value, left_out, order, row

_KEY = ("indicator", "of", "unit", "relation", "status", "role", "place", "period")
_SHOWN = ("doc", "value", "low", "high", "bound", "raw", "field", "start", "end", "sentence")
_TABLE = "disagreements"


class Disagreements:
    """Table ``disagreements``: the claims of each group that disagrees, side by side, with their sentences.

    A group is one ``indicator`` (or one ``of`` where a claim has no indicator), ``place`` and ``period``, all known,
    in one unit, level or change, plan or fact. Two documents disagree when no figure of one agrees with any of the
    other (:func:`povtool.stats.agreement.agree`: rounding, bounds and ranges are no disagreement). So a document
    that gives two figures for the same disagrees with none that gives one of them.

    Rows are numbered by ``disagreement``, those in the most documents first; within one, by value. One row is one
    claim of one document; its repetitions in the same document are counted in ``mentions``. Table
    ``disagreements_compared`` says how many claims were compared, and why others could not be.

    Keeps 8 bytes for each claim that can be compared, and each different group; claims wait in a temporary file.
    """

    def __init__(self, top: int | None = None, limit: int | None = None) -> None:
        self._top = top
        self._groups: dict[Group, array[int]] = {}
        self._spill = Spill()
        self._limit = Limit("different things claimed", limit)
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
        claim = {name: metric.get(name) for name in _SHOWN}
        self._groups.setdefault(group, array("Q")).append(self._spill.put(claim))
        self._limit.check(len(self._groups))

    def merge(self, other: Disagreements) -> None:
        """Take in the claims of another accumulator."""
        moved = self._spill.append(other._spill)
        for group, places in other._groups.items():
            self._groups.setdefault(group, array("Q")).extend(place + moved for place in places)
        for reason, count in other._counts.items():
            self._counts[reason] += count
        self._limit.check(len(self._groups))

    def result(self) -> Iterator[Record]:
        """The rows, then what was compared."""
        if not self._counts["claims"]:
            return
        found = []
        for group, places in self._groups.items():
            if len(places) > 1:
                documents = self._documents(places)
                if _disagree(documents):
                    found.append((-len(documents), order(group), group))
        found.sort()
        for number, (_, _, group) in enumerate(found[: self._top], start=1):
            yield from self._rows(number, group)
        yield from left_out(_TABLE, 0 if self._top is None else len(found) - self._top)
        yield row("disagreements_compared", (), (), {**self._counts, "disagreements": len(found)})

    def _documents(self, places: array[int]) -> list[list[Figure]]:
        """The figures of each document, equal lists once: a thousand documents may say the same."""
        by_document: dict[str, set[Figure]] = {}
        for place in places:
            claim = self._spill.take(place)
            read = figure(claim)
            if read:
                by_document.setdefault(str(claim["doc"]), set()).add(read)
        return [list(figures) for figures in by_document.values()]

    def _rows(self, number: int, group: Group) -> Iterator[Record]:
        claims: dict[Group, Record] = {}
        mentions: dict[Group, int] = {}
        for place in self._groups[group]:
            claim = self._spill.take(place)
            key = tuple(group_value(claim[name]) for name in _SHOWN[:5])
            mentions[key] = mentions.get(key, 0) + 1
            if key not in claims or _place(claim) < _place(claims[key]):
                claims[key] = claim
        for key in sorted(claims, key=lambda key: (order(_size(claims[key])), order(key))):
            measures = {"disagreement": number, **claims[key], "mentions": mentions[key]}
            yield row(_TABLE, _KEY, group, measures)


def _place(claim: Record) -> tuple[str, int]:
    return str(claim["field"]), claim["start"] or 0


def _size(claim: Record) -> Group:
    return (group_value(claim["value"] if claim["value"] is not None else claim["low"]),)


def _disagree(documents: list[list[Figure]]) -> bool:
    different = list({frozenset(figures) for figures in documents})
    return any(not any_agree(one, other) for one, other in combinations(different, 2))


def _group(metric: Record) -> Group:
    group = []
    for name in _KEY:
        value = group_value(metric.get(name))
        if (name == "of" and metric.get("indicator") is not None) or (name == "role" and value != "from"):
            value = None  # an indicator has many wordings; where a change leads to is a level like any other
        group.append(simplify(value) if isinstance(value, str) else value)
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
