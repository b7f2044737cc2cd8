r"""What a page has that a repair could begin with, looked for once for all steps.

Each step seeks characters that sound text hardly has, and a search costs the same whether it finds any or
not. So one search for all of them tells which steps can have anything to do, and the others are passed over;
never one that would find something.

>>> Look("脱贫攻坚").kinds, Look("脱贫\u200b攻坚").kinds == UNTIDY
(0, True)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from povtool.clean.repair import characters, ideographs, inserted, pinyin, signs
from povtool.clean.repair.edits import Edit
from povtool.clean.repair.slip.signs import START, TONED

MISREAD, UNTIDY, UNLIKE, TONES = (1 << at for at in range(4))
"""Kinds of characters: with which signs of misreading begin, which ``characters`` tidies, which
``ideographs`` finds in the basic plane, and toned letters."""

_IN_BRACKETS = f"(?<=[(（])(?:{pinyin.INSIDE}|{inserted.IN_BRACKETS})"
_BRACKET_OR_COMMA = re.compile(f"[(（,，](?:{_IN_BRACKETS}|(?<=[,，]){inserted.MARKS})")
"""All that ``pinyin``, and of ``inserted`` what is not told by a line end or by blanks, begins with."""


class Look:
    """One text, and what was seen in it so far."""

    __slots__ = ("_bracketed", "_kinds", "_misread", "text")

    def __init__(self, text: str, kinds: int | None = None) -> None:
        self.text = text
        self._kinds = kinds
        self._misread: list[tuple[int, int]] | None = None
        self._bracketed: bool | None = None

    @property
    def kinds(self) -> int:
        """The kinds of characters that the text has, as bits."""
        if self._kinds is None:
            self._kinds = 0
            for char in set(_any().findall(self.text)):
                self._kinds |= _kinds(char)
        return self._kinds

    @property
    def misread(self) -> list[tuple[int, int]]:
        """The lines with a sign of misreading."""
        if self._misread is None:
            self._misread = signs.suspicious_lines(self.text) if self.kinds & MISREAD else []
        return self._misread

    def tidied(self, text: str, edits: Sequence[Edit]) -> Look:
        """The look at the same text after ``characters`` has tidied it.

        That brings no characters but blanks and line feeds, of which signs of misreading have none. So there
        are still none, unless what stood between their characters was removed.
        """
        look = Look(text, self.kinds)
        if not self.misread and not any(edit.kind for edit in edits):
            look._misread = []
        return look

    @property
    def has_lookalikes(self) -> bool:
        """Whether ``ideographs`` may find anything; beyond the basic plane all is suspect."""
        beyond = len(self.text.encode("utf-16-le", "surrogatepass")) > 2 * len(self.text)
        return beyond or bool(self.kinds & UNLIKE)

    @property
    def is_slipped(self) -> bool:
        """Whether the page may show the GBK slip: by a ``?`` with its mark, or by readings."""
        return bool(self.kinds & TONES) or START.search(self.text) is not None

    @property
    def has_inserted(self) -> bool:
        """Whether anything stands in brackets that may have been inserted, or commas before other marks."""
        if self._bracketed is None:
            self._bracketed = _BRACKET_OR_COMMA.search(self.text) is not None
        return self._bracketed


def _classes() -> dict[int, str]:
    """The characters of each kind, as they stand between the brackets of a pattern."""
    return {
        MISREAD: signs.firsts(),
        UNTIDY: characters.SUSPECT,
        UNLIKE: ideographs.SUSPECT,
        TONES: TONED,
    }


@cache
def _any() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_classes().values())}]")  # repeated, it would not be leapt to


@cache
def _patterns() -> dict[int, re.Pattern[str]]:
    return {kind: re.compile(f"[{chars}]") for kind, chars in _classes().items()}


@cache
def _kinds(char: str) -> int:
    """The kinds that a character is of."""
    return sum(kind for kind, pattern in _patterns().items() if pattern.match(char))
