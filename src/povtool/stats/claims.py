"""Metrics and formulas counted: how many claims there are in each unit about each thing, and how large."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from povtool.convert.script import simplify
from povtool.records import Record
from povtool.stats.exact import Values, exact
from povtool.stats.tables import Group, Value, groups, left_out, order, row

_WORDING = frozenset({"unit", "of", "indicator", "place", "name"})
"""Fields in the text's words: both scripts fall into one group, named in Simplified characters."""

_INTENSIVE_DIMENSIONS = (
    *("percent", "percentage-point", "permille", "basis-point", "multiple", "ratio", "rate"),
    *("duration", "temperature", "sound", "pressure", "voltage", "age"),
)
"""Dimensions in which two quantities do not add up to a third."""

_INTENSIVE_UNITS = ("%", "‰", "百分点", "基点", "成", "倍", "番", "℃", "岁")
"""Their units, for records that name no dimension."""


class Metrics:
    """Tables ``metrics`` and ``metrics_by_unit``, or ``metrics_by`` as asked.

    ``metrics`` is by unit, what is counted, and whether the figure is its level or a change of it.

    ``n`` counts claims, ``documents`` the different ``doc`` among them. ``min``, ``median``, ``max`` and
    ``sum`` are over the values written, bounds such as 超 or 余 left aside: ``bounded`` counts claims with
    one. Ranges and damaged numbers have no value and are counted in ``n`` and in columns of their own. A
    claim that is made twice counts twice, in the sum too.

    Only tables that say what is counted (``of`` or ``indicator``) have a ``sum``: different things do not add
    up. It is null where adding makes no sense (percentages, multiples, durations, rates such as 元/年), where
    the thing or the unit is unknown, and where there is no value. Different units are never in one row.

    Keeps each group's different values and documents.
    """

    def __init__(self, by: Sequence[str] = (), top: int | None = None) -> None:
        self._top = top
        self._tables: dict[str, tuple[str, ...]] = (
            {"metrics_by": tuple(dict.fromkeys((*by, "unit")))}
            if by
            else {"metrics": ("unit", "of", "relation"), "metrics_by_unit": ("unit", "dimension")}
        )
        self._groups: dict[str, dict[Group, _Claims]] = {table: {} for table in self._tables}

    def add(self, metric: Record) -> None:
        """Count one metric record."""
        for table, fields in self._tables.items():
            for group in _groups(metric, fields):
                self._groups[table].setdefault(group, _Claims()).add(metric)

    def merge(self, other: Metrics) -> None:
        """Take in the claims of another accumulator with the same fields."""
        for table, found in other._groups.items():
            for group, claims in found.items():
                self._groups[table].setdefault(group, _Claims()).merge(claims)

    def result(self) -> Iterator[Record]:
        """The groups, most claims first, and how many rows ``top`` left out (units are all shown)."""
        for table, fields in self._tables.items():
            found = self._groups[table]
            ordered = sorted(found, key=lambda group: (-found[group].n, order(group)))
            shown = ordered if table == "metrics_by_unit" else ordered[: self._top]
            for group in shown:
                yield row(table, fields, group, found[group].measures(_thing(fields, group)))
            yield from left_out(table, len(ordered) - len(shown))


class Formulas:
    """Table ``formulas``: how often each policy formula occurs, and in how many documents.

    Keeps the documents of each formula.
    """

    def __init__(self, top: int | None = None) -> None:
        self._top = top
        self._groups: dict[Group, _Mentions] = {}

    def add(self, formula: Record) -> None:
        """Count one formula record."""
        for group in _groups(formula, ("name",)):
            self._groups.setdefault(group, _Mentions()).add(formula)

    def merge(self, other: Formulas) -> None:
        """Take in the counts of another accumulator."""
        for group, mentions in other._groups.items():
            self._groups.setdefault(group, _Mentions()).merge(mentions)

    def result(self) -> Iterator[Record]:
        """The formulas, most frequent first, and how many rows ``top`` left out."""
        ordered = sorted(self._groups, key=lambda group: (-self._groups[group].n, order(group)))
        shown = ordered[: self._top]
        for group in shown:
            yield row("formulas", ("name",), group, self._groups[group].measures())
        yield from left_out("formulas", len(ordered) - len(shown))


def _groups(record: Record, fields: Sequence[str]) -> Iterable[Group]:
    return dict.fromkeys(
        tuple(_simplified(field, value) for field, value in zip(fields, group, strict=True))
        for group in groups(record, fields)
    )


def _simplified(field: str, value: Value) -> Value:
    return simplify(value) if field in _WORDING and isinstance(value, str) else value


class _Mentions:
    """How many records there are, from which documents; a record without ``doc`` adds no document."""

    __slots__ = ("_documents", "n")

    def __init__(self) -> None:
        self.n = 0
        self._documents: set[str] = set()

    def add(self, record: Record) -> None:
        self.n += 1
        document = record.get("doc")
        if document is not None:
            self._documents.add(document)

    def merge(self, other: _Mentions) -> None:
        self.n += other.n
        self._documents |= other._documents

    def measures(self) -> Record:
        return {"n": self.n, "documents": len(self._documents)}


class _Claims:
    """The claims of one group."""

    __slots__ = ("_additive", "_bounded", "_damaged", "_mentions", "_ranges", "_values")

    def __init__(self) -> None:
        self._mentions = _Mentions()
        self._values = Values()
        self._bounded = self._ranges = self._damaged = 0
        self._additive = True

    @property
    def n(self) -> int:
        return self._mentions.n

    def add(self, metric: Record) -> None:
        self._mentions.add(metric)
        self._additive &= _is_additive(metric)
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
        self._mentions.merge(other._mentions)
        self._values.merge(other._values)
        self._bounded += other._bounded
        self._ranges += other._ranges
        self._damaged += other._damaged
        self._additive &= other._additive

    def measures(self, thing: Sequence[Value]) -> Record:
        """The columns of one row; ``thing`` is what all the claims count, in whichever words, if they say."""
        minimum, median, maximum = self._values.span()
        return {
            **self._mentions.measures(),
            "min": minimum,
            "median": median,
            "max": maximum,
            **({"sum": self._values.total() if self._additive and any(thing) else None} if thing else {}),
            "bounded": self._bounded,
            "ranges": self._ranges,
            "damaged": self._damaged,
        }


def _thing(fields: Sequence[str], group: Group) -> list[Value]:
    """What a group says its claims count; empty where its table does not ask."""
    return [value for field, value in zip(fields, group, strict=True) if field in ("of", "indicator")]


def _is_additive(metric: Record) -> bool:
    unit = metric.get("unit")
    if unit is None or "/" in unit or simplify(unit) in _INTENSIVE_UNITS:
        return False
    return metric.get("dimension") not in _INTENSIVE_DIMENSIONS
