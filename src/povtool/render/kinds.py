"""Records kept as rows, one table for each kind of record."""

from __future__ import annotations

from collections.abc import Iterable

from povtool.records import Record

_LONG_FIELDS = {
    "document": {
        *("type", "path", "sha256", "encoding", "text", "blocks", "converted", "original"),
        *("author", "author_note", "editor", "keywords", "breadcrumb", "captions"),
    },
    "metric": {
        *("type", "field", "start", "end", "sentence", "sentence_start", "dimension", "evidence"),
        *("explain", "before", "after", "place_inherited", "period_inherited"),
        *("script", "converted", "original"),
    },
    "formula": {
        *("type", "field", "start", "end", "sentence", "sentence_start", "before", "after"),
        *("members", "members_from", "script", "converted", "original"),
    },
    "stat": {"type", "table"},
    "difference": {
        *("type", "start_a", "end_a", "start_b", "end_b", "sources_a", "sources_b"),
        *("converted", "original"),
    },
    "reuse": {"type", "start_a", "end_a", "start_b", "end_b"},
}
"""Fields that a table leaves out: texts, and what only a program needs. Other formats have them."""

_TITLES = {
    "documents": "Documents",
    "documents_by": "Documents by group",
    "documents_by_source": "Documents by source",
    "documents_by_year": "Documents by year",
    "repairs": "Repairs",
    "tokens": "Words",
    "damage": "Damage left in the text",
    "lines_not_in_text": "Lines that are not in the text",
    "claims": "Claims, each counted once",
    "claims_over": "Claims in their order",
    "metrics_by_unit": "Claims by unit",
    "converted": "Conversions",
    "conversions": "Words converted",
    "disagreements": "Where documents disagree",
    "disagreements_compared": "What was compared",
    "formulas": "Policy formulas (提法)",
    "formulas_by_year": "Policy formulas (提法) by year",
    "formulas_by_document": "Policy formulas (提法) by document",
    "keyness": "Key words",
    "collocates": "Collocates",
    "ngrams": "Sequences of words",
    "diversity": "Lexical diversity",
    "concordance": "Concordance",
    "measures": "What the figures are",
    "matches": "Matches",
    "document": "Documents",
    "metric": "Claims",
    "formula": "Policy formulas (提法)",
    "difference": "Differences",
    "differences": "Documents compared",
    "differences_total": "Documents",
    "claims_compared": "Claims of A and of B",
    "reuse": "Text used again",
}


def title(kind: str) -> str:
    """What a table is headed."""
    return _TITLES.get(kind, kind)


class Kinds:
    """Records kept by their kind: a stat's table, else a type."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Record]] = {}
        self._omitted: dict[str, int] = {}

    def take(self, record: Record) -> None:
        """Keep a record's row."""
        is_stat = record.get("type") == "stat"
        if is_stat and record.get("table") == "left_out":
            self._omitted[str(record.get("of_table"))] = record.get("rows") or 0
            return
        kind = record.get("table") if is_stat else record.get("type")
        self._rows.setdefault(str(kind or "records"), []).append(_row(record))

    def items(self) -> Iterable[tuple[str, list[Record]]]:
        """The kinds with their rows."""
        return self._rows.items()

    def omitted(self, kind: str) -> int:
        """How many rows of a kind were left out."""
        return self._omitted.get(kind, 0)


def _row(record: Record) -> Record:
    kind = record.get("type")
    left_out = _LONG_FIELDS.get(str(kind), {"type"})
    row: Record = {}
    for name, value in record.items():
        if name not in left_out:
            row[name] = len(value) if isinstance(value, list) and kind == "document" else value
    if kind == "document":
        row["characters"] = len(record.get("text") or "")
    return row
