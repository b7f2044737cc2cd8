"""How often the encoding of real text is found, beside charset-normalizer on the same bytes.

Needs charset-normalizer (``pip install '.[bench]'``); without it, that side is left out.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from stretches import ENCODINGS, TIMES, Stretch, stretches

from povtool.clean.decode import decode
from povtool.errors import InputError


def ours(case: Stretch) -> bool:
    """Whether povtool reads a stretch right."""
    try:
        return decode(case.data).text == case.text
    except InputError:
        return False


def theirs(case: Stretch) -> bool:
    """Whether charset-normalizer does."""
    from charset_normalizer import from_bytes

    best = from_bytes(case.data).best()
    return best is not None and str(best).removeprefix("\ufeff") == case.text


def detection() -> None:
    """Both rates for each encoding and length, and for all."""
    sides = {f"povtool {version('povtool')}": ours}
    with suppress(PackageNotFoundError):
        sides[f"charset-normalizer {version('charset-normalizer')}"] = theirs
    cases = list(stretches())
    right: dict[tuple[str, str, int], list[bool]] = defaultdict(list)
    for side, reads in sides.items():
        start = time.perf_counter()
        for case in cases:
            right[side, case.encoding, case.size].append(reads(case))
        elapsed = time.perf_counter() - start
        every = [each for (name, *_), found in right.items() if name == side for each in found]
        print(
            f"encodings found by {side:28} {100 * sum(every) / len(every):6.2f} % of {len(every)} stretches"
            f"   {1000 * elapsed / len(every):6.2f} ms each"
        )
    for encoding in ENCODINGS:
        for size in TIMES:
            rates = [right[side, encoding, size] for side in sides]
            told = "   ".join(f"{100 * sum(rate) / len(rate):6.2f} %" for rate in rates)
            print(f"  {encoding:20} {size:5} characters   {told}   of {len(rates[0])}")


if __name__ == "__main__":
    detection()
