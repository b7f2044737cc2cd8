"""The words that bound how far a mention of time reaches: points in time, parts, asides, tied numbers."""

from __future__ import annotations

import re
from functools import cache


@cache
def breakdown() -> re.Pattern[str]:
    return re.compile("(?:[分按][^,。;0-9]{1,10}[看分]|从[^,。;0-9]{1,10}(?:看|来看)),|其中,")


@cache
def point() -> re.Pattern[str]:
    return re.compile("[末底]前?$|(?:[日号]|月)前$")


@cache
def as_of() -> re.Pattern[str]:
    return re.compile("截[至止]到?$|(?:^|[,。;\\n])至$")


@cache
def of_part() -> re.Pattern[str]:
    return re.compile("其中|(?:^|[,;。:])到$")


@cache
def number_soon() -> re.Pattern[str]:
    return re.compile("年?(?:同期|年底)?的[^,。;、0-9]{1,12}[0-9]")


@cache
def what_is_left() -> re.Pattern[str]:
    """Behind what happened in a year, how things stand now: 去年31个县申请摘帽,尚未摘帽的还有8个."""
    return re.compile("[0-9][^。;]*,[^,。;]{0,12}(?:还有|尚有|仍有|还剩|仍剩|尚余)")


@cache
def number_behind() -> re.Pattern[str]:
    return re.compile("年?(?:同期|年底)?的(?:超过|不足|不到|将近|接近|大约|仅有|[约近超逾仅])?[0-9]")


@cache
def to_this_day() -> re.Pattern[str]:
    return re.compile("[至迄]今|(?:截[至止])?到?目前")


@cache
def set_aside() -> re.Pattern[str]:
    return re.compile(
        "(?<![现存正])在[^,。;\n]{2,40}?(?:的?同时|基础上|之际)[,,]?|[自从][^,。;\n]{2,30}?[以之]?后,"
        "|为了?(?:确保|保证|实现|完成)[^,。;\n]{2,40}?,"
    )


@cache
def founded() -> re.Pattern[str]:
    """What began in a year and goes on: 成立于2015年, | 至今; 2015年成立, | 至今."""
    begun = "成立|创办|创建|组建|启动|开办|开业|投产|建成|设立|起步|始建|入驻|结对"
    return re.compile(
        f"(?:{begun})于[^,。;]{{2,8}},$|年(?:[0-9]{{1,2}}月)?[^,。;0-9]{{0,8}}(?:{begun})[^,。;0-9]{{0,4}},$"
    )
