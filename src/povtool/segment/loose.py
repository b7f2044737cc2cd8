"""The dictionary's words, with a model's in place of the characters that it left loose.

This is done by a compiled function. Where there is none, the words of a text are joined to one string, with
NULs between them. There one pattern finds the stretches, one table says what becomes of each, and the string
is cut at the NULs again: nothing is done word by word, of which a megabyte has three hundred thousand.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import groupby

try:
    from povtool.segment import _native
except ImportError:  # not built: no compiler was at hand
    _native = None  # type: ignore[assignment]

HAN = "\u4e00-\u9fd5"
"""What jieba takes for Chinese characters, for a class."""

_REMEMBERED = 1 << (16 if _native is None else 14)
"""Stretches whose words are kept, and as many before these: 5 MB, or 20 where they take longer to find."""


class Loose:
    """Finds words in what a dictionary left loose.

    >>> loose = Loose(".", "脱贫".__eq__, lambda stretch: f"{stretch}!\\0")
    >>> loose.replaced(["脱贫", "雪", "克", "来", "提", "，", "v1", ".", "2"])
    ['脱贫', '雪克来提!', '，', 'v1.2!']
    """

    def __init__(
        self,
        marks: str,
        knows: Callable[[str], bool],
        model: Callable[[str], str],
        *,
        latin_alone: bool = False,
        chances: Callable[[], array[float]] | None = None,
    ) -> None:
        """``marks`` are the ASCII marks that words may have beside Chinese characters, Latin letters and
        figures; ``knows`` tells the dictionary's words; ``model`` makes words of a stretch, with a NUL behind
        each.

        A stretch is two and more single characters or runs of Latin letters and figures; with ``latin_alone``
        also one such run. ``chances`` gives those of :mod:`povtool.segment.unknown` where it is the model.
        """
        self._marks = marks
        self._latin_alone = latin_alone
        self._knows = knows
        self._chances = chances() if chances and _native else None
        self._found = _Found(knows, model)

    def replaced(self, words: list[str]) -> list[str]:
        """The words of a text, none empty or with a NUL in it, with those of the model among them."""
        self._found.forget()
        if _native is None:
            return self._replaced_by_pattern(words)
        return _native.spliced(words, self._found, self._marks, self._latin_alone, self._knows, self._chances)

    @cached_property
    def _stretch(self) -> re.Pattern[str]:
        one = f"[{HAN}a-zA-Z0-9{re.escape(self._marks)}][a-zA-Z0-9]*\0"
        alone = "|\0[a-zA-Z0-9]{2,}\0" if self._latin_alone else ""
        return re.compile(f"(\0{one}{one}(?:{one})*{alone})")

    def _replaced_by_pattern(self, words: list[str]) -> list[str]:
        joined = "\0".join(words)
        parts = self._stretch.split(f"\0{joined}\0")
        parts[1::2] = map(self._found.__getitem__, parts[1::2])
        return "".join(parts)[1:-1].split("\0") if words else []


class _Found(dict[str, str]):
    """A stretch's units → its words, both between NULs."""

    def __init__(self, knows: Callable[[str], bool], model: Callable[[str], str]) -> None:
        super().__init__()
        self._knows = knows
        self._model = model
        self._earlier: dict[str, str] = {}

    def forget(self) -> None:
        """Keep within bounds: when there are many, those not met since the last time go."""
        if len(self) > _REMEMBERED:
            self._earlier = dict(self)
            self.clear()

    def __missing__(self, loose: str) -> str:
        found = self[loose] = self._earlier.get(loose) or f"\0{self._worked_out(loose)}"
        return found

    def _worked_out(self, loose: str) -> str:
        only_characters = len(loose) == 2 * loose.count("\0") - 1
        if only_characters or not any(map(self._stands_firm, loose.split("\0"))):
            stretch = loose[1::2] if only_characters else loose.replace("\0", "")
            return each_ended(stretch) if self._knows(stretch) else self._model(stretch)
        groups = groupby(loose[1:-1].split("\0"), self._stands_firm)
        return "".join([each_ended(units) if firm else self._between([*units]) for firm, units in groups])

    def _stands_firm(self, unit: str) -> bool:
        """Whether what looks like a run of Latin letters is a word (MP3)."""
        return len(unit) > 1 and self._knows(unit)

    def _between(self, units: list[str]) -> str:
        """The words of units between those that stand firm; a single character is none of the model's."""
        loose = each_ended(units)
        return loose if len(loose) == 2 else self[f"\0{loose}"][1:]


def each_ended(words: Iterable[str]) -> str:
    """Words with a NUL behind each.

    >>> each_ended("脱贫").split("\\0")
    ['脱', '贫', '']
    """
    return "".join([f"{word}\0" for word in words])
