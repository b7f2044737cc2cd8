"""Claims by unit: how many there are in each, and how large."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from povtool.convert.script import simplify
from povtool.records import Record
from povtool.stats.exact import Number, exact, middle
from povtool.stats.limits import Limit
from povtool.stats.rows import Numbered, Rows, SortedRows
from povtool.stats.tables import Group, Value, group_value, groups, order, row

_FIELDS = ("unit", "dimension")
_TABLE = "metrics_by_unit"
_COUNTED = ("bounded", "ranges", "damaged")


class Units:
    """Table ``metrics_by_unit``: all metric records by unit and dimension.

    ``n`` counts records, ``documents`` the different ``doc`` among them. ``min``, ``median`` and ``max`` are
    over the values written, bounds such as 超 or 余 left aside: ``bounded`` counts records with one. Ranges
    and damaged numbers have no value and are counted in ``n`` and in columns of their own. Different things
    do not add up, so there is no sum.

    Keeps the different values and names of documents; more than ``limit`` of them stop the run. Which unit
    has which waits in temporary files.
    """

    def __init__(self, limit: int | None = None) -> None:
        self._groups = Numbered()
        self._counts: Counter[tuple[int, str]] = Counter()
        self._names = Numbered()
        self._values = Numbered()
        self._named = Rows(2)
        self._valued = Rows(2)
        self._limit = Limit("different values and documents of units", limit)

    def add(self, metric: Record) -> None:
        """Count one metric record."""
        kind = _kind(metric)
        value = None if kind == "damaged" else exact(metric.get("value"))
        document = group_value(metric.get("doc"))
        for group in map(self._groups.number, _groups(metric, _FIELDS)):
            self._counts[group, "n"] += 1
            self._counts[group, "bounded"] += bool(metric.get("bound"))
            if kind:
                self._counts[group, kind] += 1
            if document is not None:
                self._named.put((group, self._names.number(document)))
            if value is not None:
                self._valued.put((group, self._values.number(value)))
        self._limit.check(len(self._names) + len(self._values))

    def merge(self, other: Units) -> None:
        """Take in the records of another accumulator."""
        groups = self._groups.merged(other._groups)
        names, values = self._names.merged(other._names), self._values.merged(other._values)
        for (group, what), count in other._counts.items():
            self._counts[groups[group], what] += count
        for group, name in other._named:
            self._named.put((groups[group], names[name]))
        for group, value in other._valued:
            self._valued.put((groups[group], values[value]))
        self._limit.check(len(self._names) + len(self._values))

    def result(self) -> Iterator[Record]:
        """The units, most records first."""
        groups, places = self._groups.ranked(order)
        counts = {(places[group], what): count for (group, what), count in self._counts.items()}
        named = self._named.sorted(lambda row: (places[row[0]], row[1]))
        documents = Counter(group for group, _ in _once(named))
        values, value_places = self._values.ranked(lambda value: value)
        ordered = self._valued.sorted(lambda row: (places[row[0]], value_places[row[1]]))
        spans = dict(_spans(ordered, values))
        for group in sorted(range(len(groups)), key=lambda group: (-counts[group, "n"], group)):
            least, median, most = spans.get(group, (None, None, None))
            measures = {
                "n": counts[group, "n"],
                "documents": documents[group],
                "min": least,
                "median": median,
                "max": most,
                **{what: counts.get((group, what), 0) for what in _COUNTED},
            }
            yield row(_TABLE, _FIELDS, groups[group], measures)


def _kind(metric: Record) -> str | None:
    """In which column of its own a record without a value is."""
    if metric.get("damaged"):
        return "damaged"
    if exact(metric.get("value")) is None and (metric.get("low"), metric.get("high")) != (None, None):
        return "ranges"
    return None


def _once(ordered: SortedRows) -> Iterator[Sequence[int]]:
    before: Sequence[int] = ()
    for each in ordered:
        if each != before:
            before = each
            yield each


def _spans(ordered: SortedRows, values: Sequence[Number]) -> Iterator[tuple[int, tuple[Number, ...]]]:
    """For each group the least, the middle and the greatest of its values, repeated ones included."""
    for start, end in zip(*ordered.groups(1), strict=True):
        last = end - start - 1
        group = next(ordered.stretch(start, start + 1))[0]
        least, low, high, most = (
            values[next(ordered.stretch(start + place, start + place + 1))[1]]
            for place in (0, last // 2, (last + 1) // 2, last)
        )
        yield group, (least, middle(low, high), most)


def _groups(record: Record, fields: Sequence[str]) -> Iterable[Group]:
    return dict.fromkeys(
        tuple(_simplified(field, value) for field, value in zip(fields, group, strict=True))
        for group in groups(record, fields)
    )


def _simplified(field: str, value: Value) -> Value:
    return simplify(value) if field == "unit" and isinstance(value, str) else value
