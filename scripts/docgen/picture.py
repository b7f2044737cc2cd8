"""A picture of a terminal: a command's coloured output as SVG."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from docgen.outputs import output

_FONTS = (
    "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', 'PingFang SC', "
    "'Microsoft YaHei', 'Noto Sans CJK SC', monospace"
)
"""Fonts the reader may have: an SVG in a README can load none, and Chinese needs a face of its own."""


def picture(command: str, folder: Path, *, width: int = 100, lines: int = 24) -> str:
    """The first lines of what a command writes, in a terminal window, as SVG; the same bytes at every run."""
    console = Console(
        record=True, file=io.StringIO(), width=width, force_terminal=True, color_system="truecolor", legacy_windows=False
    )
    text = Text.from_ansi(output(command, folder))
    shown = text.wrap(console, width)[:lines]
    console.print(Text("\n").join(shown), soft_wrap=True)
    drawn = console.export_svg(title=command, theme=MONOKAI, unique_id="povtool")
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    drawn = drawn.replace("Fira Code, monospace", _FONTS)
    return "\n".join(line.rstrip() for line in drawn.split("\n")).rstrip() + "\n"
