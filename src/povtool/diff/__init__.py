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
from povtool.diff.layout import Segment, hunks, inline

__all__ = [
    "Comparison",
    "DiffConfig",
    "Edit",
    "NotCompared",
    "Segment",
    "compare",
    "diff",
    "edits",
    "hunks",
    "inline",
    "records",
]
