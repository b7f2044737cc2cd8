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
_MOST_REMEMBERED = 20_000
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


class Own(NamedTuple):
    """What the page's text tells after the last characters of a history."""

    history: str
    total: int
    """How often it stands on the page."""
    kinds: int
    """How many different characters follow it."""


class View(NamedTuple):
    """What is known after one history."""

    seen: list[tuple[dict[str, float], float]]
    """The model's n-grams that go on from its ends of two and more characters, longest first, with the
    backoff that reaching each costs."""
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
        self._counts: Counter[str] = Counter()
        for stretch in undamaged:
            text = "".join(map(key, stretch))
            for order in range(1, ORDER + 1):
                self._counts.update([text[at : at + order] for at in range(len(text) - order + 1)])
        self._kinds = Counter([gram[:-1] for gram in self._counts if len(gram) > 1])
        length = max(1, sum(map(len, undamaged)))
        self.own = {char: count / length for char, count in self._counts.items() if len(char) == 1}
        """The page's characters and their shares of it."""
        alone = self._model.alone
        self._alone = {char: self.others * math.exp(alone.get(char, UNKNOWN)) for char in self.own}
        self._views: dict[str, View] = {}

    def log_probability(self, history: str, char: str) -> float:
        """As :meth:`Model.log_probability`, with the page's share mixed in."""
        view = self.view(history)
        for seen, backoff in view.seen:
            general = seen.get(char)
            if general is not None:
                general += backoff
                break
        else:
            general = view.backoff + self.after_last(history[-1:], char)
        if char not in self.own:
            return general + self.unseen
        own = self.own_after(view.own, char, self.own[char])
        return math.log(self.others * math.exp(general) + self.share * own)

    def after_last(self, last: str, char: str) -> float:
        """The model's log-probability after one character."""
        seen, backoff = self._model.after(last)
        general = seen.get(char)
        return backoff + self._model.alone.get(char, UNKNOWN) if general is None else general

    def own_after(self, ends: list[Own], char: str, share: float) -> float:
        """The page's own probability of a character (Witten-Bell), from its share after the ends before."""
        counts = self._counts
        for history, total, kinds in ends:
            share = (counts.get(history + char, 0) + kinds * share) / (total + kinds)
        return share

    def of_own(self, last: str, chars: list[str]) -> dict[str, float]:
        """The probabilities of characters that the page has, after one character; no logarithms."""
        seen, backoff = self._model.after(last)
        known, exp, others = seen.get, math.exp, self.others
        rest = exp(backoff)
        own, alone, counts = self.own, self._alone, self._counts
        total, kinds = counts.get(last, 0), self._kinds.get(last, 0)
        once = self.share / (total + kinds) if total else 0.0
        spread = once * kinds if total else self.share
        return {
            char: (alone[char] * rest if (general := known(char)) is None else others * exp(general))
            + spread * own[char]
            + once * counts.get(last + char, 0)
            for char in chars
        }

    def view(self, history: str) -> View:
        """What is known after a history of up to three characters."""
        known = self._views.get(history)
        if known is None:
            known = self._views[history] = self._view(history)
        return known

    def _view(self, history: str) -> View:
        seen_after = []
        weight = 0.0
        for at in range(len(history) - 1):
            seen, backoff = self._model.after(history[at:])
            if seen:
                seen_after.append((seen, weight))
            weight += backoff
        own = []
        for at in range(len(history) - 1, -1, -1):
            end = history[at:]
            total = self._counts.get(end, 0)
            if not total:
                break
            own.append(Own(end, total, self._kinds[end]))
        return View(seen_after, weight, own)
