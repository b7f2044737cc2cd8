"""Quantities in Chinese numerals, which count only where a classifier and a noun license them.

Chinese numerals stand in idioms, names, dates, ranks and slogans more often than in counts. So nothing is
taken by its shape alone: the unit must be one of the table of licences, and where the unit is an everyday one
(三个, 五条) also what it counts. What is not licensed is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from povtool.metrics.amounts.bounds import bound_after, bound_before, bound_of_marker, lately
from povtool.metrics.amounts.currencies import currency_before, priced
from povtool.metrics.amounts.hanzi import (
    NUMERAL,
    Numeral,
    candidate,
    numeral_of,
    read,
    runs_of_numerals,
    second,
)
from povtool.metrics.amounts.labels import is_label
from povtool.metrics.amounts.licences import MANY, licensed
from povtool.metrics.amounts.numbers import Number
from povtool.metrics.amounts.shares import Share, share_at
from povtool.metrics.amounts.spoken import elided, in_yuan, unsaid_yuan
from povtool.metrics.amounts.units import (
    Unit,
    noun_after,
    noun_before,
    trailing_marker,
    unit_at,
    without_glosses,
)
from povtool.metrics.wording.phrases import clause_end, phrase_before

_WITHIN = frozenset("0123456789第.兆")
"""Before a numeral, these make it a part of a longer number or a rank."""
_DIGITS = frozenset(NUMERAL + "0123456789")
_OPENING = frozenset("数几")
_QUOTING = frozenset('“「『‘"')


@dataclass(frozen=True, slots=True)
class Spelled:
    """A quantity in Chinese numerals; fields as those of a ``Quantity``."""

    start: int
    end: int
    digits_end: int
    """Where its last numeral ends."""
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    dimension: str
    bound: str | None
    phrase_start: int
    phrase_end: int


def spelled(text: str) -> Iterator[Spelled]:
    """The quantities in Chinese numerals of a folded text, in order and without overlap.

    >>> text = "选派两名干部,二三十个百分点,近百户,一心一意,三亚,五个坚持,两到三万人,三分之二以上"
    >>> [(text[found.start : found.end], found.bound) for found in spelled(text)]
    [('两名', None), ('二三十个百分点', None), ('百户', 'approx'), ('两到三万人', None), ('三分之二', 'gt')]
    """
    position = 0
    for run in runs_of_numerals().finditer(text):
        start = run.start()
        before = text[start - 1] if start else ""
        if before in _QUOTING and text.startswith("个", run.end()):
            continue  # “五个一批”: a formula
        if start < position or before in _WITHIN or (before == "点" and text[start - 2] in _DIGITS):
            continue
        if before in _OPENING and text[start] in "十百千万亿":
            start -= 1
        match = candidate().match(text, start)
        found = _found(text, match) if match else None
        if found and found.start >= position:
            position = found.end
            yield found


def _found(text: str, match: re.Match[str]) -> Spelled | None:
    if match["numeral"] is None:
        share = share_at(text, match.start())
        return _share(text, share) if share else None
    first = numeral_of(match)
    if first is None:
        first = elided(match)
        bound, begin = _bound_before(text, first) if first else (None, 0)
        unit = first and _unsaid_yuan(text, first, begin)
        return (
            _made(text, first, first, unit, (first.low, first.high), (bound, begin))
            if first and unit
            else None
        )
    return _range(text, first) or _single(text, first)


def _share(text: str, share: Share) -> Spelled:
    return Spelled(
        share.start,
        share.end,
        share.end,
        share.value,
        share.value if share.bound in ("gt", "ge", "over") else None,
        share.value if share.bound in ("lt", "le") else None,
        share.unit,
        share.dimension,
        share.bound,
        share.phrase_start,
        share.phrase_end,
    )


def _single(text: str, numeral: Numeral) -> Spelled | None:
    bound, begin = _bound_before(text, numeral)
    if (numeral.bare and not (numeral.vague or bound)) or _points(text, begin, numeral):
        return None
    unit = _unit(text, numeral, begin)
    if unit is None or (_threshold().match(text, unit.end) and not (bound == "gt" and numeral.low >= _HUGE)):
        return None
    if unit.dimension in ("area", "weight", "length", "money") and _goes_on_smaller().match(text, unit.end):
        return None
    low, high = numeral.low, numeral.high
    if unit.name == "成" and (tenths := _tenths().match(text, unit.end)) and low == high < 10:
        low = high = low + Decimal(_TENTHS.index(tenths[0]) + 1) / 10
        unit = replace(unit, end=tenths.end())
    if unit.half:
        if numeral.scaled or numeral.vague or low != high:
            return None
        low = high = low + Decimal("0.5")
    return _made(text, numeral, numeral, unit, (low, high), (bound, begin))


_TENTHS = "一二三四五六七八九"


@cache
def _tenths() -> re.Pattern[str]:
    """Tenths of a tenth: 九成 | 五的贫困户."""
    return re.compile(f"[{_TENTHS}](?=[的,。;、以左]|贫困|村民|群众|农户|$)")


def _made(
    text: str,
    first: Numeral,
    last: Numeral,
    unit: Unit,
    worth: tuple[Decimal, Decimal],
    before: tuple[str | None, int],
) -> Spelled:
    """The quantity, once its numeral and unit are known to be one; ``first`` and ``last`` end a range."""
    (low, high), (bound, begin) = worth, before
    end, vague = trailing_marker(text, unit, vague=last.vague or unit.vague)
    after, phrase_end = bound_after(text, end)
    past = unit.dimension == "duration" and lately(text, begin, unit.end) and not first.bare
    if bound == "approx" and (vague or after or past):
        bound = None  # 近五年 is the last five years
    bound = (
        bound
        or (bound_of_marker(text[first.start : end]) if vague else None)
        or after
        or ("approx" if first.open else None)
    )
    currency, begin = currency_before(text, begin)
    name, dimension = priced(unit.name, unit.dimension, currency)
    one = low == high
    return Spelled(
        start=first.start,
        end=end,
        digits_end=last.end,
        value=low if one else None,
        low=low if not one or bound in ("gt", "ge", "over") else None,
        high=high if not one or bound in ("lt", "le") else None,
        unit=name,
        dimension=dimension,
        bound=bound,
        phrase_start=begin,
        phrase_end=phrase_end,
    )


_HUGE = 100_000_000
"""From here on a mark that was passed is told for its figure (GDP突破百亿元大关)."""


@cache
def _threshold() -> re.Pattern[str]:
    """A round figure that is a mark to pass and no amount (突破万元大关)."""
    return re.compile("大关|台阶|关口")


@cache
def _goes_on_smaller() -> re.Pattern[str]:
    """A part in a smaller unit, without which the figure would be less than it says: 三亩 | 二分地."""
    return re.compile("零?[一二两三四五六七八九半][分厘毫角毛两钱寸尺](?![之钟])")


_REACHING = re.compile("(?:^|[^以历实加世网线路街天会早晚身之场乡县市省村海地车])上$")
"""上 that reaches a number (上百, 上千万), not the end of a word (历史上, 村上)."""


def _bound_before(text: str, numeral: Numeral) -> tuple[str | None, int]:
    bound, begin = bound_before(text, numeral.start)
    if bound is None and numeral.bare and _REACHING.search(text, max(0, begin - 2), begin):
        return "ge", begin - 1
    return bound, begin


_POINTING = frozenset("第其这那某每同另任前后上下首末头逐每老阿初周")
_JOINING = frozenset("一二两三四五六七八九十百千万亿兆0123456789")


def _points(text: str, begin: int, numeral: Numeral) -> bool:
    """Whether the words before rank or point (第三批, 这三个) or begin a longer number (3万五千)."""
    before = text[max(0, begin - 1) : begin]
    if before in _JOINING or text[begin - 1 : begin + 1] in ("负一",):
        return True
    small = not numeral.vague and not numeral.open and numeral.high < MANY
    return before == "第" or (small and before in _POINTING)


_LINK = re.compile("[-–—―~〜至到]")
_FARTHEST_LINK = 8
"""Code points behind a numeral, its unit included, in which a second one must be tied to it."""


def _range(text: str, first: Numeral) -> Spelled | None:
    """两到三万人, 三至五年: one quantity with two ends."""
    if first.vague or first.open or first.bare or first.low != first.high:
        return None
    if not _LINK.search(text, first.end, first.end + _FARTHEST_LINK):
        return None
    left = unit_at(text, first.end)
    for position in (first.end, *([left.end] if left else [])):
        match = second().match(text, position)
        if match:
            break
    else:
        return None
    last = numeral_of(match)
    bound, begin = _bound_before(text, first)
    if last is None or last.vague or last.open or last.bare or _points(text, begin, first):
        return None
    own = match.start() > first.end
    unit = _unit(text, last, begin)
    low = first.low if own else _low_end(first, last)
    if unit is None or unit.half or low is None or low >= last.low or last.low != last.high:
        return None
    if own and (left is None or left.name != unit.name or text[max(0, begin - 1) : begin] in ("由", "从")):
        return None
    return _made(text, first, last, unit, (low, last.high), (bound, begin))


def _low_end(first: Numeral, last: Numeral) -> Decimal | None:
    """The lower end in full: 两 of 两到三万 shares the multiplier; None where that is not certain."""
    power = re.search("[百千万亿]+$", last.text)
    if power is None:
        return first.low if first.low < last.low else None
    shared = read(power[0])
    if first.text[-1] in "百千万亿" or shared is None:
        return first.low
    return first.low * shared.low if first.low < last.low / shared.low else None


def _unsaid_yuan(text: str, numeral: Numeral, begin: int) -> Unit | None:
    if not numeral.scaled or numeral.high < 100:
        return None
    return unsaid_yuan(text, begin, numeral.end)


def _unit(text: str, numeral: Numeral, begin: int) -> Unit | None:
    """The unit that licenses the numeral, or that of the noun it counts; None where nothing does."""
    gap = text[numeral.end : numeral.end + 1] == " "
    unit = unit_at(text, numeral.end + gap)
    if unit is None:
        return _of_noun(text, numeral, begin) or _unsaid_yuan(text, numeral, begin)
    unit = in_yuan(text, begin, unit)
    written = (
        without_glosses(text[numeral.end + gap : unit.end])
        .split("/")[0]
        .removesuffix("半" if unit.half else "")
    )
    if not licensed(text, numeral, begin, unit, written):
        return None
    number = Number(
        start=numeral.start,
        end=numeral.end,
        digits_end=numeral.end,
        mantissa=numeral.low,
        value=numeral.low,
        scale=0,
        vague=numeral.vague,
        grouped=False,
    )
    return None if is_label(text, number, unit) else unit


def _of_noun(text: str, numeral: Numeral, begin: int) -> Unit | None:
    if numeral.low < MANY or (numeral.bare and not numeral.vague):
        return None
    myriads = numeral.low >= 10_000
    noun = noun_after(text, clause_end(text, numeral.end), 6 if myriads else 0)
    if noun is None and myriads and numeral.vague and _ended().match(text, numeral.end):
        noun = noun_before(phrase_before(text, begin, 0))  # 贫困人口还有两亿多。
    return noun and Unit(numeral.end, noun.name, noun.dimension)


@cache
def _ended() -> re.Pattern[str]:
    return re.compile("[,。;!?」”)\n]|$")
