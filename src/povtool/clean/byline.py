"""Who published, wrote and edited a page, and when: read from one line at a time.

Each function looks at a single line, with pinyin and invisible characters already gone, and returns what the
line says as :class:`Credits`. Nothing is guessed: what is not written in one of the known forms stays absent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from povtool.clean import names
from povtool.clean.dates import DATE, iso_date
from povtool.clean.names import is_organ, reporters
from povtool.convert.script import fold

_LONGEST = 160
"""Lines with more code points are never bylines."""


@dataclass
class Credits:
    """What one byline says."""

    date: str | None = None
    source: str | None = None
    author: list[str] = field(default_factory=list)
    editor: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    author_note: str | None = None
    labelled: bool = False
    """A label, a bracket or a role says what the line is; a bare masthead or date does not."""
    pending: str | None = None
    """The field whose label ends the line, so that its value must be the next line."""

    def fill(self, more: Credits) -> None:
        """Takes over what is not known yet; editors add up, since each may have a line of their own."""
        self.date = self.date or more.date
        self.source = self.source or more.source
        self.author = self.author or more.author
        self.editor = self.editor + [name for name in more.editor if name not in self.editor]
        self.keywords = self.keywords or more.keywords
        self.author_note = self.author_note or more.author_note


@cache
def _label() -> re.Pattern[str]:
    """A label with its colon. ``文/张三`` and ``责编 | 李四`` occur for people only; dates need no colon."""
    people = "|".join(names.words("author") + names.words("editor"))
    rest = "|".join(w for kind in ("source", "date", "keywords", "other") for w in names.words(kind))
    longest_first = "|".join(sorted((people + "|" + rest).split("|"), key=len, reverse=True))
    people_first = "|".join(sorted(people.split("|"), key=len, reverse=True))
    dates = "|".join(names.words("date"))
    return re.compile(
        rf"(?<![㐀-鿿])(?:({longest_first}) ?: ?|({dates}) ?(?=\d{{4}}))|(?<![\w/])({people_first}) ?[/|丨] ?"
    )


@cache
def _field_of() -> dict[str, str]:
    kinds = ("other", "keywords", "date", "source", "editor", "author")
    return {word: kind for kind in kinds for word in names.words(kind)}


@cache
def _hint() -> re.Pattern[str]:
    """Cheap test that a line may be a byline at all."""
    return re.compile(r"[:/|丨■□◎●◆▲★]|\d{4}|〇|○|记者|通讯员|评论员")


_LONGEST_VALUE = 40
_BRACKETED = re.compile(r"^([(\[【〔])([^()\[\]【】〔〕]*(?:\([^()]*\)[^()\[\]【】〔〕]*)*)([)\]】〕])$")
_SENTENCE = re.compile(r"[。!?;…]")
_MARK = re.compile(r"^[■□◎●◆▲★☆] ?")
_GAP = re.compile(r" {2,}|\t|\||丨")


def read(line: str, folded: str | None = None) -> Credits | None:
    """What a line says if the whole of it is a byline, else None; ``folded`` saves folding it again.

    >>> c = read("2016年01月09日16:29   来源：新疆日报")
    >>> c.date, c.source
    ('2016-01-09T16:29', '新疆日报')
    >>> read("(责编:张玉、谢磊)").editor
    ['张玉', '谢磊']
    >>> read("记者：您怎么看脱贫？") is None
    True
    """
    line = line.strip()
    folded = fold(line) if folded is None else folded
    if not line or len(line) > _LONGEST or not _hint().search(folded) or "://" in line:
        return None
    bracketed = _BRACKETED.match(folded)
    if bracketed:
        line, folded = line[1:-1], folded[1:-1]
    mark = _MARK.match(folded)
    if mark:
        return _signed(line[mark.end() :])
    if _SENTENCE.search(folded):
        return None
    found = _labelled(line, folded) or reported(line)
    if found and bracketed:
        found.labelled = True
    return found


def keywords(line: str, folded: str | None = None) -> list[str] | None:
    """The keywords a line lists after their label, None for other lines; ``folded`` saves folding it again.

    >>> keywords("关键词:脱贫攻坚 西藏")
    ['脱贫攻坚', '西藏']
    """
    folded = fold(line) if folded is None else folded
    if ":" not in folded[:10]:
        return None
    begin = len(folded) - len(folded.lstrip(" [【("))
    match = _label().match(folded, begin)
    if not match or _field_of()[match[match.lastindex or 1]] != "keywords":
        return None
    return _listed(line[match.end() :].rstrip(" ])】"))


def _listed(value: str) -> list[str]:
    return [word for word in re.split(r"[\s、,，;；|/]+", value) if word]


def reported(text: str) -> Credits | None:
    """``本报记者 张三 通讯员 李四``, ``中國西藏網 記者/王茜 圖片由…提供``."""
    found = reporters(text)
    return Credits(source=found[0], author=found[1], labelled=True) if found else None


def signed_name(line: str) -> Credits | None:
    """A line that is nothing but names: ``周文斌``. Only for lines where an author is expected."""
    found = names.people(line, marked=False)
    return Credits(author=found, labelled=True) if found else None


def _signed(text: str) -> Credits | None:
    return reported(text) or signed_name(text)


def _labelled(line: str, folded: str) -> Credits | None:
    """Fields with labels, a date, and what is left between them; None where too much is left."""
    credits = Credits()
    rest: list[str] = []
    labels = list(_label().finditer(folded))
    rest.append(line[: labels[0].start()] if labels else line)
    ends = [*(label.start() for label in labels), len(line)][1:]
    for label, end in zip(labels, ends, strict=True):
        left = _take(credits, label[label.lastindex or 1], line[label.end() : end])
        if left is None:
            return None
        rest.append(left)
    credits.labelled = bool(labels)
    if labels and not line[labels[-1].end() :].strip():
        kind = _field_of()[labels[-1][labels[-1].lastindex or 1]]
        credits.pending = kind if kind in ("author", "editor", "source") else None
    dates = [match for part in rest if (match := DATE.search(fold(part)))]
    credits.date = iso_date(dates[0]) if dates else None
    if not labels and not credits.date:
        return None
    return credits if _masthead(credits, " ".join(rest)) else None


def _take(credits: Credits, label: str, value: str) -> str | None:
    """Puts the value of a label where it belongs; returns what is left of it, None if it is no such value."""
    kind = _field_of()[label]
    if kind == "date" or not value.strip():
        return value
    if kind == "other":
        dated = DATE.search(fold(value))
        return value[dated.start() :] if dated else ("" if len(value) <= _LONGEST_VALUE else None)
    if kind == "keywords":
        credits.keywords = _listed(value)
        return ""
    if kind == "source":
        return _take_source(credits, value)
    return _take_people(credits.author if kind == "author" else credits.editor, label, value)


def _take_people(target: list[str], label: str, value: str) -> str | None:
    value = value.strip()
    head = value[: _first_stop(value)].rstrip()
    # 记者: also opens a question in an interview, so what follows it must look like a name.
    found, left = names.leading_people(head, marked=label != "记者")
    publisher, _, signed = head.partition(" ")
    if not found and is_organ(publisher):
        found, left = names.leading_people(signed)
    if not found and is_organ(head) and label in names.words("author"):
        found, left = [head], ""
    if not found:
        return None
    target += [name for name in found if name not in target]
    return f"{left} {value[len(head) :]}"


def _first_stop(value: str) -> int:
    """Where a wide gap, a bar or a date ends a value."""
    stops = (_GAP.search(value), DATE.search(fold(value)))
    return min((match.start() for match in stops if match), default=len(value))


def _take_source(credits: Credits, value: str) -> str | None:
    value = value.strip()
    name = value[: _first_stop(value)].strip(" |-—")
    words = name.split(" ")
    while len(words) > 1 and names.is_tool(words[-1]):
        words.pop()
    name = " ".join(words)
    if len(name) > 30 or re.search(r"[,，、:]", name):
        return None
    if name and not credits.source:
        credits.source = name
    return value[value.find(name) + len(name) :]


_WORD = re.compile(r"[^\s|丨,;:()\[\]【】〔〕>→_/—-]+")


def _masthead(credits: Credits, rest: str) -> bool:
    """Whether what stands outside the labels is a publisher's name, people, buttons or nothing."""
    cleared = DATE.sub(lambda match: " " * len(match[0]), fold(rest))
    words = [rest[match.start() : match.end()] for match in _WORD.finditer(cleared)]
    words = [word for word in words if not names.is_tool(word)]
    if not words:
        return True
    first, others = words[0], words[1:]
    repeated = bool(others) and set(others) == {first}
    publisher = repeated or is_organ(first)
    signed = names.people(" ".join(others if publisher else words), marked=False)
    if publisher and (repeated or not others or signed) and len(first) <= 20:
        credits.source = credits.source or first
        credits.author = credits.author or ([] if repeated else signed)
        return True
    if signed and not publisher:
        credits.author = credits.author or signed
        return True
    return len("".join(words)) <= _STRAY


_STRAY = 6
"""How many code points a byline may hold that nothing explains: the name of a button, a place."""
