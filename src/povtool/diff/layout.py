"""The differences of two texts laid out as one running text, for a view to colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from povtool.diff.comparison import Edit, edits

Segment = tuple[str, str]
"""``same``, ``delete`` or ``insert``, and the text."""


def inline(text_a: str, text_b: str, changes: Sequence[Edit] | None = None) -> list[Segment]:
    """Both texts as one: ``same`` and ``delete`` segments make A, ``insert`` is what B has there instead.

    ``changes`` are the edits between the two, if they are known already. A line break of B in front of
    something that only B has is kept with it.

    >>> inline("投入3.77億元，受益", "投入3.82亿元,受益")
    [('same', '投入'), ('delete', '3.77億元'), ('insert', '3.82亿元'), ('same', '，受益')]
    """
    known = edits(text_a, text_b) if changes is None else changes
    return list(_segments(text_a, text_b, known, 0, len(text_a)))


def hunks(
    text_a: str, text_b: str, context: int, changes: Sequence[Edit] | None = None
) -> list[list[Segment]]:
    """The differences with ``context`` characters of A around them; where contexts meet, in one hunk.

    >>> hunks("西藏累计投入3.77亿元，受益群众", "西藏累计投入3.82亿元，受益群众", 2)
    [[('same', '投入'), ('delete', '3.77亿元'), ('insert', '3.82亿元'), ('same', '，受')]]
    """
    groups: list[list[Edit]] = []
    for edit in edits(text_a, text_b) if changes is None else changes:
        if groups and edit.start_a - groups[-1][-1].end_a <= 2 * context:
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return [
        list(
            _segments(
                text_a,
                text_b,
                group,
                max(0, group[0].start_a - context),
                min(len(text_a), group[-1].end_a + context),
            )
        )
        for group in groups
    ]


def _segments(text_a: str, text_b: str, changes: Sequence[Edit], start: int, stop: int) -> Iterator[Segment]:
    for edit in changes:
        if start < edit.start_a:
            yield "same", text_a[start : edit.start_a]
        if edit.start_a < edit.end_a:
            yield "delete", text_a[edit.start_a : edit.end_a]
        if edit.start_b < edit.end_b:
            yield "insert", _break_before(text_b, edit) + text_b[edit.start_b : edit.end_b]
        start = edit.end_a
    if start < stop:
        yield "same", text_a[start:stop]


def _break_before(text_b: str, edit: Edit) -> str:
    at = edit.start_b
    while edit.kind == "insert" and edit.start_a and at and text_b[at - 1].isspace():
        at -= 1
        if text_b[at] == "\n":
            return "\n"
    return ""
