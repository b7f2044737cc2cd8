"""The command tree as plain data: what the Typer app says, and the few value lists that it cannot say.

Typer has changed the library beneath its command objects more than once, so nothing of either is imported but
the one public function that builds the tree; the objects are read by their attributes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

import typer

from povtool import __version__
from povtool.cli import application
from povtool.convert import configurations
from povtool.metrics.indicators import built_in

_TEXT_OPERANDS = {"PATTERN"}
"""Operands that are not the name of a file."""


@dataclass(frozen=True)
class Option:
    """An option; ``value`` stands for its argument in a synopsis and is empty for a flag."""

    short: tuple[str, ...]
    long: tuple[str, ...]
    help: str
    value: str = ""
    choices: tuple[str, ...] = ()
    default: str = ""

    @property
    def flags(self) -> tuple[str, ...]:
        """Every spelling, short ones first."""
        return self.short + self.long

    @property
    def takes_file(self) -> bool:
        """Whether its argument names a file."""
        return self.value == "FILE"


@dataclass(frozen=True)
class Operand:
    """An operand: ``PATTERN``, ``FILE``."""

    name: str
    help: str
    required: bool
    repeats: bool

    @property
    def takes_file(self) -> bool:
        """Whether it names a file."""
        return self.name not in _TEXT_OPERANDS


@dataclass(frozen=True)
class Command:
    """A command, or the program itself; ``help`` is paragraphs, ``summary`` their first sentence."""

    name: str
    help: tuple[str, ...]
    options: tuple[Option, ...]
    operands: tuple[Operand, ...] = ()

    @property
    def summary(self) -> str:
        """The first sentence, without its full stop."""
        return self.help[0].partition(". ")[0].removesuffix(".")


@dataclass(frozen=True)
class Program:
    """The whole tree."""

    command: Command
    commands: tuple[Command, ...]
    version: str

    @property
    def name(self) -> str:
        """What the user types."""
        return self.command.name

    def common(self) -> tuple[Option, ...]:
        """The options of most commands; one has the short form there that any command gives it."""
        users: dict[tuple[Any, ...], list[Option]] = {}
        for command in self.commands:
            for option in command.options:
                users.setdefault(_meaning(option), []).append(option)
        return tuple(
            max(found, key=lambda option: len(option.flags))
            for found in users.values()
            if len(found) * 2 > len(self.commands)
        )

    def is_common(self, option: Option) -> bool:
        """Whether most commands have this option."""
        return _meaning(option) in {_meaning(common) for common in self.common()}


def program() -> Program:
    """povtool's tree."""
    root: Any = typer.main.get_command(application())
    help_option = Option(
        *_spellings((root.context_settings or {}).get("help_option_names", ["--help"])),
        help="Show a short help and exit.",
    )
    commands = tuple(_command(name, command, help_option) for name, command in root.commands.items())
    return Program(_command("povtool", root, help_option), commands, __version__)


def _command(name: str, command: Any, help_option: Option) -> Command:
    shown = [parameter for parameter in command.params if not getattr(parameter, "hidden", False)]
    options = [_option(name, parameter) for parameter in shown if parameter.param_type_name == "option"]
    operands = [
        Operand(
            (parameter.metavar or parameter.name.upper()).strip("[]."),
            getattr(parameter, "help", None) or "",
            parameter.required,
            parameter.nargs == -1,
        )
        for parameter in shown
        if parameter.param_type_name == "argument"
    ]
    if not any("--help" in option.long for option in options):
        options.append(help_option)
    return Command(name, _paragraphs(command.help), tuple(options), tuple(operands))


def _option(command: str, parameter: Any) -> Option:
    short, long = _spellings([*parameter.opts, *parameter.secondary_opts])
    choices = () if parameter.is_flag else _choices(command, long[0], parameter)
    value = "" if parameter.is_flag else parameter.metavar or "|".join(choices) or "VALUE"
    return Option(short, long, parameter.help or "", value, choices, _default(parameter))


def _spellings(flags: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    long = tuple(flag for flag in flags if flag.startswith("--"))
    return tuple(flag for flag in flags if flag not in long), long


def _choices(command: str, flag: str, parameter: Any) -> tuple[str, ...]:
    """What an option takes: an enumeration's values, or what the stage behind a plain string accepts."""
    known = {
        ("convert", "--config"): configurations(),
        ("convert", "--to"): ("hans", "hant", "tw", "hk"),
        ("convert", "--engine"): ("opencc", "opencc-python"),
        ("segment", "--engine"): ("rjieba", "jieba"),
        ("grep-metrics", "--indicator"): tuple(dict.fromkeys(row.name for row in built_in())),
    }
    listed = tuple(item.value for item in parameter.shell_complete(None, "") if item.type == "plain")
    return listed or known.get((command, flag), ())


def _default(parameter: Any) -> str:
    if isinstance(parameter.show_default, str):  # None stands for it, to tell that the option was not given
        return parameter.show_default
    value = parameter.default.value if isinstance(parameter.default, Enum) else parameter.default
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _meaning(option: Option) -> tuple[Any, ...]:
    return option.long, option.help, option.value


def _paragraphs(text: str | None) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in (text or "").split("\n\n") if part.strip())
