"""Real output in Markdown: a marker names a command, the fenced block after it holds what the command writes.

    <!-- output lines=12: povtool grep-metrics 贫困 seeds/* -->
    ```console
    ```

``lines=N`` keeps the first N lines, ``status=N`` allows an exit status beside 0, 1 and 141 (a closed pipe). In a
``console`` block the command itself stands first, after a ``$``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

_MARKER = re.compile(r"^<!-- output(?P<settings>(?: \w+=\d+)*): (?P<command>.+) -->$", re.MULTILINE)
_FENCED = re.compile(r"\n+(?P<fence>`{3,})(?P<language>[^`\n]*)\n(?:.*\n)*?(?P=fence)(?=\n|\Z)")
_ALLOWED = (0, 1, 141)


def refreshed(text: str, folder: Path) -> str:
    """The text with every marked block filled with what its command writes, run in ``folder``.

    Raises ValueError for a marker without a block, and for a command that fails.
    """
    parts: list[str] = []
    end = 0
    for marker in _MARKER.finditer(text):
        if marker.start() < end:  # inside a block just replaced
            continue
        block = _FENCED.match(text, marker.end())
        if block is None:
            raise ValueError(f"no fenced block after the marker for: {marker['command']}")
        parts += [text[end : marker.end()], _filled(marker, block, folder)]
        end = block.end()
    return "".join([*parts, text[end:]])


def _filled(marker: re.Match[str], block: re.Match[str], folder: Path) -> str:
    settings = {name: int(value) for name, value in re.findall(r"(\w+)=(\d+)", marker["settings"])}
    lines = output(marker["command"], folder, settings.get("status")).rstrip("\n").split("\n")
    limit = settings.get("lines", len(lines))
    if len(lines) > limit:
        lines = [*lines[:limit], "…"]
    if block["language"].strip() == "console":
        lines = [f"$ {marker['command']}", *lines]
    shown = "\n".join(line.rstrip() for line in lines)
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"^`+", shown, re.MULTILINE)), 3)
    return f"\n{fence}{block['language']}\n{shown}\n{fence}"


def output(command: str, folder: Path, status: int | None = None) -> str:
    """What a shell command writes to standard output, without colours, 100 columns wide.

    Raises ValueError where it ends with an exit status that was not expected.
    """
    environment = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "TERM")}
    environment |= {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "NO_COLOR": "1",
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True
    )
    if done.returncode not in (*_ALLOWED, status):
        raise ValueError(f"{command}: exit status {done.returncode}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout.decode("utf-8")
