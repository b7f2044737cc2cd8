"""Real output in Markdown: a marker names a command, the fenced block below it holds what the command writes.

    <!-- output lines=12: povtool grep-metrics 贫困 seeds/* -->
    ```console
    ```

The block begins on the line after the marker; where there is none, one is put there. ``lines=N`` keeps the
first N lines, ``status=N`` allows an exit status beside 0, 1 and 141 (a closed pipe). In a ``console`` block
the command itself stands first, after a ``$``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

_MARKER = re.compile(r"^<!-- output(?P<settings>(?: \w+=\d+)*): (?P<command>.+) -->$", re.MULTILINE)
_FENCED = re.compile(r"\n(?P<fence>`{3,})(?P<language>[^`\n]*)\n(?:.*\n)*?(?P=fence)(?=\n|\Z)")
_ALLOWED = (0, 1, 141)
_ABOUT_COLOUR = ("NO_COLOR", "FORCE_COLOR", "TERM")


def refreshed(text: str, folder: Path) -> str:
    """The text with every marked block filled with what its command writes, run in ``folder``.

    Raises ValueError for a command that fails.
    """
    parts: list[str] = []
    end = 0
    for marker in _MARKER.finditer(text):
        if marker.start() < end:  # inside a block just replaced
            continue
        block = _FENCED.match(text, marker.end())
        language = block["language"] if block else "text"
        parts += [text[end : marker.end()], "\n", _filled(marker, language, folder)]
        end = block.end() if block else marker.end()
    return "".join([*parts, text[end:]])


def _filled(marker: re.Match[str], language: str, folder: Path) -> str:
    settings = {name: int(value) for name, value in re.findall(r"(\w+)=(\d+)", marker["settings"])}
    lines = output(marker["command"], folder, settings.get("status")).rstrip("\n").split("\n")
    limit = settings.get("lines", len(lines))
    if len(lines) > limit:
        lines = [*lines[:limit], "…"]
    if language.strip() == "console":
        lines = [f"$ {marker['command']}", *lines]
    shown = "\n".join(line.rstrip() for line in lines)
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall(r"^`+", shown, re.MULTILINE))])
    return f"{fence}{language}\n{shown}\n{fence}"


def output(command: str, folder: Path, status: int | None = None, *, colored: bool = False) -> str:
    """What a shell command writes to standard output, 100 columns wide; ``colored`` lets it use colours.

    Raises ValueError where it ends with an exit status that was not expected.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _ABOUT_COLOUR}
    environment |= {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
        **({} if colored else {"NO_COLOR": "1"}),
    }
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    if done.returncode not in (*_ALLOWED, status):
        raise ValueError(
            f"{command}: exit status {done.returncode}: {done.stderr.decode(errors='replace').strip()}"
        )
    return done.stdout.decode("utf-8")
