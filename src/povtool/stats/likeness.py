"""Which claims of one indicator count the same: an indicator joins many wordings, some of other things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from povtool.convert.script import fold
from povtool.metrics.agreement import Figure, base_unit, figure, same_count
from povtool.records import Record
from povtool.stats.tables import Value, group_value


class Counted(NamedTuple):
    """What a figure counts."""

    unit: Value
    of: str


class Said(NamedTuple):
    """A figure with what it counts."""

    figure: Figure
    counted: Counted


def said_by(claim: Record) -> Iterator[Said]:
    """The figure of a claim, whose ``wording`` says what is counted; none where it has no number."""
    read = figure(claim)
    if read:
        yield Said(read, Counted(group_value(claim["unit"]), _bare(claim["wording"], claim["place"])))


def _bare(of: object, place: object) -> str:
    """What is counted, without its place and what is done with it.

    >>> _bare("四川省安排财政专项扶贫资金", "四川"), _bare("投入", None)
    ('财政专项扶贫资金', '投入')
    """
    folded = fold(of) if isinstance(of, str) else ""
    bare = _DONE.sub("", folded)
    if isinstance(place, str):
        bare = re.sub(f"{re.escape(fold(place))}[省市县区州]?", "", bare)
    return bare or folded


_DONE = re.compile("安排|投入|下达|拨付|落实|筹[集措]|使用|完成|实现|发放|累计|共|全[省市县区州国]")


@lru_cache(1 << 14)
def like(one: Counted, other: Counted) -> bool:
    """Whether two figures of one indicator, in units of one kind, count the same.

    What is new is not what there is, what happens each year no total. Counting words may differ for one noun
    (:func:`povtool.metrics.agreement.same_count`). Money and shares are of many pots and wholes, so their
    wordings must have much in common; people and things need not (脱贫, 减少贫困人口).

    >>> like(Counted("元", "投入扶贫资金"), Counted("元", "安排财政专项扶贫资金"))
    True
    >>> like(Counted("元", "补助维修养护资金"), Counted("元", "安排财政专项扶贫资金"))
    False
    >>> like(Counted("人", "脱贫"), Counted("人", "减少贫困人口"))
    True
    >>> like(Counted("公里", "新建公路"), Counted("公里", "公路"))
    False
    >>> like(Counted("人", "每年脱贫"), Counted("人", "脱贫"))
    False
    """
    if any(bool(pattern.search(one.of)) != bool(pattern.search(other.of)) for pattern in (_NEW, _EACH)):
        return False
    units = {"unit": one.unit}, {"unit": other.unit}
    if base_unit(units[0]) in _OF_MANY_POTS and one.of and other.of:
        return _common(one.of, other.of) >= _MUCH
    return one.unit == other.unit or same_count(units[0] | {"of": one.of}, units[1] | {"of": other.of})


_NEW = re.compile("新[增建改扩开办设]|净增|增[加设]")
_EACH = re.compile("每[年月人户村]|[年月人户村]均")
_OF_MANY_POTS = frozenset({"元", "%"})
_MUCH = 0.3


def _common(one: str, other: str) -> float:
    """How much two wordings have in common: the Dice coefficient of their pairs of characters."""
    pairs = set(pairwise(one)), set(pairwise(other))
    if not pairs[0] or not pairs[1]:
        return float(one == other)
    return 2 * len(pairs[0] & pairs[1]) / (len(pairs[0]) + len(pairs[1]))
