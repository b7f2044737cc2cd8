"""The periods of a text's figures in view of each other: members of lists, and the ends of changes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from povtool.metrics.aligned import Member
from povtool.metrics.amounts.quantities import Quantity
from povtool.metrics.changes import FROM, TO, Change
from povtool.metrics.relation import DELTA
from povtool.metrics.status import TARGET, Weighing
from povtool.metrics.times import calendar
from povtool.metrics.times.dating import Dating, Period
from povtool.metrics.wording.discourse import Layout

_NEAR = 2
"""Code points between a date and the end of a change that it dates (由2012年底的32%)."""


def timing(
    layout: Layout,
    dating: Dating,
    weighing: Weighing,
    found: Sequence[Quantity],
    linked: Sequence[Change],
    members: Mapping[int, Member],
) -> list[Period | None]:
    """For each quantity its period, None where the text leaves it open.

    A member of a list behind 分别 has the year that is its turn. The ends of a change are dated by the words
    right before them, or by a period that says both (从2012年底到2019年底,由9899万减至551万). The amount of a
    change that is dated at both ends is of the time between.
    """
    periods: list[Period | None] = []
    for index, (quantity, change) in enumerate(zip(found, linked, strict=True)):
        member = members.get(index)
        if member and member.period:
            period: Period | None = Period(member.period, member.span, "sentence")
        else:
            ratio = quantity.dimension == "multiple"
            period = dating.of(quantity.phrase_start, quantity.end, ratio=ratio)
        if period and quantity.unit == "岁" and not (period.span and _near(period.span, quantity)):
            period = None
        if (
            period
            and quantity.dimension == "length"
            and _far().search(layout.text[slice(*_around(layout, quantity))])
        ):
            period = None  # how far it is has no date
        if period and change.role:
            period = _of_end(layout.text, quantity, change, period)
        if change.role and (told := _meanwhile(layout.text, found, linked, periods, index)):
            period = told
        if period and period.inherited and change.role == TO and change.partner is not None:
            begun = periods[change.partner]
            period = None if begun and not begun.inherited else period  # 由去年底的286个增加到1010个: now
        elif period and quantity.dimension == "duration" and period.inherited:
            period = None  # a length of time has no period but what its sentence says
        if change.relation == DELTA and _year_on_year(layout.text, change) and linked[index - 1].role == TO:
            same = layout.sentence(found[index - 1].start) == layout.sentence(quantity.start)
            period = (periods[index - 1] if same else None) or period
        elif change.relation == DELTA and not (period and _since_last(period, found, index)):
            period = _between_ends(layout, found, linked, periods, index) or period
        carried = period is not None and period.scope == "paragraph"
        if period and carried and _planned_after(weighing, quantity, period):
            period = None
        periods.append(period)
    return periods


def _planned_after(weighing: Weighing, quantity: Quantity, period: Period) -> bool:
    """Whether a plan stands behind the report of a year that is over, which it does not carry on."""
    said = weighing.of(quantity.phrase_start, quantity.end)
    return (
        said.name == TARGET and not weighing.estimated(said) and weighing.over(period.value, quantity.start)
    )


def _of_end(text: str, quantity: Quantity, change: Change, period: Period) -> Period | None:
    near = period.span is not None and _near(period.span, quantity)
    first, slash, last = period.value.partition("/")
    if not slash:
        return period if near or change.role == TO else None
    spans = period.span is not None and text[max(0, period.span[0] - 1) : period.span[0]] in (
        "从",
        "自",
        "由",
    )
    if last and (spans or _years_named().match(text, period.span[0] if period.span else len(text))):
        return period._replace(value=first if change.role == FROM else last)
    planned = period.scope == "sentence" and period.span and _plan_named().match(text, period.span[0])
    # 2007年起,由3000元提高到8000元; 十四五期间由14.63增至16.5
    return period if change.role == TO and (not last or planned) else None


def _meanwhile(
    text: str,
    found: Sequence[Quantity],
    linked: Sequence[Change],
    periods: Sequence[Period | None],
    index: int,
) -> Period | None:
    """The period of that end of the change told before, for one of the same time.

    由2013年底的552万人降至2019年底的17.5万人;人均收入同期由 | 5589元增至9629元.
    """
    change = linked[index]
    begin = index if change.role == FROM or change.partner is None else change.partner
    lead = found[begin].phrase_start
    if not _same_time().search(text, max(0, lead - 3), lead):
        return None
    for later in range(begin - 1, max(-1, begin - 1 - _MOST), -1):
        partner = linked[later].partner
        if linked[later].role == TO and partner is not None:
            return periods[partner if change.role == FROM else later]
    return None


@cache
def _same_time() -> re.Pattern[str]:
    return re.compile("同期[由从自]$")


def _around(layout: Layout, quantity: Quantity) -> tuple[int, int]:
    return layout.clause_start(quantity.phrase_start), layout.clause_end(quantity.end)


@cache
def _plan_named() -> re.Pattern[str]:
    return re.compile('[“"「『]?(?:十[一二三四五]|[七八九])五')


@cache
def _years_named() -> re.Pattern[str]:
    """Two years that say both ends of a change: 2012年至2017年,贫困人口从755万人减少到246万人."""
    return re.compile("[0-9]{4}年[至到][0-9]{4}年(?![末底初]?前)")


@cache
def _far() -> re.Pattern[str]:
    return re.compile("距|相隔|海拔|跨越|路程|车程|以外的|[里米]外")


def _year_on_year(text: str, change: Change) -> bool:
    """Whether a change is one from the period before, which is not that of the beginning just told."""
    return change.base is not None and text[slice(*change.base)] in ("同比", "环比", "按年", "按季", "按月")


def _near(said: tuple[int, int], quantity: Quantity) -> bool:
    """Whether a date stands right before a quantity, as the one of the end of a change or of an age does."""
    return said[1] + _NEAR >= quantity.phrase_start


def _since_last(period: Period, found: Sequence[Quantity], index: int) -> bool:
    """Whether a period is said between a quantity and the one before it, and so for this one."""
    return index > 0 and period.span is not None and period.span[0] >= found[index - 1].end


def _between_ends(
    layout: Layout,
    found: Sequence[Quantity],
    linked: Sequence[Change],
    periods: Sequence[Period | None],
    index: int,
) -> Period | None:
    """The time between the ends of the last change that the sentence told before a quantity."""
    first, _ = layout.sentences[layout.sentence(found[index].start)]
    for later in range(index - 1, max(-1, index - 1 - _MOST), -1):
        if found[later].start < first:
            return None
        partner = linked[later].partner
        if linked[later].role != TO or partner is None:
            continue
        begin, end = periods[partner], periods[later]
        value = begin and end and calendar.span(begin.value, end.value)
        return end._replace(value=value, scope="sentence") if end and value else None
    return None


_MOST = 4
"""Figures back that a change may have been told."""
