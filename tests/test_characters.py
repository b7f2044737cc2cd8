"""Tidying changes what nobody sees and nothing else; edits and their repairs can be undone."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povtool.clean.repair.characters import tidy
from povtool.clean.repair.edits import Edit, apply, shift, undo


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("\ufeff西藏\ufeff", "西藏"),
        ("脱\u200b贫\u200c攻\u2060坚\u00ad战", "脱贫攻坚战"),
        ("\u202a脱贫\u202c\u200e", "脱贫"),
        ("脱\x00贫\x1f攻\x7f坚\x9f", "脱贫攻坚"),
        ("一\r\n二\r三\u2028四\u2029五\x0b六\x0c七\x85八", "一\n二\n三\n四\n五\n六\n七\n八"),
        ("62.8\u00a0万\u2003人\u202f次\u3000户", "62.8 万 人 次 户"),
        ("\u3000\u3000下一步\u3000西藏\u3000\n\u3000二", "\u3000\u3000下一步 西藏\u3000\n\u3000二"),
        ("👨‍👩‍👧脱\u200d贫", "👨‍👩‍👧脱贫"),
        ("❤️\tＡ１，㈠①ǎ\ufffd", "❤️\tＡ１，㈠①ǎ\ufffd"),
    ],
)
def test_tidied(page: str, text: str) -> None:
    assert apply(page, tidy(page))[0] == text


def test_removals_are_listed_and_spaces_are_not() -> None:
    page = "脱\u200b\u200b贫\u00a0攻坚\r\n"
    text, repairs = apply(page, tidy(page))
    assert text == "脱贫 攻坚\n"
    assert repairs == [{"kind": "control", "start": 1, "end": 1, "was": "\u200b\u200b", "proven": True}]


ODD = st.text(st.sampled_from("脱贫 \n\r\t\u3000\u00a0\u200b\u200d\ufeff👨x0"), max_size=30)


@given(ODD)
def test_tidy_text_is_left_alone(page: str) -> None:
    text, _ = apply(page, tidy(page))
    again, repairs = apply(text, tidy(text))
    assert repairs == []
    assert again.replace("\u3000", " ") == text.replace("\u3000", " ")


def test_an_edit_over_a_repair_becomes_one_repair_with_the_first_original() -> None:
    text, repairs = apply("農(nó\u200bng)村", [Edit(4, 5, kind="control")])
    text, repairs = apply(text, [Edit(1, 7, kind="pinyin")], repairs)
    assert text == "農村"
    assert repairs == [{"kind": "pinyin", "start": 1, "end": 1, "was": "(nó\u200bng)", "proven": True}]


def test_a_doubtful_edit_makes_the_whole_repair_doubtful() -> None:
    text, repairs = apply("abcd", [Edit(1, 3, "x", "guess", proven=False)])
    _, repairs = apply(text, [Edit(0, 2, "y", "control")], repairs)
    assert repairs == [{"kind": "control", "start": 0, "end": 1, "was": "abc", "proven": False}]


def test_shifted_stretches() -> None:
    edits = [Edit(2, 4), Edit(6, 7, "???")]
    spans: list[Any] = [
        {"start": start, "end": end} for start, end in [(0, 2), (2, 4), (3, 6), (4, 6), (6, 9)]
    ]
    moved = [(span["start"], span["end"]) for span in shift(spans, edits)]
    assert moved == [(0, 2), (2, 4), (2, 4), (4, 9)]


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Edit]:
    edits, at = [], 0
    while at <= len(text) and draw(st.booleans()):
        start = draw(st.integers(at, len(text)))
        end = draw(st.integers(start, min(len(text), start + 4)))
        edits.append(
            Edit(start, end, draw(st.text("abc", max_size=3)), draw(st.sampled_from(["pinyin", "control"])))
        )
        at = end + (start == end)
    return edits


@given(st.data(), st.text("农村0(\n", max_size=20))
def test_the_original_comes_back_from_the_final_text_and_its_repairs(
    data: st.DataObject, original: str
) -> None:
    text, repairs = original, []
    for _ in range(3):
        text, repairs = apply(text, data.draw(edits_of(text)), repairs)
    assert undo(text, repairs) == original
    assert all(first["end"] <= second["start"] for first, second in pairwise(repairs))
    assert all(0 <= repair["start"] <= repair["end"] <= len(text) for repair in repairs)


@given(st.data(), st.text("农村0(\n", min_size=1, max_size=20))
def test_stretches_outside_the_edits_keep_their_text(data: st.DataObject, original: str) -> None:
    edits = data.draw(edits_of(original))
    start = data.draw(st.integers(0, len(original) - 1))
    end = data.draw(st.integers(start + 1, len(original)))
    if any((edit.start < end and start < edit.end) or start < edit.start < end for edit in edits):
        return
    text, _ = apply(original, edits)
    [moved] = shift([{"start": start, "end": end, "why": "lost"}], edits)
    assert text[moved["start"] : moved["end"]] == original[start:end]
