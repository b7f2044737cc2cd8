"""Compare two corpora: which documents belong together, and where their texts differ, across scripts."""

from povtool.diff.comparison import (
    Comparison,
    DiffConfig,
    Edit,
    NotCompared,
    compare,
    diff,
    edits,
    records,
)
from povtool.diff.layout import Segment, hunks, inline, sides
from povtool.diff.summary import Totals, brief, counted
from povtool.diff.tokens import IGNORABLE, USUAL

__all__ = [
    "IGNORABLE",
    "USUAL",
    "Comparison",
    "DiffConfig",
    "Edit",
    "NotCompared",
    "Segment",
    "Totals",
    "brief",
    "compare",
    "counted",
    "diff",
    "edits",
    "hunks",
    "inline",
    "records",
    "sides",
]
