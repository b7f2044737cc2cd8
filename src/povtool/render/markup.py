"""Tables for documents: Markdown, HTML and LaTeX, one table for each kind of record."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterable
from typing import BinaryIO, NamedTuple

from povtool.records import Record
from povtool.render.cells import is_figure, shown
from povtool.render.kinds import Kinds, title

Cells = list[str]


class Markup(NamedTuple):
    """How a format writes a table."""

    escaped: Callable[[str], str]
    table: Callable[[str, Cells, list[bool], Iterable[Cells]], Iterable[str]]
    """Of title, head, which columns are figures, and rows."""
    before: str = ""
    after: str = ""


class MarkupWriter:
    """Keeps a row of each record; at the end writes a table for each kind: a stat's table, else a type.

    Figures have their thousands marked, as on a terminal; no column is left out and nothing is cut.
    """

    def __init__(self, out: BinaryIO, markup: Markup) -> None:
        self._out = out
        self._markup = markup
        self._kinds = Kinds()

    def write(self, record: Record) -> None:
        """Keep a record's row for the end."""
        self._kinds.take(record)

    def close(self) -> None:
        """Write the tables."""
        text = io.TextIOWrapper(self._out, "utf-8", newline="", write_through=True)
        text.write(self._markup.before)
        for number, (kind, rows) in enumerate(self._kinds.items()):
            if number:
                text.write("\n")
            omitted = self._kinds.omitted(kind)
            headed = title(kind) + (f" (and {omitted:,} more rows)" if omitted else "")
            text.writelines(line + "\n" for line in self._table(headed, rows))
        text.write(self._markup.after)
        text.detach()

    def _table(self, headed: str, rows: list[Record]) -> Iterable[str]:
        names = list(dict.fromkeys(name for row in rows for name in row))
        figures = [all(is_figure(row.get(name)) for row in rows) for name in names]
        escaped = self._markup.escaped
        cells = ([escaped(shown(row.get(name))) for name in names] for row in rows)
        return self._markup.table(
            escaped(headed), [escaped(name.replace("_", " ")) for name in names], figures, cells
        )


def _markdown(headed: str, head: Cells, figures: list[bool], rows: Iterable[Cells]) -> Iterable[str]:
    yield from (f"**{headed}**", "", _piped(head))
    yield _piped(["---:" if figure else "---" for figure in figures])
    yield from map(_piped, rows)


def _piped(cells: Cells) -> str:
    return f"| {' | '.join(cells)} |"


def _html(headed: str, head: Cells, figures: list[bool], rows: Iterable[Cells]) -> Iterable[str]:
    yield from ("<table>", f"<caption>{headed}</caption>")
    yield "<thead><tr>" + "".join(f'<th scope="col">{name}</th>' for name in head) + "</tr></thead>"
    yield "<tbody>"
    for cells in rows:
        tagged = zip(cells, figures, strict=True)
        yield "<tr>" + "".join(f"<td{' class=n' * figure}>{cell}</td>" for cell, figure in tagged) + "</tr>"
    yield from ("</tbody>", "</table>")


def _latex(headed: str, head: Cells, figures: list[bool], rows: Iterable[Cells]) -> Iterable[str]:
    columns = "".join("r" if figure else "l" for figure in figures)
    yield from (rf"\begin{{longtable}}{{{columns}}}", rf"\caption{{{headed}}} \\", r"\toprule")
    yield from (" & ".join(head) + r" \\", r"\midrule", r"\endhead")
    for cells in rows:
        yield " & ".join(cells) + r" \\"
    yield from (r"\bottomrule", r"\end{longtable}")


def _markdown_escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|~#])", r"\\\1", text)


_LATEX = {
    **{char: f"\\{char}" for char in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def _latex_escaped(text: str) -> str:
    return re.sub(r"[&%$#_{}\\~^]", lambda found: _LATEX[found[0]], text)


_HTML_HEAD = """<!DOCTYPE html>
<html lang="zh">
<meta charset="utf-8">
<title>povtool</title>
<style>
body { font-family: sans-serif }
table { border-collapse: collapse; margin: 2em 0 }
caption { font-weight: bold; text-align: left }
th, td { padding: .2em .8em; text-align: left; vertical-align: top; border-bottom: 1px solid #ddd }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
</style>
"""

MARKUPS = {
    "markdown": Markup(_markdown_escaped, _markdown),
    "html": Markup(html.escape, _html, _HTML_HEAD),
    "latex": Markup(
        _latex_escaped,
        _latex,
        "% needs \\usepackage{booktabs,longtable} and, for the Chinese, XeLaTeX with \\usepackage{xeCJK}\n",
    ),
}
"""The formats by name."""
