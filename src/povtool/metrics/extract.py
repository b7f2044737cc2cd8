"""The metrics stage: documents in, their metric and formula records out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from povtool.convert.script import fold
from povtool.metrics.formulas import Found, established_in, formulas
from povtool.metrics.places import Places
from povtool.metrics.quantities import Quantity, Span, quantities
from povtool.metrics.relation import relation
from povtool.metrics.subject import subjects
from povtool.records import Items, ItemStream, Record, is_document
from povtool.segment.sentences import sentence_spans

LONGEST_SENTENCE = 1000
"""Code points; of a longer sentence a record carries the stretch around its number, so that a text without
sentence marks does not grow with the square of its length."""


@dataclass(frozen=True)
class MetricsConfig:
    """What :func:`metrics` looks for."""

    formulas: bool = True
    """Also write a record for each numeric policy formula (五个一批)."""


def metrics(items: Items, config: MetricsConfig = MetricsConfig()) -> ItemStream:
    """The metric and formula records of each document, in the order of its title and text.

    Documents are used up; everything else passes through in place, metric and formula records included.
    """
    for item in items:
        if isinstance(item, dict) and is_document(item) and _usable(item):
            yield from extract(item, config)
        else:
            yield item


def extract(document: Record, config: MetricsConfig = MetricsConfig()) -> Iterator[Record]:
    """The records of one document; offsets are code points into its ``title`` or ``text``."""
    fields = {name: text for name in ("title", "text") if (text := document.get(name))}
    folded = {name: fold(text) for name, text in fields.items()}
    places = Places(document, folded)
    established = frozenset().union(*map(established_in, folded.values()))
    for name, text in fields.items():
        said = formulas(folded[name], established)
        damaged = _damage(document) if name == "text" else []
        found = [quantity for quantity in quantities(folded[name], damaged) if not _within(quantity, said)]
        records = _metric_records(document.get("id"), name, text, folded[name], found)
        _add_places(records, places)
        if config.formulas:
            records += [_formula_record(document.get("id"), name, text, formula) for formula in said]
            records.sort(key=lambda record: record["start"])
        yield from records


def _usable(document: Record) -> bool:
    return all(isinstance(document.get(name), str | None) for name in ("title", "text"))


def _damage(document: Record) -> list[Span]:
    spans = []
    for stretch in document.get("damaged") or []:
        start, end = stretch.get("start"), stretch.get("end")
        if isinstance(start, int) and isinstance(end, int):
            spans.append((start, end))
    return spans


def _within(quantity: Quantity, said: list[Found]) -> bool:
    """Whether a formula covers any of the quantity: 9+3 and 10项提升工程 count nothing."""
    before = bisect_right(said, quantity.end - 1, key=lambda formula: formula.start)
    return before > 0 and said[before - 1].end > quantity.start


def _metric_records(doc: object, field: str, text: str, folded: str, found: list[Quantity]) -> list[Record]:
    sentences = list(sentence_spans(text))
    records = []
    for quantity, span in zip(found, subjects(folded, found), strict=True):
        index = bisect_right(sentences, quantity.start, key=lambda sentence: sentence[0]) - 1
        start, end = _excerpt(sentences[max(index, 0)], quantity)
        record: Record = {
            "type": "metric",
            "doc": doc,
            "field": field,
            "start": quantity.start,
            "end": quantity.end,
            "raw": text[quantity.start : quantity.end],
            "value": _number(quantity.value),
            "low": _number(quantity.low),
            "high": _number(quantity.high),
            "unit": quantity.unit,
            "dimension": quantity.dimension,
        }
        if span:
            record["of"] = text[slice(*span)]
        record["relation"] = relation(folded, quantity.phrase_start, quantity.dimension)
        if quantity.bound:
            record["bound"] = quantity.bound
        if quantity.damaged:
            record["damaged"] = True
        records.append(record | {"sentence": text[start:end], "sentence_start": start})
    return records


def _add_places(records: list[Record], places: Places) -> None:
    for record in records:
        place = places.of(record["field"], record["start"], record["end"])
        if place is not None:
            record["place"] = place.name
            if place.field == record["field"]:
                record.setdefault("evidence", {})["place"] = [place.start, place.end]


def _excerpt(sentence: Span, quantity: Quantity) -> Span:
    start, end = sentence
    if end - start > LONGEST_SENTENCE:
        margin = max(0, LONGEST_SENTENCE - (quantity.end - quantity.start)) // 2
        start, end = max(start, quantity.start - margin), min(end, quantity.end + margin)
    return start, max(end, quantity.end)


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _formula_record(doc: object, field: str, text: str, formula: Found) -> Record:
    return {
        "type": "formula",
        "doc": doc,
        "field": field,
        "start": formula.start,
        "end": formula.end,
        "raw": text[formula.start : formula.end],
        "name": formula.name,
    }
