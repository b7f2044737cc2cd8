"""Records → tables: totals of documents, words, claims and where they disagree, policy formulas.

Every table comes from an accumulator with ``add``, ``merge`` and ``result``: records may be counted in any
order, in one process or in many, and the rows are the same to the last digit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from povtool.records import Item, Items, ItemStream, Record, is_document
from povtool.stats.claims import Claims
from povtool.stats.collocates import Collocates
from povtool.stats.concordance import ConcordanceConfig, concordance
from povtool.stats.disagreements import Disagreements
from povtool.stats.diversity import DiversityConfig, diversity, legend
from povtool.stats.documents import Documents
from povtool.stats.formulas import Formulas
from povtool.stats.keyness import Keyness
from povtool.stats.ngrams import Ngrams
from povtool.stats.units import Units
from povtool.stats.words import Dispersion, Words

__all__ = [
    "DEFAULT_TABLES",
    "TABLES",
    "ConcordanceConfig",
    "DiversityConfig",
    "StatsConfig",
    "Summary",
    "concordance",
    "diversity",
    "legend",
    "stats",
]

DEFAULT_TABLES = ("documents", "words", "claims", "units", "formulas")
"""Made where nothing else is asked for; units only without fields to group by."""

TABLES = (*DEFAULT_TABLES, "dispersion", "disagreements", "over", "keyness", "collocates", "ngrams")
"""What ``stats`` can make; one name may stand for several tables of rows."""


@dataclass(frozen=True)
class StatsConfig:
    """What ``stats`` makes tables of."""

    by: tuple[str, ...] = ()
    """Fields to group by: documents and words by fields of the document, claims by fields of the metric.
    ``year`` is the year of a document's date. Where a record lacks a field, its group is null."""
    top: int | None = None
    """Rows to keep of each ranked table (tokens, claims, formulas …), 0 or more; None keeps all."""
    tables: tuple[str, ...] = ()
    """Of :data:`TABLES`; empty for :data:`DEFAULT_TABLES`. ``formulas`` named here come by year and document
    too."""
    over: str | None = None
    """The field that ``over`` runs along: period."""
    split: str | None = None
    """For ``keyness``: the field whose values are compared, each with all others; None compares the target
    with the reference (:meth:`Summary.refer`)."""
    node: str = ""
    """For ``collocates``: the word whose neighbours are counted."""
    window: tuple[int, int] = (5, 5)
    """Words to the left and right that are its neighbours."""
    ngram: int = 2
    """Words of an n-gram."""
    least: int = 1
    """Frequency that a word of ``keyness``, ``collocates`` and ``ngrams`` must have."""
    add: float = 1
    """What simple maths adds to rates per million."""
    limit: int | None = None
    """Things that a table may keep; None for :data:`povtool.stats.limits.DEFAULT_LIMIT`."""


class Accumulator(Protocol):
    """Counts records of one type."""

    def add(self, record: Record, /) -> None:
        """Count one record."""

    def result(self) -> Iterator[Record]:
        """The rows."""


class Summary:
    """All tables of a corpus."""

    def __init__(self, config: StatsConfig = StatsConfig()) -> None:
        asked = (*config.by, *(name for name in (config.over, config.split) if name))
        self._unseen = {name: None for name in asked if name != "extent"}  # which claims are asked for anew
        self._any = False
        self.has_tokens = False
        """Whether any document counted so far has tokens."""
        self._of_documents = _document_tables(config)
        self._of_metrics = _metric_tables(config)
        self._formulas = (
            Formulas(config.top, detailed="formulas" in config.tables)
            if _wanted(config, "formulas")
            else None
        )

    def add(self, item: Item) -> bool:
        """Count one item; False for one that no table could be about."""
        if not isinstance(item, dict):
            return False
        if is_document(item):
            self._see(item)
            self.has_tokens = self.has_tokens or item.get("tokens") is not None
            for table in self._of_documents.values():
                table.add(item)
            if self._formulas:
                self._formulas.date(item)
        elif item.get("type") == "metric":
            self._see(item)
            for table in self._of_metrics.values():
                table.add(item)
        elif item.get("type") == "formula":
            if self._formulas:
                self._formulas.add(item)
        else:
            return False
        return True

    @property
    def unseen(self) -> tuple[str, ...]:
        """The fields to group by that no document and no metric counted so far has; none before the first."""
        return tuple(self._unseen) if self._any else ()

    def _see(self, item: Record) -> None:
        self._any = True
        for name in [name for name in self._unseen if name in item or (name == "year" and "date" in item)]:
            del self._unseen[name]

    def refer(self, item: Item) -> bool:
        """Count one item of the reference that keyness compares with; False for one that is no document."""
        if not is_document(item):
            return False
        keyness = self._of_documents.get("keyness")
        assert isinstance(keyness, Keyness)
        keyness.add(item, target=False)
        return True

    def merge(self, other: Summary) -> None:
        """Take in what another summary of the same configuration has counted."""
        self.has_tokens = self.has_tokens or other.has_tokens
        if other._any:
            self._unseen = {name: None for name in self._unseen if name in other._unseen}
            self._any = True
        for mine, others in (
            (self._of_documents, other._of_documents),
            (self._of_metrics, other._of_metrics),
        ):
            for name, table in mine.items():
                table.merge(others[name])  # type: ignore[attr-defined]
        if self._formulas and other._formulas:
            self._formulas.merge(other._formulas)

    def result(self) -> Iterator[Record]:
        """The rows of all tables that have any."""
        for table in (*self._of_documents.values(), *self._of_metrics.values()):
            yield from table.result()
        if self._formulas:
            yield from self._formulas.result()


def _wanted(config: StatsConfig, table: str) -> bool:
    return table in (config.tables or DEFAULT_TABLES)


def _document_tables(config: StatsConfig) -> dict[str, Accumulator]:
    by, top, limit = tuple(dict.fromkeys(config.by)), config.top, config.limit
    made: dict[str, Callable[[], Accumulator]] = {
        "documents": lambda: Documents(by),
        "words": lambda: Words(by, top, limit),
        "dispersion": lambda: Dispersion(by, top, limit),
        "keyness": lambda: Keyness(config.split, top, config.add, config.least, limit),
        "collocates": lambda: Collocates(config.node, config.window, top, config.least),
        "ngrams": lambda: Ngrams(config.ngram, by, top, config.least, limit),
    }
    return {name: make() for name, make in made.items() if _wanted(config, name)}


def _metric_tables(config: StatsConfig) -> dict[str, Accumulator]:
    by, top, limit = tuple(dict.fromkeys(config.by)), config.top, config.limit
    made: dict[str, Callable[[], Accumulator]] = {
        "claims": lambda: Claims(by, top, limit=limit),
        "over": lambda: Claims(by, top, config.over or "period", limit),
        "units": lambda: Units(limit),
        "disagreements": lambda: Disagreements(top, limit),
    }
    wanted = {name: make for name, make in made.items() if _wanted(config, name)}
    if by and not config.tables:
        wanted.pop("units", None)
    return {name: make() for name, make in wanted.items()}


def stats(items: Items, config: StatsConfig = StatsConfig()) -> ItemStream:
    """Documents, metrics and formulas → ``stat`` records, the rows of tables; other items as they come.

    The rows come at the end, and only tables of what came in. Memory grows with the vocabulary and with the
    number of different claims, not with the text.

    >>> claim = {"type": "metric", "doc": "a", "unit": "人", "of": "貧困人口", "value": 163000}
    >>> rows = list(stats([claim, {**claim, "doc": "b", "of": "贫困人口"}, {**claim, "value": 1000}]))
    >>> rows[0]["of"], rows[0]["n"], rows[0]["mentions"], rows[0]["median"], rows[0]["sum"]
    ('贫困人口', 2, 3, 82000, None)
    """
    summary = Summary(config)
    for item in items:
        if not summary.add(item):
            yield item
    yield from summary.result()
