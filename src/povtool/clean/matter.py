"""What belongs to a document and is none of its text: annexes, contacts, copies, references.

It stands above or below the text, or between the parts of a notice, so it neither ends an article nor counts
for one.

>>> [contact("联系人：李明  电话：0743-6231699"), contact("他拨通了电话：没有人接。")]
[True, False]
>>> reference("[1]王小林.相对贫困标准[J].中国农村经济，2020（3）：2-21.")
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice

from povtool.clean import names
from povtool.clean.dates import DATE
from povtool.clean.lines import Kind, Line
from povtool.clean.names import is_organ
from povtool.convert.script import fold
from povtool.data import rows

_LONGEST = 160
"""Longer lines are text, unless they cite."""
_LONGEST_ANNEX = 80
_CITED_TYPE = re.compile(r"[\[〔](?:[JMDCNRSPGZ]|(?:EB|DB|CP|[JMNRD])/?OL)[\]〕] ?[./,:]?")
"""The type of a cited work, as GB/T 7714 has it."""
_ENTRY = re.compile(r"(?:\[\d{1,3}\]|〔\d{1,3}〕|\(\d{1,3}\)|\d{1,3}[.、 ](?!\d)|[①-⑳])")
_ENTRY_NUMBER = re.compile(r"[\[〔(]?\d{1,3}[\]〕)]?")
_CITES = re.compile(r"出版社|年版|\d{4}年第?\d|第\d+-?\d*页|\[[JMDN]\]")
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|pptx?|zip|rar|7z)(?:\)|[ (\[].{0,24})?$", re.IGNORECASE)
_ANNEX = re.compile(
    r"[【\[]?(?:(?:相关|有关)?附[件表图]? ?(?:下载)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})? ?[】\]]? ?:"
    r"|附[件表] ?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[-—]\d{1,2})?[ .、]|【附件下载】$)(?P<what>.*)"
)
_NUMBERED = re.compile(r"\d{1,2} ?[.、](?!\d)|[(][\d一二三四五六七八九十]{1,2}\)")
_PRINTED = re.compile(rf"(?P<who>[^,。:]{{2,40}}?)?[ ,]*(?P<date>{DATE.pattern}) ?印发?(?:\(共印\d+份\))?")


@cache
def _contact_form() -> re.Pattern[str]:
    number, mail, person, place = (_any_of(kind) for kind in ("number", "mail", "person", "place"))
    han = "[㐀-鿿]"
    pair = (
        rf"(?:{han}{{0,10}}(?:{number}) ?(?:\([^()]{{1,12}}\))? ?:? ?"
        rf"[(+]?\d[\d\s()/、,;转*+~—-]{{2,60}}(?:\([^()]*\))?"
        rf"|{han}{{0,4}}(?:{mail}) ?: ?[\w.+-]+@[\w.-]+"
        rf"|{han}{{0,6}}(?:{person}) ?:[^。:]{{1,24}}"
        rf"|(?:{place}) ?:[^。:]{{2,50}})"
    )
    return re.compile(rf"[(【\[]?{pair}(?:[\s,;、]*{pair}){{0,5}}[)】\]]?。?")


@cache
def _contact_sign() -> re.Pattern[str]:
    """What every line with contacts has."""
    return re.compile("|".join(_any_of(kind) for kind in ("number", "mail", "person", "place")))


def _any_of(kind: str) -> str:
    return names.any_of(_words(kind))


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(word for row_kind, word in rows("matter_words.tsv") if row_kind == kind)


def contact(line: str) -> bool:
    """Whether a line says whom to ask and how, and nothing else."""
    folded = fold(line).strip()
    return bool(_contact_sign().search(folded)) and bool(_contact_form().fullmatch(folded))


def reference(line: str) -> bool:
    """Whether a line cites a work in the form of GB/T 7714."""
    folded = fold(line)
    return bool(_CITED_TYPE.search(folded)) and bool(re.search(r"(?:19|20)\d\d", folded))


def printed(folded: str) -> re.Match[str] | None:
    """The line with which an official document ends: 某县人民政府办公室 2021年9月28日印发."""
    return _PRINTED.fullmatch(folded) if "印" in folded[-12:] else None


@cache
def _journal_form() -> re.Pattern[str]:
    words = names.any_of(_words("journal"), " *")
    return re.compile(rf"[\[【〔(*]?\*?(?:{words}) ?(?:[\]】〕)] ?:?|:|$)(?P<value>.*)")


@cache
def _copies_form() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of('copies')}) ?:.*")


@cache
def _reference_heads() -> frozenset[str]:
    return frozenset(_words("references") + _words("notes"))


def mark_matter(lines: Sequence[Line]) -> None:
    """Gives the lines that are no text of the document their kind, and says what they are."""
    filled = [i for i, line in enumerate(lines) if line.kind is not Kind.BLANK]
    _mark_references(lines, filled)
    _mark_single(lines, filled)
    _mark_annexes(lines, filled)


@cache
def _begins(*kinds: str) -> frozenset[str]:
    """The first characters of some words, bracketed or not: a line that begins otherwise has none of them."""
    return frozenset({*"[【〔(*", *(word[0] for kind in kinds for word in _words(kind))})


def _set(line: Line, why: str) -> None:
    line.kind, line.credits, line.why = Kind.MATTER, None, why


_LOOKED_AT = frozenset({Kind.SHORT, Kind.PROSE, Kind.BYLINE, Kind.ITEM})


def _mark_single(lines: Sequence[Line], filled: Sequence[int]) -> None:
    """Contacts, copies, and what a journal says of an article; its label may have a line of its own."""
    value_of: str | None = None
    for i in filled:
        line = lines[i]
        if line.kind not in _LOOKED_AT or (
            len(line.text) > _LONGEST and not (value_of or _cites(line.folded))
        ):
            value_of = None
            continue
        why, label = (value_of, False) if value_of else _single(line)
        value_of = None
        if why:
            _set(line, why)
            value_of = why if label else None


_LONGEST_NUMBER = 60
"""Code points of a line with a number to call that has no colon."""
_DIGITS = re.compile(r"\d{3}")


def _single(line: Line) -> tuple[str | None, bool]:
    """What a line is by itself, and whether it is the label of the next one only."""
    folded = line.folded
    if folded[0] in _begins("journal", "copies"):
        if told := _journal_form().fullmatch(folded):
            return "publication", not told["value"].strip()
        if _copies_form().fullmatch(folded):
            return "publication", False
    if printed(folded):
        return "publication", False
    told_how = ":" in folded or (len(folded) <= _LONGEST_NUMBER and _DIGITS.search(folded))
    if told_how and _contact_sign().search(folded) and _contact_form().fullmatch(folded):
        return "contact", False
    return ("references", False) if _cites(folded) else (None, False)


def _cites(folded: str) -> bool:
    return ("[" in folded or "〔" in folded) and reference(folded)


def _mark_references(lines: Sequence[Line], filled: Sequence[int]) -> None:
    """A bibliography: its head and the entries below it, the numbers of which may have lines of their own."""
    for position, i in enumerate(filled):
        if lines[i].folded[0] not in _begins("references", "notes"):
            continue
        head, _, rest = lines[i].folded.partition(":")
        head = head.strip("[]【】 ").replace(" ", "")
        if head not in _reference_heads() or (rest.strip() and not _ENTRY.match(rest.strip())):
            continue
        strict = head in _words("notes")
        entries = _entries(lines, islice(filled, position + 1, None), strict)
        if entries or (rest and not strict):
            for k in (i, *entries):
                _set(lines[k], "references")


def _entries(lines: Sequence[Line], below: Iterable[int], strict: bool) -> list[int]:
    entries: list[int] = []
    numbered = False
    for i in below:
        folded = lines[i].folded
        if _ENTRY_NUMBER.fullmatch(folded):
            numbered = True
        elif numbered or _cites(folded) or (_ENTRY.match(folded) and (not strict or _CITES.search(folded))):
            numbered = False
        else:
            break
        entries.append(i)
    return entries


def _mark_annexes(lines: Sequence[Line], filled: Sequence[int]) -> None:
    """Lists of a notice's annexes, and files by their names; what heads an annex on the page is text."""
    done = 0
    for position, i in enumerate(filled):
        if lines[i].folded[0] not in _ANNEX_BEGINS or position < done:
            continue
        run = _annexes(lines, islice(filled, position, None))
        done = position + len(run)
        if run and _ends_notice(lines[filled[done]] if done < len(filled) else None):
            for k in run:
                _set(lines[k], "annex")
    for i in filled:
        line = lines[i]
        if "." in line.folded[-_LONGEST_ENDING:] and line.kind in _LOOKED_AT and _FILE.search(line.folded):
            _set(line, "annex")


_ANNEX_BEGINS = frozenset("[【相有附")


def _names_file(folded: str) -> bool:
    return "." in folded[-_LONGEST_ENDING:] and _FILE.search(folded) is not None


_LONGEST_ENDING = 36
"""Code points of the ending of a file's name and what stands behind it in brackets."""


def _annexes(lines: Sequence[Line], here: Iterable[int]) -> list[int]:
    """The lines of a list of annexes that begins here."""
    run: list[int] = []
    for i in here:
        line = lines[i]
        if line.kind not in _LOOKED_AT or len(line.text) > _LONGEST_ANNEX or line.folded.endswith("。"):
            break
        named = _ANNEX.fullmatch(line.folded)
        if not named and not (run and (_NUMBERED.match(line.folded) or _names_file(line.folded))):
            break
        run.append(i)
    head = _ANNEX.fullmatch(lines[run[0]].folded) if run else None
    return [] if head and len(run) == 1 and not head["what"].strip() else run


def _ends_notice(line: Line | None) -> bool:
    """Whether the line below a list of annexes is no text of an annex: a signature, a day, furniture."""
    if line is None:
        return True
    if line.kind not in (Kind.SHORT, Kind.PROSE):
        return line.kind is not Kind.CAPTION
    return is_organ(line.text) or all(map(is_organ, line.text.split()))
