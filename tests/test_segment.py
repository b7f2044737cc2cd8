"""Words: jieba's answer, in the script of the text, with offsets that hold."""

from __future__ import annotations

import logging
import re
from io import StringIO

import jieba
import pytest
from conftest import SEEDS, on_terminal, povtool, records
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jieba import analyse, finalseg, posseg

from povtool.convert.opencc import converter
from povtool.errors import UsageError
from povtool.segment import SegmentConfig, segment, simplified_form, unknown
from povtool.segment import loose as loose_words
from povtool.segment.dictionary import UserWord, never_found, user_word
from povtool.segment.engines import ENGINES, engine
from povtool.segment.fast import Rjieba, fast
from povtool.segment.lists import policy_words
from povtool.segment.loose import Loose, each_ended
from povtool.segment.tokens import Tokens, full_tokens
from povtool.segment.unknown import unknown_words

jieba.setLogLevel(logging.CRITICAL)

MIXED_TEXT = st.text(
    st.one_of(
        st.sampled_from(
            "脱贫攻坚深度贫困县脫貧攻堅縣區萬億乾坤著名显后後"
            "，。、 \r\n\0“”（）·%0123456789.-_+#&abcXYZ\U00020000\ufffd"
        ),
        st.sampled_from("雪克来提扎尔买次仁多吉卓玛的了一是在不我有\u3400\u9fd6\uf900龥鿕𠮷"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=80,
)
UNKNOWN_TEXT = st.text(
    st.one_of(
        st.sampled_from("哈天常在床的了雪克来提鿕龥丂aB1.-%"),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5),
    ),
    min_size=1,
    max_size=14,
)
LATIN_TEXT = st.text(st.sampled_from("aB1.2-_%+#&的县，"), max_size=30)


def cut(text: str, **options) -> dict:
    [document] = segment([{"type": "document", "text": text}], SegmentConfig(**options))
    return document


def tokens(text: str, **options) -> list[str]:
    return cut(text, **options)["tokens"]


def tagged(text: str, hmm: bool = True) -> list[tuple[str, str]]:
    return [(pair.word, pair.flag) for pair in posseg.cut(text, HMM=hmm)]


def jieba_with(lines: list[str]) -> jieba.Tokenizer:
    """jieba with a user dictionary, loaded as anyone would."""
    jieba.initialize()
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict(jieba.dt.FREQ), jieba.dt.total, True
    finalseg.Force_Split_Words = set()
    tokenizer.load_userdict(StringIO("\n".join(lines)))
    return tokenizer


@pytest.fixture(autouse=True)
def no_word_is_forbidden():
    """jieba keeps forbidden words in one place for all tokenizers."""
    finalseg.Force_Split_Words = set()
    yield
    finalseg.Force_Split_Words = set()


# -- jieba's answer ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_tokens_are_those_of_jieba(seed):
    with open(seed, encoding="utf-8") as page:
        text = page.read()
    plain = simplified_form(text)
    ours = fast(())
    assert isinstance(ours, Rjieba)
    assert "".join(tokens(text)) == text
    for hmm in (True, False):
        assert ours.cut(plain, hmm) == jieba.lcut(plain, HMM=hmm)
        assert list(zip(*ours.tag(plain, hmm), strict=True)) == tagged(plain, hmm)
    assert tokens(plain, mode="search") == jieba.lcut_for_search(plain)
    assert full_tokens(ours, plain, []).words == list(filter(None, jieba.lcut(plain, cut_all=True)))


@settings(max_examples=150, deadline=None)
@given(st.one_of(MIXED_TEXT, LATIN_TEXT), st.booleans())
def test_the_fast_engine_gives_the_reference_answer(text, hmm):
    ours = fast(())
    assert ours.cut(text, hmm) == jieba.lcut(text, HMM=hmm)
    words, tags = ours.tag(text, hmm)
    assert list(zip(words, tags, strict=True)) == tagged(text, hmm)


@settings(max_examples=500, deadline=None)
@given(UNKNOWN_TEXT)
@example("常在床")
@example("哈哈哈哈哈哈")  # ways that are equal but for the order of their sums
@example("鿕龥鿕")
def test_unknown_words_are_those_of_the_model(text):
    assert unknown_words(text) == each_ended(finalseg.cut(text))


def test_words_that_stand_firm_among_loose_ones_stay():
    loose = Loose("-", {"MP3", "的T"}.__contains__, unknown_words)
    words = loose.replaced(["a", "-", "b", "MP3", "雪", "克", "来", "提", "的T", "一"])
    assert words == ["a", "-", "b", "MP3", "雪克来", "提", "的T", "一"]


compiled = pytest.mark.skipif(loose_words._native is None, reason="there was no compiler to build it")


@compiled
@settings(max_examples=500, deadline=None)
@given(UNKNOWN_TEXT)
@example("常在床")
@example("哈哈哈哈哈哈")
@example("")
@example("克\U00020000")
def test_the_compiled_model_is_that_in_python(text):
    if text.isascii():
        return
    assert loose_words._native.modelled(text, unknown.chances()) == unknown._modelled(text)


@compiled
@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.one_of(MIXED_TEXT, LATIN_TEXT, st.sampled_from([*"雪克来提，MP3一", "的T"])), max_size=12),
    st.sampled_from(["+#&._%-", "+#&._", ""]),
    st.booleans(),
)
def test_the_compiled_search_for_stretches_is_that_in_python(texts, marks, latin_alone):
    words = [word for text in texts if (word := text.replace("\0", ""))]
    knows = {"MP3", "的T", "雪克"}.__contains__
    loose = Loose(marks, knows, unknown_words, latin_alone=latin_alone)
    expected = loose._replaced_by_pattern(words)
    assert loose.replaced(words) == expected
    at_once = Loose(marks, knows, unknown_words, latin_alone=latin_alone, chances=unknown.chances)
    assert at_once.replaced(words) == expected


@pytest.mark.parametrize(
    "arguments", [((), {}), ([1], {}), (["雪", "克"], {}), (["雪", "克"], {"\0雪\0克\0": 1})]
)
@compiled
def test_the_compiled_search_refuses_what_it_cannot_use(arguments):
    with pytest.raises((TypeError, KeyError)):
        loose_words._native.spliced(*arguments, "", False, str.isalpha, None)


@compiled
def test_the_compiled_model_refuses_a_table_of_another_size():
    with pytest.raises(ValueError, match="not a model"):
        loose_words._native.modelled("雪克", b"short")
    with pytest.raises(ValueError, match="not a model"):
        loose_words._native.spliced(["雪", "克"], {}, "", False, str.isalpha, b"short")


@compiled
def test_what_goes_wrong_in_the_dictionary_goes_on_through_the_compiled_search():
    with pytest.raises(ZeroDivisionError):
        loose_words._native.spliced(["雪", "克"], {}, "", False, lambda word: 1 / 0, unknown.chances())


@compiled
def test_a_long_stretch_goes_through_the_compiled_search():
    words = list("雪克来提" * 5_000)
    loose = Loose("", str.isascii, unknown_words, chances=unknown.chances)
    assert loose.replaced(words) == loose._replaced_by_pattern(words)


@settings(max_examples=100, deadline=None)
@given(st.one_of(MIXED_TEXT, LATIN_TEXT))
def test_without_the_compiled_part_the_answer_is_the_same(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loose_words, "_native", None)
        patch.setattr(unknown, "_native", None)
        words, tags = fast(()).tag(text)
        assert fast(()).cut(text) == jieba.lcut(text)
    assert list(zip(words, tags, strict=True)) == tagged(text, True)


@settings(max_examples=150, deadline=None)
@given(st.one_of(MIXED_TEXT, LATIN_TEXT))
def test_search_and_full_mode_are_those_of_jieba(text):
    plain = simplified_form(text)
    search = [(plain[start:end], [start, end]) for _, start, end in jieba.tokenize(plain, mode="search")]
    document = cut(plain, mode="search", offsets=True)
    assert list(zip(document["tokens"], document["offsets"], strict=True)) == search
    assert tokens(plain, mode="full") == list(filter(None, jieba.lcut(plain, cut_all=True)))


@pytest.mark.parametrize("options", [{}, {"pos": True}, {"mode": "search"}, {"mode": "full"}, {"hmm": False}])
def test_both_engines_agree_in_every_mode(options):
    with open(SEEDS[2], encoding="utf-8") as page:
        text = page.read()
    assert cut(text, engine="jieba", **options) == cut(text, engine="rjieba", **options)


# -- User dictionaries -------------------------------------------------------------------------------------

WORDS = [
    "易地扶贫搬迁", "建档立卡", "两不愁", "的", "贫困", "贫困县", "脱贫", "区", "攻", "后", "县区",
    "covid-19", "a-b", "1.2.3", "C++", "多吉", "次仁", "雪克来提", "扎克", "五个一批", "一个",
    "我们中出", "5G", "深度贫困",
]  # fmt: skip
LINE = st.builds(
    lambda word, rest: f"{word}{rest}",
    st.one_of(st.sampled_from(WORDS), st.text("贫困县区脱的多吉1a-", min_size=2, max_size=4)),
    st.sampled_from(["", " 1", " 3", " 1000", " 20000000", " 0", " n", " 5 nz"]),
)


@pytest.mark.parametrize(
    "lines", [[], ["易地扶贫搬迁", "易地扶贫搬迁"], ["易地扶贫搬迁 6"], ["今天天气 0", "今天 0"]]
)
def test_equal_ways_through_the_dictionary_are_decided_as_in_jieba(lines):
    theirs = jieba_with(lines)
    ours = fast(tuple(map(user_word, lines)))
    doubled = [word[0] for word in theirs.FREQ if len(word) == 2 and word[0] == word[1]]
    for text in (text for one in doubled for text in (3 * one, f"{3 * one}1", f"一{3 * one}的")):
        assert ours.cut(text, False) == theirs.lcut(text, HMM=False)


WORDY_TEXT = st.lists(st.one_of(st.sampled_from(WORDS), st.text("县区的，x-1多吉", max_size=3))).map("".join)


@settings(max_examples=8, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=5), WORDY_TEXT)
@example(
    ["易地扶贫搬迁", "易地扶贫搬迁"], "区区区1"
)  # ways that are equal but for the sum of all frequencies
def test_a_user_dictionary_works_as_in_jieba(lines, text):
    theirs = jieba_with(lines)
    forbidden = finalseg.Force_Split_Words
    ours = fast(tuple(map(user_word, lines)))
    finalseg.Force_Split_Words = forbidden
    for hmm in (True, False):
        assert ours.cut(text, hmm) == theirs.lcut(text, HMM=hmm), hmm
        finalseg.Force_Split_Words = forbidden
    tagger = object.__new__(posseg.POSTokenizer)
    tagger.tokenizer, tagger.word_tag_tab = theirs, dict(posseg.dt.word_tag_tab)
    words, tags = ours.tag(text)
    assert list(zip(words, tags, strict=True)) == [(pair.word, pair.flag) for pair in tagger.cut(text)]
    search = [pair[0] for pair in theirs.tokenize(text, mode="search")]
    config = SegmentConfig(mode="search", user_words=tuple(lines))
    assert next(segment([{"text": text}], config))["tokens"] == search


@pytest.mark.parametrize(
    ("lines", "text", "wanted"),
    [
        (["易地扶贫搬迁"], "推进易地扶贫搬迁。", ["推进", "易地扶贫搬迁", "。"]),
        (["易地扶贫搬迁 1000 nz"], "推进易地扶贫搬迁。", ["推进", "易地扶贫搬迁", "。"]),
        (["今天天气 0"], "今天天气不错", ["今天", "天气", "不错"]),
        (["攻坚 0"], "脱贫攻坚", ["脱贫", "攻", "坚"]),
        (["杭研 0"], "网易杭研大厦", ["网易", "杭", "研", "大厦"]),
        (["covid-19 10"], "新冠covid-19和covid-20", ["新冠", "covid-19", "和", "covid", "-", "20"]),
    ],
)
def test_words_are_joined_and_split(lines, text, wanted):
    assert tokens(text, user_words=tuple(lines)) == wanted == jieba_with(lines).lcut(text)


def test_the_fast_engine_cuts_with_a_dictionary_too():
    for lines in (["两不愁三保障 100 nz"], ["两不愁三保障"], ["攻坚 0"], ["的 5"]):
        assert fast(tuple(map(user_word, lines))).name == "rjieba"
    for lines in (["a 100"], ["杭研 0", "杭研 5"]):
        assert fast(tuple(map(user_word, lines))).name == "jieba"


def test_a_forbidden_word_is_forbidden_to_its_own_engine_only():
    split = engine("jieba", (UserWord("杭研", 0),))
    assert split.cut("网易杭研大厦") == ["网易", "杭", "研", "大厦"]
    assert engine("jieba").cut("网易杭研大厦") == ["网易", "杭研", "大厦"]
    assert jieba.lcut("网易杭研大厦") == ["网易", "杭研", "大厦"]
    assert split.cut("网易杭研大厦") == ["网易", "杭", "研", "大厦"]


def test_user_words_hold_in_both_scripts():
    assert "易地扶贫搬迁" not in tokens("推进易地扶贫搬迁。")
    for words in (("易地扶贫搬迁 1000 nz",), ("易地扶貧搬遷",)):
        assert "易地扶贫搬迁" in tokens("推进易地扶贫搬迁。", user_words=words)
        assert "易地扶貧搬遷" in tokens("推進易地扶貧搬遷。", user_words=words)
    assert "乾坤大挪移" in tokens("练成乾坤大挪移", user_words=("乾坤大挪移 10",))


def test_word_lists_that_cannot_be_read_are_named(tmp_path):
    bad = tmp_path / "words.txt"
    bad.write_bytes("脱贫\n扶贫".encode("gb18030"))
    for option in ("--user-dict", "--stopwords"):
        done = povtool("segment", option, str(bad))
        assert done.returncode == 2 and f"{bad}:1: not UTF-8".encode() in done.stderr
        assert povtool("segment", option, "nosuchlist").returncode == 2
    bad.write_text("\n脱贫 9999999999999999999999\n", "utf-8")
    done = povtool("segment", "-u", str(bad))
    assert done.returncode == 2 and f"{bad}:2: ".encode() in done.stderr and b"Traceback" not in done.stderr


def test_words_that_no_text_can_have_are_told(tmp_path):
    words = tmp_path / "words.txt"
    words.write_text("脱贫\n两不愁、三保障 5\n", "utf-8")
    done = povtool("segment", "-u", str(words), stdin='{"text": "脱贫"}'.encode())
    assert done.returncode == 0
    assert done.stderr.decode().count("\n") == 1 and f"{words}:2: " in done.stderr.decode()


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


# -- Scripts and offsets -----------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(MIXED_TEXT)
def test_tokens_join_to_the_text_and_offsets_point_at_them(text):
    document = cut(text, offsets=True)
    assert "".join(document["tokens"]) == text
    assert [text[start:end] for start, end in document["offsets"]] == document["tokens"]


@given(MIXED_TEXT)
def test_the_simplified_form_has_the_same_length(text):
    assert len(simplified_form(text)) == len(text)


def test_traditional_text_is_cut_as_its_simplified_form():
    simplified = "实现贫困人口脱贫，著名的雪域高原。"
    traditional = converter("s2t").convert(simplified).text
    assert traditional != simplified
    assert list(map(len, tokens(traditional))) == list(map(len, tokens(simplified)))


def test_simplified_clauses_of_a_mixed_text_are_left_as_they_are():
    assert simplified_form("显著成效，脫貧攻堅") == "显著成效，脱贫攻坚"
    assert tokens("乾坤之大，幹部脫貧") == ["乾坤", "之大", "，", "幹部", "脫貧"]


# -- What can be asked for ---------------------------------------------------------------------------------


def test_stopwords_leave_parallel_arrays_parallel():
    [document] = segment(
        [{"type": "document", "text": "西藏的脫貧。"}],
        SegmentConfig(pos=True, offsets=True, stopwords=frozenset({"的", "脱贫"})),
    )
    assert document["tokens"] == ["西藏", "。"]
    assert document["pos"] == ["ns", "x"]
    assert document["offsets"] == [[0, 2], [5, 6]]


def test_cutting_again_leaves_nothing_stale():
    first = cut("西藏的脱贫。", pos=True, offsets=True, keywords="tfidf")
    [again] = segment([first], SegmentConfig(stopwords=frozenset({"的"})))
    assert again.keys() == {"type", "text", "tokens"}


@pytest.mark.parametrize("method", ["tfidf", "textrank"])
def test_keywords_are_those_of_jieba_analyse(method):
    with open(SEEDS[0], encoding="utf-8") as page:
        text = simplified_form(page.read())
    found = cut(text, keywords=method)["keyterms"]
    wanted = getattr(analyse, method)(text, withWeight=True)
    assert [(each["word"], each["weight"]) for each in found] == wanted
    traditional = cut(converter("s2t").convert(text).text, keywords=method, top=5)["keyterms"]
    assert [simplified_form(each["word"]) for each in traditional] == [word for word, _ in wanted[:5]]
    without = cut(text, keywords=method, stopwords=frozenset({wanted[0][0]}))["keyterms"]
    assert wanted[0][0] not in [each["word"] for each in without]


def test_sentences_carry_their_tokens_and_places():
    text = "西藏脫貧。\n\n“五個一批！”他說"
    document = {"type": "document", "id": "a", "text": text}
    found = list(segment([document], SegmentConfig(by="sentence", offsets=True, pos=True)))
    assert [record["text"] for record in found] == ["西藏脫貧。", "“五個一批！”", "他說"]
    assert [record["tokens"] for record in found] == [
        ["西藏", "脫貧", "。"],
        ["“", "五個", "一批", "！", "”"],
        ["他", "說"],
    ]
    for record in found:
        assert record["doc"] == "a" and text[record["start"] : record["end"]] == record["text"]
        assert [text[start:end] for start, end in record["offsets"]] == record["tokens"]
        assert len(record["pos"]) == len(record["tokens"])


@settings(max_examples=100, deadline=None)
@given(MIXED_TEXT, st.sampled_from(["default", "search", "full"]))
@example("!¹", "full")
def test_sentences_lose_no_word_with_a_letter(text, mode):
    whole = tokens(text, mode=mode)
    found = segment([{"text": text}], SegmentConfig(by="sentence", mode=mode))
    parts = [token for record in found for token in record["tokens"]]
    assert [t for t in parts if any(map(str.isalnum, t))] == [t for t in whole if any(map(str.isalnum, t))]


def test_plain_lines_for_other_tools():
    stdin = '{"text": "西藏 脱贫\\n攻坚。后来"}\n{"text": ""}\n{"type": "metric", "raw": "5人"}\n'.encode()
    done = povtool("segment", "--format", "text", stdin=stdin)
    assert done.stdout.decode() == "西藏 脱贫 攻坚 。 后来\n\n"
    assert "1 records without tokens" in done.stderr.decode()
    done = povtool("segment", "--format", "text", "--pos", "--by", "sentence", stdin=stdin)
    assert done.stdout.decode() == "西藏/ns 脱贫/v\n攻坚/vn 。/x\n后来/t\n"


def test_quantities_are_kept_whole():
    stdin = '{"text": "累計投入 3.77 億元，實現62.8萬貧困人口脫貧，2019年。"}'.encode()
    [document] = records(povtool("segment", "-q", "--pos", "--offsets", stdin=stdin).stdout)
    assert "3.77 億元" in document["tokens"] and "62.8萬" in document["tokens"]
    assert "".join(document["tokens"]) == document["text"]
    assert document["pos"][document["tokens"].index("3.77 億元")] == "mq"
    assert [document["text"][start:end] for start, end in document["offsets"]] == document["tokens"]
    for mode in ("search", "full"):
        [document] = records(povtool("segment", "-q", "--mode", mode, stdin=stdin).stdout)
        assert "3.77 億元" in document["tokens"] and "億元" not in document["tokens"]
    lines = povtool("segment", "-q", "--format", "text", stdin=stdin).stdout.decode()
    assert "3.77_億元" in lines.split(" ")


@pytest.mark.parametrize(
    "options",
    [
        {"mode": "search", "pos": True},
        {"by": "sentence", "keywords": "tfidf"},
        {"mode": "fine"},
        {"by": "word"},
        {"mode": "full", "hmm": False},
    ],
)
def test_what_cannot_be_meant_is_refused(options):
    with pytest.raises(UsageError):
        segment([], SegmentConfig(**options))


def test_the_view_shows_keyterms(tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"id": "a", "text": "脱贫攻坚，脱贫摘帽"}', encoding="utf-8")
    status, shown = on_terminal("segment", "--keywords", "tfidf", "--top", "2", str(corpus))
    assert status == 0 and "keyterms: 脱贫, 摘帽" in shown


@pytest.mark.parametrize(
    "options, told",
    [
        (("--top", "5"), "--keywords tfidf"),
        (("--format", "text", "--keywords", "tfidf"), "--keywords would be lost"),
        (("--format", "text", "--offsets"), "--offsets would be lost"),
        (("--mode", "full", "--no-hmm"), "--no-hmm"),
    ],
)
def test_options_that_would_do_nothing_are_refused(options, told):
    done = povtool("segment", *options, stdin='{"text":"脱贫"}'.encode())
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1 and told in done.stderr.decode()


def test_an_unknown_engine_is_refused_with_the_list():
    done = povtool("segment", "--engine", "hanlp", stdin=b'{"text": "x"}\n')
    assert done.returncode == 2 and b"rjieba" in done.stderr and b"Traceback" not in done.stderr


# -- The dictionary of poverty policy ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "word",
    [
        "易地扶贫搬迁",
        "建档立卡贫困户",
        "两不愁三保障",
        "甘孜藏族自治州",
        "石渠县",
        "三区三州",
        "贫困发生率",
        "一村一品",
    ],
)
def test_terms_of_policy_stay_whole_in_both_scripts(word):
    text = f"在会上，{word}，说"
    assert word in tokens(text, dictionary="policy")
    assert word in tokens(text, dictionary="policy", engine="jieba")
    traditional = converter("s2t").convert(text).text
    assert word in map(simplified_form, tokens(traditional, dictionary="policy"))


def test_every_word_of_the_dictionary_stands():
    words = policy_words()
    cutter = fast(words)
    assert [word.word for word in words if cutter.cut(word.word, False) != [word.word]] == []
    assert not any(map(never_found, (word.word for word in words)))


def test_the_dictionary_and_a_user_dictionary_work_together():
    options = {"dictionary": "policy", "user_words": ("脱贫奔小康 100 nz", "易地扶贫搬迁 0")}
    for name in ENGINES:
        found = cut("易地扶贫搬迁和脱贫奔小康，建档立卡", pos=True, engine=name, **options)
        assert found["tokens"] == ["易地扶贫", "搬迁", "和", "脱贫奔小康", "，", "建档立卡"]
        assert found["pos"][3] == "nz"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("自治区主席雪克来提·扎克尔说", "雪克来提·扎克尔"),
        ("買買提·艾力來到村裏", "買買提·艾力"),
        ("阿卜杜拉·吾买尔江·艾买提高兴", "阿卜杜拉·吾买尔江·艾买提"),
        ("阿不来提·阿不都热西提和", "阿不来提·阿不都热西提"),
    ],
)
def test_names_of_several_parts_stay_whole(text, name):
    found = cut(text, dictionary="policy", pos=True, offsets=True)
    assert name in found["tokens"] and found["pos"][found["tokens"].index(name)] == "nr"
    assert [text[start:end] for start, end in found["offsets"]] == found["tokens"]
    assert name not in tokens(text)


@pytest.mark.parametrize(
    "text", ["“一二·九”运动", "丝绸之路·长安", "《论语·学而》", "拉萨·日喀则", "春节·元宵", "·", "尔·", "·尔"]
)
def test_other_dots_join_nothing(text):
    assert "·" in tokens(text, dictionary="policy")


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("雪克来提扎尔买·•的说，脱贫县5万元")))
def test_kept_stretches_lose_nothing(text):
    for mode in ("default", "full"):
        found = cut(text, dictionary="policy", mode=mode, offsets=True, keep=_figures)
        assert [text[start:end] for start, end in found["offsets"]] == found["tokens"]
        if mode == "default":
            assert "".join(found["tokens"]) == text


def _figures(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer("5万?元?", text)]


def test_stop_words_of_the_list_are_left_out():
    stdin = '{"text": "他們的脫貧攻堅，與產業"}'.encode()
    [document] = records(povtool("segment", "--stopwords", "zh", stdin=stdin).stdout)
    assert document["tokens"] == ["脫貧", "攻堅", "產業"]


def test_a_part_of_speech_begins_and_goes_on_as_the_shortened_search_takes_for_granted():
    from jieba.posseg.prob_trans import P

    for origin, chances in P.items():
        for state in chances:
            assert (state[0] in "ME") == (origin[0] in "BM")
            assert state[0] in "BS" or state[1] == origin[1]


@given(st.lists(st.sampled_from(["脫貧", "實", "\r\n", "\r", "\n", "a b", "𠮷野", "\u2028", "é", "\0"])))
def test_words_are_read_off_a_text_as_they_are_sliced(words):
    text = "".join(words)
    assert Tokens(words).written(text) == words
    placed = Tokens(words).chosen(range(len(words)))
    assert placed.written(text) == words
