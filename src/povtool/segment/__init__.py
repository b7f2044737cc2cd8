"""Documents → documents with ``tokens``: jieba's words, in the script the text is written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from povtool.convert.detection import has_traditional
from povtool.convert.script import simplify
from povtool.records import Items, ItemStream, Record, is_document
from povtool.segment.engines import ENGINES, cutter, tagger

__all__ = ["ENGINES", "SegmentConfig", "segment"]


@dataclass(frozen=True)
class SegmentConfig:
    """What ``segment`` does."""

    engine: str | None = None
    """``rjieba`` or ``jieba``; None takes the faster one that gives jieba's answer."""
    pos: bool = False
    """Add ``pos``: jieba's part of speech of each token."""
    offsets: bool = False
    """Add ``offsets``: ``[start, end]`` in ``text`` of each token, in code points."""
    user_words: tuple[str, ...] = ()
    """Lines of a jieba user dictionary, in either script."""
    stopwords: frozenset[str] = frozenset()
    """Words to leave out, in either script."""


def segment(items: Items, config: SegmentConfig = SegmentConfig()) -> ItemStream:
    """Documents with ``tokens`` added; everything else as it comes.

    The tokens joined give the text back, white space and punctuation included, unless stop words are left
    out. Traditional text is cut through its Simplified form, which has the same length, and the tokens are
    slices of the text as written.

    >>> [document] = segment([{"type": "document", "text": "實現貧困人口脫貧"}])
    >>> document["tokens"]
    ['實現', '貧困人口', '脫貧']

    Raises UsageError when the engine cannot do what the configuration asks.
    """
    user_words = tuple(map(simplify, config.user_words))
    stopwords = frozenset(map(simplify, config.stopwords))
    if config.pos:
        tag = tagger(config.engine, user_words)
    else:
        cut = cutter(config.engine, user_words)
    for item in items:
        if not is_document(item):
            yield item
            continue
        text = item.get("text") or ""
        plain = simplified_form(text)
        words: list[tuple[str, str]] = tag(plain) if config.pos else [(word, "") for word in cut(plain)]
        kept = [
            (start, end, word_class)
            for start, end, word, word_class in _placed(words)
            if word not in stopwords
        ]
        yield _with_tokens(item, text, kept, config)


def simplified_form(text: str) -> str:
    """The Simplified form of a text, of the same length, for cutting.

    Simplified text is left alone: character by character, 著名 would become 着名.

    >>> simplified_form("著名"), simplified_form("脫貧")
    ('著名', '脱贫')
    """
    if not has_traditional(text):
        return text
    from povtool.convert.opencc import converter

    converted = converter("t2s").convert(text).text
    return converted if len(converted) == len(text) else simplify(text)


def _placed(words: list[tuple[str, str]]) -> Iterator[tuple[int, int, str, str]]:
    start = 0
    for word, word_class in words:
        end = start + len(word)
        yield start, end, word, word_class
        start = end


def _with_tokens(
    document: Record, text: str, kept: list[tuple[int, int, str]], config: SegmentConfig
) -> Record:
    added: Record = {"tokens": [text[start:end] for start, end, _ in kept]}
    if config.pos:
        added["pos"] = [word_class for _, _, word_class in kept]
    if config.offsets:
        added["offsets"] = [[start, end] for start, end, _ in kept]
    kept_fields = {name: value for name, value in document.items() if name not in ("pos", "offsets")}
    return {**kept_fields, **added}
