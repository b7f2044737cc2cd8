"""Pages as sites build them: the texts of the gold and of tests/data/pages in six kinds of markup.

Each kind has what real ones have: navigation, sidebars, related links, scripts, footers, its own idea of a
paragraph. What the extraction should give back is known, so that tools can be measured and floors held.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).resolve().parent
KINDS = sorted(path.stem for path in (TESTS / "data" / "html").glob("*.html"))
CHARSETS = {"portal": "gb18030", "tables": "gb18030"}

TABLE = (
    ("项目名称", "建设地点", "投资（万元）"),
    ("通村道路硬化", "青山镇柳树村", "126.5"),
    ("蔬菜大棚建设", "河口乡", "1,380"),
    ("饮水安全巩固提升", "云岭村", "47"),
)
CAPTION = "圖為村民在田間採收蔬菜。記者王小明攝"


@dataclass(frozen=True)
class Article:
    """What a page says, before a site wraps it."""

    name: str
    title: str
    text: str
    date: str
    time: str
    source: str
    author: str


@dataclass(frozen=True)
class Page:
    """One page of one kind, and the text it holds."""

    kind: str
    article: Article
    data: bytes
    text: str
    """Paragraphs, and the table where the page has one: cells by tabs, a row a line."""
    table: bool


def articles() -> Iterator[Article]:
    """The texts: what a reader found in each page by hand."""
    for path in sorted((TESTS / "data" / "pages").glob("*.json")):
        yield _article(path.stem, json.loads(path.read_text("utf-8")))
    for path in sorted((TESTS / "gold").glob("*.clean.json")):
        gold = json.loads(path.read_text("utf-8"))
        yield _article(path.name[:3], {**gold["meta"], "text": gold["text"]})


def _article(name: str, gold: dict) -> Article:
    date, _, time = gold.get("date", "2019-09-18").partition("T")
    date = date if len(date) == 10 else "2019-09-18"
    title = gold.get("title") or gold["text"].partition("。")[0][-20:]
    author = (gold.get("author") or ["张华"])[0]
    return Article(
        name, title, gold["text"], date, time[:5] or "17:35", gold.get("source") or "县融媒体中心", author
    )


def page(kind: str, article: Article, *, table: bool = False) -> Page:
    """An article as a site of this kind publishes it, in the encoding such a site has."""
    lines = [html.escape(line, quote=False) for line in article.text.split("\n")]
    year, month, day = article.date.split("-")
    plain = "".join(f"<p>{line}</p>" for line in lines)
    filled = (
        (TESTS / "data" / "html" / f"{kind}.html").read_text("utf-8").replace("{{", "{").replace("}}", "}")
    )
    values = {
        "title": html.escape(article.title),
        "date": article.date,
        "date_cn": f"{year}年{month}月{day}日",
        "date_slash": f"{year}/{month}/{day}",
        "time": article.time,
        "source": article.source,
        "author": article.author,
        "editor": "张玉、谢磊",
        "byline": f"记者 {article.author}",
        "keywords": "脱贫攻坚,产业扶贫",
        "site": "某某县人民政府",
        "caption": CAPTION,
        "paragraphs": "\n".join(f'<p align="justify">　　{line}</p>' for line in lines),
        "breaks": "\n".join(f"<p>\n\t　　{line}</p>" for line in lines),
        "oldbreaks": "<BR>\n<BR>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in lines),
        "spans": "".join(f'<section><p style="text-indent:2em">{_cut(line)}</p></section>' for line in lines),
        "divs": "".join(f"<p>{line}</p>\n" for line in lines),
        "plain": plain,
        "table": _table() if table else "",
    }
    for name, value in values.items():
        filled = filled.replace(f"{{{name}}}", value)
    rows = ["\t".join(row) for row in TABLE] if table else []
    charset = CHARSETS.get(kind, "utf-8")
    return Page(kind, article, filled.encode(charset), "\n".join([article.text, *rows]), table)


def _cut(line: str) -> str:
    """Spans as editors leave them: through words, with strong inside."""
    at = max(1, len(line) // 3)
    if "&" in line:
        return f"<span>{line}</span>"
    return (
        f'<span style="font-size:16px">{line[:at]}</span><span><strong>{line[at : at + 3]}</strong></span>'
        f'<span leaf="">{line[at + 3 :]}</span>'
    )


def _table() -> str:
    rows = "".join(f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>" for row in TABLE)
    return f'<table border="1"><tbody>{rows}</tbody></table>'


def pages() -> Iterator[Page]:
    """Every article in every kind of markup, every second one with a table of figures."""
    for number, article in enumerate(articles()):
        for kind in KINDS:
            yield page(kind, article, table=number % 2 == 1)
