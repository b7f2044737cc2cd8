"""A few, said by two neighbouring digits: 采摘5、6次."""

from __future__ import annotations

import re
from functools import cache

from povtool.metrics.amounts.numbers import Number

_DEALT = 12
"""Code points before two figures in which 分别 deals them out."""


def a_few(text: str, left: Number, right: Number) -> bool:
    """Whether two single digits name a few between them: 采摘5、6次. A longer row of digits is a list."""
    if text[left.end : right.start] != "、" or left.end - left.start != 1 or right.end - right.start != 1:
        return False
    if left.value is None or right.value != left.value + 1 or not text[right.end : right.end + 1]:
        return False
    if "分别" in text[max(0, left.start - _DEALT) : left.start]:
        return False  # 两村分别有5、6个
    return (
        text[left.start - 1 : left.start] not in ("、", "(", "表", "图")
        and _few().match(text, right.end) is not None
    )


@cache
def _few() -> re.Pattern[str]:
    """Units that are counted so; 3、4组 and 5、6号 are names."""
    return re.compile("[次个天年斤亩户人只头遍趟回里块元名家口](?![号级组])(?!月[份底初])")
