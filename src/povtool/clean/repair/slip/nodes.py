"""The nodes of the lattice: texts that end alike, with the sum of their chances, and what is kept of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappush, heapreplace
from operator import attrgetter, itemgetter
from typing import NamedTuple

from povtool.clean.repair.slip import quotes
from povtool.clean.repair.slip.alphabet import Pending, unseen_after
from povtool.clean.repair.slip.choices import Likely
from povtool.clean.repair.slip.model import ORDER

BEAM = 30
WITHIN = 7.0
"""How many hypotheses are kept at each depth, and how many nats behind the best."""

BESIDE = 3.0
BESIDE_NEW = 1.0
"""Nats behind the last node of a full beam within which a character is still joined to a node, and within
which it makes a new one: what is less likely would hardly change the sums of those that are kept."""

ALL = 10_000
"""A beam that holds whatever is within ``WITHIN``."""


class Slot(NamedTuple):
    """Where in the damaged text a character of the sound one stands."""

    at: int
    """The offset of what is shown for it, or before which it vanished."""
    unseen: int
    """0 for a shown character; 1, 2 … for those that vanished before it."""


@dataclass(slots=True, eq=False)
class Node:
    """All the texts up to one place that end alike."""

    history: str
    pending: Pending
    quote: quotes.State
    total: float
    """Logarithm of the sum over the texts."""
    best: float
    """Logarithm of the likeliest."""
    arcs: list[Arc]
    """The characters that lead here."""
    ahead: float = -math.inf
    """Logarithm of the sum over what may follow."""


Arc = tuple[Node, str, Slot, float]
"""One more character: the node of what stands before it, the character, where, and its log-probability."""


class Level(dict[tuple[str, Pending, quotes.State], Node]):
    """The nodes at one depth, of which a beam is kept."""

    def __init__(self, beam: int) -> None:
        self.beam = beam
        self.top = -math.inf
        self.least = -math.inf
        """What is less likely cannot matter for those that are kept."""
        self._least_new = -math.inf
        """What is less likely cannot begin one of them."""
        self._required = -math.inf
        self._first: list[float] = []
        """The likeliest nodes as they were made, a heap as large as the beam."""

    def reach(
        self, origin: Node, slot: Slot, likely: Sequence[Likely], pending: int | None, earned: float = 0.0
    ) -> None:
        """Join characters to the nodes they lead to, but for those that are hopeless beside the others.

        Without ``pending``, they have vanished, and what is pending hangs on each.
        """
        before, likeliest = origin.total + earned, origin.best + earned
        tail, quote = origin.history[2 - ORDER :], origin.quote
        if len(likely) > 1 and len(self._first) < self.beam:
            likely = sorted(likely, key=_weight, reverse=True)
        for char, weight, plain in likely:
            behind: Pending | None = pending
            if behind is None:
                behind, more = unseen_after(char)
                weight += more
            state = quote
            if plain in _QUOTES:
                state, cost = quotes.after(quote, char, origin.history[-1:])
                weight += cost
            total = before + weight
            if total < self.least:
                continue
            end = (tail + plain, behind, state)
            node = self.get(end)
            if node is not None:
                node.arcs.append((origin, char, slot, weight + earned))
                node.total = log_add(node.total, total)
                if likeliest + weight > node.best:
                    node.best = likeliest + weight
                if total > self.top:
                    self.top = total
            elif total >= self._least_new:
                arcs = [(origin, char, slot, weight + earned)]
                self[end] = Node(end[0], behind, state, total, likeliest + weight, arcs)
                self._made(total)

    def require(self, least: float) -> None:
        """Keep nothing that is less likely than this, either."""
        self._required = least
        self.least = max(self.least, least)
        self._least_new = max(self._least_new, least)

    def _made(self, total: float) -> None:
        if total > self.top:
            self.top = total
        first = self._first
        if len(first) < self.beam:
            heappush(first, total)
        elif total > first[0]:
            heapreplace(first, total)
        else:
            return
        self.least = self._least_new = max(self.top - WITHIN, self._required)
        if len(first) == self.beam:
            self.least = max(self.least, first[0] - BESIDE)
            self._least_new = max(self.least, first[0] - BESIDE_NEW)

    def kept(self) -> list[Node]:
        """The nodes within the beam, likeliest first."""
        least = max(self.top - WITHIN, self._required)
        near = [node for node in self.values() if node.total >= least]
        return sorted(near, key=_total, reverse=True)[: self.beam]


_total = attrgetter("total")
_weight = itemgetter(1)
_QUOTES = frozenset(quotes.MARKS)


def log_add(a: float, b: float) -> float:
    """log(exp(a) + exp(b)).

    >>> log_add(float("-inf"), 0.0)
    0.0
    """
    if a < b:
        a, b = b, a
    return a + math.log1p(math.exp(b - a)) if b > -math.inf else a
