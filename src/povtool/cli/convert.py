"""``povtool convert``."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from povtool.cli.shared import Format, Pipe, cleaned_first, command
from povtool.errors import UsageError
from povtool.streams import open_output, tell

if TYPE_CHECKING:
    from povtool.convert import ConvertConfig


T = TypeVar("T")


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
    fields: Annotated[
        str | None,
        typer.Option(
            "--fields", metavar="FIELD[,FIELD]", help="Convert these fields only, of records of any type."
        ),
    ] = None,
    report: Annotated[
        bool,
        typer.Option(
            "--report",
            help="Instead of records, write which words change, how often and by which dictionary.",
        ),
    ] = False,
    keep_original: Annotated[
        bool, typer.Option("--keep-original", help='Keep each changed field as it was, under "original".')
    ] = False,
) -> int:
    """Convert records to another script or regional standard, as OpenCC does.

    Each record says under "converted" which script it was found to be in and what was done.

    Configurations: s2t t2s s2tw tw2s s2twp tw2sp s2hk hk2s s2hkp hk2sp t2tw tw2t t2hk hk2t t2jp jp2t.
    """
    from povtool.convert import ConvertConfig
    from povtool.convert import convert as convert_stage

    named = tuple(field.strip() for field in (fields or "").split(",") if field.strip())
    if fields is not None and not named:
        raise UsageError("--fields names no field", "write --fields title,text")
    chosen = ConvertConfig(
        config=config,
        to=to and to.value,
        engine=engine.value,
        keep_original=keep_original,
        fields=named,
    )
    if report and keep_original:
        raise UsageError("a report has no records that could keep an original", "leave out one of the two")
    asked = _Asked(named)
    if report:
        status = _report(pipe, chosen, asked)
    else:
        status = pipe.run(cleaned_first(), (convert_stage, chosen), watched=asked.watched)
    return asked.told() or status


def _report(pipe: Pipe, chosen: ConvertConfig, asked: _Asked) -> int:
    from povtool.convert import report

    with pipe.log() as log, open_output(pipe.output) as out:
        writer = pipe.writer(out, Format.table)
        for record in pipe.records(report(asked.watched(pipe.documents()), chosen), log):
            writer.write(record)
        writer.close()
    return 2 if log.count else 0


class _Asked:
    """The fields that ``--fields`` names, and which of them no record has: they are misspelt, most likely."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = dict.fromkeys(names)
        self._missing = list(self._names)
        self._records = False

    def watched(self, items: Iterator[T]) -> Iterator[T]:
        """The items as they come."""
        for item in items:
            if isinstance(item, dict):
                self._records = True
                self._missing = [name for name in self._missing if name not in item]
            yield item

    def told(self) -> int:
        """Tell at the end which are missing; the exit status, 2 where all are."""
        if not self._records:
            return 0
        for name in self._missing:
            tell(f"povtool convert: no record has a field {name!r}: check --fields")
        return 2 if self._names and len(self._missing) == len(self._names) else 0
