"""Claims counted once each: how many different ones there are about each thing, and what they say."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import groupby, islice, product

from povtool.convert.script import simplify
from povtool.records import Record
from povtool.stats.limits import Limit
from povtool.stats.tables import Group, Value, groups, left_out, order, row
from povtool.stats.tally import Saying, Tally, saying

_WORDING = frozenset({"unit", "of", "indicator", "place", "name"})
"""Fields in the text's words: both scripts fall into one group, named in Simplified characters."""

_THING = ("indicator", "of")
"""What a claim is about: its indicator, else what it counts in the text's words."""

_MAIN = (*_THING, "unit", "relation", "status", "place", "period")
"""The columns of the table where no others are asked for."""

_APART = ("unit", "relation", "status")
"""What is never mixed in one row: units, levels with changes, plan with fact."""

_ID = "I"
"""Everything is numbered: a claim is one number of four bytes a field, and one for what it says."""


class Claims:
    """Table ``claims``, or with ``over`` table ``claims_over``, a view in the order of a field such as ``period``.

    A row is one thing (``indicator``, or ``of`` where there is none), in one unit, level or change, plan or fact,
    place and period; or what ``by`` asks for, with unit, relation and status always apart.

    Claims that say the same of the same are one claim, however many documents repeat it: ``n`` counts different
    claims, ``mentions`` the records, ``documents`` the different ``doc``. ``min``, ``median`` and ``max`` are over the
    values of different claims, bounds such as 超 or 余 left aside (``bounded`` counts claims with one). Ranges have no
    value and are in ``n`` and ``ranges``. Damaged numbers have none either, and nobody can tell whether two are the
    same: each counts. ``latest`` is the value at the latest known period, null where two differ there. ``sum`` is
    there only where all claims have values, the row names its thing, and they add up
    (:func:`povtool.stats.adding.add_up`). ``sources`` names the first five documents by name.

    Keeps about 200 bytes for each different claim, 8 for each mention, and the different words and numbers; more than
    ``limit`` different claims stop the run.
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
        self._columns = tuple(dict.fromkeys((*self._fields, *_MAIN, "role")))
        self._words: dict[Value, int] = {}
        self._sayings: dict[Saying | None, int] = {}
        self._claims: dict[bytes, int] = {}
        self._mentioned = array(_ID)
        self._documents = array(_ID)
        self._limit = Limit("different claims", limit)

    def add(self, metric: Record) -> None:
        """Count one metric record."""
        words, said = self._words, saying(metric)
        last = self._sayings.setdefault(said, len(self._sayings))
        [document] = next(groups(metric, ("doc",)))
        source = words.setdefault(document, len(words))
        for group in _groups(metric, self._columns):
            key = array(_ID, [words.setdefault(value, len(words)) for value in group])
            key.append(last)
            self._mention(key.tobytes(), source)

    def _mention(self, claim: bytes, source: int) -> None:
        self._mentioned.append(self._claims.setdefault(claim, len(self._claims)))
        self._documents.append(source)
        self._limit.check(len(self._claims))

    def merge(self, other: Claims) -> None:
        """Take in the claims of another accumulator with the same fields."""
        words = [self._words.setdefault(word, len(self._words)) for word in other._words]
        sayings = [self._sayings.setdefault(said, len(self._sayings)) for said in other._sayings]
        claims = []
        for claim in other._claims:
            *key, said = array(_ID, claim)
            claims.append(array(_ID, [*(words[each] for each in key), sayings[said]]).tobytes())
        for number, source in zip(other._mentioned, other._documents, strict=True):
            self._mention(claims[number], words[source])

    def result(self) -> Iterator[Record]:
        """The groups, most claims first (``over``: by thing, then in time), and how many ``top`` left out."""
        words, sayings = list(self._words), list(self._sayings)
        mentions = _Mentions(self._mentioned, self._documents, len(self._claims))
        unknown = self._sayings.get(None)
        length = len(self._fields) * array(_ID).itemsize
        found: list[tuple[int, Group, list[bytes]]] = []
        for start, entries in groupby(sorted(self._claims), key=lambda claim: claim[:length]):
            claims = list(entries)
            n = sum(
                mentions.count(self._claims[claim]) if array(_ID, claim)[-1] == unknown else 1
                for claim in claims
            )
            found.append((n, tuple(words[each] for each in array(_ID, start)), claims))
        found.sort(key=lambda entry: (0 if self._over else -entry[0], order(entry[1])))
        table = "claims_over" if self._over else "claims"
        for _, group, claims in islice(found, self._top):
            tally = self._tally(claims, words, sayings, mentions)
            thing = any(value for name, value in zip(self._fields, group, strict=True) if name in _THING)
            yield row(table, self._fields, group, tally.measures(names_its_thing=thing))
        yield from left_out(table, 0 if self._top is None else len(found) - self._top)

    def _tally(
        self, claims: list[bytes], words: list[Value], sayings: list[Saying | None], mentions: _Mentions
    ) -> Tally:
        tally = Tally()
        at = {name: index for index, name in enumerate(self._columns)}
        for claim in claims:
            *key, last = array(_ID, claim)
            place, period, relation = (words[key[at[name]]] for name in ("place", "period", "relation"))
            documents = mentions.documents(self._claims[claim])
            for _ in documents if sayings[last] is None else documents[:1]:
                tally.add(sayings[last], place, period, relation)
            for document in documents:
                tally.mention(words[document])
        return tally


class _Mentions:
    """Which documents make each claim, with no object for any."""

    def __init__(self, mentioned: array[int], documents: array[int], claims: int) -> None:
        self._starts = array(_ID, bytes(array(_ID).itemsize * (claims + 1)))
        for claim in mentioned:
            self._starts[claim + 1] += 1
        for claim in range(claims):
            self._starts[claim + 1] += self._starts[claim]
        following = self._starts[:]
        self._documents = documents[:]
        for claim, document in zip(mentioned, documents, strict=True):
            self._documents[following[claim]] = document
            following[claim] += 1

    def count(self, claim: int) -> int:
        return self._starts[claim + 1] - self._starts[claim]

    def documents(self, claim: int) -> array[int]:
        return self._documents[self._starts[claim] : self._starts[claim + 1]]


def _groups(metric: Record, fields: Sequence[str]) -> Iterator[Group]:
    """The keys of a record: one, or one for each different member of fields that hold lists."""
    named = metric.get("indicator") is not None
    members = []
    for field in fields:
        if field == "of" and named:
            members.append([None])  # one indicator has many wordings
        else:
            values = (group[0] for group in groups(metric, (field,)))
            members.append(list(dict.fromkeys(_simplified(field, value) for value in values)))
    return product(*members)


def _simplified(field: str, value: Value) -> Value:
    if field == "role":
        return "from" if value == "from" else None  # where a change leads to is a level like any other
    return simplify(value) if field in _WORDING and isinstance(value, str) else value
