"""Rows of buttons and of words that lead elsewhere: what a page's menus and toolbars flatten to.

>>> is_button_bar("[打印本页] [关闭窗口]"), is_menu("要闻 | 政策 | 地方"), is_menu("张三 李四 王五")
(True, True, False)
"""

from __future__ import annotations

import re
from functools import cache

from povtool.clean import names
from povtool.data import rows

_SEPARATORS = "|·,、()[]【】<>»—-"
_BETWEEN_BUTTONS = re.compile(rf"[\s{re.escape(_SEPARATORS)}]+")
_HOMES = ("首页", "网站首页", "主页")
"""With one of these a menu begins, whatever else is in it."""
_FEWEST_GLUED = 3
"""How many buttons with nothing between them make a bar: 推荐图片 may head a section, 打印网摘纠错 not."""
_NO_BUTTON = re.compile(r"[\d,。;]")


@cache
def buttons() -> frozenset[str]:
    return frozenset(phrase for place, phrase in rows("page_phrases.tsv") if place == "line")


@cache
def button_ends() -> tuple[frozenset[str], frozenset[str]]:
    """The characters with which a bar of buttons may begin, and those with which it may end."""
    first, last = ({button[i] for button in buttons()} for i in (0, -1))
    return frozenset(first | set(_SEPARATORS)), frozenset(last | set(_SEPARATORS))


@cache
def _one_button() -> re.Pattern[str]:
    return re.compile(names.any_of(button for button in buttons() if len(button) > 1))


def is_button_bar(folded: str) -> bool:
    """Whether a line is one button or several, with marks, blanks or nothing between them."""
    first, last = button_ends()
    if folded[0] not in first or folded[-1] not in last:
        return False
    known = buttons()
    if folded in known:
        return True
    if folded.isalnum():
        return _is_glued(folded)
    words = [word for word in _BETWEEN_BUTTONS.split(folded) if word]
    if words and "".join(words) in known:
        return True
    sized = len(words) > 1  # A- A+; a single A heads a part of an index
    counted = sum(len(word) > 1 for word in known.intersection(words)) > 1  # 赞 1,204 分享 LINE
    return bool(words) and all(
        word in known or (sized and word == "A") or (counted and word.isdecimal()) or _is_glued(word)
        for word in words
    )


def _is_glued(word: str) -> bool:
    """Whether a word is several buttons that the page's flattening has run together."""
    count = done = 0
    while done < len(word) and (button := _one_button().match(word, done)):
        count, done = count + 1, button.end()
    return done == len(word) and count >= _FEWEST_GLUED


_PAGES = re.compile(r"(?:共|第)? ?\d{1,3} ?页?|/|\.{2,}|…+")
_APART = re.compile(r"(?<=[共第]) +(?=\d)|(?<=\d) +(?=页)")
_TURNING = frozenset({"上一页", "下一页", "前一页", "后一页", "上页", "下页"})


def is_pager(folded: str) -> bool:
    """Whether a line turns the pages of a long article.

    >>> is_pager("[1] [2] 下一页 尾页"), is_pager("第2页 共3页 上一页 下一页"), is_pager("翻到下一页")
    (True, True, False)
    """
    if len(folded) > _LONGEST_PAGER:
        return False
    words = [word for word in _BETWEEN_BUTTONS.split(_APART.sub("", folded)) if word]
    if len(words) < 2 or _TURNING.isdisjoint(words):
        return False
    return all(word in buttons() or word in _TURNING or _PAGES.fullmatch(word) for word in words)


_LONGEST_PAGER = 60


def is_menu(folded: str) -> bool:
    """Short words in a row, with bars between them or many of them: 要闻 | 政策 | 地方."""
    if " " not in folded and "|" not in folded:
        return False
    if (
        folded[0] == "1"
        and folded.split() == [str(page) for page in range(1, folded.count(" ") + 2)][: len(folded.split())]
    ):
        return len(folded.split()) > 2  # the pages of a long article
    blanks = folded.count(" ")
    for bar, enough, bars in (("|", 3, folded.count("|")), (" ", 6, blanks)):
        if bars < enough - 1:
            continue
        words = [word.strip() for word in folded.split(bar) if word.strip()]
        if len(words) >= enough and all(len(word) <= 6 and not _NO_BUTTON.search(word) for word in words):
            return True
    words = folded.split()
    home = words[0] in _HOMES and all(len(word) <= 8 and not _NO_BUTTON.search(word) for word in words)
    return blanks > 1 and (home or (blanks < 8 and _is_half_buttons(words)))


def _is_half_buttons(words: list[str]) -> bool:
    """A few words in a row, at least two and half of them buttons: 登录 注册 人民币 网上信访."""
    known = len(buttons().intersection(words))
    if known < 2 or 2 * known < len(words) or len(words) < 3:
        return False
    return all(len(word) <= 6 and not _NO_BUTTON.search(word) for word in words)
