"""A word with what stands to its left and right, each time it occurs (KWIC)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from povtool.convert.script import fold
from povtool.records import Items, ItemStream, Record, is_document
from povtool.stats.spread import is_word
from povtool.stats.tables import row

_TABLE = "concordance"


@dataclass(frozen=True)
class ConcordanceConfig:
    """What is looked for, and how much is shown around it."""

    pattern: str
    """Searched in the folded text: characters; or, with ``words``, words separated by spaces."""
    context: int = 20
    """Characters, or words, to each side."""
    words: bool = False
    """Whether to find whole words and count the context in words; documents must have ``tokens``."""


def concordance(items: Items, config: ConcordanceConfig) -> ItemStream:
    """Documents → rows of the table ``concordance``, in the order of the text; other items as they come.

    ``start`` and ``end`` are code points of ``text``; without ``words`` every occurrence is found, also
    inside words. With ``words`` they count in ``tokens``, and punctuation is shown but no word of the
    context. The pattern is found in either script, and shown as written.

    >>> document = {"type": "document", "id": "a", "text": "實現貧困人口脫貧。"}
    >>> [line] = concordance([document], ConcordanceConfig("贫困人口", context=2))
    >>> line["left"], line["node"], line["right"]
    ('實現', '貧困人口', '脫貧')
    """
    pattern = fold(config.pattern)
    for item in items:
        if not is_document(item):
            yield item
        elif not config.words:
            yield from _in_text(item, pattern, config.context)
        elif item.get("tokens") is not None:
            yield from _in_tokens(item, pattern.split(), config.context)


def _in_text(document: Record, pattern: str, context: int) -> Iterator[Record]:
    text = document.get("text") or ""
    for found in re.finditer(re.escape(pattern), fold(text)):
        start, end = found.span()
        sides = text[max(0, start - context) : start], text[start:end], text[end : end + context]
        yield _line(document, "characters", (start, end), sides)


def _in_tokens(document: Record, pattern: Sequence[str], context: int) -> Iterator[Record]:
    tokens = document["tokens"]
    folded = [fold(token) for token in tokens]
    size = len(pattern)
    for start, token in enumerate(folded):
        if token == pattern[0] and folded[start : start + size] == list(pattern):
            left = _reach(range(start - 1, -1, -1), tokens, context)
            right = _reach(range(start + size, len(tokens)), tokens, context)
            sides = [tokens[start - left : start], tokens[start : start + size]]
            sides.append(tokens[start + size : start + size + right])
            yield _line(
                document, "words", (start, start + size), [" ".join(_visible(side)) for side in sides]
            )


def _reach(places: range, tokens: Sequence[str], context: int) -> int:
    """How many tokens to take so that there are ``context`` words among them."""
    words = taken = 0
    for place in places:
        if is_word(tokens[place]):
            words += 1
            if words > context:
                break
        taken += 1
    return taken


def _visible(tokens: Sequence[str]) -> Iterator[str]:
    return (token for token in tokens if not token.isspace())


def _line(document: Record, unit: str, span: tuple[int, int], sides: Sequence[str]) -> Record:
    left, node, right = (side.replace("\n", " ") for side in sides)
    told = {"unit": unit, "start": span[0], "end": span[1]}
    return row(_TABLE, ("doc",), (document.get("id"),), {"left": left, "node": node, "right": right, **told})
