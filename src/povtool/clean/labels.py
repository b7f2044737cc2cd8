"""The labels of bylines: 来源, 责任编辑, 发布日期, and what each announces."""

from __future__ import annotations

import re
from functools import cache

from povtool.clean import names

_KINDS = ("other", "keywords", "date", "drawn", "issuer", "source", "editor", "author")
"""The kinds of labels."""


@cache
def label_form() -> re.Pattern[str]:
    """A label with its colon, perhaps spaced out: ``来　源：``. Dates need no colon.

    ``文/张三``, ``摄影/王五``, ``责编 | 李四`` occur for people only, ``来源 | 乡村观察`` as a whole line.
    """
    people = f"{_any_of('author', 'editor')}|摄影"
    spaced = _any_of(*_KINDS, between=" *")
    begins = re.escape("".join(sorted({word[0] for word in label_kinds()})))  # told before any word is tried
    return re.compile(
        rf"(?=[{begins}])(?:(?<![㐀-鿿])(?:({spaced}) ?: ?|({_any_of('date', 'drawn')}) ?(?=\d{{4}}))"
        rf"|(?<![\w/])(?:({people}) ?[/|丨] ?|({_any_of('stamp')}) ?[/:] ?(?=\d{{4}}[-/.年]))"
        rf"|^({_any_of('source')}) ?[|丨] ?(?=[^|丨]+$))"
    )


def _any_of(*kinds: str, between: str = "") -> str:
    return names.any_of((word for kind in kinds for word in names.words(kind)), between)


@cache
def label_kinds() -> dict[str, str]:
    kinds = {word: kind for kind in _KINDS for word in names.words(kind)}
    return kinds | dict.fromkeys(names.words("stamp"), "date")


def word_of(label: re.Match[str]) -> str:
    return label[label.lastindex or 1].replace(" ", "")


@cache
def label_end_form() -> re.Pattern[str]:
    """The end of a label and what must follow it; a line without has no label."""
    ends = "".join(sorted({word[-1] for word in label_kinds()}))
    return re.compile(rf"[{re.escape(ends)}] ?(?:[:/|丨]|\d{{4}})")


def dashed_label(folded: str) -> re.Match[str] | None:
    """The dash that stands for the colon of a line's only label: ``编辑 - 李四``, ``标签 - 扶贫 产业``."""
    label, dash, _ = folded.partition(" - ")
    known = dash and label_kinds().get(label) in ("editor", "author", "keywords")
    return _DASH.search(folded) if known else None


_DASH = re.compile(" - ")


def unbarred(folded: str) -> str | None:
    """A row of a flattened table of labels and values, with a colon behind each label; None for other lines.

    Every offset holds in both.

    >>> unbarred("文号 | 汉政办发88号 | 公开日期: | 2021-09-30 |")
    '文号 : 汉政办发88号 \\t 公开日期:   2021-09-30 \\t'
    """
    cells = folded.split("|")
    first = 0 if cells[0].strip() else 1
    labels, values = ([cell.strip(" :") for cell in cells[k::2]] for k in (first, first + 1))
    if not values or not labels[0] or any(label and label not in label_kinds() for label in labels):
        return None
    if any(value in label_kinds() for value in values):  # 来源 | 作者 | 时间: the head of a list
        return None
    row = cells[0]
    for i, cell in enumerate(cells[1:], 1):
        if (i - first) % 2 == 0:
            row += "\t" + cell
        else:
            row += (" " if cells[i - 1].rstrip().endswith(":") else ":") + cell
    return row
