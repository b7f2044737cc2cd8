"""The period grammar of policy texts: every stretch of a text that says when, and which period it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from povtool.metrics.times import calendar
from povtool.metrics.times.calendar import Day
from povtool.metrics.times.compared import (
    as_standard,
    compared_with,
    comparison,
    set_out_from,
    share,
    share_verb,
)
from povtool.metrics.times.dates import (
    REPUBLIC,
    across_years,
    anchors,
    events,
    kind_of,
    milestones,
    numbered,
    of_the_plan,
    part_of_year,
    plan,
    ranking,
    single_year,
    value_of,
    years,
)
from povtool.metrics.times.logs import entries
from povtool.metrics.times.news import is_of_the_news
from povtool.metrics.wording.discourse import is_heading

_BEFORE_ITS_FIRST = 1911
"""What is added to a year of the Republic, as Taiwan counts them: 109年7月9日 is in 2020."""
_EARLY = 3
"""Until this month 年末 may be that of the year before."""
_LATE = 11
"""From this month on 全年 is the document's year."""
_AIM_BEFORE = 4
"""Code points before 全年 in which an aim is looked for."""
_LONGEST_EVENT = 16
"""Code points before 以来 in which the event is looked for."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One stretch that says when; offsets are code points, end exclusive."""

    start: int
    end: int
    value: str | None
    """The period in ISO 8601; None where the text leaves open which one (今年 in a text without a date)."""
    base: bool = False
    """It says what is compared with (比2012年), not when."""
    length: int | None = None
    """Years, of a stretch said only by its length (五年累计)."""
    supposed: str | None = None
    """What those years are by the document's date, unless the text names a stretch of that length."""


_NOT_UNTIL_NOW = ("前", "此后", "未来", "连续", "今后")
"""Before a number of years: they do not end with the document's date, and those of 四年间 need not."""


def mentions(
    text: str, reference: Day | None, year: int | None = None, own: Mapping[str, str] | None = None
) -> list[Mention]:
    """The mentions of a folded text, in order and without overlap.

    ``reference`` is the document's date: 今年 is its year. A month alone belongs to the last year that its
    paragraph names, or else to that of its part of a report (2018年工作回顾), to the ``year`` that the report
    is about, or to the document's. ``own`` are the periods that 规划期 and 报告期 mean.

    >>> text = "2016年至2020年投入3亿元,今年1至9月脱贫2万人,比上年增加1万人,“十二五”期间,党的十八大以来"
    >>> for said in mentions(text, Day(2018)):
    ...     print(text[said.start : said.end], said.value, said.base)
    2016年至2020年 2016/2020 False
    今年1至9月 2018-01/2018-09 False
    上年 2017 True
    “十二五”期间 2011/2015 False
    党的十八大以来 2012-11/ False
    """
    return list(_Reading(text, reference, year, own or {}).mentions())


class _Reading:
    """One text being read from its beginning; what was said last decides what 当年 and 3月 mean."""

    def __init__(self, text: str, reference: Day | None, year: int | None, own: Mapping[str, str]) -> None:
        self.text = text
        self.own = own
        self.reference = self.published = reference
        """The day that 今年 counts from: that of the entry in a diary, or else of the document."""
        self.year: int | None = None
        self.stated: int | None = None
        """The last year of the paragraph given in digits, or as 今年: what 上年 counts from."""
        self.paragraph_end = 0
        self.worded: int | None = None
        """Where 去年 or the like ended that :attr:`year` is from, which holds for its sentence."""
        self.told = 0
        """Where the mention ended that :attr:`year` is from."""
        self.narrated = False
        """Whether that mention named a month as well, so that a story may be going on in its year."""
        self.frame: str | None = None
        """The last part of a year that the paragraph named, which 同期 is the same part as."""
        self.untold = False
        """Whether the paragraph told last of a year that nothing dates (那年), which 年底 may be of."""
        self.in_heading = False
        self._entries = entries(text)
        self.section: int | None = year
        """The year of the part of the report, as its heading says."""

    def mentions(self) -> Iterator[Mention]:
        position = 0
        for match in anchors().finditer(self.text):
            if match.start() >= self.paragraph_end:
                self._begin_paragraph(match.start())
            if match.start() < position or is_of_the_news(self.text, match.start()):
                continue
            found = self._read(match, position)
            if found is not None:
                position = found.end
                yield found

    @cached_property
    def _counts_from_1912(self) -> bool:
        """Whether the text dates by the Republic somewhere, so that its bare 109年 is a year as well."""
        return re.search(REPUBLIC, self.text) is not None

    def _begin_paragraph(self, position: int) -> None:
        self.year = self.stated = self.worded = self.frame = None
        self.untold = False
        self.reference = self._entries.day(position) or self.published
        end = self.text.find("\n", position)
        self.paragraph_end = end if end >= 0 else len(self.text)
        start = self.text.rfind("\n", 0, position) + 1
        self.in_heading = self.paragraph_end - start <= 40 and is_heading(
            self.text[start : self.paragraph_end]
        )

    def _read(self, match: re.Match[str], floor: int) -> Mention | None:
        start, kind = match.start(), kind_of(match)
        if kind == "since":
            return self._since(match, floor)
        if kind == "now":
            self.untold = self.untold or match[0].startswith("那")
            return Mention(start, match.end(), None)
        if kind == "own":
            return Mention(start, match.end(), self.own.get(match[0][:3]))
        if kind == "length":
            years = calendar.small(match["years"])
            return None if years == 1 else self._length(match, years)  # 一年来
        if kind == "plan":
            return self._plan(start)
        if kind == "year":
            return self._absolute(start)
        if kind == "relative":
            return self._relative(match)
        if kind == "republic":
            if match["counted"] and not self._counts_from_1912:
                return None
            year = self.stated = (
                int(match["founded"] or match["dated"] or match["counted"]) + _BEFORE_ITS_FIRST
            )
            return self._of_year(start, match.end(), year)
        return self._within_year(start)

    def _length(self, match: re.Match[str], years: int | None) -> Mention:
        supposed = None
        used = self.text.endswith("用", 0, match.start())  # 计划用两年时间 does not say when they end
        if years and not (used or match[0].startswith(_NOT_UNTIL_NOW)) and self.text[match.end()] != "间":
            supposed = calendar.years_until(self.reference, years)
        return Mention(match.start(), match.end(), None, length=years, supposed=supposed)

    def _since(self, match: re.Match[str], floor: int) -> Mention:
        low = max(floor, match.start() - _LONGEST_EVENT)
        event = events().search(self.text, low, match.end())
        if event is None:
            return Mention(match.start(), match.end(), None)
        begin = (
            event.start() - 2 if self.text.startswith("党的", max(0, event.start() - 2)) else event.start()
        )
        return Mention(max(begin, 0), match.end(), calendar.since(milestones()[event["name"]]))

    def _plan(self, start: int) -> Mention | None:
        match = plan().match(self.text, start)
        said = match and (match["edge"] or match["first"] or of_the_plan().match(self.text, match.end()))
        if match is None or not said:
            return None
        first, last = calendar.plan(calendar.PLANS[match["name"]])
        edge = match["edge"] or ""
        if "末" in edge or "底" in edge:
            value: str | None = calendar.year(last)
        elif edge == "初":
            value = calendar.year(first)
        elif edge == "以来":
            value = calendar.since(calendar.year(first))
        elif match["first"]:
            value = calendar.span(
                calendar.year(first), calendar.year(first + (calendar.small(match["first"]) or 1) - 1)
            )
        else:
            value = calendar.span(calendar.year(first), calendar.year(last))
        return self._compared(start, match.end(), value)

    def _absolute(self, start: int) -> Mention | None:
        span = years().match(self.text, start)
        if span:
            first, last = calendar.spelled_year(span["first"]), calendar.spelled_year(span["last"])
            if first is None or last is None:
                return None
            begin, end = calendar.year(first), calendar.year(last)
            if span["first_month"] or span["last_month"]:
                begin = calendar.month(int(span["first_month"] or 1), first) or begin
                end = calendar.month(int(span["last_month"] or 12), last) or end
            self.year = self.stated = last
            return self._compared(start, span.end(), calendar.span(begin, end))
        if across := across_years().match(self.text, start):
            return self._across(across)
        match = single_year().match(self.text, start)
        if match is None:
            return None
        if match["next"]:
            return self._two_years(start, match)
        year = calendar.spelled_year(match["year"])
        if not self._of_a_base(start, match.end()):
            self.stated = year
        return self._of_year(start, match.end(), year)

    def _across(self, match: re.Match[str]) -> Mention:
        """A year that does not begin in January (2016/17年度); left open where its ends do not meet."""
        first = calendar.spelled_year(match["year"]) or 0
        self.year = self.stated = first + 1
        meets = int(match["next"]) == (first + 1) % 100
        value = calendar.span(calendar.year(first), calendar.year(first + 1)) if meets else None
        return self._compared(match.start(), match.end(), value)

    def _two_years(self, start: int, match: re.Match[str]) -> Mention:
        """2014、2015年: one period if they follow each other, left open if not."""
        first, last = calendar.spelled_year(match["year"]), calendar.spelled_year(match["next"])
        follow = first is not None and last == first + 1
        self.year = self.stated = last
        value = calendar.span(calendar.year(first or 0), calendar.year(last or 0)) if follow else None
        return self._compared(start, match.end(), value)

    def _relative(self, match: re.Match[str]) -> Mention | None:
        word, end = match[0], match.end()
        if word in ("昨日", "前天"):
            return Mention(
                match.start(), end, calendar.day_before(self.reference, 2 if word == "前天" else 1)
            )
        if word == "全年":
            return self._whole_year(match.start(), end)
        of = self._meant(word, match.start())
        if word.endswith("月"):
            end += 2 if self.text[end : end + 2] in ("上旬", "中旬", "下旬", "月初", "月末") else 0
            return self._compared(match.start(), end, self._month_meant(word))
        if word in ("今年", "本年度") and of is not None:
            self.stated = of
        found = self._of_year(match.start(), end, of)
        if found is not None and not found.base:
            self.worded = found.end
        return found

    def _whole_year(self, start: int, end: int) -> Mention | None:
        """全年: the year spoken of, or the document's where it is all but over; else it says nothing.

        Nor does it where a share of its plan is told: 完成 | 全年目标的61.5%.
        """
        if _of_a_plan().match(self.text, end) and self.text.endswith(("完成", "占", "达到", "达"), 0, start):
            return None
        year = self.year or self.section
        if self.reference is not None and year in (None, self.reference.year):
            late = (self.reference.month or 0) >= _LATE
            aim = _aim().search(self.text, max(0, start - _AIM_BEFORE), start) or _aim().match(self.text, end)
            year = self.reference.year if year or late or aim else None
        return None if year is None else Mention(start, end, calendar.year(year))

    def _month_meant(self, word: str) -> str | None:
        if self.reference is None or self.reference.month is None:
            return None
        year, month = self.reference.year, self.reference.month
        if word == "本月":
            return calendar.month(month, year)
        return calendar.month(month - 1, year) if month > 1 else calendar.month(12, year - 1)

    def _year_told_of(self, start: int) -> int | None:
        """The year that 上年 counts from: that of 去年 in the same sentence, or else the last one stated."""
        if self.worded is not None and "。" not in self.text[self.worded : start]:
            return self.year
        return self.stated or self.section

    def _meant(self, word: str, start: int) -> int | None:
        if word in ("当年", "同年"):
            return self.year
        if word in ("次年", "翌年"):
            return self.year and self.year + 1
        offset = {
            "今年": 0,
            "本年度": 0,
            "去年": -1,
            "上年": -1,
            "上年度": -1,
            "前年": -2,
            "明年": 1,
            "后年": 2,
        }
        if word in ("上年", "上年度") and (told := self._year_told_of(start)) is not None:
            return told - 1  # 2019年……比上年增长
        return None if self.reference is None else self.reference.year + offset.get(word, 0)

    def _of_year(self, start: int, end: int, year: int | None) -> Mention | None:
        """A year with the part of it that follows: 2018年1至9月, 今年上半年, 2017年末, 2012年以来."""
        part = part_of_year().match(self.text, end)
        assert part is not None
        if ranking().match(self.text, end):
            return None
        value = None if year is None else value_of(part, year)
        if year is not None and (same := _same_part().match(self.text, part.end())):
            return self._compared(start, same.end(), self.frame and calendar.in_year(self.frame, year))
        if value and value.endswith("/"):
            return self._compared(start, part.end(), value)  # 2016年以来, | 全年 is that of the report
        if year is not None and not self._of_a_base(start, part.end()):
            self.year, self.worded = year, None
            self._frame_by(value, year)
            self.told, self.narrated = part.end(), part["month"] is not None
            self.section = year if self.in_heading else self.section
        self.untold = year is None and part["edge"] is None
        if year is None or self._until(part, year):
            return self._compared(start, part.end(), None)
        return self._compared(start, part.end(), value)

    def _frame_by(self, value: str | None, year: int) -> None:
        """Remember which part of a year is told of; this year as a whole is not over yet."""
        over = self.reference is None or year < self.reference.year
        self.frame = value if value and (over or len(value) > len("2018")) else None

    def _until(self, part: re.Match[str], year: int) -> bool:
        """Whether a year is that before which something was so, and no deadline: 2004年前,人均收入仅890元."""
        over = self.reference is not None and year < self.reference.year
        return over and part[0] == "年前" and not self.text.startswith("后", part.end())

    def _within_year(self, start: int) -> Mention | None:
        part = part_of_year().match(self.text, start)
        if part is None or part.end() == start:
            return None
        if part[0].startswith("头") and self.year is None and self.section is None:
            return Mention(start, part.end(), None)  # 头三个月 of a job, or of the year
        if part["edge"] and not part["month"] and self.untold:
            return self._compared(start, part.end(), None)
        year = self.year
        if self.worded is not None and "。" in self.text[self.worded : start]:
            year = None
        if year is not None and part["month"] and self._as_of_now(start):
            return self._compared(start, part.end(), self._last_such_month(part))
        if year is not None and part["month"] and self._still_to_come(start, part, year):
            year = None if self.reference is None else self.reference.year
        if year is None:
            year = self.section
        if year is None and self.reference is not None and not self._may_be_last_years(start, part.end()):
            year = self.reference.year
        value = None if year is None else value_of(part, year)
        if year is not None and not self._comparing(start):
            self.untold = False
            self._frame_by(value, year)
        return self._compared(start, part.end(), value)

    def _as_of_now(self, start: int) -> bool:
        """Whether a month says how things stand as the document is written, not in the year told of before:
        桑植县2018年调离教师139名。…截至 | 6月末."""
        if self.reference is None or self.reference.month is None:
            return False
        if self.section is not None or self.narrated:
            return False
        led = re.search("截[至止]到?$", self.text[max(0, start - 3) : start])
        return led is not None and "。" in self.text[self.told : start]

    def _still_to_come(self, start: int, part: re.Match[str], year: int) -> bool:
        """Whether a month is one by which something must be done, though the year told of before is over:
        2016年督查发现问题136个,其余17个须在 | 3月底前整改."""
        if self.reference is None or self.reference.month is None or year >= self.reference.year:
            return False
        bound = re.search("(?:须|务必|必须|要求|确保|应)在?$", self.text[max(0, start - 4) : start])
        by_then = part[0].endswith("前") or self.text.startswith("前", part.end())
        month = numbered(part["last_month"] or part["month"])
        return bound is not None and by_then and month >= self.reference.month

    def _last_such_month(self, part: re.Match[str]) -> str | None:
        """The period of a month without a year that is not after the document's month."""
        assert self.reference is not None
        last = numbered(part["last_month"] or part["month"])
        return value_of(part, self.reference.year - (last > (self.reference.month or 12)))

    def _may_be_last_years(self, start: int, end: int) -> bool:
        """Whether 年末 in a document of the first months may well be that of the year before."""
        month = self.reference and self.reference.month
        said = self.text[start:end]
        return bool(month and month <= _EARLY and said[:2] in ("年末", "年底") and not said.endswith("前"))

    def _compared(self, start: int, end: int, value: str | None) -> Mention:
        if self.text.startswith("《", end):
            value = None  # 印发了“十三五”时期《脱贫攻坚规划》: when the plan is for, not when it came out
        standard = as_standard().match(self.text, end) and self.text[start - 1 : start] not in ("由", "从")
        base = self._comparing(start) or bool(standard) or self._is_of_a_share(start, end)
        return Mention(start, end, value, base=base)

    def _is_of_a_share(self, start: int, end: int) -> bool:
        """Whether a share of what was then follows: 只有2019年同期的28.4%."""
        led = share_verb().search(self.text, max(0, start - 4), start)
        return led is not None and share().match(self.text, end) is not None

    def _of_a_base(self, start: int, end: int) -> bool:
        """Whether a date is that of a figure compared with, which nothing later is of: 是2016年 | 的6倍."""
        if self._comparing(start):
            return True
        led = self.text[max(0, start - 1) : start] in ("由", "从")
        behind = set_out_from().match(self.text, end) if led else as_standard().match(self.text, end)
        return behind is not None or self.text.startswith("同期", end)

    def _comparing(self, start: int) -> bool:
        before = self.text[max(0, start - 3) : start]
        if comparison().search(before):
            return True
        return before.endswith(("与", "同", "和")) and compared_with().match(self.text, start) is not None


@cache
def _aim() -> re.Pattern[str]:
    """What makes 全年 the year that is going on: 确保 | 全年脱贫3万人, 全年 | 预计脱贫3万人."""
    return re.compile("(?:确保|力争|争取|预计|预期|有望|计划|拟)(?:完成|实现)?")


@cache
def _same_part() -> re.Pattern[str]:
    return re.compile("的?同(?:期|月|一时期)(?!声)")


@cache
def _of_a_plan() -> re.Pattern[str]:
    return re.compile("[^,。;0-9]{0,8}(?:目标|任务|计划)")
