"""The dictionary's words, with the model's in place of the characters that it left loose.

The words of a text are joined to one string, with NULs between them. There one pattern finds the stretches,
one table says what becomes of each, and the string is cut at the NULs again: nothing is done word by word, of
which there are three hundred thousand in a megabyte.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from povtool.segment.unknown import unknown_words

_REMEMBERED = 1 << 16
"""Stretches whose words are kept, and as many before these: some 20 MB."""

_IN_WORDS = "[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]"
"""What may be part of a word; anything else is a mark."""

_ONE = f"{_IN_WORDS}[a-zA-Z0-9]*\0"
"""A single character or Latin letters, or a word that stands firm and looks like one (MP3)."""

_LOOSE = re.compile(f"(\0{_ONE}{_ONE}(?:{_ONE})*)")


class Loose:
    """Finds words in what a dictionary left loose.

    >>> loose = Loose("脱贫".__eq__, frozenset())
    >>> loose.joined(["脱贫", "雪", "克", "来", "提", "，", "v1", ".", "2"])
    ['脱贫', '雪克来', '提', '，', 'v1.2']
    """

    def __init__(self, knows: Callable[[str], bool], forbidden: frozenset[str]) -> None:
        """``knows`` tells the dictionary's words, ``forbidden`` has those that the model must not make."""
        self._found = _Found(knows, forbidden)

    def joined(self, words: list[str]) -> list[str]:
        """The words of a text, none of which has a NUL in it, with those of the model among them."""
        if not words:
            return words
        self._found.forget()
        parts = _LOOSE.split("\0" + "\0".join(words) + "\0")
        parts[1::2] = map(self._found.__getitem__, parts[1::2])
        return "".join(parts)[1:-1].split("\0")


class _Found(dict[str, str]):
    """Loose words → what becomes of them, both between NULs."""

    def __init__(self, knows: Callable[[str], bool], forbidden: frozenset[str]) -> None:
        super().__init__()
        self._knows = knows
        self._forbidden = forbidden
        self._earlier: dict[str, str] = {}

    def forget(self) -> None:
        """Keep within bounds: when there are many, those not met since the last time go."""
        if len(self) > _REMEMBERED:
            self._earlier = dict(self)
            self.clear()

    def __missing__(self, loose: str) -> str:
        found = self[loose] = self._earlier.get(loose) or self._worked_out(loose)
        return found

    def _worked_out(self, loose: str) -> str:
        stretch = loose.replace("\0", "")
        if len(loose) == 2 * len(stretch) + 1:  # single characters only
            words = self._words(stretch)
        else:
            words = []
            for firm, units in groupby(loose[1:-1].split("\0"), self._stands_firm):
                alike = list(units)
                words += alike if firm else self._words("".join(alike))
        return "\0".join(("", *words, ""))

    def _stands_firm(self, unit: str) -> bool:
        return len(unit) > 1 and self._knows(unit)

    def _words(self, stretch: str) -> list[str]:
        """The words of a stretch, which falls into characters where it is itself a word that lost to them."""
        if self._knows(stretch):
            return list(stretch)
        words = unknown_words(stretch)
        if self._forbidden and not self._forbidden.isdisjoint(words):
            return [part for word in words for part in (word if word in self._forbidden else (word,))]
        return words
