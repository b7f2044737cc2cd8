"""Records → tables: totals of documents, word frequencies, claims by unit and by what is counted.

Every table comes from an accumulator with ``add``, ``merge`` and ``result``: records may be counted in any
order, in one process or in many, and the rows are the same to the last digit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from povtool.records import Item, Items, ItemStream, Record, is_document
from povtool.stats.claims import Formulas, Metrics
from povtool.stats.documents import Documents
from povtool.stats.words import Words

__all__ = ["Documents", "Formulas", "Metrics", "StatsConfig", "Summary", "Words", "stats"]


@dataclass(frozen=True)
class StatsConfig:
    """What ``stats`` makes tables of."""

    by: tuple[str, ...] = ()
    """Fields to group by: documents and words by fields of the document, claims by fields of the metric.
    ``year`` is the year of a document's date. Where a record lacks a field, its group is null."""
    top: int | None = None
    """Rows to keep of each ranked table (tokens, metrics, formulas), 0 or more; None keeps all."""


class Summary:
    """All tables of a corpus."""

    def __init__(self, config: StatsConfig = StatsConfig()) -> None:
        by = tuple(dict.fromkeys(config.by))
        self._documents = Documents(by)
        self._words = Words(by, config.top)
        self._metrics = Metrics(by, config.top)
        self._formulas = Formulas(config.top)

    def add(self, item: Item) -> bool:
        """Count one item; False for one that no table is about."""
        if not isinstance(item, dict):
            return False
        if is_document(item):
            self._documents.add(item)
            self._words.add(item)
        elif item.get("type") == "metric":
            self._metrics.add(item)
        elif item.get("type") == "formula":
            self._formulas.add(item)
        else:
            return False
        return True

    def merge(self, other: Summary) -> None:
        """Take in what another summary of the same configuration has counted."""
        self._documents.merge(other._documents)
        self._words.merge(other._words)
        self._metrics.merge(other._metrics)
        self._formulas.merge(other._formulas)

    def result(self) -> Iterator[Record]:
        """The rows of all tables that have any."""
        yield from self._documents.result()
        yield from self._words.result()
        yield from self._metrics.result()
        yield from self._formulas.result()


def stats(items: Items, config: StatsConfig = StatsConfig()) -> ItemStream:
    """Documents, metrics and formulas → ``stat`` records, the rows of tables; other items as they come.

    The rows come at the end, and only tables of what came in. Memory grows with the vocabulary and with the
    number of different claims, not with the text.

    >>> claim = {"type": "metric", "doc": "a", "unit": "人", "of": "貧困人口", "value": 163000}
    >>> rows = list(stats([claim, {**claim, "doc": "b", "of": "贫困人口", "value": 1000}]))
    >>> rows[0]["of"], rows[0]["n"], rows[0]["median"], rows[0]["sum"]
    ('贫困人口', 2, 82000, 164000)
    """
    summary = Summary(config)
    for item in items:
        if not summary.add(item):
            yield item
    yield from summary.result()
