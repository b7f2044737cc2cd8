"""Names in several parts, such as 雪克来提·扎克尔, which jieba always cuts at the dot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from povtool.data import rows
from povtool.segment.engines import Engine
from povtool.segment.tokens import Kept, Span

PERSON = "nr"
"""jieba's tag for the name of a person."""

_DOTS = "·•・‧"
_LONGEST = 8
"""Code points of one part."""

_LEAST = 2
"""Code points that a part keeps, whatever its neighbours are."""

_AROUND = 4
"""Code points beside a part in which a word may begin that reaches into it."""


def names(engine: Engine, text: str) -> Iterator[Kept]:
    """Names of several parts in a Simplified text: what is written by its sound on both sides of a dot.

    A part goes as far as its characters do, but stops where a word of the sentence begins (艾力 | 来到).
    What has a division of China on either side is no name of a person.

    >>> from povtool.segment.engines import engine
    >>> text = "自治区主席雪克来提·扎克尔说，买买提·艾力来到西藏·拉萨，过春节·元宵"
    >>> [text[start:end] for start, end, _ in names(engine(), text)]
    ['雪克来提·扎克尔', '买买提·艾力']
    """
    for chain in _chain().finditer(text):
        parts = list(_parts(engine, text, chain.span()))
        if len(parts) > 1 and _places().isdisjoint(text[start:end] for start, end in parts):
            start, end = parts[0][0], parts[-1][1]
            if end - start > len("甲·乙丙"):
                yield Kept(start, end, PERSON)


def _parts(engine: Engine, text: str, chain: Span) -> Iterator[Span]:
    """The parts of a chain of characters and dots, its ends where the neighbouring words leave them."""
    start, end = chain
    dots = [index for index in range(start, end) if text[index] in _DOTS]
    start = max(start, dots[0] - _LONGEST)
    end = min(end, dots[-1] + 1 + _LONGEST)
    start = _after_crossing(engine, text, start, dots[0])
    end = _before_crossing(engine, text, dots[-1] + 1, end)
    for left, right in zip([start, *(dot + 1 for dot in dots)], [*dots, end], strict=True):
        if left < right <= left + _LONGEST:
            yield left, right


def _before_crossing(engine: Engine, text: str, start: int, end: int) -> int:
    """The end of a part, moved before the word that goes on beyond it."""
    at = start
    for word in engine.cut(text[start : end + _AROUND]):
        if at < end < at + len(word):
            if at == start and engine.knows(word):
                return at + len(word)
            return at if at >= start + _LEAST else end
        at += len(word)
    return end


def _after_crossing(engine: Engine, text: str, start: int, end: int) -> int:
    """The start of a part, moved behind the word that begins before it."""
    at = max(0, start - _AROUND)
    for word in engine.cut(text[at:end]):
        at += len(word)
        if at - len(word) < start < at:
            return at if at + _LEAST <= end else start
    return start


@cache
def _places() -> frozenset[str]:
    """Names of divisions, whole and short."""
    return frozenset(name.lstrip("+?") for _, *names in rows("divisions.tsv") for name in names)


@cache
def _chain() -> re.Pattern[str]:
    characters = "".join(characters for _, characters in rows("name_characters.tsv"))
    return re.compile(f"[{characters}]+(?:[{_DOTS}][{characters}]+)+")
