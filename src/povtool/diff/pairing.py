"""Which document of one corpus belongs to which of another: by id, by title, by what they say."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest

from povtool.convert.script import fold
from povtool.records import Record

ID, TITLE, SIMILARITY, ONLY = "id", "title", "similarity", "only"

_LENGTH = 5
"""Characters in a shingle: long enough to tell pages of one subject apart, short enough to survive edits."""
_SKETCH = 200
"""Shingles a document is looked up by."""
_CANDIDATES = 16
"""Documents of A that are scored exactly for each of B, at most."""
_BITS = 21 * _LENGTH
_MASK = (1 << _BITS) - 1
_SCATTER = 0x9E3779B97F4A7C15F39CC0605CEDC835 & _MASK
"""Odd, so that multiplying by it modulo 2**_BITS maps no two shingles to one number (Knuth, TAOCP 3, 6.4)."""


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
    that occurs twice on one side is paired in order. Similar texts are found by bottom-k sketches (Broder
    1997), so that not all pairs are scored; memory grows with the number of documents, not their length.
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
    return _dice(_shingles(a), _shingles(b))


def _dice(a: frozenset[int], b: frozenset[int]) -> float:
    return round(2 * len(a & b) / (len(a) + len(b)), 4) if a or b else 1.0


def _shingles(text: str) -> frozenset[int]:
    """Every stretch of five characters, or a whole shorter text, as a number of its own."""
    compact = "".join(fold(text).split())
    window = 0
    found = set()
    for at, character in enumerate(compact, 1):
        window = ((window << 21) | ord(character)) & _MASK
        if at >= _LENGTH:
            found.add(window * _SCATTER & _MASK)
    if compact and not found:
        found.add(window * _SCATTER & _MASK)
    return frozenset(found)


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

    @lru_cache(maxsize=256)
    def shingles_of_a(i: int) -> frozenset[int]:
        return _shingles(_text(a[i]))

    documents_with: defaultdict[int, list[int]] = defaultdict(list)
    for i in left_a:
        for shingle in nsmallest(_SKETCH, shingles_of_a(i)):
            documents_with[shingle].append(i)
    scored: list[tuple[float, int, int]] = []
    for j in left_b:
        shingles = _shingles(_text(b[j]))
        sketch = nsmallest(_SKETCH, shingles)
        shared = Counter[int]()
        for shingle in sketch:
            shared.update(documents_with.get(shingle, ()))
        for i, count in shared.most_common(_CANDIDATES):
            # Texts of the least similarity share least / 2 of the longer one's sketch, on average; half of
            # that leaves room for chance.
            if count < least / 4 * len(sketch):
                break
            score = _dice(shingles_of_a(i), shingles)
            if score >= least:
                scored.append((-score, i, j))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            yield i, j
