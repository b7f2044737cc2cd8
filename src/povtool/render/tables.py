"""Records as tables, one table for each kind of record."""

from __future__ import annotations

from rich import box
from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text

from povtool.records import Record
from povtool.render.cells import is_figure, shown
from povtool.render.columns import too_many
from povtool.render.disagreements import show_disagreements
from povtool.render.drawn import drawn, hidden
from povtool.render.kinds import Kinds, title
from povtool.render.terminal import Terminal


class TableWriter:
    """Keeps a row of each record; at the end shows a table for each kind: a stat's table, else a type."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._kinds = Kinds()

    def write(self, record: Record) -> None:
        """Keep a record's row for the end."""
        self._kinds.take(record)

    def close(self) -> None:
        """Show the tables."""
        for number, (kind, rows) in enumerate(self._kinds.items()):
            if number:
                self._print(Text(""))
            self._print(Text(title(kind), style="bold"))
            if kind == "disagreements" and self._terminal.fitted:
                show_disagreements(rows, self._terminal)
            else:
                self._table(kind, rows)
            if omitted := self._kinds.omitted(kind):
                self._print(Text(f"… and {omitted:,} more rows (--top)", style="dim"))
        self._terminal.release()

    def _print(self, text: Text) -> None:
        self._terminal.rows(text)

    def _table(self, kind: str, records: list[Record]) -> None:
        rows = drawn(kind, records, self._terminal)
        names = dict.fromkeys(name for row in rows for name in row)
        columns = {name: [shown(row.get(name)) for row in rows] for name in names}
        numeric = {name for name in columns if all(is_figure(row.get(name)) for row in rows)}
        width = self._terminal.console.width
        left_out = too_many(kind, columns, numeric, width) if self._terminal.fitted else []
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        kept = [name for name in columns if name not in left_out]
        for name in kept:
            if name in numeric:
                table.add_column(name.replace("_", " "), justify="right", no_wrap=True)
            else:
                justify: JustifyMethod = "right" if name == "left" else "left"
                table.add_column(name.replace("_", " "), justify=justify, overflow="fold")
        for cells in zip(*(columns[name] for name in kept), strict=True):
            table.add_row(*map(Text, cells))
        self._terminal.console.print(table)
        if missing := [*hidden(records[0], rows[0]), *left_out]:
            told = ", ".join(name.replace("_", " ") for name in missing)
            self._print(Text(f"(no room for {told}: widen the terminal, or use --format csv)", style="dim"))
