"""The completion script for bash: plain ``complete -F``, without the helpers of bash-completion."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.tree import Command, Option, Program

_SCRIPT = r"""# bash completion for povtool, made by scripts/docs.py from the command tree; do not edit.

_povtool() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local command='' options='' wants=operand values='' prefix='' ended='' word i

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
            ended=yes prev=''
        elif [[ -z $command && $word != -* ]]; then
            command=$word
        fi
    done

    case $command in
    '')
        options='@OPTIONS@'
        wants=values values='@COMMANDS@'
        [[ $cur == -* ]] && wants=operand
        ;;
@CASES@
    *) wants=nothing ;;
    esac

    if [[ $wants == operand ]]; then
        wants=file
        [[ $cur == -* && -z $ended ]] && wants=values values=$options
    fi
    _povtool_reply
}

# Sets COMPREPLY. Where a file is wanted and bash is new enough, readline itself completes its name.
_povtool_reply() {
    local how=() found
    COMPREPLY=()
    case $wants in
    values) how=(-W "$values") ;;
    file)
        [[ -z $prefix ]] && compopt -o default 2> /dev/null && return
        compopt -o filenames 2> /dev/null
        how=(-f)
        ;;
    *) return ;;
    esac
    while IFS= read -r found; do
        COMPREPLY+=("$found")
    done < <(compgen -P "$prefix" "${how[@]}" -- "$cur")
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
    lines = [f"    {command.name})", f"        options='{_flags(command.options)}'", "        case $prev in"]
    lines += [
        f"        {' | '.join(option.flags)}) {_wanted(option)} ;;"
        for option in command.options
        if option.value
    ]
    return "\n".join([*lines, "        esac", "        ;;"])


def _wanted(option: Option) -> str:
    if option.choices:
        return f"wants=values values='{' '.join(option.choices)}'"
    return "wants=file" if option.takes_file else "wants=nothing"
