"""Claims by unit: how many there are in each, and how large."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from povtool.convert.script import simplify
from povtool.records import Record
from povtool.stats.exact import Values, exact
from povtool.stats.tables import Group, Value, groups, order, row

_FIELDS = ("unit", "dimension")
_TABLE = "metrics_by_unit"


class Units:
    """Table ``metrics_by_unit``: all metric records by unit and dimension.

    ``n`` counts records, ``documents`` the different ``doc`` among them. ``min``, ``median`` and ``max`` are
    over the values written, bounds such as 超 or 余 left aside: ``bounded`` counts records with one. Ranges
    and damaged numbers have no value and are counted in ``n`` and in columns of their own. Different things
    do not add up, so there is no sum.

    Keeps each unit's different values and documents.
    """

    def __init__(self) -> None:
        self._groups: dict[Group, _Claims] = {}
        self._documents: dict[object, object] = {}

    def add(self, metric: Record) -> None:
        """Count one metric record."""
        document = self._known(metric.get("doc"))
        for group in _groups(metric, _FIELDS):
            self._groups.setdefault(group, _Claims()).add(metric, document)

    def merge(self, other: Units) -> None:
        """Take in the records of another accumulator."""
        for group, claims in other._groups.items():
            self._groups.setdefault(group, _Claims()).merge(claims)

    def _known(self, document: object) -> object:
        """The same object for the same document: each name is kept once, however many units it has."""
        return None if document is None else self._documents.setdefault(document, document)

    def result(self) -> Iterator[Record]:
        """The units, most records first."""
        for group in sorted(self._groups, key=lambda group: (-self._groups[group].n, order(group))):
            yield row(_TABLE, _FIELDS, group, self._groups[group].measures())


def _groups(record: Record, fields: Sequence[str]) -> Iterable[Group]:
    return dict.fromkeys(
        tuple(_simplified(field, value) for field, value in zip(fields, group, strict=True))
        for group in groups(record, fields)
    )


def _simplified(field: str, value: Value) -> Value:
    return simplify(value) if field == "unit" and isinstance(value, str) else value


class _Claims:
    """The claims of one group."""

    __slots__ = ("_bounded", "_damaged", "_documents", "_ranges", "_values", "n")

    def __init__(self) -> None:
        self.n = 0
        self._documents: set[object] = set()
        self._values = Values()
        self._bounded = self._ranges = self._damaged = 0

    def add(self, metric: Record, document: object) -> None:
        self.n += 1
        if document is not None:
            self._documents.add(document)
        self._bounded += bool(metric.get("bound"))
        if metric.get("damaged"):
            self._damaged += 1
            return
        value = exact(metric.get("value"))
        if value is not None:
            self._values.add(value)
        elif metric.get("low") is not None or metric.get("high") is not None:
            self._ranges += 1

    def merge(self, other: _Claims) -> None:
        self.n += other.n
        self._documents |= other._documents
        self._values.merge(other._values)
        self._bounded += other._bounded
        self._ranges += other._ranges
        self._damaged += other._damaged

    def measures(self) -> Record:
        """The columns of one row."""
        minimum, median, maximum = self._values.span()
        return {
            "n": self.n,
            "documents": len(self._documents),
            "min": minimum,
            "median": median,
            "max": maximum,
            "bounded": self._bounded,
            "ranges": self._ranges,
            "damaged": self._damaged,
        }
