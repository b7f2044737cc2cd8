"""Which document of one corpus belongs to which of another: by id, by title, by what they say."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from povtool.convert.script import fold
from povtool.diff.candidates import Candidates
from povtool.diff.sketches import SHINGLE, compact, sketch
from povtool.records import Record

ID, TITLE, SIMILARITY, ONLY = "id", "title", "similarity", "only"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents to compare, or one without a partner."""

    a: Record | None
    b: Record | None
    paired_by: str | None
    """``id``, ``title``, ``similarity``, or ``only``: each side had one document; None without a partner."""
    similarity: float | None
    """:func:`similarity` of the two texts."""


def pair(a: list[Record], b: list[Record], least: float) -> Iterator[Pair]:
    """Pair the documents of two corpora; first those of A in order, then those that only B has.

    In this order: the same ``id``; the same title, whatever its script and width; the two documents of
    corpora that have but one each; texts at least ``least`` similar, the most similar first. An id or title
    that occurs twice on one side is paired in order. Similar texts are found by sketches (see
    :mod:`povtool.diff.candidates`), so that not all pairs are scored.
    """
    partner: dict[int, tuple[int, str]] = {}
    left_b = dict.fromkeys(range(len(b)))
    for name, key in ((ID, _id), (TITLE, _title)):
        for i, j in _same(key, a, b, [i for i in range(len(a)) if i not in partner], list(left_b)):
            partner[i] = j, name
            del left_b[j]
    if len(a) == len(b) == 1 and not partner:
        partner[0] = 0, ONLY
        left_b.clear()
    for i, j in _similar(a, b, [i for i in range(len(a)) if i not in partner], list(left_b), least):
        partner[i] = j, SIMILARITY
        del left_b[j]
    for i, record in enumerate(a):
        if i in partner:
            j, name = partner[i]
            yield Pair(record, b[j], name, similarity(_text(record), _text(b[j])))
        else:
            yield Pair(record, None, None, None)
    for j in left_b:
        yield Pair(None, b[j], None, None)


def similarity(a: str, b: str) -> float:
    """How much of two texts is the same, 0 to 1 to four decimals: the Dice coefficient of their shingles.

    2·|A∩B| / (|A|+|B|) over the sets of 5-character shingles (Dice 1945; Broder 1997), script, width and
    white space taken out.

    >>> similarity("西藏脱贫攻坚", "西藏 脫貧攻堅"), similarity("西藏脱贫攻坚", "甘孜州委全会")
    (1.0, 0.0)
    """
    return _dice(_shingles(compact(a)), _shingles(compact(b)))


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    return round(2 * len(a & b) / (len(a) + len(b)), 4) if a or b else 1.0


def _shingles(text: str) -> frozenset[str]:
    """Every stretch of five characters, or a whole shorter text."""
    return frozenset(text[at : at + SHINGLE] for at in range(max(1, len(text) - SHINGLE + 1))) - {""}


def _id(record: Record) -> Hashable:
    return record.get("id")


def _title(record: Record) -> Hashable:
    return "".join(fold(record.get("title") or "").split())


def _text(record: Record) -> str:
    return record.get("text") or ""


def _same(
    key: Callable[[Record], Hashable], a: list[Record], b: list[Record], left_a: list[int], left_b: list[int]
) -> Iterator[tuple[int, int]]:
    waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for j in left_b:
        waiting[key(b[j])].append(j)
    for i in left_a:
        name = key(a[i])
        if name and waiting.get(name):
            yield i, waiting[name].popleft()


def _similar(
    a: list[Record], b: list[Record], left_a: list[int], left_b: list[int], least: float
) -> Iterator[tuple[int, int]]:
    """Pairs of at least the least similarity, each document once, greedily from the most similar."""
    if not left_a or not left_b:
        return
    sizes = []
    candidates = Candidates(border=len(left_a))
    for record in (*(a[i] for i in left_a), *(b[j] for j in left_b)):
        found = sketch(compact(_text(record)))
        sizes.append(len(found))
        candidates.add(found)

    @lru_cache(maxsize=1024)
    def shingles(at: int) -> frozenset[str]:
        record = a[left_a[at]] if at < len(left_a) else b[left_b[at - len(left_a)]]
        return _shingles(compact(_text(record)))

    scored: list[tuple[float, int, int]] = []
    for (one, other), shared in candidates.pairs():
        # Texts of the least similarity share least / 2 of the longer one's sketch, on average; half of that
        # leaves room for chance.
        if shared >= least / 4 * min(sizes[one], sizes[other]):
            score = _dice(shingles(one), shingles(other))
            if score >= least:
                scored.append((-score, left_a[one], left_b[other - len(left_a)]))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            yield i, j
