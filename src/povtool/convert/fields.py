"""Which fields of a record are text, and how those that point into text follow it through a conversion."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Protocol

from povtool.records import Record

TEXT_FIELDS: dict[str, tuple[str, ...]] = {
    "document": (
        *("title", "text", "source", "author", "editor", "author_note"),
        *("keywords", "breadcrumb", "captions", "tokens"),
    ),
    "metric": ("raw", "of", "base", "sentence", "before", "after"),
    "formula": ("raw", "sentence", "before", "after"),
    "difference": (
        *("text_a", "text_b", "before", "after", "title"),
        *("raw_a", "raw_b", "of_a", "of_b"),
    ),
    "reuse": ("text_a", "text_b"),
    "stat": ("token", "word", "of"),
}
"""Type of record → its fields of text, each a string or a list of strings.

Not the ``text`` of ``blocks``, the ``was`` of ``repairs`` nor the sources of a difference, which quote the
page as it was, nor what ``explain`` quotes; and not what povtool names itself: ``unit``, ``place``,
``indicator`` and ``name`` are always Simplified.
"""

_POINTING_INTO_TEXT = ("repairs", "damaged", "blocks")

Span = tuple[int, int]


class Converted(Protocol):
    """A converted text that knows where each stretch of its source has gone to."""

    @property
    def text(self) -> str:
        """The text after conversion."""

    def span(self, start: int, end: int) -> Span:
        """Where the source stretch ``[start, end)`` stands in :attr:`text`, in code points."""


class Converter(Protocol):
    """One configuration of one engine."""

    @property
    def keeps_length(self) -> bool:
        """Whether every text stays as long as it was, so that all offsets hold."""

    def convert(self, text: str) -> Converted:
        """The text, converted."""


def converted_fields(kind: str, record: Record, fields: Collection[str], converter: Converter) -> Record:
    """The fields of a record that a conversion touches, as they are after it; offsets stay true.

    ``fields`` are those to convert. What points into a field that is converted follows it.
    """
    convert = _BY_KIND.get(kind, _each_alone)
    return convert(record, fields, converter)


def _each_alone(record: Record, fields: Collection[str], converter: Converter) -> Record:
    changed: Record = {}
    for field in fields:
        value = record.get(field)
        if isinstance(value, str) and value:
            changed[field] = converter.convert(value).text
        elif isinstance(value, list) and value:
            changed[field] = [
                converter.convert(member).text if isinstance(member, str) else member for member in value
            ]
    return changed


# Documents


def _document(document: Record, fields: Collection[str], converter: Converter) -> Record:
    if "text" not in fields or not document.get("text"):
        return _each_alone(document, fields, converter)
    changed = _each_alone(document, [field for field in fields if field not in ("text", "tokens")], converter)
    text = document["text"]
    converted = converter.convert(text)
    changed["text"] = converted.text
    for field in _POINTING_INTO_TEXT:
        if document.get(field):
            changed[field] = [_carried(stretch, converted) for stretch in document[field]]
    if "tokens" in fields:
        spans = _token_spans(document)
        if spans is None:
            changed |= _each_alone(document, ["tokens"], converter)
        else:
            changed["tokens"] = [_slice(converted, span) for span in spans]
    if document.get("offsets"):
        changed["offsets"] = [
            list(converted.span(*span)) if _is_span(span, text) else span for span in document["offsets"]
        ]
    return changed


def _carried(stretch: Mapping[str, Any], converted: Converted) -> Mapping[str, Any]:
    start, end = stretch.get("start"), stretch.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        return stretch
    start, end = converted.span(start, end)
    return {**stretch, "start": start, "end": end}


def _token_spans(document: Record) -> list[Span] | None:
    """Where the tokens stand in the text; None where that is not known for all of them.

    Without ``offsets`` it is known when the tokens joined are the text.
    """
    text, tokens, offsets = document["text"], document.get("tokens"), document.get("offsets")
    if not tokens:
        return None
    if offsets:
        right = len(offsets) == len(tokens) and all(
            _is_span(span, text) and text[span[0] : span[1]] == token
            for token, span in zip(tokens, offsets, strict=True)
        )
        return [(start, end) for start, end in offsets] if right else None
    if "".join(tokens) != text:
        return None
    spans: list[Span] = []
    start = 0
    for token in tokens:
        spans.append((start, start + len(token)))
        start += len(token)
    return spans


def _is_span(span: Any, text: str) -> bool:
    return (
        isinstance(span, list)
        and len(span) == 2
        and all(isinstance(offset, int) for offset in span)
        and 0 <= span[0] <= span[1] <= len(text)
    )


def _slice(converted: Converted, span: Span) -> str:
    start, end = converted.span(*span)
    return converted.text[start:end]


# Metrics


def _metric(metric: Record, fields: Collection[str], converter: Converter) -> Record:
    """The parts of the sentence are taken from the converted sentence, so that they read as their context
    makes them read, and stay parts of it."""
    sentence = metric.get("sentence")
    if not sentence:
        return _each_alone(metric, fields, converter)
    whole = converter.convert(sentence)
    changed: Record = {}
    for field in fields:
        value = metric.get(field)
        if field == "sentence":
            changed[field] = whole.text
        elif isinstance(value, str) and value and (spans := _places_in_sentence(metric, field, value)):
            changed[field] = "".join(_slice(whole, span) for span in spans)
        else:
            changed |= _each_alone(metric, [field], converter)
    return changed


def _places_in_sentence(metric: Record, field: str, value: str) -> list[Span]:
    """Where a field of a metric stands in its sentence, as one stretch or several; empty where it does not.

    Its offsets say, or its ``evidence``; a value whose offsets count in another text is looked for.
    """
    sentence = metric["sentence"]
    said = _said_spans(metric, field)
    found = "".join(sentence[start:end] for start, end in said)
    if found == value:
        return said
    if found and value.startswith(found):  # and what is said once for all members of a list
        start = sentence.find(value[len(found) :], said[-1][1])
        if start >= 0:
            return [*said, (start, start + len(value) - len(found))]
    start = sentence.find(value)
    return [(start, start + len(value))] if start >= 0 else []


def _said_spans(metric: Record, field: str) -> list[Span]:
    """Where a metric's own offsets place a field in its sentence; only what lies in there."""
    evidence = metric.get("evidence")
    spans: Any = evidence.get(field) if isinstance(evidence, dict) else None
    if field == "raw":
        start = metric.get("start")
        spans = [[start, start + len(metric["raw"])]] if isinstance(start, int) else None
    elif isinstance(spans, list) and spans and isinstance(spans[0], int):
        spans = [spans]
    offset, sentence = metric.get("sentence_start"), metric["sentence"]
    if not isinstance(offset, int) or not isinstance(spans, list):
        return []
    moved = [
        [start - offset, end - offset]
        for start, end in (span for span in spans if isinstance(span, list) and len(span) == 2)
        if isinstance(start, int) and isinstance(end, int)
    ]
    return [(span[0], span[1]) for span in moved if _is_span(span, sentence)]


_BY_KIND: dict[str, Callable[[Record, Collection[str], Converter], Record]] = {
    "document": _document,
    "metric": _metric,
    "formula": _metric,
}
