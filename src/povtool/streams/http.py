"""What a server sent, as archives keep it: status, type and body, its encodings undone (RFC 9110, 9112)."""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple

from povtool.streams.compression import GZIP_MAGIC, zstd

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})\b")
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_LARGEST_BODY = 1 << 28
"""Bytes that a body may unpack to; more is an attack, not a page."""


class Unreadable(Exception):
    """A response that cannot be read; ``hint`` says what to try."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.hint = hint


class Response(NamedTuple):
    """A server's answer."""

    status: int
    media: str
    """``type/subtype`` in lower case; empty where none was sent."""
    charset: str | None
    body: bytes
    """As the page's author wrote it: no longer chunked or compressed."""


def read_response(block: bytes) -> Response:
    """A response of HTTP/1; raises Unreadable.

    Archives differ in what they undo before they store a page, whatever its header says: so each encoding is
    undone only where the bytes have it.

    >>> read_response(b"HTTP/1.1 200 OK\\r\\nContent-Type: text/html; charset=gbk\\r\\n\\r\\n<p>")
    Response(status=200, media='text/html', charset='gbk', body=b'<p>')
    """
    status = _STATUS.match(block)
    if status is None:
        raise Unreadable("no answer of HTTP")
    end = _END_OF_HEAD.search(block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    headers: dict[str, str] = {}
    for line in head.decode("latin-1").splitlines()[1:]:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    media, charset = media_and_charset(headers.get("content-type", ""))
    code = int(status[1])
    if code == 200:
        if "chunked" in headers.get("transfer-encoding", "").lower():
            body = _joined(body)
        for coding in reversed(headers.get("content-encoding", "").lower().split(",")):
            body = _unpacked(body, coding.strip())
    return Response(code, media, charset, body)


def media_and_charset(content_type: str) -> tuple[str, str | None]:
    """What a Content-Type says.

    >>> media_and_charset('Text/HTML; charset="GB2312"')
    ('text/html', 'GB2312')
    """
    charset = _CHARSET.search(content_type)
    return content_type.partition(";")[0].strip().lower(), charset[1] if charset else None


def _joined(body: bytes) -> bytes:
    """The chunks of a body as one; a body that is not in chunks (any more) as it is."""
    parts: list[bytes] = []
    at = 0
    while chunk := _CHUNK.match(body, at):
        size = int(chunk[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[chunk.end() : chunk.end() + size])
        at = chunk.end() + size
    return b"".join(parts) if parts and at >= len(body.rstrip()) else body


def _unpacked(body: bytes, coding: str) -> bytes:
    try:
        if coding in ("gzip", "x-gzip"):
            return _inflated(body, 31) if body.startswith(GZIP_MAGIC) else body
        if coding == "deflate":
            return _inflated(body, 15 if body[:1] == b"\x78" else -15)
        if coding == "zstd" and body.startswith(b"\x28\xb5\x2f\xfd"):
            return bytes(zstd().decompress(body))
        return _brotli(body) if coding == "br" else body
    except (zlib.error, OverflowError):
        raise Unreadable(f"its {coding} data are damaged", "fetch the page again") from None


def _inflated(body: bytes, window: int) -> bytes:
    unpacking = zlib.decompressobj(wbits=window)
    data = unpacking.decompress(body, _LARGEST_BODY)
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise OverflowError
    return data


def _brotli(body: bytes) -> bytes:
    try:
        import brotli
    except ImportError:
        raise Unreadable("compressed with Brotli", "pip install brotli") from None
    try:
        return bytes(brotli.decompress(body))
    except brotli.error:
        return body  # the archive has undone it
