"""One conversion step: every key of a mapping replaced by its value, leftmost and longest first.

Most keys are single characters that become single characters. They never keep a longer key from matching
before or after them, so they need no matching: the whole text goes through a table of characters, and an
automaton finds only the longer keys, whose values then replace what the table made of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from povtool.convert.alignment import Conversion, Piece
from povtool.convert.characters import CharacterTable

Match = tuple[int, int, int]
"""``(start, end, which)``: a stretch of text in code points, and the index of the key that it is."""

_PLANE = 0x10000
"""From here on characters are rare, and slow to look for in a class: they are left to the automaton."""

_TABLE_PAYS = 1500
"""Characters from which a table is faster than the automaton: where a step changes few, few need work."""


class Substitution:
    """A mapping made ready to be applied to texts.

    >>> Substitution({"干": "幹", "干燥": "乾燥"}).convert("干部干燥").text
    '幹部乾燥'
    """

    keeps_length: bool
    """Whether every key is as long as its value."""

    def __init__(self, entries: dict[str, str]) -> None:
        single = {key: value for key, value in entries.items() if len(key) == 1}
        characters = {
            key: value
            for key, value in single.items()
            if key != value and len(value) == 1 and ord(key) < _PLANE
        }
        if len(characters) < _TABLE_PAYS:
            characters = {}
        # A character that stays as it is needs no match: an unmatched character stays, too.
        done = characters.keys() | {key for key, value in single.items() if key == value}
        entries = dict(entries)
        for key in done:
            del entries[key]
        self._keys = list(entries)
        self._set_table(characters)
        self._values = list(entries.values())
        plain = self._table.translated("\n".join(self._keys)).split("\n")  # faster than one by one
        self._is_plain = bytes(map(str.__eq__, self._values, plain))
        self._changes_length = bytes(map(int.__ne__, map(len, self._keys), map(len, self._values)))
        self.keeps_length = 1 not in self._changes_length

    def _set_table(self, characters: dict[str, str]) -> None:
        self._characters = characters
        self._table = CharacterTable(characters)
        self._in_table = re.compile(f"[{''.join(sorted(characters))}]" if characters else "(?!)")

    def parts(self) -> list[bytes]:
        """What :meth:`restored` needs."""
        texts = ("".join(self._characters), "".join(self._characters.values()), "\n".join(self._values))
        automaton = self._automaton.serialize() if self._values else b""
        return [*(text.encode() for text in texts), self._is_plain, self._changes_length, automaton]

    @classmethod
    def restored(cls, parts: list[bytes]) -> Substitution:
        """The substitution that had these parts, in a tenth of the time that its entries take.

        Raises ValueError for what are no such parts.
        """
        from daachorse import CharwiseDoubleArrayAhoCorasick

        keys, becoming, values, is_plain, changes_length, automaton = parts
        self = cls.__new__(cls)
        self._set_table(dict(zip(keys.decode(), becoming.decode(), strict=True)))
        self._values = values.decode().split("\n") if values else []
        self._is_plain, self._changes_length = is_plain, changes_length
        self.keeps_length = 1 not in changes_length
        if not len(self._values) == len(is_plain) == len(changes_length):
            raise ValueError("parts of different substitutions")
        if automaton:
            self._automaton = CharwiseDoubleArrayAhoCorasick.deserialize(automaton)
        return self

    def __len__(self) -> int:
        """How many keys are left to the automaton."""
        return len(self._values)

    @cached_property
    def _automaton(self) -> Any:
        from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

        return CharwiseDoubleArrayAhoCorasick(self._keys, MATCH_KIND_LEFTMOST_LONGEST)

    def convert(self, text: str) -> Conversion:
        """The text with every match replaced, and its alignment."""
        matches = self._find(text)
        return Conversion(self._replaced(text, matches), self._pieces(matches))

    def replaced(self, text: str) -> str:
        """The text with every match replaced."""
        return self._replaced(text, self._find(text))

    def changes(self, text: str) -> Conversion:
        """As :meth:`convert`, with a piece for every match that changes anything, not only its length."""
        matches = self._find(text)
        return Conversion(self._replaced(text, matches), self._changed(text, matches))

    def _find(self, text: str) -> list[Match]:
        matches: list[Match] = self._automaton.find(text) if self._values else []
        return matches

    def _replaced(self, text: str, matches: list[Match]) -> str:
        base = self._table.translated(text)
        is_plain, values = self._is_plain, self._values
        parts: list[str] = []
        last = 0
        for start, end, which in matches:
            if is_plain[which]:
                continue
            if start != last:
                parts.append(base[last:start])
            parts.append(values[which])
            last = end
        if not last:
            return base
        parts.append(base[last:])
        return "".join(parts)

    def _pieces(self, matches: list[Match]) -> tuple[Piece, ...]:
        if self.keeps_length:
            return ()
        pieces: list[Piece] = []
        gained = 0
        for start, end, which in matches:
            if self._changes_length[which]:
                length = len(self._values[which])
                pieces.append((start, end, start + gained, start + gained + length))
                gained += length - (end - start)
        return tuple(pieces)

    def _changed(self, text: str, matches: list[Match]) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        gained = last = 0
        for start, end, value in [
            *((start, end, self._values[which]) for start, end, which in matches),
            (len(text), len(text), ""),
        ]:
            for character in self._in_table.finditer(text, last, start):
                at = character.start()
                pieces.append((at, at + 1, at + gained, at + gained + 1))
            if text[start:end] != value:
                pieces.append((start, end, start + gained, start + gained + len(value)))
            gained += len(value) - (end - start)
            last = end
        return tuple(pieces)
