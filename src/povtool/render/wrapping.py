"""Lines of Chinese text broken to a width in terminal cells.

rich breaks at blanks, which Chinese has few of; here a line breaks between any two characters, but not inside
a figure with its unit or a Latin word, nor before a mark that must not begin a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

_WORD = r"[0-9A-Za-z\u00c0-\u024f](?:[0-9A-Za-z\u00c0-\u024f.,:/+-]*[0-9A-Za-z\u00c0-\u024f])?%?"
_FIGURE = (
    r"[0-9](?:[0-9.,]*[0-9])?(?![0-9A-Za-z]|[.,:/+-][0-9A-Za-z])[多余餘几幾]?[十百千万萬亿億]*[多余餘]?"
    r"(?:[个個]?百分[点點]|[个個]月|公[里顷頃斤]|平方[米公][里]?|人次|[元人名户戶个個家所座处處项項亩畝吨噸年月日天%])?"
)
"""A number with its scale and, if it is a common one, its unit."""
_UNIT = re.compile(
    rf"[“‘（《〈「『【(\[{{<>+−-]*(?:{_FIGURE}|{_WORD}|.)(?:[<>+-](?=[\]}}]))?[，。、；：！？”’）》〉」』】,;:!?)\]…}}]*",
    re.DOTALL,
)
"""What stays together."""


def wrapped(text: Text, width: int) -> Iterator[Text]:
    """The lines of a text of one paragraph, none wider than ``width`` cells.

    >>> [line.plain for line in wrapped(Text("贫困人口减少163.5万人，全部脱贫。"), 12)]
    ['贫困人口减少', '163.5万人，', '全部脱贫。']
    >>> [line.plain for line in wrapped(Text("全省投入财政资金100亿元"), 20)]
    ['全省投入财政资金', '100亿元']
    """
    begin = used = 0
    for unit in _units(text.plain, width):
        cells = cell_len(unit[1])
        if used and used + cells > width:
            yield text[begin : unit[0]]
            begin, used = unit[0], 0
        used += cells
    yield text[begin:]


def _units(plain: str, width: int) -> Iterator[tuple[int, str]]:
    for match in _UNIT.finditer(plain):
        if cell_len(match[0]) <= width:
            yield match.start(), match[0]
        else:
            yield from ((match.start() + i, char) for i, char in enumerate(match[0]))
