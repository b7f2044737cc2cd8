"""The differences of two texts laid out as one running text, for a view to colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from povtool.diff.comparison import Edit, edits

Segment = tuple[str, str]
"""``same``, ``delete``, ``insert``, ``moved-away`` or ``moved-here``, and the text."""


def inline(text_a: str, text_b: str, changes: Sequence[Edit] | None = None) -> list[Segment]:
    """Both texts as one: ``same``, ``delete`` and ``moved-away`` make A, the others are B's instead.

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
    return [
        list(_segments(text_a, text_b, group, *_around(group[0].start_a, group[-1].end_a, text_a, context)))
        for group in _groups(edits(text_a, text_b) if changes is None else changes, context)
    ]


def sides(
    text_a: str, text_b: str, context: int, changes: Sequence[Edit]
) -> list[tuple[list[Segment], list[Segment]]]:
    """The hunks as they stand in A, and as they stand in B.

    >>> a, b = "西藏累计投入3.77亿元", "西藏累計投入3.82億元"
    >>> sides(a, b, 2, edits(a, b))
    [([('same', '投入'), ('delete', '3.77亿元')], [('same', '投入'), ('insert', '3.82億元')])]
    """
    return [
        (
            list(_of_a(text_a, group, *_around(group[0].start_a, group[-1].end_a, text_a, context))),
            list(_of_b(text_b, group, *_around(group[0].start_b, group[-1].end_b, text_b, context))),
        )
        for group in _groups(changes, context)
    ]


def _groups(changes: Sequence[Edit], context: int) -> list[list[Edit]]:
    groups: list[list[Edit]] = []
    for edit in changes:
        if groups and edit.start_a - groups[-1][-1].end_a <= 2 * context:
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return groups


def _around(start: int, stop: int, text: str, context: int) -> tuple[int, int]:
    return max(0, start - context), min(len(text), stop + context)


def _of_a(text: str, changes: Sequence[Edit], start: int, stop: int) -> Iterator[Segment]:
    return _marked(text, [(e.start_a, e.end_a, _deleted(e)) for e in changes], start, stop)


def _of_b(text: str, changes: Sequence[Edit], start: int, stop: int) -> Iterator[Segment]:
    return _marked(text, [(e.start_b, e.end_b, _inserted(e)) for e in changes], start, stop)


def _marked(text: str, marks: Sequence[tuple[int, int, str]], start: int, stop: int) -> Iterator[Segment]:
    for first, last, kind in marks:
        if start < first:
            yield "same", text[start:first]
        if first < last:
            yield kind, text[first:last]
        start = last
    if start < stop:
        yield "same", text[start:stop]


def _deleted(edit: Edit) -> str:
    return "delete" if edit.move is None else "moved-away"


def _inserted(edit: Edit) -> str:
    return "insert" if edit.move is None else "moved-here"


def _segments(text_a: str, text_b: str, changes: Sequence[Edit], start: int, stop: int) -> Iterator[Segment]:
    for edit in changes:
        if start < edit.start_a:
            yield "same", text_a[start : edit.start_a]
        if edit.start_a < edit.end_a:
            yield _deleted(edit), text_a[edit.start_a : edit.end_a]
        if edit.start_b < edit.end_b:
            yield _inserted(edit), _break_before(text_b, edit) + text_b[edit.start_b : edit.end_b]
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
