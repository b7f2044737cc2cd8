"""How likely a character is in Chinese policy pages, whichever script they are written in."""

from __future__ import annotations

import unicodedata
from functools import cache

UNSEEN = -18.0
"""Weight of a Han character that the table does not hold, and of any other that has no business in a page."""

IMPOSSIBLE = -22.0
"""Weight of control, private-use and unassigned characters, and of undecodable bytes."""


@cache
def log_frequency() -> dict[str, float]:
    """Han character → natural logarithm of its share of all Han characters; both scripts.

    A Traditional character has the frequency of its Simplified one.

    >>> log_frequency()["貧"] == log_frequency()["贫"] > log_frequency()["涮"]
    True
    """
    from povtool.convert.script import simplified_characters
    from povtool.data import rows

    table = {char: float(level) for level, chars in rows("han_frequency.tsv") for char in chars}
    for code, simplified in simplified_characters().items():
        if simplified in table:
            char = chr(code)
            table[char] = max(table.get(char, UNSEEN), table[simplified])
    return table


@cache
def weight(char: str) -> float:
    """Natural logarithm of a character's frequency in Chinese pages, by class for all but Han characters.

    The classes are rough and need no more: what is compared are right and wrong readings of the same bytes.

    >>> weight("的") > weight("，") > weight("脱") > weight("鑴")
    True
    """
    known = log_frequency().get(char)
    if known is not None:
        return known
    if char in " \n\r\t":
        return -4.0
    if char in "，。、；：“”（）《》？！·—…‘’":
        return -5.0
    if " " <= char <= "~":
        return -6.0
    if "\uff01" <= char <= "\uff5e" or char == "\u3000":
        return -7.0
    if unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs") or char == "\ufffd":
        return IMPOSSIBLE
    if "\u00a0" <= char <= "\u00ff":
        return -11.0
    if "\u2010" <= char <= "\u27bf" or "\u3001" <= char <= "\u303f":
        return -12.0
    if "\u0100" <= char <= "\u07ff" or "\u3041" <= char <= "\u30fe":
        return -14.0
    return UNSEEN
