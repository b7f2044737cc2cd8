"""``povtool stats``."""

from __future__ import annotations

from typing import Annotated

import typer

from povtool.cli.shared import Format, Pipe, command
from povtool.streams import open_output

_WORDS_ON_TERMINAL = 30


@command
def stats(
    pipe: Pipe,
    by: Annotated[
        str | None,
        typer.Option("--by", "-b", metavar="FIELD[,FIELD]", help="Group by these fields of the records."),
    ] = None,
    top: Annotated[
        int | None,
        typer.Option("--top", "-n", min=1, metavar="N", help="Only the first N rows of ranked tables."),
    ] = None,
) -> int:
    """Count and sum what comes in: documents, words where there are tokens, and claims.

    On a terminal, ranked tables stop after 30 rows unless --top says otherwise.
    """
    from povtool.stats import StatsConfig
    from povtool.stats import stats as stats_stage

    fields = tuple(field.strip() for field in (by or "").split(",") if field.strip())
    readable = pipe.chosen_format(Format.table) in (Format.table, Format.text)
    config = StatsConfig(by=fields, top=top or (_WORDS_ON_TERMINAL if readable else None))
    with pipe.log() as log, open_output(pipe.output) as out:
        writer = pipe.writer(out, Format.table)
        rows = stats_stage(pipe.documents(), config)
        for record in pipe.records(rows, log):
            writer.write(record)
        writer.close()
    return 2 if log.count else 0
