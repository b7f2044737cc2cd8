"""The persons that a text names, as far as its places need them: who is no place, and who lives in which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from povtool.data import rows

_NO_SURNAME = "向于和与及从对在到由为常边"
"""Surnames that before a place are nearly always another word."""
_MOST = 200
"""Names looked for in a text."""
_FEWEST = 2
"""Times a name must stand in a text to be followed."""


@cache
def surnames() -> str:
    """The family names of one character, Simplified script."""
    return "".join(
        word for kind, word, *_ in rows("byline_words.tsv") if kind == "surname" and len(word) == 1
    )


@cache
def _speaker() -> re.Pattern[str]:
    """What stands behind a name: it speaks, or is addressed."""
    return re.compile(
        "[::]|说(?!明)|表示|介绍|告诉|认为|指出|坦言|强调|透露|补充|回答|答道|回忆|算账|感慨|同志|先生|女士|"
        "家(?:里|有|的|今)|一家|夫妇|老人|主持|出席"
    )


@cache
def _apart() -> re.Pattern[str]:
    return re.compile("(?:^|[^\u4e00-\u9fff]|的)$")


@cache
def _called() -> re.Pattern[str]:
    """What stands before a name: what its bearer is."""
    heads = "[部省市州县区镇乡局司厅校院会队]长|理事长|秘书长|总经理|董事长|主任|书记|负责人|专员|带头人"
    others = "记者|村民|农民|牧民|贫困户|脱贫户|医生|教师|老师|教授|研究员|大户|老人|同志"
    return re.compile(f"(?:{heads}|{others})$")


def is_person(text: str, start: int, end: int) -> bool:
    """Whether a bare name of a place is what somebody is called: behind a surname, and speaking.

    >>> is_person("孙永康:前8个月完成21万公里", 1, 3), is_person("在永康:投入3亿元", 1, 3)
    (True, False)
    """
    if start == 0 or end - start != 2:
        return False
    surname = text[start - 1]
    if surname not in surnames() or surname in _NO_SURNAME:
        return False
    if _called().search(text, max(0, start - 5), start - 1):
        return True
    before = _apart().search(text, max(0, start - 2), start - 1)
    return before is not None and _speaker().match(text, end) is not None


_LONGEST_HOME = 8
"""Code points of who lives somewhere, and that they do."""


@cache
def _at_home_in() -> re.Pattern[str]:
    """Who lives where a village is named behind: 杨秀芝家住 | 大屯村."""
    return re.compile("(?:^|[^一-鿿]|[的民户])(?P<name>[一-鿿]{2,3})(?:的?家住在?|的?家就?在|住在)$")


@cache
def _lives() -> re.Pattern[str]:
    """What stands between a village and who lives there: 富民新村的 | 胡宗泰, 班彦村村民 | 吕有金."""
    known = (
        "村民|贫困户|脱贫户|监测户|牧民|农民|菜农|果农|社员|搬迁户|移民|"
        "支书|书记|主任|理事长|校长|教师|带头人|大户|护林员"
    )
    return re.compile(f"(?:的|[\u4e00-\u9fff]{{0,8}}?(?:{known}))?(?P<name>[\u4e00-\u9fff]{{2,3}})")


def residents(text: str, settlements: Iterable[tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """The persons named right behind where they live, and where that is said; of each village as it is named.

    Only a name that the text has again counts.

    >>> text = "黄花滩镇富民新村的胡宗泰收了工。胡宗泰去年贷了5万元。"
    >>> residents(text, [(4, 8)])
    {'胡宗泰': (4, 8)}
    """
    found: dict[str, tuple[int, int]] = {}
    missed = 0
    for start, end in settlements:
        home = _at_home_in().search(text, max(0, start - _LONGEST_HOME), start)
        match = home if home and home["name"][0] in surnames() else _lives().match(text, end)
        while match and match["name"][0] not in surnames():
            match = _lives().match(text, end, match.end("name") - 1) if len(match["name"]) > 2 else None
        if match is None:
            continue
        name = _settled(text, match["name"])
        missed += name is None
        if name is not None:
            found.setdefault(name, (start, end))
        if len(found) + missed > _MOST:
            break
    return found


def _settled(text: str, name: str) -> str | None:
    """The part of two or three characters that a name has wherever it stands, None if only here."""
    whole, short = text.count(name), text.count(name[:2])
    if len(name) > 2 and whole >= _FEWEST and 2 * whole > short:
        return name
    return name[:2] if len(name) == 2 and short >= _FEWEST else None
