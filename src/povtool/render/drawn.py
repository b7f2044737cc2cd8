"""The rows of a table as a reader has them: bars, one column for what a row is about, parameters in words."""

from __future__ import annotations

from povtool.records import Record
from povtool.render.kwic import kwic
from povtool.render.terminal import Terminal

GAP = 3
"""Terminal cells between two columns."""


def drawn(kind: str, rows: list[Record], terminal: Terminal) -> list[Record]:
    """The rows as they are shown."""
    if kind == "claims_over":
        rows = with_bars(rows)
    if kind == "measures":
        return [{**row, "parameters": _told(row["parameters"])} for row in rows]
    if kind == "concordance" and terminal.fitted:
        return kwic(rows, terminal.console.width, GAP)
    if kind in ("claims", "claims_over") and terminal.fitted:
        return list(map(_named, rows))
    return rows


def hidden(row: Record, drawn: Record) -> list[str]:
    """The columns of a row that are in no column of the one drawn."""
    merged = {*(("indicator", "of") if "thing" in drawn else ()), *(_KIND if "kind" in drawn else ())}
    return [name for name in row if name not in drawn and name not in merged]


_KIND = ("relation", "direction", "role", "extent")


def _named(row: Record) -> Record:
    """A row with one column for what it is about (its indicator, else what is counted in the text's words; of
    a part, both) and one for what kind of figure it is.

    >>> _named({"indicator": "income", "of": None, "unit": "元", "relation": "delta", "direction": "up"})
    {'thing': 'income', 'unit': '元', 'kind': 'rise'}
    """
    if not {"indicator", "of"} <= row.keys():
        return row
    names = [str(row[name]) for name in ("indicator", "of") if row[name] is not None]
    named: Record = {}
    for name, value in row.items():
        if name == "indicator":
            named["thing"] = ": ".join(names) or None
        elif name == "relation":
            named["kind"] = _kind(row)
        elif name != "of" and name not in _KIND:
            named[name] = value
    return named


def _kind(row: Record) -> str:
    """Rise, fall, change, ratio, total to date, part, beginning of a change in a word or two; else level."""
    changes = {"up": "rise", "down": "fall"}
    relation = row.get("relation")
    kind = changes.get(str(row.get("direction")), "change") if relation == "delta" else relation
    extent = {"cumulative": "total"}.get(str(row.get("extent")), row.get("extent"))
    words = [str(word) for word in (kind, row.get("role"), extent) if word and word != "level"]
    return " ".join(words) or str(relation or "—")


def _told(parameters: object) -> object:
    """Parameters as a reader has them; null for none.

    >>> _told({"left": 5, "within": "sentence"})
    'left 5, within sentence'
    """
    if not isinstance(parameters, dict):
        return parameters
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in parameters.items()) or None


_BAR = 12
"""Terminal cells of the longest bar."""
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_SERIES = ("indicator", "of", "unit", "relation", "direction", "role", "extent", "status", "place")


def with_bars(rows: list[Record]) -> list[Record]:
    """Rows with a bar of ``median`` before it; the longest of each thing, unit, status and place is full.

    >>> [row["bar"] for row in with_bars([{"of": "甲", "median": 4}, {"of": "甲", "median": 1}])]
    ['████████████', '███']
    """
    longest: dict[tuple[object, ...], float] = {}
    for row in rows:
        series = tuple(row.get(name) for name in _SERIES)
        longest[series] = max(longest.get(series, 0), row.get("median") or 0)
    barred = []
    for row in rows:
        most = longest[tuple(row.get(name) for name in _SERIES)]
        eighths = round(8 * _BAR * max(row.get("median") or 0, 0) / most) if most else 0
        bar = "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
        places = list(row)
        before = places.index("median") if "median" in row else len(places)
        barred.append({**{name: row[name] for name in places[:before]}, "bar": bar,
                       **{name: row[name] for name in places[before:]}})  # fmt: skip
    return barred
