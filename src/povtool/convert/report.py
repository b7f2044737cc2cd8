"""Any records → which words a conversion changes, how often, and why: ``convert --report``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from povtool.convert.fields import TEXT_FIELDS
from povtool.convert.stage import ConvertConfig, check, kind_of, route, strings
from povtool.convert.tracing import Change, tracer
from povtool.errors import UsageError
from povtool.records import Items, ItemStream, Record

_AROUND = 8
"""Code points of context on either side of an example."""

_PARTS_OF = {"document": ("text", "tokens"), "metric": ("sentence", "raw", "of", "base")}
"""Where the first field is there, the others repeat it."""


def report(items: Items, config: ConvertConfig) -> ItemStream:
    """Records → ``stat`` rows of two tables; what ``convert`` would pass on passes through.

    ``converted``: how many records went through which configuration (null: none) from which script.
    ``conversions``: what was changed to what, by which dictionaries of OpenCC in which order, how often
    (``count``), in how many records, with one place as an example; most frequent first, ties by code points.
    Where a character table did it, the word is a character.

    Memory grows with the number of different changes. Raises UsageError for what cannot be meant, and for the
    engine ``opencc-python``, which does not tell.

    >>> rows = report([{"text": "鼠标和鼠标"}], ConvertConfig(config="s2twp"))
    >>> [row for row in rows if row["table"] == "conversions"][0]["target"]
    '滑鼠'
    """
    check(config)
    if config.engine != "opencc":
        raise UsageError(f"--report cannot see into {config.engine}", "leave out --engine")
    return _reported(items, config)


def _reported(items: Items, config: ConvertConfig) -> ItemStream:
    counts = _Counts()
    for item in items:
        kind = kind_of(item, any_kind=bool(config.fields))
        if kind is None or not isinstance(item, dict):
            yield item
            continue
        fields = [field for field in config.fields or TEXT_FIELDS[kind] if field in item]
        found, name = route(item, kind, fields, config)
        counts.add(name, found, _texts(item, kind, fields))
    yield from counts.result()


def _texts(record: Record, kind: str, fields: list[str]) -> list[str]:
    whole, *parts = _PARTS_OF.get(kind, ("",))
    kept = [field for field in fields if not (whole in fields and record.get(whole) and field in parts)]
    return strings([record[field] for field in kept])


class _Counts:
    def __init__(self) -> None:
        self._routes: Counter[tuple[str | None, str | None]] = Counter()
        self._counts: Counter[tuple[str, str, str, tuple[str, ...]]] = Counter()
        self._records: Counter[tuple[str, str, str, tuple[str, ...]]] = Counter()
        self._examples: dict[tuple[str, str, str, tuple[str, ...]], str] = {}

    def add(self, config: str | None, found: str | None, texts: list[str]) -> None:
        self._routes[config, found] += 1
        if config is None:
            return
        here = set()
        for text in texts:
            for change in tracer(config).changes(text):
                key = (config, change.source, change.target, change.dictionaries)
                self._counts[key] += 1
                here.add(key)
                if key not in self._examples:
                    self._examples[key] = _example(text, change)
        self._records.update(here)

    def result(self) -> Iterator[Record]:
        for (config, found), records in sorted(self._routes.items(), key=lambda row: (-row[1], str(row[0]))):
            yield {
                "type": "stat", "table": "converted", "from": found, "config": config, "records": records
            }  # fmt: skip
        for key, count in sorted(self._counts.items(), key=lambda row: (-row[1], row[0])):
            config, source, target, dictionaries = key
            yield {
                "type": "stat",
                "table": "conversions",
                "config": config,
                "source": source,
                "target": target,
                "count": count,
                "records": self._records[key],
                "dictionaries": list(dictionaries),
                "example": self._examples[key],
            }


def _example(text: str, change: Change) -> str:
    start, end = max(0, change.start - _AROUND), change.end + _AROUND
    return " ".join(text[start:end].split())
