"""Numbers in Arabic numerals, with Chinese multipliers and vague markers, read exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from povtool.metrics.amounts.currencies import coded

_POWER = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
_LEAST_TAIL = {2: 1, 3: 2, 4: 2, 8: 4, 12: 8}
"""After a multiplier of this power, a tail is certain only from this power on."""
_SPACE = "[ \u00a0\u2009\u202f]"
_LABELLED = "-–—~第号图表件栏组班队段类型项目标案例批册章节"
"""Behind these a small number is the name of something: 项目1 200万元."""
_LONGEST = 18
"""Most digits a number may have: more are a code, and JSON readers keep 64 bits."""
_FINEST = 15
"""Most significant digits of a number with a fraction: JSON readers keep no more of it."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number as written; offsets are code points, end exclusive."""

    start: int
    end: int
    digits_end: int
    """End of the leading Arabic numeral, before any multiplier."""
    mantissa: Decimal
    """The leading Arabic numeral alone: 3.5 of 3.5万."""
    value: Decimal | None
    """The number in full; None where it cannot be read with certainty (3万5, 1234-567-8, 007)."""
    scale: int
    """The power of ten its multipliers stand for; 0 without any."""
    vague: bool
    """Followed by 余, 多, 几, 来 or a closing +, inside or outside the multiplier."""
    grouped: bool
    """Written with thousands separators: never a year."""


@cache
def _pattern() -> re.Pattern[str]:
    # 千 and 百 that begin a unit (千瓦, 百分点, 千分点) are no multipliers.
    multiplier = r"(?:[十万亿]|百(?!分[点之])|千(?![克米瓦卡帕伏焦赫]|分[点之]))"
    # 兆 is ten to the twelfth only of money (1兆6000亿元, 3兆元): 兆瓦 and 100兆宽带 are millions.
    money = "(?:[美日欧港韩澳]?元|新?台币|人民币|[美日]圆)"
    trillion = rf"兆(?=[余多]?{money}|[0-9,]{{1,7}}[余多]?亿[余多]?(?:[0-9,]{{1,8}}万)?[余多]?{money})"
    # 3个亿 and 3个多亿元 are 300 million, 3个亿元村 are three villages.
    ends = r"(?:左右|以[上下内]|[^\u4e00-\u9fff]|$)"
    times = rf"(?:个(?=[余多]亿|亿(?:[的多余了资贷投]|人民币|元?{ends}|元的?[资贷投])))"
    return re.compile(
        rf"""
        (?P<digits> [0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])
                  | [1-9][0-9]{{0,2}}(?P<spaced>(?:{_SPACE}[0-9]{{3}})+)(?!{_SPACE}?[0-9])
                  | [0-9]+ )
        (?P<fraction>\.[0-9]+)?
        (?: {_SPACE}? {times}? (?P<vague1>[余多几来]?) (?P<multiplier>{multiplier}{{1,3}}|{trillion})
            (?: (?P<tail>[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[0-9]{{1,8}})
                (?P<tail_multiplier>{multiplier}{{0,2}}) )?
            (?P<vague2>[余多几]?) (?P<multiplier2>[万亿]?)
          | [ ]?(?P<vague>[余多几来]) )?
        (?P<plus>\+(?!\w))?
        """,
        re.VERBOSE,
    )


def numbers(text: str) -> Iterator[Number]:
    """The Arabic numbers of a folded text, in order, each with what it is worth.

    ``text`` must be folded (:func:`povtool.convert.script.fold`). Values are exact decimals.

    >>> text = "8千多万人;3万4000;25万6千;4.78万亿;1,660 万;70多个;3万5"
    >>> [number.value and int(number.value) for number in numbers(text)]
    [80000000, 34000, 256000, 4780000000000, 16600000, 70, None]
    """
    for match in _pattern().finditer(text):
        yield _number(match)


def _number(match: re.Match[str]) -> Number:
    digits, fraction = match["digits"], match["fraction"] or ""
    plain = digits if digits.isdigit() else re.sub(f",|{_SPACE}", "", digits)
    too_long = len(plain) > _LONGEST or len(fraction) > _LONGEST
    mantissa = Decimal(0) if too_long else Decimal(plain + fraction)
    padded = len(plain) > 1 and plain[0] == "0"
    value, scale = _worth(match, mantissa)
    too_fine = bool(fraction) and len((plain + fraction[1:]).lstrip("0")) > _FINEST
    if too_long or too_fine or padded or _goes_on(match) or _within_code(match) or _within_row(match):
        value = None
    if value is not None and value >= 10**_LONGEST:
        value = None
    return Number(
        start=match.start(),
        end=match.end(),
        digits_end=match.end("fraction") if fraction else match.end("digits"),
        mantissa=mantissa,
        value=value,
        scale=scale,
        vague=bool(match["vague"] or match["vague1"] or match["vague2"] or match["plus"]),
        grouped="," in digits or bool(match["spaced"]),
    )


def _worth(match: re.Match[str], mantissa: Decimal) -> tuple[Decimal | None, int]:
    """The number's value and the power of ten of its multipliers."""
    if match["multiplier"] is None:
        return mantissa, 0
    scale = _scale(match["multiplier"])
    if match["multiplier2"] and not match["vague2"]:
        return None, scale
    if match["tail"]:  # 3万4000, 1亿3千多万
        tail = _tail(match["tail"].replace(",", ""), match["tail_multiplier"] + match["multiplier2"], scale)
        if tail is None or match["vague1"] or match["fraction"]:
            return None, scale
        return mantissa.scaleb(scale) + tail, scale
    scale += _scale(match["multiplier2"])  # 8千多万
    return mantissa.scaleb(scale), scale


def _scale(multipliers: str) -> int:
    return sum(_POWER[character] for character in multipliers)


def _tail(digits: str, multipliers: str, scale: int) -> Decimal | None:
    """What stands after a multiplier: 4000 of 3万4000, 6千 of 25万6千.

    None where usage reads it two ways: 3万5 is 35000 to a speaker, 1亿3千 is 130 million.
    """
    power, least = _scale(multipliers), _LEAST_TAIL.get(scale)
    tail = Decimal(digits).scaleb(power)
    if least is None or (power < least and len(digits) <= least):
        return None
    return tail if tail < Decimal(1).scaleb(scale) and digits[0] != "0" else None


def _goes_on(match: re.Match[str]) -> bool:
    """Whether the number is one part of a longer one that is not read whole: 1兆2000亿 | 5000万元."""
    text, start, end = match.string, match.start(), match.end()
    before = start > 1 and text[start - 1] in "万亿兆" and text[start - 2] in "0123456789余多几百千万"
    return before or (match["multiplier"] is not None and text[end : end + 1].isdigit())


def _within_code(match: re.Match[str]) -> bool:
    """Whether the number is part of a time, date, address, version, model, fraction or sum."""
    text, start, end = match.string, match.start(), match.end()
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before and (_is_code(before[-1]) or before[-1] in "._/@#=&№"):
        return not (coded(text, start) or text.endswith(("GDP", "CPI", "PPI"), 0, start))
    if len(before) == 2 and before[1] in "-+*×" and _is_code(before[0]):
        return not (before[1] == "-" and before[0].isdigit())  # a dash between digits is for ranges to judge
    if len(before) == 2 and before[1] in ":," and before[0] in "0123456789":
        return True
    if after.startswith("+"):
        return True
    return len(after) == 2 and after[0] in ".:*×/_@=&" and _is_code(after[1])


def _within_row(match: re.Match[str]) -> bool:
    """Whether a space beside the number may be one between the cells of a table, or within a larger number.

    达到10 286元 is one number; in 乡 12 350户 and in 2019 286元 nobody can tell.
    """
    text, start = match.string, match.start()
    before = text[start - 1] if start else "\n"
    if match["spaced"]:
        return before.isspace() or before in _LABELLED
    three = match.end("digits") - start == 3
    return three and re.fullmatch(_SPACE, before) is not None and text[start - 2 : start - 1].isdigit()


def _is_code(character: str) -> bool:
    return character.isascii() and character.isalnum()
