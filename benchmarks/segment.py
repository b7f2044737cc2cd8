"""``segment`` beside jieba on over 20 MB of mixed real text: speed, memory, first record, agreement.

    python benchmarks/segment.py          # speed, memory, first record
    python benchmarks/segment.py kinds    # the function's speed by kind of text
    python benchmarks/segment.py agree    # is the answer jieba's, on how much text?

Functions and commands are timed by processor time, the commands over all they do: start, read JSON Lines,
parse, cut, write. jieba cuts the texts as they are, povtool Traditional ones through their Simplified form.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import orjson
from corpora import CACHE, Text, compile_modules, texts

POVTOOL = str(Path(sys.executable).with_name("povtool"))
PEER = str(Path(__file__).with_name("jieba_peer.py"))
MOST_OF_ONE = 2_400_000
"""Bytes of text from one package in one script."""

LONGEST = 500_000
"""Bytes of a document that is taken."""

AGREEING = 800_000
"""The same for the comparison of answers, which jieba's parts of speech make slow."""

OF_A_KIND = 500_000
"""The same for the comparison by kinds."""

RUNS = 2


def chosen(most: int) -> Iterator[Text]:
    """Documents of every corpus, of each at most so many bytes."""
    sizes: Counter[tuple[str, str]] = Counter()
    for text in texts():
        key, size = (text.name.split("/")[0], text.script), len(text.text.encode())
        if size <= LONGEST and sizes[key] + size <= most:
            sizes[key] += size
            yield text


def corpus(name: str, most: int, scripts: tuple[str, ...] = ("hans", "hant")) -> Path:
    """Documents as JSON Lines, made when first asked for."""
    file = CACHE / f"segment-{name}.jsonl"
    if not file.exists():
        with file.with_suffix(".partial").open("wb") as out:
            for text in chosen(most):
                if text.script in scripts:
                    record = {"type": "document", "id": text.name, "text": text.text}
                    out.write(orjson.dumps(record) + b"\n")
        file.with_suffix(".partial").rename(file)
    return file


def processor_seconds(command: list[str]) -> float:
    """Processor time of a whole command, its output thrown away."""
    before = os.times()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def own_function(file: Path, **options: bool) -> float:
    """Processor seconds of povtool's cutting of every document, without reading and writing them."""
    from povtool.segment import SegmentConfig, segment

    documents = [orjson.loads(line) for line in file.open("rb")]
    config = SegmentConfig(**options)  # type: ignore[arg-type]
    list(segment([{"text": "實現脱贫"}], config))
    start = time.process_time()
    for _ in segment(documents, config):
        pass
    return time.process_time() - start


def peer_function(what: str, file: Path) -> float:
    """The same of jieba."""
    done = subprocess.run([sys.executable, PEER, what, str(file)], capture_output=True, check=True)
    return float(done.stdout)


def speed() -> None:
    """Functions and whole commands; jieba, being slow, is timed once."""
    mixed, hans = corpus("mixed", MOST_OF_ONE), corpus("hans", 700_000, ("hans",))
    for name, file, ours, theirs in (
        ("function", mixed, lambda: own_function(mixed), lambda: peer_function("function", mixed)),
        (
            "command",
            mixed,
            lambda: processor_seconds([POVTOOL, "segment", str(mixed)]),
            lambda: processor_seconds([sys.executable, PEER, "command", str(mixed)]),
        ),
        (
            "function --pos, hans",
            hans,
            lambda: own_function(hans, pos=True),
            lambda: peer_function("pos", hans),
        ),
    ):
        size = sum(len(orjson.loads(line)["text"].encode()) for line in file.open("rb")) / 1e6
        times = [ours()]
        other = theirs()
        times += [ours() for _ in range(RUNS - 1)]
        mine = statistics.median(times)
        print(
            f"segment {name:21} {size:5.1f} MB {size / mine:6.2f} MB/s   "
            f"jieba {version('jieba')} {size / other:6.3f} MB/s {other / mine:6.1f}×"
        )
    size = sum(len(orjson.loads(line)["text"].encode()) for line in mixed.open("rb")) / 1e6
    for name, options in (
        ("orjson and the pipe alone", None),
        ("--offsets", ["--offsets"]),
        ("--mode search", ["--mode", "search"]),
        ("--mode full", ["--mode", "full"]),
        ("--dict policy", ["--dict", "policy"]),
        ("--format text", ["--format", "text"]),
        ("--by sentence", ["--by", "sentence"]),
        ("--keep-quantities", ["--keep-quantities"]),
    ):
        command = [sys.executable, PEER, "copy"] if options is None else [POVTOOL, "segment", *options]
        print(f"segment {name:30} {size / processor_seconds([*command, str(mixed)]):6.2f} MB/s", flush=True)


def kinds() -> None:
    """The function beside jieba's by kind of text, whose ratios differ more than those of two runs."""
    import jieba

    from povtool.segment import segment
    from povtool.segment.engines import engine

    jieba.setLogLevel("CRITICAL")
    jieba.initialize()
    by_kind: dict[str, list[str]] = {}
    for text in chosen(OF_A_KIND):
        by_kind.setdefault(f"{text.name.split('/')[0]}, {text.script}", []).append(text.text)
    for kind, whole in by_kind.items():
        engine.cache_clear()  # and with it the stretches met in the kinds before
        list(segment([{"text": "實現脱贫"}]))
        start = time.process_time()
        tokens = sum(len(document["tokens"]) for document in segment([{"text": text} for text in whole]))
        mine = time.process_time() - start
        start = time.process_time()
        for text in whole:
            jieba.lcut(text)
        other = time.process_time() - start
        size = sum(len(text.encode()) for text in whole) / 1e6
        print(
            f"{kind:30} {size:5.2f} MB {tokens:7} tokens {size / mine:6.2f} MB/s "
            f"jieba {size / other:6.3f} MB/s {other / mine:6.1f}×",
            flush=True,
        )


def first_record() -> None:
    """Seconds until the first record is out, with the input still open: dictionaries in the disk's cache."""
    for options in ([], ["--pos"], ["--dict", "policy"]):
        times = []
        for _ in range(5):
            start = time.perf_counter()
            process = subprocess.Popen(
                [POVTOOL, "segment", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            assert process.stdin and process.stdout
            process.stdin.write('{"text":"实现贫困县脱贫的目标"}\n'.encode())
            process.stdin.flush()
            process.stdout.readline()
            times.append(time.perf_counter() - start)
            process.communicate()
        print(f"povtool segment {' '.join(options):14} first record after {statistics.median(times):.3f} s")


def memory() -> None:
    """Peak memory at 10 and at 500 MB of input; run before this process grows."""
    from run import run_measured

    one = corpus("mixed", MOST_OF_ONE).read_bytes()[:10_000_000]
    one = one[: one.rindex(b"\n") + 1]
    big = CACHE / "segment-big.jsonl"
    for copies in (1, 50):
        with big.open("wb") as out:
            out.writelines([one] * copies)
        elapsed, peak = run_measured([POVTOOL, "segment", str(big)])
        size = big.stat().st_size / 1e6
        print(f"povtool segment {size:6.1f} MB in   peak {peak:4.0f} MB   {elapsed:6.1f} s", flush=True)
    big.unlink()


def agree() -> None:
    """Count where povtool's answer is not jieba's, in every mode, on the Simplified form of each text."""
    import jieba
    from jieba import posseg

    from povtool.segment import simplified_form
    from povtool.segment.fast import fast
    from povtool.segment.tokens import Tokens, full_tokens, search_tokens

    jieba.setLogLevel("CRITICAL")
    ours = fast(())
    Answer = Callable[[str], object]
    pairs: dict[str, tuple[Answer, Answer]] = {
        "cut": (ours.cut, jieba.lcut),
        "cut, no HMM": (lambda text: ours.cut(text, False), lambda text: jieba.lcut(text, HMM=False)),
        "search": (
            lambda text: search_tokens(ours, Tokens(ours.cut(text)), []).words,
            jieba.lcut_for_search,
        ),
        "full": (
            lambda text: full_tokens(ours, text, []).words,
            lambda text: list(filter(None, jieba.lcut(text, cut_all=True))),
        ),
        "pos": (
            lambda text: list(zip(*ours.tag(text), strict=True)),
            lambda text: [(pair.word, pair.flag) for pair in posseg.cut(text)],
        ),
        "pos, no HMM": (
            lambda text: list(zip(*ours.tag(text, False), strict=True)),
            lambda text: [(pair.word, pair.flag) for pair in posseg.cut(text, HMM=False)],
        ),
    }
    different: Counter[str] = Counter()
    size = documents = words = 0
    for text in chosen(AGREEING):
        plain = simplified_form(text.text)
        size, documents = size + len(plain.encode()), documents + 1
        words += len(ours.cut(plain))
        for name, (mine, theirs) in pairs.items():
            if mine(plain) != theirs(plain):
                different[name] += 1
                print(f"{name} differs in {text.name}")
    print(f"{documents} documents, {size / 1e6:.1f} MB, {words} tokens, jieba {version('jieba')}")
    for name in pairs:
        print(f"{name:12} {different[name]} documents differ")


if __name__ == "__main__":
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, povtool {version('povtool')}")
    if sys.argv[1:] == ["agree"]:
        agree()
    elif sys.argv[1:] == ["kinds"]:
        kinds()
    else:
        compile_modules()
        memory()
        first_record()
        speed()
