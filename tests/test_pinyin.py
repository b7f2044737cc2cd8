"""Injected readings go, every other bracket stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povtool.clean.repair.edits import apply, undo
from povtool.clean.repair.pinyin import remove, table

SEEDS = Path(__file__).parents[1] / "seeds"
ANNOTATED = (SEEDS / "003_12cb6f852ea40fd9.txt").read_text("utf-8")


def removed(text: str) -> str:
    return apply(text, remove(text))[0]


def test_a_real_page_loses_every_reading_and_nothing_else() -> None:
    text, repairs = apply(ANNOTATED, remove(ANNOTATED))
    assert undo(text, repairs) == ANNOTATED
    assert not re.search("[(（][^)）]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", text)
    assert text.count("(區)") == ANNOTATED.count("(區(qū))") == 3
    assert "(中國西藏網 記者/王茜 圖片由北京援藏指揮部提供)" in text
    assert "段鞑刈灾螀^脫貧" in text
    assert "規?;l展" in text
    assert "當?shù)厝罕?26人" in text
    assert {repair["kind"] for repair in repairs} == {"pinyin"}
    assert all(re.fullmatch("[(（][^()（）]{1,6}[)）]", repair["was"]) for repair in repairs)


@pytest.mark.parametrize("name", ["000_81503f79cc0c58d5", "001_941c91132de8a61a", "002_c87ce2e85c860708"])
def test_pages_without_readings_are_left_alone(name: str) -> None:
    page = (SEEDS / f"{name}.txt").read_text("utf-8")
    assert table(page) == {}
    assert remove(page) == []


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("號(hào)召", "號召"),
        ("貧(pín )困", "貧困"),
        ("74個縣（xiàn）", "74個縣"),
        ("綠(lǜ)色發(fā)展，戰(zhàn)略", "綠色發展，戰略"),
        ("發(fɑ̄)展，貧(pɡ)", "發展，貧(pɡ)"),
        ("農(nong)村脫貧(pin)，產(chan)業", "農村脫貧，產業"),
        (
            "農(nóng)村、農(nóng)民、戰(zhàn)略、業(yè)務，做了(le)，好了(le)",
            "農村、農民、戰略、業務，做了，好了",
        ),
    ],
)
def test_injected(page: str, text: str) -> None:
    assert removed(page) == text


@pytest.mark.parametrize(
    "page",
    [
        "全体(扩大)会议，县（区）退出，(2012年)，加入世贸组织(WTO)，个(an)",
        "亳(bó)州市、歙(shè)县、黟(yī)县的脱贫工作",
        "“脫”字怎么读？脫(tuō)贫的脫，脫(tuō)离的脫，脫",
        "他(he)和她(she)还有你(you)和我(me)",
        "重(zhòng)要和重(chóng)新",
        "粉絲(fans)經濟，農(Nóng)民",
    ],
)
def test_genuine(page: str) -> None:
    assert removed(page) == page


def test_genuine_brackets_of_an_annotated_page_stay() -> None:
    page = "農(nóng)村、產(chǎn)業(yè)，縣(區(qū))，(an)，亳(bo)州，全體(擴大)會議"
    assert removed(page) == "農村、產業，縣(區)，(an)，亳(bo)州，全體(擴大)會議"


def test_an_annotated_character_hidden_by_damage_does_not_save_the_others() -> None:
    page = "農(nóng)村產(chǎn)業(yè)，發(fā)展戰(zhàn)略，業績，業(yè)務"
    assert removed(page) == "農村產業，發展戰略，業績，業務"


def test_the_table_of_the_page_serves_its_parts() -> None:
    readings = table(ANNOTATED)
    assert readings["區"] == "qū"
    title = "西藏自治^(qū)公告"
    assert apply(title, remove(title, readings))[0] == "西藏自治^公告"
    assert remove(title) == []


@given(st.text("農村(nóg)縣xiàn（） qū^", max_size=40))
def test_removals_can_be_undone(page: str) -> None:
    text, repairs = apply(page, remove(page))
    assert undo(text, repairs) == page
