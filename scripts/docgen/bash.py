"""The completion script for bash: plain ``complete -F``, without the helpers of bash-completion."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.tree import Command, Option, Program

_SCRIPT = r"""# bash completion for povtool, made by scripts/docs.py from the command tree; do not edit.

_povtool() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local command='' options='' values='' wants=files prefix='' operands='' word i
    COMPREPLY=()

    # bash cuts --option=value at the = sign, unless COMP_WORDBREAKS was changed
    if [[ $cur == '=' ]]; then
        cur=''
    elif [[ $prev == '=' ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    elif [[ $cur == --*=* ]]; then
        prev=${cur%%=*} prefix=${cur%%=*}= cur=${cur#*=}
    fi

    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $word == -- ]]; then
            operands=yes
            break
        elif [[ -z $command && $word != -* ]]; then
            command=$word
        fi
    done

    case $command in
    '')
        values='@COMMANDS@'
        options='@OPTIONS@'
        wants=values
        ;;
@CASES@
    *)
        return
        ;;
    esac

    if [[ -n $operands ]]; then
        wants=files
    elif [[ $wants == files && $cur == -* && -z $prefix ]] || [[ -z $command && $cur == -* ]]; then
        wants=values values=$options
    fi
    _povtool_reply
}

# Sets COMPREPLY: words of $values, or nothing for a value only the user knows; readline itself names files.
_povtool_reply() {
    local IFS=$' \t\n'
    if [[ $wants == values ]]; then
        COMPREPLY=($(compgen -P "$prefix" -W "$values" -- "$cur"))
    elif [[ $wants == files ]]; then
        if [[ -n $prefix ]] || ! compopt -o default 2> /dev/null; then
            IFS=$'\n'
            COMPREPLY=($(compgen -P "$prefix" -f -- "$cur"))
        fi
    fi
}

complete -F _povtool povtool
"""


def script(program: Program) -> str:
    """The completion script."""
    return (
        _SCRIPT.replace("@COMMANDS@", " ".join(command.name for command in program.commands))
        .replace("@OPTIONS@", _flags(program.command.options))
        .replace("@CASES@", "\n".join(_case(command) for command in program.commands))
    )


def _flags(options: Iterable[Option]) -> str:
    return " ".join(flag for option in options for flag in (*option.long, *option.short))


def _case(command: Command) -> str:
    lines = [f"    {command.name})", f"        options='{_flags(command.options)}'"]
    valued = [option for option in command.options if option.value]
    if valued:
        lines += ['        [[ -n $operands ]] || case $prev in']
        lines += [f"        {' | '.join(option.flags)}) {_wanted(option)} ;;" for option in valued]
        lines += ["        esac"]
    return "\n".join([*lines, "        ;;"])


def _wanted(option: Option) -> str:
    if option.choices:
        return f"wants=values values='{' '.join(option.choices)}'"
    return "wants=files options=''" if option.takes_file else "wants=nothing"
