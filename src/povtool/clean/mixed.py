"""Lines that are in another encoding than their page: read for themselves, while their bytes are still there.

A page put together from several sources may hold a paragraph in GBK amid UTF-8, or the reverse. Line ends are
the same bytes in all encodings here, so a page falls into lines before any of them is read. A line is read
differently when the page's encoding cannot read it, or when it is UTF-8 by its form, and when it becomes much
likelier Chinese that way.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from povtool.clean.decode import Decoded, read_bytes
from povtool.clean.frequency import weight

_CANDIDATES = ("utf-8", "gb18030", "big5")

_GAIN = 12.0
_GAIN_PER_CHARACTER = 1.0
"""Nats by which a line must be likelier in another encoding, in all and for each character."""

_UTF8 = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){3}")
"""What a line of UTF-8 holds; in other encodings it is rare."""


class Reread(NamedTuple):
    """A page whose lines may be in several encodings."""

    decoded: Decoded
    lines: dict[int, str]
    """Line (from 1, as its line feeds count) → its encoding, where that is not the page's."""


def reread(data: bytes, decoded: Decoded) -> Reread:
    """The page with its odd lines read for themselves. A page without any costs one search.

    >>> from povtool.clean.decode import decode
    >>> data = "脱贫攻坚\\n".encode() * 30 + "坚决打赢脱贫攻坚战".encode("gb18030")
    >>> reread(data, decode(data)).lines
    {31: 'gb18030'}
    """
    name = decoded.encoding
    if name not in (*_CANDIDATES, "big5hkscs") or not (
        decoded.undecodable or (name != "utf-8" and _UTF8.search(data))
    ):
        return Reread(decoded, {})
    data = data.removeprefix(b"\xef\xbb\xbf") if name == "utf-8" else data
    texts: list[str] = []
    spans: list[tuple[int, int]] = []
    others: dict[int, str] = {}
    length = 0
    for number, line in enumerate(data.split(b"\n"), 1):
        read = read_bytes(line, name)
        if read.undecodable or (name != "utf-8" and _UTF8.search(line)):
            read = _likeliest(line, read)
            if read.encoding != name:
                others[number] = read.encoding
        texts.append(read.text)
        spans += [(start + length, end + length) for start, end in read.undecodable]
        length += len(read.text) + 1
    if not others:
        return Reread(decoded, {})
    return Reread(Decoded("\n".join(texts), name, tuple(spans)), others)


def _likeliest(line: bytes, read: Decoded) -> Decoded:
    """A line in the encoding that makes it likeliest; in the page's unless another leads clearly."""
    best, score = read, sum(map(weight, read.text))
    score += max(_GAIN, _GAIN_PER_CHARACTER * len(read.text))
    for name in _CANDIDATES:
        if name != read.encoding:
            other = read_bytes(line, name)
            total = sum(map(weight, other.text))
            if total > score and not other.undecodable:
                best, score = other, total
    return best
