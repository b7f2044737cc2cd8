"""open-gram, the language model of sunpinyin (Debian package sunpinyin-data), as expected counts of words.

``lm_sc.t3g`` is a back-off model of three words: a header (order, whether logarithms are stored, the
number of nodes of each level), a table of 65,536 probabilities, one of 16,384 back-off weights, then the
nodes of the levels, 12 bytes each (word 18 bits, back-off 14; probability 16, first child 16 low bits;
25 bits of no concern, first child 7 high bits), the last level 8 bytes (word 18, probability 14 low bits;
25 of no concern, 2 high bits). ``pydict_sc.bin`` ends with the words in the order of their numbers,
zero-terminated UTF-32.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_PROBABILITIES = 1 << 16
_BACKOFFS = 1 << 14


class _Level(NamedTuple):
    words: list[int]
    probabilities: list[float]
    children: list[int]


def words(dictionary: Path) -> list[str]:
    """The words by their numbers."""
    data = dictionary.read_bytes()
    (start,) = struct.unpack_from("<I", data, 8)
    return data[start:].decode("utf-32-le", "replace").split("\0")


def counts(model: Path, dictionary: Path, total: float) -> Iterator[tuple[tuple[str, ...], float]]:
    """Sequences of one to three words, with the number of times they are expected in ``total`` words.

    A word without letters (a number, the edge of a sentence) is an empty string.
    """
    names = words(dictionary)
    one, two, three = _levels(model.read_bytes())
    for at, (word, share) in enumerate(zip(one.words, one.probabilities, strict=True)):
        first = total * share
        yield (names[word],), first
        for next_at in range(one.children[at], one.children[at + 1]):
            second = first * two.probabilities[next_at]
            pair = names[word], names[two.words[next_at]]
            yield pair, second
            for last_at in range(two.children[next_at], two.children[next_at + 1]):
                yield (*pair, names[three.words[last_at]]), second * three.probabilities[last_at]


def _levels(data: bytes) -> list[_Level]:
    order, _, *sizes = struct.unpack_from("<6I", data)
    at = 4 * (2 + order + 1)
    probabilities = array("f", data[at : at + 4 * _PROBABILITIES])
    at += 4 * (_PROBABILITIES + _BACKOFFS)
    levels = []
    for depth, size in enumerate(sizes):
        width = 2 if depth == order else 3
        cells = array("I", data[at : at + 4 * width * size])
        at += 4 * width * size
        if depth == 0:
            continue
        head, middle, last = cells[::width], cells[1::width], cells[width - 1 :: width]
        named = [number & 0x3FFFF for number in head[:-1]]
        if depth < order:
            shares = [probabilities[number & 0xFFFF] for number in middle[:-1]]
            below = [(low >> 16) + (high >> 25 << 16) for low, high in zip(middle, last, strict=True)]
            below[-1] = sizes[depth + 1] - 1
        else:
            numbers = zip(head[:-1], last[:-1], strict=True)
            shares = [probabilities[(low >> 18) + (high >> 25 << 14)] for low, high in numbers]
            below = []
        levels.append(_Level(named, shares, below))
    return levels
