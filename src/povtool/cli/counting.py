"""What ``povtool stats`` does: counts everything and writes tables, or writes rows as it reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from povtool.cli.asked import tell_unknown
from povtool.cli.shared import Format, Pipe, cleaned_first
from povtool.errors import InputError, UsageError
from povtool.parallel import Stage, counted, run_stages
from povtool.records import Item, Record
from povtool.streams import STDIN, RejectedLog, open_output, tell

if TYPE_CHECKING:
    from povtool.render import Plot
    from povtool.stats import StatsConfig, Summary


@dataclass(frozen=True)
class Picture:
    """Where to draw, and with which font; no file for no picture."""

    file: str | None
    font: str | None


def summarised(pipe: Pipe, config: StatsConfig, against: str | None, picture: Picture) -> int:
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
    if missing and not summary.has_tokens:
        tell("povtool stats: no words for the table asked for: documents need tokens (povtool segment)")
    for table in sorted(missing) if summary.has_tokens else ():
        tell(f"povtool stats: {_NOTHING.get(table, 'no word was found')}")
    if unclaimed:
        tell("povtool stats: no claims for the table asked for: documents need povtool metrics first")
    if drawing and picture.file:
        with open_output(picture.file) as out:
            drawing.draw(out)
    return 2 if log.count else 0


def _drawing(picture: Picture) -> Plot | None:
    if picture.file is None:
        return None
    from povtool.render import Plot

    return Plot(picture.file.rpartition(".")[2].lower(), picture.font)


def _counted(pipe: Pipe, summary: Summary, empty: Summary) -> Iterator[Item]:
    yield from counted(pipe.items(), [cleaned_first()], summary, empty, pipe.jobs)
    tell_unknown(summary.unseen)
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
_NOTHING = {
    "keyness": "nothing to compare with: all words are on one side",
    "collocates": "no word stands beside the one asked for, or it does not occur",
    "ngrams": "no sequence of words is as long and as frequent as was asked for",
}
_OF_WORDS = {"keyness": "keyness", "collocates": "collocates", "ngrams": "ngrams", "tokens": "dispersion"}
"""Tables that need words, by the table their rows are in."""


def streamed(pipe: Pipe, stages: list[Stage], last: list[Record], by: tuple[str, ...] = ()) -> int:
    """Rows that come in the order of the documents."""
    unseen = dict.fromkeys(by)
    with pipe.log() as log, open_output(pipe.output) as out:
        writer = pipe.writer(out, Format.table)
        for record in pipe.records(run_stages(pipe.items(), [cleaned_first(), *stages], pipe.jobs), log):
            writer.write(record)
            for name in [name for name in unseen if record.get(name, record.get(f"by_{name}")) is not None]:
                del unseen[name]
        tell_unknown(tuple(unseen))
        for record in last:
            writer.write(record)
        writer.close()
    return 2 if log.count else 0
