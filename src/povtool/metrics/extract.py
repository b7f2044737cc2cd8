"""The metrics stage: documents in, their metric and formula records out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from povtool.convert.detection import document_script
from povtool.convert.script import fold
from povtool.metrics.amounts.quantities import Quantity, Span, quantities
from povtool.metrics.base_units import with_base
from povtool.metrics.claims import Claims, repeat
from povtool.metrics.explanation import restored_account
from povtool.metrics.formulas import Found, established_in, formulas, members
from povtool.metrics.indicators import Indicator, built_in
from povtool.metrics.spacing import unspaced
from povtool.metrics.wording.discourse import Layout
from povtool.records import Items, ItemStream, Record, is_document


@dataclass(frozen=True)
class MetricsConfig:
    """What :func:`metrics` looks for."""

    formulas: bool = True
    """Also write a record for each numeric policy formula (五个一批)."""
    base_units: bool = False
    """Also tell each value in the base unit of its kind (亩 as 公顷)."""
    indicators: tuple[Indicator, ...] = ()
    """Rows of a user's table, tried before the built-in ones."""
    explain: bool = False
    """Give each metric an account of its fields, and of where they come from, as ``explain``."""


def metrics(items: Items, config: MetricsConfig = MetricsConfig()) -> ItemStream:
    """The metric and formula records of each document, in the order of its title and text.

    Documents are used up; everything else passes through in place, metric and formula records included.
    """
    for item in items:
        if isinstance(item, dict) and is_document(item) and usable(item):
            yield from described(item, config)
        else:
            yield item


def extract(document: Record, config: MetricsConfig = MetricsConfig()) -> Iterator[Record]:
    """The records of one document; offsets are code points into its ``title`` or ``text``."""
    fields = {name: text for name in ("title", "text") if (text := document.get(name))}
    readings = {name: unspaced(text, fold(text)) for name, text in fields.items()}
    read = document | {name: reading.text for name, reading in readings.items()}
    folded = {name: reading.folded for name, reading in readings.items()}
    table = (*config.indicators, *built_in()) if config.indicators else None
    page = Claims(read, folded, table, explain=config.explain)
    established = frozenset().union(*map(established_in, folded.values()))
    claimed: dict[str, list[Record]] = {}
    for name in reversed(fields):  # the title last: what it repeats of the text is the text's claim
        said = formulas(folded[name], established)
        damaged = readings[name].spans(_damage(document)) if name == "text" else []
        found = [quantity for quantity in quantities(folded[name], damaged) if not _within(quantity, said)]
        records = page.of(name, found)
        if name == "title":
            repeat(records, claimed.get("text", []))
        if config.formulas:
            if said:
                layout = page.layout(name)
                records += [
                    _formula_record(document.get("id"), name, read[name], formula, layout) for formula in said
                ]
            records.sort(key=lambda record: record["start"])
        claimed[name] = records
    for name, written in fields.items():
        for record in claimed[name]:
            restored = readings[name].restored(record, written)
            if "explain" in restored:
                restored["explain"] = restored_account(restored["explain"], name, readings, fields)
            yield with_base(restored) if config.base_units else restored


def described(document: Record, config: MetricsConfig = MetricsConfig()) -> Iterator[Record]:
    """The records of one document, each with what it tells of the document as a whole."""
    origin = _origin(document)
    return (record | origin for record in extract(document, config))


def _origin(document: Record) -> Record:
    """What each record tells of its document as a whole: its script, and how it came to be in it."""
    converted = document.get("converted")
    script = document.get("script") if converted else document_script(document)
    told = {"script": script, "converted": converted}
    return {name: value for name, value in told.items() if value}


def usable(document: Record) -> bool:
    """Whether the fields that claims are looked for in are texts, where a document has them."""
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


def _formula_record(doc: object, field: str, text: str, formula: Found, layout: Layout) -> Record:
    record: Record = {
        "type": "formula",
        "doc": doc,
        "field": field,
        "start": formula.start,
        "end": formula.end,
        "raw": text[formula.start : formula.end],
        "name": formula.name,
    }
    stands_for = members(formula.name)
    if stands_for:
        record["members"], record["members_from"] = list(stands_for[0]), stands_for[1]
    start, end = layout.excerpt(formula.start, formula.end)
    return record | {"sentence": text[start:end], "sentence_start": start}
