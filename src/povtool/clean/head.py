"""What stands before the first paragraph: title, byline, the way to the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from povtool.clean.credits import Credits
from povtool.clean.edges import is_dateline
from povtool.clean.lines import Kind, Line
from povtool.clean.names import is_office, is_organ
from povtool.clean.signatures import signed_name
from povtool.clean.titles import (
    LONGEST_TITLE,
    below,
    is_masthead,
    is_numbered,
    joined,
    key_of,
    may_be_title,
    occasions,
    repeats,
    title_lines,
)
from povtool.convert.script import fold

_ABSTRACT = 2
"""How many paragraphs may stand above the byline."""
_LONGEST_SIGNATURE = 12
_LONGEST_AUTHORS = 40
"""The same above a line that says where they work."""
_REFERENCE = re.compile(r"(?<=[㐀-鿿]) ?[\d*†‡①-⑨¹²³⁴⁵]+(?:[,，][\d*]+)*(?=$|[\s,，、])")
"""What points from an author to where he or she works: 李明华1,王芳2*."""
_SCHOOLS = "(?:大学|学院|学校|党校|研究院|研究所|社科院|科学院|中心|办公室)"
_AFFILIATION = re.compile(rf"\([^()]*{_SCHOOLS}[^()]*\)$|\d[.、 ] ?[^。:]*{_SCHOOLS}[^。:]*$")


_HOUR_BEHIND = re.compile(r" *\(((?:[01]\d|2[0-3]):[0-5]\d)\)$")


@dataclass
class Head:
    """Roles and metadata of the lines before the article, and where the article begins."""

    body: int
    """The first line of the article."""
    title: str | None = None
    roles: dict[int, str] = field(default_factory=dict)
    credits: Credits = field(default_factory=Credits)


def read_head(lines: Sequence[Line], first: int, last: int, known_title: str | None) -> Head:
    """Reads the lines around the start of the running text ``lines[first : last + 1]``."""
    starts = _first_full_paragraph(lines, first, last)
    anchor = _byline_at(lines, starts, last)
    titles = title_lines(lines, first, starts, anchor, last, known_title)
    head = Head(body=0)
    head.title = _LABEL.sub("", joined([lines[i].text for i in titles])) if titles else None
    head.roles = dict.fromkeys(titles, "title")
    if titles and anchor is not None:
        told = occasions(lines, anchor)
        head.roles.update((i, "title") for i in told if i > titles[-1])
    above = [*titles, anchor] if anchor is not None and anchor < first else titles
    head.body = _body_start(lines, first, above, bool(titles))
    if anchor is not None and (dated := lines[anchor].credits) and dated.date:
        _leave_today(lines, anchor)
    if titles and head.title:
        again = repeats(lines, key_of(fold(head.title)), range(titles[-1] + 1, last + 1), starts)
        head.roles.update((i, "title") for i in again)
    _read_bylines(lines, head, titles, max(_bylines_end(lines, anchor), head.body + 2))
    if titles and anchor is not None:
        _read_publisher(lines, head, titles[-1] + 1, anchor)
    _read_hour(head)
    if not titles and not known_title:
        _read_issued(lines, head, last)
    return head


_LONGEST_TITLE = 60
_SHORTEST_TITLE = 8


def _read_issued(lines: Sequence[Line], head: Head, last: int) -> None:
    """The title of what a letter without one issues, which the letter names in 《》 and its own line repeats.

    That line stays in the text: it is the first of what is issued.
    """
    issued = {name for line in lines[: last + 1] for name in _ISSUED.findall(line.folded)}
    repeated = (line for line in lines[: last + 1] if line.kind is Kind.SHORT and line.folded in issued)
    head.title = next((line.text for line in repeated), None)


_ISSUED = re.compile(f"《([^《》]{{{_SHORTEST_TITLE},{_LONGEST_TITLE}}})》[^。]*(?:印发|下发|发布|公布|转发)")


_LABEL = re.compile("^(?:原标题|原標題|标题|標題)[:：] *(?=.)")


def _read_hour(head: Head) -> None:
    """The hour behind a headline, as running news have it: ``全國脫貧攻堅總結表彰大會 (12:38)``."""
    hour = _HOUR_BEHIND.search(fold(head.title or ""))
    if not head.title or not hour:
        return
    head.title = head.title[: hour.start()]
    if head.credits.date:
        head.credits.fill(Credits(date=f"{head.credits.date}T{hour[1]}"))


def _leave_today(lines: Sequence[Line], anchor: int) -> None:
    """A bare day above the byline that dates the article is today's."""
    for line in lines[:anchor]:
        if line.kind is Kind.BYLINE and line.credits and line.credits.bare_day:
            line.kind, line.credits = Kind.LINK, None


def _bylines_end(lines: Sequence[Line], anchor: int | None) -> int:
    """Below the bylines that follow the first one, each a line of its own, and the two lines under that."""
    if anchor is None:
        return 0
    end = anchor + 3
    for i in range(anchor + 1, len(lines)):
        if lines[i].kind in (Kind.BYLINE, Kind.KEYWORDS) and lines[i].credits:
            end = max(end, i + 1)
        elif lines[i].kind is not Kind.BLANK:
            break
    return end


def _first_full_paragraph(lines: Sequence[Line], first: int, last: int) -> int:
    for i in range(first, last + 1):
        if lines[i].kind is Kind.PROSE and not may_be_title(lines[i]):
            return i
    return first


def _byline_at(lines: Sequence[Line], starts: int, last: int) -> int | None:
    """The byline that stands before the text: above it, or below an abstract of a paragraph or two."""
    paragraphs = 0
    today: int | None = None
    for i in range(last + 1):
        line = lines[i]
        credits = line.credits if line.kind is Kind.BYLINE else None
        if credits and (credits.date or credits.source or (credits.labelled and i < starts)):
            if i > starts and credits.bare_day:  # the day of a signature
                continue
            if today is None and i < starts and credits.bare_day:
                today = i
            elif today is not None and not _dates_the_article(lines, today, i):
                return today
            else:
                return i
        paragraphs += line.kind is Kind.PROSE and len(line.text) > LONGEST_TITLE
        if paragraphs > _ABSTRACT:
            break
    return today


def _dates_the_article(lines: Sequence[Line], today: int, i: int) -> bool:
    """Whether a later byline is the article's, since a title stands between it and a bare day above."""
    credits = lines[i].credits
    named = any(may_be_title(lines[k]) and not is_masthead(lines[k]) for k in range(today + 1, i))
    return named and credits is not None and bool(credits.date or credits.labelled)


def _body_start(lines: Sequence[Line], first: int, before: list[int], titled: bool) -> int:
    """The article begins below title and byline; short lines just above its first paragraph belong to it."""
    top = max((i for i in before if i < first or titled), default=-1) + 1
    start = first
    for i in range(first - 1, top - 1, -1):
        under_a_link = not before and i > 0 and lines[i - 1].kind is Kind.LINK
        if lines[i].kind in (Kind.SHORT, Kind.PROSE) and (not under_a_link or is_numbered(lines[i].folded)):
            start = i
        elif lines[i].kind in (Kind.LINK, Kind.CLOSE, Kind.BYLINE, Kind.KEYWORDS):
            break
    start = max(start, top)
    # 新华社北京5月6日电 题：…, then the reporters' line, then the text: all of it is the article.
    titled_at = max((i for i in before if lines[i].kind is not Kind.BYLINE), default=-1)
    return next((i for i in range(titled_at + 1, start) if is_dateline(lines[i].folded)), start)


def _read_bylines(lines: Sequence[Line], head: Head, titles: list[int], end: int) -> None:
    """Bylines above the body, and those just below its start; under a title a lone name signs the article."""
    for i in range(min(end, len(lines))):
        line = lines[i]
        if line.kind in (Kind.BYLINE, Kind.KEYWORDS) and line.credits:
            head.credits.fill(line.credits)
            head.roles[i] = "byline" if line.kind is Kind.BYLINE else "keywords"
        elif line.kind is Kind.SHORT and len(line.text) <= _LONGEST_AUTHORS:
            affiliated = _has_affiliation(lines, i)
            if not (affiliated or _has_office(line)) and len(line.text) > _LONGEST_SIGNATURE:
                continue
            expected = i > titles[-1] if titles else affiliated
            text = _REFERENCE.sub("", line.text) if affiliated else line.text
            if expected and (signed := signed_name(text)):
                head.credits.fill(signed)
                head.roles[i] = "byline"
                if affiliated:
                    head.roles.update((k, "byline") for k in _affiliations(lines, i + 1))
        elif line.kind is Kind.CAPTION and titles and titles[-1] < i < head.body:
            head.roles[i] = "caption"


def _read_publisher(lines: Sequence[Line], head: Head, start: int, anchor: int) -> None:
    """A publisher on the line above the article's day, which names none; a labelled source outranks it."""
    dated = lines[anchor].credits
    above = next((i for i in range(anchor - 1, start - 1, -1) if lines[i].kind is not Kind.BLANK), None)
    if above is None or not dated or not dated.date or dated.source:
        return
    told = _MATERIAL.match(lines[above].folded)
    name = lines[above].text[told.end() :] if told else lines[above].text
    if lines[above].kind is Kind.SHORT and (is_office(name) if told else is_organ(name)):
        head.credits.fill(Credits(source=name, issued=True))
        head.roles[above] = "byline"
        head.body = max(head.body, above + 1)


_MATERIAL = re.compile(r"资料来源 ?: ?")
"""In a head it tells who published; below a table it is a note."""


def _affiliations(lines: Sequence[Line], start: int) -> Iterator[int]:
    """The lines from one on that say where authors work."""
    for i in range(start, len(lines)):
        if lines[i].kind is not Kind.BLANK:
            if not _AFFILIATION.match(lines[i].folded):
                return
            yield i


_OFFICE = re.compile(r"[^()]{2,12}\((?P<office>[^()]{4,30})\)")


def _has_office(line: Line) -> bool:
    """Whether a line tells in brackets where somebody works: ``周晴(城乡调查研究中心)``."""
    officed = _OFFICE.fullmatch(line.folded)
    return officed is not None and is_organ(officed["office"])


def _has_affiliation(lines: Sequence[Line], i: int) -> bool:
    """Whether the line below says where authors work: ``(云南财经大学 金融学院,云南 昆明650221)``."""
    following = lines[i + 1] if i + 1 < len(lines) else None
    if following is None or (following.folded and following.folded[0] not in "(1"):
        return False
    under = below(lines, i)
    return under is not None and bool(_AFFILIATION.match(under.folded))
