"""What stands around a match: the sentences before and behind it, and its line in the document's text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from povtool.convert.script import fold
from povtool.metrics.wording.discourse import LONGEST_SENTENCE
from povtool.records import Record
from povtool.segment.sentences import Span, sentence_spans

HEAD = "head"
CONTEXT = "context"
GAP = "gap"


class Surroundings:
    """The sentences and lines of one document's fields, cut when first asked for.

    >>> around = Surroundings({"text": "一、成效\\n脱贫3人。投入5元！受益。"})
    >>> found = {"field": "text", "start": 7, "sentence_start": 5}
    >>> around.line(found), around.before(found, 2), around.after(found, 1)
    (2, ['一、成效'], ['投入5元！'])
    """

    def __init__(self, document: Record) -> None:
        self._document = document
        self._spans: dict[str, list[Span]] = {}
        self._breaks: list[int] | None = None

    def before(self, record: Record, count: int) -> list[str]:
        """The sentences of the field before a record's own, at most ``count``, in the text's order.

        Of one longer than :data:`LONGEST_SENTENCE` the end.
        """
        at = self.sentence(record)
        spans = self._sentences(record["field"])[max(0, at - count) : at]
        text = self._document[record["field"]]
        return [text[max(start, end - LONGEST_SENTENCE) : end] for start, end in spans]

    def after(self, record: Record, count: int) -> list[str]:
        """The sentences of the field behind a record's own, at most ``count``, in order.

        Of one longer than :data:`LONGEST_SENTENCE` the start.
        """
        at = self.sentence(record)
        text = self._document[record["field"]]
        spans = self._sentences(record["field"])[at + 1 : at + 1 + count]
        return [text[start : min(end, start + LONGEST_SENTENCE)] for start, end in spans]

    def line(self, record: Record) -> int | None:
        """The line of the text, from 1, in which a record begins; None in the title."""
        if record["field"] != "text":
            return None
        if self._breaks is None:
            self._breaks = [match.start() for match in re.finditer("\n", self._document["text"])]
        return bisect_left(self._breaks, record["start"]) + 1

    def sentence(self, record: Record) -> int:
        """The index of a record's sentence among those of its field."""
        spans = self._sentences(record["field"])
        return max(0, bisect_right(spans, record["start"], key=lambda span: span[0]) - 1)

    def context(self, field: str, index: int) -> Record:
        """A sentence of a field as a record that is only for a view."""
        start, end = self._sentences(field)[index]
        text = self._document[field][start : min(end, start + LONGEST_SENTENCE)]
        found = {"type": CONTEXT, "field": field, "sentence": text}
        line = self.line({"field": field, "start": start})
        return found if line is None else found | {"line": line}

    def last(self, field: str, index: int) -> int:
        """``index``, or that of the field's last sentence where there are not so many."""
        return min(index, len(self._sentences(field)) - 1)

    def _sentences(self, field: str) -> list[Span]:
        if field not in self._spans:
            self._spans[field] = list(sentence_spans(fold(self._document[field])))
        return self._spans[field]


def as_shown(
    document: Record, matched: Sequence[Record], before: int, after: int, *, lines: bool = False
) -> Iterator[Record]:
    """What a reader is shown of a document: its head, then its matches among the sentences around them.

    Between them stand records that are only for a view and never written: ``head`` (the document's id, title,
    date and source), ``context`` (a sentence without a match, with ``lines`` its line) and ``gap`` (where
    sentences are left out). As with grep, no sentence is shown twice.
    """
    if not matched:
        return
    yield {"type": HEAD} | {name: document.get(name) for name in ("id", "title", "date", "source")}
    if not before and not after:
        yield from matched
        return
    around = Surroundings(document)
    for record in _merged(matched, around, before, after):
        if record["type"] == CONTEXT and not lines:
            record.pop("line", None)
        yield record


def _merged(matched: Sequence[Record], around: Surroundings, before: int, after: int) -> Iterator[Record]:
    shown: tuple[str, int] | None = None  # the field and the index of the last sentence that was shown
    for number, record in enumerate(matched):
        field, at = record["field"], around.sentence(record)
        low = max(0, at - before)
        if shown is not None and shown[0] == field:
            if low > shown[1] + 1:
                yield {"type": GAP}
            low = max(low, shown[1] + 1)
        elif shown is not None:
            yield {"type": GAP}
        for index in range(low, at):
            yield around.context(field, index)
        yield record
        following = matched[number + 1] if number + 1 < len(matched) else None
        limit = around.sentence(following) if following and following["field"] == field else None
        last = at
        if limit != at:
            last = around.last(field, at + after) if limit is None else min(at + after, limit - 1)
            for index in range(at + 1, last + 1):
                yield around.context(field, index)
        shown = (field, last)
