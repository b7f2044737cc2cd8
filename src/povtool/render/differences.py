"""Two documents as one text, with what differs struck out and put in place."""

from __future__ import annotations

from rich.text import Text

from povtool.diff import Comparison, Segment, hunks
from povtool.records import Record
from povtool.render.terminal import Terminal
from povtool.render.texts import HEAD, NOTE, printable

DELETED = "red"
INSERTED = "green"


class DifferenceWriter:
    """Shows comparisons as they come; without colours, edits are marked ``[-…-]{+…+}`` as wdiff does."""

    def __init__(self, terminal: Terminal, context: int) -> None:
        self._terminal = terminal
        self._context = context
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
        self._print(Text(f"A {_name(a)}", style=HEAD))
        how = (
            f"paired by {comparison.paired_by}"
            if comparison.paired_by != "only"
            else "one document on each side"
        )
        alike = "" if comparison.similarity is None else f", similarity {comparison.similarity:.2f}"
        self._print(Text(f"B {_name(b)}", style=HEAD).append(f"  ({how}{alike})", style=NOTE))
        for field, edits in comparison.edits.items():
            if field != "text":
                self._print(Text(f"{field}:", style=NOTE))
            for hunk in hunks(a.get(field) or "", b.get(field) or "", self._context, edits):
                self._print(Text("  ").append_text(self._inline(hunk)))
        self._print(Text(""))

    def close(self) -> None:
        """Show how many documents there were of each kind, where there were several."""
        if sum(self._counts.values()) > 1:
            told = ", ".join(f"{number} {name}" for name, number in self._counts.items() if number)
            self._print(Text(f"documents: {told}", style=NOTE))
        self._terminal.release()

    def _inline(self, hunk: list[Segment]) -> Text:
        line = Text("…")
        for kind, text in hunk:
            text = printable(text.replace("\n", "⏎"))
            if kind == "same":
                line.append(text)
            elif self._terminal.color:
                line.append(text, style=DELETED + " strike" if kind == "delete" else INSERTED)
            else:
                line.append(f"[-{text}-]" if kind == "delete" else f"{{+{text}+}}")
        return line.append("…")

    def _print(self, text: Text) -> None:
        self._terminal.console.print(text, soft_wrap=True)


def _name(document: Record) -> str:
    return printable(f"{document.get('id') or '?'}  {document.get('title') or ''}".rstrip())
