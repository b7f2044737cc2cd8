"""The period grammar of policy texts: every stretch of a text that says when, and which period it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from povtool.data import rows
from povtool.metrics import calendar
from povtool.metrics.calendar import Day
from povtool.metrics.compared import as_standard, compared_with, comparison, set_out_from, share, share_verb
from povtool.metrics.discourse import is_heading
from povtool.metrics.logs import entries
from povtool.metrics.news import is_of_the_news

_DASH = "(?:至|到|[-—–―~〜]{1,2})"
_DIGIT = "〇○零一二三四五六七八九"
_YEAR = rf"(?:(?<![0-9.{_DIGIT}])(?:(?:19|20)[0-9]{{2}}|二[〇○零][{_DIGIT}]{{2}}|一九[{_DIGIT}]{{2}}))"
_REPUBLIC = (
    r"(?:民国(?P<founded>[0-9]{2,3})(?=年)|(?<![0-9.])(?P<dated>1[0-2][0-9])(?=年[0-9]{1,2}月(?!份?[至到-])))"
)
_COUNTED_SO = r"(?<![0-9.])(?P<counted>1[0-2][0-9])(?=年(?![来间内前后多余历]|时间|以上))"
_BEFORE_ITS_FIRST = 1911
"""What is added to a year of the Republic, as Taiwan counts them: 109年7月9日 is in 2020."""
_NUMERAL = "(?:[0-9]{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_MONTH = r"(?<![0-9.])(?:1[0-2]|[1-9])"
_EDGE = "(?:年?[底末初]前?|年度?)"
_DIGITS = "0-9一二三四五六七八九十两"
_FIRST = (
    _DIGITS + '“"「『今本去上前明后当同次翌年下第过近最这此未连以截到目如至迄多历长几现日昨早从起那头全往昔民眼'
)
"""The characters that a mention may begin with; looking for these first makes reading eight times as fast."""
_EARLY = 3
"""Until this month 年末 may be that of the year before."""
_LATE = 11
"""From this month on 全年 is the document's year."""
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


@cache
def _anchor() -> re.Pattern[str]:
    """Every place where a mention may begin, by the kind of mention."""
    return re.compile(
        rf"""
        (?=[{_FIRST}])(?:
        (?P<year>{_YEAR}(?=年|(?:{_DASH}|[、和及]){_YEAR}年))
      | (?P<republic>{_REPUBLIC}|{_COUNTED_SO})
      | (?P<plan>[“"「『]?(?:十[一二三四五]五|[七八九]五)(?=[”"」』]|规划|计划|期|时|以来|[末初]))
      | (?P<relative>今年|本年度|去年|上年度?|前年(?!度)|明年|后年|当年|同年|次年|翌年|全年(?!级)|昨日|前天
          |本月|上月|上个月)
      | (?P<month>{_MONTH}(?={_DASH}(?:1[0-2]|[1-9])月|月))
      | (?P<part>(?<![上去今本前明后当同0-9一二两三四五六七八九十几数多半])年[底末内]|(?<![0-9年])[上下]半年
          |(?<![0-9])(?:前[一二三123]个?|第?[一二三四1-4])季度|第[一二三四1-4]季(?=[,。;度内前末底投完开])
          |[前头](?:[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,2}})个月)
      | (?P<length>(?:过去|近|最近|前|这|此后|未来|连续|今后)?(?P<years>{_NUMERAL})年
          (?=来|间|累计|以来|里|时间里?|共|[,,]?(?:减少|增加|下降|新增|投入|增长)))
      | (?P<since>以来)
      | (?P<now>截[至止]目前|至此(?=,)|到?目前(?:为止)?|当前|如今|[至迄]今(?![年天日])
          |近[些几]?年来?|最近几年来?
          |几年来?|多年来|历年来?|长期以来|现在|现有|日前|近日|早些年|早年|以前|从前|以往|往年|往常|往日|昔日|过去(?!的?[一二两三四五六七八九十几数0-9])|当初|起初|那[时年]
          |头[一两二三]年(?!级)|第[一二三四五]年(?!级)
          |昨天|今[日天]|前不久|眼下)
        )""",
        re.VERBOSE,
    )


def mentions(text: str, reference: Day | None, year: int | None = None) -> list[Mention]:
    """The mentions of a folded text, in order and without overlap.

    ``reference`` is the document's date: 今年 is its year. A month alone belongs to the last year that its
    paragraph names, or else to that of its part of a report (2018年工作回顾), to the ``year`` that the report
    is about, or to the document's.

    >>> text = "2016年至2020年投入3亿元,今年1至9月脱贫2万人,比上年增加1万人,“十二五”期间,党的十八大以来"
    >>> for said in mentions(text, Day(2018)):
    ...     print(text[said.start : said.end], said.value, said.base)
    2016年至2020年 2016/2020 False
    今年1至9月 2018-01/2018-09 False
    上年 2017 True
    “十二五”期间 2011/2015 False
    党的十八大以来 2012-11/ False
    """
    return list(_Reading(text, reference, year).mentions())


class _Reading:
    """One text being read from its beginning; what was said last decides what 当年 and 3月 mean."""

    def __init__(self, text: str, reference: Day | None, year: int | None) -> None:
        self.text = text
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
        self.in_heading = False
        self._entries = entries(text)
        self.section: int | None = year
        """The year of the part of the report, as its heading says."""

    def mentions(self) -> Iterator[Mention]:
        position = 0
        for match in _anchor().finditer(self.text):
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
        return re.search(_REPUBLIC, self.text) is not None

    def _begin_paragraph(self, position: int) -> None:
        self.year = self.stated = self.worded = None
        self.reference = self._entries.day(position) or self.published
        end = self.text.find("\n", position)
        self.paragraph_end = end if end >= 0 else len(self.text)
        start = self.text.rfind("\n", 0, position) + 1
        self.in_heading = self.paragraph_end - start <= 40 and is_heading(
            self.text[start : self.paragraph_end]
        )

    def _read(self, match: re.Match[str], floor: int) -> Mention | None:
        start, kind = match.start(), _kind(match)
        if kind == "since":
            return self._since(match, floor)
        if kind == "now":
            return Mention(start, match.end(), None)
        if kind == "length":
            years = calendar.small(match["years"])
            return None if years == 1 else Mention(start, match.end(), None, length=years)  # 一年来
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

    def _since(self, match: re.Match[str], floor: int) -> Mention:
        low = max(floor, match.start() - _LONGEST_EVENT)
        event = _events().search(self.text, low, match.end())
        if event is None:
            return Mention(match.start(), match.end(), None)
        begin = (
            event.start() - 2 if self.text.startswith("党的", max(0, event.start() - 2)) else event.start()
        )
        return Mention(max(begin, 0), match.end(), calendar.since(_milestones()[event["name"]]))

    def _plan(self, start: int) -> Mention | None:
        match = _plan().match(self.text, start)
        said = match and (match["edge"] or match["first"] or _of_the_plan().match(self.text, match.end()))
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
        span = _years().match(self.text, start)
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
        match = _year().match(self.text, start)
        if match is None:
            return None
        if match["next"]:
            return self._two_years(start, match)
        year = calendar.spelled_year(match["year"])
        if not self._of_a_base(start, match.end()):
            self.stated = year
        return self._of_year(start, match.end(), year)

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
        of = self._meant(word)
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
        """全年: the year spoken of, or the document's where it is all but over; else it says nothing."""
        year = self.year or self.section
        if year is None and self.reference is not None and (self.reference.month or 0) >= _LATE:
            year = self.reference.year
        return None if year is None else Mention(start, end, calendar.year(year))

    def _month_meant(self, word: str) -> str | None:
        if self.reference is None or self.reference.month is None:
            return None
        year, month = self.reference.year, self.reference.month
        if word == "本月":
            return calendar.month(month, year)
        return calendar.month(month - 1, year) if month > 1 else calendar.month(12, year - 1)

    def _meant(self, word: str) -> int | None:
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
        if word in ("上年", "上年度") and self.stated is not None:
            return self.stated - 1  # 2019年……比上年增长
        return None if self.reference is None else self.reference.year + offset.get(word, 0)

    def _of_year(self, start: int, end: int, year: int | None) -> Mention | None:
        """A year with the part of it that follows: 2018年1至9月, 今年上半年, 2017年末, 2012年以来."""
        part = _part().match(self.text, end)
        assert part is not None
        if _ranking().match(self.text, end):
            return None
        if year is not None and not self._of_a_base(start, part.end()):
            self.year, self.worded = year, None
            self.told, self.narrated = part.end(), part["month"] is not None
            self.section = year if self.in_heading else self.section
        if year is None:
            return self._compared(start, part.end(), None)
        return self._compared(start, part.end(), _value(part, year))

    def _within_year(self, start: int) -> Mention | None:
        part = _part().match(self.text, start)
        if part is None or part.end() == start:
            return None
        year = self.year
        if self.worded is not None and "。" in self.text[self.worded : start]:
            year = None
        if year is not None and part["month"] and self._as_of_now(start):
            return self._compared(start, part.end(), self._last_such_month(part))
        if year is None:
            year = self.section
        if year is None and self.reference is not None and not self._may_be_last_years(start, part.end()):
            year = self.reference.year
        return self._compared(start, part.end(), None if year is None else _value(part, year))

    def _as_of_now(self, start: int) -> bool:
        """Whether a month says how things stand as the document is written, not in the year told of before:
        桑植县2018年调离教师139名。…截至 | 6月末."""
        if self.reference is None or self.reference.month is None or self.section is not None or self.narrated:
            return False
        led = re.search("截[至止]到?$", self.text[max(0, start - 3) : start])
        return led is not None and "。" in self.text[self.told : start]

    def _last_such_month(self, part: re.Match[str]) -> str | None:
        """The period of a month without a year that is not after the document's month."""
        assert self.reference is not None
        last = int(part["last_month"] or part["month"])
        return _value(part, self.reference.year - (last > (self.reference.month or 12)))

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
        """Whether a date is that of a figure compared with, of which nothing later is told: 是2016年 | 的6倍."""
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


def _kind(match: re.Match[str]) -> str | None:
    """The kind of mention that an anchor begins."""
    if match["years"] is not None:
        return "length"
    return "republic" if match["republic"] is not None else match.lastgroup


def _value(part: re.Match[str], year: int) -> str | None:
    """The period that a year and what follows it mean."""
    whole = calendar.year(year)
    value: str | None = whole
    if part["last_month"]:
        value = calendar.months(int(part["month"]), int(part["last_month"]), year)
    elif part["day"]:
        value = calendar.day(int(part["day"]), int(part["month"]), year)
        if part["last_day"]:
            last = calendar.day(int(part["last_day"]), int(part["last_days_month"] or part["month"]), year)
            value = calendar.span(value, last)
    elif part["month"]:
        value = calendar.month(int(part["month"]), year)
    elif part["half"]:
        value = calendar.months(1, 6, year) if part["half"] == "上" else calendar.months(7, 12, year)
    elif part["quarters"]:
        value = calendar.months(1, 3 * (calendar.small(part["quarters"]) or 1), year)
    elif part["quarter"]:
        number = calendar.small(part["quarter"]) or 1
        value = calendar.months(3 * number - 2, 3 * number, year)
    elif part["first_months"]:
        value = calendar.months(1, calendar.small(part["first_months"]) or 1, year)
    if part["edge"] in ("底", "末") and value is not None and (part["half"] or part["quarter"] or part["quarters"]):
        value = value.rpartition("/")[2]  # 三季度末 is a month
    relation = part["relation"] or ""
    if value is None or relation in ("以前", "之前", "以后", "之后"):
        return None
    if relation.endswith(("以来", "至今", "迄今")) or relation in ("起", "算起", "到现在", "开始"):
        # 今年以来 is the year so far; 今年起 and 2012年以来 are open.
        so_far = part.string.startswith(("今年", "本年"), max(0, part.start() - 2))
        return value if so_far and relation not in ("起", "算起", "开始") else calendar.since(value)
    return value


@cache
def _years() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<first>{_YEAR})(?:年(?:(?P<first_month>1[0-2]|[1-9])月)?{_EDGE}?)?{_DASH}(?P<last>{_YEAR})年"
        rf"(?:(?P<last_month>1[0-2]|[1-9])月)?[底末]?(?:期间|间|度)?"
    )


@cache
def _year() -> re.Pattern[str]:
    return re.compile(f"(?P<year>{_YEAR})(?:[、和及](?P<next>{_YEAR})年)?")


@cache
def _part() -> re.Pattern[str]:
    return re.compile(
        rf"""
        年?(?:度(?!假))?(?:[,,]?(?:前|全年|的)?(?=[0-9]{{1,2}}(?:{_DASH}[0-9]{{1,2}})?月))?(?:全年(?!级))?
        (?: (?P<month>(?<![0-9])(?:1[0-2]|[1-9]))(?:(?:月(?:[上中下]旬)?)?{_DASH}(?P<last_month>1[0-2]|[1-9]))?月份?
          | (?P<half>[上下])半年
          | 前(?P<quarters>[二三23两])个?季度 | 第?(?P<quarter>[一二三四1-4])季度?
          | [前头](?P<first_months>[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,2}})个月
        )?
        (?:(?<=月)[上中下]旬)?(?:(?P<day>(?<=月)(?:3[01]|[12][0-9]|[1-9]))(?:[日号]|(?={_DASH}[0-9]{{1,2}}[日号]))
          (?:{_DASH}(?:(?P<last_days_month>1[0-2]|[1-9])月)?(?P<last_day>3[01]|[12][0-9]|[1-9])[日号])?)?
        (?:年?(?P<edge>[底末初内])(?!级|次))?(?P<relation>[\u4e00-\u9fff]{{2,8}}?(?:以来|[至迄]今(?![年天日]))|以来|算?起(?!点|步|伏|来)|至今|到现在|开始|以[前后]|之[前后])?前?(?:期间)?
        """,
        re.VERBOSE,
    )


@cache
def _ranking() -> re.Pattern[str]:
    """A list of the year that is only named: 入围2019年 | 财富世界500强."""
    return re.compile("年度?[《“]?(?:财富|《?福布斯|胡润|中国|世界)[^,。;0-9]{0,8}[0-9]{2,3}强")


@cache
def _plan() -> re.Pattern[str]:
    """A plan as a period; not as the name of a plan (“十三五”规划, “十三五”脱贫攻坚规划)."""
    quote = r"[“\"「『]?"
    return re.compile(
        rf"{quote}(?P<name>十[一二三四五]五|[七八九]五)[”\"」』]?(?:规划期|计划期)?"
        rf"(?P<edge>期末|末期|[末初]|以来|期间|时期|期内|收官之年)?(?:前(?P<first>[一二两三四1-4])年)?"
    )


@cache
def _of_the_plan() -> re.Pattern[str]:
    """What makes the name of a plan the period of what follows: “十三五”,脱贫…; “十三五”规划提出,…."""
    return re.compile(",|(?:规划|计划)(?:纲要)?(?:当初|曾|就)?(?:提出|明确|要求|确定|规定)(?!的)")


@cache
def _milestones() -> dict[str, str]:
    return {name: month for month, names in rows("milestones.tsv") for name in names.split(" ")}


@cache
def _events() -> re.Pattern[str]:
    names = "|".join(sorted(_milestones(), key=len, reverse=True))
    return re.compile(rf"(?P<name>{names})(?:召开|胜利召开|成立)?以来")
