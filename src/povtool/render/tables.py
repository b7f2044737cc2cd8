"""Records as tables, one table for each kind of record."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text

from povtool.formats import cell
from povtool.records import Record
from povtool.render.kwic import kwic
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
    "damage": "Damage left in the text",
    "lines_not_in_text": "Lines that are not in the text",
    "claims": "Claims, each counted once",
    "claims_over": "Claims in their order",
    "metrics_by_unit": "Claims by unit",
    "converted": "Conversions",
    "conversions": "Words converted",
    "disagreements": "Where documents disagree",
    "disagreements_compared": "What was compared",
    "formulas": "Policy formulas (提法)",
    "formulas_by_year": "Policy formulas (提法) by year",
    "formulas_by_document": "Policy formulas (提法) by document",
    "keyness": "Key words",
    "collocates": "Collocates",
    "ngrams": "Sequences of words",
    "diversity": "Lexical diversity",
    "concordance": "Concordance",
    "measures": "What the figures are",
    "matches": "Matches",
    "document": "Documents",
    "metric": "Claims",
    "formula": "Policy formulas (提法)",
    "difference": "Differences",
    "differences": "Documents compared",
    "differences_total": "Documents",
    "claims_compared": "Claims of A and of B",
    "reuse": "Text used again",
}


_OF_CLAIMS = (
    *("sources", "bounded", "documents", "mentions", "latest", "sum", "min", "max"),
    *("role", "relation", "direction", "n", "of"),
)
_FIGURE = "median"
"""The figure that a table of claims is there for: it stays, whatever the width."""
_EXPENDABLE = {
    "claims": _OF_CLAIMS,
    "claims_over": _OF_CLAIMS,
    "disagreements": (
        "start",
        "end",
        "field",
        "role",
        "mentions",
        "relation",
        "value",
        "low",
        "high",
        "bound",
    ),
    "keyness": (
        *("of_tokens", "of_tokens_reference", "dp_norm_reference", "dp_norm", "per_million_reference"),
        *("per_million", "simple_maths", "documents_reference", "documents", "diff_percent", "bic"),
    ),
    "collocates": ("in_windows", "of_tokens", "node_count", "documents", "expected"),
    "formulas": ("undated",),
}
"""Columns that go first where a terminal has no room, in this order."""


def title(kind: str) -> str:
    """What a table is headed."""
    return _TITLES.get(kind, kind)


class Kinds:
    """Records kept by their kind: a stat's table, else a type."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Record]] = {}
        self._omitted: dict[str, int] = {}

    def take(self, record: Record) -> None:
        """Keep a record's row."""
        is_stat = record.get("type") == "stat"
        if is_stat and record.get("table") == "left_out":
            self._omitted[str(record.get("of_table"))] = record.get("rows") or 0
            return
        kind = record.get("table") if is_stat else record.get("type")
        self._rows.setdefault(str(kind or "records"), []).append(_row(record))

    def items(self) -> Iterable[tuple[str, list[Record]]]:
        """The kinds with their rows."""
        return self._rows.items()

    def omitted(self, kind: str) -> int:
        """How many rows of a kind were left out."""
        return self._omitted.get(kind, 0)


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
            drawn = self._drawn(kind, rows)
            self._show(drawn, _EXPENDABLE.get(kind, ()), [name for name in rows[0] if name not in drawn[0]])
            if omitted := self._kinds.omitted(kind):
                self._print(Text(f"… and {omitted:,} more rows (--top)", style="dim"))
        self._terminal.release()

    def _drawn(self, kind: str, rows: list[Record]) -> list[Record]:
        """The rows as they are shown: claims in time with a bar, a concordance in as many lines as rows."""
        if kind == "claims_over":
            return with_bars(rows)
        if kind == "concordance" and self._terminal.fitted:
            return kwic(rows, self._terminal.console.width, _GAP)
        return rows

    def _print(self, text: Text) -> None:
        self._terminal.console.print(text, soft_wrap=True)

    def _show(self, rows: list[Record], expendable: tuple[str, ...], hidden: list[str]) -> None:
        names = dict.fromkeys(name for row in rows for name in row)
        columns = {name: [shown(row.get(name)) for row in rows] for name in names}
        numeric = {name for name in columns if all(is_figure(row.get(name)) for row in rows)}
        fitted = self._terminal.fitted
        left_out = _too_many(columns, numeric, expendable, self._terminal.console.width) if fitted else []
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
        if hidden or left_out:
            missing = [*hidden, *(name for name in columns if name in left_out)]
            told = ", ".join(name.replace("_", " ") for name in missing)
            self._print(Text(f"(no room for {told}: widen the terminal, or use --format csv)", style="dim"))


_TEXT_WIDTH = 12
"""Terminal cells that a column of text needs at least; longer text is folded."""
_GAP = 3
"""Terminal cells between two columns."""


def _too_many(
    columns: dict[str, list[str]], numeric: set[str], expendable: tuple[str, ...], width: int
) -> list[str]:
    """The columns to leave out so that the others fit, no figure cut.

    First figures that say nothing and what is ``expendable``, then figures from the last to the second, then
    text from the last to the third: what a row is about stays.
    """
    needs = {name: _needs(name, cells, name in numeric) for name, cells in columns.items()}
    figures = [name for name in columns if name in numeric]
    blank = [name for name in columns if set(columns[name]) <= {"0", "—"}]
    texts = [name for name in columns if name not in numeric]
    spared = [name for name in expendable if name in columns]
    order = dict.fromkeys([*reversed(blank), *spared, *reversed(figures[1:]), *reversed(texts[2:])])
    order.pop(_FIGURE, None)
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


_BAR = 12
"""Terminal cells of the longest bar."""
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_SERIES = ("indicator", "of", "unit", "relation", "status", "place")


def with_bars(rows: list[Record]) -> list[Record]:
    """Rows with a bar of ``median`` before it; the longest of each thing, unit, status and place is full.

    >>> [row["bar"] for row in with_bars([{"of": "甲", "median": 4}, {"of": "甲", "median": 1}])]
    ['████████████', '███']
    """
    longest: dict[tuple[object, ...], float] = {}
    for row in rows:
        series = tuple(row.get(name) for name in _SERIES)
        longest[series] = max(longest.get(series, 0), row.get("median") or 0)
    barred = []
    for row in rows:
        most = longest[tuple(row.get(name) for name in _SERIES)]
        eighths = round(8 * _BAR * max(row.get("median") or 0, 0) / most) if most else 0
        bar = "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
        places = list(row)
        before = places.index("median") if "median" in row else len(places)
        barred.append({**{name: row[name] for name in places[:before]}, "bar": bar,
                       **{name: row[name] for name in places[before:]}})  # fmt: skip
    return barred


def is_figure(value: Any) -> bool:
    """Whether a value belongs in a column of figures."""
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
