"""How often each word occurs, and on request how evenly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from povtool.records import Record
from povtool.stats.dispersion import deviation, juilland, normalised_deviation, reduced_frequency
from povtool.stats.limits import Limit
from povtool.stats.measures import measure
from povtool.stats.spread import Spread, is_word
from povtool.stats.tables import Group, group_value, groups, left_out, order, rounded, row

_TABLE = "tokens"


class Words:
    """Table ``tokens``: the words of documents by frequency, ties by code points.

    ``count`` is how often the token occurs, ``documents`` in how many documents, ``of_tokens`` how many word
    tokens there are in all, ``per_million`` = count × 1,000,000 / of_tokens, to six significant digits.
    Tokens without a letter or digit are no words: they are neither ranked nor in ``of_tokens``. A word in
    both scripts is two tokens; convert first to count it as one.

    With fields to group by, rank, ``of_tokens`` and ``top`` are each group's own.

    Keeps two counts for each different token of a group; more than ``limit`` of them stop the run.
    """

    def __init__(self, by: Sequence[str] = (), top: int | None = None, limit: int | None = None) -> None:
        self._by = tuple(by)
        self._top = top
        self._groups: dict[Group, _Frequencies] = {}
        self._limit = Limit("different words", limit)

    def add(self, document: Record) -> None:
        """Count the ``tokens`` of one document; one without them is not counted."""
        tokens = document.get("tokens")
        if tokens is None:
            return
        for group in groups(document, self._by):
            self._groups.setdefault(group, _Frequencies()).add(tokens)
        self._limit.check(sum(map(len, self._groups.values())))

    def merge(self, other: Words) -> None:
        """Take in the counts of another accumulator with the same fields."""
        for group, frequencies in other._groups.items():
            self._groups.setdefault(group, _Frequencies()).merge(frequencies)
        self._limit.check(sum(map(len, self._groups.values())))

    def result(self) -> Iterator[Record]:
        """The words, most frequent first, and how many rows ``top`` left out."""
        omitted = 0
        for group in sorted(self._groups, key=order):
            ranking = self._groups[group].ranking()
            shown = ranking[: self._top]
            omitted += len(ranking) - len(shown)
            for measures in self._groups[group].measured(shown, sum(count for _, count in ranking)):
                yield row(_TABLE, self._by, group, measures)
        yield from left_out(_TABLE, omitted)


class _Frequencies:
    """How often each token occurs, and in how many documents."""

    __slots__ = ("_counts", "_documents")

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._documents: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._counts)

    def add(self, tokens: Iterable[str]) -> None:
        self._counts.update(tokens)
        self._documents.update(set(tokens))

    def merge(self, other: _Frequencies) -> None:
        self._counts.update(other._counts)
        self._documents.update(other._documents)

    def ranking(self) -> list[tuple[str, int]]:
        words = ((token, count) for token, count in self._counts.items() if is_word(token))
        return sorted(words, key=lambda pair: (-pair[1], pair[0]))

    def measured(self, ranking: list[tuple[str, int]], of_tokens: int) -> Iterator[Record]:
        for rank, (token, count) in enumerate(ranking, start=1):
            yield {"rank": rank, **_frequency(token, count, self._documents[token], of_tokens)}


def _frequency(token: str, count: int, documents: int, of_tokens: int) -> Record:
    return {
        "token": token,
        "count": count,
        "per_million": rounded(count * 1_000_000 / of_tokens),
        "documents": documents,
        "of_tokens": of_tokens,
    }


class Dispersion:
    """Table ``tokens`` with measures of how evenly each word is spread over the documents, which are the
    parts.

    Beside the columns of :class:`Words`: ``of_documents`` (with any word at all), ``range`` (the share of
    them that have the word), ``dp`` and ``dp_norm`` (0 is even), ``juilland_d`` (1 is even), ``arf`` (the
    frequency, less what comes in clumps). For ``arf`` the documents stand in the order of their ids, whatever
    order they came in.

    Keeps where each word of the corpus is (:class:`povtool.stats.spread.Spread`).
    """

    def __init__(self, by: Sequence[str] = (), top: int | None = None, limit: int | None = None) -> None:
        self._by = tuple(by)
        self._top = top
        self._limit = limit
        self._groups: dict[Group, Spread] = {}

    def add(self, document: Record) -> None:
        """Take in the ``tokens`` of one document; one without them is not counted."""
        tokens = document.get("tokens")
        if tokens is None:
            return
        for group in groups(document, self._by):
            if group not in self._groups:
                self._groups[group] = Spread(places=True, limit=self._limit)
            self._groups[group].add(tokens, (group_value(document.get("id")),))

    def merge(self, other: Dispersion) -> None:
        """Take in the places of another accumulator with the same fields."""
        for group, spread in other._groups.items():
            if group not in self._groups:
                self._groups[group] = Spread(places=True, limit=self._limit)
            self._groups[group].merge(spread)

    def result(self) -> Iterator[Record]:
        """The words, most frequent first, how many rows ``top`` left out, and what the measures are."""
        omitted = 0
        for group in sorted(self._groups, key=order):
            spread = self._groups[group]
            frequencies = {word: sum(count for _, count in spread.counts(word)) for word in spread.words()}
            ranking = sorted(frequencies, key=lambda word: (-frequencies[word], word))
            omitted += len(ranking) - len(ranking[: self._top])
            starts = spread.starts()
            for rank, word in enumerate(ranking[: self._top], start=1):
                yield row(_TABLE, self._by, group, {"rank": rank, **_spread(word, spread, starts)})
        if self._groups:
            yield from left_out(_TABLE, omitted)
            yield from _legend()


def _spread(word: str, spread: Spread, starts: list[int]) -> Record:
    sizes = [size for size in spread.sizes if size]
    total, pairs = sum(sizes), spread.pairs(word)
    count = sum(count for count, _ in pairs)
    dp = deviation(pairs, total)
    even, juilland_d = normalised_deviation(dp, min(sizes), total), juilland(pairs, len(sizes))
    return {
        **_frequency(word, count, len(pairs), total),
        "of_documents": len(sizes),
        "range": rounded(len(pairs) / len(sizes)),
        "dp": rounded(dp),
        "dp_norm": None if even is None else rounded(even),
        "juilland_d": None if juilland_d is None else rounded(juilland_d),
        "arf": rounded(reduced_frequency(spread.positions(word, starts), total)),
    }


def _legend() -> Iterator[Record]:
    yield measure(
        _TABLE, "range", "share of the documents that have the word", "Gries 2008", parts="documents"
    )
    yield measure(_TABLE, "dp", "deviation of proportions, 0 is even", "Gries 2008", parts="documents")
    name = "deviation of proportions by the most it can be"
    yield measure(_TABLE, "dp_norm", name, "Lijffijt & Gries 2012", parts="documents")
    yield measure(_TABLE, "juilland_d", "Juilland's D of relative frequencies, 1 is even",
                  "Juilland & Chang-Rodríguez 1964; Gries 2020", parts="documents")  # fmt: skip
    yield measure(_TABLE, "arf", "average reduced frequency", "Savický & Hlaváčová 2002", order="id")
