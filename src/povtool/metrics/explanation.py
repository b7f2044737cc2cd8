"""Why a claim says what it says: for each field the words it was read from, how far off they stand, and the
row of a table, or the weights, that decided. What the extraction knew is put into words here, nothing is
looked for anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from povtool.data import rows
from povtool.metrics.amounts.quantities import Quantity
from povtool.metrics.indicators import Indicator
from povtool.metrics.places.owners import Place
from povtool.metrics.spacing import Reading
from povtool.metrics.status import PRIOR, Cue, Status, Weighing
from povtool.metrics.times.calendar import Day
from povtool.metrics.times.dating import Period
from povtool.records import Record

Span = tuple[int, int]

_NOUN_WITHIN = 16
"""Code points on either side of a number in which the noun stands that implies its unit."""
_LONGEST_SPELLING = 12
"""Code points of a unit."""


@dataclass(slots=True)
class Grounds:
    """What the fields of one claim were read from, kept while the claim is made."""

    place: Place | None = None
    period: Period | None = None
    status: Status | None = None
    row: Indicator | None = None
    searched: str = ""
    """The folded words in which the indicator's pattern was searched."""
    member: Span | None = None
    """The member of the list before 分别 or 依次 that the figure belongs to."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the claims of one field are explained with."""

    text: str
    folded: str
    weighing: Weighing
    reference: Day | None
    """The document's day, which 今年 and what is over or to come are told by."""


def explained(record: Record, quantity: Quantity, grounds: Grounds, page: Page) -> dict[str, Any]:
    """The ``explain`` member of a metric record: an object for each of its fields that has something to tell.

    Spans are code points of the record's field; ``words`` are the document's own. ``nats`` are weights.
    """
    account: dict[str, Any] = {"unit": _unit(record, quantity, page)}
    if quantity.bound:
        account["bound"] = _said(page.text, (quantity.phrase_start, quantity.phrase_end))
    evidence = record["evidence"]
    for name in ("of", "base"):
        if name in evidence:
            account[name] = _said(page.text, tuple(evidence[name]))
    if grounds.member:
        account["list"] = _said(page.text, grounds.member)
    if grounds.row:
        account["indicator"] = _indicator(grounds.row, grounds.searched)
    if grounds.place:
        account["place"] = _place(grounds.place, page.text)
    if grounds.period:
        account["period"] = _period(grounds.period, page)
    if grounds.status:
        account["status"] = _status(grounds.status, page, grounds.period)
        if record["status"] != grounds.status.name:
            account["status"]["overruled"] = "from"
    return account


def repeated(record: Record, name: str, other: Record) -> None:
    """Note in the account of a title's claim that a field was taken from a claim of the text."""
    if "explain" in record:
        record["explain"][name] = {
            "scope": "text",
            "field": other["field"],
            "start": other["start"],
            "end": other["end"],
            "words": other["raw"],
        }


def restored_account(
    account: dict[str, Any], field: str, readings: Mapping[str, Reading], written: Mapping[str, str]
) -> dict[str, Any]:
    """An account of a reading's text as one of the text as written, by field; words are quoted from there."""
    moved: dict[str, Any] = {}
    for name, value in account.items():
        if isinstance(value, dict):
            moved[name] = restored_account(value, field, readings, written)
        elif name == "cues":
            moved[name] = [restored_account(cue, field, readings, written) for cue in value]
        else:
            moved[name] = value
    if "start" in account:
        where = account.get("field", field)
        was = readings[where].text[account["start"] : account["end"]]
        moved["start"], moved["end"] = readings[where].span(account["start"], account["end"])
        if account["words"] == was:
            moved["words"] = written[where][moved["start"] : moved["end"]]
    return moved


def _said(text: str, span: tuple[int, ...]) -> dict[str, Any]:
    start, end = span
    return {"start": start, "end": end, "words": text[start:end]}


def _unit(record: Record, quantity: Quantity, page: Page) -> dict[str, Any]:
    """The row of the table that the unit comes from: its spelling behind the number, or a noun beside it."""
    account: dict[str, Any] = {"dimension": quantity.dimension}
    if quantity.unit is None:
        return account
    raw = page.folded[quantity.start : quantity.end].partition("/")[0]
    plain = quantity.unit.partition("/")[0]
    for begin in range(max(0, len(raw) - _LONGEST_SPELLING), len(raw)):
        if _units().get(raw[begin:]) == plain:
            return account | {"table": "units.tsv", "row": raw[begin:]}
    around = page.folded[max(0, quantity.start - _NOUN_WITHIN) : quantity.end + _NOUN_WITHIN]
    behind = around[quantity.end - max(0, quantity.start - _NOUN_WITHIN) :]
    for words in (behind, around):
        nouns = [noun for noun, unit in _nouns().items() if unit == quantity.unit and noun in words]
        if nouns:
            return account | {"table": "counted_nouns.tsv", "row": max(nouns, key=len)}
    return account


def _indicator(row: Indicator, searched: str) -> dict[str, Any]:
    match = row.pattern.search(searched)
    return {
        "gloss": row.gloss,
        "table": row.source,
        "pattern": row.pattern.pattern,
        "searched": searched,
        "matched": match[0] if match else "",
        "dimensions": sorted(row.dimensions),
    }


def _place(place: Place, text: str) -> dict[str, Any]:
    account: dict[str, Any] = {"scope": place.scope}
    return account if place.field is None else account | _said(text, (place.start, place.end))


def _period(period: Period, page: Page) -> dict[str, Any]:
    account: dict[str, Any] = {"scope": period.scope}
    if period.span:
        account |= _said(page.text, period.span)
    return account | _dated(page)


def _dated(page: Page) -> dict[str, Any]:
    day = page.reference
    if day is None:
        return {}
    parts = [f"{day.year:04d}", *(f"{part:02d}" for part in (day.month, day.day) if part is not None)]
    return {"document_date": "-".join(parts)}


def _status(status: Status, page: Page, period: Period | None) -> dict[str, Any]:
    return {
        "nats": round(status.nats, 2),
        "prior": PRIOR,
        "cues": [_cue(cue, page, period) for cue in status.cues],
    } | _dated(page)


def _cue(cue: Cue, page: Page, period: Period | None) -> dict[str, Any]:
    account: dict[str, Any] = {"nats": round(cue.weight, 2), "scope": cue.scope}
    if cue.scope == "period" and period:
        return account | {"words": period.value}
    if cue.scope == "title":
        return account
    said = account | _said(page.text, (cue.start, cue.end))
    if cue.scope == "paragraph":  # a whole stretch was weighed: its cues one by one
        said["words"] = " ".join(
            page.text[start:end] for start, end in page.weighing.said(cue.start, cue.end)
        )
    return said


@cache
def _units() -> dict[str, str]:
    return {spelling: unit for spelling, unit, *_ in rows("units.tsv")}


@cache
def _nouns() -> dict[str, str]:
    return {noun: unit for unit, _, nouns, *_ in rows("counted_nouns.tsv") for noun in nouns.split(" ")}
