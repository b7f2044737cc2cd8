"""Manual pages in man(7) macros: synopsis and options from the tree, the rest from ``docs/man``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from docgen import prose
from docgen.records import Shape, shapes
from docgen.tree import Command, Operand, Option, Program

_LAST = ("EXIT STATUS", "ENVIRONMENT", "FILES", "NOTES", "EXAMPLES")
"""Sections that come after all others, in this order, whatever their place in the prose."""


def pages(program: Program, folder: Path) -> dict[str, str]:
    """Every manual page by its file name; the prose is read from ``folder``.

    ``common.txt`` holds what all pages share: the ``DATE`` the text was last revised, and sections for the
    commands that have none of that name themselves.

    Raises OSError where a command has no prose, ValueError where the prose is not in order.
    """
    common = prose.sections(folder / "common.txt")
    date = common.pop("DATE").strip()
    made = {}
    for command in (program.command, *program.commands):
        own = prose.sections(folder / f"{command.name}.txt")
        text = prose.joined(own, common)
        name = _page_name(program, command)
        header = [
            '.\\" -*- coding: utf-8 -*-',
            '.\\" Made by scripts/docs.py from the command tree and docs/man; do not edit.',
            f'.TH {prose.literal(name.upper())} 1 {date} "povtool {program.version}" "povtool manual"',
        ]
        made[f"{name}.1"] = "\n".join([*header, *_page(program, command, text)]) + "\n"
    return made


def _page(program: Program, command: Command, text: Mapping[str, str]) -> list[str]:
    is_program = command is program.command
    contents = {
        "NAME": [rf"{prose.literal(_page_name(program, command))} \- {_lower(command.summary)}"],
        "SYNOPSIS": _synopsis(program, command),
        "DESCRIPTION": _help(program, command),
        **(_overview(program) if is_program else _arguments(program, command)),
    }
    for heading in sorted(text, key=lambda heading: _LAST.index(heading) if heading in _LAST else -1):
        contents.setdefault(heading, []).extend(prose.macros(text[heading]))
        if heading == "RECORDS":
            contents[heading] += _records(shapes())
    contents["SEE ALSO"] = _see_also(program, command, contents.pop("SEE ALSO", []))
    return [line for heading, lines in contents.items() for line in _section(heading, lines)]


def _section(heading: str, lines: list[str]) -> list[str]:
    """A section; the heading itself begins its first paragraph."""
    return [f".SH {heading}", *(lines[1:] if lines[0] == ".PP" else lines)]


def _page_name(program: Program, command: Command) -> str:
    return program.name if command is program.command else f"{program.name}-{command.name}"


def _lower(sentence: str) -> str:
    """A sentence as the tail of a NAME line."""
    return prose.inline(sentence[:1].lower() + sentence[1:])


def _help(program: Program, command: Command) -> list[str]:
    """The command's own help; a paragraph that is a command line stands as it is typed."""
    lines = []
    for paragraph in command.help:
        example = paragraph.startswith(f"{program.name} ")
        lines += prose.macros(f"    {paragraph}" if example else _marked(paragraph))
    return lines


def _marked(text: str) -> str:
    """Text written for a terminal, with its options marked as literal."""
    return re.sub(r"(?<![\w`-])--?[a-zA-Z][\w-]*", r"`\g<0>`", text)


def _synopsis(program: Program, command: Command) -> list[str]:
    if command is program.command:
        forms = [rf"\fB{program.name}\fR \fICOMMAND\fR [\fIOPTION\fR]... [\fIFILE\fR]..."]
        forms += [rf"\fB{program.name}\fR {_spelling(option)}" for option in command.options]
    else:
        operands = " ".join(_operand(operand) for operand in command.operands)
        forms = [rf"\fB{program.name} {prose.literal(command.name)}\fR [\fIOPTION\fR]... {operands}".rstrip()]
    return [line for form in forms for line in (".PP", form)]


def _operand(operand: Operand) -> str:
    r"""An operand as in a synopsis: ``[\fIFILE\fR]...``."""
    name = rf"\fI{prose.literal(operand.name)}\fR"
    return (name if operand.required else f"[{name}]") + ("..." if operand.repeats else "")


def _spelling(option: Option) -> str:
    flags = ", ".join(rf"\fB{prose.literal(flag)}\fR" for flag in option.flags)
    if not option.value:
        return flags
    if option.value == "|".join(option.choices):
        return flags + " " + "|".join(rf"\fB{prose.literal(choice)}\fR" for choice in option.choices)
    return rf"{flags} \fI{prose.literal(option.value)}\fR"


def _options(options: Iterable[Option]) -> list[str]:
    lines = []
    for option in options:
        default = f" Default: `{option.default}`." if option.default else ""
        lines += [".TP", _spelling(option), prose.inline(_marked(option.help) + default)]
    return lines


def _overview(program: Program) -> dict[str, list[str]]:
    commands = [
        line
        for command in program.commands
        for line in (
            ".TP",
            rf"\fB{prose.literal(command.name)}\fR",
            prose.inline(_marked(f"{command.summary}.")),
        )
    ]
    common = [option for option in program.common() if option not in program.command.options]
    return {
        "COMMANDS": commands,
        "OPTIONS": _options(program.command.options),
        "COMMON OPTIONS": _options(common),
    }


def _arguments(program: Program, command: Command) -> dict[str, list[str]]:
    operands = [
        line
        for operand in command.operands
        for line in (".TP", _operand(operand), prose.inline(_marked(operand.help)))
    ]
    own = _options(option for option in command.options if not program.is_common(option))
    shared = _options(option for option in command.options if program.is_common(option))
    if own:
        shared = [".SS Common to most commands", *shared]
    return {"OPERANDS": operands, "OPTIONS": own + shared}


def _records(described: Iterable[Shape]) -> list[str]:
    lines = []
    for shape in described:
        lines += [f".SS {shape.name}", prose.inline(shape.help)]
        for field in shape.fields:
            lines += [".TP", rf"\fB{prose.literal(field.name)}\fR ({field.holds})"]
            lines.append(prose.inline(field.help) if field.help else r"\&")
    return lines


def _see_also(program: Program, command: Command, others: list[str]) -> list[str]:
    pages = [
        _page_name(program, other) for other in (program.command, *program.commands) if other is not command
    ]
    named = [rf"\%\fB{prose.literal(page)}\fR(1)" for page in pages] + [
        line for line in others if line != ".PP"
    ]
    return [f"{page}," for page in named[:-1]] + named[-1:]
