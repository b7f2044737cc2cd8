"""How much of damage made by the forward model comes back, and how fast: the rates of the GBK slip.

The texts are the example pages of ``tests/``, in both scripts, put through the damage. Each character of a
repaired run counts as right, wrong, or lost (U+FFFD), by alignment with the sound text. What the first repair
of a process costs more, for reading the model and its tables, is told apart.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from povtool.clean.repair import slip
from povtool.clean.repair.edits import apply
from povtool.clean.repair.slip.forward import damaged
from povtool.convert.opencc import converter

ROOT = Path(__file__).resolve().parent.parent
WIDE = str.maketrans(",;:!?()", "，；：！？（）")
READINGS = {
    "農": "nóng",
    "發": "fā",
    "產": "chǎn",
    "業": "yè",
    "區": "qū",
    "縣": "xiàn",
    "貧": "pín",
    "數": "shù",
}
LOST = "\ufffd"


def texts() -> list[str]:
    """Sound texts in the width that the damage met."""
    files = [*sorted((ROOT / "tests/gold").glob("*.clean.json"))]
    files += sorted((ROOT / "tests/data/pages").glob("*.json"))
    found = (json.loads(file.read_text("utf-8"))["text"] for file in files)
    return [text.replace(LOST, "").translate(WIDE) for text in found]


def counted(sound: str, readings: dict[str, str]) -> Counter[str]:
    """What became of the damaged characters of one text."""
    sound = "".join(char for char in sound if char.encode("gbk", "ignore"))
    page = damaged(sound, readings, "！；？。、")
    start = time.process_time()
    result = slip.repair(page)
    counts = Counter(seconds=time.process_time() - start, bytes=len(page.encode()))  # type: ignore[arg-type]
    text, repairs = apply(page, result.edits)
    pairs = SequenceMatcher(None, text, sound, autojunk=False).get_matching_blocks()
    matched = {at for pair in pairs for at in range(pair.a, pair.a + pair.size)}
    for repair in repairs:
        span = range(repair["start"], repair["end"])
        counts["runs"] += 1
        counts["lost"] += sum(text[at] == LOST for at in span)
        counts["right"] += sum(at in matched for at in span)
        counts["wrong"] += sum(at not in matched and text[at] != LOST for at in span)
    return counts


def loading() -> float:
    """Seconds of processor time that a first run costs more than it does later, in both scripts."""
    shown = [
        damaged(f"{text}。积极推进易地扶贫搬迁，") for text in ("全面建成小康社会", "全面建成小康社會農產")
    ]
    took = []
    for _ in range(2):
        start = time.process_time()
        for page in shown:
            slip.repair(page)
        took.append(time.process_time() - start)
    return took[0] - took[1]


def rates() -> None:
    """Print the rates for each script."""
    print(f"{'slip, loading':28} {loading():.2f} s")
    traditional = converter("s2t")
    for name, readings, made in (
        ("slip, Simplified", {}, texts()),
        ("slip, Traditional", READINGS, [traditional.convert(text)[0] for text in texts()]),
    ):
        total: Counter[str] = Counter()
        for text in made:
            total.update(counted(text, readings))
        characters = total["right"] + total["wrong"] + total["lost"]
        shares = (f"{total[kind] / characters:.1%} {kind}" for kind in ("right", "wrong", "lost"))
        speed = total["bytes"] / 1e6 / total["seconds"]
        what = f"{total['runs']} repaired runs, {characters} characters"
        print(f"{name:28} {what}: {', '.join(shares)}; {speed:.3f} MB/s")


if __name__ == "__main__":
    rates()
