"""Stretches that cannot be read as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from povtool.records import Damage, Repair


def find(text: str, repairs: Sequence[Repair] = ()) -> list[Damage]:
    """Stretches of ``text`` known to be corrupt; ``repairs`` are those made so far (offsets in ``text``)."""
    return []
