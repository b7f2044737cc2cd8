"""What a page sets amid or right below its text that is none of it: boxes of links, rows of tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

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
    close = Kind.CLOSE
    heads = [i for i, line in enumerate(filled) if line.kind is close]
    if not heads:
        return
    boxes = [(i, links) for i in heads if filled[i].text.isalnum() and (links := _boxed(filled, i))]
    if not boxes:
        return
    paragraphs = [i for i, line in enumerate(filled) if _is_paragraph(line)]
    if len(paragraphs) <= _FEWEST_ABOVE:
        return
    headings = any(below - i == 2 and filled[i + 1].kind is Kind.SHORT for i, below in pairwise(paragraphs))
    for i, links in boxes:
        if i < paragraphs[_FEWEST_ABOVE - 1]:
            continue
        if headings and len(links) > 1 and len(links[-1].text) <= _LONGEST_HEADING:
            links = links[:-1]  # the last line may be such a heading, too
        amid = not _is_closed(filled, i) and _goes_on(filled, i + 1 + len(links))
        for link in (filled[i], *links) if amid else links:
            link.kind, link.why = Kind.MATTER if amid else Kind.LINK, "links"


def _is_paragraph(line: Line) -> bool:
    return line.kind is Kind.PROSE and len(line.text) >= _PARAGRAPH


def _boxed(filled: Sequence[Line], head: int) -> Sequence[Line]:
    """The links below the head of a box; none where what follows them is no paragraph."""
    run = filled[head + 1 : head + _MOST_LINKS + 2]
    links = list(takewhile(_may_link, run))
    if len(links) == len(run) or not _is_paragraph(run[len(links)]):
        return ()
    return () if any(is_numbered(link.folded) for link in links) else links


def _may_link(line: Line) -> bool:
    return line.kind is Kind.SHORT and len(line.text) >= _SHORTEST_LINK


def _goes_on(filled: Sequence[Line], start: int) -> bool:
    """Whether the text surely goes on: two paragraphs on end, where lists of teasers have a headline each."""
    following = filled[start : start + 3]
    if following and following[0].kind is Kind.SHORT:  # what heads the next paragraph
        following = following[1:]
    if any(_LEGAL.search(line.folded) for line in following):
        return False
    return len(following) > 1 and all(map(_is_paragraph, following[:2]))


_LEGAL = re.compile("版权|著作权|转载|侵权|本[网站]注明")


def _is_closed(filled: Sequence[Line], box: int) -> bool:
    """Whether a text ends above a box, with its credits."""
    above = (filled[i] for i in range(box - 1, -1, -1))
    nearest = next((line for line in above if line.kind not in (Kind.LINK, Kind.CAPTION)), None)
    return nearest is None or nearest.kind is not Kind.PROSE or nearest.folded[-1] in ")]】"


_TAGS = re.compile("[㐀-鿿A-Za-z]{2,8}(?: [㐀-鿿A-Za-z]{2,8}){2,9}")


def mark_tags(filled: Sequence[Line]) -> None:
    """A row of words between the last paragraph and the page's furniture, half of which the text has.

    Words of one length may be a slogan (产业兴旺 生态宜居 乡风文明), names and offices a signature.
    """
    short, prose = Kind.SHORT, Kind.PROSE
    for back, line in enumerate(filled[-2:0:-1], 2):
        if line.kind is short and " " in line.text:
            i = len(filled) - back
            if not _may_tag(filled, i):
                continue
            if _are_tags(filled[:i], line.text):
                words = line.text.split(" ")
                line.kind, line.credits = Kind.KEYWORDS, Credits(keywords=words, labelled=True)
            return
        if line.kind is prose and _is_paragraph(line):
            return


def _may_tag(filled: Sequence[Line], i: int) -> bool:
    """Whether a row of words stands where tags do: below the text, above furniture."""
    if filled[i + 1].kind not in (Kind.LINK, Kind.CLOSE) or not _TAGS.fullmatch(filled[i].folded):
        return False
    above = next((k for k in range(i - 1, -1, -1) if filled[k].kind is not Kind.LINK), None)
    return above is not None and filled[above].kind is Kind.PROSE


def _are_tags(above: Sequence[Line], row: str) -> bool:
    words = row.split(" ")
    if any(is_organ(word) or is_tool(word) for word in words) or people(row, marked=False):
        return False
    text = "\n".join(line.text for line in above if line.kind in (Kind.PROSE, Kind.SHORT))
    return len(set(map(len, words))) > 1 and 2 * sum(word in text for word in words) >= len(words)
