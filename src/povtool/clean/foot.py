"""What only the foot of a document tells: who issued it, and on which day.

>>> from povtool.clean.lines import kind_of
>>> lines = ["特此通知。", "平川县人民政府办公室", "2022年3月28日"]
>>> found = signature([kind_of(line) for line in lines])
>>> found.source, found.date
('平川县人民政府办公室', '2022-03-28')
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from povtool.clean.credits import Credits
from povtool.clean.dates import DATE, iso_date
from povtool.clean.lines import Kind, Line
from povtool.clean.matter import printed
from povtool.clean.names import is_organ, people

_LONGEST_DAY = 24
_LONGEST_SIGNATURE = 40
_MOST_SIGNING = 8
"""How many offices may sign one document, each in a line of its own."""


def signature(lines: Sequence[Line]) -> Credits:
    """The day below a signature and the offices that sign, else the day on which the document was printed.

    A day that nobody signs is none of the document's: it may be part of a table.
    """
    filled = [line for line in lines if line.kind is not Kind.BLANK]
    for i, line in enumerate(filled):
        day = DATE.fullmatch(line.folded.strip("()")) if len(line.folded) <= _LONGEST_DAY else None
        if day and (date := iso_date(day)):
            signing = _signing(filled[max(0, i - _MOST_SIGNING) : i])
            if signing:
                return Credits(date=date, source=_organs(signing), drawn=True, issued=True)
        elif found := _in_one_line(line):
            return found
    for line in reversed(filled):
        if line.why == "publication" and (found_date := printed(line.folded)):
            day = DATE.search(found_date["date"])
            return Credits(date=iso_date(day) if day else None, drawn=True)
    return Credits()


def _signing(above: Sequence[Line]) -> list[str]:
    """The lines right above a day that name an office, or the one that names a person."""
    near = [line.text for line in takewhile(_may_sign, reversed(above))]
    organs = list(takewhile(_names_organs, near))
    if organs:
        return organs[::-1]
    return [near[0]] if near and people(near[0], marked=False) else []


def _may_sign(line: Line) -> bool:
    return line.kind in (Kind.SHORT, Kind.BYLINE) and len(line.text) <= _LONGEST_SIGNATURE


def _names_organs(text: str) -> bool:
    return is_organ(text) or all(map(is_organ, text.split()))


def _organs(signing: Sequence[str]) -> str | None:
    return " ".join(text for text in signing if _names_organs(text)) or None


def _in_one_line(line: Line) -> Credits | None:
    """``省扶贫办 2018年4月10日``."""
    credits = line.credits if line.kind is Kind.BYLINE else None
    if not credits or credits.labelled or not credits.date or not credits.source:
        return None
    if "T" in credits.date or not line.folded.endswith("日"):
        return None
    return Credits(date=credits.date, source=credits.source, drawn=True, issued=True)
