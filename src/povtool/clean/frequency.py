"""How likely a Han character is in Chinese policy text, whichever script it is written in."""

from __future__ import annotations

from functools import cache

UNSEEN = -18.0
"""Natural logarithm of the frequency given to a Han character that the table does not hold."""


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
