"""Claims counted once each: how many different ones there are about each thing, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from povtool.convert.script import simplify
from povtool.metrics.extent import PART, extent
from povtool.records import Record
from povtool.stats.limits import Limit
from povtool.stats.rows import Numbered, Row, Rows
from povtool.stats.tables import Value, group_value, groups, left_out, order, row
from povtool.stats.tally import Saying, Tally, saying

_WORDING = frozenset({"unit", "of", "indicator", "place", "base"})
"""Fields in the text's words: both scripts fall into one group, named in Simplified characters."""

_THING = ("indicator", "of")
"""What a claim is about: its indicator, else what it counts in the text's words."""

_MAIN = (*_THING, "unit", "relation", "direction", "role", "extent", "status", "place", "period")
"""The columns of the table where no others are asked for."""

_TELLING = ("base",)
"""What tells claims apart beside their columns: what a change is against."""

_APART = ("unit", "relation", "direction", "role", "extent", "status")
"""What is never mixed in one row: units, levels with changes, rises with falls, where a change began with
where it led, totals to date and parts of a whole with what is neither, plan with fact."""


class Claims:
    """Table ``claims``, or with ``over`` table ``claims_over``, a view in the order of a field such as
    ``period``.

    A row is one thing (``indicator``, or ``of`` where there is none), in one unit, level or change, rise or
    fall, total to date or part of a whole (:func:`povtool.metrics.extent.extent`), plan or fact, place and
    period; or what ``by`` asks for, with unit, relation, direction, role, extent and status always apart.
    Parts are told apart by ``of``, too: the indicator is that of their whole.

    Claims that say the same of the same are one claim, however many documents repeat it: ``n`` counts
    different claims, ``mentions`` the records, ``documents`` the different ``doc``. ``min``, ``median`` and
    ``max`` are over the values of different claims, bounds such as 超 or 余 left aside (``bounded`` counts
    claims with one). Ranges have no value and are in ``n`` and ``ranges``. Damaged numbers have none either,
    and nobody can tell whether two are the same: each counts. ``latest`` is the value at the latest
    period that has an end, null where two differ there. ``sum`` is there only where all claims have values,
    the row names its thing, and they add up (:func:`povtool.stats.adding.add_up`). ``sources`` names the
    first five documents by name.

    Keeps the different words and figures; more than ``limit`` of them stop the run. The claims themselves
    wait in a temporary file, some 50 bytes each.
    """

    def __init__(
        self,
        by: Sequence[str] = (),
        top: int | None = None,
        over: str | None = None,
        limit: int | None = None,
    ) -> None:
        asked = (*by, *_APART) if by else (*_THING, *_APART, "place") if over else _MAIN
        self._fields = (*(name for name in dict.fromkeys(asked) if name != over), *((over,) if over else ()))
        self._over = over
        self._top = top
        self._columns = tuple(dict.fromkeys((*self._fields, *_MAIN, *_TELLING)))
        self._words = Numbered()
        self._sayings = Numbered()
        self._claims = Rows(len(self._columns) + 2)
        self._limit = Limit("different words and figures of claims", limit)

    def add(self, metric: Record) -> None:
        """Count one metric record."""
        said = self._sayings.number(saying(metric))
        document = self._words.number(group_value(metric.get("doc")))
        for group in _groups(metric, self._columns):
            self._claims.put([*map(self._words.number, group), said, document])
        self._limit.check(len(self._words) + len(self._sayings))

    def merge(self, other: Claims) -> None:
        """Take in the claims of another accumulator with the same fields."""
        words, sayings = self._words.merged(other._words), self._sayings.merged(other._sayings)
        self._limit.check(len(self._words) + len(self._sayings))
        for *group, said, document in other._claims:
            self._claims.put([*(words[each] for each in group), sayings[said], words[document]])

    def result(self) -> Iterator[Record]:
        """The groups, most claims first (``over``: by thing, then in time), and how many ``top`` left out."""
        words, word_places = self._words.ranked(lambda value: order((value,)))
        sayings, saying_places = self._sayings.ranked(_saying_order)
        ordered = self._claims.sorted(
            lambda row: [
                *(word_places[each] for each in row[:-2]),
                saying_places[row[-2]],
                word_places[row[-1]],
            ]
        )
        starts, ends = ordered.groups(len(self._fields))
        names = _Names(words, sayings, {name: place for place, name in enumerate(self._columns)})
        ranking: Iterable[int] = range(len(starts))
        if not self._over:
            sizes = (_size(ordered.stretch(*span), sayings) for span in zip(starts, ends, strict=True))
            ranking = _largest_first(sizes)
        for number in islice(ranking, self._top):
            yield self._row(list(ordered.stretch(starts[number], ends[number])), names)
        omitted = 0 if self._top is None else len(starts) - self._top
        yield from left_out("claims_over" if self._over else "claims", omitted)

    def _row(self, mentions: list[Row], names: _Names) -> Record:
        tally = Tally()
        before: Row = ()
        for mention in mentions:
            said = names.sayings[mention[-2]]
            if (
                said is None or mention[:-1] != before
            ):  # nobody knows whether two damaged numbers are the same
                before = mention[:-1]
                tally.add(said, {name: names.words[mention[names.columns[name]]] for name in _OF_SUMS})
            tally.mention(names.words[mention[-1]])
        group = tuple(names.words[each] for each in mentions[0][: len(self._fields)])
        thing = any(value for name, value in zip(self._fields, group, strict=True) if name in _THING)
        table = "claims_over" if self._over else "claims"
        return row(table, self._fields, group, tally.measures(names_its_thing=thing))


_OF_SUMS = ("place", "period", "relation", "direction", "extent", "base")
"""What decides whether claims add up."""


class _Names(NamedTuple):
    words: list[Value]
    sayings: list[Saying | None]
    columns: dict[str, int]


def _size(mentions: Iterable[Row], sayings: list[Saying | None]) -> int:
    """How many different claims there are among mentions in their order."""
    size, before = 0, None
    for mention in mentions:
        if mention[:-1] != before or sayings[mention[-2]] is None:
            before = mention[:-1]
            size += 1
    return size


def _largest_first(sizes: Iterable[int]) -> Iterator[int]:
    """The places of the sizes, ties in their order; sorted on disk, for there may be a million groups."""
    ranked = Rows(2)
    for place, size in enumerate(sizes):
        ranked.put((_MOST - size, place))
    return (place for _, place in ranked.sorted(lambda row: row))


_MOST = 2**32 - 1


def _saying_order(said: Saying | None) -> tuple[object, ...]:
    """As :func:`povtool.stats.tables.order`, but flat: of half a million keys, each tuple counts."""
    if said is None:
        return (True,)
    value, low, high, bound, additive = said
    ends = (value is None, value or 0, low is None, low or 0, high is None, high or 0)
    return (False, *ends, bound is None, str(bound), additive)


def _groups(metric: Record, fields: Sequence[str]) -> Iterator[tuple[Value, ...]]:
    """The keys of a record: one, or one for each different member of fields that hold lists."""
    reach = extent(metric)
    named = metric.get("indicator") is not None and reach != PART  # of which part, its words alone tell
    change = metric.get("relation") == "delta"
    members: list[list[Value]] = []
    for field in fields:
        value = reach if field == "extent" else metric.get(field)
        if (field == "of" and named) or (field in ("direction", "base") and not change):
            members.append([None])  # one indicator has many wordings; a level is one, whether it rose or fell
        elif isinstance(value, str):
            members.append([_simplified(field, value)])
        elif value is None and field != "year":
            members.append([None])
        else:
            values = (group[0] for group in groups(metric, (field,)))
            members.append(list(dict.fromkeys(_simplified(field, value) for value in values)))
    return product(*members)


def _simplified(field: str, value: Value) -> Value:
    if field == "role":
        return "from" if value == "from" else None  # where a change leads to is a level like any other
    return _simple(value) if field in _WORDING and isinstance(value, str) else value


_simple = lru_cache(1 << 14)(simplify)
"""The same few words come again and again."""
