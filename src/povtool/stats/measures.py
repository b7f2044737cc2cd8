"""What the figures of a table are: the measure's name, its parameters and where it comes from, as a row."""

from __future__ import annotations

from povtool.records import Record


def measure(table: str, column: str, name: str, source: str, **parameters: object) -> Record:
    """A row of the table ``measures``, which stands behind the ``of_table`` it explains.

    >>> measure("collocates", "log_dice", "logDice", "Rychlý 2008")["column"]
    'log_dice'
    """
    told = {"of_table": table, "column": column, "measure": name, "parameters": parameters, "source": source}
    return {"type": "stat", "table": "measures", **told}
