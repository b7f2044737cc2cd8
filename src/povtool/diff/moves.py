"""Passages that only stand elsewhere: an alignment, which keeps order, takes them out and puts them in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from povtool.diff.align import Span, Texts
from povtool.diff.tokens import Tokens

LEAST = 16
"""Code points, white space aside, that must read the same in both places: less recurs by chance."""
_SEED = 3
"""Tokens in a row that must be the same for a stretch to be looked at."""
_MOST_PLACES = 32
"""Places of B that one such row is looked for in: what stands more often there is no passage."""
_GAP = 12
"""Tokens that may differ between two stretches of one moved passage."""


@dataclass(frozen=True, slots=True)
class Move:
    """Tokens ``span[0]`` to ``span[1]`` of A stand in B as ``span[2]`` to ``span[3]``, maybe with edits."""

    span: Span


def moves(texts: Texts, spans: list[Span], least: int = LEAST) -> list[Move]:
    """What the edits take out of A in one place and put in again in another, in the order of A.

    The same stretches are found by rows of three tokens, the longest first, none used twice; neighbours that
    follow one another on both sides, with up to twelve tokens between, are one passage. A passage counts from
    ``least`` code points that are the same, and when they are at least half of it.
    """
    blocks = _longest_first(list(_blocks(texts, spans)))
    kept = []
    for chain in _chains(sorted(blocks), spans):
        same = sum(_size(texts.a, start, start + length) for start, _, length in chain)
        whole = (chain[0][0], chain[-1][0] + chain[-1][2], chain[0][1], chain[-1][1] + chain[-1][2])
        longest = max(_size(texts.a, *whole[:2]), _size(texts.b, *whole[2:]))
        if same >= least and 2 * same >= longest:
            kept.append(Move(whole))
    return kept


def _size(tokens: Tokens, first: int, stop: int) -> int:
    return sum(map(len, tokens.keys[first:stop]))


def parted(spans: list[Span], found: list[Move]) -> Iterator[tuple[Span, int | None]]:
    """The edits with the moved passages as edits of their own, in order; each with the number of its move.

    A move is two of them, what it takes out and what it puts in, with one number; 1 is the first of A.
    """
    numbers_a = [(*move.span[:2], number) for number, move in enumerate(found, 1)]
    numbers_b = sorted((*move.span[2:], number) for number, move in enumerate(found, 1))
    for i1, i2, j1, j2 in spans:
        pieces_a = _pieces(i1, i2, numbers_a)
        pieces_b = _pieces(j1, j2, numbers_b)
        i, j = i1, j1
        while pieces_a or pieces_b:
            moved_a, moved_b = (pieces[0][2] if pieces else None for pieces in (pieces_a, pieces_b))
            takes_a = bool(pieces_a) and (moved_a is not None or moved_b is None)
            takes_b = bool(pieces_b) and moved_a is None
            if takes_a and takes_b and moved_b is not None:
                takes_a = False
            start_i, start_j = i, j
            i = pieces_a.pop(0)[1] if takes_a else i
            j = pieces_b.pop(0)[1] if takes_b else j
            yield (start_i, i, start_j, j), moved_a if takes_a else moved_b


def _pieces(start: int, stop: int, moved: list[tuple[int, int, int]]) -> list[tuple[int, int, int | None]]:
    pieces: list[tuple[int, int, int | None]] = []
    for first, last, number in moved:
        if start <= first and last <= stop:
            if start < first:
                pieces.append((start, first, None))
            pieces.append((first, last, number))
            start = last
    if start < stop:
        pieces.append((start, stop, None))
    return pieces


def _blocks(texts: Texts, spans: list[Span]) -> Iterator[tuple[int, int, int]]:
    """Maximal stretches that are the same: first token in A, in B, and how many."""
    a, b = texts.ids_a, texts.ids_b
    places: defaultdict[tuple[int, ...], list[tuple[int, int]]] = defaultdict(list)
    for _, _, j1, j2 in spans:
        for j in range(j1, j2 - _SEED + 1):
            places[tuple(b[j : j + _SEED])].append((j, j2))
    reached: dict[int, int] = {}
    for i1, i2, _, _ in spans:
        for i in range(i1, i2 - _SEED + 1):
            found = places.get(tuple(a[i : i + _SEED]), ())
            for j, stop in found if len(found) <= _MOST_PLACES else ():
                if reached.get(j - i, -1) > i:
                    continue  # within a stretch found before
                length = _SEED
                while i + length < i2 and j + length < stop and a[i + length] == b[j + length]:
                    length += 1
                reached[j - i] = i + length
                yield i, j, length


def _longest_first(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Blocks that share no token on either side, the longest kept; of the others what is left over."""
    kept: list[tuple[int, int, int]] = []
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for i, j, length in sorted(blocks, key=lambda block: (-block[2], block[0], block[1])):
        while length >= _SEED and (i in taken_a or j in taken_b):
            i, j, length = i + 1, j + 1, length - 1
        while length >= _SEED and (i + length - 1 in taken_a or j + length - 1 in taken_b):
            length -= 1
        if length < _SEED or not taken_a.isdisjoint(range(i, i + length)):
            continue
        if not taken_b.isdisjoint(range(j, j + length)):
            continue
        taken_a.update(range(i, i + length))
        taken_b.update(range(j, j + length))
        kept.append((i, j, length))
    return kept


def _chains(blocks: list[tuple[int, int, int]], spans: list[Span]) -> Iterator[list[tuple[int, int, int]]]:
    """Blocks, in the order of A, that follow one another on both sides within one edit of each side."""
    edit_a = {i: at for at, (i1, i2, _, _) in enumerate(spans) for i in range(i1, i2)}
    edit_b = {j: at for at, (_, _, j1, j2) in enumerate(spans) for j in range(j1, j2)}
    starts_b = sorted(block[1] for block in blocks)
    following = dict(pairwise(starts_b))
    chain: list[tuple[int, int, int]] = []
    for block in blocks:
        if chain:
            i, j, length = chain[-1]
            goes_on = (
                following.get(j) == block[1]
                and block[0] - (i + length) <= _GAP
                and block[1] - (j + length) <= _GAP
                and edit_a[i] == edit_a[block[0]]
                and edit_b[j] == edit_b[block[1]]
            )
            if not goes_on:
                yield chain
                chain = []
        chain.append(block)
    if chain:
        yield chain
