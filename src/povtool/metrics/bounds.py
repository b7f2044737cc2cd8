"""How a number bounds the true value: the words before it (超, 不低于, 约) and after it (以上, 左右)."""

from __future__ import annotations

import re
from functools import cache

from povtool.data import rows

_LONGEST = 7
_BUILT_WITH_NEAR = frozenset("最附靠临就邻新远毗")
"""Before 近, these make another word: 最近5年, 就近."""


@cache
def _before() -> dict[str, str]:
    return {
        word: bound
        for bound, side, words in rows("bounds.tsv")
        if side == "before"
        for word in words.split(" ")
    }


@cache
def _last_characters() -> frozenset[str]:
    return frozenset(word[-1] for word in _before())


@cache
def _after() -> re.Pattern[str]:
    groups = [
        f"(?P<{bound}_{number}>{'|'.join(sorted(words.split(' '), key=len, reverse=True))})"
        for number, (bound, side, words) in enumerate(rows("bounds.tsv"))
        if side == "after"
    ]
    return re.compile(rf"(?:{'|'.join(groups)})(?![两侧手岸邻述诉简几力])")


@cache
def _about_the_noun() -> re.Pattern[str]:
    return re.compile(r"[\u4e00-\u9fff]{1,5}?左右(?![两侧手岸邻])")


def bound_before(text: str, position: int) -> tuple[str | None, int]:
    """The bound said just before ``position`` of a folded text, and where its words begin.

    >>> bound_before("投资额超10亿元", 4), bound_before("最近5年", 2)
    (('gt', 3), (None, 2))
    """
    end = position
    while end and text[end - 1] in " 了":
        end -= 1
    if not end or text[end - 1] not in _last_characters():
        return None, position
    for length in range(min(_LONGEST, end), 0, -1):
        start = end - length
        bound = _before().get(text[start:end])
        if bound and not (text[start] == "近" and start and text[start - 1] in _BUILT_WITH_NEAR):
            return bound, start
    return None, position


def bound_after(text: str, position: int) -> tuple[str | None, int]:
    """The bound said just after ``position``, and where its words end.

    >>> bound_after("20万人次以上", 5), bound_after("280个县左右", 4)
    (('gt', 7), ('approx', 4))
    """
    match = _after().match(text, position)
    if match:
        return (match.lastgroup or "").split("_")[0], match.end()
    if _about_the_noun().match(text, position):
        return "approx", position
    return None, position
