"""Cooperatives and schools that stand for the village or township they were named with."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from povtool.metrics.places.gazetteer import Name

Candidate = tuple[int, int, Name]

ORGANISATIONS = ("合作社", "学校")
"""The words that may stand for a village."""
_WITHIN = 24
"""Code points behind a village in which its cooperative or school is named."""


def at_home(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The bare words 合作社 and 学校 of a folded text that mean one named with its village before.

    Each has that village's entry. The word means it until another village or a whole county is spoken of.

    >>> village = Name("过马营镇", ("632525",), "settlement")
    >>> text = "过马营镇藏羊之府合作社成立于2014年。2017年合作社净收入82万元,企业、合作社等"
    >>> [(text[start:end], start) for start, end, _ in at_home(text, [(0, 4, village)])]
    [('合作社', 25)]
    """
    told = sorted((each for each in found if _takes_over(each[2])), key=lambda each: each[1])
    if not any(entry.kind == "settlement" for _, _, entry in told):
        return
    ends = [end for _, end, _ in told]
    for match in _bare().finditer(text):
        index = bisect_right(ends, match.start("word")) - 1
        if index < 0:
            continue
        _, end, entry = told[index]
        if entry.kind == "settlement" and _own(match["word"]).match(text, end):
            yield (*match.span("word"), entry)


def _takes_over(entry: Name) -> bool:
    return entry.kind in ("settlement", "nation") or (
        entry.kind == "pointing" and entry.name not in ("村", "乡", "各地")
    )


@cache
def _own(word: str) -> re.Pattern[str]:
    kinds = "合作社" if word == "合作社" else "[小中]学|学校|幼儿园"
    return re.compile(f"[^,。;、\n]{{0,{_WITHIN}}}?(?:{kinds})")


@cache
def _bare() -> re.Pattern[str]:
    before = "^|[\n,。;:!?“”年月日]|我们|[该在从到由给把向让]|这家|这个|这所|通过|加入"
    return re.compile(f"(?:{before})(?P<word>{'|'.join(ORGANISATIONS)})(?![、和与及等联])", re.MULTILINE)
