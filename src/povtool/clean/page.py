"""One page: from its bytes to a document, the steps of ``clean`` in their order.

Bytes are decoded; invisible characters and injected pinyin leave the whole page, so that lines are judged by
what they say; then lines get their roles, and the text is cut out of the page with its repairs moved along.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from povtool.clean.blocks import Steps, blocks_of
from povtool.clean.decode import Decoded, decode, labelled
from povtool.clean.headed import fill, html_layout
from povtool.clean.html import declared_charset, is_html
from povtool.clean.layout import Layout, read_layout
from povtool.clean.mixed import reread
from povtool.clean.repair import mend
from povtool.clean.repair.characters import without_surrogates
from povtool.clean.repair.edits import Edit, apply, shift
from povtool.convert.detection import detect_script
from povtool.errors import InputError
from povtool.records import RawPage, Record, Repair

if TYPE_CHECKING:
    from povtool.clean.html.reading import Page as HtmlPage

_PLAIN = {"utf-8-sig": "utf-8", "big5hkscs": "big5"}
"""Encodings that a page rightly declares by another name."""
_GAP = re.compile(r"   *")

TEXT_ROLES = frozenset({"body", "heading"})
"""The roles of the lines that are the text of a document, unless others are asked for."""


class Wanted(NamedTuple):
    """What a document is to hold, and what is known beside the page."""

    roles: frozenset[str] = TEXT_ROLES
    """The roles of the lines that are in ``text``; with ``byline``, credits in brackets stay there, too."""
    blocks: bool = False
    """Whether every line of the page is listed with its role."""
    repeated: frozenset[int] = frozenset()
    """The lines that other pages of the site have, too (:mod:`povtool.clean.site`)."""
    punct: str = "keep"
    """The width of punctuation beside Chinese text: keep, full or half."""


PLAIN = Wanted()


def document_of(page: RawPage, encoding: str | None = None, wanted: Wanted = PLAIN) -> Record:
    """The document in a page; raises InputError for bytes that are no text.

    ``encoding`` forces how the bytes are decoded.
    """
    opened = _open(page, encoding)
    record: Record = {"type": "document", "id": page.id, "path": page.path}
    record |= {name: value for name, value in (("url", page.url), ("fetched", page.fetched)) if value}
    record["sha256"] = hashlib.sha256(page.data).hexdigest()
    if opened.html:
        record["media"] = "text/html"
    record["encoding"] = opened.decoded.encoding
    if opened.mistaken:
        record["encoding_declared"] = opened.mistaken
    if opened.lines:
        record["encodings"] = [{"line": line, "encoding": name} for line, name in opened.lines.items()]
    if not opened.html:
        return record | read_page(opened.decoded.text, wanted=wanted)
    if opened.html.frames and not opened.html.text:
        raise InputError("only frames other pages", "give the pages in its frames")
    return record | fill(read_page(opened.html.text, wanted=wanted, html=opened.html), opened.html.told)


def text_of(page: RawPage, encoding: str | None = None) -> str:
    """The lines of a page before any repair; raises InputError for bytes that are no text."""
    opened = _open(page, encoding)
    return opened.html.text if opened.html else opened.decoded.text


class _Opened(NamedTuple):
    decoded: Decoded
    mistaken: str | None
    """The encoding that the page declares and is not in."""
    lines: Mapping[int, str]
    """Lines in another encoding than the page, with that."""
    html: HtmlPage | None


def _open(page: RawPage, encoding: str | None) -> _Opened:
    html = is_html(page.data, page.path, page.media)
    declared = page.charset or (declared_charset(page.data) if html else None)
    decoded, lines = reread(page.data, decode(page.data, encoding, declared))
    agreed = not declared or labelled(declared) == _PLAIN.get(decoded.encoding, decoded.encoding)
    if not html:
        return _Opened(decoded, None if agreed else declared, lines, None)
    from povtool.clean.html.reading import read_html

    return _Opened(decoded, None if agreed else declared, lines, read_html(decoded.text))


def recleaned(record: Record, wanted: Wanted = PLAIN) -> Record:
    """A document that another program made, cleaned from its ``text``.

    What it says already (title, date, any unknown field) stays, and is not overwritten by what the text says.
    """
    title = record.get("title")
    known = title if isinstance(title, str) and title else None
    found = read_page(record["text"], known, wanted)
    stale = _COUNTED if found["text"] != record["text"] else ()
    given = {key: value for key, value in record.items() if key not in stale}
    kept = {key: value for key, value in found.items() if key in _MADE or not record.get(key)}
    return {"type": "document", **given, **kept}


_MADE = frozenset({"text", "repairs", "damaged", "blocks"})
"""The fields that cleaning makes, whatever a record held there before."""
_COUNTED = frozenset({"tokens", "pos", "offsets"})
"""Fields that count in ``text`` and are wrong once it has changed."""


def read_page(
    raw: str, title: str | None = None, wanted: Wanted = PLAIN, html: HtmlPage | None = None
) -> Record:
    """The fields of a document that come from the page's text; ``html`` is the page it was flattened from."""
    raw = without_surrogates(raw)
    mended = mend(raw, wanted.punct)
    page = mended.text
    lines = page.split("\n")
    repeated = wanted.repeated
    layout = html_layout(page, html, repeated) if html else read_layout(page, title, repeated)
    if "byline" in wanted.roles:
        layout.cuts.clear()
    pieces = _pieces(lines, layout, wanted.roles)
    cuts = _cuts(page, pieces)
    text, repairs = apply(page, cuts, _inside(page, mended.repairs, pieces))
    record: Record = _metadata(layout, html.told.fields if html else {})
    script = detect_script(text or page)
    if script:
        record["script"] = script
    record["text"] = text
    record["captions"] = _lines_of(lines, layout, "caption")
    record["repairs"] = repairs
    record["damaged"] = shift(mended.damaged, cuts)
    if wanted.blocks:
        credits = _credits(lines, layout, wanted.roles)
        kept = [(piece.start, piece.end) for piece in pieces]
        steps = Steps(mended.steps, cuts, kept, credits)
        record["blocks"] = blocks_of(raw, page, layout.roles, layout.whys, steps)
    return record


class _Piece(NamedTuple):
    """A stretch of the page that belongs to the text."""

    start: int
    end: int
    joint: str
    """What stands between the piece before and this one."""


def _pieces(lines: list[str], layout: Layout, roles: frozenset[str]) -> list[_Piece]:
    """The lines of some roles without their credits, in order."""
    pieces: list[_Piece] = []
    offset = 0
    for i, line in enumerate(lines):
        if layout.roles[i] in roles:
            for start, end, joint in _kept(line, offset, layout.cuts.get(i, ())):
                if pieces and joint == "\n" and start == pieces[-1].end + 1:
                    pieces[-1] = _Piece(pieces[-1].start, end, pieces[-1].joint)
                else:
                    pieces.append(_Piece(start, end, joint))
        offset += len(line) + 1
    return pieces


def _cuts(page: str, pieces: list[_Piece]) -> list[Edit]:
    """The edits that leave the pieces of a page, one a line."""
    edits = []
    done = 0
    gap = page.find("  ")
    for piece in pieces:
        edits.append(Edit(done, piece.start, piece.joint if done else ""))
        if -1 < gap < piece.start:
            gap = page.find("  ", piece.start)
        if -1 < gap < piece.end:
            gaps = _GAP.finditer(page, piece.start, piece.end)
            edits += [Edit(gap.start(), gap.end(), " ") for gap in gaps]
        done = piece.end
    edits.append(Edit(done, len(page)))
    return edits


def _kept(line: str, offset: int, cuts: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int, str]]:
    """What is left of a line without its credits, trimmed; ``offset`` is where the page has the line."""
    if cuts:
        return list(_uncut(line, offset, cuts))
    trimmed = line.strip()
    start = offset + line.index(trimmed[0]) if trimmed else 0
    return ((start, start + len(trimmed), "\n"),) if trimmed else ()


def _uncut(line: str, offset: int, cuts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    indent = len(line) - len(line.lstrip())
    left, joint = indent, "\n"
    for cut_start, cut_end in [*((a + indent, b + indent) for a, b in cuts), (len(line), len(line))]:
        part = line[left:cut_start]
        if trimmed := part.strip():
            start = offset + left + part.index(trimmed[0])
            yield start, start + len(trimmed), joint
            joint = " "
        left = cut_end


def _inside(page: str, repairs: list[Repair], pieces: list[_Piece]) -> list[Repair]:
    """The repairs that lie in the text or reach into it, or left nothing but white space beside it; in order.

    What of a repaired stretch is not in the text is left out of its span.
    """
    found: list[Repair] = []
    remaining = iter(pieces)
    piece = next(remaining, None)
    for repair in repairs:
        start, end = repair["start"], repair["end"]
        left_nothing = not page[start:end].strip()
        least = start if left_nothing else start + 1
        while piece and piece.end < least and not (left_nothing and _is_margin(page, piece.end, start)):
            piece = next(remaining, None)
        if piece is None:
            break
        if piece.end < start:
            found.append({**repair, "start": piece.end, "end": piece.end})
        elif piece.start < end or piece.start == start:
            found.append({**repair, "start": max(start, piece.start), "end": min(end, piece.end)})
        elif left_nothing and _is_margin(page, end, piece.start):
            found.append({**repair, "start": piece.start, "end": piece.start})
    return found


def _is_margin(page: str, start: int, end: int) -> bool:
    """Whether a stretch is white space within a line."""
    between = page[start:end]
    return between.isspace() and "\n" not in between


def _metadata(layout: Layout, told: Mapping[str, object]) -> Record:
    """What the page says of its article; ``told`` is what its head does, which outranks a signature."""
    credits, foot = layout.credits, layout.foot
    date = credits.date or (None if "date" in told else foot.date)
    source = credits.source or (None if "source" in told else foot.source)
    single = {"title": layout.title, "date": date, "source": source}
    record: Record = {name: value for name, value in single.items() if value}
    record["author"] = credits.author
    if credits.author_note:
        record["author_note"] = credits.author_note
    return record | {"editor": credits.editor, "keywords": credits.keywords, "breadcrumb": layout.breadcrumb}


def _lines_of(lines: list[str], layout: Layout, role: str) -> list[str]:
    chosen = (line for line, given in zip(lines, layout.roles, strict=True) if given == role)
    return [_GAP.sub(" ", line.strip()) for line in chosen]


def _credits(lines: list[str], layout: Layout, roles: frozenset[str]) -> list[tuple[int, int]]:
    """The credits that leave lines of the text, in order, as offsets in the page."""
    found = []
    offset = 0
    for i, line in enumerate(lines):
        if layout.roles[i] in roles and i in layout.cuts:
            indent = offset + len(line) - len(line.lstrip())
            found += [(indent + start, indent + end) for start, end in layout.cuts[i]]
        offset += len(line) + 1
    return found
