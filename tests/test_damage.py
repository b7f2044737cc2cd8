"""Every damaged stretch of real pages is marked, and no sound one."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povtool.clean.repair.damage import find
from povtool.clean.repair.edits import apply
from povtool.clean.repair.pinyin import remove, table
from povtool.clean.repair.slip.forward import damaged
from povtool.convert.script import simplify

ROOT = Path(__file__).parents[1]
SEEDS = {path.name[:3]: path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))}
GOLD = [
    json.loads(path.read_text("utf-8"))["text"] for path in sorted((ROOT / "tests/gold").glob("*.clean.json"))
]
FOLD = str.maketrans("！，；？（）", "!,;?()")
UNFOLD = str.maketrans("!,;?()", "！，；？（）")


def marked(page: str) -> list[str]:
    text, repairs = apply(page, remove(page))
    return [text[damage["start"] : damage["end"]] for damage in find(text, repairs)]


def slipped(text: str) -> str:
    """A sound page put through the damage, then folded as crawls do."""
    return damaged(text.translate(UNFOLD)).translate(FOLD)


def test_the_damaged_places_of_real_pages() -> None:
    assert marked(SEEDS["000"]) == ["?;平椎胤銎栋崆ǎ怀雠涮撞档幕⌒?"]
    assert marked(SEEDS["003"]) == [
        "?!段鞑刈灾螀^",
        "?shù)厝罕?26",
        "?!彬炇眨蔀樽灾螀^",
        "?;l",
        "?fù)?dān)",
    ]


@pytest.mark.parametrize("name", ["001", "002", "004"])
def test_sound_pages(name: str) -> None:
    assert marked(SEEDS[name]) == []


@pytest.mark.parametrize("gold", GOLD)
def test_repaired_pages(gold: str) -> None:
    assert all(gold[damage["start"] : damage["end"]].startswith("\ufffd") for damage in find(gold))


@pytest.mark.parametrize(
    "text",
    [
        "到底怎么做?!段先生说,要靠产业。",
        "真的?;是的?,不是。",
        "怎么了?!A股大跌?,B股呢?",
        "谁来扶??、怎么扶?！",
        "西藏全面脫貧后北京援藏工作怎么做?除了3.82億支援資金還有啥",
        "坐地鐵要不要戴手套?出門買菜會不會被傳染?權威回復來了",
        "http://a.cn/?;id=3",
        "?!",
        "",
    ],
)
def test_genuine_question_marks(text: str) -> None:
    assert find(text) == []


def test_question_marks_put_into_sound_text_are_never_damage() -> None:
    for gold in GOLD:
        text = gold.replace("\ufffd", "")
        for at in range(0, len(text), 23):
            for mark in ("?!", "?;", "??", "?,", "?、"):
                page = text[max(0, at - 20) : at] + mark + text[at : at + 50]
                assert find(page) == [], page


def test_most_damage_made_by_simulation_is_marked() -> None:
    slips = found = 0
    for gold in GOLD:
        page = slipped(gold.replace("\ufffd", ""))
        damages = find(page)
        sound = gold.translate(FOLD)
        for damage in damages:
            assert page[damage["start"] : damage["end"]] not in sound
        found += len(damages)
        slips += page.count("?") - sound.count("?")
    assert slips >= 18
    assert found >= 0.4 * slips  # a slip has one or two ``?``


def test_the_number_that_lost_a_digit_is_inside() -> None:
    text = "促進當?shù)厝罕?26人就近就業"
    [damage] = find(text)
    assert text[damage["start"] : damage["end"]] == "?shù)厝罕?26"


@pytest.mark.parametrize(
    ("text", "stretch", "why"),
    [
        ("投入\ufffd\ufffd亿元", "\ufffd\ufffd", "undecodable"),
        ("群眾\ufffd26人", "\ufffd26", "undecodable"),
        ("投入3.5\ufffd元", "3.5\ufffd", "undecodable"),
        ("贫困锟斤拷锟斤拷人口", "锟斤拷锟斤拷", "lost"),
        ("烫烫烫烫脱贫", "烫烫烫烫", "lost"),
    ],
)
def test_other_damage(text: str, stretch: str, why: str) -> None:
    [damage] = find(text)
    assert (text[damage["start"] : damage["end"]], damage["why"]) == (stretch, why)


def test_a_brief_slip_counts_only_beside_sure_signs() -> None:
    brief = "夯实组织基??,区地县"
    assert find(brief) == []
    sure = "支柱产业?;平椎胤銎栋崆ǎ怀雠涮撞档幕⌒?、先导性。"
    assert len(find(brief + sure)) == 2


def test_both_scripts_give_the_same_odds() -> None:
    text = "到底怎么做?!段先生说,要靠产业。"
    assert simplify(text) == text
    assert find("到底怎麼做?!段先生說,要靠產業。") == find(text) == []


def test_a_half_character_is_told_by_the_reading_behind_it() -> None:
    page = "農(nóng)村l(fā)展，產(chǎn)業"
    text, repairs = apply(page, remove(page, table(page)))
    assert text == "農村l展，產業"
    assert find(text, repairs) == [{"start": 2, "end": 3, "why": "gbk-slip"}]
    assert find(text) == []


@given(st.text("?!;,，？。、26^l段鞑刈灾螀的是\ufffd锟斤拷shù)\n", max_size=60))
def test_spans_are_inside_in_order_and_apart(text: str) -> None:
    damages = find(text)
    assert all(0 <= damage["start"] < damage["end"] <= len(text) for damage in damages)
    assert all(a["end"] < b["start"] for a, b in pairwise(damages))
