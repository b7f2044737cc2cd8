"""The passages that two texts share, word for word or nearly so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_SEED = 8
"""Characters in a row that both texts must have for a stretch to be looked at."""
_GAP = 16
"""Characters that may be others between two stretches of one passage."""
NEAR = 0.75
"""Share of a passage that must be the same in both texts."""

Seeds = Mapping[str, list[int]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of one text that is also in another; offsets into both, ends exclusive."""

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    same: int
    """Characters that are the same in both, in order; the length of both where the passage is exact."""

    @property
    def exact(self) -> bool:
        """Whether the passage is the same in both, character for character."""
        return self.same == self.end_a - self.start_a == self.end_b - self.start_b

    @property
    def similarity(self) -> float:
        """Share of the passage that is the same, of the longer of the two, to four decimals."""
        return round(self.same / max(self.end_a - self.start_a, self.end_b - self.start_b), 4)


def seeds(text: str) -> Seeds:
    """Where each eight characters in a row stand in a text."""
    places: dict[str, list[int]] = {}
    for at in range(len(text) - _SEED + 1):
        places.setdefault(text[at : at + _SEED], []).append(at)
    return places


def passages(a: str, b: str, seeds_a: Seeds, least: int) -> list[Passage]:
    """The passages of at least ``least`` characters that two texts share, in the order of B.

    Every exact one is found at its full length, once for each place of B. Stretches of eight and more characters
    that follow one another in both texts, with up to sixteen other characters between, are one passage where
    three quarters of it are the same.

    >>> a, b = "据统计,全县累计投入扶贫资金3.77亿元,受益群众6万人。", "截至目前全县累计投入扶贫资金3.82亿元,受益群众6万人。"
    >>> [(p.start_b, b[p.start_b : p.end_b], p.exact) for p in passages(a, b, seeds(a), 20)]
    [(4, '全县累计投入扶贫资金3.82亿元,受益群众6万人。', False)]
    """
    found: list[Passage] = []
    chain: list[tuple[int, int, int]] = []
    for block in _blocks(a, b, seeds_a):
        if chain and not _follows(chain[-1], block):
            found += _passages(chain, least)
            chain = []
        chain.append(block)
    return found + _passages(chain, least)


def _blocks(a: str, b: str, seeds_a: Seeds) -> Iterator[tuple[int, int, int]]:
    """Maximal stretches that are the same, in the order of B, none within another: start in A, in B, length."""
    at = 0
    last = (-1, -1, 0)
    while at <= len(b) - _SEED:
        places = seeds_a.get(b[at : at + _SEED])
        if not places:
            at += 1
            continue
        length, place = max((_reach(a, b, place, at), -place) for place in places)
        block = (-place, at, length)
        if not _follows(last, block):  # it may begin within the block before, which goes on elsewhere in A
            block = _from_its_start(a, b, block)
        yield block
        last = block
        at += length


def _reach(a: str, b: str, i: int, j: int) -> int:
    """How many characters from ``i`` in A are those from ``j`` in B."""
    length = _SEED
    while (more := a[i + length : i + length + 32]) and b.startswith(more, j + length):
        length += len(more)
    for one, other in zip(a[i + length : i + length + 32], b[j + length : j + length + 32], strict=False):
        if one != other:
            break
        length += 1
    return length


def _from_its_start(a: str, b: str, block: tuple[int, int, int]) -> tuple[int, int, int]:
    i, j, length = block
    while i and j and a[i - 1] == b[j - 1]:
        i, j, length = i - 1, j - 1, length + 1
    return i, j, length


def _follows(last: tuple[int, int, int], block: tuple[int, int, int]) -> bool:
    return all(0 <= block[side] - (last[side] + last[2]) <= _GAP for side in (0, 1))


def _passages(chain: list[tuple[int, int, int]], least: int) -> list[Passage]:
    """The chain as one passage, or where too much of it differs, its exact stretches, if they are long enough."""
    if not chain:
        return []
    (first_a, first_b, _), (last_a, last_b, length) = chain[0], chain[-1]
    whole = Passage(first_a, last_a + length, first_b, last_b + length, sum(block[2] for block in chain))
    if whole.similarity >= NEAR:
        kept = [whole]
    else:
        kept = [Passage(i, i + size, j, j + size, size) for i, j, size in chain]
    return [one for one in kept if min(one.end_a - one.start_a, one.end_b - one.start_b) >= least]
