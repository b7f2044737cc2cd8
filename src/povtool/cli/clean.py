"""``povtool clean``."""

from __future__ import annotations

import codecs
from enum import Enum
from typing import Annotated

import typer

from povtool.cli.shared import Pipe, command
from povtool.errors import UsageError


class Punct(str, Enum):
    """The widths of :mod:`povtool.clean.repair.width`."""

    keep = "keep"
    full = "full"
    half = "half"


@command
def clean(
    pipe: Pipe,
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="NAME", help="The pages' encoding, where detection errs."),
    ] = None,
    blocks: Annotated[bool, typer.Option("--blocks", help="Add every raw line with its role.")] = False,
    punct: Annotated[
        Punct,
        typer.Option(
            "--punct", help="Width of ，；：！？（） beside Chinese; full and half narrow ４５６ to 456."
        ),
    ] = Punct.keep,
) -> int:
    """Make documents of raw pages: decode, tell text from navigation, find title, date, source and names.

    Documents in JSON Lines are cleaned from their "text"; what povtool has cleaned before stays as it is.
    """
    from povtool.clean import CleanConfig
    from povtool.clean import clean as clean_stage

    if encoding is not None and not _is_encoding(encoding):
        raise UsageError(f"unknown encoding {encoding}", "try utf-8, gb18030, big5 or utf-16-le")

    return pipe.run((clean_stage, CleanConfig(encoding=encoding, blocks=blocks, punct=punct.value)))


def _is_encoding(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True
