"""The word cutters: rjieba for speed, jieba as the reference; both give jieba 0.42.1's answer."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from povtool.errors import UsageError
from povtool.segment.dictionary import UserWord

ENGINES = ("rjieba", "jieba")


class Engine(Protocol):
    """One cutter with one dictionary. Texts are Simplified."""

    @property
    def name(self) -> str:
        """``rjieba`` or ``jieba``: who really cuts."""

    @property
    def longest(self) -> int:
        """Code points of the longest word of the dictionary, at least."""

    def cut(self, text: str, hmm: bool = True) -> list[str]:
        """The words of a text; joined they give it back. Without ``hmm`` only words of the dictionary."""

    def tag(self, text: str, hmm: bool = True) -> tuple[list[str], list[str]]:
        """The words of a text, cut with an eye on their parts of speech, and these."""

    def knows(self, word: str) -> bool:
        """Whether a word is in the dictionary."""


@lru_cache(8)
def engine(name: str | None = None, words: tuple[UserWord, ...] = ()) -> Engine:
    """The cutter of a name with a user dictionary, shared; without a name, rjieba.

    Raises UsageError for a name that is not one of :data:`ENGINES`.

    >>> engine().cut("易地扶贫搬迁")
    ['易地', '扶贫', '搬迁']
    """
    if name == "jieba":
        from povtool.segment.reference import Jieba

        return Jieba(words)
    if name not in (None, "rjieba"):
        raise UsageError(f"no word cutter is called {name!r}", f"there are {', '.join(ENGINES)}")
    from povtool.segment.fast import fast

    return fast(words)
