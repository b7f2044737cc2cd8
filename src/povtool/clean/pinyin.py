"""Injected pinyin: 農(nóng)村 is 農村."""

from __future__ import annotations

from povtool.clean.edits import Edit


def table(page: str) -> frozenset[str]:
    """The characters that the page annotates throughout."""
    return frozenset()


def remove(text: str, annotated: frozenset[str] | None = None) -> list[Edit]:
    """Edits that take the injected readings out; ``annotated`` is the whole page's table (default: the text's own)."""
    return []
