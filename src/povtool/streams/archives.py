"""Web archives read as raw pages: WARC and WET, record by record, and what a browser saves as MHTML.

A damaged record is rejected and the reading goes on at the next one; fastwarc and warcio end there. What is
no page of text (redirects, pictures, styles) is counted, so that nothing is lost silently.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from povtool.records import ItemStream, Notice, RawPage, Rejected
from povtool.streams.http import Unreadable, media_and_charset, read_response
from povtool.streams.opening import Peekable

LARGEST_RECORD = 1 << 26
"""Bytes from which a record is passed over: no page is as large."""

TEXT_MEDIA = frozenset(("text/html", "application/xhtml+xml", "text/plain"))
_TYPES = frozenset(("response", "resource", "conversion"))
"""The records that hold what a server sent, or text made of it (WET)."""

_LONGEST_LINE = 1 << 16
_MOST_HEADERS = 1000
_VERSION = re.compile(rb"WARC/\d\.\d+\s*$")
_NEXT = re.compile(rb"(?:^|\n)(?=WARC/\d\.\d+\r?\n)")

Claim = Callable[[str], str]
"""Makes an id unique within the stream."""


class _Record(NamedTuple):
    number: int
    """1 for the first of the archive."""
    headers: dict[str, str]
    block: bytes


class _Broken(NamedTuple):
    number: int
    at: int
    """Where it begins, in bytes of the unpacked archive."""
    reason: str


def is_warc(head: bytes) -> bool:
    """Whether a stream's first bytes begin a WARC."""
    return head.startswith(b"WARC/")


def is_mhtml(head: bytes) -> bool:
    """Whether a stream's first bytes begin what a browser saves as one file, pictures and all."""
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    fields = re.findall(
        rb"(?im)^(?:from|subject|date|mime-version|content-type|snapshot-content-location):", top
    )
    return len(fields) >= 2 and re.search(rb"(?i)multipart/related", top) is not None


def read_warc(file: str, stream: Peekable, claim: Claim) -> ItemStream:
    """The pages of an archive in order, broken records as Rejected, and a notice of what was left out."""
    skipped: Counter[str] = Counter()
    for record in _Reader(stream).records():
        if isinstance(record, _Broken):
            reason = f"record {record.number} at byte {record.at}: {record.reason}"
            yield Rejected(file, None, reason, "fetch it again; the other records are read")
        elif record.headers.get("warc-type") in _TYPES:
            yield from _page(file, record, claim, skipped)
        elif record.headers.get("warc-type") in ("revisit", "continuation"):
            skipped[record.headers["warc-type"]] += 1
    if skipped:
        told = ", ".join(f"{count} {what}" for what, count in sorted(skipped.items()))
        yield Notice(file, f"records left out, no pages of text: {sum(skipped.values())} ({told})")


def _page(file: str, record: _Record, claim: Claim, skipped: Counter[str]) -> ItemStream:
    headers = record.headers
    url = headers.get("warc-target-uri", "").strip("<>")
    media, charset = media_and_charset(headers.get("content-type", ""))
    data = record.block
    if media == "application/http":
        try:
            response = read_response(record.block)
        except Unreadable as problem:
            yield Rejected(file, None, f"record {record.number} ({url}): {problem}", problem.hint)
            return
        if response.status != 200:
            skipped[f"status {response.status}"] += 1
            return
        media, charset, data = response.media, response.charset, response.body
    elif headers.get("warc-type") == "conversion":
        charset = charset or "utf-8"
    media = media or headers.get("warc-identified-payload-type", "").partition(";")[0].strip().lower()
    if not data or (media and media not in TEXT_MEDIA):
        skipped[media if data else "empty"] += 1
        return
    name = headers.get("warc-record-id", "").strip("<>").removeprefix("urn:uuid:")
    fetched = headers.get("warc-date")
    yield RawPage(claim(name or url or "record"), file, data, url or None, media or None, charset, fetched)


@dataclass
class _Reader:
    """Takes a WARC apart (ISO 28500:2017) and finds the next record behind damage."""

    stream: Peekable
    at: int = 0
    number: int = 0

    def records(self) -> Iterator[_Record | _Broken]:
        lost = False
        while True:
            start, before = self.at, self.number
            try:
                line = self._line()
                if not line:
                    return
                if _VERSION.match(line):
                    lost = False
                    self.number += 1
                    found = self._record(start)
                    lost = isinstance(found, _Broken)
                    yield found
                elif line.strip() and not lost:
                    lost = True
                    self.number += 1
                    yield _Broken(self.number, start, "no record begins here")
            except Exception as problem:
                if not isinstance(problem, zlib.error) or not self.stream.recover():
                    raise
                self.number = before + 1
                lost = True
                yield _Broken(self.number, start, "the compressed data are damaged")

    def _line(self) -> bytes:
        line = self.stream.readline(_LONGEST_LINE)
        self.at += len(line)
        return line

    def _record(self, start: int) -> _Record | _Broken:
        headers = self._headers()
        length = headers.get("content-length", "")
        if not length.isdecimal() or not length.isascii():
            return _Broken(self.number, start, "its header gives no length")
        size = int(length)
        if size > LARGEST_RECORD:
            self._pass_over(size)
            return _Broken(self.number, start, f"larger than {LARGEST_RECORD >> 20} MiB")
        block = self.stream.exactly(size)
        self.at += len(block)
        if len(block) < size:
            self._step_back(block)
            return _Broken(self.number, start, "ends too soon")
        after = self._line() + self._line()
        if after.strip():
            self._step_back(block + after)
            return _Broken(self.number, start, "its length is wrong")
        return _Record(self.number, headers, block)

    def _headers(self) -> dict[str, str]:
        headers: dict[str, str] = {}
        for _ in range(_MOST_HEADERS):
            line = self._line()
            if not line.strip():
                break
            name, _, value = line.decode("utf-8", "replace").partition(":")
            headers.setdefault(name.strip().lower(), value.strip())
        if "warc-type" in headers:
            headers["warc-type"] = headers["warc-type"].lower()
        return headers

    def _pass_over(self, size: int) -> None:
        while size > 0 and (part := self.stream.read(min(size, _LONGEST_LINE))):
            self.at += len(part)
            size -= len(part)

    def _step_back(self, taken: bytes) -> None:
        """Puts back what a wrong length has taken from the records that follow."""
        following = _NEXT.search(taken)
        if following:
            self.stream.unread(taken[following.end() :])
            self.at -= len(taken) - following.end()


def read_mhtml(file: str, stream: Peekable, claim: Claim, stem: str) -> ItemStream:
    """The page in an MHTML file (RFC 2557): its root, which is HTML; frames are counted."""
    from email import message_from_bytes
    from email.message import Message

    whole = message_from_bytes(stream.read())
    parts = [part for part in whole.walk() if part.get_content_type() in TEXT_MEDIA]
    if not parts:
        yield Rejected(file, None, "MHTML without a page of text")
        return
    start = whole.get_param("start")
    root = next((part for part in parts if start and part["Content-ID"] == start), parts[0])
    data = root.get_payload(decode=True)
    url = root["Content-Location"] or whole["Snapshot-Content-Location"]
    if isinstance(data, bytes) and not isinstance(root.get_payload(), Message):
        media, charset = media_and_charset(str(root.get("Content-Type", "")))
        yield RawPage(
            claim(stem), file, data, str(url) if url else None, media, charset, _moment(whole["Date"])
        )
    if len(parts) > 1:
        yield Notice(file, f"frames of the saved page left out: {len(parts) - 1}")


def _moment(date: object) -> str | None:
    """The date of a message in ISO 8601."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(str(date)).isoformat() if date else None
    except ValueError:
        return None
