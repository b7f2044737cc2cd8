"""The parts of speech of words that are in no dictionary, by the model of jieba.posseg.

The model is a hidden Markov model whose states are a place in a word (B, M, E, S) with a part of speech; its
tables are jieba's (MIT licence). Ties and characters that it does not know are settled as jieba settles
them, whose sums are repeated in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from povtool.segment.stretches import REMEMBERED, Stretches
from povtool.segment.unknown import table

State = tuple[str, str]
"""Place in the word and part of speech: ("B", "n")."""

Tagged = tuple[str, str]
"""A word and its part of speech."""

_UNKNOWN = -3.14e100
"""The model's logarithm of what it has never seen."""

_IN_WORDS = "[\u4e00-\u9fd5a-zA-Z0-9+#&._]"
"""What may be part of a word; anything else is a mark."""

_PIECES = re.compile(
    r"(?P<han>[\u4e00-\u9fd5]+)|(?P<m>[.0-9]+)|(?P<eng>[a-zA-Z0-9]+)|(?P<x>[^\u4e00-\u9fd5.0-9a-zA-Z]+)"
)


class Tagger:
    """Gives words their parts of speech, and finds words where the dictionary has none for a stretch."""

    def __init__(
        self,
        cut: Callable[[str, bool], list[str]],
        tag: Callable[[str], str | None],
        chosen: dict[str, str],
    ) -> None:
        """``cut`` cuts by the dictionary alone; ``tag`` is its part of speech of a word, None for words not
        in it; ``chosen`` are those that a user's dictionary says."""
        self._cut = cut
        self._tag = tag
        self._tags = _Tags(tag, chosen)
        self._stretches = Stretches(lambda word: tag(word) is not None, _IN_WORDS, latin_alone=True)

    def plain(self, text: str) -> tuple[list[str], list[str]]:
        """The dictionary's words and their tags: eng for Latin letters, x for what is unknown."""
        words = self._cut(text, False)
        return words, ["eng" if self._latin(word) else self._tags[word] for word in words]

    def modelled(self, text: str) -> tuple[list[str], list[str]]:
        """The dictionary's words and those that the model finds in stretches of single characters."""
        found = self._cut(text, False)
        their_tags = self._tags.of(found)
        words: list[str] = []
        tags: list[str] = []
        done = 0
        for start, end in self._stretches.among(found):
            words += found[done:start]
            tags += their_tags[done:start]
            done = end
            stretch = "".join(found[start:end])
            if self._tag(stretch) is not None:  # a word that lost to its characters
                words += stretch
                tags += self._tags.of(list(stretch))
            else:
                more, more_tags = modelled(stretch)
                words += more
                tags += more_tags
        return words + found[done:], tags + their_tags[done:]

    def _latin(self, word: str) -> bool:
        """Whether a word is letters and figures that the dictionary does not have as one."""
        return word.isascii() and word.isalnum() and (len(word) == 1 or self._tag(word) is None)


class _Tags(dict[str, str]):
    """Word → its part of speech: the user's, else the dictionary's, else x."""

    def __init__(self, tag: Callable[[str], str | None], chosen: dict[str, str]) -> None:
        super().__init__()
        self._tag = tag
        self._chosen = chosen

    def of(self, words: list[str]) -> list[str]:
        """The parts of speech of words."""
        if len(self) > REMEMBERED:
            self.clear()
        return list(map(self.__getitem__, words))

    def __missing__(self, word: str) -> str:
        tag = self[word] = self._chosen.get(word) or self._tag(word) or "x"
        return tag


@lru_cache(REMEMBERED)
def modelled(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a stretch of characters, and their parts of speech, by the model alone.

    >>> modelled("多吉次珠"), modelled("1.5倍X")
    ((('多吉次珠',), ('nz',)), (('1.5', '倍', 'X'), ('m', 'm', 'eng')))
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
    return _Model(*(table("posseg", name) for name in tables))


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
