"""What the operands hold: files told apart, and read as records or as raw pages.

Nothing here knows about Chinese: a page stays bytes (:class:`~povtool.records.RawPage`) until ``clean``
reads it.
"""

from __future__ import annotations

import errno
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import orjson

from povtool.misfits import misfit
from povtool.records import ItemStream, RawPage, Record, Rejected, is_document
from povtool.streams.archives import is_mhtml, is_warc, read_mhtml, read_warc
from povtool.streams.compression import COMPRESSED_ENDINGS
from povtool.streams.opening import STDIN, Peekable, open_input

RECORD_ENDINGS = (".jsonl", ".ndjson")
TABLE_ENDINGS = (".csv", ".tsv")

_UTF8_BOM = b"\xef\xbb\xbf"
_LONG_INTEGER = re.compile(rb"(?<![\d.])\d{19,}(?![\d.eE])")
_DIGITS_AS_ZERO = bytes.maketrans(b"123456789", b"0" * 9)
_MANY_ZEROS = b"0" * 19
"""Digits are made zeros and nineteen of them looked for first: much faster than the pattern."""
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,5}$")


def expand(operands: Iterable[str], *, recursive: bool = False) -> Iterator[str | Rejected]:
    """The files that the operands name, in order; with ``recursive`` every file below a folder, sorted.

    Hidden files and folders are left out, and what is no file (a named pipe). A folder without ``recursive``
    is rejected.
    """
    for operand in operands:
        if operand == STDIN or not os.path.isdir(operand):
            yield operand
        elif not recursive:
            yield Rejected(_shown(operand), None, "is a folder", "add -r to read every file in it")
        else:
            yield from _files_below(operand)


def _files_below(folder: str) -> Iterator[str | Rejected]:
    unreadable: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = (os.path.join(parent, name) for name in sorted(names) if not name.startswith("."))
        yield from filter(os.path.isfile, files)
        while unreadable:
            problem = unreadable.pop(0)
            yield _unreadable(str(problem.filename), problem)


def read_items(files: Iterable[str | Rejected]) -> ItemStream:
    """Every record and every raw page in the files, in order, with what cannot be used as ``Rejected``.

    A file of JSON Lines gives its records, a web archive its pages; any other file is one raw page, whose id
    is the file's stem, made unique within the stream (``-2``, ``-3`` …). ``-`` is standard input. Compressed
    input is told by its first bytes, not by its name.
    """
    page_ids = _UniqueIds()
    for file in files:
        if isinstance(file, Rejected):
            yield file
            continue
        try:
            with open_input(file) as stream:
                head = stream.peek(_tells_archive)
                if is_warc(head):
                    yield from read_warc(_shown(file), stream, page_ids.claim)
                elif is_mhtml(head):
                    yield from read_mhtml(_shown(file), stream, page_ids.claim, _stem(file))
                elif is_one_json_value(file, stream):
                    hint = "try jq -c '.[]' or jq -c . on it"
                    yield Rejected(_shown(file), None, "JSON, but not JSON Lines", hint)
                elif is_records(file, stream):
                    yield from _records(file, stream)
                elif plain_name(file).lower().endswith(TABLE_ENDINGS):
                    hint = "make it JSON Lines first, with mlr --icsv --ojsonl or xan"
                    yield Rejected(_shown(file), None, "a table, not a page", hint)
                else:
                    yield from _page(file, stream, page_ids)
        except Exception as problem:
            if not _is_about_input(problem):
                raise
            yield _unreadable(file, problem)


def _tells_archive(head: bytes) -> bool:
    """Whether a stream's beginning shows if it is an archive; a saved page's headers end at an empty line."""
    mail = re.match(rb"[A-Za-z-]{2,40}: ", head) and not re.search(rb"\n\r?\n", head)
    return b"\n" in head and not mail


def _is_about_input(problem: Exception) -> bool:
    """Whether a file is to blame; the module of ZstdError is only imported for zstd input."""
    return isinstance(problem, OSError | EOFError | zlib.error) or type(problem).__name__ == "ZstdError"


def is_records(file: str, stream: Peekable) -> bool:
    """Whether a stream holds JSON Lines: its name says so, or its first line, or half of its first lines.

    So a bad first line is reported and not taken for a page, and a page that holds some JSON stays a page.
    """
    if plain_name(file).lower().endswith(RECORD_ENDINGS):
        return True
    head = stream.peek(_begins_with_object)
    if _begins_with_object(head):
        return True
    lines = [line for line in head.removeprefix(_UTF8_BOM).split(b"\n") if line.strip()]
    return bool(lines) and 2 * sum(map(_is_object, lines)) >= len(lines)


def is_one_json_value(file: str, stream: Peekable) -> bool:
    """Whether a stream holds one JSON value over many lines, such as an array of records."""
    head = stream.peek(_begins_with_object).removeprefix(_UTF8_BOM).lstrip()
    if re.match(rb'\[\s*\{|\{\s*\n\s*"', head):
        return True
    named = plain_name(file).lower().endswith(".json")
    return named and bool(head) and not _is_object(head.partition(b"\n")[0])


def _begins_with_object(head: bytes) -> bool:
    """Whether the first line is an object, or the beginning of one: it may be long, or broken."""
    first = head.removeprefix(_UTF8_BOM).lstrip().partition(b"\n")[0]
    return _is_object(first) or re.match(rb'\{[ \t]*"', first) is not None


def _is_object(line: bytes) -> bool:
    if not line.lstrip().startswith(b"{"):
        return False
    with suppress(orjson.JSONDecodeError):
        return isinstance(orjson.loads(line), dict)
    return False


def _records(file: str, stream: Peekable) -> ItemStream:
    shown = _shown(file)
    stem = _stem(file)
    try:
        for number, line in enumerate(stream, start=1):
            if number == 1:
                line = line.removeprefix(_UTF8_BOM)
            if line.strip():
                record = parse_record(line, shown, number)
                yield _identified(record, f"{stem}:{number}") if isinstance(record, dict) else record
    except Exception as problem:
        if not _is_about_input(problem):
            raise
        yield _unreadable(file, problem, "; what came before is used")


def _identified(record: Record, name: str) -> Record:
    """A document that has no id gets one, so that what is found in it can be traced: its file and line."""
    if is_document(record) and record.get("id") in (None, ""):
        return {**record, "id": name}
    return record


def _loaded(line: bytes) -> object:
    try:
        return orjson.loads(line)
    except ValueError as problem:
        if "surrogate" not in str(problem):
            raise
        import json

        record = _paired(json.loads(line))
        if isinstance(record, dict) and is_document(record):
            return record
        raise


def _may_be_rounded(record: object, line: bytes) -> bool:
    """Whether a line may have a whole number that orjson made a float: one past 64 bits."""
    if isinstance(record, dict) and _EXACT.issuperset(map(type, record.values())):
        return False  # as with most documents
    return _MANY_ZEROS in line.translate(_DIGITS_AS_ZERO) and _LONG_INTEGER.search(line) is not None


_EXACT = frozenset((str, int, bool, type(None)))
"""Types of values that are as the line has them, and hold no others."""


def _paired(value: object) -> object:
    """A value from JSON with U+FFFD for each surrogate that has no partner."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_paired(member) for member in value]
    if isinstance(value, dict):
        return {_paired(key): _paired(member) for key, member in value.items()}
    return value


def parse_record(line: bytes, file: str, number: int) -> Record | Rejected:
    """One line of JSON Lines as a record, or why it is none.

    Whole numbers keep all their digits, however long. In a document, half a surrogate pair becomes U+FFFD: it
    could not be written again.
    """
    try:
        record = _loaded(line)
        if _may_be_rounded(record, line):
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
    if data or file != STDIN:
        yield RawPage(page_ids.claim(_stem(file)), _shown(file), data)


def plain_name(file: str) -> str:
    """A file's name without folders and without its compression ending.

    >>> plain_name("seeds/公报.txt.gz")
    '公报.txt'
    """
    name = Path(_shown(file)).name
    for ending in COMPRESSED_ENDINGS:
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return name


def _stem(file: str) -> str:
    """What a file's pages are called: ``公报.txt`` gives 公报, ``2018.01.10`` stays whole."""
    return "stdin" if file == STDIN else _ENDING.sub("", plain_name(file)) or plain_name(file)


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


def _unreadable(file: str, problem: Exception, rest: str = "") -> Rejected:
    if isinstance(problem, OSError) and problem.errno is not None:
        reason = (problem.strerror or str(problem)).lower()
        return Rejected(_shown(file), None, reason, _TRIES.get(problem.errno, ""))
    reason = "the compressed data end too soon or are damaged"
    return Rejected(_shown(file), None, reason, f"fetch the file again{rest}")
