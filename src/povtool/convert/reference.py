"""The conversions of package ``opencc-python-reimplemented``, to the letter, for comparing with older work.

Its dictionaries and its matching are older than OpenCC's own, and it does not say where a stretch of text has
gone to; where that is asked, it is worked out by converting the text in parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property

from povtool.convert.alignment import Conversion, Piece
from povtool.errors import UsageError

_CONFIGURATIONS = ("s2t", "t2s", "s2tw", "tw2s", "s2twp", "tw2sp", "s2hk", "hk2s", "t2tw", "t2hk")

_CLAUSE = re.compile(r"[^，。、；：？！\s]+|[，。、；：？！\s]+")
"""The package converts clause by clause, and never touches what divides them."""


def configurations() -> tuple[str, ...]:
    """The names of the configurations that the package has."""
    return _CONFIGURATIONS


@cache
def converter(config: str) -> ReferenceConverter:
    """The converter of a configuration, shared; its dictionaries load with the first text.

    Raises UsageError for a name that is not one of :func:`configurations`.
    """
    if config not in _CONFIGURATIONS:
        raise UsageError(
            f"opencc-python has no configuration {config}", f"use one of {' '.join(_CONFIGURATIONS)}"
        )
    return ReferenceConverter(config)


class ReferenceConverter:
    """One configuration of opencc-python-reimplemented."""

    keeps_length = False
    """Its dictionaries are not known to."""

    def __init__(self, config: str) -> None:
        self._config = config

    @cached_property
    def _convert(self) -> Callable[[str], str]:
        from opencc import OpenCC

        convert: Callable[[str], str] = OpenCC(self._config).convert
        return convert

    def convert(self, text: str) -> ReferenceConversion:
        """The text as the package converts it."""
        return ReferenceConversion(text, self._convert)


class ReferenceConversion:
    """A converted text whose alignment is worked out when it is first asked for."""

    def __init__(self, source: str, convert: Callable[[str], str]) -> None:
        self._source = source
        self._convert = convert
        self.text = convert(source)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the source stretch ``[start, end)`` stands in :attr:`text`, in code points.

        As :meth:`povtool.convert.alignment.Conversion.span`.
        """
        return self._aligned.span(start, end)

    @cached_property
    def _aligned(self) -> Conversion:
        pieces: list[Piece] = []
        gained = 0
        for clause in _CLAUSE.finditer(self._source):
            text = self._convert(clause[0])
            if len(text) == len(clause[0]):
                continue
            start, target = clause.start(), clause.start() + gained
            pieces += [
                (start + piece[0], start + piece[1], target + piece[2], target + piece[3])
                for piece in _pieces(clause[0], text, self._convert)
            ]
            gained += len(text) - len(clause[0])
        return Conversion(self.text, tuple(pieces))


def _pieces(source: str, target: str, convert: Callable[[str], str]) -> Iterator[Piece]:
    """The stretches of a clause whose length changes.

    A clause may be cut wherever its two halves, converted by themselves, make up the whole.
    """
    last = target_last = 0
    for cut in range(1, len(source) + 1):
        left = convert(source[:cut])
        if len(left) <= target_last or left + convert(source[cut:]) != target:
            continue
        if len(left) - target_last != cut - last:
            yield last, cut, target_last, len(left)
        last, target_last = cut, len(left)
