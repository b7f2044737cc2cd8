"""The places that a folded text names, and what part each plays in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from povtool.metrics.places.gazetteer import Name, automaton, guards
from povtool.metrics.places.people import is_person
from povtool.metrics.places.roles import ASIDE, GOVERNS, HELPED, HELPS, OUTSIDE, REACH, role_of
from povtool.metrics.places.settlements import settlements
from povtool.metrics.wording.phrases import words_of

_LISTING = ("、", "和", "与", "及", "以及")
_CLASSES = frozenset("省市区县旗州盟国")
_TO = ("向", "在", "到", "对", "为", "赴", "往")
"""Behind these a name that the document is known to speak of is no part of words: 去年 | 向 | 东乡 | 投入."""
_WORD = 4
"""Code points around a bare name that may make it part of two words."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place named in a text; offsets are code points, end exclusive."""

    start: int
    end: int
    name: str
    """The short name (西藏, 甘孜州); of a pointing word the class it names (县 for 全县)."""
    entry: Name
    role: str = GOVERNS


def mentions(
    text: str,
    organisations: bool = False,
    whole: Mapping[str, Name] | None = None,
    around: Mapping[str, Name] | None = None,
) -> list[Mention]:
    """The places named in a folded text, in order and without overlap, each with its role.

    A name that is a part of another word or of an organisation's name (推广西部, 南京大学) is none, unless
    ``organisations`` are asked for, as in a document's source (甘孜日报). ``whole`` are the divisions that
    the rest of the document names whole, ``around`` all that it names, by spelling. Linear in the text.

    >>> [mention.name for mention in mentions("推广西藏自治区经验,朝阳产业,南京大学,甘孜藏族自治州")]
    ['西藏', '甘孜州']
    """
    if not text:
        return []
    spelled = list(_spelled(text))
    whole = dict(whole or {})
    whole |= {entry.name: entry for start, end, entry in spelled if _is_whole(text[start:end], entry)}
    meant = {text[start:end]: entry for start, end, entry in spelled}
    meant = {spelling: _of_that_name(spelling, entry, whole) for spelling, entry in meant.items()}
    spelled = [(start, end, meant[text[start:end]]) for start, end, _ in spelled]
    people = {
        text[start - 1 : end] for start, end, entry in spelled if _may_be_person(text, start, end, entry)
    }
    found = [
        said
        for said in spelled
        if text[max(0, said[0] - 1) : said[1]] not in people
        and _stands(text, *said, organisations, said[2].name in whole)
    ]
    chosen = list(_told_apart(list(_longest(found))))
    chosen = list(_longest([*chosen, *settlements(text, chosen, around)]))
    known = [named for named in chosen if not named[2].needs_whole or named[2].name in whole]
    return _with_roles(text, known)


def _may_be_person(text: str, start: int, end: int, entry: Name) -> bool:
    bare = entry.kind == "division" and text[end - 1] not in _CLASSES
    return bare and is_person(text, start, end)


def named_whole(text: str, found: list[Mention]) -> dict[str, Name]:
    """The divisions that a text names with their class (东乡族自治县), by their short names."""
    return {
        said.entry.name: said.entry for said in found if _is_whole(text[said.start : said.end], said.entry)
    }


def _is_whole(spelling: str, entry: Name) -> bool:
    return entry.kind == "division" and spelling[-1] in _CLASSES and len(spelling) > 2


def _of_that_name(spelling: str, entry: Name, whole: Mapping[str, Name]) -> Name:
    """The division that a bare name means in a text that names another of that name whole: 东乡 after
    东乡族自治县 is not the 东乡区 of elsewhere, but 吉林 after 吉林市 is the province."""
    if entry.kind != "division" or spelling[-1] in _CLASSES or entry.name in whole or len(entry.codes) != 1:
        return entry
    own = entry.codes[0]
    for other in whole.values():
        code = other.codes[0]
        if other.name.startswith(spelling) and len(own) > 2 and not code.startswith(own):
            return other
    return entry


Candidate = tuple[int, int, Name]


def _spelled(text: str) -> Iterator[Candidate]:
    finder, table = automaton()
    for start, end, which in finder.find_overlapping(text):
        yield start, end, table[which][1]


def _longest(found: list[Candidate]) -> Iterator[Candidate]:
    """Leftmost first, of two that begin together the longer."""
    position = 0
    for start, end, entry in sorted(found, key=lambda candidate: (candidate[0], -candidate[1])):
        if start >= position:
            yield start, end, entry
            position = end


@cache
def _of_an_organisation() -> re.Pattern[str]:
    return re.compile(
        "[省市]?(?:[\u4e00-\u9fff]{0,4}(?:大学|学院)|[\u4e00-\u9fff]{1,10}(?:有限|股份|集团|责任)公司|师范|理工|医科|农业大学|科技大学|工业大学|财经|银行|农商|证券|人寿|保险公司|"
        "集团|股份|有限|实业|航空|铁路局|机场|日报|晚报|晨报|都市报|电视台|卫视|广播|网|新闻网|出版|现代汽车|"
        "路[0-9一二三]|大道|菜[系馆]|话|籍|移动|联通|电信|石油|石化|烟草|茅台|港务|海关|军区|战役|会战|精神|"
        "世博|奥运|冬奥|协定|共识|宣言|人(?=[,。、的]))"
    )


@cache
def _short_county() -> re.Pattern[str]:
    """What may stand before a county of one character (礼县): nothing that could make it a word."""
    return re.compile(r"(?:^|[^\u4e00-\u9fff]|[省市州区县盟在和与及对])$")


def _told_apart(chosen: list[Candidate]) -> Iterator[Candidate]:
    """The names with a division that several are called by (朝阳区) narrowed to the one that lies in a place
    named with it or, failing that, anywhere."""
    sure = {entry.codes[0] for _, _, entry in chosen if entry.kind == "division" and len(entry.codes) == 1}
    outer, outer_end = "", -1
    for start, end, entry in chosen:
        if entry.kind == "division" and len(entry.codes) > 1:
            near = [code for code in entry.codes if start == outer_end and code.startswith(outer)]
            inside = near or [code for code in entry.codes if not sure.isdisjoint((code[:2], code[:4]))]
            entry = replace(entry, codes=(inside[0],)) if len(inside) == 1 else entry
        outer, outer_end = entry.codes[0] if len(entry.codes) == 1 else "", end
        yield start, end, entry


def _stands(text: str, start: int, end: int, entry: Name, organisations: bool, known: bool) -> bool:
    """Whether a spelling is a name here; ``known`` that the document names the division whole somewhere."""
    spelling = text[start:end]
    before, after = guards().get(spelling, (None, None))
    left, right = text[max(0, start - 5) : start], text[end : end + REACH]
    if (before and before.search(left)) or (after and after.match(right)):
        return False
    if (
        end - start == 2
        and spelling[1] == "县"
        and entry.kind == "division"
        and not _short_county().search(left)
    ):
        return False
    if entry.kind in ("pointing", "body", "nation", "mainland"):
        return spelling != "自治区" or not (
            left.endswith(("族", "省(", "省、")) or right.startswith("、直辖市")
        )
    bare = entry.kind == "division" and spelling[-1] not in _CLASSES
    if bare and right.startswith(("镇", "乡", "街道", "村")):
        return False  # 普洱镇 is a town elsewhere
    if bare and not (known and left.endswith(_TO)) and _across_words(text, start, end):
        return False
    if entry.kind == "division" and len(spelling) > 2 and spelling[-1] in "县旗" and "公司" in right:
        return True  # a county's firm is told of where it is
    return organisations or not _of_an_organisation().match(right)


def _across_words(text: str, start: int, end: int) -> bool:
    """Whether a bare name lies across two words (易地搬迁安置 is no 迁安)."""
    low, high = max(0, start - _WORD), min(len(text), end + _WORD)
    bounds = {low, *accumulate(map(len, words_of(text[low:high])), initial=low)}
    return not {start, end} <= bounds and any(start < bound < end for bound in bounds)


def _with_roles(text: str, found: list[Candidate]) -> list[Mention]:
    """The mentions with their roles; of 福建省厦门市湖里区 all help where the last does."""
    named = list(_each_with_role(text, found))
    for index in range(1, len(named)):
        outer, mention = named[index - 1 : index + 1]
        if outer.role == HELPED and mention.start == outer.end and holds(outer.entry, mention.entry):
            named[index] = replace(mention, role=HELPED)  # 投入甘肃 | 东乡县帮扶资金
        if _lies_in().fullmatch(text, outer.end, mention.start) and mention.role == GOVERNS:
            named[index] = replace(mention, role=ASIDE)  # 黄尾镇位于 | 岳西县北部
        elif (
            outer.role == ASIDE
            and mention.start == outer.end
            and holds(outer.entry, mention.entry)
            and _lies_in().search(text, max(0, outer.start - 4), outer.start)
        ):
            named[index] = replace(mention, role=ASIDE)
        if text[outer.end : mention.start] in ("与", "同", "和"):
            for which, role in _of_a_pair(text, named, index):
                named[which] = replace(named[which], role=role)
    for index in range(len(named) - 2, -1, -1):
        mention, inner = named[index : index + 2]
        if inner.role == HELPS and mention.role == GOVERNS and text[mention.end : inner.start] in _LISTING:
            named[index] = replace(mention, role=HELPS)  # 北京、天津等对口支援省市
        if inner.role == HELPS and inner.start == mention.end and holds(mention.entry, inner.entry):
            named[index] = replace(mention, role=inner.role)
    return named


@cache
def _lies_in() -> re.Pattern[str]:
    """What stands between a place and what it lies in."""
    return re.compile("[也就]?(?:位于|地处|坐落[在于]|隶属于?|处于|位处|处在)$")


_SENDERS = ("11", "12", "21", "31", "32", "33", "35", "37", "44")
"""The provinces that help others in paired aid."""


def _of_a_pair(text: str, named: list[Mention], index: int) -> Iterator[tuple[int, str]]:
    """The roles of two places that are said to be paired (北京市朝阳区与河北省康保县结对), where just one of
    them lies in a province that helps."""
    last = index
    while last + 1 < len(named) and named[last + 1].start == named[last].end:
        last += 1
    if not _paired_off().match(text, named[last].end):
        return
    sends = [
        len(mention.entry.codes) == 1 and mention.entry.codes[0].startswith(_SENDERS)
        for mention in (named[index - 1], named[last])
    ]
    if sends[0] != sends[1]:
        yield index - 1, HELPS if sends[0] else HELPED
        yield last, HELPS if sends[1] else HELPED


@cache
def _paired_off() -> re.Pattern[str]:
    return re.compile("[^,。;、0-9]{0,4}(?:结对|携手|结为|建立)|开展[^,。;、]{0,6}协作")


def holds(outer: Name, inner: Name) -> bool:
    """Whether a division lies in another."""
    both = outer.kind == inner.kind == "division" and len(outer.codes) == 1
    return both and any(code.startswith(outer.codes[0]) for code in inner.codes)


def _each_with_role(text: str, found: list[Candidate]) -> Iterator[Mention]:
    titles = _titles(text)
    role, last_end = GOVERNS, -1
    for start, end, entry in found:
        joined = 0 <= start - last_end <= 2 and text[last_end:start] in _LISTING
        titles_end = next(titles.reaching(start), 0)
        if titles_end:
            role = ASIDE
        elif not (joined and role in (ASIDE, OUTSIDE)):
            role = role_of(text, start, end, entry)
        yield Mention(start, end, entry.name, entry, role)
        last_end = end


class _Titles:
    """Where titles in 《》 stand, walked along with the names: one there governs only the title's figures."""

    def __init__(self, spans: list[tuple[int, int]], text: str) -> None:
        self._spans, self._next, self._text = spans, 0, text

    def reaching(self, start: int) -> Iterator[int]:
        while self._next < len(self._spans) and self._spans[self._next][1] <= start:
            self._next += 1
        if self._next < len(self._spans) and self._spans[self._next][0] < start:
            low, high = self._spans[self._next]
            if not any(character.isdigit() for character in self._text[low:high]):
                yield high


def _titles(text: str) -> _Titles:
    return _Titles([match.span() for match in re.finditer("《[^《》\n]{1,80}》", text)], text)
