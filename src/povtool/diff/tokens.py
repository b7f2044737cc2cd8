"""A text as tokens that can be compared across scripts: words, whole figures, whole names.

A comparison that cuts inside ``3.82亿元`` shows ``3.[-2-]{+8+}``, which is no figure anybody wrote. Here a
number with its separators, multiplier and unit is one token, and so is a name with ``·`` in it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from povtool.convert.script import fold

_HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_DOTS = "·•・‧"
_BLANKS = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_REGIONAL = str.maketrans("著衞瞭敍簷粧糭枱痺衹祇", "着卫了叙檐妆粽台痹只只")
"""Characters of regional standards that folding leaves alone: a copy in the style of 香港 is a copy."""
_NUMERALS = "〇零一二三四五六七八九十百千万亿两"
_KEEPS_APART = frozenset(".,:/+-'" + _NUMERALS)
"""A blank between one of these and a number must stay: ``2.`` and ``3亿`` on two lines are not ``2.3亿``."""

_TRANSCRIBING = (
    "阿哀埃艾爱安昂奥巴白拜班邦鲍贝本比彼毕波勃博卜布采查茨达大代戴丹当道德邓迪蒂帝丁东杜敦多俄厄恩尔发法凡范方菲费"
    "芬冯弗夫佛福富盖甘冈高戈哥格根贡古瓜圭哈海汉杭豪赫黑亨洪侯胡华怀惠霍基吉加贾江杰捷金津久喀卡凯坎康考科可克肯孔"
    "库夸奎坤拉腊莱来赖兰朗劳勒雷蕾里理丽利莉廉良列林琳留卢鲁吕伦罗洛马玛麦迈曼芒毛梅门蒙孟米密敏明摩莫墨默姆木穆纳"
    "娜乃奈南内能尼涅宁纽努诺欧帕潘庞佩彭皮平珀普奇齐钱乔切钦琼丘屈让热仁日荣瑞萨塞赛桑瑟森沙莎山舍申圣施史士舒斯丝"
    "松苏索塔泰坦汤唐陶特腾提廷通图吐托瓦万旺威韦维魏温沃乌武西希锡夏香肖谢欣辛兴休许旭雪雅亚延扬耶叶伊依因英尤于兹"
    "孜泽曾扎詹章哲珍朱准卓佐不买合古汗江衣牙"
)
"""Characters that write foreign and minority names: a word list does not tell where such a name begins."""

_UNITS = (
    "个百分点|百分点|千瓦时|平方公里|平方千米|平方米|立方米|千瓦|兆瓦|公里|千米|公斤|千克|公顷|厘米|毫米|小时|分钟|"
    "美元|港元|欧元|日元|英镑|人民币|人次|户次|场次|团次|批次|个月|人|名|位|户|家|个|项|条|件|次|场|批|届|所|座|处|套|间|"
    "栋|辆|台|只|头|匹|羽|株|棵|亩|吨|斤|克|米|里|村|乡|镇|县|区|市|省|级|岁|年|月|日|号|天|周|时|分|秒|元|块|倍|成|种|类|支|"
    "%|‰|℃|°"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text: ``keys`` are compared, ``span`` says where they stand in the original."""

    keys: list[str]
    compact: str
    """The folded text without white space, but for single spaces that keep Latin words and numbers apart."""
    starts: array[int]
    """Of each token, in ``compact``; likewise ``ends``, exclusive."""
    ends: array[int]
    offsets: array[int]
    """For each character of ``compact`` its offset in the original text."""
    line_ends: frozenset[int]
    """The offsets in ``compact`` where a line of the original ended."""

    def __len__(self) -> int:
        return len(self.keys)

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Where the tokens ``first`` to ``stop`` (exclusive) stand in the original text, in code points.

        An empty range stands right after the token in front of it, and at 0 where there is none.
        """
        if first == stop:
            place = self.offsets[self.ends[first - 1] - 1] + 1 if first else 0
            return place, place
        return self.offsets[self.starts[first]], self.offsets[self.ends[stop - 1] - 1] + 1

    def ends_line(self, at: int) -> bool:
        """Whether a line of the original ended right after this token."""
        return self.ends[at] in self.line_ends

    def joined(self, first: int, stop: int) -> str:
        """The folded text of the tokens ``first`` to ``stop`` (exclusive)."""
        return self.compact[self.starts[first] : self.ends[stop - 1]] if first < stop else ""


def tokenize(text: str) -> Tokens:
    """Cut a text into tokens; both scripts, full and half width, and any white space give the same keys.

    >>> tokenize("雪克来提·扎克尔：投入资金 1,100.9 億元，占１５％").keys
    ['雪克来提·扎克尔', ':', '投入', '资金', '1,100.9亿元', ',', '占', '15%']
    >>> tokenize("“五個一批”和六大战略").keys
    ['“', '五个一批', '”', '和', '六大战略']
    """
    compact, offsets, line_ends = _without_blanks(text)
    starts, ends = array("q"), array("q")
    keys: list[str] = []
    once: dict[str, str] = {}
    for start, end in _spans(compact):
        starts.append(start)
        ends.append(end)
        key = compact[start:end].replace(" ", "")
        keys.append(once.setdefault(key, key))
    return Tokens(keys, compact, starts, ends, offsets, line_ends)


def is_figure(key: str) -> bool:
    """Whether a token is a number written in Arabic digits.

    >>> is_figure("62.8万"), is_figure("贫困")
    (True, False)
    """
    return any("0" <= character <= "9" for character in key)


def is_punctuation(key: str) -> bool:
    """Whether a token has neither letter nor digit.

    >>> is_punctuation("、"), is_punctuation("15%")
    (True, False)
    """
    return not any(map(str.isalnum, key))


def _without_blanks(text: str) -> tuple[str, array[int], frozenset[int]]:
    folded = fold(text).translate(_REGIONAL)
    pieces: list[str] = []
    offsets = array("q")
    line_ends: set[int] = set()
    position = 0
    for blanks in _BLANKS.finditer(folded):
        start, end = blanks.span()
        pieces.append(folded[position:start])
        offsets.extend(range(position, start))
        if "\n" in blanks[0]:
            line_ends.add(len(offsets))
        if start and end < len(folded) and _kept_apart(folded[start - 1], folded[end]):
            pieces.append(" ")
            offsets.append(start)
        position = end
    pieces.append(folded[position:])
    offsets.extend(range(position, len(folded)))
    return "".join(pieces), offsets, frozenset(line_ends)


def _kept_apart(left: str, right: str) -> bool:
    def latin(character: str) -> bool:
        return character.isascii() and character.isalnum()

    if latin(right):
        return latin(left) or left in _KEEPS_APART
    return right in _NUMERALS and left in _NUMERALS


@cache
def _wholes() -> re.Pattern[str]:
    """What is never cut: Latin words, figures, dates, names, quoted formulas that begin with a numeral."""
    vague = f"多|余|几(?=[十百千万亿])|来(?=[万亿]|{_UNITS})"
    multiplier = f"(?:十|百(?!分)|千(?![瓦克米卡])|万|亿|兆(?!瓦)|{vague})"
    digits = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
    unit = f"(?:(?:{_UNITS})(?:/(?:{_UNITS}))?|[A-Za-z]+| (?:kg|km|cm|mm|k[Ww]h?|[MG]W|ha|t)(?![A-Za-z]))?"
    return re.compile(
        "|".join(
            (
                rf"[A-Za-z]+(?:[-.'’&][A-Za-z]+)*(?:-?[0-9]+(?:\.[0-9]+)?(?![0-9.,]|{multiplier}|{_UNITS}))?",
                r"[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?![0-9])",
                r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])",
                r"[0-9]\+[0-9NnXx](?![0-9A-Za-z])",
                # U+FFFD in front of digits is a lost digit: what is left of the number is not the number.
                rf"第?\ufffd{{0,9}}{digits}(?:{multiplier}+{digits})*{multiplier}*{unit}",
                rf"(?<=[“‘「『《\"])[一二三四五六七八九十两][{_HAN}]{{2,9}}(?=[”’」』》\"])",
                rf"百分之[{_NUMERALS}]+(?:点[{_NUMERALS}]+)?",
                rf"第?[{_NUMERALS}]{{2,}}(?:点[{_NUMERALS}]+)?(?:{vague})?(?:{_UNITS}|大)?",
                rf"[{_TRANSCRIBING}]{{1,8}}(?:[{_DOTS}][{_TRANSCRIBING}]{{1,8}})+",
            )
        )
    )


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(rf"(?P<han>[{_HAN}]+(?:[{_DOTS}][{_HAN}]+)*)|[^\W\d_{_HAN}]+|[^ ]")


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile("[二三四五六七八九十两][个大项]")


def _spans(compact: str) -> Iterator[tuple[int, int]]:
    position = 0
    for whole in _wholes().finditer(compact):
        yield from _plain_spans(compact, position, whole.start())
        yield whole.span()
        position = whole.end()
    yield from _plain_spans(compact, position, len(compact))


def _plain_spans(compact: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    for piece in _rest().finditer(compact, start, stop):
        if piece["han"] is None:
            yield piece.span()
            continue
        position = piece.start()
        for word in _words(piece["han"]):
            yield position, position + len(word)
            position += len(word)


def _words(run: str) -> Iterator[str]:
    """The words of a run of Han characters; ``A·B`` and a counted formula (六大 + 战略) are one word."""
    import rjieba

    held = ""
    for word in rjieba.cut(run):
        joins = held and (held[-1] in _DOTS or word in _DOTS or _numbered().fullmatch(held))
        if held and not joins:
            yield held
            held = ""
        held += word
    if held:
        yield held
