"""What one corpus claims and another too, or no longer: promises against reports, edition against edition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from povtool.convert.script import fold
from povtool.diff.figures import COMPATIBLE, EQUAL, compared, difference
from povtool.diff.matching import matched
from povtool.metrics.extent import extent
from povtool.records import Items, Record, Rejected

TARGET, ACHIEVED = "target", "achieved"


@dataclass
class Claim:
    """One claim of a corpus, however often it is made."""

    record: Record
    """Where it is first made."""
    sources: list[Record] = field(default_factory=list)
    """All places, the first included: ``doc``, ``field``, ``start``, ``end``, ``sentence``."""

    @cached_property
    def of(self) -> str:
        """What is counted, folded, without white space."""
        return compact(self.record.get("of"))

    @cached_property
    def thing(self) -> str:
        """What is counted, without its place and without words that only say if it is planned or done."""
        words = _STAGE.sub("", self.of.replace(self.said("place") or "\n", ""))
        return words or self.of

    @cached_property
    def sentence(self) -> str:
        """Its sentence, folded, each digit as 0: what two editions have in common but for the figures."""
        return compact(self.record.get("sentence")).translate(_DIGITS)

    @cached_property
    def extent(self) -> str | None:
        """Total to date, part of a whole, or neither."""
        return extent(self.record)

    def said(self, name: str) -> str | None:
        """A field's folded text; None where it is not known."""
        value = self.record.get(name)
        return compact(value) if isinstance(value, str) else None


@dataclass(frozen=True)
class ClaimChange:
    """A claim of A and the one of B that is about the same, or one without the other."""

    a: Claim | None
    b: Claim | None
    unclear: bool = False
    """Of one alone: the other side has a claim that may be about the same, but that cannot be told."""

    @cached_property
    def figures(self) -> str | None:
        """How B's figure stands to A's: ``equal``, ``compatible``, ``higher``, ``lower``; None if unknown."""
        return compared(self.a.record, self.b.record) if self.a and self.b else None

    @cached_property
    def changes(self) -> list[str]:
        """Of ``value``, ``status``, ``wording`` those that differ."""
        if self.a is None or self.b is None:
            return []
        one, other = self.a, self.b
        as_written = one.said("raw") == other.said("raw")
        agree = self.figures in (EQUAL, COMPATIBLE) or (self.figures is None and as_written)
        differ = {
            "value": not agree,
            "status": one.said("status") != other.said("status"),
            "wording": one.of != other.of or (agree and not as_written),
        }
        return [name for name, changed in differ.items() if changed]

    @property
    def kind(self) -> str:
        """``claim-same``, ``claim-changed``, ``claim-dropped`` (only in A) or ``claim-added`` (only in B)."""
        if self.a is None or self.b is None:
            return "claim-added" if self.a is None else "claim-dropped"
        return "claim-changed" if self.changes else "claim-same"


_STAGE = re.compile("计划|预计|力争|争取|确保|拟(?!态)|实际|累计|已经?|全面?完成|完成|实现了?")
_DIGITS = str.maketrans("123456789", "000000000")
_IDENTITY = (
    *("indicator", "unit", "place", "period", "relation", "role", "direction", "status"),
    *("value", "low", "high", "bound", "damaged"),
)
_PLACES = ("doc", "field", "start", "end", "raw", "sentence")


def compact(value: object) -> str:
    """Text in its folded form, without white space; empty for what is no text."""
    return "".join(fold(value).split()) if isinstance(value, str) else ""


def compare_claims(a: Items, b: Items) -> Iterator[ClaimChange | Rejected]:
    """The claims of two corpora against each other: those of A in order, then those that only B makes.

    A claim made in several documents of one side is one, with all its places. Records other than metrics are
    left out; rejected inputs come first.

    Which are about the same, :func:`povtool.diff.matching.matched` tells: first among those of one status,
    then A's targets against what B reports, so that a target that B states again has both, then the rest.
    """
    sides: tuple[dict[tuple[object, ...], Claim], ...] = ({}, {})
    for items, claims in zip((a, b), sides, strict=True):
        for item in items:
            if isinstance(item, Rejected):
                yield item
            elif isinstance(item, dict) and item.get("type") == "metric":
                _add(claims, item)
    first, second = (list(claims.values()) for claims in sides)
    pairs = _Pairs(first, second)
    for at, claim in enumerate(first):
        for partner in pairs.of_a[at]:
            yield ClaimChange(claim, second[partner])
        if not pairs.of_a[at]:
            yield ClaimChange(claim, None, at in pairs.unclear_a)
    for at, claim in enumerate(second):
        if at not in pairs.taken:
            yield ClaimChange(None, claim, at in pairs.unclear_b)


class _Pairs:
    """Which claims belong together, found in three passes."""

    def __init__(self, a: list[Claim], b: list[Claim]) -> None:
        self._a, self._b = a, b
        self.of_a: defaultdict[int, list[int]] = defaultdict(list)
        self.taken: set[int] = set()
        self.unclear_a: set[int] = set()
        self.unclear_b: set[int] = set()
        statuses = sorted({claim.said("status") or "" for claim in (*a, *b)})
        for status in statuses:
            self._match(
                [i for i, claim in enumerate(a) if (claim.said("status") or "") == status],
                [j for j, claim in enumerate(b) if (claim.said("status") or "") == status],
            )
        self._match(
            [i for i, claim in enumerate(a) if claim.said("status") == TARGET],
            [j for j, claim in enumerate(b) if claim.said("status") == ACHIEVED and j not in self.taken],
        )
        self._match(
            [i for i in range(len(a)) if not self.of_a[i]],
            [j for j in range(len(b)) if j not in self.taken],
        )

    def _match(self, left: list[int], right: list[int]) -> None:
        partners, unclear_a, unclear_b = matched([self._a[i] for i in left], [self._b[j] for j in right])
        for i, j in partners.items():
            self.of_a[left[i]].append(right[j])
            self.taken.add(right[j])
        self.unclear_a.update(left[i] for i in unclear_a)
        self.unclear_b.update(right[j] for j in unclear_b)


def _add(claims: dict[tuple[object, ...], Claim], record: Record) -> None:
    key = tuple(_plain(record.get(name)) for name in _IDENTITY)
    claim = claims.setdefault((*key, compact(record.get("of"))), Claim(record))
    claim.sources.append({name: record.get(name) for name in _PLACES})


def _plain(value: object) -> object:
    return compact(value) if isinstance(value, str) else value if isinstance(value, int | float) else None


_SHARED = ("indicator", "relation", "role")
_TOLD = ("raw", "value", "low", "high", "bound", "status", "of", "period", "place")


def claim_record(change: ClaimChange) -> Record:
    """A claim that changed, or that only one side makes, as a record with all its places on both sides."""
    one = change.a or change.b
    assert one is not None
    record: Record = {"type": "difference", "kind": change.kind}
    if change.kind == "claim-changed":
        record["changes"] = change.changes
    if change.unclear:
        record["unclear"] = True
    record |= {name: one.record[name] for name in _SHARED if name in one.record} | _units(change)
    for side, claim in (("a", change.a), ("b", change.b)):
        if claim is not None:
            told = {name: claim.record.get(name) for name in _TOLD if claim.record.get(name) is not None}
            record |= {f"{name}_{side}": value for name, value in told.items()}
    if change.a and change.b:
        record["figures"] = change.figures
        apart = difference(change.a.record, change.b.record)
        record["difference"], record["difference_unit"] = apart or (None, None)
    for side, claim in (("a", change.a), ("b", change.b)):
        if claim is not None:
            record[f"sources_{side}"] = claim.sources
    return record


def _units(change: ClaimChange) -> Record:
    """The unit, as ``unit_a`` and ``unit_b`` where one side has another of the same kind."""
    units = {
        f"unit_{side}": claim.record.get("unit")
        for side, claim in (("a", change.a), ("b", change.b))
        if claim
    }
    if len(set(units.values())) > 1:
        return units
    unit = next(iter(units.values()))
    return {} if unit is None else {"unit": unit}


class ClaimTotals:
    """How many claims there are of each kind, and what became of A's targets: table ``claims_compared``.

    ``compared`` are pairs, one claim of each side; ``dropped`` and ``added`` have no partner.
    """

    def __init__(self) -> None:
        self._counts: defaultdict[str, int] = defaultdict(int)
        self._targets: dict[int, Claim] = {}

    def add(self, change: ClaimChange) -> None:
        """Count one claim."""
        counts = self._counts
        counts[change.kind.removeprefix("claim-")] += 1
        counts["compared"] += change.a is not None and change.b is not None
        for name in change.changes:
            counts[f"changed_{name}"] += 1
        counts["unclear"] += change.unclear
        if change.a and change.a.record.get("status") == TARGET:
            counts["targets"] += id(change.a) not in self._targets
            self._targets[id(change.a)] = change.a
            if change.b is None:
                counts["targets_not_in_b"] += 1
            elif change.b.record.get("status") == ACHIEVED:
                counts["targets_reported"] += 1
                counts[f"reported_{change.figures or 'unknown'}"] += 1

    def result(self) -> Record:
        """The row."""
        return {"type": "stat", "table": "claims_compared"} | {name: self._counts[name] for name in _COUNTS}


_COUNTS = (
    *("compared", "same", "changed", "dropped", "added"),
    *("changed_value", "changed_status", "changed_wording", "unclear"),
    *("targets", "targets_reported", "targets_not_in_b"),
    *("reported_equal", "reported_compatible", "reported_higher", "reported_lower", "reported_unknown"),
)


def changed_only(changes: Iterable[ClaimChange]) -> Iterator[ClaimChange]:
    """Without the claims that both sides make alike."""
    return (change for change in changes if change.kind != "claim-same")
