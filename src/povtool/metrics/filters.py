"""What a claim may be asked for beside its words: a period, a place, an indicator.

Each question is read once, with an error where it cannot be meant, and then put to every record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from povtool.convert.script import fold
from povtool.errors import UsageError
from povtool.metrics.amounts.units import unit_at
from povtool.metrics.places.gazetteer import NATION, OF_SEVERAL, Name, spellings
from povtool.metrics.places.townships import townships

_FIRST, _LAST = "0000-01-01", "9999-12-31"
_NEAR = 0.5
"""Likeness from which a name is offered for a misspelt one."""


def period_filter(said: str) -> Callable[[object], bool]:
    """A test whether a record's period has a day in common with the one asked for.

    One is written as a year, a month or a day (2018, 2018-06, 2018-06-30), or as two of these with ``..``
    between (2016..2020); with one end left out it is open. ISO 8601 as in the records works as well
    (2016/2020, 2012-11/). A record without a period, or with one that is no ISO 8601, has no day.

    >>> asked = period_filter("2016..2020")
    >>> [asked(period) for period in ("2018-06", "2012-11/", "2011/2015", "2015/2016", None)]
    [True, True, False, True, False]
    """
    first, dots, last = said.partition(".." if ".." in said else "/")
    ends = (_days(first.strip()) if first else (_FIRST, _LAST), _days(last.strip()) if last else None)
    begin, end = (ends[0] or ("", ""))[0], (ends[1] or ("", _LAST))[1]
    if not dots and ends[0]:
        end = ends[0][1]
    if ends[0] is None or (last and ends[1] is None) or not (first or last):
        raise UsageError(f"--period {said} is no period", "write 2018, 2018-06, 2016..2020, 2016.. or ..2020")
    if begin > end:
        raise UsageError(f"--period {said} ends before it begins", "write the earlier end first")

    def overlaps(period: object) -> bool:
        days = _stretch(period) if isinstance(period, str) else None
        return days is not None and days[0] <= end and begin <= days[1]

    return overlaps


@lru_cache(maxsize=4096)
def _stretch(period: str) -> tuple[str, str] | None:
    """First and last day of a record's period."""
    first, open_, last = period.partition("/")
    begin = _days(first) if first else (_FIRST, _FIRST)
    end = (_LAST, _LAST) if open_ and not last else _days(last or first)
    return (begin[0], end[1]) if begin and end and period != "/" else None


def _days(date: str) -> tuple[str, str] | None:
    """First and last day of a year, a month or a day; every month is counted as 31 days, which orders alike.

    >>> _days("2018-02"), _days("2018-13"), _days("18")
    (('2018-02-01', '2018-02-31'), None, None)
    """
    if not _date().fullmatch(date):
        return None
    return date + "-01-01"[len(date) - 4 :], date + "-12-31"[len(date) - 4 :]


@cache
def _date() -> re.Pattern[str]:
    return re.compile("[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?", re.ASCII)


def place_filter(said: str) -> Callable[[object], bool]:
    """A test whether a record's place is the one asked for, or lies in it by the codes of the divisions.

    Of places named together (西藏、新疆) one suffices. A name that several divisions have lies in another
    only where all of them do, and so do townships by their table; villages are in none. 全国 asks for the
    nation's own figures, as all places lie in it.

    >>> asked = place_filter("西藏自治區")
    >>> [asked(place) for place in ("西藏", "拉萨", "西藏、新疆", "青海", "全国", None)]
    [True, True, True, False, False, False]
    >>> [place_filter("青海")(place) for place in ("过马营镇", "城关镇")]
    [True, False]
    """
    entry = _entry(fold(said.strip()))
    if entry is None or entry.kind in ("pointing", "body"):
        raise UsageError(f"no place is called {said}", _offered(fold(said), spellings(), "see --help"))
    codes = entry.codes if entry.kind in ("division", "helped") else ()

    def lies_within(place: object) -> bool:
        if not isinstance(place, str):
            return False
        return any(_is_in(name, entry.name, codes) for name in fold(place).split("、"))

    return lies_within


def _is_in(name: str, wanted: str, codes: tuple[str, ...]) -> bool:
    if name == wanted:
        return True
    known = _codes_of(name)
    return bool(codes and known) and all(code.startswith(codes) for code in known)


def _entry(name: str) -> Name | None:
    """What a name stands for: as a short name, which records have, or else as any other spelling."""
    return _named().get(name) or spellings().get(name)


@cache
def _named() -> dict[str, Name]:
    """Short name → what has it, a division before a region."""
    table: dict[str, Name] = {}
    for entry in spellings().values():
        if entry.kind not in ("pointing", "body") and (entry.name not in table or entry.kind == "division"):
            table[entry.name] = entry
    return table


def _codes_of(name: str) -> tuple[str, ...]:
    entry = _entry(name)
    if entry is None:
        return townships().get(name, ("", ()))[1]
    return () if name == NATION or OF_SEVERAL in entry.codes else entry.codes


def unit_filter(said: str) -> Callable[[object], bool]:
    """A test whether a record's unit is the one asked for, in either script and any spelling of it.

    Records have the unit that a figure is counted in, without its 万 or 亿, so those are left out here.
    A word that is no unit of the table asks for just that word, as a noun may stand for its unit.

    >>> [unit_filter(said)("公里") for said in ("公里", "萬公里", "里", "km")]
    [True, True, False, True]
    """
    wanted = fold(said.strip())
    for start in range(len(wanted)):
        if start and wanted[start - 1] not in _MYRIADS:
            break
        unit = unit_at(wanted, start)
        if unit and unit.name and unit.end == len(wanted):
            wanted = unit.name
            break
    return lambda unit: isinstance(unit, str) and fold(unit) == wanted


_MYRIADS = "十百千万亿兆"


def known_names(asked: Iterable[str], known: Iterable[str], what: str) -> frozenset[str]:
    """The names asked for; raises UsageError, which offers near ones, where one is not known."""
    names = list(known)
    for name in asked:
        if name not in names:
            raise UsageError(f"unknown {what} {name}", _offered(name, names, f"known are {', '.join(names)}"))
    return frozenset(asked)


def _offered(name: str, known: Iterable[str], otherwise: str) -> str:
    from difflib import get_close_matches

    names = list(known)
    holding = [other for other in names if name in other][:3]
    near = list(dict.fromkeys([*holding, *get_close_matches(name, names, 3, _NEAR)]))[:4]
    return f"did you mean {' or '.join(near)}?" if near else otherwise
