"""The Typer app: options → configuration → stage → writer. What a command does is the stages' business."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from povtool import __version__

COMMANDS = ("clean", "convert", "segment", "metrics", "grep-metrics", "stats", "diff")
"""Each is a function in a module of its own, whose import a run of another command need not wait for."""


class _Commands(TyperGroup):
    """Says what is wrong with an option's value, and not in whose words it was found."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except typer.BadParameter as problem:
            problem.message = problem.message.removeprefix("Value error, ")
            raise


def _show_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"povtool {__version__}\n")
        raise typer.Exit


def povtool(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Clean, convert, cut, measure and compare Chinese policy text, in a pipe.

    povtool clean seeds/* | povtool metrics | povtool stats

    Commands read and write JSON Lines; on a terminal they show a readable view. Every command also takes
    raw pages, which it cleans first: povtool grep-metrics 脱贫 seeds/*
    """


def application(commands: Iterable[str] = COMMANDS) -> typer.Typer:
    """The command line, or the part of it that has these commands alone."""
    app = typer.Typer(
        name="povtool",
        cls=_Commands,
        add_completion=False,  # completions/ holds scripts that do not start Python at every Tab
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(povtool)
    for command in commands:
        name = command.replace("-", "_")
        app.command(name=command)(getattr(import_module(f"povtool.cli.{name}"), name))
    return app


def run() -> None:
    """Run the command line on ``sys.argv``; ends the process."""
    asked = sys.argv[1:2]
    app = application(asked if asked and asked[0] in COMMANDS else COMMANDS)
    try:
        app(prog_name="povtool")
    except OSError as problem:  # of --help and --version; commands tell their own
        sys.stderr.write(f"povtool: <stdout>: cannot write ({(problem.strerror or str(problem)).lower()})\n")
        sys.stderr.flush()
        os._exit(2)
