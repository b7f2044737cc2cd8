"""``povtool diff``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated

import typer

from povtool.cli.comparing import claim_differences, reused_text, text_differences, word_differences
from povtool.cli.shared import Pipe, command
from povtool.errors import UsageError
from povtool.streams import STDIN


@partial(command, takes_files=False)
def diff(
    pipe: Pipe,
    a: Annotated[str, typer.Argument(metavar="A", help="The one corpus: a file, a folder with -r, or -.")],
    b: Annotated[
        str | None,
        typer.Argument(metavar="B", help="The other; --reuse can do without.", show_default=False),
    ] = None,
    context: Annotated[
        int | None,
        typer.Option(
            "--context",
            "-C",
            min=0,
            metavar="N",
            help="Characters shown around a difference.",
            show_default="12",
        ),
    ] = None,
    ignore: Annotated[
        str | None,
        typer.Option(
            "--ignore",
            metavar="LIST",
            help="What is no difference: of script, width, space, punct; or none.",
            show_default="script,width,space",
        ),
    ] = None,
    side_by_side: Annotated[
        bool, typer.Option("--side-by-side", "-y", help="Show A on the left, B on the right.")
    ] = False,
    brief: Annotated[bool, typer.Option("--brief", "-q", help="Only tell which documents differ.")] = False,
    stat: Annotated[bool, typer.Option("--stat", help="Only count what there is.")] = False,
    claims: Annotated[
        bool,
        typer.Option(
            "--claims", help="Compare what the two claim, not their words: metrics against metrics."
        ),
    ] = False,
    words: Annotated[
        bool,
        typer.Option("--words", help="Compare the vocabulary: words that A has more, or less, of than B."),
    ] = False,
    top: Annotated[
        int | None,
        typer.Option("--top", "-n", min=1, metavar="N", help="With --words, only the first N words."),
    ] = None,
    reuse: Annotated[
        bool, typer.Option("--reuse", help="Find near-duplicate documents and passages used again.")
    ] = False,
    min_length: Annotated[
        int | None,
        typer.Option(
            "--min-length",
            min=8,
            metavar="N",
            help="Characters from which a passage counts: 30 with --reuse, 16 as moved.",
            show_default=False,
        ),
    ] = None,
    similar: Annotated[
        float | None,
        typer.Option(
            "--similar",
            min=0,
            max=1,
            metavar="X",
            help="How alike documents are that belong together (0.3), or with --reuse near-duplicates (0.4).",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Show where two documents or corpora differ, across scripts, with figures and names kept whole.

    Documents are paired by id, by title, then by how alike they are; a single one on each side always.
    Script, width, white space and line breaks are no differences. Exit status 0: none, 1: some, 2: trouble.
    """
    shape = Shape(claims, reuse, words, side_by_side, brief, stat)
    shape.check(a, b)
    shape.check_uses(
        {
            "--context": context,
            "--ignore": ignore,
            "--top": top,
            "--min-length": min_length,
            "--similar": similar,
        }
    )
    if reuse:
        return reused_text(pipe, a, b, least=min_length, similar=similar, stat=stat)
    assert b is not None
    if words:
        return word_differences(pipe, a, b, top=top)
    if claims:
        return claim_differences(pipe, a, b, stat=stat)
    return text_differences(
        pipe, a, b, context=context, ignore=ignore, least=min_length, similar=similar,
        side_by_side=side_by_side, brief=brief, stat=stat,
    )  # fmt: skip


_USES = {
    "--context": ("text",),
    "--ignore": ("text",),
    "--top": ("words",),
    "--min-length": ("text", "reuse"),
    "--similar": ("text", "reuse"),
}
"""What an option says something about."""


@dataclass(frozen=True)
class Shape:
    """Which options were given that exclude one another."""

    claims: bool
    reuse: bool
    words: bool
    side_by_side: bool
    brief: bool
    stat: bool

    def check(self, a: str, b: str | None) -> None:
        """Raises UsageError for what cannot be had together."""
        if b is None and not self.reuse:
            raise UsageError("diff needs two operands, A and B", "only --reuse works within one corpus")
        if a == b == STDIN:
            raise UsageError("A and B cannot both be standard input", "name a file for one of them")
        for names in (("claims", "reuse", "words"), ("brief", "stat", "side_by_side"), ("words", "stat")):
            self._at_most_one(*names)
        for name in ("claims", "reuse", "words"):
            for shown in ("brief", "side_by_side"):
                self._at_most_one(name, shown)

    def check_uses(self, options: Mapping[str, object]) -> None:
        """Raises UsageError for an option that says nothing about what is compared."""
        compared = next((name for name in ("claims", "reuse", "words") if getattr(self, name)), "text")
        for option, value in options.items():
            if value is not None and compared not in _USES[option]:
                told = f"with --{compared}" if compared != "text" else "without --words"
                raise UsageError(f"{option} does nothing {told}", "leave one of them out")
        for name in ("brief", "stat"):
            if getattr(self, name) and options["--context"] is not None:
                raise UsageError(f"--context does nothing with --{name}", "leave one of them out")

    def _at_most_one(self, *names: str) -> None:
        given = [f"--{name.replace('_', '-')}" for name in names if getattr(self, name)]
        if len(given) > 1:
            raise UsageError(f"{' and '.join(given)} exclude each other", "keep one")
