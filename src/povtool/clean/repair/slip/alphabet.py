"""Which characters a page may be written in, by their bytes in GBK, and how likely each spelling is."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from povtool.clean.repair.slip.forward import character
from povtool.clean.repair.slip.model import OTHER, key, model

Pending = int | frozenset[int]
"""The first byte of the character being read: known, or one of several."""


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """Characters that may stand at a place; the same object for all pages, but for what only one page has."""

    chars: dict[str, str]
    """By their :func:`model.key`, in the order of the model's vocabulary."""
    numbers: dict[int, str]
    """Those of the keys that the model knows, by their places in its vocabulary."""
    usual: list[tuple[float, str]]
    """The most frequent keys, whatever stands before them, with their log-probabilities."""
    after: dict[str, list[tuple[float, str]]] = field(default_factory=dict)
    """The most frequent keys after a character, as far as they were asked for."""
    seen: dict[int, dict[str, float]] = field(default_factory=dict)
    """The keys that the model has seen after two characters, by where their span begins, likewise."""


USUAL = 8
"""How many characters are tried for being frequent."""

RANKED = 32
"""How many frequent characters are kept of many: some may be implausible on a page."""

PER_VANISHED = 1.2
PER_VANISHED_MARK = -0.8
"""Nats that each vanished pair earns, and one that hides punctuation: a model of language prefers the shorter
text, the damage does not; but it puts commas anywhere."""

HIDDEN = frozenset(range(0x81, 0xFF))
"""What a ``?`` may hide: any first byte of a pair."""

_SYMBOLS = {
    "《": -4.0,
    "》": -4.0,
    "（": -4.0,
    "）": -4.0,
    "！": -3.0,
    "？": -3.0,
    "％": -4.0,
    "·": -5.0,
    "—": -5.0,
}
_WIDE_ASCII = -12.0
_RARE_SYMBOL = -12.0
_OTHER_SCRIPT = -8.0
_SECOND_CHOICE = -1.5
_VARIANT = -5.0
_OUTSPELLED = -3.0
_PLAUSIBLE = -6.0
"""Cost from which a character is tried where a byte is unknown; rarer ones only where bytes force them."""


@cache
def characters() -> dict[bytes, str]:
    """Every pair of bytes that the decoder shows, with its character."""
    pairs = (
        bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF) if trail != 0x7F
    )
    return {pair: char for pair in pairs if (char := character(pair))}


@cache
def _codes() -> dict[str, list[bytes]]:
    """Characters → the pairs of bytes for which they are shown."""
    found: dict[str, list[bytes]] = defaultdict(list)
    for pair, char in characters().items():
        found[char].append(pair)
    return found


@cache
def vanishing() -> dict[int, frozenset[int]]:
    """First bytes of pairs that vanish → those second bytes with which they do that can be first bytes.

    >>> sorted(vanishing()[0xAA])[0] == 0xA1, 0xB0 in vanishing()
    (True, False)
    """
    shown = characters()
    found = {
        lead: frozenset(t for t in HIDDEN if bytes((lead, t)) not in shown) for lead in range(0x81, 0xFF)
    }
    same = {trails: trails for trails in found.values()}  # sets that are one object are told alike at once
    return {lead: same[trails] for lead, trails in found.items() if trails}


@cache
def unseen_after(char: str) -> tuple[frozenset[int], float]:
    """What may be pending behind a character that vanished, and what it earns for having vanished."""
    earned = PER_VANISHED if "\u3400" < char < "\uff00" else PER_VANISHED_MARK
    return vanishing()[char.encode("gbk")[1]], earned


@cache
def folds() -> dict[str, tuple[bytes, ...]]:
    """What NFKC makes of characters → their pairs: ``;`` and A3BB, ``1.`` and A2B1 …"""
    found: dict[str, list[bytes]] = defaultdict(list)
    for pair, char in characters().items():
        plain = unicodedata.normalize("NFKC", char)
        if plain != char:
            found[plain].append(pair)
    return {plain: tuple(pairs) for plain, pairs in found.items()}


@cache
def _spellings() -> dict[str, list[str]]:
    """Simplified character → its Traditional ones, the usual one first (OpenCC)."""
    from povtool.convert.dictionaries import read

    pairs = (line.partition("\t") for line in read("STCharacters.txt").splitlines())
    return {source: targets.split(" ") for source, _, targets in pairs if targets}


@cache
def _usual_cost(char: str, traditional: bool) -> float:
    """What a spelling costs on a page of either script that does not have the character."""
    plain = key(char)
    if plain == OTHER:
        return _SYMBOLS.get(char, _WIDE_ASCII if "！" <= char <= "～" else _RARE_SYMBOL)
    if not traditional:
        return 0.0 if plain == char else _OTHER_SCRIPT
    choices = _spellings().get(plain, [plain])
    return 0.0 if char == choices[0] else _SECOND_CHOICE if char in choices else _VARIANT


_ALWAYS, _UNLESS_OUTSPELLED, _IF_PRESENT = "aop"
"""On which pages a character is plausible."""


@cache
def _when(char: str, traditional: bool) -> str:
    usual = _usual_cost(char, traditional)
    if usual < _PLAUSIBLE or key(char) not in model().alone:
        return _IF_PRESENT
    outspelled = traditional and key(char) != OTHER and usual + _OUTSPELLED < _PLAUSIBLE
    return _UNLESS_OUTSPELLED if outspelled else _ALWAYS


class _Entry(NamedTuple):
    number: int
    """The place of the key in the model's vocabulary; -1 if it has none."""
    char: str
    plain: str
    when: str


def _entry(char: str, when: str) -> _Entry:
    plain = key(char)
    return _Entry(model().number.get(plain, -1), char, plain, when)


@cache
def _chart(traditional: bool) -> dict[bytes, _Entry]:
    """The characters that may be plausible on any page of a script, by their two bytes.

    They are in the order of the model's vocabulary.
    """
    whens = ((pair, char, _when(char, traditional)) for pair, char in characters().items())
    entries = [(_entry(char, when), pair) for pair, char, when in whens if when != _IF_PRESENT]
    return {pair: entry for entry, pair in sorted(entries)}


@cache
def _outspelled(traditional: bool) -> dict[str, list[str]]:
    """Keys → the spellings that are implausible beside others of the same key."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in _chart(traditional).values():
        if entry.when == _UNLESS_OUTSPELLED:
            found[entry.plain].append(entry.char)
    return found


_MANY = 2_000
"""Pairs of bytes of which it is quicker to go through all characters than to sort theirs."""


@lru_cache(maxsize=4_000)
def _usual(leads: frozenset[int], seconds: frozenset[int], traditional: bool) -> Options:
    """The characters of :func:`_chart` with certain first and second bytes."""
    chart = _chart(traditional)
    if len(leads) * len(seconds) < _MANY:
        pairs = (bytes((lead, second)) for lead in leads for second in seconds)
        return _options(sorted([chart[pair] for pair in pairs if pair in chart]))
    return _options([each for pair, each in chart.items() if pair[0] in leads and pair[1] in seconds])


def _options(entries: Iterable[_Entry], beside: Options | None = None) -> Options:
    chars = dict(beside.chars) if beside else {}
    numbers = dict(beside.numbers) if beside else {}
    usual = [plain for _, plain in beside.usual] if beside else []
    for number, char, plain, _ in entries:
        chars[plain] = chars.get(plain, "") + char
        if number >= 0 and number not in numbers:
            numbers[number] = plain
            usual.append(plain)
    alone = model().alone
    usual.sort(key=alone.__getitem__, reverse=True)
    return Options(chars, numbers, [(alone[plain], plain) for plain in usual[: 2 * USUAL]])


class _Costs(dict[str, float]):
    """What is asked for once is looked up from then on."""

    def __init__(self, cost: Callable[[str], float]) -> None:
        self._cost = cost

    def __missing__(self, char: str) -> float:
        cost = self[char] = self._cost(char)
        return cost


class Alphabet:
    """The characters of GBK with the cost of each on one page."""

    def __init__(self, page: str, traditional: bool) -> None:
        self._page = Counter(page)
        self._traditional = traditional
        self._keys: Counter[str] = Counter()
        for char, count in self._page.items():
            self._keys[key(char)] += count
        self.cost = _Costs(self._cost).__getitem__
        """Log-probability of a spelling among those with the same :func:`model.key`."""
        self._classes: dict[tuple[Pending, int | None, bool], Options] = {}

    @cached_property
    def _rare(self) -> list[tuple[bytes, _Entry]]:
        """Characters that are plausible because the page has them, with their bytes."""
        chars = [char for char in self._page if _when(char, self._traditional) == _IF_PRESENT]
        rare = sorted([_entry(char, _IF_PRESENT) for char in chars])
        return [(pair, entry) for entry in rare for pair in _codes().get(entry.char, ())]

    @cached_property
    def implausible(self) -> set[str]:
        """Of the options, those that cannot be expected where others of the same key stand on the page."""
        outspelled = _outspelled(self._traditional)
        variants = (char for plain in self._keys if plain in outspelled for char in outspelled[plain])
        return {char for char in variants if char not in self._page}

    def _cost(self, char: str) -> float:
        plain = key(char)
        usual = _usual_cost(char, self._traditional)
        if char in self._page:
            return max(usual, -5.0) if plain == OTHER else 0.0
        outspelled = self._traditional and plain != OTHER and self._keys[plain]
        return usual + _OUTSPELLED if outspelled else usual

    def of(self, lead: Pending, trail: int | None) -> Options:
        """Plausible characters with such a first byte and this second byte (any, where None)."""
        return self._class(lead, trail, False)

    def vanished(self, lead: Pending) -> Options:
        """Plausible characters with such a first byte whose second byte may begin a vanished pair."""
        return self._class(lead, None, True)

    def _class(self, lead: Pending, trail: int | None, vanishes: bool) -> Options:
        known = self._classes.get((lead, trail, vanishes))
        if known is None:
            leads = frozenset((lead,)) if isinstance(lead, int) else lead
            seconds = HIDDEN if trail is None else frozenset((trail,))
            if vanishes:
                seconds = frozenset(vanishing())
            known = _usual(leads, seconds, self._traditional)
            rare = [entry for pair, entry in self._rare if pair[0] in leads and pair[1] in seconds]
            if rare:
                known = _options(rare, known)
            self._classes[lead, trail, vanishes] = known
        return known


def trails(chars: Iterable[str]) -> frozenset[int]:
    """The second bytes of characters, as far as they can be first bytes."""
    codes = (char.encode("gbk", "ignore") for char in chars)
    return frozenset(code[1] for code in codes if len(code) == 2) & HIDDEN
