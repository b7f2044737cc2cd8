"""How records fall into groups, and how groups become the rows of a table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from povtool.records import Record
from povtool.stats.exact import Number, exact

Value = str | Number | None
"""What a group goes by: null, where a record does not say, is a group like any other."""

Group = tuple[Value, ...]
"""One value for each field that is grouped by."""


def groups(record: Record, fields: Sequence[str]) -> Iterator[Group]:
    """The groups a record belongs to: one, or for a list-valued field one for each different member.

    ``year``, where a record has no such field, is the year of its ``date``.

    >>> list(groups({"date": "2018-01-10", "author": ["张玉", "谢磊"]}, ("year", "author")))
    [('2018', '张玉'), ('2018', '谢磊')]
    """
    return product(*(_members(record, field) for field in fields))


def order(group: Group) -> tuple[tuple[bool, bool, object], ...]:
    """A key to sort groups by: numbers, then text by code points, then null.

    >>> sorted([(None,), ("户",), (5,), ("个",)], key=order)
    [(5,), ('个',), ('户',), (None,)]
    """
    return tuple((value is None, isinstance(value, str), 0 if value is None else value) for value in group)


def row(table: str, names: Sequence[str], group: Group, measures: Record) -> Record:
    """One row of a table: the group under the names of its fields, then the measures.

    A field that is called as a measure of the table gets ``by_`` before its name.
    """
    taken = {"type", "table", *measures}
    columns = (f"by_{name}" if name in taken else name for name in names)
    return {"type": "stat", "table": table, **dict(zip(columns, group, strict=True)), **measures}


def left_out(table: str, rows: int) -> Iterator[Record]:
    """A row that says how many rows of a table were not shown, if any."""
    if rows > 0:
        yield {"type": "stat", "table": "left_out", "of_table": table, "rows": rows}


def _members(record: Record, field: str) -> Iterable[Value]:
    value = record.get(field)
    if value is None and field == "year":
        return (year(record.get("date")),)
    if isinstance(value, list):
        return dict.fromkeys(map(group_value, value)) or (None,)
    return (group_value(value),)


def group_value(value: object) -> Value:
    """A JSON value as one to group by: text, a number or null; anything else as its JSON text.

    >>> group_value("户"), group_value(5.0), group_value(True), group_value({"b": 1, "a": "贫"})
    ('户', 5, 'true', '{"a": "贫", "b": 1}')
    """
    if value is None or isinstance(value, str):
        return value
    number = exact(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str) if number is None else number


def year(date: object) -> str | None:
    """The year of an ISO 8601 date, as text: a year is a name, not a quantity.

    >>> year("2018-01-10"), year("近日"), year(None)
    ('2018', None, None)
    """
    digits = date[:4] if isinstance(date, str) else ""
    return digits if len(digits) == 4 and digits.isascii() and digits.isdigit() else None


def rounded(number: float) -> float:
    """A measure to six significant digits: what is printed does not hang on the last bit of a double.

    >>> rounded(1_000_000 / 3), rounded(0.1 + 0.2)
    (333333.0, 0.3)
    """
    return float(f"{number:.6g}")
