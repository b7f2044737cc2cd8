"""``povtool clean``."""

from __future__ import annotations

import codecs
import os
from enum import Enum
from typing import Annotated

import typer

from povtool.cli.shared import Pipe, command
from povtool.errors import UsageError
from povtool.parallel import run_stages
from povtool.streams import STDIN


class Role(str, Enum):
    """What ``--keep`` and ``--drop`` can name."""

    title_ = "title"
    heading = "heading"
    body = "body"
    caption = "caption"
    byline = "byline"
    keywords = "keywords"
    boilerplate = "boilerplate"


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
    explain: Annotated[
        bool, typer.Option("--explain", help="Show each page with what was kept, left out and repaired.")
    ] = False,
    keep: Annotated[
        list[Role] | None, typer.Option("--keep", help="Have lines of this role in the text, too.")
    ] = None,
    drop: Annotated[
        list[Role] | None, typer.Option("--drop", help="Leave lines of this role out of the text.")
    ] = None,
    site_boilerplate: Annotated[
        bool,
        typer.Option(
            "--site-boilerplate", help="Leave out what many pages of a site share; reads all twice."
        ),
    ] = False,
    punct: Annotated[
        Punct,
        typer.Option(
            "--punct", help="Width of ，；：！？（） beside Chinese; full and half narrow ４５６ to 456."
        ),
    ] = Punct.keep,
) -> int:
    """Make documents of raw pages: decode, tell text from navigation, find title, date, source and names.

    A page is flattened text or HTML; WARC, WET and MHTML files hold many or one.
    Documents in JSON Lines are cleaned from their "text"; what povtool has cleaned before stays as it is.
    """
    from povtool.clean import CleanConfig
    from povtool.clean import clean as clean_stage

    if encoding is not None and not _is_encoding(encoding):
        raise UsageError(f"unknown encoding {encoding}", "try utf-8, gb18030, big5 or utf-16-le")
    kept, dropped = ({role.value for role in roles or ()} for roles in (keep, drop))
    if both := sorted(kept & dropped):
        raise UsageError(f"--keep and --drop both name {both[0]}", "keep one")
    config = CleanConfig(
        encoding=encoding,
        blocks=blocks or explain,
        keep=frozenset(kept),
        drop=frozenset(dropped),
        repeated=_repeated(pipe, encoding) if site_boilerplate else {},
        punct=punct.value,
    )
    return pipe.run((clean_stage, config), explain=explain)


def _repeated(pipe: Pipe, encoding: str | None) -> dict[str, frozenset[int]]:
    """The first pass: the lines that each site's pages share."""
    for file in pipe.files or [STDIN]:
        if file == STDIN or (os.path.exists(file) and not (os.path.isfile(file) or os.path.isdir(file))):
            name = "standard input" if file == STDIN else file
            raise UsageError(f"--site-boilerplate reads all twice, and {name} can be read once", "name files")
    from povtool.clean.site import count_lines, page_lines

    counted = run_stages(pipe.items(), [(page_lines, encoding)], pipe.jobs)
    return count_lines(item for item in counted if isinstance(item, dict))


def _is_encoding(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True
