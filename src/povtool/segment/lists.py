"""povtool's own word lists: terms of poverty policy, and stop words."""

from __future__ import annotations

from functools import cache

from povtool.data import rows
from povtool.segment.dictionary import UserWord
from povtool.segment.form import simplified_form


@cache
def policy_words() -> tuple[UserWord, ...]:
    """The dictionary of poverty policy: terms, formulas, programmes and administrative divisions."""
    return tuple(
        UserWord(word, int(frequency), tag)
        for frequency, tag, words in rows("policy_words.tsv")
        for word in words.split(" ")
    )


@cache
def zh_stop_words() -> frozenset[str]:
    """The stop words of ``--stopwords zh``: function words and punctuation."""
    return frozenset(word for *_, words in rows("stop_words.tsv") for word in words.split(" "))


def stop_words(words: frozenset[str]) -> frozenset[str]:
    """Stop words in the form that tokens are compared in."""
    return words and words | frozenset(map(simplified_form, words))
