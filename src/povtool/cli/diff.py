"""``povtool diff``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from povtool.cli.shared import Format, Pipe, command
from povtool.errors import InputError, UsageError
from povtool.records import Record, is_document
from povtool.streams import STDIN, RejectedLog, open_output, tell

if TYPE_CHECKING:
    from povtool.diff import Comparison, DiffConfig


@partial(command, takes_files=False)
def diff(
    pipe: Pipe,
    a: Annotated[str, typer.Argument(metavar="A", help="The one corpus: a file, a folder with -r, or -.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    context: Annotated[
        int, typer.Option("--context", "-C", min=0, metavar="N", help="Characters shown around a difference.")
    ] = 12,
    ignore: Annotated[
        str,
        typer.Option(
            "--ignore", metavar="LIST", help="What is no difference: of script, width, space, punct; or none."
        ),
    ] = "script,width,space",
    side_by_side: Annotated[
        bool, typer.Option("--side-by-side", "-y", help="Show A on the left, B on the right.")
    ] = False,
    brief: Annotated[bool, typer.Option("--brief", "-q", help="Only tell which documents differ.")] = False,
    stat: Annotated[bool, typer.Option("--stat", help="Only count each document's differences.")] = False,
) -> int:
    """Show where two documents or corpora differ, across scripts, with figures and names kept whole.

    Documents are paired by id, by title, then by how alike they are; a single one on each side always.
    Script, width, white space and line breaks are no differences. Exit status 0: none, 1: some, 2: trouble.
    """
    from povtool.diff import DiffConfig

    if a == b == STDIN:
        raise UsageError("A and B cannot both be standard input", "name a file for one of them")
    if brief + stat + side_by_side > 1:
        raise UsageError("--brief, --stat and --side-by-side exclude each other", "keep one")
    config = DiffConfig(context=context, ignore=_ignored(ignore))
    with pipe.log() as log, open_output(pipe.output) as out:
        comparisons = _compared(pipe, log, (a, b), config)
        if stat:
            differ = _write_stat(pipe, out, comparisons)
        elif pipe.chosen_format() is Format.text:
            differ = False
            view = pipe.differences(out, context, side_by_side, brief)
            for comparison in comparisons:
                differ |= not comparison.same
                view.write(comparison)
            view.close()
        else:
            differ = _write_records(pipe, out, comparisons, config, brief)
    return 2 if log.count else int(differ)


def _ignored(told: str) -> frozenset[str]:
    from povtool.diff import IGNORABLE

    names = frozenset(name.strip() for name in told.split(",") if name.strip()) - {"none"}
    unknown = sorted(names.difference(IGNORABLE))
    if unknown:
        raise UsageError(
            f"--ignore {unknown[0]}: nothing is called so", f"name some of {', '.join(IGNORABLE)}"
        )
    return names


def _write_records(
    pipe: Pipe, out: BinaryIO, comparisons: Iterable[Comparison], config: DiffConfig, only_brief: bool
) -> bool:
    """Write difference records; whether there were any."""
    from povtool.diff import brief, records

    writer = pipe.writer(out)
    differ = False
    for comparison in comparisons:
        differ |= not comparison.same
        told = brief(comparison) if only_brief else None
        for record in ([told] if told else []) if only_brief else records(comparison, config):
            writer.write(record)
    writer.close()
    return differ


def _write_stat(pipe: Pipe, out: BinaryIO, comparisons: Iterable[Comparison]) -> bool:
    """Write a row for each comparison and the totals; whether there was a difference."""
    from povtool.diff import Totals, counted

    totals = Totals()
    writer = pipe.writer(out, Format.table)
    differ = False
    for comparison in comparisons:
        differ |= not comparison.same
        totals.add(comparison)
        writer.write(counted(comparison))
    writer.write(totals.result())
    writer.close()
    return differ


def _compared(
    pipe: Pipe, log: RejectedLog, operands: tuple[str, str], config: DiffConfig
) -> Iterator[Comparison]:
    from povtool.diff import Comparison, NotCompared, compare

    first, second = (_corpus(pipe, log, operand) for operand in operands)
    for item in compare(first, second, config):
        if isinstance(item, Comparison):
            yield item
        elif isinstance(item, NotCompared):
            tell(f"povtool diff: not documents, so not compared: {item.a} records of A, {item.b} of B")


def _corpus(pipe: Pipe, log: RejectedLog, operand: str) -> list[Record]:
    """What one side holds; an error where that is no document: "no difference" would be a wrong answer."""
    records = list(pipe.records(pipe.documents([operand]), log))
    if (records or log.count) and not any(map(is_document, records)):
        raise InputError(f"{operand}: no document to compare", "name files of documents, or raw pages")
    return records
