"""Quantities in a folded text: numbers with their units, ranges, bounds and damage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from povtool.metrics.amounts.bounds import (
    bound_across,
    bound_after,
    bound_before,
    bound_full,
    bound_of_marker,
    lately,
)
from povtool.metrics.amounts.currencies import coded, currency_before, priced
from povtool.metrics.amounts.few import a_few
from povtool.metrics.amounts.harm import LOST, Harm
from povtool.metrics.amounts.labels import is_label, like_a_year, no_count
from povtool.metrics.amounts.numbers import Number, numbers
from povtool.metrics.amounts.spelled import spelled
from povtool.metrics.amounts.spoken import in_yuan, prices, unsaid_yuan
from povtool.metrics.amounts.units import (
    Unit,
    noun_after,
    noun_before,
    points_listed,
    trailing_marker,
    unit_at,
)
from povtool.metrics.amounts.zero import unit_of_none, zeros
from povtool.metrics.wording.links import changed
from povtool.metrics.wording.phrases import clause_end, phrase_before

Span = tuple[int, int]

_NUMERALS = frozenset("〇零一二三四五六七八九两半兆")
"""After an Arabic numeral these go on with the number in a way that is not read here (3万五千, 3兆元)."""


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


_UNTOLD = ""
"""The dimension of a zero without a unit, until it is found out."""
_COMPOUNDED = frozenset({"length", "weight", "area", "duration", "money"})
"""Dimensions whose quantities go on in a smaller unit (5亩6分, 3小时20分)."""

_LINKS = frozenset("-–—―‐‑−~〜至到 ")
_WIDEST_LINK = 12
"""Code points between the two numbers of a range, the first one's unit included."""


@cache
def _separator() -> re.Pattern[str]:
    return re.compile(r" ?(?:(?P<dash>[-–—―‐‑−~〜]{1,2})|(?P<word>[至到])) ?")


def quantities(text: str, damaged: Sequence[Span] = ()) -> Iterator[Quantity]:
    """The quantities of a folded text, in order and without overlap.

    ``text`` must be folded (:func:`povtool.convert.script.fold`); ``damaged`` lists the stretches known to be
    corrupt. A number that touches one, or a lost character, has no value.

    >>> [(int(q.value), q.unit, q.bound) for q in quantities("2016年10个县，超2700余万元，两名干部")]
    [(10, '个', None), (27000000, '元', 'gt'), (2, '名', None)]
    """
    harm = Harm(text, damaged)
    position = 0
    waiting: Quantity | None = None  # the one before, until it is known whether it shares the next one's unit
    found = [*_in_two_units(text), *_in_digits(text), *_in_hanzi(text), *_of_none(text)]
    for quantity, digits_end in sorted(found, key=lambda each: each[0].start):
        if quantity.start < position:
            continue
        quantity = harm.marked(_across_verb(text, quantity), digits_end, position)
        position = quantity.end
        if waiting is not None:
            waiting, quantity = _share_unit(text, waiting, quantity)
            yield from _counted(text, waiting)
        waiting = quantity
    if waiting is not None:
        yield from _counted(text, waiting)


def _of_none(text: str) -> Iterator[tuple[Quantity, int]]:
    for start, end in zeros(text):
        yield Quantity(start, end, Decimal(0), dimension=_UNTOLD, phrase_start=start, phrase_end=end), end


def _counted(text: str, quantity: Quantity) -> Iterator[Quantity]:
    """The quantity, but for a zero of which neither a neighbour nor its noun tells what it counts."""
    if quantity.dimension != _UNTOLD:
        yield quantity
    elif told := unit_of_none(text, quantity.start):
        yield replace(quantity, unit=told[0], dimension=told[1])


def _across_verb(text: str, quantity: Quantity) -> Quantity:
    """The quantity with a bound that its verb parts from it, if it has none nearer: 至少培育2家."""
    if quantity.bound or quantity.value is None:
        return quantity
    bound = bound_across(text, quantity.phrase_start) or bound_full(text, quantity.start, quantity.end)
    return bounded(replace(quantity, bound=bound)) if bound else quantity


def _in_digits(text: str) -> Iterator[tuple[Quantity, int]]:
    """The quantities in Arabic numerals, each with where its last number ends."""
    found = list(numbers(text))
    position = index = 0
    while index < len(found):
        quantity, length = _next(text, found, index)
        index += length
        if quantity is not None and quantity.start >= position:
            position = quantity.end
            yield quantity, found[index - 1].end


def _in_hanzi(text: str) -> Iterator[tuple[Quantity, int]]:
    for found in spelled(text):
        worth = found.value, found.low, found.high
        phrase = found.phrase_start, found.phrase_end
        said = (found.unit, found.dimension, found.bound)
        yield Quantity(found.start, found.end, *worth, *said, False, *phrase), found.digits_end


def _in_two_units(text: str) -> Iterator[tuple[Quantity, int]]:
    for price in prices(text):
        phrase = price.phrase_start, price.phrase_end
        said = Quantity(
            price.start, price.end, price.value, None, None, "元", "money", price.bound, False, *phrase
        )
        yield bounded(said), price.end


def _share_unit(text: str, first: Quantity, second: Quantity) -> tuple[Quantity, Quantity]:
    """Two ends of a change or members of a list, of which one says the unit (由8300万增加到1.3亿多人)."""
    between = text[first.phrase_end : second.phrase_start]
    listed = between == "、" or (between in ("和", "与", "及") and _alike(text, first, second))
    if (first.unit is None) == (second.unit is None) or not (changed(between) or listed):
        return first, second
    if first.unit is None and second.dimension not in ("percent", "percentage-point", "multiple", "duration"):
        return replace(first, unit=second.unit, dimension=second.dimension), second
    if second.unit is None and changed(between):
        return first, replace(second, unit=first.unit, dimension=first.dimension)
    return first, second


def _alike(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether two figures are written in the same power of ten: 15万与24万剂, not 3万与2个."""
    mark = text[first.end - 1]
    return mark in "万亿千" and mark in text[second.start : second.end]


def _next(text: str, found: list[Number], index: int) -> tuple[Quantity | None, int]:
    """The quantity that number ``index`` begins, if any, and how many numbers that settles."""
    length = 1
    while index + length < len(found) and _hyphenated(text, found[index + length - 1], found[index + length]):
        length += 1
    if length > 2:  # 2018-01-10, 0891-683-1234
        return None, length
    if index + 1 < len(found) and a_few(text, found[index], found[index + 1]):
        if text[found[index].start - 1 : found[index].start] == "第":
            return None, 2  # 第5、6次会议
        last = _single(text, found[index + 1], signed=False)
        if last and last.value is not None:
            start, low = found[index].start, found[index].value
            bound, begin, _ = _lead(text, start)
            few = replace(last, start=start, value=None, low=low, high=last.value, phrase_start=begin)
            return replace(few, bound=bound or last.bound), 2
    if index + 1 < len(found):
        whole = _range(text, found[index], found[index + 1])
        if whole and whole.unit == "类" and whole.low == 1:
            return None, 2  # 1至7类接种对象: the first class to the seventh
        if whole or length == 2:  # a pair that is no range (8-5个) is a code
            return whole, 2
        led = _below_zero(text, found[index].start) or text.endswith("第", 0, found[index].start)
        if led and _link(text, found[index], found[index + 1]):
            return None, 2  # 零下5至10℃, 第1至3批
    quantity = _single(text, found[index])
    if quantity and index + 1 < len(found) and _goes_on_smaller(text, quantity, found[index + 1]):
        return None, 2
    return quantity, 1


def _goes_on_smaller(text: str, quantity: Quantity, following: Number) -> bool:
    """Whether the number right behind a quantity is a part of it: 5亩6分, 1亿元5000万元, 宽3米5."""
    if following.start != quantity.end or not (quantity.dimension in _COMPOUNDED or quantity.unit == "块"):
        return False
    if text[following.end : following.end + 1] == "分" or quantity.unit == "块":
        return True
    unit = unit_at(text, following.end)
    if unit:
        return unit.dimension == quantity.dimension
    if text[following.end : following.end + 1] in tuple("分角毛两厘寸"):
        return True
    dated = text[following.end : following.end + 1] in ("年", "月", "日")
    return quantity.dimension == "length" and following.end - following.start < 3 and not dated


def _hyphenated(text: str, left: Number, right: Number) -> bool:
    link = _link(text, left, right)
    return bool(link and link["dash"] and link.start() == left.end)


def _link(text: str, left: Number, right: Number) -> re.Match[str] | None:
    end = left.end
    if right.start - end > _WIDEST_LINK or text[right.start - 1] not in _LINKS:
        return None
    unit = unit_at(text, end + (text[end : end + 1] == " "))
    for begin in (end, unit.end if unit else end):
        match = _separator().match(text, begin)
        if match and match.end() == right.start:
            return match
    return None


def _range(text: str, left: Number, right: Number) -> Quantity | None:
    link = _link(text, left, right)
    last = link and _single(text, right, signed=False)
    if link is None or last is None or last.value is None or left.value is None:
        return None
    if no_count(text, left):
        return None
    first_unit = unit_at(text, left.end + (text[left.end] == " ")) if link.start() > left.end else None
    if first_unit and first_unit.name != last.unit:
        return None
    low = _low_end(left, right, last.value, own_unit=first_unit is not None)
    if low is None or low >= last.value or (last.dimension == "duration" and low >= 1000):
        return None
    if last.value.normalize() != right.value or _below_zero(text, left.start):  # 2至3个半小时
        return None
    bound, begin, currency = _lead(text, left.start)
    changes = link["word"] and (first_unit or left.scale) and text[max(0, begin - 1) : begin] in ("由", "从")
    if changes and not text.startswith(("不等", "之间"), last.end):
        return None  # 由8%到15% is a change, two quantities
    bound = bound or bound_after(text, last.end)[0]
    unit, dimension = priced(last.unit, last.dimension, currency)
    return replace(
        last,
        start=left.start,
        value=None,
        low=low,
        high=last.value,
        unit=unit,
        dimension=dimension,
        bound=bound,
        phrase_start=begin,
    )


def _low_end(left: Number, right: Number, high: Decimal, *, own_unit: bool) -> Decimal | None:
    """The lower end of a range in full, or None where it is not certain whether it shares the multiplier."""
    if own_unit or left.scale or not right.scale:
        return left.value
    if left.mantissa < right.mantissa:  # 3—5万
        return left.mantissa.scaleb(right.scale)
    return left.value if left.mantissa >= 10 * right.mantissa else None  # 5000-1万


def _single(text: str, number: Number, *, signed: bool = True) -> Quantity | None:
    """The quantity that one number makes with what stands around it, or None when it makes none."""
    if number.value is None:
        return None
    percent = _spelled_percent(text, number)
    if percent:
        return percent
    if no_count(text, number):
        return None
    bound, begin, currency = _lead(text, number.start)
    start = _sign(text, number, begin) if signed else number.start
    unit = _unit(text, number, begin)
    if start is None or unit is None or is_label(text, number, unit):
        return None
    value = _with_half(number, unit)
    if value is None:
        return None
    end, vague = trailing_marker(text, unit, vague=number.vague or unit.vague)
    after, phrase_end = bound_after(text, end)
    if bound == "approx" and (vague or after or (unit.dimension == "duration" and lately(text, begin, end))):
        bound = None
    name, dimension = priced(unit.name, unit.dimension, currency)
    return bounded(
        Quantity(
            start=start,
            end=end,
            value=value if start == number.start else -value,
            unit=name,
            dimension=dimension,
            bound=bound or (bound_of_marker(text[start:end]) if vague else None) or after,
            phrase_start=min(begin, start),
            phrase_end=phrase_end,
        )
    )


def _lead(text: str, position: int) -> tuple[str | None, int, str | None]:
    """The bound and the currency said before a number, in either order, and where their words begin."""
    bound, begin = bound_before(text, position)
    currency, begin = currency_before(text, begin)
    if currency and bound is None:
        bound, begin = bound_before(text, begin)
    return bound, begin, currency


def _with_half(number: Number, unit: Unit) -> Decimal | None:
    """The number's value with the half its unit adds; None where it is not certain of what (3万个半)."""
    if not unit.half or number.value is None:
        return number.value
    plain = not number.scale and not number.vague and number.value == number.value.to_integral_value()
    return number.value + Decimal("0.5") if plain else None


def bounded(quantity: Quantity) -> Quantity:
    """The quantity with the end that its bound gives it."""
    if quantity.bound in ("gt", "ge", "over"):
        return replace(quantity, low=quantity.value)
    if quantity.bound in ("lt", "le"):
        return replace(quantity, high=quantity.value)
    return quantity


def _unit(text: str, number: Number, begin: int) -> Unit | None:
    """The unit said after the number or implied by its noun; ``end`` is where the quantity ends."""
    year = like_a_year(number)
    end = number.end
    while text[end : end + 1] == LOST:
        end += 1
    unit = unit_at(text, end + (text[end : end + 1] in (" ", "\u00a0")))
    if unit and not (year and unit.shy_of_years and not _counted_between(text, number, unit)):
        return in_yuan(text, begin, unit)
    following = text[end : end + 1]
    latin = following.isascii() and following.isalpha()
    if coded(text, number.start) and not following.isalpha() and not number.scale:
        return Unit(number.end, None, "count")  # ￥3500
    if year or latin or following in _NUMERALS:
        return None
    if not number.scale and (points := points_listed(text, number.end)):
        return points
    noun = _implied(text, number, begin)
    if noun:
        return Unit(number.end, noun.name, noun.dimension)
    if number.scale >= 3 and (yuan := unsaid_yuan(text, begin, number.end)):
        return yuan
    return Unit(number.end, None, "count") if number.scale >= 3 else None


def _counted_between(text: str, number: Number, unit: Unit) -> bool:
    """Whether a number like a year stands between its noun and the end of the phrase: 水窖2018口、."""
    before, after = text[max(0, number.start - 1) : number.start], text[unit.end : unit.end + 1]
    return _han(before) and before not in "年在到于至自从迎对届" and not (_han(after) or after.isalnum())


def _han(character: str) -> bool:
    return "一" <= character <= "鿿"


def _implied(text: str, number: Number, begin: int) -> Unit | None:
    _, end = bound_after(text, number.end)
    if not number.scale:
        whole = number.value == number.mantissa.to_integral_value()
        return noun_after(text, end, 0) if whole else None
    return noun_before(phrase_before(text, begin, 0)) or noun_after(text, clause_end(text, end), 6)


def _spelled_percent(text: str, number: Number) -> Quantity | None:
    """百分之15, 千分之5."""
    start = max(0, number.start - 3)
    spelled = {"百分之": ("%", "percent"), "千分之": ("‰", "permille")}.get(text[start : number.start])
    if spelled is None or number.scale or number.vague or _separator().match(text, number.end):
        return None
    bound, begin = bound_before(text, start)
    after, phrase_end = bound_after(text, number.end)
    unit, dimension = spelled
    return bounded(
        Quantity(
            start=start,
            end=number.end,
            value=number.value,
            unit=unit,
            dimension=dimension,
            bound=bound or after,
            phrase_start=begin,
            phrase_end=phrase_end,
        )
    )


def _below_zero(text: str, position: int) -> bool:
    return text.endswith("零下", 0, position)


def _sign(text: str, number: Number, begin: int) -> int | None:
    """Where the number begins, its minus included; None where a dash may be either sign or dash."""
    if _below_zero(text, begin):
        return begin - len("零下") if begin == number.start else None
    before = text[max(0, number.start - 2) : number.start]
    if not before.endswith(("-", "−")):
        return number.start
    if len(before) == 1 or before[0] == "\n" or before[0].isdigit():
        return None
    if before[0] in "为是达至到于(长降" or text[number.end : number.end + 1] in ("%", "‰", "℃"):
        return number.start - 1
    return number.start
