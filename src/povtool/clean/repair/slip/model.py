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
from collections import Counter, defaultdict
from collections.abc import Set
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
"""Histories of which what is known is kept in memory; of more it is looked for again."""

_FEW = 200
"""Characters of which it is quicker to look for those that are in a span than to go through the span."""

Span = tuple[int, int, float, float]
"""Where the n-grams that go on from a history start and end in the next order, its log-backoff, and the
log-probability of the likeliest of them."""

NOWHERE: Span = (0, 0, 0.0, -math.inf)


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
        self._spans: dict[str, Span] = {}
        self._after: dict[str, tuple[dict[str, float], float]] = {"": (self.alone, 0.0)}

    def after(self, last: str) -> tuple[dict[str, float], float]:
        """The characters seen after one character, with log-probabilities, and its log-backoff.

        The characters are in the order of the vocabulary.
        """
        known = self._after.get(last)
        if known is None:
            low, high, backoff, _ = self.span(last)
            numbers, costs = self._levels[1].last[low:high], self._levels[1].costs[low:high]
            chars = map(self.vocabulary.__getitem__, numbers)
            known = self._after[last] = dict(zip(chars, map(_COSTS.__getitem__, costs), strict=True)), backoff
        return known

    def span(self, history: str) -> Span:
        """Where the n-grams stand that go on from a history of one to three characters."""
        known = self._spans.get(history)
        if known is None:
            if len(self._spans) >= _MOST_REMEMBERED:
                self._spans.clear()
            known = self._spans[history] = self._find(history)
        return known

    def _find(self, history: str) -> Span:
        number = self.number.get(history[-1])
        if number is None:
            return NOWHERE
        level = self._levels[len(history) - 1]
        at = number
        if len(history) > 1:
            low, high, _, _ = self.span(history[:-1])
            at = bisect_left(level.last, number, low, high)
            if at == high or level.last[at] != number:
                return NOWHERE
        low, high = level.starts[at], level.starts[at + 1]
        costs = self._levels[len(history)].costs[low:high]
        return low, high, _COSTS[level.backoffs[at]], _COSTS[min(costs)] if costs else -math.inf

    def seen(self, order: int, low: int, high: int, number: int) -> float | None:
        """The log-probability of a character after a history of ``order`` characters with this span."""
        last = self._levels[order].last
        at = bisect_left(last, number, low, high)
        return _COSTS[self._levels[order].costs[at]] if at < high and last[at] == number else None

    def among(self, order: int, low: int, high: int, numbers: Set[int]) -> list[tuple[int, float]]:
        """Those of some characters that were seen in this span, with their log-probabilities."""
        level = self._levels[order]
        last, costs = level.last, level.costs
        if high - low < _FEW or len(numbers) < _FEW:
            return [
                (n, _COSTS[costs[bisect_left(last, n, low, high)]]) for n in numbers & set(last[low:high])
            ]
        return [(n, _COSTS[costs[at]]) for at, n in enumerate(last[low:high], low) if n in numbers]

    def log_probability(self, history: str, char: str) -> float:
        """Natural logarithm of P(char | history); both as :func:`key` gives them."""
        number = self.number.get(char)
        if number is None:
            return sum(self.span(history[at:])[2] for at in range(len(history))[1 - ORDER :]) + UNKNOWN
        weight = 0.0
        for at in range(max(0, len(history) - ORDER + 1), len(history)):
            low, high, backoff, _ = self.span(history[at:])
            known = self.seen(len(history) - at, low, high, number)
            if known is not None:
                return weight + known
            weight += backoff
        return weight + self.alone[char]


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


Own = tuple[str, int, int]
"""The last characters of a history, how often they stand on the page, and how many characters follow them."""


class View(NamedTuple):
    """What is known after one history."""

    seen: list[tuple[int, int, int, float]]
    """The model's n-grams that go on from its ends of two and more characters, longest first: the length of
    each end, its span, and the backoff that reaching it costs."""
    most: float
    """The log-probability of the likeliest of them."""
    backoff: float
    """The backoff that reaching its last character costs."""
    own: list[Own]
    """Its ends as far as the page has them, shortest first."""


class PageModel:
    """The shipped model mixed with the n-grams of one page's undamaged text."""

    def __init__(self, undamaged: list[str], share: float) -> None:
        self._model = model()
        self.share = share
        self.others = 1 - share
        self.unseen = math.log1p(-share)
        """What the mixture takes from a character that the page does not have."""
        self.counts: Counter[str] = Counter()
        for stretch in undamaged:
            text = "".join(map(key, stretch))
            for order in range(1, ORDER + 1):
                self.counts.update([text[at : at + order] for at in range(len(text) - order + 1)])
        self._kinds = Counter([gram[:-1] for gram in self.counts if len(gram) > 1])
        self.following: dict[str, list[str]] = defaultdict(list)
        """The characters that follow each on the page."""
        for gram in self.counts:
            if len(gram) == 2:
                self.following[gram[0]].append(gram[1])
        length = max(1, sum(map(len, undamaged)))
        self.own = {char: count / length for char, count in self.counts.items() if len(char) == 1}
        """The page's characters and their shares of it."""
        alone = self._model.alone
        self.alone = {char: self.others * math.exp(alone.get(char, UNKNOWN)) for char in self.own}
        """The page's characters and their probabilities in the model alone, that share of the mixture."""
        self._views: dict[str, View] = {}
        self._known: dict[str, float] = {}

    def log_probability(self, history: str, char: str) -> float:
        """As :meth:`Model.log_probability`, with the page's share mixed in."""
        gram = history + char
        known = self._known.get(gram)
        if known is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            known = self._known[gram] = self._log_probability(history, char)
        return known

    def _log_probability(self, history: str, char: str) -> float:
        general = self._model.log_probability(history, char)
        share = self.own.get(char)
        if share is None:
            return general + self.unseen
        own = self.own_after(self._ends(history), char, share)
        return math.log(self.others * math.exp(general) + self.share * own)

    def own_after(self, ends: list[Own], char: str, share: float) -> float:
        """The page's own probability of a character (Witten-Bell), from its share after the ends before."""
        counts = self.counts
        for history, total, kinds in ends:
            share = (counts.get(history + char, 0) + kinds * share) / (total + kinds)
        return share

    def once(self, last: str) -> float:
        """What each time that a character follows another on the page adds to its probability there."""
        total = self.counts.get(last, 0)
        return 1 / (total + self._kinds[last]) if total else 0.0

    def spread(self, last: str) -> float:
        """How much a character's share of the page counts after another, whether it follows that or not."""
        total, kinds = self.counts.get(last, 0), self._kinds[last]
        return kinds / (total + kinds) if total else 1.0

    def view(self, history: str) -> View:
        """What is known after a history of up to three characters."""
        known = self._views.get(history)
        if known is None:
            if len(self._views) >= _MOST_REMEMBERED:
                self._views.clear()
            known = self._views[history] = self._view(history)
        return known

    def _view(self, history: str) -> View:
        seen_after = []
        weight, most = 0.0, -math.inf
        for at in range(len(history) - 1):
            low, high, backoff, best = self._model.span(history[at:])
            if low < high:
                seen_after.append((len(history) - at, low, high, weight))
                most = max(most, best + weight)
            weight += backoff
        return View(seen_after, most, weight, self._ends(history))

    def _ends(self, history: str) -> list[Own]:
        """The ends of a history as far as the page has them, shortest first."""
        ends = []
        for at in range(len(history) - 1, -1, -1):
            end = history[at:]
            total = self.counts.get(end)
            if not total:
                break
            ends.append((end, total, self._kinds[end]))
        return ends
