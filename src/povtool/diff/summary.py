"""Comparisons in short: which documents differ, and by how much."""

from __future__ import annotations

from collections import Counter

from povtool.diff.comparison import Comparison, Edit
from povtool.records import Record

_KINDS = ("same", "differ", "only-a", "only-b")


def brief(comparison: Comparison) -> Record | None:
    """One record for two documents that differ, or for one without a partner; None for a pair that does not.

    >>> brief(Comparison({"id": "1"}, None, None, None, {}))
    {'type': 'difference', 'kind': 'only-a', 'doc_a': '1', 'doc_b': None}
    """
    if comparison.same:
        return None
    record: Record = {
        "type": "difference",
        "kind": kind(comparison),
        "doc_a": comparison.a.get("id") if comparison.a else None,
        "doc_b": comparison.b.get("id") if comparison.b else None,
    }
    if record["kind"] == "differ":
        return record | {"paired_by": comparison.paired_by, "similarity": comparison.similarity}
    return record


def kind(comparison: Comparison) -> str:
    """``same``, ``differ``, ``only-a`` or ``only-b``."""
    if comparison.a is None or comparison.b is None:
        return "only-b" if comparison.a is None else "only-a"
    return "same" if comparison.same else "differ"


def counted(comparison: Comparison) -> Record:
    """A row of table ``differences``: the edits of two documents by kind, and the characters they touch.

    ``deleted`` and ``inserted`` are code points of A and B in edits, moved passages left out; those are in
    ``moved``, once, as long as they are in A. ``share`` is deleted + inserted over the length of both
    documents, titles included.
    """
    a, b = comparison.a or {}, comparison.b or {}
    found = [edit for edits in comparison.edits.values() for edit in edits]
    plain = [edit for edit in found if edit.move is None]
    plain += [edit for half in found for edit in half.within]
    away = [edit for edit in found if edit.move is not None and edit.kind == "delete"]
    kinds = Counter(edit.kind for edit in plain)
    deleted, inserted = sum(map(_length_a, plain)), sum(map(_length_b, plain))
    if comparison.a is None or comparison.b is None:
        deleted, inserted = _size(a), _size(b)
    return {
        "type": "stat",
        "table": "differences",
        "doc_a": a.get("id"),
        "doc_b": b.get("id"),
        "kind": kind(comparison),
        "paired_by": comparison.paired_by,
        "similarity": comparison.similarity,
        "replacements": kinds["replace"],
        "deletions": kinds["delete"],
        "insertions": kinds["insert"],
        "moves": len(away),
        "deleted": deleted,
        "inserted": inserted,
        "moved": sum(map(_length_a, away)),
        "share": round((deleted + inserted) / ((_size(a) + _size(b)) or 1), 4),
    }


class Totals:
    """How many documents there are of each kind: table ``differences_total``."""

    def __init__(self) -> None:
        self._kinds: Counter[str] = Counter()

    def add(self, comparison: Comparison) -> None:
        """Count one comparison."""
        self._kinds[kind(comparison)] += 1

    def result(self) -> Record:
        """The row."""
        counts = {name.replace("-", "_"): self._kinds[name] for name in _KINDS}
        return {"type": "stat", "table": "differences_total", **counts}


def _length_a(edit: Edit) -> int:
    return edit.end_a - edit.start_a


def _length_b(edit: Edit) -> int:
    return edit.end_b - edit.start_b


def _size(document: Record) -> int:
    return sum(len(document.get(field) or "") for field in ("title", "text"))
