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
    captioned = [i for i, line in enumerate(lines) if line.kind is Kind.CAPTION and not is_photo_credit(line)]
    if not captioned:
        return
    said = Counter([line.text for line in lines if line.kind is Kind.PROSE])
    if any(times < _REPEATED for times in said.values()):
        return
    captions = [lines[i] for i in captioned]
    held = lines[captioned[0] : captioned[-1]]
    between = sum(len(line.text) for line in held if line.kind is Kind.SHORT)
    if len("".join({line.text for line in captions})) < max(_LEAST, between):
        return
    for line in lines:
        if line.kind is Kind.PROSE:
            line.kind = Kind.CAPTION
    for line in captions:
        line.kind = Kind.PROSE
