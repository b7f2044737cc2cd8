"""Very many small rows of numbers, kept on disk once they are many, and sorted there."""

from __future__ import annotations

import struct
import tempfile
from array import array
from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from typing import IO, Any

Row = tuple[int, ...]

_ITEM = array("I").itemsize
_IN_MEMORY = 1 << 21
"""Numbers kept in memory before they go to a temporary file."""
_RUN = 1 << 17
"""Rows sorted at once in memory; longer lists are merged from such runs."""
_BLOCK = 1 << 12
"""Rows read at once."""


class Rows:
    """Rows of ``width`` numbers below 2³²; pickles with all it holds."""

    def __init__(self, width: int, held: bytes = b"") -> None:
        self._width = width
        self._recent = array("I", held)
        self._file: IO[bytes] | None = None

    def put(self, row: Sequence[int]) -> None:
        """Keep one row."""
        self._recent.extend(row)
        if len(self._recent) >= _IN_MEMORY:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 (goes with the object)
            self._recent.tofile(self._file)
            del self._recent[:]

    def __iter__(self) -> Iterator[Row]:
        if self._file is not None:
            self._file.seek(0)
            while block := self._file.read(_BLOCK * self._width * _ITEM):
                yield from self._rows(array("I", block))
        yield from self._rows(self._recent)

    def _rows(self, numbers: array[int]) -> Iterator[Row]:
        return zip(*[iter(numbers)] * self._width, strict=True)

    def __reduce__(self) -> tuple[type[Rows], tuple[Any, ...]]:
        held = b""
        if self._file is not None:
            self._file.seek(0)
            held = self._file.read()
        return Rows, (self._width, held + self._recent.tobytes())

    def sorted(self, renumbered: Callable[[Row], Sequence[int]]) -> SortedRows:
        """The rows as ``renumbered`` gives them, ascending."""
        packed = struct.Struct(f">{self._width}I")
        runs: list[Iterator[bytes]] = []
        run: list[bytes] = []
        for row in self:
            run.append(packed.pack(*renumbered(row)))
            if len(run) == _RUN:
                run.sort()
                runs.append(_set_aside(run, packed.size))
                run = []
        run.sort()
        return SortedRows(self._width, merge(*runs, iter(run)) if runs else iter(run))


def _set_aside(run: list[bytes], size: int) -> Iterator[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 (goes with the iterator)
    file.writelines(run)
    return _read(file, size)


def _read(file: IO[bytes], size: int) -> Iterator[bytes]:
    file.seek(0)
    while block := file.read(_BLOCK * size):
        for start in range(0, len(block), size):
            yield block[start : start + size]


class SortedRows:
    """Rows in their order, with any stretch of them to be had."""

    def __init__(self, width: int, rows: Iterator[bytes]) -> None:
        self._packed = struct.Struct(f">{width}I")
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY * _ITEM)  # noqa: SIM115
        self._length = 0
        for row in rows:
            self._file.write(row)
            self._length += 1

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, self._length, _BLOCK):
            yield from self.stretch(start, min(start + _BLOCK, self._length))

    def stretch(self, start: int, end: int) -> Iterator[Row]:
        """The rows from ``start`` up to ``end``."""
        self._file.seek(start * self._packed.size)
        return self._packed.iter_unpack(self._file.read((end - start) * self._packed.size))

    def groups(self, length: int) -> tuple[array[int], array[int]]:
        """Where the stretches of rows with the same first ``length`` numbers begin and end."""
        starts, before = array("Q"), None
        for place, row in enumerate(self):
            if row[:length] != before:
                before = row[:length]
                starts.append(place)
        return starts, array("Q", [*starts[1:], self._length] if starts else [])


class Numbered:
    """Values numbered as they come; each different one is kept once."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, value: Any) -> int:
        """The number of a value."""
        return self._numbers.setdefault(value, len(self._numbers))

    def merged(self, other: Numbered) -> list[int]:
        """The numbers here of what has the numbers 0, 1, 2 … there."""
        return [self.number(value) for value in other._numbers]

    def ranked(self, key: Callable[[Any], Any]) -> tuple[list[Any], list[int]]:
        """The values in their order, and the place in it of what has the number 0, 1, 2 …"""
        values = list(self._numbers)
        ordered = sorted(range(len(values)), key=lambda number: key(values[number]))
        places = [0] * len(values)
        for place, number in enumerate(ordered):
            places[number] = place
        return [values[number] for number in ordered], places
