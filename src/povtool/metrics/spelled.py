"""Quantities in Chinese numerals, which count only where a classifier and a noun license them.

Chinese numerals stand in idioms, names, dates, ranks and slogans more often than in counts. So nothing is
taken by its shape alone: the unit must be one of the table of licences, and where the unit is an everyday one
(三个, 五条) also what it counts. What is not licensed is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from povtool.data import rows
from povtool.metrics.bounds import bound_after, bound_before
from povtool.metrics.currencies import currency_before, priced
from povtool.metrics.hanzi import NUMERAL, Reading, read
from povtool.metrics.labels import is_label
from povtool.metrics.numbers import Number
from povtool.metrics.phrases import clause_end, tagged_words, words_of
from povtool.metrics.shares import Share, share_at
from povtool.metrics.units import Unit, noun_after, trailing_marker, unit_at

_LONGEST = 24
"""Characters; longer rows of numerals are no number."""
_WINDOW = 12
"""Code points in which the counted noun must begin, on either side."""
_WORDS = 5
"""Words between a unit and the head noun, the head included."""
_LEAST_FOR_NOUNS = 100
"""From here on a numeral may stand before its noun without a unit (三百贫困户)."""


_WITHIN = frozenset("0123456789第.")
"""Before a numeral, these make it a part of a longer number or a rank."""
_DIGITS = frozenset(NUMERAL + "0123456789")
_OPENING = frozenset("数几")


@dataclass(frozen=True, slots=True)
class Spelled:
    """A quantity in Chinese numerals; fields as those of a ``Quantity``."""

    start: int
    end: int
    digits_end: int
    """Where its last numeral ends."""
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    dimension: str
    bound: str | None
    phrase_start: int
    phrase_end: int


@dataclass(frozen=True, slots=True)
class _Numeral:
    """A numeral as found, its vague marker and what multiplies that included (十几万)."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    scaled: bool
    open: bool
    vague: bool
    bare: bool
    """Powers of ten alone (百, 千万): a number only beside a word of bound."""
    text: str


@cache
def _run_of_numerals() -> re.Pattern[str]:
    """Cheap to look for; what begins so is then read as a whole. 一 as an article (一个, 一条) is left out."""
    article = f"一(?![{NUMERAL}点分倍成番半余多]|个百分点)"
    return re.compile(f"(?!{article})[{NUMERAL}半]+")


@cache
def _candidate() -> re.Pattern[str]:
    """A numeral, or the first characters of a share."""
    return re.compile(rf"(?P<share>[百千万一二三四五六七八九十]{{1,2}}分之)|(?P<half>一?半)|{_numeral()}")


def _numeral() -> str:
    return (
        rf"(?P<numeral>(?:[数几](?=[十百千万亿]))?[{NUMERAL}]{{1,{_LONGEST}}}(?![{NUMERAL}])"
        rf"(?:点[零〇一二三四五六七八九]{{1,6}}[百千]?万?亿?(?![{NUMERAL}点]))?)"
        rf"(?P<vague>[余多几来](?P<times>[万亿]{{0,2}})(?![{NUMERAL}]))?(?![0-9])"
    )


@cache
def _second() -> re.Pattern[str]:
    return re.compile(rf" ?(?P<link>[-–—―~〜]{{1,2}}|[至到]) ?(?:{_numeral()})")


def spelled(text: str) -> Iterator[Spelled]:
    """The quantities in Chinese numerals of a folded text, in order and without overlap.

    >>> text = "选派两名干部,二三十个百分点,近百户,一心一意,三亚,五个坚持,两到三万人,三分之二以上"
    >>> [(text[found.start : found.end], found.bound) for found in spelled(text)]
    [('两名', None), ('二三十个百分点', None), ('百户', 'approx'), ('两到三万人', None), ('三分之二', 'gt')]
    """
    position = 0
    for run in _run_of_numerals().finditer(text):
        start = run.start()
        before = text[start - 1] if start else ""
        if start < position or before in _WITHIN or (before == "点" and text[start - 2] in _DIGITS):
            continue
        if before in _OPENING and text[start] in "十百千万亿":
            start -= 1
        match = _candidate().match(text, start)
        found = _found(text, match) if match else None
        if found and found.start >= position:
            position = found.end
            yield found


def _found(text: str, match: re.Match[str]) -> Spelled | None:
    if match["numeral"] is None:
        share = share_at(text, match.start())
        return _share(text, share) if share else None
    first = _read(match)
    if first is None:
        return None
    return _range(text, first) or _single(text, first)


def _share(text: str, share: Share) -> Spelled:
    return Spelled(
        share.start,
        share.end,
        share.end,
        share.value,
        share.value if share.bound in ("gt", "ge", "over") else None,
        share.value if share.bound in ("lt", "le") else None,
        share.unit,
        share.dimension,
        share.bound,
        share.phrase_start,
        share.phrase_end,
    )


def _read(match: re.Match[str]) -> _Numeral | None:
    written, end = match["numeral"], match.end("numeral")
    if _unit_of_powers().match(match.string, end - 1):  # 五千克, 三百分点: the last character begins the unit
        written, end = written[:-1], end - 1
    reading = read(written)
    if reading is None or not reading.high:
        return None
    vague = match["vague"]
    if vague and (
        not reading.scaled or reading.low != reading.high or written[-1] not in "十百千万亿拾佰仟廿卅"
    ):
        vague = None  # 三多, 几几: the marker begins another word
    end = match.end() if vague else end
    power = sum(4 if mark == "万" else 8 for mark in match["times"]) if vague else 0
    return _Numeral(
        start=match.start("numeral"),
        end=end,
        low=reading.low.scaleb(power),
        high=reading.high.scaleb(power),
        scaled=reading.scaled,
        open=reading.open,
        vague=bool(vague),
        bare=written[0] in "百千万亿佰仟",
        text=written,
    )


@cache
def _unit_of_powers() -> re.Pattern[str]:
    return re.compile("千[克米瓦卡帕伏焦]|百分点")


def _single(text: str, numeral: _Numeral) -> Spelled | None:
    bound, begin = _bound_before(text, numeral)
    if numeral.bare and not (numeral.vague or bound) or _points(text, begin, numeral):
        return None
    unit = _unit(text, numeral, begin)
    if unit is None or _threshold().match(text, unit.end):
        return None
    low, high = numeral.low, numeral.high
    if unit.half:
        if numeral.scaled or numeral.vague or low != high:
            return None
        low = high = low + Decimal("0.5")
    return _made(text, numeral, numeral, unit, (low, high), (bound, begin))


def _made(
    text: str,
    first: _Numeral,
    last: _Numeral,
    unit: Unit,
    worth: tuple[Decimal, Decimal],
    before: tuple[str | None, int],
) -> Spelled:
    """The quantity, once its numeral and unit are known to be one; ``first`` and ``last`` end a range."""
    (low, high), (bound, begin) = worth, before
    end, vague = trailing_marker(text, unit, vague=last.vague or unit.vague)
    after, phrase_end = bound_after(text, end)
    past = unit.dimension == "duration" and text[begin] == "近" and not first.bare
    if bound == "approx" and (vague or after or past):
        bound = None  # 近五年 is the last five years
    bound = bound or ("over" if vague else None) or after or ("approx" if first.open else None)
    currency, begin = currency_before(text, begin)
    name, dimension = priced(unit.name, unit.dimension, currency)
    one = low == high
    return Spelled(
        start=first.start,
        end=end,
        digits_end=last.end,
        value=low if one else None,
        low=low if not one or bound in ("gt", "ge", "over") else None,
        high=high if not one or bound in ("lt", "le") else None,
        unit=name,
        dimension=dimension,
        bound=bound,
        phrase_start=begin,
        phrase_end=phrase_end,
    )


@cache
def _threshold() -> re.Pattern[str]:
    """A round figure that is a mark to pass and no amount (突破万元大关)."""
    return re.compile("大关|台阶|关口")


_REACHING = re.compile("(?:^|[^以历实加世网线路街天会早晚身之场乡县市省村海地车])上$")
"""上 that reaches a number (上百, 上千万), not the end of a word (历史上, 村上)."""


def _bound_before(text: str, numeral: _Numeral) -> tuple[str | None, int]:
    bound, begin = bound_before(text, numeral.start)
    if bound is None and numeral.bare and _REACHING.search(text, max(0, begin - 2), begin):
        return "ge", begin - 1
    return bound, begin


_POINTING = frozenset("第其这那某每同另任前后上下首末头逐每老阿初周")
_JOINING = frozenset("一二两三四五六七八九十百千万亿0123456789")


def _points(text: str, begin: int, numeral: _Numeral) -> bool:
    """Whether the words before rank or point (第三批, 这三个) or begin a longer number (3万五千)."""
    before = text[max(0, begin - 1) : begin]
    if before in _JOINING or text[begin - 1 : begin + 1] in ("负一",):
        return True
    small = not numeral.vague and not numeral.open and numeral.high < _LEAST_FOR_NOUNS
    return before == "第" or (small and before in _POINTING)


def _range(text: str, first: _Numeral) -> Spelled | None:
    """两到三万人, 三至五年: one quantity with two ends."""
    if first.vague or first.open or first.bare or first.low != first.high:
        return None
    left = unit_at(text, first.end)
    for position in (first.end, *([left.end] if left else [])):
        match = _second().match(text, position)
        if match:
            break
    else:
        return None
    last = _read(match)
    bound, begin = _bound_before(text, first)
    if last is None or last.vague or last.open or last.bare or _points(text, begin, first):
        return None
    own = match.start() > first.end
    unit = _unit(text, last, begin)
    low = first.low if own else _low_end(first, last)
    if unit is None or unit.half or low is None or low >= last.low or last.low != last.high:
        return None
    if own and (left is None or left.name != unit.name or text[max(0, begin - 1) : begin] in ("由", "从")):
        return None
    return _made(text, first, last, unit, (low, last.high), (bound, begin))


def _low_end(first: _Numeral, last: _Numeral) -> Decimal | None:
    """The lower end in full: 两 of 两到三万 shares the multiplier; None where that is not certain."""
    power = re.search("[百千万亿]+$", last.text)
    if power is None:
        return first.low if first.low < last.low else None
    shared = read(power[0])
    if first.text[-1] in "百千万亿" or shared is None:
        return first.low
    return first.low * shared.low if first.low < last.low / shared.low else None


@dataclass(frozen=True, slots=True)
class _Licence:
    least: int | None
    """None: the unit is never enough."""
    nouns: tuple[str, ...]


@cache
def _licences() -> dict[str, _Licence]:
    table = {}
    for units, least, nouns in rows("numeral_licences.tsv"):
        licence = _Licence(
            int(least) if least.isdigit() else None, tuple(nouns.split(" ")) if nouns != "-" else ()
        )
        table.update(dict.fromkeys(units.split(" "), licence))
    return table


@cache
def _nothing() -> frozenset[str]:
    """Words that keep a numeral before them from counting (三个方面)."""
    return frozenset(
        word
        for name, _, words in rows("numeral_licences.tsv")
        if name == "words that count nothing"
        for word in words.split(" ")
    )


def _unit(text: str, numeral: _Numeral, begin: int) -> Unit | None:
    """The unit that licenses the numeral, or that of the noun it counts; None where nothing does."""
    gap = text[numeral.end : numeral.end + 1] == " "
    unit = unit_at(text, numeral.end + gap)
    if unit is None:
        return _of_noun(text, numeral)
    written = text[numeral.end + gap : unit.end].split("/")[0].removesuffix("半" if unit.half else "")
    licence = _licences().get(written) or (_licences().get(unit.name) if unit.name == "元" else None)
    if licence is None or not _licensed(text, numeral, begin, unit, licence):
        return None
    number = Number(
        numeral.start, numeral.end, numeral.end, numeral.low, numeral.low, 0, numeral.vague, False
    )
    return None if is_label(text, number, unit) else unit


def _of_noun(text: str, numeral: _Numeral) -> Unit | None:
    if numeral.low < _LEAST_FOR_NOUNS or (numeral.bare and not numeral.vague):
        return None
    myriads = numeral.low >= 10_000
    noun = noun_after(text, clause_end(text, numeral.end), 6 if myriads else 0)
    return noun and Unit(numeral.end, noun.name, noun.dimension)


def _licensed(text: str, numeral: _Numeral, begin: int, unit: Unit, licence: _Licence) -> bool:
    if unit.dimension == "duration" and not _lasts(text, numeral, begin, unit):
        return False
    if unit.dimension == "ratio":
        return bool(_tenths().match(text, unit.end)) or begin < numeral.start
    if unit.dimension == "multiple" and unit.name == "番":
        return text[max(0, begin - 2) : begin].endswith(("翻", "翻了"))
    if unit.name == "人" and numeral.high < _LEAST_FOR_NOUNS and not numeral.vague:
        return numeral.low >= 2 and bool(_persons().match(text, unit.end))
    if unit.name == "户" and text[unit.end : unit.end + 1] in tuple("一联"):
        return False
    certain = numeral.vague or numeral.open or begin < numeral.start and numeral.scaled
    if licence.least is not None and (certain or numeral.low >= licence.least):
        return _counts_something(text, unit.end)
    return bool(licence.nouns) and numeral.high > 1 and _counted(text, begin, unit.end, licence.nouns)


@cache
def _persons() -> re.Pattern[str]:
    return re.compile(
        "[^\u4e00-\u9fff]|$|以[上下]|左右|脱贫|死|受伤|受灾|就业|参[加与保]|获[得评奖]|被|外出|务工|从事|患|因|享受|通过"
        "|入[学选伍党]|住进|组成|报名"
    )


@cache
def _tenths() -> re.Pattern[str]:
    return re.compile("[^\u4e00-\u9fff]|$|以[上下内]|左右|多|的|农民|农户|贫困|群众|村民|人口|劳动力")


@cache
def _time_before() -> re.Pattern[str]:
    return re.compile(
        "(?:近|约|超过?|连续|历时|历经|用了?|经过|长达|期限|满|过去|为期|仅|需要?|持续|最长|至少|不少于|不超过|不低于|"
        "累计|走过|延长|任期|干了|待了|工作了?|等了|学习|培训|驻村|坚持|整整|花了?|缩短[到至]|缩短|降[到至]|提前|不到|不足)$"
    )


@cache
def _time_after() -> re.Pattern[str]:
    return re.compile("(?:来(?!自)|间(?!接)|之?内|以[上下内]|左右|时间|累计|多|车程|路程)")


@cache
def _circle() -> re.Pattern[str]:
    return re.compile("(?:经济|交通|生活|服务|通勤|都市|高铁|交通)?圈|工作制|热线|行动|规划|计划|攻坚")


def _lasts(text: str, numeral: _Numeral, begin: int, unit: Unit) -> bool:
    """Whether a numeral and its unit of time say how long (三个月, 历时两年), not when or what (三年行动)."""
    if _circle().match(text, unit.end) or text[max(0, begin - 1) : begin] in ("十", "第"):
        return False
    if unit.name not in ("年", "天", "星期"):
        return True
    said = text[max(0, numeral.start - 4) : numeral.start]
    return bool(_time_before().search(said)) or (
        numeral.low < 100 and bool(_time_after().match(text, unit.end))
    )


_HAPPENING = frozenset({"落户", "脱贫", "摘帽", "退出", "出列", "投产", "开工"})
"""Verbs that the tagger may take for nouns."""


def _counts_something(text: str, position: int) -> bool:
    words = words_of(_run(text, position))
    return not words or words[0] not in _nothing()


def _run(text: str, position: int) -> str:
    match = _han().match(text, position, position + _WINDOW)
    return match[0] if match else ""


@cache
def _han() -> re.Pattern[str]:
    return re.compile("[\u4e00-\u9fff]+")


def _counted(text: str, begin: int, end: int, nouns: tuple[str, ...]) -> bool:
    """Whether one of the nouns is the head of the phrase behind a unit, or ends the one before the numeral."""
    run = _run(text, end)
    if not run or bound_after(text, end)[0]:
        before = re.search("[\u4e00-\u9fff]+$", text[max(0, begin - _WINDOW) : begin])
        return bool(before) and (
            words_of(before[0])[-1].endswith(nouns)
            or before[0].endswith(tuple(noun for noun in nouns if len(noun) > 1))
        )
    words = tagged_words(run)
    for (word, _), following in zip(words[:_WORDS], [*words[1:], ("", "")], strict=False):
        if word in _nothing() or word in ("的", "和", "与", "及"):
            return False
        if word.endswith(nouns) and (following[1][:1] != "n" or following[0] in _HAPPENING):
            return True
    return False
