"""What the head of an HTML page says about its article: ``<meta>``, JSON-LD, ``<title>``, the trail of links.

These statements fill what the text does not say; each keeps its origin, for a head is written for machines
and is wrong more often than what readers see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from povtool.clean import names
from povtool.clean.dates import DATE, iso_date
from povtool.clean.names import is_organ
from povtool.convert.script import fold
from povtool.data import rows

_ARTICLES = frozenset(("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "WebPage"))
_TRAIL = "[class*=crumb i] a, [id*=crumb i] a, [aria-label*=breadcrumb i] a"
_LONGEST_VALUE = 300
_LABEL = re.compile(r"^(?:来源|來源|作者|编辑|文章来源|信息来源|稿源)\s*[:：]\s*")
_NOBODY = re.compile(r"[\d_.@-]*$|admin|editor|(?:网站)?管理员$|本站$|原创$", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\d(?:Z|[+-](?!08)\d\d:?\d\d)$")
"""A time of another zone than China's: even its day may be another one here."""
_SPLIT = re.compile(r"[\s、,，;；|]+")
_SITE = re.compile(r"^(.+?)\s*(?:_|\||｜|-{1,2}|–|—|>>|»)\s*[^_|｜]*$")


@dataclass
class Told:
    """What a page's head says; offsets into the text there are none."""

    fields: dict[str, Any] = field(default_factory=dict)
    """Field of the document → its value."""
    origin: dict[str, str] = field(default_factory=dict)
    """The same fields → where the value stood: ``meta PubDate``, ``JSON-LD headline``, ``title`` …"""
    titles: list[str] = field(default_factory=list)
    """Everything the head calls the page, the most trusted first."""

    def add(self, name: str, value: Any, origin: str) -> None:
        """Takes a value where none is known yet."""
        if value and name not in self.fields:
            self.fields[name], self.origin[name] = value, origin


@cache
def _fields() -> dict[str, tuple[str, int]]:
    """Name of a meta element → the field it fills and its rank there."""
    return {name: (field_, rank) for rank, (field_, name) in enumerate(rows("meta_names.tsv"))}


def told(tree: Any) -> Told:
    """What the head of a parsed page says about its article."""
    found = Told()
    metas = sorted(_metas(tree))
    for _, field_, name, value in metas:
        _take(found, field_, value, f"meta {name}")
    for node in _linked_data(tree):
        _take_linked(found, node)
    title = tree.css_first("title")
    if title is not None:
        _take(found, "title", title.text(), "title")
    trail = [_squeezed(link.text()) for link in tree.css(_TRAIL)]
    found.add("breadcrumb", [step for step in trail if step], "links")
    return found


def _metas(tree: Any) -> Iterator[tuple[int, str, str, str]]:
    for node in tree.css("meta"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        known = _fields().get(name.lower())
        value = _squeezed(attributes.get("content") or "")
        if known and value:
            yield known[1], known[0], name, value


def _squeezed(value: str) -> str:
    return re.sub(r"\s+", " ", value).strip()


def _take(found: Told, field_: str, value: str, origin: str) -> None:
    value = _squeezed(value)
    if not value or len(value) > _LONGEST_VALUE:
        return
    if field_ == "title":
        found.titles += [each for each in {value: 0, _without_site(value): 0} if each not in found.titles]
        found.add("title", _without_site(value) if origin != "meta ArticleTitle" else value, origin)
    elif field_ == "date":
        match = None if _ELSEWHERE.search(value) else DATE.search(fold(value.replace("T", " ")))
        found.add("date", _day_or_minute(iso_date(match)) if match else None, origin)
    elif field_ == "source":
        name = _LABEL.sub("", value)
        found.add("source", None if _NOBODY.match(name) else name, origin)
    elif field_ == "author":
        value = _LABEL.sub("", value)
        found.add("author", None if _NOBODY.match(value) else names.people(value, marked=False), origin)
    elif field_ == "keywords":
        found.add("keywords", [word for word in _SPLIT.split(value) if word], origin)


def _day_or_minute(date: str | None) -> str | None:
    """A date without the midnight that databases give to what has no time."""
    return re.sub(r"T00:00(?::00)?$", "", date) if date else None


def _without_site(title: str) -> str:
    """A window's title without the site's and the column's names at its end.

    >>> _without_site("我县召开推进会_新闻中心_某某县人民政府")
    '我县召开推进会'
    """
    while (match := _SITE.match(title)) and len(match[1]) >= 4:
        ending = title[match.end(1) :].strip(" _|｜-–—>»")
        if len(ending) > 20 or (len(ending) > len(match[1]) and not is_organ(ending)):
            break
        title = match[1]
    return title


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects in the page's JSON-LD, those in lists and graphs too."""
    import orjson

    for script in tree.css('script[type="application/ld+json"]'):
        with suppress(orjson.JSONDecodeError):
            waiting = [orjson.loads(script.text())]
            while waiting:
                value = waiting.pop(0)
                if isinstance(value, list):
                    waiting = value + waiting
                elif isinstance(value, dict):
                    waiting = [*_listed(value.get("@graph")), *waiting]
                    yield value


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _take_linked(found: Told, node: dict[str, Any]) -> None:
    kinds = {str(kind) for kind in _listed(node.get("@type"))}
    if kinds & _ARTICLES:
        for field_, name in (("title", "headline"), ("date", "datePublished")):
            if isinstance(node.get(name), str):
                _take(found, field_, node[name], f"JSON-LD {name}")
        authors = [_name(each) for each in _listed(node.get("author"))]
        _take(found, "author", "、".join(filter(None, authors)), "JSON-LD author")
        _take(found, "source", _name(node.get("publisher")), "JSON-LD publisher")
        if words := [str(each) for each in _listed(node.get("keywords"))]:
            _take(found, "keywords", ",".join(words), "JSON-LD keywords")
    if "BreadcrumbList" in kinds:
        steps = [each for each in _listed(node.get("itemListElement")) if isinstance(each, dict)]
        found.add("breadcrumb", [name for name in map(_step, steps) if name], "JSON-LD BreadcrumbList")


def _step(step: dict[str, Any]) -> str:
    return _name(step) or _name(step.get("item"))


def _name(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    return _squeezed(value) if isinstance(value, str) else ""
