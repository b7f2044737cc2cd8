"""What a clause goes on to speak of without naming it: its subject, the topic before its comma, the theme of
the figures before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from povtool.metrics.amounts.quantities import Quantity
from povtool.metrics.wording.links import listed
from povtool.metrics.wording.phrases import (
    holder_end,
    is_measure,
    nominal,
    span_before,
    tagged_words,
    words_as,
    words_of,
)

Span = tuple[int, int]

_LONGEST_SUBJECT = 16
"""Code points between the beginning of a clause and the verb at its figure."""
_LONGEST_TOPIC = 28
"""Code points of a topic that a comma ends."""
_FARTHEST = 3
"""Quantities back that a theme may have been named."""
_SPENT = ("资金", "经费", "款", "贷款", "补贴", "补助", "投资", "预算")
"""Ends of what can be paid out."""
_WHERE = ("里", "村", "县", "镇", "乡", "市", "省", "全家")
"""Ends of words that say where or of whom, not who is counted."""
_BOUNDARIES = ",。;:、!?()“”\n "


def is_weak(phrase: str) -> bool:
    """Whether a phrase before a number is but a verb, so that it does not say of what the figure is.

    >>> is_weak("完成"), is_weak("自己只掏了"), is_weak("脱贫"), is_weak("财政资金")
    (True, True, False, False)
    """
    events = words_as("event")
    return not any(
        (nominal(kind) and kind != "zg" and word not in words_as("verb", "bare")) or word in events
        for word, kind in tagged_words(phrase)
    )


def widened(text: str, span: Span, floor: int) -> Span | None:
    """A weak phrase with its subject, back to the beginning of the clause (果农每公斤能 | 卖); None where the
    clause has none.

    >>> text = "一期占地380亩,果农每公斤能卖4.6元"
    >>> text[slice(*widened(text, (15, 16), 8))]
    '果农每公斤能卖'
    """
    start = max(floor, span[0] - _LONGEST_SUBJECT)
    begin = max((text.rfind(mark, start, span[0]) for mark in _BOUNDARIES), default=-1) + 1
    begin = max(begin, start)
    if begin == start > floor and text[start - 1] not in _BOUNDARIES:
        return None  # a long clause: its beginning may be far from its verb
    before = text[begin : span[0]]
    if not before or any(character.isdigit() for character in before):
        return None
    words = tagged_words(before)
    while (
        words
        and words[0][0] != "自己"
        and (words[0][1][:1] in "tdcpr" or words[0][0] in words_as("stop", "scope", "plan", "trend"))
    ):
        begin += len(words.pop(0)[0])
    known = words_as("verb", "bare")
    if not any(word in ("自己", "的") or (nominal(kind) and word not in known) for word, kind in words):
        return None
    return begin, span[1]


def topic(text: str, quantity: Quantity, floor: int) -> Span | None:
    """What the clause before names, where the figure's own only says how much (支出进度, | 11月底须达到85%).

    >>> from povtool.metrics.amounts.quantities import quantities
    >>> text = "当年资金支出进度,11月底须达到85%"
    >>> text[slice(*topic(text, next(quantities(text)), 0))]
    '资金支出进度'
    """
    start = clause_start(text, quantity.phrase_start, floor)
    if start <= floor or text[start - 1] not in ",:" or not is_silent(text[start : quantity.phrase_start]):
        return None
    if text[start - 1] == ":" and not _labels(text, start - 1):
        return None
    comma = start - 1
    begin = clause_start(text, comma, max(0, comma - _LONGEST_TOPIC - 1))
    if begin < floor:
        return None  # the clause has a figure of its own
    clause = text[begin:comma]
    if not 1 < len(clause) <= _LONGEST_TOPIC or any(character.isdigit() for character in clause):
        return None
    if clause.startswith(("扣除", "剔除", "按", "以", "据", "在")):
        return None  # by what is counted, or where, not what
    span = span_before(text, comma, begin)
    phrase = text[slice(*span)]
    if not _is_apart(text[begin : span[0]]):
        return None
    return span if phrase and (nominal(tagged_words(phrase)[-1][1]) or is_measure(phrase)) else None


def _labels(text: str, colon: int) -> bool:
    """Whether a line begins with what its figure is of, and a colon: ▶大棚:1200个."""
    return _label().fullmatch(text, text.rfind("\n", 0, colon) + 1, colon) is not None


@cache
def _label() -> re.Pattern[str]:
    return re.compile("[▶►●○■□◆·•*—-]?[ \u00a0\u3000]{0,4}(?!记者|答|问|主持|网友)[\u4e00-\u9fff]{2,10}")


def _is_apart(before: str) -> bool:
    """Whether what stands before a phrase in its clause is no verb that it is the object of."""
    words = words_as("stop", "scope", "plan")
    before = before.strip("▶►●○■□◆·•*—- \u00a0\u3000")
    return before.endswith("的") or all(
        word in words or kind[:1] in "tcr" or kind == "ns" for word, kind in tagged_words(before)
    )


def carried(text: str, found: Sequence[Quantity], spans: Sequence[Span | None], index: int) -> Span | None:
    """What the figures before speak of, where nothing between names anything else: 支出进度不低于50%,
    | 11月底达到95%; 发放贷款168户, | 2479万元; 建成车间47间,但仍有 | 5间."""
    quantity, earlier = found[index], found[index - 1]
    between = text[earlier.phrase_end : quantity.phrase_start]
    if _of_them().search(between):
        return counted_alike(text, found, spans, index)
    span = spans[index - 1]
    if not span or _ends(between.removeprefix(";")):
        return None
    if between in (",", "、") and span[1] <= earlier.start and quantity.dimension == "money":
        return span
    if span[0] >= earlier.end and span[1] <= quantity.phrase_start:
        between = text[span[1] : quantity.phrase_start]
        if listed(between) and {earlier.dimension, quantity.dimension} == {"people", "households"}:
            return span  # 4户贫困户、13人
    if len(between) < 2 or between[0] not in ",;" or not is_silent(between[1:]):
        return None
    alike = earlier.unit == quantity.unit or {earlier.dimension, quantity.dimension} == {"percent", "ratio"}
    return span if alike else counted_alike(text, found, spans, index, silent=True)


def those(text: str, found: Sequence[Quantity], spans: Sequence[Span | None], index: int) -> Span | None:
    """Who are counted anew by what they did: 招聘5000名教师,通过面试的已有 | 4212名."""
    between = text[found[index - 1].phrase_end : found[index].phrase_start]
    span = counted_alike(text, found, spans, index) if _of_such().search(between) else None
    return span if span and not text.endswith(_WHERE, span[0], span[1]) else None


def counted_alike(
    text: str, found: Sequence[Quantity], spans: Sequence[Span | None], index: int, *, silent: bool = False
) -> Span | None:
    """What the nearest figure of the same unit in the sentence counts; a share is of the figure before it,
    but where the clause is ``silent``."""
    quantity = found[index]
    for at in range(index - 1, max(-1, index - 1 - _FARTHEST), -1):
        if _ends(text[found[at].end : quantity.start]):
            return None
        if found[at].unit == quantity.unit or (quantity.dimension == "percent" and not silent):
            return spans[at]
    return None


def is_silent(between: str) -> bool:
    """Whether words name nothing: dates, and verbs and adverbs of level and change.

    >>> is_silent(",11月底前须达到"), is_silent(",农民收入达到")
    (True, False)
    """
    words = words_of(_date().sub("", between))
    known = words_as("stop", "trend", "modal", "plan")
    return all(word in known or not "一" <= word[0] <= "鿿" for word in words)


def fates(text: str, found: Sequence[Quantity], spans: Sequence[Span | None]) -> list[Span | None]:
    """The spans; for those who are counted without a noun, what they did or met, to the end of the clause.

    >>> from povtool.metrics.amounts.quantities import quantities
    >>> text = "有38户、120人已悄悄搬回老家。"
    >>> [text[slice(*span)] for span in fates(text, list(quantities(text)), [None, None])]
    ['悄悄搬回老家', '悄悄搬回老家']
    """
    named = list(spans)
    for index in range(len(found) - 1, -1, -1):
        quantity = found[index]
        if named[index] or quantity.dimension not in ("people", "households", "count"):
            continue
        match = _fate().match(text, quantity.phrase_end)
        if match:
            named[index] = match.span("said")
        elif index + 1 < len(found) and _of_the_same(text, quantity, found[index + 1]):
            shared = named[index + 1]
            named[index] = shared if shared and shared[0] >= found[index + 1].end else None
        if named[index] is None and quantity.dimension in ("people", "households"):
            named[index] = _whole(text, quantity)
    for index in range(1, len(found)):
        if named[index] is None and _of_the_same(text, found[index - 1], found[index]):
            named[index] = named[index - 1]
    return named


def _of_the_same(text: str, earlier: Quantity, quantity: Quantity) -> bool:
    """Whether two figures are the households and the people of one place (全村 | 426户、1893人)."""
    between = text[earlier.phrase_end : quantity.phrase_start]
    both = {earlier.dimension, quantity.dimension} == {"people", "households"}
    return (both and (listed(between) or between == ",")) or (
        listed(between) and earlier.unit == quantity.unit
    )


def _whole(text: str, quantity: Quantity) -> Span | None:
    """All of a village or family, where nothing else says who they are (全村 | 426户)."""
    match = _scope().search(text, max(0, quantity.phrase_start - 4), quantity.phrase_start)
    return match.span("who") if match else None


@cache
def _scope() -> re.Pattern[str]:
    return re.compile("(?P<who>全[省区市州县乡镇村屯家]|一家)[共有]{0,2}$")


@cache
def _fate() -> re.Pattern[str]:
    return re.compile(
        "(?:,(?=全部|[均都已也]))?(?:全部|[已都均也将全还就]){0,2}(?P<said>[\u4e00-\u9fff“”]{2,14})(?=[,。;:!?)\n]|$)"
    )


def theme(text: str, found: Sequence[Quantity], spans: Sequence[Span | None], index: int) -> Span | None:
    """What a phrase that tells only a part, a rate or a step is of: of 支出 in 整合资金104亿元,已支出79亿元
    the funds, of 减幅 what has fallen, of a share what it is a share by; None where it needs none or none is
    near."""
    span = spans[index]
    if span is None:
        return None
    if span[0] >= found[index].end:
        return _done_by(text, found, spans, index)
    if span[0] >= found[index].start:
        return None
    if index and (predicate := _predicate(text, found, index)):
        return predicate
    kind = needs(text[slice(*span)])
    if not kind:
        return None
    if kind == "vague":
        return _measured(text, span)
    for at in range(index - 1, max(-1, index - 1 - _FARTHEST), -1):
        other = spans[at]
        if _ends(text[found[at].end : span[0]]):
            return None
        if other is None or other == span or needs(text[slice(*other)]):
            continue
        alike = found[at].unit == found[index].unit or kind in ("rate", "share")
        spent = kind != "step" or _goes_on(text[slice(*other)], text[slice(*span)])
        return other if alike and spent and other[1] <= span[0] else None
    return None


def _predicate(text: str, found: Sequence[Quantity], index: int) -> Span | None:
    """What those are or do who are a share of the ones before (贫困人口6万人,其中62% | 是留守妇女和老人)."""
    quantity = found[index]
    if quantity.dimension not in ("percent", "ratio"):
        return None
    if not _of_them().search(text[found[index - 1].phrase_end : quantity.phrase_start]):
        return None
    match = _fate().match(text, quantity.phrase_end)
    return match.span("said") if match else None


def _measured(text: str, span: Span) -> Span | None:
    """What the clause before a vague measure ends with (领到 | 助学金 | ,金额从2000元到5000元)."""
    if text[span[0] - 1 : span[0]] != ",":
        return None
    comma = span[0] - 1
    start, end = span_before(text, comma, clause_start(text, comma, max(0, comma - _LONGEST_TOPIC)))
    noun = end
    for word, kind in reversed(tagged_words(text[start:end])):
        if not nominal(kind):
            break
        noun -= len(word)
    return (noun, end) if end - noun > 1 else None


def _goes_on(whole: str, step: str) -> bool:
    """Whether a step is one of what was said: funds are spent; 支出 beside 收入 is a figure of its own."""
    return "完成" in step or whole.endswith(_SPENT)


def _done_by(text: str, found: Sequence[Quantity], spans: Sequence[Span | None], index: int) -> Span | None:
    """What a share of some did or have, which is what it is a share by (99.6%的乡镇 | 通上了硬化路).

    Of a list the last says it.
    """
    quantity, span = found[index], spans[index]
    if (
        not span
        or quantity.dimension != "percent"
        or text[quantity.phrase_end : quantity.phrase_end + 1] != "的"
    ):
        return None
    if match := _fate().match(text, span[1]):
        return match.span("said")
    if index + 1 == len(found) or not listed(text[span[1] : found[index + 1].phrase_start]):
        return None
    last, shared = spans[index + 1], _done_by(text, found, spans, index + 1)
    return (last[0] + holder_end(text[slice(*last)]), shared[1]) if last and shared else None


def needs(phrase: str) -> str | None:
    """Why a phrase says nothing alone: it names a ``part``, a ``step``, a ``rate`` of change or a ``share``,
    or counts ``each``.

    >>> needs("省本级"), needs("实际完成"), needs("减幅"), needs("平均每户"), needs("贫困户")
    ('part', 'step', 'rate', 'each', None)
    """
    if phrase.startswith("占"):
        return "share"
    words = words_of(phrase)
    for kind in ("part", "step", "rate", "each", "vague"):
        if words and words[-1] in words_as(kind) and all(word in _around(kind) for word in words):
            return kind
    return None


@cache
def _around(kind: str) -> frozenset[str]:
    return words_as(kind, "trend", "stop", "plan")


def leads(kind: str | None) -> bool:
    """Whether the phrase stands before its theme (省本级 | 财政资金), not behind it (农民工总量 | 减幅)."""
    return kind in ("part", "each")


def clause_start(text: str, position: int, floor: int) -> int:
    """Where the clause begins that ``position`` is in, no further back than ``floor``."""
    return max(text.rfind(mark, floor, position) for mark in ",。;:!?\n") + 1


def _ends(between: str) -> bool:
    return any(mark in between for mark in "。!?;\n")


@cache
def _of_them() -> re.Pattern[str]:
    """What makes a figure one of those before it: ,但仍有 | 5间; ,其中 | 27%."""
    return re.compile(",(?:但|不过)?(?:(?:目前|现在|至今)?[仍还尚]有|其中有?|中有)$")


@cache
def _of_such() -> re.Pattern[str]:
    """What makes a figure that of those who did something: ,通过面试的已有 | 4212名."""
    return re.compile("[^,。;:、]{2,10}的[也已还只仅才]?(?:有|是|达)$")


@cache
def _date() -> re.Pattern[str]:
    return re.compile("(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?[底末初]?|到|前")
