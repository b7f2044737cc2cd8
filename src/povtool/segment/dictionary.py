"""A user dictionary in jieba's format, and what it makes of jieba's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from povtool.errors import UsageError


class UserWord(NamedTuple):
    """One line of a user dictionary."""

    word: str
    frequency: int | None = None
    """None lets jieba choose one that makes the word stand; 0 forbids the word."""
    tag: str | None = None
    """Part of speech."""


_LINE = re.compile(r"(.+?)(?: ([0-9]+))?(?: ([a-z]+))?")
_MOST = 10**12
"""Frequencies above this are refused: all of jieba's dictionary together has 60 million."""

_UNCUTTABLE = re.compile(r"[^\u4e00-\u9fd5a-zA-Z0-9+#&._%-]")
"""What jieba never has inside a word, whatever a dictionary says."""


LONGEST_WORD = 16
"""Of jieba's own dictionary, in code points."""


def user_word(line: str) -> UserWord:
    """A line of a user dictionary, ``word [frequency] [tag]``, as ``jieba.load_userdict`` reads it.

    >>> user_word("易地扶贫搬迁 1000 n"), user_word("建档立卡 n").tag, user_word("雪域 高原").word
    (UserWord(word='易地扶贫搬迁', frequency=1000, tag='n'), 'n', '雪域 高原')

    Raises UsageError for an empty line and a frequency beyond reason.
    """
    match = _LINE.fullmatch(line.strip().lstrip("\ufeff"))
    if match is None:
        raise UsageError("no word in this line of the dictionary", "give word, frequency and part of speech")
    word, digits, tag = match.groups()
    if digits is not None and (len(digits) > 13 or int(digits) > _MOST):
        raise UsageError(f"the frequency of {word} is too large", f"the most is {_MOST}")
    return UserWord(word, None if digits is None else int(digits), tag)


def never_found(word: str) -> str | None:
    """The first character in a word at which jieba always cuts, so that no text will have it as one.

    >>> never_found("两不愁、三保障"), never_found("两不愁三保障") is None
    ('、', True)
    """
    match = _UNCUTTABLE.search(word)
    return match and match.group()


class Vocabulary(NamedTuple):
    """What a user dictionary changes in jieba's own, once frequencies are settled."""

    frequencies: dict[str, int]
    """Word → its frequency, for the words to add or to change; none is 0."""
    more: int
    """What the sum of all frequencies is above that of the words: jieba counts a word that it changes
    twice."""
    forbidden: frozenset[str]
    """Words that are none: jieba's own are taken out of its dictionary, and found ones are split."""
    tags: dict[str, str]
    """Word → part of speech, where the dictionary says one."""
    complete: bool = False
    """Whether ``frequencies`` has all of jieba's own words, too, less the forbidden ones."""


def settled(words: Iterable[UserWord], known: Any) -> Vocabulary | None:
    """The vocabulary that ``jieba.load_userdict`` arrives at; ``known`` tells jieba's own words.

    Where every frequency is given and every word is new, nothing has to be asked; else jieba itself settles
    them, which takes the time of loading it. None where a word is both forbidden and allowed again.
    """
    words = tuple(words)
    tags = {word.word: word.tag for word in words if word.tag}
    frequencies = {word.word: word.frequency for word in words if word.frequency}
    if len(frequencies) == len(words) and not any(map(known, frequencies)):
        return Vocabulary(frequencies, 0, frozenset(), tags)  # type: ignore[arg-type]  # none is None
    return _settled_by_jieba(words, tags)


def _settled_by_jieba(words: tuple[UserWord, ...], tags: dict[str, str]) -> Vocabulary | None:
    from povtool.segment.reference import load, plain_tokenizer

    tokenizer = plain_tokenizer()
    names = dict.fromkeys(word.word for word in words)
    before = {name: tokenizer.FREQ.get(name) or 0 for name in names}
    base = tokenizer.total
    forbidden = load(tokenizer, words)
    if any(tokenizer.FREQ[name] for name in forbidden):
        return None
    if any(before[name] for name in forbidden):
        everything = {word: frequency for word, frequency in tokenizer.FREQ.items() if frequency}
        more = tokenizer.total - sum(everything.values())
        return Vocabulary(everything, more, forbidden, _tags_of(forbidden) | tags, complete=True)
    after = {name: tokenizer.FREQ[name] for name in names if tokenizer.FREQ[name]}
    more = tokenizer.total - base - sum(after[name] - before[name] for name in after)
    return Vocabulary(after, more, forbidden, tags)


def _tags_of(words: Iterable[str]) -> dict[str, str]:
    """jieba's own parts of speech of words, which it keeps for a word that is forbidden."""
    tags = own_tags()
    return {word: tags[word] for word in words if word in tags}


@cache
def own_tags() -> dict[str, str]:
    """jieba's own parts of speech: word → tag."""
    from importlib.util import find_spec
    from pathlib import Path

    package = find_spec("jieba")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("package jieba is not installed")
    lines = Path(package.submodule_search_locations[0], "dict.txt").read_text("utf-8").splitlines()
    return {word: tag for word, _, tag in (line.split(" ") for line in lines)}
