"""Characters that look like Chinese ones and are others: radicals (⼀ ⺠), compatibility forms (U+F900…).

Extraction from PDF files puts them into words, where no search finds them. A radical on its own, or in a text
about radicals, is meant. Private-use characters are glyphs of some font: what they show is not known.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from povtool.clean.repair.edits import Edit
from povtool.data import rows
from povtool.records import Damage

_RADICALS = "\u2e80-\u2ef3\u2f00-\u2fd5"
_COMPATIBLE = "\uf900-\ufad9\U0002f800-\U0002fa1d"
_LOOKALIKE = re.compile(f"[{_RADICALS}{_COMPATIBLE}]")
_RADICAL = re.compile(f"[{_RADICALS}]")

_HAN = f"\u3400-\u9fff{_RADICALS}"
_IN_A_WORD = re.compile(f"(?<=[{_HAN}])[{_RADICALS}]|[{_RADICALS}](?=[{_HAN}])")

_ABOUT_RADICALS = re.compile("部首|偏旁|字根|部件|笔画|筆畫|康熙")

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]+")

SUSPECT = f"{_RADICALS}\ue000-\ufad9"
"""All of them in the basic plane: a class of those is searched faster."""
_SUSPECT = re.compile(f"[{SUSPECT}\U0002f800-\U0010ffff]")


def repair(text: str) -> tuple[list[Edit], list[Damage]]:
    """What :func:`unify` changes and what :func:`private` reports, in the text after the edits."""
    if not _SUSPECT.search(text):
        return [], []
    return unify(text), private(text)


def unify(text: str) -> list[Edit]:
    """Edits of the kinds ``radical`` and ``compatibility`` that put the ordinary character in place.

    Twelve of the compatibility ideographs are unified ones; they have no other form and stay.

    >>> [edit.replacement for edit in unify("⼀个⺠族，\uf9fa，﨎")]
    ['一', '民', '狀']
    >>> unify("部首⺠")
    []
    """
    if not _LOOKALIKE.search(text):
        return []
    edits = []
    if _RADICAL.search(text) and not _ABOUT_RADICALS.search(text):
        for match in _IN_A_WORD.finditer(text):
            if match[0] in _radicals():
                edits.append(Edit(*match.span(), _radicals()[match[0]], "radical"))
    for match in re.finditer(f"[{_COMPATIBLE}]", text):
        plain = unicodedata.normalize("NFC", match[0])
        if plain != match[0]:
            edits.append(Edit(*match.span(), plain, "compatibility"))
    return sorted(edits)


def private(text: str) -> list[Damage]:
    """Stretches of private-use characters, as damage.

    >>> private("脱贫\ue5e5攻坚")
    [{'start': 2, 'end': 3, 'why': 'private-use'}]
    """
    return [
        {"start": match.start(), "end": match.end(), "why": "private-use"}
        for match in _PRIVATE.finditer(text)
    ]


@cache
def _radicals() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("radicals.tsv")}
