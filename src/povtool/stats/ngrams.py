"""Sequences of words that occur again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from povtool.records import Record
from povtool.stats.limits import Limit
from povtool.stats.spread import is_word
from povtool.stats.tables import Group, groups, left_out, order, rounded, row

_TABLE = "ngrams"


class Ngrams:
    """Table ``ngrams``: the sequences of ``n`` words with nothing but words between, most frequent first.

    ``ngram`` is the words joined by a space, ``count`` how often it occurs, ``documents`` in how many
    documents, ``of_ngrams`` how many there are in all, ``per_million`` of these. Those less frequent than
    ``least`` have no row.

    Keeps two counts for each different sequence of a group; more than ``limit`` of them stop the run.
    """

    def __init__(
        self, n: int, by: Sequence[str] = (), top: int | None = None, least: int = 1, limit: int | None = None
    ) -> None:
        self._n = n
        self._by = tuple(by)
        self._top = top
        self._least = least
        self._counts: dict[Group, Counter[str]] = {}
        self._documents: dict[Group, Counter[str]] = {}
        self._limit = Limit("different n-grams", limit)

    def add(self, document: Record) -> None:
        """Count the ``tokens`` of one document; one without them is not counted."""
        tokens = document.get("tokens")
        if tokens is None:
            return
        found = Counter(_ngrams(tokens, self._n))
        for group in groups(document, self._by):
            self._take(group, found, Counter(found.keys()))

    def _take(self, group: Group, counts: Counter[str], documents: Counter[str]) -> None:
        self._counts.setdefault(group, Counter()).update(counts)
        self._documents.setdefault(group, Counter()).update(documents)
        self._limit.check(sum(map(len, self._counts.values())))

    def merge(self, other: Ngrams) -> None:
        """Take in the counts of another accumulator of the same kind."""
        for group, counts in other._counts.items():
            self._take(group, counts, other._documents[group])

    def result(self) -> Iterator[Record]:
        """The sequences, most frequent first, and how many rows ``top`` left out."""
        omitted = 0
        for group in sorted(self._counts, key=order):
            counts = self._counts[group]
            total = counts.total()
            kept = (entry for entry in counts.items() if entry[1] >= self._least)
            ranking = sorted(kept, key=lambda entry: (-entry[1], entry[0]))
            omitted += len(ranking) - len(ranking[: self._top])
            for rank, (ngram, count) in enumerate(ranking[: self._top], start=1):
                yield row(_TABLE, self._by, group, {
                    "rank": rank, "n": self._n, "ngram": ngram, "count": count,
                    "per_million": rounded(count * 1_000_000 / total),
                    "documents": self._documents[group][ngram], "of_ngrams": total,
                })  # fmt: skip
        yield from left_out(_TABLE, omitted)


def _ngrams(tokens: Sequence[str], n: int) -> Iterator[str]:
    """
    >>> list(_ngrams(["脱贫", "攻坚", "，", "易地", "扶贫", "搬迁"], 2))
    ['脱贫 攻坚', '易地 扶贫', '扶贫 搬迁']
    """
    run: list[str] = []
    for token in tokens:
        if not is_word(token):
            run.clear()
            continue
        run.append(token)
        if len(run) >= n:
            yield " ".join(run[-n:])
            del run[: len(run) - n]
