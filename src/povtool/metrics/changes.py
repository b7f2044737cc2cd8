"""Changes: both ends of one (由32%下降到15%), its direction, what it is compared with (比上年, 同比)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from povtool.metrics.links import changed
from povtool.metrics.quantities import Quantity
from povtool.metrics.relation import DELTA, relation

FROM = "from"
TO = "to"
UP = "up"
DOWN = "down"

_FARTHEST = 12
"""Code points between 由 and the number it leads to (从2012年末的9899万人)."""
_BASE_REACH = 24


@dataclass(frozen=True, slots=True)
class Change:
    """How a quantity takes part in a change; offsets are code points of the text."""

    role: str | None = None
    """``from`` or ``to`` where the text says both ends."""
    partner: int | None = None
    """The index of the other end."""
    direction: str | None = None
    """``up`` or ``down``, of an end point or of the amount of a change."""
    base: tuple[int, int] | None = None
    """What the change is compared with: 同比, 比上年, 较2015年末."""


def changes(text: str, found: Sequence[Quantity]) -> list[Change]:
    """For each quantity of a folded text its part in a change.

    >>> from povtool.metrics.quantities import quantities
    >>> text = "贫困发生率由32%下降到15%,比上年下降2.4个百分点"
    >>> found = changes(text, list(quantities(text)))
    >>> [(c.role, c.partner, c.direction, c.base and text[slice(*c.base)]) for c in found]
    [('from', 1, None, None), ('to', 0, 'down', None), (None, None, 'down', '比上年')]
    """
    result: list[Change] = []
    for index, quantity in enumerate(found):
        role = partner = None
        if index and result[-1].role != TO and _ends_of_one(text, found[index - 1], quantity):
            result[-1] = Change(FROM, index)
            role, partner = TO, index - 1
        direction = _direction(text, quantity)
        result.append(Change(role, partner, direction, _base(text, quantity) if direction else None))
    return result


def _ends_of_one(text: str, first: Quantity, second: Quantity) -> bool:
    if first.dimension != second.dimension or not _reaching().search(
        text, first.phrase_end, second.phrase_start
    ):
        return False
    lead = text[max(0, first.phrase_start - _FARTHEST) : first.phrase_start]
    return _leads().search(lead) is not None and changed(text[first.phrase_end : second.phrase_start])


def _direction(text: str, quantity: Quantity) -> str | None:
    match = _verb().search(text, max(0, quantity.phrase_start - 6), quantity.phrase_start)
    if match is None:
        return None
    if not match["reaching"] and relation(text, quantity.phrase_start, quantity.dimension) != DELTA:
        return None  # 提升3个产业带
    return UP if match["up"] else DOWN


def _base(text: str, quantity: Quantity) -> tuple[int, int] | None:
    """The nearest comparison in the quantity's clause."""
    low = max(0, quantity.phrase_start - _BASE_REACH)
    window = text[low : quantity.phrase_start]
    start = max(window.rfind(mark) for mark in "。;\n") + 1
    nearest = deque(_comparison().finditer(text, low + start, quantity.phrase_start), maxlen=1)
    return nearest[0].span() if nearest else None


@cache
def _leads() -> re.Pattern[str]:
    return re.compile("[由从自](?:[0-9]{4}年(?:[0-9]{1,2}月)?[底末初]?的?|[^,。;0-9]{0,6}的)?$")


@cache
def _reaching() -> re.Pattern[str]:
    return re.compile("[至到为成]|达")


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(
        "(?:(?P<up>增加|增长|净增|增|提高|提升|升高|上升|升|扩大|回升|上涨|涨|快|高出|多出|翻)|"
        "减少|净减|减|下降|下跌|下滑|降低|降|缩小|缩减|缩短|压缩|回落|放缓)(?:了|(?P<reaching>[至到为]))?(?:[0-9]{4}年[底末]?的)?$"
    )


@cache
def _comparison() -> re.Pattern[str]:
    date = "(?:上年度?|去年|上月|年初|[0-9]{4}年|上半年|前年|五年前|[0-9一二三四五十]{1,2}年前)"
    return re.compile(
        rf"同比|环比|(?<![占同环对])[比较]{date}?(?:(?:[0-9]{{1,2}}月)?[底末初]|同期|同期相比)?(?<=[年期月初末底度])|"
        rf"与{date}[末底]?(?:同期)?相比"
    )
