"""Make src/povtool/data/slip_model.bin, the language model that repairs the GBK slip, from counts.

    python scripts/derive_slip_model.py chars.tsv.xz words.tsv.xz dict.txt src/povtool/data/slip_model.bin

``chars.tsv.xz`` has character n-grams (n = 1, 2, 3), ``words.tsv.xz`` words and pairs of neighbouring
words (joined by a space), one ``n-gram TAB count`` a line; ``dict.txt`` is jieba's dictionary, ``word
frequency …``. The 4-grams are taken from words and pairs. Probabilities are interpolated with absolute
discounting (Ney, Essen and Kneser 1994) and quantised to tenths of a nat. povtool.clean.repair.slip.model
tells the layout of the file.
"""

from __future__ import annotations

import lzma
import math
import sys
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ORDER = 4

DISCOUNT = (0.0, 0.7, 0.8, 0.8)
"""Taken off each count of an n-gram, n = 1 … 4, for what was never seen."""

LEAST = (0.0, 0.9, 0.9, 2.4)
"""Counts below which an n-gram is left out."""

DICTIONARY_SHARE = 0.15
"""What one occurrence in the dictionary's corpus, of another register, counts."""

STEP = 0.1
"""Nats."""

Counts = list[Mapping[str, float]]


def counted(path: str) -> Iterator[tuple[str, int]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            gram, _, count = line.rstrip("\n").partition("\t")
            yield gram, int(count)


def listed(path: str) -> Iterator[tuple[str, float]]:
    for line in Path(path).read_text("utf-8").splitlines():
        word, frequency, *_ = line.split(" ")
        yield word, int(frequency) * DICTIONARY_SHARE


def grams(text: str, order: int) -> Iterator[str]:
    """The n-grams of a text.

    >>> list(grams("脱贫攻坚", 3))
    ['脱贫攻', '贫攻坚']
    """
    return (text[at : at + order] for at in range(len(text) - order + 1))


def four_grams(counts: Iterable[tuple[str, int]]) -> Counter[str]:
    """Lower bounds of the counts of 4-grams: only those within a word or a pair of words are known.

    >>> four_grams([("脱贫攻坚", 5), ("脱贫攻坚 战", 3)])
    Counter({'脱贫攻坚': 5, '贫攻坚战': 3})
    """
    found: Counter[str] = Counter()
    for gram, count in counts:
        first, _, second = gram.partition(" ")
        for at, four in enumerate(grams(first + second, ORDER)):
            if not second or at < len(first) < at + ORDER:
                found[four] += count
    return found


def is_han(text: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in text)


def all_counts(chars: str, words: str, dictionary: str) -> Counts:
    counts: list[Counter[str]] = [Counter() for _ in range(ORDER)]
    for gram, count in counted(chars):
        counts[len(gram) - 1][gram] = count
    counts[ORDER - 1] = four_grams(counted(words))
    extra: list[Counter[str]] = [Counter() for _ in range(ORDER)]
    for word, weight in filter(lambda pair: is_han(pair[0]), listed(dictionary)):
        for order in range(ORDER):
            for gram in grams(word, order + 1):
                extra[order][gram] += weight
    kept: list[dict[str, float]] = []
    for order, (table, more) in enumerate(zip(counts, extra, strict=True)):
        total: dict[str, float] = dict(table)
        for gram, weight in more.items():
            total[gram] = total.get(gram, 0) + weight
        lower = kept[-1] if kept else {"": 0.0}
        kept.append(
            {
                gram: min(count, lower[gram[:-1]]) if order == ORDER - 1 else count
                for gram, count in total.items()
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
    *sources, target = sys.argv[1:]
    Path(target).write_bytes(packed(Probabilities(all_counts(*sources))))
