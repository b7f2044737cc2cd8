"""Which characters a page may be written in, by their bytes in GBK, and how likely each spelling is."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from povtool.clean.repair.slip.forward import character
from povtool.clean.repair.slip.model import OTHER, key, model

Pending = int | frozenset[int]
"""The first byte of the character being read: known, or one of several."""


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """Some characters that may stand at a place."""

    chars: dict[str, str]
    """By their :func:`model.key`."""
    usual: list[str]
    """The most frequent keys, whatever stands before them."""


USUAL = 8
"""How many characters are tried for being frequent."""

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
def vanishing() -> dict[int, frozenset[int]]:
    """First bytes of pairs that vanish → those second bytes with which they do that can be first bytes.

    >>> sorted(vanishing()[0xAA])[0] == 0xA1, 0xB0 in vanishing()
    (True, False)
    """
    shown = characters()
    found = {
        lead: frozenset(t for t in HIDDEN if bytes((lead, t)) not in shown) for lead in range(0x81, 0xFF)
    }
    return {lead: trails for lead, trails in found.items() if trails}


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


class _Group:
    """All characters with certain first and second bytes, and those of them that any page may have.

    Held in strings, for there are many, and lists would cost the collector of garbage more than all else.
    """

    def __init__(self, pairs: Iterable[bytes], traditional: bool) -> None:
        shown = characters()
        self.chars = "".join([shown[pair] for pair in pairs if pair in shown])
        self.keys = "".join(map(key, self.chars))
        self.when = "".join([_when(char, traditional) for char in self.chars])
        self.doubtful = frozenset(
            char for char, when in zip(self.chars, self.when, strict=True) if when != _ALWAYS
        )
        self._ranked = "".join(sorted(dict.fromkeys(self.keys), key=_frequency, reverse=True))
        self.always = self.options(frozenset(), self.keys)

    def options(self, present: Set[str], outspelled: Container[str]) -> Options:
        """Those that are plausible on a page which has some characters and some keys."""
        here = self.doubtful & present
        found: dict[str, str] = {}
        for char, plain, when in zip(self.chars, self.keys, self.when, strict=True):
            if when == _ALWAYS or char in here or (when == _UNLESS_OUTSPELLED and plain not in outspelled):
                found[plain] = found.get(plain, "") + char
        return Options(found, list(islice(filter(found.__contains__, self._ranked), USUAL)))


def _frequency(char: str) -> float:
    return model().alone.get(char, -99.0)


@lru_cache(maxsize=4_000)
def _group(lead: Pending, trail: int | None, vanishes: bool, traditional: bool) -> _Group:
    leads = (lead,) if isinstance(lead, int) else lead
    seconds: Iterable[int] = vanishing() if vanishes else HIDDEN if trail is None else (trail,)
    return _Group((bytes((a, b)) for a in leads for b in seconds), traditional)


class Alphabet:
    """The characters of GBK with the cost of each on one page."""

    def __init__(self, page: str, traditional: bool) -> None:
        self._page = Counter(page)
        self._traditional = traditional
        self._keys: Counter[str] = Counter()
        for char, count in self._page.items():
            self._keys[key(char)] += count
        self._doubtful = {char for char in self._page if _when(char, traditional) != _ALWAYS}
        self._costs: dict[str, float] = {}
        self._classes: dict[tuple[Pending, int | None, bool], Options] = {}

    def cost(self, char: str) -> float:
        """Log-probability of this spelling among those with the same :func:`model.key`."""
        known = self._costs.get(char)
        if known is None:
            known = self._costs[char] = self._cost(char)
        return known

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
            group = _group(lead, trail, vanishes, self._traditional)
            known = self._classes[lead, trail, vanishes] = self._plausible(group)
        return known

    def _plausible(self, group: _Group) -> Options:
        if _UNLESS_OUTSPELLED not in group.when and group.doubtful.isdisjoint(self._doubtful):
            return group.always
        return group.options(self._page.keys(), self._keys)


def trails(chars: Iterable[str]) -> frozenset[int]:
    """The second bytes of characters, as far as they can be first bytes."""
    codes = (char.encode("gbk", "ignore") for char in chars)
    return frozenset(code[1] for code in codes if len(code) == 2) & HIDDEN
