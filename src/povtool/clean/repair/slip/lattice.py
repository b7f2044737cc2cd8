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
from collections.abc import Container, Iterator
from operator import attrgetter
from typing import NamedTuple

from povtool.clean.repair.slip import quotes
from povtool.clean.repair.slip.alphabet import (
    HIDDEN,
    PER_VANISHED,
    Pending,
    characters,
    folds,
    trails,
)
from povtool.clean.repair.slip.choices import Likely
from povtool.clean.repair.slip.forward import MARKS
from povtool.clean.repair.slip.model import ORDER, key
from povtool.clean.repair.slip.nodes import ALL, BEAM, Level, Node, Slot
from povtool.clean.repair.slip.page import Page
from povtool.clean.repair.slip.readings import TORN, UNSEEN, WHOLE, cost, end_of_reading, spoken

LOST = "\ufffd"
"""What stands for a character that is gone for good."""

MOST_VANISHED = 4
"""Vanished pairs in a row that are tried."""

LONGEST = 120
HOPELESS_AFTER = 5
"""Characters of damaged text in which a run must end, and in which it must begin to read better restored."""

FAR = 12.0
"""Nats behind the likeliest text, with the sound text behind the run, from which an ending is left out."""

BEHIND = 2.0
"""Nats behind the likeliest text that has the next shown character already, from which one that still wants a
character to get there is left out."""

WANTED = 2.5
"""Nats that a second wanted character costs at least, seldom less."""

_TAG = re.compile(r"/[a-z]{1,10}\d?>")
OF_TAG = 6.0
"""Nats for ``?/span>``: what was eaten is the bracket that opens the tag."""


class Exit(NamedTuple):
    """One way on from an offset: a byte that ends the pending character, and what comes then."""

    byte: int | None
    """Any, where it is not known."""
    end: int
    """The offset of what comes next."""
    pending: int = 0
    """The first byte of the next character; 0 where the run is over."""
    tail: str = ""
    """What stands behind the run's last character before the text goes on."""
    earned: float = 0.0
    barred: Container[str] = ()
    """Characters that this byte cannot end."""
    reading: str | None = None
    """The reading that stands behind the character."""


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
        self.lasts: list[tuple[int, str, Node]] = []
        """Their nodes, as far as they are likely with the sound text behind them (:meth:`look_ahead`)."""
        self._depths: dict[int, list[Level]] = {}
        self._stands, self._stands_to, self._stands_behind = 0.0, start, self.history
        """The log-probability of the text as it stands, how far it was weighed, and its last characters."""
        self._explore()

    def _explore(self) -> None:
        self._begin()
        while self._depths:
            at = min(self._depths)
            depths = self._depths.pop(at)
            if at > self.start + LONGEST or self._hopeless(depths[0], at):
                return
            exits, slot = list(self._exits(at)), Slot(at, 0)
            top = -math.inf
            for unseen, level in enumerate(depths):
                nodes = level.kept()
                self.nodes += nodes
                top = max([top, *(self._leave(nodes, slot, way) for way in exits)])
                if unseen < MOST_VANISHED and at != self.mark:
                    nodes = [node for node in nodes if node.total >= top - BEHIND + WANTED]
                    depths[unseen + 1].require(top - BEHIND)
                    self._vanish(nodes, Slot(at, unseen + 1), depths[unseen + 1])

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
            self._depths[at] = [Level(BEAM >> unseen) for unseen in range(MOST_VANISHED + 1)]
        return self._depths[at][0]

    def _hopeless(self, level: Level, at: int) -> bool:
        """Whether the text up to here reads better as it stands."""
        if at <= self.start + HOPELESS_AFTER:
            return False
        spelled = self.page.spelled("", self._stands_to, at)
        self._stands += self.page.weigh(self._stands_behind, spelled)
        self._stands_behind = (self._stands_behind + "".join([plain for plain, _ in spelled]))[1 - ORDER :]
        self._stands_to = at
        return level.top < self._stands

    def _vanish(self, nodes: list[Node], slot: Slot, level: Level) -> None:
        """A pair that is not shown: its first byte ends a character, its second begins the next."""
        page, barred = self.page, self.page.barred
        for node in nodes:
            options = page.alphabet.vanished(node.pending)
            likely = page.choices.likely(node.history, options, level.least - node.total - PER_VANISHED)
            if likely:
                level.reach(node, slot, [each for each in likely if each[0] not in barred], None)

    def _leave(self, nodes: list[Node], slot: Slot, way: Exit) -> float:
        """Join the characters that a byte may end to what comes next; returns the likeliest there."""
        if way.pending:
            depths = self._depths.get(way.end)
            target = depths[0] if depths else None
        else:
            target = self.endings.get((way.end, way.tail))
        for node in nodes:
            least = target.least - node.total - way.earned if target is not None else -math.inf
            likely = self._completed(node, way, least)
            if not likely:
                continue
            if target is None:
                if way.pending:
                    target = self._level(way.end)
                else:
                    target = self.endings[way.end, way.tail] = Level(ALL)
            target.reach(node, slot, likely, way.pending, way.earned)
        return target.top if target is not None else -math.inf

    def _held(self, likely: list[Likely], way: Exit) -> list[Likely]:
        """Those that can stand before this way on, with what the reading behind them costs."""
        if likely and way.barred:
            likely = [each for each in likely if each[0] not in way.barred]
        if way.reading is None:
            return likely
        costs = ((each, cost(self.page.readings, each[0], way.reading)) for each in likely)
        return [(char, weight + more, plain) for (char, weight, plain), more in costs if more is not None]

    def _completed(self, node: Node, way: Exit, least: float) -> list[Likely]:
        """The characters that a byte may end, with their log-probabilities."""
        page = self.page
        if way.byte is None or isinstance(node.pending, frozenset):
            options = page.alphabet.of(node.pending, way.byte)
            return self._held(page.choices.likely(node.history, options, least), way)
        char = characters().get(bytes((node.pending, way.byte)))
        if not char or char in way.barred:
            return []
        likely = [(char, page.one(node.history, char), key(char))]
        return likely if way.reading is None else self._held(likely, way)

    def _exits(self, at: int) -> Iterator[Exit]:
        """What is shown at an offset: a pair, or a byte that ends the run."""
        first = at == self.mark
        page = self.page
        barred = () if first else page.barred
        for end, pair in self._read(at):
            if pair[1] > 0x80:
                behind = end if self.dropped else end_of_reading(page.text, end)
                yield Exit(pair[0], behind, pair[1], barred=barred)
            elif pair[1] < 0x80:
                yield Exit(pair[0], end, tail=chr(pair[1]), barred=barred)
        shown = page.text[at : at + 1]
        if self.dropped:
            yield from self._drop(at)
        elif shown == "?":
            yield from self._hide(at)
        if not first and ("@" <= shown <= "~" or shown == "€"):
            yield self._halve(at, 0x80 if shown == "€" else ord(shown))

    def _halve(self, at: int, trail: int) -> Exit:
        """A lone byte ends a character and the run; a reading behind it must be the character's own."""
        if whole := WHOLE.match(self.page.text, at + 1):
            return Exit(trail, at + 1, barred=self.page.marks, reading=whole[1])
        return Exit(trail, at + 1, barred=self.page.barred)

    def _hide(self, at: int) -> Iterator[Exit]:
        """A ``?`` hides the byte that ends a character, and ate what came after it: marker, bracket or text.

        Where one follows the first ``?``, two marks overlapped, as only ``！`` does, with ``。`` or ``、``.
        """
        page = self.page
        first = at == self.mark
        following = page.mark_at(at + 1)
        if first and following not in ("。", "、"):
            return
        byte = MARKS["！"][0] if first else None
        if torn := TORN.match(page.text, at + 1):
            yield Exit(byte, torn.end(), reading=torn[1])
        elif following and following in MARKS:
            yield Exit(byte, at + 1, barred=page.barred)
        elif _TAG.match(page.text, at + 1):
            yield Exit(byte, at + 1, tail="<", earned=OF_TAG, barred=page.barred)
        else:
            yield Exit(byte, at + 1, tail=LOST, barred=page.barred)

    def _drop(self, at: int) -> Iterator[Exit]:
        """Before any byte below 40 the byte that ends a character may be missing, if orphans are dropped."""
        following = self.page.text[at : at + 1]
        if at == self.mark or not (following < "@" or self.page.mark_at(at) in MARKS):
            return
        if whole := WHOLE.match(self.page.text, at):
            yield Exit(None, at, reading=whole[1])
        else:
            yield Exit(None, at, barred=self.page.barred)

    def _read(self, at: int) -> Iterator[tuple[int, bytes]]:
        """The pairs that may be shown at an offset, each with where it ends."""
        if at == self.mark:
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

    def look_ahead(self) -> int:
        """Give each ending the log-probability of the sound text after it; returns how far that was read."""
        text = self.page.text
        far = stop = max(end for end, _ in self.endings)
        while stop < min(len(text), far + ORDER) and text[stop] not in "?\n":
            stop += 1
        best = -math.inf
        for (end, tail), nodes in sorted(self.endings.items(), reverse=True):
            going_on = self.page.spelled(tail, end, stop)
            for node in sorted(nodes.values(), key=attrgetter("total"), reverse=True):
                ahead = quotes.ahead(node.quote, text, end)
                node.ahead = ahead + self.page.weigh(node.history, going_on, best - FAR - node.total - ahead)
                best = max(best, node.total + node.ahead)
        self.lasts = [
            (end, tail, node)
            for (end, tail), nodes in self.endings.items()
            for node in nodes.values()
            if node.total + node.ahead >= best - FAR
        ]
        return stop
