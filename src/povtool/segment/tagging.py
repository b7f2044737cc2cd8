"""The parts of speech of words that are in no dictionary, by the model of jieba.posseg.

The model is a hidden Markov model whose states are a place in a word (B, M, E, S) with a part of speech; its tables
are jieba's (MIT licence). Ties and characters that it does not know are settled as jieba settles them, whose sums
are repeated in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

State = tuple[str, str]
"""Place in the word and part of speech: ("B", "n")."""

Tagged = tuple[str, str]
"""A word and its part of speech."""

_UNKNOWN = -3.14e100
"""The model's logarithm of what it has never seen."""

_BLOCK = re.compile("[\u4e00-\u9fd5a-zA-Z0-9+#&._]")
"""What may be part of a word; anything else is a mark."""

_PIECES = re.compile(
    r"(?P<han>[\u4e00-\u9fd5]+)|(?P<m>[.0-9]+)|(?P<eng>[a-zA-Z0-9]+)|(?P<x>[^\u4e00-\u9fd5.0-9a-zA-Z]+)"
)
_REMEMBERED = 1 << 16
"""Unknown stretches whose answer is kept: names come again and again."""


class Tagger:
    """Gives words their parts of speech, and finds words where the dictionary has none for a stretch."""

    def __init__(
        self,
        cut: Callable[[str, bool], list[str]],
        tag: Callable[[str], str | None],
        chosen: dict[str, str],
    ) -> None:
        """``cut`` cuts by the dictionary alone; ``tag`` is its part of speech of a word, None for words not in it;
        ``chosen`` are those that a user's dictionary says."""
        self._cut = cut
        self._tag = tag
        self._chosen = chosen
        self._settled: dict[str, str | None] = {}

    def plain(self, text: str) -> tuple[list[str], list[str]]:
        """The dictionary's words and their tags: eng for Latin letters, x for what is unknown."""
        words = self._cut(text, False)
        return words, ["eng" if self._latin_run(word) else self._own(word) for word in words]

    def modelled(self, text: str) -> tuple[list[str], list[str]]:
        """The dictionary's words and those that the model finds in stretches of single characters."""
        words: list[str] = []
        tags: list[str] = []
        waiting = ""
        for word in self._cut(text, False):
            tag = self._settled[word] if word in self._settled else self._settle(word)
            if tag is None:
                waiting += word
                continue
            if waiting:
                self._resolve(waiting, words, tags)
                waiting = ""
            words.append(word)
            tags.append(tag)
        self._resolve(waiting, words, tags)
        return words, tags

    def _resolve(self, stretch: str, words: list[str], tags: list[str]) -> None:
        if len(stretch) < 2 or self._tag(stretch) is not None:
            words += stretch
            tags += map(self._own, stretch)
        else:
            found, their_tags = modelled(stretch)
            words += found
            tags += their_tags

    def _settle(self, word: str) -> str | None:
        """Remember a word's part of speech; None of what only stands together until the model has seen it."""
        if len(self._settled) >= _REMEMBERED:
            self._settled.clear()
        loose = _BLOCK.match(word) if len(word) == 1 else self._latin_run(word)
        tag = self._settled[word] = None if loose else self._own(word)
        return tag

    def _latin_run(self, word: str) -> bool:
        """Whether a word is letters and figures that the dictionary does not have as one."""
        return word.isascii() and word.isalnum() and (len(word) == 1 or self._tag(word) is None)

    def _own(self, word: str) -> str:
        return self._chosen.get(word) or self._tag(word) or "x"


@lru_cache(_REMEMBERED)
def modelled(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a stretch of characters, and their parts of speech, by the model alone.

    >>> modelled("多吉次珠"), modelled("1.5倍X")
    ((('多吉次', '珠'), ('nr', 'n')), (('1.5', '倍', 'X'), ('m', 'q', 'eng')))
    """
    words, tags = zip(*_modelled(text), strict=True)
    return words, tags


def _modelled(text: str) -> Iterator[Tagged]:
    for piece in _PIECES.finditer(text):
        if piece.lastgroup == "han":
            yield from _words(piece.group(), _best_states(piece.group()))
        else:
            yield piece.group(), str(piece.lastgroup)


def _words(text: str, states: list[State]) -> Iterator[Tagged]:
    begin = done = 0
    for index, (place, tag) in enumerate(states):
        if place == "B":
            begin = index
        elif place in "ES":
            done = index + 1
            yield text[begin if place == "E" else index : done], tag
    if done < len(text):
        yield text[done:], states[done][1]


class _Model(NamedTuple):
    start: dict[State, float]
    following: dict[State, dict[State, float]]
    """State → what may come after it, and how likely."""
    emission: dict[State, dict[str, float]]
    states: dict[str, tuple[State, ...]]
    """Character → the states it was seen in."""


@cache
def _model() -> _Model:
    tables = ("prob_start", "prob_trans", "prob_emit", "char_state_tab")
    return _Model(*map(_table, tables))


def _table(name: str) -> Any:
    """A table of jieba.posseg, which is not imported itself: that reads the whole dictionary."""
    from importlib.util import find_spec, module_from_spec, spec_from_file_location
    from pathlib import Path

    package = find_spec("jieba")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("package jieba is not installed")
    file = Path(package.submodule_search_locations[0], "posseg", f"{name}.py")
    spec = spec_from_file_location(f"povtool.segment.{name}", file)
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.P


def _best_states(text: str) -> list[State]:
    """The likeliest states of the characters of a text (Viterbi 1967); of equal ones the last by name."""
    model = _model()
    scores = {
        state: model.start[state] + model.emission[state].get(text[0], _UNKNOWN)
        for state in model.states.get(text[0], tuple(model.following))
    }
    columns: list[dict[State, State]] = []
    for character in text[1:]:
        scores, origins = _step(model, scores, character)
        columns.append(origins)
    state = max((score, state) for state, score in scores.items())[1]
    path = [state]
    for origins in reversed(columns):
        state = origins[state]
        path.append(state)
    return path[::-1]


def _step(
    model: _Model, scores: dict[State, float], character: str
) -> tuple[dict[State, float], dict[State, State]]:
    """The scores of the states that a character can be in, and which state each is best reached from."""
    live = [(model.following[origin], score, origin) for origin, score in scores.items()]
    ways = _ways(model, live, character, model.states.get(character, ()))
    if not ways:
        reachable = {state for following, _, _ in live for state in following}
        ways = _ways(model, live, character, reachable)
    best = {state: max(origins) for state, origins in ways.items()}
    return {state: score for state, (score, _) in best.items()}, {
        s: origin for s, (_, origin) in best.items()
    }


def _ways(
    model: _Model,
    live: list[tuple[dict[State, float], float, State]],
    character: str,
    wanted: Iterable[State],
) -> dict[State, list[tuple[float, State]]]:
    """The ways to each of the wanted states that can be reached at all."""
    ways: dict[State, list[tuple[float, State]]] = {}
    for state in wanted:
        emission = model.emission[state].get(character, _UNKNOWN)
        found = [
            (score + following[state] + emission, origin)
            for following, score, origin in live
            if state in following
        ]
        if found:
            ways[state] = found
    return ways
