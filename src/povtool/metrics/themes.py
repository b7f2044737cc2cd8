"""What figures of places are of: what was spoken of before them, or the words of their list's last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from povtool.metrics.amounts.quantities import Quantity
from povtool.metrics.places.owners import Places
from povtool.metrics.subjects.topics import fates
from povtool.metrics.wording.discourse import Layout
from povtool.metrics.wording.links import listed

Span = tuple[int, int]

FARTHEST = 4
"""Figures back that may say what a figure is of whose own clause names but its place."""


def themes(
    layout: Layout, places: Places, field: str, found: Sequence[Quantity], spans: Sequence[Span | None]
) -> list[Span | None]:
    """The spans; for one that is but a place, what the sentence spoke of before (东部3万人,中部2万人)."""
    meant = list(spans)
    for index, span in enumerate(spans):
        if span is None or not _is_place(layout.text, places, field, span):
            continue
        if index and spans[index - 1] == span:
            meant[index] = meant[index - 1]
            continue
        meant[index] = None
        first, _ = layout.sentences[layout.sentence(found[index].start)]
        for earlier in range(index - 1, max(-1, index - 1 - FARTHEST), -1):
            if found[earlier].start >= first and found[earlier].unit == found[index].unit:
                meant[index] = _placeless(places, field, meant[earlier])
                break
    _share_last(layout.text, found, spans, meant)
    return fates(layout.text, found, meant)


def _share_last(
    text: str, found: Sequence[Quantity], spans: Sequence[Span | None], meant: list[Span | None]
) -> None:
    """Give figures of places the words behind the last of their list (分别有6万人、5万人 | 越过线)."""
    for index in range(len(found) - 2, -1, -1):
        behind, shared = found[index + 1], meant[index + 1]
        if meant[index] is None and spans[index] is not None and shared and shared[0] >= behind.end:
            between = text[found[index].phrase_end : behind.phrase_start]
            meant[index] = shared if listed(between) else None


def _is_place(text: str, places: Places, field: str, span: Span) -> bool:
    """Whether a span is but a place, places listed (赤峰市、兴安盟分别有…), or where money goes."""
    start = span[0] + 2 * text.startswith(("投向", "流向", "拨往"), span[0])
    for name in re.split("[、和与及]", text[start : span[1]]):
        if not places.named(field, start, start + len(name)):
            return False
        start += len(name) + 1
    return True


def _placeless(places: Places, field: str, span: Span | None) -> Span | None:
    place = places.beginning(field, *span) if span else None
    return (place.end, span[1]) if place and span and place.end < span[1] else span
