"""A concordance that fits a terminal: a line for each place, what is looked for in one column."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len

from povtool.records import Record

_LEAST = 10
"""Terminal cells of context to each side, for which other columns go."""
_CUT = "…"


def kwic(rows: list[Record], width: int, gap: int) -> list[Record]:
    """The rows of a concordance with the context cut on its outer side, so that they fit ``width`` cells.

    Columns are ``gap`` cells apart. ``unit`` and ``end`` are left out, ``start`` and then ``doc`` only where
    nothing would be left of the context.

    >>> row = {"doc": "a", "left": "西藏各地实现", "node": "脱贫", "right": "后继续巩固", "start": 6}
    >>> kwic([row], 28, 1)
    [{'left': '…藏各地实现', 'node': '脱贫', 'right': '后继续巩固'}]
    """
    columns = ["doc", "left", "node", "right", "start"]
    for expendable in ("start", "doc"):
        if _room(rows, columns, width, gap) >= 2 * _LEAST:
            break
        columns.remove(expendable)
    side = max(_LEAST, _room(rows, columns, width, gap) // 2)
    return [
        {name: row.get(name) for name in columns}
        | {"left": _end(str(row.get("left") or ""), side), "right": _begin(str(row.get("right") or ""), side)}
        for row in rows
    ]


def _room(rows: Iterable[Record], columns: list[str], width: int, gap: int) -> int:
    others = [name for name in columns if name not in ("left", "right")]
    widest = (max(cell_len(f"{row.get(name):,}" if name == "start" else str(row.get(name))) for row in rows)
              for name in others)  # fmt: skip
    taken = sum(max(len(name), cells) for name, cells in zip(others, widest, strict=True))
    return width - taken - gap * (len(columns) - 1)


def _begin(text: str, cells: int) -> str:
    """As much of the beginning as fits."""
    if cell_len(text) <= cells:
        return text
    while cell_len(text) > cells - 1:
        text = text[:-1]
    return text + _CUT


def _end(text: str, cells: int) -> str:
    return _begin(text[::-1], cells)[::-1]
