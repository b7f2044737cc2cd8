"""Ways to sign an article without a label: in brackets, behind a role, at the head of a WeChat page.

Like :mod:`povtool.clean.byline`, each function looks at one line and returns what it says, or None.
"""

from __future__ import annotations

import re
from functools import cache

from povtool.clean import names
from povtool.clean.credits import Credits
from povtool.clean.names import is_organ, reporters
from povtool.convert.script import fold

_INTRODUCED = re.compile(
    r"(?:本文)?作者(?: ?: ?| )(?P<names>[^,:;。()]{2,40}?) ?(?:, ?|(?= )) *(?P<note>[^:;。]{4,80})"
)
_POST = re.compile(
    r"(?:分别|现)?[系为是]|.*(?:教授|研究员|博士|硕士|院长|主任|书记|处长|局长|会长|记者|学者|教师|讲师|学院|大学"
    r"|研究[院所]|党校)[^,]{0,12}$"
)


def introduced(line: str, folded: str, bracketed: bool) -> Credits | None:
    """``作者：韩秋实，系西部民族大学教授``: an author with a post; in brackets the name may be missing."""
    if bracketed and re.match(r"(?:本文)?作者(?:系|为|是|单位)", folded):
        return Credits(author=_named_at_the_end(line, folded), author_note=line, labelled=True)
    if ";" in folded and (several := _introduced_together(line, folded)):
        return several
    match = _INTRODUCED.fullmatch(folded)
    if not match or not _POST.match(match["note"]):
        return None
    found = names.people(line[slice(*match.span("names"))])
    note = line[slice(*match.span("note"))].strip()
    return Credits(author=found, author_note=note, labelled=True) if found else None


_INTRODUCED_ONE = re.compile(r"(?P<name>[^,:;。()]{2,12}?) ?(?:\([^()]{2,12}\))? ?, ?(?P<note>[^:;。]{4,80})")


def _introduced_together(line: str, folded: str) -> Credits | None:
    """``作者：周杰，某大学教授；杨骅（通讯作者），某大学博士``."""
    label = re.match(r"(?:本文)?作者(?:简介)? ?: ?", folded)
    authors: list[str] = []
    done = label.end() if label else 0
    for part in folded[done:].split(";"):
        one = _INTRODUCED_ONE.fullmatch(part.strip())
        name = names.people(part.strip()[: one.end("name")]) if one and _POST.match(one["note"]) else []
        if not label or not name:
            return None
        indent = done + len(part) - len(part.lstrip())
        authors.append(line[indent : indent + len(part.strip()[: one.end("name")])] if one else "")
        done += len(part) + 1
    note = line[label.end() :] if label else None
    return Credits(author=authors, author_note=note, labelled=True)


_NAMED_AFTER_POST = re.compile(
    r"(?:主任|教授|研究员|院长|书记|局长|处长|会长|记者|学者|讲师|博士)(?P<name>[㐀-鿿]{2,3})(?= |$)"
)


def _named_at_the_end(line: str, folded: str) -> list[str]:
    """The name behind the post in ``作者系某研究所研究室主任韩旭``."""
    named = _NAMED_AFTER_POST.search(folded)
    return names.people(line[slice(*named.span("name"))], marked=False) if named else []


WIRED = re.compile(r"[㐀-鿿]{1,10}?[社网报台][㐀-鿿/、·]{0,16}\d{1,2}月\d{1,2}日(?:电|讯|消息)")
"""``新华社北京5月6日电``: where and when a report was sent."""
_TAKEN_OVER = re.compile(r"以下文章来源于 ?(?P<account>[^,:]{2,20}?) ?, ?作者 ?(?P<names>.+)")


def taken_over(line: str, folded: str) -> Credits | None:
    """``以下文章来源于凉山观察 ，作者何静``: above what a WeChat account has from another one."""
    match = _TAKEN_OVER.fullmatch(folded) if folded.startswith("以下文章") else None
    if not match:
        return None
    account, signed = (line[slice(*match.span(name))] for name in ("account", "names"))
    return Credits(source=account, author=names.people(signed), labelled=True)


@cache
def _staff_form() -> re.Pattern[str]:
    editors, others = (names.any_of(names.words(kind)) for kind in ("editor", "staff"))
    return re.compile(
        rf"(?<![^ ])(?:(?P<author>作者|撰文)|(?P<editor>{editors})|{others}) +(?=[㐀-鿿 ·、,]+$)"
    )


def staff(line: str, folded: str) -> Credits | None:
    """``编辑 汪东伟``, ``责任编辑 王平 版式 徐静``: who else worked on it, without a colon.

    >>> staff("责任编辑 王平 版式 徐静", "责任编辑 王平 版式 徐静").editor
    ['王平']
    """
    told = list(_staff_form().finditer(folded)) if len(folded) <= _LONGEST_STAFF and " " in folded else []
    if not told or told[0].start():
        return None
    credits = Credits(labelled=True)
    for match, end in zip(told, [*(one.start() for one in told[1:]), len(line)], strict=True):
        found = names.people(line[match.end() : end], marked=False)
        if not found:
            return None
        if match["author"]:
            credits.author += found
        if match["editor"]:
            credits.edited = True
            credits.editor += [name for name in found if name not in credits.editor]
    return credits


_LONGEST_STAFF = 40


_COMPILED = re.compile(r"(?:本报|本刊|本网)?(?:综合|综编|整理)(?:各地)?(?:报道|报导|消息|编译|整理|讯)?")


def compiled(folded: str) -> Credits | None:
    """``综合报道``, in a bracket: a report made of others."""
    return Credits(labelled=True) if _COMPILED.fullmatch(folded) else None


@cache
def _worker_form() -> re.Pattern[str]:
    return re.compile(
        rf"[㐀-鿿]{{1,12}}(?:{names.any_of(names.words('workplace'))}) (?P<name>[㐀-鿿]{{2,3}})"
    )


def worker(inner: str, folded: str) -> Credits | None:
    """``石桥社区 李超``, ``市扶贫办 张三`` in a bracket: somebody at a place of work that is no publisher."""
    match = _worker_form().fullmatch(folded)
    office, _, signed = inner.strip().partition(" ")
    if match:
        signed = inner[slice(*match.span("name"))]
    elif not is_organ(office) or fold(office).endswith(_PUBLISHING):
        return None
    found = names.people(signed, marked=False)
    return Credits(author=found, labelled=True) if found else None


_PUBLISHING = ("报", "网", "社", "台", "出版社")
"""How the names of those end that publish; a word behind them may be where from."""


@cache
def _reviewed_form() -> re.Pattern[str]:
    words = names.any_of(("初审", "复审", "终审", "一审", "二审", "三审", *names.words("staff")))
    return re.compile(rf"(?:(?:{words})[ :]*[㐀-鿿·]{{2,4}}?[ ,;、]*)+")


def reviewed(folded: str) -> Credits | None:
    """``二审廖爱姣三审李虹``, in a bracket: who passed a text, with nothing between label and name."""
    return Credits(labelled=True, edited=True) if _reviewed_form().fullmatch(folded) else None


_CONTRIBUTED = re.compile(
    r"(?P<who>[㐀-鿿·、, ]{2,40}?) ?(?:供稿|投稿|来稿|撰稿|撰文|报道|摄影报道|文/?图|图/?文)"
)


def contributed(inner: str, folded: str) -> Credits | None:
    """``怒江州扶贫办 和雪梅 供稿``, in a bracket: an office, people, or both."""
    match = _CONTRIBUTED.fullmatch(folded)
    if not match:
        return None
    who = inner[slice(*match.span("who"))]
    if is_organ(who):
        return Credits(source=who, labelled=True)
    office, _, signed = who.partition(" ")
    if is_organ(office) and (found := names.people(signed)):
        return Credits(source=office, author=found, labelled=True)
    found = names.people(who, marked=False)
    return Credits(author=found, labelled=True) if found else None


_TEXT_AND_PICTURE = re.compile(r"(?:文 ?[/、]? ?图|图 ?[/、]? ?文) +")


def reported(text: str, folded: str | None = None) -> Credits | None:
    """``本报记者 张三 通讯员 李四``, ``中國西藏網 記者/王茜 圖片由…提供``, ``文/图 张三``."""
    folded = fold(text) if folded is None else folded
    if found := reporters(text, folded):
        return Credits(source=found[0], author=found[1], labelled=True)
    both = _TEXT_AND_PICTURE.match(folded)
    return signed_name(text[both.end() :]) if both else None


_POSTED = re.compile(
    r"(?P<names>[㐀-鿿·、]{2,12}) (?:[本我][报网台刊社]|[㐀-鿿]{2,8})?"
    r"(?:特派员|特派记者|记者|通讯员|评论员|撰稿人|实习生)"
)


_POST_ENDS = frozenset("员員者人生")


def signed_name(line: str) -> Credits | None:
    """A line that is nothing but names: ``周文斌``, ``陈伟健 成都特派员``.

    Only for lines where an author is expected.
    """
    line = line.strip()
    posted = _POSTED.fullmatch(fold(line)) if " " in line and line[-1] in _POST_ENDS else None
    found = names.people(line[: posted.end("names")] if posted else line, marked=False)
    return Credits(author=found, labelled=True) if found else None


def signed(text: str) -> Credits | None:
    return reported(text) or signed_name(text)


ORIGINAL = re.compile(r" *原创 ")
"""Opens the masthead of a WeChat page: author, account, time."""
_PUBLISHED_IN = re.compile(r" 发[表布]于[㐀-鿿]{2,4} *$")
"""Ends it."""


def credit_account(credits: Credits, cleared: str, words: list[str]) -> bool:
    """Takes ``原创 张三 乡村观察`` over: the last word is the account, those before it must be people.

    Of two words the first is the author, if it may be a name, whatever the family name (a pen name of four
    characters nothing tells); of more, all but the last must be names.
    """
    if not (credits.date and (ORIGINAL.match(cleared) or _PUBLISHED_IN.search(cleared))):
        return False
    *signed, account = words
    alone = len(signed) == 1
    authors = names.people(" ".join(signed), marked=alone and len(signed[0]) <= 3)
    nobody = alone and (not authors or names.is_nobody(signed[0]) or is_organ(signed[0]))
    if (signed and not authors and not nobody) or len(account) > 20:
        return False
    credits.source = credits.source or account
    credits.author = credits.author or ([] if nobody else authors)
    return True


def credit_reporters(credits: Credits, words: list[str]) -> bool:
    """Takes ``新华网 记者 张三`` over. ``记者来到县城`` names nobody, so names without a gap must look it."""
    found = reporters(" ".join(words))
    if not found:
        return False
    apart = any(fold(word).endswith(names.words("role")) for word in words)
    if not apart and not names.people(" ".join(found[1]), marked=False):
        return False
    credits.source = credits.source or found[0]
    credits.author = credits.author or found[1]
    return True
