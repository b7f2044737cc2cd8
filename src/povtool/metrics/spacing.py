"""Spaces that writers and editors set around numerals (减少 16.3 万人), taken out for reading.

Whether there is such a space says nothing, so what is claimed must not depend on it. A space between two
numerals stays: it may stand between the cells of a table, or within one number. Offsets are put back in the
end, so that records speak of the text as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

from povtool.records import Record

Span = tuple[int, int]


@cache
def _around_numeral() -> re.Pattern[str]:
    """A numeral with a space on one side at least, and no numeral behind the space."""
    han, space = "[\u4e00-\u9fff]", "[ \u00a0\u2009\u202f]"
    numeral = "[0-9]+(?:[.,][0-9]+)*"
    return re.compile(
        rf"(?:(?<={han})(?P<before>{space})|(?<![0-9])(?<![0-9][.,]))(?<![0-9]{space}){numeral}[%‰]?"
        rf"(?:(?P<after>{space})(?={han})|(?!{space}?[0-9]))"
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """A text without the spaces around its numerals."""

    text: str
    folded: str
    origins: list[int] | None
    """For each character and for the end, the offset in the text as written; None if that is the same."""

    def spans(self, written: list[Span]) -> list[Span]:
        """Where spans of the text as written lie in this one."""
        if self.origins is None:
            return written
        return [(bisect_left(self.origins, start), bisect_left(self.origins, end)) for start, end in written]

    def restored(self, record: Record, written: str) -> Record:
        """A record of this text as one of the text as written."""
        if self.origins is None:
            return record
        start, end = self.span(record["start"], record["end"])
        restored = record | {"start": start, "end": end, "raw": written[start:end]}
        if "sentence" in record:
            begin = record["sentence_start"]
            low, high = self.span(begin, begin + len(record["sentence"]))
            restored |= {"sentence": written[low:high], "sentence_start": low}
        if "evidence" in record:
            restored["evidence"] = {name: list(self.span(*span)) for name, span in record["evidence"].items()}
        return restored

    def span(self, start: int, end: int) -> Span:
        """Where a span of this text lies in the text as written."""
        if self.origins is None:
            return start, end
        return self.origins[start], self.origins[end - 1] + 1 if end > start else self.origins[start]


def unspaced(text: str, folded: str) -> Reading:
    """The reading of a text and its folded form; both have the same length.

    >>> unspaced("減少 16.3 萬人,12 350戶", "减少 16.3 万人,12 350户").text
    '減少16.3萬人,12 350戶'
    """
    cuts = _spaces(folded)
    if not cuts:
        return Reading(text, folded, None)
    borders = [-1, *cuts, len(text)]
    kept = [range(low + 1, high) for low, high in pairwise(borders)]
    return Reading(
        "".join(text[piece.start : piece.stop] for piece in kept),
        "".join(folded[piece.start : piece.stop] for piece in kept),
        [*chain.from_iterable(kept), len(text)],
    )


def _spaces(folded: str) -> list[int]:
    if not _beside_numeral().search(folded):
        return []
    cuts: list[int] = []
    for match in _around_numeral().finditer(folded):
        cuts += [match.start(side) for side in ("before", "after") if match[side]]
    return cuts


@cache
def _beside_numeral() -> re.Pattern[str]:
    """A space between a Chinese character and a numeral: found much sooner than which of them to cut."""
    return re.compile("[ \u00a0\u2009\u202f](?:(?<=[\u4e00-\u9fff].)[0-9]|(?<=[0-9%‰].)[\u4e00-\u9fff])")
