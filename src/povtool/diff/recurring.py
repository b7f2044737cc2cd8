"""Text that stands in several documents: near-duplicates, and passages that go from one into another."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from povtool.diff.candidates import Candidates
from povtool.diff.comparison import NotCompared, gather
from povtool.diff.passages import Passage, passages, seeds
from povtool.diff.sketches import compact, fingerprints, sketch
from povtool.diff.tokens import USUAL, as_compared
from povtool.records import Items, Record, Rejected

_GRAM = 3
"""Characters of the stretches by which two texts are scored: short, since edits spare short ones."""
_SHARED = 0.04
"""Share of a sketch that two texts must have in common to be scored; two shingles, if there are so many."""
_FEW = 8
"""Documents with one fingerprint, up to which each is looked at with each."""


@dataclass(frozen=True)
class ReuseConfig:
    """What counts as reuse."""

    least: int = 30
    """Characters, white space aside, from which a passage counts."""
    similar: float = 0.4
    """:func:`resemblance` from which two documents are near-duplicates."""
    documents: bool = True
    """Look for near-duplicate documents."""
    passages: bool = True
    """Look for passages. Between near-duplicates there are none: they are copies as a whole."""


def resemblance(a: str, b: str) -> float:
    """How alike two texts are, 0 to 1 to four decimals, whatever their order, script, width and white space.

    2·|A∩B| / (|A|+|B|) over the sets of three-character stretches (Dice 1945).

    >>> resemblance("西藏脱贫攻坚", "脫貧攻堅在西藏")
    0.4444
    """
    return _dice(_grams(compact(a)), _grams(compact(b)))


def reuse(
    a: Items, b: Items | None = None, config: ReuseConfig = ReuseConfig()
) -> Iterator[Record | Rejected | NotCompared]:
    """``reuse`` records: near-duplicate documents, then passages, within A or, given B, between A and B.

    Rejected inputs come first. Documents that share nothing rare are never compared, so that time and memory
    grow with the corpus: all texts are kept, and some bytes a character beside them.
    Of two documents the one that comes first in the input is ``doc_a``. A passage is given once for each
    place of ``doc_b``, with the document before it that has most of it.
    """
    documents: list[Record] = []
    others_a = yield from gather(a, documents)
    border = None if b is None else len(documents)
    others_b = 0
    if b is not None:
        others_b = yield from gather(b, documents)
    if others_a or others_b:
        yield NotCompared(others_a, others_b)
    corpus = _Corpus(
        [doc.get("id") for doc in documents], [doc.get("text") or "" for doc in documents], border
    )
    del documents
    groups: dict[int, int] = {}
    if config.documents or config.passages:
        alike = list(_near_duplicates(corpus, config.similar))
        groups = _groups(alike)
        yield from _document_records(corpus, alike if config.documents else [], groups)
    if config.passages:
        yield from _passage_records(corpus, config.least, groups)


class _Corpus:
    """The texts of one corpus or two, and their compact forms as long as they are needed."""

    def __init__(self, ids: list[object], texts: list[str], border: int | None) -> None:
        self.ids, self.texts, self.border = ids, texts, border
        self.compact = lru_cache(maxsize=4096)(self._compact)
        self.grams = lru_cache(maxsize=512)(self._grams)
        self.offsets = lru_cache(maxsize=1024)(self._offsets)
        self.seeds = lru_cache(maxsize=64)(lambda at: seeds(self.compact(at)))

    def _compact(self, at: int) -> str:
        return compact(self.texts[at])

    def _grams(self, at: int) -> frozenset[str]:
        return _grams(self.compact(at))

    def place(self, at: int, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of a compact text stands in the original."""
        offsets = self.offsets(at)
        return offsets[start], offsets[end - 1] + 1

    def _offsets(self, at: int) -> array[int]:
        text = as_compared(self.texts[at], USUAL)
        return array("L", (place for place, char in enumerate(text) if not char.isspace()))


def _grams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + _GRAM] for at in range(max(1, len(text) - _GRAM + 1))) - {""}


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    return round(2 * len(a & b) / (len(a) + len(b)), 4) if a or b else 1.0


def _near_duplicates(corpus: _Corpus, least: float) -> Iterator[tuple[int, int, float]]:
    candidates = Candidates(corpus.border)
    sizes = array("H")
    for text in corpus.texts:
        found = sketch(compact(text))
        sizes.append(len(found))
        candidates.add(found)
    for (one, other), shared in candidates.pairs():
        fewer = min(sizes[one], sizes[other])
        if shared >= max(min(2, fewer), _SHARED * fewer):
            score = _dice(corpus.grams(one), corpus.grams(other))
            if score >= least:
                yield one, other, score


def _groups(pairs: list[tuple[int, int, float]]) -> dict[int, int]:
    """Document → the first document that it is alike to, over whatever others lie between."""
    parents: dict[int, int] = {}

    def root(at: int) -> int:
        while (parent := parents.setdefault(at, at)) != at:
            parents[at] = at = parents[parent]
        return at

    for one, other, _ in pairs:
        first, second = sorted((root(one), root(other)))
        parents[second] = first
    return {at: root(at) for at in list(parents)}


def _document_records(
    corpus: _Corpus, alike: list[tuple[int, int, float]], groups: dict[int, int]
) -> Iterator[Record]:
    numbers = {first: number for number, first in enumerate(sorted(set(groups.values())), 1)}
    for one, other, score in alike:
        yield {
            "type": "reuse",
            "kind": "near-duplicate",
            "doc_a": corpus.ids[one],
            "doc_b": corpus.ids[other],
            "similarity": score,
            "group": numbers[groups[one]],
        }


def _passage_records(corpus: _Corpus, least: int, groups: dict[int, int]) -> Iterator[Record]:
    candidates = Candidates(corpus.border, few=_FEW)
    length = max(1, least // 2)
    window = max(1, least * 3 // 4 - length + 1)
    for text in corpus.texts:
        short = compact(text)
        candidates.add(fingerprints(short, length, window) if len(short) >= least else ())
    found: defaultdict[int, list[tuple[int, Passage]]] = defaultdict(list)
    for (one, other), prints in candidates.pairs():
        if prints < 2 or (one in groups and groups[one] == groups.get(other)):
            continue
        shared = passages(corpus.compact(one), corpus.compact(other), corpus.seeds(one), least)
        found[other] += ((one, passage) for passage in shared)
    for other in sorted(found):
        for one, passage in _longest(found[other]):
            yield _passage_record(corpus, one, other, passage)


def _longest(found: list[tuple[int, Passage]]) -> list[tuple[int, Passage]]:
    """Without the passages that lie within others, in the order of the text."""
    kept: list[tuple[int, Passage]] = []
    for one, passage in sorted(found, key=lambda pair: (-pair[1].same, pair[0], pair[1].start_b)):
        if not any(other.start_b <= passage.start_b and passage.end_b <= other.end_b for _, other in kept):
            kept.append((one, passage))
    return sorted(kept, key=lambda pair: (pair[1].start_b, pair[1].end_b))


def _passage_record(corpus: _Corpus, one: int, other: int, passage: Passage) -> Record:
    start_a, end_a = corpus.place(one, passage.start_a, passage.end_a)
    start_b, end_b = corpus.place(other, passage.start_b, passage.end_b)
    return {
        "type": "reuse",
        "kind": "passage",
        "exact": passage.exact,
        "similarity": passage.similarity,
        "length": passage.end_b - passage.start_b,
        "doc_a": corpus.ids[one],
        "start_a": start_a,
        "end_a": end_a,
        "text_a": corpus.texts[one][start_a:end_a],
        "doc_b": corpus.ids[other],
        "start_b": start_b,
        "end_b": end_b,
        "text_b": corpus.texts[other][start_b:end_b],
    }


class ReuseTotals:
    """How much of a corpus is reused: table ``reuse``."""

    def __init__(self) -> None:
        self._groups: defaultdict[int, set[object]] = defaultdict(set)
        self._counts = dict.fromkeys(_COUNTS, 0)
        self._characters = 0

    def add(self, record: Record) -> None:
        """Count one ``reuse`` record."""
        if record["kind"] == "near-duplicate":
            self._groups[record["group"]].update((record["doc_a"], record["doc_b"]))
            self._counts["pairs"] += 1
        else:
            self._counts["exact" if record["exact"] else "near"] += 1
            self._characters += record["length"]

    def result(self) -> Record:
        """The row; ``characters`` are those of all passages together, white space aside."""
        return {
            "type": "stat",
            "table": "reuse",
            "near_duplicate_documents": sum(map(len, self._groups.values())),
            "near_duplicate_groups": len(self._groups),
            "near_duplicate_pairs": self._counts["pairs"],
            "exact_passages": self._counts["exact"],
            "near_passages": self._counts["near"],
            "characters": self._characters,
        }


_COUNTS = ("pairs", "exact", "near")
