"""Make src/povtool/data/han_frequency.tsv from character counts.

    xzcat chars.tsv.xz | python scripts/derive_han_frequency.py > src/povtool/data/han_frequency.tsv

Reads ``n-gram TAB count`` lines and keeps the single Han characters. Writes one row for each rounded natural
logarithm of relative frequency, with all the characters that have it, the most frequent first.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator

_HEADER = """\
# How frequent each Han character is in official Chinese (Simplified): natural logarithm of its share of all
# Han characters, to one decimal; then the characters that have it.
# Source: character counts of 3,504 Chinese laws, regulations and judicial interpretations (texts as collected
# in LawRefBook/Laws) and the 46 national government work reports 1954-2015: 17.5 million Han characters of
# official documents, which Chinese copyright law (article 5) leaves free; only counts were taken.
# Derived by scripts/derive_han_frequency.py; licence: Apache-2.0
"""


def _is_han(gram: str) -> bool:
    return len(gram) == 1 and ("\u3400" <= gram <= "\u9fff" or "\U00020000" <= gram <= "\U000323af")


def table(lines: Iterable[str]) -> Iterator[str]:
    """The rows of the table.

    >>> list(table(["的\\t3", "的一\\t2", "□\\t9", "一\\t1"]))
    ['-0.3\\t的', '-1.4\\t一']
    """
    pairs = (line.rstrip("\n").partition("\t") for line in lines)
    counts = {gram: int(count) for gram, _, count in pairs if _is_han(gram)}
    total = sum(counts.values())
    levels: dict[str, list[str]] = defaultdict(list)
    for char, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        levels[f"{math.log(count / total):.1f}"].append(char)
    return (f"{level}\t{''.join(chars)}" for level, chars in levels.items())


if __name__ == "__main__":
    sys.stdout.write(_HEADER)
    sys.stdout.writelines(f"{row}\n" for row in table(sys.stdin))
