"""The passages that two texts share, word for word or nearly so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_SEED = 6
_STEP = 3
"""Six characters are looked for at every third place: so every eight that both texts have are found."""
_BLOCK = _SEED + _STEP - 1
_MOST_PLACES = 16
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
    """Where each six characters in a row stand in a text: up to sixteen places."""
    places: dict[str, list[int]] = {}
    for at in range(len(text) - _SEED + 1):
        known = places.setdefault(text[at : at + _SEED], [])
        if len(known) < _MOST_PLACES:
            known.append(at)
    return places


def passages(a: str, b: str, seeds_a: Seeds, least: int) -> list[Passage]:
    """The passages of at least ``least`` characters that two texts share, in the order of B.

    Every exact one is found at its full length, once for each place of B. Stretches of eight and more
    characters that follow one another in both texts, with up to sixteen other characters between, are one
    passage where three quarters of it are the same.

    >>> a = "据统计,全县累计投入扶贫资金3.77亿元,受益群众6万人。"
    >>> b = "截至目前全县累计投入扶贫资金3.82亿元,受益群众6万人。"
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
    """Maximal stretches that are the same, in the order of B: start in A, in B, length."""
    reached = 0
    last = (-2 * _GAP, -2 * _GAP, 0)
    for at in range(0, len(b) - _SEED + 1, _STEP):
        places = seeds_a.get(b[at : at + _SEED]) if at >= reached else None
        if not places:
            continue
        length, place = max((_reach(a, b, place, at), -place) for place in places)
        block = _from_its_start(a, b, (-place, at, length), last)
        if block[2] >= _BLOCK:
            yield block
            last = block
            reached = at + length


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


def _from_its_start(
    a: str, b: str, block: tuple[int, int, int], last: tuple[int, int, int]
) -> tuple[int, int, int]:
    """The block from where it begins; if it goes on after the one before, not within that one."""
    end_a, end_b = max(0, last[0] + last[2]), max(0, last[1] + last[2])
    behind = _leftwards(a, b, block, end_a, end_b)
    return behind if _follows(last, behind) else _leftwards(a, b, block, 0, 0)


def _leftwards(
    a: str, b: str, block: tuple[int, int, int], first_a: int, first_b: int
) -> tuple[int, int, int]:
    i, j, length = block
    while i > first_a and j > first_b and a[i - 1] == b[j - 1]:
        i, j, length = i - 1, j - 1, length + 1
    return i, j, length


def _follows(last: tuple[int, int, int], block: tuple[int, int, int]) -> bool:
    return all(0 <= block[side] - (last[side] + last[2]) <= _GAP for side in (0, 1))


def _passages(chain: list[tuple[int, int, int]], least: int) -> list[Passage]:
    """The chain as one passage, or where too much of it differs its stretches, if they are long enough."""
    if not chain:
        return []
    (first_a, first_b, _), (last_a, last_b, length) = chain[0], chain[-1]
    whole = Passage(first_a, last_a + length, first_b, last_b + length, sum(block[2] for block in chain))
    if whole.similarity >= NEAR:
        kept = [whole]
    else:
        kept = [Passage(i, i + size, j, j + size, size) for i, j, size in chain]
    return [one for one in kept if min(one.end_a - one.start_a, one.end_b - one.start_b) >= least]
