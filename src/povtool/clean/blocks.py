r"""The raw page, line by line, beside the document made of it: what became of each line, and the way back.

Every code point of the page is in exactly one block, in its ``text`` or its ``line_end``, so the page can be
put together again; and what a block gave to the document's text is a span there, so the one can be looked up
from the other in both directions.

>>> record = {"blocks": [{"line": 1, "text": "脱贫", "line_end": "\r\n"}, {"line": 2, "text": "摘帽"}]}
>>> rebuild(record)
'脱贫\r\n摘帽\n'
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from povtool.clean.decode import encodings_of
from povtool.clean.repair.edits import Edit, apply, shift
from povtool.errors import InputError
from povtool.records import Block, Damage, Record

_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")

Span = tuple[int, int]


class Steps(NamedTuple):
    """How a page became a text."""

    repairs: Sequence[Sequence[Edit]]
    """The edits of each step of repair, in order; together they lead from the raw page to the mended one."""
    cuts: Sequence[Edit]
    """What leads from the mended page to the text."""
    kept: Sequence[Span]
    """The stretches of the mended page that are in the text, in order."""
    credits: Sequence[Span]
    """The credits in kept lines of the mended page that are not."""


def rebuild(record: Record) -> str:
    """The raw text of a page from a document with ``blocks``, code point for code point.

    It is the page as decoded, without a byte order mark; what could not be decoded is U+FFFD. Raises
    InputError for a document without blocks.

    >>> rebuild({"blocks": [{"line": 1, "text": "摘帽了\u200b", "line_end": ""}]}) == "摘帽了\u200b"
    True
    """
    if not isinstance(record.get("blocks"), list):
        raise InputError("a document without blocks", "clean the page with --blocks")
    return "".join(block["text"] + block.get("line_end", "\n") for block in record["blocks"])


def rebuild_bytes(record: Record) -> bytes:
    """The bytes of a page from a document with ``blocks``, proved by its ``sha256``.

    Raises InputError where they cannot be had back: some were undecodable, or the page was not decoded by
    povtool (HTML, a record of another program).
    """
    for data in encodings_of(rebuild(record), str(record.get("encoding") or "utf-8")):
        if hashlib.sha256(data).hexdigest() == record.get("sha256"):
            return data
    raise InputError("the page's bytes cannot be had back", "compare with the file that path names")


def blocks_of(
    raw: str, mended: str, roles: Sequence[str], whys: Mapping[int, str], steps: Steps
) -> list[Block]:
    """The blocks of a page; ``roles`` and ``whys`` are those of the mended page's lines."""
    repairs = _line_by_line(raw, steps.repairs)
    lines = list(_raw_lines(raw, mended, repairs))
    spans = _moved([(line.start, line.end) for line in lines], repairs)
    inside = _in_text(spans, steps)
    credits = _moved_back(steps.credits, repairs)
    starts = [0, *(match.end() for match in re.finditer("\n", mended))]
    blocks: list[Block] = []
    for i, line in enumerate(lines):
        role, why = "blank", None
        if (at := spans.get(i)) and (filled := mended[slice(*at)].lstrip()):
            index = bisect_right(starts, at[1] - len(filled)) - 1
            role, why = roles[index], whys.get(index)
        block: Block = {"line": line.number, "role": role}
        if why:
            block["why"] = why
        block["text"] = raw[line.start : line.end]
        if line.line_end != "\n":
            block["line_end"] = line.line_end
        if i in inside:
            block["start"], block["end"] = inside[i]
        cuts = [[a - line.start, b - line.start] for a, b in credits if line.start <= a < b <= line.end]
        if cuts:
            block["cuts"] = cuts
        blocks.append(block)
    return blocks


class _Line(NamedTuple):
    number: int
    start: int
    end: int
    line_end: str


def _raw_lines(raw: str, mended: str, repairs: Sequence[Sequence[Edit]]) -> Iterator[_Line]:
    """The lines of the raw page, and the parts of those that repair made several of."""
    ends = [match.span() for match in _LINE_END.finditer(raw)]
    if repairs and "\x85" in raw:
        inside = _halves(raw, mended, repairs)
        ends = [span for span in ends if span not in inside]
    own = set(ends)
    if repairs:
        ends = sorted(own.union(_splits(raw, mended, repairs, ends)))
    number, done = 1, 0
    for start, end in ends:
        yield _Line(number, done, start, raw[start:end])
        number += (start, end) in own
        done = end
    if done < len(raw):
        yield _Line(number, done, len(raw), "")


def _halves(raw: str, mended: str, repairs: Sequence[Sequence[Edit]]) -> set[Span]:
    """Where a byte 85, the line end of mainframes, was no line end but part of a misread character."""
    found = [match.span() for match in re.finditer("\x85", raw)]
    became = _moved(found, repairs)
    return {found[i] for i, (start, end) in became.items() if mended[start:end].strip()}


def _splits(raw: str, mended: str, repairs: Sequence[Sequence[Edit]], ends: Sequence[Span]) -> Iterator[Span]:
    """What of the raw page became a line feed and is no line end: the escape ``\\n``, ``<br>``.

    Where a line feed was made together with text, the line is divided behind what that text was.
    """
    starts = [start for start, _ in ends]
    made = _moved_back([match.span() for match in re.finditer("\n", mended)], repairs)
    done = 0
    for start, end in sorted(set(made)):
        after = bisect_right(starts, start)
        begun = after > 0 and ends[after - 1][1] > start
        ended = after < len(ends) and starts[after] < end
        if begun or ended or start < done:
            continue
        yield (start, end) if raw[start:end].isascii() else (end, end)
        done = end


def _line_by_line(raw: str, steps: Sequence[Sequence[Edit]]) -> list[list[Edit]]:
    """The same edits, those of several lines divided at their line ends, so that each line keeps its own."""
    text, divided = raw, []
    for edits in steps:
        divided.append([part for edit in edits for part in _divided(edit, text)])
        text, _ = apply(text, edits)
    return divided


def _divided(edit: Edit, text: str) -> Iterator[Edit]:
    before = _LINE_END.split(text[edit.start : edit.end]) if "\n" in edit.replacement[:-1] else ()
    after = edit.replacement.split("\n")
    if len(before) != len(after):
        yield edit
        return
    start = edit.start
    ends = _LINE_END.finditer(text[edit.start : edit.end])
    for end, line in zip(ends, after, strict=False):
        yield Edit(start, edit.start + end.start(), line)
        start = edit.start + end.end()
        yield Edit(edit.start + end.start(), start, "\n")
    yield Edit(start, edit.end, after[-1])


def _moved(spans: Sequence[Span], steps: Sequence[Sequence[Edit]]) -> dict[int, Span]:
    """Where spans stand after the steps, by their number; those with nothing left are missing."""
    moved = [Damage(start=start, end=end, why=str(i)) for i, (start, end) in enumerate(spans) if start < end]
    for edits in steps:
        moved = shift(moved, edits)
    return {int(span["why"]): (span["start"], span["end"]) for span in moved}


def _moved_back(spans: Sequence[Span], steps: Sequence[Sequence[Edit]]) -> list[Span]:
    """Where spans stood before the steps."""
    return list(_moved(spans, [list(_inverse(edits)) for edits in reversed(steps)]).values())


def _inverse(edits: Sequence[Edit]) -> Iterator[Edit]:
    """Edits of the same places and lengths, the other way round."""
    growth = 0
    for edit in sorted(edits):
        start = edit.start + growth
        yield Edit(start, start + len(edit.replacement), " " * (edit.end - edit.start))
        growth += len(edit.replacement) - (edit.end - edit.start)


def _in_text(spans: Mapping[int, Span], steps: Steps) -> dict[int, Span]:
    """Where what is kept of each span stands in the text."""
    starts, ends = [start for start, _ in steps.kept], [end for _, end in steps.kept]
    kept: dict[int, Span] = {}
    for i, (start, end) in spans.items():
        first, last = bisect_right(ends, start), bisect_left(starts, end) - 1
        if first <= last:
            kept[i] = max(start, starts[first]), min(end, ends[last])
    moved = _moved(list(kept.values()), [steps.cuts])
    return {i: moved[number] for number, i in enumerate(kept) if number in moved}
