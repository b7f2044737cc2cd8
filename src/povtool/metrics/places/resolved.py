"""What the places that a text names mean in its document: alone, in each other, and named together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from povtool.metrics.places.gazetteer import BEYOND, NATION, OF_SEVERAL, ROOT, fits
from povtool.metrics.places.home import Home
from povtool.metrics.places.mentions import Mention
from povtool.metrics.places.roles import ASIDE, HELPED, HELPS, OUTSIDE, TOLD
from povtool.metrics.places.settlements import is_hamlet, is_village

MOST_JOINED = 8
"""Places of one figure that are still named together (西藏、新疆、青海投入3亿元)."""
_SETTLED = ("村", "乡")
"""The classes of pointing words that mean a village or a township."""
_MOST_CODES = 8
"""Places of a paragraph so far that pointing words may mean."""


@dataclass(frozen=True, slots=True)
class Said:
    """A governing mention with its place resolved; without a name it only keeps others from governing."""

    start: int
    end: int
    name: str | None
    code: str | None
    helped: bool
    joined: tuple[str, ...] = ()
    settled: bool = False
    """Whether it is a village or a township."""
    listed: bool = False
    """Whether it is one of a list that goes on (贵阳、遵义等城市), and so has no name."""
    brief: bool = False
    """Whether it holds no further than its sentence: a part of the country by where it lies (西部地区), a
    hamlet of a village that is told of, or 内地 as where a charity from beyond works."""


def resolved(text: str, found: list[Mention], home: Home) -> list[Said]:
    """The mentions of a folded text that may own figures, in order, each with what it means in the document.

    Of one place in another (四川 | 凉山州) the inner stays, with the outer's start; places named together
    know of each other.
    """
    said_so_far: list[Said] = []
    codes: list[str] = []  # of the paragraph so far, newest last
    settled: dict[str, tuple[str, str]] = {}  # the last village and township of the paragraph
    earlier: dict[str, tuple[str, str]] = {}  # the same of the text so far
    paragraph = 0
    for mention in found:
        if text.find("\n", paragraph, mention.start) >= 0:
            codes.clear()
            settled.clear()
        paragraph = mention.start
        if mention.role in (ASIDE, HELPS, OUTSIDE) or _says_little(text, mention, home):
            continue
        if mention.entry.kind == "settlement" and not is_hamlet(mention.entry.name):
            level = "村" if is_village(mention.entry.name) else "乡"
            settled[level] = earlier[level] = mention.entry.codes[0], mention.entry.name
        code, name = _meant(text, mention, codes, home, settled, earlier)
        if mention.entry.kind == "body" and code != home.code:
            continue
        if code:
            codes.append(code)
            del codes[:-_MOST_CODES]
        said = Said(mention.start, mention.end, name, code, mention.role == HELPED)
        if mention.entry.kind == "settlement" or mention.entry.name in _SETTLED:
            said = replace(said, settled=True)
        of_village = is_hamlet(mention.entry.name) and "村" in earlier
        of_charity = mention.entry.kind == "mainland" and home.raises is not None
        if (
            of_village
            or of_charity
            or (mention.entry.codes == (OF_SEVERAL,) and _by_compass().fullmatch(mention.entry.name))
        ):
            said = replace(said, brief=True)
        outer = said_so_far[-1] if said_so_far else None
        settled_in = mention.entry.kind == "settlement"
        if outer and (
            (outer.end == said.start and (settled_in or _lies_in(said, outer)))  # 四川 | 凉山州
            or (_part_of().fullmatch(text, outer.end, said.start) and _lies_in(said, outer))
        ):
            said_so_far.pop()
            if outer.joined and said.name:  # 云南省盐津县、湖北省 | 鹤峰县
                joined = (*outer.joined[:-1], said.name)
                said_so_far.append(
                    replace(outer, end=said.end, name=said.name, code=said.code, joined=joined)
                )
                continue
            said = replace(said, start=outer.start, helped=said.helped or outer.helped)
        said_so_far.append(_with_joined(text, said_so_far[-1] if said_so_far else None, said))
    return said_so_far


def _with_joined(text: str, earlier: Said | None, said: Said) -> Said:
    if _and_more().match(text, said.end):
        return replace(said, name=None, listed=True)  # 瓮安、福泉、贵定、开阳等14个县
    if earlier is None or said.name is None:
        return said
    if not _joins().fullmatch(text, earlier.end, min(said.start, earlier.end + 4)):
        return said
    if said.start - earlier.end > 3 or earlier.name == said.name:
        return said
    if _and_others().match(text, said.end):
        return replace(said, name=None, listed=True)  # 贵阳、遵义等城市
    if earlier.name is None:
        return said
    if text.startswith("相比", said.end):
        return replace(said, name=None)  # 甲县与乙县相比
    names = (*(earlier.joined or (earlier.name,)), said.name)
    return Said(said.start, said.end, said.name, said.code, said.helped, names[: MOST_JOINED + 1])


def _says_little(text: str, mention: Mention, home: Home) -> bool:
    """Whether 内地 is the inland of a province, news is from what holds the document's own place, or the
    country's money is what that place has got."""
    if mention.entry.kind == "mainland":
        return not home.beyond
    own = home.code or ""
    if own and mention.entry.kind == "nation" and _central_money().match(text, mention.start):
        return True
    if own in BEYOND and mention.entry.kind == "nation" and text.endswith("部", 0, mention.end):
        return True  # Taiwan has a 教育部 and a 财政部 of its own
    return mention.role == TOLD and any(own.startswith(code) and own != code for code in mention.entry.codes)


def helpers(found: list[Mention]) -> list[Said]:
    helpers: list[Said] = []
    for mention in found:
        if mention.role != HELPS or len(mention.entry.codes) != 1:
            continue
        said = Said(mention.start, mention.end, mention.entry.name, mention.entry.codes[0], False)
        if helpers and helpers[-1].end == said.start and _lies_in(said, helpers[-1]):
            said = replace(helpers.pop(), end=said.end, name=said.name, code=said.code)
        helpers.append(said)
    return helpers


def _meant(
    text: str,
    mention: Mention,
    codes: list[str],
    home: Home,
    settled: Mapping[str, tuple[str, str]],
    earlier: Mapping[str, tuple[str, str]],
) -> tuple[str | None, str | None]:
    """Code and name of what a mention means: pointing words mean the last such place, then the document's."""
    entry = mention.entry
    if entry.kind in ("nation", "mainland"):
        return ROOT, NATION
    if entry.kind == "settlement":
        return entry.codes[0], entry.name
    if entry.name == "各地":
        told = _told_of_all().search(text, max(0, mention.start - _TOLD_WITHIN), mention.start)
        return (ROOT, NATION) if told else (home.code, home.name)
    if entry.name in ("村", "乡") and entry.kind == "pointing":
        return _settlement_meant(entry.name, home, settled, earlier) or (None, None)
    if entry.kind in ("pointing", "body"):
        near = next((code for code in reversed(codes) if fits(code, entry.name)), None)
        own = home.lies_in(entry.name) if text[mention.start] in "我咱" else None
        code = own or near or home.pointed(entry.name)
        return code, home.name_of(code)
    if entry.kind == "helped":
        code = home.helped_in(entry.codes[0])
        return code, home.name_of(code)
    if entry.kind == "region":
        return None, entry.name
    return entry.codes[0], entry.name


def _settlement_meant(
    level: str, home: Home, settled: Mapping[str, tuple[str, str]], earlier: Mapping[str, tuple[str, str]]
) -> tuple[str, str] | None:
    """The village or township that 村里 or 镇上 means: of the paragraph, the document's own if it has been
    named, the last one named; the township where no village has been, and only then one named later."""
    if level in settled:
        return settled[level]
    own = home.settlement(level)
    if own and own[1] == home.name and own[1] in {name for _, name in earlier.values()}:
        return own
    if level in earlier:
        return earlier[level]
    return (settled.get("乡") if level == "村" else None) or own


def _lies_in(inner: Said, outer: Said) -> bool:
    inside = inner.code is not None and bool(outer.code) and inner.code.startswith(outer.code or "")
    return inside and inner.name != outer.name


_TOLD_WITHIN = 40
"""Code points before 各地 in which those who tell of them stand."""


@cache
def _told_of_all() -> re.Pattern[str]:
    """A body of the whole country that tells something: 国家发展改革委日前通报,到10月底, | 各地…."""
    body = "国家[\u4e00-\u9fff]{2,8}?(?:委员会|委|局|部|办)|国务院扶贫办|[\u4e00-\u9fff]{2,6}部"
    return re.compile(
        f"(?:{body})[^。;!?\n0-9]{{0,8}}(?:通报|披露|介绍|发布|公布|统计|数据|消息|表示)[^。;!?\n]*$"
    )


@cache
def _central_money() -> re.Pattern[str]:
    """中央财政专项扶贫资金 in a document of a part of the country; not 中央财政投入, 中央财政今年安排."""
    kinds = "专项|扶贫|衔接|推进|乡村振兴|补助|转移支付|水利|发展|农业|教育|预算内|奖补|农村|危房改造"
    return re.compile(f"中央财政(?:{kinds})*(?:资金|补助|奖补|投资)")


@cache
def _by_compass() -> re.Pattern[str]:
    return re.compile("[东西中南北]{1,2}(?:部)?地区")


@cache
def _part_of() -> re.Pattern[str]:
    """What stands between what holds a place and the place: 云南 | 西南部的 | 普洱."""
    return re.compile("(?:[东西中南北]{1,2}部|境内|下辖|管辖)?的")


@cache
def _and_more() -> re.Pattern[str]:
    return re.compile(
        "(?:、[\u4e00-\u9fff]{2,5}){1,20}(?:等(?:[0-9]|[地县市省区乡镇])|[0-9]{1,2}个(?:贫困|深度贫困)?[县市省区乡镇村旗])"
    )


@cache
def _and_others() -> re.Pattern[str]:
    return re.compile("(?:、[\u4e00-\u9fff]{2,5}){0,20}等(?![额级待级差])")


@cache
def _joins() -> re.Pattern[str]:
    return re.compile("、|和|与|及|以及")
