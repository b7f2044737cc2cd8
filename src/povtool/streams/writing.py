"""Where output goes: standard output, or files that appear whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

import orjson

from povtool.errors import OutputError
from povtool.records import Record
from povtool.streams.compression import zstd

STDOUT = "-"


@contextmanager
def open_output(file: str | None) -> Iterator[BinaryIO]:
    """Where output goes: standard output for None or ``-``, else a file that is replaced once all is written.

    What is written goes to a temporary file beside it and takes its name at the end, so that a crash leaves
    the old file or none, never half a one. ``.gz`` and ``.zst`` compress. A name that is no regular file
    (a pipe, a device) is written to directly.

    Raises OutputError where the file cannot be made or the disk is full.
    """
    if file in (None, STDOUT):
        with _told("<stdout>"):
            if sys.stdout is None:
                raise OSError(errno.EBADF, "standard output is closed")
        out = cast(BinaryIO, _Telling(sys.stdout.buffer, "<stdout>"))
        yield out
        out.flush()
    elif _is_written_directly(file):
        with _told(file):
            stream = open(file, "ab")  # noqa: SIM115 (appending: the shell has opened /dev/stdout before)
        with stream, _compressing(_Telling(stream, file), file) as out:
            yield out
    else:
        with _replacing(file) as out:
            yield out


def _is_written_directly(file: str) -> bool:
    return file.startswith(("/dev/", "/proc/")) or (os.path.exists(file) and not os.path.isfile(file))


@contextmanager
def _replacing(file: str) -> Iterator[BinaryIO]:
    import tempfile

    target = os.path.realpath(file)  # a link is followed, not replaced
    folder, name = os.path.split(target)
    with _told(file):
        handle, partial = tempfile.mkstemp(prefix=f".{name}.", suffix=".part", dir=folder)
    try:
        with os.fdopen(handle, "wb") as stream:
            with _compressing(_Telling(stream, file), file) as out:
                yield out
            with _told(file):
                stream.flush()
        with _told(file):
            os.chmod(partial, _mode(target))
            os.replace(partial, target)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise


def _mode(target: str) -> int:
    """The permissions of the file that is replaced, or those a new file gets."""
    if os.path.exists(target):
        return os.stat(target).st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def _compressing(stream: Any, file: str) -> Iterator[BinaryIO]:
    name = file.lower()
    if name.endswith(".gz"):
        import gzip

        with gzip.GzipFile("", "wb", 6, stream, mtime=0) as packed:
            yield cast(BinaryIO, packed)
    elif name.endswith(".zst"):
        with zstd().open(stream, "wb") as packed:
            yield packed
    else:
        yield stream
    stream.flush()


class _Telling(io.RawIOBase):
    """A stream whose failures to write name the file; closing it leaves the stream beneath open."""

    def __init__(self, stream: BinaryIO, file: str) -> None:
        self._stream = stream
        self._file = file

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        try:  # without a context manager: it would be made anew for every record
            return self._stream.write(data)
        except OSError as problem:
            raise _as_told(problem, self._file) from None

    def flush(self) -> None:
        try:
            if not self._stream.closed:
                self._stream.flush()
        except OSError as problem:
            raise _as_told(problem, self._file) from None


@contextmanager
def _told(file: str) -> Iterator[None]:
    """Turns a failure to write into an error that names the file; a closed pipe stays what it is."""
    try:
        yield
    except OSError as problem:
        raise _as_told(problem, file) from None


def _as_told(problem: OSError, file: str) -> Exception:
    if isinstance(problem, BrokenPipeError):
        return problem
    hint = "make room, or write elsewhere" if problem.errno == errno.ENOSPC else "check the folder"
    reason = (problem.strerror or str(problem)).lower()
    return OutputError(f"{file}: cannot write ({reason})", hint)


def to_json(record: Record) -> bytes:
    """A record as one line of JSON, UTF-8, with its line feed."""
    try:
        return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:  # a whole number past 64 bits
        import json

        return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
