"""Measures of a difference between two frequencies: evidence for it, and how large it is.

``a`` of ``c`` words are the word in question in the target, ``b`` of ``d`` in the reference.
"""

from __future__ import annotations

import math

ABSENT = 0.5
"""What stands for a frequency of 0 in the Log Ratio (Hardie 2014)."""


def log_likelihood(a: int, b: int, c: int, d: int) -> float:
    """G²: evidence that the two rates differ; 3.84 is p < 0.05, 10.83 p < 0.001. It grows with the corpora.

    G² = 2 (a ln(a/E₁) + b ln(b/E₂)), E₁ = c (a+b) / (c+d), E₂ = d (a+b) / (c+d), 0 ln 0 = 0 (Dunning 1993,
    "Accurate methods for the statistics of surprise and coincidence", CL 19(1), 61–74; in this form Rayson &
    Garside 2000, "Comparing corpora using frequency profiling", Workshop on Comparing Corpora, 1–6, p. 3).

    >>> round(log_likelihood(20, 5, 1000, 1000), 3), log_likelihood(5, 5, 1000, 1000)
    (9.637, 0.0)
    """
    both, total = a + b, c + d
    return max(0.0, 2 * (_entropy(a, c * both / total) + _entropy(b, d * both / total)))


def table_log_likelihood(both: int, first: int, second: int, total: int) -> float:
    """G² of a whole 2 × 2 table: ``both`` of ``total`` are of the ``first`` and of the ``second`` kind.

    G² = 2 Σ O ln(O/E) over the four cells (Dunning 1993, 67–71; Manning & Schütze 1999,
    Foundations of Statistical Natural Language Processing, 172–174).

    >>> round(table_log_likelihood(110, 2552, 221, 31777), 2)  # "the swiss", Dunning 1993, table 2
    270.72
    """
    cells = ((both, first, second), (first - both, first, total - second),
             (second - both, total - first, second),
             (total - first - second + both, total - first, total - second))  # fmt: skip
    return max(0.0, 2 * math.fsum(_entropy(seen, row * column / total) for seen, row, column in cells))


def log_ratio(a: int, b: int, c: int, d: int) -> float:
    """How many times the rate doubles from reference to target; 0.5 stands for a frequency of 0.

    log₂ ((a/c) / (b/d)) (Hardie 2014, "Log Ratio: an informal introduction", CASS, Lancaster University).

    >>> log_ratio(40, 10, 1000, 1000), log_ratio(8, 0, 1000, 1000)
    (2.0, 4.0)
    """
    return math.log2((a or ABSENT) / c) - math.log2((b or ABSENT) / d)


def percent_difference(a: int, b: int, c: int, d: int) -> float | None:
    """%DIFF: by how many percent the target's rate is above the reference's; None where that is 0.

    100 (a/c − b/d) / (b/d) (Gabrielatos & Marchi 2011, "Keyness: matching metrics to definitions", Corpus
    Linguistics in the South 1, Portsmouth, slide 12).

    >>> percent_difference(30, 20, 1000, 1000), percent_difference(30, 0, 1000, 1000)
    (50.0, None)
    """
    return 100 * (a * d - b * c) / (b * c) if b else None


def simple_maths(a: int, b: int, c: int, d: int, add: float = 1) -> float:
    """The ratio of the rates per million, ``add`` added to both: a large one favours common words.

    (Kilgarriff 2009, "Simple maths for keywords", Corpus Linguistics, Liverpool.)

    >>> round(simple_maths(200, 100, 10**6, 10**6, add=100), 2)  # his word "middling"
    1.5
    """
    return (a * 1_000_000 / c + add) / (b * 1_000_000 / d + add)


def bayes_factor(g2: float, c: int, d: int) -> float:
    """BIC: above 2 is positive evidence against equal rates, above 6 strong, above 10 very strong; below 0,
    for them.

    G² − ln(c + d), with one degree of freedom (Wilson 2013, "Embracing Bayes factors for key item analysis in
    corpus linguistics", in Bieswanger & Koll-Stobbe, New Approaches to the Study of Linguistic Variability,
    3–11, p. 6).

    >>> round(bayes_factor(20, 500_000, 500_000), 3)
    6.184
    """
    return g2 - math.log(c + d)


def _entropy(seen: int, expected: float) -> float:
    return seen * math.log(seen / expected) if seen else 0.0
