"""``povtool segment``."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from povtool.cli.shared import Pipe, cleaned_first, command
from povtool.errors import InputError


class Engine(str, Enum):
    """Who cuts."""

    rjieba = "rjieba"
    jieba = "jieba"


@command
def segment(
    pipe: Pipe,
    pos: Annotated[bool, typer.Option("--pos", help="Add jieba's part of speech of each token.")] = False,
    offsets: Annotated[
        bool, typer.Option("--offsets", help="Add where in the text each token stands.")
    ] = False,
    userdict: Annotated[
        str | None, typer.Option("--userdict", "-u", metavar="FILE", help="A jieba user dictionary.")
    ] = None,
    stopwords: Annotated[
        str | None, typer.Option("--stopwords", "-s", metavar="FILE", help="Words to leave out, one a line.")
    ] = None,
    engine: Annotated[
        Engine | None,
        typer.Option("--engine", help="By default the faster one that gives jieba's answer."),
    ] = None,
) -> int:
    """Cut documents into words: jieba's words, as "tokens", in the script of the text."""
    from povtool.segment import SegmentConfig
    from povtool.segment import segment as segment_stage

    stage = SegmentConfig(
        engine=engine and engine.value,
        pos=pos,
        offsets=offsets,
        user_words=tuple(_words(userdict)) if userdict else (),
        stopwords=frozenset(_words(stopwords)) if stopwords else frozenset(),
    )
    return pipe.run(cleaned_first(), (segment_stage, stage))


def _words(file: str) -> list[str]:
    """The lines of a word list, without blank ones."""
    try:
        text = Path(file).read_text("utf-8-sig")
    except OSError as problem:
        raise InputError(f"{file}: {(problem.strerror or str(problem)).lower()}", "check the name") from None
    except UnicodeDecodeError as problem:
        line = problem.object[: problem.start].count(b"\n") + 1
        raise InputError(f"{file}:{line}: not UTF-8", "save the word list as UTF-8") from None
    return [line.strip() for line in text.splitlines() if line.strip()]
