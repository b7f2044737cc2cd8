"""What mentions of time look like: the patterns of years and their parts, plans and events."""

from __future__ import annotations

import re
from functools import cache

from povtool.data import rows
from povtool.metrics.times import calendar

_DASH = "(?:至|到|[-—–―~〜]{1,2})"
_DIGIT = "〇○零一二三四五六七八九"
_YEAR = rf"(?:(?<![0-9.{_DIGIT}])(?:(?:19|20)[0-9]{{2}}|二[〇○零][{_DIGIT}]{{2}}|一九[{_DIGIT}]{{2}}))"
REPUBLIC = (
    r"(?:民国(?P<founded>[0-9]{2,3})(?=年)|(?<![0-9.])(?P<dated>1[0-2][0-9])"
    r"(?=年[0-9]{1,2}月(?!份?[至到-])|(?<=1[01][0-9])年度))"
)
_COUNTED_SO = r"(?<![0-9.])(?P<counted>1[0-2][0-9])(?=年(?![来间内前后多余历]|时间|以上))"
_NUMERAL = "(?:[0-9]{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_NEXT_YEAR = "[/–-][0-9]{2}(?:财政|学)?年度?"
"""The second year of one that begins in summer or spring (2016/17年度, 2016-17学年)."""
_SPELLED = "(?:十[一二]?|[一二三四五六七八九])"
_MONTH = (
    r"(?<![0-9.])(?:1[0-2]|[1-9])"
    rf"|(?<![{_DIGIT}十百几两])(?<![{_DIGIT}十]、){_SPELLED}(?=(?:{_DASH}{_SPELLED})?月份)"
)
"""A month; in Chinese numerals only before 份, for 三月 are three months as often."""
_EDGE = "(?:年?[底末初]前?|年度?)"
_DIGITS = "0-9一二三四五六七八九十两"
_FIRST = (
    _DIGITS + '“"「『今本去上前明后当同次翌年下第过近最这此未连以截到目如至迄多历长几现日昨早从起那头全往昔民'
    "眼首新规报"
)
"""The characters that a mention may begin with; looking for these first makes reading eight times as fast."""


@cache
def anchors() -> re.Pattern[str]:
    """Every place where a mention may begin, by the kind of mention."""
    return re.compile(
        rf"""
        (?=[{_FIRST}])(?:
        (?P<year>{_YEAR}(?=年|(?:{_DASH}|[、和及]){_YEAR}年|{_NEXT_YEAR}))
      | (?P<republic>{REPUBLIC}|{_COUNTED_SO})
      | (?P<plan>[“"「『]?(?:十[一二三四五]五|[七八九]五)(?=[”"」』]|规划|计划|期|时|以来|[末初]))
      | (?P<relative>今年|本年度|去年|上年度?|前年(?!度)|明年|后年|当年|同年|次年|翌年|全年(?!级)|昨日|前天
          |本月|上月|上个月)
      | (?P<month>(?:{_MONTH})(?={_DASH}(?:1[0-2]|[1-9]|{_SPELLED})月|月))
      | (?P<part>(?<![上去今本前明后当同0-9一二两三四五六七八九十几数多半])年[底末内]|(?<![0-9年])[上下]半年
          |(?<![0-9])(?:前[一二三123]个?|第?[一二三四1-4])季度|第[一二三四1-4]季(?=[,。;度内前末底投完开])|首季度?|前[二三23两]季(?!节)
          |[前头](?:[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,2}})个月)
      | (?P<length>(?:过去|近|最近|前|这|此后|未来|连续|今后)?(?P<years>{_NUMERAL})年
          (?=来|间|累计|以来|里|时间里?|共|[,,]?(?:减少|增加|下降|新增|投入|增长)|(?<=过去..),|(?<=过去...),))
      | (?P<own>(?:规划|报告)期(?:内|间)?(?![末初]))
      | (?P<since>以来)
      | (?P<now>截[至止]目前|至此(?=,)|到?目前(?:为止)?|当前|如今|[至迄]今(?![年天日])
          |近[些几]?年来?|最近几年来?
          |几年来?|多年来|历年来?|长期以来|现在|现有|日前|近日|早些年|早年|以前|从前|以往|往年|往常|往日|昔日|过去(?!的?[一二两三四五六七八九十几数0-9])|当初|起初|那[时年]
          |头[一两二三]年(?!级)|第[一二三四五]年(?!级)
          |昨天|今[日天]|前不久|眼下|[本下上新]个?学[期年])
        )""",
        re.VERBOSE,
    )


def kind_of(match: re.Match[str]) -> str | None:
    """The kind of mention that an anchor begins."""
    if match["years"] is not None:
        return "length"
    return "republic" if match["republic"] is not None else match.lastgroup


@cache
def years() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<first>{_YEAR})(?:年(?:(?P<first_month>1[0-2]|[1-9])月)?{_EDGE}?)?{_DASH}(?P<last>{_YEAR})年"
        rf"(?:(?P<last_month>1[0-2]|[1-9])月)?[底末]?(?:期间|间|度)?"
    )


@cache
def across_years() -> re.Pattern[str]:
    return re.compile(f"(?P<year>{_YEAR})(?={_NEXT_YEAR})[/–-](?P<next>[0-9]{{2}})(?:财政|学)?年度?")


@cache
def single_year() -> re.Pattern[str]:
    return re.compile(f"(?P<year>{_YEAR})(?:[、和及](?P<next>{_YEAR})年)?")


@cache
def part_of_year() -> re.Pattern[str]:
    return re.compile(
        rf"""
        年?(?:度(?!假))?(?:[,,]?(?:前|全年|的)?(?=[0-9]{{1,2}}(?:{_DASH}[0-9]{{1,2}})?月))?(?:全年(?!级))?
        (?: (?P<month>(?<![0-9])(?:1[0-2]|[1-9])|{_SPELLED}(?=(?:{_DASH}{_SPELLED})?月份))
            (?:(?:月(?:[上中下]旬)?)?{_DASH}(?P<last_month>1[0-2]|[1-9]|{_SPELLED}(?=月份)))?月份?
          | (?P<half>[上下])半年
          | 前(?P<quarters>[二三23两])个?季(?:度|(?!节)) | (?P<first_quarter>首季度?)
          | 第?(?P<quarter>[一二三四1-4])季度?
          | [前头](?P<first_months>[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,2}})个月
        )?
        (?:(?<=月)[上中下]旬)?(?:(?P<day>(?<=月)(?:3[01]|[12][0-9]|[1-9]))(?:[日号]|(?={_DASH}[0-9]{{1,2}}[日号]))
          (?:{_DASH}(?:(?P<last_days_month>1[0-2]|[1-9])月)?(?P<last_day>3[01]|[12][0-9]|[1-9])[日号])?)?
        (?:年?(?P<edge>[底末初内])(?!级|次))?(?P<relation>[\u4e00-\u9fff]{{2,8}}?(?:以来|[至迄]今(?![年天日]))|以来|算?起(?!点|步|伏|来)|至今|到现在|开始|以[前后]|之[前后])?前?(?:期间)?
        """,
        re.VERBOSE,
    )


def numbered(month: str) -> int:
    """The number of a month in either kind of numerals."""
    return calendar.small(month) or 0


def value_of(part: re.Match[str], year: int) -> str | None:
    """The period that a year and what follows it mean."""
    whole = calendar.year(year)
    value: str | None = whole
    if part["last_month"]:
        value = calendar.months(numbered(part["month"]), numbered(part["last_month"]), year)
    elif part["day"]:
        value = calendar.day(int(part["day"]), numbered(part["month"]), year)
        if part["last_day"]:
            month = numbered(part["last_days_month"] or part["month"])
            last = calendar.day(int(part["last_day"]), month, year)
            value = calendar.span(value, last)
    elif part["month"]:
        value = calendar.month(numbered(part["month"]), year)
    elif part["half"]:
        value = calendar.months(1, 6, year) if part["half"] == "上" else calendar.months(7, 12, year)
    elif part["quarters"]:
        value = calendar.months(1, 3 * (calendar.small(part["quarters"]) or 1), year)
    elif part["first_quarter"]:
        value = calendar.months(1, 3, year)
    elif part["quarter"]:
        number = calendar.small(part["quarter"]) or 1
        value = calendar.months(3 * number - 2, 3 * number, year)
    elif part["first_months"]:
        value = calendar.months(1, calendar.small(part["first_months"]) or 1, year)
    within = part["half"] or part["quarter"] or part["quarters"] or part["first_quarter"]
    if value is not None and within and part["edge"] in ("底", "末"):
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
def ranking() -> re.Pattern[str]:
    """A list of the year that is only named: 入围2019年 | 财富世界500强."""
    return re.compile("年度?[《“]?(?:财富|《?福布斯|胡润|中国|世界)[^,。;0-9]{0,8}[0-9]{2,3}强")


@cache
def plan() -> re.Pattern[str]:
    """A plan as a period; not as the name of a plan (“十三五”规划, “十三五”脱贫攻坚规划)."""
    quote = r"[“\"「『]?"
    return re.compile(
        rf"{quote}(?P<name>十[一二三四五]五|[七八九]五)[”\"」』]?(?:规划期|计划期)?"
        rf"(?P<edge>期末|末期|[末初]|以来|期间|时期|期内|收官之年)?(?:前(?P<first>[一二两三四1-4])年)?"
    )


@cache
def of_the_plan() -> re.Pattern[str]:
    """What makes the name of a plan the period of what follows: “十三五”,脱贫…; “十三五”规划提出,…."""
    return re.compile(",|(?:规划|计划)(?:纲要)?(?:当初|曾|就)?(?:提出|明确|要求|确定|规定)(?!的)")


@cache
def milestones() -> dict[str, str]:
    return {name: month for month, names in rows("milestones.tsv") for name in names.split(" ")}


@cache
def events() -> re.Pattern[str]:
    names = "|".join(sorted(milestones(), key=len, reverse=True))
    return re.compile(rf"(?P<name>{names})(?:召开|胜利召开|成立)?以来")
