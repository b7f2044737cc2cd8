"""Speed and memory of povtool beside what one would use instead, as ratios of one run: ``make bench``.

Every line names both sides and their versions. Figures are the medians of several runs, taken in turn, so
that a machine that slows down slows both. Nothing here is a test: it never fails, and no absolute time is
promised.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from detection import detection
from extraction import extraction
from reuse import reuse
from slip import rates
from stats import stats

ROOT = Path(__file__).resolve().parent.parent
SEEDS = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
POVTOOL = str(Path(sys.executable).with_name("povtool"))
RUNS = 5

Work = Callable[[], object]


def seconds(work: Work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(name: str, ours: Work, theirs_name: str, theirs: Work, size: float) -> None:
    """Print the speeds of two functions on the same text, in MB of UTF-8 a second, and their ratio."""
    ours(), theirs()  # dictionaries are loaded before the clock runs
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(RUNS)]
    mine, other = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"{name:28} {size / mine:8.2f} MB/s   {theirs_name:34} {size / other:8.2f} MB/s   {ratio:6.1f}×")


def start_up() -> None:
    """How long an empty command takes, against importing Typer alone."""

    def run(*command: str) -> Work:
        return lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True)

    base = run(sys.executable, "-c", "import typer")
    for option in ("--version", "--help"):
        command = run(POVTOOL, option)
        pairs = [(seconds(command), seconds(base)) for _ in range(RUNS)]
        ratio = statistics.median(a / b for a, b in pairs)
        print(f"povtool {option:20} {statistics.median(a for a, _ in pairs):8.3f} s      "
              f"python -c 'import typer' (typer {version('typer')})   {ratio:14.2f}× its time")  # fmt: skip


def functions() -> None:
    """One text through one function of each side."""
    import jieba

    from povtool.segment.engines import engine

    jieba.setLogLevel("CRITICAL")
    simplified = "\n".join(SEEDS[:3]) * 3
    cut = engine().cut
    size = len(simplified.encode()) / 1e6
    compare(
        "segment", lambda: cut(simplified), f"jieba {version('jieba')}", lambda: jieba.lcut(simplified), size
    )


def commands() -> None:
    """Whole commands on the seeds repeated, with the peak memory of each at two sizes."""
    with tempfile.TemporaryDirectory() as folder:
        for command in (["segment"], ["metrics"]):
            for copies in (40, 400):
                corpus = Path(folder, f"{copies}.jsonl")
                if not corpus.exists():
                    make_corpus(corpus, copies)
                size = corpus.stat().st_size / 1e6
                elapsed, peak = run_measured([POVTOOL, *command, str(corpus)])
                print(
                    f"povtool {' '.join(command):20} {size / elapsed:8.2f} MB/s   "
                    f"{size:6.1f} MB in   peak {peak:6.0f} MB"
                )


def make_corpus(file: Path, copies: int) -> None:
    """The seeds as cleaned documents, many times over."""
    seeds = [str(path) for path in sorted((ROOT / "seeds").glob("*.txt"))]
    one = subprocess.run([POVTOOL, "clean", *seeds], capture_output=True, check=True).stdout
    with file.open("wb") as out:
        out.writelines([one] * copies)


def run_measured(command: list[str]) -> tuple[float, float]:
    """Seconds and peak memory (MB) of a command, from the system's own accounting."""
    start = time.perf_counter()
    process = os.fork()
    if process == 0:
        with open(os.devnull, "wb") as nothing:
            os.dup2(nothing.fileno(), 1)
        os.execv(command[0], command)
    _, _, usage = os.wait4(process, 0)
    return time.perf_counter() - start, usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, povtool {version('povtool')}")
    start_up()
    import clean
    import convert
    import metrics
    import segment

    commands()  # first, while this process is small: a child starts with its parent's peak
    clean.commands()
    convert.memory()
    convert.first_record()
    convert.speed()
    segment.memory()
    segment.first_record()
    segment.speed()
    functions()
    detection()
    extraction()
    clean.functions()
    metrics.main()
    rates()
    stats()
    reuse()
