"""Diaries and logs: texts whose lines of a date each begin an entry that was written on that day."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from povtool.metrics.times.calendar import Day

_FEWEST = 2
"""Entries from which a text is a log; one dated line may be when it was given or published."""


class Entries:
    """The entries of one text, each with its day."""

    def __init__(self, found: list[tuple[int, Day]]) -> None:
        self._starts = [start for start, _ in found]
        self._days = [day for _, day in found]

    def day(self, position: int) -> Day | None:
        """The day of the entry around a code point, None where the text is no log or it has not begun."""
        index = bisect_right(self._starts, position) - 1
        return self._days[index] if index >= 0 else None


def entries(text: str) -> Entries:
    """The entries of a folded text.

    >>> found = entries("2018年3月1日 晴\\n今年种树。\\n2019年5月2日 星期四\\n今年养鸡。")
    >>> found.day(15), entries("2018年3月1日\\n今年种树。").day(12)
    (Day(year=2018, month=3, day=1), None)
    """
    found = [
        (match.start(), Day(int(match[1]), int(match[2]), int(match[3]))) for match in _dated().finditer(text)
    ]
    return Entries(found if len(found) >= _FEWEST else [])


@cache
def _dated() -> re.Pattern[str]:
    """A line that is a date, with the day of the week or the weather behind it at most."""
    weather = "[晴阴雨雪雾霜风多云小中大阵雷间转到夹冰雹有沙尘暴]{1,8}"
    more = f"(?:[ \u3000,(]*(?:(?:星期|周)[一二三四五六日天]|农历[^\n 。]{{2,8}}|{weather})[)]?){{0,3}}"
    day = "((?:19|20)[0-9]{2})年(1[0-2]|[1-9])月(3[01]|[12][0-9]|[1-9])日"
    return re.compile(f"^[ \u3000]*{day}{more}[ \u3000]*$", re.MULTILINE)
