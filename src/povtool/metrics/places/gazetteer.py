"""The names of places: administrative divisions down to county, the regions of this field, and the words
that point at one (全区, 我州)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from povtool.data import rows

NATION = "全国"
ROOT = ""
"""The code of the whole country: every other code begins with it."""
OF_SEVERAL = "00"
"""The code of a region of several provinces."""

AUTONOMOUS = frozenset({"15", "45", "54", "64", "65"})
MUNICIPAL = frozenset({"11", "12", "31", "50"})
_PROVINCES_BEYOND = {"香港": "81", "澳门": "82", "台湾": "71"}

BEYOND = tuple(_PROVINCES_BEYOND.values())
"""The codes of what lies beyond the mainland."""

_NATIONAL = (
    *("全国", "我国", "中国", "中央财政", "国务院扶贫办", "国家统计局", "国家发展改革委", "国家乡村振兴局"),
    *("水利部", "财政部", "教育部", "农业农村部", "交通运输部", "住房城乡建设部"),
)
"""Words for the whole country, and for the bodies whose figures are the country's."""
_MAINLAND = ("内地", "大陆")
"""Words for the whole country in texts of Hong Kong, Macau and Taiwan; elsewhere 内地 is the inland."""
_POINTING = {
    "省": "全省 我省 本省 该省",
    "区": "全区 我区 本区 该区 自治区",
    "市": "全市 我市 本市 该市 市里",
    "州": "全州 我州 本州 该州 自治州",
    "县": "全县 我县 本县 该县 县里",
    "旗": "全旗 我旗 本旗 该旗",
    "盟": "全盟 我盟 本盟 该盟",
    "地区": "全地区 我地区 该地区",
    "特区": "特区政府",
    "各地": "各地 各地区",
    "乡": "全乡 我乡 本乡 该乡 全镇 我镇 本镇 该镇 镇上 镇里 乡里 乡上",
    "村": "全村 我村 本村 该村 村里 村上 我们村 咱村 咱们村 这个村",
}
_BODIES = {
    "省": "省委 省政府",
    "区": "区委 区政府 自治区党委 自治区政府",
    "市": "市委 市政府",
    "州": "州委 州政府",
    "县": "县委 县政府",
    "旗": "旗委 旗政府",
    "盟": "盟委",
    "地区": "地委 行署",
}
_HELPED = {"援藏": ("西藏", "54"), "援疆": ("新疆", "65"), "援青": ("青海", "63")}


@dataclass(frozen=True, slots=True)
class Name:
    """What one spelling stands for."""

    name: str
    """The short name: 西藏, 甘孜州; of a pointing word its class (县, 州): only a page can tell its place."""
    codes: tuple[str, ...]
    """The codes of the divisions called so; of a region, the code of what holds it."""
    kind: str = "division"
    """``division``, ``region``, ``nation``, ``mainland``, ``helped`` (援藏), ``pointing`` (全县), ``body``
    (县委) or ``settlement`` (匹河乡), whose code is that of its county."""
    needs_whole: bool = False
    """The spelling counts only in a page that also writes the whole name (昭平 after 昭平县)."""


@cache
def divisions() -> dict[str, tuple[str, str]]:
    """Code → full and short name of each division.

    >>> divisions()["5133"], divisions()["54"]
    (('甘孜藏族自治州', '甘孜州'), ('西藏自治区', '西藏'))
    """
    table = {code: (f"{name}特别行政区", name) for name, code in _PROVINCES_BEYOND.items()}
    for code, full, *rest in rows("divisions.tsv"):
        table[code] = (full, rest[0] if rest and rest[0] else full)
    return table


@cache
def spellings() -> dict[str, Name]:
    """Every spelling and what it stands for.

    Of divisions of one bare name the larger has it; of several counties none where none is named whole.
    """
    table: dict[str, Name] = {}
    _add_divisions(table)
    named = {entry.name: entry for entry in table.values() if not entry.needs_whole}
    for name, others, code in rows("regions.tsv"):
        codes = (_PROVINCES_BEYOND.get(name, code),)
        known = named.get(name)
        entry = known if known and known.codes == codes else Name(name, codes, _kind_of(name, code))
        for spelling in (name, *others.split()):
            table.setdefault(spelling, entry)
    table.update({word: Name(NATION, (ROOT,), "nation") for word in _NATIONAL})
    table.update({word: Name(NATION, (ROOT,), "mainland") for word in _MAINLAND})
    table.update({word: Name(name, (code,), "helped") for word, (name, code) in _HELPED.items()})
    for kind, words in (("pointing", _POINTING), ("body", _BODIES)):
        table.update(
            {word: Name(level, (), kind) for level, said in words.items() for word in said.split(" ")}
        )
    return table


def _kind_of(name: str, code: str) -> str:
    if len(code) == 6 and name[-1] in "村镇乡":
        return "settlement"
    former = len(code) == 6 and name[-1] in "县市"
    return "division" if former or name in _PROVINCES_BEYOND else "region"


def _add_divisions(table: dict[str, Name]) -> None:
    whole: dict[str, list[str]] = {}
    bare: dict[str, tuple[str, str, bool]] = {}
    former: dict[str, list[str]] = {}
    for code, full, *rest in rows("divisions.tsv"):
        short = rest[0] if rest and rest[0] else full
        for spelling in {full, short}:
            whole.setdefault(spelling, []).append(code)
        if len(code) == 6 and full.endswith("族自治县") and len(full) == 6:
            whole.setdefault(f"{full[:2]}县", []).append(code)  # 东乡族自治县, as it is called
        if len(rest) > 1:
            shared = rest[1][1:] in bare and len(bare[rest[1][1:]][0]) == 6
            first = bare.setdefault(rest[1][1:], (code, short, rest[1][0] == "?"))
            if len(code) < len(first[0]):
                bare[rest[1][1:]] = (code, short, rest[1][0] == "?")
            elif shared:
                bare[rest[1][1:]] = (*first[:2], True)  # 龙山: a county of 湘西, a district of 辽源
        if len(code) == 4 and full.endswith("市"):
            former.setdefault(f"{full[:-1]}地区", []).append(code)
        if len(code) == 6 and full[-1] in "市区" and len(full) > 2:
            former.setdefault(f"{full[:-1]}县", []).append(code)
    for spelling, (code, short, needs_whole) in sorted(bare.items(), key=lambda item: len(item[1][0])):
        table[spelling] = Name(short, (code,), needs_whole=needs_whole)
    for spelling, codes in former.items():
        known = divisions()[codes[0]][1] if len(codes[0]) == 4 else spelling
        table.setdefault(spelling, Name(known, tuple(codes)))
    for spelling, codes in whole.items():
        largest = list(dict.fromkeys(code for code in codes if len(code) == min(map(len, codes))))
        table[spelling] = Name(divisions()[largest[0]][1], tuple(largest))


@cache
def automaton() -> tuple[Any, list[tuple[str, Name]]]:
    """An Aho-Corasick automaton over all spellings, and what each of its patterns is."""
    from daachorse import CharwiseDoubleArrayAhoCorasick

    table = list(spellings().items())
    return CharwiseDoubleArrayAhoCorasick([spelling for spelling, _ in table]), table


@cache
def guards() -> dict[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]]:
    """Spelling → what before it, and what behind it makes it a part of another word (推广西部, 朝阳产业)."""
    return {
        name: (
            None if before == "-" else re.compile(f"(?:{before})$"),
            None if after == "-" else re.compile(after),
        )
        for name, before, after in rows("place_guards.tsv")
    }


def fits(code: str, level: str) -> bool:
    """Whether the division of a code is of the class that a pointing word names.

    >>> fits("5133", "州"), fits("54", "区"), fits("54", "省"), fits("11", "市")
    (True, True, False, True)
    """
    full = divisions().get(code, ("", ""))[0]
    if level == "特区":
        return full.endswith("特别行政区")
    if len(code) == 2:
        return {"区": code in AUTONOMOUS, "市": code in MUNICIPAL}.get(
            level, level == "省" and full.endswith("省")
        )
    return bool(full) and full.endswith(level) and not (level == "区" and len(code) == 4)
