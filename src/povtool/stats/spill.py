"""Records set aside on disk until they are asked for, so that sentences do not stay in memory."""

from __future__ import annotations

import pickle
import tempfile
from typing import Any

from povtool.records import Record

_IN_MEMORY = 1 << 22
"""Bytes kept in memory before a temporary file takes over."""


class Spill:
    """Records by the place where they were put; pickles with all it holds."""

    def __init__(self, held: bytes = b"") -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (goes with the object)
        self._file.write(held)
        self._end = len(held)

    def put(self, record: Record) -> int:
        """Set a record aside; where it is."""
        place = self._end
        data = pickle.dumps(record, pickle.HIGHEST_PROTOCOL)
        self._file.seek(place)
        self._file.write(data)
        self._end += len(data)
        return place

    def take(self, place: int) -> Record:
        """The record at a place."""
        self._file.seek(place)
        record: Record = pickle.load(self._file)  # what this process has put there itself
        return record

    def append(self, other: Spill) -> int:
        """Take in what another has; its places move on by the number returned."""
        moved = self._end
        self._file.seek(moved)
        self._file.write(other.held())
        self._end += other._end
        return moved

    def held(self) -> bytes:
        """Everything, as bytes."""
        self._file.seek(0)
        return self._file.read()

    def __reduce__(self) -> tuple[type[Spill], tuple[Any, ...]]:
        return Spill, (self.held(),)
