"""Whose figure each quantity is: its place, from the clause, sentence, paragraph, heading or document."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from povtool.convert.script import fold
from povtool.metrics.places.between import is_between
from povtool.metrics.places.capitals import capitals, told_from_beyond
from povtool.metrics.places.carried import Sentence, governed
from povtool.metrics.places.gazetteer import divisions
from povtool.metrics.places.home import Home, is_raised
from povtool.metrics.places.mentions import Mention, mentions, named_whole
from povtool.metrics.places.organisations import ORGANISATIONS
from povtool.metrics.places.resolved import Said, helpers, resolved
from povtool.metrics.wording.discourse import REACH

_MOST_STEPS = 8
"""Mentions looked at for one quantity."""
_FARTHEST = 60
"""Code points behind a quantity in which whom it is for may be named."""
_LONGEST_QUOTE = 120
"""Code points of a quotation on either side of a quantity in it."""
_SPEAKER_WITHIN = 14
"""Code points behind a quotation in which its speaker's place begins."""


@dataclass(frozen=True, slots=True)
class Place:
    """Whose figure a quantity is, and where it is said: a code-point span in ``field``."""

    name: str
    start: int
    end: int
    field: str | None
    scope: str
    """``clause``, ``sentence``, ``paragraph``, ``heading`` or ``document``; the last has no span."""

    @property
    def inherited(self) -> bool:
        """Whether the quantity's own sentence does not say it."""
        return self.scope not in ("clause", "sentence")


class Places:
    """The places of one document's quantities.

    >>> text = "西藏自治区减贫62万人,发生率低于全国2个百分点。落实资金3亿元。"
    >>> places = Places({}, {"text": text})
    >>> [places.of("text", start, start + 1).name for start in (7, text.index("2个百"), text.index("3亿"))]
    ['西藏', '西藏', '西藏']
    """

    def __init__(self, document: Mapping[str, Any], folded_fields: Mapping[str, str]) -> None:
        text = folded_fields.get("text", "")
        source = document.get("source")
        folded_source = fold(source) if isinstance(source, str) else ""
        others = {field: said for field, said in folded_fields.items() if field != "text"}
        for field in ("breadcrumb", "keywords", "author_note"):
            if value := _words(document.get(field)):
                others[field] = fold(value)
        around = {
            said[mention.start : mention.end]: mention.entry
            for said in (*others.values(), folded_source)
            for mention in mentions(said, organisations=True)
        }
        named = {"text": mentions(text, around=around)}
        whole = named_whole(text, named["text"])
        named |= {field: mentions(said, whole=whole) for field, said in others.items()}
        if told_from_beyond(text, named.values()):
            named = {
                field: capitals(text if field == "text" else others[field], said)
                for field, said in named.items()
            }
        self.home = Home(document, named, folded_source, text)
        self._fields = {
            field: _Field(field, text, named[field], self.home) for field, text in folded_fields.items()
        }

    def of(self, field: str, start: int, end: int) -> Place | None:
        """Whose figure the quantity between two code points of a folded field is, None if it is not said."""
        found = self._fields[field].of(start, end)
        raises = self.home.raises
        if raises and (found is None or found.inherited) and self._fields[field].raised(start):
            return Place(raises, 0, 0, None, "document")
        if found is not None or self._fields[field].blocked(start):
            return found
        said = self._fields[field]
        position = start if field == "text" else sys.maxsize
        for code, name in self.home.above(position, said.helper(start)):
            if name is not None and not (code and _counts_above(said.text, end, code)):
                return Place(name, 0, 0, None, "document")
        return None

    def beginning(self, field: str, start: int, end: int) -> Place | None:
        """The place that a stretch of a folded field begins with, as a member of a list of places does."""
        return self._fields[field].beginning(start, end)

    def named(self, field: str, start: int, end: int) -> bool:
        """Whether a stretch of a folded field is the name of a place and nothing else."""
        place = self.beginning(field, start, end)
        return place is not None and place.end == end


def _words(value: object) -> str:
    if isinstance(value, list):
        return ",".join(word for word in value if isinstance(word, str))
    return value if isinstance(value, str) else ""


class _Field:
    """One field of a document, its sentences and who governs them, made once in one pass."""

    def __init__(self, name: str, text: str, found: list[Mention], home: Home) -> None:
        self.name, self.text = name, text
        self._named = found
        self._named_ends = [mention.end for mention in found]
        self._helpers = helpers(found)
        self._said = resolved(text, found, home)
        self._starts = [said.start for said in self._said]
        self._ends = [said.end for said in self._said]
        self._sentences = governed(text, self._said)
        self._sentence_starts = [sentence.start for sentence in self._sentences]

    def _sentence_at(self, position: int) -> Sentence | None:
        index = bisect_right(self._sentence_starts, position) - 1
        return self._sentences[index] if index >= 0 else None

    def blocked(self, start: int) -> bool:
        """Whether the text names a place here that cannot be told, so that no wider one may stand in."""
        sentence = self._sentence_at(start)
        index = bisect_right(self._ends, start) - 1
        if sentence is None:
            return False
        if is_between(self.text, sentence.start, start):
            return True
        if index >= 0 and self._starts[index] >= sentence.start:
            said = self._said[index]
            return said.name is None or bool(said.joined)
        return sentence.topic is not None and sentence.topic.name is None

    def raised(self, start: int) -> bool:
        """Whether the sentence of a figure is about what a charity raises, and by whom."""
        sentence = self._sentence_at(start)
        return sentence is not None and is_raised(self.text, sentence.start, sentence.end, start)

    def helper(self, start: int) -> str | None:
        """The code of who helps in the sentence of a figure, before it."""
        sentence = self._sentence_at(start)
        index = bisect_left(self._helpers, start, key=lambda helper: helper.start) - 1
        if sentence is None or index < 0 or self._helpers[index].start < sentence.start:
            return None
        return self._helpers[index].code

    def of(self, start: int, end: int) -> Place | None:
        sentence = self._sentence_at(start)
        if sentence is None:
            return None
        if is_between(self.text, sentence.start, start):
            return None
        if (bracketed := self._before_bracket(start)) is not None:
            return bracketed
        if (sender := self._sender(start, sentence)) is not None:
            return sender
        receiver = self._behind(end, sentence)
        if receiver is not None and (receiver.helped or self._lies_so_far(receiver, end)):
            return self._place(receiver, "clause")
        before = self._before(start, end, sentence)
        if before is None and (speaker := self._speaker(start)) is not None:
            return self._place(speaker, "sentence")
        if before is not None:
            behind = max(before.end, start - REACH)
            scope = "sentence" if _parts().search(self.text, behind, start) else "clause"
            if before.joined and self.text.find("分别", behind, start) >= 0:
                return self._dealt(before, start)
            if before.joined and (dealt := self._dealt(before, start)) is not None:
                return dealt
            return self._last(before, start, end) or self._place(before, scope)
        if receiver is not None:
            return self._place(receiver, "clause")
        topic = sentence.topic
        if topic is None or (topic.code and _counts_above(self.text, end, topic.code)):
            return None
        return self._place(topic, sentence.scope)

    def beginning(self, start: int, end: int) -> Place | None:
        index = bisect_left(self._starts, start)
        if index == len(self._said) or self._starts[index] != start or self._ends[index] > end:
            return None
        if self.text[start : self._ends[index]] in ORGANISATIONS:
            return None
        said = self._said[index]
        return Place(said.name, said.start, said.end, self.name, "sentence") if said.name else None

    def _before_bracket(self, start: int) -> Place | None:
        """Whose figure one in brackets is, where the noun before them has a place: 比全国(2.5%)高."""
        if not self.text.endswith(("(", "(约"), 0, start):
            return None
        opened = self.text.rfind("(", 0, start)
        index = bisect_right(self._named_ends, opened) - 1
        if index < 0:
            return None
        mention = self._named[index]
        if not _noun_only().fullmatch(self.text, mention.end, opened) or len(mention.entry.codes) != 1:
            return None
        return Place(mention.entry.name, mention.start, mention.end, self.name, "clause")

    def _speaker(self, start: int) -> Said | None:
        """Where the one is from who says what is quoted here: “我养了120箱蜂。”岩湾社区的贾明成说."""
        opened, closed = self._quotation(start), self.text.find("”", start, start + _LONGEST_QUOTE)
        if opened < 0 or closed < 0:
            return None
        index = bisect_left(self._starts, closed)
        if index == len(self._said) or self._starts[index] > closed + _SPEAKER_WITHIN:
            return None
        told = _tells().match(self.text, closed + 1)
        return self._said[index] if told and self._ends[index] <= told.end() else None

    def _quotation(self, start: int) -> int:
        """Where the quotation opens that a place of the text is in, -1 where it is in none."""
        low = max(0, start - _LONGEST_QUOTE)
        opened = self.text.rfind("“", low, start)
        closed = max(self.text.rfind(mark, low, start) for mark in "”\n")
        return opened if opened > closed else -1

    def _sender(self, start: int, sentence: Sentence) -> Place | None:
        """Who sent the people that are counted, for they are theirs (东城区援助4200万元,选派干部38名)."""
        if not _sent().search(self.text, max(sentence.start, start - 60), start):
            return None
        index = bisect_left(self._helpers, start, key=lambda helper: helper.start) - 1
        nearest = bisect_right(self._ends, start) - 1
        if index < 0 or self.text.find("\n", self._helpers[index].end, start) >= 0:
            return None
        helper = self._helpers[index]
        if helper.start < sentence.start:  # 青岛市援助2.8亿元。选派教师230名
            if nearest >= 0 and self._starts[nearest] >= sentence.start:
                return None
        elif nearest >= 0 and self._starts[nearest] > helper.end and not self._said[nearest].helped:
            return None
        return self._place(helper, "sentence")

    def _before(self, start: int, end: int, sentence: Sentence) -> Said | None:
        index = bisect_right(self._ends, start) - 1
        for step in range(index, max(-1, index - _MOST_STEPS), -1):
            said = self._said[step]
            if said.start < sentence.start:
                return None
            if said.code and _counts_above(self.text, end, said.code):
                continue
            if _of_a_share().match(self.text, max(0, said.start - 2), start):
                continue
            if self._steps_out(step, start, sentence):
                continue
            if said.joined and len(said.code or "") == 6 and _counts_counties().match(self.text, end - 1):
                continue  # 河南14个县,包括卢氏、嵩县、台前4个深度贫困县
            return said
        return None

    def _steps_out(self, step: int, start: int, sentence: Sentence) -> bool:
        """Whether a county is only told to have left poverty amid figures of what holds it:
        全州2.8万人脱贫,南华、大姚2个县摘帽,贫困发生率降到0.7%."""
        said = self._said[step]
        inner = said.code or ""
        if len(inner) != 6 or not _leaves().match(self.text, said.end, start):
            return False
        first = bisect_left(self._starts, sentence.start)
        wider = (other.code for other in self._said[first:step] if other.name and not other.joined)
        return any(code is not None and len(code) < 6 and inner.startswith(code) for code in wider)

    def _behind(self, end: int, sentence: Sentence) -> Said | None:
        """Whom the figure is for (16亿元支持南疆), or whose people it counts (62万西藏贫困人口)."""
        index = bisect_left(self._starts, end)
        if index == len(self._said):
            return None
        said = self._said[index]
        if said.start >= min(sentence.end, end + _FARTHEST) or _clause_or_number().search(
            self.text, end, said.start
        ):
            return None
        if not said.helped and self.text.startswith(("、", "和", "等"), said.end):
            return None  # 1万多太原、大同等城市的下岗职工
        return said if said.helped or said.start <= end + 1 else None

    def _lies_so_far(self, said: Said, end: int) -> bool:
        """Whether a distance is that of the village behind it: 位于县城以南48公里的 | 乾坤湾镇."""
        return said.settled and self.text[end - 2 : end + 1] in ("公里的", "千米的", "华里的")

    def _dealt(self, said: Said, start: int) -> Place | None:
        """Of places named together, the one whose turn it is (西藏、新疆分别减贫5万、6万人).

        None where the clause has not as many figures as places.
        """
        if not said.joined or start - said.end > 200:
            return None
        between = self.text[said.end : start]
        behind = between.partition("分别")[2] or between
        if _breaks().search(behind):
            return None
        turn = len(_numbers().findall(behind))
        end = _breaks().search(self.text, start)
        listed = _numbers().findall(self.text, said.end, end.start() if end else start + 200)
        if len(listed) != len(said.joined):
            return None
        if turn >= len(said.joined):
            return None
        return Place(said.joined[turn], said.start, said.end, self.name, "clause")

    def _last(self, said: Said, start: int, end: int) -> Place | None:
        """Of places named together the last, if the figure stands right behind it (甲县和乙县7个村)."""
        if not said.joined or start - said.end > 1 or not _parts_of_place().match(self.text, end - 1):
            return None
        return Place(said.joined[-1], said.start, said.end, self.name, "clause")

    def _place(self, said: Said, scope: str) -> Place | None:
        """The place of a figure; one over several places has none."""
        if said.joined or not said.name:
            return None
        return Place(said.name, said.start, said.end, self.name, scope)


def _counts_above(text: str, end: int, code: str) -> bool:
    """Whether what is counted is larger than, or as large as, the division: a county has no 74 counties."""
    if len(code) == 6:
        return _counts_counties().match(text, end - 1) is not None
    if len(code) == 4:
        return _counts_prefectures().match(text, end - 1) is not None
    return len(code) == 2 and code in divisions() and _counts_provinces().match(text, end - 1) is not None


@cache
def _counts_counties() -> re.Pattern[str]:
    return re.compile(
        r"[个0-9余多](?:国家级|省级|国定|重点|深度|极度|贫困|扶贫|开发|工作|计划|脱贫|摘帽|未|边境|牧业|民族|自治)*"
        r"(?:县|旗)(?![级城乡域里长委内外])"
    )


@cache
def _counts_prefectures() -> re.Pattern[str]:
    return re.compile(r"[个0-9余多](?:地[市州(]|市[州(]|州市|地级|市地)")


@cache
def _counts_provinces() -> re.Pattern[str]:
    return re.compile(r"[个0-9余多](?:省[市区份(,、]|省自治区)")


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile("[,;:。!?年]")


@cache
def _parts_of_place() -> re.Pattern[str]:
    return re.compile("[个0-9](?:贫困|深度贫困|重点)?[县乡镇村区市旗]")


@cache
def _sent() -> re.Pattern[str]:
    return re.compile(
        "(?:选派|派出|派遣|组派|增派|派驻|抽调|招募|从[^,。;]{2,6}组(?:织|了)[^,。;0-9]{0,4})了?(?:[0-9]{1,3}[梯批]?[次批队],?、?)?(?:[^,。;、]{2,16}[名人]次?、){0,3}[^,。;0-9]{0,16}$"
    )


@cache
def _tells() -> re.Pattern[str]:
    """Who said it, behind a quotation: 镇安县云盖寺镇岩湾社区的贾明成 | 说."""
    return re.compile("[^。;!?“”\n]{4,40}?(?:说|讲|道(?!路)|告诉|感慨|回忆|坦言|介绍|算账|算了|打开了话匣子)")


@cache
def _noun_only() -> re.Pattern[str]:
    return re.compile("[\u4e00-\u9fff]{0,10}")


@cache
def _of_a_share() -> re.Pattern[str]:
    """The share of a part, told before a figure of the whole: 其中南疆占92.3%, | 513个村."""
    return re.compile("其中[^,。;0-9]{2,10}占[^,。;]{0,6}[0-9.]+%[^,。;]{0,4},")


@cache
def _leaves() -> re.Pattern[str]:
    """Behind a county: that it leaves poverty, and the clause's end (南华、大姚 | 2个县顺利通过评估,)."""
    counted = "(?:[、和][\u4e00-\u9fff]{2,6})*(?:[0-9]{1,2}个?(?:贫困|重点)?[县区市旗]{1,2})?"
    return re.compile(
        f"{counted}(?:如期|顺利|全部|先后|率先|成功|已|也|均|实现)*(?:脱贫)?"
        "(?:摘帽|退出|出列|通过[^,。;0-9]{0,12}(?:评估|验收|检查|考核)[^,。;0-9]{0,2})[,、;]"
    )


@cache
def _parts() -> re.Pattern[str]:
    return re.compile("[,:、]")


@cache
def _clause_or_number() -> re.Pattern[str]:
    return re.compile("[,:0-9、()]")


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile("[0-9][0-9.,]*")
