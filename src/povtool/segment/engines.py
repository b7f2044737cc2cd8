"""The word cutters: rjieba for speed, jieba as the reference and for what only it does."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import cache
from io import StringIO
from os import environ
from pathlib import Path
from typing import Any

from povtool.errors import UsageError

Cut = Callable[[str], list[str]]
Tag = Callable[[str], list[tuple[str, str]]]

ENGINES = ("rjieba", "jieba")


def cutter(engine: str | None, user_words: tuple[str, ...]) -> Cut:
    """A function that cuts Simplified text into words; the words joined give the text back.

    ``user_words`` are lines of a jieba user dictionary (``word [frequency] [tag]``). Without an engine,
    rjieba cuts where its answer is jieba's, and jieba where a user dictionary is loaded.

    Raises UsageError for an engine that cannot do what is asked.

    >>> cutter(None, ())("易地扶贫搬迁")
    ['易地', '扶贫', '搬迁']
    """
    _check(engine)
    if engine == "rjieba" and user_words:
        raise UsageError("rjieba cannot load a user dictionary as jieba does", "leave out --engine rjieba")
    if engine == "rjieba" or (engine is None and not user_words):
        return _rjieba_cut
    return _jieba(user_words).lcut


def tagger(engine: str | None, user_words: tuple[str, ...]) -> Tag:
    """A function that cuts Simplified text into ``(word, part of speech)``, with jieba's tags.

    Raises UsageError for rjieba, whose tags differ from jieba's on unknown words.

    >>> tagger(None, ())("西藏脱贫")
    [('西藏', 'ns'), ('脱贫', 'v')]
    """
    _check(engine)
    if engine == "rjieba":
        raise UsageError("rjieba does not give jieba's parts of speech", "leave out --engine rjieba")
    from jieba.posseg import POSTokenizer

    tokenizer = POSTokenizer(_jieba(user_words))
    return lambda text: [(pair.word, pair.flag) for pair in tokenizer.cut(text)]


def _rjieba_cut(text: str) -> list[str]:
    """rjieba's words, made jieba's in the two places where they differ.

    jieba takes only U+4E00 to U+9FD5 for Han characters and gives each other one as a word of its own; rjieba
    lets the rest of them be parts of words. And rjieba keeps ``a-b`` and ``1.2.3`` whole, where jieba has
    ``a - b`` and ``1.2 . 3``.

    >>> _rjieba_cut("第1.2.3节，𠀀字")
    ['第', '1.2', '.', '3', '节', '，', '𠀀', '字']
    """
    import rjieba

    words: list[str] = []
    done = 0
    for rare in _RARE_HAN.finditer(text):
        words += [*rjieba.cut(text[done : rare.start()]), rare.group()]
        done = rare.end()
    words += rjieba.cut(text[done:])
    if _JOINED_LATIN.search(text) is None:
        return words
    return [part for word in words for part in _as_jieba(word)]


def _as_jieba(word: str) -> list[str]:
    if _JOINED_LATIN.search(word) is None:
        return [word]
    return [part for part in _LATIN_WORD.split(word) if part]


_RARE_HAN = re.compile("[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_JOINED_LATIN = re.compile(r"[A-Za-z0-9][._-][A-Za-z0-9]")
_LATIN_WORD = re.compile(r"([A-Za-z0-9]+(?:\.\d+)?%?)")
"""What jieba 0.42.1 takes for a word among Latin letters and figures (``re_skip`` of its finalseg)."""


def _check(engine: str | None) -> None:
    if engine not in (None, *ENGINES):
        raise UsageError(f"no word cutter is called {engine!r}", f"there are {', '.join(ENGINES)}")


@cache
def _jieba(user_words: tuple[str, ...]) -> Any:
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = _cache_folder()
    tokenizer.initialize()
    if user_words:
        tokenizer.load_userdict(StringIO("\n".join(user_words)))
    return tokenizer


def _cache_folder() -> str | None:
    """Where jieba keeps its compiled dictionary: the user's own cache, never a folder others write to."""
    try:
        folder = Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "povtool"
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # no home at all
        return None
    return str(folder)
