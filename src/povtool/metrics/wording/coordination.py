"""Nouns that are listed as one: 教师、医生和专家; 资金和物资; 护林、保洁等公益性岗位."""

from __future__ import annotations

import re
from functools import cache

from povtool.metrics.wording.phrases import begins_with_noun, nominal, tagged_words, words_as, words_of

_JOINTS = ("以及", "、", "和", "与", "及")
_AND_OTHERS = "等"
_MOST = 3
"""Members of a list, but for the one next to the number."""
_LONGEST = 12
"""Code points of a member."""

Span = tuple[int, int]


def with_following(text: str, span: Span) -> Span:
    """The phrase behind a number with the nouns listed behind it; offsets are code points of a folded text.

    What goes on to a figure of its own (5个乡镇、贫困发生率2%) is none of them.

    >>> text = "300名第一书记和驻村干部到村,20个县、贫困发生率2%"
    >>> [text[slice(*with_following(text, span))] for span in ((4, 8), (19, 20))]
    ['第一书记和驻村干部', '县']
    """
    start, end = span
    if start == end or not text.startswith(_JOINTS, end):
        return span
    kind = tagged_words(text[start:end])[-1][1]
    if not (nominal(kind) or kind[0] == "a"):  # 困难 | 和重度残疾人
        return span
    for _ in range(_MOST):
        joint = next((mark for mark in _JOINTS if text.startswith(mark, end)), "")
        behind = tagged_words(_run(text, end + len(joint))) if joint else []
        member = end + len(joint) + _nouns(behind, words_as("stop", "trend", "verb"))
        if not joint or member <= end + len(joint) or _figure_follows().match(text, member):
            break
        end = member
    return start, end


def with_preceding(text: str, span: Span, floor: int) -> Span:
    """The phrase before a number with the nouns listed before it, from ``floor`` on.

    What 等 sums up may be of any kind but for the first, where the list must begin.

    >>> text = "投入资金和物资达5亿元,开发护林、保洁等公益性岗位8个"
    >>> [text[slice(*with_preceding(text, span, 0))] for span in ((5, 7), (20, 25))]
    ['资金和物资', '护林、保洁等公益性岗位']
    """
    start, end = span
    summed = text.endswith(_AND_OTHERS, floor, start)
    if start == end or (summed and not begins_with_noun(text[start:end])):
        return span
    joint = _AND_OTHERS if summed else _joint_before(text, start, floor)
    first = start
    for _ in range(_MOST):
        if not joint:
            return first, end
        behind = first - len(joint)
        run = _run_before(text, behind, floor)
        first, joint = behind - len(run), _joint_before(text, behind - len(run), floor)
        if not (summed and joint):
            others = words_as("stop", "trend", "verb", "plan", "scope")
            first = behind - _nouns(tagged_words(run)[::-1], others)
            joint = _joint_before(text, first, floor)
        if first in (behind, floor) or text[first - 1].isdigit():
            break
    return span


def counted_kinds(phrase: str) -> list[str]:
    """The nouns of a folded phrase that lists several; of what 等 sums up, the sum.

    >>> counted_kinds("教师和医生"), counted_kinds("护林、保洁等公益性岗位")
    (['教师', '医生'], ['公益性岗位'])
    >>> counted_kinds("工资性和经营性收入")
    ['经营性收入']
    """
    if not any(mark in phrase for mark in _JOINTS):
        return [phrase]
    kinds = [""]
    for word in words_of(phrase):
        if word == _AND_OTHERS:
            kinds = [""]
        elif word in _JOINTS:
            kinds.append("")
        else:
            kinds[-1] += word
    return [kind for kind in kinds if kind and not kind.endswith("性")] or [phrase]


def _joint_before(text: str, position: int, floor: int) -> str:
    return next((mark for mark in _JOINTS if text.endswith(mark, floor, position)), "")


def _nouns(tagged: list[tuple[str, str]], others: frozenset[str]) -> int:
    """The length of the nouns that words begin with, in code points, up to one of the ``others``."""
    length = 0
    for word, kind in tagged:
        if not nominal(kind) or word in others:
            break
        length += len(word)
    return length


def _run(text: str, position: int) -> str:
    match = _han().match(text, position, position + _LONGEST)
    return match[0] if match else ""


def _run_before(text: str, position: int, floor: int) -> str:
    start = position
    while start > max(floor, position - _LONGEST) and _han().match(text, start - 1, start):
        start -= 1
    return text[start:position]


@cache
def _han() -> re.Pattern[str]:
    return re.compile("[\u4e00-\u9fff]+")


@cache
def _figure_follows() -> re.Pattern[str]:
    return re.compile("[^,。;:、!?\n0-9]{0,12}[0-9]")
