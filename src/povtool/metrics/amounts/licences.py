"""Whether a unit and a noun let a Chinese numeral count, by a table of licences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from povtool.data import rows
from povtool.metrics.amounts.bounds import bound_after
from povtool.metrics.amounts.hanzi import ONE_COUNTS, Numeral
from povtool.metrics.amounts.spoken import speaks_of_money
from povtool.metrics.amounts.units import Unit
from povtool.metrics.wording.phrases import tagged_words, words_of

_WINDOW = 12
"""Code points in which the counted noun must begin, on either side."""
_WORDS = 5
"""Words between a unit and the head noun, the head included."""
MANY = 100
"""From here on a numeral may stand before its noun without a unit (三百贫困户)."""


@dataclass(frozen=True, slots=True)
class _Licence:
    least: int | None
    """None: the unit is never enough."""
    nouns: tuple[str, ...]


@cache
def _licences() -> dict[str, _Licence]:
    table = {}
    for units, least, nouns in rows("numeral_licences.tsv"):
        named = () if nouns == "-" else tuple(nouns.split(" "))
        licence = _Licence(int(least) if least.isdigit() else None, named)
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


def licensed(text: str, numeral: Numeral, begin: int, unit: Unit, written: str) -> bool:
    """Whether the unit behind a numeral, spelled ``written``, or it and a noun, let the numeral count.

    ``begin`` is where the words that belong to the numeral begin, its bound included.
    """
    licence = _licences().get(written) or (_licences()[unit.name] if unit.name == "元" else None)
    if licence is None:
        return False
    if written == "块" and unit.name == "元":
        return numeral.low > 1  # the words beside it have made sure of that
    if _one_counts(text, numeral) and unit.dimension != "duration":
        return _counts_something(text, unit.end)
    special = _specially(text, numeral, begin, unit)
    if special is not None:
        return special
    certain = unit.half or numeral.vague or numeral.open or (begin < numeral.start and numeral.scaled)
    if licence.least is not None and (certain or numeral.low >= licence.least):
        return _counts_something(text, unit.end)
    if unit.name in ("次", "趟", "回") and _how_often().search(text, max(0, begin - 12), begin):
        return numeral.low >= 2
    if licence.nouns and numeral.low > 10 and text[begin - 1 : begin] == "有" and not _run(text, unit.end):
        return True  # 栏里有二十三只。
    return bool(licence.nouns) and numeral.high > 1 and _counted(text, begin, unit.end, licence.nouns)


def _specially(text: str, numeral: Numeral, begin: int, unit: Unit) -> bool | None:
    """The verdict on units that make words of another kind so often that they have rules of their own."""
    if unit.dimension == "duration" and not _lasts(text, numeral, begin, unit):
        return False
    if unit.dimension == "ratio":
        return begin < numeral.start or bool(_tenths().match(text, unit.end))
    if unit.name == "元" and numeral.high < _FEW_YUAN and not numeral.vague:
        plain = text[numeral.end : unit.end] in ("块钱", "元钱") and not text.startswith("的", unit.end)
        spoken = plain or speaks_of_money(text, begin)
        return numeral.low >= 2 and spoken and bool(_price_ends().match(text, unit.end))
    if unit.name == "番":
        return text[max(0, begin - 2) : begin].endswith(("翻", "翻了"))
    if unit.name == "人" and numeral.high < MANY and not numeral.vague:
        some = _of_them().search(text, max(0, begin - 4), begin) or _persons().match(text, unit.end)
        return numeral.low >= 2 and bool(some)
    if unit.name == "口" and text[begin - 1 : begin] == "家":
        return numeral.low >= 2  # 老顾家 | 五口
    if unit.name == "次" and _session().search(text, max(0, begin - 4), begin):
        return False  # 人大二次会议
    return False if unit.name == "户" and text[unit.end : unit.end + 1] in ("一", "联") else None


@cache
def _how_often() -> re.Pattern[str]:
    return re.compile("(?:一|每)(?:年|个?月|周|天|季度?)[^,。;、0-9]{0,8}$")


def _one_counts(text: str, numeral: Numeral) -> bool:
    """Whether 一 is a number by the word before it: 至少一人, 各送一头."""
    return numeral.text == "一" and text.endswith(ONE_COUNTS, 0, numeral.start)


_FEW_YUAN = 10
"""Below this 元 needs words of money beside it: 三元 is a village, a breed of pigs and an office too."""


@cache
def _price_ends() -> re.Pattern[str]:
    return re.compile("钱|[左上下跌涨降升至到以提卖]|一[公斤度吨方个]|的(?:价|补|成本|收)|[^一-鿿]|$")


@cache
def _persons() -> re.Pattern[str]:
    return re.compile(
        "[^\u4e00-\u9fff]|$|以[上下]|左右|脱贫|死|受伤|受灾|就业|参[加与保]|获[得评奖]|被|外出|务工|从事|患|因|享受|通过"
        "|入[学选伍党]|住进|组成|报名"
    )


@cache
def _of_them() -> re.Pattern[str]:
    """What counts some of those spoken of: 其中 | 三人已能独当一面."""
    return re.compile("(?:其中|当中)(?:还|就|已|仅|只)?有?$|(?:另|还|尚|共|仅|只)有$")


@cache
def _session() -> re.Pattern[str]:
    return re.compile("(?:人大|政协|党代会|代表大会|[委全]会|届)$")


@cache
def _tenths() -> re.Pattern[str]:
    """What follows tenths, or tenths of tenths (九成 | 五的): 八成 alone may be 'most likely'."""
    return re.compile(
        "[一二三四五六七八九]?(?:[^\u4e00-\u9fff]|$|以[上下内]|左右|多|的|农民|农户|贫困|群众|村民|人口|劳动力|产品|学生|家庭|企业)"
    )


@cache
def _time_before() -> re.Pattern[str]:
    return re.compile(
        "(?:近|约|超过?|连续|历时|历经|用了?|经过|长达|期限|满|过去|为期|仅|需要?|持续|最长|至少|不少于|不超过|不低于|"
        "累计|走过|延长|任期|干了|待了|工作了?|等了|学习|培训|驻村|坚持|整整|花了?|缩短[到至]|缩短|降[到至]|提前|不到|不足)$"
    )


@cache
def _time_after() -> re.Pattern[str]:
    return re.compile("(?:来(?!自)|间(?!接)|之?内|以[上下内]|左右|时间|多|车程|路程)")


@cache
def _circle() -> re.Pattern[str]:
    return re.compile("(?:经济|交通|生活|服务|通勤|都市|高铁|交通)?圈|工作制|热线|行动|规划|计划|攻坚")


def _lasts(text: str, numeral: Numeral, begin: int, unit: Unit) -> bool:
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


@cache
def _rating() -> re.Pattern[str]:
    """How large each thing is, between the unit and its noun: 两座 | 60KW | 光伏电站."""
    return re.compile("[0-9.]{1,6}(?:[kKM][Ww]p?|千瓦|兆瓦|千伏安?|[kK][Vv]A?|吨|立方米|平方米|马力)的?")


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
    """Whether one of the nouns is the head of the phrase behind a unit, or ends that before the numeral."""
    rating = _rating().match(text, end)
    run = _run(text, rating.end() if rating else end)
    if not run or bound_after(text, end)[0]:
        before = re.search("[\u4e00-\u9fff]+$", text[max(0, begin - _WINDOW) : begin])
        long = tuple(noun for noun in nouns if len(noun) > 1)
        if before is None:
            return False
        return before[0].endswith(long) or words_of(before[0])[-1].endswith(nouns)
    words = tagged_words(run)
    for (word, _), following in zip(words[:_WORDS], [*words[1:], ("", "")], strict=False):
        if word in _nothing() or word in ("的", "和", "与", "及"):
            return False
        if word.endswith(nouns) and (following[1][:1] != "n" or following[0] in _HAPPENING):
            return True
    return False
