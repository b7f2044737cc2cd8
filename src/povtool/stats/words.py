"""How often each word occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from povtool.records import Record
from povtool.stats.tables import Group, groups, left_out, order, row


def is_word(token: str) -> bool:
    """Whether a token holds a letter, a Chinese character or a digit: others are punctuation, symbols, space.

    >>> [is_word(token) for token in ("脱贫", "2020", "〇", "。", "——", "\\n", "%")]
    [True, True, True, False, False, False, False]
    """
    return token.isalnum() or any(map(str.isalnum, token))


class Words:
    """Table ``tokens``: the words of documents by frequency, ties by code points.

    ``count`` is how often the token occurs, ``documents`` in how many documents, ``of_tokens`` how many word
    tokens there are in all, ``per_million`` = count × 1,000,000 / of_tokens, to six significant digits.
    Tokens without a letter or digit are no words: they are neither ranked nor in ``of_tokens``. A word in
    both scripts is two tokens; convert first to count it as one.

    With fields to group by, rank, ``of_tokens`` and ``top`` are each group's own.

    Keeps two counts for each different token of a group.
    """

    def __init__(self, by: Sequence[str] = (), top: int | None = None) -> None:
        self._by = tuple(by)
        self._top = top
        self._groups: dict[Group, _Frequencies] = {}

    def add(self, document: Record) -> None:
        """Count the ``tokens`` of one document; one without them is not counted."""
        tokens = document.get("tokens")
        if tokens is None:
            return
        for group in groups(document, self._by):
            self._groups.setdefault(group, _Frequencies()).add(tokens)

    def merge(self, other: Words) -> None:
        """Take in the counts of another accumulator with the same fields."""
        for group, frequencies in other._groups.items():
            self._groups.setdefault(group, _Frequencies()).merge(frequencies)

    def result(self) -> Iterator[Record]:
        """The words, most frequent first, and how many rows ``top`` left out."""
        omitted = 0
        for group in sorted(self._groups, key=order):
            ranking = self._groups[group].ranking()
            shown = ranking[: self._top]
            omitted += len(ranking) - len(shown)
            for measures in self._groups[group].measured(shown, sum(count for _, count in ranking)):
                yield row("tokens", self._by, group, measures)
        yield from left_out("tokens", omitted)


class _Frequencies:
    """How often each token occurs, and in how many documents."""

    __slots__ = ("_counts", "_documents")

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._documents: Counter[str] = Counter()

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
            yield {
                "rank": rank,
                "token": token,
                "count": count,
                "per_million": float(f"{count * 1_000_000 / of_tokens:.6g}"),
                "documents": self._documents[token],
                "of_tokens": of_tokens,
            }
