"""Which columns of a table a terminal has room for."""

from __future__ import annotations

from collections.abc import Sequence, Set

from rich.cells import cell_len

from povtool.render.drawn import GAP

_OF_CLAIMS = (
    *("sources", "bounded", "documents", "mentions", "latest", "sum", "min", "max"),
    *("role", "relation", "direction", "n"),
)
_KEPT = frozenset({"median", "disagreements"})
"""What a table is there for: it stays, whatever the width."""
_EXPENDABLE = {
    "claims": _OF_CLAIMS,
    "claims_over": _OF_CLAIMS,
    "disagreements_compared": ("no_document", "no_value", "no_thing", "no_place", "no_period", "no_other"),
    "keyness": (
        *("of_tokens", "of_tokens_reference", "dp_norm_reference", "dp_norm", "per_million_reference"),
        *("per_million", "simple_maths", "documents_reference", "documents", "diff_percent", "bic"),
    ),
    "collocates": ("in_windows", "of_tokens", "node_count", "documents", "expected"),
    "formulas": ("undated",),
}
"""Columns that go first where a terminal has no room, in this order."""

_TEXT_WIDTH = 12
"""Terminal cells that a column of text needs at least; longer text is folded."""


def too_many(kind: str, columns: dict[str, list[str]], numeric: Set[str], width: int) -> list[str]:
    """The columns to leave out so that the others fit, no figure cut.

    First figures that say nothing and what the kind of table can do without, then figures from the last to
    the second, then text from the last to the third: what a row is about stays, and what the table is for.
    """
    needs = {name: _needs(name, cells, name in numeric) for name, cells in columns.items()}
    figures = [name for name in columns if name in numeric]
    blank = [name for name in columns if set(columns[name]) <= {"0", "—"}]
    texts = [name for name in columns if name not in numeric]
    spared = [name for name in _EXPENDABLE.get(kind, ()) if name in columns]
    kept = _KEPT | {_along(list(columns))} if kind == "claims_over" else _KEPT
    order = dict.fromkeys([*reversed(blank), *spared, *reversed(figures[1:]), *reversed(texts[2:])])
    left_out: list[str] = []
    for name in (name for name in order if name not in kept):
        if sum(needs.values()) + GAP * (len(needs) - 1) <= width:
            break
        left_out.append(name)
        del needs[name]
    return [name for name in columns if name in left_out]


def _needs(name: str, cells: list[str], is_figure: bool) -> int:
    widest = max(map(cell_len, [name.replace("_", " "), *cells]))
    return widest if is_figure else min(widest, _TEXT_WIDTH)


def _along(names: Sequence[str]) -> str:
    """The column that claims are in the order of: the last before the counts."""
    return names[names.index("n") - 1] if "n" in names[1:] else ""
