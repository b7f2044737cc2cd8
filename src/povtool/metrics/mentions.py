"""The places that a folded text names, and what part each plays in its sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from povtool.metrics.gazetteer import Name, automaton, guards
from povtool.metrics.people import is_person, surnames
from povtool.metrics.phrases import words_of
from povtool.metrics.settlements import settlements

GOVERNS = "governs"
HELPED = "helped"
"""Who receives the help: the figure is theirs (支援拉萨资金)."""
HELPS = "helps"
TOLD = "told"
"""Where news is from (从海南省扶贫办获悉): its figures' place, but not what the document is about."""
OUTSIDE = "outside"
"""A dateline, a neighbour, a destination; it says nothing of the document's own place."""
ASIDE = "aside"
"""Named without owning a figure: a base of comparison, a venue, in 《》."""

_LISTING = ("、", "和", "与", "及", "以及")
_CLASSES = frozenset("省市区县旗州盟国")
_TO = ("向", "在", "到", "对", "为", "赴", "往")
"""Behind these a name that the document is known to speak of is no part of words: 去年 | 向 | 东乡 | 投入."""
_WORD = 4
"""Code points around a bare name that may make it part of two words."""
_REACH = 12
"""Code points looked at on either side of a name."""


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
    around: Collection[str] = (),
) -> list[Mention]:
    """The places named in a folded text, in order and without overlap, each with its role.

    A name that is a part of another word or of an organisation's name (推广西部, 南京大学) is none, unless
    ``organisations`` are asked for, as in a document's source (甘孜日报). ``whole`` are the divisions that
    the rest of the document names whole, ``around`` the codes of what it names at all. Linear in the text.

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
    people = {text[start - 1 : end] for start, end, entry in spelled if _may_be_person(text, start, end, entry)}
    found = [
        said
        for said in spelled
        if text[max(0, said[0] - 1) : said[1]] not in people
        and _stands(text, *said, organisations, said[2].name in whole)
    ]
    chosen = list(_longest(found))
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


def _stands(text: str, start: int, end: int, entry: Name, organisations: bool, known: bool) -> bool:
    """Whether a spelling is a name here; ``known`` that the document names the division whole somewhere."""
    spelling = text[start:end]
    before, after = guards().get(spelling, (None, None))
    left, right = text[max(0, start - 5) : start], text[end : end + _REACH]
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


@cache
def _compared_before() -> re.Pattern[str]:
    return re.compile(
        "(?:高于|低于|高出|低出|快于|慢于|超过|多于|少于|优于|居|位列|列|占|占到|占了|接近|相当于|领先|排名|位居|"
        "[比较]|分别比|均比|高过|达到|看齐|面向|辐射)(?:同期|上年|去年)?$"
    )


@cache
def _times() -> re.Pattern[str]:
    """Behind what something is a multiple of: 香港人均总值是内地 | 的4倍."""
    number = "[约近]?(?:[0-9.]+|[一二两三四五六七八九十]+)"
    return re.compile(f"(?:平均水平|平均)?的{number}(?:多|余|点[一二三四五六七八九])?(?:倍|分之)")


@cache
def _acts_there() -> re.Pattern[str]:
    """What those above do in the village that is told of: 县里 | 请来专家."""
    return re.compile("[又还也就]?(?:请|派|给|为|帮|拨|送|来|出台|出钱|出资|协调|引进|组织|补贴|奖|支持|投)")


@cache
def _of_several() -> re.Pattern[str]:
    """西部 | 10省区市: a number of provinces, not the region."""
    return re.compile("的?[0-9]{1,2}个?(?:省|自治区)")


@cache
def _gone_to() -> re.Pattern[str]:
    gone = "(?<![过失除离])去|前往|来自|进入|打入|卖到|卖进|输送至?|转移[至到]|输出[至到]|流[向入]|抵达|走进|销往"
    return re.compile(f"(?:[到赴往从]|{gone})$")


@cache
def _told_there() -> re.Pattern[str]:
    """从海南省 | 扶贫办获悉: whom the news is from it is of."""
    return re.compile("[^,。;0-9]{0,12}(?:获悉|了解到|得知)")


@cache
def _here() -> re.Pattern[str]:
    """Where somebody has come to that is told of next: 驱车到了回龙村。 | 这里的产业园."""
    return re.compile("[,。](?:在?这里|这个村|该村)")


@cache
def _sent_there() -> re.Pattern[str]:
    return re.compile("[^,。;0-9]{0,6}(?:输送|输出|转移|外销|销售)")


@cache
def _given_there() -> re.Pattern[str]:
    return re.compile("[^,。;0-9]{0,6}(?:投入|捐|援助|提供|拨付|支援)")


@cache
def _listed_origin() -> re.Pattern[str]:
    """从正安、道真、 before 务川 in a list of where something comes from."""
    return re.compile("从(?:[\u4e00-\u9fff]{2,4}[、和与])+$")


@cache
def _to_work() -> re.Pattern[str]:
    return re.compile("[^。;0-9]{0,14}(?:帮扶|支援|支教|支医|支农|援建|挂职|任教|授课|义教|义诊)")


@cache
def _venue() -> re.Pattern[str]:
    return re.compile(
        "[^,。;、0-9]{0,4}(?:召开|举行|举办|开幕|闭幕|启动|调研|考察|座谈|会见|推广|推开|交流|领先|名列)"
    )


@cache
def _made() -> re.Pattern[str]:
    """What one place is made by another: 新疆把南疆四地州 | 作为主战场."""
    return re.compile("[^,。;0-9]{0,8}(?:作为|列为|确定为|纳入)")


@cache
def _away() -> re.Pattern[str]:
    """What somebody who is told of elsewhere did there: 以前在浙江打工."""
    return re.compile(
        "[^,。;0-9]{0,4}(?:打工|务工(?!人员)|做工|经商|做生意|上大学|读大学|念书|上学|读书|当兵|闯荡|漂泊|跑运输|跑车|"
        "开出租|开车|开饭馆|开餐馆|开面馆|开店|当保安|当厨师|上班|工地|工厂|摘棉花|拾棉花|搞建筑|搞装修|学手艺|定居)"
    )


@cache
def _kin() -> re.Pattern[str]:
    """Whose kin is elsewhere: 大儿子在 | 广东."""
    kin = "儿子|女儿|儿媳妇?|女婿|丈夫|妻子|爱人|老公|媳妇|老伴|孩子|孙子|孙女|弟弟|哥哥|姐姐|妹妹|父母|子女|两口子|小两口"
    return re.compile(f"(?:{kin})[^,。;0-9]{{0,4}}[在去到从]$")


@cache
def _moved_in() -> re.Pattern[str]:
    """Behind these a village is where it happens: 一家搬到 | 富民新村."""
    return re.compile("(?:来到|走进|搬到|搬进|搬入|搬至|回到|住进|嫁到|迁到|迁至|迁入|聘到|安排到|分配到)了?$")


@cache
def _where_from() -> re.Pattern[str]:
    """Behind where somebody or something sets out: 太仓来的医生, 由深圳北出发."""
    return re.compile("来的|[^,。;0-9]{0,3}出发")


@cache
def _receives() -> re.Pattern[str]:
    return re.compile(
        "(?:支援|援助|援建|帮扶|帮助|助力|支持|投向|投入|捐给|捐赠给|赠予|用于|惠及|援|倾斜支持|[重兴修]建的|安排给|下达|拨付|拨付给|划拨给)了?$"
    )


@cache
def _gives() -> re.Pattern[str]:
    return re.compile(
        "方面(?:累计|共|已|还|又)?(?:捐|投入|援助|出资|资助)|(?:[^,。;、0-9]{0,3}社团|各?社团|商会|同乡会)[^,。;、0-9]{0,6}(?:捐|资助|出资)|"
        "[^,。;、0-9]{0,4}向[^,。;、0-9]{2,8}(?:投入|捐|援助|提供|支援)|"
        "(?![两三四五]省)(?:[0-9]{4}年)?[^,。;、0-9]{0,8}(?:对口|支援|援助|援建|援藏|援疆|援青|组团式|"
        "(?:结对|携手)?帮扶(?=[\u4e00-\u9fff]{2,}[省市县州区])|善款|捐款|捐赠|各界|同胞|乡贤|慈善|促进会|爱心|"
        "(?:帮扶|援助|支援|协作)(?:资金|经费))"
    )


@cache
def _paired() -> re.Pattern[str]:
    """What a sentence is about whose first place helps: 东西部扶贫协作深入推进, | 广州市投入5.2亿元."""
    return re.compile("(?:东西部(?:扶贫)?协作|对口(?:帮扶|支援|协作))[^。;!?\n0-9]{0,16}$")


@cache
def _puts_in() -> re.Pattern[str]:
    return re.compile("[^,。;0-9]{0,6}(?:投入|援助|拨付|到位|提供|选派|派出|帮助|引导|捐)")


@cache
def _sends() -> re.Pattern[str]:
    """Whose firms and people are at work elsewhere: 福建企业, 福建人."""
    abroad = "客商|游客|旅客|志愿者"
    whose = f"企业|商户|商人|专家|大学生|{abroad}"
    called = f"[^,。;、0-9]{{0,4}}(?:医生|医师|护士|教师|老师|学者|义工|志工)(?:[{surnames()}][\u4e00-\u9fff]{{1,2}}|们|团队?|组成)"
    return re.compile(f"籍|{called}|的(?:{abroad})|(?:{whose})(?!家?[0-9])|人(?=在|到|来|赴)")


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(
        "[^,。;、]{0,3}(?:[0-9]{1,4}年)?[0-9]{1,2}月[0-9]{1,2}日(?:电|讯|消息)|[^,。;、]{0,3}(?:报道|专电|电讯)(?:[:,。)]|$)"
    )


@cache
def _one_of() -> re.Pattern[str]:
    return re.compile('[”」"』]?之一')


def _borders(left: str, right: str) -> bool:
    """Whether a place is named as a neighbour: 南与霍山县接壤, 北临大别山."""
    return _neighbour_behind().match(right) is not None or _neighbour_before().search(left) is not None


@cache
def _neighbour_behind() -> re.Pattern[str]:
    return re.compile("[^,。;0-9]{0,8}(?:接壤|毗邻|相邻|交界|相连|相接|为邻)")


@cache
def _neighbour_before() -> re.Pattern[str]:
    return re.compile("(?:毗邻|邻近|紧邻|紧靠|距离|[东南西北](?:与|接|邻|临|靠|连|抵|毗))$")


def _with_roles(text: str, found: list[Candidate]) -> list[Mention]:
    """The mentions with their roles; of 福建省厦门市湖里区 all help where the last does."""
    named = list(_each_with_role(text, found))
    for index in range(len(named) - 2, -1, -1):
        mention, inner = named[index : index + 2]
        if inner.role == HELPS and mention.role == GOVERNS and text[mention.end : inner.start] in _LISTING:
            named[index] = replace(mention, role=HELPS)  # 北京、天津等对口支援省市
        if inner.role == HELPS and inner.start == mention.end and holds(mention.entry, inner.entry):
            named[index] = replace(mention, role=inner.role)
    return named


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
            role = _role(text, start, end, entry)
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


def _role(text: str, start: int, end: int, entry: Name) -> str:
    left, right = text[max(0, start - 6) : start], text[end : end + _REACH + 4]
    if entry.kind == "helped":
        return HELPED
    if _receives().search(left):
        return HELPED
    if _gone_to().search(left) and _to_work().match(right):
        return GOVERNS  # 选派医生217名到怒江帮扶,培训3600多人次
    if left.endswith("从") and _told_there().match(right) and not _gives().match(right):
        return TOLD
    if _here().match(right):
        return GOVERNS
    if left.endswith("向") and _sent_there().match(right):
        return OUTSIDE
    if left.endswith("向") and _given_there().match(right):
        return HELPED
    if entry.kind == "settlement" and _moved_in().search(left):
        return GOVERNS
    if entry.kind != "settlement" and _kin().search(text, max(0, start - 12), start):
        return OUTSIDE
    if _listed_origin().search(text, max(0, start - 16), start):
        return OUTSIDE
    if _gone_to().search(left) or (entry.kind != "nation" and _borders(left, right)):
        return OUTSIDE
    if _compared_before().search(left) or (left.endswith(("是", "为", "达")) and _times().match(right)):
        return ASIDE
    if text[start:end] in ("县里", "市里") and _acts_there().match(right):
        return ASIDE
    if entry.kind == "region" and _of_several().match(right):
        return ASIDE
    if left.endswith("在") and _venue().match(right):
        return ASIDE
    if left.endswith(("把", "将")) and _made().match(right):
        return ASIDE
    if (left.endswith("在") and _away().match(right)) or _where_from().match(right):
        return OUTSIDE
    if entry.kind in ("division", "region"):
        if _one_of().match(right):
            return ASIDE
        if _dateline().match(right):
            return OUTSIDE
        if _sends().match(right):
            return ASIDE
        if _paired().search(text, max(0, start - 40), start) and _puts_in().match(right):
            return HELPS
        if _gives().match(right) and not left.endswith("在"):
            return HELPS
    return GOVERNS
