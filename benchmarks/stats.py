"""Speed and memory of ``stats`` on made input: segmented documents and claims, the worst case of each.

python benchmarks/stats.py [MEGABYTES] [CLAIMS]

The documents are the example pages with their words shuffled and every eighth one drawn from 300,000 made
words, rare ones rarely. The claims are those of the pages with place, year and value drawn at random, so
that hardly two are the same: real ones repeat, and need less.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from corpora import ROOT

POVTOOL = str(Path(sys.executable).with_name("povtool"))


def seeds(*commands: str) -> list[dict]:
    """The records that a pipe makes of the example pages."""
    data = b""
    for number, command in enumerate(commands):
        files = sorted(map(str, (ROOT / "seeds").glob("*.txt"))) if not number else []
        done = subprocess.run(
            [POVTOOL, *command.split(), *files], input=data, capture_output=True, check=True
        )
        data = done.stdout
    return [json.loads(line) for line in data.splitlines()]


def documents(path: Path, size: int, chance: random.Random) -> None:
    pages = seeds("clean", "convert --to hans", "segment")
    characters = [chr(code) for code in range(0x4E00, 0x5800)]
    made = ["".join(chance.choices(characters, k=2)) for _ in range(300_000)]
    number = 0
    with path.open("wb") as out:
        while out.tell() < size:
            page = dict(chance.choice(pages))
            words = chance.sample(page["tokens"], len(page["tokens"]))
            for place in range(0, len(words), 8):
                words[place] = made[min(int(chance.paretovariate(0.35)), len(made) - 1)]
            page |= {"tokens": words, "text": "".join(words), "id": f"d{number}"}
            out.write(json.dumps(page, ensure_ascii=False).encode() + b"\n")
            number += 1


def claims(path: Path, count: int, chance: random.Random) -> None:
    found = [record for record in seeds("metrics") if record["type"] == "metric"]
    with path.open("wb") as out:
        for number in range(count):
            claim = dict(chance.choice(found)) | {"doc": f"d{number // 20}"}
            claim |= {"place": f"县{chance.randrange(2800)}", "period": str(chance.randrange(2012, 2021))}
            if claim["value"] is not None:
                claim["value"] = chance.randrange(100_000)
            out.write(json.dumps(claim, ensure_ascii=False).encode() + b"\n")


def run(name: str, path: Path, *options: str) -> None:
    """Processor time, not the clock's: others use the machine too."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # A process of its own, whose peak nothing before it has raised.
    child = "import resource, subprocess, sys;"
    child += "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
    child += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    command = [sys.executable, "-c", child, POVTOOL, "stats", *options, str(path)]
    peak = int(subprocess.run(command, capture_output=True, check=True).stdout) / 1024
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    size = path.stat().st_size / 1e6
    print(
        f"{name:34} {size:7.0f} MB  {spent:6.1f} s  {size / spent:6.1f} MB/s  {peak:6.0f} MiB at most",
        flush=True,
    )


def main() -> None:
    size, count = (int(argument) for argument in [*sys.argv[1:], *("200", "1000000")[len(sys.argv) - 1 :]])
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        words, said = Path(folder, "words.jsonl"), Path(folder, "claims.jsonl")
        documents(words, size * 10**6, chance)
        claims(said, count, chance)
        run("documents and words", words)
        run("dispersion", words, "--tables", "dispersion")
        run("keyness by source", words, "--split", "source", "--top", "100")
        run("n-grams of 3 words", words, "--ngrams", "3", "--limit", str(10**9), "--least", "2")
        run(f"{count:,} claims", said)
        run("disagreements of these", said, "--tables", "disagreements")


if __name__ == "__main__":
    main()
