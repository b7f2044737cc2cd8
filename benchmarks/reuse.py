"""Near-duplicate documents among many: what is found, how fast, in how much memory.

    python benchmarks/reuse.py [DOCUMENTS …]        # 5000 10000 20000 unless told

The documents are made: chains of words as they follow one another in the seeds and the example pages, with
every seventh word from anywhere in them, and two sentences of real press-release language in each, which many
documents share. Among them are planted copies of others, 10 to 40 % of their characters edited (words put in,
left out, replaced; in half of them paragraphs moved), every second one in the other script. A pair counts as
found when a ``near-duplicate`` record names both; any other such record counts against precision.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POVTOOL = str(Path(sys.executable).with_name("povtool"))
SIZES = (5_000, 10_000, 20_000)
PLANTED = 40
"""One copy in so many documents: 500 in 20,000."""

Words = list[str]


class Writer:
    """Writes documents nobody wrote."""

    def __init__(self, seed: int) -> None:
        import rjieba

        from povtool.convert.script import simplify

        pages = sorted((ROOT / "seeds").glob("*.txt")) + sorted((ROOT / "tests/data/pages").glob("*.txt"))
        text = "\n".join(simplify(page.read_text("utf-8", "replace")) for page in pages)
        self.rng = random.Random(seed)
        self.words = [word for word in rjieba.cut(text) if word.strip() and word not in "。！？；"]
        self.next: defaultdict[str, Words] = defaultdict(list)
        for word, following in zip(self.words, self.words[1:], strict=False):
            self.next[word].append(following)
        self.stock = [line for line in text.replace("。", "。\n").split("\n") if 30 <= len(line) <= 120]

    def document(self) -> Words:
        """Words and line feeds of 300 to 1,500 characters."""
        length = int(300 * 5 ** self.rng.random())
        places = {self.rng.randrange(length) for _ in range(2)}
        words: Words = []
        size = 0
        word = self.rng.choice(self.words)
        while size < length:
            if any(size <= place < size + len(word) for place in places):
                words += [self.rng.choice(self.stock), "\n"]
            words.append(word)
            size += len(word)
            jump = self.rng.random() < 1 / 7
            word = self.rng.choice(self.words if jump else self.next[word] or self.words)
            if self.rng.random() < 0.06:
                words.append("。" if self.rng.random() < 0.8 else "。\n")
        return words

    def edited(self, words: Words, share: float) -> Words:
        """The words with this share of their characters edited."""
        words = list(words)
        left = share * sum(map(len, words))
        untouched = list(range(len(words)))
        self.rng.shuffle(untouched)
        changed: dict[int, str] = {}
        while left > 0 and untouched:
            at = untouched.pop()
            other = self.rng.choice(self.words)
            changed[at] = self.rng.choice([other, other, "", words[at] + other])
            left -= max(len(words[at]), len(changed[at]) - len(words[at]))
        words = [changed.get(at, word) for at, word in enumerate(words)]
        if self.rng.random() < 0.5:
            cut = sorted(self.rng.sample(range(len(words)), 2))
            words = words[cut[0] : cut[1]] + words[: cut[0]] + words[cut[1] :]
        return words


def corpus(documents: int, seed: int = 7) -> tuple[list[tuple[str, str]], dict[frozenset[str], float]]:
    """Documents (id, text), and the planted pairs with the share of each that was edited."""
    from povtool.convert.opencc import converter

    writer = Writer(seed)
    traditional = converter("s2t")
    count = documents // PLANTED
    originals = [writer.document() for _ in range(documents - count)]
    texts = ["".join(words) for words in originals]
    pairs: dict[int, tuple[int, float]] = {}
    for number, source in enumerate(writer.rng.sample(range(len(originals)), count)):
        share = 0.1 + 0.3 * writer.rng.random()
        copy = "".join(writer.edited(originals[source], share))
        pairs[len(texts)] = source, share
        texts.append(traditional.convert(copy).text if number % 2 else copy)
    order = list(range(len(texts)))
    writer.rng.shuffle(order)
    names = {at: f"d{place}" for place, at in enumerate(order)}
    planted = {frozenset((names[copy], names[source])): share for copy, (source, share) in pairs.items()}
    return [(names[at], texts[at]) for at in order], planted
