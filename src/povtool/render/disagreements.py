"""Figures that disagree, as a person reads them: under what they are of, each with its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from povtool.records import Record
from povtool.render.cells import shown
from povtool.render.terminal import Terminal
from povtool.render.texts import FIGURE, HEAD, NOTE, printable

_ABOUT = ("relation", "role", "direction", "extent", "base", "place", "period", "status")
_USUAL = "level"
"""The relation that needs no mention."""


def show_disagreements(rows: Sequence[Record], terminal: Terminal) -> None:
    """The rows of the table ``disagreements``, in lines of the terminal's width."""
    for number, group in groupby(rows, lambda row: row["disagreement"]):
        claims = list(group)
        about = claims[0]
        things = [about[name] for name in ("indicator", "of") if about.get(name)]
        parts = [*(things or ["?"]), *map(about.get, _ABOUT)]
        told = " · ".join(str(part) for part in parts if part not in (None, _USUAL))
        terminal.rows(Text(printable(told), style=HEAD), f"{number}. ")
        widest = max(cell_len(_raw(claim)) for claim in claims)
        for claim in claims:
            _show(claim, widest, terminal)


def _show(claim: Record, widest: int, terminal: Terminal) -> None:
    raw = _raw(claim)
    line = Text("   ").append(raw, style=FIGURE).append(" " * (widest - cell_len(raw) + 2))
    line.append(printable(f"{claim.get('doc')}:{claim.get('start')}"), style=NOTE)
    if (mentions := claim.get("mentions") or 1) > 1:
        line.append(f" ({mentions} times)", style=NOTE)
    if claim.get("base_value") not in (None, claim.get("value")):
        line.append(f" (= {shown(claim['base_value'])} {claim['base_unit']})", style=NOTE)
    terminal.rows(line.append(printable(f"  {claim.get('sentence') or ''}")), indent=6)


def _raw(claim: Record) -> str:
    return printable(str(claim.get("raw") or claim.get("value") or "?"))
