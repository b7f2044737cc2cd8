"""What the operands hold: files opened, decompressed, told apart, and read as records or as raw pages.

Nothing here knows about Chinese: a page stays bytes (:class:`~povtool.records.RawPage`) until ``clean``
reads it.
"""

from __future__ import annotations

import errno
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, cast

import orjson

from povtool.records import ItemStream, RawPage, Record, Rejected, misfit
from povtool.streams.compression import COMPRESSED_ENDINGS, zstd

STDIN = "-"
RECORD_ENDINGS = (".jsonl", ".ndjson")

_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_SNIFFED = 1 << 16
_UTF8_BOM = b"\xef\xbb\xbf"
_LONG_INTEGER = re.compile(rb"(?<![\d.])\d{19,}(?![\d.eE])")


def expand(operands: Iterable[str], *, recursive: bool = False) -> Iterator[str | Rejected]:
    """The files that the operands name, in order; with ``recursive`` every file below a folder, sorted.

    Hidden files and folders are left out. A folder without ``recursive`` is rejected.
    """
    for operand in operands:
        if operand == STDIN or not Path(operand).is_dir():
            yield operand
        elif not recursive:
            yield Rejected(_shown(operand), None, "is a folder", "add -r to read every file in it")
        else:
            yield from _files_below(operand)


def _files_below(folder: str) -> Iterator[str | Rejected]:
    unreadable: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (str(Path(parent, name)) for name in sorted(names) if not name.startswith("."))
        while unreadable:
            yield _unreadable(str(unreadable[0].filename), unreadable.pop(0))


def read_items(files: Iterable[str | Rejected]) -> ItemStream:
    """Every record and every raw page in the files, in order, with what cannot be used as ``Rejected``.

    A file of JSON Lines gives its records; any other file is one raw page, whose id is the file's stem,
    made unique within the stream (``-2``, ``-3`` …). ``-`` is standard input. Compressed input is told by
    its first bytes, not by its name.
    """
    page_ids = _UniqueIds()
    for file in files:
        if isinstance(file, Rejected):
            yield file
            continue
        try:
            with open_input(file) as stream:
                if is_one_json_value(file, stream):
                    yield Rejected(
                        _shown(file), None, "JSON, but not JSON Lines", "try jq -c '.[]' or jq -c . on it"
                    )
                elif is_records(file, stream):
                    yield from _records(file, stream)
                else:
                    yield from _page(file, stream, page_ids)
        except Exception as problem:
            if not _is_about_input(problem):
                raise
            yield _unreadable(file, problem)


def _is_about_input(problem: Exception) -> bool:
    """Whether a file is to blame; the module of ZstdError is only imported for zstd input."""
    return isinstance(problem, OSError | EOFError | zlib.error) or type(problem).__name__ == "ZstdError"


@contextmanager
def open_input(file: str) -> Iterator[Peekable]:
    """A file's bytes, decompressed, with at least 64 KiB that can be peeked at. ``-`` is standard input.

    Raises OSError for what cannot be opened; reading raises EOFError where compressed data end too soon.
    """
    if file == STDIN and sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    with nullcontext(sys.stdin.buffer) if file == STDIN else open(file, "rb", _SNIFFED) as raw:
        head = cast(Any, raw).peek(4)[:4]
        if head.startswith(_GZIP_MAGIC):
            import gzip

            with gzip.open(raw, "rb") as stream:
                yield Peekable(stream)
        elif head == _ZSTD_MAGIC:
            with zstd().open(raw, "rb") as stream:
                yield Peekable(stream)
        else:
            yield Peekable(raw, ended=not head)


class Peekable:
    """A binary stream whose first 64 KiB can be looked at before they are read.

    Its end is seen once and remembered: on a terminal, each look past it would ask for another Ctrl-D.
    """

    def __init__(self, stream: Any, *, ended: bool = False) -> None:
        self._stream = stream
        self._ended = ended
        self._head = b""

    def peek(self, enough: Callable[[bytes], bool]) -> bytes:
        """The first 64 KiB, or all there is, or what is enough: a slow pipe is not waited for."""
        while len(self._head) < _SNIFFED and not self._ended and not (self._head and enough(self._head)):
            more = self._stream.read1(_SNIFFED)
            self._ended = not more
            self._head += more
        return self._head

    def read(self) -> bytes:
        """All bytes from the beginning."""
        head, self._head = self._head, b""
        return head if self._ended else head + self._stream.read()

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


def is_records(file: str, stream: Peekable) -> bool:
    """Whether a stream holds JSON Lines: its name says so, or one of its first lines is a JSON object.

    One good line is enough, so that a bad first line is reported and not taken for a page.
    """
    if plain_name(file).endswith(RECORD_ENDINGS):
        return True
    head: bytes = stream.peek(_has_object)
    return _has_object(head) or (b"\n" not in head and len(head) >= _SNIFFED and _opens_object(head))


def is_one_json_value(file: str, stream: Peekable) -> bool:
    """Whether a stream holds one JSON value over many lines, such as an array of records."""
    head = stream.peek(_has_object).removeprefix(_UTF8_BOM).lstrip()
    if re.match(rb"\[\s*\{", head):
        return True
    return plain_name(file).endswith(".json") and not _is_object(head.partition(b"\n")[0])


def _has_object(head: bytes) -> bool:
    return any(map(_is_object, head.removeprefix(_UTF8_BOM).split(b"\n")))


def _opens_object(head: bytes) -> bool:
    """Whether a line too long to be parsed yet can only be an object's beginning."""
    return re.match(rb'\s*\{\s*"', head.removeprefix(_UTF8_BOM)) is not None


def _is_object(line: bytes) -> bool:
    if not line.lstrip().startswith(b"{"):
        return False
    with suppress(orjson.JSONDecodeError):
        return isinstance(orjson.loads(line), dict)
    return False


def plain_name(file: str) -> str:
    """A file's name in lower case, without its compression ending."""
    name = Path(file).name.lower()
    for ending in COMPRESSED_ENDINGS:
        name = name.removesuffix(ending)
    return name


def _records(file: str, stream: Peekable) -> ItemStream:
    shown = _shown(file)
    for number, line in enumerate(stream, start=1):
        if number == 1:
            line = line.removeprefix(_UTF8_BOM)
        if line.strip():
            yield parse_record(line, shown, number)


def parse_record(line: bytes, file: str, number: int) -> Record | Rejected:
    """One line of JSON Lines as a record, or why it is none.

    Whole numbers keep all their digits, however long.
    """
    try:
        record = orjson.loads(line)
        if _LONG_INTEGER.search(line):  # orjson makes such a number a float
            import json

            record = json.loads(line)
    except (ValueError, RecursionError) as problem:
        reason = str(problem).partition(": line ")[0]
        return Rejected(file, number, f"not JSON ({reason})", "one JSON object a line is wanted", line)
    if not isinstance(record, dict):
        return Rejected(file, number, "JSON, but not an object", "one JSON object a line is wanted", line)
    if unfit := misfit(record):
        return Rejected(file, number, unfit, "mend the record or rename its type", line)
    return record


def _page(file: str, stream: Peekable, page_ids: _UniqueIds) -> ItemStream:
    data = stream.read()
    if not data and file == STDIN:
        return
    stem = "stdin" if file == STDIN else Path(plain_stem(_shown(file))).stem
    yield RawPage(page_ids.claim(stem), _shown(file), data)


def plain_stem(file: str) -> str:
    """A file's name without its compression ending, in its own letters.

    >>> plain_stem("seeds/公报.txt.gz")
    '公报.txt'
    """
    name = Path(file).name
    for ending in COMPRESSED_ENDINGS:
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return name


class _UniqueIds:
    """Remembers a number for each id given out (about 70 bytes), so that millions fit in memory."""

    def __init__(self) -> None:
        self._given: set[int] = set()
        self._last: dict[int, int] = {}

    def claim(self, stem: str) -> str:
        candidate, key = stem, hash(stem)
        count = self._last.get(key, 1)
        while hash(candidate) in self._given:
            count += 1
            candidate = f"{stem}-{count}"
        if count > 1:
            self._last[key] = count
        self._given.add(hash(candidate))
        return candidate


def _shown(file: str) -> str:
    """A file's name as it can be written in JSON: bytes that are no UTF-8 as ``\\xb9``."""
    return "<stdin>" if file == STDIN else os.fsencode(file).decode("utf-8", "backslashreplace")


_TRIES = {
    errno.ENOENT: "check the name",
    errno.EACCES: "check the permissions",
}


def _unreadable(file: str, problem: Exception) -> Rejected:
    if isinstance(problem, OSError) and problem.errno is not None:
        return Rejected(
            _shown(file), None, (problem.strerror or str(problem)).lower(), _TRIES.get(problem.errno, "")
        )
    reason = "the compressed data end too soon or are damaged"
    return Rejected(_shown(file), None, reason, "fetch the file again; what came before is used")
