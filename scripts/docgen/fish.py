"""The completion script for fish."""

from __future__ import annotations

from docgen.tree import Option, Program

_HEAD = r"""# fish completion for povtool, made by scripts/docs.py from the command tree; do not edit.

# The command on the line so far: the first word that is no option, or nothing.
function __povtool_command
    for word in (commandline -opc)[2..-1]
        if not string match -q -- '-*' $word
            echo $word
            return
        end
    end
    echo ''
end

function __povtool_in
    contains -- (__povtool_command) $argv
end

complete -c povtool -f
"""


def script(program: Program) -> str:
    """The completion script."""
    alone = "__povtool_in ''"
    lines = [_line(alone, _option(option), option.help) for option in program.command.options]
    lines += [_line(alone, f"-a {command.name}", command.summary) for command in program.commands]
    lines.append("")
    users: dict[Option, list[str]] = {}
    for command in program.commands:
        for option in command.options:
            users.setdefault(option, []).append(command.name)
    lines += [_line(_in(names), _option(option), option.help) for option, names in users.items()]
    with_files = [command.name for command in program.commands if any(o.takes_file for o in command.operands)]
    lines += ["", f"complete -c povtool -n {_quoted(_in(with_files))} -F"]
    return _HEAD + "\n".join(lines) + "\n"


def _in(commands: list[str]) -> str:
    return " ".join(["__povtool_in", *commands])


def _line(condition: str, what: str, help_text: str) -> str:
    return f"complete -c povtool -n {_quoted(condition)} {what} -d {_quoted(help_text)}"


def _option(option: Option) -> str:
    parts = [f"-s {flag[1:]}" for flag in option.short] + [f"-l {flag[2:]}" for flag in option.long]
    if option.choices:
        parts.append(f"-x -a {_quoted(' '.join(option.choices))}")
    elif option.value:
        parts.append("-r -F" if option.takes_file else "-x")
    return " ".join(parts)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
