"""Currencies said before the number: 港币3.2亿元, US$200万, ￥3500."""

from __future__ import annotations

import re
from functools import cache

_WORDS = {
    "人民币": "元",
    "港币": "港元",
    "港元": "港元",
    "港纸": "港元",
    "美元": "美元",
    "美金": "美元",
    "欧元": "欧元",
    "日元": "日元",
    "英镑": "英镑",
    "澳元": "澳元",
    "新台币": "新台币",
}
_CODES = {
    "RMB": "元",
    "CNY": "元",
    "￥": "元",
    "¥": "元",
    "US$": "美元",
    "USD": "美元",
    "HK$": "港元",
    "HKD": "港元",
    "NT$": "新台币",
    "EUR": "欧元",
    "€": "欧元",
    "£": "英镑",
    "$": "$",
}
"""A bare dollar sign is one of several currencies, so it stays as it is written."""
_LONGEST = 3
_LAST = frozenset(word[-1] for word in (*_WORDS, *_CODES)) | {" "}


@cache
def _before() -> re.Pattern[str]:
    words = "|".join(_WORDS)
    codes = "|".join(re.escape(code) for code in sorted(_CODES, key=len, reverse=True))
    return re.compile(rf"(?:(?<![0-9万亿千百])(?P<word>{words})|(?<![A-Za-z])(?P<code>{codes})) ?$")


def currency_before(text: str, position: int) -> tuple[str | None, int]:
    """The currency whose word or sign stands just before ``position`` of a folded text, and where it begins.

    >>> currency_before("投入港币3.2亿元", 4), currency_before("约US$200万", 4), currency_before("投入", 2)
    (('港元', 2), ('美元', 1), (None, 2))
    """
    match = _match(text, position)
    if match is None:
        return None, position
    return _WORDS[match["word"]] if match["word"] else _CODES[match["code"]], match.start()


def coded(text: str, position: int) -> bool:
    """Whether the sign or code of a currency, such as RMB, stands just before ``position``."""
    match = _match(text, position)
    return match is not None and match["code"] is not None


def priced(unit: str | None, dimension: str, currency: str | None) -> tuple[str | None, str]:
    """Unit and dimension of an amount once ``currency`` is known: it says which 元, or that it is money.

    >>> priced("元/月", "rate", "港元"), priced(None, "count", "美元"), priced("户", "households", "元")
    (('港元/月', 'rate'), ('美元', 'money'), ('户', 'households'))
    """
    if currency and unit is None:
        return currency, "money"
    if currency and unit and (unit == "元" or unit.startswith("元/")):
        return currency + unit[1:], dimension
    return unit, dimension


def _match(text: str, position: int) -> re.Match[str] | None:
    if not position or text[position - 1] not in _LAST:
        return None
    return _before().search(text, max(0, position - _LONGEST - 1), position)
