"""What every view shares: its styles, and text that cannot drive a terminal."""

from __future__ import annotations

HEAD = "bold"
FIGURE = "bold yellow"
FORMULA = "bold cyan"
MATCH = "underline"
DAMAGED = "bold red reverse"
PLAN = "magenta"
NOTE = "dim"


def printable(text: str, keep: str = "") -> str:
    """Text of the same length that cannot drive a terminal: white space is blank, control characters are �.

    >>> printable("指标\\t１５亿\\x1b[2J")
    '指标 １５亿�[2J'
    """
    if text.isprintable():
        return text
    return "".join(_shown_as(char) if char not in keep else char for char in text)


def _shown_as(char: str) -> str:
    return char if char.isprintable() else " " if char.isspace() else "\ufffd"
