"""Shares in Chinese numerals: 百分之三点五, 千分之五, 三分之二, 一半, 过半."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from povtool.metrics.amounts.bounds import bound_after, bound_before
from povtool.metrics.amounts.hanzi import NUMERAL, read

FRACTION = "fraction"
_OF = {"百": ("%", "percent"), "千": ("‰", "permille"), "万": ("‱", "permyriad")}
_HALF = ("1/2", FRACTION)


_SLOGANS = frozenset(
    {"时间", "任务", "赛程", "行程", "进程", "进度", "路程", "征程", "工期", "时限", "任期", "年度", "学期"}
)
"""What 过半 says nothing of that is counted (时间过半,任务过半)."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share; offsets are code points, end exclusive, without the words of bound."""

    start: int
    end: int
    value: Decimal
    """How many of ``unit``: 2 of 三分之二, whose unit is 1/3, since two thirds are no decimal."""
    unit: str
    dimension: str
    bound: str | None
    phrase_start: int
    phrase_end: int


@cache
def _spelled() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<whole>[百千万]|[{NUMERAL}]{{1,2}})分之"
        rf"(?P<part>[{NUMERAL}]{{1,8}}(?:点[零〇一二三四五六七八九]{{1,6}})?)(?![{NUMERAL}点0-9]|分之)(?P<vague>[几多])?"
    )


@cache
def _range_follows() -> re.Pattern[str]:
    return re.compile(rf" ?[-–—~〜至到] ?(?:[百千万]分之)?[{NUMERAL}]")


@cache
def _half_counted() -> re.Pattern[str]:
    """What follows 一半 where it is a share of something: 一半以上, 一半的贫困户, 一半左右, 一半。"""
    return re.compile("以上|以下|左右|的|人|农|贫困|村|群众|,|。|;|!|、|$|\n")


@cache
def _takes_half() -> re.Pattern[str]:
    return re.compile(
        "(?:占|占了|达|达到|减少|减少了|下降|下降了|减|降低|降低了|完成|完成了|的|至|到|有|缩短|缩短了)$"
    )


@cache
def _majority() -> re.Pattern[str]:
    return re.compile("(?:数(?!字|据|学)|以上|的|[,。;!、\n]|$|贫困|农|村|群众|人)")


def share_at(text: str, position: int) -> Share | None:
    """The share at ``position`` of a folded text, or None.

    >>> share = share_at("占三分之二以上", 1)
    >>> share.value, share.unit, share.bound
    (Decimal('2'), '1/3', 'gt')
    """
    if text[position] in "一半" and not text.startswith("一分之", position):
        return _half(text, position)
    match = _spelled().match(text, position)
    if match is None or _range_follows().match(text, match.end()) or match["vague"]:
        return None
    if text[max(0, position - 1) : position] in ("个", "第", "负"):
        return None  # 八个百分之百
    part = read(match["part"])
    if part is None or part.low != part.high:
        return None
    unit, dimension = _OF.get(match["whole"], (None, FRACTION))
    if unit is None:
        whole = read(match["whole"])
        if whole is None or whole.low != whole.high or not 0 < part.low < whole.low:
            return None
        unit = f"1/{whole.low}"
    return _bounded(text, match.start(), match.end(), part.low, (unit, dimension))


def _half(text: str, position: int) -> Share | None:
    end = text.index("半", position) + 1
    bound, begin = bound_before(text, position)
    if begin == position and text[position - 1 : position] == "过" and position > 1:
        bound, begin = "gt", position - 1
    if text[position] == "一":
        opening = text.startswith("的", end) and not "一" <= text[begin - 1 : begin] <= "鿿"
        said = opening or bound is not None or _takes_half().search(text, max(0, begin - 3), begin)
        if not said or not _half_counted().match(text, end):
            return None
    elif not _is_majority(text, position, end, begin):
        return None
    share = _bounded(text, position, end, Decimal(1), _HALF)
    return share if share.bound or text[position] == "一" else None


def _is_majority(text: str, position: int, end: int, begin: int) -> bool:
    """Whether 半 stands for half of a whole: 过半, 超过半数, 近半数, 半数以上."""
    if text[position - 3 : position - 1] in _SLOGANS:
        return False
    if text[begin : begin + 1] == "过" and not "一" <= text[begin - 1 : begin] <= "鿿":
        return False
    if text.startswith("数", end):
        return True
    return begin < position and bool(_majority().match(text, end))


def _bounded(text: str, start: int, end: int, value: Decimal, unit: tuple[str, str]) -> Share:
    if text[start:end] == "半" and text.startswith("数", end):
        end += 1
    bound, begin = bound_before(text, start)
    if bound is None and text[start] == "半" and text[max(0, start - 1) : start] == "过":
        bound, begin = "gt", start - 1
    after, phrase_end = bound_after(text, end)
    return Share(start, end, value, *unit, bound or after, begin, phrase_end)
