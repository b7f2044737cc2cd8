"""Units: which one stands behind a number, or which one the counted noun implies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from povtool.data import rows

_PER = ("月", "日", "生", "学期", "车", "床", "班", "幢", "栋")
"""Words that are units only after a slash (元/月)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found in a text; ``end`` is the code point after it."""

    end: int
    name: str | None
    dimension: str
    vague: bool = False
    """The unit carries a vague marker itself: 个多月."""
    shy_of_years: bool = False
    """A bare 1900 to 2099 in front of it is a year."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    dimension: str
    forbidden: frozenset[str]
    allowed: frozenset[str]
    shy_of_years: bool


@cache
def _units() -> dict[str, _Entry]:
    table = {}
    for spelling, name, dimension, *rest in rows("units.tsv"):
        guard, year = (*rest, "", "")[:2]
        words = guard.split()
        table[spelling] = _Entry(
            name,
            dimension,
            frozenset(word for word in words if not word.startswith("=")),
            frozenset(word[1:] for word in words if word.startswith("=")),
            year == "year",
        )
    return table


@cache
def _nouns() -> dict[str, tuple[str, str]]:
    return {
        noun: (unit, dimension)
        for unit, dimension, nouns in rows("counted_nouns.tsv")
        for noun in nouns.split(" ")
    }


@cache
def _longest_first(table: str) -> re.Pattern[str]:
    words: Iterable[str] = {"units": _units(), "nouns": _nouns(), "per": {*_units(), *_PER}}[table]
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def unit_at(text: str, position: int) -> Unit | None:
    """The unit that begins at ``position`` of a folded text, or None.

    The longest spelling wins whose guard allows what follows. Slashed units are one unit.

    >>> unit_at("2500元/年", 4).name, unit_at("50家电器", 2), unit_at("12家电商", 2).name
    ('元/年', None, '家')
    """
    match = _longest_first("units").match(text, position)
    if match is None:
        return None
    for end in range(match.end(), position, -1):
        spelling = text[position:end]
        entry = _units().get(spelling)
        if entry and _stands(text, end, entry):
            unit = Unit(end, entry.name, entry.dimension, "多" in spelling, entry.shy_of_years)
            return _slashed(text, unit)
    return None


def _stands(text: str, end: int, entry: _Entry) -> bool:
    following = text[end : end + 6]
    if text[end - 1].isascii() and text[end - 1].isalpha() and following[:1].isascii():
        return not following[:1].isalnum()
    for length in range(len(following), 0, -1):
        if following[:length] in entry.allowed:
            return True
        if following[:length] in entry.forbidden:
            return False
    return True


def _slashed(text: str, unit: Unit) -> Unit:
    name, end = unit.name, unit.end
    while text[end : end + 1] in ("/", "·"):
        match = _longest_first("per").match(text, end + 1)
        if match is None:
            break
        entry = _units().get(match[0])
        name = f"{name}{text[end]}{entry.name if entry else match[0]}"
        end = match.end()
    return unit if end == unit.end else Unit(end, name, "rate", unit.vague)


_BETWEEN = "和与及或等了是在将被把为到至由从占达比较、"
_VERBS = re.compile("支持|帮助|帮扶|扶持|建设|用于|带动|实施|覆盖|惠及|培训|解决|推动|开展|服务|发展|补助|资助|奖励|购买|改造")


def noun_after(text: str, position: int, gap: int) -> Unit | None:
    """The unit of the first noun of the table within ``gap`` Chinese characters after ``position``.

    Of nouns in a row the last is the head: 1.5万企业职工 counts 人. ``end`` is the end of the noun.
    """
    for start in range(position, min(position + gap, len(text)) + 1):
        match = _longest_first("nouns").match(text, start)
        if match and not _VERBS.search(text, position, start):
            return _head(text, match)
        if start < len(text) and (not "一" <= text[start] <= "鿿" or text[start] in _BETWEEN):
            return None
    return None


def _head(text: str, match: re.Match[str]) -> Unit:
    for _ in range(3):
        following = _longest_first("nouns").match(text, match.end())
        if following is None:
            break
        match = following
    unit, dimension = _nouns()[match[0]]
    return Unit(match.end(), unit, dimension)


def noun_before(phrase: str) -> Unit | None:
    """The unit that the noun at the end of a phrase implies: 元 for 累计投资."""
    for length in range(min(6, len(phrase)), 1, -1):
        entry = _nouns().get(phrase[-length:])
        if entry:
            return Unit(len(phrase), *entry)
    return None
