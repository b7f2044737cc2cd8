"""The parts of speech of words that are in no dictionary, by the model of jieba.posseg.

The model is a hidden Markov model whose states are a place in a word (B, M, E, S) with a part of speech; its
tables are jieba's (MIT licence). Ties and characters that it does not know are settled as jieba settles
them, whose sums are repeated in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from math import inf
from typing import NamedTuple

from povtool.segment.loose import Loose
from povtool.segment.unknown import table

State = tuple[str, str]
"""Place in the word and part of speech: ("B", "n")."""

Tagged = tuple[str, str]
"""A word and its part of speech."""

_UNKNOWN = -3.14e100
"""The model's logarithm of what it has never seen."""

_POSSIBLE = -1e99
"""Less than any way through what was seen, more than any through what was not."""

_IN_WORDS = "+#&._"
"""The marks that may be part of a word; anything else is a word of its own."""

_MODELS_TAG = re.compile("/[a-z]+(?![^\0])")
"""Behind a word of the model; in a text / is a word by itself."""

_REMEMBERED = 1 << 15
"""Words whose part of speech is kept."""

_PIECES = re.compile(
    r"(?P<han>[\u4e00-\u9fd5]+)|(?P<m>[.0-9]+)|(?P<eng>[a-zA-Z0-9]+)|(?P<x>[^\u4e00-\u9fd5.0-9a-zA-Z]+)"
)


class Tagger:
    """Gives words their parts of speech, and finds words where the dictionary has none for a stretch."""

    def __init__(
        self,
        cut: Callable[[str, bool], list[str]],
        knows: Callable[[str], bool],
        tag: Callable[[str], str | None],
        chosen: dict[str, str],
    ) -> None:
        """``cut`` cuts by the dictionary alone, ``knows`` tells its words; ``tag`` is its part of speech of a
        word, None for words not in it; ``chosen`` are those that a user's dictionary says."""
        self._cut = cut
        self._knows = knows
        self._tags = _Tags(tag, chosen)
        self._loose = Loose(_IN_WORDS, knows, tagged_words, latin_alone=True)

    def plain(self, text: str) -> tuple[list[str], list[str]]:
        """The dictionary's words and their tags: eng for Latin letters, x for what is unknown."""
        words = self._cut(text, False)
        return words, ["eng" if self._latin(word) else self._tags[word] for word in words]

    def modelled(self, text: str) -> tuple[list[str], list[str]]:
        """The dictionary's words and those that the model finds in stretches of single characters."""
        if not text:
            return [], []
        found = self._loose.replaced(self._cut(text, False))
        words = _MODELS_TAG.sub("", "\0".join(found)).split("\0")
        return words, self._tags.of(found)

    def _latin(self, word: str) -> bool:
        """Whether a word is letters and figures that the dictionary does not have as one."""
        return word.isascii() and word.isalnum() and (len(word) == 1 or not self._knows(word))


class _Tags(dict[str, str]):
    """Word → its part of speech: the model's behind the word, else the user's, the dictionary's, or x."""

    def __init__(self, tag: Callable[[str], str | None], chosen: dict[str, str]) -> None:
        super().__init__()
        self._tag = tag
        self._chosen = chosen

    def of(self, words: list[str]) -> list[str]:
        """The parts of speech of words."""
        if len(self) > _REMEMBERED:
            self.clear()
        return list(map(self.__getitem__, words))

    def __missing__(self, word: str) -> str:
        models = _MODELS_TAG.search(word)
        tag = models[0][1:] if models else self._chosen.get(word) or self._tag(word) or "x"
        self[word] = tag
        return tag


def tagged_words(stretch: str) -> str:
    """The words of a stretch of characters, by the model alone, each with its part of speech and a NUL
    behind it.

    >>> tagged_words("多吉次珠").split("\\0"), tagged_words("1.5倍X").split("\\0")
    (['多吉次珠/nz', ''], ['1.5/m', '倍/m', 'X/eng', ''])
    """
    return "".join([f"{word}/{tag}\0" for word, tag in _modelled(stretch)])


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
    """The tables with numbers for states, in the order of the states' names: pairs are slow to look up."""

    names: list[State]
    start: list[float]
    following: list[list[float]]
    """From state to state, how likely; minus infinity where one never comes after the other."""
    within: list[list[tuple[int, float]]]
    """M or E of a part of speech → B and M of the same, and how likely from these: all it can come after."""
    ends: list[bool]
    """Whether a state is the end of a word."""
    emission: list[dict[str, float]]
    states: dict[str, list[int]]
    """Character → the states it was seen in."""

    def seen(self, character: str, states: Iterable[int]) -> tuple[list[_Chance], list[_Chance]]:
        """How likely a character is in those of the states that begin a word, and in those within one."""
        chances = [(state, self.emission[state].get(character, _UNKNOWN)) for state in states]
        begins = [chance for chance in chances if self.names[chance[0]][0] in "BS"]
        return begins, [chance for chance in chances if self.names[chance[0]][0] in "ME"]


_Chance = tuple[int, float]


@cache
def _model() -> _Model:
    tables = ("prob_start", "prob_trans", "prob_emit", "char_state_tab")
    start, following, emission, states = (table("posseg", name) for name in tables)
    names: list[State] = sorted(following)
    number = {name: index for index, name in enumerate(names)}
    return _Model(
        names,
        [start[name] for name in names],
        [[following[name].get(after, -inf) for after in names] for name in names],
        [
            [(number[origin], following[origin][name]) for origin in names if name in following[origin]]
            if name[0] in "ME"
            else []
            for name in names
        ],
        [place in "ES" for place, _ in names],
        [emission[name] for name in names],
        {character: [number[name] for name in seen] for character, seen in states.items()},
    )


@lru_cache(_REMEMBERED)
def _at_start(character: str) -> dict[int, float]:
    """The scores of the states that a first character can be in."""
    model = _model()
    return {
        state: model.start[state] + model.emission[state].get(character, _UNKNOWN)
        for state in model.states.get(character, range(len(model.names)))
    }


@lru_cache(_REMEMBERED)
def _seen(character: str) -> tuple[list[_Chance], list[_Chance]]:
    model = _model()
    return model.seen(character, model.states.get(character, ()))


def _best_states(text: str) -> list[State]:
    """The likeliest states of the characters of a text (Viterbi 1967); of equal ones the last by name."""
    model = _model()
    scores = _at_start(text[0])
    columns: list[dict[int, int]] = []
    for character in text[1:]:
        ways = _ways(model, scores, *_seen(character))
        if not ways:
            reachable = {
                state
                for origin in scores
                for state, chance in enumerate(model.following[origin])
                if chance > -inf
            }
            ways = _ways(model, scores, *model.seen(character, reachable))
        scores = {state: score for state, (score, _) in ways.items()}
        columns.append({state: origin for state, (_, origin) in ways.items()})
    state = max((score, state) for state, score in scores.items())[1]
    path = [state]
    for origins in reversed(columns):
        state = origins[state]
        path.append(state)
    return [model.names[state] for state in reversed(path)]


def _ways(
    model: _Model, scores: dict[int, float], begins: list[_Chance], goes_on: list[_Chance]
) -> dict[int, tuple[float, int]]:
    """The scores of those states of a character that can be reached at all, and whence each is best reached.

    A word begins only behind the end of one, and goes on only as the part of speech that it began as.
    """
    ways: dict[int, tuple[float, int]] = {}
    ends = [(model.following[state], score, state) for state, score in scores.items() if model.ends[state]]
    likely = [end for end in ends if end[1] > _POSSIBLE] or ends
    for state, emission in begins if ends else ():
        best = max([(score + following[state] + emission, origin) for following, score, origin in likely])
        if best[0] == -inf:
            best = max([(score + following[state] + emission, origin) for following, score, origin in ends])
        if best[0] > -inf:
            ways[state] = best
    for state, emission in goes_on:
        for origin, chance in model.within[state]:
            if origin in scores:
                way = scores[origin] + chance + emission, origin
                if state not in ways or way > ways[state]:
                    ways[state] = way
    return ways
