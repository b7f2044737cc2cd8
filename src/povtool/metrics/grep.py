"""The metric and formula records that match a pattern and filters: what grep is to lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from povtool.convert.script import simplify
from povtool.errors import UsageError
from povtool.metrics.context import Surroundings, as_shown
from povtool.metrics.extract import MetricsConfig, described, usable
from povtool.metrics.filters import period_filter, place_filter, unit_filter
from povtool.records import Item, Items, ItemStream, Notice, Record, is_document

Test = Callable[[Record], bool]

KINDS = ("metric", "formula")
LACKING = Notice(
    "povtool grep-metrics",
    "matches that came as records have no document, so no context, lines or account: give the documents",
)
"""Told where these are asked for and cannot be given."""


@dataclass(frozen=True)
class GrepConfig:
    """Which records :func:`select` lets through, and what it adds to them."""

    patterns: tuple[str, ...] = ()
    """Python regular expressions, searched in the sentence, one of which must be found; either script finds
    both. With none, every sentence matches."""
    ignore_case: bool = False
    """Latin letters match in either case."""
    invert: bool = False
    """Let through what no pattern is found in; the other conditions hold as they are."""
    kinds: tuple[str, ...] = ("metric",)
    """``metric``, ``formula``. A formula has only a sentence: it meets no condition on other fields."""
    indicators: frozenset[str] = frozenset()
    """Only claims of one of these indicators, by name."""
    place: str | None = None
    """Only claims of this place or of one in it (:func:`~povtool.metrics.filters.place_filter`)."""
    period: str | None = None
    """Only claims whose period overlaps this one (:func:`~povtool.metrics.filters.period_filter`)."""
    status: str | None = None
    """``achieved`` or ``target``."""
    unit: str | None = None
    """Only metrics of this unit, in either script; 万元 asks for 元."""
    minimum: float | None = None
    """Only metrics of at least this value."""
    maximum: float | None = None
    """Only metrics of at most this value."""
    before: int = 0
    """Sentences of context before each match."""
    after: int = 0
    """Sentences of context behind each match."""
    lines: bool = False
    """Say in which line of the text each match begins."""
    shown: bool = False
    """Give what a view shows instead of records to write (:func:`~povtool.metrics.context.as_shown`)."""
    extraction: MetricsConfig = field(default_factory=MetricsConfig)
    """How documents are searched for figures."""


def select(items: Items, config: GrepConfig = GrepConfig()) -> ItemStream:
    """The records that match, of documents and of what ``metrics`` made; other types pass through.

    A range matches where any of it lies between the limits; a metric without a value (a damaged number)
    is within no limits. Context and lines can only be told of documents. Raises UsageError for a condition
    that cannot be meant, before any record is read.
    """
    return _selected(items, config, _test(config))


def _selected(items: Items, config: GrepConfig, matches: Test) -> Iterator[Item]:
    told = False
    for item in items:
        if isinstance(item, dict) and is_document(item) and usable(item):
            yield from _of_document(item, config, matches)
        elif not isinstance(item, dict) or item.get("type") not in KINDS:
            yield item
        elif matches(item):
            if not told and _lacks(item, config):
                yield LACKING
                told = True
            yield item


def _lacks(record: Record, config: GrepConfig) -> bool:
    """Whether only the document could tell what is wanted of a record."""
    wanted = {
        "line": config.lines and record.get("field") != "title",
        "before": config.before > 0,
        "after": config.after > 0,
        "explain": config.extraction.explain and record["type"] == "metric",
    }
    return any(is_wanted and name not in record for name, is_wanted in wanted.items())


def _of_document(document: Record, config: GrepConfig, matches: Test) -> Iterator[Record]:
    matched = [record for record in described(document, config.extraction) if matches(record)]
    if matched and (config.lines or config.before or config.after):
        around = Surroundings(document)
        for record in matched:
            line = around.line(record) if config.lines else None
            if line is not None:
                record["line"] = line
            if config.before and not config.shown:
                record["before"] = around.before(record, config.before)
            if config.after and not config.shown:
                record["after"] = around.after(record, config.after)
    if config.shown:
        yield from as_shown(document, matched, config.before, config.after, lines=config.lines)
    else:
        yield from matched


def _test(config: GrepConfig) -> Test:
    """What :func:`select` asks of each record: the cheap questions first."""
    tests = [*_of_fields(config), *_of_sentence(config)]
    kinds = frozenset(config.kinds)

    def matches(record: Record) -> bool:
        return record.get("type") in kinds and all(test(record) for test in tests)

    return matches


def _of_fields(config: GrepConfig) -> Iterator[Test]:
    if config.indicators:
        yield lambda record: record.get("indicator") in config.indicators
    if config.status is not None:
        yield lambda record: record.get("status") == config.status
    if config.minimum is not None or config.maximum is not None:
        yield lambda record: _within(record, config.minimum, config.maximum)
    for name, said, reader in (
        ("period", config.period, period_filter),
        ("place", config.place, place_filter),
        ("unit", config.unit, unit_filter),
    ):
        if said is not None:
            yield _of_field(name, reader(said))


def _of_field(name: str, test: Callable[[object], bool]) -> Test:
    return lambda record: test(record.get(name))


def _of_sentence(config: GrepConfig) -> Iterator[Test]:
    if not config.patterns:
        if config.invert:
            raise UsageError("-v inverts PATTERN, and there is none", "give one, or leave out -v")
        return
    patterns = [_pattern(text, config.ignore_case) for text in config.patterns]

    def found(record: Record) -> bool:
        sentence = simplify(str(record.get("sentence") or ""))
        return any(pattern.search(sentence) for pattern in patterns) is not config.invert

    yield found


def spans(config: GrepConfig, sentence: str) -> list[tuple[int, int]]:
    """Where in a sentence the patterns stand, in code points; empty matches are no place.

    >>> spans(GrepConfig(("贫困",)), "現行標準下貧困人口")
    [(5, 7)]
    """
    if config.invert:
        return []
    plain = simplify(sentence)
    patterns = [_pattern(text, config.ignore_case) for text in config.patterns]
    found = (match.span() for pattern in patterns for match in pattern.finditer(plain))
    return [span for span in found if span[0] < span[1]]


@cache
def _pattern(text: str, ignore_case: bool) -> re.Pattern[str]:
    """The pattern made Simplified, as the sentences it is searched in are: so [^贫]困 does not match 貧困."""
    flags = re.IGNORECASE if ignore_case else re.UNICODE
    try:
        written = re.compile(text, flags)
    except re.error as error:
        where = "" if error.pos is None else f" at character {error.pos + 1}"
        raise UsageError(
            f"bad pattern {text}{where}: {error.msg}",
            "patterns are Python regular expressions; put \\ before a mark that is meant as itself",
        ) from error
    try:
        return re.compile(simplify(text), flags)
    except re.error:  # a range such as [丁-龜] may end before it begins once it is Simplified
        return written


def _within(record: Record, minimum: float | None, maximum: float | None) -> bool:
    value, low, high = record.get("value"), record.get("low"), record.get("high")
    if value is not None:
        low = high = value
    elif record.get("damaged") or (low is None and high is None):
        return False
    return (minimum is None or high is None or high >= minimum) and (
        maximum is None or low is None or low <= maximum
    )
