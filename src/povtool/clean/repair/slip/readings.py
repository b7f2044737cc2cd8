"""Injected readings as they stand around and inside a damaged run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

Readings = Mapping[str, str]
"""Character → the reading that the page's site puts after it."""

_LETTERS = "a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"

TORN = re.compile(rf"([{_LETTERS}]{{1,6}})[)）]")
"""A reading whose opening bracket was eaten."""

WHOLE = re.compile(rf"[(（]([{_LETTERS}]{{1,6}})[)）]")


def sound_before(text: str, end: int) -> int:
    """Where the sound character before ``end``, with its reading, starts; ``end`` where there is none.

    >>> sound_before("貧困縣(xiàn)?", 9)
    2
    """
    at = start_of_reading(text, end)
    return at - 1 if at and text[at - 1] not in "?\n" else end


def sound_after(text: str, start: int) -> int:
    """Where the sound character after ``start`` ends, with its reading and one that stands before it.

    >>> sound_after("^(qū)脫貧", 1)
    6
    """
    at = end_of_reading(text, start)
    return at if text[at : at + 1] in ("", "?", "\n") else end_of_reading(text, at + 1)


def start_of_reading(text: str, end: int) -> int:
    """Where the reading that ends at ``end`` starts; ``end`` where there is none."""
    start = max(text.rfind("(", 0, end), text.rfind("（", 0, end))
    return start if start >= 0 and WHOLE.fullmatch(text, start, end) else end


def end_of_reading(text: str, start: int) -> int:
    """Where the reading that starts at ``start`` ends; ``start`` where there is none."""
    whole = WHOLE.match(text, start)
    return whole.end() if whole else start


@cache
def _spoken() -> Mapping[str, frozenset[str]]:
    from povtool.data import rows

    return {reading: frozenset(chars) for reading, chars in rows("readings.tsv")}


def spoken(reading: str) -> frozenset[str]:
    """The Traditional characters that may have a reading: what any site's table could put it after.

    >>> "數" in spoken("shù"), spoken("xyz")
    (True, frozenset())
    """
    return _spoken().get(reading, frozenset())


UNSEEN = -1.5
UNSPOKEN = -8.0
"""Nats for a reading after a character that the page annotates nowhere else, and after one not read so."""


def cost(readings: Readings, char: str, reading: str) -> float | None:
    """What it costs that a site puts a reading after a character; None where its table has another.

    ``readings`` is that table as far as the page shows it.

    >>> table = {"發": "fā"}
    >>> cost(table, "發", "fā"), cost(table, "報", "bào"), cost(table, "發", "bào")
    (0.0, -1.5, None)
    """
    given = readings.get(char)
    if given is not None:
        return 0.0 if given == reading else None
    return UNSEEN if char in spoken(reading) else UNSPOKEN
