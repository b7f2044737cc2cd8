"""The completion script for zsh, on ``_arguments``."""

from __future__ import annotations

from docgen.tree import Command, Operand, Option, Program

_SCRIPT = r"""#compdef povtool
# zsh completion for povtool, made by scripts/docs.py from the command tree; do not edit.

_povtool() {
    local curcontext=$curcontext state line
    typeset -A opt_args
    _arguments -C \
@OPTIONS@
        '1:command:_povtool_commands' \
        '*:: :->arguments' && return
    [[ $state == arguments ]] || return
    curcontext=${curcontext%:*:*}:povtool-$words[1]:
    case $words[1] in
@CASES@
    esac
}

_povtool_commands() {
    local -a commands=(
@COMMANDS@
    )
    _describe -t commands 'command' commands
}

if [[ $funcstack[1] == _povtool ]]; then
    _povtool "$@"
else
    compdef _povtool povtool
fi
"""


def script(program: Program) -> str:
    """The completion script."""
    names = [f"        {_quoted(f'{_escaped(c.name)}:{c.summary}')}" for c in program.commands]
    return (
        _SCRIPT.replace(
            "@OPTIONS@", "\n".join(f"        {_option(option)} \\" for option in program.command.options)
        )
        .replace("@CASES@", "\n".join(_case(command) for command in program.commands))
        .replace("@COMMANDS@", "\n".join(names))
    )


def _case(command: Command) -> str:
    specs = [_option(option) for option in command.options]
    specs += [_operand(place, operand) for place, operand in enumerate(command.operands, start=1)]
    body = " \\\n".join(f"            {spec}" for spec in specs)
    return f"    {command.name})\n        _arguments -s -S \\\n{body}\n        ;;"


def _option(option: Option) -> str:
    """One option for ``_arguments``: what it excludes (itself again), its spellings, help, and value."""
    spellings = [f"{flag}+" for flag in option.short] + [f"{flag}=" for flag in option.long]
    forms = spellings if option.value else list(option.flags)
    ends = any(flag in ("--help", "--version") for flag in option.long)
    excluded = "- *" if ends else " ".join(option.flags)
    spelled = forms[0] if len(forms) == 1 else "{" + ",".join(forms) + "}"
    help_text = f"[{_escaped(option.help)}]"
    if len(forms) == 1:
        return _quoted(f"({excluded}){spelled}{help_text}{_value(option)}")
    return f"{_quoted(f'({excluded})')}{spelled}{_quoted(f'{help_text}{_value(option)}')}"


def _value(option: Option) -> str:
    if not option.value:
        return ""
    name = option.long[0].removeprefix("--") if option.value == "|".join(option.choices) else option.value
    if option.choices:
        return f":{name}:({' '.join(option.choices)})"
    return f":{name}:{'_files' if option.takes_file else ' '}"


def _operand(place: int, operand: Operand) -> str:
    return _quoted(
        f"{'*' if operand.repeats else place}:{operand.name}:{'_files' if operand.takes_file else ' '}"
    )


def _escaped(text: str) -> str:
    for special in "\\[]:":
        text = text.replace(special, f"\\{special}")
    return text


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
