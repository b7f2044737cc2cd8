"""Which words stand near a word, and whether more often than chance would have it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from povtool.convert.script import fold
from povtool.records import Record
from povtool.stats.contrast import table_log_likelihood
from povtool.stats.measures import measure
from povtool.stats.spread import is_word
from povtool.stats.tables import left_out, rounded, row

_TABLE = "collocates"
_ENDS = frozenset("。！？!?\n\r")
"""Tokens with one of these end a sentence; no window reaches beyond."""


def mutual_information(both: int, first: int, second: int, total: int) -> float:
    """PMI, in bits: log₂ of observed by expected co-occurrence; it favours rare words.

    log₂ (O₁₁ N / (R₁ C₁)) (Church & Hanks 1990, "Word association norms, mutual information, and
    lexicography", CL 16(1), 22–29, p. 23).

    >>> round(mutual_information(20, 42, 20, 14307668), 2)  # Manning & Schütze 1999, table 5.14
    18.38
    """
    return math.log2(both * total / (first * second))


def t_score(both: int, first: int, second: int, total: int) -> float:
    """t: how many standard deviations the co-occurrences are above the expected; it favours common words.

    (O₁₁ − E₁₁) / √O₁₁ (Church, Gale, Hanks & Hindle 1991, "Using statistics in lexical analysis", in Zernik,
    Lexical Acquisition, 115–164; Manning & Schütze 1999, 163–165, whose O₁₁/N stands for the variance as
    here).

    >>> round(t_score(8, 15828, 4675, 14307668), 4)  # "new companies", M&S 1999, p. 164: 0.999932
    0.9999
    """
    return (both - first * second / total) / math.sqrt(both)


def log_dice(both: int, first: int, second: int) -> float:
    """logDice: 14 where two words are never apart, 1 less where half as often together; independent of the
    corpus' size.

    14 + log₂ (2 f(xy) / (f(x) + f(y))) (Rychlý 2008, "A lexicographer-friendly association score", RASLAN
    2008, 6–9, p. 9).

    >>> log_dice(5, 5, 5), log_dice(1, 16384, 16384)
    (14.0, 0.0)
    """
    return 14 + math.log2(2 * both / (first + second))


class Collocates:
    """Table ``collocates``: the words within a window around a node word, most evidence (G²) first.

    ``count`` (O₁₁) are occurrences of the word in a window, each counted once however many windows it is in;
    ``in_windows`` (R₁) all words there, ``of_token`` (C₁) all occurrences of the word, ``node_count`` those
    of the node, ``of_tokens`` (N) all words: co-occurrence on the surface, as Evert 2008 ("Corpora and
    collocations", in Lüdeling & Kytö, Corpus Linguistics, ch. 58, 1212–1248) counts it. Windows are in words,
    punctuation not counted, and end with the sentence. PMI, t and G² are of this table, logDice of ``count``,
    ``node_count`` and ``of_token``. The node is found in either script; its own occurrences are in no window.

    Keeps two counts for each different word.
    """

    def __init__(
        self, node: str, window: tuple[int, int] = (5, 5), top: int | None = None, least: int = 1
    ) -> None:
        self._node = fold(node)
        self._window = window
        self._top = top
        self._least = least
        self._totals: Counter[str] = Counter()
        self._near: Counter[str] = Counter()
        self._documents: Counter[str] = Counter()
        self._nodes = 0

    def add(self, document: Record) -> None:
        """Count the ``tokens`` of one document; one without them is not counted."""
        near: Counter[str] = Counter()
        for sentence in _sentences(document.get("tokens") or ()):
            self._totals.update(sentence)
            if any(fold(word) == self._node for word in sentence):
                near.update(self._windows(sentence))
        self._near.update(near)
        self._documents.update(near.keys())

    def _windows(self, sentence: Sequence[str]) -> Iterator[str]:
        left, right = self._window
        nodes = [place for place, word in enumerate(sentence) if fold(word) == self._node]
        self._nodes += len(nodes)
        near = {place for node in nodes for place in range(max(0, node - left), node + right + 1)}
        near.difference_update(nodes)
        return (sentence[place] for place in near if place < len(sentence))

    def merge(self, other: Collocates) -> None:
        """Take in the counts of another accumulator of the same kind."""
        self._totals.update(other._totals)
        self._near.update(other._near)
        self._documents.update(other._documents)
        self._nodes += other._nodes

    def result(self) -> Iterator[Record]:
        """The words, most evidence first, and what the measures are."""
        total, inside = self._totals.total(), self._near.total()
        if not total:
            return
        found = sorted(
            (-rounded(table_log_likelihood(both, inside, self._totals[word], total)), word)
            for word, both in self._near.items()
            if both >= self._least
        )
        for rank, (g2, word) in enumerate(found[: self._top], start=1):
            both, second = self._near[word], self._totals[word]
            yield row(_TABLE, ("node",), (self._node,), {
                "rank": rank, "token": word, "count": both, "expected": rounded(inside * second / total),
                "documents": self._documents[word], "g2": -g2,
                "pmi": rounded(mutual_information(both, inside, second, total)),
                "log_dice": rounded(log_dice(both, self._nodes, second)),
                "t": rounded(t_score(both, inside, second, total)),
                "of_token": second, "node_count": self._nodes, "in_windows": inside, "of_tokens": total,
            })  # fmt: skip
        yield from left_out(_TABLE, len(found) - len(found[: self._top]))
        yield from self._legend()

    def _legend(self) -> Iterator[Record]:
        left, right = self._window
        window = {"left": left, "right": right, "within": "sentence"}
        yield measure(
            _TABLE,
            "g2",
            "log-likelihood G² of the 2 × 2 table; below the expected too",
            "Dunning 1993",
            **window,
        )
        yield measure(_TABLE, "pmi", "pointwise mutual information, bits", "Church & Hanks 1990", **window)
        yield measure(_TABLE, "log_dice", "logDice, at most 14", "Rychlý 2008", **window)
        yield measure(_TABLE, "t", "t-score", "Church et al. 1991", **window)


def _sentences(tokens: Sequence[str]) -> Iterator[list[str]]:
    """The words of each sentence; punctuation and space are no words."""
    words: list[str] = []
    for token in tokens:
        if is_word(token):
            words.append(token)
        elif words and not _ENDS.isdisjoint(token):
            yield words
            words = []
    if words:
        yield words
