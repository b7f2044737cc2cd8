"""Words: jieba's answer, in the script of the text, with offsets that hold."""

from __future__ import annotations

import jieba
import pytest
from conftest import SEEDS, povtool, records
from hypothesis import given, settings
from hypothesis import strategies as st

from povtool.convert.opencc import converter
from povtool.errors import UsageError
from povtool.segment import SegmentConfig, segment, simplified_form

MIXED_TEXT = st.text(
    st.one_of(
        st.sampled_from(
            "脱贫攻坚深度贫困县脫貧攻堅縣區萬億乾坤著名后後，。、 \n“”（）·%0123456789.abcXYZ\U00020000\ufffd"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=80,
)


def tokens(text: str, **options) -> list[str]:
    [document] = segment([{"type": "document", "text": text}], SegmentConfig(**options))
    return document["tokens"]


@pytest.mark.parametrize("seed", SEEDS)
def test_tokens_are_those_of_jieba(seed):
    with open(seed, encoding="utf-8") as page:
        text = page.read()
    assert "".join(tokens(text)) == text
    wanted = jieba.lcut(simplified_form(text))
    assert [len(token) for token in tokens(text)] == [len(word) for word in wanted]
    assert tokens(text, engine="jieba") == tokens(text, engine="rjieba")


@settings(max_examples=300, deadline=None)
@given(MIXED_TEXT)
def test_tokens_join_to_the_text_and_offsets_point_at_them(text):
    [document] = segment([{"type": "document", "text": text}], SegmentConfig(offsets=True))
    assert "".join(document["tokens"]) == text
    assert [text[start:end] for start, end in document["offsets"]] == document["tokens"]


@settings(max_examples=300, deadline=None)
@given(MIXED_TEXT)
def test_the_fast_engine_gives_the_reference_answer(text):
    assert tokens(text, engine="rjieba") == tokens(text, engine="jieba")


@given(MIXED_TEXT)
def test_the_simplified_form_has_the_same_length(text):
    assert len(simplified_form(text)) == len(text)


def test_traditional_text_is_cut_as_its_simplified_form():
    simplified = "实现贫困人口脱贫，著名的雪域高原。"
    traditional = converter("s2t").convert(simplified).text
    assert traditional != simplified
    assert list(map(len, tokens(traditional))) == list(map(len, tokens(simplified)))


def test_user_words_hold_in_both_scripts():
    assert "易地扶贫搬迁" not in tokens("推进易地扶贫搬迁。")
    for words in (("易地扶贫搬迁 1000 nz",), ("易地扶貧搬遷",)):
        assert "易地扶贫搬迁" in tokens("推进易地扶贫搬迁。", user_words=words)
        assert "易地扶貧搬遷" in tokens("推進易地扶貧搬遷。", user_words=words)


def test_stopwords_leave_parallel_arrays_parallel():
    [document] = segment(
        [{"type": "document", "text": "西藏的脫貧。"}],
        SegmentConfig(pos=True, offsets=True, stopwords=frozenset({"的", "脱贫"})),
    )
    assert document["tokens"] == ["西藏", "。"]
    assert document["pos"] == ["ns", "x"]
    assert document["offsets"] == [[0, 2], [5, 6]]


def test_cutting_again_leaves_nothing_stale():
    [first] = segment([{"type": "document", "text": "西藏的脱贫。"}], SegmentConfig(pos=True, offsets=True))
    [again] = segment([first], SegmentConfig(stopwords=frozenset({"的"})))
    assert "pos" not in again and "offsets" not in again


def test_parts_of_speech_are_those_of_jieba():
    from jieba import posseg

    with open(SEEDS[0], encoding="utf-8") as page:
        text = page.read()
    [document] = segment([{"type": "document", "text": text}], SegmentConfig(pos=True))
    assert list(zip(document["tokens"], document["pos"], strict=True)) == [
        (p.word, p.flag) for p in posseg.cut(text)
    ]


@pytest.mark.parametrize("options", [{"pos": True}, {"user_words": ("脱贫",)}])
def test_the_fast_engine_refuses_what_it_does_otherwise(options):
    with pytest.raises(UsageError):
        tokens("脱贫", engine="rjieba", **options)


def test_an_unknown_engine_is_refused_with_the_list():
    done = povtool("segment", "--engine", "hanlp", stdin=b'{"text": "x"}\n')
    assert done.returncode == 2 and b"rjieba" in done.stderr and b"Traceback" not in done.stderr


def test_word_lists_that_cannot_be_read_are_named(tmp_path):
    bad = tmp_path / "words.txt"
    bad.write_bytes("脱贫\n扶贫".encode("gb18030"))
    for option in ("--userdict", "--stopwords"):
        done = povtool("segment", option, str(bad))
        assert done.returncode == 2 and f"{bad}:1: not UTF-8".encode() in done.stderr
        assert povtool("segment", option, "nosuchlist").returncode == 2


def test_word_lists_are_used(tmp_path):
    (tmp_path / "dict").write_text("\ufeff两不愁三保障 100 nz\n\n", "utf-8")
    (tmp_path / "stop").write_text("。\n", "utf-8")
    done = povtool(
        "segment",
        "-u",
        str(tmp_path / "dict"),
        "-s",
        str(tmp_path / "stop"),
        stdin='{"text": "两不愁三保障。"}'.encode(),
    )
    assert records(done.stdout)[0]["tokens"] == ["两不愁三保障"]
