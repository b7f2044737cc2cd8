"""Policy formulas counted: which, how often, in which documents and years, first and last seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from povtool.convert.script import simplify
from povtool.records import Record
from povtool.stats.tables import Value, left_out, order, row, year

_Name = str | None


class Formulas:
    """Table ``formulas``, and on request ``formulas_by_year`` and ``formulas_by_document``.

    ``n`` counts mentions, ``documents`` the different ``doc`` among them. ``first`` and ``last`` are the
    earliest and the latest date of those documents, ``undated`` how many of them have none. The dates are
    those of document records met in the same input, before the formulas or after them; where there are none
    the columns are null.

    Keeps a count for each formula of each document, and the date of each document.
    """

    def __init__(self, top: int | None = None, *, detailed: bool = False) -> None:
        self._top = top
        self._detailed = detailed
        self._mentions: dict[_Name, Counter[str | None]] = {}
        self._dates: dict[str, str] = {}

    def add(self, formula: Record) -> None:
        """Count one formula record."""
        name = formula.get("name")
        self._mentions.setdefault(None if name is None else simplify(name), Counter())[
            _id(formula["doc"]) if formula.get("doc") is not None else None
        ] += 1

    def date(self, document: Record) -> None:
        """Take note of a document's date; of two documents with one id the earlier date stays."""
        date, name = document.get("date"), document.get("id")
        if name is not None and isinstance(date, str) and year(date):
            known = self._dates.get(_id(name))
            self._dates[_id(name)] = date if known is None else min(known, date)

    def merge(self, other: Formulas) -> None:
        """Take in the counts of another accumulator."""
        for name, mentions in other._mentions.items():
            self._mentions.setdefault(name, Counter()).update(mentions)
        for document, date in other._dates.items():
            self._dates[document] = min(date, self._dates.get(document, date))

    def result(self) -> Iterator[Record]:
        """The formulas, most frequent first, and how many rows ``top`` left out; then the detailed tables."""
        ordered = sorted(self._mentions, key=lambda name: (-self._mentions[name].total(), order((name,))))
        shown = ordered[: self._top]
        for name in shown:
            yield row("formulas", ("name",), (name,), self._measures(self._mentions[name]))
        yield from left_out("formulas", len(ordered) - len(shown))
        if self._detailed:
            yield from self._by_year(shown)
            yield from self._by_document(shown)

    def _measures(self, mentions: Counter[str | None]) -> Record:
        documents = [document for document in mentions if document is not None]
        dates = sorted(self._dates[document] for document in documents if document in self._dates)
        return {
            "n": mentions.total(),
            "documents": len(documents),
            "first": dates[0] if dates else None,
            "last": dates[-1] if dates else None,
            "undated": len(documents) - len(dates),
        }

    def _by_year(self, names: list[_Name]) -> Iterator[Record]:
        for name in names:
            counts: Counter[Value] = Counter()
            documents: Counter[Value] = Counter()
            for mentioned, count in self._mentions[name].items():
                published = year(self._dates.get(mentioned or ""))
                counts[published] += count
                documents[published] += mentioned is not None
            for when in sorted(counts, key=lambda value: order((value,))):
                measures = {"n": counts[when], "documents": documents[when]}
                yield row("formulas_by_year", ("name", "year"), (name, when), measures)

    def _by_document(self, names: list[_Name]) -> Iterator[Record]:
        for name in names:
            mentions = self._mentions[name]
            named: list[_Name] = sorted(mentions, key=lambda value: order((value,)))
            for document in named:
                measures: Record = {"date": self._dates.get(document or ""), "n": mentions[document]}
                yield row("formulas_by_document", ("name", "doc"), (name, document), measures)


def _id(value: object) -> str:
    return value if isinstance(value, str) else str(value)
