"""Speed and memory of ``stats`` on made input: segmented documents and claims, the worst case of each.

    python benchmarks/stats.py [MEGABYTES …]        # of documents: 200 1000 unless told
    python benchmarks/stats.py profile              # where memory and time go, on a quarter of the claims

The documents are the example pages with their words shuffled and every eighth one drawn from 300,000 made
words, rare ones rarely. The claims are those of the pages with place, year and value drawn at random, so
that hardly two are the same: real ones repeat, and need less.
"""

from __future__ import annotations

import cProfile
import io
import json
import pstats
import random
import re
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import orjson
from reuse import measured

ROOT = Path(__file__).resolve().parent.parent
POVTOOL = str(Path(sys.executable).with_name("povtool"))
SIZES = (200, 1000)
CLAIMS = 1_000_000
RUNS = (
    (),
    ("--tables", "dispersion"),
    ("--split", "source", "--top", "100"),
    ("--ngrams", "3", "--limit", str(10**9), "--least", "2"),
)
"""What is counted in the smallest corpus of words; the others have the first one only."""


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
    """Write segmented documents, ``size`` bytes of them."""
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
            out.write(orjson.dumps(page) + b"\n")
            number += 1


def claims(path: Path, count: int, chance: random.Random) -> None:
    """Write metric records, twenty a document."""
    found = [record for record in seeds("metrics") if record["type"] == "metric"]
    with path.open("wb") as out:
        for number in range(count):
            claim = dict(chance.choice(found)) | {"doc": f"d{number // 20}"}
            claim |= {"place": f"县{chance.randrange(2800)}", "period": str(chance.randrange(2012, 2021))}
            if claim["value"] is not None:
                claim["value"] = chance.randrange(100_000)
            out.write(orjson.dumps(claim) + b"\n")


def run(name: str, path: Path, *options: str) -> None:
    """Processor time, not the clock's: others use the machine too."""
    spent, peak = measured([POVTOOL, "stats", *options, "-o", str(path.with_suffix(".out")), str(path)])
    size = path.stat().st_size / 1e6
    print(
        f"{name:36} {size:6.0f} MB in {spent:8.1f} s {size / spent:6.1f} MB/s   peak {peak:5.0f} MB",
        flush=True,
    )


def stats(sizes: Sequence[int] = SIZES) -> None:
    """Speed and peak memory of the command, in one process."""
    print("\nstats: processor time and memory of the command")
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        for number, size in enumerate(sizes):
            words = Path(folder, "words.jsonl")
            documents(words, size * 10**6, chance)
            for options in RUNS[: 1 if number else None]:
                run(" ".join(("documents and words", *options[:2])), words, *options)
            words.unlink()
        said = Path(folder, "claims.jsonl")
        claims(said, CLAIMS, chance)
        run(f"{CLAIMS:,} claims, all tables", said)
        run("of these, claims", said, "--tables", "claims")
        run("of these, units", said, "--tables", "units")
        run("of these, disagreements", said, "--tables", "disagreements")


def profile(count: int = CLAIMS // 4) -> None:
    """What holds memory once all is counted and at the first row, then where the time goes, line by line."""
    from povtool.stats import Summary

    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder, "claims.jsonl")
        claims(said, count, random.Random(1))
        summary = Summary()
        tracemalloc.start()
        _count(summary, said)
        _held(f"{count:,} claims counted")
        rows = summary.result()
        next(rows)
        _held("the first row is out")
        written = 1 + sum(1 for _ in rows)
        print(f"{written:,} rows, at most {tracemalloc.get_traced_memory()[1] / 1e6:.0f} MB")
        tracemalloc.stop()
        timed = cProfile.Profile()
        timed.enable()
        summary = Summary()
        _count(summary, said)
        sum(1 for _ in summary.result())
        timed.disable()
    told = io.StringIO()
    pstats.Stats(timed, stream=told).sort_stats("tottime").print_stats(20)
    print(re.sub(r"\S*/(\w+/\w+\.py)", r"\1", told.getvalue()))


def _count(summary, path: Path) -> None:
    with path.open("rb") as lines:
        for line in lines:
            summary.add(orjson.loads(line))


def _held(when: str) -> None:
    now, peak = (size / 1e6 for size in tracemalloc.get_traced_memory())
    print(f"{when}: {now:.0f} MB held, {peak:.0f} MB at most")
    for found in tracemalloc.take_snapshot().statistics("lineno")[:8]:
        [frame] = found.traceback
        place = "/".join(Path(frame.filename).parts[-2:])
        print(f"  {found.size / 1e6:6.1f} MB  {found.count:9,} objects  {place}:{frame.lineno}")


if __name__ == "__main__":
    if sys.argv[1:] == ["profile"]:
        profile()
    else:
        stats(tuple(map(int, sys.argv[1:])) or SIZES)
