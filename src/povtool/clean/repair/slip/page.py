"""What is the same for all runs of a page: its readings, its marks, its words and its alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, log

from povtool.clean.frequency import weight
from povtool.clean.repair import pinyin
from povtool.clean.repair.edits import apply
from povtool.clean.repair.slip.alphabet import USUAL, Alphabet, Options, Pending, vanishing
from povtool.clean.repair.slip.model import ORDER, SENTENCE_END, PageModel, View, key, model
from povtool.clean.repair.slip.readings import WHOLE, Readings, spoken, start_of_reading
from povtool.clean.repair.slip.signs import START, odd
from povtool.convert.detection import HANS, detect_script

PAGE_SHARE = 0.2
"""How much the page's own words count beside the model."""

PER_VANISHED = 1.2
PER_VANISHED_MARK = -0.8
"""Nats that each vanished pair earns, and one that hides punctuation: a model of language prefers the shorter
text, the damage does not; but it puts commas anywhere."""

CHOICES = 16
"""Characters tried after each history where a byte is unknown, besides those that the longer n-grams know."""


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


Likely = tuple[str, float, str]
"""A character, its log-probability, and its :func:`model.key`."""

Step = tuple[str, float, str, Pending]
"""The same, and the first byte that is pending behind it."""

_Choice = tuple[str, str, float, float, float]
"""A character, its key, what its spelling costs, and after one character its log-probability in the model
and its probability on the page."""


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
    _vanishing: dict[tuple[str, Pending], list[Step]] = field(default_factory=dict)
    _likely: dict[tuple[str, Options], list[Likely]] = field(default_factory=dict)
    _first: dict[tuple[str, Options], list[_Choice]] = field(default_factory=dict)
    _own: dict[Options, list[str]] = field(default_factory=dict)
    """Those of the options' keys that stand on the page."""

    def __post_init__(self) -> None:
        self.barred = frozenset(self.readings).union(self.marks)

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
        weight = 0.0
        for char in tail + WHOLE.sub("", self.text[start:stop]):
            weight += self.words.log_probability(history, key(char)) + self.alphabet.cost(char)
            history = (history + key(char))[1 - ORDER :]
        return weight

    def mark_at(self, at: int) -> str:
        """The full-width mark that stands at an offset, though it may be folded; else the character there."""
        shown = self.text[at : at + 1]
        return chr(ord(shown) + 0xFEE0) if self.folded and "!" <= shown <= "~" else shown

    def one(self, history: str, char: str) -> float:
        """Log-probability of a character after a history, spelling and all."""
        return self.words.log_probability(history, key(char)) + self.alphabet.cost(char)

    def likely(self, history: str, options: Options) -> list[Likely]:
        """Those of many characters that are worth trying after a history, with their log-probabilities."""
        known = self._likely.get((history, options))
        if known is None:
            known = self._likely[history, options] = self._scored(history, options)
        return known

    def vanishing(self, history: str, pending: Pending) -> list[Step]:
        """What may have vanished after a history, each with what its second byte may begin."""
        known = self._vanishing.get((history, pending))
        if known is None:
            trails, barred = vanishing(), self.barred
            known = self._vanishing[history, pending] = [
                (
                    char,
                    weight + (PER_VANISHED if "\u3400" < char < "\uff00" else PER_VANISHED_MARK),
                    plain,
                    trails[char.encode("gbk")[1]],
                )
                for char, weight, plain in self.likely(history, self.alphabet.vanished(pending))
                if char not in barred
            ]
        return known

    def _scored(self, history: str, options: Options) -> list[Likely]:
        words = self.words
        others, share, unseen = words.others, words.share, words.unseen
        view = words.view(history)
        backoff, deeper = view.backoff, view.own[1:]
        known = _seen_longer(view, options) if view.seen else {}
        found = []
        for char, plain, cost, general, own in self._first_choices(history[-1:], options):
            weight = known.get(plain) if known else None
            if weight is None:
                weight = backoff + general
            if own:
                if deeper:
                    own = words.own_after(deeper, plain, own)
                found.append((char, log(others * exp(weight) + share * own) + cost, plain))
            else:
                found.append((char, weight + unseen + cost, plain))
        if known:
            chosen = {choice[1] for choice in self._first_choices(history[-1:], options)}
            for plain in known:
                if plain not in chosen:
                    weight = words.log_probability(history, plain)
                    spelled = options.chars[plain]
                    found += [(char, weight + self.alphabet.cost(char), plain) for char in spelled]
        return found

    def _first_choices(self, last: str, options: Options) -> list[_Choice]:
        known = self._first.get((last, options))
        if known is None:
            chars = options.chars if len(options.chars) <= CHOICES else self._chosen(last, options)
            known = self._first[last, options] = self._choices(last, chars, options)
        return known

    def _choices(self, last: str, chars: Iterable[str], options: Options) -> list[_Choice]:
        words, cost = self.words, self.alphabet.cost
        shares, ends = words.own, words.view(last).own
        found = []
        for plain in chars:
            general = words.after_last(last, plain)
            share = shares.get(plain)
            own = words.own_after(ends, plain, share) if share else 0.0
            found += [(char, plain, cost(char), general, own) for char in options.chars[plain]]
        return found

    def _chosen(self, last: str, options: Options) -> dict[str, None]:
        """Options that are frequent, or frequent after this character, or both on this page."""
        seen = model().after(last)[0]
        after = _in_order(seen.keys() & options.chars.keys())
        after.sort(key=seen.__getitem__, reverse=True)
        own = self._own.get(options)
        if own is None:
            own = self._own[options] = [char for char in options.chars if char in self.words.own]
        weights = self.words.of_own(last, own)
        here = sorted(own, key=weights.__getitem__, reverse=True)
        return dict.fromkeys([*after[:CHOICES], *options.usual, *here[:USUAL]])


def _seen_longer(view: View, options: Options) -> dict[str, float]:
    """Those options that the longer n-grams know, with their log-probabilities in the model."""
    found: dict[str, float] = {}
    for seen, backoff in view.seen:
        for char in _in_order(seen.keys() & options.chars.keys()):
            if char not in found:
                found[char] = seen[char] + backoff
    return found


def _in_order(chars: set[str]) -> list[str]:
    """Characters of the vocabulary in its order, for a set has another one in every process."""
    return sorted(chars, key=model().number.__getitem__) if len(chars) > 1 else list(chars)
