"""Script detection, measured on texts written for it: ``tests/data/scripts.tsv``."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povtool.convert import ConvertConfig, convert, detection, opencc
from povtool.convert.detection import detect_script
from povtool.convert.dictionaries import flattened
from povtool.convert.opencc import plan_of

CASES = [
    line.split("\t")
    for line in Path(__file__).with_name("data").joinpath("scripts.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
KNOWN_WRONG = {"云南怒江"}
"""云 is a character of Traditional text, too, and the other three are the same in both."""


def test_the_cases_are_enough_and_each_is_met_once():
    assert len(CASES) >= 200
    assert len({text for _, _, text in CASES}) == len(CASES)
    assert {script for script, _, _ in CASES} == {"hans", "hant", "mixed", "none"}


@pytest.mark.parametrize("kind", sorted({kind for _, kind, _ in CASES}))
def test_scripts(kind):
    wrong = [
        (text, wanted, found)
        for wanted, of_kind, text in CASES
        if of_kind == kind
        and (found := detect_script(text.replace("\\n", "\n")) or "none") != wanted
        and text not in KNOWN_WRONG
    ]
    assert wrong == []


def test_what_is_in_the_target_stays_as_it_is():
    for script, _, text in CASES:
        if script in ("hans", "hant") and text not in KNOWN_WRONG:
            [document] = convert([{"text": text}], ConvertConfig(to=script))
            assert document["text"] == text
            assert document["converted"] == {"config": None, "from": script}


@pytest.mark.parametrize("config", opencc.configurations())
def test_only_rare_characters_are_made_plain(config):
    """The normalization is passed over where none of them is met."""
    for step in plan_of(config).get("normalization", []):
        assert all(len(key) == 1 and opencc._rare().match(key) for key in flattened(step["dict"]))


PARTS = st.one_of(
    st.sampled_from(["中国发展经济，", "农业产业扶贫。", "\n", "2020年", "里后台"]),
    st.sampled_from(["實現貧困縣脫貧，", "經濟發展。", "“臺灣農業”", "《經濟》", "「国务院扶贫办」"]),
    st.sampled_from(["发", "發", '"', "“", "”", "「", "」"]),
).flatmap(lambda part: st.integers(1, 120).map(lambda times: part * times))


@given(st.lists(PARTS, max_size=30))
def test_counting_no_further_than_needed_finds_what_counting_all_finds(parts):
    text = "".join(parts)
    sure = detection._sure(text)
    hans, hant = detection._count(text)
    if sure and min(hans, hant):
        quoted = detection._count("".join(detection._quotation().findall(text)))
        own = hans - quoted[0], hant - quoted[1]
        counts = own if sum(own) >= detection._OWN_WORDS * (hans + hant) else (hans, hant)
        assert sure == detection._verdict(*counts)


def test_a_few_foreign_characters_are_told_without_counting_all(monkeypatch):
    text = "實現貧困縣脫貧，" * 200 + "“" + "发" * 3 + "”"
    monkeypatch.setattr(detection, "_verdict", None)
    assert detect_script(text) == "hant"
