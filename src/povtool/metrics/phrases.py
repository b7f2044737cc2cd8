"""The noun phrase before or after a number, cut by a table of function words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from povtool.data import rows

if TYPE_CHECKING:
    import rjieba

_WINDOW = 24
"""Code points looked at on either side of a number."""
LONGEST = 16
"""Longest phrase, in code points."""


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(
        word for kind, words in rows("function_words.tsv") if kind == role for word in words.split(" ")
    )


@cache
def _cutter() -> rjieba.Jieba:
    import rjieba

    cutter = rjieba.Jieba()
    for word in _words("word"):
        cutter.add_word(word, 1_000_000, "n")
    return cutter


def _cut(text: str) -> list[str]:
    return _cutter().cut(text, False)


@cache
def _run_after() -> re.Pattern[str]:
    return re.compile(r"[\u4e00-\u9fff]*(?:[(][\u4e00-\u9fff]{1,4}[)][\u4e00-\u9fff]*)*")


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(r"[(][\u4e00-\u9fff]{1,2}[)]")


@cache
def _run_before() -> re.Pattern[str]:
    return re.compile(r"[\u4e00-\u9fff]*(?:[(][\u4e00-\u9fff]{1,4}[)][\u4e00-\u9fff]*)*$")


def phrase_after(text: str, position: int) -> tuple[int, int]:
    """The phrase that follows ``position`` in a folded text, as a span; empty where none does.

    >>> text = "65个成员单位按照全区会议精神"
    >>> start, end = phrase_after(text, 3)
    >>> text[start:end]
    '成员单位'
    """
    aside = _aside().match(text, position)  # 1.2万头(只)牲畜
    position = aside.end() if aside else position
    run = _run_after().match(text[position : position + _WINDOW])
    words = _cut(run[0]) if run and run[0] else []
    start = end = position
    if words and words[0] == "的":
        start = end = position + 1
        words = words[1:]
    stops = _words("stop") | _words("trend")
    for index, word in enumerate(words):
        leads = index == 0 and word == "在" and len(words) > 1 and len(words[1]) == 1  # 在京, 在校
        if (word in stops and not leads) or end + len(word) - start > LONGEST:
            break
        end += len(word)
    return start, end


@cache
def _date() -> re.Pattern[str]:
    """A date between a measure and its number (贫困人口从 | 2012年末的 | 9899万人)."""
    return re.compile(r"[到至]?[0-9]{4}年(?:[0-9]{1,2}月)?[底末初]?的?$")


def span_before(text: str, position: int, floor: int) -> tuple[int, int]:
    """The phrase that ends at ``position``, without the verbs of level and change between it and the number.

    Nothing before ``floor`` is looked at. Empty where the clause says nothing.

    >>> text = "南疆贫困发生率由32%"
    >>> start, end = span_before(text, 8, 0)
    >>> text[start:end]
    '南疆贫困发生率'
    """
    low = max(floor, position - _WINDOW)
    window = _date().sub("", text[low:position].rstrip(" "))
    run = _run_before().search(_last_run(window))
    words = _cut(run[0]) if run and run[0] else []
    end = low + len(window)
    while words and words[-1] in _words("trend"):
        end -= len(words.pop())
    start = end
    taken: list[str] = []
    for word in reversed(words):
        if end - start + len(word) > LONGEST:
            break
        if word in _words("stop"):
            if word == "占" and taken:  # the phrase is what the share is of
                start -= 1
            elif word in (
                "比",
                "较",
                "高于",
                "低于",
                "超过",
            ):  # the phrase is what the measure is compared with
                start = end
            break
        start -= len(word)
        taken.append(word)
    counted = start > 0 and text[start - 1] in "0123456789"  # 第1 | 批帮扶干部
    while len(taken) > 1 and (taken[-1] in _words("plan") or counted):
        start += len(taken.pop())
        counted = False
    return start, end


def _last_run(window: str) -> str:
    """What follows the last mark that can be in no phrase, so that the search for a run is linear."""
    return re.split(r"[^\u4e00-\u9fff()]", window)[-1]


def phrase_before(text: str, position: int, floor: int) -> str:
    """The text of :func:`span_before`."""
    start, end = span_before(text, position, floor)
    return text[start:end]


def says_nothing(phrase: str) -> bool:
    """Whether a phrase holds only verbs that need an object (投入, 建设)."""
    return all(word in _words("verb") or word in _words("trend") for word in _cut(phrase))


def words_of(text: str) -> list[str]:
    """A short piece of folded text cut into words."""
    return _cut(text) if text else []
