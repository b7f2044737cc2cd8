"""A tree of elements flattened to lines: one for each paragraph, heading, item and row that a reader sees.

White space is taken together as browsers do it; between two Chinese characters a line end in the source is
nothing (CSS Text Module 3, section 4.1.3). A row of a table is one line, its cells are separated by tabs,
unless the table only lays out the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from povtool.clean.markup import Markup
from povtool.data import rows

_BLOCKS = frozenset(
    """address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main marquee
    menu nav noframes noscript ol optgroup option p plaintext pre search section select summary table tbody td
    textarea tfoot th thead tr ul xmp""".split()  # noqa: SIM905
)
_NEVER = frozenset(("script", "style", "head", "template", "iframe", "embed", "rp"))
"""Elements whose content is no text or no part of the page; a reading's brackets are put by its ``rt``."""
_ASIDE = frozenset(("nav", "aside", "footer", "select", "option", "textarea", "button", "dialog"))
_UNSEEN = frozenset(("noscript", "noframes", "svg", "datalist", "object", "video", "audio", "canvas"))
"""What browsers do not show, or only where they cannot show something else."""
_ASIDE_ROLES = frozenset(
    ("navigation", "complementary", "contentinfo", "search", "menu", "menubar", "banner", "dialog")
)
_CAPTIONS = frozenset(("figcaption", "caption"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_KEPT_SPACE = frozenset(("pre", "textarea", "listing", "xmp", "plaintext"))
_STATES = {
    "link": frozenset(("a",)),
    "aside": _ASIDE,
    "hidden": _UNSEEN,
    "caption": _CAPTIONS,
    "heading": _HEADINGS,
    "top": frozenset(("h1",)),
    "kept": _KEPT_SPACE,
}
_CELLS = frozenset(("td", "th"))
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_HIDING = re.compile(r"(?:^|[},])\s*\.([\w-]+)\s*(?:,[^{}]*)?\{[^{}]*display\s*:\s*none", re.IGNORECASE)
"""A rule of a style sheet that hides a class."""

_NAME_PART = re.compile("[A-Z]?[a-z]+|[A-Z]+")

_SPACE = re.compile("[ \t\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_WIDE = "\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U000323af“”‘’…—"
_BREAK_WITHIN = re.compile(f"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_SEAM = "\0"
"""Where one inline element ends and the next begins; no parser leaves this character in a text."""
_SEAM_BEFORE_LABEL = re.compile(_SEAM + r"(?=[㐀-鿿]{2,6}[:：])")
_SEAM_AT_BAR = re.compile(f"{_SEAM}([/>|›»]){_SEAM}")
_LONGEST_LABELLED = 160

_LINKED = 0.8
"""Share of a line's characters from which it is a link."""
_LONGEST_ROW = 600
_MOST_CELL_LINES = 6
"""A row with more text, or with more lines in one cell, lays out the page."""


@dataclass(slots=True)
class _Row:
    """A row of a table that is open."""

    start: int
    """The first of its lines."""
    cells: list[int] = field(default_factory=list)
    """Where each cell's lines begin."""
    nested: bool = False


class Flattener:
    """Walks a tree once, from the outside in, without recursion: pages nest as deep as they like."""

    def __init__(self, styles: str = "") -> None:
        """``styles`` are the style sheets in the page: what they hide by a class, nobody reads."""
        self._hidden_classes = frozenset(_HIDING.findall(styles))
        self.lines: list[str] = []
        self.markup: list[Markup] = []
        self._parts: list[str] = []
        self._length = self._linked = 0
        self._depth: Counter[str] = Counter()
        self._rows: list[_Row] = []
        self._interrupted: list[tuple[list[str], int, int]] = []

    def walk(self, root: Any) -> None:
        """Take all lines below an element of selectolax's tree."""
        node, opened = root, list[tuple[Any, str, tuple[str, ...]]]()
        while node is not None:
            tag = node.tag
            child = None
            if tag == "-text":
                self._text(node.text_content or "")
            elif tag not in _NEVER and tag[0] not in "-!":  # a comment, a doctype
                states = self._enter(node, tag)
                child = node.child
                if child is None:
                    self._leave(tag, states)
                else:
                    opened.append((node, tag, states))
            node = child if child is not None else self._following(node, opened)
        self._end_line()

    def _following(self, node: Any, opened: list[tuple[Any, str, tuple[str, ...]]]) -> Any:
        """The next node in the page's order; the elements that end before it are left."""
        while opened:
            following = node.next
            if following is not None:
                return following
            node, tag, states = opened.pop()
            self._leave(tag, states)
        return None

    def _enter(self, node: Any, tag: str) -> tuple[str, ...]:
        states = self._states(node, tag)
        if "apart" in states:
            self._interrupted.append((self._parts, self._length, self._linked))
            self._parts, self._length, self._linked = [], 0, 0
        elif tag in _BLOCKS:
            self._end_line()
        else:
            self._seam()
        if tag == "tr":
            self._rows.append(_Row(len(self.lines)))
        elif tag in _CELLS and self._rows and "apart" not in states:
            self._rows[-1].cells.append(len(self.lines))
        elif tag == "rt":
            self._parts.append("(")
        for state in states:
            self._depth[state] += 1
        return states

    def _states(self, node: Any, tag: str) -> tuple[str, ...]:
        """What an element makes of the text in it."""
        states = [state for state, tags in _STATES.items() if tag in tags]
        attributes = node.attributes
        if attributes:
            classes = (attributes.get("class") or "").split() if self._hidden_classes else ()
            style = attributes.get("style") or ""
            if (
                "hidden" in attributes
                or _HIDDEN.search(style)
                or not self._hidden_classes.isdisjoint(classes)
            ):
                states.append("hidden")
            if attributes.get("role") in _ASIDE_ROLES or _is_named_aside(attributes):
                states.append("aside")
        if "hidden" in states or tag == "button":
            states.append("apart")  # lines of its own, amid a line that goes on behind it
        return tuple(states)

    def _leave(self, tag: str, states: tuple[str, ...]) -> None:
        if tag == "rt":
            self._parts.append(")")
        if "apart" in states or tag in _BLOCKS:
            self._end_line()
        else:
            self._seam()
        if tag == "tr" and self._rows:
            self._end_row(self._rows.pop())
        if "apart" in states:
            self._parts, self._length, self._linked = self._interrupted.pop()
        for state in states:
            self._depth[state] -= 1

    def _seam(self) -> None:
        if self._parts and self._parts[-1] != _SEAM:
            self._parts.append(_SEAM)

    def _text(self, text: str) -> None:
        if self._depth["kept"]:
            *whole, text = re.split("\r\n|[\r\n]", text)
            for line in whole:
                self._add(line)
                self._end_line()
        self._add(text)

    def _add(self, text: str) -> None:
        if not text:
            return
        self._parts.append(text)
        size = len(text) if not text.isspace() else 0
        self._length += size
        self._linked += size if self._depth["link"] else 0

    def _end_line(self) -> None:
        if not self._length:
            self._parts.clear()
            return
        linked = self._linked >= _LINKED * self._length
        self.lines.append(_line("".join(self._parts), linked))
        depth = self._depth
        states = ("aside", "hidden", "caption", "heading", "top")
        self.markup.append(Markup(linked, **{state: depth[state] > 0 for state in states}))
        self._parts.clear()
        self._length = self._linked = 0

    def _end_row(self, row: _Row) -> None:
        """Makes one line of a row's cells, unless the row holds other rows or whole articles."""
        if self._rows:
            self._rows[-1].nested = True
        if len(row.cells) < 2:
            return
        spans = list(pairwise([row.start, *row.cells[1:], len(self.lines)]))
        largest = max(end - start for start, end in spans)
        size = sum(map(len, self.lines[row.start :]))
        if not size or row.nested or largest > _MOST_CELL_LINES or size > _LONGEST_ROW:
            return
        pairs = list(zip(self.lines[row.start :], self.markup[row.start :], strict=True))
        seen = [told for _, told in pairs if not told.hidden]
        unseen = [pair for pair in pairs if pair[1].hidden]
        if not seen:
            return
        cells = [self._cell(start, end) for start, end in spans]
        told = Markup(
            **{name: all(getattr(each, name) for each in seen) for name in ("linked", "aside", "caption")}
        )
        del self.lines[row.start :], self.markup[row.start :]
        for line, markup in [("\t".join(cells), told), *unseen]:
            self.lines.append(line)
            self.markup.append(markup)

    def _cell(self, start: int, end: int) -> str:
        """What a reader sees of a cell's lines."""
        return " ".join(self.lines[at] for at in range(start, end) if not self.markup[at].hidden)


def _is_named_aside(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element's class or id names what is no article."""
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return names != " " and any(map(_names_aside, names.split()))


@lru_cache(maxsize=4096)
def _names_aside(name: str) -> bool:
    words = _asides()
    parts = _NAME_PART.findall(name)
    return name.lower() in words or any(part.lower() in words for part in parts)


@cache
def _asides() -> frozenset[str]:
    return frozenset(word for (word,) in rows("element_names.tsv"))


def _line(raw: str, linked: bool) -> str:
    """One line of text: white space taken together, seams closed or made visible."""
    text = _SPACE.sub(" ", _BREAK_WITHIN.sub("", raw)).strip(f" {_SEAM}")
    if _SEAM not in text:
        return text
    text = _SEAM_AT_BAR.sub(r" \1 ", text)
    if len(text) <= _LONGEST_LABELLED:
        text = _SEAM_BEFORE_LABEL.sub("  ", text)
    return text.replace(_SEAM, " " if linked else "").strip(" ")
