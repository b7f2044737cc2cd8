"""Dates and times as Chinese pages write them."""

from __future__ import annotations

import re
from datetime import datetime

_HANZI = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}

DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d) ?(?:年|(?P<mark>[-/.])) ?(?P<month>\d{1,2})(?!\d)"
    r"(?: ?(?:月|(?P=mark)) ?(?P<day>\d{1,2})(?!\d) ?日?|月)"
    r"(?:[ T]*(?:\(?(?:星期|周)[一二三四五六日天]\)?)?[ T]*(?P<half>上午|下午|晚上?|早上?)? ?"
    r"(?P<hour>\d{1,2}) ?[:时点] ?(?P<minute>\d\d)(?!\d)(?: ?[:分] ?(?P<second>\d\d)(?!\d))?[分秒]?)?"
    r"|(?P<hanzi>[一二][〇○零一二三四五六七八九]{3})年(?P<hanzi_month>[一二三四五六七八九十]{1,2})月"
    r"(?:(?P<hanzi_day>[一二三四五六七八九十]{1,3})日)?"
)
"""Matches in folded text (:func:`povtool.convert.script.fold`)."""


def iso_date(match: re.Match[str]) -> str | None:
    """The date of a :data:`DATE` match in ISO 8601, as precise as written; None for the 32nd of a month.

    >>> iso_date(DATE.search("2016年01月09日16:29")), iso_date(DATE.search("二〇一八年一月十日"))
    ('2016-01-09T16:29', '2018-01-10')
    >>> iso_date(DATE.search("2018/1/10 下午3:05")), iso_date(DATE.search("2018年1月"))
    ('2018-01-10T15:05', '2018-01')
    """
    if match["hanzi"]:
        year = int("".join(_HANZI[digit] for digit in match["hanzi"]))
        month, day = _hanzi_number(match["hanzi_month"]), _hanzi_number(match["hanzi_day"] or "")
    else:
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"] or 0)
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    if match["half"] in ("下午", "晚", "晚上") and hour < 12:
        hour += 12
    try:
        moment = datetime(year, month, day or 1, hour, minute, second)
    except ValueError:
        return None
    if not day:
        return f"{year:04}-{month:02}"
    if not match["hour"]:
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds" if match["second"] else "minutes")


def _hanzi_number(numeral: str) -> int:
    """1 to 99, as in 二十三; 0 for an empty numeral."""
    tens, ten, ones = numeral.rpartition("十")
    return (10 * int(_HANZI.get(tens, "1")) if ten else 0) + int(_HANZI.get(ones, "0"))
