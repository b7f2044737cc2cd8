"""Where a damaged run may start."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

START = re.compile(r"\?(?<![A-Za-z0-9?]\?)(?!\?\?)(?:[!;?,！；？，。、]|[a-zü]*[^\x00-\x7f][a-z]{0,3}[)）])")
"""How a run begins: a ``?`` before a mark, before a second ``?``, or before a torn reading. The ``?`` itself
comes first in the pattern, so that the search leaps to it."""

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_READING = re.compile(rf"[(（][a-z]{{0,5}}[{TONED}][a-z]{{0,4}}[)）]")

_COMMON = -12.5
"""Log-frequency of the characters that are in no way odd behind a mark."""


class Sign(NamedTuple):
    """A place where a run may start."""

    at: int
    """The offset of what is shown first: the ``?``, or the mark where the decoder dropped the orphan."""
    dropped: bool


@cache
def odd() -> re.Pattern[str]:
    """A mark with an odd character close behind it."""
    from povtool.clean.frequency import log_frequency

    common = "".join(sorted(char for char, weight in log_frequency().items() if weight >= _COMMON))
    return re.compile(f"(?<!\\?)[!;?！；？](?=[{common}]{{0,2}}(?![{common}])[\u4e00-\u9fff])")


def signs(text: str) -> list[Sign]:
    """Where a ``?`` may begin a run, in order; few of them do.

    >>> signs("怎么做?,除了"), signs("自治區?!段鞑")
    ([], [Sign(at=3, dropped=False)])
    """
    return [Sign(match.start(), False) for match in START.finditer(text) if _goes_on(text, match.start() + 1)]


def _goes_on(text: str, mark: int) -> bool:
    """Whether the second byte of a mark can begin a character, as that of a comma, AC, seldom can.

    It makes one only with a second byte up to A0; commas behind a genuine ``?`` are the usual false sign.
    """
    if text[mark] not in ",，":
        return True
    code = text[mark + 1 : mark + 2].encode("gbk", "ignore")
    return len(code) < 2 or code[0] <= 0xA0


def signs_of_dropped(text: str) -> list[Sign]:
    """Where a mark may begin a run whose orphan was dropped; sound text has such marks, too.

    >>> signs_of_dropped("農(nóng)村拉開;鶎樱切侣")
    [Sign(at=10, dropped=True)]
    """
    return [Sign(match.start(), True) for match in odd().finditer(text)]


def has_readings(text: str) -> bool:
    """Whether a toned reading stands in brackets: one search before a table of them is made."""
    return _READING.search(text) is not None
