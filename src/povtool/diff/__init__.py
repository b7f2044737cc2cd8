"""Two corpora compared: which documents belong together, where texts differ, what is claimed, what recurs."""

from povtool.diff.claims import ClaimChange, ClaimTotals, claim_record, compare_claims
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
from povtool.diff.recurring import ReuseConfig, ReuseTotals, resemblance, reuse
from povtool.diff.summary import Totals, brief, counted
from povtool.diff.tokens import IGNORABLE, USUAL

__all__ = [
    "IGNORABLE",
    "USUAL",
    "ClaimChange",
    "ClaimTotals",
    "Comparison",
    "DiffConfig",
    "Edit",
    "NotCompared",
    "ReuseConfig",
    "ReuseTotals",
    "Segment",
    "Totals",
    "brief",
    "claim_record",
    "compare",
    "compare_claims",
    "counted",
    "diff",
    "edits",
    "hunks",
    "inline",
    "records",
    "resemblance",
    "reuse",
    "sides",
]
