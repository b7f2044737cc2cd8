"""``povtool stats``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from povtool.cli.asked import Asked, fields, sides
from povtool.cli.counting import Picture, streamed, summarised
from povtool.cli.shared import Format, Pipe, command

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
        str | None,
        typer.Option(
            "--window",
            metavar="N[,N]",
            help="Words to the left and right that are collocates.",
            show_default="5",
        ),
    ] = None,
    context: Annotated[
        int | None,
        typer.Option(
            "--context",
            "-C",
            min=0,
            metavar="N",
            help="What a concordance shows to each side.",
            show_default="20",
        ),
    ] = None,
    words: Annotated[
        bool, typer.Option("--words", "-w", help="A concordance of whole words, its context in words.")
    ] = False,
    least: Annotated[
        int | None,
        typer.Option(
            "--least",
            min=1,
            metavar="N",
            help="Frequency that collocates, key words, n-grams need.",
            show_default="1",
        ),
    ] = None,
    smooth: Annotated[
        float | None,
        typer.Option(
            "--smooth",
            metavar="N",
            help="What simple maths adds to rates per million.",
            show_default="1",
        ),
    ] = None,
    mattr_window: Annotated[
        int | None,
        typer.Option(
            "--mattr-window",
            min=1,
            metavar="N",
            help="Diversity: words of a window of MATTR.",
            show_default="100",
        ),
    ] = None,
    mtld_threshold: Annotated[
        float | None,
        typer.Option(
            "--mtld-threshold",
            min=0.01,
            max=0.99,
            metavar="X",
            help="Diversity: the type-token ratio below which MTLD ends a stretch.",
            show_default="0.72",
        ),
    ] = None,
    hdd_sample: Annotated[
        int | None,
        typer.Option(
            "--hdd-sample",
            min=1,
            metavar="N",
            help="Diversity: words that HD-D draws.",
            show_default="42",
        ),
    ] = None,
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

    asked = Asked(
        named=fields(tables),
        over=over,
        against=against,
        split=split,
        collocates=collocates,
        concordance=concordance,
        ngrams=ngrams,
        plot=plot,
    )
    asked.check()
    asked.check_uses(
        {
            "--by": by, "--top": top, "--window": window, "--context": context, "--words": words or None,
            "--least": least, "--smooth": smooth, "--limit": limit, "--mattr-window": mattr_window,
            "--mtld-threshold": mtld_threshold, "--hdd-sample": hdd_sample, "--font": font,
        }
    )  # fmt: skip
    by_fields = fields(by)
    if concordance is not None:
        shown = ConcordanceConfig(concordance, **_given(context=context), words=words)
        return streamed(pipe, [(concordance_stage, shown)], [])
    if "diversity" in asked.named:
        parameters = _given(window=mattr_window, threshold=mtld_threshold, sample=hdd_sample)
        measured = DiversityConfig(by=by_fields, **parameters)
        return streamed(pipe, [(diversity, measured)], list(legend(measured)), by_fields)
    readable = pipe.chosen_format(Format.table) in (Format.table, Format.text)
    summary = StatsConfig(
        by=by_fields,
        top=top or (_ROWS_ON_TERMINAL if readable else None),
        tables=asked.tables,
        over=over,
        split=split,
        node=collocates or "",
        limit=limit,
        **_given(window=window and sides(window), ngram=ngrams, least=least, add=smooth),
    )
    return summarised(pipe, summary, against, Picture(plot, font))


def _given(**options: Any) -> dict[str, Any]:
    """The options that were given; the others are as the stage has them."""
    return {name: value for name, value in options.items() if value is not None}
