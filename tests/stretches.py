"""Stretches of real text in every encoding: what the detection of encodings is tested and measured on."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from povtool.convert.opencc import converter

ROOT = Path(__file__).resolve().parent.parent
ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be", "utf-16-le with BOM", "utf-16-be with BOM")
TIMES: Mapping[int, int] = {20: 12, 200: 5, 2000: 2}
"""Code points of a stretch → how many are taken from each text."""


class Stretch(NamedTuple):
    """A few lines from the middle of a page."""

    text: str
    size: int
    encoding: str
    data: bytes


def texts() -> list[str]:
    """The seeds and the hand-checked pages, as they are and in the other script."""
    files = sorted((ROOT / "seeds").glob("*.txt")) + sorted((ROOT / "tests/data/pages").glob("*.txt"))
    found = [file.read_text("utf-8") for file in files]
    to_hant, to_hans = converter("s2t"), converter("t2s")
    hans = [to_hans.convert(text)[0] for text in found]
    return found + [to_hant.convert(a)[0] if a == b else b for a, b in zip(found, hans, strict=True)]


def stretches(times: Mapping[int, int] = TIMES) -> Iterator[Stretch]:
    """Stretches at many offsets, each in every encoding that has all its characters."""
    chance = random.Random(20200101)
    for page in texts():
        for size, count in times.items():
            for _ in range(count):
                start = chance.randrange(max(1, len(page) - size))
                text = page[start : start + size]
                if any("\u4e00" <= char <= "\u9fff" for char in text):
                    yield from _encoded(text, size)


def _encoded(text: str, size: int) -> Iterator[Stretch]:
    for name in ENCODINGS:
        codec = name.removesuffix(" with BOM")
        mark = "\ufeff" if codec != name else ""
        try:  # cp950: Big5 as Windows writes and browsers read it
            data = (mark + text).encode("cp950" if codec == "big5" else codec)
        except UnicodeEncodeError:
            continue
        yield Stretch(text, size, name, data)
