"""Numbers that date, rank or name something instead of counting it."""

from __future__ import annotations

import re
from functools import cache

from povtool.metrics.amounts.durations import is_duration
from povtool.metrics.amounts.numbers import Number
from povtool.metrics.amounts.units import Unit

_FIRST_YEAR, _LAST_YEAR = 1900, 2040
"""A bare number between these may be a year; policy texts plan no further ahead without saying 年."""
_HIGHEST_RANK = 99
"""Above this, 级 counts steps: no scale of offices, schools or storms is as long."""


def like_a_year(number: Number) -> bool:
    """Whether the number is written as a year would be."""
    if number.scale or number.grouped or number.vague or not _FIRST_YEAR <= number.mantissa <= _LAST_YEAR:
        return False
    return number.mantissa == number.mantissa.to_integral_value()


@cache
def _not_a_count() -> re.Pattern[str]:
    """What stands before a number that is no quantity: ordinals, fractions, Chinese numerals."""
    return re.compile("(?:第 ?|分之|[几十百千万亿兆负]|[0-9]点|[并而]非|不是)$")


@cache
def _several() -> re.Pattern[str]:
    """数 before a power of ten, which it makes several of (数10户); behind a noun it is none (户数10户)."""
    return re.compile("(?<![人总户个次指系基倍件村天岁年多少参函级议划定应])数(?=10+(?![0-9.,%‰]))")


def no_count(text: str, number: Number) -> bool:
    """Whether what stands before a number keeps it from being a quantity."""
    if _not_a_count().search(text, max(0, number.start - 3), number.start):
        return True
    return number.start > 0 and _several().match(text, number.start - 1) is not None


def is_label(text: str, number: Number, unit: Unit) -> bool:
    """Whether number and unit are a date, a rank, a group or a list mark: 2016年, 前10名, 4组村民, 3.2个."""
    before = text[max(0, number.start - 12) : number.start]
    if _figure_of_the_text().search(before) or _school_year().match(text, number.end):
        return True
    if unit.name == "秒" and _minutes_before().search(before):
        return True
    if text[number.end : unit.end] == "里" and before.endswith(("全镇", "全区", "全市", "全乡")):
        return True  # 全镇21里: the neighbourhoods of a town in Taiwan
    if unit.dimension == "duration":
        return not is_duration(text, number, unit)
    if unit.name in ("名", "位") and before.endswith(("前", "列", "居", "第", "排名")):
        return not before.endswith(("底前", "末前", "月前", "日前"))  # 年底前 | 1.2万名群众搬入新居
    if unit.name == "级":
        return number.mantissa <= _HIGHEST_RANK and not number.scale
    if unit.dimension == "score":
        return not _scored(text, number, unit)
    if unit.name == "组":
        return bool(_village().search(before) or _villagers().match(text, unit.end))
    if unit.dimension == "ratio":
        return number.scale > 0 or number.mantissa > 10
    if unit.dimension == "energy" and text[unit.end - 1] == "度":
        return "电" not in before
    return _is_list_mark(before, number, unit)


_SCORED_WITHIN = 100
"""Code points of a sentence before a number in which something must be said of scores."""


def _scored(text: str, number: Number, unit: Unit) -> bool:
    """Whether 分 is a mark in an examination, and no part of an hour, an area, an angle or a price."""
    if number.scale > 4 or _part_of_a_measure().search(text, max(0, number.start - 2), number.start):
        return False
    start = max(0, number.start - _SCORED_WITHIN)
    start = max(start, *(text.rfind(mark, start, number.start) + 1 for mark in "。\n"))
    return bool(_of_scores().search(text, start, number.start) or _scores_behind().match(text, unit.end))


@cache
def _figure_of_the_text() -> re.Pattern[str]:
    """What is numbered in a text: 如表1所示, 图2."""
    return re.compile("(?:[如见由据]|^|[,。(])(?:附?表|附?图|附件|公式)$")


@cache
def _school_year() -> re.Pattern[str]:
    """A year by the count of the Republic: 111 | 學年度."""
    return re.compile("学年度")


@cache
def _minutes_before() -> re.Pattern[str]:
    """What the seconds behind it are a part of: 3分 | 20秒."""
    return re.compile("[0-9]分钟?$")


@cache
def _part_of_a_measure() -> re.Pattern[str]:
    return re.compile("[0-9][时点度亩元角块毛尺寸斗里:]$")


@cache
def _of_scores() -> re.Pattern[str]:
    return re.compile(
        "[得评记计加扣打总满均高低赋]分|扣(?!除)|分[值制数]|考核|考评|测评|测试|成绩|考试|评估|评定|积分|学分|高考|中考|满意度|"
        "排名|指数|评为|竞赛|比赛"
    )


@cache
def _scores_behind() -> re.Pattern[str]:
    return re.compile(
        "(?:以[上下])?(?:的)?(?:加分|扣分|制(?![造作度约])|满分|计分|为满分|为(?:优秀|良好|合格|不合格))"
    )


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
