"""The damage, run forward: what the careless replacement makes of a sound text.

A page in GBK is searched for the two bytes of each punctuation mark and of each character that gets a
reading, without regard to where characters begin. Before a match of a mark goes a one-byte marker,
after a match of a character its reading in brackets. Then a decoder of the CP936 kind reads the bytes,
and the markers are stripped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

MARKS = {
    "！": b"\xa3\xa1",
    "；": b"\xa3\xbb",
    "？": b"\xa3\xbf",
    "。": b"\xa1\xa3",
    "、": b"\xa1\xa2",
    "，": b"\xa3\xac",
}
"""The marks in the order in which they are replaced; many sites leave the last one out."""

MARKER = b"\x01"

_EATING = re.compile(rb"[\x81-\xfe][\x00-\xfe]|[\x00-\xff]", re.DOTALL)
_DROPPING = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x00-\xff]", re.DOTALL)
"""What a decoder takes at a time: one kind eats the byte after an orphan and shows ``?``, the other drops
the orphan."""

FOLDED = {ord(wide): ord(wide) - 0xFEE0 for wide in map(chr, range(0xFF01, 0xFF5F))}
"""Full-width forms to ASCII, as NFKC has them: most crawls fold the text after the damage."""


@cache
def character(pair: bytes) -> str:
    """What a decoder of the CP936 kind reads in two bytes; nothing where the code is free or user-defined.

    >>> character(b"\\xb8\\xbb"), character(b"\\xfd\\xbc")
    ('富', '')
    """
    return pair.decode("gbk", "ignore") if len(pair) == 2 else ""


def read(data: bytes, dropping: bool = False) -> str:
    """Bytes as a decoder of the CP936 kind shows them, the markers stripped.

    ``dropping`` is the rarer decoder, which shows nothing for an orphan and eats nothing.

    >>> read(b"\\xb5\\x01\\xd8\\xc8"), read(b"\\xb5\\x01\\xd8\\xc8", dropping=True)
    ('?厝', '厝')
    """
    units = (_DROPPING if dropping else _EATING).findall(data)
    return "".join(map(_shown, units)).replace("\x01", "")


def _shown(unit: bytes) -> str:
    if len(unit) == 2:
        return character(unit) if 0x40 <= unit[1] != 0x7F else "?"
    return chr(unit[0]) if unit[0] < 0x80 else "€" if unit == b"\x80" else ""


def damaged(
    text: str, readings: Mapping[str, str] | None = None, marks: str = "！；？。、，", dropping: bool = False
) -> str:
    """What the damage makes of a sound text without readings; characters that GBK lacks are lost.

    ``readings`` are put in after their characters in the order of the mapping; ``dropping`` is as for
    :func:`read`.

    >>> damaged("全面小康。积极推进易地扶贫搬迁")
    '全面小康?；平椎胤銎栋崆'
    >>> damaged("當地的", {"數": "shù", "當": "dāng"})
    '當(dāng)?shù)氐'
    """
    data = text.encode("gbk", "ignore")
    for mark in marks:
        data = data.replace(MARKS[mark], MARKER + MARKS[mark])
    for char, reading in (readings or {}).items():
        code = char.encode("gbk", "ignore")
        if len(code) == 2:
            data = data.replace(code, code + f"({reading})".encode("gbk", "ignore"))
    return read(data, dropping)


def folded(text: str) -> str:
    """Text with its full-width forms made ASCII, as crawls do; same length."""
    return text.translate(FOLDED)
