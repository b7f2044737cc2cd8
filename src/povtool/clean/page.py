"""One page: from its bytes to a document, the steps of ``clean`` in their order.

Bytes are decoded; invisible characters and injected pinyin leave the whole page, so that lines are judged by
what they say; then lines get their roles, and the text is cut out of the page with its repairs moved along.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from povtool.clean.decode import decode
from povtool.clean.layout import Layout, read_layout
from povtool.clean.mixed import reread
from povtool.clean.repair import mend
from povtool.clean.repair.characters import without_surrogates
from povtool.clean.repair.edits import Edit, apply, shift
from povtool.convert.script import detect_script
from povtool.records import Block, RawPage, Record, Repair

_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_GAP = re.compile(r" {2,}")


def document_of(
    page: RawPage, encoding: str | None = None, blocks: bool = False, punct: str = "keep"
) -> Record:
    """The document in a page; raises InputError for bytes that are no text.

    ``encoding`` forces how the bytes are decoded, ``blocks`` adds every line of the page with its role,
    ``punct`` is the width of punctuation (keep, full or half).
    """
    decoded, lines = reread(page.data, decode(page.data, encoding))
    record: Record = {
        "type": "document",
        "id": page.id,
        "path": page.path,
        "sha256": hashlib.sha256(page.data).hexdigest(),
        "encoding": decoded.encoding,
    }
    if lines:
        record["encodings"] = [{"line": line, "encoding": name} for line, name in lines.items()]
    return {**record, **read_page(decoded.text, blocks=blocks, punct=punct)}


def recleaned(record: Record, blocks: bool = False, punct: str = "keep") -> Record:
    """A document that another program made, cleaned from its ``text``.

    What it says already (title, date, any unknown field) stays, and is not overwritten by what the text says.
    """
    title = record.get("title")
    known = title if isinstance(title, str) and title else None
    found = read_page(record["text"], title=known, blocks=blocks, punct=punct)
    stale = _COUNTED if found["text"] != record["text"] else ()
    given = {key: value for key, value in record.items() if key not in stale}
    kept = {key: value for key, value in found.items() if key in _MADE or not record.get(key)}
    return {"type": "document", **given, **kept}


_MADE = frozenset({"text", "repairs", "damaged", "blocks"})
"""The fields that cleaning makes, whatever a record held there before."""
_COUNTED = frozenset({"tokens", "pos", "offsets"})
"""Fields that count in ``text`` and are wrong once it has changed."""


def read_page(raw: str, title: str | None = None, blocks: bool = False, punct: str = "keep") -> Record:
    """The fields of a document that come from the page's text."""
    raw = without_surrogates(raw)
    mended = mend(raw, punct)
    page = mended.text
    lines = page.split("\n")
    layout = read_layout(page, title)
    pieces = _pieces(lines, layout)
    cuts = _cuts(page, pieces)
    text, repairs = apply(page, cuts, _inside(mended.repairs, pieces))
    record: Record = _metadata(layout)
    script = detect_script(text or page)
    if script:
        record["script"] = script
    record["text"] = text
    record["captions"] = _lines_of(lines, layout, "caption")
    record["repairs"] = repairs
    record["damaged"] = shift(mended.damaged, cuts)
    if blocks:
        record["blocks"] = _blocks(raw, lines, layout)
    return record


class _Piece(NamedTuple):
    """A stretch of the page that belongs to the text."""

    start: int
    end: int
    joint: str
    """What stands between the piece before and this one."""


def _pieces(lines: list[str], layout: Layout) -> list[_Piece]:
    """Body and headings without their credits, in order."""
    pieces: list[_Piece] = []
    offset = 0
    for i, line in enumerate(lines):
        if layout.roles[i] in ("body", "heading"):
            for piece in _kept(line, offset, layout.cuts.get(i, ())):
                if pieces and piece.joint == "\n" and piece.start == pieces[-1].end + 1:
                    piece = _Piece(pieces[-1].start, piece.end, pieces.pop().joint)
                pieces.append(piece)
        offset += len(line) + 1
    return pieces


def _cuts(page: str, pieces: list[_Piece]) -> list[Edit]:
    """The edits that leave the pieces of a page, one a line."""
    edits = []
    done = 0
    for piece in pieces:
        edits.append(Edit(done, piece.start, piece.joint if done else ""))
        gaps = _GAP.finditer(page, piece.start, piece.end)
        edits += [Edit(gap.start(), gap.end(), " ") for gap in gaps]
        done = piece.end
    edits.append(Edit(done, len(page)))
    return edits


def _kept(line: str, offset: int, cuts: Sequence[tuple[int, int]]) -> Iterator[_Piece]:
    """What is left of a line without its credits, trimmed; ``offset`` is where the page has the line."""
    if not cuts and (trimmed := line.strip()):
        start = offset + line.index(trimmed[0])
        yield _Piece(start, start + len(trimmed), "\n")
        return
    indent = len(line) - len(line.lstrip())
    left, joint = indent, "\n"
    for cut_start, cut_end in [*((a + indent, b + indent) for a, b in cuts), (len(line), len(line))]:
        part = line[left:cut_start]
        if trimmed := part.strip():
            start = offset + left + part.index(trimmed[0])
            yield _Piece(start, start + len(trimmed), joint)
            joint = " "
        left = cut_end


def _inside(repairs: list[Repair], pieces: list[_Piece]) -> list[Repair]:
    """The repairs that lie in the text; both lists are in order."""
    found: list[Repair] = []
    remaining = iter(pieces)
    piece = next(remaining, None)
    for repair in repairs:
        while piece and piece.end < repair["start"]:
            piece = next(remaining, None)
        if piece and piece.start <= repair["start"] and repair["end"] <= piece.end:
            found.append(repair)
    return found


def _metadata(layout: Layout) -> Record:
    credits = layout.credits
    single = {"title": layout.title, "date": credits.date, "source": credits.source}
    record: Record = {name: value for name, value in single.items() if value}
    record["author"] = credits.author
    if credits.author_note:
        record["author_note"] = credits.author_note
    return record | {"editor": credits.editor, "keywords": credits.keywords, "breadcrumb": layout.breadcrumb}


def _lines_of(lines: list[str], layout: Layout, role: str) -> list[str]:
    chosen = (line for line, given in zip(lines, layout.roles, strict=True) if given == role)
    return [_GAP.sub(" ", line.strip()) for line in chosen]


def _blocks(raw: str, lines: list[str], layout: Layout) -> list[Block]:
    """Every line as it stands in the page, before any repair."""
    as_read = _LINE_END.split(raw)
    if len(as_read) != len(lines):  # a repair took a line end away
        as_read = lines
    return [
        {"line": number, "role": role, "text": text}
        for number, (text, role) in enumerate(zip(as_read, layout.roles, strict=True), 1)
    ]
