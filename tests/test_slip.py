"""The GBK slip is restored where it can be proved, told where not, and never seen in sound text."""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from povtool.clean import clean
from povtool.clean.repair import mend, slip
from povtool.clean.repair.edits import apply
from povtool.clean.repair.pinyin import remove, table
from povtool.clean.repair.slip import choices, lattice, nodes
from povtool.clean.repair.slip import model as slip_model
from povtool.clean.repair.slip.alphabet import HIDDEN, Alphabet, characters, folds, vanishing
from povtool.clean.repair.slip.choices import Choices
from povtool.clean.repair.slip.forward import MARKS, character, damaged, folded
from povtool.clean.repair.slip.lattice import LOST
from povtool.clean.repair.slip.model import PageModel, key, model
from povtool.convert.opencc import converter

ROOT = Path(__file__).parents[1]
SEEDS = {path.name[:3]: path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))}
GOLD = {
    path.name[:3]: json.loads(path.read_text("utf-8"))
    for path in sorted((ROOT / "tests/gold").glob("*.clean.json"))
}
PAGES = [path.read_text("utf-8") for path in sorted((ROOT / "tests/data/pages").glob("*.txt"))]


repair = cache(slip.repair)


def restored(page: str) -> str:
    text, repairs = apply(page, repair(page).edits)
    return apply(text, remove(text), repairs)[0]


# The damage, forward


@pytest.mark.parametrize(
    ("sound", "shown"),
    [
        ("全面小康。积极推进易", "全面小康?；平"),
        ("生态保护、恢复", "生态?；?、恢复"),
        ("免担保、", "免担??、"),
        ("示范校”", "示范?！"),
        ("怎么做？除了", "怎么做？除了"),
    ],
)
def test_marks_that_straddle_characters(sound: str, shown: str) -> None:
    assert damaged(sound).startswith(shown)


def test_readings_that_straddle_characters() -> None:
    assert damaged("當地群眾926人", {"數": "shù", "當": "dāng"}) == "當(dāng)?shù)厝罕?26人"
    assert damaged("必擔心", {"擔": "dān", "負": "fù"}) == "必?fù)?dān)心"
    assert damaged("必擔心", {"負": "fù", "擔": "dān"}).startswith("必?fù)")  # which fires first matters
    assert "擔(dān)" not in damaged("必擔心", {"負": "fù", "擔": "dān"})


@pytest.mark.parametrize(
    ("name", "sound", "shown"),
    [
        (
            "000",
            "产业。积极推进易地扶贫搬迁，突出配套产业的基础性、先",
            "产业?;平椎胤銎栋崆ǎ怀雠涮撞档幕⌒?、先",
        ),
        ("003", "一年。《西藏自治區脫", "一年?!段鞑刈灾螀^(qū)脫"),
        ("003", "促進當地群眾926人", "促進(jìn)當(dāng)?shù)厝罕?26人"),
        ("003", "示范校”驗收，成為自治區重", "示范?!彬炇眨蔀樽灾螀^(qū)重"),
        ("003", "規模化發展", "規(guī)?;l(fā)展"),
        ("003", "不必擔心方", "不必?fù)?dān)心方"),
    ],
)
def test_the_seeds_again_from_their_sound_text(name: str, sound: str, shown: str) -> None:
    readings = {"擔": "dān", **table(SEEDS[name]), "負": "fù"} if name == "003" else {}
    orders = (readings, dict(reversed(readings.items())))
    assert shown in SEEDS[name]
    assert shown in [folded(damaged(sound, order, "！；？。、")) for order in orders]


def test_what_vanishes_is_what_no_decoder_shows() -> None:
    assert {0xAA, 0xAF, 0xF8, 0xFE} <= vanishing().keys()
    assert all(
        character(bytes((lead, trail))) == "" for lead, trails in vanishing().items() for trail in trails
    )
    assert len(characters()) > 21_000
    assert b"\xa3\xbb" in folds()[";"]


# The model


def test_the_model_prefers_what_is_written() -> None:
    words = model()
    assert words.log_probability("人民政", "府") > -0.5
    assert words.log_probability("扶", "贫") > words.log_probability("扶", "频") + 3
    assert words.log_probability("", "鑴") < -12


def test_the_chances_of_what_may_follow_sum_to_one() -> None:
    words = model()
    for history in ("人民", "。", "贫困人", "的"):
        total = sum(2.718281828 ** words.log_probability(history, char) for char in words.vocabulary)
        assert total == pytest.approx(1, abs=0.1)  # quantised to tenths of a nat


def test_what_was_seen_in_a_span_is_what_each_character_says() -> None:
    words = model()
    for history in ("人民", "贫困人", "的"):
        low, high, _, best = words.span(history)
        seen = dict(words.among(len(history), low, high, set(range(len(words.vocabulary)))))
        assert len(seen) == high - low and max(seen.values()) == best
        for number in range(0, len(words.vocabulary), 7):
            assert words.seen(len(history), low, high, number) == seen.get(number)


def test_a_page_lends_its_words() -> None:
    page = PageModel(["组团式援藏", "组团式"], 0.2)
    assert page.log_probability("组团", "式") > model().log_probability("组团", "式") + 0.5


# Repair


def test_the_damaged_stretches_of_the_seeds() -> None:
    assert "产业。积极推进易地扶贫搬迁,突出配套产业的基础性、先导性" in folded(restored(SEEDS["000"]))
    found = restored(SEEDS["003"])
    assert "不平凡的一年。《西藏自治區脫貧攻堅" in found
    assert f"促進當地群眾{LOST}26人就地" in found
    assert "規模化發展、可持續" in found


def test_a_stretch_with_a_lone_first_character() -> None:
    assert "普通高中示范校”驗收,成為自治區重點高中" in folded(restored(SEEDS["003"]))


@pytest.mark.parametrize("name", ["000", "003"])
def test_nothing_restored_in_the_seeds_is_wrong(name: str) -> None:
    gold = folded(GOLD[name]["text"]) + "不必擔心"  # that stands below the article
    for edit in repair(SEEDS[name]).edits:
        pattern = re.escape(folded(edit.replacement)).replace(LOST, ".")
        assert re.search(pattern, gold)


def test_a_lost_digit_is_marked() -> None:
    page = SEEDS["003"]
    result = repair(page)
    text, repairs = apply(page, result.edits)
    marked = {text[span["start"] : span["end"]] for span in result.damaged if span["why"] == "gbk-slip"}
    assert LOST in marked
    assert any(text[span["end"] :].startswith("26人") for span in result.damaged)
    assert all(repair["kind"] == "gbk-slip" and repair["proven"] for repair in repairs)
    assert all(repair["margin"] >= 1.1 for repair in repairs)


@pytest.mark.parametrize("name", ["001", "002", "004"])
def test_sound_seeds_stay(name: str) -> None:
    assert repair(SEEDS[name]) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        "西藏全面脫貧后北京援藏工作怎么做?除了3.82億支援資金還有啥",
        "到底怎么做?!段先生说,要靠产业。",
        "真的?;是的?,不是。",
        "怎么了?!A股大跌?,B股呢?",
        "坐地鐵要不要戴手套?出門買菜會不會被傳染?權威回復來了",
        "谁来扶??、怎么扶?！",
        "http://a.cn/?;id=3",
        "?!",
        "?(shù)",
        "",
    ],
)
def test_genuine_question_marks(text: str) -> None:
    assert repair(text).edits == []


def test_question_marks_put_into_sound_text_are_no_damage() -> None:
    for page in PAGES[::3]:
        for at, mark in zip(range(5, len(page), 211), ("?!", "?;", "?,", "?、", "?。") * 9, strict=False):
            text = page[max(0, at - 60) : at] + mark + page[at : at + 60]
            assert repair(text).edits == [], text


def test_sound_pages_stay() -> None:
    assert all(repair(page).edits == [] for page in PAGES)


SOUND = [
    json.loads(path.read_text("utf-8"))["text"].replace(LOST, "")
    for path in sorted((ROOT / "tests/gold").glob("*.clean.json"))
]
WIDE = str.maketrans(",;:!?()", "，；：！？（）")


def test_simulated_damage_is_mostly_restored_and_seldom_wrong() -> None:
    """The pages put through the damage, character by character against what they were."""
    right = wrong = lost = 0
    for sound in SOUND:
        sound = sound.translate(WIDE)
        page = damaged(sound, marks="！；？。、")
        result = repair(page)
        text, repairs = apply(page, result.edits)
        matched = set()
        for block in SequenceMatcher(None, text, sound, autojunk=False).get_matching_blocks():
            matched.update(range(block.a, block.a + block.size))
        for each in repairs:
            for at in range(each["start"], each["end"]):
                lost += text[at] == LOST
                right += at in matched
                wrong += text[at] != LOST and at not in matched
    total = right + wrong + lost
    assert total > 250
    assert right >= 0.78 * total
    assert wrong <= 0.03 * total


def test_what_the_search_leaves_out_changes_no_repair(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its bounds the search finds the same, and no character's margin moves by much."""
    pages = [damaged(text, readings, "！；？。、") for text, readings in in_both_scripts()]
    bounded = [slip.repair(page) for page in pages]
    everything = Choices.likely
    monkeypatch.setattr(
        Choices, "likely", lambda self, history, options, _: everything(self, history, options)
    )
    monkeypatch.setattr(nodes, "BESIDE", 99.0)
    monkeypatch.setattr(nodes, "BESIDE_NEW", 99.0)
    monkeypatch.setattr(lattice, "FAR", 999.0)
    for page, (edits, lost) in zip(pages, bounded, strict=True):
        whole = slip.repair(page)
        assert [edit._replace(margin=0) for edit in edits] == [
            edit._replace(margin=0) for edit in whole.edits
        ]
        assert lost == whole.damaged
        for edit, other in zip(edits, whole.edits, strict=True):
            sure = 10.0  # what is certain may be more or less so
            assert min(edit.margin, sure) == pytest.approx(min(other.margin, sure), abs=0.1)


def test_what_is_too_far_behind_is_left_out_and_changes_no_character(monkeypatch: pytest.MonkeyPatch) -> None:
    """Less is looked at; what is restored either way is the same, though more of it may be certain."""
    pages = [damaged(text, readings, "！；？。、") for text, readings in in_both_scripts()]
    visited = 0
    leave = lattice.Lattice._leave

    def counting(self: lattice.Lattice, among: list[nodes.Node], *rest: Any) -> float:
        nonlocal visited
        visited += len(among)
        return leave(self, among, *rest)

    monkeypatch.setattr(lattice.Lattice, "_leave", counting)
    found = [slip.repair(page).edits for page in pages]
    few, visited = visited, 0
    monkeypatch.setattr(lattice, "BEHIND", 99.0)
    whole = [slip.repair(page).edits for page in pages]
    assert few < 0.75 * visited
    for edits, others in zip(found, whole, strict=True):
        assert [edit[:2] for edit in edits] == [edit[:2] for edit in others]
        for edit, other in zip(edits, others, strict=True):
            if len(edit.replacement) == len(other.replacement):
                pairs = zip(edit.replacement, other.replacement, strict=True)
                assert all(one == two or LOST in (one, two) for one, two in pairs)


@pytest.mark.parametrize("traditional", [False, True])
def test_bounded_choices_are_the_likeliest_of_all(traditional: bool) -> None:
    text = in_both_scripts()[len(SOUND) if traditional else 0][0]
    alphabet = Alphabet(text, traditional)
    words = PageModel([text], 0.2)
    lead, trail = "扶".encode("gbk")
    places = (
        alphabet.of(HIDDEN, trail),
        alphabet.of(lead, None),
        alphabet.vanished(HIDDEN),
        alphabet.vanished(lead),
    )
    histories = [text[at : at + 3] for at in range(0, 600, 20)] + ["的", "，", "龠龢", "工作"]
    for least in (-4.0, -6.0, -9.0):
        for options in places:
            for history in map("".join, (map(key, history) for history in histories)):
                found = Choices(words, alphabet).likely(history, options, least)
                everything = Choices(words, alphabet).likely(history, options)
                assert sorted(found) == sorted(each for each in everything if each[1] >= least)


@pytest.mark.parametrize("name", ["000", "003"])
def test_a_cleaned_page_stays(name: str) -> None:
    [record] = clean([{"type": "document", "id": "1", "text": SEEDS[name]}])
    [again] = clean([{"type": "document", "id": "1", "text": record["text"]}])
    assert any(repair["kind"] == "gbk-slip" for repair in record["repairs"])
    assert again["text"] == record["text"] and again["repairs"] == []


@cache
def in_both_scripts() -> list[tuple[str, dict[str, str]]]:
    """Sound pages, each also in Traditional characters with what its site would annotate."""
    traditional = converter("s2t")
    wide = [
        "".join(char for char in sound.translate(WIDE) if char.encode("gbk", "ignore")) for sound in SOUND
    ]
    readings = {"農": "nóng", "發": "fā", "產": "chǎn", "區": "qū", "貧": "pín", "數": "shù"}
    return [(text, {}) for text in wide] + [(traditional.convert(text).text, readings) for text in wide]


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_a_mended_stretch_stays(data: st.DataObject) -> None:
    """A stretch of a page, damaged as one site or another does it, and mended twice."""
    page, readings = data.draw(st.sampled_from(in_both_scripts()))
    start = data.draw(st.integers(0, len(page) - 100))
    stretch = page[start : start + data.draw(st.integers(40, 250))]
    table = (
        {char: readings[char] for char in data.draw(st.sets(st.sampled_from(sorted(readings))))}
        if readings
        else {}
    )
    shown = damaged(
        stretch, table, data.draw(st.sampled_from(["！；？。、，", "！；？。、"])), data.draw(st.booleans())
    )
    mended = mend(folded(shown) if data.draw(st.booleans()) else shown)
    again = mend(mended.text)
    assert (again.text, again.repairs) == (mended.text, [])


@settings(max_examples=25, deadline=None)
@given(st.text("?!;,，？。、26^l段鞑刈灾螀的是\ufffd锟斤拷shù)(\n", max_size=40))
@example("?!段鞑刈灾螀^")
@example("?shù)")
def test_edits_are_inside_in_order_and_apart(text: str) -> None:
    result = repair(text)
    done = 0
    for edit in result.edits:
        assert done <= edit.start < edit.end <= len(text)
        done = edit.end
    after, _ = apply(text, result.edits)
    assert all(0 <= span["start"] < span["end"] <= len(after) for span in result.damaged)


def test_a_key_is_one_character() -> None:
    assert all(len(key(char)) == 1 for char in characters().values())
    assert all(mark.encode("gbk") == code for mark, code in MARKS.items())


def test_what_a_page_remembers_is_bounded_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    page = damaged(in_both_scripts()[0][0], marks="！；？。、")
    remembered = slip.repair(page)
    monkeypatch.setattr(slip_model, "_MOST_REMEMBERED", 5)
    monkeypatch.setattr(choices, "_MOST_RANKED", 5)
    assert slip.repair(page) == remembered
