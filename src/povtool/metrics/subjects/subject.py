"""What a quantity counts or measures, in the text's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from povtool.metrics.amounts.quantities import Quantity
from povtool.metrics.amounts.units import noun_before
from povtool.metrics.subjects.topics import (
    carried,
    clause_start,
    counted_alike,
    is_weak,
    those,
    topic,
    widened,
)
from povtool.metrics.wording.coordination import with_following, with_preceding
from povtool.metrics.wording.links import changed, compared, held_against, listed, part
from povtool.metrics.wording.phrases import (
    aside_end,
    begins_with_noun,
    holder_end,
    is_bare,
    is_holder,
    is_measure,
    phrase_after,
    says_nothing,
    span_before,
)
from povtool.metrics.wording.verbs import FALLING, RISING, alternatives

Span = tuple[int, int]

_MEASURED_BY = ("规模的", "的标准", "的价格", "的比例", "的速度")
"""What follows a figure that is how much of something named before it."""

_WHO = frozenset({"people", "households"})
_SHARES = frozenset({"percent", "percentage-point", "ratio"})
_RATES = _SHARES | {"permille", "multiple"}
_FARTHEST_THEME = 3
"""Quantities back that a theme may have been named."""
_LONGEST_LIST = 3
_LONGEST_COMPARISON = 22
_COUNTED_AFTER = frozenset(
    {"count", "people", "households", "person-times", "household-times", "duration", "multiple"}
)
"""Dimensions whose noun follows the unit (65个成员单位); a measure's stands before it (投资110.7亿元)."""


def subjects(text: str, found: Sequence[Quantity]) -> list[Span | None]:
    """For each quantity the span of a folded text that names what it counts, or None.

    A quantity without a phrase of its own takes that of its neighbour, where the two are one list
    (11585户、48301人脱贫) or one change (由32%下降到15%).

    >>> from povtool.metrics.amounts.quantities import quantities
    >>> text = "贫困发生率由32%下降到15%,65个成员单位按照要求,完成投资110.7亿元,11585户、48301人脱贫"
    >>> [text[slice(*span)] for span in subjects(text, list(quantities(text)))]
    ['贫困发生率', '贫困发生率', '成员单位', '完成投资', '脱贫', '脱贫']
    """
    spans: list[Span | None] = []
    for index, quantity in enumerate(found):
        earlier = found[index - 1] if index else None
        floor = aside_end(text, earlier.phrase_end) if earlier else 0
        if spans and spans[-1] and spans[-1][0] >= floor:
            whole, spans[-1] = spans[-1], _counted(text, spans[-1], quantity)
            if spans[-1] != whole or _handed(text, whole, quantity):
                floor = spans[-1][1]
        span = (earlier and those(text, found, spans, index)) or _own(text, quantity, floor)
        if (
            span
            and earlier
            and text.endswith(("再", "又"), 0, span[0])
            and _says_nothing(text, span, quantity)
        ):
            span = counted_alike(text, found, spans, index) or span  # 今年计划再安排 | 6.2亿元
        if span is None and earlier is not None and _goes_on(text, found, index):
            of_share = quantity.dimension == "percentage-point" or _in_brackets(text, quantity)
            span = _theme(text, found, spans, of_share=of_share)
            if span and text.endswith("率", 0, span[1]) and quantity.dimension not in _RATES:
                span = None  # 贫困发生率12%,今年再减1.8万人
        elif span and span[1] <= quantity.start and is_weak(text[slice(*span)]):
            span = widened(text, span, floor) or span
        if span is None and (bare := span_before(text, quantity.phrase_start, floor))[0] < bare[1]:
            span = widened(text, bare, floor)  # a verb that says nothing without its subject
        if span is None and earlier is not None:
            span = carried(text, found, spans, index)
        spans.append(span or topic(text, quantity, floor))
    for index in range(len(found) - 2, -1, -1):
        following = found[index + 1]
        between = _between(text, found[index], following)
        span, shared = spans[index], spans[index + 1]
        behind = shared is not None and shared[0] >= following.end
        alike = behind or following.dimension in _COUNTED_AFTER or following.unit == found[index].unit
        if (
            listed(between)
            and alike
            and (span is None or (behind and _only_describes(text, span, found[index])))
        ):
            spans[index] = shared
    return spans


def _theme(
    text: str, found: Sequence[Quantity], spans: Sequence[Span | None], *, of_share: bool
) -> Span | None:
    """What the quantities so far speak of; the share of a whole (占总人口8%) only ``of_share``, a length of
    time never."""
    for index in range(len(spans) - 1, max(-1, len(spans) - 1 - _FARTHEST_THEME), -1):
        span, quantity = spans[index], found[index]
        if span is None and quantity.dimension == "duration" and index:
            if _ends_sentence(text, found[index - 1].end, quantity.start):
                return None
        elif span is None or of_share or text[span[0]] != "占":
            return span
    return None


def _only_describes(text: str, span: Span, quantity: Quantity) -> bool:
    """Whether the phrase before a quantity is a verb, or where those live whom the list counts (山区的 |
    7.88万户34.6万群众)."""
    return _says_nothing(text, span, quantity) or text.endswith("的", 0, quantity.phrase_start)


def _says_nothing(text: str, span: Span, quantity: Quantity) -> bool:
    """Whether the phrase before a quantity is but a verb (组织 | 12批、400名港人)."""
    return span[1] <= quantity.start and says_nothing(text[slice(*span)])


def _ends_sentence(text: str, start: int, end: int) -> bool:
    return any(mark in text[start:end] for mark in "。!?;\n")


def _counted(text: str, span: Span, following: Quantity) -> Span:
    """What is counted, where the measure of the next figure follows it: 20个贫困县 | 农民收入达到12758元."""
    if following.phrase_start < span[1] or _breaks(text[span[1] : following.phrase_start]):
        return span
    return span[0], span[0] + holder_end(text[slice(*span)])


def _handed(text: str, counted: Span, following: Quantity) -> bool:
    """Whether the next figure is of what those who are counted have: 17个县将 | 2.4亿元扶贫资金."""
    between = text[counted[1] : following.phrase_start]
    if between == "的":
        return True  # 来自13个乡镇的 | 2654户
    if between not in ("", "将", "把") or following.dimension in _COUNTED_AFTER:
        return False
    after = phrase_after(text, following.phrase_end)
    return after[0] < after[1] and is_holder(text[slice(*counted)])


def _breaks(between: str) -> bool:
    return any(mark in between for mark in " ,。;:、!?()\n")


def _own(text: str, quantity: Quantity, floor: int) -> Span | None:
    if _in_brackets(text, quantity) and (bracketed := _bracketed(text, quantity, floor)):
        return bracketed
    after = _saying(text, with_following(text, phrase_after(text, quantity.phrase_end)))
    measured = text.startswith(_MEASURED_BY, quantity.phrase_end)
    if after and quantity.dimension in _WHO and text.startswith("的", quantity.phrase_end):
        who = span_before(text, quantity.phrase_start, floor)
        noun = noun_before(text[slice(*who)])
        if noun and noun.dimension == quantity.dimension:
            return who  # 五保户 | 3户的名单
    if (
        after
        and not measured
        and (quantity.dimension in _COUNTED_AFTER or quantity.unit is None or _implied(text, quantity))
    ):
        return after
    if after and quantity.dimension in _SHARES and text.startswith("的", quantity.phrase_end):
        rate = span_before(text, quantity.phrase_start, floor)
        if text.endswith("率", 0, rate[1]) and rate[0] < rate[1]:
            return rate  # 贫困发生率 | 超过18%的县
        return after  # 贫困地区98.7%的自然村通了电
    if quantity.dimension == "length" and (away := _away().search(text, floor, quantity.phrase_start)):
        return away.span()
    low = max(floor, quantity.phrase_start - _LONGEST_COMPARISON)
    if headless := _headless().search(text, low, quantity.phrase_start):
        return headless.span("who")
    summed = text.startswith("等", quantity.phrase_start - 1)  # 培训教师、医生等 | 1.1万人次
    position = quantity.phrase_start - summed
    before = _saying(text, with_preceding(text, span_before(text, position, floor), floor))
    compared = _across_comparison(text, quantity, floor)
    if compared and text[quantity.phrase_start - 1] == "的":
        return compared  # 收入 | 是全国平均水平的68.4%
    before = before or compared or _across_comma(text, quantity, floor)
    if before and measured:
        return before  # 总投资300亿元 | 规模的工程, 村道3000元 | 的标准
    if before and after and _of_capacity(text, quantity, before):
        return after
    if before and after and _follows(text, quantity, text[slice(*before)], after):
        return after
    if before or quantity.dimension not in _SHARES or _begins_clause(text, quantity):
        return before or after
    return None


def _in_brackets(text: str, quantity: Quantity) -> bool:
    opened = text.startswith("(", quantity.phrase_start - 1)
    return opened and text.startswith(")", quantity.phrase_end)


def _bracketed(text: str, quantity: Quantity, floor: int) -> Span | None:
    """What a figure in brackets is of: the noun before them (占全国贫困人口 | (2365万人)), or what is held
    against it (贫困发生率 | 比全国(2.5%))."""
    opened = quantity.phrase_start - 1
    against = _held_against().search(text, max(floor, opened - _LONGEST_COMPARISON), opened)
    if against:
        return _saying(text, span_before(text, against.start(), floor))
    start, end = span_before(text, opened, floor)
    return _saying(text, (start + 1, end) if text.startswith("占", start) else (start, end))


@cache
def _held_against() -> re.Pattern[str]:
    return re.compile("(?:比(?![重例率])|较)[^,。;:、0-9]{2,12}$")


def _of_capacity(text: str, quantity: Quantity, before: Span) -> bool:
    """Whether a power is that of the plant named behind it (10兆瓦 | 光伏电站), not of a 装机容量 before."""
    return quantity.dimension == "power" and not is_measure(text[slice(*before)])


def _follows(text: str, quantity: Quantity, before: str, after: Span) -> bool:
    """Whether an amount between two phrases is of the second (彝良8亿元小额信贷, 村里增加4800元的收入)."""
    if says_nothing(before):
        return True
    if before.endswith("价值") and text[quantity.phrase_end] == "的":
        return True  # 价值1000元的慰问品
    if quantity.dimension in _SHARES or is_measure(before) or _yearly().search(before):
        return False  # 年加工干茶150吨的生产线
    if text[quantity.phrase_end] == "的":
        return True
    free = not text[after[1] : after[1] + 1].isdigit()  # in 耕地5亩林地3亩 the noun is the next one's
    return free and is_holder(before) and begins_with_noun(text[slice(*after)])


@cache
def _headless() -> re.Pattern[str]:
    """Who is counted without a noun: 跨县安置到义龙新区的 | 有3000人, 60岁以上的 | 占20%."""
    verbs = "(?:有|占|共有|达|达到|为|就有|只有|仅有|还有|已有|超过|约有|约占)"
    return re.compile(
        "(?:(?<=[,。;:!?()\n])|^)(?:其中|另外?|还有|实际|现在|目前){0,2}"
        f"(?P<who>(?!其[他余]|剩)[\u4e00-\u9fff、]{{3,14}}(?<!目))的{verbs}[约近超]?$"
    )


@cache
def _away() -> re.Pattern[str]:
    """What a distance is to: 距离漫江40余公里的四都镇, 位于县城以南48公里的镇."""
    return re.compile("(?:距(?!离[缩减增])离?|(?<!距)离|位于)[\u4e00-\u9fff]{2,8}$")


@cache
def _yearly() -> re.Pattern[str]:
    """What a plant can do: 建起 | 年加工干茶."""
    return re.compile("(?:^|[建起成])[年日](?=[加处生产出屠])")


def _begins_clause(text: str, quantity: Quantity) -> bool:
    start = quantity.phrase_start
    return start == 0 or not "一" <= text[start - 1] <= "鿿"


def _implied(text: str, quantity: Quantity) -> bool:
    """Whether the unit comes from the noun, so that the noun stands next to the number."""
    return text[quantity.end - 1] in "0123456789万亿千百余多几"


def _across_comparison(text: str, quantity: Quantity, floor: int) -> Span | None:
    """The phrase before what it is compared with (贫困人口 | 比上年减少1289万人, 收入 | 是全国的68.4%)."""
    low = max(floor, quantity.phrase_start - _LONGEST_COMPARISON)
    match = _comparison().search(text, low, quantity.phrase_start)
    return _saying(text, span_before(text, match.start(), floor)) if match else None


@cache
def _comparison() -> re.Pattern[str]:
    verbs = alternatives(RISING + FALLING)
    return re.compile(
        f"(?<![占同环对可])[比较][^,。;:、]{{2,16}}?(?:{verbs}|[高低多少])[出了]?$|(?:是|相当于)[^,。;:、0-9]{{2,14}}的$"
        "|[高低快慢多少]于[^,。;:、0-9]{2,14}$"
    )


def _across_comma(text: str, quantity: Quantity, floor: int) -> Span | None:
    """The phrase of the clause before, where this one only says how it moved (贫困发生率持续下降,降至6%)."""
    start, _ = span_before(text, quantity.phrase_start, floor)
    comma = text.rfind(",", max(floor, start - 8), start)
    if comma >= 0 and text.startswith("按", clause_start(text, comma, floor)):
        return None  # 按可比价格计算, 增长8%
    between = text[comma + 1 : quantity.phrase_start]
    if comma < 0 or not (changed(between) or _summing().fullmatch(text, comma + 1, quantity.start)):
        return None
    return _saying(text, span_before(text, comma, floor))


@cache
def _summing() -> re.Pattern[str]:
    """What may lead a number that stands in a clause of its own (核实的贫困人口,约981万人)."""
    return re.compile(
        "(?:共计?|约|总共|一共|合计|总计|达到?|为|近|超过?)|[从由自](?:[0-9]{4}年(?:[0-9]{1,2}月)?[底末初]?的?)?"
    )


def _goes_on(text: str, found: Sequence[Quantity], index: int) -> bool:
    """Whether the quantity speaks of what the one before it does."""
    earlier, quantity = found[index - 1], found[index]
    between = _between(text, earlier, quantity)
    if _in_brackets(text, earlier) and between.startswith(")"):
        return held_against(between[1:])
    if _in_brackets(text, quantity) and _held_against().fullmatch(between.strip(",(")):
        return True  # 比重为37.2%,比上年(36.6%)
    if listed(between):
        units = {earlier.dimension, quantity.dimension}
        return not between or earlier.unit == quantity.unit or units == {"people", "households"}
    if compared(between) and not changed(between):
        return earlier.unit == quantity.unit or quantity.dimension in (*_SHARES, "multiple")
    if part(between):
        return earlier.unit == quantity.unit or quantity.dimension == "percent"
    return changed(between) and (
        earlier.dimension == "duration"
        or earlier.dimension in _SHARES
        or quantity.dimension in (*_SHARES, "multiple")
        or quantity.unit in _units_listed(text, found, index - 1)
    )


def _units_listed(text: str, found: Sequence[Quantity], index: int) -> set[str | None]:
    """The units of the list that ends at ``index`` (13677户49479人 | 减至887户1472人)."""
    units = {found[index].unit}
    while index and len(units) < _LONGEST_LIST and listed(_between(text, found[index - 1], found[index])):
        index -= 1
        units.add(found[index].unit)
    return units


def _between(text: str, earlier: Quantity, quantity: Quantity) -> str:
    return text[aside_end(text, earlier.phrase_end) : quantity.phrase_start]


def _saying(text: str, span: Span) -> Span | None:
    """The span where it says something."""
    start, end = span
    return span if start < end and not is_bare(text[start:end]) else None
