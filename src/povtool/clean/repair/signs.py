"""The signs of a misreading: what a wrong encoding makes of Chinese and sound text hardly shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import product

from povtool.clean.frequency import UNSEEN, log_frequency

_RARE = -15.0
"""Log-frequency below which a Han character is odd; a misreading is full of them."""

WINDOWS = "€‚ƒ„†‡ˆ‰Š‹ŒŽ™š›œžŸ"
"""Characters of Windows-1252 that Chinese text hardly uses."""

_CONTINUED = f"[\x80-\xbf{WINDOWS}“”‘’–—…•˜]"
_OF_TWO, _OF_THREE = "\u00c2\u00c3", "\u00e2-\u00ef"
UTF8_AS_LATIN = re.compile(  # begins with one class, to which the search leaps
    f"[{_OF_TWO}{_OF_THREE}](?:(?<=[{_OF_TWO}]){_CONTINUED}|(?<=[{_OF_THREE}]){_CONTINUED}{{2}})"
)
_SINGLE = f"\x80-\x9f\xa1-\xff{WINDOWS}"
PAIRS_AS_LATIN = re.compile(f"[{_SINGLE}](?:[0-9@-~]?[^\x00-\x7f\u3000-\u9fff\uff00-\uffef]){{3}}")
"""Where a run of single bytes begins. A second byte of GBK or Big5 may be an ASCII character."""


_LINE_END = re.compile("[\n\r\v\f\u2028\u2029]")
"""Where no misread character goes on; a byte 85, which ends lines too, may be part of one."""


AS_GBK, AS_LATIN, IN_PAIRS, DENSE = (1 << at for at in range(4))
"""The signs, as bits."""
ALL = AS_GBK | AS_LATIN | IN_PAIRS | DENSE


@cache
def firsts() -> dict[int, str]:
    """The characters with which each sign begins, as they stand between the brackets of a pattern."""
    return {AS_GBK: _begun(), AS_LATIN: _OF_TWO + _OF_THREE, IN_PAIRS: _SINGLE, DENSE: _odd_alone()}


def suspicious_lines(text: str, which: int = ALL) -> list[tuple[int, int]]:
    """The lines with a sign of any misreading, in order; only some signs are looked for if so told."""
    found: set[tuple[int, int]] = set()
    for kind, sign in ((AS_GBK, utf8_as_gbk), (AS_LATIN, _latin), (IN_PAIRS, _pairs), (DENSE, dense)):
        done = 0
        while which & kind and (match := sign().search(text, done)):
            line = _line_around(text, match.start())
            found.add(line)
            done = line[1]
    return sorted(found)


def _line_around(text: str, at: int) -> tuple[int, int]:
    """The line in which an offset lies, which is not that of its end."""
    start = text.rfind("\n", 0, at) + 1
    for other in _LINE_END.finditer(text, start, at):
        start = other.end()
    end = _LINE_END.search(text, at)
    return start, end.start() if end else len(text)


def _latin() -> re.Pattern[str]:
    return UTF8_AS_LATIN


def _pairs() -> re.Pattern[str]:
    return PAIRS_AS_LATIN


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
    return re.compile(".{0,2}".join([f"[{_odd_alone()}]"] * 4))


def _odd_alone() -> str:
    return f"\ufffd\ue000-\uf8ff{_rare()}"


@cache
def utf8_as_gbk() -> re.Pattern[str]:
    """Characters of GBK whose bytes begin as UTF-8 does: E4 80 | 80 E4 | 80 80, or the like with losses."""
    letters = range(0x40, 0x7F)
    begun, continued = _begun(), _characters(_REST, _LEADS)
    lost = "\ufffd€?"
    both, last = _characters(_REST, _REST), _characters(_REST, letters)
    return re.compile(f"[{begun}](?:[{continued}][{both}{lost}]|[{last}]|[{lost}]{{1,2}}[{begun}])")


_LEADS, _REST = range(0xE2, 0xF0), range(0x80, 0xC0)
"""Bytes with which a Chinese character begins in UTF-8, and those with which it goes on."""


def _begun() -> str:
    return _characters(_LEADS, _REST)


def _characters(firsts: Iterable[int], seconds: Iterable[int]) -> str:
    pairs = (bytes(pair) for pair in product(firsts, seconds))
    return "".join(char for pair in pairs if len(char := pair.decode("gb18030", "ignore")) == 1)
