"""What a conversion changed, word by word, and by which of OpenCC's dictionaries: slow, for checking.

The same steps as :mod:`povtool.convert.opencc` takes, with every match kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from povtool.convert.alignment import Conversion, joined
from povtool.convert.dictionaries import flattened
from povtool.convert.ideographs import BORDER, around_descriptions
from povtool.convert.opencc import plan_of
from povtool.convert.substitution import Substitution


class Change(NamedTuple):
    """A stretch of text that a conversion changed, as small as its steps allow."""

    start: int
    """Code points of the source."""
    end: int
    source: str
    target: str
    dictionaries: tuple[str, ...]
    """OpenCC's, in the order they were used: STPhrases, TWPhrases …"""


class _Trace(NamedTuple):
    conversion: Conversion
    """With a piece for every change."""
    origins: list[tuple[int, int, str]]
    """Stretches of the source, and the dictionary that changed something in each."""

    def then(self, following: _Trace) -> _Trace:
        moved = [(*self.conversion.source_span(start, end), name) for start, end, name in following.origins]
        return _Trace(self.conversion.then(following.conversion), [*self.origins, *moved])


class _Step:
    def __init__(self, node: dict[str, Any]) -> None:
        self._substitution = Substitution(flattened(node))
        self._origins = flattened(node, origins=True)

    def trace(self, text: str) -> _Trace:
        conversion = self._substitution.changes(text)
        origins = [(start, end, self._origins[text[start:end]]) for start, end, _, _ in conversion.pieces]
        return _Trace(conversion, origins)


@cache
def tracer(config: str) -> Tracer:
    """The tracer of one of OpenCC's configurations, shared."""
    return Tracer(config)


class Tracer:
    """One configuration of OpenCC, told step by step.

    >>> [change[2:] for change in Tracer("s2twp").changes("软件的皇后")]
    [('软件', '軟體', ('STCharacters', 'TWPhrases'))]
    """

    def __init__(self, config: str) -> None:
        plan = plan_of(config)
        self._normalization, self._chain = (
            [_Step(step["dict"]) for step in plan.get(part, [])]
            for part in ("normalization", "conversion_chain")
        )
        words = flattened(plan["segmentation"]["dict"]) if "segmentation" in plan else {}
        self._cutter = Substitution({word: f"{BORDER}{word}{BORDER}" for word in words})

    def changes(self, text: str) -> Iterator[Change]:
        """All that a text's conversion changes, in order."""
        conversion, origins = self._trace(text)
        starts = [piece[0] for piece in conversion.pieces]
        names: list[dict[str, None]] = [{} for _ in starts]
        for start, _, name in origins:  # in the order of the steps; each lies within one piece
            names[bisect_right(starts, start) - 1][name] = None
        for (start, end, target_start, target_end), used in zip(conversion.pieces, names, strict=True):
            target = conversion.text[target_start:target_end]
            if text[start:end] != target:
                yield Change(start, end, text[start:end], target, tuple(used))

    def _trace(self, text: str) -> _Trace:
        plain = _through(self._normalization, text)
        parts = around_descriptions(plain.conversion.text)
        return plain.then(
            _joined(
                [
                    (part, _Trace(Conversion(part), []) if kept else self._chained(part))
                    for part, kept in parts
                ]
            )
        )

    def _chained(self, text: str) -> _Trace:
        parts: list[str] = []
        for part in re.split(f"({BORDER})", text):
            parts += [part] if part == BORDER else self._cutter.replaced(part).split(BORDER)
        return _joined([(part, _through(self._chain, part)) for part in parts if part])


def _through(steps: list[_Step], text: str) -> _Trace:
    trace = _Trace(Conversion(text), [])
    for step in steps:
        trace = trace.then(step.trace(trace.conversion.text))
    return trace


def _joined(parts: list[tuple[str, _Trace]]) -> _Trace:
    conversion = joined([part for part, _ in parts], [trace.conversion for _, trace in parts])
    origins: list[tuple[int, int, str]] = []
    offset = 0
    for part, trace in parts:
        origins += [(start + offset, end + offset, name) for start, end, name in trace.origins]
        offset += len(part)
    return _Trace(conversion, origins)
