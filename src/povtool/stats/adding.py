"""Which claims add up: the sum of a column of figures is a figure of its own, and often a wrong one."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from povtool.convert.script import simplify
from povtool.records import Record
from povtool.stats.tables import Value

_INTENSIVE_DIMENSIONS = frozenset(
    {
        *("percent", "percentage-point", "permille", "basis-point", "multiple", "ratio", "rate"),
        *("duration", "temperature", "sound", "pressure", "voltage", "age"),
    }
)
"""Dimensions in which two quantities do not add up to a third."""

_INTENSIVE_UNITS = frozenset({"%", "‰", "百分点", "基点", "成", "倍", "番", "℃", "岁"})
"""Their units, for records that name no dimension."""


def is_additive(metric: Record) -> bool:
    """Whether quantities of this unit add up at all: not shares, multiples, durations, rates (元/年).

    >>> is_additive({"unit": "人"}), is_additive({"unit": "元/年"}), is_additive({"unit": "%"})
    (True, False, False)
    """
    unit = metric.get("unit")
    if unit is None or "/" in unit or simplify(unit) in _INTENSIVE_UNITS:
        return False
    dimension = metric.get("dimension")
    return not isinstance(dimension, str) or dimension not in _INTENSIVE_DIMENSIONS


def add_up(places: Collection[Value], periods: Collection[Value], claims: int, *, changes: bool) -> bool:
    """Whether claims about one thing, in one unit, add up; ``places`` and ``periods`` are the different ones
    of them.

    ``changes`` says that all are changes in one direction, against no base. One claim is its own sum.
    Several add up where they are changes in one known place over periods that do not overlap: people lifted
    out of poverty in 2016 and in 2017. Levels of several periods do not (who was poor in 2016 was also poor
    in 2015), nor claims of one place and period, which say the same thing twice or disagree. Those of several
    places might, but one place lies in another (拉萨 in 西藏), and a name does not say so.

    >>> add_up({"西藏"}, {"2016", "2017"}, 2, changes=True)
    True
    >>> add_up({"西藏"}, {"2016", "2016/2020"}, 2, changes=True)
    False
    >>> add_up({None}, {None}, 2, changes=False), add_up({None}, {None}, 1, changes=False)
    (False, True)
    """
    if claims == 1:
        return True
    if not changes or len(places) != 1 or None in places or len(periods) < claims:
        return False
    spans = [span(period) for period in periods if isinstance(period, str)]
    if len(spans) != claims or any(start > end for start, end in spans):
        return False
    spans.sort()
    return all(before[1] < after[0] for before, after in pairwise(spans))


def length(period: str) -> str | None:
    """How long a period of whole years, whole months or a day is, in words; None for any other.

    >>> length("2018"), length("2016/2020"), length("2018-03/2018-04"), length("2018-03-05")
    ('12 months', '60 months', '2 months', '1 day')
    >>> length("2018/"), length("2018-03-05/2018-03-09")
    (None, None)
    """
    if _DAY.fullmatch(period):
        return "1 day"
    first, slash, last = period.partition("/")
    ends = _MONTH.fullmatch(first), _MONTH.fullmatch(last if slash else first)
    if not (ends[0] and ends[1]):
        return None
    (year, month), (last_year, last_month) = (match.groups() for match in ends if match)
    months = 12 * (int(last_year) - int(year)) + int(last_month or 12) - int(month or 1) + 1
    return f"{months} months" if months > 0 else None


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")
_OPEN = "~"
"""Sorts behind every date."""


def span(period: str) -> tuple[str, str]:
    """First and last date of an ISO 8601 period as text that sorts; an open end is open.

    >>> span("2016/2020"), span("2018"), span("2012-11/")
    (('2016', '2020~'), ('2018', '2018~'), ('2012-11', '~'))
    """
    start, slash, end = period.partition("/")
    return start.removesuffix("..") if start != ".." else "", (end or "") + _OPEN if slash else start + _OPEN
