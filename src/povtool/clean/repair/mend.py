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
from povtool.clean.repair.look import UNTIDY, Look
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


class Step(NamedTuple):
    """What finds one sort of damage, and what tells at a glance that a text has none of it."""

    find: Callable[[Look], Found]
    may_find: Callable[[Look], object] = lambda _: True
    """False only where ``find`` would find nothing."""


REREAD = Step(lambda look: Found(*encodings.reread(look.text, look.misread)), lambda look: look.misread)
UNESCAPE = Step(lambda look: Found(escapes.decode(look.text)))
TIDY = Step(lambda look: Found(characters.tidy(look.text)), lambda look: look.kinds & UNTIDY)
"""These give the characters; again while they change anything, for one may hide another: a text is misread
again and again, or entities stand for misread characters."""

STEPS: tuple[Step, ...] = (
    Step(lambda look: Found(*ideographs.repair(look.text)), lambda look: look.has_lookalikes),
    # before the readings go: the damage met them, so they tell what was there
    Step(lambda look: Found(*slip.repair(look.text)), lambda look: look.is_slipped),
    Step(lambda look: Found(pinyin.remove(look.text)), lambda look: look.has_inserted),
    Step(lambda look: Found(inserted.take_out(look.text, look.has_inserted))),
    Step(lambda look: Found(wrapped.unwrap(look.text))),
)
"""Then these, in this order. Each sees the whole page as the steps before it left it."""

_LAYERS = 4
"""How many times over a text may have been misread."""


def mend(page: str, punct: str = width.KEEP) -> Mended:
    r"""A page's text with everything put right that can be, and its punctuation in the width asked for.

    >>> mend("農(nóng)村\u200b和農(nóng)民").text
    '農村和農民'
    """
    look, mended = Look(page), Mended(page, [], [], [])
    for _ in range(_LAYERS):
        before = look.text
        # all layers first: the invisible characters between them are bytes of the next
        look, mended = _settled(REREAD, look, mended)
        look, mended = _done((UNESCAPE,), look, mended)
        made, (_, mended) = len(mended.steps), _done((TIDY,), look, mended)
        if len(mended.steps) > made:
            look = look.tidied(mended.text, mended.steps[-1])
        if look.text == before:
            break
    fit = Step(lambda look: Found(width.fit(look.text, punct)))
    look, mended = _done((*STEPS, fit), look, mended)
    return mended._replace(damaged=damage.find(mended.text, mended.repairs, mended.damaged))


def _settled(step: Step, look: Look, mended: Mended) -> tuple[Look, Mended]:
    """After a step that is done until it changes nothing."""
    for _ in range(_LAYERS):
        before = look.text
        look, mended = _done((step,), look, mended)
        if look.text == before:
            break
    return look, mended


def _done(steps: Sequence[Step], look: Look, mended: Mended) -> tuple[Look, Mended]:
    """After some steps, with a look at the text that they left."""
    text, repairs, damaged, made = mended
    for step in steps:
        if not step.may_find(look):
            continue
        found = step.find(look)
        if found.edits:
            text, repairs = apply(text, found.edits, repairs)
            damaged = shift(damaged, found.edits)
            made = [*made, found.edits]
            look = Look(text)
        damaged = [*damaged, *found.damaged]
    return look, Mended(text, repairs, damaged, made)
