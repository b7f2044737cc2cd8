"""Pages of pictures: where nothing else is written, what stands below the pictures is the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from povtool.clean.lines import Kind, Line, is_photo_credit

_REPEATED = 3
"""A sentence that a page says so often is that of its pictures."""
_LEAST = 20
"""How many code points captions must have to be a text."""


def mark_picture_story(lines: Sequence[Line]) -> None:
    """Takes captions for text on a page that has no other, but for those that are repeated.

    Lines without an end between the captions may be a table; where they say more, nothing is changed.
    """
    said = Counter([line.text for line in lines if line.kind is Kind.PROSE])
    if any(times < _REPEATED for times in said.values()):
        return
    captions = [line for line in lines if line.kind is Kind.CAPTION and not is_photo_credit(line)]
    first, last = _span(lines, captions)
    between = sum(len(line.text) for line in lines[first:last] if line.kind is Kind.SHORT)
    if len("".join({line.text for line in captions})) < max(_LEAST, between):
        return
    for line in lines:
        if line.kind is Kind.PROSE:
            line.kind = Kind.CAPTION
    for line in captions:
        line.kind = Kind.PROSE


def _span(lines: Sequence[Line], captions: Sequence[Line]) -> tuple[int, int]:
    """Where the first caption stands, and the last."""
    at = [i for i, line in enumerate(lines) if any(line is caption for caption in captions)]
    return (at[0], at[-1]) if at else (0, 0)
