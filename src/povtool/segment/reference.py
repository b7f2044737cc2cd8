"""jieba itself, for ``--engine jieba`` and for what only it can say."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cache, cached_property
from io import StringIO
from typing import Any

from povtool.convert.prepared import cache_folder
from povtool.segment.dictionary import LONGEST_WORD, UserWord


class Jieba:
    """jieba with a user dictionary.

    >>> Jieba().cut("易地扶贫搬迁")
    ['易地', '扶贫', '搬迁']
    """

    name = "jieba"

    def __init__(self, words: tuple[UserWord, ...] = ()) -> None:
        self._tokenizer = plain_tokenizer()
        self.longest = max([LONGEST_WORD, *(len(word.word) for word in words)])
        self._forbidden = load(self._tokenizer, words)

    def cut(self, text: str, hmm: bool = True) -> list[str]:
        """The words of a text; joined they give it back. Without ``hmm`` only words of the dictionary."""
        _forbid(self._forbidden)
        words: list[str] = self._tokenizer.lcut(text, HMM=hmm)
        return words

    def tag(self, text: str, hmm: bool = True) -> tuple[list[str], list[str]]:
        """The words of a text, cut with an eye on their parts of speech, and these."""
        pairs = list(self._tagger.cut(text, HMM=hmm))
        return [pair.word for pair in pairs], [pair.flag for pair in pairs]

    def knows(self, word: str) -> bool:
        """Whether a word is in the dictionary."""
        return bool(self._tokenizer.FREQ.get(word))

    @cached_property
    def _tagger(self) -> Any:
        from jieba.posseg import POSTokenizer

        return POSTokenizer(self._tokenizer)


def plain_tokenizer() -> Any:
    """A tokenizer of jieba with nothing but its own dictionary."""
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    frequencies, total = _own_dictionary()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict(frequencies), total, True
    return tokenizer


@cache
def _own_dictionary() -> tuple[dict[str, int], int]:
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = cache_folder()
    tokenizer.initialize()
    return tokenizer.FREQ, tokenizer.total


def load(tokenizer: Any, words: Iterable[UserWord]) -> frozenset[str]:
    """Load a user dictionary into a tokenizer of jieba; the words that it forbids.

    jieba keeps these in one place for all its tokenizers, where each of ours puts its own before it cuts.
    """
    from jieba import finalseg

    finalseg.Force_Split_Words = set()
    lines = (" ".join(str(part) for part in word if part is not None) for word in words)
    tokenizer.load_userdict(StringIO("\n".join(lines)))
    forbidden = frozenset(finalseg.Force_Split_Words)
    finalseg.Force_Split_Words = set()
    return forbidden


def _forbid(words: frozenset[str]) -> None:
    from jieba import finalseg

    finalseg.Force_Split_Words = set(words)
