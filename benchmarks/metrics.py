"""``metrics`` beside packages that find numbers or sums of money, on the annotated pages of the tests.

None of them finds claims: the peers give a number, or money, and povtool the whole claim around it. Each has
an environment of its own, made when first needed. Times are processor time, taken in turn.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

from corpora import CACHE

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
PAGES = (GOLD, *(ROOT / "tests" / "claims" / name for name in ("seen", "second", "unseen")))
PEER = str(Path(__file__).with_name("metrics_peer.py"))
PEERS = {
    "recognizers-text-suite": ("recognizers-text-suite==1.0.2a2", "emoji<2", "setuptools<80"),
    "jionlp": ("jionlp==1.5.31",),
    "chinese2digits": ("chinese2digits==6.0.2",),
}
RUNS = 3
TIMES = 3
"""How often the pages are repeated for a measurement."""


def documents() -> list[dict[str, str]]:
    """The texts of the annotated pages, as whole documents."""
    found = []
    for gold in PAGES:
        done = subprocess.run(
            [sys.executable, GOLD / "score.py", "texts", gold], capture_output=True, check=True
        )
        found += [json.loads(line) for line in done.stdout.splitlines()]
    return found


def peer_python(name: str) -> str:
    """The Python of the environment that has a peer."""
    folder = CACHE / name
    python = folder / "bin" / "python"
    if not (folder / "made").exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS[name]], check=True)
        (folder / "made").touch()
    return str(python)


def ours(records: list[dict[str, str]]) -> tuple[int, float]:
    """How many claims povtool finds, and the processor seconds."""
    from povtool.metrics import MetricsConfig, metrics

    config = MetricsConfig(formulas=False)
    start = time.process_time()
    found = sum(1 for _ in metrics(iter(records), config))
    return found, time.process_time() - start


def theirs(name: str, file: Path) -> tuple[int, float]:
    """The same of a peer."""
    done = subprocess.run([peer_python(name), PEER, name, file], capture_output=True, check=True)
    count, seconds = done.stdout.split()[-2:]
    return int(count), float(seconds)


def main() -> None:
    """Print one line for each peer."""
    records = documents() * TIMES
    size = sum(len(record["text"].encode()) for record in records) / 1e6
    ours(records)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pages.jsonl"
        lines = (json.dumps({"text": record["text"]}, ensure_ascii=False) for record in records)
        file.write_text("\n".join(lines), "utf-8")
        for name, wanted in PEERS.items():
            pairs = [(ours(records), theirs(name, file)) for _ in range(RUNS)]
            mine = statistics.median(a[1] for a, _ in pairs)
            other = statistics.median(b[1] for _, b in pairs)
            print(
                f"metrics {pairs[0][0][0]:6} claims {size / mine:6.2f} MB/s   "
                f"{wanted[0]:34} {pairs[0][1][0]:6} found {size / other:8.3f} MB/s   {other / mine:8.1f}×"
            )


if __name__ == "__main__":
    main()
