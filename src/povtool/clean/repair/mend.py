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
    wrapped,
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
    steps: list[Sequence[Edit]]
    """The edits of each step that made any, listed or not, in the offsets of the text before the step."""


class Found(NamedTuple):
    """What one step found in a text."""

    edits: Sequence[Edit]
    damaged: Sequence[Damage] = ()
    """Offsets in the text after ``edits``."""


Step = Callable[[str], Found]


READING: tuple[Step, ...] = (
    lambda text: Found(*encodings.reread(text)),
    lambda text: Found(escapes.decode(text)),
    lambda text: Found(characters.tidy(text)),
)
"""What gives the characters; again while it changes anything, for one may hide another: a text is misread
again and again, or entities stand for misread characters."""

STEPS: tuple[Step, ...] = (
    lambda text: Found(*ideographs.repair(text)),
    # before the readings go: the damage met them, so they tell what was there
    lambda text: Found(*slip.repair(text)),
    lambda text: Found(pinyin.remove(text)),
    lambda text: Found(inserted.take_out(text)),
    lambda text: Found(wrapped.unwrap(text)),
)
"""Then these, in this order. Each sees the whole page as the steps before it left it."""

_LAYERS = 4
"""How many times over a text may have been misread."""


def mend(page: str, punct: str = width.KEEP) -> Mended:
    r"""A page's text with everything put right that can be, and its punctuation in the width asked for.

    >>> mend("農(nóng)村\u200b和農(nóng)民").text
    '農村和農民'
    """
    mended = Mended(page, [], [], [])
    for _ in range(_LAYERS):
        before = mended.text
        # all layers first: the invisible characters between them are bytes of the next
        mended = _done(READING[1:], _settled(READING[:1], mended))
        if mended.text == before:
            break
    mended = _done((*STEPS, lambda text: Found(width.fit(text, punct))), mended)
    return mended._replace(damaged=damage.find(mended.text, mended.repairs, mended.damaged))


def _settled(steps: Sequence[Step], mended: Mended) -> Mended:
    """After steps that are done until they change nothing."""
    for _ in range(_LAYERS):
        before = mended.text
        mended = _done(steps, mended)
        if mended.text == before:
            break
    return mended


def _done(steps: Sequence[Step], mended: Mended) -> Mended:
    text, repairs, damaged, made = mended
    for step in steps:
        found = step(text)
        if found.edits:
            text, repairs = apply(text, found.edits, repairs)
            damaged = shift(damaged, found.edits)
            made = [*made, found.edits]
        damaged = [*damaged, *found.damaged]
    return Mended(text, repairs, damaged, made)
