"""``povtool convert``."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from povtool.cli.shared import Pipe, cleaned_first, command


class Target(str, Enum):
    """What ``--to`` can make."""

    hans = "hans"
    hant = "hant"
    tw = "tw"
    hk = "hk"


class Engine(str, Enum):
    """Who converts."""

    opencc = "opencc"
    opencc_python = "opencc-python"


@command
def convert(
    pipe: Pipe,
    config: Annotated[
        str | None,
        typer.Option("--config", "-c", metavar="NAME", help="An OpenCC configuration, such as s2twp."),
    ] = None,
    to: Annotated[
        Target | None,
        typer.Option("--to", "-t", help="The script or standard wanted, from whatever each text is in."),
    ] = None,
    engine: Annotated[
        Engine, typer.Option("--engine", help="opencc-python reproduces opencc-python-reimplemented.")
    ] = Engine.opencc,
    keep_original: Annotated[
        bool, typer.Option("--keep-original", help='Keep each changed field as it was, under "original".')
    ] = False,
) -> int:
    """Convert records to another script or regional standard, as OpenCC does.

    Configurations: s2t t2s s2tw tw2s s2twp tw2sp s2hk hk2s s2hkp hk2sp t2tw tw2t t2hk hk2t t2jp jp2t.
    """
    from povtool.convert import ConvertConfig
    from povtool.convert import convert as convert_stage

    stage = ConvertConfig(config=config, to=to and to.value, engine=engine.value, keep_original=keep_original)
    return pipe.run(cleaned_first(), (convert_stage, stage))
