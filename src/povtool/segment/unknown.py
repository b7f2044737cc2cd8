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

_HAN = re.compile("([\u4e00-\u9fd5]+)")
_LATIN_WORD = re.compile(r"([A-Za-z0-9]+(?:\.[0-9]+)?%?)")
"""What jieba takes for a word among Latin letters and figures: ``1.2`` in ``1.2.3``, ``5%``."""


def unknown_words(stretch: str) -> list[str]:
    """The words of a stretch of characters that the dictionary has no word for; joined they give it back.

    >>> unknown_words("雪克来提"), unknown_words("v1.2.3节")
    (['雪克来', '提'], ['v1.2', '.', '3', '节'])
    """
    words: list[str] = []
    for index, piece in enumerate(_HAN.split(stretch)):
        if index % 2:
            words += _words(piece)
        else:
            words += filter(None, _LATIN_WORD.split(piece))
    return words


def _words(text: str) -> list[str]:
    words: list[str] = []
    begin = 0
    for end, place in enumerate(_places(text), 1):
        if place == "E" or place == "S":
            words.append(text[begin:end])
            begin = end
    return words


class _Model(NamedTuple):
    start: tuple[float, float, float, float]
    """Of B, M, E and S."""
    steps: tuple[float, ...]
    """From B to M and E, from M to M and E, from E to B and S, from S to B and S: all there are."""
    emission: dict[str, tuple[float, float, float, float]]
    """Character → how likely it is in each state."""


@cache
def _model() -> _Model:
    start, step, emission = (table("finalseg", name) for name in ("prob_start", "prob_trans", "prob_emit"))
    characters = set().union(*emission.values())
    return _Model(
        tuple(start[state] for state in "BMES"),  # type: ignore[arg-type]
        tuple(step[a][b] for a, b in ("BM", "BE", "MM", "ME", "EB", "ES", "SB", "SS")),
        {char: tuple(emission[state].get(char, _UNKNOWN) for state in "BMES") for char in characters},  # type: ignore[misc]
    )


def _places(text: str) -> list[str]:
    """The likeliest places of the characters of a text in words (Viterbi 1967); of two equal ways S before
    E, M before B."""
    (b, m, e, s), (bm, be, mm, me, eb, es, sb, ss), emission = _model()
    never = (_UNKNOWN,) * 4
    in_b, in_m, in_e, in_s = emission.get(text[0], never)
    b, m, e, s = b + in_b, m + in_m, e + in_e, s + in_s
    origins: list[tuple[str, str, str, str]] = []
    for character in text[1:]:
        in_b, in_m, in_e, in_s = emission.get(character, never)
        b_from_e, b_from_s = e + eb + in_b, s + sb + in_b
        m_from_b, m_from_m = b + bm + in_m, m + mm + in_m
        e_from_b, e_from_m = b + be + in_e, m + me + in_e
        s_from_e, s_from_s = e + es + in_s, s + ss + in_s
        b, from_b = (b_from_s, "S") if b_from_s >= b_from_e else (b_from_e, "E")
        m, from_m = (m_from_m, "M") if m_from_m >= m_from_b else (m_from_b, "B")
        e, from_e = (e_from_m, "M") if e_from_m >= e_from_b else (e_from_b, "B")
        s, from_s = (s_from_s, "S") if s_from_s >= s_from_e else (s_from_e, "E")
        origins.append((from_b, from_m, from_e, from_s))
    place = "S" if s >= e else "E"
    path = [place]
    for from_b, from_m, from_e, from_s in reversed(origins):
        place = from_s if place == "S" else from_e if place == "E" else from_b if place == "B" else from_m
        path.append(place)
    path.reverse()
    return path


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
