"""Claims that two corpora make otherwise, and text that several documents share, as a person reads them."""

from __future__ import annotations

from rich.text import Text

from povtool.formats import cell
from povtool.records import Record
from povtool.render.cells import shown
from povtool.render.differences import DELETED, INSERTED
from povtool.render.terminal import Terminal
from povtool.render.texts import FIGURE, HEAD, NOTE, printable

_MARKS = {
    "claim-changed": ("~", "yellow"),
    "claim-dropped": ("-", DELETED),
    "claim-added": ("+", INSERTED),
}


_INDENT = 4
"""Terminal cells before what does not fit on a line."""


class FindingWriter:
    """Shows each record as it comes: a changed claim with both sentences, a passage with both places."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def write(self, record: Record) -> None:
        """Show one record; a row of totals in one line."""
        kind = str(record.get("kind"))
        if kind in _MARKS:
            self._show_claim(record, *_MARKS[kind])
        elif kind == "near-duplicate":
            pair = f"{record['doc_a']}  {record['doc_b']}"
            note = f"  (near-duplicates, similarity {record['similarity']:.2f}, group {record['group']})"
            self._print(Text(printable(pair), style=HEAD).append(printable(note), style=NOTE))
        elif kind == "passage":
            self._show_passage(record)
        else:
            counts = {
                name: value for name, value in record.items() if name not in ("type", "table") and value
            }
            told = (f"{shown(value)} {name.replace('_', ' ')}" for name, value in counts.items())
            self._print(Text(printable(", ".join(told) or "nothing"), style=NOTE))

    def close(self) -> None:
        """Let go of the terminal."""
        self._terminal.release()

    def _show_claim(self, record: Record, mark: str, style: str) -> None:
        line = Text(f"{mark} ", style=style)
        head = (_either(record, name) for name in ("place", "period"))
        thing = record.get("indicator") or _either(record, "of") or "?"
        line.append(printable(" · ".join(filter(None, (str(thing), *head)))), style=HEAD)
        self._print(line.append(printable(_verdict(record)), style=NOTE))
        for side in ("a", "b"):
            if f"sources_{side}" in record:
                self._show_side(record, side)

    def _show_side(self, record: Record, side: str) -> None:
        first, *others = record[f"sources_{side}"]
        sentence = str(first.get("sentence") or "")
        line = Text(f"  {side.upper()} {record.get(f'status_{side}') or '?':8}  ", style=NOTE)
        line.append(printable(str(record.get(f"raw_{side}") or "?")), style=FIGURE)
        line.append(printable(f"  {first.get('doc')}:{first.get('start')}"), style=NOTE)
        if others:
            line.append(f" and {len(others)} more", style=NOTE)
        self._print(line.append(f"  {printable(sentence)}"))

    def _show_passage(self, record: Record) -> None:
        how = "exact" if record["exact"] else f"near, {record['similarity']:.2f} the same"
        places = "  ".join(
            f"{record[f'doc_{side}']}:{record[f'start_{side}']}–{record[f'end_{side}']}"
            for side in ("a", "b")
        )
        line = Text(printable(places), style=HEAD)
        self._print(line.append(f"  ({record['length']} characters, {how})", style=NOTE))
        for side in ("a", "b")[: 1 if record["exact"] else 2]:
            self._print(Text(printable(f"  {cell(record[f'text_{side}'])}".replace("\n", "⏎"))))

    def _print(self, text: Text) -> None:
        self._terminal.rows(text, indent=_INDENT)


def _either(record: Record, name: str) -> str:
    told = record.get(f"{name}_a") or record.get(f"{name}_b") or ""
    return str(told)


def _verdict(record: Record) -> str:
    parts = list(record.get("changes") or [])
    if record.get("figures"):
        by = record.get("difference")
        parts.append(
            f"B {record['figures']}"
            + (f" by {shown(abs(by))} {record.get('difference_unit') or ''}".rstrip() if by else "")
        )
    if record.get("unclear"):
        parts.append("may be one of the other side, which is unclear")
    return f"  ({', '.join(parts)})" if parts else ""
