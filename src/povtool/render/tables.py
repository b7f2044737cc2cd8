"""Records as tables, one table for each kind of record."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from povtool.formats import cell
from povtool.records import Record
from povtool.render.terminal import Terminal

_LONG_FIELDS = {
    "document": {"type", "path", "sha256", "text", "blocks", "converted", "original"},
    "metric": {"type", "field", "start", "end", "sentence", "sentence_start", "dimension", "evidence"},
    "formula": {"type", "field", "start", "end"},
    "stat": {"type", "table"},
    "difference": {"type", "start_a", "end_a", "start_b", "end_b"},
}
"""Fields that a table leaves out: texts, and what only a program needs. Other formats have them."""

_TITLES = {
    "documents": "Documents",
    "documents_by": "Documents by group",
    "documents_by_source": "Documents by source",
    "documents_by_year": "Documents by year",
    "repairs": "Repairs",
    "tokens": "Words",
    "metrics": "Claims by unit and what is counted",
    "metrics_by": "Claims by group",
    "metrics_by_unit": "Claims by unit",
    "formulas": "Policy formulas (提法)",
    "matches": "Matches",
    "document": "Documents",
    "metric": "Claims",
    "formula": "Policy formulas (提法)",
    "difference": "Differences",
}


class TableWriter:
    """Keeps all records and shows, at the end, a table for each kind: a stat's table, else a record type."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._kinds: dict[str, list[Record]] = {}
        self._notes: list[Record] = []

    def write(self, record: Record) -> None:
        """Keep a record for the end."""
        if record.get("type") == "stat" and record.get("table") == "left_out":
            self._notes.append(record)
            return
        kind = record.get("table") if record.get("type") == "stat" else record.get("type")
        self._kinds.setdefault(str(kind or "records"), []).append(record)

    def close(self) -> None:
        """Show the tables."""
        console = self._terminal.console
        for number, (kind, records) in enumerate(self._kinds.items()):
            if number:
                console.print()
            console.print(Text(_TITLES.get(kind, kind), style="bold"))
            console.print(build_table([_row(record) for record in records]))
            for note in self._notes:
                if note.get("of_table") == kind:
                    console.print(Text(f"… and {note['rows']:,} more rows (--top)", style="dim"))
        self._terminal.release()


def build_table(rows: list[Record]) -> Table:
    """Rows of scalars as a table: figures to the right and never wrapped, text to the left."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in columns:
        numeric = all(isinstance(row.get(name), (int, float, type(None))) for row in rows)
        if numeric:
            table.add_column(name.replace("_", " "), justify="right", no_wrap=True)
        else:
            table.add_column(name.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(Text(shown(row.get(name))) for name in columns))
    return table


def shown(value: Any) -> str:
    """A cell for a reader: figures with their thousands marked, control characters out of the way.

    >>> shown(11070000000), shown(0.4), shown(True), shown("贫困\\n人口")
    ('11,070,000,000', '0.4', 'true', '贫困 人口')
    """
    if value is None:
        return "—"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{Decimal(str(value)):,f}"
    return "".join(char if char.isprintable() else " " for char in cell(value))


def _row(record: Record) -> Record:
    kind = record.get("type")
    left_out = _LONG_FIELDS.get(str(kind), {"type"})
    row: Record = {}
    for name, value in record.items():
        if name in left_out:
            continue
        if isinstance(value, list) and kind == "document" and name not in ("author", "editor", "keywords"):
            row[name] = len(value)
        else:
            row[name] = value
    if kind == "document":
        row["characters"] = len(record.get("text") or "")
    return row
