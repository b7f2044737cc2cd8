"""The roles of a page's lines: which are the article, what stands before it, what after.

The article is the contiguous stretch of lines with the most running text, each line weighed by the evidence
that :mod:`povtool.clean.lines` sees in it: sentences count for it, navigation and lists of links against it
(a maximum-sum stretch, as in boilerplate detection by Kohlschütter et al. 2010 and Pasternack and Roth 2009).
Inside it every line stays, unless it is clearly no text; outside it nothing vanishes, but is given another role.
Where a page has no running text at all, all but its navigation is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from povtool.clean import byline
from povtool.clean.byline import Credits
from povtool.clean.edges import closing, opening
from povtool.clean.lines import Kind, Line, is_photo_credit, is_teaser, kind_of
from povtool.clean.titles import breadcrumb, find_title, is_numbered

_WEIGHTS = {
    Kind.BLANK: 0,
    Kind.SHORT: -1,
    Kind.CAPTION: 0,
    Kind.BYLINE: -20,
    Kind.KEYWORDS: -20,
    Kind.ITEM: -8,
    Kind.LINK: -30,
    Kind.CLOSE: -150,
}
_HEAVIEST = 300
"""A line of text counts by its length, up to here: one long notice must not outweigh an article."""
_LIGHTEST_ARTICLE = 20
_CREDIT_LINES_AFTER = 15
"""How many lines after the article may still be its byline."""
_LONGEST_HEADING = 45
_DOCUMENT_NUMBER = re.compile(r"[〔\[(（]\d{4}[〕\])）]")


@dataclass
class Layout:
    """What the lines of a page are."""

    roles: list[str]
    """One of Block.role for each line."""
    title: str | None = None
    breadcrumb: list[str] = field(default_factory=list)
    credits: Credits = field(default_factory=Credits)
    cuts: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Per line (0-based), the brackets with credits that leave the text, as offsets in the line."""


def read_layout(texts: list[str], title: str | None = None) -> Layout:
    """The roles of all lines, and what the page says about the article.

    ``title`` is the title when it is known already; only a line that repeats it is then taken for the title.
    """
    lines = [kind_of(text) for text in texts]
    _mark_chains(lines)
    _mark_teaser_titles(lines)
    layout = Layout(["blank" if line.kind is Kind.BLANK else "boilerplate" for line in lines])
    first, last = _stretch(lines)
    if first > last:
        return layout
    head = _Head(lines, first, last, title)
    head.read(layout)
    _read_edges(lines, texts, layout, head.body, last)
    ended = bool(layout.cuts.get(last)) and not _is_opening_cut(layout, last, head.body)
    end = last if ended else _extend(lines, last)
    _read_article(lines, layout, head.body, end)
    _read_tail(lines, layout, end + 1)
    return layout
