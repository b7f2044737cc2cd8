"""Every sound text that a damaged run could have come from, as a lattice.

A run begins in step with a ``?`` that hides the first byte of a character. From there each pair of
bytes shown completes one character and begins the next; a pair that vanished does so unseen. The run
ends where a byte below 80 puts the reading back in step. Texts that end alike (in three characters, the
pending byte and the open quotation) are one node, so that a beam holds many of them and their shares
can be summed exactly.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from povtool.clean.repair.slip import quotes
from povtool.clean.repair.slip.alphabet import HIDDEN, Pending, characters, folds, trails
from povtool.clean.repair.slip.forward import MARKS
from povtool.clean.repair.slip.model import ORDER, key
from povtool.clean.repair.slip.page import Likely, Page, Step
from povtool.clean.repair.slip.readings import TORN, UNSEEN, WHOLE, cost, end_of_reading, spoken

LOST = "\ufffd"
"""What stands for a character that is gone for good."""

MOST_VANISHED = 4
"""Vanished pairs in a row that are tried."""

BEAM = 30
WITHIN = 10.0
"""How many hypotheses are kept at each depth, and how many nats behind the best."""

LONGEST = 120
HOPELESS_AFTER = 5
"""Characters of damaged text in which a run must end, and in which it must begin to read better restored."""

_TAG = re.compile(r"/[a-z]{1,10}\d?>")
OF_TAG = 6.0
"""Nats for ``?/span>``: what was eaten is the bracket that opens the tag."""


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
    """The nodes at one depth."""

    top = -math.inf

    def reach(self, origin: Node, slot: Slot, steps: Iterable[Step]) -> None:
        """Join characters to the nodes they lead to, but for those that are hopeless beside the others."""
        before, likeliest, quote = origin.total, origin.best, origin.quote
        tail = origin.history[2 - ORDER :]
        top = self.top
        least = top - WITHIN
        for char, weight, plain, pending in steps:
            total = before + weight
            if total < least:
                continue
            if plain in quotes.MARKS:
                quote, cost = quotes.after(origin.quote, char, origin.history[-1:])
                weight += cost
                total += cost
                if total < least:
                    continue
            else:
                quote = origin.quote
            if total > top:
                top = total
                least = top - WITHIN
            end = (tail + plain, pending, quote)
            node = self.get(end)
            if node is None:
                self[end] = Node(
                    tail + plain, pending, quote, total, likeliest + weight, [(origin, char, slot, weight)]
                )
            else:
                node.arcs.append((origin, char, slot, weight))
                node.total = log_add(node.total, total)
                if likeliest + weight > node.best:
                    node.best = likeliest + weight
        self.top = top

    def kept(self, unseen: int) -> list[Node]:
        """The nodes within the beam, which is narrower the more pairs have vanished in a row."""
        least = self.top - WITHIN
        near = [node for node in self.values() if node.total >= least]
        beam = BEAM >> unseen
        return sorted(near, key=_total, reverse=True)[:beam] if len(near) > beam else near


_total = attrgetter("total")


class Lattice:
    """The lattice of the run that starts at an offset of a page; without endings if there is no such run."""

    def __init__(self, page: Page, start: int, dropped: bool = False) -> None:
        self.page = page
        self.start = start
        self.dropped = dropped
        """Whether orphans show nothing and eat nothing, rather than ``?``."""
        self.mark = start if dropped else start + 1
        """Where the mark that was looked for stands, unless it was a reading."""
        self.history = page.history(start)
        self.nodes: list[Node] = []
        """In the order in which texts pass them."""
        self.endings: dict[tuple[int, str], Level] = {}
        """Where the sound text goes on, and what stands before that: an eaten character, or half a pair."""
        self._depths: dict[int, list[Level]] = {}
        self._shown: dict[int, list[tuple[int, bytes]]] = {}
        self._explore()

    def _explore(self) -> None:
        self._begin()
        while self._depths:
            at = min(self._depths)
            depths = self._depths.pop(at)
            if at > self.start + LONGEST or self._hopeless(depths[0], at):
                return
            for unseen, level in enumerate(depths):
                nodes = level.kept(unseen)
                self.nodes += nodes
                for node in nodes:
                    self._show(node, at)
                    if unseen < MOST_VANISHED and not self._first(at):
                        self._vanish(node, Slot(at, unseen + 1), depths[unseen + 1])

    def _begin(self) -> None:
        at = self.mark
        starts: dict[Pending, float] = {HIDDEN: 0.0}
        if torn := TORN.match(self.page.text, at):
            at = torn.end()
            starts = self._begun_by(torn[1]) or starts
        quote = quotes.before(self.page.text, self.start)
        level = self._level(at)
        level.top = 0.0
        for pending, weight in starts.items():
            level[self.history, pending, quote] = Node(self.history, pending, quote, weight, weight, [])

    def _begun_by(self, reading: str) -> dict[Pending, float]:
        """What is pending behind a torn reading: half of a character that this or another page has it for."""
        own = {char for char, given in self.page.readings.items() if given == reading}
        known = trails(own)
        others = trails(spoken(reading) - self.page.readings.keys()) - known
        return {trail: weight for trail, weight in ((known, 0.0), (others, UNSEEN)) if trail}

    def _level(self, at: int) -> Level:
        """The nodes before what is shown at an offset, nothing having vanished before it yet."""
        if at not in self._depths:
            self._depths[at] = [Level() for _ in range(MOST_VANISHED + 1)]
        return self._depths[at][0]

    def _first(self, at: int) -> bool:
        """Whether this is where the mark that was looked for stands."""
        return at == self.mark

    def _hopeless(self, level: Level, at: int) -> bool:
        """Whether the text up to here reads better as it stands."""
        return at > self.start + HOPELESS_AFTER and level.top < self.page.weight(
            self.history, "", self.start, at
        )

    def _vanish(self, node: Node, slot: Slot, level: Level) -> None:
        """A pair that is not shown: its first byte ends a character, its second begins the next."""
        level.reach(node, slot, self.page.vanishing(node.history, node.pending))

    def _show(self, node: Node, at: int) -> None:
        """What is shown at an offset: a pair, or a byte that ends the run."""
        for end, pair in self._pairs(at):
            completed = self._completed(node, pair[0])
            if not self._first(at):
                completed = self._held(completed)
            if pair[1] > 0x80:
                behind = end if self.dropped else end_of_reading(self.page.text, end)
                if completed:
                    steps = [(*likely, pair[1]) for likely in completed]
                    self._level(behind).reach(node, Slot(at, 0), steps)
            elif pair[1] < 0x80:
                self._end(node, at, completed, end, chr(pair[1]))
        shown = self.page.text[at : at + 1]
        if self.dropped:
            self._drop(node, at)
        elif shown == "?":
            self._hide(node, at)
        if not self._first(at) and ("@" <= shown <= "~" or shown == "€"):
            self._halve(node, at, 0x80 if shown == "€" else ord(shown))

    def _held(self, likely: list[Likely], reading: str | None = None) -> list[Likely]:
        """Those that can stand inside a run, or behind which this reading may stand, with what that costs."""
        if reading is None:
            barred = self.page.barred
            return [each for each in likely if each[0] not in barred]
        costs = ((each, cost(self.page.readings, each[0], reading)) for each in likely)
        return [(char, weight + more, plain) for (char, weight, plain), more in costs if more is not None]

    def _halve(self, node: Node, at: int, trail: int) -> None:
        """A lone byte ends a character and the run; a reading behind it must be the character's own."""
        whole = WHOLE.match(self.page.text, at + 1)
        likely = [each for each in self._completed(node, trail) if each[0] not in self.page.marks]
        self._end(node, at, self._held(likely, whole[1] if whole else None), at + 1, "")

    def _hide(self, node: Node, at: int) -> None:
        """A ``?`` hides the byte that ends a character, and ate what came after it: marker, bracket or text.

        Where one follows the first ``?``, two marks overlapped, as only ``！`` does, with ``。`` or ``、``.
        """
        page = self.page
        following = page.mark_at(at + 1)
        if self._first(at) and following not in ("。", "、"):
            return
        options = page.alphabet.of(node.pending, MARKS["！"][0] if self._first(at) else None)
        likely = page.likely(node.history, options)
        if torn := TORN.match(page.text, at + 1):
            self._end(node, at, self._held(likely, torn[1]), torn.end(), "")
        elif following and following in MARKS:
            self._end(node, at, self._held(likely), at + 1, "")
        elif _TAG.match(page.text, at + 1):
            self._end(node, at, self._held(likely), at + 1, "<", OF_TAG)
        else:
            self._end(node, at, self._held(likely), at + 1, LOST)

    def _drop(self, node: Node, at: int) -> None:
        """Before any byte below 40 the byte that ends a character may be missing, if orphans are dropped."""
        following = self.page.text[at : at + 1]
        whole = WHOLE.match(self.page.text, at)
        if self._first(at) or not (following < "@" or self.page.mark_at(at) in MARKS):
            return
        likely = self.page.likely(node.history, self.page.alphabet.of(node.pending, None))
        self._end(node, at, self._held(likely, whole[1] if whole else None), at, "")

    def _pairs(self, at: int) -> list[tuple[int, bytes]]:
        """The pairs that may be shown at an offset, each with where it ends."""
        known = self._shown.get(at)
        if known is None:
            known = self._shown[at] = list(self._read(at))
        return known

    def _read(self, at: int) -> Iterator[tuple[int, bytes]]:
        if self._first(at):
            if mark := MARKS.get(self.page.mark_at(at)):
                yield at + 1, mark
            return
        pair = self.page.text[at : at + 1].encode("gbk", "ignore")
        if len(pair) == 2:
            yield at + 1, pair
        if self.page.folded:
            for end in range(at + 1, at + 5):
                for pair in folds().get(self.page.text[at:end], ()):
                    yield end, pair

    def _completed(self, node: Node, trail: int) -> list[Likely]:
        """The characters that a byte may end, with their log-probabilities."""
        if isinstance(node.pending, frozenset):
            return self.page.likely(node.history, self.page.alphabet.of(node.pending, trail))
        char = characters().get(bytes((node.pending, trail)))
        return [(char, self.page.one(node.history, char), key(char))] if char else []

    def _end(
        self, node: Node, at: int, likely: list[Likely], end: int, tail: str, earned: float = 0.0
    ) -> None:
        if likely:
            ending = self.endings.setdefault((end, tail), Level())
            ending.reach(
                node, Slot(at, 0), [(char, weight + earned, plain, 0) for char, weight, plain in likely]
            )

    def look_ahead(self) -> int:
        """Give each ending the log-probability of the sound text after it; returns how far that was read."""
        text = self.page.text
        far = stop = max(end for end, _ in self.endings)
        while stop < min(len(text), far + ORDER) and text[stop] not in "?\n":
            stop += 1
        for (end, tail), nodes in self.endings.items():
            for node in nodes.values():
                node.ahead = self.page.weight(node.history, tail, end, stop)
                node.ahead += quotes.ahead(node.quote, text, end)
        return stop


def log_add(a: float, b: float) -> float:
    """log(exp(a) + exp(b)).

    >>> log_add(float("-inf"), 0.0)
    0.0
    """
    if a < b:
        a, b = b, a
    return a + math.log1p(math.exp(b - a)) if b > -math.inf else a
