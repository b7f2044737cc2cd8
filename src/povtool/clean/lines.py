"""What a single line of a page looks like, before its neighbours are asked.

>>> [kind_of(line).kind.name for line in ("您所在的位置:康巴传媒网 >> 新闻", "提高站位抓攻坚", "会议强调,要坚决打赢。")]
['LINK', 'SHORT', 'PROSE']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from povtool.clean import byline
from povtool.clean.byline import Credits
from povtool.convert.script import fold
from povtool.data import rows


class Kind(Enum):
    """The evidence one line gives."""

    BLANK = auto()
    PROSE = auto()
    """Ends as a sentence does, or is long and punctuated."""
    SHORT = auto()
    """A few words without an end: a title, a heading, a row of a table, a headline in a list."""
    CAPTION = auto()
    BYLINE = auto()
    KEYWORDS = auto()
    ITEM = auto()
    """Looks like an entry of a list of links, but articles have lists too."""
    LINK = auto()
    """Navigation, buttons, legal notices: in no article."""
    CLOSE = auto()
    """Begins what stands after articles: 相关阅读, 上一篇."""


@dataclass(slots=True)
class Line:
    """One line and its evidence."""

    text: str
    """Without white space at its ends."""
    kind: Kind
    credits: Credits | None = None

    @property
    def ended(self) -> bool:
        return bool(_END.search(self.text[-3:]))


_ALWAYS_PROSE = 400
"""Lines with more code points are text, whatever they hold."""
_LONG = 40
"""From here on a line with a comma is text even if it does not end as a sentence does."""
_END = re.compile(r"[。!?;…:！？；：][”’」』)）\]】]*$")
_BULLET = re.compile(r"^(?:[·•●○◆◇■□▪▸►▶★☆※>»»-]\s*)+")
_OPENERS = re.compile(r"^[\s>»·•●◆■▪\-\[【(<《|]+")
_CAPTION = re.compile(
    r"^[▲△▼▽↑↓]|^[(\[【]?(?:图|图片|上图|下图|左图|右图|题图|配图|组图|资料图片?|资料照片?)"
    r"(?:为|[:/]|[\d一二三四五六七八九十]{1,2} ?[:.、 ])"
    r"|(?:(?:记者|通讯员|/|[。) ])[^,。]{0,12}摄|供图|[社报网]发|制图|受访者提供|资料图片?|资料照片?)[)\]】]?$"
    r"|[社报网]发\([^()]{2,15} ?摄\)$|[(【\[][^()【】\[\]]{0,18}(?:摄|供图|提供|翻摄[^()]*)[)】\]]$"
)
_CREDIT_ONLY = re.compile(r"^(?:[^\s,。]{0,8}(?:记者|通讯员)|图片来源:?)? ?[^\s,。]{2,8} ?(?:摄|供图|发)$")
_BREADCRUMB = re.compile(r"^.{0,8}位置 ?:|^[^>»→›,。]{1,14}(?: ?(?:>>?|»|→|›) ?[^>»→›,。]{1,20})+$|^首页 ?/ ?\S")
_BUTTON = re.compile(r"[\[【(<](?:详细|详情|更多|全文|查看|阅读)[^\]】)>]{0,4}[\]】)>]\W*$|更多 ?>+$|^\+\d+$")
_DATED = re.compile(r"\S.*(?:[\s\[(/]\d{4}[-/.年]\d\d?[-/.月]\d\d?日?|[\[(]\d\d?[-/.月]\d\d?日?)(?: \d\d?:\d\d)?[\])]?$")
_SYMBOLS = re.compile(r"^[^\w…]+$|^\d{14,}$|^(?:https?://|www\.)\S+$")


@cache
def _phrases(where: str) -> re.Pattern[str]:
    words = sorted((phrase for place, phrase in rows("page_phrases.tsv") if place == where), key=len, reverse=True)
    alternatives = "|".join(map(re.escape, words))
    return re.compile(f"(?:{alternatives})(?![㐀-鿿])" if where == "close" else alternatives)


@cache
def _buttons() -> frozenset[str]:
    return frozenset(phrase for place, phrase in rows("page_phrases.tsv") if place == "line")


def kind_of(line: str) -> Line:
    """The line, stripped, with its kind."""
    text = line.strip()
    if not text:
        return Line(text, Kind.BLANK)
    if len(text) > _ALWAYS_PROSE:
        return Line(text, Kind.PROSE)
    folded = fold(text)
    kind = _furniture(folded)
    if kind:
        return Line(text, kind)
    if len(text) <= 200 and _CAPTION.search(folded):
        return Line(text, Kind.CAPTION)
    if (listed := byline.keywords(text)) is not None:
        return Line(text, Kind.KEYWORDS, Credits(keywords=listed, labelled=True))
    if credits := byline.read(text):
        return Line(text, Kind.BYLINE, credits)
    return Line(text, _link(folded) or _running(folded))


def is_photo_credit(line: Line) -> bool:
    """Whether a caption names the photographer only, so that the line above it is the caption proper.

    >>> is_photo_credit(kind_of("本报记者 华小峰 摄"))
    True
    """
    return line.kind is Kind.CAPTION and len(line.text) <= 24 and bool(_CREDIT_ONLY.match(fold(line.text)))


def is_teaser(line: Line) -> bool:
    """Whether the line is the beginning of another article, with a button to read on."""
    return line.kind is Kind.LINK and len(line.text) > 8 and bool(_BUTTON.search(fold(line.text)))


def _furniture(folded: str) -> Kind | None:
    """Known wording of page furniture."""
    bare = _OPENERS.sub("", folded)
    long_prose = len(folded) > 60 and "。" in folded
    if not long_prose and _phrases("close").match(bare):
        return Kind.CLOSE
    if not long_prose and _phrases("start").match(bare):
        return Kind.LINK
    if len(folded) <= 80 and _is_button_bar(folded):
        return Kind.LINK
    squeezed = folded.replace(" ", "")
    found = len(_phrases("part").findall(squeezed))
    if found >= 2 or (found and len(squeezed) <= 60 and not squeezed.endswith("。")):
        return Kind.LINK
    return None


def _is_button_bar(folded: str) -> bool:
    words = [word for word in re.split(r"[\s|·,、()\[\]【】<>>»\-]+", folded) if word]
    buttons = _buttons()
    return bool(words) and (all(word in buttons for word in words) or "".join(words) in buttons)


def _link(folded: str) -> Kind | None:
    """Marks of links whatever their wording."""
    if _SYMBOLS.match(folded) or _BUTTON.search(folded):
        return Kind.LINK
    if folded.endswith("。"):
        return None
    if len(folded) <= 100 and (_BREADCRUMB.match(folded) or _is_menu(folded)):
        return Kind.LINK
    if len(folded) <= 80 and _DATED.match(folded):
        return Kind.LINK
    if len(folded) <= 80 and _BULLET.match(folded) and not _END.search(folded):
        return Kind.ITEM
    return None


def _is_menu(folded: str) -> bool:
    """Short words in a row, with bars between them or many of them: 要闻 | 政策 | 地方."""
    for bar, enough in (("|", 3), (" ", 6)):
        words = [word.strip() for word in folded.split(bar) if word.strip()]
        if len(words) >= enough and all(len(word) <= 6 and not re.search(r"[\d,。;]", word) for word in words):
            return True
    return False


def _running(folded: str) -> Kind:
    if _END.search(folded) and len(folded) >= 3:
        return Kind.PROSE
    if "。" in folded[:-1] and len(folded) >= 15:
        return Kind.PROSE
    return Kind.PROSE if len(folded) >= _LONG and "," in folded else Kind.SHORT
