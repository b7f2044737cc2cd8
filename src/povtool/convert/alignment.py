"""Converted text, and where each stretch of the source text stands in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

Piece = tuple[int, int, int, int]
"""``(start, end, target_start, target_end)``: a stretch whose length changed. Between pieces, characters
correspond one to one."""


class Conversion(NamedTuple):
    """A converted text with its alignment to the source; all offsets are code points.

    >>> conversion = Conversion("插隨身碟時", ((1, 3, 1, 4),))  # from 插U盘时
    >>> conversion.span(3, 4), conversion.span(1, 2), conversion.span(2, 2)
    ((4, 5), (1, 4), (1, 1))
    """

    text: str
    pieces: tuple[Piece, ...] = ()
    """Sorted, without overlaps."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the source stretch ``[start, end)`` stands in :attr:`text`.

        A boundary inside a piece goes to the edge of the piece, outwards, so that no part of the stretch is
        lost; an empty stretch stays empty.
        """
        if not self.pieces:
            return start, end
        left = _carry(self.pieces, start, to_end=False)
        return left, left if start == end else _carry(self.pieces, end, to_end=True)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where the stretch ``[start, end)`` of :attr:`text` came from; boundaries as in :meth:`span`."""
        backwards = _backwards(self.pieces)
        return _carry(backwards, start, to_end=False), _carry(backwards, end, to_end=True)

    def then(self, following: Conversion) -> Conversion:
        """The conversion from this one's source to what ``following`` makes of this one's text."""
        if not self.pieces:
            return following
        if not following.pieces:
            return Conversion(following.text, self.pieces)
        return Conversion(following.text, tuple(_composed(self.pieces, following.pieces)))


def joined(segments: list[str], conversions: list[Conversion]) -> Conversion:
    """One conversion of consecutive segments of a text, from the conversion of each."""
    pieces: list[Piece] = []
    source = target = 0
    for segment, (text, inner) in zip(segments, conversions, strict=True):
        for start, end, target_start, target_end in inner:
            pieces.append((source + start, source + end, target + target_start, target + target_end))
        source += len(segment)
        target += len(text)
    return Conversion("".join([text for text, _ in conversions]), tuple(pieces))


def _carry(pieces: tuple[Piece, ...], offset: int, *, to_end: bool) -> int:
    index = bisect_left(pieces, (offset,)) - 1  # the last piece that starts before the offset
    if index < 0:
        return offset
    _, end, target_start, target_end = pieces[index]
    if offset < end:
        return target_end if to_end else target_start
    return target_end + offset - end


def _backwards(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return tuple((start, end, source, source_end) for source, source_end, start, end in pieces)


def _composed(first: tuple[Piece, ...], second: tuple[Piece, ...]) -> Iterator[Piece]:
    """Pieces from the source of ``first`` to the target of ``second``.

    Pieces that overlap in the text between the two become one; its edges are then inside no piece, where
    both alignments are exact.
    """
    backwards = _backwards(first)
    for start, end in _merged([piece[2:] for piece in first] + [piece[:2] for piece in second]):
        yield (
            _carry(backwards, start, to_end=False),
            _carry(backwards, end, to_end=True),
            _carry(second, start, to_end=False),
            _carry(second, end, to_end=True),
        )


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches in order, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
