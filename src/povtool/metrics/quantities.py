"""Quantities in a folded text: numbers with their units, ranges, bounds and damage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from povtool.metrics.bounds import bound_after, bound_before
from povtool.metrics.durations import is_duration
from povtool.metrics.numbers import Number, numbers
from povtool.metrics.units import Unit, noun_after, noun_before, unit_at

Span = tuple[int, int]

LOST = "\ufffd"
"""A character that nobody can recover."""

_MEASURED = frozenset({"length", "weight", "area", "duration", "money", "age"})
"""Dimensions whose unit may be followed by 多 (3公里多): after a counting word 多 begins a noun."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity; offsets are code points, end exclusive. Exact: amounts are decimals."""

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    dimension: str = "count"
    bound: str | None = None
    damaged: bool = False
    phrase_start: int = 0
    """Where the words that belong to the number begin, its bound included (超10亿元)."""
    phrase_end: int = 0


@cache
def _separator() -> re.Pattern[str]:
    return re.compile(r" ?(?:(?P<dash>[-–—―‐‑−~〜]{1,2})|(?P<word>[至到])) ?")


@cache
def _not_a_count() -> re.Pattern[str]:
    """What stands before a number that is no quantity: ordinals, fractions, numerals in Chinese characters."""
    return re.compile(r"(?:第 ?|分之|[几十百千万亿负]|[0-9]点|(?<![人总户个次指系基倍件村天岁年多少参函级])数)$")


def quantities(text: str, damaged: Sequence[Span] = ()) -> Iterator[Quantity]:
    """The quantities of a folded text, in order and without overlap.

    ``text`` must be folded (:func:`povtool.convert.script.fold`); ``damaged`` lists the stretches known to be
    corrupt. A number that touches one, or a lost character, has no value.

    >>> [(q.value, q.unit, q.bound) for q in quantities("2016年10个县，超2700余万元，261万贫困人口")]
    [(Decimal('10'), '个', None), (Decimal('27000000'), '元', 'gt'), (Decimal('2610000'), '人', None)]
    """
    harm = _Harm(text, damaged)
    found = list(numbers(text))
    position = index = 0
    while index < len(found):
        length = _chain(text, found, index)
        quantity = None
        if length == 2:
            quantity = _range(text, found[index], found[index + 1])
        if quantity is None and length <= 2 and not _dashed(text, found, index, length):
            length = 1
            quantity = _single(text, found[index])
        if quantity is not None and quantity.start >= position:
            quantity = harm.marked(quantity, found[index], found[index + length - 1], position)
            position = quantity.end
            yield quantity
        index += length


def _chain(text: str, found: list[Number], index: int) -> int:
    """How many numbers hang together by range marks from ``index`` on."""
    length = 1
    while index + length < len(found) and _link(text, found[index + length - 1], found[index + length]):
        length += 1
    return length


def _link(text: str, left: Number, right: Number) -> re.Match[str] | None:
    end = left.end
    if right.start - end > 12:
        return None
    unit = unit_at(text, end + (text[end : end + 1] == " "))
    for begin in (end, unit.end if unit else end):
        match = _separator().match(text, begin)
        if match and match.end() == right.start:
            return match
    return None


def _dashed(text: str, found: list[Number], index: int, length: int) -> bool:
    """Whether a pair of numbers that is no range is a code (8-5个): neither number is then certain."""
    if length < 2:
        return False
    link = _link(text, found[index], found[index + 1])
    return bool(link and link["dash"] and link.start() == found[index].end)


def _range(text: str, left: Number, right: Number) -> Quantity | None:
    link, last = _link(text, left, right), _single(text, right)
    if link is None or last is None or last.value is None or left.value is None:
        return None
    if _not_a_count().search(text, max(0, left.start - 3), left.start):
        return None
    first_unit = unit_at(text, left.end + (text[left.end] == " ")) if link.start() > left.end else None
    if first_unit and first_unit.name != last.unit:
        return None
    low = _low_end(left, right, last.value, own_unit=first_unit is not None)
    if low is None or low >= last.value or (last.dimension == "duration" and low >= 1000):
        return None
    bound, begin = bound_before(text, left.start)
    if link["word"] and (first_unit or left.scale) and text[max(0, begin - 1) : begin] in ("由", "从"):
        if not text.startswith(("不等", "之间"), last.end):
            return None  # 由8%到15% is a change, two quantities
    bound = bound or bound_after(text, last.end)[0]
    return replace(
        last, start=left.start, value=None, low=low, high=last.value, bound=bound, phrase_start=begin
    )


def _low_end(left: Number, right: Number, high: Decimal, *, own_unit: bool) -> Decimal | None:
    """The lower end of a range in full, or None where it is not certain whether it shares the multiplier."""
    if own_unit or left.scale or not right.scale:
        return left.value
    if left.mantissa < right.mantissa:  # 3—5万
        return left.mantissa.scaleb(right.scale)
    return left.value if left.mantissa >= 10 * right.mantissa else None  # 5000-1万


def _single(text: str, number: Number) -> Quantity | None:
    """The quantity that one number makes with what stands around it, or None when it makes none."""
    if number.value is None:
        return None
    bound, begin = bound_before(text, number.start)
    percent = _spelled_percent(text, number)
    if percent:
        return percent
    before = text[max(0, number.start - 3) : number.start]
    if _not_a_count().search(before):
        return None
    sign_start = _sign(text, number)
    unit = _unit(text, number, begin)
    if sign_start is None or unit is None or _is_date_or_rank(text, number, unit):
        return None
    value = number.value if sign_start == number.start else -number.value
    end, vague = _with_trailing_marker(text, unit, vague=number.vague or unit.vague)
    after, phrase_end = bound_after(text, end)
    if bound == "approx" and (vague or after or unit.dimension == "duration"):
        bound = None if text[begin:number.start].strip() == "近" or vague or after else bound
    bound = bound or ("over" if vague else None) or after
    return _bounded(
        Quantity(
            start=sign_start,
            end=end,
            value=value,
            unit=unit.name,
            dimension=unit.dimension,
            bound=bound,
            phrase_start=min(begin, sign_start),
            phrase_end=phrase_end,
        )
    )


def _bounded(quantity: Quantity) -> Quantity:
    if quantity.bound in ("gt", "ge", "over"):
        return replace(quantity, low=quantity.value)
    if quantity.bound in ("lt", "le"):
        return replace(quantity, high=quantity.value)
    return quantity


def _unit(text: str, number: Number, begin: int) -> Unit | None:
    """The unit said after the number or implied by its noun; ``end`` is where the quantity ends."""
    year = number.scale == 0 and not number.grouped and not number.vague and _like_a_year(number)
    end = number.end
    unit = unit_at(text, end + (text[end : end + 1] in (" ", "\u00a0")))
    if unit and not (year and unit.shy_of_years):
        return unit
    following = text[end : end + 1]
    if year or (following.isascii() and following.isalpha()) or following in tuple("〇零一二三四五六七八九两半兆"):
        return None
    noun = _implied(text, number, begin)
    if noun:
        return Unit(end, noun.name, noun.dimension)
    return Unit(end, None, "count") if number.scale >= 3 else None


def _implied(text: str, number: Number, begin: int) -> Unit | None:
    from povtool.metrics.subject import phrase_before

    _, end = bound_after(text, number.end)
    if not number.scale:
        whole = number.value == number.mantissa.to_integral_value()
        return noun_after(text, end, 2) if whole else None
    return noun_before(phrase_before(text, begin, 0)) or noun_after(text, end, 6)


def _like_a_year(number: Number) -> bool:
    return number.mantissa == number.mantissa.to_integral_value() and 1900 <= number.mantissa <= 2099


def _is_date_or_rank(text: str, number: Number, unit: Unit) -> bool:
    before = text[max(0, number.start - 12) : number.start]
    if unit.dimension == "duration":
        return not is_duration(text, number, unit)
    if unit.name in ("名", "位") and before.endswith(("前", "列", "居", "第", "排名")):
        return True
    line_start = not before or before.endswith("\n")
    fraction = number.mantissa != number.mantissa.to_integral_value()
    return line_start and fraction and not number.scale and unit.dimension in ("count", "people", "households")


def _spelled_percent(text: str, number: Number) -> Quantity | None:
    start = number.start - 3
    spelled = {"百分之": ("%", "percent"), "千分之": ("‰", "permille")}.get(text[max(0, start) : number.start])
    if spelled is None or number.scale or number.vague or _separator().match(text, number.end):
        return None
    bound, begin = bound_before(text, start)
    after, phrase_end = bound_after(text, number.end)
    return _bounded(
        Quantity(start, number.end, number.value, None, None, *spelled, bound or after, False, begin, phrase_end)
    )


def _sign(text: str, number: Number) -> int | None:
    """Where the number begins, its minus included; None where a dash may be either sign or dash."""
    before = text[max(0, number.start - 2) : number.start]
    if not before.endswith(("-", "−")):
        return number.start
    if len(before) == 1 or before[0] == "\n" or before[0].isdigit():
        return None
    if before[0] in "为是达至到于(长降" or text[number.end : number.end + 1] in ("%", "‰", "℃"):
        return number.start - 1
    return number.start


def _with_trailing_marker(text: str, unit: Unit, *, vague: bool) -> tuple[int, bool]:
    """The end of the quantity with 多 or 余 behind its unit (3公里多), and whether it is vague."""
    marked = unit.dimension in _MEASURED and text[unit.end : unit.end + 1] in ("多", "余")
    if marked and text[unit.end + 1 : unit.end + 2] in ("", *",.、;:。!?)”\n 的"):
        return unit.end + 1, True
    return unit.end, vague


class _Harm:
    """The damage of one text, walked along with its quantities."""

    def __init__(self, text: str, damaged: Sequence[Span]) -> None:
        self._text = text
        self._spans = sorted(damaged)
        self._next = 0

    def marked(self, quantity: Quantity, first: Number, last: Number, floor: int) -> Quantity:
        """The quantity, without its value where its digits touch damage; ``floor`` is where the one before ends."""
        start, end = quantity.start, max(quantity.end, last.end)
        while start > floor and self._text[start - 1] == LOST:
            start -= 1
            while start > floor and (self._text[start - 1].isdigit() or self._text[start - 1] in ".,"):
                start -= 1
        while self._text[end : end + 1] == LOST and end == last.end:
            end += 1
        while self._next < len(self._spans) and self._spans[self._next][1] < start:
            self._next += 1
        touched = any(low <= last.end for low, _ in self._spans[self._next : self._next + 1])
        if start == quantity.start and end == quantity.end and not touched and self._text.find(LOST, start, end) < 0:
            return quantity
        return replace(quantity, start=start, end=end, value=None, low=None, high=None, damaged=True)
