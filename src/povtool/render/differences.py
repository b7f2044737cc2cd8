"""Two documents as one text, with what differs struck out and put in place; or side by side."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from povtool.diff import Comparison, Segment, hunks, sides
from povtool.records import Record
from povtool.render.terminal import Terminal
from povtool.render.texts import HEAD, NOTE, printable
from povtool.render.wrapping import wrapped

DELETED = "red"
INSERTED = "green"
_STYLES = {
    "delete": DELETED + " strike",
    "insert": INSERTED,
    "moved-away": "magenta strike",
    "moved-here": "cyan",
}
_MARKS = {"delete": "[-{}-]", "insert": "{{+{}+}}", "moved-away": "[<{}<]", "moved-here": "{{>{}>}}"}
_WIDTH = 130
"""Cells of a view side by side that is not on a terminal, as in diff(1)."""
_BETWEEN = " │ "


@dataclass(frozen=True)
class DifferenceView:
    """What of a comparison is shown."""

    context: int = 12
    """Characters around a difference."""
    side_by_side: bool = False
    brief: bool = False
    """Only which documents differ."""


class DifferenceWriter:
    """Shows comparisons as they come; without colours, edits are marked ``[-…-]{+…+}`` as wdiff does.

    A moved passage is ``[<…<]`` where it was, ``{>…>}`` where it is.
    """

    def __init__(self, terminal: Terminal, view: DifferenceView) -> None:
        self._terminal = terminal
        self._view = view
        self._counts = {"same": 0, "differ": 0, "only in A": 0, "only in B": 0}

    def write(self, comparison: Comparison) -> None:
        """Show one comparison; nothing for two documents that read the same."""
        a, b = comparison.a, comparison.b
        if a is None or b is None:
            side = "only in A" if b is None else "only in B"
            self._counts[side] += 1
            self._print(Text(f"{side}: {_name(a or b or {})}", style=DELETED if b is None else INSERTED))
            return
        self._counts["same" if comparison.same else "differ"] += 1
        if comparison.same:
            return
        if self._view.brief:
            self._print(Text(f"differ: A {_name(a)}, B {_name(b)}"))
            return
        self._head(comparison, a, b)
        for field, edits in comparison.edits.items():
            if field != "text":
                self._print(Text(f"{field}:", style=NOTE))
            texts = a.get(field) or "", b.get(field) or ""
            if self._view.side_by_side:
                for left, right in sides(*texts, self._view.context, edits):
                    self._beside(left, right)
                continue
            for hunk in hunks(*texts, self._view.context, edits):
                self._terminal.rows(self._inline(hunk), "  ")
        self._print(Text(""))

    def close(self) -> None:
        """Show how many documents there were of each kind, where there were several."""
        if sum(self._counts.values()) > 1:
            told = ", ".join(f"{number} {name}" for name, number in self._counts.items() if number)
            self._print(Text(f"documents: {told}", style=NOTE))
        self._terminal.release()

    def _head(self, comparison: Comparison, a: Record, b: Record) -> None:
        self._print(Text(f"A {_name(a)}", style=HEAD))
        by = comparison.paired_by
        how = f"paired by {by}" if by != "only" else "one document on each side"
        alike = "" if comparison.similarity is None else f", similarity {comparison.similarity:.2f}"
        self._print(Text(f"B {_name(b)}", style=HEAD).append(f"  ({how}{alike})", style=NOTE))

    def _inline(self, hunk: list[Segment]) -> Text:
        line = Text("…")
        for kind, text in hunk:
            text = printable(text.replace("\n", "⏎"))
            if kind == "same":
                line.append(text)
            elif self._terminal.color:
                line.append(text, style=_STYLES[kind])
            else:
                line.append(_MARKS[kind].format(text))
        return line.append("…")

    def _beside(self, left: list[Segment], right: list[Segment]) -> None:
        whole = self._terminal.console.width if self._terminal.fitted else _WIDTH
        width = max(8, (whole - len(_BETWEEN)) // 2)
        columns = [list(wrapped(self._inline(side), width)) for side in (left, right)]
        for row in range(max(map(len, columns))):
            one, other = (column[row] if row < len(column) else Text("") for column in columns)
            line = Text("").append_text(one).append(" " * (width - cell_len(one.plain)))
            self._print(line.append(_BETWEEN, style=NOTE).append_text(other))
        self._print(Text("─" * width + "─┼─" + "─" * width, style=NOTE))

    def _print(self, text: Text) -> None:
        self._terminal.console.print(text, soft_wrap=True)


def _name(document: Record) -> str:
    return printable(f"{document.get('id') or '?'}  {document.get('title') or ''}".rstrip())
