"""The steps of repair in their order, and the offsets of all they did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from povtool.clean.repair import (
    characters,
    damage,
    encodings,
    escapes,
    ideographs,
    inserted,
    pinyin,
    slip,
    width,
)
from povtool.clean.repair.edits import Edit, apply, shift
from povtool.records import Damage, Repair


class Mended(NamedTuple):
    """A page's text after repair; all offsets are in ``text``, both lists in order."""

    text: str
    repairs: list[Repair]
    """:func:`povtool.clean.repair.edits.undo` puts them back (but for changes that are not listed)."""
    damaged: list[Damage]
    """What is known to be corrupt and was left, or could not be told."""


class Found(NamedTuple):
    """What one step found in a text."""

    edits: Sequence[Edit]
    damaged: Sequence[Damage] = ()
    """Offsets in the text after ``edits``."""


Step = Callable[[str], Found]


def _reread(text: str) -> Found:
    return Found(*encodings.reread(text))


STEPS: tuple[Step, ...] = (
    _reread,
    lambda text: Found(escapes.decode(text)),  # what they stand for is tidied like the rest
    lambda text: Found(characters.tidy(text)),
    lambda text: Found(*ideographs.repair(text)),
    # before the readings go: the damage met them, so they tell what was there
    lambda text: Found(*slip.repair(text)),
    lambda text: Found(pinyin.remove(text)),
    lambda text: Found(inserted.take_out(text)),
)
"""In this order. Each sees the whole page as the steps before it left it."""

_LAYERS = 3
"""How many times over a text may have been misread."""


def mend(page: str, punct: str = width.KEEP) -> Mended:
    r"""A page's text with everything put right that can be, and its punctuation in the width asked for.

    >>> mend("農(nóng)村\u200b和農(nóng)民").text
    '農村和農民'
    """
    text, repairs, damaged = page, list[Repair](), list[Damage]()
    for step in (*STEPS, lambda text: Found(width.fit(text, punct))):
        for _ in range(_LAYERS if step is _reread else 1):
            found = step(text)
            if found.edits:
                text, repairs = apply(text, found.edits, repairs)
                damaged = shift(damaged, found.edits)
            damaged += found.damaged
            if not found.edits:
                break
    return Mended(text, repairs, damage.find(text, repairs, damaged))
