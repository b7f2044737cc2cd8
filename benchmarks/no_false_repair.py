"""What ``clean``'s repairs change in undamaged text: nothing, if all is well.

    python benchmarks/no_false_repair.py [--per-kind N] [--most MB] [PACKAGE…]

Runs all steps on the corpora of ``corpora.py`` (a part of each with ``--most``) and prints every change with
its context by kind, for a person to judge: some of the text is damaged after all. Control characters, whose
removal nobody sees, are only counted.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict

import corpora

from povtool.clean.repair import mend

AROUND = 18
"""Characters of context on each side."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", nargs="*")
    parser.add_argument("--per-kind", type=int, default=40, help="changes printed of each kind")
    parser.add_argument("--most", type=float, default=1e9, help="megabytes looked at of each package")
    options = parser.parse_args()
    changes: dict[str, list[str]] = defaultdict(list)
    sizes: dict[str, int] = defaultdict(int)
    elapsed = 0.0
    for name, _, text in corpora.texts(*options.packages):
        package = name.split("/")[0]
        if sizes[package] > options.most * 1e6:
            continue
        sizes[package] += len(text.encode())
        start = time.perf_counter()
        mended = mend(text)
        elapsed += time.perf_counter() - start
        for repair in mended.repairs:
            after = mended.text[repair["start"] : repair["end"]]
            context = show(mended.text, repair["start"], repair["end"])
            changes[repair["kind"]].append(f"{name}: {repair['was']!r} -> {after!r} in {context}")
        for damage in mended.damaged:
            context = show(mended.text, damage["start"], damage["end"])
            changes[f"damaged: {damage['why']}"].append(f"{name}: {context}")
    for kind, found in sorted(changes.items()):
        print(f"\n{kind}: {len(found)}")
        for line in found[: 0 if kind == "control" else options.per_kind]:
            print("   ", line)
    total = sum(sizes.values()) / 1e6
    print(f"\n{total:.1f} MB of {len(sizes)} packages, {total / elapsed:.1f} MB/s")


def show(text: str, start: int, end: int) -> str:
    """A place in its line."""
    before = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    after = text[end : end + AROUND].partition("\n")[0]
    return f"{before}⟦{text[start:end]}⟧{after}"


if __name__ == "__main__":
    main()
