"""Periods as ISO 8601 text: years, months, days, their ranges, and the parts of a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

PLANS = {
    "七五": 7,
    "八五": 8,
    "九五": 9,
    "十五": 10,
    "十一五": 11,
    "十二五": 12,
    "十三五": 13,
    "十四五": 14,
    "十五五": 15,
}
"""The five-year plans by name, in the order of all of them."""
_PLAN_OF_1953 = 1953
_HANZI = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    **dict.fromkeys("〇○", 0),
    "两": 2,
    "元": 1,
}


@dataclass(frozen=True, slots=True)
class Day:
    """A date to the precision a document gives: a year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def read(cls, date: object) -> Day | None:
        """The date of a document's ``date`` field (2018-01-10, 2016-01-09T16:29), None for anything else.

        >>> Day.read("2016-01-09T16:29"), Day.read("2018"), Day.read("上周")
        (Day(year=2016, month=1, day=9), Day(year=2018, month=None, day=None), None)
        """
        if not isinstance(date, str):
            return None
        parts = date[:10].split("-")
        if not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4:
            return None
        return cls(*(int(part) for part in parts[:3]))


def year(number: int) -> str:
    """A year.

    >>> year(2020)
    '2020'
    """
    return f"{number:04d}"


def month(number: int, of: int) -> str | None:
    """A month of a year, None where there is no such month.

    >>> month(3, 2018), month(13, 2018)
    ('2018-03', None)
    """
    return f"{of:04d}-{number:02d}" if 1 <= number <= 12 else None


def day(number: int, of_month: int, of_year: int) -> str | None:
    """A day, None where there is no such day in any year."""
    whole = month(of_month, of_year)
    longest = 29 if of_month == 2 else 30 if of_month in (4, 6, 9, 11) else 31
    return f"{whole}-{number:02d}" if whole and 1 <= number <= longest else None


def day_before(reference: Day | None, days: int = 1) -> str | None:
    """The day before a date that is known to the day, or so many ``days`` before; None for any other.

    >>> day_before(Day(2020, 3, 1)), day_before(Day(2020, 3))
    ('2020-02-29', None)
    """
    if reference is None or reference.month is None or reference.day is None:
        return None
    try:
        return str(date(reference.year, reference.month, reference.day) - timedelta(days=days))
    except (ValueError, OverflowError):
        return None


def years_until(reference: Day | None, count: int) -> str | None:
    """So many years up to a date, where its month tells which: whole years in its first months, and with the
    year itself in its last. In between 五年来 may begin in either of two, and is None.

    >>> [years_until(Day(2018, month), 5) for month in (1, 6, 12)]
    ['2013/2017', None, '2014/2018']
    """
    if reference is None or reference.month is None or _FIRST_MONTHS < reference.month < _LAST_MONTHS:
        return None
    last = reference.year - (reference.month <= _FIRST_MONTHS)
    return span(year(last - count + 1), year(last))


_FIRST_MONTHS, _LAST_MONTHS = 3, 11


def span(first: str | None, last: str | None) -> str | None:
    """From one period to another, None where it would end before it begins.

    >>> span("2016", "2020"), span("2016", "2016"), span("2020", "2016")
    ('2016/2020', '2016', None)
    """
    if first is None or last is None or last < first[: len(last)]:
        return None
    return first if first == last else f"{first}/{last}"


def since(first: str) -> str:
    """An open period.

    >>> since("2012-11")
    '2012-11/'
    """
    return f"{first}/"


def months(first: int, last: int, of: int) -> str | None:
    """Some months of a year.

    >>> months(1, 9, 2018)
    '2018-01/2018-09'
    """
    return span(month(first, of), month(last, of))


def plan(number: int) -> tuple[int, int]:
    """First and last year of a five-year plan, counted from the first one of 1953.

    The plans follow each other every five years from the third (1966) on.

    >>> plan(12), plan(13)
    ((2011, 2015), (2016, 2020))
    """
    first = 1966 + (number - 3) * 5 if number >= 3 else _PLAN_OF_1953 + (number - 1) * 5
    return first, first + 4


def first_year(period: str) -> int:
    """The year a period begins in."""
    return int(period[:4])


def last_year(period: str) -> int | None:
    """The year a period ends in, None for an open one.

    >>> last_year("2016/2020"), last_year("2018-03"), last_year("2012-11/")
    (2020, 2018, None)
    """
    end = period.rsplit("/", 1)[-1]
    return int(end[:4]) if end else None


def small(numeral: str) -> int | None:
    """A number below a hundred in Arabic or Chinese numerals.

    >>> small("3"), small("十二"), small("二十"), small("两"), small("几")
    (3, 12, 20, 2, None)
    """
    if numeral.isascii():
        return int(numeral) if numeral.isdigit() else None
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return _HANZI.get(numeral)
    high, low = _HANZI.get(tens, 1 if not tens else None), _HANZI.get(ones, 0 if not ones else None)
    return None if high is None or low is None else high * 10 + low


def spelled_year(numeral: str) -> int | None:
    """A year in four Chinese or Arabic digits.

    >>> spelled_year("二〇一六"), spelled_year("2016")
    (2016, 2016)
    """
    if numeral.isascii():
        return int(numeral)
    digits = [_HANZI.get(character) for character in numeral]
    if None in digits:
        return None
    return int("".join(map(str, digits)))


def in_year(period: str, of: int) -> str | None:
    """The same part of another year (去年同期), None for a 29 February.

    >>> in_year("2018-01/2018-09", 2017), in_year("2018-03", 2017), in_year("2020-02-29", 2019)
    ('2017-01/2017-09', '2017-03', None)
    """
    if period.endswith("-02-29"):
        return None
    return "/".join(year(of) + end[4:] for end in period.split("/"))


def joined(periods: Sequence[str | None]) -> str | None:
    """The years of a list as one period, None where they do not follow each other.

    >>> joined(["2014", "2015"]), joined(["2014", "2016"])
    ('2014/2015', None)
    """
    if not all(period and len(period) == 4 for period in periods):
        return None
    years = [int(period or 0) for period in periods]
    if years != list(range(years[0], years[0] + len(years))):
        return None
    return span(year(years[0]), year(years[-1]))
