"""Regenerates everything in the repository that is made from the program itself.

python scripts/docs.py                   all of it
python scripts/docs.py man completions   some of it
python scripts/docs.py --check           writes nothing; names what differs and exits 1
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from docgen import bash, fish, man, outputs, picture, zsh
from docgen.tree import program

ROOT = Path(__file__).resolve().parent.parent
TYPED = "povtool grep-metrics 贫困 seeds/*"
PICTURED = "povtool grep-metrics --color always --format text 贫困 seeds/*"

Files = dict[Path, str]


def _man() -> Files:
    made = man.pages(program(), ROOT / "docs" / "man")
    return {ROOT / "man" / name: text for name, text in made.items()}


def _completions() -> Files:
    folder = ROOT / "completions"
    tree = program()
    return {
        folder / "povtool.bash": bash.script(tree),
        folder / "_povtool": zsh.script(tree),
        folder / "povtool.fish": fish.script(tree),
    }


def _outputs() -> Files:
    files = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return {file: outputs.refreshed(file.read_text("utf-8"), ROOT) for file in files}


def _picture() -> Files:
    return {ROOT / "docs" / "povtool.svg": picture.picture(PICTURED, ROOT, typed=TYPED)}


PARTS: dict[str, Callable[[], Files]] = {
    "man": _man,
    "completions": _completions,
    "outputs": _outputs,
    "picture": _picture,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the parts asked for; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing, name what differs")
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all if none is named"
    )
    asked = parser.parse_args(arguments)
    if unknown := sorted(set(asked.parts) - set(PARTS)):
        parser.error(f"no such part: {', '.join(unknown)}")
    status = 0
    for part in asked.parts or PARTS:
        try:
            wanted = PARTS[part]()
        except (OSError, ValueError) as problem:
            print(f"{part}: {problem}", file=sys.stderr)
            status = 2
            continue
        stale = set((ROOT / "man").glob("*.1")) - set(wanted) if part == "man" else set()
        drifted = [file for file, text in wanted.items() if _differs(file, text)] + sorted(stale)
        for file in drifted:
            print(f"{file.relative_to(ROOT)}: {'differs; run make docs' if asked.check else 'written'}")
            if not asked.check:
                _put(file, wanted.get(file))
        if asked.check and drifted:
            status = status or 1
    return status


def _differs(file: Path, text: str) -> bool:
    return not file.is_file() or file.read_text("utf-8") != text


def _put(file: Path, text: str | None) -> None:
    """Write a file, or remove the page of a command that is no more."""
    if text is None:
        file.unlink()
    else:
        file.write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
