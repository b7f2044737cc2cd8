"""jieba's words from rjieba, the same dictionary in Rust, with what it does otherwise put right.

rjieba 0.2 (jieba-rs 0.11) differs from jieba 0.42.1 in four places. It takes more characters for Han: they
are hidden from it. Its model of unknown words has other roundings, and keeps ``a-b`` and ``1.2.3`` whole; its
parts of speech of unknown words are guesses: :mod:`povtool.segment.unknown` and
:mod:`povtool.segment.tagging` do as jieba does. And it cannot forget a word: a dictionary that forbids one is
built anew.
"""

from __future__ import annotations

import re
from typing import Any

from povtool.segment.dictionary import LONGEST_WORD, UserWord, Vocabulary, settled
from povtool.segment.reference import Jieba
from povtool.segment.stretches import REMEMBERED, Stretches
from povtool.segment.tagging import Tagger
from povtool.segment.unknown import unknown_words

_RARE_HAN = re.compile("[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Han for rjieba; for jieba each is a mark of its own."""

_MARKS_TO_TAGGER = re.compile("[-%\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""What jieba.posseg takes for marks, unlike ``jieba.cut`` also - and %."""

_MARK = "，"
"""A mark for both."""

_IN_WORDS = "[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]"
"""What may be part of a word; anything else is a mark."""

_HAN_WORD = re.compile("[\u4e00-\u9fd5]+")
_WEIGHT_OF_ALL = "\ue000"
"""A word that no text can have, for jieba cuts at private-use characters; its frequency corrects the sum."""


def fast(words: tuple[UserWord, ...]) -> Rjieba | Jieba:
    """rjieba with a user dictionary, or jieba where rjieba's answer would not be the same.

    That is with a dictionary that has a single Latin letter or figure for a word, for then runs of them may
    be several words, or that first forbids a word and then has it.
    """
    if any(len(word.word) == 1 and word.word.isascii() and word.word.isalnum() for word in words):
        return Jieba(words)
    import rjieba

    if not words:
        return Rjieba(rjieba._DEFAULT_JIEBA, Vocabulary({}, 0, frozenset(), {}))
    vocabulary = settled(words, rjieba.has_word)
    return Jieba(words) if vocabulary is None else Rjieba(_enlarged(vocabulary), vocabulary)


def _enlarged(vocabulary: Vocabulary) -> Any:
    import rjieba

    own = rjieba._DEFAULT_JIEBA
    jieba = rjieba.Jieba.empty() if vocabulary.complete else rjieba.Jieba()
    for word, frequency in vocabulary.frequencies.items():
        jieba.add_word(word, frequency, vocabulary.tags.get(word) or _own_tag(own, word) or "x")
    if vocabulary.more:
        jieba.add_word(_WEIGHT_OF_ALL, vocabulary.more, "x")
    return jieba


class Rjieba:
    """jieba's words and parts of speech, fast.

    >>> fast(()).cut("第1.2.3节，𠀀字")
    ['第', '1.2', '.', '3', '节', '，', '𠀀', '字']
    """

    name = "rjieba"

    def __init__(self, jieba: Any, vocabulary: Vocabulary) -> None:
        self._cut = jieba.cut
        self.longest = max([LONGEST_WORD, *map(len, vocabulary.frequencies)])
        self._forbidden = frozenset(filter(_HAN_WORD.fullmatch, vocabulary.forbidden))
        self._has_word = jieba.has_word
        self._tagger = Tagger(jieba.cut, lambda word: _own_tag(jieba, word), vocabulary.tags)
        self._stretches = Stretches(jieba.has_word, _IN_WORDS)
        self._found: dict[str, list[str]] = {}

    def cut(self, text: str, hmm: bool = True) -> list[str]:
        """The words of a text; joined they give it back. Without ``hmm`` only words of the dictionary."""
        hidden = _RARE_HAN.sub(_MARK, text) if _RARE_HAN.search(text) else text
        words: list[str] = self._cut(hidden, False)
        if hmm:
            words = self._with_unknown(words)
        return words if hidden is text else _written(words, text)

    def tag(self, text: str, hmm: bool = True) -> tuple[list[str], list[str]]:
        """The words of a text, cut with an eye on their parts of speech, and these."""
        hidden = _MARKS_TO_TAGGER.sub(_MARK, text)
        words, tags = self._tagger.modelled(hidden) if hmm else self._tagger.plain(hidden)
        return words if hidden == text else _written(words, text), tags

    def knows(self, word: str) -> bool:
        """Whether a word is in the dictionary."""
        return bool(self._has_word(word))

    def _with_unknown(self, words: list[str]) -> list[str]:
        """The dictionary's words, with those that the model finds in stretches of single characters."""
        found = self._found
        result: list[str] = []
        done = 0
        for start, end in self._stretches.among(words):
            result += words[done:start]
            stretch = "".join(words[start:end])
            result += found[stretch] if stretch in found else self._find(stretch)
            done = end
        result += words[done:]
        return result

    def _find(self, stretch: str) -> list[str]:
        """The words of a stretch, which falls into characters where it is itself a word that lost to them."""
        if len(self._found) >= REMEMBERED:
            self._found.clear()
        if self._has_word(stretch):
            words = list(stretch)
        else:
            words = unknown_words(stretch)
            if not self._forbidden.isdisjoint(words):
                words = [part for word in words for part in (word if word in self._forbidden else (word,))]
        self._found[stretch] = words
        return words


def _own_tag(jieba: Any, word: str) -> str | None:
    """The part of speech of a word in the dictionary; None for any other."""
    return jieba.tag(word, False)[0][1] if jieba.has_word(word) else None


def _written(words: list[str], text: str) -> list[str]:
    """The words as the text has them, which may have hidden characters in it."""
    written: list[str] = []
    start = 0
    for word in words:
        end = start + len(word)
        written.append(text[start:end])
        start = end
    return written
