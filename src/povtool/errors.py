"""Every error povtool raises on purpose, each with the exit status it ends the program with."""

from __future__ import annotations


class PovtoolError(Exception):
    """A condition the user can cause: told in one line, never as a traceback.

    ``reason`` says what is wrong, ``hint`` what to try; both are one line without a full stop.
    """

    exit_status = 2

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.reason}: {self.hint}" if self.hint else self.reason


class UsageError(PovtoolError):
    """An option or operand that cannot be meant."""


class InputError(PovtoolError):
    """Input that cannot be opened or read."""


class OutputError(PovtoolError):
    """Output that cannot be written: a full disk, a missing folder."""


class RejectedInput(PovtoolError):
    """The first rejected input under ``--on-error fail``; the message names its file and line."""
