"""Records as tables, one table for each kind of record."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from povtool.formats import cell
from povtool.records import Record
from povtool.render.terminal import Terminal

_LONG_FIELDS = {
    "document": {
        *("type", "path", "sha256", "encoding", "text", "blocks", "converted", "original"),
        *("author", "author_note", "editor", "keywords", "breadcrumb", "captions"),
    },
    "metric": {
        *("type", "field", "start", "end", "sentence", "sentence_start", "dimension", "evidence"),
        *("explain", "before", "after", "place_inherited", "period_inherited"),
        *("script", "converted", "original"),
    },
    "formula": {
        *("type", "field", "start", "end", "sentence", "sentence_start", "before", "after"),
        *("members", "members_from", "script", "converted", "original"),
    },
    "stat": {"type", "table"},
    "difference": {
        *("type", "start_a", "end_a", "start_b", "end_b", "sources_a", "sources_b"),
        *("converted", "original"),
    },
    "reuse": {"type", "start_a", "end_a", "start_b", "end_b"},
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
    "converted": "Conversions",
    "conversions": "Words converted",
    "formulas": "Policy formulas (提法)",
    "matches": "Matches",
    "document": "Documents",
    "metric": "Claims",
    "formula": "Policy formulas (提法)",
    "difference": "Differences",
    "differences": "Documents compared",
    "differences_total": "Documents",
    "claims_compared": "Claims compared",
    "reuse": "Text used again",
}


class TableWriter:
    """Keeps a row of each record; at the end shows a table for each kind: a stat's table, else a type."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._kinds: dict[str, list[Record]] = {}
        self._notes: list[Record] = []

    def write(self, record: Record) -> None:
        """Keep a record's row for the end."""
        if record.get("type") == "stat" and record.get("table") == "left_out":
            self._notes.append(record)
            return
        kind = record.get("table") if record.get("type") == "stat" else record.get("type")
        self._kinds.setdefault(str(kind or "records"), []).append(_row(record))

    def close(self) -> None:
        """Show the tables."""
        for number, (kind, rows) in enumerate(self._kinds.items()):
            if number:
                self._print(Text(""))
            self._print(Text(_TITLES.get(kind, kind), style="bold"))
            self._show(rows)
            for note in self._notes:
                if note.get("of_table") == kind:
                    self._print(Text(f"… and {note['rows']:,} more rows (--top)", style="dim"))
        self._terminal.release()

    def _print(self, text: Text) -> None:
        self._terminal.console.print(text, soft_wrap=True)

    def _show(self, rows: list[Record]) -> None:
        names = dict.fromkeys(name for row in rows for name in row)
        columns = {name: [shown(row.get(name)) for row in rows] for name in names}
        numeric = {name for name in columns if all(_is_figure(row.get(name)) for row in rows)}
        fitted = self._terminal.fitted
        left_out = _too_many(columns, numeric, self._terminal.console.width) if fitted else []
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        kept = [name for name in columns if name not in left_out]
        for name in kept:
            if name in numeric:
                table.add_column(name.replace("_", " "), justify="right", no_wrap=True)
            else:
                table.add_column(name.replace("_", " "), overflow="fold")
        for cells in zip(*(columns[name] for name in kept), strict=True):
            table.add_row(*map(Text, cells))
        self._terminal.console.print(table)
        if left_out:
            told = ", ".join(name.replace("_", " ") for name in columns if name in left_out)
            self._print(Text(f"(no room for {told}: widen the terminal, or use --format csv)", style="dim"))


_TEXT_WIDTH = 12
"""Terminal cells that a column of text needs at least; longer text is folded."""
_GAP = 3
"""Terminal cells between two columns."""


def _too_many(columns: dict[str, list[str]], numeric: set[str], width: int) -> list[str]:
    """The columns to leave out so that the others fit, no figure cut.

    First figures that say nothing, then figures from the last to the second, then text from the last to the
    third: what a row is about stays.
    """
    needs = {name: _needs(name, cells, name in numeric) for name, cells in columns.items()}
    figures = [name for name in columns if name in numeric]
    blank = [name for name in figures if set(columns[name]) <= {"0", "—"}]
    texts = [name for name in columns if name not in numeric]
    order = dict.fromkeys([*reversed(blank), *reversed(figures[1:]), *reversed(texts[2:])])
    left_out: list[str] = []
    for name in order:
        if sum(needs.values()) + _GAP * (len(needs) - 1) <= width:
            break
        left_out.append(name)
        del needs[name]
    return left_out


def _needs(name: str, cells: list[str], is_figure: bool) -> int:
    widest = max(map(cell_len, [name.replace("_", " "), *cells]))
    return widest if is_figure else min(widest, _TEXT_WIDTH)


def _is_figure(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


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
        if name not in left_out:
            row[name] = len(value) if isinstance(value, list) and kind == "document" else value
    if kind == "document":
        row["characters"] = len(record.get("text") or "")
    return row
