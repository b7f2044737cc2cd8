"""Credits that stand inside the text: a dateline before its first sentence, brackets after its last.

>>> line = "新华社北京1月10日电（记者 张三）脱贫攻坚取得新进展。"
>>> opening(line).credits.source, opening(line).credits.author
('新华社', ['张三'])
>>> closing("推进边境扶贫。(记者姚彤、张子扬)").credits.author
['姚彤', '张子扬']
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from povtool.clean import names
from povtool.clean.byline import read
from povtool.clean.credits import Credits
from povtool.clean.dispatches import dispatch
from povtool.clean.imprints import imprint
from povtool.clean.names import is_organ
from povtool.clean.signatures import WIRED, contributed, introduced, reported, worker
from povtool.convert.script import fold
from povtool.data import rows

_REACH = 160
"""How far from the ends of a paragraph credits are looked for, in code points."""


@dataclass
class Edge:
    """Credits found at one end of a paragraph."""

    credits: Credits = field(default_factory=Credits)
    cuts: list[tuple[int, int]] = field(default_factory=list)
    """What leaves the text, as offsets in the paragraph."""


_AGENCY = re.compile(
    r"^ *[【\[(]?据?(?P<name>[㐀-鿿]{1,10}?(?:社|网|报|台)(?:-[㐀-鿿]{1,10}?(?:社|网|报|台))?)"
    r"(?:(?P<wire>[㐀-鿿/、·]{0,16}\d{1,2}月\d{1,2}日(?:电|讯|消息))|讯|消息(?=[\s(\[:]))"
    r"(?=[\s【】\[\](),:]|[㐀-鿿\d“])[】\])]? ?"
)
_REPORT = re.compile(r"^ *(?P<open>[【〔\[(])(?P<inner>[^【】〔〕\[\]()]{4,50}?)(?P<close>[】〕\])])")
_SPOKEN = re.compile(r"^ *(?:本报|本网)?记者 ?([㐀-鿿、· ]{2,24}?) ?(?:综合)?报[道导](?=[:,])")
"""``記者蘇榕報道:`` opens the text and stays in it."""
_BRACKET_BEHIND = re.compile(r"[^。,:;!?()\[\]]{2,24}[(\[【] ?((?:记者|通讯员)[^()\[\]【】]{2,40})[)\]】]")
"""Reporters behind an agency that is named after the paper's own: ``据新华社 (记者 侯雪静)``."""
_BRACKET = re.compile(r"^ *[(\[【]([^()\[\]【】]{2,60})[)\]】]")


def _signed(inner: str, dated: bool) -> Credits | None:
    """Who wrote a report, from a bracket before its text; behind a dateline a name may stand alone."""
    if found := reported(inner) or dispatch(inner):
        return found
    found = read(f"({inner})")
    if found and found.author and not found.date:
        return found
    alone = names.people(inner, marked=False) if dated else []
    return Credits(author=alone, labelled=True) if alone else None


def is_dateline(folded: str) -> bool:
    """Whether a line begins as an agency's report does: ``新华社北京5月6日电 题:一步跨千年``."""
    return bool(WIRED.match(folded))


def opening(paragraph: str) -> Edge:
    """The dateline of a first paragraph. It stays in the text, a bracket with reporters leaves it."""
    edge = Edge()
    head = paragraph[:_REACH]
    folded = fold(head)
    dateline = _AGENCY.match(folded)
    if dateline:
        name = head[dateline.start("name") : dateline.end("name")]
        if not folded[dateline.start("name") :].startswith(("本报", "本网", "本台", "本社", "本刊")):
            edge.credits.source = name
    elif report := _REPORT.match(folded):
        inner = head[report.start("inner") : report.end("inner")]
        if found := dispatch(inner) or reported(inner):
            edge.credits = found
            edge.cuts.append(report.span())
            return edge
    after = dateline.end() if dateline else 0
    bracket = _BRACKET.match(folded[after:]) or _BRACKET_BEHIND.match(folded[after:])
    inner = head[slice(*(after + at for at in bracket.span(1)))] if bracket else ""
    found = _signed(inner, dated=bool(dateline)) if inner else None
    if bracket and found:
        edge.credits.author = found.author
        edge.credits.source = edge.credits.source or found.source
        edge.cuts.append((after + bracket.start(1) - 1, after + bracket.end()))
    elif spoken := _SPOKEN.match(folded[after:]):
        edge.credits.author = names.people(head[after + spoken.start(1) : after + spoken.end(1)])
    return edge


_LAST_BRACKET = re.compile(
    r" *[(\[【〔](?P<inner>(?:[^()\[\]【】〔〕]|\([^()]{0,20}\)){1,120})[)\]】〕](?: ?\d{6,8})? *$"
)
_ENDED = re.compile(r"[。!?…”」』.] *$")


ENDS = ("完", "全文完", "完毕")
"""Brackets that only say that nothing follows. Credits may stand before them."""


def closing(paragraph: str) -> Edge:
    """The bracketed credits after a last paragraph; ``cuts`` is empty where there are none."""
    edge = Edge()
    offset = max(0, len(paragraph) - _REACH)
    tail = paragraph[offset:]
    folded = fold(tail)
    end = len(tail)
    if folded[-1:] not in _ENDS_OF_TEXT and (glued := _glued().search(folded)):
        end = glued.start()
        edge.cuts.append((offset + end, len(paragraph)))
        tail, folded = tail[:end], folded[:end]
    if credited := _behind(tail, folded):
        end, edge.credits = credited
        edge.cuts.append((offset + end, len(paragraph)))
        tail, folded = tail[:end], folded[:end]
    if printed := _printed(tail, folded):
        _add(edge.credits, printed[1])
        edge.cuts.insert(0, (offset + printed[0], offset + end))
        end = printed[0]
    bare = _BARE_NAME.search(folded) if not edge.cuts else None
    if bare and (author := names.people(tail[slice(*bare.span(1))], marked=False)):
        edge.credits.author = author
        edge.cuts.append((offset + bare.start(1), len(paragraph)))
        return edge
    while match := _LAST_BRACKET.search(folded[:end]):
        inner = tail[match.start("inner") : match.end("inner")]
        found = _credits(inner, ended=bool(_ENDED.search(folded[: match.start()])))
        if found:
            _add(edge.credits, found)
        elif fold(inner).strip() not in ENDS:
            break
        edge.cuts.insert(0, (offset + match.start(), offset + end))
        end = match.start()
    return edge


_BARE_NAME = re.compile("(?<=[。!?”])([㐀-鿿]{2,3}) *$")
"""A name that flattening has put behind the last sentence: …降到3%以下。黎启明."""
_PHOTOGRAPHED = re.compile(
    "(?<=[。!?”]) *(?:(?:本报|本网)?(?:特约)?(?:记者|通讯员) ?)?[㐀-鿿· ]{2,10}?(?: |/)摄(?:影)? *$"
)


def photographed(folded: str) -> tuple[int, int] | None:
    """The photographer that a picture beside a paragraph has left behind its last sentence, as offsets.

    >>> photographed("“荒滩”变成了“菜园”。 本报记者 何立秋 摄")
    (12, 23)
    """
    if not folded.endswith(("摄", "摄影")):
        return None
    match = _PHOTOGRAPHED.search(folded, max(0, len(folded) - _REACH))
    return (match.start(), len(folded)) if match else None


_BEHIND = re.compile(r"(?<=[。!?”」』)]) +(?P<credit>[^。!?;()]{3,40})$")
"""A credit without a bracket behind the last sentence: ``…基本完成。 责任编辑：李明``."""
_ENDS_OF_TEXT = frozenset("。!?…”」』)")
"""With such a character a last line ends that no button is glued to."""


@cache
def _glued() -> re.Pattern[str]:
    """A button that flattening has put behind the last sentence."""
    phrases = (phrase for place, phrase in rows("page_phrases.tsv") if place == "tail")
    return re.compile(f"(?<=[。!?…”」』)]) *(?:{'|'.join(map(re.escape, phrases))}) *$")


def _behind(tail: str, folded: str) -> tuple[int, Credits] | None:
    """The credit without a bracket after a last sentence, and where it begins."""
    behind = _BEHIND.search(folded)
    found = read(tail[behind.start("credit") :]) if behind else None
    return (behind.start(), found) if behind and found and found.labelled and not found.date else None


def _printed(tail: str, folded: str) -> tuple[int, Credits] | None:
    """The imprint after a last sentence, and where it begins."""
    start = folded.rfind("《")
    if start < 0 or not re.search(r"[。!?…”」』)] *$", folded[:start]):
        return None
    found = imprint(tail[start:].rstrip(), folded[start:].rstrip())
    return (start, found) if found else None


_PICTURED = re.compile(
    r"[^。]{0,12}(?:[社报网]发|记者|图片|照片|图|摄影)[^。]{0,16}(?:摄|供图|提供)|[^。,]{2,12} ?摄"
)
"""``(新华社发 宋文摄)``."""


def _credits(inner: str, ended: bool) -> Credits | None:
    """What a closing bracket says. A bare name counts only after a sentence: 湿地(保护局) is text."""
    folded = fold(inner)
    if posted := introduced(inner, folded, bracketed=True):
        return posted
    if ";" in folded and (listed := _several(inner, folded)):
        return listed
    found = read(f"({inner})") or reported(inner)
    found = found or (contributed(inner, folded) if ended else None)
    if found and (found.labelled and (found.author or found.editor or found.source)):
        return found
    if not ended:
        return None
    if WIRED.fullmatch(folded) or _PICTURED.fullmatch(folded):  # 本报凉山5月13日电
        return Credits(labelled=True)
    quoted = re.fullmatch(r"据《?(.+?)》?(?:\d{1,2}月\d{1,2}日)?(?:电|报道|消息|讯)?", folded)
    if quoted and is_organ(inner[quoted.start(1) : quoted.end(1)]):
        return Credits(source=inner[quoted.start(1) : quoted.end(1)], labelled=True)
    if is_organ(inner):
        return Credits(source=inner, labelled=True)
    if at_work := worker(inner, folded):
        return at_work
    people = names.people(inner[folded.rfind("/") + 1 :], marked=False)  # 中時/王勝修
    return Credits(author=people, labelled=True) if people else None


_SENT_IN = re.compile(
    r"(?:供稿|撰稿|投稿|来稿|文|图)(?:单位)? ?(?:[^ ,。:]{2,24} )?(?P<names>[㐀-鿿·、 ]{2,16})$"
)


def _several(inner: str, folded: str) -> Credits | None:
    """Several credits in one bracket: ``供稿县驻村工作组 郭兴华;编辑 李娜``; None if one cannot be read."""
    credits = Credits(labelled=True)
    done = 0
    for part in folded.split(";"):
        text = inner[done : done + len(part)]
        done += len(part) + 1
        sent = _SENT_IN.match(part)
        signed = names.people(text[slice(*sent.span("names"))], marked=False) if sent else []
        found = Credits(author=signed) if signed else read(f"({text})")
        if not found or not (found.author or found.editor or found.source):
            return None
        _add(credits, found)
    return credits


def _add(credits: Credits, more: Credits) -> None:
    credits.date = credits.date or more.date
    credits.source = credits.source or more.source
    credits.author_note = credits.author_note or more.author_note
    credits.author = more.author + [name for name in credits.author if name not in more.author]
    credits.editor = more.editor + [name for name in credits.editor if name not in more.editor]
