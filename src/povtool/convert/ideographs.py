"""Ideographic description sequences: characters spelled out by their parts, such as ⿰虫风."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPERATOR = re.compile("[\u2ff0-\u2fff]")
_OPERANDS = {"⿲": 3, "⿳": 3, "\u2ffe": 1, "\u2fff": 1}
"""Of the operators that do not take two."""

BORDER = "\uffff"
"""Not a character, by the Unicode standard; it may stand between characters but never be part of one."""

_DEEPEST = 16
_LONGEST = 64
"""In code points. Both limits are OpenCC's."""


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text outside complete description sequences, as ``(start, end)`` in code points.

    OpenCC leaves such a sequence alone as one character, for its parts are not words.

    >>> list(stretches("虫⿰虫风风")), list(stretches("⿰虫"))
    ([(0, 1), (4, 5)], [(0, 2)])
    """
    last = position = 0
    while operator := _OPERATOR.search(text, position):
        position = operator.start()
        end = _sequence_end(text, position, min(len(text), position + _LONGEST), _DEEPEST)
        if end is None:
            position += 1
            continue
        if last < position:
            yield last, position
        last = position = end
    if last < len(text):
        yield last, len(text)


def around_descriptions(text: str) -> list[tuple[str, bool]]:
    """A text in parts, each with whether it is description sequences.

    >>> around_descriptions("虫⿰虫风风")
    [('虫', False), ('⿰虫风', True), ('风', False)]
    """
    parts: list[tuple[str, bool]] = []
    last = 0
    for start, end in stretches(text):
        if last < start:
            parts.append((text[last:start], True))
        parts.append((text[start:end], False))
        last = end
    if last < len(text):
        parts.append((text[last:], True))
    return parts


def _sequence_end(text: str, position: int, limit: int, depth: int) -> int | None:
    if position >= limit or not depth or text[position] == BORDER:
        return None
    end = position + 1
    if _OPERATOR.match(text, position):
        for _ in range(_OPERANDS.get(text[position], 2)):
            operand_end = _sequence_end(text, end, limit, depth - 1)
            if operand_end is None:
                return None
            end = operand_end
    return end
