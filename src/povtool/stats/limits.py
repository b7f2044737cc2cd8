"""How much a table may keep: past it the run stops with a message, before the machine's memory does."""

from __future__ import annotations

from povtool.errors import PovtoolError

DEFAULT_LIMIT = 5_000_000
"""Things that a table may keep where nothing else is asked for: about a gigabyte of claims or n-grams."""


class TooMuch(PovtoolError):
    """A table that would need more memory than it may."""


class Limit:
    """Holds a count of kept things below a number."""

    __slots__ = ("_most", "_what")

    def __init__(self, what: str, most: int | None = None) -> None:
        self._what = what
        self._most = DEFAULT_LIMIT if most is None else most

    def check(self, kept: int, advice: str = "") -> None:
        """Raise TooMuch where more is kept than may be."""
        if kept > self._most:
            tries = f"{advice}, or raise" if advice else "raise"
            raise TooMuch(f"more than {self._most:,} {self._what}", f"{tries} --limit if there is memory for them")
