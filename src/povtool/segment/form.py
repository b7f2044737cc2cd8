"""The Simplified form of a text, character by character beside it, for cutting.

jieba's dictionary and model are Simplified: it cuts raw Traditional text into single characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from povtool.convert.alignment import Conversion
from povtool.convert.detection import HANT, detect_script, has_traditional
from povtool.convert.script import simplify

_CLAUSE = re.compile(r"[^，。；：、！？“”（）《》\s]+")


def simplified_form(text: str) -> str:
    """The Simplified form of a text, of the same length, so that each position is one in the text.

    OpenCC's conversion, for the clauses that have a Traditional character; the others are left as they are,
    for what both scripts have (著, 乾, 後面 as 后面) would be read as Traditional.

    >>> simplified_form("脫貧，显著"), simplified_form("乾坤"), simplified_form("脫貧乾燥")
    ('脱贫，显著', '乾坤', '脱贫干燥')
    """
    if not has_traditional(text):
        return text
    from povtool.convert.opencc import converter

    plain = _level(text, converter("t2s").convert(text))
    return plain if detect_script(text) == HANT else "".join(_only_where_traditional(text, plain))


def simplified_word(word: str) -> str:
    """The Simplified form of a word of a dictionary or list.

    >>> simplified_word("易地扶貧搬遷"), simplified_word("乾坤")
    ('易地扶贫搬迁', '乾坤')
    """
    return simplified_form(word)


def _level(text: str, conversion: Conversion) -> str:
    """A conversion's text at the length of its source: what changed its length, character by character."""
    parts: list[str] = []
    source = target = 0
    for start, end, target_start, target_end in conversion.pieces:
        parts += conversion.text[target:target_start], simplify(text[start:end])
        source, target = end, target_end
    parts.append(conversion.text[target:])
    plain = "".join(parts)
    assert len(plain) == len(text), source
    return plain


def _only_where_traditional(text: str, plain: str) -> Iterator[str]:
    done = 0
    for clause in _CLAUSE.finditer(text):
        start, end = clause.span()
        if not has_traditional(text[start:end]):
            yield plain[done:start] + text[start:end]
            done = end
    yield plain[done:]
