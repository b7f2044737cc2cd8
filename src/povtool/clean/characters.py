"""Invisible characters, line ends and odd spaces."""

from __future__ import annotations

from povtool.clean.edits import Edit


def tidy(text: str) -> list[Edit]:
    return []
