"""How much a table may keep: past it the run stops with a message, before the machine's memory does."""

from __future__ import annotations

from povtool.errors import PovtoolError

DEFAULT_LIMIT = 5_000_000
"""Things that a table may keep where nothing else is asked for: about a gigabyte of claims or n-grams."""


class TooMuch(PovtoolError):
    """A table that would need more memory than it may."""


class Limit:
    """Holds a count of kept things below a number, ``scale`` times as high for things that are small."""

    __slots__ = ("_most", "_scale", "_what")

    def __init__(self, what: str, most: int | None = None, *, scale: int = 1) -> None:
        self._what = what
        self._scale = scale
        self._most = (DEFAULT_LIMIT if most is None else most) * scale

    def check(self, kept: int) -> None:
        """Raise TooMuch where more is kept than may be."""
        if kept > self._most:
            asked = f"--limit {self._most // self._scale * 2}"
            raise TooMuch(
                f"more than {self._most:,} {self._what} to keep",
                f"count less at once, or try {asked} if there is memory for them",
            )
