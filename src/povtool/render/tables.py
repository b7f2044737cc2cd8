"""Records as tables, one table for each kind of record."""

from __future__ import annotations

from rich import box
from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text

from povtool.records import Record
from povtool.render.cells import is_figure, shown
from povtool.render.columns import Layout, folded, layout
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
        fitted = self._terminal.fitted
        fit = (
            layout(kind, columns, numeric, self._terminal.console.width) if fitted else Layout(list(columns))
        )
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, fit.gap - 2))
        for name in fit.kept:
            if name in numeric:
                table.add_column(_named(name), justify="right", no_wrap=True)
            else:
                justify: JustifyMethod = "right" if name == "left" else "left"
                table.add_column(_named(name), justify=justify, overflow="fold")
        if fitted and "thing" in columns:
            columns["thing"] = [folded(cell, fit.thing) for cell in columns["thing"]]
        for cells in zip(*(columns[name] for name in fit.kept), strict=True):
            table.add_row(*map(Text, cells))
        self._terminal.console.print(table)
        self._tell(columns, fit, hidden(records[0], rows[0]))

    def _tell(self, columns: dict[str, list[str]], fit: Layout, hidden: list[str]) -> None:
        """Say which columns are not there, why, and how to see them."""
        parts = []
        if fit.same:
            values = (f"{_named(name)} {columns[name][0]}" for name in fit.same)
            parts.append(f"in all rows: {', '.join(values)}")
        if missing := [*hidden, *fit.left_out]:
            parts.append(f"no room for {', '.join(map(_named, missing))}")
        if parts:
            told = "; ".join(parts)
            how = "widen the terminal, or use --format csv" if missing else "--format csv has them as columns"
            self._print(Text(f"({told}: {how})", style="dim"))


def _named(column: str) -> str:
    return column.replace("_", " ")
