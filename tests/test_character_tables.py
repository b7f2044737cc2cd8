"""Texts through tables of characters, with the compiled function and without."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from povtool.convert import characters, script
from povtool.convert.characters import CharacterTable

PAIRS = {"貧": "贫", "é": "e", "a": "貧", "𨦫": "䦃", "苧": "苎", "䦃": "𨦫", "\0": "零"}
TABLES = [{}, PAIRS, {char: char for char in PAIRS}]
texts = st.text(st.one_of(st.sampled_from([*PAIRS, *"的é。\ud800\U0010ffff"]), st.characters()), max_size=40)

compiled = pytest.mark.skipif(characters._native is None, reason="there was no compiler to build it")


@given(texts, st.sampled_from(TABLES))
@example("薴苧苎", PAIRS)
@example("", PAIRS)
@example("é", PAIRS)
@example("䦃𨦫", PAIRS)
def test_each_character_is_replaced_once(text: str, pairs: dict[str, str]) -> None:
    expected = "".join(pairs.get(char, char) for char in text)
    assert CharacterTable(pairs).translated(text) == expected
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(characters, "_native", None)
        assert CharacterTable(pairs).translated(text) == expected


@given(texts)
def test_a_text_folds_character_by_character(text: str) -> None:
    assert script.fold(text) == "".join(map(script.fold, text))


@compiled
def test_what_does_not_change_is_not_copied() -> None:
    text = "脱贫攻坚" * 3
    assert CharacterTable(PAIRS).translated(text) is text


@compiled
@pytest.mark.parametrize(
    "arguments",
    [
        ("貧", array("I", [0]).tobytes()[:3], {}),
        ("\0", array("I", [0x110000]), {}),
        ("貧", array("I"), {ord("貧"): 0x110000}),
        ("貧", array("I"), {ord("貧"): -1}),
        ("貧", array("I"), {ord("貧"): "贫"}),
        ("貧", array("I"), None),
        (b"a", array("I"), {}),
    ],
)
def test_no_table_leads_to_what_is_no_character(arguments: tuple) -> None:
    with pytest.raises((TypeError, ValueError, OverflowError)):
        characters._native.translated(*arguments)
