"""``povtool convert``."""

from __future__ import annotations

from typing import Annotated

import typer

from povtool.cli.shared import Pipe, cleaned_first, command


@command
def convert(
    pipe: Pipe,
    config: Annotated[
        str | None,
        typer.Option("--config", "-c", metavar="NAME", help="An OpenCC configuration, such as s2twp."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", "-t", metavar="SCRIPT", help="hans, hant, tw or hk, from whatever each text is in."
        ),
    ] = None,
    engine: Annotated[
        str,
        typer.Option("--engine", help="opencc, or opencc-python to reproduce opencc-python-reimplemented."),
    ] = "opencc",
    keep_original: Annotated[
        bool, typer.Option("--keep-original", help='Keep each changed field as it was, under "original".')
    ] = False,
) -> int:
    """Convert records to another script or regional standard, as OpenCC does.

    Configurations: s2t t2s s2tw tw2s s2twp tw2sp s2hk hk2s s2hkp hk2sp t2tw tw2t t2hk hk2t t2jp jp2t.
    """
    from povtool.convert import ConvertConfig
    from povtool.convert import convert as convert_stage

    stage = ConvertConfig(config=config, to=to, engine=engine, keep_original=keep_original)
    return pipe.run(cleaned_first(), (convert_stage, stage))
