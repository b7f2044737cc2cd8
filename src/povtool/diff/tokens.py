"""A text as tokens that can be compared across scripts: words, whole figures, whole names.

A comparison that cuts inside ``3.82亿元`` shows ``3.[-2-]{+8+}``, which is no figure anybody wrote. What is
one token is decided on the folded text without white space; what two are compared by is the reader's choice.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from povtool.convert.script import fold, simplify
from povtool.diff.wholes import DOTS, HAN, NUMERALS, wholes

SCRIPT, WIDTH, SPACE, PUNCT = "script", "width", "space", "punct"
IGNORABLE = (SCRIPT, WIDTH, SPACE, PUNCT)
"""What a comparison can be told to take for no difference."""
USUAL = frozenset((SCRIPT, WIDTH, SPACE))
"""What it takes for none unless told: copies of one text differ in these by their way, not by their words."""

_BLANKS = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_REGIONAL = str.maketrans("著衞瞭敍簷粧糭枱痺衹祇「」『』", "着卫了叙檐妆粽台痹只只“”‘’")
"""Characters of regional standards that folding leaves alone: a copy in the style of 香港 is a copy."""
_HALF_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_KEEPS_APART = frozenset(".,:/+-'" + NUMERALS)
"""A blank between one of these and a number must stay: ``2.`` and ``3亿`` on two lines are not ``2.3亿``."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text: ``keys`` are compared, ``span`` says where they stand in the original."""

    keys: list[str]
    starts: array[int]
    """Of each token, in code points of the original text; likewise ``ends``, exclusive."""
    ends: array[int]
    apart: frozenset[int]
    """Tokens whose key must not be read together with the one in front: a blank stood there."""
    line_ends: frozenset[int]
    """Tokens right after which a line of the original ended."""

    def __len__(self) -> int:
        return len(self.keys)

    def part(self, first: int, stop: int) -> Tokens:
        """The tokens ``first`` to ``stop`` (exclusive), with their places in the whole text."""
        return Tokens(
            self.keys[first:stop],
            self.starts[first:stop],
            self.ends[first:stop],
            frozenset(at - first for at in self.apart if first <= at < stop),
            frozenset(at - first for at in self.line_ends if first <= at < stop),
        )

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Where the tokens ``first`` to ``stop`` (exclusive) stand in the original text, in code points.

        An empty range stands right after the token in front of it, and at 0 where there is none.
        """
        if first == stop:
            place = self.ends[first - 1] if first else 0
            return place, place
        return self.starts[first], self.ends[stop - 1]

    def ends_line(self, at: int) -> bool:
        """Whether a line of the original ended right after this token."""
        return at in self.line_ends

    def pieces(self, first: int, stop: int) -> list[str]:
        """The keys of the tokens ``first`` to ``stop`` (exclusive); joined, they read as the text does."""
        keys = self.keys[first:stop]
        for at in range(first + 1, stop):
            if at in self.apart:
                keys[at - first] = " " + keys[at - first]
        return keys


def tokenize(text: str, ignore: frozenset[str] = USUAL) -> Tokens:
    """Cut a text into tokens; what is to be ignored does not show in their keys.

    The cuts do not depend on ``ignore``: by default both scripts, full and half width, and any white space
    give the same keys. Without ``space`` in it, white space between tokens is a token; with ``punct``,
    punctuation is none.

    >>> tokenize("雪克来提·扎克尔：投入资金 1,100.9 億元，占１５％").keys
    ['雪克来提·扎克尔', ':', '投入', '资金', '1,100.9亿元', ',', '占', '15%']
    >>> tokenize("“五個一批”和六大战略", frozenset({"width", "space", "punct"})).keys
    ['五個一批', '和', '六大战略']
    """
    compact = _Compact.of(text)
    read = as_compared(text, ignore)
    starts, ends = array("q"), array("q")
    keys: list[str] = []
    apart: set[int] = set()
    once: dict[str, str] = {}

    def add(start: int, end: int, key: str) -> None:
        starts.append(start)
        ends.append(end)
        keys.append(once.setdefault(key, key))

    position = 0
    for first, stop in _spans(compact.text):
        start, end = compact.offsets[first], compact.offsets[stop - 1] + 1
        if SPACE not in ignore and position < start:
            add(position, start, read[position:start])
        position = end
        key = read[start:end]
        if SPACE in ignore and end - start > stop - first:
            key = _BLANKS.sub("", key)
        elif SPACE in ignore:
            key = key.replace(" ", "")
        if PUNCT in ignore and is_punctuation(key):
            continue
        if first and compact.text[first - 1].isspace():
            apart.add(len(keys))
        add(start, end, key)
    if SPACE not in ignore and position < len(text):
        add(position, len(text), read[position:])
    return Tokens(keys, starts, ends, frozenset(apart), _line_ends(text, starts))


def is_figure(key: str) -> bool:
    """Whether a token is a number written in Arabic digits.

    >>> is_figure("62.8万"), is_figure("贫困")
    (True, False)
    """
    return any("0" <= character <= "9" for character in key)


def is_punctuation(key: str) -> bool:
    """Whether a token has neither letter nor digit.

    >>> is_punctuation("、"), is_punctuation("15%")
    (True, False)
    """
    return not any(map(str.isalnum, key))


def cuts(pieces: list[str]) -> list[int]:
    """Where each of the pieces ends in all of them joined."""
    return list(accumulate(map(len, pieces)))


def as_compared(text: str, ignore: frozenset[str]) -> str:
    """The text as it is compared, of the same length."""
    if SCRIPT in ignore:
        text = fold(text) if WIDTH in ignore else simplify(text)
        return text.translate(_REGIONAL) if _regional().search(text) else text
    return text.translate(_HALF_WIDTH) if WIDTH in ignore else text


def _line_ends(text: str, starts: array[int]) -> frozenset[int]:
    return frozenset(bisect_left(starts, match.start()) - 1 for match in re.finditer("\n", text))


@cache
def _regional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, _REGIONAL))}]")


@dataclass(frozen=True, slots=True)
class _Compact:
    """A folded text without white space, but for a blank where two tokens must stay two."""

    text: str
    offsets: array[int]
    """Of each of its characters, in the original."""

    @classmethod
    def of(cls, text: str) -> _Compact:
        folded = as_compared(text, USUAL)
        pieces: list[str] = []
        offsets = array("q")
        position = 0
        for blanks in _BLANKS.finditer(folded):
            start, end = blanks.span()
            pieces.append(folded[position:start])
            offsets.extend(range(position, start))
            if start and end < len(folded) and _kept_apart(folded[start - 1], folded[end]):
                # Within a line it may be a separator of thousands, between two lines it cannot.
                pieces.append("\n" if "\n" in blanks[0] else " ")
                offsets.append(start)
            position = end
        pieces.append(folded[position:])
        offsets.extend(range(position, len(folded)))
        return cls("".join(pieces), offsets)


def _kept_apart(left: str, right: str) -> bool:
    def latin(character: str) -> bool:
        return character.isascii() and character.isalnum()

    if latin(right):
        return latin(left) or left in _KEEPS_APART
    return right in NUMERALS and left in NUMERALS


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(rf"(?P<han>[{HAN}]+(?:[{DOTS}][{HAN}]+)*)|[^\W\d_{HAN}]+|\S")


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile("[二三四五六七八九十两][个大项]")


def _spans(compact: str) -> Iterator[tuple[int, int]]:
    position = 0
    for start, end in wholes(compact):
        yield from _plain_spans(compact, position, start)
        yield start, end
        position = end
    yield from _plain_spans(compact, position, len(compact))


def _plain_spans(compact: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    for piece in _rest().finditer(compact, start, stop):
        if piece["han"] is None:
            yield piece.span()
            continue
        position = piece.start()
        for word in _words(piece["han"]):
            yield position, position + len(word)
            position += len(word)


def _words(run: str) -> Iterator[str]:
    """The words of a run of Han characters; ``A·B`` and a counted formula (六大 + 战略) are one word."""
    import rjieba

    held = ""
    for word in rjieba.cut(run):
        joins = held and (held[-1] in DOTS or word in DOTS or _numbered().fullmatch(held))
        if held and not joins:
            yield held
            held = ""
        held += word
    if held:
        yield held
