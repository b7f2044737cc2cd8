"""Where readable output goes: a console of the right width and colours, and progress on standard error."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterable, Iterator
from typing import BinaryIO, TypeVar

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from povtool.render.texts import NOTE
from povtool.render.wrapping import wrapped

T = TypeVar("T")

_ENDLESS = 1 << 20
"""Width of a console that is no terminal: nothing is ever cut or wrapped to fit."""
_NARROWEST = 20
"""Terminal cells that a text always has, whatever the width."""
_EVERY = 0.1
"""Seconds between two showings of progress."""


class _Console(Console):
    """A console that leaves a closed pipe to the command, which ends by the signal."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class Terminal:
    """A rich console over a binary stream that never closes it.

    ``color`` and ``fitted`` (lines wrap to the terminal's width) are the caller's to decide.
    """

    def __init__(self, out: BinaryIO, *, color: bool, fitted: bool) -> None:
        self._text = io.TextIOWrapper(out, "utf-8", newline="", write_through=True)
        self.color = color
        self.fitted = fitted
        self.console = _Console(
            file=self._text,
            force_terminal=color,
            color_system="standard" if color else None,
            no_color=not color,
            width=None if fitted else _ENDLESS,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def rows(self, text: Text, gutter: str = "", indent: int | None = None) -> None:
        """Show a text behind its gutter, broken to the terminal's width; on a pipe in one line.

        What follows the first line is as far to the right as the gutter is wide, or by ``indent``.
        """
        behind = cell_len(gutter) if indent is None else indent
        room = max(_NARROWEST, self.console.width - max(cell_len(gutter), behind))
        for number, row in enumerate(wrapped(text, room) if self.fitted else [text]):
            row = row[len(row.plain) - len(row.plain.lstrip()) :] if number else row
            row.rstrip()
            line = Text().append(" " * behind if number else gutter, NOTE).append_text(row)
            self.console.print(line, soft_wrap=True)

    def release(self) -> None:
        """Let go of the stream beneath."""
        self._text.flush()
        self._text.detach()


def progress(items: Iterable[T], what: str) -> Iterator[T]:
    """The items unchanged; how many there were so far stands on standard error, in one line that is wiped."""
    shown = time.monotonic()
    written = False
    try:
        for count, item in enumerate(items, start=1):
            yield item
            now = time.monotonic()
            if now - shown > _EVERY:
                sys.stderr.write(f"\r\x1b[K{what}: {count:,} record{'s' if count > 1 else ''}")
                sys.stderr.flush()
                shown, written = now, True
    finally:
        if written:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
