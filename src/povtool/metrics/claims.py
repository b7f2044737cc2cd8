"""The claim around each quantity: what, when, plan or fact, and where in the text each of these is said."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from povtool.convert.script import fold
from povtool.metrics.calendar import Day
from povtool.metrics.changes import Change, changes
from povtool.metrics.dating import Dating
from povtool.metrics.discourse import Layout
from povtool.metrics.quantities import Quantity
from povtool.metrics.relation import relation
from povtool.metrics.status import Weighing
from povtool.metrics.subject import subjects
from povtool.records import Record

Span = tuple[int, int]

LONGEST_SENTENCE = 1000
"""Code points; of a longer sentence a record carries the stretch around its number, so that a text without
sentence marks does not grow with the square of its length."""


def claims(document: Record, field: str, text: str, folded: str, found: Sequence[Quantity]) -> list[Record]:
    """The metric records of one field of a document, one for each of its quantities, in order.

    ``folded`` is the field's text in folded form; all offsets are code points and hold in both.
    """
    if not found:
        return []
    context = _Context(document, field, folded)
    spans = subjects(folded, found)
    linked = changes(folded, found)
    return [
        _Claim(context, text, folded, quantity, span).record(change, found)
        for quantity, span, change in zip(found, spans, linked, strict=True)
    ]


class _Context:
    """What the claims of one field share."""

    def __init__(self, document: Record, field: str, folded: str) -> None:
        self.doc, self.field = document.get("id"), field
        self.reference = Day.read(document.get("date"))
        title = fold(document.get("title") or "") if field == "text" else ""
        self.layout = Layout(folded)
        self.dating = Dating(self.layout, self.reference, title)
        self.weighing = Weighing(self.layout, self.reference, title)


class _Claim:
    """One quantity, and the words that say what it is a claim of."""

    def __init__(self, context: _Context, text: str, folded: str, quantity: Quantity, of: Span | None) -> None:
        self._context = context
        self._text = text
        self._folded = folded
        self._quantity = quantity
        self._of = of
        self._evidence: dict[str, list[int]] = {}

    def record(self, change: Change, found: Sequence[Quantity]) -> Record:
        quantity, text = self._quantity, self._text
        record: Record = {
            "type": "metric",
            "doc": self._context.doc,
            "field": self._context.field,
            "start": quantity.start,
            "end": quantity.end,
            "raw": text[quantity.start : quantity.end],
            "value": number(quantity.value),
            "low": number(quantity.low),
            "high": number(quantity.high),
            "unit": quantity.unit,
            "dimension": quantity.dimension,
        }
        if self._of:
            record["of"] = text[slice(*self._of)]
            self._evidence["of"] = list(self._of)
        record["relation"] = relation(self._folded, quantity.phrase_start, quantity.dimension)
        if quantity.bound:
            record["bound"] = quantity.bound
        if quantity.damaged:
            record["damaged"] = True
        record |= self._changed(change, found) | self._when(change)
        start, end = self._excerpt()
        return record | {
            "sentence": text[start:end],
            "sentence_start": start,
            "evidence": self._evidence,
        }

    def _changed(self, change: Change, found: Sequence[Quantity]) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        if change.role:
            fields["role"] = change.role
            if change.role == "to" and change.partner is not None:
                fields["from"] = number(found[change.partner].value)
        if change.direction:
            fields["direction"] = change.direction
        if change.base:
            fields["base"] = self._text[slice(*change.base)]
            self._evidence["base"] = list(change.base)
        return fields

    def _when(self, change: Change) -> dict[str, Any]:
        """Period and status: what is planned or past depends on when it is."""
        fields: dict[str, Any] = {}
        start, end = self._quantity.phrase_start, self._quantity.end
        period = self._context.dating.of(start, end)
        if period and period.inherited and self._holds_of_itself(change, period.value):
            period = None
        status = self._context.weighing.of(start, end, period.value if period else None)
        fields["status"] = status.name
        if status.cues and status.cues[0].end > status.cues[0].start and status.cues[0].scope != "title":
            self._evidence["status"] = [status.cues[0].start, status.cues[0].end]
        if period:
            fields["period"] = period.value
            if period.inherited:
                fields["period_inherited"] = True
            if period.span:
                self._evidence["period"] = list(period.span)
        return fields

    def _holds_of_itself(self, change: Change, period: str) -> bool:
        """Whether a period said elsewhere is not the quantity's: a length of time has none of its own, and the
        ends of a change lie at the ends of a period, each at another."""
        return self._quantity.dimension == "duration" or (change.role is not None and "/" in period)

    def _excerpt(self) -> Span:
        layout, quantity = self._context.layout, self._quantity
        start, end = layout.sentences[layout.sentence(quantity.start)]
        if end - start > LONGEST_SENTENCE:
            margin = max(0, LONGEST_SENTENCE - (quantity.end - quantity.start)) // 2
            start, end = max(start, quantity.start - margin), min(end, quantity.end + margin)
        return start, max(end, quantity.end)


def number(value: Decimal | None) -> int | float | None:
    """A decimal as JSON writes it: whole numbers as integers."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
