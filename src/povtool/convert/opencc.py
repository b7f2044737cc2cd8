"""OpenCC's sixteen conversions, to the letter, in an own matcher over OpenCC's own dictionaries.

OpenCC here means version 1.4. Characters whose Simplified form few fonts can show are converted all the same,
which is its default.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, cached_property, partial
from typing import Any

from povtool.convert.alignment import Conversion, Piece, joined
from povtool.convert.dictionaries import flattened, read
from povtool.convert.ideographs import BORDER, around_descriptions
from povtool.convert.prepared import prepared
from povtool.convert.substitution import Substitution
from povtool.errors import UsageError

_CONFIGURATIONS = (
    "s2t", "t2s", "s2tw", "tw2s", "s2twp", "tw2sp", "s2hk", "hk2s",
    "s2hkp", "hk2sp", "t2tw", "tw2t", "t2hk", "hk2t", "t2jp", "jp2t",
)  # fmt: skip

_LENGTH_KEEPING = frozenset(name for name in _CONFIGURATIONS if not name.endswith("p") or name == "t2jp")


def configurations() -> tuple[str, ...]:
    """The names of OpenCC's configurations."""
    return _CONFIGURATIONS


def plan_of(config: str) -> dict[str, Any]:
    """OpenCC's description of a configuration: its dictionaries, step by step."""
    plan: dict[str, Any] = json.loads(read(f"config/{config}.json"))
    return plan


@cache
def converter(config: str) -> Converter:
    """The converter of a configuration, shared; its dictionaries load with the first text.

    Raises UsageError for a name that is not one of :func:`configurations`.
    """
    if config not in _CONFIGURATIONS:
        raise UsageError(f"unknown configuration: {config}", f"use one of {' '.join(_CONFIGURATIONS)}")
    return Converter(config)


class Converter:
    """One configuration of OpenCC.

    >>> converter("s2twp").convert("信息化项目的软件").text
    '資訊化專案的軟體'
    """

    def __init__(self, config: str) -> None:
        self._config = config

    @cached_property
    def _plan(self) -> tuple[list[Substitution], _Chain | _Segments]:
        """What makes a text plain, and what converts plain text; loaded when first used."""
        plan = plan_of(self._config)
        made = prepared(self._config, _files(plan, self._config), partial(_substitutions, plan))
        first = len(plan.get("normalization", []))
        if "segmentation" not in plan:
            return made[:first], _Chain(made[first:])
        return made[:first], _Segments(made[first], made[first + 1 :])

    @property
    def keeps_length(self) -> bool:
        """Whether every text stays as long as it was: so with all configurations but those with phrases of a
        region (s2twp, tw2sp, s2hkp, hk2sp)."""
        return self._config in _LENGTH_KEEPING

    def convert(self, text: str) -> Conversion:
        """The text converted, aligned with what was given.

        As OpenCC does it: compatibility ideographs are made plain; characters spelled out by their parts stay
        as they are; the text is cut into segments where the configuration says so; each step of the chain is
        applied to each segment by itself.
        """
        normalization, chain = self._plan
        if not _rare().search(text):
            return chain.convert(text)
        plain = _through(normalization, text)
        parts = around_descriptions(plain.text)
        converted = [Conversion(part) if kept else chain.convert(part) for part, kept in parts]
        return plain.then(joined([part for part, _ in parts], converted))


@cache
def _rare() -> re.Pattern[str]:
    """All that a normalization changes, and what a character spelled out begins with: few texts have any.

    Said by what it is not, since the first ranges of a class are looked at first.
    """
    return re.compile("[^\0-\u2fef\u3000-\uf8ff\ufb00-\U0002f7ff\U0002fa20-\U0010ffff]")


class _Chain:
    """Steps that each see the whole text."""

    def __init__(self, steps: list[Substitution]) -> None:
        self._steps = steps

    def convert(self, text: str) -> Conversion:
        return _through(self._steps, text)


class _Segments:
    """Cuts a text by forward maximum matching and takes each segment through the chain by itself.

    A segment is a match of the segmentation's dictionary, or all that stands between two matches. Here the
    segments stay in one text, with borders put between them, which no match of a later step can cross.
    """

    def __init__(self, cutter: Substitution, steps: list[Substitution]) -> None:
        self._cutter = cutter
        self._steps = steps

    def convert(self, text: str) -> Conversion:
        if BORDER in text:
            parts = re.split(f"({BORDER})", text)
            return joined(
                parts, [Conversion(part) if part == BORDER else self.convert(part) for part in parts]
            )
        segments = self._cutter.replaced(text)
        bordered, pieces = _through(self._steps, segments)
        return Conversion(bordered.replace(BORDER, ""), _without_borders(pieces, segments))


def _substitutions(plan: dict[str, Any]) -> list[Substitution]:
    """The substitutions of a configuration: those that make a text plain, the one that cuts it if there is
    one, and those that convert it."""
    normalization, chain = (
        [flattened(step["dict"]) for step in plan.get(part, [])]
        for part in ("normalization", "conversion_chain")
    )
    if "segmentation" in plan:
        chain = _with_cutter(flattened(plan["segmentation"]["dict"]), chain)
    return list(map(Substitution, [*normalization, *chain]))


def _with_cutter(words: dict[str, str], chain: list[dict[str, str]]) -> list[dict[str, str]]:
    """The steps of a chain behind a first one that cuts, or with a first one that also cuts."""
    first, *rest = chain
    phrases = {key for key in first if len(key) > 1}
    if phrases == words.keys() and _keeps_length(first):
        # The words to cut at are just the phrases of the first step: one pass both cuts and converts.
        return [first | dict(zip(phrases, _apart(map(first.__getitem__, phrases)), strict=True)), *rest]
    return [dict(zip(words, _apart(words), strict=True)), *chain]


def _files(node: object, config: str) -> set[str]:
    """The files of OpenCC that a configuration is made from, its own among them."""
    members = list(node.values()) if isinstance(node, dict) else node if isinstance(node, list) else []
    files = {f"config/{config}.json"}.union(*(_files(member, config) for member in members))
    return files | {node["file"]} if isinstance(node, dict) and "file" in node else files


def _apart(words: Iterable[str]) -> list[str]:
    """Words between borders, all at once: there are fifty thousand."""
    return f"{BORDER}\n{BORDER}".join(["", *words, ""]).split("\n")[1:-1]


def _without_borders(pieces: tuple[Piece, ...], segments: str) -> tuple[Piece, ...]:
    """The pieces as they are when the borders are taken out, of which both sides have equally many."""
    if not pieces:
        return ()
    borders = [border.start() for border in re.finditer(BORDER, segments)]
    moved: list[Piece] = []
    for start, end, target_start, target_end in pieces:
        before = bisect_left(borders, start)
        moved.append((start - before, end - before, target_start - before, target_end - before))
    return tuple(moved)


def _keeps_length(step: dict[str, str]) -> bool:
    return all(map(int.__eq__, map(len, step.keys()), map(len, step.values())))


def _through(steps: list[Substitution], text: str) -> Conversion:
    conversion = Conversion(text)
    for step in steps:
        conversion = conversion.then(step.convert(conversion.text))
    return conversion
