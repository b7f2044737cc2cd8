"""One value in a cell for a reader."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from povtool.formats import cell


def is_figure(value: Any) -> bool:
    """Whether a value belongs in a column of figures."""
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def shown(value: Any) -> str:
    """A cell for a reader: figures with their thousands marked, control characters out of the way.

    >>> shown(11070000000), shown(0.4), shown(True), shown("贫困\\n人口")
    ('11,070,000,000', '0.4', 'true', '贫困 人口')
    """
    if value is None:
        return "—"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{Decimal(str(value)):,f}"
    return "".join(char if char.isprintable() else " " for char in cell(value))
