"""jieba's words from rjieba, the same dictionary in Rust, with what it does otherwise put right.

rjieba 0.2 (jieba-rs 0.11) differs from jieba 0.42.1 in five places. It takes more characters for Han: they
are hidden from it. Its model of unknown words has other roundings, and keeps ``a-b`` and ``1.2.3`` whole; its
parts of speech of unknown words are guesses: :mod:`povtool.segment.loose` and
:mod:`povtool.segment.tagging` do as jieba does. Its sum of all frequencies has a word once that jieba's has
twice. And it cannot forget a word: a dictionary that forbids one is built anew.
"""

from __future__ import annotations

import re
from functools import cached_property, partial
from typing import Any

from povtool.segment.dictionary import LONGEST_WORD, UserWord, Vocabulary, settled
from povtool.segment.loose import Loose, each_ended
from povtool.segment.reference import Jieba
from povtool.segment.tagging import Tagger
from povtool.segment.unknown import chances, unknown_words

_MARK = "，"
"""A mark for both: always a word of its own."""


class _Hiding:
    """Puts a mark in the place of some characters, and them back into the words that come out."""

    def __init__(self, others: str) -> None:
        """``others`` has all characters that need not be hidden: its first ranges are looked at first."""
        self._others = others

    @cached_property
    def _hidden(self) -> re.Pattern[str]:
        return re.compile(f"[^{self._others}]")

    @cached_property
    def _marks(self) -> re.Pattern[str]:
        return re.compile(f"{_MARK}|[^{self._others}]")

    def hidden(self, text: str) -> str:
        """The text with marks; itself where there is nothing to hide."""
        return self._hidden.sub(_MARK, text) if self._hidden.search(text) else text

    def shown(self, words: list[str], text: str) -> list[str]:
        """The words of the hidden text made as the text has them."""
        at = -1
        for mark in self._marks.findall(text):
            at = words.index(_MARK, at + 1)
            words[at] = mark
        return words


_BUT_RARE_HAN = "\u4dc0-\u9fd5\ua000-\uf8ff\ufb00-\U0001ffff\U00040000-\U0010ffff"
"""All from here on but what is Han for rjieba; for jieba such a character is a mark of its own. So is NUL,
which stands between words when stretches are looked for."""

_FOR_CUTTING = _Hiding(f"\1-\u33ff{_BUT_RARE_HAN}")

_FOR_TAGGING = _Hiding(f"\1-$&-,.-\u33ff{_BUT_RARE_HAN}")
"""jieba.posseg takes also - and % for marks, unlike ``jieba.cut``."""

_IN_WORDS = "+#&._%-"
"""The marks that may be part of a word; anything else is a word of its own."""

_HAN_WORD = re.compile("[\u4e00-\u9fd5]+")
_WEIGHT_OF_ALL = "\ue000"
"""A word that no text can have, for jieba cuts at private-use characters; its frequency corrects the sum."""

_COUNTED_TWICE = 3
"""jieba's dictionary has a word twice (B超), of which its sum of frequencies has both, and rjieba's one. That
decides where two ways are equal but for rounding (区区区)."""


def fast(words: tuple[UserWord, ...]) -> Rjieba | Jieba:
    """rjieba with a user dictionary, or jieba where rjieba's answer would not be the same.

    That is with a dictionary that has a single Latin letter or figure for a word, for then runs of them may
    be several words, or that first forbids a word and then has it.
    """
    if any(len(word.word) == 1 and word.word.isascii() and word.word.isalnum() for word in words):
        return Jieba(words)
    import rjieba

    if not words:
        rjieba.add_word(_WEIGHT_OF_ALL, _COUNTED_TWICE, "x")
        return Rjieba(rjieba._DEFAULT_JIEBA, Vocabulary({}, 0, frozenset(), {}))
    vocabulary = settled(words, rjieba.has_word)
    return Jieba(words) if vocabulary is None else Rjieba(_enlarged(vocabulary), vocabulary)


def _enlarged(vocabulary: Vocabulary) -> Any:
    import rjieba

    own = rjieba._DEFAULT_JIEBA
    jieba = rjieba.Jieba.empty() if vocabulary.complete else rjieba.Jieba()
    more = vocabulary.more + (0 if vocabulary.complete else _COUNTED_TWICE)
    for word, frequency in vocabulary.frequencies.items():
        jieba.add_word(word, frequency, vocabulary.tags.get(word) or _own_tag(own, word) or "x")
    if more:
        jieba.add_word(_WEIGHT_OF_ALL, more, "x")
    return jieba


class Rjieba:
    """jieba's words and parts of speech, fast.

    >>> fast(()).cut("第1.2.3节，𠀀字")
    ['第', '1.2', '.', '3', '节', '，', '𠀀', '字']
    """

    name = "rjieba"

    def __init__(self, jieba: Any, vocabulary: Vocabulary) -> None:
        self._jieba = jieba
        self._vocabulary = vocabulary
        self._cut = jieba.cut
        self.longest = max([LONGEST_WORD, *map(len, vocabulary.frequencies)])

    @cached_property
    def _loose(self) -> Loose:
        forbidden = frozenset(filter(_HAN_WORD.fullmatch, self._vocabulary.forbidden))
        knows = self._jieba.has_word
        if forbidden:
            return Loose(_IN_WORDS, knows, partial(_without, forbidden))
        return Loose(_IN_WORDS, knows, unknown_words, chances=chances)

    @cached_property
    def _tagger(self) -> Tagger:
        jieba = self._jieba
        return Tagger(jieba.cut, jieba.has_word, partial(_own_tag, jieba), self._vocabulary.tags)

    def cut(self, text: str, hmm: bool = True) -> list[str]:
        """The words of a text; joined they give it back. Without ``hmm`` only words of the dictionary."""
        hidden = _FOR_CUTTING.hidden(text)
        words: list[str] = self._cut(hidden, False)
        if hmm:
            words = self._loose.replaced(words)
        return words if hidden is text else _FOR_CUTTING.shown(words, text)

    def tag(self, text: str, hmm: bool = True) -> tuple[list[str], list[str]]:
        """The words of a text, cut with an eye on their parts of speech, and these."""
        hidden = _FOR_TAGGING.hidden(text)
        words, tags = self._tagger.modelled(hidden) if hmm else self._tagger.plain(hidden)
        return words if hidden is text else _FOR_TAGGING.shown(words, text), tags

    def knows(self, word: str) -> bool:
        """Whether a word is in the dictionary."""
        return bool(self._jieba.has_word(word))


def _without(forbidden: frozenset[str], stretch: str) -> str:
    """The words of a stretch, a NUL behind each, the forbidden ones in characters."""
    words = unknown_words(stretch)[:-1].split("\0")
    return each_ended(part for word in words for part in (word if word in forbidden else [word]))


def _own_tag(jieba: Any, word: str) -> str | None:
    """The part of speech of a word in the dictionary; None for any other."""
    return jieba.tag(word, False)[0][1] if jieba.has_word(word) else None
