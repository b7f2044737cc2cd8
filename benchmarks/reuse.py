"""Near-duplicate documents among many: what is found, how fast, in how much memory.

    python benchmarks/reuse.py [DOCUMENTS …]        # 5000 10000 20000 unless told

The documents are made: words as they follow one another in the seeds and the example pages, every third from
jieba's dictionary, by its frequency; and in each two real sentences of press-release language, which many
share. Among them are planted copies of others, 10 to 40 % of their characters edited (words put in, left out,
replaced; in half of them a stretch moved to the front), every second one in the other script. A pair counts
as found when a ``near-duplicate`` record names both; any other such record counts against precision.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
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
        import jieba
        import rjieba

        from povtool.convert.script import simplify

        pages = sorted((ROOT / "seeds").glob("*.txt")) + sorted((ROOT / "tests/data/pages").glob("*.txt"))
        text = "\n".join(simplify(page.read_text("utf-8", "replace")) for page in pages)
        self.rng = random.Random(seed)
        self.words = [word for word in rjieba.cut(text) if word.strip() and word not in "。！？；"]
        entries = [line.split() for line in jieba.get_dict_file().read().decode().splitlines()]
        frequencies = accumulate(int(entry[1]) for entry in entries)
        self.dictionary = [entry[0] for entry in entries], list(frequencies)
        self.next: defaultdict[str, Words] = defaultdict(list)
        for word, following in zip(self.words, self.words[1:], strict=False):
            self.next[word].append(following)
        self.stock = [line for line in text.replace("。", "。\n").split("\n") if 30 <= len(line) <= 120]

    def any_word(self) -> str:
        words, frequencies = self.dictionary
        return words[bisect(frequencies, self.rng.random() * frequencies[-1])]

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
            if self.rng.random() < 1 / 3 or not self.next[word]:
                word = self.any_word()
            else:
                word = self.rng.choice(self.next[word])
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
            other = self.any_word()
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
    copied: dict[int, Words] = {at: [] for at in writer.rng.sample(range(documents - count), count)}
    texts = []
    for at in range(documents - count):
        words = writer.document()
        texts.append("".join(words))
        if at in copied:
            copied[at] = words
    pairs: dict[int, tuple[int, float]] = {}
    for number, (source, words) in enumerate(copied.items()):
        share = 0.1 + 0.3 * writer.rng.random()
        copy = "".join(writer.edited(words, share))
        pairs[len(texts)] = source, share
        texts.append(traditional.convert(copy).text if number % 2 else copy)
    order = list(range(len(texts)))
    writer.rng.shuffle(order)
    names = {at: f"d{place}" for place, at in enumerate(order)}
    planted = {frozenset((names[copy], names[source])): share for copy, (source, share) in pairs.items()}
    return [(names[at], texts[at]) for at in order], planted


def reuse(sizes: Sequence[int] = SIZES) -> None:
    """Recall, precision, time and peak memory of ``diff --reuse``, as the command is used."""
    print("\ndiff --reuse: near-duplicates among many documents, and passages used again")
    print("documents    MB in   recall  precision   seconds of processor   ms a document   peak MB")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            documents, planted = corpus(size)
            file, found = Path(folder, f"{size}.jsonl"), Path(folder, "found.jsonl")
            with file.open("w", encoding="utf-8") as out:
                for name, text in documents:
                    out.write(json.dumps({"type": "document", "id": name, "text": text}, ensure_ascii=False))
                    out.write("\n")
            del documents
            elapsed, peak = measured([POVTOOL, "diff", "--reuse", str(file), "-o", str(found)])
            records = map(json.loads, found.open(encoding="utf-8"))
            pairs = {frozenset((r["doc_a"], r["doc_b"])) for r in records if r["kind"] == "near-duplicate"}
            hits = len(pairs & set(planted))
            megabytes, recall, precision = file.stat().st_size / 1e6, hits / len(planted), hits / len(pairs)
            print(
                f"{size:9,} {megabytes:8.1f} {recall:8.3f} {precision:10.3f}"
                f" {elapsed:22.1f} {1000 * elapsed / size:15.2f} {peak:9.0f}",
                flush=True,
            )


def measured(command: list[str]) -> tuple[float, float]:
    """Processor seconds and peak MB of a command, started by a small process: a child inherits the peak."""
    program = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:])\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", program, *command], capture_output=True, check=True)
    elapsed, peak = map(float, done.stdout.split())
    return elapsed, peak / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    reuse(tuple(map(int, sys.argv[1:])) or SIZES)
