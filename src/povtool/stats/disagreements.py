"""Where documents disagree: one thing, place and period, and figures that cannot all be right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations, product

from povtool.convert.script import simplify
from povtool.metrics.agreement import agree, base_unit, base_worth, has_figure
from povtool.metrics.base_units import written_out
from povtool.metrics.extent import PART, extent
from povtool.records import Record
from povtool.stats.exact import Number, as_fraction, exact
from povtool.stats.likeness import Counted, Said, like, said_by
from povtool.stats.limits import Limit
from povtool.stats.rows import Numbered, Row, Rows
from povtool.stats.spill import Spill
from povtool.stats.tables import Group, Value, group_value, left_out, order, row

_KEY = (
    *("indicator", "of", "unit", "relation", "status", "role", "direction", "extent", "base"),
    *("place", "period"),
)
_SAID = ("doc", "value", "low", "high", "bound")
_SHOWN = (*_SAID, "raw", "wording", "field", "start", "end", "sentence")
_KEPT = ("unit", "place", "sentence_start")
_UNIT = _KEY.index("unit")
_TABLE = "disagreements"


class Disagreements:
    """Table ``disagreements``: the claims of each group that disagrees, side by side, with their sentences.

    A group is one ``indicator`` (or one ``of`` where a claim has no indicator), ``place`` and ``period``, all
    known, in units of one kind (亩 and 公顷, 人 and 名; 个 and 所 of the same noun), level or change, plan or
    fact, total to date or not. Parts of a whole (其中) are compared with the like ``of`` alone. Two documents
    disagree when no figure of one agrees with any of the other (:func:`povtool.metrics.agreement.agree`:
    rounding, bounds and ranges are no disagreement). So a document that gives two figures for the same
    disagrees with none that gives one of them. Where one ``doc`` has different sentences at one place, it is
    the name of several texts, which are compared like any others.

    Rows are numbered by ``disagreement``, those in the most documents first; within one, by value. One row is
    one claim of one document; its repetitions in the same document are counted in ``mentions``. Figures and
    units are as written; where the units of one disagreement differ, ``base_value``, ``base_low``,
    ``base_high`` and ``base_unit`` are what was compared. Table ``disagreements_compared`` says how many
    claims were compared with one of another document, and why others were not.

    Keeps the different words of indicators, places, periods …; more than ``limit`` of them stop the run. The
    claims themselves wait in temporary files.
    """

    def __init__(self, top: int | None = None, limit: int | None = None) -> None:
        self._top = top
        self._words = Numbered()
        self._claims = Rows(len(_KEY) + 2)
        self._spill = Spill()
        self._limit = Limit("different words of claims", limit)
        self._claimed = 0
        self._left_out = dict.fromkeys(("no_thing", "no_place", "no_period", "no_value", "no_document"), 0)

    def add(self, metric: Record) -> None:
        """Take in one metric record."""
        self._claimed += 1
        group = _group(metric)
        reason = _incomparable(metric, group)
        if reason:
            self._left_out[reason] += 1
            return
        claim = {name: metric.get("of" if name == "wording" else name) for name in (*_SHOWN, *_KEPT)}
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
        self._claimed += other._claimed
        for reason, count in other._left_out.items():
            self._left_out[reason] += count
        self._limit.check(len(self._words))

    def result(self) -> Iterator[Record]:
        """The rows, then what was compared."""
        if not self._claimed:
            return
        words, places = self._words.ranked(lambda value: order((value,)))
        ordered = self._claims.sorted(lambda row: [*(places[each] for each in row[:-2]), *row[-2:]])
        found, compared, alone = [], 0, 0
        for start, stop in zip(*ordered.groups(len(_KEY)), strict=True):
            claims = [self._claim(row) for row in ordered.stretch(start, stop)] if stop - start > 1 else []
            documents = _documents(claims)
            if len(documents) < 2:
                alone += stop - start
                continue
            lonely = _lonely(documents)
            compared += stop - start - lonely
            alone += lonely
            if _disagree(documents):
                found.append((-len(documents), start, stop))
        found.sort()
        for number, (_, start, stop) in enumerate(found[: self._top], start=1):
            rows = list(ordered.stretch(start, stop))
            group = tuple(words[each] for each in rows[0][:-2])
            yield from _rows(number, group, [self._claim(row) for row in rows])
        yield from left_out(_TABLE, 0 if self._top is None else len(found) - self._top)
        told = {"claims": self._claimed, "compared": compared, "no_other": alone, **self._left_out}
        yield row("disagreements_compared", (), (), {**told, "disagreements": len(found)})

    def _claim(self, row: Row) -> Record:
        return self._spill.take(row[-2] << 32 | row[-1])


def _documents(claims: list[Record]) -> list[Counter[Said]]:
    """The figures of each document, with how often it gives them."""
    by_document: dict[str, list[Record]] = {}
    for claim in claims:
        by_document.setdefault(str(claim["doc"]), []).append(claim)
    texts = (text for found in by_document.values() for text in _texts(found))
    return [Counter(said for claim in text for said in said_by(claim)) for text in texts]


def _lonely(documents: list[Counter[Said]]) -> int:
    """How many claims no other document has the like of."""
    where: dict[Counted, set[int]] = {}
    for number, document in enumerate(documents):
        for said in document:
            where.setdefault(said.counted, set()).add(number)
    if len(where) < 2:
        return 0
    likes = {
        one: set().union(*(found for other, found in where.items() if like(one, other))) for one in where
    }
    return sum(
        count
        for number, document in enumerate(documents)
        for said, count in document.items()
        if not likes[said.counted] - {number}
    )


def _texts(claims: list[Record]) -> list[list[Record]]:
    """The claims of one id, those apart that cannot stand in one text."""
    texts: list[list[Record]] = []
    for claim in sorted(claims, key=_place):
        fitting = (text for text in texts if not any(_collide(claim, other) for other in text))
        text = next(fitting, None)
        if text is None:
            texts.append(text := [])
        text.append(claim)
    return texts


def _collide(one: Record, other: Record) -> bool:
    """Whether two sentences take the same place and read otherwise."""
    if one["field"] != other["field"] or one["sentence"] == other["sentence"]:
        return False
    starts = one["sentence_start"], other["sentence_start"]
    if not all(isinstance(start, int) for start in starts):
        return False
    ends = (start + len(str(claim["sentence"])) for start, claim in zip(starts, (one, other), strict=True))
    return max(starts) < min(ends)


def _rows(number: int, group: Group, claims: list[Record]) -> Iterator[Record]:
    first: dict[Group, Record] = {}
    mentions: Counter[Group] = Counter()
    for claim in claims:
        key = (*(group_value(claim[name]) for name in _SAID), _unit(claim))
        mentions[key] += 1
        if key not in first or _place(claim) < _place(first[key]):
            first[key] = claim
    several = len({_unit(claim) for claim in claims}) > 1
    for key in sorted(first, key=lambda key: (order((_worth(first[key]),)), order(key))):
        claim = first[key]
        shown = {name: claim[name] for name in _SHOWN}
        measures = {"disagreement": number, **shown, "mentions": mentions[key]}
        if several:
            measures |= _compared(claim)
        yield row(_TABLE, _KEY, (*group[:_UNIT], _unit(claim), *group[_UNIT + 1 :]), measures)


def _unit(claim: Record) -> Value:
    unit = claim["unit"]
    return _simple(unit) if isinstance(unit, str) else group_value(unit)


def _worth(claim: Record) -> Number | None:
    """What claims are sorted by: the value, or where a range begins, in the base unit."""
    value = exact(claim["value"]) if claim["value"] is not None else exact(claim["low"])
    return None if value is None else written_out(as_fraction(value) * base_worth(claim))[0]


def _compared(claim: Record) -> Record:
    """The numbers of a claim in the base unit."""
    ends = {name: exact(claim[name]) for name in ("value", "low", "high")}
    worth = {
        f"base_{name}": None if end is None else written_out(as_fraction(end) * base_worth(claim))[0]
        for name, end in ends.items()
    }
    return {**worth, "base_unit": base_unit(claim)}


def _place(claim: Record) -> tuple[str, int, str]:
    return str(claim["field"]), claim["start"] or 0, str(claim["sentence"])


def _disagree(documents: list[Counter[Said]]) -> bool:
    different = list({frozenset(document) for document in documents})
    return any(_apart(one, other) for one, other in combinations(different, 2))


def _apart(some: Iterable[Said], others: Iterable[Said]) -> bool:
    """Whether some figures count what others do, and none agrees with any."""
    pairs = [(one.figure, two.figure) for one, two in product(some, others) if like(one.counted, two.counted)]
    return bool(pairs) and not any(agree(*pair) for pair in pairs)


def _group(metric: Record) -> Group:
    group = []
    made: Record = {"unit": base_unit(metric), "extent": extent(metric)}
    named = metric.get("indicator") is not None and made["extent"] != PART
    for name in _KEY:
        value = group_value(made[name] if name in made else metric.get(name))
        if (
            (name == "of" and named)  # which has many wordings
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
    return None if has_figure(metric) else "no_value"


_simple = lru_cache(1 << 14)(simplify)
"""The same few words come again and again."""
