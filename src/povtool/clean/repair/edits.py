"""Changes to a text as data: applied in one pass, remembered as repairs, carried through later changes.

A step of ``clean`` that mends text returns :class:`Edit` objects and leaves the applying to :func:`apply`, so
that a chain of steps ends with repairs whose offsets are true in the final text::

    text, repairs = apply(text, characters.tidy(text))
    text, repairs = apply(text, pinyin.remove(text), repairs)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from povtool.records import Damage, Repair


class Edit(NamedTuple):
    """Put ``replacement`` in place of ``text[start:end]`` (code points)."""

    start: int
    end: int
    replacement: str = ""
    kind: str = ""
    """The kind of repair to list; an edit without one is made but not listed."""
    proven: bool = True
    margin: float | None = None
    """Nats by which the least certain character of ``replacement`` leads; None where nothing was weighed."""


class _Change(NamedTuple):
    """A repair made earlier or an edit to make now, both in the offsets of the text between the two."""

    start: int
    end: int
    before: str | None
    """What stood here in the original; None for an edit, whose ``before`` is the text itself."""
    after: str | None
    """What shall stand here; None for an earlier repair, which keeps the text as it is."""
    kind: str
    proven: bool
    margin: float | None


def apply(text: str, edits: Iterable[Edit], earlier: Iterable[Repair] = ()) -> tuple[str, list[Repair]]:
    """The text with the edits made, and all its repairs, in order, with offsets in the new text.

    ``earlier`` are the repairs that led to ``text``; they are moved along. Where an edit overlaps one, the
    two become one repair whose ``was`` is the first original and whose kind is the edit's. Repairs at the
    same offset are listed in the order in which their originals stood, so :func:`undo` can put everything
    back. Edits must not overlap one another.

    >>> apply("農(nóng)村", [Edit(1, 7, kind="pinyin")])
    ('農村', [{'kind': 'pinyin', 'start': 1, 'end': 1, 'was': '(nóng)', 'proven': True}])
    """
    edits, earlier = list(edits), list(earlier)
    if not earlier and not any(edit.kind for edit in edits):
        ordered = sorted((e.start, e.end > e.start, e.end, e.replacement) for e in edits)
        parts = [(start, end, replacement) for start, _, end, replacement in ordered]
        return _substitute(text, 0, len(text), parts), []
    changes = [_Change(e.start, e.end, None, e.replacement, e.kind, e.proven, e.margin) for e in edits]
    changes += [
        _Change(r["start"], r["end"], r["was"], None, r["kind"], r.get("proven", True), r.get("margin"))
        for r in earlier
    ]
    changes.sort(key=lambda change: (change.start, change.end > change.start, change.before is None))
    pieces: list[str] = []
    repairs: list[Repair] = []
    done = length = 0
    for group in _overlapping(changes):
        start, end = group[0].start, max(change.end for change in group)
        after = _substitute(text, start, end, [(c.start, c.end, c.after) for c in group])
        pieces += text[done:start], after
        length += start - done
        kinds = [c.kind for c in group if c.before is None and c.kind] or [c.kind for c in group if c.kind]
        if kinds:
            before = _substitute(text, start, end, [(c.start, c.end, c.before) for c in group])
            repair: Repair = {"kind": kinds[-1], "start": length, "end": length + len(after), "was": before}
            repairs.append({**repair, **_certainty(group)})
        length += len(after)
        done = end
    pieces.append(text[done:])
    return "".join(pieces), repairs


def undo(text: str, repairs: Iterable[Repair]) -> str:
    """The text as it stood before its repairs (but for edits that were not listed).

    >>> undo("農村", [{"kind": "pinyin", "start": 1, "end": 1, "was": "(nóng)", "proven": True}])
    '農(nóng)村'
    """
    return _substitute(text, 0, len(text), [(r["start"], r["end"], r["was"]) for r in repairs])


def shift(spans: Iterable[Damage], edits: Iterable[Edit]) -> list[Damage]:
    """Marked stretches moved to where they stand after the edits; one that is taken out is dropped.

    A stretch that an edit cuts into keeps the replacement.

    >>> shift([{"start": 7, "end": 9, "why": "lost"}], [Edit(1, 7, kind="pinyin")])
    [{'start': 1, 'end': 3, 'why': 'lost'}]
    """
    spans = list(spans)
    if not spans:
        return []
    ordered = sorted(edits)
    growth = [0, *accumulate(len(e.replacement) - (e.end - e.start) for e in ordered)]
    starts, ends = [e.start for e in ordered], [e.end for e in ordered]

    def moved_start(offset: int) -> int:
        before = bisect_right(ends, offset)
        inside = before < len(ordered) and starts[before] < offset
        return (starts[before] if inside else offset) + growth[before]

    def moved_end(offset: int) -> int:
        before = bisect_left(starts, offset)
        inside = before > 0 and ends[before - 1] > offset
        return (ends[before - 1] if inside else offset) + growth[before]

    moved = ((span, moved_start(span["start"]), moved_end(span["end"])) for span in spans)
    return [{**span, "start": start, "end": end} for span, start, end in moved if start < end]


def _certainty(group: Sequence[_Change]) -> Repair:
    """How sure the repair is that a group makes: as its least sure change."""
    certainty: Repair = {"proven": all(change.proven for change in group)}
    margins = [change.margin for change in group if change.margin is not None]
    if margins:
        certainty["margin"] = min(margins)
    return certainty


def _overlapping(changes: Sequence[_Change]) -> Iterable[list[_Change]]:
    """Runs of changes that overlap; changes that only touch stay apart."""
    group: list[_Change] = []
    end = -1
    for change in changes:
        if group and change.start < end:
            group.append(change)
        else:
            if group:
                yield group
            group = [change]
            end = change.end
        end = max(end, change.end)
    if group:
        yield group


def _substitute(text: str, start: int, end: int, parts: Iterable[tuple[int, int, str | None]]) -> str:
    """``text[start:end]`` with each part replaced, where its replacement is not None."""
    out: list[str] = []
    done = start
    for part_start, part_end, replacement in parts:
        if replacement is not None:
            out += text[done:part_start], replacement
            done = part_end
    out.append(text[done:end])
    return "".join(out)
