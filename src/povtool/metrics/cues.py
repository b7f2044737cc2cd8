"""The words that tell plan from fact in a text, and what a title says of all its figures."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from povtool.data import rows

if TYPE_CHECKING:
    from daachorse import CharwiseDoubleArrayAhoCorasick

BIDDEN = -3.0
"""Of 要 with which a sentence begins."""
_KIND_WITHIN = 8
"""Code points at a title's end in which it names the kind of document."""
_TITLE_WITHIN = 120
"""Code points of a title's end that are looked at; longer ones are none."""


class Found:
    """The cues of a text, with running sums, so that a stretch is weighed at once."""

    def __init__(self, text: str, place: str) -> None:
        weights = _weights(place)
        found = [(start, end, weights[which]) for start, end, which in _automaton(place).find(text)]
        if place == "text":
            said = {start for start, _, _ in found}
            bidden = (match.span("must") for match in _bidding().finditer(text))
            found = sorted(found + [(*span, BIDDEN) for span in bidden if span[0] not in said])
        self.items = [(start, end, weight) for start, end, weight in found if weight]
        self._starts = [start for start, _, _ in self.items]
        self._sums = [0.0, *accumulate(weight for _, _, weight in self.items)]

    def between(self, start: int, end: int) -> list[tuple[int, int, float]]:
        """The cues that begin in a stretch: where they stand, and their weight."""
        return self.items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def weight(self, start: int, end: int) -> float:
        """The sum of their weights."""
        return self._sums[bisect_left(self._starts, end)] - self._sums[bisect_left(self._starts, start)]


@cache
def _bidding() -> re.Pattern[str]:
    """要 at the beginning of a sentence, where it bids: 要 | 大力整合资金,新建公路1万公里."""
    return re.compile(
        "(?:^|[。;!?\n])[ \u3000]*(?P<must>要)(?![求素点闻害领义道塞不么是说数知看想富])(?=[\u4e00-\u9fff])"
    )


@cache
def _table(place: str) -> dict[str, float]:
    return {
        word: float(weight)
        for weight, where, words in rows("status_cues.tsv")
        if where == place
        for word in words.split(" ")
    }


@cache
def _weights(place: str) -> list[float]:
    return list(_table(place).values())


@cache
def _automaton(place: str) -> CharwiseDoubleArrayAhoCorasick:
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    return CharwiseDoubleArrayAhoCorasick(list(_table(place)), MATCH_KIND_LEFTMOST_LONGEST)


def kind_of(title: str) -> float:
    """What the kind of document weighs that a title ends in; 总结 and 打算 in one title say nothing.

    A plan is one only by its last word: 今年计划减贫50万人 is news.
    """
    weights = [weight for _, _, weight in Found(title, "kind").items]
    if _allotted().search(title):
        return 0
    if min(weights, default=0) < 0 < max(weights, default=0) and not _order().search(title):
        return 0
    end = _appended().sub("", title[-_TITLE_WITHIN:])[-_KIND_WITHIN:]
    return sum(weight for _, stop, weight in Found(end, "kind").items if weight > 0 or stop == len(end))


@cache
def _appended() -> re.Pattern[str]:
    """What may follow the kind of document in a title: 规划(2021—2025年), 工作要点》."""
    return re.compile("(?:[(][^()]{0,40}[)]|整理|一览|懒人包|[^\\w()])+$")


@cache
def _order() -> re.Pattern[str]:
    """A title that is an order whatever it is about: 关于开展2018年度成效考核工作的通知."""
    return re.compile(
        "^关于(?:开展|做好|组织|进一步|加强|切实|推进|实施|建立|启动|认真)[^《》]*的(?:通知|意见|决定|办法)"
    )


@cache
def _allotted() -> re.Pattern[str]:
    """A notice of what has been done by it: 关于下达2019年扶贫资金的通知."""
    return re.compile(
        "^(?:关于)?[^《》]{0,16}(?:下达|拨付|分配|安排下达|公布|公示|表彰|命名|通报)[^《》]*的?(?:通知|公告|通报|决定)"
    )
