"""Records as JSON Lines and as delimited text: the formats for programs and spreadsheets."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Protocol

from povtool.records import Record
from povtool.streams import tell, to_json


class Writer(Protocol):
    """Takes records one by one; ``close`` writes what must come at the end."""

    def write(self, record: Record) -> None:
        """Write one record, or keep it for the end."""

    def close(self) -> None:
        """Write what was kept. Does not close the stream beneath."""


class JsonLinesWriter:
    """One record a line, as soon as it is there.

    ``prompt`` hands each record on at once: whoever reads a pipe may be waiting for it, and a call of the
    system is little beside what a record costs to make.
    """

    def __init__(self, out: BinaryIO, *, prompt: bool) -> None:
        self._out = out
        self._prompt = prompt

    def write(self, record: Record) -> None:
        """Write one record."""
        self._out.write(to_json(record))
        if self._prompt:
            self._out.flush()

    def close(self) -> None:
        """Nothing is kept."""


class WordsWriter:
    """Tokens as plain text: a line a record, a space between words, as word2vec, fastText and KenLM read it.

    White space and control characters that are a token go, in one they become ``_``; with parts of speech
    each word is ``word/tag``. Every document has its line, also an empty one, so that line numbers count
    documents. Records without tokens have none; how many there were is told at the end.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._left_out = 0

    def write(self, record: Record) -> None:
        """Write one record."""
        tokens = record.get("tokens")
        if not isinstance(tokens, list):
            self._left_out += 1
            return
        tags = record.get("pos") or [None] * len(tokens)
        words = [
            word + (f"/{tag}" if tag else "")
            for word, tag in zip(map(_plain, tokens), tags, strict=True)
            if word
        ]
        if words or record.get("type") != "sentence":
            self._out.write(" ".join(words).encode("utf-8", "replace") + b"\n")

    def close(self) -> None:
        """Tell what could not be written."""
        if self._left_out:
            tell(f"povtool: {self._left_out} records without tokens are not in the text")


_CONTROL = re.compile("[\0-\x1f\x7f-\x9f]")


def _plain(token: str) -> str:
    """A token without white space, and without the characters that drive a terminal."""
    if token.isalnum():
        return token
    return "_".join(_CONTROL.sub(" ", token).split())


class DelimitedWriter:
    """Comma- or tab-separated values with a header line, one row a record.

    The columns are the fields of all records, in the order they are first met; so rows wait in a temporary
    file until the last record is known. Metrics have the same columns in the same order whatever is among
    them, but for rare ones, so that the tables of two runs fit together. Lists of strings are joined by
    ``;``, other nested values stay JSON, null is empty. In tab-separated output, tabs, line feeds and
    backslashes are written ``\\t``, ``\\n``, ``\\\\``.

    ``for_spreadsheet`` puts a byte order mark first, without which Excel reads UTF-8 as the system's old
    encoding, and an apostrophe before texts that a spreadsheet would run as a formula. Figures stay bare.
    """

    def __init__(self, out: BinaryIO, delimiter: str, *, for_spreadsheet: bool = False) -> None:
        import tempfile

        self._out = out
        self._delimiter = delimiter
        self._for_spreadsheet = for_spreadsheet
        self._rows = tempfile.SpooledTemporaryFile(max_size=1 << 24)  # noqa: SIM115 (closed in close)
        self._columns: dict[str, None] = {}
        self._metrics = False
        self._count = 0

    def write(self, record: Record) -> None:
        """Keep a record for the end."""
        self._count += 1
        self._columns.update(dict.fromkeys(record))
        self._metrics = self._metrics or record.get("type") == "metric"
        import pickle

        pickle.dump(record, self._rows)

    def close(self) -> None:
        """Write the header and all rows."""
        text = io.TextIOWrapper(self._out, "utf-8", newline="", write_through=True)
        escaped = _tab_escaped if self._delimiter == "\t" else _quoted

        def put(cells: Iterable[str]) -> None:
            text.write(self._delimiter.join(map(escaped, cells)) + "\n")

        as_cell = _inert if self._for_spreadsheet else cell
        if self._metrics:
            self._columns = _of_metrics(self._columns)
        with self._rows:
            self._rows.seek(0)
            if self._columns:
                text.write("\ufeff" if self._for_spreadsheet else "")
                put(self._columns)
            for record in self._kept():
                put(as_cell(record.get(column)) for column in self._columns)
        text.detach()

    def _kept(self) -> Iterator[Record]:
        import pickle

        for _ in range(self._count):
            yield pickle.load(self._rows)


_SAID_OF_MOST = (
    *("type", "doc", "field", "start", "end", "raw", "value", "low", "high", "unit", "dimension"),
    *("of", "indicator", "relation", "bound", "damaged", "role", "from", "direction", "base"),
    *("place", "place_inherited", "status", "period", "period_inherited"),
    *("sentence", "sentence_start", "evidence", "script"),
)
"""The columns that a table with metrics always has."""


def _of_metrics(met: dict[str, None]) -> dict[str, None]:
    """The columns of a table with metrics: what is said of most, then what else was met.

    >>> [*_of_metrics({"raw": None, "members": None})][-2:]
    ['script', 'members']
    """
    return dict.fromkeys([*_SAID_OF_MOST, *met])


_TAB_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _tab_escaped(value: str) -> str:
    return value.translate(_TAB_ESCAPES)


def _quoted(value: str) -> str:
    """A cell of RFC 4180; Python's csv leaves a lone carriage return bare, which breaks the row."""
    if any(mark in value for mark in ',"\r\n'):
        return '"' + value.replace('"', '""') + '"'
    return value


def _inert(value: Any) -> str:
    """A cell that a spreadsheet shows and does not run, as it would an ``=HYPERLINK(…)`` in a page's text.

    The characters are those that OWASP lists for CSV injection, with their full-width forms.

    >>> _inert("=1+1"), _inert(-3), _inert("-3人"), _inert(["＠甲", "乙"])
    ("'=1+1", '-3', "'-3人", "'＠甲;乙")
    """
    text = cell(value)
    runs = isinstance(value, (str, list)) and text.startswith(tuple("=+-@\t\r\n＝＋－＠"))
    return f"'{text}" if runs else text


def cell(value: Any) -> str:
    """A value as the text of one cell.

    >>> cell(["张玉", "谢磊"]), cell(None), cell(0.5), cell(True)
    ('张玉;谢磊', '', '0.5', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(member, str) for member in value):
        return ";".join(value)
    return to_json(value).decode().rstrip("\n")
