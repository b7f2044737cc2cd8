"""The signs of a misreading: what a wrong encoding makes of Chinese and sound text hardly shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby, product

from povtool.clean.frequency import UNSEEN, log_frequency

_RARE = -15.0
"""Log-frequency below which a Han character is odd; a misreading is full of them."""

WINDOWS = "€‚ƒ„†‡ˆ‰Š‹ŒŽ™š›œžŸ"
"""Characters of Windows-1252 that Chinese text hardly uses."""

_CONTINUED = f"[\x80-\xbf{WINDOWS}“”‘’–—…•˜]"
_OF_TWO, _OF_THREE = "\u00c2\u00c3", "\u00e2-\u00ef"
_SINGLE = f"\x80-\x9f\xa1-\xff{WINDOWS}"
_SECOND = "[0-9@-~]?[^\x00-\x7f\u3000-\u9fff\uff00-\uffef]"
_AS_LATIN = f"(?:(?<=[{_OF_TWO}]){_CONTINUED}|(?<=[{_OF_THREE}]){_CONTINUED}{{2}})"
_IN_PAIRS = f"(?:{_SECOND}){{3}}"
UTF8_AS_LATIN = re.compile(f"[{_OF_TWO}{_OF_THREE}]{_AS_LATIN}")
"""Begins with one class, to which the search leaps, as do all of these."""
PAIRS_AS_LATIN = re.compile(f"[{_SINGLE}]{_IN_PAIRS}")
"""Where a run of single bytes begins. A second byte of GBK or Big5 may be an ASCII character."""


_LINE_END = re.compile("[\n\r\v\f\u2028\u2029]")
"""Where no misread character goes on; a byte 85, which ends lines too, may be part of one."""


@cache
def firsts() -> str:
    """The characters with which signs begin, as they stand between the brackets of a pattern."""
    return _begun() + _OF_TWO + _OF_THREE + _SINGLE + _odd_alone()


@cache
def _any_sign() -> re.Pattern[str]:
    """Any of the signs, in one search for the characters with which they begin."""
    return re.compile(
        f"[{firsts()}](?:(?<=[{_begun()}]){_after_begun()}|(?<=[{_OF_TWO}{_OF_THREE}]){_AS_LATIN}"
        f"|(?<=[{_SINGLE}]){_IN_PAIRS}|(?<=[{_odd_alone()}])(?:.{{0,2}}[{_odd_alone()}]){{3}})"
    )


def suspicious_lines(text: str) -> list[tuple[int, int]]:
    """The lines with a sign of any misreading, in order."""
    found: list[tuple[int, int]] = []
    done = 0
    while match := _any_sign().search(text, done):
        found.append(_line_around(text, match.start()))
        done = found[-1][1]
    return found


def _line_around(text: str, at: int) -> tuple[int, int]:
    """The line in which an offset lies, which is not that of its end."""
    start = text.rfind("\n", 0, at) + 1
    for other in _LINE_END.finditer(text, start, at):
        start = other.end()
    end = _LINE_END.search(text, at)
    return start, end.start() if end else len(text)


@cache
def _rare() -> str:
    """Rare Han characters as ranges, which are compiled ten times as fast as so many characters."""
    table = log_frequency()
    chars = (chr(code) for code in range(0x3400, 0xA000))
    runs = groupby(chars, lambda char: table.get(char, UNSEEN) < _RARE)
    ranges = (list(run) for is_rare, run in runs if is_rare)
    return "".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in ranges)


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
    return re.compile(f"[{_begun()}]{_after_begun()}")


def _after_begun() -> str:
    continued, lost = _characters(_REST, _LEADS), "\ufffd€?"
    both, last = _characters(_REST, _REST), _characters(_REST, range(0x40, 0x7F))
    return f"(?:[{continued}][{both}{lost}]|[{last}]|[{lost}]{{1,2}}[{_begun()}])"


_LEADS, _REST = range(0xE2, 0xF0), range(0x80, 0xC0)
"""Bytes with which a Chinese character begins in UTF-8, and those with which it goes on."""


def _begun() -> str:
    return _characters(_LEADS, _REST)


def _characters(firsts: Iterable[int], seconds: Iterable[int]) -> str:
    pairs = (bytes(pair) for pair in product(firsts, seconds))
    return "".join(char for pair in pairs if len(char := pair.decode("gb18030", "ignore")) == 1)
