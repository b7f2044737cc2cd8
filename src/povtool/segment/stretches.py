"""The stretches of single characters and loose Latin letters in a text: where the dictionary had no word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

REMEMBERED = 1 << 15
"""Words, or stretches without a word, whose treatment is kept."""

_FIRM, _SINGLE, _LATIN = range(3)


class Stretches:
    """Finds the stretches of which a model has to make words.

    Which words are loose is looked up and searched for in bulk, for there are a hundred thousand in a
    megabyte.

    >>> stretches = Stretches("脱贫".__eq__, "[一-鿿a-z]")
    >>> list(stretches.among(["脱贫", "攻", "坚", "，", "ab", "的"]))
    [(1, 3), (4, 6)]
    """

    def __init__(self, knows: Callable[[str], bool], characters: str, *, latin_alone: bool = False) -> None:
        """``knows`` tells the dictionary's words, ``characters`` is a class of what words are made of.

        With ``latin_alone``, a run of Latin letters and figures is a stretch also where it stands alone.
        """
        self._kinds = _Kinds(knows, re.compile(characters))
        self._pattern = re.compile(rb"[^\0][^\0]+|\x02" if latin_alone else rb"[^\0][^\0]+")

    def among(self, words: list[str]) -> Iterator[tuple[int, int]]:
        """The stretches among the words of a text, as slices of the list."""
        if len(self._kinds) > REMEMBERED:
            self._kinds.clear()
        kinds = bytes(map(self._kinds.__getitem__, words))
        return (stretch.span() for stretch in self._pattern.finditer(kinds))


class _Kinds(dict[str, int]):
    """Word → whether it stands firm, or is a character or a run of Latin letters by itself."""

    def __init__(self, knows: Callable[[str], bool], characters: re.Pattern[str]) -> None:
        super().__init__()
        self._knows = knows
        self._characters = characters

    def __missing__(self, word: str) -> int:
        if len(word) == 1:
            kind = _SINGLE if self._characters.match(word) else _FIRM
        else:
            kind = _LATIN if word.isascii() and word.isalnum() and not self._knows(word) else _FIRM
        self[word] = kind
        return kind
