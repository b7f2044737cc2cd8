"""Input opened: the bytes of a file or of standard input, decompressed, with a first look at them."""

from __future__ import annotations

import errno
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from povtool.streams.compression import GZIP_MAGIC, Gunzip, zstd

STDIN = "-"
SNIFFED = 1 << 16
"""Bytes that can be looked at before they are read."""

_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"


class Peekable:
    """A binary stream whose first 64 KiB can be looked at before they are read.

    Its end is seen once and remembered: on a terminal, each look past it would ask for another Ctrl-D.
    """

    def __init__(self, stream: Any) -> None:
        """``stream`` needs ``read``, ``read1``, ``readline`` and iteration over its lines."""
        self._stream = stream
        self._ended = False
        self._head = b""

    def peek(self, enough: Callable[[bytes], bool]) -> bytes:
        """The first 64 KiB, or all there is, or what is enough: a slow pipe is not waited for."""
        while len(self._head) < SNIFFED and not self._ended and not (self._head and enough(self._head)):
            more = self._stream.read1(SNIFFED)
            self._ended = not more
            self._head += more
        return self._head

    def read(self, size: int = -1) -> bytes:
        """All bytes from the beginning; with a size, the next ones that are there, at most that many."""
        if size < 0:
            head, self._head = self._head, b""
            return head if self._ended else head + self._stream.read()
        if self._head:
            part, self._head = self._head[:size], self._head[size:]
            return part
        return b"" if self._ended else self._stream.read1(size)

    def exactly(self, size: int) -> bytes:
        """The next bytes, fewer only where the stream ends before."""
        parts: list[bytes] = []
        while size > 0 and (part := self.read(size)):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def readline(self, size: int) -> bytes:
        """The next line with its line feed, or its first ``size`` bytes."""
        end = self._head.find(b"\n", 0, size) + 1
        if end or len(self._head) >= size or self._ended:
            return self.read(end or size) if self._head else b""
        head, self._head = self._head, b""
        return head + self._stream.readline(size - len(head))

    def unread(self, data: bytes) -> None:
        """Puts bytes back before what comes next."""
        self._head = data + self._head

    def recover(self) -> bool:
        """After damage in compressed data: go on where they can be read again, if there is such a place."""
        raw = getattr(self._stream, "raw", None)
        return isinstance(raw, Gunzip) and raw.recover()

    def __iter__(self) -> Iterator[bytes]:
        """The lines from the beginning, each with its line feed."""
        head, self._head = self._head, b""
        *whole, rest = head.split(b"\n")
        for line in whole:
            yield line + b"\n"
        if rest:
            yield rest if self._ended else rest + self._stream.readline()
        if not self._ended:
            yield from self._stream


@contextmanager
def open_input(file: str) -> Iterator[Peekable]:
    """A file's bytes, decompressed where its first bytes say so. ``-`` is standard input.

    Raises OSError for what cannot be opened; reading raises EOFError where compressed data end too soon.
    """
    if file == STDIN and sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    with nullcontext(sys.stdin.buffer) if file == STDIN else open(file, "rb", SNIFFED) as raw:
        stream = Peekable(raw)
        head = stream.peek(lambda head: len(head) >= len(_ZSTD_MAGIC))
        if head.startswith(GZIP_MAGIC):
            yield Peekable(io.BufferedReader(Gunzip(stream), SNIFFED))
        elif head.startswith(_ZSTD_MAGIC):
            with zstd().open(stream, "rb") as unpacked:
                yield Peekable(unpacked)
        else:
            yield stream
