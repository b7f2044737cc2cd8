"""Names of people and of publishers, as they stand in bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from povtool.convert.script import fold, simplify
from povtool.data import rows

_HAN = r"[㐀-鿿\U00020000-\U0003ffff]"
_PERSON = re.compile(rf"(?:{_HAN}{{2,4}}|{_HAN}{{1,8}}(?:[·•・‧]{_HAN}{{1,8}})+)")
_BRACKETS = re.compile(r"[(（【\[]")
_DOT = re.compile(r"[·•・‧]")
_LONGEST_UNDOTTED = 4
_NO_BEGIN = frozenset("的了是在被把")
_SHORTEST_TRANSCRIBED = 3
_LONGEST_TRANSCRIBED = 7
_LETTERED_NUMBER = re.compile(r"\(?[A-Z]{1,4}\d{2,}\)?$")
"""The staff number some sites put after an editor's name."""
_COUNTER = re.compile(
    r"[\d,+]*[次人个版]?|第?[A-Z]?\d{1,3}版|(?:星期|周)[一二三四五六日天]|[\x00-\x7f]+|发[表布]于[㐀-鿿]{2,4}"
)
_OURS = re.compile(r"^(?:本报|本网|本刊|本台|本社|本站|我报|我台)")
"""A publisher that calls itself "this paper" is not named by it."""


_NAME = re.compile(r"(?:[^\s、,，;；/和]|(?<![^\s、,，;；/][^\s、,，;；/])和|和(?![^\s、,，;；/]{2}))+")
"""A word of a list of names. 和 ends it between two names (张三和李四) and is part of 林清和 and 和正平."""
_PLAIN_NAME = re.compile(r"[^\s、,，;；/]+")
"""The same in a text without 和."""


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of one class of the table ``byline_words``."""
    return tuple(word for row_kind, word in rows("byline_words.tsv") if row_kind == kind)


@cache
def _set(kind: str) -> frozenset[str]:
    return frozenset(words(kind))


def any_of(alternatives: Iterable[str], between: str = "") -> str:
    """A pattern for any of some words, the longest first; each first character is tried only once.

    ``between`` is the pattern of what may stand between the characters of a word.

    >>> any_of(["来源", "编辑", "来稿单位"])
    '来(?:稿单位|源)|编(?:辑)'
    """
    by_first: dict[str, list[str]] = {}
    for word in sorted(alternatives, key=len, reverse=True):
        joint = "" if word.isascii() else between
        by_first.setdefault(word[0], []).append("".join(joint + re.escape(char) for char in word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in by_first.items())


def is_tool(word: str) -> bool:
    """Whether a word of a byline is a button, a counter or a weekday rather than a name."""
    folded = fold(word)
    return folded in _set("tool") or bool(_COUNTER.fullmatch(folded))


@cache
def _nobody() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(words("nobody")) + r")\d*|[\x21-\x7e]{1,20}")


def is_nobody(value: str) -> bool:
    """Whether a value stands where a person should and names none: a placeholder or a login.

    >>> is_nobody("佚名"), is_nobody("admin"), is_nobody("小编001"), is_nobody("王茜")
    (True, True, True, False)
    """
    return bool(_nobody().fullmatch(fold(value)))


@cache
def _organ_ending() -> re.Pattern[str]:
    ends = "|".join(sorted(map(re.escape, words("organ")), key=len, reverse=True))
    return re.compile(f"(?:{ends})(?<!{'(?<!'.join(word + ')' for word in words('notorgan'))}$")


def is_organ(name: str) -> bool:
    """Whether a name ends as publishers and offices do.

    >>> is_organ("西藏自治區扶貧開發辦公室"), is_organ("甘孜日报"), is_organ("湿地")
    (True, True, False)
    """
    return 2 <= len(name) <= 40 and _ends_as_organ(name)


@lru_cache(maxsize=4096)  # the pages of a site repeat their names
def _ends_as_organ(name: str) -> bool:
    if _SEVERAL.search(name):
        return False
    squeezed = fold(name).replace(" ", "")
    if squeezed in _set("alone"):
        return False
    return bool(_organ_ending().search(squeezed)) or squeezed in _set("whole")


_SEVERAL = re.compile("[,，。、:：;；]")


def people(text: str, marked: bool = True) -> list[str]:
    """The names a text consists of, or none when it holds anything else.

    ``marked`` says that a label or a role announces people, so that any two to four characters may be a name;
    otherwise each must begin with a family name.

    >>> people("姚彤、张子扬"), people("雪克来提·扎克尔 施 杰"), people("湿地", marked=False)
    (['姚彤', '张子扬'], ['雪克来提·扎克尔', '施杰'], [])
    """
    found, rest = leading_people(text, marked)
    return [] if rest.strip() else found


def leading_people(text: str, marked: bool = True) -> tuple[list[str], str]:
    """The names at the start of a text, and the rest of it."""
    found: list[str] = []
    bracket = _BRACKETS.search(text)  # and all behind it
    bare = text[: bracket.start()].ljust(len(text)) if bracket else text
    first = (_NAME if "和" in bare else _PLAIN_NAME).search(bare)
    if first is None or (len(first[0]) > 1 and not _is_person(first[0], marked)):
        return found, text
    parts = [part for part in _NAME.finditer(bare) if part[0] != "和"]
    done = 0
    while parts:
        taken = 1
        name = parts[0][0]
        if len(name) == 1 and len(parts) > 1 and len(parts[1][0]) == 1:  # 施 杰
            name, taken = name + parts[1][0], 2
        if _LETTERED_NUMBER.match(fold(name)) and found:
            pass
        elif _is_person(name, marked):
            found.append(name)
        else:
            break
        done = parts[taken - 1].end()
        del parts[:taken]
    if not parts and found:
        return found, ""
    return found, text[done:]


def _is_person(name: str, marked: bool) -> bool:
    dotted = _DOT.search(name)
    if len(name) > _LONGEST_UNDOTTED and not dotted:
        return len(name) <= _LONGEST_TRANSCRIBED and _is_transcribed(name)
    if not _PERSON.fullmatch(name):
        return False
    folded = simplify(name)
    if not (marked or dotted or _has_surname(folded) or _is_transcribed(name)):
        return False
    if folded[0] in _NO_BEGIN or folded in _set("notname") or folded[:2] in _set("notname"):
        return False
    return not is_tool(name)


def _is_transcribed(name: str) -> bool:
    """Whether a name is one of Mongols, Tibetans, Uyghurs or Yi, by its end and its characters."""
    if len(name) < _SHORTEST_TRANSCRIBED or name[-1] not in _given_ends():
        return False
    folded = simplify(name)
    return folded.endswith(words("given")) and set(folded) <= _sounds()


@cache
def _given_ends() -> frozenset[str]:
    """The last characters of such names in both scripts, asked first."""
    return frozenset({*"爾樂來魯傑蘇讓鐵麗頓達瑪熱倫羅", *(word[-1] for word in words("given"))})


@cache
def _sounds() -> frozenset[str]:
    return frozenset("".join(words("sound")))


def _has_surname(folded: str) -> bool:
    surnames = _set("surname")
    return (len(folded) <= 3 and folded[0] in surnames) or folded[:2] in surnames


@cache
def _post() -> re.Pattern[str]:
    return re.compile(f"[㐀-鿿]{{0,8}}(?:{any_of(words('post'))})")


def without_posts(text: str) -> str:
    """A list of names without what one of them is: 项目专员 小满, 李明 副教授. 王老师 is a name.

    >>> without_posts("项目专员 小满"), without_posts("李明 副教授"), without_posts("王老师 志愿者")
    ('小满', '李明', '王老师')
    """
    parts = text.split(" ")
    named = [part for part in parts if part and not _is_post(fold(part))]
    return " ".join(named) if named and len(named) < len(parts) else text


def without_places(found: list[str]) -> list[str]:
    """A list of names without where they work, which may look like one more: 覃勇 向丹 清江台.

    >>> without_places(["覃勇", "向丹", "清江台"]), without_places(["吴海燕", "李新村"])
    (['覃勇', '向丹'], ['吴海燕', '李新村'])
    """
    return [name for i, name in enumerate(found) if i == 0 or not _is_place_of_work(name)]


def _is_place_of_work(name: str) -> bool:
    folded = simplify(name)
    return (is_organ(name) or folded.endswith(words("workplace"))) and not _has_surname(folded)


def is_office(name: str) -> bool:
    """Whether a name ends as publishers do, or as parts of a school or an authority, which a label must tell.

    >>> is_office("教务处"), is_office("科研院"), is_office("可靠")
    (True, True, False)
    """
    return is_organ(name) or (_OFFICE.fullmatch(name) is not None and fold(name).endswith(words("office")))


_OFFICE = re.compile("[㐀-鿿]{3,12}")


def _is_post(folded: str) -> bool:
    called = len(folded) <= 3 and _has_surname(folded)  # 王老师
    return not called and _post().fullmatch(folded) is not None


@cache
def _role() -> re.Pattern[str]:
    roles = "|".join(sorted(words("role"), key=len, reverse=True))
    return re.compile(rf"(?:{roles})(?: ?[:/] ?| +|(?=[^\s]))")


_SENT_FROM = re.compile(r" ?/ ?[㐀-鿿、]{2,8}? ?(?:综合|连线|特稿)?(?:报道|报导)$")
"""Where a Taiwanese paper's reporter was: 记者陈凤丽 | /南投报导."""
_REPORTED_FROM = re.compile(r"(?<=\S) +[㐀-鿿]{0,6}(?:报道|报导)$")
_DONE_BY = re.compile(r"(?<=\S\S)(?:综合)?(?:报道|报导|整理|整合|编译|采写)$")
"""What a reporter did, written behind the name without a gap."""
_CREDIT_TAIL = re.compile(
    r"(?:发自.*|文/?图|图/?文|文|图|摄影报道|报道|整理|综合报道|(?:文/)?摄影|[^\s]*(?:提供|供图)|图片.*)?(?:/摄)?"
)


def _signs(publisher: str, behind: str) -> bool:
    """Whether only names apart follow 记者, so that what is before it publishes: 山乡观察记者 齐一鸣 陆放."""
    signed = behind.split(" ")
    apart = len(signed) > 1 and people(behind, marked=False) == signed
    return apart and _PUBLISHER.fullmatch(publisher) is not None


_PUBLISHER = re.compile("[㐀-鿿]{2,10}")


def reporters(text: str, folded: str | None = None) -> tuple[str | None, list[str]] | None:
    """Publisher and names in ``中國西藏網 記者/王茜``, ``本报记者 张三 通讯员 李四``; None for other text.

    ``folded`` saves folding the text again.

    >>> reporters("中國西藏網 記者/王茜 圖片由北京援藏指揮部提供")
    ('中國西藏網', ['王茜'])
    >>> reporters("本报记者 张三 通讯员 李四 文/图"), reporters("记者从扶贫办获悉")
    ((None, ['张三', '李四']), None)
    """
    folded = fold(text) if folded is None else folded
    roles = list(_role().finditer(folded))
    if not roles:
        return None
    before = re.sub(
        r"(?:首席|见习|特约|特派|[驻駐].{2,30})+$", "", text[: roles[0].start()].strip(" /／:：·")
    )
    source = before if before and not _OURS.match(simplify(before)) else None
    if source and not is_organ(source) and not _signs(source, text[roles[0].end() :]):
        return None
    found: list[str] = []
    for role, following in zip(roles, [*roles[1:], None], strict=True):
        part = text[role.end() : following.start() if following else len(text)].strip()
        part = re.sub(r"(?:[\s、,，]|本报|本网|本台)+$", "", part)
        for tail in (_SENT_FROM, _REPORTED_FROM, _DONE_BY):
            if match := tail.search(fold(part)):
                part = part[: match.start()]
        # "记者:" also opens a question in an interview, so what follows a colon must look like a name.
        names, rest = leading_people(part, marked=":" not in role[0])
        if not names or not _CREDIT_TAIL.fullmatch(fold(rest.strip(" /、,，;；"))):
            return None
        found += [name for name in names if name not in found]
    return source, found
