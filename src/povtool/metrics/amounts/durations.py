"""Whether a number before 年, 个月 or 天 is a stretch of time and not a date."""

from __future__ import annotations

import re
from functools import cache

from povtool.metrics.amounts.numbers import Number
from povtool.metrics.amounts.units import Unit

_SURE = 10
"""Fewer years than this are hardly ever a date."""
_FIRST_OF_REPUBLIC, _REPUBLIC = 101, 130
"""From the one to the other a number of years may be a year as Taiwan counts them (109年, which is 2020)."""


@cache
def _said_before() -> re.Pattern[str]:
    return re.compile(
        r"(?:近|约|超过?|连续|历时|历经|用了?|经过|长达|长期|期限|满|过去|为期|每|仅|需要?|持续|最长|前后|"
        r"实施|实行|至少|不少于|不超过|不低于|累计|成立|走过|延长|任期)$"
    )


@cache
def _said_after() -> re.Pattern[str]:
    return re.compile(r"(?:来|间|之?内|里|以上|以下|以内|左右|免费|义务|时间|历程|历史|多|余|的|期|不变)")


@cache
def _goes_on_year() -> re.Pattern[str]:
    """The years that the months behind them are added to (1年3个月)."""
    return re.compile(r"(?:^|[^0-9])[0-9]{1,2}年$")


def is_duration(text: str, number: Number, unit: Unit) -> bool:
    """Whether the number and its unit of time say how long, for certain.

    15年 may be the year 2015, so two digits before 年 need a word beside them that speaks of duration.
    """
    before = text[max(0, number.start - 4) : number.start]
    if before.endswith(("前", "头", "第", "十", "公元")) and unit.name in ("个月", "年", "天", "季度"):
        return False
    if unit.name != "年" or number.value is None:
        return not _goes_on_year().search(before)
    if number.value >= 1000 or _year_of_the_republic(text, number, unit):
        return False
    if number.value < _SURE or number.value >= _REPUBLIC or number.vague or unit.vague:
        return True
    if 100 <= number.value < _FIRST_OF_REPUBLIC:
        return True
    return bool(_said_before().search(before) or _said_after().match(text, unit.end))


def _year_of_the_republic(text: str, number: Number, unit: Unit) -> bool:
    """Whether 年 ends a year as Taiwan counts them (109年7月9日, 109年度, 民国98年)."""
    if text.endswith("民国", 0, number.start):
        return True
    return (
        _FIRST_OF_REPUBLIC <= (number.value or 0) < _REPUBLIC
        and _goes_on_date().match(text, unit.end) is not None
    )


@cache
def _goes_on_date() -> re.Pattern[str]:
    return re.compile("[0-9]{1,2}月|度|[底末初]|[至到-][0-9]{3}年|起(?![点步伏])")
