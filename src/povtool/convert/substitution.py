"""One conversion step: every key of a mapping replaced by its value, leftmost and longest first."""

from __future__ import annotations

from povtool.convert.alignment import Conversion, Piece
from povtool.convert.ideographs import has_operator, stretches

Match = tuple[int, int, int]
"""``(start, end, which)``: a stretch of text in code points, and the index of the key that it is."""


class Substitution:
    """A mapping made ready to be applied to texts.

    >>> Substitution({"干": "幹", "干燥": "乾燥"}).convert("干部干燥").text
    '幹部乾燥'
    """

    def __init__(self, entries: dict[str, str]) -> None:
        from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

        # A single character that stays as it is needs no match: an unmatched character stays, too.
        kept = {key: value for key, value in entries.items() if len(key) > 1 or key != value}
        self._automaton = CharwiseDoubleArrayAhoCorasick(list(kept), MATCH_KIND_LEFTMOST_LONGEST)
        self._values = list(kept.values())
        self._changes_length = frozenset(
            which for which, (key, value) in enumerate(kept.items()) if len(key) != len(value)
        )

    def convert(self, text: str) -> Conversion:
        """The text with every match replaced, and its alignment."""
        matches = self._find(text)
        return Conversion(self._replaced(text, matches), self._pieces(matches))

    def replaced(self, text: str) -> str:
        """The text with every match replaced."""
        return self._replaced(text, self._find(text))

    def _find(self, text: str) -> list[Match]:
        if not has_operator(text):
            return self._automaton.find(text)
        return [
            (start + match_start, start + match_end, which)
            for start, end in stretches(text)
            for match_start, match_end, which in self._automaton.find(text[start:end])
        ]

    def _replaced(self, text: str, matches: list[Match]) -> str:
        if not matches:
            return text
        values = self._values
        parts: list[str] = []
        last = 0
        for start, end, which in matches:
            if start != last:
                parts.append(text[last:start])
            parts.append(values[which])
            last = end
        parts.append(text[last:])
        return "".join(parts)

    def _pieces(self, matches: list[Match]) -> tuple[Piece, ...]:
        if not self._changes_length:
            return ()
        pieces: list[Piece] = []
        gained = 0
        for start, end, which in matches:
            if which in self._changes_length:
                length = len(self._values[which])
                pieces.append((start, end, start + gained, start + gained + length))
                gained += length - (end - start)
        return tuple(pieces)
