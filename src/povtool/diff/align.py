"""Where two token sequences differ: the fewest edits, then put so that a reader sees changes, not debris."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from povtool.diff.tokens import Tokens, cuts, is_figure, is_punctuation

Span = tuple[int, int, int, int]
"""An edit: tokens ``[0]`` to ``[1]`` of A are replaced by tokens ``[2]`` to ``[3]`` of B, ends exclusive."""

_MOST_CELLS = 1 << 28
"""The largest comparison made in one piece, tokens of A times tokens of B; it takes a bit a cell (32 MB)."""

_SENTENCE_ENDS = frozenset("。!?;…！？；")
_CLAUSE_ENDS = _SENTENCE_ENDS | frozenset(",、:.，：．”’」』）)》")


@dataclass(frozen=True, slots=True)
class Texts:
    """The two sides of a comparison: their tokens, and the tokens as numbers, equal where the keys are."""

    a: Tokens
    b: Tokens
    ids_a: list[int]
    ids_b: list[int]

    @classmethod
    def of(cls, a: Tokens, b: Tokens) -> Texts:
        numbers: dict[str, int] = {}
        ids_a = [numbers.setdefault(key, len(numbers)) for key in a.keys]
        ids_b = [numbers.setdefault(key, len(numbers)) for key in b.keys]
        return cls(a, b, ids_a, ids_b)


def align(texts: Texts) -> list[Span]:
    """The edits that make A's tokens into B's, in order, none touching the next.

    The fewest single-token insertions and deletions (longest common subsequence; Hyyrö 2004 bit-parallel, in
    rapidfuzz). Longer texts are first cut at sentences, then clauses, that occur once on each side (patience
    diff, B. Cohen), which bounds memory; a stretch with none of these is one replacement.
    Then inserted and deleted stretches are moved to sentence edges where the result is the same, edits
    are merged over a mere comma or one-character word between them (but a changed figure stays by itself),
    and what only the word cutter sees differently is dropped.
    """
    spans = _touching_merged(_shifted(texts, _fewest_edits(texts)))
    spans = _joined_over_debris(texts, spans)
    return [trimmed for span in spans if (trimmed := _trimmed(texts, span))]


def _fewest_edits(texts: Texts) -> list[Span]:
    found: list[Span] = []
    waiting: list[Span] = [(0, len(texts.ids_a), 0, len(texts.ids_b))]
    while waiting:
        span = _stripped(texts, waiting.pop())
        i1, i2, j1, j2 = span
        if i1 == i2 or j1 == j2:
            found.extend([span] if i1 < i2 or j1 < j2 else [])
        elif (i2 - i1) * (j2 - j1) <= _MOST_CELLS:
            found.extend(_exact(texts, span))
        elif parts := _between_anchors(texts, span):
            waiting.extend(parts)
        else:
            found.append(span)
    return sorted(found)


def _stripped(texts: Texts, span: Span) -> Span:
    """The span without the tokens that begin, or end, both sides."""
    i1, i2, j1, j2 = span
    a, b = texts.ids_a, texts.ids_b
    while i1 < i2 and j1 < j2 and a[i1] == b[j1]:
        i1, j1 = i1 + 1, j1 + 1
    while i1 < i2 and j1 < j2 and a[i2 - 1] == b[j2 - 1]:
        i2, j2 = i2 - 1, j2 - 1
    return i1, i2, j1, j2


def _exact(texts: Texts, span: Span) -> Iterator[Span]:
    from rapidfuzz.distance import Indel

    i1, i2, j1, j2 = span
    codes = Indel.opcodes(texts.ids_a[i1:i2], texts.ids_b[j1:j2])
    changes = (code for code in codes if code.tag != "equal")
    return iter(
        _touching_merged(
            (i1 + code.src_start, i1 + code.src_end, j1 + code.dest_start, j1 + code.dest_end)
            for code in changes
        )
    )


def _between_anchors(texts: Texts, span: Span) -> list[Span]:
    """What lies between the sentences, else clauses, that both sides have once; empty if there are none."""
    i1, i2, j1, j2 = span
    for ends in (_SENTENCE_ENDS, _CLAUSE_ENDS):
        once_a = _unique_pieces(texts.a, texts.ids_a, i1, i2, ends)
        once_b = _unique_pieces(texts.b, texts.ids_b, j1, j2, ends)
        both = [(once_a[piece], once_b[piece], len(piece)) for piece in once_a if piece in once_b]
        if both:
            return list(_gaps(span, _rising(both)))
    return []


def _unique_pieces(
    tokens: Tokens, ids: list[int], first: int, stop: int, ends: frozenset[str]
) -> dict[tuple[int, ...], int]:
    """The pieces of a stretch that occur once in it, each with its first token; a line end cuts, too."""
    places: dict[tuple[int, ...], int] = {}
    start = first
    for at in range(first, stop):
        if at + 1 == stop or tokens.keys[at] in ends or tokens.ends_line(at):
            piece = tuple(ids[start : at + 1])
            places[piece] = -1 if piece in places else start
            start = at + 1
    return {piece: place for piece, place in places.items() if place >= 0}


def _rising(anchors: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The longest run of anchors that is in order on both sides; they come in the order of A."""
    lasts: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for at, (_, place, _) in enumerate(anchors):
        rank = bisect_left(lasts, place)
        before.append(tails[rank - 1] if rank else -1)
        lasts[rank : rank + 1] = [place]
        tails[rank : rank + 1] = [at]
    run = []
    at = tails[-1]
    while at >= 0:
        run.append(anchors[at])
        at = before[at]
    return run[::-1]


def _gaps(span: Span, anchors: Iterable[tuple[int, int, int]]) -> Iterator[Span]:
    i1, i2, j1, j2 = span
    for i, j, length in anchors:
        yield i1, i, j1, j
        i1, j1 = i + length, j + length
    yield i1, i2, j1, j2


def _touching_merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in spans:
        if merged and merged[-1][1] == span[0] and merged[-1][3] == span[2]:
            merged[-1] = (merged[-1][0], span[1], merged[-1][2], span[3])
        else:
            merged.append(span)
    return merged


def _shifted(texts: Texts, spans: list[Span]) -> Iterator[Span]:
    """Each pure insertion or deletion at the best of the places that give the same result.

    ``X。[Y。]Z`` and ``X[。Y]。Z`` are the same edit; the first is what a person would have done.
    """
    low_a = low_b = 0
    for at, (i1, i2, j1, j2) in enumerate(spans):
        high_a, high_b = spans[at + 1][::2] if at + 1 < len(spans) else (len(texts.ids_a), len(texts.ids_b))
        if i1 == i2:
            shift = _best_shift(texts.b, texts.ids_b, j1, j2, j1 - low_b, high_b - j2)
        elif j1 == j2:
            shift = _best_shift(texts.a, texts.ids_a, i1, i2, i1 - low_a, high_a - i2)
        else:
            shift = 0
        low_a, low_b = i2 + shift, j2 + shift
        yield i1 + shift, low_a, j1 + shift, low_b


def _best_shift(tokens: Tokens, ids: list[int], start: int, stop: int, back: int, ahead: int) -> int:
    left = right = 0
    while left < back and ids[start - left - 1] == ids[stop - left - 1]:
        left += 1
    while right < ahead and ids[start + right] == ids[stop + right]:
        right += 1
    return max(range(-left, right + 1), key=lambda shift: (_edge(tokens, start + shift), shift))


def _edge(tokens: Tokens, at: int) -> int:
    """How good a place the gap in front of a token is to begin an edit."""
    if at == 0 or tokens.ends_line(at - 1):
        return 3
    key = tokens.keys[at - 1]
    return 2 if key in _SENTENCE_ENDS else 1 if key in _CLAUSE_ENDS else 0


def _joined_over_debris(texts: Texts, spans: list[Span]) -> list[Span]:
    """Merge edits with nothing between them but punctuation, or one token of one character."""
    merged: list[Span] = []
    for span in spans:
        if merged and _is_debris(texts.a.keys[merged[-1][1] : span[0]]):
            last = merged[-1]
            if not (_figure_for_figure(texts, last) or _figure_for_figure(texts, span)):
                merged[-1] = (last[0], span[1], last[2], span[3])
                continue
        merged.append(span)
    return merged


def _is_debris(keys: list[str]) -> bool:
    return all(map(is_punctuation, keys)) or (len(keys) == 1 and len(keys[0]) == 1)


def _figure_for_figure(texts: Texts, span: Span) -> bool:
    i1, i2, j1, j2 = span
    if (i2 - i1, j2 - j1) != (1, 1):
        return False
    return is_figure(texts.a.keys[i1]) and is_figure(texts.b.keys[j1])


def _trimmed(texts: Texts, span: Span) -> Span | None:
    """The span without what reads the same at either end, however cut into words; None if nothing is left."""
    i1, i2, j1, j2 = span
    drop_a, drop_b = _same_reading(texts.a.pieces(i1, i2), texts.b.pieces(j1, j2))
    i1, j1 = i1 + drop_a, j1 + drop_b
    ends_a, ends_b = (
        [piece[::-1] for piece in reversed(pieces)]
        for pieces in (texts.a.pieces(i1, i2), texts.b.pieces(j1, j2))
    )
    drop_a, drop_b = _same_reading(ends_a, ends_b)
    i2, j2 = i2 - drop_a, j2 - drop_b
    return (i1, i2, j1, j2) if i1 < i2 or j1 < j2 else None


def _same_reading(a: list[str], b: list[str]) -> tuple[int, int]:
    """How many pieces of each side make up the longest common beginning that ends at a cut of both."""
    text_a, text_b, cuts_a, cuts_b = "".join(a), "".join(b), cuts(a), cuts(b)
    both = enumerate(zip(text_a, text_b, strict=False))
    common = next((at for at, (one, other) in both if one != other), min(len(text_a), len(text_b)))
    reach = max((cut for cut in set(cuts_a).intersection(cuts_b) if cut <= common), default=0)
    return bisect_right(cuts_a, reach), bisect_right(cuts_b, reach)
