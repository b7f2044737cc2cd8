"""Tables that the stages read: one file each, its source and licence in the comment lines on top."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a tab-separated table; empty lines and lines that start with ``#`` are left out.

    Raises FileNotFoundError for a table that does not exist.
    """
    text = files(__name__).joinpath(name).read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))
