"""The figures of whole pages, from bytes to claims, against what a reader found in them by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT

from povtool.clean import clean
from povtool.metrics import metrics
from povtool.records import RawPage

PAGES = [
    path
    for path in sorted((ROOT / "tests" / "data" / "pages").glob("*.json"))
    if '"metrics"' in path.read_text("utf-8")
]


def read(path: Path) -> tuple[list[dict], dict]:
    page = path.with_suffix(".txt")
    found = list(metrics(clean([RawPage(path.stem, page.name, page.read_bytes())])))
    return found, json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_figure_with_its_value_unit_and_bound(path: Path) -> None:
    found, wanted = read(path)
    got = [
        [r["raw"], [r["low"], r["high"]] if r["value"] is None else r["value"], r["unit"], r.get("bound")]
        for r in found
        if r["type"] == "metric"
    ]
    # "no unit" is a figure whose unit stands in another clause: not told yet, which is not wrong.
    told = [[*e[:2], None, e[3]] if "no unit" in e[4:] else e[:4] for e in wanted["metrics"]]
    must = [told[i] for i, entry in enumerate(wanted["metrics"]) if "optional" not in entry[4:]]
    assert [entry for entry in must if entry not in got] == [], "missed or wrong"
    assert [entry for entry in got if entry not in told] == [], "found, but not there"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_formula(path: Path) -> None:
    found, wanted = read(path)
    assert sorted(r["raw"] for r in found if r["type"] == "formula") == sorted(wanted["formulas"])


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests" / "data" / "pages").glob("*.txt")), ids=lambda path: path.stem
)
def test_every_span_points_at_what_it_claims(path: Path) -> None:
    [document] = clean([RawPage(path.stem, path.name, path.read_bytes())])
    for record in metrics([document]):
        text = document[record["field"]]
        assert text[record["start"] : record["end"]] == record["raw"]
        if record["type"] == "metric":
            start = record["sentence_start"]
            assert text[start : start + len(record["sentence"])] == record["sentence"]
            assert record["raw"] in record["sentence"]
