"""Where a damaged run may start: two searches, all that a sound page pays."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

START = re.compile(r"(?<![A-Za-z0-9?])\?(?!\?\?)(?:[!;?,！；？，。、]|[a-zü]*[^\x00-\x7f][a-z]{0,3}[)）])")
"""How a run begins: a ``?`` before a mark, before a second ``?``, or before a torn reading."""

_READING = re.compile(r"[(（][a-z]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,4}[)）]")

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
    """All places where a run may start, in order; few of them are one.

    A mark alone is a sign only on a page that shows the damage elsewhere: sound text has such marks, too.

    >>> signs("農(nóng)村拉開;鶎樱切侣"), signs("怎么做?除了"), signs("自治區?!段鞑")
    ([Sign(at=10, dropped=True)], [], [Sign(at=3, dropped=False)])
    """
    found = [Sign(match.start(), False) for match in START.finditer(text)]
    if found or _READING.search(text):
        found += (Sign(match.start(), True) for match in odd().finditer(text))
    return sorted(found)
