"""The account of a claim in words: for each field what it was read from, where, by which row or weights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from povtool.records import Record

_WHERE = {
    "clause": "in its clause",
    "sentence": "in its sentence",
    "paragraph": "earlier in the paragraph",
    "heading": "in the heading above",
    "title": "in the title",
    "document": "what the document is about",
    "text": "where the text has the same figure",
    "period": "its period",
}
"""Scope → how far from the figure that is."""


def account(claim: Record) -> list[tuple[str, str]]:
    """Field and explanation, one pair a line, of a metric record with an ``explain`` member.

    >>> place = {"scope": "sentence", "start": 0, "end": 2, "words": "西藏"}
    >>> account({"place": "西藏", "explain": {"place": place}})[-3:]
    [('place', '西藏: “西藏” 0–2, in its sentence'), ('period', '—'), ('status', '—')]
    """
    try:
        return list(_told(claim))
    except (AttributeError, KeyError, TypeError, ValueError):
        return [("explain", "not an account of povtool's making")]


def _told(claim: Record) -> Iterator[tuple[str, str]]:
    explain = claim.get("explain") or {}
    unit = explain.get("unit") or {}
    row = f": “{unit['row']}” in {unit['table']}" if "row" in unit else ""
    yield "unit", f"{claim.get('unit') or '—'} ({unit.get('dimension', '?')}){row}"
    if "bound" in explain:
        yield "bound", f"{claim.get('bound')}: {_quoted(explain['bound'])}"
    if "list" in explain:
        yield "list", f"{_quoted(explain['list'])}, the member of the list before that it belongs to"
    yield "of", _quoted(explain["of"]) if "of" in explain else "—"
    if "base" in explain:
        yield "base", _quoted(explain["base"])
    yield "indicator", _indicator(claim, explain.get("indicator"))
    for name in ("place", "period"):
        yield name, _found(claim, name, explain.get(name))
    yield "status", _status(claim, explain.get("status"))


def _quoted(said: dict[str, Any]) -> str:
    words = f"“{said.get('words', '')}”"
    return f"{words} {said['start']}–{said['end']}" if "start" in said else words


def _indicator(claim: Record, found: dict[str, Any] | None) -> str:
    if found is None:
        return "—"
    if "pattern" not in found:
        return _found(claim, "indicator", found)
    return (
        f"{claim.get('indicator')} ({found['gloss']}): “{found['matched']}” found in “{found['searched']}”, "
        f"{found['table']}"
    )


def _found(claim: Record, name: str, found: dict[str, Any] | None) -> str:
    if found is None:
        return "—"
    told = [_quoted(found)] if "words" in found else []
    told.append(_WHERE.get(found.get("scope", ""), ""))
    if "document_date" in found:
        told.append(f"the document being of {found['document_date']}")
    return f"{claim.get(name)}: {', '.join(part for part in told if part)}"


def _status(claim: Record, found: dict[str, Any] | None) -> str:
    if found is None:
        return "—"
    if "nats" not in found:
        return _found(claim, "status", found)
    weights = [f"{found['prior']:+g} to begin with"]
    for cue in found["cues"]:
        words = f" “{_shortened(cue['words'])}”" if "words" in cue else ""
        weights.append(f"{cue['nats']:+g}{words} {_WHERE.get(cue['scope'], '')}".rstrip())
    if "overruled" in found:
        weights.append("but what a change sets out from is a fact")
    return f"{claim.get('status')}, {found['nats']:+g} nats: {'; '.join(weights)}"


_CUES_SHOWN = 4


def _shortened(words: str) -> str:
    """The different ones among the cues of a stretch, and no more of them than a reader takes in."""
    cues = list(dict.fromkeys(words.split(" ")))
    return " ".join(cues[:_CUES_SHOWN] + ["…"] * (len(cues) > _CUES_SHOWN))
