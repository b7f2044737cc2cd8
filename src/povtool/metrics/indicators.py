"""Which indicator of the field a claim is about: people lifted, poverty incidence, counties delisted …"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
        patterns = [re.compile(text) for text in row[3:5] if text]
    except re.error as error:
        raise ValueError(f"bad pattern {row[3]}: {error}") from error
    return Indicator(row[0], row[1], frozenset(row[2].split()), patterns[0], *patterns[1:])


def read_table(name: str, lines: Iterable[str]) -> tuple[Indicator, ...]:
    """The indicators of a user's table, with comment lines; raises UsageError that names the line."""
    found = []
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\r\n").removeprefix("\ufeff")
        if text.strip() and not text.startswith("#"):
            try:
                found.append(read_row(text.split("\t")))
            except ValueError as error:
                raise UsageError(
                    f"{name}:{number}: {error}",
                    "columns: name, gloss, dimensions, pattern, not; tabs between",
                ) from error
    return tuple(found)


def indicator(said: str, dimension: str, table: Sequence[Indicator]) -> Indicator | None:
    """The indicator of a claim, None where no row of the table fits.

    ``said`` are the folded words that say what is counted, ``dimension`` is that of its unit.

    >>> indicator("贫困人口脱贫", "people", built_in()).name, indicator("贫困发生率", "people", built_in())
    ('people-lifted', None)
    """
    for row in table:
        if dimension not in row.dimensions or not row.pattern.search(said):
            continue
        if row.ruled_out is None or not row.ruled_out.search(said):
            return row
    return None
