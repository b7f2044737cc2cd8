"""Townships and villages, which no table lists: behind their county (福贡县匹河乡), then by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import repeat

from povtool.data import rows
from povtool.metrics.places.gazetteer import ROOT, Name
from povtool.metrics.places.organisations import at_home
from povtool.metrics.places.townships import named_townships

Candidate = tuple[int, int, Name]

_MOST_LOOKED_FOR = 200
"""Villages of a text that are looked for again."""
_LONGEST = 24
"""Code points behind a county in which its township and village stand."""


def settlements(
    text: str, found: Sequence[Candidate], around: Mapping[str, Name] | None = None
) -> Iterator[Candidate]:
    """The townships and villages of a folded text; ``found`` are the divisions it names, in order.

    ``around`` are the places that the rest of the document names, by their spelling. A township is known from
    a table, or by standing right behind its county or prefecture; its code is that of what it lies in. A
    village is known where the title names it; behind its township; by who comes to it; where it begins
    clauses and stands in the text again; or where the text also points at one of its class (全村, 村里): its
    code is then the country's.

    >>> from povtool.metrics.places.gazetteer import spellings
    >>> text = "福贡县匹河乡的群众,福贡县城乡,匹河乡托坪村"
    >>> county = spellings()["福贡县"]
    >>> [text[start:end] for start, end, _ in settlements(text, [(0, 3, county), (10, 13, county)])]
    ['匹河乡', '匹河乡', '托坪村']
    """
    named = list(_named(text, found, around or {}))
    yield from named
    yield from at_home(text, [*found, *named])


def _named(text: str, found: Sequence[Candidate], around: Mapping[str, Name]) -> Iterator[Candidate]:
    known = {spelling: entry for spelling, entry in around.items() if entry.kind == "settlement"}
    codes = {code for entry in around.values() if entry.kind == "division" for code in entry.codes}
    starts = {start for start, _, _ in found}
    for _, end, entry in found:
        if entry.kind == "division" and len(entry.codes) == 1 and end not in starts:
            for start, stop in _behind(text, end):
                known.setdefault(text[start:stop], Name(text[start:stop], entry.codes, "settlement"))
    for start, stop, entry in named_townships(text, found, codes, _is_name):
        known[text[start:stop]] = entry
        for low, high in _behind(text, stop):
            known.setdefault(text[low:high], Name(text[low:high], entry.codes, "settlement"))
    for start, stop, entry in _resettled(text, found):
        known.setdefault(text[start:stop], entry)
    for start, stop in (*_pairs(text), *_beginning_clauses(text), *_reached(text), *_recurring(text)):
        known.setdefault(text[start:stop], Name(text[start:stop], (ROOT,), "settlement"))
    if known:
        pattern = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
        for match in re.finditer(pattern, text):
            if not (_done_to_villages().fullmatch(match[0]) and _of_villages().match(text, match.end())):
                yield match.start(), match.end(), known[match[0]]
        yield from _new_village(text, known)


def _new_village(text: str, known: Mapping[str, Name]) -> Iterator[Candidate]:
    """The bare words 新村 that mean the one new village that a text names (来窑新村)."""
    named = [name for name in known if name.endswith("新村")]
    if len(named) == 1:
        for match in _bare_new_village().finditer(text):
            yield *match.span("word"), known[named[0]]


@cache
def _bare_new_village() -> re.Pattern[str]:
    return re.compile("(?:^|[\n。;,:“])(?P<word>新村)(?=[的里有是人已]|今年|去年|现有|配套|建)")


@cache
def _done_to_villages() -> re.Pattern[str]:
    """What is done to villages, and no name of one before what they have: 加强村 | 集体经济."""
    verbs = "|".join(_words("done"))
    return re.compile(f"[\u4e00-\u9fff]{{0,3}}(?:{verbs})村")


@cache
def _of_villages() -> re.Pattern[str]:
    return re.compile(
        "集体|级|庄|民|两委|“两委”|干部|组织|党组织|党支部|班子|容|貌|务|规|医|卫生|基础|内|里|办|“三资”|产业"
    )


def _behind(text: str, position: int) -> Iterator[tuple[int, int]]:
    limit = min(len(text), position + _LONGEST)
    while match := _shape().match(text, position, limit):
        if not _is_name(match["name"]):
            return
        yield match.span("name")
        position = match.end()
        if (own := _village_of().match(text, position)) and _is_name(own["name"]):
            yield own.span("name")
        if listed := _joint().match(text, position):
            position = listed.end()


@cache
def _village_of() -> re.Pattern[str]:
    """The new village of a township: 刘川镇 | 的来窑新村."""
    return re.compile("的(?P<name>[\u4e00-\u9fff]{2,3}新村)")


@cache
def _joint() -> re.Pattern[str]:
    """What joins a township to the next of its county: 四都镇和黄沙镇."""
    return re.compile("[、和与及](?=[\u4e00-\u9fff]{1,4}(?:街道|[乡镇](?![镇村级])|村(?![级庄民委组])))")


def _resettled(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Where people were moved to, behind its county or where a clause begins: 隆安县震东移民社区."""
    holders = {end: entry for _, end, entry in found if entry.kind == "division" and len(entry.codes) == 1}
    for match in _all_moved_to(text):
        entry = holders.get(match.start("name"))
        begin = match.start("name")
        at_border = match["kind"] and _border().search(text, max(0, begin - 1), begin)
        if _is_name(f"{match['own']}村") and _no_name().search(match["own"]) is None and (entry or at_border):
            yield *match.span("name"), Name(match["name"], entry.codes if entry else (ROOT,), "settlement")


def _all_moved_to(text: str) -> Iterator[re.Match[str]]:
    """Every match of :func:`_moved_to`, looked for only where one can end."""
    done = 0
    for end in _settled_in().finditer(text):
        low, done = max(done, end.start() - _LONGEST_MOVED), end.end()
        yield from filter(None, map(_moved_to().match, repeat(text), range(low, done)))


_LONGEST_MOVED = 14
"""Code points of such a place before the words that it ends in, at most."""


@cache
def _settled_in() -> re.Pattern[str]:
    return re.compile("安置|社区|新区|小区|新村")


@cache
def _border() -> re.Pattern[str]:
    return re.compile("(?:^|[^0-9\u4e00-\u9fff]|[在到进访])$")


@cache
def _moved_to() -> re.Pattern[str]:
    kinds = "易地扶贫搬迁|易地搬迁|扶贫搬迁|扶贫生态移民|生态移民|扶贫移民|移民搬迁|移民|扶贫|搬迁"
    ends = "安置社区|集中安置[区点]|安置[区点]|安置小区|社区|新区|小区|新村"
    own = "(?:(?![县旗市区乡镇村])[\u4e00-\u9fff]){2,3}?"
    plain = "(?:集中)?安置[区点]|安置社区|安置小区"
    return re.compile(f"(?=(?P<name>(?P<own>{own})(?:(?P<kind>{kinds})(?:{ends})|{plain})))")


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile("[为在对给和的与及由把将各从该全个处座等县乡村镇市]")


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Townships with a village of theirs behind them, at the beginning of a clause or behind 在."""
    for match in _pair().finditer(text):
        if _is_name(match["town"]) and _is_name(match["village"]):
            yield match.span("town")
            yield match.span("village")


@cache
def _pair() -> re.Pattern[str]:
    han = "[\u4e00-\u9fff]"
    return re.compile(
        f"(?:(?:^|[^\u4e00-\u9fff])(?:{han}{{0,3}}?[在到进于访])?|[在到进于访])"
        f"(?P<town>{han}{{2,4}}?(?:街道|[乡镇]))(?P<village>{han}{{2,4}}?(?:社区|村|嘎查))"
    )


def _reached(text: str) -> Iterator[tuple[int, int]]:
    """Villages that somebody comes to, lives in or is told of (走进十八洞村, 搬进富民新村)."""
    for match in _arrival().finditer(text):
        if _is_name(match["name"]):
            yield match.span("name")


@cache
def _arrival() -> re.Pattern[str]:
    come = (
        "走进|来到|搬进|搬到|搬入|住进|住在|家住|家在|世居|回到|走访|嫁到|迁入|迁到|落户到?|坐落[在于]|位于"
    )
    return re.compile(
        f"(?:(?:{come})了?|[公华]?里[外处]?的)(?P<name>[一-鿿]{{2,4}}?村)(?=[,。;!?的]|[0-9](?!个)|采访|调研|走访|看到)"
    )


def _recurring(text: str) -> Iterator[tuple[int, int]]:
    """Villages and neighbourhoods that begin a clause and stand in the text again (上滩村有251户)."""
    found: dict[str, tuple[int, int]] = {}
    for match in _standing().finditer(text):
        if match["name"] not in found and _is_name(match["name"]):
            found[match["name"]] = match.span("name")
    for start, end in list(found.values())[:_MOST_LOOKED_FOR]:
        if text.find(text[start:end], end) >= 0 or text.find(text[start:end], 0, start) >= 0:
            yield start, end


@cache
def _standing() -> re.Pattern[str]:
    return re.compile(
        "(?:^|[^0-9一-鿿]|[在到是的从])(?P<name>[一-鿿]{2,3}(?:村|嘎查|屯(?!田))|[一-鿿]{2,4}社区)"
        "(?![级镇庄官寨集部子落组委务企小工卫])(?!民(?:委员会|自治|小组|代表))"
    )


def _beginning_clauses(text: str) -> Iterator[tuple[int, int]]:
    for match in filter(None, (_where_first().match(text), *_where().finditer(text))):
        if _is_name(match["name"]):
            yield match.span("name")
    for suffix, pointing in _POINTING.items():
        if pointing.search(text):
            for match in _clause(suffix).finditer(text):
                if _is_name(match["name"]):
                    yield match.span("name")


_POINTING = {
    "镇": re.compile("全镇|镇上|镇里|该镇|我镇"),
    "乡": re.compile("全乡|乡里|该乡|我乡"),
    "村": re.compile("全村|村里|村上|该村|我村|村支书|村支部|村民"),
}


@cache
def _where() -> re.Pattern[str]:
    """Where it happens, at the beginning of a sentence, or whose the next figure is: 其中龙街镇300户.

    All ways to begin end in one class of characters, for which the search leaps.
    """
    return re.compile(
        f"[\n。;:“”、,在中乡的为](?:(?<=[\n。;“]在)(?={_HAN}{{2,3}}[乡镇村],)"
        f"|(?<=在)(?={_HAN}{{2,3}}[乡镇](?:{_BUILT}))"
        f"|(?:(?<=其中)|(?<=[、,;。:\n]))(?={_HAN}{{2,3}}[乡镇](?:{_FIGURE}))"
        f"|(?:(?<=之乡)|(?<=[的为]))(?={_HAN}{{2,3}}[乡镇][,的])"
        f"|(?<=[\n。;,“”])(?={_HAN}{{2,4}}村(?:{_WHOSE}|{_ABOUT}|,[0-9])))"
        f"{_NAMED_THERE}"
    )


@cache
def _where_first() -> re.Pattern[str]:
    """The same at the beginning of a text."""
    return re.compile(
        f"(?:在(?={_HAN}{{2,3}}[乡镇村],)|(?={_HAN}{{2,4}}村(?:{_WHOSE}|{_ABOUT}|,[0-9]))|(?={_HAN}{{2,3}}村[的:]))"
        f"{_NAMED_THERE}"
    )


_HAN = "[\u4e00-\u9fff]"
_WHOSE = "村民|脱贫户|贫困户|监测户|农民|党支部|支书|老人|群众"
_ABOUT = (
    "地处|位于|隶属|坐落|就在|第一书记|集体经济|人均|年[^,。0-9]{1,4}[0-9]"
    "|共?有[0-9]|现有|[0-9]{1,4}[余多]?户"
)
_FIGURE = "[0-9]|一[家个名位批座处]"
_BUILT = "[新兴修改]?建|设立|投资|开办|打造"
_NAMED_THERE = f"(?P<name>{_HAN}{{2,4}}?[乡镇村])(?=[,的:]|{_FIGURE}|{_BUILT}|{_WHOSE}|{_ABOUT})"


@cache
def _clause(suffix: str) -> re.Pattern[str]:
    return re.compile(
        f"(?:^|[\\n。;,:“])(?P<name>[\u4e00-\u9fff]{{2,3}}{suffix})(?=[是位地距原曾的有,]|党|支)"
    )


@cache
def _shape() -> re.Pattern[str]:
    han = "[\u4e00-\u9fff]"
    return re.compile(
        f"(?:市区|[市县区旗](?=[^城]))?(?P<name>{han}{{1,5}}?(?:街道|社区|嘎查|屯|[乡镇](?![镇村级])|村(?![级庄])))"
    )


@cache
def _words(role: str) -> tuple[str, ...]:
    return tuple(
        word for kind, words in rows("settlement_guards.tsv") if kind == role for word in words.split(" ")
    )


def _is_name(name: str) -> bool:
    """Whether words that end as a settlement's name does are one (not 城乡, 涉及贫困村)."""
    if name.endswith(_words("common")) and not (len(name) > 3 and name.endswith(_words("settled"))):
        return False
    if len(name) > 3 and name.endswith(_words("settled")) and name.startswith(_words("planned")):
        return False
    if name.startswith(_words("attribute")) and not name.startswith(_words("name")):
        return False
    return not any(word in name for word in _words("within"))


def is_village(name: str) -> bool:
    """Whether a settlement is a village or a neighbourhood, and no township.

    >>> is_village("班彦村"), is_village("五十镇")
    (True, False)
    """
    return name.endswith(("村", "社区", "嘎查", "安置区", "安置点", "小区", "新区"))


def is_hamlet(name: str) -> bool:
    """Whether a settlement is a part of a village, which the words 全村 and 村里 do not mean.

    >>> is_hamlet("弄桑屯"), is_hamlet("八科村")
    (True, False)
    """
    return name.endswith("屯")
