"""Derive ``data/radicals.tsv`` from Unicode's EquivalentUnifiedIdeograph.txt, given as the only argument."""

from __future__ import annotations

import re
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/povtool/data/radicals.tsv"
HEAD = """\
# Radicals that are characters of their own in Unicode, and the ideograph that each looks like.
# Columns: radical, ideograph.
# Source: EquivalentUnifiedIdeograph.txt of the Unicode Character Database {version}, its radicals
# (U+2E80-U+2FD5); Copyright Unicode, Inc. Licence: Unicode-DFS-2016.
# Derived by scripts/derive_radicals.py
"""


def main(source: Path) -> None:
    text = source.read_text("utf-8")
    version = re.search(r"EquivalentUnifiedIdeograph-([\d.]+)\.txt", text)
    rows = []
    for line in text.splitlines():
        match = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*([0-9A-F]+)", line)
        if match:
            first, last = int(match[1], 16), int(match[2] or match[1], 16)
            rows += [(code, int(match[3], 16)) for code in range(first, last + 1) if code <= 0x2FD5]
    head = HEAD.format(version=version[1] if version else "")
    TARGET.write_text(head + "".join(f"{chr(a)}\t{chr(b)}\n" for a, b in rows), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
