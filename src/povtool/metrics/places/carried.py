"""Whose the sentences of a text are that name no place: what the sentence, line or heading before was of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from povtool.metrics.places.gazetteer import NATION, ROOT
from povtool.metrics.places.people import residents
from povtool.metrics.places.resolved import Said
from povtool.metrics.wording.discourse import is_heading

_TOPIC_WITHIN = 12
"""Code points from its start in which the topic of a sentence stands."""

_REACH = 20
"""Code points before a place in which 其中 makes it a part of the sum."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a text up to a mark that ends one, and whose its figures are where it names no place."""

    start: int
    end: int
    topic: Said | None
    scope: str
    """Where the topic comes from: ``paragraph``, ``heading``, or words of the ``sentence`` itself."""


def governed(text: str, said: Sequence[Said]) -> list[Sentence]:
    """The sentences of a folded text; ``said`` are the places it names, in order.

    A topic holds to the end of its line. That of a village or township holds on through lines about a
    household, a cooperative or a school, until another place takes over; a person brings back their own.
    """
    return list(_Governing(text, said).sentences())


class _Governing:
    def __init__(self, text: str, said: Sequence[Said]) -> None:
        self._text, self._said = text, said
        self._starts = [each.start for each in said]
        self._topic: Said | None = None
        self._heading: Said | None = None
        self._scope = "heading"
        self._near: Said | None = None
        """The village or township told of last, until another place is."""
        self._told_in_turn: set[str | None] = set()
        """The places that the parts of a sentence between semicolons have told of so far."""
        self._before_turns: tuple[Said | None, str] = (None, "heading")
        """Whose the sentence would be that those parts make up."""
        self._site: Said | None = None
        """The place that people were moved to, told of last."""
        self._homes = self._residents()
        self._named = re.compile("|".join(map(re.escape, self._homes))) if self._homes else None

    def _residents(self) -> Mapping[str, Said]:
        villages = {(each.start, each.end): each for each in self._said if each.settled}
        return {name: villages[span] for name, span in residents(self._text, villages).items()}

    def sentences(self) -> list[Sentence]:
        found: list[Sentence] = []
        new_line = True
        under_heading = False
        for match in _sentence().finditer(self._text):
            start, end = match.span()
            ends_line = self._text[end : end + 1] == "\n" or end == len(self._text)
            heads = new_line and ends_line and is_heading(self._text[start:end])
            if new_line:
                self._topic, self._scope = self._heading, "heading"
                self._told_in_turn.clear()
                self._before_turns = (self._topic, self._scope)
            own = self._own(start, end)
            if heads and not own and not under_heading:
                self._topic = None  # the next section is not the last one's
            if not own:
                self._bring_back(start, end)
                self._widen(start, end)
            found.append(Sentence(start, end, self._topic, self._scope))
            self._scope = "paragraph" if self._scope == "sentence" else self._scope
            self._go_on(own, start, end, heads)
            if not ends_line:
                self._end_turns(own, start, end)
            new_line, under_heading = ends_line, heads
        return found

    def _widen(self, start: int, end: int) -> None:
        """Let go of a topic in a sentence about all there are of its class (分省看,各省…; 少数县财力紧张)."""
        topic = self._topic
        if topic is None:
            return
        if all_of_them := _all_provinces().search(self._text, start, end):
            self._topic, self._scope = Said(*all_of_them.span(), NATION, ROOT, False), "sentence"
        elif (
            len(topic.code or "") == 6
            and not topic.settled
            and _some_counties().search(self._text, start, end)
        ):
            self._topic = None

    def _end_turns(self, own: list[Said], start: int, end: int) -> None:
        """Behind a sentence the places that it told of in turn (甲县…;乙县…。) or a part of the country (西部
        地区…。) are done with, and the next is whose it would be without them."""
        told = own[0].name if own else None
        if told is not None:
            self._told_in_turn.add(told)
        if self._text[end - 1] == ";":
            return
        if len(self._told_in_turn) > 1 and told is not None and self._topic in own:
            self._topic, self._scope = self._before_turns
        elif self._topic and self._topic.brief and not self._text.startswith("其中", end):
            self._topic = None
        self._told_in_turn.clear()
        self._before_turns = (self._topic, self._scope)

    def _own(self, start: int, end: int) -> list[Said]:
        """The places of a sentence that it may be about; not where a part of its sum goes."""
        own = self._said[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [
            each
            for each in own
            if not each.listed
            and not _aside().search(self._text, max(start, each.start - _REACH), each.start)
            and not _placed_in().match(self._text, each.end)
            and not _from_where().search(self._text, max(start, each.start - _REACH), each.start)
        ]

    def _bring_back(self, start: int, end: int) -> None:
        """Take up the village of a person named here, or the last one where this is still told there."""
        person = self._named.search(self._text, start, end) if self._named else None
        if person:
            self._topic, self._scope = self._homes[person[0]], "paragraph"
            self._near = self._topic
        elif self._site and _at_the_site().search(self._text, start, end):
            self._topic, self._scope = self._site, "paragraph"
        elif self._near and not (self._topic and self._topic.settled and self._scope == "paragraph"):
            quoted = self._text[start] == "“" and self._text[end : end + 1] == "”"
            if not (
                _told_near().search(self._text, start, end)
                or _neighbour().match(self._text, start)
                or (quoted and _neighbour().match(self._text, end))
            ):
                return
            self._topic, self._scope = self._near, "paragraph"

    def _go_on(self, own: list[Said], start: int, end: int, heads: bool) -> None:
        self._site = next((said for said in reversed(own) if said.settled and _is_site(said)), self._site)
        if heads:
            self._heading = self._topic = _topic_of(own, start) if own else None
            return
        if own and _extreme().search(self._text, max(start, own[0].start - _TOPIC_WITHIN), own[0].start):
            return
        if own and not (self._topic is None and self._scope == "heading" and self._by_the_way(own, start)):
            told = _topic_of(own, start)
            if told is None and _introduces().match(self._text, own[0].end):
                told = own[0] if own[0].start - start <= _TOPIC_WITHIN else None
            if told is None or not (told.settled and told.brief):
                self._near = next((said for said in (told, own[-1]) if said and said.settled), None)
            if not self._for_example(told):
                self._topic, self._scope = told, "paragraph"

    def _for_example(self, told: Said | None) -> bool:
        """Whether a village is named for one of its people in lines about what holds it."""
        topic = self._topic
        if told is None or not told.settled or topic is None or topic.settled or self._scope != "paragraph":
            return False
        return bool(told.code and topic.code and told.code.startswith(topic.code)) and bool(
            _one_of_them().match(self._text, told.end)
        )

    def _by_the_way(self, own: list[Said], start: int) -> bool:
        """Whether a sentence comes to its one place behind other figures (…2.1万人,果洛州最后的1.9万户…)."""
        if len({said.name for said in own}) > 1 or own[0].helped or own[0].settled:
            return False
        return bool(_counted().search(self._text, start, own[0].start))


def _topic_of(own: list[Said], start: int) -> Said | None:
    """What later sentences may be about: the one place of a sentence, or the one that it begins with."""
    if len({said.name for said in own}) == 1 and not own[0].joined:
        return own[0]
    first = own[0]
    code = first.code
    if first.start - start <= _TOPIC_WITHIN and code is not None and not any(said.joined for said in own):
        inside = all(said.code is not None and said.code.startswith(code) for said in own)
        return first if inside else None
    return None


@cache
def _sentence() -> re.Pattern[str]:
    return re.compile(r"[^。!?;\n]+[。!?;]*")


@cache
def _one_of_them() -> re.Pattern[str]:
    """Behind a village: somebody who lives there."""
    return re.compile("的?(?:村民|农民|牧民|贫困户|脱贫户|监测户|菜农|果农|茶农|群众|党员|老人)")


@cache
def _counted() -> re.Pattern[str]:
    """A figure that is no date, in a clause that has ended."""
    return re.compile("[0-9](?![0-9.]*(?:年|月|日|时|点))[^,。;、]{0,60}[,、]")


def _is_site(said: Said) -> bool:
    return bool(said.name and said.name.endswith(("安置区", "安置点", "社区", "小区")))


@cache
def _at_the_site() -> re.Pattern[str]:
    """The site that is told of, where a clause begins: ,安置区 | 新建学校5所."""
    when = "(?:今年|去年|明年|目前|如今|眼下|现在)?"
    site = "安置[区点](?![0-9]+[个处]|、)|安置社区|社区(?![0-9、居委级工])"
    return re.compile(rf"(?:(?<=[\n。;!?,:“])|\A){when}(?:{site})")


@cache
def _extreme() -> re.Pattern[str]:
    """What stands before the one of many that has most or least: 最高的 | 下寺村为1.94%."""
    return re.compile("最[高低多少大小快慢]的是?[^,。;]{0,8}$")


@cache
def _aside() -> re.Pattern[str]:
    """What stands before where a part goes (其中41.3%投向 | 水城县), or where one thing of many stands."""
    return re.compile("其中,?[^,。;]{0,16}$")


@cache
def _placed_in() -> re.Pattern[str]:
    """Behind the place that something stands in which the sentence is about: 在钟山区 | 共建的产业园."""
    return re.compile("(?:共同?建设?|合作建设?|联合建设|援建|投资建设|投资兴建|兴建|设立|开设|开办)的")


@cache
def _neighbour() -> re.Pattern[str]:
    """A sentence about one of the people there: 村民彭夏英开起农家乐."""
    called = "村民|贫困户|脱贫户|牧民|返乡青年|致富带头人|村?党支部书记|村支书|驻村第一书记"
    return re.compile(f"[“”]?(?:{called})[\u4e00-\u9fff]{{2,3}}")


@cache
def _introduces() -> re.Pattern[str]:
    """Behind where somebody is from: (来自)湖北恩施 | 的34岁打工仔."""
    who = "打工仔|打工妹|务工者|务工人员|农民工|小伙|姑娘|青年|村民|农民|妇女|女工|男子|汉子|老人"
    return re.compile(f"的?(?:[0-9]{{2}}岁|(?:{who})[^,。;、们]{{2,4}}[,说])")


@cache
def _from_where() -> re.Pattern[str]:
    """What stands before where those are, or were, whom a sentence tells of by the way."""
    return re.compile("(?:滞留|散居|原本?居住?在?|原本?住在?|原籍|祖籍|老家在)[^,。;0-9]{0,2}$")


@cache
def _all_provinces() -> re.Pattern[str]:
    """Words for the country by its provinces: 分省看, 31个省(区、市)."""
    return re.compile(
        "分(?:省|地区|省份|省区)看|(?:^|(?<![部中]))(?:全国)?各省(?![级直辖委厅])(?:区市|份)?|全国(?:各地|31个)|31个?省"
    )


@cache
def _some_counties() -> re.Pattern[str]:
    """More counties than one: 少数县财力紧张."""
    return re.compile(
        "(?:少数|部分|个别|多数|一些|有的|各|不少)(?:贫困|深度贫困|重点)?[县旗](?![级直城委里外])"
    )


@cache
def _told_near() -> re.Pattern[str]:
    """Words of a household, a cooperative, a school: what goes on where the lines before were."""
    kin = "老伴|儿子|女儿|儿媳|丈夫|妻子|爱人|孙子|孙女|父亲|母亲|两口子|老两口|小两口"
    house = "家里|家中|一家人|一家(?:老小|[0-9一二两三四五六七八九十]+口)|自家|[他她我]家|[我他她咱]们家|咱家"
    here = "我们村|咱们?村|我们合作社|我们学校|这所学校|该校|合作社(?:理事长|社员|成员|的?负责人)|入社社员"
    person = "(?<![其吉])[他她](?![们国人乡方山日处])|[0-9]岁的|校长[\u4e00-\u9fff]{2,4}[,说介回]"
    quoted = "“[^“”]{0,60}(?:我(?![国县市省州区盟旗院部局委])|俺|咱)"
    return re.compile(f"{kin}|{house}|{here}|{person}|{quoted}")
