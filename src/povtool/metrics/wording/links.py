"""What ties two neighbouring quantities together: one list, or one change."""

from __future__ import annotations

import re
from functools import cache

from povtool.metrics.wording.verbs import FALLING, RISING, alternatives

_FARTHEST = 24
"""Code points between two quantities that may still be one statement."""


@cache
def _listing() -> re.Pattern[str]:
    return re.compile(r"[、和及与]|以及")


@cache
def _change() -> re.Pattern[str]:
    part = "[0-9]{1,2}月|年|前[一二三123]个?季度?|上半年"
    date = f"(?:(?:[0-9]{{4}}|[今去前上当])年(?:{part})?[底末初]?|现在|现时|目前|如今|眼下|当前)的?"
    elsewhere = "(?:全国|全省|全区|全市)[^,。;:0-9]{0,10}"
    plan = "“?十[一二三四]五”?末"
    same = "(?:同[期季月])?"
    month = "上月|[0-9]{1,2}月[底末]"
    than = f"(?:上年末?|[前上]一年|[去上]年{same}|年初|{month}|{date}{same}|{plan}|{elsewhere})"
    base = f"(?:同比|环比|按[年季月]|[比较]{than})"
    adverb = "(?:年均|平均(?:每[年月])?|每年平均|每[年月]|名义|实际|累计|分别|共|净|已|又|再|大幅|也)"
    verb = f"(?:{alternatives(RISING + FALLING)}|[多少][卖收挣赚]?了?|变|达|调整|发展(?=[至到为]))"
    return re.compile(
        rf"[,;、(]?(?:{date}|[今去]年)?(?:[扣剔]除(?:价格|物价)因素(?:的?影响)?后?,?|按[^,。;:0-9]{{2,8}}计算?,)?(?:时间|[一二三四五六七八九十0-9]{{1,2}}年(?:间|来|共))?[但仍还也]{{0,2}}{base}?{adverb}{{0,3}}(?:{verb}[至到为成了]{{0,2}}|提到|[至到])(?:{date})?|,?(?:是|只有|仅有|仅为|[只仅不]及|相当于|不到|不足)(?:{date}(?:同期)?|(?:上年|去年)同期)的?|,?{date}(?:还|仅|才)?(?:只有|仅有|仅|只|为|是|有)|,占(?:比|比重)?[为达]?"
    )


@cache
def _comparison() -> re.Pattern[str]:
    ends = "高|低|多|少|快|慢"
    return re.compile(
        "[,、(]?(?:增速|增幅)?(?:[但仍还也均都]|分别){0,2}(?:"
        f"[比较](?:同期)?[^,。;:、0-9]{{2,14}}?(?:{ends})[出于了]?"
        f"|(?:{ends})[于出](?:同期)?(?:[^,。;:、0-9]{{2,6}}、)?[^,。;:、0-9]{{2,14}}|领先[^,。;:、0-9]{{2,14}})"
    )


def compared(between: str) -> bool:
    """Whether what stands between two quantities makes the second how far the first is from another level.

    >>> compared(",高于全省平均水平"), compared(",比全国平均高"), compared(",高于")
    (True, True, False)
    """
    return len(between) <= _FARTHEST and _comparison().fullmatch(between) is not None


def held_against(between: str) -> bool:
    """Whether what stands behind a figure in brackets goes on with what that figure is compared with:
    比上年(36.6%) | 增加, 比全国(2.5%) | 高.

    >>> held_against("增加"), held_against("高出"), held_against("投入")
    (True, True, False)
    """
    return _further().fullmatch(between) is not None


@cache
def _further() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(RISING + FALLING)}|[高低多少快慢])[出了]?")


def part(between: str) -> bool:
    """Whether what stands between two quantities makes the second a part of the first.

    >>> part(",其中省级"), part(",其中脱贫户")
    (True, False)
    """
    return _part().fullmatch(between) is not None


@cache
def _part() -> re.Pattern[str]:
    return re.compile("[,(]?其中:?(?:[中省市县]级|中央|当年|今年|新增|[0-9]{4}年)?[为达]?")


def listed(between: str) -> bool:
    """Whether what stands between two quantities makes them members of one list; nothing does (68户260人).

    >>> listed("、"), listed(""), listed("脱贫、")
    (True, True, False)
    """
    return not between or _listing().fullmatch(between) is not None


def changed(between: str) -> bool:
    """Whether what stands between two quantities makes the second a change of the first.

    >>> changed("下降到"), changed(",比上年增长"), changed("投入")
    (True, True, False)
    """
    return len(between) <= _FARTHEST and _change().fullmatch(between) is not None
