"""What a comparison never cuts: figures with their units, dates, Latin words, names, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from povtool.metrics.amounts.numbers import Number, numbers
from povtool.metrics.amounts.quantities import LOST, quantities
from povtool.metrics.amounts.units import unit_at
from povtool.metrics.formulas import formulas
from povtool.metrics.places.mentions import mentions

Span = tuple[int, int]

HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
DOTS = "·•・‧"
NUMERALS = "〇零一二三四五六七八九十百千万亿两"

_CALENDAR = "年月日号时分秒届级"
"""Behind a number these say which, not how many: no units, but parts of the number to a reader."""

_TRANSCRIBING = (
    "阿哀埃艾爱安昂奥巴白拜班邦鲍贝本比彼毕波勃博卜布采查茨达大代戴丹当道德邓迪蒂帝丁东杜敦多俄厄恩尔发法凡范方菲费"
    "芬冯弗夫佛福富盖甘冈高戈哥格根贡古瓜圭哈海汉杭豪赫黑亨洪侯胡华怀惠霍基吉加贾江杰捷金津久喀卡凯坎康考科可克肯孔"
    "库夸奎坤拉腊莱来赖兰朗劳勒雷蕾里理丽利莉廉良列林琳留卢鲁吕伦罗洛马玛麦迈曼芒毛梅门蒙孟米密敏明摩莫墨默姆木穆纳"
    "娜乃奈南内能尼涅宁纽努诺欧帕潘庞佩彭皮平珀普奇齐钱乔切钦琼丘屈让热仁日荣瑞萨塞赛桑瑟森沙莎山舍申圣施史士舒斯丝"
    "松苏索塔泰坦汤唐陶特腾提廷通图吐托瓦万旺威韦维魏温沃乌武西希锡夏香肖谢欣辛兴休许旭雪雅亚延扬耶叶伊依因英尤于兹"
    "孜泽曾扎詹章哲珍朱准卓佐不买合古汗江衣牙"
)
"""Characters that write foreign and minority names: a word list does not tell where such a name begins."""


def wholes(text: str) -> Iterator[Span]:
    """The stretches of a folded text that are one token each, in order and without overlap.

    Of two that overlap, the one that begins first, then the longer, is whole. Quantities, formulas and names
    of places are those of :mod:`povtool.metrics`; a number that is no quantity (2016年, 第3批) keeps its
    unit. Other names are left to the cutter of words.

    >>> text = "阿鲁科尔沁旗第3批3—5万人“两不愁三保障”,占百分之15"
    >>> [text[start:end] for start, end in wholes(text)]
    ['阿鲁科尔沁旗', '第3批', '3—5万人', '两不愁三保障', '百分之15']
    """
    found = [match.span() for match in _shapes().finditer(text)]
    found += [(formula.start, formula.end) for formula in formulas(text)]
    found += [(mention.start, mention.end) for mention in mentions(text)]
    found += [(quantity.start, quantity.end) for quantity in quantities(text)]
    found += [_figure(text, number) for number in numbers(text)]
    found += [_spelled(text, match) for match in _chinese_numeral().finditer(text)]
    found.sort(key=lambda span: (span[0], -span[1]))
    position = 0
    for start, end in found:
        if start >= position:
            yield start, end
            position = end


@cache
def _shapes() -> re.Pattern[str]:
    """Latin words, codes, dates, times, sums, names with a dot, quotations that begin with a numeral."""
    return re.compile(
        "|".join(
            (
                r"[A-Za-z]+(?:[-.'’&][A-Za-z]+)*(?:-?[0-9]+(?:\.[0-9]+)?(?![0-9.,十百千万亿%]))?",
                r"[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?![0-9])",
                r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])",
                r"[0-9]\+[0-9NnXx](?![0-9A-Za-z])",
                rf"(?<=[“‘「『《\"])[一二三四五六七八九十两][{HAN}]{{2,9}}(?=[”’」』》\"])",
                rf"[{_TRANSCRIBING}]{{1,8}}(?:[{DOTS}][{_TRANSCRIBING}]{{1,8}})+",
            )
        )
    )


@cache
def _chinese_numeral() -> re.Pattern[str]:
    digits = rf"[{NUMERALS}]"
    return re.compile(
        rf"百分之{digits}+(?:点{digits}+)?|第?{digits}{{2,}}(?:点{digits}+)?(?:[多余]|几(?=[十百千万亿]))?|第{digits}"
    )


def _figure(text: str, number: Number) -> Span:
    """A number with what belongs to it on both sides: 第3批, 2016年, 5G."""
    start = number.start
    while start and text[start - 1] == LOST:  # a lost digit: what is left of the number is not the number
        start -= 1
    start -= text[start - 1 : start] == "第"
    following = text[number.end : number.end + 1]
    if following.isascii() and following.isalpha() and unit_at(text, number.end) is None:
        end = number.end
        while text[end : end + 1].isascii() and text[end : end + 1].isalpha():
            end += 1
        return start, end
    return start, _with_unit(text, number.end)


def _spelled(text: str, numeral: re.Match[str]) -> Span:
    start, end = numeral.span()
    return (start, end) if numeral[0].startswith("百分之") else (start, _with_unit(text, end))


def _with_unit(text: str, end: int) -> int:
    """The end of the unit that stands at ``end``, or ``end`` where none does."""
    unit = unit_at(text, end + (text[end : end + 1] == " "))
    if unit:
        return unit.end
    return end + (text[end : end + 1] in tuple(_CALENDAR))
