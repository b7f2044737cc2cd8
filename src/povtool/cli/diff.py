"""``povtool diff``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from povtool.cli.shared import Format, Pipe, command
from povtool.errors import InputError, UsageError
from povtool.records import Record, Rejected, is_document
from povtool.streams import STDIN, RejectedLog, open_output, tell

if TYPE_CHECKING:
    from povtool.diff import Comparison, NotCompared


@partial(command, takes_files=False)
def diff(
    pipe: Pipe,
    a: Annotated[str, typer.Argument(metavar="A", help="The one corpus: a file, a folder with -r, or -.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    context: Annotated[
        int, typer.Option("--context", "-C", min=0, metavar="N", help="Characters shown around a difference.")
    ] = 12,
) -> int:
    """Show where two documents or corpora differ, across scripts, with figures and names kept whole.

    Documents are paired by id, by title, then by how alike they are; a single one on each side always.
    Script, width, white space and line breaks are no differences. Exit status 0: none, 1: some, 2: trouble.
    """
    from povtool.diff import DiffConfig, compare, records

    if a == b == STDIN:
        raise UsageError("A and B cannot both be standard input", "name a file for one of them")
    config = DiffConfig(context=context)
    differ = False
    with pipe.log() as log, open_output(pipe.output) as out:
        first, second = (_corpus(pipe, log, operand) for operand in (a, b))
        comparisons = _comparisons(compare(first, second, config))
        if pipe.chosen_format() is Format.text:
            view = pipe.differences(out, context)
            for comparison in comparisons:
                differ = differ or not comparison.same
                view.write(comparison)
            view.close()
        else:
            writer = pipe.writer(out)
            for comparison in comparisons:
                differ = differ or not comparison.same
                for record in records(comparison, config):
                    writer.write(record)
            writer.close()
    return 2 if log.count else 1 if differ else 0


def _corpus(pipe: Pipe, log: RejectedLog, operand: str) -> list[Record]:
    """What one side holds; an error where that is no document: "no difference" would be a wrong answer."""
    records = list(pipe.records(pipe.documents([operand]), log))
    if (records or log.count) and not any(map(is_document, records)):
        raise InputError(f"{operand}: no document to compare", "name files of documents, or raw pages")
    return records


def _comparisons(items: Iterable[Comparison | Rejected | NotCompared]) -> Iterator[Comparison]:
    from povtool.diff import Comparison, NotCompared

    for item in items:
        if isinstance(item, Comparison):
            yield item
        elif isinstance(item, NotCompared):
            tell(f"povtool diff: not documents, so not compared: {item.a} records of A, {item.b} of B")
