"""Paragraphs broken into lines of one width, as in mail and in what was copied out of PDF files.

On such a page many lines are equally wide and hardly one is wider; elsewhere the longest lines differ. Only
what a full line leaves unfinished is joined with the next one; headings, lists and verses end before the edge
or begin anew, and so stay.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from unicodedata import east_asian_width

from povtool.clean.repair.edits import Edit

_NARROWEST = 36
"""Columns (a Han character takes two); verses and columns of tables are narrower."""
_LONGEST = 160
"""Characters beyond which a page with such a line is not wrapped; that is told without measuring it."""
_SLACK = 3
"""Columns by which full lines differ: a mark may not begin a line, a number may not be divided."""
_HANGING = 8
"""Columns by which marks that may not begin a line make one wider, and the share of lines that may be so."""
_MOST_HANGING = 0.1
_FEWEST = 5
_LEAST_SHARE = 0.4
"""How many lines must be full, and what share of all lines that are not blank."""
_LEAST_PUNCTUATED = 0.6
"""Share of the full lines that hold a mark, as prose does and lists of titles do not."""

_MOST_ENDED = 0.5
"""Share of the full lines that may end with a mark, or with a poet's name behind one: nearly all of verse do,
of prose that was broken at a column one in eight."""

_MARK = re.compile("[，。、；：,;]")
_ENDED = re.compile(
    "[，。、；：！？,;:!?][”’」』》)）】]*(?:[ \u3000]*[—─―-]{1,2}[ \u3000]*[㐀-鿿]{2,4})?[ \u3000]*$"
)
_INDENTED = re.compile("[ \u3000]{2,}[^ \u3000]|\u3000[^ \u3000]")
_FEWEST_INDENTED = 3
"""Where so many lines are indented, one that is not goes on even after a full stop at the edge."""
_FINISHED = re.compile("[。！？：；…!?:;][”’」』》)）】]*[ \u3000]*$")
_BEGUN = re.compile(
    "[ \u3000]{2,}|\u3000|\t|$|[-—·•●○◆■□▪▲△★☆※>►]|[(（]?[一二三四五六七八九十]{1,3}[)）、.]|"
    r"[(（]?\d{1,2}[)）、.](?!\d)|[①-⑳]|第[一二三四五六七八九十百]{1,4}[章条节]|"
    "(?:图|表|附件|注|来源|作者|编辑|责任编辑|记者)[\\d一二三四五六七八九十]*[:：]"
)
_LETTERS = re.compile("[A-Za-z][,.]?$"), re.compile("[A-Za-z]")


class _Columns(dict[str, int]):
    """How many columns each character takes; looked up when first met."""

    def __missing__(self, char: str) -> int:
        columns = self[char] = 1 + (east_asian_width(char) in "WFA")
        return columns


_columns = _Columns().__getitem__


def unwrap(text: str) -> list[Edit]:
    """Edits that join the lines of wrapped paragraphs, as repairs of kind ``line-break``.

    Words of Latin letters get a space between them, all else is put together as it stands.

    >>> from povtool.clean.repair.edits import apply
    >>> line = "全县坚持精准扶贫、精准脱贫基本方略，落实各项"
    >>> page = f"{line}\\n" * 5 + "政策。"
    >>> apply(page, unwrap(page))[0] == line * 5 + "政策。"
    True
    >>> unwrap("全县坚持精准扶贫。\\n落实各项政策。")
    []
    """
    lines = text.split("\n")
    if len(lines) <= _FEWEST or max(map(len, lines)) > _LONGEST:
        return []
    if not _may_be_wrapped(lines):
        return []
    widths = [sum(map(_columns, line)) for line in lines]
    edge = _edge(lines, widths)
    if edge is None:
        return []
    edits: list[Edit] = []
    indented = sum(1 for line in lines if _INDENTED.match(line)) >= _FEWEST_INDENTED
    at = 0
    for line, following, width in zip(lines, lines[1:], widths, strict=False):
        at += len(line) + 1
        if width < edge - _SLACK or _BEGUN.match(following) or "\t" in line:
            continue
        if indented or not _FINISHED.search(line):
            before, after = _LETTERS
            apart = before.search(line) and after.match(following)
            edits.append(Edit(at - 1, at, " " if apart else "", kind="line-break"))
    return edits


def _may_be_wrapped(lines: Sequence[str]) -> bool:
    """Whether enough lines may be full, told by their lengths; measuring all of them takes ten times as long.

    A line is at least as wide as it is long and at most twice as wide, and no line may go beyond the edge by
    more than the marks that hang.
    """
    lengths = sorted(map(len, lines))
    filled = len(lengths) - lengths.count(0)
    enough = max(_FEWEST, _LEAST_SHARE * filled)
    if not _are_enough(lengths, lengths[-1], enough):
        return False
    longest = max(lines, key=len)
    return _are_enough(lengths, sum(map(_columns, longest)), enough)


def _are_enough(lengths: Sequence[int], widest: int, enough: float) -> bool:
    """Whether so many lines may be full where one is that wide; ``lengths`` are in order."""
    narrowest = max(_NARROWEST, widest - _HANGING - _SLACK)
    return len(lengths) - bisect_left(lengths, narrowest / 2) >= enough


def _edge(lines: Sequence[str], widths: Sequence[int]) -> int | None:
    """The column at which the lines of a page were broken, None for a page whose lines were not."""
    filled = [width for width in widths if width]
    counts = Counter(width for width in filled if width >= _NARROWEST)
    if not counts:
        return None
    near = {width: sum(counts[width - less] for less in range(_SLACK + 1)) for width in counts}
    edge = max(near, key=lambda width: (near[width], width))
    wider = [width for width in filled if width > edge]
    if near[edge] < max(_FEWEST, _LEAST_SHARE * len(filled)):
        return None
    if len(wider) > _MOST_HANGING * len(filled) or (wider and max(wider) > edge + _HANGING):
        return None
    full = [line for line, width in zip(lines, widths, strict=True) if width >= edge - _SLACK]
    alike = Counter(line.strip()[:1] for line in full).most_common(1)[0][1] > max(_FEWEST, len(full) // 2)
    marked = sum(1 for line in full if _MARK.search(line))
    verse = sum(1 for line in full if _ENDED.search(line)) > _MOST_ENDED * len(full)
    return edge if marked >= _LEAST_PUNCTUATED * len(full) and not alike and not verse else None
