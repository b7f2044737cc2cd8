"""The keywords of a text as jieba.analyse finds them: its code on povtool's words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from povtool.segment.engines import Engine

METHODS = ("tfidf", "textrank")


def keywords(
    method: str, engine: Engine, text: str, *, top: int, hmm: bool, stopwords: frozenset[str]
) -> list[tuple[str, float]]:
    """The ``top`` keywords of a Simplified text with their weights, the weightiest first.

    ``tfidf`` weighs a word's share of the text by jieba's table of inverse document frequencies (Salton and
    Buckley 1988); ``textrank`` ranks nouns and verbs by their neighbours (Mihalcea and Tarau 2004). Both are
    jieba's ``extract_tags`` with its defaults; ``stopwords`` are left out beside its own.

    >>> from povtool.segment.engines import engine
    >>> found = keywords("tfidf", engine(), "脱贫攻坚，脱贫摘帽", top=2, hmm=True, stopwords=frozenset())
    >>> [word for word, _ in found]
    ['脱贫', '摘帽']
    """
    extractor = _extractor(method)
    extractor.tokenizer = extractor.postokenizer = _Tokenizer(engine, hmm, tagged=method == "textrank")
    extractor.stop_words = extractor.STOP_WORDS | stopwords
    return [(word, weight) for word, weight in extractor.extract_tags(text, topK=top, withWeight=True)]


@cache
def _extractor(method: str) -> Any:
    from jieba import analyse

    return {"tfidf": analyse.TFIDF, "textrank": analyse.TextRank}[method]()


class _Tokenizer:
    """What jieba.analyse asks for words."""

    def __init__(self, engine: Engine, hmm: bool, *, tagged: bool) -> None:
        self._engine = engine
        self._hmm = hmm
        self._tagged = tagged

    def cut(self, text: str) -> Iterator[Any]:
        if not self._tagged:
            yield from self._engine.cut(text, self._hmm)
            return
        from jieba.posseg import pair

        yield from map(pair, *self._engine.tag(text, self._hmm))
