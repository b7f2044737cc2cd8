"""The signs of a misreading: what a wrong encoding makes of Chinese and sound text hardly shows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from itertools import product

from povtool.clean.frequency import UNSEEN, log_frequency

_RARE = -15.0
"""Log-frequency below which a Han character is odd; a misreading is full of them."""

WINDOWS = "€‚ƒ„†‡ˆ‰Š‹ŒŽ™š›œžŸ"
"""Characters of Windows-1252 that Chinese text hardly uses."""

_CONTINUED = f"[\x80-\xbf{WINDOWS}“”‘’–—…•˜]"
UTF8_AS_LATIN = re.compile(f"[\u00c2\u00c3]{_CONTINUED}|[\u00e2-\u00ef]{_CONTINUED}{{2}}")
PAIRS_AS_LATIN = re.compile(
    f"[\x80-\x9f\xa1-\xff{WINDOWS}](?:[0-9@-~]?[^\x00-\x7f\u3000-\u9fff\uff00-\uffef]){{3}}"
)
"""Where a run of single bytes begins. A second byte of GBK or Big5 may be an ASCII character."""


_LINE_END = re.compile("[\n\r\v\f\u2028\u2029]")
"""Where no misread character goes on; a byte 85, which ends lines too, may be part of one."""


def suspicious_lines(text: str) -> list[tuple[int, int]]:
    """The lines with a sign of any misreading, in order."""
    found: list[int] = []
    for sign in (utf8_as_gbk(), UTF8_AS_LATIN, PAIRS_AS_LATIN, dense()):
        done = 0
        while match := sign.search(text, done):
            found.append(match.start())
            end = _LINE_END.search(text, match.start())
            done = end.start() if end else len(text)
    if not found:
        return []
    ends = [-1, *(match.start() for match in _LINE_END.finditer(text)), len(text)]
    lines = {bisect_left(ends, at) for at in found}
    return [(ends[line - 1] + 1, ends[line]) for line in sorted(lines)]


@cache
def _rare() -> str:
    table = log_frequency()
    return "".join(chr(code) for code in range(0x3400, 0xA000) if table.get(chr(code), UNSEEN) < _RARE)


@cache
def odd() -> re.Pattern[str]:
    """One character that has no business in Chinese text, or is rare there."""
    return re.compile(f"[\x80-\u07ff\ufffd\ue000-\uf8ff{_rare()}]")


@cache
def dense() -> re.Pattern[str]:
    """Odd characters as close as a wrong encoding of two bytes a character brings them together."""
    one = f"[\ufffd\ue000-\uf8ff{_rare()}]"
    return re.compile(".{0,2}".join([one] * 4))


@cache
def utf8_as_gbk() -> re.Pattern[str]:
    """Characters of GBK whose bytes begin as UTF-8 does: E4 80 | 80 E4 | 80 80, or the like with losses."""
    leads, rest, letters = range(0xE2, 0xF0), range(0x80, 0xC0), range(0x40, 0x7F)
    begun, continued = _characters(leads, rest), _characters(rest, leads)
    lost = "\ufffd€?"
    both, last = _characters(rest, rest), _characters(rest, letters)
    return re.compile(f"[{begun}](?:[{continued}][{both}{lost}]|[{last}]|[{lost}]{{1,2}}[{begun}])")


def _characters(firsts: Iterable[int], seconds: Iterable[int]) -> str:
    pairs = (bytes(pair) for pair in product(firsts, seconds))
    return "".join(char for pair in pairs if len(char := pair.decode("gb18030", "ignore")) == 1)
