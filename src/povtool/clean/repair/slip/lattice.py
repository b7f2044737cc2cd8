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
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import nlargest
from typing import NamedTuple

from povtool.clean.repair.slip import quotes
from povtool.clean.repair.slip.alphabet import HIDDEN, Pending, characters, folds, trails, vanishing
from povtool.clean.repair.slip.forward import MARKS
from povtool.clean.repair.slip.model import ORDER, key
from povtool.clean.repair.slip.page import Page
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

PER_VANISHED = 1.2
PER_VANISHED_MARK = -0.8
"""Nats that each vanished pair earns, and one that hides punctuation: a model of language prefers the shorter
text, the damage does not; but it puts commas anywhere."""


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
    total: float = -math.inf
    """Logarithm of the sum over the texts."""
    best: float = -math.inf
    """Logarithm of the likeliest."""
    arcs: list[Arc] = field(default_factory=list)
    ahead: float = -math.inf
    """Logarithm of the sum over what may follow."""

    def join(self, arc: Arc) -> None:
        """Add the texts of another node with one more character."""
        self.arcs.append(arc)
        self.total = log_add(self.total, arc.origin.total + arc.weight)
        self.best = max(self.best, arc.origin.best + arc.weight)


class Arc(NamedTuple):
    """One more character, and the node of what stands before it."""

    origin: Node
    char: str
    slot: Slot
    weight: float


class Level(dict[tuple[str, Pending, quotes.State], Node]):
    """The nodes at one depth."""

    top = -math.inf

    def reach(self, origin: Node, char: str, slot: Slot, weight: float, pending: Pending) -> None:
        """Join a character to the node it leads to, unless it is hopeless beside the others."""
        total = origin.total + weight
        if total < self.top - WITHIN:
            return
        quote, cost = quotes.after(origin.quote, char, origin.history[-1:])
        if cost:
            weight += cost
            total += cost
            if total < self.top - WITHIN:
                return
        if total > self.top:
            self.top = total
        history = (origin.history + key(char))[1 - ORDER :]
        node = self.get((history, pending, quote))
        if node is None:
            node = self[history, pending, quote] = Node(history, pending, quote)
        node.join(Arc(origin, char, slot, weight))

    def kept(self, unseen: int) -> list[Node]:
        """The nodes within the beam, which is narrower the more pairs have vanished in a row."""
        near = [node for node in self.values() if node.total >= self.top - WITHIN]
        beam = BEAM >> unseen
        return nlargest(beam, near, key=lambda node: node.total) if len(near) > beam else near


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
            level[self.history, pending, quote] = Node(self.history, pending, quote, weight, weight)

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
        for char, weight in self.page.likely(node.history, self.page.alphabet.vanished(node.pending)):
            if self.page.holds(char):
                trail = char.encode("gbk")[1]
                earned = PER_VANISHED if "\u3400" < char < "\uff00" else PER_VANISHED_MARK
                level.reach(node, char, slot, weight + earned, vanishing()[trail])

    def _show(self, node: Node, at: int) -> None:
        """What is shown at an offset: a pair, or a byte that ends the run."""
        for end, pair in self._pairs(at):
            for char, weight in self._completed(node, pair[0]):
                if self._first(at) or self.page.holds(char):
                    if pair[1] > 0x80:
                        behind = end if self.dropped else end_of_reading(self.page.text, end)
                        self._level(behind).reach(node, char, Slot(at, 0), weight, pair[1])
                    elif pair[1] < 0x80:
                        self._end(node, char, at, weight, end, chr(pair[1]))
        shown = self.page.text[at : at + 1]
        if self.dropped:
            self._drop(node, at)
        elif shown == "?":
            self._hide(node, at)
        if not self._first(at) and ("@" <= shown <= "~" or shown == "€"):
            self._halve(node, at, 0x80 if shown == "€" else ord(shown))

    def _halve(self, node: Node, at: int, trail: int) -> None:
        """A lone byte ends a character and the run; a reading behind it must be the character's own."""
        whole = WHOLE.match(self.page.text, at + 1)
        for char, weight in self._completed(node, trail):
            annotated = cost(self.page.readings, char, whole[1]) if whole else None
            if char not in self.page.marks and (annotated is not None or self.page.holds(char)):
                self._end(node, char, at, weight + (annotated or 0.0), at + 1, "")

    def _hide(self, node: Node, at: int) -> None:
        """A ``?`` hides the byte that ends a character, and ate what came after it: marker, bracket or text.

        Where one follows the first ``?``, two marks overlapped, as only ``！`` does, with ``。`` or ``、``.
        """
        page = self.page
        following = page.mark_at(at + 1)
        if self._first(at) and following not in ("。", "、"):
            return
        torn = TORN.match(page.text, at + 1)
        options = page.alphabet.of(node.pending, MARKS["！"][0] if self._first(at) else None)
        for char, weight in page.likely(node.history, options):
            if torn:
                annotated = cost(page.readings, char, torn[1])
                if annotated is not None:
                    self._end(node, char, at, weight + annotated, torn.end(), "")
            elif page.holds(char):
                if following and following in MARKS:
                    self._end(node, char, at, weight, at + 1, "")
                elif _TAG.match(page.text, at + 1):
                    self._end(node, char, at, weight + OF_TAG, at + 1, "<")
                else:
                    self._end(node, char, at, weight, at + 1, LOST)

    def _drop(self, node: Node, at: int) -> None:
        """Before any byte below 40 the byte that ends a character may be missing, if orphans are dropped."""
        following = self.page.text[at : at + 1]
        whole = WHOLE.match(self.page.text, at)
        if self._first(at) or not (following < "@" or self.page.mark_at(at) in MARKS):
            return
        for char, weight in self.page.likely(node.history, self.page.alphabet.of(node.pending, None)):
            annotated = cost(self.page.readings, char, whole[1]) if whole else None
            if annotated is not None or self.page.holds(char):
                self._end(node, char, at, weight + (annotated or 0.0), at, "")

    def _pairs(self, at: int) -> Iterator[tuple[int, bytes]]:
        """The pairs that may be shown at an offset, each with where it ends."""
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

    def _completed(self, node: Node, trail: int) -> Iterator[tuple[str, float]]:
        """The characters that a byte may end, with their log-probabilities."""
        if isinstance(node.pending, frozenset):
            yield from self.page.likely(node.history, self.page.alphabet.of(node.pending, trail))
        elif char := characters().get(bytes((node.pending, trail))):
            yield char, self.page.one(node.history, char)

    def _end(self, node: Node, char: str, at: int, weight: float, end: int, tail: str) -> None:
        self.endings.setdefault((end, tail), Level()).reach(node, char, Slot(at, 0), weight, 0)

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
