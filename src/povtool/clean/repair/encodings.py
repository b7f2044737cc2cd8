"""Text that was read in an encoding it was not written in, read again in its own: 鑴辫传鏀诲潥 is 脱贫攻坚.

What a wrong reading shows gives back the bytes, as far as none were lost, and those are read in each other
encoding. A stretch of a line is taken for misread when its bytes make far likelier Chinese that way: both
readings are weighed on the same bytes (:func:`povtool.clean.frequency.weight`), from where odd characters
begin to where the gain is greatest. Bytes written anew in the right encoding and read in the wrong one give
exactly what stood there, which proves the repair; a character that lost a byte becomes U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate, groupby
from typing import NamedTuple

from povtool.clean.frequency import weight
from povtool.clean.repair.edits import Edit, shift
from povtool.clean.repair.signs import (
    PAIRS_AS_LATIN,
    UTF8_AS_LATIN,
    WINDOWS,
    dense,
    odd,
    suspicious_lines,
    utf8_as_gbk,
)
from povtool.clean.repair.singles import SINGLES, is_mixed, way
from povtool.records import Damage

_BROKEN = b"\xff"
"""Stands for bytes that the reader could not show; no character of any encoding here has this byte."""

_TOKENS = re.compile(
    rb"[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
    rb"|[\xe0-\xf4][\x80-\xbf]{1,2}[?\xff]?|[\xe0-\xf4](?:\?|\xff{1,2})?|[\x80-\xbf]+[?\xff]?|[^\x00-\x7f]",
    re.DOTALL,
)
"""One character of UTF-8, or what is left of one whose other bytes were lost: the sign of the loss is
part of it."""

_NAMES = {"utf-8": "utf-8", "gb18030": "gbk", "cp950": "big5", "latin-1": "latin-1"}
_RUN_OF_SINGLES = re.compile(f"[\x00-\xff{WINDOWS}“”‘’–—…•˜]+")

_CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]")

_WINDOW = 6
_UNUSUAL_HERE = -10.0
"""Characters in a row that must be usual on the average, or a byte may be missing before them."""

_FIRST_WIDE = re.compile("(?<![^\x00-\x7f])[^\x00-\x7f]")

_LONGEST = 20_000
"""Characters of a line that are looked at as one stretch."""

_FIRST_LOOK = 40
"""Characters that are looked at first, before a long line is."""

_HOPELESS = 45.0
"""Nats by which a stretch may fall below its best before it is at its end."""

_GAIN = 10.5
"""Nats that a stretch must gain at least."""

_GAIN_OF_FEW = 20.0
"""The same for two characters of UTF-8 in three of another encoding: 鎮煎煼, which Han Yu wrote, gains
17.9; of the two-character words of a dictionary that are misread so, one in fifty gains less than this."""

_GAIN_PER_HAN = {"latin-1": 8.0, "gb18030": 5.0, "cp950": 5.0}
_FEWEST_HAN = {"latin-1": 2, "gb18030": 6, "cp950": 6}
"""Per reader, for what was not written in UTF-8, whose bytes prove nothing by their form: between encodings
of two bytes a character each odd character may well look usual in the other encoding."""
_MOST_OF_IT = 0.5
"""Share of a line that, once it is read as UTF-8, need not be looked at as anything else."""
_LIKELIER = 2.0
"""Nats a character that a line must gain to be looked at as misread between GBK and Big5."""
_FEWEST_IN_LATIN = 6
"""For what was read as Latin-1 and touches or holds ASCII letters."""
_FEWEST_USUAL, _FEWEST_ODD = 2, 6
"""Characters of UTF-8 that prove it by their form, where they are usual ones and where they are not."""
_UNUSUAL = -10.5
"""Mean weight below which a restored text that only its weights speak for is no Chinese."""

_MOST_LOST = 1 / 3
"""Share of characters of which bytes may be missing; with more the stretch stays as it is, and is marked."""


class _Group(NamedTuple):
    """The fewest characters that are whole in both readings."""

    start: int
    end: int
    text: str
    gain: float
    exact: bool
    """Whether writing it in the right encoding and reading it in the wrong one gives what stood there."""
    doubtful: bool
    """Whether bytes are missing here or beside it."""


class _Reading(NamedTuple):
    """A stretch of a line read in another encoding."""

    read_as: str
    written_in: str
    groups: list[_Group]
    gain: float


def reread(text: str, lines: Iterable[tuple[int, int]] | None = None) -> tuple[list[Edit], list[Damage]]:
    r"""Edits that restore what was read in a wrong encoding, as repairs of kinds such as ``utf-8-as-gbk``.

    UTF-8, GBK or Big5 read as Latin-1 (or Windows-1252), UTF-8 read as GBK or Big5, and GBK and Big5 read as
    one another; whole lines and parts of lines. One layer is taken off at a time. Then the stretches (offsets
    in the text after the edits) in which bytes are missing; with too many missing nothing is restored there.
    ``lines`` are the suspicious ones, where they are known.

    >>> [edit.replacement for edit in reread("会议强调，鑴辫传鏀诲潥进入关键阶段")[0]]
    ['脱贫攻坚']
    >>> [(edit.kind, edit.replacement) for edit in reread("ÍÑÆ¶¹¥¼á")[0]]
    [('gbk-as-latin-1', '脱贫攻坚')]
    >>> reread("café 喆 Müller")
    ([], [])
    """
    edits: list[Edit] = []
    spans: list[tuple[int, int]] = []
    for start, end in suspicious_lines(text) if lines is None else lines:
        for reading in _misread(text[start:end]):
            first, last = start + reading.groups[0].start, start + reading.groups[-1].end
            if _is_left(reading):
                edits += _edits(reading, text, start)
                spans += [(start + g.start, start + g.end) for g in reading.groups if g.doubtful]
            else:
                spans.append((first, last))
    beyond: list[Damage] = [{"start": start, "end": end, "why": "mojibake"} for start, end in spans]
    return edits, shift(beyond, edits)


def _misread(line: str) -> list[_Reading]:
    """The stretches of a line that are misread without doubt, in order."""
    found = [*_found(line, utf8_as_gbk(), ("gb18030", "utf-8"))]
    found += _found(line, UTF8_AS_LATIN, ("latin-1", "utf-8"))
    read = sum(reading.groups[-1].end - reading.groups[0].start for reading in found)
    if read < _MOST_OF_IT * len(line):
        found += _found(line, PAIRS_AS_LATIN, ("latin-1", "gb18030"), ("latin-1", "cp950"))
    if not found and dense().search(line):
        for pair in (("gb18030", "cp950"), ("cp950", "gb18030")):
            if _is_likelier(line, *pair):
                found += _found(line, _FIRST_WIDE, pair)
                found += _found(line, dense(), pair)
    kept: list[_Reading] = []
    for reading in sorted(found, key=lambda reading: -reading.gain):
        first, last = reading.groups[0].start, reading.groups[-1].end
        if all(last <= other.groups[0].start or other.groups[-1].end <= first for other in kept):
            kept.append(reading)
    return sorted(kept, key=lambda reading: reading.groups[0].start)


def _found(line: str, sign: re.Pattern[str], *pairs: tuple[str, str]) -> Iterator[_Reading]:
    """What begins at the signs and is certain, in the likeliest of some pairs (read as, written in)."""
    done = 0
    while match := sign.search(line, done):
        best = _likeliest(line, match.start(), pairs)
        if best:
            yield best
        done = best.groups[-1].end if best else match.end()


def _likeliest(line: str, start: int, pairs: Iterable[tuple[str, str]]) -> _Reading | None:
    """The best reading that is certain; the first one that leaves no doubt anywhere."""
    best: _Reading | None = None
    for pair in pairs:
        reading = _reading(line, start, *pair)
        if not reading or not _is_certain(line, reading):
            continue
        if all(group.exact for group in reading.groups):
            return reading
        if best is None or reading.gain > best.gain:
            best = reading
    return best


def _is_likelier(line: str, read_as: str, written_in: str) -> bool:
    """Whether a line gains as a whole, at a glance; the bytes that it cannot show do not count."""
    other = line.encode(read_as, "replace").decode(written_in, "ignore")
    return sum(map(weight, other)) / (len(other) + 1) > sum(map(weight, line)) / (len(line) + 1) + _LIKELIER


def _is_left(reading: _Reading) -> bool:
    text = "".join(group.text for group in reading.groups)
    return text.count("\ufffd") <= _MOST_LOST * sum(char > "\x7f" for char in text)


def _edits(reading: _Reading, text: str, offset: int) -> Iterator[Edit]:
    """One edit for each stretch that is proven, one for each that is not, one for each that is doubtful.

    Chinese that the reader showed right stays out of them.
    """
    kind = f"{_NAMES[reading.written_in]}-as-{_NAMES[reading.read_as]}"

    def is_sound(group: _Group) -> bool:
        return _CHINESE.match(group.text) is not None and (
            text[offset + group.start : offset + group.end] == group.text
        )

    alike = groupby(reading.groups, lambda group: (is_sound(group), group.exact, group.doubtful))
    for (sound, exact, _), run in alike:
        if not sound:
            groups = list(run)
            read = "".join(group.text for group in groups)
            yield Edit(offset + groups[0].start, offset + groups[-1].end, read, kind, exact)


def _is_certain(line: str, reading: _Reading) -> bool:
    """Whether the stretch was misread without doubt, be enough of it left to be restored or not."""
    text = "".join(group.text for group in reading.groups)
    wide = [char for char in text if char > "\x7f" and char != "\ufffd"]
    lost = text.count("\ufffd")
    usual = sum(map(weight, wide)) > _UNUSUAL * len(wide)
    if reading.gain < _GAIN or lost > len(wide):
        return False
    if reading.written_in == "utf-8":
        if reading.read_as == "latin-1" and not lost:
            return len(wide) >= _FEWEST_USUAL or (bool(wide) and (usual or wide[0] < "\u0250"))
        if len(wide) <= _FEWEST_USUAL and reading.read_as != "latin-1" and reading.gain < _GAIN_OF_FEW:
            return False
        return len(wide) >= (_FEWEST_USUAL if usual else _FEWEST_ODD)
    han = sum(char >= "\u3400" for char in wide)
    enough = reading.gain > _GAIN_PER_HAN[reading.read_as] * len(wide)
    few = han < _FEWEST_IN_LATIN and reading.read_as == "latin-1" and _touches_letters(line, reading)
    return usual and enough and han >= _FEWEST_HAN[reading.read_as] and not few


def _touches_letters(line: str, reading: _Reading) -> bool:
    """Whether a stretch may be part of a word in some other language: assiégée."""
    start, end = reading.groups[0].start, reading.groups[-1].end
    return bool(re.search("[A-Za-z]", line[max(0, start - 1) : end + 1]))


def _reading(line: str, start: int, read_as: str, written_in: str) -> _Reading | None:
    """The stretch from ``start`` that gains most when its bytes are read as ``written_in``."""
    if written_in != "utf-8":
        return _paired(line, start, read_as, written_in)
    first, gives_up = _scanned(line, start, read_as, _FIRST_LOOK)
    if gives_up or start + _FIRST_LOOK >= len(line):
        return first
    return _scanned(line, start, read_as, _LONGEST)[0]


def _scanned(line: str, start: int, read_as: str, longest: int) -> tuple[_Reading | None, bool]:
    """The reading in UTF-8 of at most so many characters, and whether it ended because it gained no more."""
    data, ends = _bytes_from(line, start, read_as, longest)
    groups: list[_Group] = []
    total = best = 0.0
    kept = done = taken = 0
    begin = start
    gives_up = len(ends) < longest
    gain, text, exact = 0.0, "", True
    for token in _TOKENS.finditer(data):
        char, whole = _character(token[0])
        text += char
        exact &= whole
        gain += sum(map(weight, char))
        while taken < len(ends) and ends[taken] <= token.end():
            gain -= weight(line[start + taken])
            exact &= line[start + taken] != "\ufffd"
            done = ends[taken]
            taken += 1
        if done != token.end():
            continue
        total += gain
        groups.append(_Group(begin, start + taken, text, gain, exact, not exact))
        begin, gain, text, exact = start + taken, 0.0, "", True
        if total > best:
            best, kept = total, len(groups)
        elif total < best - _HOPELESS:
            gives_up = True
            break
    return _trimmed(_Reading(read_as, "utf-8", groups[:kept], best)), gives_up


def _paired(line: str, start: int, read_as: str, written_in: str) -> _Reading | None:
    """The same for what was written two bytes a character. Beside a gap no pair is certain."""
    if read_as == "latin-1" and (whole := _whole(line, start, written_in)):
        return whole
    groups: list[_Group] = []
    begin, text, exact, before = start, "", True, 0.0
    for step in way(line, start, read_as, written_in, _LONGEST, _HOPELESS):
        text += step.text
        exact &= step.whole
        if step.pending < 0:
            gain = step.score - before - sum(map(weight, line[begin : step.at + 1]))
            groups.append(_Group(begin, step.at + 1, text, gain, exact, not exact))
            begin, text, exact, before = step.at + 1, "", True, step.score
    reading = _trimmed(_Reading(read_as, written_in, groups, sum(group.gain for group in groups)))
    return reading and reading._replace(groups=_doubted(reading, line))


def _whole(line: str, start: int, written_in: str) -> _Reading | None:
    """The same where the single bytes are usual pairs to their end, which needs no search."""
    run = _RUN_OF_SINGLES.match(line, start)
    if run and run.end() < len(line) and not _CHINESE.match(line, run.end()):
        return None
    data = bytes(SINGLES.get(char) or ord(char) for char in run[0]) if run else b""
    try:
        text = data.decode(written_in)
    except UnicodeDecodeError:
        return None
    groups: list[_Group] = []
    at = start
    for char in text:
        end = at + (1 if char < "\x80" else 2)
        groups.append(_Group(at, end, char, weight(char) - sum(map(weight, line[at:end])), True, False))
        at = end
    usual = all(
        sum(map(weight, text[at : at + _WINDOW])) > _UNUSUAL_HERE * _WINDOW
        for at in range(max(1, len(text) - _WINDOW + 1))
    )
    if not groups or at != run.end() or not usual:  # type: ignore[union-attr]
        return None
    return _trimmed(_Reading("latin-1", written_in, groups, sum(group.gain for group in groups)))


def _doubted(reading: _Reading, line: str) -> list[_Group]:
    """The pairs with those marked that a gap may have put together wrongly.

    Where the reader tried UTF-8 first, what it dropped cannot be told, and each odd character may be a gap.
    """
    groups = reading.groups
    mixed = reading.read_as == "latin-1" and is_mixed(line[groups[0].start : groups[-1].end])
    strange = (mixed and bool(odd().search(group.text)) for group in groups)
    gaps = {
        at for at, (group, is_odd) in enumerate(zip(groups, strange, strict=True)) if is_odd or group.doubtful
    }
    near = gaps | {at + 1 for at in gaps} | {at - 1 for at in gaps}
    return [
        group._replace(exact=group.exact and not mixed and at not in near, doubtful=at in near)
        for at, group in enumerate(groups)
    ]


def _trimmed(reading: _Reading) -> _Reading | None:
    """The stretch without what it does not gain at its beginning; None where it would only be controls."""
    sums = [0.0, *accumulate(group.gain for group in reading.groups)]
    first = max((at for at, total in enumerate(sums) if total <= min(sums)), default=0)
    groups = reading.groups[first:]
    if all("\x80" <= group.text <= "\x9f" for group in groups):
        return None
    return reading._replace(groups=groups, gain=reading.gain - sums[first])


def _bytes_from(line: str, start: int, read_as: str, longest: int) -> tuple[bytes, list[int]]:
    """The bytes behind a line as far as it can be a reading of any, and where each character's bytes end."""
    parts: list[bytes] = []
    ends: list[int] = []
    length = 0
    for char in line[start : start + longest]:
        behind = _behind(char, read_as)
        if not behind:
            break
        parts.append(behind)
        length += len(behind)
        ends.append(length)
    return b"".join(parts), ends


@cache
def _behind(char: str, read_as: str) -> bytes:
    """The bytes that a reader showed as this character; none where it never shows it.

    Who reads as Latin-1 may read as UTF-8 whatever happens to be valid UTF-8; who reads as GBK shows the lone
    byte 80 as a euro sign, as Windows does.
    """
    if char == "\ufffd":
        return _BROKEN
    if read_as == "latin-1" and char in SINGLES:
        return bytes([SINGLES[char]])
    if read_as == "gb18030" and char == "€":
        return b"\x80"
    try:
        return char.encode("utf-8" if read_as == "latin-1" else read_as)
    except UnicodeEncodeError:
        return b""


@cache
def _character(token: bytes) -> tuple[str, bool]:
    """The text of a token, and whether it is whole."""
    try:
        return token.decode(), True
    except UnicodeDecodeError:
        return "\ufffd", False
