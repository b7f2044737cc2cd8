"""One line of the raw page beside what became of it: what stayed, what was repaired, what was cut.

>>> block = {"text": "　農(nóng)村脫貧。(記者 王茜)", "start": 0, "end": 5, "cuts": [[12, 19]]}
>>> repair = {"kind": "pinyin", "start": 1, "end": 1, "was": "(nóng)"}
>>> [(part.kind, part.raw, part.end) for part in parts(block, "農村脫貧。", [repair])]
[('kept', '農', 1), ('pinyin', '(nóng)', 1), ('kept', '村脫貧。', 5), ('cut', '(記者 王茜)', 5)]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import category

from povtool.clean.dates import DATE, iso_date
from povtool.convert.script import fold
from povtool.records import Block, Record, Repair


class Part(NamedTuple):
    """A stretch of a line that had one fate."""

    kind: str
    """``kept``, ``cut`` (credits in brackets), ``left`` (the line is not in the text), or a Repair.kind."""
    raw: str
    """As it stood in the page."""
    start: int
    end: int
    """Where what became of it stands in the document's text."""


def parts(block: Block, text: str, repairs: Sequence[Repair]) -> Iterator[Part]:
    """The parts of a block in order; ``text`` and ``repairs`` are the document's.

    White space that was taken out or made one blank is in no part.
    """
    start, end = block.get("start"), block.get("end")
    if start is None or end is None:
        yield Part("left", block["text"], 0, 0)
        return
    line = _Line(block["text"], [(a, b) for a, b in block.get("cuts", [])])
    done = start
    try:
        for repair in repairs:
            if repair["end"] < start or repair["start"] > end:
                continue
            yield from line.follow(text, done, repair["start"])
            if line.reaches(repair["was"]):
                yield Part(repair["kind"], line.take(len(repair["was"])), repair["start"], repair["end"])
            done = max(done, repair["end"])
        yield from line.follow(text, done, end)
        yield from line.rest(end)
    except _OutOfStepError:
        yield Part("changed", line.take(len(line.raw)), done, end)


_SEPARATORS = "\x1c\x1d\x1e\x1f"
_UNSEEN = frozenset({"Cc", "Cf"})
"""Categories of characters that clean takes out for nobody sees them."""


class _OutOfStepError(Exception):
    """The line and the text differ by what is no listed repair."""


def _is_blank(character: str) -> bool:
    """Whether a character is white space to clean, for which the separators of ASCII are controls."""
    return character.isspace() and character not in _SEPARATORS


def _alike(raw: str, was: str) -> bool:
    """Whether two stretches are the same but for the kinds of their white space, which is made one."""
    return raw == was or (
        len(raw) == len(was)
        and all(a == b or (_is_blank(a) and _is_blank(b)) for a, b in zip(raw, was, strict=True))
    )


class _Line:
    """A raw line that is read in step with the text made of it."""

    def __init__(self, raw: str, cuts: list[tuple[int, int]]) -> None:
        self.raw = raw
        self._cuts = cuts
        self._at = 0

    def reaches(self, was: str) -> bool:
        """Whether a repaired stretch comes next, or behind white space that was taken out; goes there."""
        at = self._at
        while not _alike(self.raw[at : at + len(was)], was):
            if not _is_blank(self.raw[at : at + 1]):
                return False
            at += 1
        self._at = at
        return True

    def take(self, length: int) -> str:
        taken = self.raw[self._at : self._at + length]
        self._at += len(taken)
        return taken

    def follow(self, text: str, start: int, end: int) -> Iterator[Part]:
        """The parts of ``text[start:end]``, which no repair touched."""
        begun = self._at
        done = start
        for i in range(start, end):
            if self.raw[self._at : self._at + 1] == text[i] and self._cut() is None:
                self._at += 1
                continue
            if begun < self._at:
                yield Part("kept", self.raw[begun : self._at], done, i)
            yield from self._skip(i, text[i].isspace())
            begun, done = self._at, i
            if self.raw[self._at : self._at + 1] == text[i]:
                self._at += 1
            elif text[i].isspace():
                self._at += _is_blank(self.raw[self._at : self._at + 1])
            else:
                raise _OutOfStepError
        if begun < self._at:
            yield Part("kept", self.raw[begun : self._at], done, end)

    def rest(self, end: int) -> Iterator[Part]:
        """What stands behind the text."""
        yield from self._skip(end, False)
        if self._at < len(self.raw):
            raise _OutOfStepError

    def _skip(self, at: int, is_space: bool) -> Iterator[Part]:
        """Passes cuts and white space, but for one blank where the text has one."""
        while self._at < len(self.raw):
            if cut := self._cut():
                yield Part("cut", self.take(cut - self._at), at, at)
            elif _is_blank(self.raw[self._at]) and not (
                is_space and not _is_blank(self.raw[self._at + 1 : self._at + 2])
            ):
                self._at += 1
            elif category(self.raw[self._at]) in _UNSEEN and self._beside_cut():
                yield Part("control", self.take(1), at, at)
            else:
                return

    def _beside_cut(self) -> bool:
        """Whether what comes next stands at a stretch that was cut, and so in no repair of the text."""
        return any(end <= self._at for _, end in self._cuts) or self._cut() is not None

    def _cut(self) -> int | None:
        return next((end for start, end in self._cuts if start == self._at), None)


FIELDS = ("title", "date", "source", "author", "author_note", "editor", "keywords", "breadcrumb")
"""What ``clean`` reads from the lines around an article."""


def told_at(record: Record) -> dict[str, int]:
    """For each field of a document with blocks, the line of the page that says it, where one does literally.

    >>> block = {"line": 3, "role": "byline", "text": "2016年01月09日 来源：新疆日报"}
    >>> told_at({"date": "2016-01-09", "source": "新疆日报", "author": [], "blocks": [block]})
    {'date': 3, 'source': 3}
    """
    found: dict[str, int] = {}
    for name in FIELDS:
        value = record.get(name)
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, str) and first:
            lines = (block["line"] for block in record["blocks"] if _says(block, name, first))
            if (line := next(lines, None)) is not None:
                found[name] = line
    return found


def _says(block: Block, name: str, value: str) -> bool:
    """Whether a line around the article, or a credit cut from it, or its opening, holds a value."""
    if name == "title" and block["role"] != "title":
        return False
    squeezed = "".join(block["text"].split())
    if block["role"] in ("body", "heading"):
        cuts = "".join(block["text"][a:b] for a, b in block.get("cuts", []))
        squeezed = "".join(cuts.split()) + squeezed[:_OPENING]
    if name == "date":
        return any(iso_date(match) == value for match in DATE.finditer(fold(block["text"])))
    wanted = "".join(value.split())
    return wanted in squeezed or (name == "title" and squeezed in wanted and len(squeezed) > 1)


_OPENING = 40
"""Code points of a paragraph in which an agency names itself."""
