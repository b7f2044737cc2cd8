"""Numeric policy formulas (提法): number shorthand for contents listed elsewhere, such as 五个一批.

Three things make a formula: the table of known names, the shapes that writers put in quotation marks
(“七个坚持”, “1+N”, “围绕一个目标、突出两个关键”), and a few shapes that need none (三大主战场). What one
place of a page establishes holds for the whole page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from povtool.data import rows
from povtool.metrics.wording.phrases import phrase_after, words_of

_NUMERAL = "一二两三四五六七八九十"
_AS_HANZI = str.maketrans("123456789", "一两三四五六七八九")
"""One to one, so that offsets hold; 2 before a measure word is 两."""
_MEASURE = "个大项件条级位种股化好严实驾道场张把类块支座步梁重权方面层点"


_COUNTING = "位名只匹家口头条张岁天年月日季盏棵株座间篇部首"
"""Measure words of persons and things: behind one stands what is counted (三只手)."""
_OF_PLACES = "岩坝沟河山江湖村镇乡里峡岭桥店港口湾洲沙峰滩塘城县州市原寨庄屯"
"""Last characters of place names (三岩)."""
_PLAIN_COUNT = (
    "个(?:多?月|小时|星期|礼拜|季度|学期|年头|工作日|[老孩儿女男]|[人县村乡镇省市]$)|位(?!一体)|张[嘴脸床桌]"
)
"""After a numeral these count time, persons and places (三个月, 四位老人)."""


@dataclass(frozen=True, slots=True)
class Found:
    """One occurrence; offsets are code points, end exclusive."""

    start: int
    end: int
    name: str
    """Simplified, numerals in Chinese characters, without quotation marks."""


@cache
def _table(kind: str) -> frozenset[str]:
    return frozenset(name for row, names in rows("formulas.tsv") if row == kind for name in names.split(" "))


@cache
def _quotation() -> re.Pattern[str]:
    return re.compile(r"[“「『‘\"]([^“”「」『』‘’\"\n]{2,100})[”」』’\"]")


@cache
def _quoted_shape() -> re.Pattern[str]:
    """A whole quotation that is a formula."""
    han = r"[\u4e00-\u9fff]"
    numeral = rf"(?:[两二三四五六七八九十]|十[{_NUMERAL}]|双)"
    return re.compile(
        rf"{numeral}(?!{_PLAIN_COUNT})(?:[{_MEASURE}]|对(?![{_NUMERAL}])){han}{{1,6}}"
        rf"|[两三四五六七八九](?!{_PLAIN_COUNT}|[{_COUNTING}]{han}|[{_OF_PLACES}]$){han}?[^\W{_NUMERAL}百千万a-zA-Z0-9]"
        rf"|[{_NUMERAL}]不?{han}{{1,3}}(?:、?[{_NUMERAL}]不?{han}{{1,3}}){{1,4}}"
        rf"|[{_NUMERAL}][包帮带][{_NUMERAL}]"
        rf"|{numeral}{han}(?:并举|并重|联动|同步|融合|合一|共建|齐抓|同治|兼顾)"
    )


@cache
def _sum_shape() -> re.Pattern[str]:
    """9+3, 1+N, 1+5+X."""
    return re.compile(
        r"(?<![0-9A-Za-z.+])[0-9]{1,2}(?:\+[0-9]{1,2})*\+(?:[0-9]{1,2}|[NXYnx])(?![0-9A-Za-z.+])"
    )


@cache
def _series_member() -> re.Pattern[str]:
    return re.compile(rf"[\u4e00-\u9fff]{{0,6}}?([{_NUMERAL}][个大项件条对][\u4e00-\u9fff]{{1,4}})")


@cache
def _bare_shape() -> re.Pattern[str]:
    """A great-N (三大主战场) or a numeral with 个 and one of the head nouns (五个坚持)."""
    heads = "|".join(sorted(_table("head"), key=len, reverse=True))
    return re.compile(
        rf"[两三四五六七八九十](?<![{_NUMERAL}百千万第].)(?:(?P<great>大)(?=[\u4e00-\u9fff]{{2}})"
        rf"|(?<!两)个(?:{heads}))"
    )


def formulas(text: str, established: Iterable[str] = ()) -> list[Found]:
    """The formulas of a folded text, in order and without overlap; of two at one place the longer.

    ``established`` names formulas known from elsewhere on the page (:func:`established_in`).

    >>> text = "实施“五个一批”,“1+N”政策体系,落实“10项提升工程”,聚焦三大主战场和短板"
    >>> [found.name for found in formulas(text)]
    ['五个一批', '1+N', '十项提升工程', '三大主战场']
    """
    plain = hanzi(text)
    said = frozenset(established)
    unquoted = (found for found in (*_bare(plain), *_named(plain, said)) if not _counts(text, found, said))
    candidates = [*_quoted(text, plain), *_sums(text), *unquoted]
    candidates.sort(key=lambda found: (found.start, -found.end))
    kept: list[Found] = []
    for found in candidates:
        if kept and found.start == kept[-1].end and _is_pair(kept[-1].name, found.name):
            kept[-1] = Found(kept[-1].start, found.end, kept[-1].name + found.name)  # 三有 | 三扶
        elif not kept or found.start >= kept[-1].end:
            kept.append(found)
        elif found.end - found.start > kept[-1].end - kept[-1].start:
            kept[-1] = found
    return kept


def _is_pair(first: str, second: str) -> bool:
    """Whether two names of a page's own make one side by side; known ones (六稳六保) do not."""
    return len(first) == len(second) == 2 and _table("name").isdisjoint((first, second))


def members(name: str) -> tuple[tuple[str, ...], str] | None:
    """What a formula stands for, and the document or speech that set it out; None if that is not known.

    >>> members("六个精准")[0][0], members("七个坚持")
    ('扶持对象精准', None)
    """
    return _members().get(name)


@cache
def _members() -> dict[str, tuple[tuple[str, ...], str]]:
    return {name: (tuple(stand.split(" ")), source) for name, stand, source in rows("formula_members.tsv")}


def established_in(text: str) -> frozenset[str]:
    """The names that quotation marks establish in a folded text, for the whole page."""
    return frozenset(found.name for found in _quoted(text, hanzi(text)) if found.name[0] in _NUMERAL)


def hanzi(text: str) -> str:
    """A folded text with lone Arabic digits as Chinese numerals, so that 5个一批 reads as 五个一批."""
    return _lone_digit().sub(lambda match: match[0].translate(_AS_HANZI), text)


@cache
def _lone_digit() -> re.Pattern[str]:
    return re.compile(r"(?<![0-9.,+])[1-9](?![0-9.,+])")


def _quoted(text: str, plain: str) -> Iterator[Found]:
    for match in _quotation().finditer(plain):
        start, end = match.span(1)
        content = re.sub("^10(?=[\u4e00-\u9fff])", "十", match[1])
        head = content.partition("·")[0]
        if head != content and head in _table("quoted"):
            yield Found(start, start + len(head), head)  # “四在农家·美丽乡村”
            continue
        if content in _table("not"):
            continue
        listed = content in _table("quoted") or content in _table("name")
        if listed or (_quoted_shape().fullmatch(content) and not _in_dictionary(content)):
            yield Found(start, end, content)
        elif _digits().fullmatch(text, start, end) and _method().match(text, end + 1):
            yield Found(start, end, text[start:end])
        else:
            yield from _series(match[1], start)


def _in_dictionary(content: str) -> bool:
    """Whether a phrase is one word of the dictionary (五粮液, 四季豆), which a formula seldom is."""
    return len(words_of(content)) == 1


@cache
def _digits() -> re.Pattern[str]:
    """The digits of such a name; a year or the number of the police is none."""
    return re.compile("(?!(?:19|20)[0-9]{2}(?![0-9])|1[12]0(?![0-9]))[1-9][0-9]{1,5}")


@cache
def _method() -> re.Pattern[str]:
    """What a number in quotation marks must stand before to be a formula: “5321”帮扶."""
    return re.compile(
        '(?:[、和]?[“「『"][1-9][0-9]{1,5}[”」』"]){0,3}(?:精准|扶贫|脱贫|攻坚|工作|产业|总体|发展){0,2}'
        "(?:帮扶|结对|模式|政策|工作法|机制|工程|举措|措施|体系|战略?|要求|行动|计划|思路|方案|布局)"
    )


def _series(content: str, offset: int) -> Iterator[Found]:
    """The members of a quotation that is a list of numeral phrases."""
    clauses = re.split("[、,;]", content)
    members = [_series_member().fullmatch(clause) for clause in clauses]
    if len(clauses) < 2 or not all(members):
        return
    for clause, member in zip(clauses, members, strict=True):
        assert member is not None
        yield Found(offset + member.start(1), offset + member.end(1), member[1])
        offset += len(clause) + 1


def _sums(text: str) -> Iterator[Found]:
    for match in _sum_shape().finditer(text):
        quoted = text[max(0, match.start() - 1) : match.start()] in tuple('“"「『‘(')
        if quoted or not match[0][-1].isdigit():
            yield Found(match.start(), match.end(), match[0])


def _bare(plain: str) -> Iterator[Found]:
    for match in _bare_shape().finditer(plain):
        start, end = match.span()
        if match["great"]:
            if plain[max(0, start - 2) : start] == "党的":
                continue  # 党的七大, a congress
            end = _great_end(plain, end)
            if plain[start + 2 : end] in _table("plain"):
                continue  # 两大家族
        if plain[start:end] not in _table("not") and (end > match.end() or not match["great"]):
            yield Found(start, end, plain[start:end])


def _counts(text: str, found: Found, established: frozenset[str]) -> bool:
    """Whether an unquoted phrase is an ordinary count: 5个工程, 6个专项行动, 两个维护站.

    With an Arabic numeral and a thing that can be counted it is one, unless quotation marks say otherwise
    somewhere on the page; and so it is where its last word goes on.
    """
    if found.name in established:
        return False
    counted = found.name[1:2] == "个" and found.name[2:] in _table("thing")
    return (counted and text[found.start].isdigit()) or text[found.end : found.end + 1] in _GOES_ON


_GOES_ON = frozenset("站员率器费次队组户区班所厂")
"""After N个 and a verb these make a noun of it (维护站, 到位率, 统筹区)."""


def _great_end(plain: str, start: int) -> int:
    """The end of the noun after 三大: its first word, or two where the first is a single character."""
    _, end = phrase_after(plain, start)
    words = words_of(plain[start:end])
    noun = "".join(words[: 2 if words and len(words[0]) == 1 else 1])
    return start + len(noun) if 2 <= len(noun) <= 5 else start


def _named(plain: str, established: frozenset[str]) -> Iterator[Found]:
    known, said = _names(), _by_head(established)
    for match in re.finditer(f"[{_NUMERAL}双]", plain):
        start = match.start()
        if start and plain[start - 1] in f"{_NUMERAL}百千万第0123456789.":
            continue
        for names in (known, said):
            for length in names.get(match[0], {}):
                name = plain[start : start + length]
                if name in names[match[0]][length] and (length > 2 or _is_word(plain, start)):
                    yield Found(start, start + length, name)
                    break


@cache
def _names() -> Mapping[str, Mapping[int, set[str]]]:
    return _by_head(_table("name"))


def _is_word(plain: str, start: int) -> bool:
    """Whether the two characters at ``start`` are words of their own there: 三农 is none in 三农贸易."""
    lengths = accumulate(map(len, words_of(plain[start : start + 6])))
    return 2 in lengths


def _by_head(names: Iterable[str]) -> Mapping[str, Mapping[int, set[str]]]:
    """Names by first character and length, longest first."""
    table: dict[str, dict[int, set[str]]] = {}
    for name in sorted(names, key=len, reverse=True):
        table.setdefault(name[0], {}).setdefault(len(name), set()).add(name)
    return table
