"""Encodings are told apart on short, long, cut and broken pages, in both scripts."""

from __future__ import annotations

import codecs
import random
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stretches import ENCODINGS, TIMES, stretches

from povtool.clean.decode import decode
from povtool.errors import InputError, UsageError

SEEDS = [path.read_text("utf-8") for path in sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))]
TRADITIONAL = SEEDS[4]
SIMPLIFIED = SEEDS[2]


def test_at_least_99_of_100_real_stretches_are_read_right() -> None:
    """In every encoding and of every length, not on the whole only."""
    read: dict[tuple[str, int], list[bool]] = defaultdict(list)
    for text, size, name, data in stretches():
        decoded = decode(data)
        named = decoded.encoding == name.removesuffix(" with BOM")
        read[name, size].append(decoded.text == text and named)
    assert len(read) == len(ENCODINGS) * len(TIMES)
    assert sum(map(len, read.values())) > 4000
    assert {
        cell: sum(right) / len(right) for cell, right in read.items() if sum(right) < 0.99 * len(right)
    } == {}


@pytest.mark.parametrize("name", ["gb18030", "utf-8", "utf-16-le"])
@pytest.mark.parametrize("text", ["联通", "移动通信", "脱贫攻坚", "編輯：李晨陽"])
def test_a_few_characters(text: str, name: str) -> None:
    assert decode(text.encode(name)).text == text


@pytest.mark.parametrize("text", ["脫貧", "編輯：李晨陽", "西藏自治區扶貧開發辦公室"])
def test_a_few_characters_of_big5(text: str) -> None:
    assert decode(text.encode("big5"))[:2] == (text, "big5")


def test_hong_kong_characters() -> None:
    text = "政府話會幫啲窮人，但係佢哋嘅錢唔夠用，仲要等到幾時"
    assert decode(text.encode("big5hkscs"))[:2] == (text, "big5hkscs")


def test_the_hong_kong_superset_is_not_named_where_it_is_not_needed() -> None:
    assert decode("政府話會幫助窮人／家庭".encode("big5")).encoding == "big5"


def test_traditional_text_in_gbk() -> None:
    text = TRADITIONAL[:60]
    assert decode(text.encode("gbk")) == (text, "gb18030", ())


@pytest.mark.parametrize("name", ["utf-8", "gb18030", "big5", "utf-16-le"])
def test_a_page_of_markup_with_three_characters_at_its_far_end(name: str) -> None:
    page = "<tr><td>2016-01-09</td></tr>\n" * 5000 + "貧困縣</td>"
    assert decode(page.encode(name))[:2] == (page, name)


@pytest.mark.parametrize(
    ("mark", "name", "label"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    ],
)
def test_byte_order_marks(mark: bytes, name: str, label: str) -> None:
    data = mark + "贫\r\n困".encode(name)
    assert decode(data) == ("贫\r\n困", label, ())
    assert decode(data, label) == ("贫\r\n困", label, ())


@pytest.mark.parametrize("broken", [b"\xff", b"\xc0"])
def test_utf8_with_a_broken_byte(broken: bytes) -> None:
    data = SIMPLIFIED.encode()
    at = len(data) // 2
    decoded = decode(data[:at] + broken + data[at + 1 :])
    assert decoded.encoding == "utf-8"
    assert decoded.text.replace("\ufffd", "")[:500] == SIMPLIFIED[:500]
    [(start, end)] = decoded.undecodable
    assert set(decoded.text[start:end]) == {"\ufffd"}
    assert decoded.text.count("\ufffd") == end - start


@pytest.mark.parametrize("cut", [1, 2])
def test_utf8_cut_inside_its_last_character(cut: int) -> None:
    assert decode("坚决打赢脱贫攻坚战".encode()[:-cut]) == ("坚决打赢脱贫攻坚\ufffd", "utf-8", ((8, 9),))


def test_gbk_cut_inside_its_last_character() -> None:
    assert decode("坚决打赢脱贫攻坚战".encode("gbk")[:-1]) == ("坚决打赢脱贫攻坚\ufffd", "gb18030", ((8, 9),))


def test_two_broken_places_are_two_spans() -> None:
    decoded = decode("脱贫".encode() + b"\xff\xff" + "攻坚".encode() + b"\xfe" + "战役".encode(), "utf-8")
    assert decoded == ("脱贫\ufffd\ufffd攻坚\ufffd战役", "utf-8", ((2, 4), (6, 7)))


def test_a_replacement_character_that_is_in_the_page_is_no_undecodable_byte() -> None:
    assert decode("貧\ufffd困".encode()) == ("貧\ufffd困", "utf-8", ())


def test_the_lone_byte_80_is_the_euro_sign() -> None:
    assert (
        decode("援助资金共计".encode("gbk") + b"\x80" + "五百万".encode("gbk")).text == "援助资金共计€五百万"
    )


@pytest.mark.parametrize(
    ("asked", "name"),
    [("GBK", "gb18030"), ("gb2312", "gb18030"), ("BIG5", "big5"), ("cp950", "big5"), ("UTF8", "utf-8")],
)
def test_a_forced_encoding_is_named_as_a_found_one(asked: str, name: str) -> None:
    assert decode("脫貧".encode(name), asked) == ("脫貧", name, ())


def test_a_forced_encoding_replaces_what_it_cannot_read() -> None:
    assert decode("脱".encode("gbk"), "utf-8") == ("\ufffd\ufffd", "utf-8", ((0, 2),))


@pytest.mark.parametrize("name", ["no-such-code", "hex", "rot13", "undefined", "", "a\0b"])
def test_an_encoding_nobody_knows(name: str) -> None:
    with pytest.raises(UsageError, match="unknown encoding"):
        decode(b"abc", name)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n",
        b"PK\x03\x04\x14\0\x06\0",
        b"\x1f\x8b\x08\0\0\0\0\0",
        bytes(range(32)) * 10,
        random.Random(1).randbytes(200),
        random.Random(2).randbytes(100_000),
        Path(sys.executable).read_bytes()[1:200_000],
    ],
    ids=["png", "pdf", "zip", "gzip", "controls", "noise", "long noise", "program"],
)
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(InputError, match="not text"):
        decode(data)


def test_a_page_full_of_replacement_characters_is_still_text() -> None:
    page = "\ufffd" * 90 + "脱贫" * 5
    assert decode(page.encode()) == (page, "utf-8", ())


@pytest.mark.parametrize("text", ["", "\n", "plain ASCII", "3 °C, café", "Привет, мир", "تۇرپان"])
def test_other_texts_in_utf8(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8", ())


def test_line_ends_stay() -> None:
    assert decode("脱\r\n贫\r攻\n坚\u2028".encode()).text == "脱\r\n贫\r攻\n坚\u2028"


def test_a_long_line_and_a_long_page_cost_little() -> None:
    for page in (SIMPLIFIED * 300, SIMPLIFIED.replace("\n", "") * 300):
        assert decode(page.encode("gb18030"))[1:] == ("gb18030", ())


@pytest.mark.parametrize(
    ("declared", "actual"),
    [
        ("gbk", "gb18030"),
        ("big5", "gb18030"),
        ("utf-8", "big5"),
        ("gbk", "utf-8"),
        ("latin1", "big5"),
        ("utf-16le", "utf-8"),
        ("euc-kr", "gb18030"),
        ("shift_jis", "big5"),
        ("no-such-code", "gb18030"),
    ],
)
def test_a_declared_encoding_does_not_spoil_what_the_bytes_say(declared: str, actual: str) -> None:
    cases = [case for case in stretches({200: 1}) if case.encoding == actual]
    wrong = [case.text for case in cases if decode(case.data, declared=declared).text != case.text]
    assert len(cases) >= 10 and wrong == []


@pytest.mark.parametrize("text", ["联通", "脱贫", "扶", "一汽"])
def test_a_declaration_decides_between_readings_of_a_few_characters(text: str) -> None:
    assert decode(text.encode("gbk"), declared="gb2312")[:2] == (text, "gb18030")
    assert decode(text.encode("utf-8"), declared="utf-8")[:2] == (text, "utf-8")


@pytest.mark.parametrize(
    ("label", "codec"), [("euc-kr", "euc_kr"), ("shift_jis", "shift_jis"), ("koi8-r", "koi8_r")]
)
def test_other_scripts_are_read_as_declared(label: str, codec: str) -> None:
    text = {
        "euc-kr": "빈곤율이 크게 낮아졌다. 군민들은 소득이 늘어났다고 밝혔다. ",
        "shift_jis": "まずしいひとびとがへった。",
        "koi8-r": "Бедность снизилась. ",
    }[label] * 9
    assert decode(text.encode(codec), declared=label).text == text


def test_utf8_loads_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> float:
        raise AssertionError("a table was loaded")

    monkeypatch.setattr("povtool.clean.decode.weight", fail)
    for page in SEEDS:
        assert decode(page.encode()).text == page


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "gb18030", "big5", "utf-16-le"]))
def test_spans_hold_exactly_what_could_not_be_read(data: bytes, name: str | None) -> None:
    try:
        decoded = decode(data, name)
    except InputError:
        return
    assert all(set(decoded.text[start:end]) == {"\ufffd"} for start, end in decoded.undecodable)
    assert not any("\ud800" <= char <= "\udfff" for char in decoded.text)
