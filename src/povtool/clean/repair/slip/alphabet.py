"""Which characters a page may be written in, by their bytes in GBK, and how likely each spelling is."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from povtool.clean.repair.slip.forward import character
from povtool.clean.repair.slip.model import OTHER, key, model

Pending = int | frozenset[int]
"""The first byte of the character being read: known, or one of several."""

Options = dict[str, list[str]]
"""Characters by their :func:`model.key`."""

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


class Alphabet:
    """The characters of GBK with the cost of each on one page."""

    def __init__(self, page: str, traditional: bool) -> None:
        self._page = Counter(page)
        self._traditional = traditional
        self._keys: Counter[str] = Counter()
        for char, count in self._page.items():
            self._keys[key(char)] += count
        self._costs: dict[str, float] = {}
        self._classes: dict[tuple[Pending, int | None], Options] = {}
        self._vanished: dict[Pending, Options] = {}

    def cost(self, char: str) -> float:
        """Log-probability of this spelling among those with the same :func:`model.key`."""
        known = self._costs.get(char)
        if known is None:
            known = self._costs[char] = self._cost(char)
        return known

    def _cost(self, char: str) -> float:
        plain = key(char)
        if plain == OTHER:
            usual = _SYMBOLS.get(char, _WIDE_ASCII if "！" <= char <= "～" else _RARE_SYMBOL)
            return max(usual, -5.0) if char in self._page else usual
        if char in self._page:
            return 0.0
        if not self._traditional:
            return 0.0 if plain == char else _OTHER_SCRIPT
        choices = _spellings().get(plain, [plain])
        usual = 0.0 if char == choices[0] else _SECOND_CHOICE if char in choices else _VARIANT
        return usual + (_OUTSPELLED if self._keys[plain] else 0.0)

    def of(self, lead: Pending, trail: int | None) -> Options:
        """Plausible characters with such a first byte and this second byte (any, where None), by key."""
        known = self._classes.get((lead, trail))
        if known is None:
            leads = (lead,) if isinstance(lead, int) else lead
            seconds: Iterable[int] = HIDDEN if trail is None else (trail,)
            known = self._classes[lead, trail] = self._named(bytes((a, b)) for a in leads for b in seconds)
        return known

    def vanished(self, lead: Pending) -> Options:
        """Plausible characters with such a first byte whose second byte may begin a vanished pair, by key."""
        known = self._vanished.get(lead)
        if known is None:
            leads = (lead,) if isinstance(lead, int) else lead
            known = self._vanished[lead] = self._named(bytes((a, b)) for a in leads for b in vanishing())
        return known

    def _named(self, pairs: Iterable[bytes]) -> Options:
        shown = characters()
        alone = model().alone
        found: dict[str, list[str]] = defaultdict(list)
        for pair in pairs:
            char = shown.get(pair)
            if char and self.cost(char) >= _PLAUSIBLE and (key(char) in alone or char in self._page):
                found[key(char)].append(char)
        return dict(found)


def trails(chars: Iterable[str]) -> frozenset[int]:
    """The second bytes of characters, as far as they can be first bytes."""
    codes = (char.encode("gbk", "ignore") for char in chars)
    return frozenset(code[1] for code in codes if len(code) == 2) & HIDDEN
