"""The stage: documents → documents with ``tokens``, or their sentences with tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from povtool.errors import UsageError
from povtool.records import Items, ItemStream, Record, is_document
from povtool.segment.dictionary import UserWord, user_word
from povtool.segment.engines import ENGINES, Engine, engine
from povtool.segment.form import simplified_form
from povtool.segment.keywords import METHODS, keywords
from povtool.segment.lists import policy_words, stop_words
from povtool.segment.names import names
from povtool.segment.sentences import sentence_spans
from povtool.segment.tokens import (
    MODES,
    Kept,
    Span,
    Tokens,
    by_stretch,
    default_tokens,
    full_tokens,
    search_tokens,
)

QUANTITY = "mq"
"""jieba's tag for a number with its unit (数量词)."""

SpanFinder = Callable[[str], Iterable[Span]]
"""A text as written → stretches of it, in order and without overlap."""


@dataclass(frozen=True)
class SegmentConfig:
    """What ``segment`` does."""

    engine: str | None = None
    """``rjieba`` or ``jieba``, which give the same answer; None is the faster one."""
    mode: str = "default"
    """``default``; ``search``, with the words in longer words before them; ``full``, every word of the
    dictionary."""
    hmm: bool = True
    """Look for words that the dictionary does not have (not in ``full`` mode)."""
    pos: bool = False
    """Add ``pos``: jieba's part of speech of each token. In ``default`` mode only."""
    offsets: bool = False
    """Add ``offsets``: ``[start, end]`` in ``text`` of each token, in code points."""
    dictionary: str | None = None
    """``policy`` adds povtool's own dictionary of poverty policy and keeps names such as 雪克来提·扎克尔
    whole."""
    user_words: tuple[str, ...] = ()
    """Lines of a jieba user dictionary, in either script."""
    stopwords: frozenset[str] = frozenset()
    """Words to leave out, in either script."""
    keep: SpanFinder | None = None
    """Finds stretches to keep as one token each, such as numbers with their units."""
    by: str | None = None
    """``sentence`` gives a record for each sentence in place of the document."""
    keywords: str | None = None
    """``tfidf`` or ``textrank`` adds ``keyterms``, as jieba.analyse finds them."""
    top: int = 20
    """How many keywords."""


def segment(items: Items, config: SegmentConfig = SegmentConfig()) -> ItemStream:
    """Documents with ``tokens`` added; everything else as it comes.

    In the default mode the tokens joined give the text back, white space and punctuation included, unless
    stop words are left out. Traditional text is cut through its Simplified form, which has the same length,
    and the tokens are slices of the text as written.

    >>> [document] = segment([{"type": "document", "text": "實現貧困人口脫貧"}])
    >>> document["tokens"]
    ['實現', '貧困人口', '脫貧']

    Raises UsageError when the configuration cannot be meant.
    """
    _check(config)
    return _segmented(items, config)


def _check(config: SegmentConfig) -> None:
    for name, value, known in (
        ("word cutter", config.engine, ENGINES),
        ("mode", config.mode, MODES),
        ("dictionary", config.dictionary, ("policy",)),
        ("unit of text", config.by, ("sentence",)),
        ("kind of keywords", config.keywords, METHODS),
    ):
        if value is not None and value not in known:
            raise UsageError(f"no {name} is called {value!r}", f"there is {', '.join(known)}")
    if config.pos and config.mode != "default":
        raise UsageError(f"jieba has no parts of speech in {config.mode} mode", "leave out one of the two")
    if config.mode == "full" and not (config.hmm or config.keywords):
        raise UsageError("full mode has only words of the dictionary anyway", "leave out --no-hmm")
    if config.keywords and config.by:
        raise UsageError("a sentence is too short for keywords", "leave out one of --keywords and --by")


def _segmented(items: Items, config: SegmentConfig) -> ItemStream:
    cutter: _Cutter | None = None
    for item in items:
        if not is_document(item):
            yield item
            continue
        cutter = cutter or _Cutter(config)
        yield from cutter.sentences(item) if config.by else [cutter.document(item)]


class _Cutter:
    """A configuration at work, its dictionaries loaded."""

    def __init__(self, config: SegmentConfig) -> None:
        self._config = config
        self._engine: Engine = engine(config.engine, tuple(_dictionary(config)))
        self._stopwords = stop_words(config.stopwords)

    def document(self, document: Record) -> Record:
        """The document with its tokens."""
        text = document.get("text") or ""
        plain = simplified_form(text)
        tokens = self._tokens(text, plain)
        added = self._fields(self._without_stopwords(tokens), text, plain)
        if self._config.keywords:
            added["keyterms"] = self._keyterms(text, plain)
        kept = {name: value for name, value in document.items() if name not in _OURS}
        return {**kept, **added}

    def sentences(self, document: Record) -> Iterator[Record]:
        """The sentences of a document with their tokens, whose offsets count in the document's text."""
        text = document.get("text") or ""
        plain = simplified_form(text)
        tokens = self._tokens(text, plain)
        spans = list(sentence_spans(text))
        for (start, end), indexes in zip(spans, by_stretch(tokens, spans), strict=True):
            chosen = self._without_stopwords(tokens.chosen(indexes))
            record: Record = {"type": "sentence", "doc": document.get("id"), "field": "text"}
            record |= {"start": start, "end": end, "text": text[start:end]}
            yield record | self._fields(chosen, text, plain)

    def _tokens(self, text: str, plain: str) -> Tokens:
        config, cutter = self._config, self._engine
        kept = list(self._kept(text, plain))
        if config.mode == "full":
            return full_tokens(cutter, plain, kept)
        tokens = default_tokens(cutter, plain, hmm=config.hmm, pos=config.pos, kept=kept)
        return search_tokens(cutter, tokens, kept) if config.mode == "search" else tokens

    def _kept(self, text: str, plain: str) -> Iterator[Kept]:
        quantities = (
            [Kept(start, end, QUANTITY) for start, end in self._config.keep(text)]
            if self._config.keep
            else []
        )
        people = names(self._engine, plain) if self._config.dictionary else ()
        done = 0
        for kept in sorted([*quantities, *people]):
            if kept.start >= done:
                yield kept
                done = kept.end

    def _without_stopwords(self, tokens: Tokens) -> Tokens:
        stop = self._stopwords
        if not stop or stop.isdisjoint(tokens.words):
            return tokens
        return tokens.chosen([index for index, word in enumerate(tokens.words) if word not in stop])

    def _fields(self, tokens: Tokens, text: str, plain: str) -> dict[str, Any]:
        words = tokens.words
        if plain is not text:
            words = tokens.written(text)
        fields: dict[str, Any] = {"tokens": words}
        if tokens.tags is not None:
            fields["pos"] = tokens.tags
        if self._config.offsets:
            fields["offsets"] = list(map(list, zip(tokens.starts, tokens.ends, strict=True)))
        return fields

    def _keyterms(self, text: str, plain: str) -> list[dict[str, Any]]:
        """The keywords as the text first writes them."""
        config = self._config
        found = keywords(
            str(config.keywords),
            self._engine,
            plain,
            top=config.top,
            hmm=config.hmm,
            stopwords=self._stopwords,
        )
        places = ((plain.find(word), word, weight) for word, weight in found)
        return [{"word": text[at : at + len(word)], "weight": weight} for at, word, weight in places]


_OURS = frozenset({"tokens", "pos", "offsets", "keyterms"})
"""Fields of an earlier cutting, which would be wrong beside the new one."""


def _dictionary(config: SegmentConfig) -> Iterator[UserWord]:
    if config.dictionary:
        yield from policy_words()
    for line in config.user_words:
        word = user_word(line)
        yield word._replace(word=simplified_form(word.word))
