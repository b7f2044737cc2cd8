"""Make src/povtool/data/readings.tsv: the Mandarin readings of Traditional characters, from pypinyin.

pip install pypinyin
python scripts/derive_readings.py src/povtool/data/readings.tsv
"""

from __future__ import annotations

import sys
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

from povtool.clean.repair.slip.alphabet import characters
from povtool.convert.script import simplified_characters

HEAD = """\
# The Mandarin readings of the Traditional characters that GBK has and Simplified script writes otherwise:
# a reading with its tone, then the characters that have it, among others or alone.
# Source: pypinyin {} (MIT licence, copyright 2016 mozillazg and contributors), from Unihan and
# other dictionaries.
# Derived by scripts/derive_readings.py; licence: Apache-2.0, with the notice above.
"""


def main(target: str) -> None:
    from pypinyin.constants import PINYIN_DICT

    simplified = simplified_characters()
    having: dict[str, list[str]] = defaultdict(list)
    for char in sorted(characters().values()):
        if ord(char) in simplified:
            for reading in PINYIN_DICT.get(ord(char), "").split(","):
                having[reading].append(char)
    having.pop("", None)
    rows = [f"{reading}\t{''.join(chars)}\n" for reading, chars in sorted(having.items())]
    Path(target).write_text(HEAD.format(version("pypinyin")) + "".join(rows), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
