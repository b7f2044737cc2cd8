"""Dates and times as Chinese pages write them."""

from __future__ import annotations

import re
from datetime import date, time

_HANZI = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}

DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d) ?"
    r"(?:年|(?P<mark>[-/.])|(?P<apart> )(?= ?\d\d ?/ ?\d\d +\d\d:\d\d)) ?(?P<month>\d{1,2})(?!\d)"
    r"(?: ?(?(apart)/|(?:月|(?P=mark))) ?(?P<day>\d{1,2})(?!\d) ?日?|月)"
    r"(?:[ T]*(?:\(?(?:星期|周)[一二三四五六日天]\)?|\([一二三四五六日]\))?"
    r"[ T]*(?P<half>上午|下午|晚上?|早上?)? ?"
    r"(?P<hour>\d{1,2}) ?[:时点] ?(?P<minute>\d\d)(?!\d)(?: ?[:分] ?(?P<second>\d\d)(?!\d))?[分秒]?"
    r"(?: ?(?P<noon>[AaPp])[Mm](?![A-Za-z]))?)?"
    r"|(?P<hanzi>[一二][〇○零一二三四五六七八九]{3})年(?P<hanzi_month>[一二三四五六七八九十]{1,2})月"
    r"(?:(?P<hanzi_day>[一二三四五六七八九十]{1,3})日)?"
)
"""Matches in folded text (:func:`povtool.convert.script.fold`)."""


MINGUO = re.compile(
    r" *(?:民国 ?(?P<named>\d{2,3})|(?P<year>1[0-4]\d)) ?[-/.年] ?"
    r"(?P<month>\d{1,2}) ?[-/.月] ?(?P<day>\d{1,2})(?![\d-])"
)
"""A date in the years of Taiwan, which begin with 1912; matches in folded text, behind a label for dates."""


def iso_minguo(match: re.Match[str]) -> str | None:
    """The date of a :data:`MINGUO` match, None for the 32nd of a month.

    >>> iso_minguo(MINGUO.match("110-11-16")), iso_minguo(MINGUO.match("民国99年2月30日"))
    ('2021-11-16', None)
    """
    year = 1911 + int(match["named"] or match["year"])
    try:
        return str(date(year, int(match["month"]), int(match["day"])))
    except ValueError:
        return None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MOST_MONTHS = 12
_FOREIGN = re.compile(
    r"(?:(?P<day>\d{1,2})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)"
    r"|(?P<name>[A-Z][a-z]{2})[a-z]* (?P<day_of>\d{1,2}), ?|(?P<of>\d{1,2}) (?P<named>[A-Z][a-z]{2})[a-z]* )"
    r"(?P<year>(?:19|20)\d\d)(?: (?:- )?(?P<time>\d\d:\d\d))?"
)


def iso_foreign(line: str) -> str | None:
    """The date that a whole line is, as pages of Hong Kong and overseas write it; None for other lines.

    >>> iso_foreign("09.07.2018 13:25"), iso_foreign("November 2, 2017"), iso_foreign("2 Nov 2017")
    ('2018-07-09T13:25', '2017-11-02', '2017-11-02')
    >>> iso_foreign("17/10/2018 - 14:05"), iso_foreign("05/06/2018")
    ('2018-10-17T14:05', None)
    >>> iso_foreign("31.02.2018"), iso_foreign("Table 2, 2017")
    (None, None)
    """
    match = _FOREIGN.fullmatch(line)
    name = match and (match["name"] or match["named"])
    if not match or (name and name.lower() not in _MONTHS):
        return None
    if match["mark"] in ("/", "-") and int(match["day"]) <= _MOST_MONTHS:  # 05/06 is May in America
        return None
    month = _MONTHS.index(name.lower()) + 1 if name else int(match["month"])
    try:
        day = date(int(match["year"]), month, int(match["day"] or match["day_of"] or match["of"]))
        moment = f"T{time.fromisoformat(match['time']):%H:%M}" if match["time"] else ""
    except ValueError:
        return None
    return f"{day}{moment}"


def iso_date(match: re.Match[str]) -> str | None:
    """The date of a :data:`DATE` match in ISO 8601, as precise as written; None for the 32nd of a month.

    >>> iso_date(DATE.search("2016年01月09日16:29")), iso_date(DATE.search("二〇一八年一月十日"))
    ('2016-01-09T16:29', '2018-01-10')
    >>> iso_date(DATE.search("2018/1/10 下午3:05")), iso_date(DATE.search("2018年1月"))
    ('2018-01-10T15:05', '2018-01')
    >>> iso_date(DATE.search("2020年11月24日(二) 04:30")), iso_date(DATE.search("2022 03/07 19:42:11"))
    ('2020-11-24T04:30', '2022-03-07T19:42:11')
    >>> iso_date(DATE.search("2021年3月7日 5:00 PM")), iso_date(DATE.search("2021年3月7日 12:30 AM"))
    ('2021-03-07T17:00', '2021-03-07T00:30')
    >>> iso_date(DATE.search("2018-01-10 24:00")), iso_date(DATE.search("2018年1月10日 晚上12:05"))
    ('2018-01-10', '2018-01-10')
    """
    if match["hanzi"]:
        year = int("".join(_HANZI[digit] for digit in match["hanzi"]))
        month, day = _hanzi_number(match["hanzi_month"]), _hanzi_number(match["hanzi_day"] or "")
    else:
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"] or 0)
    try:
        day_meant = date(year, month, day or 1)
    except ValueError:
        return None
    if not day:
        return f"{year:04}-{month:02}"
    moment = _time(match) if match["hour"] else None
    return f"{day_meant}T{moment}" if moment else str(day_meant)


def _time(match: re.Match[str]) -> str | None:
    """The time of day; None where it is none (24:00, 25:10) or may be two (晚上12:05)."""
    hour = int(match["hour"])
    if match["noon"]:  # 12:05 AM is five past midnight
        hour = hour % 12 + 12 * (match["noon"] in "Pp") if hour <= 12 else hour
    elif match["half"] in ("下午", "晚", "晚上") and hour < 12:
        hour += 12
    elif match["half"] not in (None, "下午") and hour == 12:
        return None
    try:
        moment = time(hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        return None
    return moment.isoformat(timespec="seconds" if match["second"] else "minutes")


def _hanzi_number(numeral: str) -> int:
    """1 to 99, as in 二十三; 0 for an empty numeral."""
    tens, ten, ones = numeral.rpartition("十")
    return (10 * int(_HANZI.get(tens, "1")) if ten else 0) + int(_HANZI.get(ones, "0"))
