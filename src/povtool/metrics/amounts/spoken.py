"""Money as people say it: 六块五, 六角八分, and figures whose 元 is left out (彩礼十五六万, 棚膜一千八).

All of these stand for other things too (三角, 两块地, 一千八 of anything), so each counts only beside words
that speak of money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from povtool.metrics.amounts.bounds import bound_after, bound_before
from povtool.metrics.amounts.hanzi import NUMERAL, Numeral, read
from povtool.metrics.amounts.units import Unit

_DIGIT = "[1-9一二两三四五六七八九]"
_LONGEST_LEAD = 24
"""Code points before a figure in which money must be spoken of."""
_JIAO, _FEN = Decimal("0.1"), Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Price:
    """A sum said in more than one unit; offsets are code points, the value is in 元."""

    start: int
    end: int
    value: Decimal
    bound: str | None
    phrase_start: int
    phrase_end: int


def prices(text: str) -> Iterator[Price]:
    """The sums of a folded text that are said in two units or more, the last of which may be left out.

    >>> texts = "从每斤九块跌到六块五", "成本六角八分,只交三角二", "票价3元5角", "分成三块五组"
    >>> [(text[price.start : price.end], float(price.value)) for text in texts for price in prices(text)]
    [('六块五', 6.5), ('六角八分', 0.68), ('三角二', 0.32), ('3元5角', 3.5)]
    """
    yield from _coins(text)
    for mark in _marks().finditer(text):
        match = _sum().match(text, _numeral_start(text, mark.start()))
        price = _price(text, match) if match else None
        if price:
            yield price


def _coins(text: str) -> Iterator[Price]:
    """Sums in coins alone: 高出5分钱, 便宜两毛; 三角 and 三分 of other things are none."""
    for match in _coin().finditer(text) if _coin_behind().search(text) else ():
        bound, begin = bound_before(text, match.start())
        before = text[begin - 1 : begin] if begin else ""
        if before and (before in "第.点几数块元角毛" or before in NUMERAL or before.isdigit()):
            continue
        if not match["money"] and not (
            speaks_of_money(text, begin) and _tail_ends().match(text, match.end())
        ):
            continue
        count = _number(match["count"])
        if count is None or not 0 < count < 100 or match["count"] == "一":
            continue
        after, phrase_end = bound_after(text, match.end())
        worth = count * (_FEN if match["coin"] == "分" else _JIAO)
        yield Price(match.start(), match.end(), worth, bound or after, begin, phrase_end)


@cache
def _coin() -> re.Pattern[str]:
    return re.compile(
        f"(?P<count>[0-9]{{1,2}}|[{NUMERAL}]{{1,3}})(?:(?P<coin>[角毛分])(?P<money>钱)|(?P<small>[角毛])(?!钱))"
    )


@cache
def _coin_behind() -> re.Pattern[str]:
    """A coin behind a numeral: most texts have none, and this is found sooner."""
    return re.compile(f"[角毛分](?<=[0-9{NUMERAL}].)(?:钱|(?<!分))")


@cache
def _marks() -> re.Pattern[str]:
    """A unit of money with another digit behind it; looking for these first is cheap."""
    return re.compile(f"(?<=[0-9{NUMERAL}])[块元角毛](?=零?{_DIGIT})")


_LONGEST_NUMERAL = 10


def _numeral_start(text: str, end: int) -> int:
    match = _numeral_before().search(text, max(0, end - _LONGEST_NUMERAL), end)
    return match.start() if match else end


@cache
def _numeral_before() -> re.Pattern[str]:
    return re.compile(f"(?:[0-9.,]+|[{NUMERAL}]+)$")


@cache
def _sum() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<first>[0-9]{{1,6}}|[{NUMERAL}]{{1,8}})(?P<unit>[块元角毛])"
        rf"(?:(?P<second>零?{_DIGIT})(?P<smaller>[角毛分](?![之钟])钱?)?)"
        rf"(?:(?<=[角毛])(?P<third>{_DIGIT})(?P<least>分(?![之钟])钱?)?)?"
    )


@cache
def _tail_ends() -> re.Pattern[str]:
    """What may follow a last digit without its unit: no numeral, unit or noun."""
    return re.compile(
        "[的了左上下跌涨降升增减提至到每以不多卖买收]|(?P<per>一[公斤度吨方个亩])|[^\u4e00-\u9fff0-9.%]|$"
    )


def _price(text: str, match: re.Match[str]) -> Price | None:
    unsaid = not match["smaller"] or (match["third"] and not match["least"])
    bound, begin = bound_before(text, match.start())
    said = _tail_ends().match(text, match.end())
    figures = match["first"].isascii() and match["second"].isascii() and match["unit"] == "块"  # 49块9
    plain = said and (said["per"] or figures or speaks_of_money(text, begin))
    if unsaid and not (plain and match["unit"] != "元"):
        return None
    value = _worth(match)
    if value is None or text[begin - 1 : begin] in tuple("第.点0123456789"):
        return None
    after, phrase_end = bound_after(text, match.end())
    return Price(match.start(), match.end(), value, bound or after, begin, phrase_end)


def _worth(match: re.Match[str]) -> Decimal | None:
    """The sum in 元; None where its units do not follow each other."""
    first = _number(match["first"])
    second, third = _number(match["second"].lstrip("零")), _number(match["third"] or "零")
    if first is None or second is None or third is None:
        return None
    whole = match["unit"] in "块元"
    smaller = (match["smaller"] or "")[:1]
    if not whole:
        if smaller not in ("", "分") or match["third"] or match["second"][0] == "零" or first >= 10:
            return None
        return first * _JIAO + second * _FEN
    if smaller == "分":
        return first + second * _FEN if not match["third"] else None
    if match["second"][0] == "零":
        return None
    return first + second * _JIAO + third * _FEN


def _number(numeral: str) -> Decimal | None:
    if numeral.isascii():
        return Decimal(numeral) if numeral else None
    if numeral == "零":
        return Decimal(0)
    reading = read(numeral)
    return reading.low if reading and reading.low == reading.high else None


def speaks_of_money(text: str, position: int) -> bool:
    """Whether the clause that goes on at ``position`` speaks of money, or the figure before it was one.

    >>> [speaks_of_money(text, len(text)) for text in ("地头价从每公斤", "村里有", "化肥3850元,棚膜")]
    [True, False, True]
    """
    low = max(0, position - _LONGEST_LEAD)
    low = max(low, *(text.rfind(mark, low, position) + 1 for mark in "。;\n"))
    if _after_money().search(text, low, position):
        return True
    comma = max(text.rfind(mark, low, position) for mark in ",:、")
    return _money().search(text, max(low, comma + 1), position) is not None


_EARNED = (
    "彩礼|[门船车机]票|工[资钱]|收入|收益|[纯毛净增]收|成本|价|钱|(?<![免经不花])费|分红|利润|奖金|补[贴助]|报酬|租金|存款|积蓄|开销|支出|开支|"
    "利息|净落|欠|借了|挣|赚|(?<![种养棉茶菊葵开鲜])花(?!卉|椒|生|木|园|海|农|圃|岗)|卖[到得上价]|能卖|进账|到手|报销|[拿领分][到了]|能[拿领]|赔了?|亏|付|"
    "掏出?|凑[了出]?|便宜|贵了?|缴|(?<![成提外])交|盈利|毛利|倒贴|省下|罚款|养老金|低保金"
)
"""What is had or spent, so that a figure behind it is one of money."""


@cache
def _money() -> re.Pattern[str]:
    return re.compile(
        f"{_EARNED}|卖|买|售|涨|跌|每(?:公斤|斤|亩|吨|度|方|立方米|[人天月只头株棵袋箱户])|一(?:公斤|斤|度|方)"
    )


@cache
def _after_money() -> re.Pattern[str]:
    """A figure in 元 and the next item of its account (化肥3850元, | 棚膜) or its change."""
    item, change = (
        "[,、;][^,。;:、\\n0-9了成有为到养种分是在建修共]{1,8}",
        "[涨升增降跌减提加翻变][高加少低]?[到至]",
    )
    return re.compile(f"[元块]钱?[多余]?(?:{item}|{change})$")


@cache
def _had_or_spent() -> re.Pattern[str]:
    """Money had or spent, right before its figure."""
    little = (
        "了|掉|就是|动辄|动不动就?|要|得|到|近|约|有|达|过|已|就|能|可|竟|才|还|又|只|大约|"
        "大概|每[月年天]|一年|一个?月|一天|每?人|上|下|个"
    )
    return re.compile(f"(?:{_EARNED})(?:{little}){{0,3}}$")


@cache
def _bare_ends() -> re.Pattern[str]:
    """What may follow a figure whose unit is left out: no noun."""
    return re.compile("左右|上下|以[上下内]|不等|出头|开外|[到至跌涨降升]|[^\u4e00-\u9fff0-9.%a-zA-Z]|$")


def unsaid_yuan(text: str, begin: int, end: int) -> Unit | None:
    """元, where a round figure without a unit is plainly one of money: 彩礼动辄 | 十五六万, 能挣 | 6万多.

    ``begin`` is where the figure's words begin, ``end`` where its numeral ends.

    >>> unsaid_yuan("往年彩礼动辄十五六万", 6, 10).name, unsaid_yuan("村里有十五六万", 3, 7)
    ('元', None)
    """
    if _next_in_yuan().match(text, end):
        return Unit(end, "元", "money")
    if not _bare_ends().match(text, end):
        return None
    low = max(0, begin - _LONGEST_LEAD)
    spent = _had_or_spent().search(text, low, begin) or _after_money().search(text, low, begin)
    spent = spent or _short_of().search(text, low, begin)
    return Unit(end, "元", "money") if spent else None


@cache
def _kept_back() -> re.Pattern[str]:
    """What only money, or a harvest told in it, is before its figure: 一年也就收 | 七八百块."""
    return re.compile("(?:[就只才能得]收|净剩|净得|能得|剩下)了?$")


@cache
def _short_of() -> re.Pattern[str]:
    """What is missing of a sum in the same sentence: 配套100万元,缺口还有 | 三十九万."""
    return re.compile(
        "元[^。;\n]{0,12}(?:缺口|差额|还缺|还差|尚缺)(?:还|仍|尚|约|近|有|达|为|是|要|需|高达)*$"
    )


@cache
def _next_in_yuan() -> re.Pattern[str]:
    """The next figure of a list, which says the unit for both: 三四百万、 | 四五百万元."""
    return re.compile(f"[、或](?=[{NUMERAL}]+元)")


@cache
def _sum_of() -> re.Pattern[str]:
    """What a sum is behind it: 一百零三块 | 养老金."""
    return re.compile(
        "的?(?:养老|补助|奖|租|押|股|现|本|罚|慰问|救助)金|的[^,。;0-9]{0,8}(?:补助|补贴|扶持|帮扶|救助|奖补)资金|的?[^\\W和与0-9]{0,2}费|的?(?:工资|补贴|补助|收入|利润|分红|贷款|欠款|进账|积蓄|存款|外债|彩礼)"
    )


def elided(match: re.Match[str]) -> Numeral | None:
    """A numeral whose last power is left out (一千八, 两万六), read as speakers mean it; None for any other.

    >>> from povtool.metrics.amounts.hanzi import candidate
    >>> [int(elided(candidate().match(word)).low) for word in ("一千八", "两万六", "一百二", "一亿三")]
    [1800, 26000, 120, 130000000]
    """
    written = match["numeral"]
    following = {"百": "十", "千": "百", "万": "千", "亿": "千万"}.get(written[-2:-1])
    if following is None or match["vague"] or read(written) is not None:
        return None
    reading = read(written + following)
    if reading is None or reading.low != reading.high:
        return None
    return Numeral(
        match.start("numeral"),
        match.end("numeral"),
        reading.low,
        reading.high,
        scaled=True,
        open=False,
        vague=False,
        bare=False,
        text=written,
    )


def in_yuan(text: str, begin: int, unit: Unit) -> Unit:
    """The unit, 块 as 元 where it is said of money and of no thing (两块地)."""
    if unit.name != "块":
        return unit
    paid = _sum_of().match(text, unit.end) or _kept_back().search(text, max(0, begin - 4), begin)
    if not paid and not (_tail_ends().match(text, unit.end) and speaks_of_money(text, begin)):
        return unit
    return replace(unit, name="元", dimension="money")
