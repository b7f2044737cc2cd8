"""Which columns of a table a terminal has room for, and how they share it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from rich.cells import cell_len

from povtool.render.drawn import GAP

_OF_CLAIMS = (
    *("sources", "bounded", "ranges", "documents", "mentions", "latest", "damaged", "sum", "max", "min"),
    *("bar", "kind", "n"),
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

_FIRST = ("sources",)
"""What goes before all others: long, and no figure."""

_TEXT_WIDTH = 12
"""Terminal cells that a column of text needs at least; longer text is folded."""
_THING_WIDTH = 24
"""Those of what a row is about: the name of an indicator stays in one line while anything else can go."""
_NARROW_GAP = 2


class Layout(NamedTuple):
    """The columns that fit, and what became of the others."""

    kept: list[str]
    gap: int = GAP
    """Terminal cells between two columns."""
    same: tuple[str, ...] = ()
    """Left out, for all rows say the same there."""
    left_out: tuple[str, ...] = ()
    """Left out, for there was no room."""
    thing: int = _THING_WIDTH
    """Terminal cells for what a row is about."""


def layout(kind: str, columns: dict[str, list[str]], numeric: Set[str], width: int) -> Layout:
    """The columns to show so that they fit ``width``, no figure cut.

    Where not all fit, they first stand closer. Then those go in which all rows say the same (which a line
    below tells), what the kind of table can do without, and figures from the last to the second; then what a
    row is about is folded, and text goes from the last to the third: plan or fact, place and period stay
    longest, and what the table is for always.
    """
    shape = _Shape(columns, numeric, width)
    if shape.fits(GAP):
        return Layout(list(columns))
    kept = _KEPT | ({_along(list(columns))} if kind == "claims_over" else set()) | {next(iter(columns), "")}
    many = len(next(iter(columns.values()), [])) > 1
    alike = [name for name in columns if many and name not in kept and _is_one(columns[name])]
    blank = [name for name in columns if set(columns[name]) <= {"0", "—"} and name not in kept]
    spared = [name for name in _EXPENDABLE.get(kind, ()) if name in columns]
    shape.drop([*(name for name in _FIRST if name in columns), *reversed(blank)])
    shape.drop([*(name for name in spared if name in alike), *reversed(alike)])
    same = tuple(name for name in shape.gone if name in {*alike, *blank})
    figures = [name for name in columns if name in numeric]
    shape.drop([name for name in [*spared, *reversed(figures[1:])] if name not in kept])
    if not shape.fits(_NARROW_GAP):
        shape.thing = _TEXT_WIDTH
    texts = [name for name in columns if name not in numeric]
    shape.drop([name for name in reversed(texts[2:]) if name not in kept])
    gone = tuple(name for name in columns if name in shape.gone and name not in same)
    return Layout(
        [name for name in columns if name not in shape.gone],
        _NARROW_GAP,
        tuple(name for name in columns if name in same),
        gone,
        shape.thing + max(0, shape.spare(_NARROW_GAP)),
    )


class _Shape:
    """How wide columns are, some of them gone."""

    def __init__(self, columns: dict[str, list[str]], numeric: Set[str], width: int) -> None:
        self._columns, self._numeric, self._width = columns, numeric, width
        self.gone: list[str] = []
        self.thing = _THING_WIDTH

    def drop(self, names: Sequence[str]) -> None:
        """Let columns go, in this order, until the others fit."""
        for name in names:
            if self.fits(_NARROW_GAP):
                return
            if name not in self.gone:
                self.gone.append(name)

    def fits(self, gap: int) -> bool:
        """Whether there is room for what is left."""
        return self.spare(gap) >= 0

    def spare(self, gap: int) -> int:
        """Terminal cells that are left over."""
        needs = [self._needs(name) for name in self._columns if name not in self.gone]
        return self._width - sum(needs) - gap * (len(needs) - 1)

    def _needs(self, name: str) -> int:
        widest = max(map(cell_len, [name.replace("_", " "), *self._columns[name]]))
        if name in self._numeric:
            return widest
        return min(widest, self.thing if name == "thing" else _TEXT_WIDTH)


def _is_one(cells: Sequence[str]) -> bool:
    """Whether all cells say the same, in few words."""
    return len(set(cells)) == 1 and cell_len(cells[0]) <= _TEXT_WIDTH


def folded(name: str, width: int) -> str:
    """A name in lines of at most ``width`` cells, broken behind hyphens; what has none is left as it is.

    >>> folded("poor-people-reached", 12)
    'poor-people-\\nreached'
    """
    lines = [""]
    for part in name.replace("-", "-\n").split("\n"):
        if lines[-1] and cell_len(lines[-1] + part) > width:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


def _along(names: Sequence[str]) -> str:
    """The column that claims are in the order of: the last before the counts."""
    return names[names.index("n") - 1] if "n" in names[1:] else ""
