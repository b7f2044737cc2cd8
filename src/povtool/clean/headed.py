"""An HTML page's head and lines brought together: which line is the title, and what only the head says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from povtool.clean.layout import Layout, read_layout
from povtool.clean.markup import Markup
from povtool.clean.names import is_organ
from povtool.convert.script import fold
from povtool.records import Record

if TYPE_CHECKING:
    from povtool.clean.html.metadata import Told
    from povtool.clean.html.reading import Page


def html_layout(text: str, html: Page, repeated: frozenset[int] = frozenset()) -> Layout:
    """The roles of an HTML page's lines; ``text`` is the page after repair.

    The title is what the article shows. Where the lines are read as another one than the head names, and a
    line of the page is what the head names, the head is right.
    """
    lines = text.split("\n")
    markup = _aligned(html, lines)
    layout = read_layout(text, None, repeated, markup)
    shown = {_key(line) for line, told in zip(lines, markup, strict=True) if not (told.hidden or told.linked)}
    known = next((title for title in html.told.titles if _key(title) in shown), None)
    if known is None or (layout.title and _key(known) in _key(layout.title)):
        return layout
    again = read_layout(text, known, repeated, markup)
    return again if again.title else layout


def _key(text: str) -> str:
    return re.sub(r"\s", "", fold(text))


def _aligned(html: Page, lines: Sequence[str]) -> Sequence[Markup]:
    """The markup of each line after repair; where their number changed, lines are told by their text."""
    if len(html.markup) == len(lines):
        return html.markup
    by_text = dict(zip(html.text.split("\n"), html.markup, strict=False))
    return [by_text.get(line, Markup()) for line in lines]


def fill(record: Record, told: Told) -> Record:
    """A document with what only the head says; ``metadata_from`` keeps where each such value stood.

    A date that the text gives without its time gets the time, where the head has the same day. Keywords
    that name a site, and that the article hardly uses, are the site's.
    """
    origin = {}
    for name, value in told.fields.items():
        if name == "keywords" and _of_the_site(value, f"{record.get('title')}\n{record['text']}"):
            continue
        known = record.get(name)
        finer = name == "date" and bool(known) and str(value).startswith(f"{known}T")
        if not known or finer:
            record[name] = value
            origin[name] = told.origin[name]
    if origin:
        record["metadata_from"] = origin
    return record


def _of_the_site(keywords: list[str], article: str) -> bool:
    """Whether keywords of a head name a site, and most are not in the article: they are the site's."""
    if not any(map(is_organ, keywords)):
        return False
    folded = _key(article)
    return 2 * sum(_key(word) in folded for word in keywords) < len(keywords)
