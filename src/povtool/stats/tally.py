"""The figures of one row of claims."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from povtool.records import Record
from povtool.stats.adding import add_up, is_additive, span
from povtool.stats.exact import Number, Values, exact
from povtool.stats.tables import Value, group_value, order

_SOURCES = 5
"""Documents that a row names."""


class Saying(NamedTuple):
    """What a claim says, apart from what it says it of."""

    value: Number | None
    low: Number | None
    high: Number | None
    bound: Value
    additive: bool


def saying(metric: Record) -> Saying | None:
    """What a metric record says; None for a damaged number, of which nobody knows."""
    if metric.get("damaged"):
        return None
    value, low, high = (exact(metric.get(name)) for name in ("value", "low", "high"))
    return Saying(
        value,
        low,
        high,
        group_value(metric.get("bound") or None),
        _additive(metric.get("unit"), group_value(metric.get("dimension"))),
    )


@lru_cache(1 << 12)
def _additive(unit: str | None, dimension: Value) -> bool:
    return is_additive({"unit": unit, "dimension": dimension})


class Tally:
    """Collects the different claims of one row, then says how many they are and how large."""

    def __init__(self) -> None:
        self._values = Values()
        self._documents: set[Value] = set()
        self._places: set[Value] = set()
        self._periods: set[Value] = set()
        self._latest: tuple[tuple[str, str], set[Number | None]] | None = None
        self._n = self._mentions = self._bounded = self._ranges = self._damaged = 0
        self._summable = self._changes = True
        self._directions: set[Value] = set()

    def add(self, said: Saying | None, about: dict[str, Value]) -> None:
        """Take in one claim, with its place, period, relation, direction, extent and base."""
        place, period = about["place"], about["period"]
        self._n += 1
        self._places.add(place)
        self._periods.add(period)
        # What is compared with a base may count from it: 2017's change against 2015 has 2016's in it.
        # So has a total to date; and a part of a whole may be a part of what another claim counts.
        self._changes &= about["relation"] == "delta" and about["base"] is None and about["extent"] is None
        self._directions.add(about["direction"])
        self._summable &= said is not None and said.value is not None and said.additive
        if said is None:
            self._damaged += 1
            return
        self._bounded += said.bound is not None
        if said.value is not None:
            self._values.add(said.value)
        elif said.low is not None or said.high is not None:
            self._ranges += 1
        if isinstance(period, str) and not period.endswith(("/", "/..")):
            self._see(span(period)[::-1], said.value)

    def mention(self, document: Value) -> None:
        """Take in one record that makes a claim; None for a record that names no document."""
        self._mentions += 1
        if document is not None:
            self._documents.add(document)

    def _see(self, when: tuple[str, str], value: Number | None) -> None:
        if self._latest is None or when > self._latest[0]:
            self._latest = when, {value}
        elif when == self._latest[0]:
            self._latest[1].add(value)

    def measures(self, *, names_its_thing: bool) -> Record:
        """The columns of the row."""
        minimum, median, maximum = self._values.span()
        latest = self._latest[1] if self._latest else set()
        adds = names_its_thing and self._summable
        adds = adds and add_up(
            self._places, self._periods, self._n, changes=self._changes and len(self._directions) == 1
        )
        return {
            "n": self._n,
            "mentions": self._mentions,
            "documents": len(self._documents),
            "min": minimum,
            "median": median,
            "max": maximum,
            "latest": next(iter(latest)) if len(latest) == 1 else None,
            "sum": self._values.total() if adds else None,
            "bounded": self._bounded,
            "ranges": self._ranges,
            "damaged": self._damaged,
            "sources": [
                str(source) for source in sorted(self._documents, key=lambda name: order((name,)))[:_SOURCES]
            ],
        }
