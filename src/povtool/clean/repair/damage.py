"""Stretches that cannot be read as they stand, found and marked; nothing is repaired here.

The chief damage is the GBK slip: a careless byte-level replacement left pages in GBK one byte off, from a
``?`` followed by a punctuation mark or a torn reading (``?!段鞑刈灾螀^``, ``當?shù)厝罕?26人``) to the next
byte below 80. A genuine ``?!`` looks the same and is told apart by what follows: put back by one byte,
slipped text becomes far likelier Chinese than it is, and sound text far less so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from povtool.clean.frequency import IMPOSSIBLE, weight
from povtool.records import Damage, Repair

_EVIDENCE = 12.0
_EVIDENCE_WHEN_TORN = 6.0
"""Logarithm of the odds, slipped against sound, from which a stretch counts as slipped; less is enough behind
a torn reading, which is damage itself."""

_EVIDENCE_OF_END = 6.0
"""What it is worth that the stretch ends as slips do."""

_TAIL = 2
"""Characters before that end which need not look better restored: vanished pairs garble them."""

_LOST = re.compile("(?:[锟錕]斤拷)+[锟錕]?|烫{3,}|屯{3,}")
"""What text becomes when U+FFFD is read as GBK, and what uninitialised memory reads as."""

_LOST_SIGNS = ("斤拷", "烫烫烫", "屯屯屯")

_UNDECODABLE = re.compile("\ufffd+")

_TORN = "[a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,3}[)）]"
"""A toned reading whose opening bracket was eaten."""

_SLIP = re.compile(rf"\?(?:[!;?,！；？，。、]|(?P<torn>{_TORN}))")

_SLIPPED = re.compile(r"(?:[^\x00-\x7f]|[!,:;])*")
"""As far as slipped text can reach. A mark in it belongs to it: a sound one has its ``?`` before it."""

_STRAY = re.compile(rf"[@-~]|\?(?:{_TORN})?")
"""What ends it: the second byte of a Traditional character, or ``?`` where a byte was eaten."""

_BRIEF = re.compile(
    r"\?[!;?,！；？，。、](?:[@-~](?=[\u3400-\u9fff])|[^\x00-\x7f]{0,2}\?(?=[!;?,！；？，。、]))"
    r"|\?\?(?=[,;，；。、])"
)
"""A slip too short for its odds to be told."""

_UNFOLDED = str.maketrans("!,:;", "！，：；")

_NUMBER_BEFORE = re.compile("[0-9０-９][0-9０-９.,．，]*$")
_NUMBER_AFTER = re.compile("[0-9０-９](?:[.,．，]?[0-9０-９])*")
_LONGEST_NUMBER = 24


def find(text: str, repairs: Sequence[Repair] = (), known: Iterable[Damage] = ()) -> list[Damage]:
    """Stretches of ``text`` known to be corrupt, in order, not overlapping; ``known`` are among them.

    ``why`` is ``gbk-slip``, ``undecodable`` (U+FFFD) or ``lost`` (锟斤拷, 烫烫烫). Digits that touch a
    stretch belong to it: the number they stand for is unknown. ``repairs`` are those made so far (offsets in
    ``text``): a reading that ``pinyin`` took from behind a letter shows that the letter is half a character.

    >>> find("促進當?shù)厝罕?26人就近就業")
    [{'start': 3, 'end': 13, 'why': 'gbk-slip'}]
    >>> find("到底怎么做?!段先生说,要靠产业。")
    []
    """
    spans = [(span["start"], span["end"], span["why"]) for span in known]
    if "\ufffd" in text:
        spans += [(*match.span(), "undecodable") for match in _UNDECODABLE.finditer(text)]
    if any(sign in text for sign in _LOST_SIGNS):
        spans += [(*match.span(), "lost") for match in _LOST.finditer(text)]
    spans += [(start, end, "gbk-slip") for start, end in _slips(text, repairs)]
    return [
        {"start": start, "end": end, "why": why}
        for start, end, why in _merged(_with_digits(text, span) for span in sorted(spans))
    ]


def _slips(text: str, repairs: Sequence[Repair]) -> list[tuple[int, int]]:
    """Every slip; brief ones, which could be an odd but sound ``??、``, only on a page with sure signs."""
    readings = [repair["start"] for repair in repairs if repair["kind"] == "pinyin"]
    sure = [(at - 1, at) for at in readings if "@" <= text[max(0, at - 1) : at] <= "~"]
    brief: list[tuple[int, int]] = []
    for match in _SLIP.finditer(text):
        torn = match["torn"] is not None
        end = _end_of_slip(text, match.end(), _EVIDENCE_WHEN_TORN if torn else _EVIDENCE)
        if torn or end > match.end():
            sure.append((match.start(), end))
        elif whole := _BRIEF.match(text, match.start()):
            brief.append(whole.span())
    return sure + brief if sure or readings else []


def _end_of_slip(text: str, start: int, needed: float) -> int:
    """Where the slipped text that begins at ``start`` ends; ``start`` itself when it is not slipped."""
    match = _SLIPPED.match(text, start)
    assert match is not None
    stray = _STRAY.match(text, match.end())
    slipped = match[0].translate(_UNFOLDED)
    half = stray[0] if stray and not stray[0].startswith("?") else ""
    gains = list(accumulate(_gains(slipped, half)))
    best = max(gains, default=0.0)
    length = gains.index(best) + 2 if gains else 0
    ended = stray is not None and length + _TAIL >= len(slipped)
    if best <= 0 or best + _EVIDENCE_OF_END * ended < needed:
        return start
    return stray.end() if stray and ended else min(start + length, match.end())


def _gains(slipped: str, half: str) -> Iterator[float]:
    """For each character, how much likelier its second byte with the next one's first is than itself."""
    pairs = [char.encode("gbk", "replace") for char in slipped + half]
    for char, pair, following in zip(slipped, pairs, pairs[1:], strict=False):
        if len(pair) == 1:
            return
        restored = (pair[1:] + following[:1]).decode("gbk", "replace")
        yield (weight(restored) if len(restored) == 1 else IMPOSSIBLE) - weight(char)


def _with_digits(text: str, span: tuple[int, int, str]) -> tuple[int, int, str]:
    start, end, why = span
    before = _NUMBER_BEFORE.search(text, max(0, start - _LONGEST_NUMBER), start)
    after = _NUMBER_AFTER.match(text, end)
    return before.start() if before else start, after.end() if after else end, why


def _merged(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans in order, those that overlap or touch made one, which is called after the first."""
    merged: list[tuple[int, int, str]] = []
    for start, end, why in spans:
        if merged and start <= merged[-1][1]:
            first, last, reason = merged[-1]
            merged[-1] = (first, max(last, end), reason)
        else:
            merged.append((start, end, why))
    return merged
