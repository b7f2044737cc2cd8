"""The roles of a page's lines: which are the article, what stands before it, what after.

The article is the contiguous stretch of lines with the most running text. Each line is weighed by the
evidence that :mod:`povtool.clean.lines` sees in it: sentences count for it, navigation and lists of links
against it (maximum-sum segmentation, Pasternack and Roth 2009). Inside the stretch every line stays unless it
clearly is no text; outside it nothing vanishes, but has another role. A page without running text keeps all
but its navigation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from povtool.clean.credits import Credits
from povtool.clean.dates import DATE
from povtool.clean.edges import ENDS, closing, opening, photographed
from povtool.clean.foot import signature
from povtool.clean.head import read_head
from povtool.clean.lines import Kind, Line, is_photo_credit, is_teaser, lines_of
from povtool.clean.markup import Markup
from povtool.clean.names import is_organ
from povtool.clean.neighbours import judge_together
from povtool.clean.owners import owner
from povtool.clean.signatures import signed_name
from povtool.clean.titles import breadcrumb, is_numbered

_WEIGHTS = {
    Kind.BLANK: 0,
    Kind.SHORT: -1,
    Kind.CAPTION: 0,
    Kind.BYLINE: -20,
    Kind.KEYWORDS: -20,
    Kind.ITEM: -8,
    Kind.LINK: -30,
    Kind.CLOSE: -150,
    Kind.MATTER: 0,
}
_HEAVIEST = 300
"""A line of text counts by its length, up to here: one long notice must not outweigh an article."""
_GOING_ON = (Kind.SHORT, Kind.PROSE, Kind.CAPTION, Kind.MATTER)
"""What may stand below the last sentence of an article."""
_LIGHTEST_ARTICLE = 20
_SIGNATURE_LINES = 4
"""How many lines a signature may have with its day."""
_CREDIT_LINES_AFTER = 15
"""How many lines after the article may still be its byline."""
_LONGEST_CREDITED = 60
"""A line above a photographer's name is the caption, unless it is longer."""
_LONGEST_HEADING = 45
_SQUARES = "■◆□◇"
"""Before a line alone between paragraphs they mark a heading."""
_FEWEST_LINKS = 3
_NEAR = 10
"""How many lines above the text its authors may be repeated."""
_LONGEST_LIST_HEAD = 10
_NOTE = re.compile(
    r"\(?(?:注\d{0,2}|备注|附注|说明|单位|(?:资料|数据|图片)来源|(?:基金|资助)项目|收稿日期"
    r"|作者简介|通讯作者) ?:"
)
"""A note on the text or a table, whatever stands below it."""
_HOUR = re.compile(r"(?:香港|澳门|北京)?时间 ?(\d{1,2}) ?[时:] ?(\d\d) ?分?")
_COUNTED = re.compile(r"0\d$")
"""WeChat pages set the number of a section on its own line: 01 / 返乡."""
_DOCUMENT_NUMBER = re.compile(r"[〔\[(（]\d{4}[〕\])）]\d+号|[〔\[(（]\d{4}[〕\])）]\d+號")


@dataclass
class Layout:
    """What the lines of a page are."""

    roles: list[str]
    """One Block.role for each line."""
    title: str | None = None
    breadcrumb: list[str] = field(default_factory=list)
    credits: Credits = field(default_factory=Credits)
    cuts: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Per line (0-based), the brackets with credits that leave the text, as offsets in the stripped line."""
    foot: Credits = field(default_factory=Credits)
    """What only the foot of the document tells; whatever else is known outranks it."""
    whys: dict[int, str] = field(default_factory=dict)
    """Per line (0-based) of role boilerplate, the kind it is of: a Block.why."""


def read_layout(
    page: str,
    title: str | None = None,
    repeated: frozenset[int] = frozenset(),
    markup: Sequence[Markup] = (),
) -> Layout:
    """The roles of all lines of a page, and what the page says about its article.

    ``title`` is the title when it is known already; only a line that repeats it is then taken for the title.
    ``repeated`` are the lines that the site's other pages have, too (:mod:`povtool.clean.site`), ``markup``
    is what HTML says about each line.
    """
    lines = lines_of(page)
    judge_together(lines, markup, repeated)
    layout = Layout(["blank" if line.kind is Kind.BLANK else "boilerplate" for line in lines])
    first, last = _stretch(lines)
    if first > last:
        layout.whys = _whys(lines, layout.roles, 0, -1)
        return layout
    head = read_head(lines, first, last, title)
    layout.title = head.title
    layout.credits = head.credits
    layout.breadcrumb = _way(lines[: head.body], head.title)
    signed = _read_edges(lines, layout, head.body, last)
    end = _signature_below(lines, last) if signed else _extended(lines, last)
    _name_article(lines, layout.roles, head.body, end)
    _read_keywords(lines, layout, head.body, end)
    for i, role in head.roles.items():
        layout.roles[i] = role
    for i in _captions_below(lines, end + 1):
        layout.roles[i] = "caption"
    _read_tail(lines, layout, end + 1)
    if not (layout.credits.date and layout.credits.source):
        layout.foot = signature(lines[head.body : end + 1])
    if not (layout.credits.author and layout.credits.source):
        _read_owner(lines[: head.body], layout)
    _mark_authors(lines, layout, head.body)
    layout.whys = _whys(lines, layout.roles, head.body, end)
    return layout


def _way(above: Sequence[Line], title: str | None) -> list[str]:
    """The way to the page; the title with which some sites end it is no part of it."""
    way = next((way for line in above if (way := breadcrumb(line.text))), [])
    return way[:-1] if way[2:] and way[-1] == title else way


def _read_owner(above: Sequence[Line], layout: Layout) -> None:
    """What the name of the page itself tells, where nothing else does."""
    owned = owner(above)
    layout.foot.source = layout.foot.source or owned.source
    layout.credits.author = layout.credits.author or owned.author


def _read_keywords(lines: Sequence[Line], layout: Layout, body: int, end: int) -> None:
    """The keywords below an abstract."""
    found = [i for i in range(body, end + 1) if lines[i].kind is Kind.KEYWORDS]
    credits = lines[found[0]].credits if len(found) == 1 else None
    if credits and len(credits.keywords) > 1:
        layout.roles[found[0]] = "keywords"
        layout.credits.fill(credits)


def _mark_authors(lines: Sequence[Line], layout: Layout, body: int) -> None:
    """A line above the text that repeats the authors is a byline, whatever the names look like."""
    authors = set(layout.credits.author)
    for i in range(max(0, body - _NEAR), body) if authors else ():
        line = lines[i]
        if (
            line.kind is Kind.SHORT
            and layout.roles[i] == "boilerplate"
            and authors.issuperset(line.text.split())
        ):
            layout.roles[i] = "byline"


def _whys(lines: Sequence[Line], roles: Sequence[str], body: int, end: int) -> dict[int, str]:
    """What each line of boilerplate is, by itself or by where it stands."""
    return {
        i: line.why
        or ("links" if is_teaser(line) else _WHYS.get(line.kind))
        or _WHERE[(i >= body) + (i > end)]
        for i, (line, role) in enumerate(zip(lines, roles, strict=True))
        if role == "boilerplate"
    }


_WHYS = {
    Kind.CAPTION: "caption",
    Kind.BYLINE: "credit",
    Kind.KEYWORDS: "credit",
    Kind.ITEM: "links",
    Kind.LINK: "navigation",
    Kind.CLOSE: "links",
}
_WHERE = ("before-article", "in-article", "after-article")


def _stretch(lines: Sequence[Line]) -> tuple[int, int]:
    """First and last line of the heaviest stretch; of all that may be text where there are no sentences."""
    best = total = 0
    first, last, begin = 0, -1, 0
    for i, line in enumerate(lines):
        weight = min(len(line.text), _HEAVIEST) if line.kind is Kind.PROSE else _WEIGHTS[line.kind]
        if total <= 0:
            total, begin = 0, i
        total += weight
        if total > best:
            best, first, last = total, begin, i
    if best >= _LIGHTEST_ARTICLE:
        return first, last
    kept = [i for i, line in enumerate(lines) if line.kind in (Kind.SHORT, Kind.PROSE, Kind.ITEM)]
    return (kept[0], kept[-1]) if kept else (0, -1)


def _read_edges(lines: Sequence[Line], layout: Layout, body: int, last: int) -> bool:
    """Credits in the first and the last paragraph; whether the last is signed, so that nothing follows."""
    paragraphs = [i for i in range(body, last + 1) if lines[i].kind in (Kind.PROSE, Kind.SHORT)]
    if not paragraphs:
        return False
    start = next((i for i in paragraphs if lines[i].kind is Kind.PROSE), paragraphs[0])
    ending = closing(lines[last].text)
    begun = opening(lines[start].text)
    for i, edge in ((last, ending), (start, begun)):
        if edge.cuts:
            layout.cuts[i] = sorted({*layout.cuts.get(i, ()), *edge.cuts})
        layout.credits.fill(edge.credits)
    for i in paragraphs:
        if lines[i].folded[-1] in "摄影" and (photographer := photographed(lines[i].folded)):
            layout.cuts.setdefault(i, [photographer])
    return bool(ending.cuts)


def _signature_below(lines: Sequence[Line], last: int) -> int:
    """The last line of the signature and its day right below an article; ``last`` where there is none."""
    below = [i for i in range(last + 1, len(lines)) if lines[i].kind is not Kind.BLANK][:_SIGNATURE_LINES]
    days = (i for i in below if DATE.fullmatch(lines[i].folded))
    day = next(days, last)
    return day if signature(lines[last + 1 : day + 1]).date else last


def _extended(lines: Sequence[Line], last: int) -> int:
    """The article's last line, with the short lines below its last sentence: signature, annexes, tables."""
    end = previous = last
    links = _list_of_links(lines, last + 1)
    for i in range(last + 1, links):
        line = lines[i]
        if line.kind is Kind.BLANK:
            continue
        announced = line.kind is Kind.ITEM and (lines[previous].text.endswith((":", "：")) or previous > last)
        signature = line.kind is Kind.BYLINE and line.credits is not None and not line.credits.labelled
        if line.kind not in _GOING_ON and not announced and not signature:
            break
        end = previous = i
    return end


def _captions_below(lines: Sequence[Line], start: int) -> Iterator[int]:
    """The captions right below an article, be it signed."""
    for i in range(start, len(lines)):
        if lines[i].kind is Kind.CAPTION:
            yield i
        elif lines[i].kind is not Kind.BLANK:
            return


def _list_of_links(lines: Sequence[Line], start: int) -> int:
    """Where a headed list of headlines begins that goes on to the page's end; the end where there is none.

    What the article lists itself is announced by a colon, numbered, or an annex.
    """
    i = len(lines) - 1
    items = 0
    while i >= start and lines[i].kind in (Kind.ITEM, Kind.LINK, Kind.CLOSE, Kind.BLANK):
        items += lines[i].kind is Kind.ITEM
        i -= 1
    if i < start or items < _FEWEST_LINKS or lines[i].kind is not Kind.SHORT:
        return len(lines)
    head = lines[i]
    its_own = is_numbered(head.folded) or head.folded.startswith("附") or len(head.text) > _LONGEST_LIST_HEAD
    return i + (1 if is_organ(head.text) else 0) if not its_own else len(lines)


def _name_article(lines: Sequence[Line], roles: list[str], body: int, end: int) -> None:
    filled = [i for i in range(body, end + 1) if lines[i].kind is not Kind.BLANK]
    last_prose = max((i for i in filled if lines[i].kind is Kind.PROSE), default=-1)
    for position, i in enumerate(filled):
        above = lines[filled[position - 1]] if position else None
        below = lines[filled[position + 1]] if i < last_prose else None
        roles[i] = _role(lines[i], above, below)
        if above and is_photo_credit(lines[i]) and len(above.text) <= _LONGEST_CREDITED:
            roles[filled[position - 1]] = "caption"


def _role(line: Line, above: Line | None, below: Line | None) -> str:
    if line.kind in (Kind.LINK, Kind.CLOSE, Kind.MATTER):
        return "boilerplate"
    if line.kind is Kind.CAPTION:
        return "caption"
    if line.kind is Kind.BYLINE and line.credits and _surely_byline(line.credits):
        return "byline"
    if line.kind is Kind.ITEM and line.folded[0] in _SQUARES and above and below:
        between = above.kind is below.kind is Kind.PROSE
        return "heading" if between and len(line.text) <= _LONGEST_HEADING else "body"
    worded = 2 <= len(line.text) <= _LONGEST_HEADING and line.text.strip("…—·. ")
    if line.kind is not Kind.SHORT or below is None or not worded or _NOTE.match(line.folded):
        return "body"
    if "\t" in line.text:
        return "body"
    if line.heading or is_numbered(line.folded):
        return "heading"
    if below.kind is not Kind.PROSE and not is_numbered(below.folded):
        return "body"
    numbered = above is not None and (is_numbered(above.folded) or _COUNTED.match(above.folded))
    alone = above is None or above.kind is not Kind.SHORT or numbered
    return "heading" if alone and not _DOCUMENT_NUMBER.search(line.text) else "body"


def _surely_byline(credits: Credits) -> bool:
    """Whether a byline is one even amid the text, where a date or a name alone may be part of it."""
    imprinted = credits.labelled and credits.source and credits.date
    return bool(credits.editor or credits.edited or credits.pending or imprinted)


def _read_tail(lines: Sequence[Line], layout: Layout, start: int) -> None:
    """Bylines and keywords below the article."""
    pending: str | None = None
    filled = [i for i in range(start, len(lines)) if lines[i].kind is not Kind.BLANK]
    _read_issue(lines, layout, filled[:3])
    for i in filled[:_CREDIT_LINES_AFTER]:
        line = lines[i]
        credits = line.credits
        if pending and credits is None:
            credits = _value_below(line.text, pending)
            if credits:
                layout.roles[i] = "byline"
                layout.credits.fill(credits)
        elif credits and credits.labelled:
            layout.roles[i] = "keywords" if line.kind is Kind.KEYWORDS else "byline"
            layout.credits.fill(credits)
        pending = credits.pending if credits else None


def _read_issue(lines: Sequence[Line], layout: Layout, after: Sequence[int]) -> None:
    """The day, perhaps the hour, with which a press release ends: 完 / 2020年12月23日 / 香港時間16時30分."""
    ended = len(after) > 1 and lines[after[0]].folded.strip(" ()") in ENDS
    credits = lines[after[1]].credits if ended else None
    if layout.credits.date or not credits or not credits.date:
        return
    layout.roles[after[1]] = "byline"
    layout.credits.date = credits.date
    hour = _HOUR.fullmatch(lines[after[2]].folded) if len(after) > 2 else None
    if hour and "T" not in credits.date and int(hour[1]) < 24 and int(hour[2]) < 60:
        layout.roles[after[2]] = "byline"
        layout.credits.date += f"T{int(hour[1]):02}:{hour[2]}"


def _value_below(text: str, pending: str) -> Credits | None:
    """The value of a label that ends the line above."""
    named = signed_name(text)
    if named is None or pending not in ("author", "editor"):
        return None
    return Credits(**{pending: named.author}, labelled=True)  # type: ignore[arg-type]
