"""A picture of a terminal: a command's coloured output as SVG."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from docgen.outputs import output

_FONTS = (
    "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', 'PingFang SC', "
    "'Microsoft YaHei', 'Noto Sans CJK SC', monospace"
)
"""Fonts the reader may have: a picture in a README can load none, and Chinese needs a face of its own."""

_TEXT = re.compile(
    r'<text class="(\S+)" x="(\S+)" y="(\S+)" textLength="\S+" (clip-path="\S+")>(.*?)</text>', re.S
)
_CELL = 12.2
"""Width of a cell as rich draws it: 0.61 of the 20 pixels of the font."""


def picture(command: str, folder: Path, *, typed: str, width: int = 100, lines: int = 24) -> str:
    """The first lines of what a command writes, in a terminal window, as SVG; the same bytes at every run.

    ``typed`` stands above: what gives this on a terminal, where the command itself may need options for it.
    """
    console = Console(
        record=True,
        file=io.StringIO(),
        width=width,
        color_system="truecolor",
        force_terminal=True,
        no_color=False,
    )
    text = Text.from_ansi(output(command, folder, colored=True))
    console.print(Text("\n").join(text.wrap(console, width)[:lines]))
    drawn = console.export_svg(title=f"$ {typed}", theme=MONOKAI, unique_id="povtool")
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL).replace(
        "Fira Code, monospace", _FONTS
    )
    drawn = _TEXT.sub(_in_cells, drawn)
    return "\n".join(line.rstrip() for line in drawn.split("\n")).rstrip() + "\n"


def _in_cells(text: re.Match[str]) -> str:
    """A text with a place for each character, so that no font can move it out of its cells.

    Rich gives one length for the whole, and takes a Chinese character for one cell.
    """
    style, x, y, clip, escaped = text.groups()
    places, place = [], float(x)
    for character in html.unescape(escaped):
        places.append(f"{place:g}")
        place += _CELL * cell_len(character)
    return (
        f'<text class="{style}" x="{" ".join(places)}" y="{y}" {clip}>{escaped}</text>'
        if escaped.strip()
        else ""
    )
