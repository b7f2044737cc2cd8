"""Numbers that date, rank or name something instead of counting it."""

from __future__ import annotations

import re
from functools import cache

from povtool.metrics.durations import is_duration
from povtool.metrics.numbers import Number
from povtool.metrics.units import Unit

_FIRST_YEAR, _LAST_YEAR = 1900, 2040
"""A bare number between these may be a year; policy texts plan no further ahead without saying 年."""
_HIGHEST_RANK = 99
"""Above this, 级 counts steps: no scale of offices, schools or storms is as long."""


def like_a_year(number: Number) -> bool:
    """Whether the number is written as a year would be."""
    if number.scale or number.grouped or number.vague or not _FIRST_YEAR <= number.mantissa <= _LAST_YEAR:
        return False
    return number.mantissa == number.mantissa.to_integral_value()


def is_label(text: str, number: Number, unit: Unit) -> bool:
    """Whether number and unit are a date, a rank, a group or a list mark: 2016年, 前10名, 4组村民, 3.2个."""
    before = text[max(0, number.start - 12) : number.start]
    if unit.dimension == "duration":
        return not is_duration(text, number, unit)
    if unit.name in ("名", "位") and before.endswith(("前", "列", "居", "第", "排名")):
        return True
    if unit.name == "级":
        return number.mantissa <= _HIGHEST_RANK and not number.scale
    if unit.name == "组":
        return bool(_village().search(before) or _villagers().match(text, unit.end))
    if unit.dimension == "ratio":
        return number.scale > 0 or number.mantissa > 10
    if unit.dimension == "energy" and text[unit.end - 1] == "度":
        return "电" not in before
    return _is_list_mark(before, number, unit)


def _is_list_mark(before: str, number: Number, unit: Unit) -> bool:
    """Whether the number begins a line and its point is one between a list mark and a count (3.2个 …)."""
    fraction = number.mantissa != number.mantissa.to_integral_value()
    line_start = not before or before.endswith("\n")
    return (
        line_start and fraction and not number.scale and unit.dimension in ("count", "people", "households")
    )


@cache
def _village() -> re.Pattern[str]:
    """What stands before the number of a villagers' group: 铁坪村4组, 顾李村3组、5组."""
    return re.compile(r"(?:[村屯寨庄社区队]|小组)(?:[0-9]{1,2}组?[、,和及至到-])*$")


@cache
def _villagers() -> re.Pattern[str]:
    return re.compile(r"(?:[、和及至到-][0-9]{1,2}组){0,8}(?:的?(?:村民|居民|社员|组长)|[0-9])")
