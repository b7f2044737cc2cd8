"""What a page sets amid or right below its text that is none of it: boxes of links, tags, lists of pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from povtool.clean.credits import Credits
from povtool.clean.lines import Kind, Line
from povtool.clean.names import is_organ, is_tool, people
from povtool.clean.titles import is_numbered

_PARAGRAPH = 40
"""Code points from which on a line of text is surely a paragraph."""
_FEWEST_ABOVE = 2
_MOST_LINKS = 5
_SHORTEST_LINK = 8
_LONGEST_HEADING = 20


def mark_boxes(filled: Sequence[Line]) -> None:
    """Headlines below 延伸阅读 amid the text. A line above the next paragraph that may head it stays.

    Where the text surely goes on, the box does not end it.
    """
    above = 0
    last = max((i for i, line in enumerate(filled) if _is_paragraph(line)), default=-1)
    for i, line in enumerate(filled[:last]):
        above += _is_paragraph(line)
        if line.kind is Kind.CLOSE and line.text.isalnum() and above >= _FEWEST_ABOVE:
            links = _boxed(filled, i)
            amid = links and not _is_closed(filled[:i]) and _goes_on(filled, i + 1 + len(links))
            for link in (line, *links) if amid else links:
                link.kind, link.why = Kind.MATTER if amid else Kind.LINK, "links"


def _is_paragraph(line: Line) -> bool:
    return line.kind is Kind.PROSE and len(line.text) >= _PARAGRAPH


def _boxed(filled: Sequence[Line], head: int) -> Sequence[Line]:
    """The links below the head of a box; none where what follows them is no paragraph."""
    end = head + 1
    while end < len(filled) and filled[end].kind is Kind.SHORT and len(filled[end].text) >= _SHORTEST_LINK:
        end += 1
    links = filled[head + 1 : end]
    if end == len(filled) or not _is_paragraph(filled[end]) or len(links) > _MOST_LINKS:
        return ()
    if any(is_numbered(link.folded) for link in links):
        return ()
    headed = len(links) > 1 and len(links[-1].text) <= _LONGEST_HEADING and _has_headings(filled, head, end)
    return links[:-1] if headed else links


def _goes_on(filled: Sequence[Line], start: int) -> bool:
    """Whether the text surely goes on: two paragraphs on end, where lists of teasers have a headline each."""
    following = filled[start : start + 3]
    if following and following[0].kind is Kind.SHORT:  # what heads the next paragraph
        following = following[1:]
    if any(_LEGAL.search(line.folded) for line in following):
        return False
    return len(following) > 1 and all(map(_is_paragraph, following[:2]))


_LEGAL = re.compile("版权|著作权|转载|侵权|本[网站]注明")


def _is_closed(above: Sequence[Line]) -> bool:
    """Whether a text ends above a box, with its credits."""
    nearest = next((line for line in reversed(above) if line.kind not in (Kind.LINK, Kind.CAPTION)), None)
    return nearest is None or nearest.kind is not Kind.PROSE or nearest.folded[-1] in ")]】"


def _has_headings(filled: Sequence[Line], head: int, end: int) -> bool:
    """Whether short lines stand alone between paragraphs elsewhere than between two lines."""
    others = (i for i in range(1, len(filled) - 1) if filled[i].kind is Kind.SHORT and not head < i < end)
    return any(_is_paragraph(filled[i - 1]) and _is_paragraph(filled[i + 1]) for i in others)


_TAGS = re.compile("[㐀-鿿A-Za-z]{2,8}(?: [㐀-鿿A-Za-z]{2,8}){2,9}")
_NEAR = 3


def mark_tags(filled: Sequence[Line]) -> None:
    """A row of words between the last paragraph and the page's furniture, half of which the text has.

    Words of one length may be a slogan (产业兴旺 生态宜居 乡风文明), names and offices a signature.
    """
    for i in range(1, len(filled) - 1):
        line = filled[i]
        if line.kind is not Kind.SHORT or not _TAGS.fullmatch(line.folded):
            continue
        if filled[i + 1].kind not in (Kind.LINK, Kind.CLOSE) or not _is_below_text(filled, i):
            continue
        words = line.text.split(" ")
        if any(is_organ(word) or is_tool(word) for word in words) or people(line.text, marked=False):
            continue
        text = "\n".join(other.text for other in filled[:i] if other.kind in (Kind.PROSE, Kind.SHORT))
        if len(set(map(len, words))) > 1 and 2 * sum(word in text for word in words) >= len(words):
            line.kind, line.credits = Kind.KEYWORDS, Credits(keywords=words, labelled=True)


def _is_below_text(filled: Sequence[Line], i: int) -> bool:
    above = next((line for line in reversed(filled[:i]) if line.kind is not Kind.LINK), None)
    following = filled[i + 1 : i + 1 + _NEAR]
    return above is not None and above.kind is Kind.PROSE and not any(map(_is_paragraph, following))


_PAGE = re.compile(r"(?:第 ?)?(?:[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3}) ?版 ?[: ] ?[㐀-鿿·、]{2,12}")
"""A page of a paper in the list of its pages: 第03版：脱贫攻坚."""


def mark_pages(filled: Sequence[Line]) -> None:
    """The list of a paper's pages above or below an article: 第01版：要闻 / 第02版：综合新闻."""
    paged = [
        i
        for i, line in enumerate(filled)
        if line.kind in (Kind.SHORT, Kind.BYLINE) and "版" in line.folded[:6] and _PAGE.fullmatch(line.folded)
    ]
    for i in paged:
        if i + 1 in paged or i - 1 in paged:
            filled[i].kind, filled[i].credits, filled[i].why = Kind.LINK, None, "navigation"
