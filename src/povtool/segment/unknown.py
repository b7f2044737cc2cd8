"""The words that are in no dictionary, by the model of jieba.finalseg.

The model is a hidden Markov model whose states are a character's place in a word: B, M, E, S (alone). Its
tables are jieba's (MIT licence). rjieba has a model of its own, which decides otherwise where two ways are
equal but for a millionth (常在床), so the sums are done here, in jieba's order.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

_UNKNOWN = -3.14e100
"""The model's logarithm of what it has never seen."""

_POSSIBLE = -1e99
"""Less than any way through what was seen, more than any through what was not."""

_HAN = re.compile("[\u4e00-\u9fd5]")
_PIECES = re.compile(r"[\u4e00-\u9fd5]+|[A-Za-z0-9]+(?:\.[0-9]+)?%?|[^A-Za-z0-9\u4e00-\u9fd5]+")
"""What jieba cuts at before it asks the model: ``1.2`` in ``1.2.3`` and ``5%`` are a word each."""

_Place = tuple[float, float, float, float]
"""How likely a character is as B, M, E and S."""

_NEVER = (_UNKNOWN,) * 4

_Ends = tuple[Any, int] | None
"""Where the last word of a way ends, behind where those before it do."""


def unknown_words(stretch: str) -> list[str]:
    """The words of a stretch of characters that the dictionary has no word for; joined they give it back.

    >>> unknown_words("雪克来提"), unknown_words("v1.2.3节")
    (['雪克来', '提'], ['v1.2', '.', '3', '节'])
    """
    if stretch.isascii():
        return _PIECES.findall(stretch)
    model = _model()
    try:
        return _words(model, stretch, [*map(model.emission.__getitem__, stretch)])
    except KeyError:  # not Chinese characters alone, or one never seen
        pass
    words: list[str] = []
    for piece in _PIECES.findall(stretch):
        if _HAN.match(piece):
            words += _words(model, piece, [model.emission.get(character, _NEVER) for character in piece])
        else:
            words.append(piece)
    return words


class _Model(NamedTuple):
    start: _Place
    steps: tuple[float, ...]
    """From B to M and E, from M to M and E, from E to B and S, from S to B and S: all there are."""
    emission: dict[str, _Place]


@cache
def _model() -> _Model:
    start, step, emission = (table("finalseg", name) for name in ("prob_start", "prob_trans", "prob_emit"))
    characters = filter(_HAN.match, set().union(*emission.values()))
    return _Model(
        tuple(start[state] for state in "BMES"),  # type: ignore[arg-type]
        tuple(step[a][b] for a, b in ("BM", "BE", "MM", "ME", "EB", "ES", "SB", "SS")),
        {char: tuple(emission[state].get(char, _UNKNOWN) for state in "BMES") for char in characters},  # type: ignore[misc]
    )


def _words(model: _Model, text: str, places: list[_Place]) -> list[str]:
    """The words of Chinese characters."""
    if len(places) == 2:  # the most frequent case has two ways
        (b, _, _, s), (_, be, *_, ss), _ = model
        (first_b, _, _, first_s), (_, _, second_e, second_s) = places
        apart, together = s + first_s + ss + second_s, b + first_b + be + second_e
        if max(apart, together) > _POSSIBLE:
            return [*text] if apart >= together else [text]
    ends = _ends(model, places)
    words: list[str] = []
    while ends:
        ends, end = ends
        words.append(text[ends[1] if ends else 0 : end])
    words.reverse()
    return words


def _ends(model: _Model, places: list[_Place]) -> _Ends:
    """Where the words of the likeliest way end (Viterbi 1967); of two equal ways S before E, M before B."""
    (b, m, e, s), (bm, be, mm, me, eb, es, sb, ss), _ = model
    following = iter(places)
    in_b, in_m, in_e, in_s = next(following)
    b, m, e, s = b + in_b, m + in_m, e + in_e, s + in_s
    before_b: _Ends = None
    before_m: _Ends = None
    to_e: _Ends = (None, 1)
    to_s: _Ends = (None, 1)
    end = 1
    for in_b, in_m, in_e, in_s in following:
        end += 1
        from_s, from_e = s + sb + in_b, e + eb + in_b
        if from_s >= from_e:
            next_b, before_next_b = from_s, to_s
        else:
            next_b, before_next_b = from_e, to_e
        from_s, from_e = s + ss + in_s, e + es + in_s
        if from_s >= from_e:
            s, to_s = from_s, (to_s, end)
        else:
            s, to_s = from_e, (to_e, end)
        from_m, from_b = m + me + in_e, b + be + in_e
        if from_m >= from_b:
            e, to_e = from_m, (before_m, end)
        else:
            e, to_e = from_b, (before_b, end)
        from_m, from_b = m + mm + in_m, b + bm + in_m
        if from_m >= from_b:
            m = from_m
        else:
            m, before_m = from_b, before_b
        b, before_b = next_b, before_next_b
    return to_s if s >= e else to_e


def table(package: str, name: str) -> Any:
    """A table of a part of jieba, which is not imported itself: jieba.posseg reads the whole dictionary."""
    from importlib.util import find_spec, module_from_spec, spec_from_file_location
    from pathlib import Path

    jieba = find_spec("jieba")
    if jieba is None or not jieba.submodule_search_locations:
        raise ModuleNotFoundError("package jieba is not installed")
    file = Path(jieba.submodule_search_locations[0], package, f"{name}.py")
    spec = spec_from_file_location(f"povtool.segment.{package}_{name}", file)
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.P
