"""Changes: both ends of one (由32%下降到15%), its direction, what it is compared with (比上年, 同比)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from povtool.metrics.amounts.quantities import Quantity
from povtool.metrics.relation import DELTA, LEVEL, relation
from povtool.metrics.wording.links import changed, listed
from povtool.metrics.wording.verbs import FALLING, RISING, alternatives

Span = tuple[int, int]

FROM = "from"
TO = "to"
UP = "up"
DOWN = "down"

_FARTHEST = 12
"""Code points between 由 and the number it leads to (从2012年末的9899万人)."""
_BASE_REACH = 24
_LONGEST_VERB = 8
_LONGEST_LIST = 3
"""Quantities of one end of a change."""
_COUNTS = frozenset({"people", "households", "count"})


@dataclass(frozen=True, slots=True)
class Change:
    """How a quantity takes part in a change; offsets are code points of the text."""

    relation: str = LEVEL
    """``level``, ``delta`` or ``ratio``."""
    role: str | None = None
    """``from`` or ``to`` where the text says both ends."""
    partner: int | None = None
    """The index of the other end."""
    direction: str | None = None
    """``up`` or ``down``, of an end point or of the amount of a change."""
    base: tuple[int, int] | None = None
    """What the change is compared with: 同比, 比上年, 较2015年末."""


def changes(text: str, found: Sequence[Quantity], spans: Sequence[Span | None]) -> list[Change]:
    """For each quantity of a folded text its part in a change; ``spans`` say what each is of.

    The members of a list take what the first one's verb says (增长9.3%和10%), and lists may be ends of a
    (由13677户49479人减至887户1472人).

    >>> from povtool.metrics.amounts.quantities import quantities
    >>> text = "贫困发生率由32%下降到15%,比上年下降2.4个百分点"
    >>> found = changes(text, list(quantities(text)), [(0, 5)] * 3)
    >>> [(c.role, c.partner, c.direction, c.base and text[slice(*c.base)]) for c in found]
    [('from', 1, None, None), ('to', 0, 'down', None), (None, None, 'down', '比上年')]
    """
    result: list[Change] = []
    ends = _ends(text, found)
    starts = {earlier: later for later, earlier in ends.items()}
    for index, quantity in enumerate(found):
        change = _own(text, quantity, index, found, spans)
        if index and change == Change() and _in_list(text, found, index):
            earlier = result[-1]
            change = Change(earlier.relation, direction=earlier.direction, base=earlier.base)
        if index in ends:
            change = replace(change, role=TO, partner=ends[index])
        elif index in starts:
            change = replace(change, role=FROM, partner=starts[index])
        result.append(change)
    return result


def _own(
    text: str, quantity: Quantity, index: int, found: Sequence[Quantity], spans: Sequence[Span | None]
) -> Change:
    """What the words right before a quantity say of it."""
    of = spans[index]
    carried = index > 0 and of is not None and of[1] <= found[index - 1].start
    related = relation(text, quantity.phrase_start, quantity.dimension, carried)
    match = _verb().search(text, max(0, quantity.phrase_start - _LONGEST_VERB), quantity.phrase_start)
    if match is None or not (match["reaching"] or related == DELTA):
        return Change(related)  # 提升3个产业带
    up = match["up"] or match["above"]
    return Change(related, direction=UP if up else DOWN, base=_base(text, quantity))


def _in_list(text: str, found: Sequence[Quantity], index: int) -> bool:
    """Whether a quantity goes on a list of the same kind of figures."""
    earlier, quantity = found[index - 1], found[index]
    same = earlier.dimension == quantity.dimension or {earlier.dimension, quantity.dimension} <= _COUNTS
    return same and listed(text[earlier.phrase_end : quantity.phrase_start])


def _ends(text: str, found: Sequence[Quantity]) -> dict[int, int]:
    """The index of each end of a change, with that of its beginning."""
    ends: dict[int, int] = {}
    for index in range(1, len(found)):
        if index in ends:
            continue
        for length in range(1, min(index, _LONGEST_LIST) + 1):
            first = index - length
            if length > 1 and not listed(text[found[first].phrase_end : found[first + 1].phrase_start]):
                break
            if first in ends or not _lead_to_each_other(text, found, first, index):
                continue
            ends |= _paired(text, found, first, index)
            break
    return ends


def _lead_to_each_other(text: str, found: Sequence[Quantity], first: int, index: int) -> bool:
    if found[first].dimension != found[index].dimension:
        return False
    between = text[found[index - 1].phrase_end : found[index].phrase_start]
    lead = text[max(0, found[first].phrase_start - _FARTHEST) : found[first].phrase_start]
    return _reaching().search(between) is not None and _leads().search(lead) is not None and changed(between)


def _paired(text: str, found: Sequence[Quantity], first: int, index: int) -> dict[int, int]:
    """The pairs of two lists of which the second begins at ``index``, as far as they go together."""
    pairs = {index: first}
    for step in range(1, index - first):
        later, earlier = index + step, first + step
        if later == len(found) or found[later].dimension != found[earlier].dimension:
            break
        if not listed(text[found[later - 1].phrase_end : found[later].phrase_start]):
            break
        pairs[later] = earlier
    return pairs


def _base(text: str, quantity: Quantity) -> tuple[int, int] | None:
    """The nearest comparison in the quantity's clause."""
    low = max(0, quantity.phrase_start - _BASE_REACH)
    window = text[low : quantity.phrase_start]
    start = max(window.rfind(mark) for mark in "。;\n") + 1
    nearest = deque(_comparison().finditer(text, low + start, quantity.phrase_start), maxlen=1)
    return nearest[0].span() if nearest else None


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(
        "[由从自](?:[0-9]{4}年(?:[0-9]{1,2}月)?[底末初]?的?|[^,。;0-9]{0,6}的|(?:每[^每,。;0-9]{1,3}){1,2}|人均|户均)?$"
    )


@cache
def _reaching() -> re.Pattern[str]:
    return re.compile("[至到为成]|达")


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(
        f"(?:(?P<up>{alternatives(RISING)})|(?P<above>[高多](?!出))|{alternatives(FALLING)}|[低少])"
        "(?:了|(?P<reaching>[至到为]))?(?:(?:[0-9]{4}年|[今去]年)[底末]?的)?$"
    )


@cache
def _comparison() -> re.Pattern[str]:
    date = "(?:上年度?|去年|上月|年初|[0-9]{4}年|上半年|前年|五年前|[0-9一二三四五十]{1,2}年前)"
    return re.compile(
        rf"同比|环比|按[年季月](?=[也均都]?[多少]|增|减|升|降|上|下|回)|(?<![占同环对可])[比较]{date}?(?:(?:[0-9]{{1,2}}月)?[底末初]|同[期季月]|同期相比)?(?<=[年期季月初末底度])|"
        rf"与{date}[末底]?(?:同期)?相比|(?<![占同环对可])[比较][^,。;:0-9]{{2,16}}(?=[高低多少快慢])"
    )
