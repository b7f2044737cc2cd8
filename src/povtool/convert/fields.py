"""Which fields of a record are text, and how those that point into text follow it through a conversion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from povtool.records import Record

_LISTS = ("author", "editor", "keywords", "breadcrumb", "captions")
DOCUMENT_TEXT = ("title", "text", "source", *_LISTS, "tokens")
"""Not ``blocks`` and the ``was`` of ``repairs``: they quote the page as it was."""

METRIC_TEXT = ("raw", "of", "sentence")
FORMULA_TEXT = ("raw",)
"""``name``, like the ``unit`` of a metric, is Simplified whatever the text's script."""

_POINTING_INTO_TEXT = ("repairs", "damaged")


class Converted(Protocol):
    """A converted text that knows where each stretch of its source has gone to."""

    @property
    def text(self) -> str:
        """The text after conversion."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the source stretch ``[start, end)`` stands in :attr:`text`, in code points."""


class Converter(Protocol):
    """One configuration of one engine."""

    def convert(self, text: str) -> Converted:
        """The text, converted."""


def converted_document(document: Record, converter: Converter) -> Record:
    """The fields of a document that a conversion touches, as they are after it; offsets stay true."""
    changed: Record = {}
    for field in ("title", "source"):
        if document.get(field):
            changed[field] = converter.convert(document[field]).text
    for field in _LISTS:
        if document.get(field):
            changed[field] = [converter.convert(member).text for member in document[field]]
    if document.get("text"):
        changed |= _text_and_pointers(document, converter)
    if document.get("tokens") and "tokens" not in changed:
        changed["tokens"] = [converter.convert(token).text for token in document["tokens"]]
    return changed


def converted_metric(metric: Record, converter: Converter) -> Record:
    """The fields of a metric that a conversion touches; ``raw`` stays a part of ``sentence``.

    ``raw`` and ``of`` are taken from the converted sentence where they stand in it, so that they read as
    their context makes them read. Offsets are left alone: they count in the document the metric is from.
    """
    sentence = metric.get("sentence")
    changed: Record = {}
    whole: Converted | None = None
    if sentence:
        whole = converter.convert(sentence)
        changed["sentence"] = whole.text
    for field in ("raw", "of"):
        value = metric.get(field)
        if not value:
            continue
        start = _place_in_sentence(metric, field)
        if whole is None or start < 0:
            changed[field] = converter.convert(value).text
        else:
            changed[field] = _slice(whole, start, start + len(value))
    return changed


def converted_formula(formula: Record, converter: Converter) -> Record:
    """The fields of a formula that a conversion touches."""
    raw = formula.get("raw")
    return {"raw": converter.convert(raw).text} if raw else {}


def _text_and_pointers(document: Record, converter: Converter) -> Record:
    text = document["text"]
    converted = converter.convert(text)
    changed: Record = {"text": converted.text}
    for field in _POINTING_INTO_TEXT:
        if document.get(field):
            changed[field] = [_carried(stretch, converted) for stretch in document[field]]
    if (spans := _token_spans(document)) is not None:
        changed["tokens"] = [_slice(converted, start, end) for start, end in spans]
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


def _token_spans(document: Record) -> list[tuple[int, int]] | None:
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
    spans: list[tuple[int, int]] = []
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


def _slice(converted: Converted, start: int, end: int) -> str:
    start, end = converted.span(start, end)
    return converted.text[start:end]


def _place_in_sentence(metric: Record, field: str) -> int:
    """Where a field of a metric stands in its sentence; -1 where it does not."""
    sentence, value = metric.get("sentence") or "", metric[field]
    start, sentence_start = metric.get("start"), metric.get("sentence_start")
    if field == "raw" and start is not None and sentence_start is not None:
        place = start - sentence_start
        if place >= 0 and sentence.startswith(value, place):
            return int(place)
    return int(sentence.find(value))
