"""Words that make a date one that is compared with (比2012年, 2016年的6倍), not the date of what is told."""

from __future__ import annotations

import re
from functools import cache


@cache
def comparison() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<![占同环对无好])比|占|较|高于|低于|多于|少于|快于|超过|好于|相比于?|对比|相当于)$"
    )


@cache
def compared_with() -> re.Pattern[str]:
    return re.compile(r"[^,。;\n]{2,14}?(?:相比|相较|对比|持平)")


@cache
def share_verb() -> re.Pattern[str]:
    """What makes a share of what was then of the date behind it: 只有 | 2019年同期的28.4%."""
    return re.compile("(?:只?是|只有|仅有|仅为|相当于|不到|不足|占|[只仅不]及)$")


@cache
def share() -> re.Pattern[str]:
    return re.compile(
        "(?:同期|全年)?[^,。;0-9]{0,10}的[近约不足超过到多]{0,2}(?:[0-9.]+%|[0-9.一二两三四五六七八九]+成|[0-9一二三四五六七八九十]+分之)"
    )


@cache
def as_standard() -> re.Pattern[str]:
    """What makes the year before it one that is measured by: 2012年的1.99倍, 2010年不变价."""
    times = "[近约超]?过?[0-9.一二两三四五六七八九十]{1,6}[多余]?倍"
    return re.compile(f"(?:同期|全年|总量)?的?{times}|的?(?:不变|可比)?价")


@cache
def set_out_from() -> re.Pattern[str]:
    """Behind 由 or 从 and a date: the figure from which a change set out (由上年末 | 的3.7%)."""
    return re.compile("年?(?:同期|年?[底末初])?的[^,。;、0-9]{0,12}[0-9]")
