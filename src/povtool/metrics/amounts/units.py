"""Units: which one stands behind a number, or which one the counted noun implies."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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
    """A bare number in front of it that looks like a year is one."""
    half: bool = False
    """The unit says half of one more: 个半小时, 年半."""


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
def _nouns() -> dict[str, tuple[str, str, frozenset[str]]]:
    """The unit and dimension of each noun, and the characters that make another word of it."""
    table: dict[str, tuple[str, str, frozenset[str]]] = {}
    for unit, dimension, nouns, *guard in rows("counted_nouns.tsv"):
        guarded = frozenset(guard[0].split(" ")) if guard else frozenset()
        table |= dict.fromkeys(nouns.split(" "), (unit, dimension, guarded))
    return table


@cache
def _lengths(table: str) -> dict[str, list[int]]:
    """First character → the lengths of the table's words that begin with it, longest first.

    A look-up by length costs the same for any text; an alternation of 260 words would be tried word by word.
    """
    words = _nouns() if table == "nouns" else _units()
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    return {character: sorted(found, reverse=True) for character, found in lengths.items()}


def unit_at(text: str, position: int) -> Unit | None:
    """The unit that begins at ``position`` of a folded text, or None.

    The longest spelling wins whose guard allows what follows. Slashed units are one unit.

    >>> unit_at("2500元/年", 4).name, unit_at("50家电器", 2), unit_at("12家电商", 2).name
    ('元/年', None, '家')
    >>> unit_at("2.1个、1.3个百分点", 3).name
    '百分点'
    """
    for length in _lengths("units").get(text[position : position + 1], ()):
        spelling = text[position : position + length]
        end = position + len(spelling)
        entry = _units().get(spelling)
        if entry and _stands(text, end, entry):
            unit = Unit(
                end,
                entry.name,
                entry.dimension,
                vague="多" in spelling,
                shy_of_years=entry.shy_of_years,
                half="半" in spelling,
            )
            if spelling == "个" and (points := points_listed(text, end)):
                return points
            if text[end : end + 1] == "(" and _gloss().match(text, end):
                return _glossed(text, position)
            return _with_half(text, _slashed(text, unit))
    return None


def points_listed(text: str, position: int) -> Unit | None:
    """The unit of a figure whose list goes on at ``position`` to points (2.1个 | 和1.3个百分点)."""
    listed = _points_listed().match(text, position)
    return Unit(position, "百分点", "percentage-point") if listed else None


@cache
def _points_listed() -> re.Pattern[str]:
    return re.compile("(?:[、和与及][0-9]{1,3}(?:[.][0-9]{1,3})?个?){1,6}百分点")


_WIDEST_GLOSSED = 48
"""Code points that a unit and the pronunciation of its characters may take."""


@cache
def _gloss() -> re.Pattern[str]:
    """A pronunciation that damage left inside a word: 1.4個(gè)百分點(diǎn), 50余團(tuán)次."""
    return re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)")


def without_glosses(spelling: str) -> str:
    """The spelling of a unit without the pronunciations that damage left in it."""
    return _gloss().sub("", spelling) if "(" in spelling else spelling


def _glossed(text: str, position: int) -> Unit | None:
    """The unit that is there when the pronunciations are left out."""
    window = text[position : position + _WIDEST_GLOSSED]
    plain, last = "", 0
    origins: list[int] = []
    for match in [*_gloss().finditer(window), None]:
        stop = match.start() if match else len(window)
        plain += window[last:stop]
        origins += range(last, stop)
        last = match.end() if match else stop
    unit = unit_at(f"0{plain}", 1)
    return unit and replace(unit, end=position + origins[unit.end - 2] + 1)


def _with_half(text: str, unit: Unit) -> Unit | None:
    """The unit with the 半 behind it; None where it is not certain that it adds one half (3个半)."""
    if text[unit.end : unit.end + 1] != "半" or _half_of_a_word().match(text, unit.end):
        return unit
    if unit.dimension in _HALVED and not unit.half and _nothing_follows_half().match(text, unit.end):
        return replace(unit, end=unit.end + 1, half=True)
    return None


_HALVED = frozenset({"duration", "multiple", "ratio", "weight", "area", "length"})


@cache
def _half_of_a_word() -> re.Pattern[str]:
    return re.compile("半(?:导体|成品|挂|自动|山|岛|坡|干旱|荒漠|农半牧|封闭|程)")


@cache
def _nothing_follows_half() -> re.Pattern[str]:
    return re.compile("半(?:[的了多来地田后前内]|时间|以[上下内]|左右|[^\u4e00-\u9fff]|$)")


def _stands(text: str, end: int, entry: _Entry) -> bool:
    following = text[end : end + 6]
    if text[end - 1].isascii() and text[end - 1].isalpha() and following[:1].isascii():
        return not following[:1].isalnum()
    if not entry.forbidden:
        return True
    for length in range(len(following), 0, -1):
        if following[:length] in entry.allowed:
            return True
        if following[:length] in entry.forbidden:
            return False
    return True


def _slashed(text: str, unit: Unit) -> Unit:
    name, end = unit.name, unit.end
    while text[end : end + 1] in ("/", "·"):
        per = next((word for word in _PER if text.startswith(word, end + 1)), None)
        following = None if per else unit_at(text, end + 1)
        if following:
            name = f"{name}{text[end]}{following.name}"
            return replace(unit, end=following.end, name=name, dimension="rate")
        if per is None:
            break
        name = f"{name}{text[end]}{per}"
        end += 1 + len(per)
    if end == unit.end and text[end : end + 1] == "每":
        each = _each().match(text, end)
        if each:
            per = f"{each[1]}·{each[2]}" if each[2] else each[1]
            return replace(unit, end=each.end(), name=f"{name}/{per}", dimension="rate")
    return unit if end == unit.end else replace(unit, end=end, name=name, dimension="rate")


@cache
def _each() -> re.Pattern[str]:
    """每 behind a unit, where it says per what and begins no clause: 2500元每人每年, 450公斤每亩."""
    return re.compile(
        "每(人|户|亩|公顷|吨|公斤|斤|年|月|天|日|小时|公里|平方米|立方米|千瓦时|度|头|只|株|床|学期|学年)"
        "(?:每(年|月|天|日|学期|学年))?(?![\u4e00-\u9fff])"
    )


_MEASURED = frozenset({"length", "weight", "area", "duration", "money", "age", "multiple", "ratio"})
"""Dimensions whose unit may be followed by 多 (3公里多): after a counting word 多 begins a noun."""


def trailing_marker(text: str, unit: Unit, *, vague: bool) -> tuple[int, bool]:
    """The end of a quantity with 多, 余 or + behind its unit (3公里多, 1000人+), and if it is vague.

    ``vague`` tells whether it is so already.
    """
    marker, following = text[unit.end : unit.end + 1], text[unit.end + 1 : unit.end + 2]
    if marker == "+" and not following.isalnum():
        return unit.end + 1, True
    marked = marker in ("多", "余") and unit.dimension in _MEASURED
    if marked and following in ("", *",.、;:。!?)”\n 的呢吧啊呀"):
        return unit.end + 1, True
    return unit.end, vague


_BETWEEN = "和与及或等了是在将被为把到至由从占达比较、"


@cache
def _modifiers() -> re.Pattern[str]:
    return re.compile(
        "(?:(?:贫困|困难|农村|城乡|建档立卡|未脱贫|已脱贫|扶贫|易地扶贫搬迁|易地搬迁|易地扶贫|搬迁|"
        "深度贫困|深度|重点|国家级|省级|新型|重度|特困|特殊|低收入|失能|留守|高龄|孤寡)[和及、]?){0,3}"
    )


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(
        "支持|帮助|帮扶|扶持|建设|用于|带动|实施|覆盖|惠及|培训|解决|推动|开展|服务|发展|补助|资助|奖励|购买|改造"
    )


def noun_after(text: str, position: int, gap: int) -> Unit | None:
    """The unit of the first noun of the table within ``gap`` Chinese characters after ``position``.

    Of nouns in a row the last is the head: 1.5万企业职工 counts 人. ``end`` is the end of the noun.
    """
    modified = _modifiers().match(text, position)
    start = modified.end() if modified else position
    for begin in (position, *range(start, min(start + gap, len(text)) + 1)):
        noun = _noun_at(text, begin)
        if noun and not _verbs().search(text, start, begin):
            return _head(text, begin, noun)
        if begin >= start and not _inside_phrase(text[begin : begin + 1]):
            return None
    return None


def _inside_phrase(character: str) -> bool:
    return "一" <= character <= "鿿" and character not in _BETWEEN


def _noun_at(text: str, position: int) -> str | None:
    for length in _lengths("nouns").get(text[position : position + 1], ()):
        noun = text[position : position + length]
        if noun in _nouns() and text[position + length : position + length + 1] not in _nouns()[noun][2]:
            return noun
    return None


def _head(text: str, position: int, noun: str) -> Unit:
    """The unit of the last of the nouns in a row that begins with ``noun`` at ``position``."""
    following: str | None = noun
    while following is not None:
        noun, position = following, position + len(following)
        following = _noun_at(text, position)
    return Unit(position, *_nouns()[noun][:2])


def noun_before(phrase: str) -> Unit | None:
    """The unit that the noun at the end of a phrase implies: 元 for 累计投资."""
    for length in range(min(6, len(phrase)), 1, -1):
        entry = _nouns().get(phrase[-length:])
        if entry:
            return Unit(len(phrase), *entry[:2])
    return None
