"""Nothing left, said without a unit: 贫困发生率由10%降至0, 贫困人口降为零."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

Span = tuple[int, int]

_UNITS = {
    "率": ("%", "percent"),
    "人口": ("人", "people"),
    "人数": ("人", "people"),
    "户数": ("户", "households"),
}
"""What nouns are counted in that need no unit."""


def zeros(text: str) -> Iterator[Span]:
    """Where a folded text says that something has fallen to nothing; offsets are code points.

    >>> [found for found in zeros("发生率降至0,降为零,零散户降到0.5%,动态清零")]
    [(5, 6), (9, 10)]
    """
    for match in _zero().finditer(text):
        yield match.span("zero")


def unit_of_none(text: str, zero: int) -> tuple[str, str] | None:
    """Unit and dimension of the zero at ``zero`` by its noun, None where the noun does not tell.

    >>> unit_of_none("贫困发生率降至0", 7), unit_of_none("亏损降为零", 4)
    (('%', 'percent'), None)
    """
    match = _noun().search(text, max(0, zero - 12), zero)
    return _UNITS[match[1]] if match else None


@cache
def _zero() -> re.Pattern[str]:
    return re.compile(
        "[至到为](?:(?<=[降减率].)|(?<=减少.)|(?<=降低.)|(?<=人[口数].))(?P<zero>零|0)(?![0-9.%‰点零〇\u4e00-\u9fff])"
    )


@cache
def _noun() -> re.Pattern[str]:
    return re.compile("(率|人口|人数|户数)(?:已|均|都|全部|实现|也)*(?:[降减]|下降|减少|降低)?[至到为]$")
