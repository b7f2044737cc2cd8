"""What a single line of a page looks like, before its neighbours are asked.

>>> lines = "您所在的位置:康巴传媒网 >> 新闻", "提高站位抓攻坚", "会议强调,要坚决打赢。"
>>> [kind_of(line).kind.name for line in lines]
['LINK', 'SHORT', 'PROSE']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import cache, lru_cache

from povtool.clean import byline, names
from povtool.clean.bars import button_ends, is_button_bar, is_menu, is_pager
from povtool.clean.credits import Credits
from povtool.clean.dates import DATE
from povtool.clean.frequency import weight
from povtool.clean.imprints import strip
from povtool.clean.keywords import keywords
from povtool.convert.script import fold
from povtool.data import rows


class Kind(IntEnum):
    """The evidence one line gives; numbers, for they are looked up once a line."""

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
    MATTER = auto()
    """Belongs to the document and is none of its text: annexes, contacts, references."""


for _kind in Kind:  # plain attributes: those of an Enum take ten times as long, and each line asks for dozens
    type.__setattr__(Kind, _kind.name, _kind)


@dataclass(slots=True)
class Line:
    """One line and its evidence."""

    text: str
    """Without white space at its ends."""
    folded: str
    """The same with script and width taken out; every offset holds in both."""
    kind: Kind
    credits: Credits | None = None
    why: str | None = None
    """What its neighbours or other pages say against it: links, repeated, site; what matter it is; None where
    its kind tells."""
    heading: bool = False
    """The page's markup makes it a section's heading."""


_ALWAYS_PROSE = 400
"""Lines with more code points are text, whatever they hold."""
_LONGEST_REMEMBERED = 40
_LONGEST_CAPTION = 200
_LONGEST_TOLD = 100
"""Code points of what a picture's caption tells."""
_LONG = 40
"""From here on a line with a comma is text even if it does not end as a sentence does."""
_ENDS = frozenset("。!?;…:！？；：")
_CLOSING = "”’」』)）]】"
_BULLETS = "·•●○◆◇■□▪▸►▶★☆※>»-"
_OPENERS = re.compile(r"^[\s:>»·•●◆■▪▲△▼▽↑↓\-\[【(<《|]+")
_CAPTION = re.compile(
    r"^[▲△▼▽↑↓]|^[(\[【]?(?:图|图片|上图|下图|左图|右图|题图|配图|组图|资料图片?|资料照片?)"
    r"(?:为|[:/]|[\d一二三四五六七八九十]{1,2} ?[:.、 ]|[①-⑳]+ ?[:.、 为])"
    r"|(?:(?:记者|通讯员|/|[。) ])[^,。]{0,12}摄(?: \d{2,4}年\d\d?月\d\d?日)?|供图|[社报网]发|制图|受访者提供"
    r"|资料图片?|资料照片?)[)\]】]?$"
    r"|[社报网]发\([^()]{2,15} ?摄\)$|[(【\[][^()【】\[\]]{0,18}(?:摄|供图|提供|翻摄[^()]*)[)】\]]$"
    r"|^[^。]{4,80}\((?:[^()。]{0,18}摄[,、 ][^(),。]{0,8}(?:照片|图片)|[^(),。]{2,12}(?:照片|图片|截图)"
    r"|[^(),。]{1,12}摄|资料图)\)。?$"
    r"|^[^。]{4,60}。[(【\[](?:图片|照片|图) ?[:/] ?[^()。]{2,20}[)\]】]$"
    r"|\.(?:jpe?g|png|gif|bmp)$"
    r"|[(【\[](?:示意图|资料照|档案照|图/|图取自|取自|翻摄"
    r"|(?<=[^。!?”』」][(【\[])(?:摄影|摄|拍摄|图|供图|图片来源|照片) ?[:/])[^()【】\[\]]{0,24}[)】\]]$"
)
_CAPTION_BEGINS = frozenset("▲△▼▽↑↓([【图上下左右题配组资")
_CAPTION_ENDS = frozenset("摄影图发供片照)]】gfp日")
"""No caption that the patterns know begins and ends otherwise, which spares most lines the search."""
_POSED = re.compile(r"\((?:[前后]排)?(?:[左右]起?[一二三四五六七]?|居?中|正中)(?:为[^()]{2,12})?\)")
"""Where somebody stands in a picture: 卢振东(左二)向茶农了解今年秋茶。"""
_SHOWN = re.compile(r"[^,。:]{2,24}(?:航拍图?|鸟瞰图?|全景图?|俯瞰图?|效果图|示意图|外景|一角)。?")
"""A picture told in a few words."""
_PHOTOGRAPHER = re.compile(r"^([㐀-鿿·]{2,12}) ?摄(?:影)?$")
_CREDIT_ONLY = re.compile(r"^(?:[^\s,。]{0,8}(?:记者|通讯员)|图片来源:?)? ?[^\s,。]{2,8} ?(?:摄|供图|发)$")
_BREADCRUMB = re.compile(
    # No mark can be read in two ways, blanks included: else a long line would take for ever.
    r"^.{0,8}位置 ?:|^[^>»→›,。]{1,15}(?:(?:>>?|»|→|›)[^>»→›,。]{1,22})+$|^首页 ?/ ?\S"
)
_PAGE = re.compile(r"(?:第 ?)?(?:[A-Z]?\d{1,3} ?版 ?:|(?:0\d|[A-Z]\d\d?) ?版 ) ?[㐀-鿿·、]{2,12}")
"""A page in the list of a paper's pages: 第03版：脱贫攻坚."""
_STOPS = frozenset("。!?”:")
_WAY_OR_PAGE = re.compile("[>»→›版]")
_WAY = re.compile("[>»→›位首页版]")
"""What leads to other pages has one of these."""
_BUTTON = re.compile(r"[\[【(<](?:详细|详情|更多|全文|查看|阅读)[^\]】)>]{0,4}[\]】)>]\W*$")
_MORE = re.compile(r"更多 ?>+$")
_MORE_TO_READ = ("相关", "延伸", "推荐")
_ONE_LINK = re.compile(r" ?: ?[^:。]{8,40}$")
"""Behind 相关文章 on its line, the one that stands amid a text that goes on."""
_MORE_OF = re.compile(r"看?更多(?P<publisher>[^,。、]{2,8})(?:报道|报导|新闻|文章)$")
"""``更多互傳媒報導`` heads a list of links."""
_COUNT = re.compile(r"\+\d+$")
_COUNTER = re.compile(
    r"(?:总)?(?:阅读|浏览|点击|点阅|访问|播放|点赞|评论|转发|收藏|分享|围观|在看|赞|人气|热度)"
    r"(?:量|数|次数|率|人次)? ?:? ?[\d.,]+ ?[万亿kKwW]?\+?(?: ?[次人条])?"
)
"""How often a page was read: ``阅读 3.6万``. One that also says when or where from is a byline."""
_COUNTER_BEGINS = frozenset("总阅浏点访播评转收分围在赞人热")
_TODAY = re.compile(r"[°℃]|农历|(?:正|腊|闰?[一二三四五六七八九十]{1,2})月(?:初|十|廿|三十)")
"""What a site's head says beside today's date: the weather, the day of the moon."""
_DATED = re.compile(
    r"\S.*(?:[\s\[(/]\d{4}[-/.年]\d\d?[-/.月]\d\d?日?|[\[(]\d\d?[-/.月]\d\d?日?)"
    r"(?: \d\d?:\d\d)?[\])]?$"
    r"|.{9,}[㐀-鿿”』)](?<![止至于到自从期间日])\d{4}-\d\d-\d\d$"
)
_DATE_ENDS = "日])"
"""The last characters of a line that ends with a date, if not a digit."""
_FEWEST_WORDS = 12
_LONGEST_WORD = 8
_WORD = re.compile(f"[㐀-鿿]{{2,{_LONGEST_WORD}}}")
_SYMBOLS = re.compile(
    r"^[^\w…]+$|^\d{14,}$|^\d{1,2}:\d\d ?/ ?\d{1,2}:\d\d$|^(?:https?://|www\.)\S+$|^!\[[^\[\]]*\]\(\S*\)$"
    r"|^(?=[\w-]*[A-Za-z_])[\x21-\x7e]*\d{8}[\x21-\x7e]*$"  # the name of a picture: 1120605846_1489n
)
_DISCLAIMER = re.compile(
    r"[\[【(]?(?:特别|郑重)?声明 ?: ?(?:本(?:[网站文号]|平台|公众号)|凡|转载|以上|上述|该文|文章)"
    r".*(?:版权|观点|立场|侵权|转载)|[\[【(]?(?:本[站网])?(?:免责声明|免责条款|版权声明|版权说明|转载声明) ?:"
)


@cache
def _phrases(where: str) -> re.Pattern[str]:
    phrases = [phrase for place, phrase in rows("page_phrases.tsv") if place == where]
    alternatives = names.any_of(phrases)
    return re.compile(f"(?:{alternatives})(?![㐀-鿿])" if where == "close" else alternatives)


@cache
def _parts() -> re.Pattern[str]:
    """What every line with one of the phrases of ``part`` has: told by the rarest character of each.

    Finds the place of that character; only what is found needs the pattern that tells where phrases begin.
    """
    phrases = [phrase for place, phrase in rows("page_phrases.tsv") if place == "part"]
    rarest = [min(phrase, key=weight) for phrase in phrases]
    split = [(*phrase.partition(char), char) for phrase, char in zip(phrases, rarest, strict=True)]
    around = "|".join(
        f"(?<={re.escape(before + char)}){re.escape(behind)}" for before, char, behind, _ in split
    )
    return re.compile(f"[{re.escape(''.join(set(rarest)))}](?:{around})")


@cache
def _beginnings() -> frozenset[str]:
    """The first characters of what page furniture begins with."""
    return frozenset(phrase[0] for place, phrase in rows("page_phrases.tsv") if place in ("close", "start"))


def lines_of(page: str) -> list[Line]:
    """All lines of a page, each with its kind."""
    return [_judged(*pair) for pair in zip(page.split("\n"), fold(page).split("\n"), strict=True)]


def kind_of(line: str) -> Line:
    """One line, stripped, with its kind."""
    return _judged(line, fold(line))


def _judged(line: str, folded: str) -> Line:
    text, folded = line.strip(), folded.strip()
    if not text:
        return Line(text, folded, Kind.BLANK)
    if len(text) > _ALWAYS_PROSE:
        return Line(text, folded, Kind.PROSE)
    if len(text) > _LONGEST_REMEMBERED:
        return Line(text, folded, *_judgement(text, folded))
    kind, credits = _remembered(text, folded)
    return Line(text, folded, kind, credits and credits.copy())


def _judgement(text: str, folded: str) -> tuple[Kind, Credits | None]:
    if folded.isalnum() and _is_plain(folded):
        return Kind.SHORT, None
    kind = _furniture(folded)
    if kind is Kind.LINK and (told := _told_among_buttons(text, folded)):
        return Kind.BYLINE, told
    if kind:
        return kind, None
    if len(text) <= _LONGEST_CAPTION and _is_caption(folded):
        return (Kind.PROSE if _is_told_at_length(folded) else Kind.CAPTION), None
    if (listed := keywords(text, folded)) is not None:
        return Kind.KEYWORDS, Credits(keywords=listed, labelled=True)
    if folded[0] in _COUNTER_BEGINS and _COUNTER.fullmatch(folded):
        return Kind.LINK, None
    if credits := byline.read(text, folded) or byline.publisher(text, folded):
        today = not credits.labelled and _shows_today(folded)
        return (Kind.LINK, None) if today else (Kind.BYLINE, credits)
    ended = folded[-1] in _STOPS and not folded.endswith("分享到:")
    if "20" in folded and not ended and (credits := _told_at_the_top(text, folded)):
        return Kind.BYLINE, credits
    if folded[0] == "2" and folded[-1] != "。" and _shows_today(folded) and DATE.match(folded):
        return Kind.LINK, None
    return _link(folded) or _running(folded), None


def _told_at_the_top(text: str, folded: str) -> Credits | None:
    """What a line says behind the way to the page, or with the number of a paper's page."""
    if not _WAY_OR_PAGE.search(folded):
        return None
    return byline.read_behind_way(text, folded) or strip(text, folded)


def _shows_today(folded: str) -> bool:
    return len(folded) <= 40 and bool(_TODAY.search(folded))


_remembered = lru_cache(maxsize=4096)(_judgement)
"""The pages of a site repeat their navigation, which is judged once; a few MB at most."""


def _is_plain(folded: str) -> bool:
    """Whether a line of words alone is nothing but that: most lines outside the text, told at once."""
    first, last = folded[0], folded[-1]
    if first in _beginnings() or first in _CAPTION_BEGINS or last in _CAPTION_ENDS:
        return False
    bar_begins, bar_ends = button_ends()
    if first in bar_begins and last in bar_ends:
        return False
    if folded.isdigit() or byline.is_hinted(folded) or _parts().search(folded):
        return False
    return not (first in _COUNTER_BEGINS and _COUNTER.fullmatch(folded))


def _told_among_buttons(text: str, folded: str) -> Credits | None:
    """What a toolbar that dates the article says of it: ``字体：大 中 小 2019-06-18 来源：县广播电视台``."""
    credits = byline.read(text, folded) if byline.holds_label(folded) else None
    credits = credits or _told_at_the_top(text, folded)
    named = credits and (credits.source or credits.author or credits.editor)
    return credits if credits and credits.date and named else None


def _is_told_at_length(folded: str) -> bool:
    """Whether a line with a photographer behind it is a paragraph: several sentences, and long."""
    return len(folded) > _LONGEST_TOLD and folded.count("。") > 1 and folded[0] not in _CAPTION_BEGINS


def _is_caption(folded: str) -> bool:
    if len(folded) <= _LONGEST_TOLD:
        posed = "(" in folded and _POSED.search(folded)
        if posed or (folded[-1] in "图景角拍瞰。" and _SHOWN.fullmatch(folded)):
            return True
    if folded[0] not in _CAPTION_BEGINS and folded[-1] not in _CAPTION_ENDS and folded[-2:] != ")。":
        return False
    if _CAPTION.search(folded):
        return True
    photographer = _PHOTOGRAPHER.match(folded)
    return bool(photographer and names.people(photographer[1], marked=False))


def is_photo_credit(line: Line) -> bool:
    """Whether a caption names the photographer only, so that the line above it is the caption proper.

    >>> is_photo_credit(kind_of("本报记者 华小峰 摄"))
    True
    """
    return line.kind is Kind.CAPTION and len(line.text) <= 24 and bool(_CREDIT_ONLY.match(line.folded))


def is_word_list(folded: str, blanks: int | None = None) -> bool:
    """Whether a folded line is a dozen or more short words with nothing but blanks between them.

    ``blanks`` is how many it has, where that is known.

    >>> is_word_list("东城区 西城区 朝阳区 海淀区 " * 3), is_word_list("东城区、西城区、朝阳区")
    (True, False)
    """
    blanks = folded.count(" ") if blanks is None else blanks
    if blanks < _FEWEST_WORDS - 1 or blanks * (_LONGEST_WORD + 1) + _LONGEST_WORD < len(folded):
        return False
    words = folded.split()
    return len(words) >= _FEWEST_WORDS and all(map(_WORD.fullmatch, words))


def is_teaser(line: Line) -> bool:
    """Whether the line is the beginning of another article, with a button to read on."""
    return line.kind is Kind.LINK and len(line.text) > 8 and _has_button(line.folded)


def _furniture(folded: str) -> Kind | None:
    """Known wording of page furniture."""
    if len(folded) <= 60 or "。" not in folded:
        opener = None if folded[0].isalnum() else _OPENERS.match(folded)
        bare = opener.end() if opener else 0
        if folded[bare : bare + 1] in _beginnings():
            if closing := _phrases("close").match(folded, bare):
                more = folded.startswith(_MORE_TO_READ, bare) and _ONE_LINK.match(folded, closing.end())
                return Kind.LINK if more else Kind.CLOSE
            if _phrases("start").match(folded, bare):
                return Kind.LINK
            if (more := _MORE_OF.match(folded, bare)) and names.is_organ(more["publisher"]):
                return Kind.CLOSE
    if len(folded) <= 80 and is_button_bar(folded):
        return Kind.LINK
    if "声明" in folded[:8] and _DISCLAIMER.match(folded):
        return Kind.CLOSE
    squeezed = folded.replace(" ", "") if " " in folded else folded
    if not _parts().search(squeezed) or not (first := _phrases("part").search(squeezed)):
        return None
    alone = len(squeezed) <= 60 and not squeezed.endswith("。")
    return Kind.LINK if alone or _phrases("part").search(squeezed, first.end()) else None


def _link(folded: str) -> Kind | None:
    """Marks of links whatever their wording."""
    if folded.isalnum() and not folded.isdigit():  # words alone: none of the marks
        return None
    first, last = folded[0], folded[-1]
    symbols = not first.isalnum() or first in "hw" or first.isdecimal()
    if (symbols and _SYMBOLS.match(folded)) or _has_button(folded):
        return Kind.LINK
    if last == "。":
        return None
    if len(folded) <= 100 and ((_WAY.search(folded) and _leads_on(folded)) or is_menu(folded)):
        return Kind.LINK
    if len(folded) <= 80 and (last.isdecimal() or last in _DATE_ENDS) and _DATED.match(folded):
        return Kind.LINK
    if len(folded) <= 80 and first in _BULLETS and not _is_ended(folded):
        return Kind.ITEM
    return None


def _leads_on(folded: str) -> bool:
    """Whether a line is the way to a page, turns pages, or names one of a paper's."""
    return bool(_BREADCRUMB.match(folded) or is_pager(folded) or _PAGE.fullmatch(folded))


def _has_button(folded: str) -> bool:
    """Whether a line ends with a button to read on, or is the count of those who did."""
    last = folded[-1]
    if last.isalnum():
        return folded[0] == "+" and bool(_COUNT.match(folded))
    if not ("]" in folded or ")" in folded or "】" in folded or ">" in folded):
        return False
    return bool(_BUTTON.search(folded)) or (last == ">" and bool(_MORE.search(folded)))


def _is_ended(folded: str) -> bool:
    """Whether a line ends as a sentence does."""
    return folded.rstrip(_CLOSING)[-1:] in _ENDS


_SIGNED = re.compile(r"[。!?][”’」』]?[\[【(][^\[\]【】()。]{2,40}[\]】)]$")
"""A bracket behind the end of a sentence."""


def _running(folded: str) -> Kind:
    """A sentence, or a few words."""
    if len(folded) >= 3 and _is_ended(folded):
        return Kind.PROSE
    if "。" in folded[:-1] and len(folded) >= 15:
        return Kind.PROSE
    if folded[-1] in ")]】" and _SIGNED.search(folded):
        return Kind.PROSE
    return Kind.PROSE if len(folded) >= _LONG and "," in folded else Kind.SHORT
