"""What is the same for all runs of a page: its readings, its marks, its words and its alphabet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from math import inf

from povtool.clean.frequency import weight
from povtool.clean.repair import pinyin
from povtool.clean.repair.edits import apply
from povtool.clean.repair.slip.alphabet import Alphabet
from povtool.clean.repair.slip.choices import Choices
from povtool.clean.repair.slip.model import ORDER, SENTENCE_END, PageModel, key
from povtool.clean.repair.slip.readings import WHOLE, Readings, spoken, start_of_reading
from povtool.clean.repair.slip.signs import START, odd
from povtool.convert.detection import HANS, detect_script

PAGE_SHARE = 0.2
"""How much the page's own words count beside the model."""


@cache
def _run() -> re.Pattern[str]:
    """What may be damaged and so is no evidence of the page's words."""
    return re.compile(rf"(?:{START.pattern}|{odd().pattern})(?:[^\x00-\x7f]|[!,:;])*\??")


_STRETCH = re.compile(r"[\x00-\x09\x0b-\x3e@-\x7f]*[^\x00-\x7f]{4,}")
_GARBLED = -10.0
"""Mean log-frequency of characters below which a stretch is no Chinese; pages lie around -7."""


def _sound_parts(text: str, runs: Sequence[tuple[int, int]]) -> list[str]:
    spans = [(start, _end_of_garbled(text, end)) for start, end in runs or _suspected(text)]
    starts, ends = [0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


_MUCH = 0.05


def _suspected(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _run().finditer(text)]


def _end_of_garbled(text: str, end: int) -> int:
    """Where the text reads well again behind a run that may go on: folded marks look like its end."""
    while stretch := _STRETCH.match(text, end):
        weights = [weight(char) for char in stretch[0] if char > "\x7f"]
        if sum(weights) >= _GARBLED * len(weights):
            break
        end = stretch.end()
    return end


_COMMON_MARKS = "！；？。、"
_SLIPPED_COMMA = re.compile(r"[^\x00-\x7f]\?[,，]")


@dataclass(slots=True)
class Page:
    """A page and all that its runs have in common."""

    text: str
    readings: Readings
    """The character and the reading that the page's site puts after it."""
    marks: str
    """The marks that end a run, so that none holds them."""
    folded: bool
    """Whether full-width marks were made ASCII after the damage."""
    words: PageModel
    alphabet: Alphabet
    barred: frozenset[str] = field(init=False)
    """What a run cannot hold: what is marked or annotated would have ended it."""
    choices: Choices = field(init=False)

    def __post_init__(self) -> None:
        self.barred = frozenset(self.readings).union(self.marks)
        self.choices = Choices(self.words, self.alphabet)

    @classmethod
    def read(cls, text: str, readings: Readings, runs: Sequence[tuple[int, int]] = ()) -> Page:
        """A page as it was found, with its table of readings.

        ``runs`` are its damaged stretches, which are no evidence of its words; without them all that may be
        damaged is left out. What is annotated but not read so stands in a damaged run: it is half of two
        other characters.
        """
        readings = {char: reading for char, reading in readings.items() if char in spoken(reading)}
        sound = [apply(part, pinyin.remove(part, readings))[0] for part in _sound_parts(text, runs)]
        wide, narrow = (sum(map(text.count, marks)) for marks in ("，；：！（）", ",;:!()"))
        marks = _COMMON_MARKS + ("，" if _SLIPPED_COMMA.search(text) else "")
        traditional = detect_script("".join(sound)) not in (HANS, None)
        words = PageModel(sound, PAGE_SHARE)
        return cls(text, readings, marks, narrow > wide, words, Alphabet("".join(sound), traditional))

    def gains_by(self, runs: Sequence[tuple[int, int]]) -> bool:
        """Whether much more of the page is evidence once its runs are known."""
        before, after = (sum(map(len, _sound_parts(self.text, spans))) for spans in ((), runs))
        return after - before > _MUCH * len(self.text)

    def history(self, end: int) -> str:
        """What the model looks back on: up to three characters, no further than the sentence's start."""
        before: list[str] = []
        at = end
        while len(before) < ORDER - 1:
            at = start_of_reading(self.text, at) - 1
            before.append(key(self.text[at]) if at >= 0 else SENTENCE_END)
            if before[-1] == SENTENCE_END:
                break
        return "".join(reversed(before))

    def weight(self, history: str, tail: str, start: int, stop: int) -> float:
        """Log-probability of ``tail`` and of the text from ``start`` to ``stop`` without its readings."""
        return self.weigh(history, self.spelled(tail, start, stop))

    def spelled(self, tail: str, start: int, stop: int) -> list[tuple[str, float]]:
        """The same characters for :meth:`weigh`: their keys and what their spellings cost."""
        return [(key(char), self.alphabet.cost(char)) for char in tail + WHOLE.sub("", self.text[start:stop])]

    def weigh(self, history: str, spelled: list[tuple[str, float]], least: float = -inf) -> float:
        """Log-probability of characters after a history; minus infinity when it is below ``least``."""
        weight = 0.0
        for plain, cost in spelled:
            weight += self.words.log_probability(history, plain) + cost
            if weight < least:
                return -inf
            history = (history + plain)[1 - ORDER :]
        return weight

    def mark_at(self, at: int) -> str:
        """The full-width mark that stands at an offset, though it may be folded; else the character there."""
        shown = self.text[at : at + 1]
        return chr(ord(shown) + 0xFEE0) if self.folded and "!" <= shown <= "~" else shown

    def one(self, history: str, char: str) -> float:
        """Log-probability of a character after a history, spelling and all."""
        return self.words.log_probability(history, key(char)) + self.alphabet.cost(char)
