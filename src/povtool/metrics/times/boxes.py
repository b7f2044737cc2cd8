"""Titles and quotations of a text: what is said inside one holds only there."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from povtool.metrics.times.periods import Mention


class Boxes:
    """Titles and quotations: what a mention inside one says holds only there."""

    def __init__(self, text: str) -> None:
        self._spans = [match.span() for match in _box().finditer(text)]
        self._starts = [start for start, _ in self._spans]

    def around(self, start: int, end: int) -> int | None:
        index = bisect_right(self._starts, start) - 1
        if index >= 0 and end <= self._spans[index][1]:
            opened, closed = self._spans[index]
            return None if (opened >= start - 1 and closed <= end + 1) else index
        return None

    def shared(self, mention: Mention, position: int) -> bool:
        """Whether a mention is in no box, or in the same one as a place."""
        box = self.around(mention.start, mention.end)
        return box is None or box == self.around(position, position)


@cache
def _box() -> re.Pattern[str]:
    return re.compile(
        r"《[^《》\n]{1,80}》|〈[^〈〉\n]{1,80}〉|“[^“”\n]{1,40}”|「[^「」\n]{1,40}」|『[^『』\n]{1,40}』"
    )
