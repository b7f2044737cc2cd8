"""What the lines of a page are by those beside them, the markup and the site's other pages.

:mod:`povtool.clean.lines` judges each line by itself; here those judgements are corrected, before the article
is looked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from povtool.clean.boxes import mark_boxes, mark_tags
from povtool.clean.byline import read
from povtool.clean.credits import Credits
from povtool.clean.dates import DATE, iso_date
from povtool.clean.labels import label_kinds
from povtool.clean.lines import Kind, Line, is_teaser, is_word_list
from povtool.clean.markup import Markup, weigh
from povtool.clean.matter import mark_matter
from povtool.clean.pictures import mark_picture_story, mark_shown
from povtool.clean.site import mark_repeated

_REPEATED = 3
_ANNOUNCING = re.compile("[:：]$|名单|如下|以下|附件|附表")


def judge_together(lines: list[Line], markup: Sequence[Markup], repeated: frozenset[int]) -> None:
    """Corrects the kinds of lines by what markup, other pages and their neighbours say."""
    if markup:
        weigh(lines, markup)
    if repeated:
        mark_repeated(lines, repeated)
    filled = [line for line in lines if line.kind is not Kind.BLANK]
    mark_matter(lines)
    _mark_label_tables(filled)
    _mark_split_dates(lines)
    _mark_single_keywords(lines)
    _mark_word_lists(lines)
    _mark_chains(lines)
    _mark_teaser_titles(lines)
    _mark_repeats(lines)
    _mark_squared_captions(filled)
    _mark_captions_between(filled)
    mark_boxes(filled)
    mark_tags(filled)
    mark_picture_story(lines)


def _mark_label_tables(filled: Sequence[Line]) -> None:
    """A table of what a document is, the labels of which are lines of their own, above their values."""
    labels = [i for i, line in enumerate(filled) if line.folded[-1] == ":" and _is_label(line)]
    if len(labels) < _FEWEST_LABELS:
        return
    for i in labels:
        label = filled[i]
        value = filled[i + 1] if i + 1 < len(filled) else label
        label.kind, label.credits = Kind.BYLINE, Credits()
        if _is_label(value) or len(value.text) > _LONGEST_CELL:
            continue
        told = read(f"{label.text.lstrip(_BULLETS)}{value.text}")
        if told:
            label.credits = told
            value.kind, value.credits = Kind.BYLINE, Credits()


_FEWEST_LABELS = 3
_LONGEST_CELL = 40
_BULLETS = "·•●■◆ \t"


def _is_label(line: Line) -> bool:
    folded = line.folded.lstrip(_BULLETS)
    return folded.endswith(":") and folded[:-1].replace(" ", "") in label_kinds()


def _mark_split_dates(lines: list[Line]) -> None:
    """A date of which year, day and time are lines of their own: 2022 / 10/18 / 09:12:45."""
    for i, line in enumerate(lines[:-2]):
        if len(line.text) != 4 or not line.text.isdigit():
            continue
        date = DATE.fullmatch(" ".join(part.folded for part in lines[i : i + 3]))
        if date and date["apart"]:
            for part in lines[i : i + 3]:
                part.kind, part.credits = Kind.BYLINE, Credits()
            line.credits = Credits(date=iso_date(date))


def _mark_single_keywords(lines: list[Line]) -> None:
    """Several lines with a keyword each head sections: 关键词：产业."""
    listed = [line for line in lines if line.kind is Kind.KEYWORDS and line.credits]
    single = [line for line in listed if line.credits is None or len(line.credits.keywords) == 1]
    for line in single if len(single) > 1 else ():
        line.kind, line.credits = Kind.SHORT, None


def _mark_word_lists(lines: list[Line]) -> None:
    """Names of counties or search words, a dozen and more with only blanks between them: bait for searches.

    What the line above announces is the article's own list.
    """
    above = ""
    for line in lines:
        folded = line.folded
        if not folded:
            continue
        blanks = folded.count(" ")
        if blanks and line.kind in (Kind.SHORT, Kind.PROSE, Kind.LINK) and is_word_list(folded, blanks):
            line.kind = Kind.SHORT if _ANNOUNCING.search(above) else Kind.LINK
        above = folded


def _mark_chains(lines: list[Line]) -> None:
    """Galleries flatten to lines that each end with what the next one begins with; none of them is text."""
    run = [line for line in lines if line.text]
    begun = 0
    for i, (here, following) in enumerate(pairwise([*run, Line("", "", Kind.BLANK)])):
        spaced = " " in here.text or " " in following.text  # else neither goes on
        if spaced and following.text and _continues(here.text, following.text):
            continue
        if i - begun >= 2:
            for line in run[begun : i + 1]:
                line.kind, line.why = Kind.LINK, "links"
        begun = i + 1


def _continues(text: str, following: str) -> bool:
    if " " not in text:
        return following.startswith(f"{text} ") and 2 <= len(text) <= 120
    if not following or text == following or len(text) > 120:
        return False
    if " " not in following and not text.endswith(f" {following}"):
        return False
    start = 0
    while start >= 0:
        tail = text[start:]
        if len(tail) >= 2 and (following == tail or following.startswith(f"{tail} ")):
            return True
        start = text.find(" ", start) + 1 or -1
    return False


def _mark_teaser_titles(lines: list[Line]) -> None:
    below: Line | None = None
    for line in reversed(lines):
        if line.kind is Kind.BLANK:
            continue
        if below and line.kind is Kind.SHORT and below.kind is Kind.LINK and is_teaser(below):
            line.kind, line.why = Kind.LINK, "links"
        below = line


_BRACKETED = re.compile(r"[(\[【][^()\[\]【】]{4,40}[)\]】]")
_OF_A_DOCUMENT = re.compile(
    r"公开|此件|附|注|单位|待续|完|略|稿|试行|草案|征求|意见|通过|批准|公布|施行|印发|修[订正]|第.{1,4}[条章节届次]|上接|下转|\d{4}"
)
"""Brackets between paragraphs that are no caption: (讨论稿), (此件公开发布)."""


def _mark_repeats(lines: list[Line]) -> None:
    """A phrase that a page repeats (a logo's or a picture's text) stands for itself once."""
    short = [line for line in lines if line.kind is Kind.SHORT and len(line.text) >= 8]
    if len(short) < _REPEATED:
        return
    seen = Counter([line.text for line in short])
    kept: set[str] = set()
    for line in short:
        if seen[line.text] >= _REPEATED:
            if line.text in kept:
                line.kind, line.why = Kind.LINK, "repeated"
            kept.add(line.text)


_LONGEST_CAPTION = 60
_SQUARED = re.compile("■[^■。]{6,58}。?$")
_MOST_SQUARED = 4


def _mark_squared_captions(filled: Sequence[Line]) -> None:
    """A few short lines behind ■, as papers in Hong Kong set what a picture shows; those of a list stay."""
    squared = [i for i, line in enumerate(filled) if line.folded[0] == "■" and line.kind in _MAY_BE_SQUARED]
    if len(squared) > _MOST_SQUARED or any(below - here == 1 for here, below in pairwise(squared)):
        return
    for i in squared:
        if _SQUARED.match(filled[i].folded) and "," in filled[i].folded:
            filled[i].kind = Kind.CAPTION


_MAY_BE_SQUARED = frozenset({Kind.PROSE, Kind.ITEM})


def _mark_captions_between(filled: Sequence[Line]) -> None:
    """Short lines between paragraphs that only a picture explains: a few words in brackets, as schools set
    them, and two sentences of which the last does not end."""
    unmarked = []
    prose = Kind.PROSE
    for above, line, below in zip(filled, filled[1:], filled[2:], strict=False):
        if above.kind is not prose or below.kind is not prose or len(line.text) > _LONGEST_CAPTION:
            continue
        if line.kind is Kind.SHORT:
            unmarked.append(line)
            told = bool(_BRACKETED.fullmatch(line.folded) and not _OF_A_DOCUMENT.search(line.folded))
        elif line.kind is Kind.PROSE:
            long = min(len(above.text), len(below.text)) > _LONGEST_CAPTION
            told = bool(long and _UNENDED.search(line.folded) and _ENDED.search(above.folded))
        else:
            continue
        if told:
            line.kind = Kind.CAPTION
    if unmarked:
        mark_shown([line for line in unmarked if line.kind is Kind.SHORT])


_UNENDED = re.compile("。[^。!?:;”…]{8,}(?<![,、:])$")
_ENDED = re.compile("[。!?”…:]$")
