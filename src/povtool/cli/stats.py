"""``povtool stats``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from povtool.cli.shared import Format, Pipe, cleaned_first, command
from povtool.errors import InputError, UsageError
from povtool.parallel import Stage, counted, run_stages
from povtool.records import Item, Record
from povtool.streams import STDIN, RejectedLog, open_output, tell

if TYPE_CHECKING:
    from povtool.render import Plot
    from povtool.stats import StatsConfig, Summary

_ROWS_ON_TERMINAL = 30


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
    tables: Annotated[
        str | None,
        typer.Option(
            "--tables",
            "-t",
            metavar="NAME[,NAME]",
            help="Of documents, words, claims, units, formulas, dispersion, diversity, disagreements.",
        ),
    ] = None,
    over: Annotated[
        str | None, typer.Option("--over", metavar="FIELD", help="Claims along a field, such as period.")
    ] = None,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="FILE", help="Keyness: words of the input against those of FILE."),
    ] = None,
    split: Annotated[
        str | None,
        typer.Option(
            "--split", metavar="FIELD", help="Keyness: each value of a document's field against the others."
        ),
    ] = None,
    collocates: Annotated[
        str | None, typer.Option("--collocates", metavar="WORD", help="The words that stand around WORD.")
    ] = None,
    concordance: Annotated[
        str | None,
        typer.Option("--concordance", metavar="TEXT", help="Every place of TEXT, with what is around it."),
    ] = None,
    ngrams: Annotated[
        int | None, typer.Option("--ngrams", min=2, metavar="N", help="Sequences of N words.")
    ] = None,
    window: Annotated[
        str,
        typer.Option("--window", metavar="N[,N]", help="Words to the left and right that are collocates."),
    ] = "5",
    context: Annotated[
        int,
        typer.Option("--context", "-C", min=0, metavar="N", help="What a concordance shows to each side."),
    ] = 20,
    words: Annotated[
        bool, typer.Option("--words", "-w", help="A concordance of whole words, its context in words.")
    ] = False,
    least: Annotated[
        int,
        typer.Option(
            "--least", min=1, metavar="N", help="Frequency that collocates, key words, n-grams need."
        ),
    ] = 1,
    smooth: Annotated[
        float, typer.Option("--smooth", metavar="N", help="What simple maths adds to rates per million.")
    ] = 1,
    plot: Annotated[
        str | None,
        typer.Option("--plot", metavar="FILE", help="Also draw the table, as .svg, .png or .pdf."),
    ] = None,
    font: Annotated[
        str | None, typer.Option("--font", metavar="FILE", help="A font with Chinese characters for --plot.")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=1, metavar="N", help="Things a table may keep; past it the run stops."),
    ] = None,
) -> int:
    """Count and compare what comes in: documents, words where there are tokens, claims, policy formulas.

    Options that ask for a table give that table only. On a terminal, ranked tables stop after 30 rows unless
    --top says otherwise.
    """
    from povtool.stats import ConcordanceConfig, DiversityConfig, StatsConfig, diversity, legend
    from povtool.stats import concordance as concordance_stage

    asked = {
        "over": over is not None,
        "keyness": against is not None or split is not None,
        "collocates": collocates is not None,
        "ngrams": ngrams is not None,
    }
    named = _fields(tables)
    wanted = (*named, *(table for table, is_asked in asked.items() if is_asked))
    given = {
        "over": over,
        "against": against,
        "split": split,
        "collocates": collocates,
        "concordance": concordance,
        "plot": plot,
    }
    _check(named, given, wanted)
    by_fields = _fields(by)
    if concordance is not None:
        config = ConcordanceConfig(concordance, context, words)
        return _streamed(pipe, [(concordance_stage, config)], [])
    if "diversity" in named:
        measured = DiversityConfig(by=by_fields)
        return _streamed(pipe, [(diversity, measured)], list(legend(measured)))
    readable = pipe.chosen_format(Format.table) in (Format.table, Format.text)
    summary = StatsConfig(
        by=by_fields,
        top=top or (_ROWS_ON_TERMINAL if readable else None),
        tables=wanted,
        over=over,
        split=split,
        node=collocates or "",
        window=_window(window),
        ngram=ngrams or 2,
        least=least,
        add=smooth,
        limit=limit,
    )
    return _summarised(pipe, summary, against, _Picture(plot, font))


@dataclass(frozen=True)
class _Picture:
    """Where to draw, and with which font; no file for no picture."""

    file: str | None
    font: str | None


def _summarised(pipe: Pipe, config: StatsConfig, against: str | None, picture: _Picture) -> int:
    from povtool.stats import Summary

    summary = Summary(config)
    drawing = _drawing(picture)
    missing = set(_OF_WORDS.values()) & set(config.tables)
    claimed = {rows for table, rows in _OF_CLAIMS.items() if table in config.tables}
    unclaimed = bool(claimed)
    with pipe.log() as log, open_output(pipe.output) as out:
        writer = pipe.writer(out, Format.table)
        if against is not None:
            _refer(pipe, summary, against, log)
        rows = _counted(pipe, summary, Summary(config))
        for record in pipe.records(rows, log):
            writer.write(record)
            table = str(record.get("table"))
            missing.discard(_OF_WORDS.get(table, ""))
            unclaimed = unclaimed and table not in claimed
            if drawing:
                drawing.take(record)
        writer.close()
    if missing:
        tell("povtool stats: no words for the table asked for: documents need tokens (povtool segment)")
    if unclaimed:
        tell("povtool stats: no claims for the table asked for: documents need povtool metrics first")
    if drawing and picture.file:
        with open_output(picture.file) as out:
            drawing.draw(out)
    return 2 if log.count else 0


def _drawing(picture: _Picture) -> Plot | None:
    if picture.file is None:
        return None
    from povtool.render import Plot

    return Plot(picture.file.rpartition(".")[2].lower(), picture.font)


def _counted(pipe: Pipe, summary: Summary, empty: Summary) -> Iterator[Item]:
    yield from counted(pipe.items(), [cleaned_first()], summary, empty, pipe.jobs)
    yield from summary.result()


def _refer(pipe: Pipe, summary: Summary, against: str, log: RejectedLog) -> None:
    """Count the reference; what is no document there is no output of this command."""
    if against == STDIN and STDIN in (pipe.files or [STDIN]):
        raise UsageError(
            "the input and --against cannot both be standard input", "name a file for one of them"
        )
    words = False
    for record in pipe.records(pipe.documents([against]), log):
        words = words or bool(record.get("tokens"))
        summary.refer(record)
    if not words:
        raise InputError(f"{against}: no document has tokens", "povtool segment makes them")


_OF_CLAIMS = {
    "claims": "claims",
    "over": "claims_over",
    "units": "metrics_by_unit",
    "disagreements": "disagreements_compared",
    "formulas": "formulas",
}
"""Tables that need metric or formula records, each with the one its rows are in."""
_OF_WORDS = {"keyness": "keyness", "collocates": "collocates", "ngrams": "ngrams", "tokens": "dispersion"}
"""Tables that need words, by the table their rows are in."""


def _streamed(pipe: Pipe, stages: list[Stage], last: list[Record]) -> int:
    """Rows that come in the order of the documents."""
    with pipe.log() as log, open_output(pipe.output) as out:
        writer = pipe.writer(out, Format.table)
        for record in pipe.records(run_stages(pipe.items(), [cleaned_first(), *stages], pipe.jobs), log):
            writer.write(record)
        for record in last:
            writer.write(record)
        writer.close()
    return 2 if log.count else 0


_NAMED = ("documents", "words", "claims", "units", "formulas", "dispersion", "diversity", "disagreements")


def _check(named: tuple[str, ...], options: dict[str, str | None], wanted: tuple[str, ...]) -> None:
    """Raise UsageError for what cannot be meant."""
    for name in named:
        if name not in _NAMED:
            raise UsageError(f"there is no table {name!r}", f"--tables takes {', '.join(_NAMED)}")
    for option, value in options.items():
        if value is not None and not value.strip():
            raise UsageError(f"--{option} is empty", "say what to look for")
    if options["against"] is not None and options["split"] is not None:
        raise UsageError("--against and --split exclude each other", "keep one")
    alone = [option for option in ("concordance",) if options[option] is not None]
    alone += [name for name in named if name == "diversity"]
    if alone and options["plot"] is not None:
        raise UsageError(f"{alone[0]} cannot be drawn", "leave out --plot")
    if alone and len(alone) + len(wanted) - named.count("diversity") > 1:
        raise UsageError(f"{alone[0]} comes in the order of the text and cannot stand beside other tables",
                         "make them in another run")  # fmt: skip


def _fields(names: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (names or "").split(",") if name.strip())


def _window(window: str) -> tuple[int, int]:
    sides = [side.strip() for side in window.split(",")]
    if not all(side.isascii() and side.isdigit() for side in sides) or len(sides) > 2:
        raise UsageError(f"--window {window} is not one number or two", "try --window 5 or --window 3,1")
    return int(sides[0]), int(sides[-1])
