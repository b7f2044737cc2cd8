"""``povtool grep-metrics``, which is to the records of ``metrics`` what grep is to lines."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import Enum
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from povtool.cli.metrics import Explain, IndicatorTable, own_indicators
from povtool.cli.shared import Format, Pipe, cleaned_first, command
from povtool.errors import UsageError
from povtool.parallel import run_stages
from povtool.records import ItemStream, Record
from povtool.streams import STDIN, open_output

if TYPE_CHECKING:
    from povtool.metrics import GrepConfig

Shape = Callable[[Iterable[Record]], Iterator[tuple[str, Record]]]
"""A brief form of what was found: a plain line and a record for each entry."""


class Kind(str, Enum):
    """What can be looked for."""

    metric = "metric"
    formula = "formula"


class Status(str, Enum):
    """Fact or plan."""

    achieved = "achieved"
    target = "target"


def _figure(said: str) -> float:
    """A number as it is written in Arabic numerals, with 万 and 亿 or without (10万, 1亿, 2.5e4)."""
    try:
        return float(said)
    except ValueError:
        from povtool.convert.script import fold
        from povtool.metrics.amounts.numbers import numbers

        found = list(numbers(fold(said)))
        if len(found) != 1 or found[0].value is None or found[0].end - found[0].start != len(said):
            raise typer.BadParameter(f"{said!r} is no number: write 100000, 1e5 or 10万") from None
        return float(found[0].value)


@command
def grep_metrics(
    pipe: Pipe,
    pattern: Annotated[
        str | None,
        typer.Argument(
            metavar="[PATTERN]",
            help="A regular expression, searched in each figure's sentence; not needed beside a filter.",
            show_default=False,
        ),
    ] = None,
    regexp: Annotated[
        list[str] | None,
        typer.Option(
            "--regexp", "-e", metavar="PATTERN", help="A pattern; with it all operands are files. Repeatable."
        ),
    ] = None,
    ignore_case: Annotated[
        bool, typer.Option("--ignore-case", "-i", help="Fold Latin letters' case.")
    ] = False,
    invert: Annotated[
        bool, typer.Option("--invert-match", "-v", help="Only where PATTERN is not found; filters hold.")
    ] = False,
    kind: Annotated[
        list[Kind] | None,
        typer.Option("--kind", help="Figures, formulas (提法), or both. By default metric."),
    ] = None,
    indicator: Annotated[
        list[str] | None,
        typer.Option("--indicator", metavar="NAME", help="Only figures of this indicator. Repeatable."),
    ] = None,
    place: Annotated[
        str | None,
        typer.Option("--place", metavar="NAME", help="Only figures of this place or of one inside it."),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period", metavar="PERIOD", help="Only figures of this time: 2018, 2018-06, 2016..2020, 2016.."
        ),
    ] = None,
    status: Annotated[Status | None, typer.Option("--status", help="Only facts, or only plans.")] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="UNIT", help="Only figures in this unit.")
    ] = None,
    minimum: Annotated[
        float | None,
        typer.Option("--min", metavar="N", parser=_figure, help="Only figures of N or more (1e8, 1亿)."),
    ] = None,
    maximum: Annotated[
        float | None, typer.Option("--max", metavar="N", parser=_figure, help="Only figures of N or less.")
    ] = None,
    before: Annotated[
        int | None,
        typer.Option("--before-context", "-B", min=0, metavar="N", help="With N sentences before."),
    ] = None,
    after: Annotated[
        int | None,
        typer.Option("--after-context", "-A", min=0, metavar="N", help="With N sentences behind."),
    ] = None,
    context: Annotated[
        int, typer.Option("--context", "-C", min=0, metavar="N", help="With N sentences on both sides.")
    ] = 0,
    line_number: Annotated[
        bool, typer.Option("--line-number", "-n", help="With the line of the document's text.")
    ] = False,
    count: Annotated[
        bool, typer.Option("--count", "-c", help="Only how many match in each document that has any.")
    ] = False,
    list_documents: Annotated[
        bool, typer.Option("--list", "-l", help="Only the ids of documents with a match.")
    ] = False,
    only_figures: Annotated[
        bool, typer.Option("--only-figures", "-o", help="Only the figures as written.")
    ] = False,
    indicators: IndicatorTable = None,
    explain: Explain = False,
) -> int:
    """Find the figures whose sentence matches PATTERN, whichever script either is in, and by what they claim.

    Exit status 1 when nothing matched. -c, -l and -o write plain lines, with --json records.
    """
    from povtool.metrics import GrepConfig, MetricsConfig

    if minimum is not None and maximum is not None and not minimum <= maximum:
        raise UsageError(f"no figure lies between {minimum:g} and {maximum:g}", "--min is the smaller one")
    brief = _brief(count, list_documents, only_figures)
    kinds = tuple(dict.fromkeys(each.value for each in kind or (Kind.metric,)))
    own = own_indicators(indicators)
    config = GrepConfig(
        ignore_case=ignore_case,
        invert=invert,
        kinds=kinds,
        indicators=_indicator_names(indicator or (), own),
        place=place,
        period=period,
        status=status and status.value,
        unit=unit,
        minimum=minimum,
        maximum=maximum,
        before=context if before is None else before,
        after=context if after is None else after,
        lines=line_number,
        extraction=MetricsConfig(formulas=Kind.formula in kinds, indicators=own, explain=explain),
    )
    filtered = _filters(config) or bool(kind)
    pipe, patterns = _operands(pipe, pattern, tuple(regexp or ()), filtered=filtered)
    return _run(pipe, replace(config, patterns=patterns), brief)


def _brief(count: bool, list_documents: bool, only_figures: bool) -> Callable[[bool], Shape] | None:
    """The brief form that was asked for, still to be told whether it gives lines."""
    wanted: list[Callable[[bool], Shape]] = []
    if count:
        wanted.append(lambda _: _count)
    if list_documents:
        wanted.append(lambda _: _list)
    if only_figures:
        wanted.append(lambda lines: partial(_figures, lines))
    if len(wanted) > 1:
        raise UsageError("--count, --list and --only-figures exclude each other", "keep one")
    return wanted[0] if wanted else None


def _indicator_names(asked: Iterable[str], own: Iterable[object]) -> frozenset[str]:
    from povtool.metrics.filters import known_names
    from povtool.metrics.indicators import built_in

    return known_names(asked, (row.name for row in (*own, *built_in())), "indicator")  # type: ignore[attr-defined]


def _filters(config: GrepConfig) -> bool:
    """Whether figures are looked for by what they claim; raises UsageError where only formulas are wanted."""
    told = {
        "--indicator": config.indicators,
        **{f"--{name}": getattr(config, name) is not None for name in ("place", "period", "status", "unit")},
        "--min": config.minimum is not None,
        "--max": config.maximum is not None,
    }
    used = [flag for flag, is_used in told.items() if is_used]
    if used and Kind.metric not in config.kinds:
        raise UsageError(f"{used[0]} asks for figures, and a formula is none", "leave out --kind formula")
    return bool(used)


def _operands(
    pipe: Pipe, pattern: str | None, patterns: tuple[str, ...], *, filtered: bool
) -> tuple[Pipe, tuple[str, ...]]:
    """The files and the patterns; beside a filter the first operand is a file where one has that name."""
    given = [*([] if pattern is None else [pattern]), *(pipe.files or ())]
    if patterns:
        return replace(pipe, files=given), patterns
    if not given:
        if filtered:
            return pipe, ()
        raise UsageError("nothing to look for", "give PATTERN, or a filter such as --indicator")
    first, *others = given
    if not filtered and not others and _like_a_file().search(first) and os.path.isfile(first):
        raise UsageError(f"{first} is a file: where is the pattern?", "give PATTERN first, or -e PATTERN")
    if filtered and _is_input(first, pipe.recursive, alone=not others):
        return replace(pipe, files=given), ()
    if filtered and (_like_a_file().search(first) or ("/" in first and not others)):
        raise UsageError(f"{first}: no such file", "check the name; a pattern of this form goes behind -e")
    return replace(pipe, files=others), (first,)


def _is_input(name: str, recursive: bool, *, alone: bool) -> bool:
    if os.path.isdir(name):
        return recursive and (alone or name != ".")
    return name == STDIN or os.path.exists(name)


def _like_a_file() -> re.Pattern[str]:
    return re.compile(r"\.(?:jsonl?|txt|html?|warc|wet|mhtml?)(?:\.(?:gz|zst))?$")


def _run(pipe: Pipe, config: GrepConfig, brief: Callable[[bool], Shape] | None) -> int:
    from povtool.metrics import select, spans

    matched = False
    if brief:
        as_records = pipe.told_format() not in (None, Format.text)
    else:
        as_records = pipe.chosen_format() is not Format.text
        config = replace(config, shown=not as_records)
    select((), config)  # a condition that cannot be meant is told before anything is read
    with pipe.log() as log, open_output(pipe.output) as out:
        writer = None
        if as_records or not brief:
            writer = pipe.writer(out, highlight=partial(spans, config))
        stages = (cleaned_first(), (select, config))
        found = pipe.records(_told_once(run_stages(pipe.items(), stages, pipe.jobs)), log)
        entries = brief(config.lines)(filter(_is_match, found)) if brief else (("", each) for each in found)
        for line, record in entries:
            matched = matched or brief is not None or _is_match(record)
            if writer:
                writer.write(record)
            else:
                out.write(line.encode() + b"\n")
        if writer:
            writer.close()
    return 2 if log.count else 0 if matched else 1


def _is_match(record: Record) -> bool:
    return record.get("type") in ("metric", "formula")


def _told_once(items: ItemStream) -> ItemStream:
    """The items, with the notice that matches lack their document only once: each process gives its own."""
    from povtool.metrics.grep import LACKING

    told = False
    for item in items:
        if item != LACKING or not told:
            yield item
        told = told or item == LACKING


def _count(found: Iterable[Record]) -> Iterator[tuple[str, Record]]:
    for doc, records in groupby(found, key=_doc):
        number = sum(1 for _ in records)
        yield f"{doc}:{number}", {"type": "stat", "table": "matches", "doc": doc, "n": number}


def _list(found: Iterable[Record]) -> Iterator[tuple[str, Record]]:
    for doc, _ in groupby(found, key=_doc):
        yield str(doc), {"type": "stat", "table": "matches", "doc": doc}


def _figures(lines: bool, found: Iterable[Record]) -> Iterator[tuple[str, Record]]:
    for record in found:
        place = f"{record.get('doc')}:{record.get('line', record.get('field'))}:" if lines else ""
        yield f"{place}{record.get('raw') or ''}", record


def _doc(record: Record) -> object:
    return record.get("doc")
