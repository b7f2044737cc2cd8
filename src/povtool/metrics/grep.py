"""Metric records that match a pattern, a unit and a range of values: what grep is to lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from povtool.convert.script import simplify
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
    return _selected(items, _test(config))


def matcher(config: GrepConfig) -> Callable[[str], list[tuple[int, int]]]:
    """Where the pattern matches in a sentence: code-point spans, for lighting up.

    >>> matcher(GrepConfig("贫困"))("74個貧困縣區摘帽")
    [(3, 5)]
    """
    written, simplified = _patterns(config)

    def spans(sentence: str) -> list[tuple[int, int]]:
        found = [match.span() for match in written.finditer(sentence) if match[0]]
        if not found and simplified:
            found = [match.span() for match in simplified.finditer(simplify(sentence)) if match[0]]
        return found

    return spans


def _test(config: GrepConfig) -> Callable[[Record], bool]:
    patterns = _patterns(config)
    unit = None if config.unit is None else simplify(config.unit)

    def matches(record: Record) -> bool:
        if unit is not None and simplify(str(record.get("unit") or "")) != unit:
            return False
        return _within(record, config.minimum, config.maximum) and _found(patterns, record.get("sentence"))

    return matches


def spans(config: GrepConfig, sentence: str) -> list[tuple[int, int]]:
    """Where in a sentence the pattern stands, in code points; empty matches are no place.

    >>> spans(GrepConfig("贫困"), "現行標準下貧困人口")
    [(5, 7)]
    """
    written, simplified = _patterns(config)
    found = [match.span() for match in written.finditer(sentence)]
    if not found and simplified:
        found = [match.span() for match in simplified.finditer(simplify(sentence))]
    return [span for span in found if span[0] < span[1]]


def _selected(items: Items, matches: Callable[[Record], bool]) -> Iterator[Item]:
    for item in items:
        kind = item.get("type") if isinstance(item, dict) else None
        if kind == "formula" or (kind == "metric" and isinstance(item, dict) and not matches(item)):
            continue
        yield item


def _patterns(config: GrepConfig) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """The pattern as written, and made Simplified to search the Simplified sentence."""
    flags = re.IGNORECASE if config.ignore_case else re.UNICODE
    try:
        written = re.compile(config.pattern, flags)
    except re.error as error:
        where = "" if error.pos is None else f" at character {error.pos + 1}"
        raise UsageError(
            f"bad pattern {config.pattern!r}{where}: {error.msg}",
            "patterns are Python regular expressions; put \\ before a mark that is meant as itself",
        ) from error
    try:
        return written, re.compile(simplify(config.pattern), flags)
    except re.error:  # a range such as [丁-龜] may end before it begins once it is Simplified
        return written, None


def _found(patterns: tuple[re.Pattern[str], re.Pattern[str] | None], sentence: object) -> bool:
    if not isinstance(sentence, str):
        return False
    written, simplified = patterns
    return bool(written.search(sentence) or (simplified and simplified.search(simplify(sentence))))


def _within(record: Record, minimum: float | None, maximum: float | None) -> bool:
    if minimum is None and maximum is None:
        return True
    value, low, high = record.get("value"), record.get("low"), record.get("high")
    if value is not None:
        low = high = value
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        return False
    return (minimum is None or high >= minimum) and (maximum is None or low <= maximum)
