"""Deadlines that stand behind those who must meet them: 余下的1684户、2907人,要在今年年底前全部脱贫."""

from __future__ import annotations

from povtool.metrics.times.standing import group_due, who_is_left
from povtool.metrics.wording.discourse import Layout

Span = tuple[int, int]

_FARTHEST = 90
"""Code points behind a figure in which the deadline of its group must stand."""


def group_deadline(layout: Layout, start: int, end: int) -> Span | None:
    """Where it says by when those must act whom the quantity between two code points counts.

    >>> layout = Layout("余下的84户、97人,要在今年年底前全部脱贫。")
    >>> group_deadline(layout, 3, 6), group_deadline(layout, 0, 0)
    ((13, 18), None)
    """
    if layout.text.find("前", end, end + _FARTHEST) < 0:
        return None
    if not who_is_left().search(layout.text[layout.statement_start(start) : start]):
        return None
    match = group_due().match(layout.text, end)
    return match.span("when") if match else None
