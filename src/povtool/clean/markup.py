"""What the markup of an HTML page says about a line of it: evidence for its role, beside its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from povtool.clean.lines import Kind, Line

_ANNEX = re.compile(r"附[件表] ?\d{0,2} ?[:.、]")
"""``附件：1.…``, which names what belongs to the article, be it a link or not."""

_LONGEST_LINK = 60
"""Links with more code points may be paragraphs that somebody made a link of."""
_OUTWEIGHED = 0.5
"""Share of the running text from which what should be beside the article is the article."""


@dataclass(slots=True)
class Markup:
    """The markup around one line."""

    linked: bool = False
    """Nearly all of the line is the text of links."""
    aside: bool = False
    """In an element that is named for what is no article: nav, aside, footer, ``class="sidebar"``."""
    hidden: bool = False
    """No reader sees it."""
    caption: bool = False
    """In a figcaption or a table's caption."""
    heading: bool = False
    """In a heading below the first level."""
    top: bool = False
    """In a heading of the first level."""


def weigh(lines: Sequence[Line], markup: Sequence[Markup]) -> None:
    """Lets the markup correct the kinds that lines have by their words.

    What is hidden, beside the article or nothing but a link is no text, whatever it says; only a byline may
    stand in what is named for the page's foot. Elements are at
    times named wrongly: where most of the running text would be beside the article, it is not.
    """
    pairs = list(zip(lines, markup, strict=True))
    seen = [(len(line.text), told) for line, told in pairs if line.kind is Kind.PROSE and not told.hidden]
    beside = sum(size for size, told in seen if told.aside)
    trusted = beside <= _OUTWEIGHED * sum(size for size, _ in seen)
    for line, told in pairs:
        if line.kind is Kind.BLANK:
            continue
        line.heading = told.heading
        signs = line.kind is Kind.BYLINE and line.credits is not None and line.credits.labelled
        beside_it = trusted and told.aside and not signs
        kept = told.top or line.kind is Kind.CLOSE or _ANNEX.match(line.folded)
        link = told.linked and not kept and len(line.text) <= _LONGEST_LINK
        if told.hidden or beside_it or link:
            line.kind, line.credits = Kind.LINK, None
        elif told.caption and line.kind in (Kind.SHORT, Kind.PROSE):
            line.kind = Kind.CAPTION
