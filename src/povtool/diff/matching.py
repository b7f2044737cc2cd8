"""Which claim of one corpus is about the same as which of another; none where that cannot be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from povtool.diff.figures import COMPATIBLE, EQUAL, compared
from povtool.metrics.agreement import base_unit, same_count
from povtool.metrics.extent import CUMULATIVE, is_total_to_date

if TYPE_CHECKING:
    from povtool.diff.claims import Claim

_SAME_WORDS = 0.7
"""From this likeness on, words say the same thing where no indicator does."""
_LIKE_WORDS = 0.5
"""From this one on, they do where the indicator is the same, too."""
_SAME_SENTENCE = 0.8
_MARGIN = 0.25
"""How much better, of at most 7, a partner must be than the next one."""
_SAME_FRAME = 1.5
"""Place and period: one of the two the same, the other at least missing on both sides."""


class _Scored(NamedTuple):
    score: float
    a: int
    b: int
    certain: bool
    """Whether words, figure or sentence speak for it, beside the indicator."""


def matched(a: Sequence[Claim], b: Sequence[Claim]) -> tuple[dict[int, int], set[int], set[int]]:
    """Partners of A's claims among B's, and the claims of either side that may have one, but not for certain.

    Two claims can be about the same if the kind of unit (亩 and 公顷 are one, 个 and 所 where the noun is),
    relation (level, change, ratio) and role (from, to) are the same, neither place, period nor direction of
    one contradicts the other's, and not just one is a total of all years (截至2020年底累计). They are, if
    they use nearly the same words for what they count; or if they have the same indicator, and similar
    words, or agreeing figures, or nearly the same sentence. Where several could be meant, it is the one that
    agrees in most of these; where the next is nearly as good, none. Each has one partner at most; the best
    pairs come first.
    """
    scored = sorted(_scored(a, b), key=lambda entry: (-entry.score, entry.a, entry.b))
    certain = [entry for entry in scored if entry.certain]
    partners, unclear_a, unclear_b = _best_first(certain)
    taken = set(partners.values())
    for entry in scored:
        if not entry.certain and entry.a not in partners and entry.b not in taken:
            unclear_a.add(entry.a)
            unclear_b.add(entry.b)
    return partners, unclear_a, unclear_b


def _best_first(scored: Sequence[_Scored]) -> tuple[dict[int, int], set[int], set[int]]:
    by_a: defaultdict[int, list[_Scored]] = defaultdict(list)
    by_b: defaultdict[int, list[_Scored]] = defaultdict(list)
    for entry in scored:
        by_a[entry.a].append(entry)
        by_b[entry.b].append(entry)
    partners: dict[int, int] = {}
    taken: set[int] = set()
    unclear_a: set[int] = set()
    unclear_b: set[int] = set()
    for best in scored:
        if best.a in partners or best.b in taken or best.a in unclear_a or best.b in unclear_b:
            continue
        rivals = [
            other
            for other in (*by_a[best.a], *by_b[best.b])
            if other != best
            and best.score - other.score < _MARGIN
            and other.a not in partners
            and other.b not in taken
        ]
        if rivals:
            unclear_a.update((best.a, *(other.a for other in rivals)))
            unclear_b.update((best.b, *(other.b for other in rivals)))
        else:
            partners[best.a] = best.b
            taken.add(best.b)
    return partners, unclear_a - set(partners), unclear_b - taken


def _scored(a: Sequence[Claim], b: Sequence[Claim]) -> Iterator[_Scored]:
    index: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for j, claim in enumerate(b):
        for key in _keys(claim):
            index[key].append(j)
    for i, claim in enumerate(a):
        for j in sorted({j for key in _keys(claim) for j in index.get(key, ())}):
            found = _score(claim, b[j])
            if found:
                yield _Scored(found[0], i, j, found[1])


def _keys(claim: Claim) -> Iterator[tuple[object, ...]]:
    """What two claims must share to be looked at: the indicator, or where there is none two characters."""
    record = claim.record
    frame = (base_unit(record), record.get("relation"), record.get("role"))
    if record.get("indicator"):
        yield (*frame, record["indicator"])
    else:
        if claim.sentence:
            yield (*frame, None, claim.sentence)
        thing = claim.thing
        pairs = {thing[at : at + 2] for at in range(max(1, len(thing) - 1))}
        yield from ((*frame, None, pair) for pair in pairs)


def _score(a: Claim, b: Claim) -> tuple[float, bool] | None:
    """How likely two claims are about the same, 0 to 7, and if that is certain; None where they are not."""
    from rapidfuzz.distance import Indel

    place, period = _agreement(a, b, "place"), _agreement(a, b, "period")
    if place is None or period is None or _agreement(a, b, "direction") is None:
        return None
    if not same_count(a.record, b.record) or _other_extent(a, b):
        return None
    words = Indel.normalized_similarity(a.thing, b.thing) if a.thing and b.thing else 0.0
    same = a.record.get("indicator") is not None
    alike = a.sentence == b.sentence and not a.thing and not b.thing
    if not same and not alike and words < _SAME_WORDS:
        return None
    sentence = Indel.normalized_similarity(a.sentence, b.sentence) if a.sentence and b.sentence else 0.0
    figures = compared(a.record, b.record)
    certain = words >= _LIKE_WORDS or figures in (EQUAL, COMPATIBLE) or sentence >= _SAME_SENTENCE
    if not certain and place + period < _SAME_FRAME:
        return None
    kind = ((a.said("unit") == b.said("unit")) + (a.extent == b.extent)) / 2
    return place + period + words + same + (figures == EQUAL) + sentence + kind, certain


def _agreement(a: Claim, b: Claim, name: str) -> float | None:
    """1 where both say the same, less where one does not say; None where they contradict each other."""
    one, other = a.said(name), b.said(name)
    if one == other:
        return 0.5 if one is None else 1.0
    return 0.25 if one is None or other is None else None


def _other_extent(a: Claim, b: Claim) -> bool:
    """Whether one is a total of all years until then, and the other none of any kind."""
    return any(is_total_to_date(one.record) and other.extent != CUMULATIVE for one, other in ((a, b), (b, a)))
