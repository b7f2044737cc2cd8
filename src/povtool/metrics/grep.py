"""Metric records that match a pattern, a unit and a range of values: what grep is to lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from povtool.convert.script import fold, simplify
from povtool.errors import UsageError
from povtool.records import Item, Items, ItemStream, Record


@dataclass(frozen=True)
class GrepConfig:
    """Which metrics :func:`select` lets through."""

    pattern: str = ""
    """A Python regular expression, searched in the sentence; either script finds both."""
    ignore_case: bool = False
    """Latin letters match in either case."""
    unit: str | None = None
    """Only metrics of this unit, in either script."""
    minimum: float | None = None
    """Only metrics of at least this value."""
    maximum: float | None = None
    """Only metrics of at most this value."""


def select(items: Items, config: GrepConfig) -> ItemStream:
    """The metric records that match; other types pass through, formula records are left out.

    A range matches where any of it lies between the limits; a metric without a value (a damaged number)
    is within no limits. Raises UsageError for a pattern that is no regular expression, before any record
    is read.
    """
    return _selected(items, _matcher(config))


def _matcher(config: GrepConfig) -> Callable[[Record], bool]:
    """The test that :func:`select` puts to each metric record."""
    pattern = _pattern(config)
    unit = None if config.unit is None else fold(config.unit)

    def matches(record: Record) -> bool:
        if unit is not None and fold(str(record.get("unit") or "")) != unit:
            return False
        if not _within(record, config.minimum, config.maximum):
            return False
        return pattern.search(simplify(str(record.get("sentence") or ""))) is not None

    return matches


def spans(config: GrepConfig, sentence: str) -> list[tuple[int, int]]:
    """Where in a sentence the pattern stands, in code points; empty matches are no place.

    >>> spans(GrepConfig("贫困"), "現行標準下貧困人口")
    [(5, 7)]
    """
    found = (match.span() for match in _pattern(config).finditer(simplify(sentence)))
    return [span for span in found if span[0] < span[1]]


def _selected(items: Items, matches: Callable[[Record], bool]) -> Iterator[Item]:
    for item in items:
        kind = item.get("type") if isinstance(item, dict) else None
        if kind == "formula" or (kind == "metric" and isinstance(item, dict) and not matches(item)):
            continue
        yield item


@cache
def _pattern(config: GrepConfig) -> re.Pattern[str]:
    """The pattern made Simplified, as the sentences it is searched in are: so [^贫]困 does not match 貧困."""
    flags = re.IGNORECASE if config.ignore_case else re.UNICODE
    try:
        written = re.compile(config.pattern, flags)
    except re.error as error:
        where = "" if error.pos is None else f" at character {error.pos + 1}"
        raise UsageError(
            f"bad pattern {config.pattern}{where}: {error.msg}",
            "patterns are Python regular expressions; put \\ before a mark that is meant as itself",
        ) from error
    try:
        return re.compile(simplify(config.pattern), flags)
    except re.error:  # a range such as [丁-龜] may end before it begins once it is Simplified
        return written


def _within(record: Record, minimum: float | None, maximum: float | None) -> bool:
    if minimum is None and maximum is None:
        return True
    value, low, high = record.get("value"), record.get("low"), record.get("high")
    if value is not None:
        low = high = value
    elif record.get("damaged") or (low is None and high is None):
        return False
    return (minimum is None or high is None or high >= minimum) and (
        maximum is None or low is None or low <= maximum
    )
