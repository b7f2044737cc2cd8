"""Tables as a workbook of a spreadsheet program, one sheet for each kind of record."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any, BinaryIO

from povtool.errors import OutputError, UsageError
from povtool.formats import cell
from povtool.records import Record
from povtool.render.kinds import Kinds

_MOST_ROWS = 1_048_575
"""Beside the head: what a sheet of Office Open XML holds."""
_EXACT = 1 << 53
"""Above it a spreadsheet, which has doubles only, would change whole numbers: they become text."""
_LONGEST = 32_767
"""UTF-16 units of a cell."""


class SheetWriter:
    """Keeps a row of each record; at the end writes the workbook."""

    def __init__(self, out: BinaryIO) -> None:
        try:
            import xlsxwriter
        except ImportError:
            raise UsageError("--format xlsx needs XlsxWriter", "pip install 'povtool[xlsx]'") from None
        self._out, self._whole = out, BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False}
        self._workbook = xlsxwriter.Workbook(self._whole, options)
        self._kinds = Kinds()

    def write(self, record: Record) -> None:
        """Keep a record's row for the end."""
        self._kinds.take(record)

    def close(self) -> None:
        """Write the sheets."""
        head = self._workbook.add_format({"bold": True})
        taken: set[str] = set()
        for kind, rows in self._kinds.items():
            if len(rows) > _MOST_ROWS:
                raise OutputError(f"{kind}: a sheet holds {_MOST_ROWS:,} rows at most", "try --format csv")
            sheet = self._workbook.add_worksheet(_name(kind, taken))
            names = list(dict.fromkeys(name for row in rows for name in row))
            sheet.write_row(0, 0, names, head)
            sheet.freeze_panes(1, 0)
            for place, row in enumerate(rows, start=1):
                for column, name in enumerate(names):
                    _put(sheet, place, column, row.get(name))
            if rows:
                sheet.autofilter(0, 0, len(rows), len(names) - 1)
        self._workbook.close()
        self._out.write(self._whole.getvalue())  # not by XlsxWriter, which does not end at a closed pipe


def _put(sheet: Any, row: int, column: int, value: object) -> None:
    if value is None:
        return
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _EXACT:
        sheet.write_number(row, column, value)
        return
    text = cell(value)
    if len(text) > _LONGEST // 2 and len(text.encode("utf-16-le")) // 2 > _LONGEST:
        raise OutputError(f"a cell holds {_LONGEST:,} characters at most, one has more", "try --format csv")
    sheet.write_string(row, column, text)


def _name(kind: str, taken: set[str]) -> str:
    """A name that a sheet may have, and no other has yet, upper and lower case being the same."""
    plain = re.sub(r"[\[\]:*?/\\']", "_", kind)[:31] or "records"
    name, number = plain, 2
    while name.lower() in taken:
        name, number = f"{plain[:27]}-{number}", number + 1
    taken.add(name.lower())
    return name
