"""``povtool metrics``, and ``povtool grep-metrics``, which is to its records what grep is to lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import Annotated

import typer

from povtool.cli.shared import Format, Pipe, cleaned_first, command
from povtool.errors import UsageError
from povtool.parallel import Stage, run_stages
from povtool.records import Record
from povtool.streams import open_output

Shape = Callable[[Iterable[Record]], Iterator[tuple[str, Record]]]
"""A brief form of what was found: a plain line and a record for each entry."""


@command
def metrics(
    pipe: Pipe,
    base_units: Annotated[
        bool,
        typer.Option("--base-units", help="Also tell each value in the base unit of its kind (亩 as 公顷)."),
    ] = False,
) -> int:
    """Find every quantity the documents claim, and every numeric policy formula (提法).

    Writes metric and formula records, each with its place in the text.
    """
    from povtool.metrics import MetricsConfig
    from povtool.metrics import metrics as metrics_stage

    return pipe.run(cleaned_first(), (metrics_stage, MetricsConfig(base_units=base_units)))


@command
def grep_metrics(
    pipe: Pipe,
    pattern: Annotated[
        str,
        typer.Argument(metavar="PATTERN", help="A regular expression, searched in each figure's sentence."),
    ],
    ignore_case: Annotated[
        bool, typer.Option("--ignore-case", "-i", help="Fold Latin letters' case.")
    ] = False,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="UNIT", help="Only figures in this unit.")
    ] = None,
    minimum: Annotated[
        float | None, typer.Option("--min", metavar="N", help="Only figures of N or more.")
    ] = None,
    maximum: Annotated[
        float | None, typer.Option("--max", metavar="N", help="Only figures of N or less.")
    ] = None,
    count: Annotated[
        bool, typer.Option("--count", "-c", help="Only how many match in each document that has any.")
    ] = False,
    list_documents: Annotated[
        bool, typer.Option("--list", "-l", help="Only the ids of documents with a match.")
    ] = False,
    only_figures: Annotated[
        bool, typer.Option("--only-figures", "-o", help="Only the figures as written.")
    ] = False,
) -> int:
    """Find the figures whose sentence matches PATTERN, whichever script either is in.

    Exit status 1 when nothing matched. -c, -l and -o write plain lines, with --json records.
    """
    from povtool.metrics import GrepConfig, MetricsConfig, select, spans
    from povtool.metrics import metrics as metrics_stage

    if minimum is not None and maximum is not None and not minimum <= maximum:
        raise UsageError(f"no figure lies between {minimum:g} and {maximum:g}", "--min is the smaller one")
    config = GrepConfig(pattern=pattern, ignore_case=ignore_case, unit=unit, minimum=minimum, maximum=maximum)
    brief = [
        shape
        for wanted, shape in ((count, _count), (list_documents, _list), (only_figures, _figures))
        if wanted
    ]
    if len(brief) > 1:
        raise UsageError("--count, --list and --only-figures exclude each other", "keep one")
    stages = (cleaned_first(), (metrics_stage, MetricsConfig(formulas=False)), (select, config))
    if not brief:
        return _shown_whole(pipe, stages, partial(spans, config))
    return _shown_briefly(pipe, stages, brief[0])


def _shown_whole(
    pipe: Pipe, stages: tuple[Stage, ...], highlight: Callable[[str], list[tuple[int, int]]]
) -> int:
    matched = False
    with pipe.log() as log, open_output(pipe.output) as out:
        writer = pipe.writer(out, highlight=highlight)
        for record in pipe.records(run_stages(pipe.items(), stages, pipe.jobs), log):
            matched = matched or record.get("type") == "metric"
            writer.write(record)
        writer.close()
    return _status(log.count, matched)


def _shown_briefly(pipe: Pipe, stages: tuple[Stage, ...], shape: Shape) -> int:
    as_records = pipe.told_format() not in (None, Format.text)
    matched = False
    with pipe.log() as log, open_output(pipe.output) as out:
        writer = pipe.writer(out) if as_records else None
        records = pipe.records(run_stages(pipe.items(), stages, pipe.jobs), log)
        found = (record for record in records if record.get("type") == "metric")
        for line, record in shape(found):
            matched = True
            if writer:
                writer.write(record)
            else:
                out.write(line.encode() + b"\n")
        if writer:
            writer.close()
    return _status(log.count, matched)


def _status(rejected: int, matched: bool) -> int:
    return 2 if rejected else 0 if matched else 1


def _count(found: Iterable[Record]) -> Iterator[tuple[str, Record]]:
    for doc, records in groupby(found, key=_doc):
        number = sum(1 for _ in records)
        yield f"{doc}:{number}", {"type": "stat", "table": "matches", "doc": doc, "n": number}


def _list(found: Iterable[Record]) -> Iterator[tuple[str, Record]]:
    for doc, _ in groupby(found, key=_doc):
        yield str(doc), {"type": "stat", "table": "matches", "doc": doc}


def _figures(found: Iterable[Record]) -> Iterator[tuple[str, Record]]:
    for record in found:
        yield str(record.get("raw") or ""), record


def _doc(record: Record) -> object:
    return record.get("doc")
