"""What was rejected: told on standard error, and kept in the ``--errors`` file."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from povtool.errors import RejectedInput
from povtool.records import Item, Notice, Record, Rejected
from povtool.streams.writing import to_json

_WIPE_LINE = "\r\x1b[K"


def tell(message: object) -> None:
    """A line on standard error, if that is open; the progress shown there is wiped first."""
    if sys.stderr is not None:
        print(f"{_WIPE_LINE if sys.stderr.isatty() else ''}{message}", file=sys.stderr)


class RejectedLog:
    """Tells each rejected input on standard error, and writes it to a log if there is one.

    The log is written through, entry by entry: it is wanted most when the run ends badly.
    """

    def __init__(self, log: BinaryIO | None) -> None:
        self._log = log
        self.count = 0

    def add(self, item: Rejected) -> None:
        """Report one rejected input."""
        self.count += 1
        tell(item)
        self.keep(item)

    def keep(self, item: Rejected) -> None:
        """Write one rejected input to the log alone."""
        if self._log is not None:
            self._log.write(to_json(_entry(item)))
            self._log.flush()


def _entry(item: Rejected) -> Record:
    entry: dict[str, Any] = {"file": item.file, "line": item.line, "reason": item.reason, "hint": item.hint}
    try:
        entry["raw"] = item.raw.decode("utf-8").rstrip("\n")
    except UnicodeDecodeError:
        import base64

        entry["raw_base64"] = base64.b64encode(item.raw).decode("ascii")
    return entry


def without_rejected(items: Iterable[Item], log: RejectedLog, *, fail: bool) -> Iterator[Record]:
    """The records alone; what was rejected goes to the log. With ``fail`` the first one is an error.

    Raises RejectedInput, whose message is the rejected input's, under ``fail``.
    """
    for item in items:
        if isinstance(item, dict):
            yield item
        elif isinstance(item, Rejected):
            if fail:
                log.keep(item)
                raise RejectedInput(str(item))
            log.add(item)
        elif isinstance(item, Notice):
            tell(item)
