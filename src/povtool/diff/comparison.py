"""Two corpora, document against document: what differs, as comparisons to show and as records to write."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass

from povtool.diff.align import Texts, align
from povtool.diff.moves import LEAST, Move, moves, parted
from povtool.diff.pairing import pair
from povtool.diff.tokens import USUAL, tokenize
from povtool.records import Items, ItemStream, Record, Rejected, is_document


@dataclass(frozen=True)
class DiffConfig:
    """How differences are found and written."""

    context: int = 12
    """Characters of unchanged text given before and after each difference."""
    similarity: float = 0.3
    """How similar, from 0 to 1, texts must at least be to be paired where neither id nor title does it."""
    ignore: frozenset[str] = USUAL
    """What makes no difference: ``script``, ``width``, ``space``, ``punct``."""
    moved: int = LEAST
    """Code points from which a passage that stands elsewhere in the other text is moved, not deleted and
    inserted."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of A replaced by a stretch of B, in code points of the original texts; one may be empty."""

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    move: int | None = None
    """The number of the move this is a half of: a deletion in one place, an insertion in another."""
    within: tuple[Edit, ...] = ()
    """Of the half of a move that is a deletion: where the passage reads otherwise in its new place."""

    @property
    def kind(self) -> str:
        """``replace``, ``delete`` (only in A) or ``insert`` (only in B); half a move is one of the two."""
        if self.start_b == self.end_b:
            return "delete"
        return "insert" if self.start_a == self.end_a else "replace"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two paired documents and where they differ, or one document without a partner."""

    a: Record | None
    b: Record | None
    paired_by: str | None
    """``id``, ``title``, ``similarity`` or ``only`` (each side had one document); None without a partner."""
    similarity: float | None
    """Of the texts, 0 to 1: see :func:`povtool.diff.pairing.similarity`; None without a partner."""
    edits: dict[str, list[Edit]]
    """By field, ``title`` first; a field without differences is not there."""

    @property
    def same(self) -> bool:
        """Whether both documents are there and read the same."""
        return self.a is not None and self.b is not None and not self.edits


@dataclass(frozen=True, slots=True)
class NotCompared:
    """How many records of each side were no documents, and so were left out."""

    a: int
    b: int


def edits(text_a: str, text_b: str, ignore: frozenset[str] = USUAL, least_moved: int = LEAST) -> list[Edit]:
    """Where two texts differ, in order.

    By default script, width, white space and line breaks are no differences.
    Every edge is the edge of a word in both texts; figures, formulas and names with ``·`` are never cut.
    Replacing each stretch of A by its stretch of B gives B, but for what is ignored. A passage of at least
    ``least_moved`` code points that was moved is two edits with one ``move``.

    >>> edits("投入3.77億元，", "投入3.82亿元,")
    [Edit(start_a=2, end_a=8, start_b=2, end_b=8, move=None, within=())]
    """
    texts = Texts.of(tokenize(text_a, ignore), tokenize(text_b, ignore))
    spans = align(texts)
    found = moves(texts, spans, least_moved)
    changes = []
    for (i1, i2, j1, j2), number in parted(spans, found):
        within = _within(texts, found[number - 1]) if number and i1 < i2 else ()
        changes.append(Edit(*texts.a.span(i1, i2), *texts.b.span(j1, j2), number, within))
    return changes


def _within(texts: Texts, move: Move) -> tuple[Edit, ...]:
    """Where a moved passage reads otherwise in its new place."""
    i1, i2, j1, j2 = move.span
    if texts.ids_a[i1:i2] == texts.ids_b[j1:j2]:
        return ()
    passage = Texts(texts.a.part(i1, i2), texts.b.part(j1, j2), texts.ids_a[i1:i2], texts.ids_b[j1:j2])
    return tuple(
        Edit(*texts.a.span(i1 + start_a, i1 + end_a), *texts.b.span(j1 + start_b, j1 + end_b))
        for start_a, end_a, start_b, end_b in align(passage)
    )


def compare(
    a: Items, b: Items, config: DiffConfig = DiffConfig()
) -> Iterator[Comparison | Rejected | NotCompared]:
    """Compare two corpora: pair their documents, and find where the texts and the titles of each pair differ.

    Both corpora are held in memory. First come the rejected inputs of A, then of B; then one
    :class:`NotCompared` if either side had records that are no documents; then the comparisons, those with a
    document of A in A's order, then what only B has. A title that one side does not know is not compared.
    """
    documents_a: list[Record] = []
    documents_b: list[Record] = []
    others_a = yield from gather(a, documents_a)
    others_b = yield from gather(b, documents_b)
    if others_a or others_b:
        yield NotCompared(others_a, others_b)
    for paired in pair(documents_a, documents_b, config.similarity):
        found = _edits_by_field(paired.a, paired.b, config) if paired.a and paired.b else {}
        yield Comparison(paired.a, paired.b, paired.paired_by, paired.similarity, found)


def records(comparison: Comparison, config: DiffConfig = DiffConfig()) -> Iterator[Record]:
    """The difference records of one comparison, title before text; none where both documents read the same.

    ``before`` and ``after`` are the text around the place in A, or in B for what only B has.
    """
    a, b = comparison.a, comparison.b
    if a is None or b is None:
        yield _unpaired(a, b)
        return
    for field, found in comparison.edits.items():
        put_in = {edit.move: edit for edit in found if edit.move and edit.kind == "insert"}
        for edit in found:
            if edit.move is None:
                yield _difference(comparison, field, edit, config)
            elif edit.kind == "delete":
                there = put_in[edit.move]
                whole = Edit(edit.start_a, edit.end_a, there.start_b, there.end_b, edit.move)
                for part in (whole, *edit.within):
                    record = _difference(comparison, field, part, config)
                    yield record | ({"kind": "move"} if part is whole else {}) | {"move": edit.move}


def _difference(comparison: Comparison, field: str, edit: Edit, config: DiffConfig) -> Record:
    a, b = comparison.a or {}, comparison.b or {}
    text_a, text_b = a.get(field) or "", b.get(field) or ""
    here = (text_b, edit.start_b, edit.end_b) if edit.kind == "insert" else (text_a, edit.start_a, edit.end_a)
    text, start, end = here
    return {
        "type": "difference",
        "kind": edit.kind,
        "doc_a": a.get("id"),
        "doc_b": b.get("id"),
        "field": field,
        "start_a": edit.start_a,
        "end_a": edit.end_a,
        "text_a": text_a[edit.start_a : edit.end_a],
        "start_b": edit.start_b,
        "end_b": edit.end_b,
        "text_b": text_b[edit.start_b : edit.end_b],
        "before": text[max(0, start - config.context) : start],
        "after": text[end : end + config.context],
        "paired_by": comparison.paired_by,
        "similarity": comparison.similarity,
    }


def diff(a: Items, b: Items, config: DiffConfig = DiffConfig()) -> ItemStream:
    """Compare two corpora and give the differences as records; rejected inputs come first.

    Records that are no documents are left out: :func:`compare` tells how many. Memory grows with the corpora.

    >>> for d in diff([{"id": "1", "text": "62.8萬人脫貧"}], [{"id": "1", "text": "累计62.8万人脱贫。"}]):
    ...     print(d["kind"], d["start_a"], d["text_b"])
    insert 0 累计
    insert 8 。
    """
    for item in compare(a, b, config):
        if isinstance(item, Comparison):
            yield from records(item, config)
        elif isinstance(item, Rejected):
            yield item


def gather(items: Items, documents: list[Record]) -> Generator[Rejected, None, int]:
    """Give on what was rejected, keep the documents, return how many items were neither."""
    others = 0
    for item in items:
        if isinstance(item, Rejected):
            yield item
        elif isinstance(item, dict) and is_document(item):
            documents.append(item)
        else:
            others += 1
    return others


def _edits_by_field(a: Record, b: Record, config: DiffConfig) -> dict[str, list[Edit]]:
    found = {}
    if a.get("title") and b.get("title"):
        found["title"] = edits(a["title"], b["title"], config.ignore, config.moved)
    found["text"] = edits(a.get("text") or "", b.get("text") or "", config.ignore, config.moved)
    return {field: changes for field, changes in found.items() if changes}


def _unpaired(a: Record | None, b: Record | None) -> Record:
    record: Record = {
        "type": "difference",
        "kind": "only-b" if a is None else "only-a",
        "doc_a": a.get("id") if a else None,
        "doc_b": b.get("id") if b else None,
    }
    title = (a or b or {}).get("title")
    if title:
        record["title"] = title
    return record
