"""What a report says of itself: the one year that it is about, and the day on which it was given."""

from __future__ import annotations

import re
from functools import cache

from povtool.metrics.times.calendar import Day
from povtool.metrics.times.periods import mentions

_HEAD = 400
"""Code points at the beginning of a report in which its day stands."""


def title_period(title: str, reference: Day | None) -> str | None:
    """The one year that a report is about by its title, None for any other title.

    >>> title_period("2019年国民经济和社会发展统计公报", None), title_period("2019年政府工作报告", None)
    ('2019', None)
    """
    if not _of_one_period().search(title):
        return None
    said = [mention for mention in mentions(title, reference) if not mention.base]
    return said[0].value if len(said) == 1 else None


def own_periods(title: str, reference: Day | None) -> dict[str, str]:
    """What 规划期 and 报告期 mean in a text, by the one stretch of years or the one year in its title.

    >>> own_periods("某市“十四五”规划(2021—2025年)", None), own_periods("集团2021年度社会责任报告", None)
    ({'规划期': '2021/2025'}, {'报告期': '2021'})
    """
    said = {mention.value for mention in mentions(title, reference) if not mention.base}
    value = said.pop() if len(said) == 1 else None
    if value and "规划" in title and "/" in value and not value.endswith("/"):
        return {"规划期": value}
    if value and "报告" in title and "/" not in value:
        return {"报告期": value}
    return {}


def delivered(text: str) -> Day | None:
    """The day a report was given, where its first lines say so; ``text`` is folded.

    >>> delivered("政府工作报告\\n(2018年12月26日在兴文县第十六届人民代表大会第四次会议上)\\n各位代表:")
    Day(year=2018, month=12, day=26)
    """
    match = _delivery().search(text, 0, _HEAD)
    return Day(int(match[1]), int(match[2]), int(match[3])) if match else None


@cache
def _delivery() -> re.Pattern[str]:
    return re.compile(
        "([12][0-9]{3})年(1[0-2]|[1-9])月([1-3]?[0-9])日在?[^\n。]{4,50}(?:会议?|大会|全会|论坛)上"
    )


@cache
def _of_one_period() -> re.Pattern[str]:
    return re.compile(
        "公报|工作总结|工作要点|工作计划|实施方案|实施计划|工作安排|工作综述|情况(?:的)?报告$|年鉴|完成情况|大事记"
    )
