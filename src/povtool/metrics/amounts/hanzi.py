"""Chinese numerals, everyday and financial: found in a text, and read exactly or not at all.

The reading is the whole of the numeral's worth; whether it counts anything is for
:mod:`povtool.metrics.amounts.spelled` to judge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

_DIGITS = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    **{character: value for value, character in enumerate("壹贰叁肆伍陆柒捌玖", 1)},
    **{"〇": 0, "两": 2},
}
_POWERS = {"十": 1, "百": 2, "千": 3, "拾": 1, "佰": 2, "仟": 3}
_MYRIADS = {"亿": 8, "万": 4}
_OLD_TENS = str.maketrans({"廿": "二十", "卅": "三十"})
_FEW = (2, 9)
"""What 几 and 数 stand for before a power of ten: more than one and less than ten
(《现代汉语词典》, 几: 表示大于一而小于十的不定的数目)."""

NUMERAL = "".join(_DIGITS) + "".join(_POWERS) + "万亿廿卅"
"""The characters that numerals are written in, after folding."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a numeral is worth."""

    low: Decimal
    high: Decimal
    """The same as ``low``, but for a numeral that names two (三五百, 二三十) or an open one (数百)."""
    scaled: bool
    """Written with a power of ten, so that it is longer than one digit is."""
    open: bool = False
    """Begins with 数 or 几."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A sum of digits and powers: its ends, and the smallest power that stands in it."""

    low: Decimal
    high: Decimal
    least: int


@cache
def _decimal() -> re.Pattern[str]:
    return re.compile(
        "(?P<whole>[^点万亿]+)点(?P<tenths>[零〇一二三四五六七八九]{1,6})(?P<scale>[百千]?万?亿?)"
    )


@cache
def _section() -> re.Pattern[str]:
    digits = "[一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
    return re.compile(
        "".join(
            rf"(?:(?P<zero{power}>零?)(?P<digit{power}>{digits}{{1,2}})[{mark}])?" for power, mark in _MARKS
        )
        + rf"(?P<zero0>[零〇]?)(?P<digit0>{digits}{{1,2}})?"
    )


_MARKS = ((3, "千仟"), (2, "百佰"), (1, "十拾"))


@lru_cache(maxsize=4096)
def read(numeral: str) -> Reading | None:
    """What a folded numeral is worth; None where usage reads it two ways, or where it is none.

    Two digits side by side are the ends of a range, if they are neighbours (二三十) or 三五. 一百二 and
    三万五 leave a power unsaid, and a row of digits (二〇一六, 一二三) is a year or a code: neither is read.

    >>> [int(read(word).low) for word in ("一百二十万", "壹佰", "一万五千亿", "廿五", "一千零一", "十二")]
    [1200000, 100, 1500000000000, 25, 1001, 12]
    >>> (reading := read("三五百")) and (int(reading.low), int(reading.high))
    (300, 500)
    >>> read("三万五"), read("二〇一六"), read("万一")
    (None, None, None)
    """
    if not _of_one_kind(numeral):
        return None
    numeral = numeral.translate(_OLD_TENS)
    scaled = any(character in _POWERS or character in _MYRIADS for character in numeral)
    if numeral[:1] in ("数", "几"):
        unit = _bare(numeral[1:])
        return None if unit is None else Reading(unit * _FEW[0], unit * _FEW[1], scaled, open=True)
    decimal = _decimal().fullmatch(numeral)
    if decimal:
        return _fraction(decimal, scaled=scaled)
    part = _bare_part(numeral) if numeral[:1] in "百千万亿佰仟" else _myriads(numeral, 8)
    return None if part is None else Reading(part.low, part.high, scaled)


_FINANCIAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_EVERYDAY = frozenset("〇一二两三四五六七八九十百千廿卅")


def _of_one_kind(numeral: str) -> bool:
    """Whether a numeral is wholly everyday or wholly financial, and then has a power (大陆架, 队伍十人)."""
    financial = not _FINANCIAL.isdisjoint(numeral)
    return not financial or (len(numeral) > 1 and _EVERYDAY.isdisjoint(numeral))


def _bare(powers: str) -> Decimal | None:
    """The worth of powers of ten alone (十万, 百, 千万), which 数 and 几 stand before."""
    match = re.fullmatch("([十百千]?)(万?亿?)", powers)
    if not match or not powers:
        return None
    power = _POWERS.get(match[1], 0) + sum(_MYRIADS[mark] for mark in match[2])
    return Decimal(1).scaleb(power)


def _bare_part(numeral: str) -> _Part | None:
    worth = _bare(numeral)
    return None if worth is None else _Part(worth, worth, 0)


def _fraction(match: re.Match[str], *, scaled: bool) -> Reading | None:
    whole = _section_of(match["whole"])
    if whole is None or whole.low != whole.high or "两" in match["whole"]:
        return None
    digits = "".join(str(_DIGITS[character]) for character in match["tenths"])
    power = sum({**_POWERS, **_MYRIADS}[mark] for mark in match["scale"])
    worth = (whole.low + Decimal(f"0.{digits}")).scaleb(power)
    return Reading(worth, worth, scaled)


def _myriads(numeral: str, power: int) -> _Part | None:
    """A numeral below 10 ** (2 * power): what stands before 亿 (or 万), and what after."""
    mark = "亿" if power == 8 else "万"
    head, found, tail = numeral.rpartition(mark) if power == 8 else numeral.partition(mark)
    if not found:
        return _myriads(numeral, 4) if power == 8 else _section_of(numeral)
    before = _myriads(head, 4) if power == 8 else _section_of(head)
    if before is None or not head:
        return None
    if not tail:
        return _Part(before.low.scaleb(power), before.high.scaleb(power), power)
    said = tail.lstrip("零〇")
    after = _myriads(said, 4) if power == 8 else _section_of(said)
    if after is None or before.low != before.high or not _follows(tail, after, power):
        return None
    whole = before.low.scaleb(power)
    return _Part(whole + after.low, whole + after.high, after.least)


def _follows(tail: str, after: _Part, power: int) -> bool:
    """Whether a tail says its own place: 一万五千, 一万零五, 一亿三千万; not 三万五, not 一亿三千."""
    if tail[0] in "零〇":
        return True
    if power == 8:
        return "万" in tail
    return after.low >= 100 or after.least > 0


def _section_of(numeral: str) -> _Part | None:
    """A numeral below ten thousand."""
    if numeral[:1] in ("十", "拾"):
        numeral = "一" + numeral
    match = _section().fullmatch(numeral)
    if not match or not numeral:
        return None
    if numeral in ("零", "〇"):
        return _Part(Decimal(0), Decimal(0), 0)
    low = high = 0
    least = higher = None
    for power in (3, 2, 1, 0):
        digits = match[f"digit{power}"]
        if not digits:
            if match[f"zero{power}"]:
                return None
            continue
        ends = _ends(digits)
        skipped = higher is not None and higher - power > 1
        if ends is None or low != high or bool(match[f"zero{power}"]) != skipped:
            return None  # 一百二, 一百零二十
        low, high = low + ends[0] * 10**power, high + ends[1] * 10**power
        least, higher = power, power
    return None if least is None else _Part(Decimal(low), Decimal(high), least)


def _ends(digits: str) -> tuple[int, int] | None:
    low, high = _DIGITS[digits[0]], _DIGITS[digits[-1]]
    if len(digits) == 1:
        return low, high
    neighbours = high == low + 1 or (low, high) == (3, 5)
    return (low, high) if neighbours else None


_LONGEST = 24
"""Characters; longer rows of numerals are no number."""


@dataclass(frozen=True, slots=True)
class Numeral:
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


ONE_COUNTS = (
    *("至少", "最少", "起码", "少于", "低于", "超过", "不到", "不足", "最多", "至多"),
    *(
        f"各{verb}"
        for verb in ("", "送", "派", "发", "建", "设", "配", "有", "给", "补", "选", "领", "养", "捐")
    ),
)
"""Behind these 一 is a number and no article: 至少一人就业, 每村超过一名, 各送一头."""


@cache
def runs_of_numerals() -> re.Pattern[str]:
    """Cheap to look for; what begins so is then read as a whole. 一 as an article (一个) is left out."""
    each = "".join(f"(?<!{word}一)" for word in ONE_COUNTS)
    article = f"一{each}(?![{NUMERAL}点分倍成番半余多]|个百分点|(?:公?[斤里]|[亩吨米])半)"
    return re.compile(f"(?!{article})[{NUMERAL}半]+")


@cache
def candidate() -> re.Pattern[str]:
    """A numeral, or the first characters of a share."""
    return re.compile(rf"(?P<share>[百千万一二三四五六七八九十]{{1,2}}分之)|(?P<half>一?半)|{_numeral()}")


def _numeral() -> str:
    return (
        rf"(?P<numeral>(?:[数几](?=[十百千万亿]))?[{NUMERAL}]{{1,{_LONGEST}}}(?![{NUMERAL}])"
        rf"(?:点[零〇一二三四五六七八九]{{1,6}}[百千]?万?亿?(?![{NUMERAL}点]))?)"
        rf"(?P<vague>[余多几来](?P<times>[万亿]{{0,2}})(?![{NUMERAL}]))?(?![0-9])"
    )


@cache
def second() -> re.Pattern[str]:
    """What ties a second numeral to the first one, and the numeral: 至五万."""
    return re.compile(rf" ?(?P<link>[-–—―~〜]{{1,2}}|[至到]) ?(?:{_numeral()})")


@cache
def _unit_of_powers() -> re.Pattern[str]:
    return re.compile("千[克米瓦卡帕伏焦赫]|百分点")


def numeral_of(match: re.Match[str]) -> Numeral | None:
    """The numeral that one of the patterns here found, its vague marker included; None where it is none."""
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
    return Numeral(
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
