"""Choosing metrics by sentence, unit and value."""

from __future__ import annotations

import pickle

import pytest

from povtool.errors import UsageError
from povtool.metrics import GrepConfig, metrics, select
from povtool.records import RawPage, Record, Rejected

TEXT = (
    "西藏74个贫困县摘帽。累計減少貧困人口62.8萬人！每户补助1万-5万元。"
    "安置就业超过500人。当地\ufffd26人就业。落实五个一批。"
)


def raws(**config: object) -> list[str]:
    records = metrics([{"type": "document", "id": "d", "text": TEXT}])
    return [record["raw"] for record in select(records, GrepConfig(**config)) if isinstance(record, dict)]  # type: ignore[arg-type]


def test_everything_but_formulas() -> None:
    assert raws() == ["74个", "62.8萬人", "1万-5万元", "500人", "�26人"]


@pytest.mark.parametrize("pattern", ["贫困", "貧困", "[贫富]困", "^(西藏|累計)"])
def test_either_script_finds_both(pattern: str) -> None:
    assert raws(patterns=(pattern,)) == ["74个", "62.8萬人"]


def test_pattern_searches_the_sentence_not_the_text() -> None:
    assert raws(patterns=("摘帽.*就业",)) == []


def test_case() -> None:
    records: list[Record] = [{"type": "metric", "sentence": "GDP增长6%", "value": 6, "unit": "%"}]
    assert list(select(records, GrepConfig(("gdp",)))) == []
    assert list(select(records, GrepConfig(("gdp",), ignore_case=True))) == records


def test_unit_in_either_script() -> None:
    assert raws(unit="個") == raws(unit="个") == ["74个"]
    assert raws(unit="人") == ["62.8萬人", "500人", "�26人"]


def test_limits() -> None:
    assert raws(minimum=74, maximum=500) == ["74个", "500人"]
    assert raws(minimum=74.5, maximum=499) == []
    assert raws(minimum=30000, maximum=40000) == ["1万-5万元"]  # a range of which a part lies within
    assert raws(minimum=50001) == ["62.8萬人"]
    assert "�26人" not in raws(minimum=-1)


def test_bad_pattern_names_its_place() -> None:
    with pytest.raises(UsageError, match="character 3"):
        select([], GrepConfig(("贫困(县",)))


def test_range_that_simplifies_backwards_still_works() -> None:
    assert raws(patterns=("[乾-龜]",)) != []


def test_foreign_records_pass() -> None:
    strangers = [{"type": "stat", "n": 1}, {"a": 1}, Rejected("f", 1, "bad"), RawPage("i", "p", b"")]
    assert list(select(strangers, GrepConfig(("x",), minimum=3))) == strangers


def test_config_pickles() -> None:
    config = GrepConfig(("贫困",), minimum=1)
    assert pickle.loads(pickle.dumps(config)) == config
