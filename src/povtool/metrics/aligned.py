"""Lists said in the order of another list: 分别为, 依次是. Each figure gets the member it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from povtool.metrics.amounts.quantities import Quantity, bounded
from povtool.metrics.times import calendar
from povtool.metrics.times.periods import Mention
from povtool.metrics.wording.discourse import REACH
from povtool.metrics.wording.links import listed
from povtool.metrics.wording.phrases import words_of

Span = tuple[int, int]

_LONGEST_VERB = 8
"""Code points between 分别 and its first figure (分别比上年增长)."""


@dataclass(frozen=True, slots=True)
class Member:
    """What one figure of an aligned list belongs to."""

    span: Span
    """The member in the text; of a range of years the whole range."""
    tail: Span | None
    """What follows the last member and belongs to all (城镇 和 农村 | 居民人均可支配收入)."""
    period: str | None
    """Where the members are years."""
    leader: int
    """The index of the first figure of the list: 分别增长8.1%和9.2% are both growth."""


def aligned(
    text: str,
    found: Sequence[Quantity],
    mentions: Sequence[Mention],
    spans: Sequence[Span | None] = (),
) -> dict[int, Member]:
    """For quantities behind 分别 or 依次 the member of the list before it, by the quantity's index.

    The list may be that of the figures before (游客186万人次,收入5亿元,分别增长12%、15%); ``spans`` say what
    they are of.
    Only where both lists are equally long: an uneven list aligns nothing. A second list of the same length in
    the sentence goes by the same members. ``mentions`` are the periods of the folded text.

    >>> from povtool.metrics.times.periods import mentions
    >>> from povtool.metrics.amounts.quantities import quantities
    >>> text = "2016年、2017年、2018年全国减贫人口分别为1240万人、1289万人、1386万人"
    >>> found = list(quantities(text))
    >>> [member.period for member in aligned(text, found, mentions(text, None)).values()]
    ['2016', '2017', '2018']
    >>> text = "城镇和农村居民人均可支配收入分别达到33797元和11450元,增长8%和10.8%"
    >>> [text[slice(*member.span)] for member in aligned(text, list(quantities(text)), []).values()]
    ['城镇', '农村居民人均可支配收入', '城镇', '农村居民人均可支配收入']
    """
    result: dict[int, Member] = {}
    starts = [quantity.start for quantity in found]
    for mark in _mark().finditer(text):
        index = bisect_left(starts, mark.end())
        if index in result or index == len(found) or found[index].phrase_start - mark.end() > _LONGEST_VERB:
            continue
        run = _run(text, found, index)
        low = max(0, mark.start() - REACH, _sentence_start(text, mark.start()))
        unsaid = mark["unsaid"] is not None
        if unsaid and not _deltas_follow(text, found, run, mark):
            continue
        years = [] if unsaid else _years(text, low, mark.start(), mentions, len(run))
        items = [] if years or unsaid else _items(text, low, mark.start(), len(run))
        if not years and not items and _bare(text, found, index, mark.start()):
            items = _figures(starts, spans, low, index, len(run))
        end = _sentence_end(text, mark.end())
        while len(run) > 1 and len(run) in (len(years), len(items)) and found[run[0]].start < end:
            result |= {
                at: Member(span, None, period, run[0]) for at, (span, period) in zip(run, years, strict=False)
            }
            result |= {
                at: Member(span, tail, None, run[0]) for at, (span, tail) in zip(run, items, strict=False)
            }
            if run[-1] + 1 == len(found):
                break
            run = _run(text, found, run[-1] + 1)
    return result


def bounded_alike(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, those of a list with the bound that is said once for all of them.

    It stands before the first (分别不低于1万元、5000元) or behind the last (分别控制在1%和0.5%以内).

    >>> from povtool.metrics.amounts.quantities import quantities
    >>> text = "漏评率、错退率分别控制在1%和0.5%以内"
    >>> [found.bound for found in bounded_alike(text, list(quantities(text)))]
    ['le', 'le']
    """
    result = list(found)
    run = [0]
    for index in range(1, len(found) + 1):
        if index < len(found) and listed(text[found[index - 1].phrase_end : found[index].phrase_start]):
            run.append(index)
            continue
        shared = _shared_bound(text, [found[at] for at in run]) if len(run) > 1 else None
        for at in run if shared else ():
            quantity = found[at]
            if quantity.bound is None and quantity.value is not None and quantity.unit == found[run[0]].unit:
                result[at] = bounded(replace(quantity, bound=shared))
        run = [index]
    return result


def _shared_bound(text: str, run: Sequence[Quantity]) -> str | None:
    first, last = run[0], run[-1]
    if first.bound:
        return first.bound if text.endswith("分别", 0, first.phrase_start) else None
    dealt = _dealt().search(text, max(0, first.phrase_start - _LONGEST_DEALT), first.phrase_start)
    others = any(quantity.bound or quantity.unit != last.unit for quantity in run[:-1])
    behind = last.phrase_end > last.end and last.bound != "approx"
    return last.bound if dealt and behind and not others else None


_LONGEST_DEALT = 10
"""Code points of what deals a bound out to a list, and its verb (分别下降到)."""


@cache
def _dealt() -> re.Pattern[str]:
    return re.compile("(?:分别[^,。;:、0-9]{0,7}|(?:控制|保持|稳定|维持)在)$")


def _run(text: str, found: Sequence[Quantity], index: int) -> list[int]:
    """The indices of the quantities that stand in one list with the one at ``index``, from there on."""
    run = [index]
    while run[-1] + 1 < len(found):
        between = text[found[run[-1]].phrase_end : found[run[-1] + 1].phrase_start]
        if not _joint().fullmatch(between):
            break
        run.append(run[-1] + 1)
    return run


def _sentence_start(text: str, position: int) -> int:
    return max(text.rfind(mark, max(0, position - REACH), position) for mark in "。;\n") + 1


def _sentence_end(text: str, position: int) -> int:
    end = _sentence_mark().search(text, position, position + REACH)
    return end.start() if end else position + REACH


def _years(text: str, low: int, high: int, mentions: Sequence[Mention], count: int) -> list[tuple[Span, str]]:
    """The years said one by one, or those of a range if nothing else is listed behind it."""
    first = bisect_left(mentions, low, key=lambda mention: mention.start)
    last = bisect_left(mentions, high, key=lambda mention: mention.start)
    said = [m for m in mentions[first:last] if m.end <= high and m.value and not m.base]
    if len(said) == count > 1 and all(
        _joint().fullmatch(text, one.end, another.start) for one, another in pairwise(said)
    ):
        return [((m.start, m.end), m.value or "") for m in said]
    if not said or _of_each().search(text, said[-1].end, high):
        return []
    whole = said[-1].value or ""
    begin, end = calendar.first_year(whole), calendar.last_year(whole)
    if "/" not in whole or end is None or end - begin + 1 != count:
        return []
    return [((said[-1].start, said[-1].end), calendar.year(year)) for year in range(begin, end + 1)]


@cache
def _of_each() -> re.Pattern[str]:
    return re.compile("、|[各每](?!年)")


def _bare(text: str, found: Sequence[Quantity], index: int, mark: int) -> bool:
    """Whether nothing but a comparison stands between the figure before and 分别: 5.6亿元,同比 | 分别增长."""
    return index > 0 and _comparison().fullmatch(text, found[index - 1].phrase_end, mark) is not None


@cache
def _comparison() -> re.Pattern[str]:
    return re.compile("[,;]?(?:同比|环比|[比较](?:上年|去年|[0-9]{4}年)(?:同期|[底末])?|也|均|都)?")


def _items(text: str, low: int, high: int, count: int) -> list[tuple[Span, Span | None]]:
    """The members of the list that ends at ``high``; none where there are not exactly so many."""
    begin = max(low, max(text.rfind(mark, low, high) for mark in ",:(") + 1)
    date = _date().match(text, begin, high)
    pieces = list(_pieces(text, date.end() if date else begin, high))
    if len(pieces) != count or any(start >= end for start, end in pieces):
        return []
    last = words_of(text[slice(*pieces[-1])])
    tail = (pieces[-1][0] + len(last[0]), pieces[-1][1])
    shares = len(last) > 1 and text[slice(*tail)] not in _CLASSES  # 贡山 | 县
    short = len(last[0]) + 1
    return [
        (piece, tail if shares and piece != pieces[-1] and piece[1] - piece[0] <= short else None)
        for piece in pieces
    ]


_CLASSES = frozenset("省市区县州旗盟乡镇村")
"""The last characters of places, which a general dictionary cuts off."""


def _figures(
    starts: Sequence[int], spans: Sequence[Span | None], low: int, index: int, count: int
) -> list[tuple[Span, Span | None]]:
    """What the figures of the sentence before ``index`` are of, where there are exactly so many."""
    if index < count or count < 2 or (index > count and starts[index - count - 1] >= low):
        return []
    said = [span for span in spans[index - count : index] if span is not None]
    return [(span, None) for span in said] if len(set(said)) == count and starts[index - count] >= low else []


def _pieces(text: str, begin: int, high: int) -> Iterator[Span]:
    start = begin
    for mark in re.finditer("、|以及|[和及与]", text[begin:high]):
        yield start, begin + mark.start()
        start = begin + mark.end()
    yield start, high


@cache
def _mark() -> re.Pattern[str]:
    """分别, or a comparison of a list without it: 普及率95%,达标率98%, | 比上年提高1个和2个百分点."""
    base = "(?<=[同环])比|(?<=[比较])(?:上年|去年|[0-9]{4}年)(?:同期|[底末])?"
    verb = "提高|提升|上升|增长|增加|下降|降低|减少|回落"
    return re.compile(f"[分依同环比较](?:(?<=分)别|(?<=依)次|(?P<unsaid>(?:{base})(?:{verb})了?))")


def _deltas_follow(text: str, found: Sequence[Quantity], run: Sequence[int], mark: re.Match[str]) -> bool:
    """Whether a comparison stands right between a list of levels and one of changes of one kind."""
    first = run[0]
    alone = first > 0 and text[found[first - 1].phrase_end : mark.start()] in ("", ",")
    alike = len({found[index].unit for index in run}) == 1
    return alone and alike and mark.end() == found[first].phrase_start


@cache
def _joint() -> re.Pattern[str]:
    return re.compile("[、,和及与]|以及")


@cache
def _sentence_mark() -> re.Pattern[str]:
    return re.compile("[。;\n]")


@cache
def _date() -> re.Pattern[str]:
    return re.compile("(?:[0-9]{4}年(?:[0-9]{1,2}月)?[底末]?|今年|去年|其中|全年)")
