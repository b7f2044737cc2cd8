"""Damage: which quantities of a text have lost digits, and so have no value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from povtool.metrics.amounts.quantities import Quantity

Span = tuple[int, int]

LOST = "\ufffd"
"""A character that nobody can recover."""


class Harm:
    """The damage of one text, walked along with its quantities."""

    def __init__(self, text: str, damaged: Sequence[Span]) -> None:
        self._text = text
        # A question mark between digits is no question: a byte was lost there (1?200人).
        lost = (match.span() for match in re.finditer(r"(?<=[0-9])\?(?=[0-9])", text))
        self._spans = sorted([*damaged, *lost])
        self._next = 0

    def marked(self, quantity: Quantity, digits_end: int, floor: int) -> Quantity:
        """The quantity, without its value where its digits touch damage.

        ``digits_end`` is where its last number ends, ``floor`` where the quantity before does.
        """
        start, end = quantity.start, max(quantity.end, digits_end)
        while start > floor and self._text[start - 1] == LOST:
            start -= 1
            while start > floor and self._text[start - 1] in "0123456789.,":
                start -= 1
        while self._text[start] in ".,":
            start += 1
        while self._text[end : end + 1] == LOST and end == digits_end:
            end += 1
        while self._next < len(self._spans) and self._spans[self._next][1] < start:
            self._next += 1
        touched = any(low <= digits_end for low, _ in self._spans[self._next : self._next + 1])
        if not touched and LOST not in self._text[start:end]:
            return quantity
        return replace(quantity, start=start, end=end, value=None, low=None, high=None, damaged=True)
