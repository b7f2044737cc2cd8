"""Which indicator of the field a claim is about: people lifted, poverty incidence, counties delisted …"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from povtool.data import rows
from povtool.errors import UsageError


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the indicator table."""

    name: str
    gloss: str
    """English."""
    dimensions: frozenset[str]
    """Of the units it is counted in; a claim in another dimension is not about it."""
    pattern: re.Pattern[str]
    """Searched in the words that say what is counted."""
    ruled_out: re.Pattern[str] | None = None
    source: str = "indicators.tsv"
    """The table the row is from; of a user's, ``file:line``."""


@cache
def built_in() -> tuple[Indicator, ...]:
    """The indicators of ``data/indicators.tsv``, the special before the general."""
    return tuple(read_row(row) for row in rows("indicators.tsv"))


def read_row(row: Sequence[str]) -> Indicator:
    """An indicator from the columns of a table; raises ValueError where they make none.

    >>> sorted(read_row(["broadband", "villages with broadband", "count percent", "宽带|光纤"]).dimensions)
    ['count', 'percent']
    """
    if len(row) < 4 or not all(row[:4]):
        raise ValueError("an indicator has name, gloss, dimensions and pattern")
    try:
        pattern = re.compile(row[3])
        ruled_out = re.compile(row[4]) if len(row) > 4 and row[4] else None
    except re.error as error:
        raise ValueError(f"bad pattern {row[3]}: {error}") from error
    return Indicator(row[0], row[1], frozenset(row[2].split()), pattern, ruled_out)


def read_table(name: str, lines: Iterable[str]) -> tuple[Indicator, ...]:
    """The indicators of a user's table, with comment lines; raises UsageError that names the line.

    So does a dimension that no unit has, as nothing would ever fit it.
    """
    found = []
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\r\n").removeprefix("\ufeff")
        if text.strip() and not text.startswith("#"):
            try:
                row = replace(read_row(text.split("\t")), source=f"{name}:{number}")
                if unknown := sorted(row.dimensions - known_dimensions()):
                    raise ValueError(f"no unit has the dimension {unknown[0]}{near(unknown[0])}")
                found.append(row)
            except ValueError as error:
                raise UsageError(
                    f"{name}:{number}: {error}",
                    "columns: name, gloss, dimensions, pattern, not; tabs between",
                ) from error
    return tuple(found)


@cache
def known_dimensions() -> frozenset[str]:
    """The dimensions of all units, and of the built-in indicators."""
    of_units = {dimension for _, _, dimension, *_ in rows("units.tsv")}
    of_nouns = {dimension for _, dimension, *_ in rows("counted_nouns.tsv")}
    return frozenset(of_units | of_nouns).union(*(row.dimensions for row in built_in()))


def near(dimension: str) -> str:
    """The dimension that a misspelt one may mean, as a question; nothing where none is like it.

    >>> near("peple"), near("colour")
    (' (people?)', '')
    """
    from difflib import get_close_matches

    found = get_close_matches(dimension, sorted(known_dimensions()), 1)
    return f" ({found[0]}?)" if found else ""


def indicator(said: str, dimension: str, table: Sequence[Indicator]) -> Indicator | None:
    """The indicator of a claim, None where no row of the table fits.

    ``said`` are the folded words that say what is counted, ``dimension`` is that of its unit.

    >>> indicator("贫困人口脱贫", "people", built_in()).name, indicator("贫困发生率", "people", built_in())
    ('people-lifted', None)
    """
    of_dimension = _built_in_of(dimension) if table is built_in() else _of_dimension(table, dimension)
    for row in of_dimension:
        if row.pattern.search(said) and (row.ruled_out is None or not row.ruled_out.search(said)):
            return row
    return None


@cache
def _built_in_of(dimension: str) -> tuple[Indicator, ...]:
    return _of_dimension(built_in(), dimension)


def _of_dimension(table: Sequence[Indicator], dimension: str) -> tuple[Indicator, ...]:
    fitting = {dimension, "percent"} if dimension == "ratio" else {dimension}  # 三成 is a share as 30% is
    return tuple(row for row in table if row.dimensions & fitting)
