"""A page as ``clean`` saw it: every line with its fate, what was repaired, what is corrupt."""

from __future__ import annotations

from collections import Counter

from rich.cells import cell_len
from rich.text import Text

from povtool.clean.changes import FIELDS, Part, parts, told_at
from povtool.formats import cell
from povtool.records import Block, Record, is_document
from povtool.render.differences import DELETED, INSERTED
from povtool.render.terminal import Terminal
from povtool.render.texts import DAMAGED, HEAD, NOTE, printable
from povtool.render.wrapping import wrapped

_NARROWEST = 20
"""Terminal cells that the text always has, whatever the width."""
_GAP = "  "


class ExplanationWriter:
    """Shows documents with blocks; without colours, changes are ``[-…-]{+…+}`` and damage ``[?…?]``."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def write(self, record: Record) -> None:
        """Show one document; of other records, that there is nothing to explain."""
        if not is_document(record) or "blocks" not in record:
            what = f"{record.get('id') or record.get('type') or 'record'}: no page that was cleaned here"
            self._print(Text(printable(what), style=NOTE))
            return
        self._print(Text(printable(f"{record.get('id') or '?'}  {record.get('path') or ''}".rstrip()), HEAD))
        self._head(record)
        self._print(Text(""))
        self._page(record)
        self._print(Text(""))
        self._rows(_summary(record), "", NOTE)
        self._print(Text(""))

    def close(self) -> None:
        """Nothing is kept."""
        self._terminal.release()

    def _head(self, record: Record) -> None:
        lines = told_at(record)
        width = max(map(len, FIELDS)) + len(_GAP)
        for name in FIELDS:
            if value := record.get(name):
                told = Text(printable(" > ".join(value) if name == "breadcrumb" else cell(value)))
                if name in lines:
                    told.append(f"  (line {lines[name]})", NOTE)
                self._rows(told, name.replace("_", " ").ljust(width), NOTE)

    def _page(self, record: Record) -> None:
        blocks: list[Block] = [block for block in record["blocks"] if block["role"] != "blank"]
        digits = len(str(max((block["line"] for block in blocks), default=0)))
        labels = [block.get("why") or block["role"] for block in blocks]
        width = max(map(len, labels), default=0)
        for block, label in zip(blocks, labels, strict=True):
            kept = "start" in block
            gutter = f"{block['line']:>{digits}} {' ' if kept else '-'} {label:<{width}}{_GAP}"
            self._rows(self._line(record, block), gutter, "" if kept else NOTE)

    def _line(self, record: Record, block: Block) -> Text:
        line = Text()
        for part in parts(block, record["text"], record["repairs"]):
            if part.kind == "left":
                line.append(printable(part.raw.strip()), NOTE)
            elif part.kind == "cut":
                line.append_text(self._marked(part.raw, "[-", "-]", f"{NOTE} strike"))
            elif part.kind == "kept":
                line.append_text(self._with_damage(record, part))
            else:
                line.append_text(self._repaired(record, part))
        return line

    def _repaired(self, record: Record, part: Part) -> Text:
        now = self._with_damage(record, part)
        shown = self._marked(part.raw, "[-", "-]", f"{DELETED} strike")
        if now.plain and self._terminal.color:
            now.stylize(INSERTED)
            shown.append_text(now)
        elif now.plain:
            shown.append_text(Text("{+") + now + Text("+}"))
        return shown

    def _with_damage(self, record: Record, part: Part) -> Text:
        shown = Text()
        done = part.start
        for span in record.get("damaged") or []:
            start, end = max(span["start"], done), min(span["end"], part.end)
            if start < end:
                shown.append(printable(record["text"][done:start]))
                shown.append_text(self._marked(record["text"][start:end], "[?", "?]", DAMAGED))
                done = end
        return shown.append(printable(record["text"][done : part.end]))

    def _marked(self, text: str, before: str, after: str, style: str) -> Text:
        shown = "".join(char if char.isprintable() else _named(char) for char in text)
        return Text(shown, style) if self._terminal.color else Text(f"{before}{shown}{after}")

    def _rows(self, text: Text, gutter: str, style: str) -> None:
        """A text beside its gutter, on as many rows as it needs; on a pipe, on one."""
        room = self._terminal.console.width - cell_len(gutter)
        if self._terminal.fitted and room < _NARROWEST:
            self._print(Text(gutter.rstrip(), NOTE))
            gutter = _GAP
            room = max(_NARROWEST, self._terminal.console.width - cell_len(gutter))
        rows = wrapped(text, room) if self._terminal.fitted else [text]
        for number, row in enumerate(rows):
            shown = Text().append(gutter if number == 0 else " " * cell_len(gutter), NOTE)
            row.stylize_before(style)
            self._print(shown.append_text(row))

    def _print(self, text: Text) -> None:
        self._terminal.console.print(text, soft_wrap=True)


def _named(char: str) -> str:
    """An invisible character by its number: ``<U+200B>``."""
    return " " if char in " \t\u3000\u00a0" else f"<U+{ord(char):04X}>"


def _summary(record: Record) -> Text:
    """How many lines were kept and left out, and what was mended and is corrupt."""
    blocks = [block for block in record["blocks"] if block["role"] != "blank"]
    left = Counter(block.get("why") or block["role"] for block in blocks if "start" not in block)
    told = [f"{len(blocks) - left.total()} of {len(blocks)} lines in the text"]
    for what, counts in (
        ("left out", left),
        ("repaired", Counter(repair["kind"] for repair in record["repairs"])),
        ("damaged", Counter(span["why"] for span in record["damaged"])),
    ):
        if counts:
            told.append(f"{what}: " + ", ".join(f"{n} {name}" for name, n in counts.most_common()))
    return Text(printable("; ".join(told)))
