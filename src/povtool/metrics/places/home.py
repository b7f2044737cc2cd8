"""The division that a document is about, and which one its pointing words (全县, 我州) point at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from itertools import zip_longest
from typing import Any

from povtool.convert.script import fold
from povtool.metrics.places.gazetteer import BEYOND, NATION, OF_SEVERAL, ROOT, divisions, fits, spellings
from povtool.metrics.places.mentions import Mention, holds, mentions
from povtool.metrics.places.roles import ASIDE, HELPED, HELPS, OUTSIDE, TOLD
from povtool.metrics.places.settlements import is_hamlet, is_village

_WEIGHTS = {"title": 4, "text": 1, "source": 4, "breadcrumb": 2, "keywords": 2, "author_note": 2}
"""How much a mention in each field says of what the document is about."""
_SHARE = 0.6
"""Of the mentions in a division, so many must lie in one part for the document to be about that part."""

_OFTEN = 3
_GRANTED_WITHIN = 14
"""Code points before a sum of a charity in which it says that it has given the sum away."""

_BODY = "[\u4e00-\u9fff]{0,6}(?:公司|银行|集团|基金会|协会|大学)"
_NATIONAL = re.compile(f"(?:中国|我国|全国)(?!人大|政协|妇联|文明|先进|最|第|{_BODY})")
"""In a title, that a document is about the country."""
_CENTRAL = re.compile(
    "国家[\u4e00-\u9fff]{2,9}(?:局|署|委|中心|办公室)|国务院|中国政府网|国家发展改革委"
    "|(?:财政|教育|水利|民政|商务|农业农村|交通运输|生态环境|自然资源|文化和旅游|住房城乡建设|人力资源社会保障)部"
)
"""Bodies of the whole country, as a source or as who sends out a notice."""


def _of_the_country(title: str) -> bool:
    """Whether a folded title that names no part of the country says that a document is about all of it."""
    return bool(_NATIONAL.search(title) or _CENTRAL.match(title))


_DOMESTIC = {
    "71": "新台币|行政院|立法院|农委会|农粮署|卫福部|疾管署|国发会|劳发署|移民署|健保署|原民会|客委会|全台",
    "81": "港府|立法会|社会福利署|劳工及福利局|房屋委员会|关爱基金|综援|全港|本港",
    "82": "社会工作局|社会保障基金|全澳|本澳",
}
"""Words of domestic matters of Taiwan, Hong Kong and Macau, whose press does not name where everybody is."""


@cache
def _domestic() -> dict[str, re.Pattern[str]]:
    return {code: re.compile(words) for code, words in _DOMESTIC.items()}


def _beyond(text: str, seen: set[str]) -> str | None:
    """The code of Taiwan, Hong Kong or Macau where a folded text that names no place elsewhere is about its
    own matters there.

    >>> _beyond("行政院通过纾困方案,每人补助新台币1万元", set()), _beyond("行政院与四川省", {"51"})
    ('71', None)
    """
    told = {code: len(pattern.findall(text)) for code, pattern in _domestic().items()}
    best = max(told, key=lambda code: told[code])
    if not told[best] or any(not code.startswith(best) for code in seen):
        return None
    return best


_MINISTRY = 3
"""Code points of the ministries that Taiwan has as well (教育部), and of no other word for the country."""
_BEYOND = {"81": "香港", "82": "澳门", "71": "台湾"}


def _reports_itself(title: str, source: str, elsewhere: bool) -> bool:
    """Whether a folded title and source are those of a company's or charity's report of its own doings.

    >>> _reports_itself("国家电网公司2018年定点扶贫工作情况", "国家电网公司", False)
    True
    >>> _reports_itself("中国石化2023年定点帮扶工作成效", "中国石化新闻网", False)
    True
    >>> _reports_itself("国家电网公司帮扶玛多县", "青海日报报业集团", True)
    False
    >>> _reports_itself("青海2018年脱贫攻坚工作综述", "青海新闻网", False)
    False
    """
    company = _OWN_SITE.sub("", source)
    if len(company) < 2 or elsewhere or not title.startswith(company) or company in spellings():
        return False
    return not _OFFICE.search(company)


_OWN_SITE = re.compile("(?<=..)(?:新闻网|官方?网站?|网站|公众号|报社|报)$")
"""What the name of a company's own paper or site adds to its own."""


_OFFICE = re.compile("政府|委员会|[局厅部办署院委]$|扶贫办|日报|晚报|新闻|传媒|网$|电视|人大|政协|法院")
"""In a source: it is an office or a paper, which reports of a place."""


def is_raised(text: str, sentence_start: int, sentence_end: int, start: int) -> bool:
    """Whether the figure at a code point of a folded sentence is of what a charity raises, or of its helpers.

    >>> text = "去年筹得善款300万元,拨往内地的善款为200万元。"
    >>> [is_raised(text, 0, len(text), text.index(figure)) for figure in ("300", "200")]
    [True, False]
    """
    if _granted().search(text, max(sentence_start, start - _GRANTED_WITHIN), start):
        return False
    return _raising().search(text, sentence_start, sentence_end) is not None


@cache
def _granted() -> re.Pattern[str]:
    return re.compile("拨往|拨给|拨付|资助|用于|投入|送出|捐给|受助|受惠")


@cache
def _raising() -> re.Pattern[str]:
    return re.compile("筹得|筹款|筹募|善款|募款|募得|义工|志工|[企私]业捐款|市民捐")


def _of_class(code: str | None, level: str) -> str | None:
    """The code of the division of a class (县, 州) that a division is, or that holds it."""
    lengths = (length for length in (6, 4, 2) if code and len(code) >= length)
    return next((code[:length] for length in lengths if code and fits(code[:length], level)), None)


class Home:
    """What one document is about.

    ``code`` is the division's ("" for the whole country), None where the document does not make it plain.
    """

    def __init__(
        self, document: Mapping[str, Any], named: Mapping[str, list[Mention]], folded_source: str, text: str
    ) -> None:
        self._weights: Counter[str] = Counter()
        self._helped: Counter[str] = Counter()
        self._helpers: Counter[str] = Counter()
        self._mainland = 0
        self._ministries = 0
        """How often it names ministries, which Taiwan has as well (教育部)."""
        self._seen: set[str] = set()
        self._settlements: Counter[tuple[str, str]] = Counter()
        self._first: dict[str, int] = {}
        """The line of the text that first names each village and township that the title does not."""
        self._pointing = pointing = Counter[str]()
        for mention in named.get("text", []):
            if mention.entry.kind == "settlement":
                line = text.rfind("\n", 0, mention.start) + 1
                self._first.setdefault(mention.entry.name, line)
        for mention in named.get("title", []):
            self._first.pop(mention.entry.name, None)
        for field, found in named.items():
            self._count(found, _WEIGHTS.get(field, 1), pointing)
        self._count(mentions(folded_source, organisations=True), _WEIGHTS["source"], pointing)
        if _CENTRAL.search(folded_source):
            self._weights[ROOT] += 2
        title = document.get("title")
        parts = any(said.entry.kind == "division" for said in named.get("title", []))
        if isinstance(title, str) and not parts and _of_the_country(fold(title)):
            self._weights[ROOT] += _WEIGHTS["title"]
        self.beyond = any(code[:2] in BEYOND for code in self._seen)
        """Whether it speaks of Hong Kong, Macau or Taiwan, so that 内地 is the whole country."""
        self._weights[ROOT] += self._mainland if self.beyond else 0
        if own := _beyond(text, self._seen):
            self._weights[own] += _WEIGHTS["title"]
            self._weights[ROOT] -= self._ministries
        self._points = any(level != "各地" for level in pointing)
        """Whether the document speaks of a county or province of its own without naming it."""
        for level, times in pointing.items():
            target = self._of_level(level, None)
            if target is not None:
                self._weights[target] += times
        self._leave_out_helpers()
        self.code = self._settled()
        self.raises: str | None = None
        """The name of Hong Kong, Macau or Taiwan where a charity from there reports of itself: the place of
        what it raises there."""
        own_title = fold(title) if isinstance(title, str) else ""
        if _reports_itself(own_title, folded_source, self._elsewhere(named.get("title", []))):
            beyond = [code for code, place in _BEYOND.items() if folded_source.startswith(place)]
            self.raises = _BEYOND[beyond[0]] if beyond else None
            several = len({code for code in self._seen if len(code) == 6}) > 2
            if several or (self.raises and self.code == ROOT):
                self.code = None  # what it does in several counties is of no one of them

    @staticmethod
    def _elsewhere(named: list[Mention]) -> bool:
        """Whether a title names a part of the mainland."""
        codes = (code for mention in named for code in mention.entry.codes)
        return any(code and not code.startswith(BEYOND) for code in codes)

    def _leave_out_helpers(self) -> None:
        """A document of aid is about those who receive it: a place named again and again as helping others
        counts for nothing where another one is named."""
        often = tuple(code for code, times in self._helpers.items() if times > 1 and code)
        if often and any(code and not code.startswith(often) for code in self._weights):
            for code in [code for code in self._weights if code.startswith(often)]:
                del self._weights[code]

    def _count(self, found: list[Mention], weight: int, pointing: Counter[str]) -> None:
        for mention, inner in zip_longest(found, found[1:]):
            entry = mention.entry
            self._seen.update(entry.codes if entry.kind == "division" else ())
            if inner and inner.start == mention.end and holds(entry, inner.entry):
                continue
            if mention.role != OUTSIDE and entry.kind in ("pointing", "body"):
                pointing[entry.name] += 1
            elif entry.kind == "settlement":
                self._settlements[entry.codes[0], entry.name] += weight
                self._weights[entry.codes[0]] += weight if entry.codes[0] else 0
            elif entry.kind == "mainland":
                self._mainland += weight
            elif mention.role in (HELPS, OUTSIDE, TOLD):
                if mention.role == HELPS and len(entry.codes) == 1:
                    self._helpers[entry.codes[0]] += 1
            elif len(entry.codes) == 1 and entry.codes[0] != OF_SEVERAL:
                if entry.kind == "nation" and mention.end - mention.start == _MINISTRY:
                    self._ministries += weight
                if mention.role != ASIDE or entry.kind != "nation":
                    self._weights[entry.codes[0]] += weight
                if mention.role == HELPED and entry.kind == "division":
                    self._helped[entry.codes[0]] += 1

    def _inside(self, code: str) -> int:
        return sum(weight for other, weight in self._weights.items() if other.startswith(code))

    def _settled(self) -> str | None:
        code = ROOT
        while True:
            total = self._inside(code)
            width = {0: 2, 2: 4, 4: 6}.get(len(code), 0)
            parts = {other[:width] for other in self._weights if width and len(other) > len(code)} & {
                other[:width] for other in self._weights if other.startswith(code)
            }
            best = max(sorted(parts), key=self._inside, default=None)
            if best is None or self._inside(best) < _SHARE * total:
                break
            code = best
        if code == ROOT:
            own, all_of_them = self._weights[ROOT], self._inside(ROOT)
            alone = own == all_of_them and not self._points
            return ROOT if own and (alone or (own >= 2 and own >= 0.3 * all_of_them)) else None
        return code if code in divisions() else code[:4] if code[:4] in divisions() else code[:2]

    def settlement(self, level: str) -> tuple[str, str] | None:
        """Code and name of the village (村) or township (乡) that the document speaks of most."""
        told = [
            named
            for named in self._settlements
            if is_village(named[1]) == (level == "村") and not is_hamlet(named[1])
        ]
        return max(told, key=lambda named: self._settlements[named], default=None)

    @cached_property
    def name(self) -> str | None:
        """The short name of what the document is about, of a village if most of it is about one, or None."""
        for level in ("村", "乡"):
            settled = self.settlement(level)
            if settled is None:
                continue
            told = self._settlements[settled] + self._pointing[level]
            around = settled[0] if settled[0].startswith(self.code or ROOT) else self.code or ROOT
            others = max(self._inside(settled[0]), self._inside(self.code or around)) - self._weights[ROOT]
            if (told >= _OFTEN and 2 * told >= others) or (told > 1 and self._alone(settled)):
                return settled[1]
        return NATION if self.code == ROOT else self.name_of(self.code)

    def name_at(self, position: int, helper: str | None = None) -> str | None:
        """The name of what the document is about, at a code point of its text: of a village, from where the
        text or title names it on, and not where the help of a province or prefecture comes to one like it."""
        wide = NATION if self.code == ROOT else self.name_of(self.code)
        if self.name == wide:
            return wide
        if helper and len(helper) < 6 and self.code:
            return self.name_of(self.code[: len(helper)])
        return self.name if self._first.get(self.name or "", 0) <= position else wide

    def above(self, position: int, helper: str | None) -> Iterator[tuple[str | None, str | None]]:
        """Code and name of what the document is about at a code point of its text, then of what holds that,
        as far as the document names it."""
        yield self.code, self.name_at(position, helper)
        for length in (4, 2):
            code = (self.code or "")[:length]
            if len(self.code or "") > length and code in self._seen:
                yield code, self.name_of(code)

    def _alone(self, settled: tuple[str, str]) -> bool:
        """Whether a document names no place but this village or township and what it lies in."""
        code, name = settled
        like = {other for _, other in self._settlements if is_village(other) == is_village(name)}
        within = all(code.startswith(other) for other in self._weights)
        pointed = any(self._pointing[level] for level in ("省", "州", "市", "县"))
        return bool(code) and like == {name} and within and not pointed

    def name_of(self, code: str | None) -> str | None:
        """The short name of a division."""
        return divisions()[code][1] if code in divisions() else None

    def pointed(self, level: str) -> str | None:
        """The code that a pointing word of this class means in the document."""
        return self._of_level(level, self.code)

    def lies_in(self, level: str) -> str | None:
        """The code of the division of this class that the document is about, or that holds it."""
        return _of_class(self.code, level)

    def _of_level(self, level: str, home: str | None) -> str | None:
        if held := _of_class(home, level):
            return held
        own = [(weight, code) for code, weight in self._weights.items() if code and fits(code, level)]
        own.sort(reverse=True)
        if own and (len(own) == 1 or own[0][0] > own[1][0]):
            return own[0][1]
        if own:
            return None
        above = Counter(code[:length] for code in self._weights for length in (2, 4) if len(code) > length)
        up = [code for code, _ in above.most_common() if fits(code, level)]
        return up[0] if len(up) == 1 or (up and home and home.startswith(up[0])) else None

    def helped_in(self, code: str) -> str | None:
        """Whom the helpers of a region (援藏) help here: the part named as receiving, or the region."""
        inside = [
            (times, other)
            for other, times in self._helped.items()
            if other.startswith(code) and other != code
        ]
        inside.sort(reverse=True)
        if inside and (len(inside) == 1 or inside[0][0] > inside[1][0]):
            return inside[0][1]
        return self.code if self.code and self.code.startswith(code) else code
