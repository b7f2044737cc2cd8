"""Who published, wrote and edited a page, and when: read from one line at a time.

Each function looks at a single line, with pinyin and invisible characters already gone, and returns what the
line says as :class:`Credits`. Nothing is guessed: what is not written in one of the known forms stays absent.
"""

from __future__ import annotations

import re
from functools import cache

from povtool.clean import names
from povtool.clean.credits import Credits
from povtool.clean.dates import DATE, MINGUO, iso_date, iso_foreign, iso_minguo
from povtool.clean.dispatches import dispatch
from povtool.clean.imprints import imprint
from povtool.clean.keywords import listed
from povtool.clean.labels import dashed_label, label_end_form, label_form, label_kinds, unbarred, word_of
from povtool.clean.names import is_organ, reporters
from povtool.clean.signatures import (
    ORIGINAL,
    WIRED,
    compiled,
    contributed,
    credit_account,
    credit_reporters,
    introduced,
    reported,
    reviewed,
    signed,
    staff,
    taken_over,
    worker,
)
from povtool.convert.script import fold

_LONGEST = 160
"""Lines with more code points are never bylines."""


_HINT = re.compile(r":|/|\||丨|■|□|◎|●|◆|▲|★|〇|○|记者|通讯员|评论员|作者")
"""Alternatives that each begin with a plain character: the search leaps from one to the next."""
_FOUR_DIGITS = re.compile(r"\d\d{3}")
_YEAR = re.compile(r"[12一二][09〇○零一二三四五六七八九][\d〇○零一二三四五六七八九]{2}")
"""What every date has."""


def is_hinted(folded: str) -> bool:
    """Whether a line may be a byline at all: a cheap test."""
    return bool(_HINT.search(folded) or _FOUR_DIGITS.search(folded))


_LONGEST_VALUE = 40
_LONGEST_UNREAD = 20
"""A value that cannot be read and has more code points makes the line a sentence, not a byline."""
_BRACKETED = re.compile(r"^([(\[【〔])([^()\[\]【】〔〕]*(?:\([^()]*\)[^()\[\]【】〔〕]*)*)([)\]】〕])$")
_SENTENCE = re.compile(r"[。!?;…]")
_MARK = re.compile(r"^[■□◎●◆▲★☆] ?")
_GAP = re.compile(r" {2,}|\t|\||丨|[】\]]")


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
    if not line or len(line) > _LONGEST or (folded.endswith("。") and not _MARK.match(folded)):
        return None
    if address := _ADDRESS.match(folded):
        line, folded = line[address.end() :], folded[address.end() :]
    if line.isascii() and (day := iso_foreign(folded)):
        return Credits(date=day)
    if dashed := dashed_label(folded):
        folded = f"{folded[: dashed.start()]} : {folded[dashed.end() :]}"
    if "|" in folded and (row := unbarred(folded)):
        bars = zip(line, folded, row, strict=True)
        line = "".join(mark if bar == "|" else char for char, bar, mark in bars)
        folded = row
    if not is_hinted(folded):
        return _unhinted(line, folded) if folded[0] in _unhinted_begins() else None
    if "://" in line:
        return None
    if found := imprint(line, folded):
        return found
    bracketed = _BRACKETED.match(folded)
    if bracketed:
        line, folded = line[1:-1], folded[1:-1]
    mark = _MARK.match(folded)
    if mark:
        return signed(line[mark.end() :])
    found = introduced(line, folded, bool(bracketed)) if "作者" in folded[:4] else None
    if not found and _SENTENCE.search(folded):
        return None
    found = found or _labelled(line, folded) or reported(line, folded)
    found = found or (dispatch(line) if "记者" in folded[:12] else None)
    if not found and (bracketed or folded[0] in _unhinted_begins()):
        found = staff(line, folded) or taken_over(line, folded)
        found = found or (contributed(line, folded) if bracketed else None)
    if found and bracketed:
        found.labelled = True
    return found


_ADDRESS = re.compile(r"https?://[\w./-]+ +(?=\d{4})")
"""Before a date some sites show their own address."""
_ALONE = re.compile(r"[(\[【] ?据?《?(?P<name>[^()\[\]【】《》 ]{2,20})》? ?[)\]】]")


def publisher(line: str, folded: str) -> Credits | None:
    """A publisher in brackets on a line of its own, or somebody at work: ``(新华社)``, ``(石桥社区 李超)``.

    In brackets behind a sentence they may be text.
    """
    if at_work := worker(line[1:-1], folded[1:-1]) if folded[0] in "([【" else None:
        return at_work
    alone = _ALONE.fullmatch(folded) if folded[-1] in ")]】" else None
    name = line[slice(*alone.span("name"))] if alone else ""
    told = alone is not None and alone["name"].startswith("即时发")  # 【即時發布】 is no publisher
    return Credits(source=name, labelled=True) if is_organ(name) and not told else None


def read_behind_way(line: str, folded: str) -> Credits | None:
    """What a line says behind the way to the page: ``首页 > 要闻 > 正文 2019-06-18 来源：县广播电视台``."""
    if not holds_label(folded):
        return None
    starts = (label_form().search(folded, folded.find(">")), DATE.search(folded))
    start = min((match.start() for match in starts if match), default=0)
    found = read(line[start:], folded[start:]) if _WAY_BEFORE.fullmatch(folded, 0, start) else None
    return found if found and found.date and found.labelled else None


_WAY_BEFORE = re.compile(
    r"(?:.{0,8}位置 ?:)?[^\d。,:;!?>»→›]{1,40}(?:(?:>+|»|→|›)[^。,:;!?>»→›]{1,40})+(?:,[^。:;>»→›]{2,40})?"
)
"""The way may end in the title, which may have a comma."""


def opens_with_date(folded: str) -> bool:
    """Whether a line begins with a date that is no part of a sentence: ``2020-05-06 10:00 新华网``."""
    dated = DATE.match(folded)
    if dated is None:
        return False
    return bool(dated["mark"] or dated["hour"]) or not folded[dated.end() :].strip("] )")


def holds_label(folded: str) -> bool:
    """Whether a line has a label that no headline has; 视频： or 评论： open headlines, too."""
    kept = ("source", "issuer", "editor", "date", "drawn", "keywords")
    signs = (":" in folded or "|" in folded) and label_end_form().search(folded)
    labels = map(word_of, label_form().finditer(folded)) if signs else ()
    return any(word == "作者" or label_kinds()[word] in kept for word in labels)


@cache
def _unhinted_begins() -> frozenset[str]:
    """The first characters of bylines without a sign."""
    words = (*names.words("editor"), *names.words("staff"))
    return frozenset({"(", "[", "【", "〔", "以", "作", "撰", *(word[0] for word in words)})


def _unhinted(line: str, folded: str) -> Credits | None:
    """A byline without a sign that one knows most by."""
    if bracketed := _BRACKETED.match(folded):
        if WIRED.fullmatch(bracketed[2]):
            return Credits(labelled=True)
        inner = line[1:-1]
        found = contributed(inner, bracketed[2]) or staff(inner.strip(), bracketed[2].strip())
        return found or reviewed(bracketed[2].strip()) or compiled(bracketed[2].strip())
    return staff(line, folded) or taken_over(line, folded)


def _labelled(line: str, folded: str) -> Credits | None:
    """Fields with labels, a date, and what is left between them; None where too much is left."""
    labels = list(label_form().finditer(folded)) if label_end_form().search(folded) else []
    dated = bool(_YEAR.search(folded))
    if not labels and not (dated and DATE.search(folded)):
        return None
    credits = Credits()
    rest = [line[: labels[0].start()] if labels else line]
    unread = False
    ends = [*(label.start() for label in labels), len(line)][1:]
    for label, end in zip(labels, ends, strict=True):
        word, value = word_of(label), line[label.end() : end]
        left = _take(credits, word, value, alone=len(labels) == 1)
        if left is None:
            if word in _ASKING or len(value.strip()) > _LONGEST_UNREAD:
                return None
            unread, left = True, _behind(value)
        rest.append(left)
    if labels:
        _tell_labels(credits, [label_kinds()[word_of(label)] for label in labels], rest, dated)
        if line[labels[-1].end() :].strip():
            credits.pending = None
    elif match := _date_in(line):
        credits.date = iso_date(match)
    if not (credits.date or (labels and not unread) or credits.source or credits.author or credits.editor):
        return None
    return credits if _masthead(credits, " ".join(rest)) else None


def _tell_labels(credits: Credits, kinds: list[str], rest: list[str], dated: bool) -> None:
    """What the kinds of a line's labels tell, and the date in what is left of their values, if a year is."""
    credits.labelled = True
    credits.edited = "editor" in kinds
    credits.pending = kinds[-1] if kinds[-1] in ("author", "editor", "source") else None
    for kind, value in zip(["", *kinds], rest, strict=True):
        if credits.date and not credits.drawn:
            return
        match = _date_in(value) if dated else None
        day = iso_date(match) if match else _elsewhere(value) if kind in ("date", "drawn") else None
        if day and (not credits.date or kind != "drawn"):
            credits.date, credits.drawn = day, kind == "drawn"


def _elsewhere(value: str) -> str | None:
    """Behind a label for dates the year may be Taiwan's, 110-11-16, or stand last: 17-10-2018 18:30."""
    if day := iso_foreign(fold(value).strip()):
        return day
    match = MINGUO.match(fold(value)) if value.strip()[:1] in "1民" else None
    return iso_minguo(match) if match else None


_ASKING = frozenset({"记者", "文"})
"""Labels that also open a question or a quotation: what follows them must be names."""


def _behind(value: str) -> str:
    """What stands behind a value that cannot be read, where a gap or a bar tells the two apart."""
    stop = _first_stop(value)
    return value[stop:] if re.search(r"[\s|丨]", value[max(0, stop - 1) : stop + 1]) else ""


def _take(credits: Credits, label: str, value: str, alone: bool) -> str | None:
    """Puts the value of a label where it belongs; returns what is left of it, None if it is no such value.

    ``alone`` says that the line has no other label.
    """
    kind = label_kinds()[label]
    if kind in ("date", "drawn") or not value.strip():
        return value
    if kind == "other":
        dated = DATE.search(fold(value))
        return value[dated.start() :] if dated else ("" if len(value) <= _LONGEST_VALUE else None)
    if kind == "keywords":
        credits.keywords = listed(value)
        return ""
    if kind in ("source", "issuer"):
        told = Credits(source=None if credits.issued else credits.source, author=credits.author)
        left = _take_source(told, value)
        if kind == "issuer" and told.source and not is_organ(told.source):  # 发布者：李四
            return left
        if told.source and (kind == "source" or not credits.source):
            credits.source, credits.issued = told.source, kind == "issuer"
        credits.author = told.author
        return left
    people = credits.author if kind == "author" else credits.editor
    # 记者: also opens a question in an interview, so what follows it must look like a name.
    return _take_people(people, label, value, marked=label != "记者" or not alone)


def _take_people(target: list[str], label: str, value: str, marked: bool) -> str | None:
    value = value.strip()
    head = value[: _first_stop(value)].rstrip()
    length = len(head)
    if names.is_nobody(head):
        return value[length:]
    head = names.without_posts(head) if " " in head else head
    if credited := reporters(head):
        found, left = credited[1], ""
    else:
        found, left = names.leading_people(head, marked)
    publisher, _, signed = head.partition(" ")
    if not found and is_organ(publisher):
        found, left = names.leading_people(signed)
    if not found and is_organ(head) and label in names.words("author"):
        found, left = [head], ""
    if not found:
        return None
    found = names.without_places(found)
    target += [name for name in found if name not in target]
    return f"{left} {value[length:]}"


def _date_in(text: str) -> re.Match[str] | None:
    folded = fold(text)
    return DATE.search(folded) if _YEAR.search(folded) else None


def _first_stop(value: str) -> int:
    """Where a wide gap, a bar or a date ends a value."""
    stops = (_GAP.search(value), _date_in(value))
    return min((match.start() for match in stops if match), default=len(value))


_ACCOUNT = re.compile(r"[(（](?:ID|微信号) ?[:：][^()（）]*[)）]$")
"""The account that follows the name of a WeChat source."""


_BUTTON_BEHIND = re.compile(r"(?:举报|打印|分享到?|收藏|纠错|我要(?:评论|纠错)|评论|关闭)$")


def _take_source(credits: Credits, value: str) -> str | None:
    wide = bool(re.match(r"\s{2}|\t", value))
    value = _ACCOUNT.sub("", value.strip())
    name = value[: _first_stop(value)].strip(" |-—,，、;；")
    words = name.split(" ")
    while len(words) > 1 and names.is_tool(words[-1]):
        words.pop()
    name = " ".join(words)
    if names.is_nobody(name) and fold(name) in _UNFILLED:
        return value[value.find(name) + len(name) :]
    if wide and not is_organ(name):  # nobody filled it in: "来源：      公告公示"
        return _behind(value)
    if signed := reporters(name):  # 来源：县融媒体中心 记者 李明
        credits.source = credits.source or signed[0]
        credits.author = credits.author or signed[1]
        return value[value.find(name) + len(name) :]
    several = re.search(r"[,，、]", name)
    if len(name) == 1 or len(name) > 30 or re.search(r"[:：]", name) or (several and not _all_offices(name)):
        return None
    left = value[value.find(name) + len(name) :]
    button = None if is_organ(name) else _BUTTON_BEHIND.search(fold(name))
    if button and button.start() >= 3:  # 每日甘肃举报
        name = name[: button.start()]
    if re.fullmatch(r"《[^《》]+》", name):
        name = name[1:-1]
    credits.source = credits.source or name.rstrip(" \u3000[【(（") or None
    return left


_UNFILLED = frozenset({"未知", "不详", "暂无", "无", "admin"})
"""What the software of sites puts where nobody names a source."""


def _all_offices(listed: str) -> bool:
    return all(names.is_office(name.strip()) for name in re.split("[,，、]", listed))


_WORD = re.compile(r"[^\s|丨,;:()\[\]【】〔〕>→_/—-]+")


def _masthead(credits: Credits, rest: str) -> bool:
    """Whether what stands outside the labels is a publisher's name, people, buttons or nothing."""
    cleared = DATE.sub(lambda match: " " * len(match[0]), fold(rest))
    words = [rest[match.start() : match.end()] for match in _WORD.finditer(cleared)]
    words = [word for word in words if not names.is_tool(word)]
    if not words:
        return True
    if credit_account(credits, cleared, words) or credit_reporters(credits, words):
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
    if any(word.startswith("在") for word in words):  # ——2021年11月18日在县第十八届
        return False
    return len("".join(words)) <= (_LONGEST_VALUE if ORIGINAL.match(cleared) else _STRAY)


_STRAY = 6
"""How many code points a byline may hold that nothing explains: the name of a button, a place."""
