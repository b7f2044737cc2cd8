"""What says nothing changes no claim: script, width, separators, spaces and line breaks."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from test_wrapped import wrapped

from povtool.clean import clean
from povtool.convert.opencc import converter
from povtool.convert.script import fold, simplify
from povtool.metrics import metrics
from povtool.records import RawPage, Record

ROOT = Path(__file__).parents[1]
FIELDS = (
    *("value", "low", "high", "unit", "dimension", "bound", "of", "indicator", "relation", "role", "from"),
    *("direction", "base", "status", "period", "place"),
)
WIDE = {code: code + 0xFEE0 for code in map(ord, "0123456789%,()+")}


def documents() -> list[Record]:
    gold = [
        json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "tests/gold").glob("*.clean.json"))
    ]
    pages = [
        json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "tests/data/pages").glob("*.json"))
    ]
    whole = [{**page.get("meta", {}), **page} for page in gold + pages if isinstance(page, dict)]
    fields = ("title", "date", "source", "text")
    return [{name: page[name] for name in fields if page.get(name)} for page in whole if "text" in page]


DOCUMENTS = documents()


def claims(document: Record) -> Counter[tuple[str, ...]]:
    """The claims and formulas of a document without their offsets, in one script and without spaces."""
    found: Counter[tuple[str, ...]] = Counter()
    for record in metrics([document]):
        assert isinstance(record, dict)
        names = FIELDS if record["type"] == "metric" else ("type", "name")
        found[tuple(fold(str(record.get(name))).replace(" ", "") for name in names)] += 1
    return found


def everywhere(change: Callable[[str], str]) -> Callable[[Record], Record]:
    return lambda document: (
        document | {name: change(document[name]) for name in ("title", "text") if name in document}
    )


def at_each_figure(pattern: str, change: Callable[[re.Match[str]], str]) -> Callable[[Record], Record]:
    """A change of each figure as written, from the last to the first so that offsets hold."""

    def changed(document: Record) -> Record:
        document = dict(document)
        found = [record for record in metrics([document]) if isinstance(record, dict)]
        for record in sorted(found, key=lambda record: -record["start"]):
            match = re.match(pattern, record["raw"])
            if record["type"] == "metric" and match:
                text, start = document[record["field"]], record["start"]
                document[record["field"]] = text[:start] + change(match) + text[start + match.end() :]
        return document

    return changed


def spaced(text: str) -> str:
    """A space between each numeral and the Chinese characters around it, as some editors set it.

    Numerals that have a space within themselves are left.
    """
    han = "[\u4e00-\u9fff]"
    text = re.sub(f"(?<={han})(?=[0-9])(?![0-9.,]+ [0-9])", " ", text)
    return re.sub(f"(?<=[0-9%])(?={han})(?<![0-9] [0-9]{{3}})", " ", text)


CHANGES = {
    "simplified": everywhere(simplify),
    "traditional": everywhere(lambda text: converter("s2t").convert(text).text),
    "full width": everywhere(lambda text: text.translate(WIDE)),
    "thousands separators": at_each_figure(r"\d{4,9}(?=[^\d.])", lambda match: f"{int(match[0]):,}"),
    "a space in each figure": at_each_figure(r"[\d.]+(?=[\u4e00-\u9fff])", lambda match: match[0] + " "),
    "spaces around numerals": everywhere(spaced),
    "no-break spaces": everywhere(lambda text: spaced(text).replace(" ", "\u00a0")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_claims_stay(change: Callable[[Record], Record]) -> None:
    for document in DOCUMENTS:
        before, after = claims(document), claims(change(document))
        assert before - after == Counter() == after - before


@pytest.mark.parametrize("change", ["spaces around numerals", "traditional"])
def test_offsets_point_into_the_changed_text(change: str) -> None:
    for document in map(CHANGES[change], DOCUMENTS):
        for record in metrics([document]):
            assert isinstance(record, dict)
            text = document[record["field"]]
            assert text[record["start"] : record["end"]] == record["raw"]
            if record["type"] == "metric":
                start = record["sentence_start"]
                assert text[start : start + len(record["sentence"])] == record["sentence"]
                for low, high in record["evidence"].values():
                    assert 0 <= low < high <= len(text)


@pytest.mark.parametrize("columns", [50, 72])
def test_line_breaks_inside_paragraphs(columns: int) -> None:
    """Through ``clean``, which joins what a program broke; a break in a document's text is a paragraph's."""
    for document in DOCUMENTS[:5]:
        pages = [wrapped(document["text"], width, "\u3000\u3000") for width in (10**6, columns)]
        whole, broken = (list(clean([RawPage("a", "a.txt", page.encode())])) for page in pages)
        assert claims(whole[0]) == claims(broken[0])


def test_damage_is_found_where_spaces_were_taken_out() -> None:
    text = "減少 16 萬人,當地 彬氇26 人就業,另有 5 人"
    start = text.index("彬")
    document = {"text": text, "damaged": [{"start": start, "end": start + 2, "why": "gbk-slip"}]}
    found = [record for record in metrics([document]) if isinstance(record, dict)]
    assert [(record["raw"], record["value"], record.get("damaged")) for record in found] == [
        ("16 萬人", 160000, None),
        ("26 人", None, True),
        ("5 人", 5, None),
    ]
