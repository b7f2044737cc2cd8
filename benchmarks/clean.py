"""``clean`` beside ftfy on undamaged pages, and its peak memory at two sizes: part of ``make bench``.

ftfy answers another question (it mends mojibake and knows nothing of pages), but it is what one would run
over such text, so ``clean``, which also tells text from navigation and reads the bylines, has to be faster.
"""

from __future__ import annotations

import random
import subprocess
import tempfile
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import orjson
from run import POVTOOL, ROOT, SEEDS, compare, run_measured

SIZES = (10, 200)
"""MB of input at which peak memory is taken."""

_SIGNS_OF_DAMAGE = "?\ufffd"
_SHORT = 30
"""Code points up to which a line counts as navigation where such pages are made up."""


def corpora() -> dict[str, list[str]]:
    """Undamaged texts by what they are; none of their lines is changed but in the last two."""
    from povtool.convert.opencc import converter

    traditional = converter("s2t")
    pages = [path.read_text("utf-8") for path in sorted((ROOT / "tests/data/pages").glob("*.txt"))]
    seeds = [seed for seed in SEEDS if not any(sign in seed for sign in _SIGNS_OF_DAMAGE)]
    lines = [line for page in pages + seeds for line in page.split("\n")]
    prose = [line for line in lines if line.endswith("。") and len(line) > _SHORT]
    short = [line for line in lines if line.strip() and len(line) <= _SHORT]
    chance = random.Random(1)
    reports = ["\n".join(chance.choices(prose, k=100)) for _ in range(6)]
    lists = ["\n".join([*chance.choices(short, k=150), chance.choice(prose)]) for _ in range(20)]
    return {
        "articles": seeds,
        "articles, Traditional": [traditional.convert(seed).text for seed in seeds],
        "work reports": reports,
        "short pages": pages,
        "lists of links": lists,
        "short pages, lines new": [renewed(page, chance) for _ in range(18) for page in pages],
        "lists, lines new": [renewed(page, chance) for _ in range(4) for page in lists],
    }


def renewed(page: str, chance: random.Random) -> str:
    """A page with a character put into every line, so that nothing is met twice."""
    lines = []
    for line in page.split("\n"):
        at = chance.randrange(len(line) + 1)
        lines.append(line[:at] + chr(chance.randrange(0x4E00, 0x5A00)) + line[at:] if line.strip() else line)
    return "\n".join(lines)


def repeated(texts: list[str], megabytes: float) -> Iterable[str]:
    """The texts over and over, up to a size in MB of UTF-8."""
    size = 0.0
    while size < megabytes:
        for text in texts:
            yield text
            size += len(text.encode()) / 1e6
            if size >= megabytes:
                return


def functions() -> None:
    """``povtool.clean.clean`` and ``ftfy.fix_text`` on the same texts."""
    import ftfy

    from povtool.clean import clean

    for name, texts in corpora().items():
        chosen = list(repeated(texts, 0.5))
        records = [{"type": "document", "id": str(i), "text": text} for i, text in enumerate(chosen)]
        size = sum(len(text.encode()) for text in chosen) / 1e6
        compare(
            f"clean {name}",
            lambda: list(clean(records)),  # noqa: B023
            f"ftfy.fix_text {version('ftfy')}",
            lambda: [ftfy.fix_text(text) for text in chosen],  # noqa: B023
            size,
        )


def commands() -> None:
    """The whole command on undamaged articles and reports: speed, and peak memory at two sizes."""
    made = corpora()
    texts = made["articles"] + made["articles, Traditional"] + made["work reports"][:1] + made["short pages"]
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in SIZES:
            corpus = Path(folder, f"{megabytes}.jsonl")
            with corpus.open("wb") as out:
                for number, text in enumerate(repeated(texts, megabytes)):
                    out.write(orjson.dumps({"id": str(number), "text": text}) + b"\n")
            for jobs in ("1", "2"):
                size = corpus.stat().st_size / 1e6
                elapsed, peak = run_measured([POVTOOL, "clean", "--jobs", jobs, str(corpus)])
                print(
                    f"povtool clean --jobs {jobs:7} {size / elapsed:8.2f} MB/s   "
                    f"{size:6.1f} MB in   peak {peak:6.0f} MB"
                )


if __name__ == "__main__":
    subprocess.run([POVTOOL, "--version"], check=True)
    commands()
    functions()
