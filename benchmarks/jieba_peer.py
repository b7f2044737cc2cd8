"""What one would write with jieba alone: JSON Lines in, tokens added, JSON Lines out. Run by segment.py.

    python benchmarks/jieba_peer.py function|command|copy|pos CORPUS

``function`` and ``pos`` print the processor seconds of the cutting alone; ``command`` does the whole of it,
``copy`` all but the cutting.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable

import orjson


def cutter(what: str) -> Callable[[str], Iterable[object]]:
    """jieba, its dictionary loaded; the text itself for ``copy``."""
    if what == "copy":
        return lambda text: [text]
    import jieba

    jieba.setLogLevel("CRITICAL")
    jieba.initialize()
    if what == "pos":
        from jieba import posseg

        return lambda text: [(pair.word, pair.flag) for pair in posseg.cut(text)]
    return jieba.lcut


def main() -> None:
    """Run one of them."""
    what, corpus = sys.argv[1:]
    cut = cutter(what)
    with open(corpus, "rb") as lines:
        if what in ("function", "pos"):
            texts = [orjson.loads(line)["text"] for line in lines]
            start = time.process_time()
            for text in texts:
                cut(text)
            print(time.process_time() - start)
            return
        for line in lines:
            record = orjson.loads(line)
            record["tokens"] = cut(record["text"])
            sys.stdout.buffer.write(orjson.dumps(record) + b"\n")


if __name__ == "__main__":
    main()
