"""The days of reports, meetings and papers, which are no figure's."""

from __future__ import annotations

import re
from functools import cache


def is_of_the_news(text: str, start: int) -> bool:
    """Whether a day is that of a report, a meeting or a paper and no figure's.

    >>> is_of_the_news("新华社昆明11月20日电", 5), is_of_the_news("11月20日摘帽", 0)
    (True, False)
    """
    if _dateline().match(text, start):
        return True
    told = text.endswith("记者", 0, start) and _day().match(text, start)
    return bool(told or _news().match(text, start))


@cache
def _dateline() -> re.Pattern[str]:
    """When a report was sent (新华社昆明11月20日电), which is no figure's period."""
    return re.compile("(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(?:电|讯|专电)")


@cache
def _day() -> re.Pattern[str]:
    return re.compile("(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日")


@cache
def _news() -> re.Pattern[str]:
    """2018年9月20日,记者从…获悉; 11月20日召开的会议; 11月20日印发的方案."""
    told = "记者|从[^,。;0-9]{2,16}(?:获悉|了解到)|召开|举行|印发|下发|发布"
    return re.compile(f"(?:[0-9]{{4}}年)?[0-9]{{1,2}}月[0-9]{{1,2}}日,?(?:{told}|[^。;\n0-9]{{0,30}}发布会)")
