"""The words that are in no dictionary, by the model of jieba.finalseg.

The model is a hidden Markov model whose states are a character's place in a word: B, M, E, S (alone). Its
tables are jieba's (MIT licence). rjieba has a model of its own, which decides otherwise where two ways are
equal but for a millionth (常在床), so the sums are done here, in jieba's order.
"""

from __future__ import annotations

import re
from array import array
from functools import cache
from typing import Any, NamedTuple

try:
    from povtool.segment import _native
except ImportError:  # not built: no compiler was at hand
    _native = None  # type: ignore[assignment]

_UNKNOWN = -3.14e100
"""The model's logarithm of what it has never seen."""

_HAN = re.compile("[\u4e00-\u9fd5]")
_PIECES = re.compile(r"[\u4e00-\u9fd5]+|[A-Za-z0-9]+(?:\.[0-9]+)?%?|[^A-Za-z0-9\u4e00-\u9fd5]+")
"""What jieba cuts at before it asks the model: ``1.2`` in ``1.2.3`` and ``5%`` are a word each."""

_Place = tuple[float, float, float, float, str, str]
"""How likely a character is as B, M, E and S; the character itself, and with the end of a word behind it."""


def unknown_words(stretch: str) -> str:
    """The words of a stretch of characters that the dictionary has no word for, a NUL behind each.

    >>> unknown_words("雪克来提").split("\\0"), unknown_words("v1.2.3节").split("\\0")
    (['雪克来', '提', ''], ['v1.2', '.', '3', '节', ''])
    """
    if stretch.isascii():
        return _words_of_pieces(stretch)
    words = _modelled(stretch) if _native is None else _native.modelled(stretch, chances())
    return _words_of_pieces(stretch) if words is None else words


def _modelled(stretch: str) -> str | None:
    """The same for a stretch of Chinese characters alone; None for any other."""
    model = _model()
    try:
        return _words(model, [*map(model.emission.__getitem__, stretch)])
    except KeyError:
        return None


def _words_of_pieces(stretch: str) -> str:
    pieces = _PIECES.findall(stretch)
    return "".join([unknown_words(piece) if _HAN.match(piece) else f"{piece}\0" for piece in pieces])


class _Model(NamedTuple):
    start: tuple[float, float, float, float]
    steps: tuple[float, ...]
    """From B to M and E, from M to M and E, from E to B and S, from S to B and S: all there are."""
    emission: _Emission


class _Emission(dict[str, _Place]):
    """Chinese character → how likely it is, made when first met: a text has a quarter of all."""

    def __init__(self, tables: dict[str, dict[str, float]]) -> None:
        super().__init__()
        self.tables = [tables[state] for state in "BMES"]

    def __missing__(self, character: str) -> _Place:
        if not _HAN.match(character):
            raise KeyError(character)
        b, m, e, s = (table.get(character, _UNKNOWN) for table in self.tables)
        self[character] = place = b, m, e, s, character, f"{character}\0"
        return place


@cache
def _model() -> _Model:
    start, step, emission = (table("finalseg", name) for name in ("prob_start", "prob_trans", "prob_emit"))
    return _Model(
        tuple(start[state] for state in "BMES"),  # type: ignore[arg-type]
        tuple(step[a][b] for a, b in ("BM", "BE", "MM", "ME", "EB", "ES", "SB", "SS")),
        _Emission(emission),
    )


@cache
def chances() -> array[float]:
    """The model's logarithms as the compiled functions read them.

    B, M, E, S at the start, the eight steps that there are, and B, M, E, S of each character from U+4E00
    to U+9FD5.
    """
    model = _model()
    numbers = array("d", [*model.start, *model.steps])
    shift = len(numbers)
    numbers.extend([_UNKNOWN] * 4 * (ord("\u9fd5") - ord("\u4e00") + 1))
    for place, table in enumerate(model.emission.tables):
        for character, chance in table.items():
            if _HAN.match(character):
                numbers[shift + 4 * (ord(character) - ord("\u4e00")) + place] = chance
    return numbers


def _words(model: _Model, places: list[_Place]) -> str:
    """The words of the likeliest way (Viterbi 1967); of two equal ways S before E, M before B.

    Each way has its words with it. The last character, which ends a word, is asked for no other.
    """
    (b, m, e, s), (bm, be, mm, me, eb, es, sb, ss), _ = model
    _, _, last_e, last_s, _, last = places.pop()
    if not places:
        return last
    following = iter(places)
    in_b, in_m, in_e, in_s, b_words, s_words = next(following)
    b, m, e, s = b + in_b, m + in_m, e + in_e, s + in_s
    m_words, e_words = b_words, s_words
    for in_b, in_m, in_e, in_s, character, ended in following:
        from_s, from_e = s + sb + in_b, e + eb + in_b
        if from_s >= from_e:
            next_b, next_b_words = from_s, s_words + character
        else:
            next_b, next_b_words = from_e, e_words + character
        from_s, from_e = s + ss + in_s, e + es + in_s
        if from_s >= from_e:
            s, s_words = from_s, s_words + ended
        else:
            s, s_words = from_e, e_words + ended
        from_m, from_b = m + me + in_e, b + be + in_e
        if from_m >= from_b:
            e, e_words = from_m, m_words + ended
        else:
            e, e_words = from_b, b_words + ended
        from_m, from_b = m + mm + in_m, b + bm + in_m
        if from_m >= from_b:
            m, m_words = from_m, m_words + character
        else:
            m, m_words = from_b, b_words + character
        b, b_words = next_b, next_b_words
    from_s, from_e = s + ss + last_s, e + es + last_s
    if from_s < from_e:
        from_s, s_words = from_e, e_words
    from_m, from_b = m + me + last_e, b + be + last_e
    if from_m < from_b:
        from_m, m_words = from_b, b_words
    return (s_words if from_s >= from_m else m_words) + last


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
