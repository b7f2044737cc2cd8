"""How much of the article povtool finds in HTML, and how fast, beside trafilatura on the same pages.

Needs trafilatura (``pip install '.[bench]'``); without it, that side is left out.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from htmlpages import Page, pages
from rapidfuzz.distance import LCSseq

from povtool.clean import clean
from povtool.records import RawPage

Extract = Callable[[bytes], str]
RUNS = 3


def ours(data: bytes) -> str:
    """The text of povtool's document."""
    [document] = clean([RawPage("page", "page.html", data)])
    assert isinstance(document, dict)
    return str(document["text"])


def theirs() -> Extract:
    """Trafilatura's text, without comments; raises ImportError."""
    from trafilatura import extract

    return lambda data: extract(data, include_comments=False) or ""


def score(page: Page, found: str) -> float:
    """F1 over characters, white space and table rules left out, by the longest common subsequence."""
    wanted, got = ("".join(text.replace("|", "").split()) for text in (page.text, found))
    return 2 * LCSseq.similarity(wanted, got) / (len(wanted) + len(got))


def extraction() -> None:
    """Quality and speed of both sides."""
    sides = {f"povtool {version('povtool')}": ours}
    with suppress(ImportError, PackageNotFoundError):
        sides[f"trafilatura {version('trafilatura')}"] = theirs()
    known = list(pages())
    for side, extract in sides.items():
        texts = [extract(page.data) for page in known]
        f1 = statistics.mean(score(page, text) for page, text in zip(known, texts, strict=True))
        times = []
        for _ in range(RUNS):
            start = time.perf_counter()
            for page in known:
                extract(page.data)
            times.append(time.perf_counter() - start)
        each = 1000 * statistics.median(times) / len(known)
        print(f"text of HTML by {side:28} F1 {f1:.3f}   {each:6.2f} ms each of {len(known)} pages")


if __name__ == "__main__":
    extraction()
