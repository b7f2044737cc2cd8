"""Where an article was printed: the day of a paper, the issue of a journal.

>>> printed = imprint("《人民日报》（2020年05月13日 04版）")
>>> printed.source, printed.date
('人民日报', '2020-05-13')
"""

from __future__ import annotations

import re

from povtool.clean.bars import buttons
from povtool.clean.credits import Credits
from povtool.clean.dates import DATE, iso_date
from povtool.clean.names import is_organ
from povtool.convert.script import fold

_IMPRINT = re.compile(
    rf"[(\[【]? ?《 ?(?P<paper>[^《》]{{2,15}}?) ?》 ?[(\[]? ?(?P<date>{DATE.pattern})[ ,]*"
    r"(?:第? ?[A-Z]?\d{1,3} ?版[^()。]{0,8}|(?:头|要闻)版) ?[)\]】]{0,2}"
)
"""``《人民日报》(2020年05月13日 04版)``: where an article was printed."""
_ISSUE = re.compile(
    r"《?(?P<journal>[^\d\s,。:;《》()|]{2,20})》? *(?P<year>(?:19|20)\d\d)[,年 ]*"
    r"(?:Vol\. ?\d+|第? ?\d{1,3} ?[期卷])(?:[\d\s,:;()页共第期-]|Issue|No\.?|DOI ?:.*)*"
)
"""``人文地理 2023, Vol. 38 Issue (4): 17-25``, ``当代贵州 2018年45期``: the issue of a journal, which
tells no more of the day than the year."""
_NUMBER = re.compile(
    r"(?P<journal>(?:《[^《》]{2,15}》)?[^\d\s,。:;《》()|]{2,20}) *第?\d{1,4} ?期[ -]*"
    r"(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?:号|刊|出刊|出版)"
)
"""``海峽評論 360期-2020年12月號``, ``《惜福》月刊 第186期 2014年2月出刊``: the number of a monthly."""
_STRIP = re.compile(
    rf"(?P<paper>[㐀-鿿]{{1,11}}报)? *(?P<date>{DATE.pattern}) *(?:(?:星期|周)[一二三四五六日天])? *"
    r"第? ?[A-Z]?\d{1,3} ?版(?: ?: ?[㐀-鿿·、]{2,10})?(?P<buttons>(?: +\S+)*)"
)
"""The head of an e-paper's page: ``山乡日报 2019年06月14日 星期五 第03版：要闻 上一版 下一版``."""
_ISSUED = re.compile("期|卷|Vol")


def imprint(line: str, folded: str | None = None) -> Credits | None:
    """Where an article was printed, and when, from a line that says nothing else."""
    folded = fold(line) if folded is None else folded
    if issue := _ISSUE.fullmatch(folded) if _ISSUED.search(folded) else None:
        return Credits(
            date=issue["year"], source=line[slice(*issue.span("journal"))], labelled=True, drawn=True
        )
    if number := _NUMBER.fullmatch(folded):
        month = f"{number['year']}-{int(number['month']):02}"
        return Credits(date=month, source=line[slice(*number.span("journal"))], labelled=True, drawn=True)
    printed = _IMPRINT.fullmatch(folded) if "版" in folded and "《" in folded else None
    if not printed or not (day := DATE.search(printed["date"])):
        return None
    return Credits(date=iso_date(day), source=line[slice(*printed.span("paper"))], labelled=True)


def strip(line: str, folded: str) -> Credits | None:
    """Paper and day from the head of an e-paper's page, where nothing but buttons follows.

    >>> line = "山乡日报 2019年06月14日 第03版:要闻 上一版"
    >>> found = strip(line, line)
    >>> found.source, found.date
    ('山乡日报', '2019-06-14')
    """
    match = _STRIP.fullmatch(folded) if "版" in folded else None
    day = DATE.search(match["date"]) if match else None
    if not match or not day or not all(word in buttons() for word in match["buttons"].split()):
        return None
    paper = line[slice(*match.span("paper"))] if match["paper"] else None
    return Credits(date=iso_date(day), source=paper if paper and is_organ(paper) else None)
