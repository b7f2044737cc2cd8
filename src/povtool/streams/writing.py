"""Where output goes: standard output, or files that appear whole or not at all; and what was rejected."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

import orjson

from povtool.errors import OutputError, RejectedInput
from povtool.records import Item, Record, Rejected
from povtool.streams.compression import zstd


@contextmanager
def open_output(file: str | None) -> Iterator[BinaryIO]:
    """Where output goes: standard output for None, else a file that is replaced once all is written.

    What is written goes to a temporary file beside it and takes its name at the end, so that a crash leaves
    the old file or none, never half a one. ``.gz`` and ``.zst`` compress. A name that is no regular file
    (a pipe, a device) is written to directly.

    Raises OutputError where the file cannot be made or the disk is full.
    """
    if file is None:
        with _told("<stdout>"):
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        return
    target = Path(file)
    if target.exists() and not target.is_file():
        with _told(file), open(target, "wb") as stream, _compressing(stream, file) as out:
            yield out
        return
    import tempfile

    with _told(file):
        handle, partial = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    try:
        with _told(file):
            with os.fdopen(handle, "wb") as stream, _compressing(stream, file) as out:
                yield out
            os.chmod(partial, _mode(target))
            os.replace(partial, os.path.realpath(target))
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def _compressing(stream: BinaryIO, file: str) -> Iterator[BinaryIO]:
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


@contextmanager
def _told(file: str) -> Iterator[None]:
    """Turns a failure to write into an error that names the file; a closed pipe stays what it is."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as problem:
        hint = "make room, or write elsewhere" if problem.errno == errno.ENOSPC else "check the folder"
        raise OutputError(
            f"{file}: cannot write ({(problem.strerror or str(problem)).lower()})", hint
        ) from None


def to_json(record: Record) -> bytes:
    """A record as one line of JSON, UTF-8, with its line feed."""
    try:
        return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:  # a whole number past 64 bits
        import json

        return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class RejectedLog:
    """Tells each rejected input on standard error, and writes it to the ``--errors`` file if there is one."""

    def __init__(self, log: BinaryIO | None) -> None:
        self._log = log
        self.count = 0

    def add(self, item: Rejected) -> None:
        """Report one rejected input."""
        self.count += 1
        print(item, file=sys.stderr)
        if self._log is None:
            return
        entry: dict[str, Any] = {
            "file": item.file,
            "line": item.line,
            "reason": item.reason,
            "hint": item.hint,
        }
        try:
            entry["raw"] = item.raw.decode("utf-8").rstrip("\n")
        except UnicodeDecodeError:
            import base64

            entry["raw_base64"] = base64.b64encode(item.raw).decode("ascii")
        self._log.write(to_json(entry))


def without_rejected(items: Iterable[Item], log: RejectedLog, *, fail: bool) -> Iterator[Record]:
    """The records alone; what was rejected goes to the log. With ``fail`` the first one is an error.

    Raises RejectedInput, whose message is the rejected input's, under ``fail``.
    """
    for item in items:
        if isinstance(item, Rejected):
            log.add(item) if not fail else _fail(item)
        elif isinstance(item, dict):
            yield item


def _fail(item: Rejected) -> None:
    raise RejectedInput(str(item))
