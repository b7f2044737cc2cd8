"""What the pages of a site have in common: evidence that no single page gives.

A first pass over all pages counts on how many pages of its site each line stands (:class:`SiteLines`); in the
second, lines that many of them have are furniture, but only above or below what the page alone says. So a
sentence that many reports share, amid each report's own, stays text.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from povtool.clean.dates import DATE
from povtool.clean.lines import Kind, Line
from povtool.convert.script import fold
from povtool.errors import InputError
from povtool.records import Item, Items, ItemStream, RawPage, is_document

_FEWEST_PAGES = 3
_LEAST_SHARE = 0.25
"""Of a site's pages, how many must have a line, and the least share of them."""
_FORGETTING = 500
"""After this many pages of a site, lines that had no more than one page in each such round are forgotten
(lossy counting, Manku and Motwani 2002): a line is never counted too often, and too seldom by one in 500."""
_NOT_WORDS = re.compile(r"[\W_]+")
_DATED_WITHIN = 4
"""How many lines below the last own sentence the date of a signature is looked for."""
_MOST_REPEATED = 0.5
"""Share of a page's running text that the site may have elsewhere; beyond, the page is a copy of others."""
_SHORTEST_TITLE = 5
_FEWEST_TOGETHER = 3
"""So many repeated lines are furniture even where nothing else stands with them."""


def site_of(item: Item) -> str:
    """The site of a page: the host of its ``url``, else its file's folder, else its ``source``.

    >>> site_of({"url": "https://www.example.gov.cn/a.html"}), site_of(RawPage("a", "x/a.txt", b""))
    ('www.example.gov.cn', 'x')
    """
    url, path, source = (
        item.get(name) if isinstance(item, dict) else getattr(item, name, None)
        for name in ("url", "path", "source")
    )
    if isinstance(url, str) and (host := _host(url)):
        return host
    if isinstance(path, str):
        return os.path.dirname(path)
    return source if isinstance(source, str) else ""


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def key(folded: str) -> int | None:
    """A number for what a line says, whatever its marks and white space; None where it has no words.

    >>> key("首页 | 要闻") == key("首页>要闻"), key("——")
    (True, None)
    """
    words = _NOT_WORDS.sub("", folded)
    if not words:
        return None
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "big")


def page_lines(items: Items, encoding: str | None = None) -> ItemStream:
    """The first pass as a stage: ``{"site", "keys"}`` for each page and each document not cleaned yet."""
    from povtool.clean.page import text_of
    from povtool.clean.repair import mend

    for item in items:
        if isinstance(item, RawPage):
            try:
                text = text_of(item, encoding)
            except InputError:
                continue  # the second pass tells it
        elif is_document(item) and "repairs" not in item and isinstance(item.get("text"), str):
            text = item["text"]
        else:
            continue
        keys = {key(line) for line in fold(mend(text).text).split("\n")} - {None}
        yield {"site": site_of(item), "keys": sorted(number for number in keys if number is not None)}


class _Site:
    __slots__ = ("counts", "missed", "pages", "seen")

    def __init__(self) -> None:
        self.pages = 0
        self.counts: dict[int, int] = {}
        """Line → pages."""
        self.missed: dict[int, int] = {}
        """Line → pages that may have been forgotten before it was met, where there are any."""
        self.seen: set[int] = set()
        """The pages met, so that copies of one count once."""


class SiteLines:
    """Counts on how many pages of its site each line stands.

    Memory: about 100 bytes for each different line of the last 500 pages of each site, and 60 for each page.
    """

    def __init__(self) -> None:
        self._sites: dict[str, _Site] = {}

    def add(self, site: str, keys: Collection[int]) -> None:
        """Count the lines of one page."""
        counted = self._sites.setdefault(site, _Site())
        page = hash(frozenset(keys))
        if page in counted.seen:
            return
        counted.seen.add(page)
        counted.pages += 1
        rounds = counted.pages // _FORGETTING
        for line in keys:
            number = counted.counts.get(line, 0)
            counted.counts[line] = number + 1
            if rounds and not number:
                counted.missed[line] = rounds
        if counted.pages % _FORGETTING == 0:
            missed = counted.missed
            kept = {line: n for line, n in counted.counts.items() if n + missed.get(line, 0) > rounds}
            counted.counts = kept
            counted.missed = {line: n for line, n in missed.items() if line in kept}

    def repeated(self) -> dict[str, frozenset[int]]:
        """For each site that has any, the lines that enough of its pages have."""
        found = {
            site: frozenset(line for line, n in counted.counts.items() if n >= _enough(counted.pages))
            for site, counted in self._sites.items()
        }
        return {site: lines for site, lines in found.items() if lines}


def _enough(pages: int) -> float:
    return max(_FEWEST_PAGES, _LEAST_SHARE * pages)


def count_lines(counted: Iterable[Mapping[str, object]]) -> dict[str, frozenset[int]]:
    """The repeated lines of each site, from what :func:`page_lines` gives."""
    lines = SiteLines()
    for page in counted:
        lines.add(str(page["site"]), page["keys"])  # type: ignore[arg-type]
    return lines.repeated()


def mark_repeated(lines: Sequence[Line], repeated: frozenset[int]) -> None:
    """Takes what a page shares with its site's other pages for navigation, above and below what is its own.

    Nothing between the page's first and last own words is touched, nor a page that has little of its own.
    """
    filled = [i for i, line in enumerate(lines) if line.kind is not Kind.BLANK]
    shared = {i for i in filled if key(lines[i].folded) in repeated}
    prose = [i for i in filled if lines[i].kind is Kind.PROSE]
    length = sum(len(lines[i].text) for i in prose)
    own = [i for i in prose if i not in shared]
    if not own or sum(len(lines[i].text) for i in own) <= (1 - _MOST_REPEATED) * length:
        return
    first = next(i for i in filled if i not in shared and _is_own(lines, i, filled))
    last = _signed_below(lines, [i for i in filled if i > own[-1]], own[-1])
    for region in ([i for i in filled if i < first], [i for i in filled if i > last]):
        found = [i for i in region if i in shared and lines[i].kind in (Kind.SHORT, Kind.PROSE)]
        others = any(lines[i].kind in (Kind.LINK, Kind.CLOSE, Kind.ITEM) for i in region)
        if others or len(found) >= _FEWEST_TOGETHER:
            for i in found:
                lines[i].kind, lines[i].why = Kind.LINK, "site"


def _is_own(lines: Sequence[Line], i: int, filled: Sequence[int]) -> bool:
    """Whether a line is the page's own words and no title of its window, which a line below says again."""
    if lines[i].kind not in (Kind.SHORT, Kind.PROSE):
        return False
    below = (lines[k].folded for k in filled if k > i and lines[k].kind is Kind.SHORT)
    return not any(len(text) >= _SHORTEST_TITLE and text in lines[i].folded for text in below)


def _signed_below(lines: Sequence[Line], below: Sequence[int], last: int) -> int:
    """The last line of the signature below an article, told by its date; ``last`` where there is none."""
    dated = [i for i in below[:_DATED_WITHIN] if DATE.match(lines[i].folded)]
    return dated[-1] if dated else last
