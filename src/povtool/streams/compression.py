"""The compressed formats that input may come in and output may take."""

from __future__ import annotations

import io
import sys
import zlib
from typing import Any

COMPRESSED_ENDINGS = (".gz", ".zst")
GZIP_MAGIC = b"\x1f\x8b"

_MEMBER = b"\x1f\x8b\x08"
_READ = 1 << 16


def zstd() -> Any:
    """The module for Zstandard, imported when first needed: the standard library's from Python 3.14 on."""
    if sys.version_info >= (3, 14):
        from compression import zstd as module
    else:
        from backports import zstd as module
    return module


class Gunzip(io.RawIOBase):
    """The bytes in a gzip stream, member by member, which can go on behind a damaged member.

    The standard library's GzipFile cannot, and web archives are a member for each record. Reading raises
    zlib.error for damage and EOFError where the last member ends too soon.
    """

    def __init__(self, packed: Any) -> None:
        """``packed`` needs ``read``."""
        self._packed = packed
        self._waiting = b""
        self._member: Any = None

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with what comes next; 0 at the end."""
        while True:
            if not self._waiting:
                self._waiting = self._packed.read(_READ)
            if self._member is None:
                self._waiting = self._waiting.lstrip(b"\0") or self._packed.read(_READ).lstrip(b"\0")
                if not self._waiting:
                    return 0
                self._member = zlib.decompressobj(wbits=31)
            if not self._waiting:
                self._member = None
                raise EOFError("the last member ends too soon")
            data = self._some(len(buffer))
            if data:
                buffer[: len(data)] = data
                return len(data)

    def _some(self, size: int) -> bytes:
        member = self._member
        data: bytes = member.decompress(self._waiting, size)
        self._waiting = member.unused_data if member.eof else member.unconsumed_tail
        if member.eof:
            self._member = None
        return data

    def recover(self) -> bool:
        """Go to the next member behind a damaged one; whether there is one."""
        self._member = None
        data = self._waiting[1:] or self._packed.read(_READ)
        while data:
            start = data.find(_MEMBER)
            if start >= 0:
                self._waiting = data[start:]
                return True
            more = self._packed.read(_READ)
            data = data[1 - len(_MEMBER) :] + more if more else b""
        self._waiting = b""
        return False
