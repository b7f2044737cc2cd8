"""How likely a text is: character 4-grams of official Chinese, with the page's own text as a second voice.

``data/slip_model.bin`` is a tree of n-grams, zlib-compressed: a byte with the number of its parts,
their sizes (uint32), and the parts, little-endian: the vocabulary (UTF-8), then for each order the last
character of each n-gram (uint16, its place in the vocabulary) and its log-probability (uint8, in tenths
of a nat below zero); for all orders but the last also the number of longer n-grams that begin with it
(uint16) and its log-backoff (uint8). N-grams are sorted, so those that begin alike stand together.
"""

from __future__ import annotations

import math
import sys
import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import NamedTuple

ORDER = 4
OTHER = "□"
"""What the model calls anything but Han characters and common punctuation."""

UNKNOWN = -17.0
"""Log-probability of a Han character that the model has never seen."""

_STEP = 0.1
SENTENCE_END = "。"
_PUNCTUATION = {",": "，", ";": "；", ":": "：", "\n": SENTENCE_END}


class _Level(NamedTuple):
    last: array[int]
    costs: bytes
    starts: array[int]
    """Where the longer n-grams that begin with each one start; one more than there are n-grams."""
    backoffs: bytes


_COSTS = tuple(-_STEP * cost for cost in range(256))
_MOST_REMEMBERED = 50_000
"""Histories whose followers are kept in memory; more are read again."""


class Model:
    """The n-grams of official Chinese (Simplified; see :func:`key`)."""

    def __init__(self, packed: bytes) -> None:
        data = zlib.decompress(packed)
        sizes = _numbers("I", data[1 : 1 + 4 * data[0]])
        ends = list(accumulate(sizes, initial=1 + 4 * data[0]))
        parts = [data[start:end] for start, end in pairwise(ends)]
        self.vocabulary = parts[0].decode("utf-8")
        self.number = {char: at for at, char in enumerate(self.vocabulary)}
        self._levels = []
        for at in range(1, len(parts), 4):
            last, costs, children, backoffs = [*parts[at : at + 4], b"", b""][:4]
            starts = array("I", accumulate(_numbers("H", children), initial=0))
            self._levels.append(_Level(_numbers("H", last), costs, starts, backoffs))
        self.alone = dict(zip(self.vocabulary, map(_COSTS.__getitem__, self._levels[0].costs), strict=True))
        self._after: dict[str, tuple[dict[str, float], float]] = {}

    def after(self, history: str) -> tuple[dict[str, float], float]:
        """The characters seen after a history (one to three), with log-probabilities, and its log-backoff.

        The characters are in the order of the vocabulary.
        """
        known = self._after.get(history)
        if known is None:
            if len(self._after) >= _MOST_REMEMBERED:
                self._after.clear()
            known = self._after[history] = self._read(history)
        return known

    def _read(self, history: str) -> tuple[dict[str, float], float]:
        if not history:
            return self.alone, 0.0
        low, high = 0, len(self.vocabulary)
        at = 0
        for depth, char in enumerate(history):
            level = self._levels[depth]
            number = self.number.get(char, -1)
            at = bisect_left(level.last, number, low, high)
            if at == high or level.last[at] != number:
                return {}, 0.0
            low, high = level.starts[at], level.starts[at + 1]
        below = self._levels[len(history)]
        chars = map(self.vocabulary.__getitem__, below.last[low:high])
        costs = map(_COSTS.__getitem__, below.costs[low:high])
        return dict(zip(chars, costs, strict=True)), _COSTS[self._levels[len(history) - 1].backoffs[at]]

    def log_probability(self, history: str, char: str) -> float:
        """Natural logarithm of P(char | history); both as :func:`key` gives them."""
        weight = 0.0
        for at in range(max(0, len(history) - ORDER + 1), len(history)):
            seen, backoff = self.after(history[at:])
            known = seen.get(char)
            if known is not None:
                return weight + known
            weight += backoff
        return weight + self.alone.get(char, UNKNOWN)


def _numbers(kind: str, data: bytes) -> array[int]:
    numbers = array(kind)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


@cache
def model() -> Model:
    """The model that povtool ships, loaded when first asked for."""
    return Model(files("povtool.data").joinpath("slip_model.bin").read_bytes())


@cache
def key(char: str) -> str:
    """A character as the model knows it: Simplified, wide punctuation, □ for all that is not Chinese.

    >>> "".join(map(key, "貧,2020年"))
    '贫，□□□□年'
    """
    from povtool.convert.script import simplify

    char = _PUNCTUATION.get(char, simplify(char))
    return char if char in "，。、；：“”" or "\u3400" <= char <= "\u9fff" or char > "\uffff" else OTHER


class PageModel:
    """The shipped model mixed with the n-grams of one page's undamaged text."""

    def __init__(self, undamaged: list[str], share: float) -> None:
        self._model = model()
        self._share = share
        self._counts: Counter[str] = Counter()
        for stretch in undamaged:
            text = "".join(map(key, stretch))
            for order in range(1, ORDER + 2):
                self._counts.update(text[at : at + order] for at in range(len(text) - order + 1))
        self._kinds = Counter(gram[:-1] for gram in self._counts if len(gram) > 1)
        self.own = frozenset(char for char in self._counts if len(char) == 1)
        self._length = max(1, sum(map(len, undamaged)))
        self._others = math.log1p(-share)
        self._known: dict[str, dict[str, float]] = {}
        self._chains: dict[str, tuple[list[tuple[dict[str, float], float]], float]] = {}

    def log_probability(self, history: str, char: str) -> float:
        """As :meth:`Model.log_probability`, with the page's share mixed in."""
        known = self._known.get(history)
        if known is None:
            known = self._known[history] = {}
        value = known.get(char)
        if value is None:
            value = known[char] = self._mixed(history, char)
        return value

    def _mixed(self, history: str, char: str) -> float:
        views, rest = self._chain(history)
        for seen, weight in views:
            general = seen.get(char)
            if general is not None:
                general += weight
                break
        else:
            general = rest + self._model.alone.get(char, UNKNOWN)
        counts = self._counts
        if char not in counts:
            return general + self._others
        own = counts[char] / self._length
        for at in range(len(history) - 1, -1, -1):
            total = counts.get(history[at:], 0)
            if not total:
                break
            kinds = self._kinds[history[at:]]
            own = (counts.get(history[at:] + char, 0) + kinds * own) / (total + kinds)
        return math.log((1 - self._share) * math.exp(general) + self._share * own)

    def _chain(self, history: str) -> tuple[list[tuple[dict[str, float], float]], float]:
        """What the model knows after the history and its ends, longest first, with the weight of each."""
        known = self._chains.get(history)
        if known is None:
            views = []
            weight = 0.0
            for at in range(len(history)):
                seen, backoff = self._model.after(history[at:])
                if seen:
                    views.append((seen, weight))
                weight += backoff
            known = self._chains[history] = views, weight
        return known
