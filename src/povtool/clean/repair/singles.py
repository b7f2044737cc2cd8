"""GBK and Big5 that were read as something else: the likeliest pairs, where bytes are gone or in disguise.

Nothing in such bytes tells a first from a second one. Readers of the Latin-1 kind drop control characters and
soft hyphens and make spaces of no-break spaces, others show U+FFFD, and after the gap the pairs would be put
together wrongly. Readers that try UTF-8 first show any two or three bytes that are valid UTF-8 as one
character: ``Îª`` and ``Ϊ`` are both 为. So a byte may have lost its partner, on a line with such letters each
character may stand for one byte or for its bytes in UTF-8, and the likeliest way through the line is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from povtool.clean.frequency import IMPOSSIBLE, weight

_LOST = IMPOSSIBLE - 8.0
"""Weight of a byte without its partner: a pair that is put together wrongly must not be cheaper."""

_GONE = "\ufffd□"
"""What readers show for bytes that they have no character for."""

_DISGUISED = -6.0
"""Weight of taking a character that may stand for one byte for its bytes in UTF-8."""

_NONE = -1
"""No byte is waiting for its partner."""

SINGLES = {bytes([code]).decode("cp1252", "ignore") or chr(code): code for code in range(0x80, 0xA0)}
SINGLES |= {chr(code): code for code in range(0x80, 0x100)}
"""Character → its byte in Latin-1 or in Windows-1252; readers mix the two."""

_BEYOND = re.compile("[\u0100-\u07ff]")
"""Letters of two bytes in UTF-8 that Latin-1 does not have."""


class Step(NamedTuple):
    """What became of one character."""

    before: Step | None
    at: int
    text: str
    """The characters that its bytes complete."""
    pending: int
    """The byte that waits for its partner, or -1."""
    whole: bool
    """Whether no byte has lost its partner here."""
    score: float
    """Sum of the weights of the text so far."""


def is_mixed(text: str) -> bool:
    """Whether the reader of single bytes tried UTF-8 first: there are letters that only that explains."""
    return any(char not in SINGLES for char in _BEYOND.findall(text))


def way(line: str, start: int, read_as: str, codec: str, longest: int, hopeless: float) -> list[Step]:
    """The likeliest pairs of ``codec`` for what begins at ``start``, as far as they gain on what is there.

    A step for each character of the line; ends where no byte is pending. Empty where nothing is gained.
    """
    if read_as == "latin-1" and is_mixed(line[start:]):
        read_as = "utf-8 or latin-1"
    states = {_NONE: Step(None, start - 1, "", _NONE, True, 0.0)}
    best: Step | None = None
    gained = old = 0.0
    for index in range(start, min(len(line), start + longest)):
        following: dict[int, Step] = {}
        for state in states.values():
            for step in _steps(state, index, line[index], read_as, codec):
                kept = following.get(step.pending)
                if kept is None or step.score > kept.score:
                    following[step.pending] = step
        states = following
        old += weight(line[index])
        complete = states.get(_NONE)
        if complete and complete.score - old > gained:
            best, gained = complete, complete.score - old
        if not states or max(step.score for step in states.values()) - old < gained - hopeless:
            break
    steps: list[Step] = []
    while best and best.before:
        steps.append(best)
        best = best.before
    return steps[::-1]


def _steps(state: Step, index: int, char: str, read_as: str, codec: str) -> Iterator[Step]:
    if char in _GONE:
        yield Step(state, index, "\ufffd", _NONE, False, state.score + IMPOSSIBLE)
        return
    pending, score = state.pending, state.score
    for number, data in enumerate(_behind(char, read_as)):
        bonus = number * _DISGUISED
        yield _fed(state, index, data, codec, pending, "", score + bonus, not number)
        if pending != _NONE:
            yield _fed(state, index, data, codec, _NONE, "\ufffd", score + bonus + _LOST, False)
        if data[0] >= 0x80:
            yield _fed(state, index, data[1:], codec, _NONE, "\ufffd", score + bonus + _LOST, False)


def _fed(
    state: Step, index: int, data: bytes, codec: str, pending: int, text: str, score: float, whole: bool
) -> Step:
    """The state after some bytes, paired wherever that is possible."""
    for byte in data:
        if pending != _NONE:
            char = _pair(pending, byte, codec)
            if char:
                text, score, pending = text + char, score + weight(char), _NONE
                continue
            text, score, pending = text + "\ufffd", score + _LOST, _NONE
        if byte < 0x80:
            text, score = text + chr(byte), score + weight(chr(byte))
        else:
            pending = byte
    return Step(state, index, text, pending, whole and "\ufffd" not in text, score)


@cache
def _behind(char: str, read_as: str) -> tuple[bytes, ...]:
    """The bytes that a character may stand for, likeliest first; none for what this reader never shows."""
    if char < "\x80":
        return (char.encode(),)
    try:
        if "latin-1" not in read_as:
            return (char.encode(read_as),)
        wide = char.encode()
    except UnicodeEncodeError:
        return ()
    if char not in SINGLES:
        return (wide,) if read_as != "latin-1" else ()
    single = bytes([SINGLES[char]])
    return (single,) if read_as == "latin-1" else (single, wide)


@cache
def _pair(first: int, second: int, codec: str) -> str:
    try:
        char = bytes((first, second)).decode(codec)
    except UnicodeDecodeError:
        return ""
    return char if len(char) == 1 else ""
