"""Text misread on its way is read again in its own encoding, with a proof; sound text is not touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from povtool.clean.decode import decode
from povtool.clean.mixed import reread as reread_lines
from povtool.clean.repair import mend
from povtool.clean.repair.edits import undo
from povtool.clean.repair.encodings import reread

HERE = Path(__file__).parent
CASES = [json.loads(line) for line in (HERE / "data/damage.jsonl").read_text("utf-8").splitlines()]
SEEDS = [path.read_text("utf-8") for path in sorted((HERE.parent / "seeds").glob("*.txt"))]
PAGES = [path.read_text("utf-8") for path in sorted((HERE / "data/pages").glob("*.txt"))]

HANS = "会议强调，坚决打赢脱贫攻坚战，确保2020年贫困人口全部脱贫（记者 王茜）。"
HANT = "會議強調，堅決打贏脫貧攻堅戰，確保2020年貧困人口全部脫貧（記者 王茜）。"


def windows(data: bytes) -> str:
    """Windows-1252 as browsers read it: the five bytes that it lacks are control characters."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


def latin(data: bytes) -> str:
    return data.decode("latin-1")


def gbk(data: bytes) -> str:
    return data.decode("gb18030")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']} {case['sound'][:6]}")
def test_damage_met_on_real_pages(case: dict[str, str]) -> None:
    mended = mend(case["text"])
    assert mended.text == case["sound"]
    assert {repair["kind"] for repair in mended.repairs} == {case["kind"]}
    assert undo(mended.text, mended.repairs) == case["text"]


@pytest.mark.parametrize(
    ("sound", "shown", "kind"),
    [
        (HANS, latin(HANS.encode()), "utf-8-as-latin-1"),
        (HANS, windows(HANS.encode()), "utf-8-as-latin-1"),
        (HANS, latin(HANS.encode("gbk")), "gbk-as-latin-1"),
        (HANS, windows(HANS.encode("gbk")), "gbk-as-latin-1"),
        (HANT, windows(HANT.encode("cp950")), "big5-as-latin-1"),
        (HANT, gbk(HANT.encode("cp950")), "big5-as-gbk"),
        ("坚决打赢战役", "坚决打赢战役".encode("gbk").decode("cp950"), "gbk-as-big5"),
        ("我们坚持精准方略", gbk("我们坚持精准方略".encode()), "utf-8-as-gbk"),
        (HANS, windows(windows(HANS.encode()).encode()), "utf-8-as-latin-1"),
        ("他说“扶贫”，王·李", f"他说“扶贫”，王{windows('·'.encode())}李", "utf-8-as-latin-1"),
        ("他说：“扶贫”", f"他说：{windows('“'.encode())}扶贫{windows('”'.encode())}", "utf-8-as-latin-1"),
    ],
)
def test_what_kept_its_bytes_comes_back_proven(sound: str, shown: str, kind: str) -> None:
    mended = mend(f"{shown}\n第二行没有损坏。")
    assert mended.text == f"{sound}\n第二行没有损坏。"
    assert {(repair["kind"], repair["proven"]) for repair in mended.repairs} == {(kind, True)}
    assert mended.damaged == []


def test_utf8_read_as_gbk_from_the_middle_of_a_line_on() -> None:
    mended = mend(HANS + gbk("脱贫攻坚进入决战决胜".encode()))
    assert mended.text == HANS + "脱贫攻坚进入决战决胜"


@pytest.mark.parametrize("lost", ["\ufffd", "?"])
def test_a_character_that_lost_a_byte_is_not_guessed(lost: str) -> None:
    mended = mend(f"鑴辫传鏀诲潥杩涘叆鍐虫垬鍐宠儨鏃舵湡锛{lost}38万人")
    assert mended.text == "脱贫攻坚进入决战决胜时期\ufffd38万人"
    [damage] = mended.damaged
    assert mended.text[damage["start"] : damage["end"]] == "\ufffd38", "the figure beside it is in doubt"
    assert [repair["proven"] for repair in mended.repairs] == [True, False]


def test_pairs_beside_a_gap_are_marked() -> None:
    shown = latin(HANS.encode("gbk")).replace("¼á¾ö", "¼á¾", 1)  # 坚决 lost its last byte
    mended = mend(shown)
    assert mended.text.startswith("会议强调，坚") and mended.text.endswith(HANS[7:])
    assert any(
        damage["why"] == "mojibake" and damage["start"] <= 6 < damage["end"] for damage in mended.damaged
    )


def test_a_box_stands_for_lost_bytes() -> None:
    mended = mend("硐衄珨跺倛□，涴岆挂□婓觓最蛂")  # from a customer's review, GBK read as Big5
    assert "〖" not in mended.text
    assert all(
        repair["proven"] or "\ufffd" in mended.text[repair["start"] : repair["end"]]
        for repair in mended.repairs
    )


def test_rare_characters_that_happen_to_be_utf_8_stay() -> None:
    assert reread("名聲暫羶腥，腸肚鎮煎煼。古心雖自鞭，世路終難拗。") == ([], [])


def test_where_too_much_is_lost_the_stretch_is_marked_and_stays() -> None:
    shown = "脱贫攻坚".encode().decode("gbk", "replace")
    broken = "".join(char + "\ufffd" for char in shown)
    mended = mend(broken)
    assert mended.text == broken
    assert mended.damaged


@pytest.mark.parametrize(
    "text",
    [
        "café、Müller、forteresse assiégée（被围困的城堡）",
        "São Tomé e Príncipe（圣多美和普林西比）",
        "×××县、±5%、25°C、……、Привет、αβγ、naïveté",
        "喆、焜、燚、镕、甯、晢、旻、堃、翀、玥",
        "堯舜禹湯，夏桀無道而伊洛竭。",
        "釐爾圭瓚，秬鬯一卣，告于文人。",
        "臣誠知不如徐公美。臣之妻私臣，臣之妾畏臣，臣之客欲有求於臣",
        "蘇舜欽（１００８－１０４８）",
        "“œ∑¡™£¢∞§¶•ªº–≠œ∑´®†¥¨ˆøπ”",
        "浠水县、涪陵区、婺源县、澧县、鄢陵县",
        "諸儒稽古力，千載頌逢辰。進奉宸監丞，採杞擷芎薪水暇",
        "한국어와 中文、ひらがな、カタカナ、ｶﾀｶﾅ",
    ],
)
def test_odd_but_sound_text(text: str) -> None:
    assert reread(text) == ([], [])


@pytest.mark.parametrize("page", [*SEEDS, *PAGES], ids=lambda page: page[:8].strip())
def test_sound_pages_are_not_reread(page: str) -> None:
    assert reread(page) == ([], [])


SENTENCES = [
    line
    for page in (SEEDS[1], SEEDS[2])
    for line in page.splitlines()
    if 20 < len(line) < 400 and line.endswith("。")
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map("\n".join),
    st.sampled_from([("utf-8", latin), ("utf-8", windows), ("gbk", latin), ("gbk", windows)]),
)
def test_any_sentence_comes_back(text: str, way: tuple[str, object]) -> None:
    encoding, reader = way
    shown = reader(text.encode(encoding, "ignore"))  # type: ignore[operator]
    sound = text.encode(encoding, "ignore").decode(encoding)
    assert mend(shown).text == mend(sound).text


ODD = st.text(
    st.sampled_from("脱贫鑴辫传鏀诲潥銆锛ÍÑÆ¶Âé·€?\ufffd\n ,。&amp;\\nu4e2d⺠⼀\ue5e5()pín\u200b"),
    max_size=40,
)


@settings(max_examples=300, deadline=None)
@given(ODD)
@example("鑴辫传鏀诲潥锛?")
@example("\u0083³£¼ûÎÊÌâ")
def test_mending_twice_changes_nothing(text: str) -> None:
    once = mend(text).text
    assert mend(once).text == once


# One paragraph in another encoding


@pytest.mark.parametrize(
    ("page", "other", "text"),
    [
        ("utf-8", "gb18030", HANS),
        ("utf-8", "big5", HANT),
        ("gb18030", "utf-8", HANS),
        ("big5", "utf-8", HANT),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_paragraph_in_another_encoding_than_the_page(
    page: str, other: str, text: str, line_end: str
) -> None:
    sound = text + line_end
    data = (sound * 9).encode(page) + sound.encode(other) + sound.encode(page)
    decoded, lines = reread_lines(data, decode(data))
    assert decoded.text == sound * 11
    assert lines == {10: other}
    assert decoded.undecodable == ()


def test_a_broken_line_is_no_line_in_another_encoding() -> None:
    data = (HANS + "\n").encode() * 3 + HANS.encode()[:-1]
    decoded = decode(data)
    assert reread_lines(data, decoded) == (decoded, {})


def test_one_odd_character_among_latin_letters_proves_nothing() -> None:
    text = 'StrConv("ABCDEVB¥ì¥¹¥¥å©", vbWide)'
    assert mend(text).text == text
