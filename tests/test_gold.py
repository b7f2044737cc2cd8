"""The quality gate: scores on the hand-made gold of the seeds. Floors only rise."""

from __future__ import annotations

import subprocess
import sys

from conftest import ROOT, povtool

GOLD = ROOT / "tests" / "gold"

CLEAN_FLOORS = {"f1": 0.999, "exact": 5, "meta": 16, "repairs": 5}
METRICS_FLOORS = {
    **{"precision": 1.0, "recall": 1.0, "value": 1.0, "unit": 1.0, "bound": 1.0, "of": 0.98},
    **{"status": 0.98, "period": 0.98, "place": 0.95},
    **{"formula_precision": 0.98, "formula_recall": 0.98},
}


def totals(kind: str, output: bytes) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, GOLD / "score.py", kind, GOLD],
        input=output,
        capture_output=True,
        check=True,
        timeout=120,
    )
    last = done.stdout.decode().splitlines()[-1]
    pairs = (pair.split("=") for pair in last.removeprefix("TOTAL ").split())
    return {name: float(value.split("/")[0]) for name, value in pairs}


def below(floors: dict[str, float], scores: dict[str, float]) -> dict[str, float]:
    return {name: scores[name] for name, floor in floors.items() if scores[name] < floor}


def test_clean(cleaned):
    assert not below(CLEAN_FLOORS, totals("clean", cleaned))


def test_metrics():
    texts = subprocess.run(
        [sys.executable, GOLD / "score.py", "texts", GOLD], capture_output=True, check=True
    ).stdout
    done = povtool("metrics", stdin=texts)
    assert done.returncode == 0, done.stderr
    assert not below(METRICS_FLOORS, totals("metrics", done.stdout))
