"""``povtool metrics``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from povtool.cli.shared import Pipe, cleaned_first, command
from povtool.errors import InputError, UsageError

if TYPE_CHECKING:
    from povtool.metrics.indicators import Indicator

IndicatorTable = Annotated[
    str | None,
    typer.Option(
        "--indicators", metavar="FILE", help="A table of your own indicators, tried before the built-in ones."
    ),
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Say for each figure what every field was read from, and why.")
]


@command
def metrics(
    pipe: Pipe,
    base_units: Annotated[
        bool,
        typer.Option("--base-units", help="Also tell each value in the base unit of its kind (亩 as 公顷)."),
    ] = False,
    indicators: IndicatorTable = None,
    explain: Explain = False,
) -> int:
    """Find every quantity the documents claim, and every numeric policy formula (提法).

    Writes metric and formula records, each with its place in the text.
    """
    from povtool.metrics import MetricsConfig
    from povtool.metrics import metrics as metrics_stage

    config = MetricsConfig(base_units=base_units, indicators=own_indicators(indicators), explain=explain)
    return pipe.run(cleaned_first(), (metrics_stage, config))


def own_indicators(file: str | None) -> tuple[Indicator, ...]:
    """The rows of a user's table of indicators; none without a file."""
    if file is None:
        return ()
    from povtool.metrics.indicators import read_table

    try:
        text = Path(file).read_text("utf-8-sig")
    except OSError as problem:
        raise InputError(f"{file}: {(problem.strerror or str(problem)).lower()}", "check the name") from None
    except UnicodeDecodeError as problem:
        line = problem.object[: problem.start].count(b"\n") + 1
        raise InputError(f"{file}:{line}: not UTF-8", "save the table as UTF-8") from None
    if rows := read_table(file, text.splitlines()):
        return rows
    raise UsageError(f"{file}: no indicator", "one a line: name, gloss, dimensions, pattern; tabs between")
