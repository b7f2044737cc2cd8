"""diff: nothing but real differences, all of them, whole figures and names, and offsets that hold."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from povtool.convert.script import fold, simplify
from povtool.diff import (
    Comparison,
    DiffConfig,
    Edit,
    NotCompared,
    align,
    brief,
    compare,
    counted,
    diff,
    edits,
    hunks,
    inline,
    records,
    sides,
)
from povtool.diff.pairing import pair, similarity
from povtool.diff.tokens import as_compared, tokenize
from povtool.metrics.amounts.quantities import quantities
from povtool.metrics.formulas import formulas
from povtool.metrics.places.mentions import mentions
from povtool.records import Rejected

SEEDS = {
    path.name[:3]: path.read_text("utf-8-sig", errors="replace")
    for path in sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
}
INSIDE_A_FIGURE = re.compile(
    r"(?<=[0-9])(?:[.,](?=[0-9])|(?=[0-9万亿%]))|(?<=[0-9][.,])(?=[0-9])|(?<=[万亿])(?=[元])"
)


def keys(text: str) -> list[str]:
    return tokenize(text).keys


def bare(text: str) -> str:
    return "".join(fold(text).split())


def applied(a: str, b: str, changes: list[Edit]) -> str:
    pieces, position = [], 0
    for edit in changes:
        pieces += [a[position : edit.start_a], b[edit.start_b : edit.end_b]]
        position = edit.end_a
    return "".join([*pieces, a[position:]])


def changed(a: str, b: str) -> list[tuple[str, str]]:
    return [(a[e.start_a : e.end_a], b[e.start_b : e.end_b]) for e in edits(a, b)]


def document(name: str, text: str, **fields: str) -> dict[str, str]:
    return {"type": "document", "id": name, "text": text, **fields}


# Tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("累计1.3亿多人", "累计 1.3亿多人"),
        ("8千多万人、3万4000元、25万6千", "8千多万人 、 3万4000元 、 25万6千"),
        ("資金753億元、62.8萬貧困人口", "资金 753亿元 、 62.8万 贫困人口"),
        ("1,100.9亿", "1,100.9亿"),
        ("1660 万人，占15 ％", "1660万人 , 占 15%"),
        ("提高0.4個百分點", "提高 0.4个百分点"),
        ("20万千瓦、3千克、2500元/年", "20万千瓦 、 3千克 、 2500元/年"),
        ("2016年10个县，2018-01-10 16:29", "2016年 10个 县 , 2018-01-10 16:29"),
        ("GDP2.5万亿元，5G、G318线、COVID-19", "GDP 2.5万亿元 , 5G 、 G318 线 、 COVID-19"),
        ("就業\ufffd26人", "就业 \ufffd26人"),
        ("百分之三点五", "百分之三点五"),
        ("主席雪克来提·扎克尔说", "主席 雪克来提·扎克尔 说"),
        ("比尔·盖茨到访", "比尔·盖茨 到访"),
        ("“兩不愁三保障”和六大战略、五个一批", "“ 两不愁三保障 ” 和 六大战略 、 五个一批"),
    ],
)
def test_figures_names_and_formulas_are_one_token(text: str, tokens: str) -> None:
    assert keys(text) == tokens.split(" ")


@pytest.mark.parametrize("text", ["增长2.\n3亿元", "增至8亿\n2016年", "表3\n5人", "一千 二百"])
def test_numbers_on_two_lines_are_two_numbers(text: str) -> None:
    assert keys(text)[-2:] != keys("".join(text.split()))[-2:]


def test_white_space_does_not_change_the_tokens() -> None:
    assert keys("脱贫攻\n　坚\u200b战") == keys("脱贫攻坚战") == ["脱贫", "攻坚战"]


@pytest.mark.parametrize("piece", ["1", "1,", "\ufffd", "一二", "阿", "·", "A-", "“一", "、", " "])
def test_a_long_run_of_anything_takes_linear_time(piece: str) -> None:
    assert bare("".join(keys(piece * 40_000))) == bare(piece * 40_000)


def test_tokens_stand_where_they_say() -> None:
    text = SEEDS["001"]
    tokens = tokenize(text)
    for at in range(len(tokens)):
        start, end = tokens.span(at, at + 1)
        assert bare(text[start:end]) == tokens.keys[at]


# Differences of two texts


@pytest.mark.parametrize("name", SEEDS)
def test_a_document_is_its_own_other_script_copy(name: str) -> None:
    text = SEEDS[name]
    wide = text.replace("3", "３").replace(",", "，").replace("\n", "\r\n\r\n　　")
    assert edits(text, simplify(text)) == edits(text, wide) == []


@pytest.mark.parametrize("standard", ["s2t", "s2tw", "s2hk", "t2s"])
def test_a_document_is_its_own_copy_in_a_regional_standard(standard: str) -> None:
    converter = OpenCC(standard)
    assert [edits(text, converter.convert(text)) for text in SEEDS.values()] == [[]] * len(SEEDS)


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        (
            "安排资金3.77億元，項目56個。",
            "安排资金3.82亿元，项目53个。",
            [("3.77億元", "3.82亿元"), ("56個", "53个")],
        ),
        ("15%", "15.5%", [("15%", "15.5%")]),
        ("4000元", "4000万元", [("4000元", "4000万元")]),
        ("主席雪克来提·扎克尔说", "主席吾布力·扎克尔说", [("雪克来提·扎克尔", "吾布力·扎克尔")]),
        ("深度贫困地区", "深度贫困\n地区", []),
        ("共3 5人", "共35人", [("3 5人", "35人")]),
        ("推进产业扶贫、教育扶贫。", "推进产业扶贫、健康扶贫、教育扶贫。", [("", "健康扶贫、")]),
        ("甲到。乙到。", "甲到。丙到。乙到。", [("", "丙到。")]),
        ("研究生命令", "研究生命令书", [("", "书")]),
        ("", "脱贫", [("", "脱贫")]),
        ("脱贫", "", [("脱贫", "")]),
        ("", "", []),
        (" \n", "\t", []),
    ],
)
def test_changes_a_reader_would_name(a: str, b: str, wanted: list[tuple[str, str]]) -> None:
    assert changed(a, b) == wanted


def test_a_changed_figure_is_not_lost_in_its_neighbours() -> None:
    assert changed("分别为5人、6人、7人", "分别为8人、6人、9人") == [("5人", "8人"), ("7人", "9人")]
    assert changed("分别为5人、6人", "分别为8人、9人") == [("5人", "8人"), ("6人", "9人")]


def test_words_cut_otherwise_are_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    import rjieba

    def cut(run: str) -> list[str]:
        return {"贫困县区摘帽": ["贫困县", "区", "摘帽"], "贫困县区脱贫": ["贫困", "县区", "脱贫"]}.get(
            run, list(run)
        )

    monkeypatch.setattr(rjieba, "cut", cut)
    assert changed("贫困县区摘帽", "贫困县区脱贫") == [("摘帽", "脱贫")]
    assert changed("贫困县区摘帽", "贫困县区摘帽。") == [("", "。")]


PIECES = st.sampled_from(
    [
        "脱贫",
        "脫貧",
        "攻坚",
        "的",
        "3.82億元",
        "15%",
        "2016年",
        "１，１００",
        "五个一批",
        "雪克来提·扎克尔",
        "GDP",
        "5G",
        "·",
        *"、，。\n 　\ufffd万萬0.3A",
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)


@given(TEXTS, TEXTS)
def test_the_differences_make_b_out_of_a(a: str, b: str) -> None:
    found = edits(a, b)
    assert bare(applied(a, b, found)) == bare(b)
    assert bare(applied(b, a, [Edit(e.start_b, e.end_b, e.start_a, e.end_a) for e in found])) == bare(a)
    assert all(e.start_a < e.end_a or e.start_b < e.end_b for e in found)
    for first, second in pairwise(found):
        assert first.end_a <= second.start_a and first.end_b <= second.start_b


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert edits(text, simplify(text)) == []


@given(TEXTS, TEXTS)
def test_the_inline_view_holds_both_texts(a: str, b: str) -> None:
    segments = inline(a, b)
    assert "".join(text for kind, text in segments if kind != "insert") == a
    assert bare("".join(text for kind, text in segments if kind != "delete")) == bare(b)


def planted(text: str, count: int, rng: random.Random) -> tuple[str, list[tuple[int, str]]]:
    """The text with ``count`` words or figures changed; each change with its place in the new text."""
    tokens = tokenize(text)
    places = [at for at in range(1, len(tokens) - 1) if tokens.keys[at][-1].isalnum()]
    pieces, made, position, length = [], [], 0, 0
    for at in sorted(rng.sample(places, count)):
        start, end = tokens.span(at, at + 1)
        was = text[start:end]
        digit = re.search("[0-9]", was)
        if digit:
            new = was[: digit.start()] + str((int(digit[0]) + 1) % 10) + was[digit.end() :]
        else:
            # Of two equal words nobody can tell which one was taken out.
            removed = "" if tokens.keys.count(tokens.keys[at]) == 1 else "某某"
            new = rng.choice([removed, "生態補償", was + "12.5万亩", "协同·帕尔哈提"])
        pieces += [text[position:start], new]
        length += start - position
        made.append((length, new))
        length += len(new)
        position = end
    return "".join([*pieces, text[position:]]), made


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("other_script", [False, True])
def test_planted_edits_are_found_and_no_figure_is_split(name: str, other_script: bool) -> None:
    rng = random.Random(f"{name}{other_script}")
    a = SEEDS[name]
    b, made = planted(a, 40, rng)
    found = edits(a, simplify(b) if other_script else b)
    assert bare(applied(a, b, found)) == bare(b)
    spans = [(len(bare(b[: e.start_b])), len(bare(b[: e.end_b]))) for e in found]
    for place, new in made:
        start = len(bare(b[:place]))
        assert any(first <= start + len(new) and start <= last for first, last in spans), b[
            place - 5 : place + 9
        ]
    assert len(found) <= len(made) + 2  # a new word may make the cutter see its neighbours otherwise
    assert sum(e.end_b - e.start_b for e in found) < 12 * len(made)
    for text, edges in (
        (a, {edge for e in found for edge in (e.start_a, e.end_a)}),
        (b, {edge for e in found for edge in (e.start_b, e.end_b)}),
    ):
        assert not edges.intersection(match.start() for match in INSIDE_A_FIGURE.finditer(text))
        for found_whole in (*quantities(fold(text)), *formulas(fold(text)), *mentions(fold(text))):
            inside = range(found_whole.start + 1, found_whole.end)
            assert edges.isdisjoint(inside), text[found_whole.start - 5 : found_whole.end + 5]


@pytest.mark.parametrize("cells", [0, 1, 400])
def test_long_texts_are_compared_in_pieces(monkeypatch: pytest.MonkeyPatch, cells: int) -> None:
    a = SEEDS["004"]
    b = a.replace("753億元", "754億元").replace("感到無比自豪、", "").replace("\n2.", "\n\n第2.")
    monkeypatch.setattr(align, "_MOST_CELLS", cells)
    found = edits(a, b)
    assert bare(applied(a, b, found)) == bare(b)
    assert sum(e.end_a - e.start_a for e in found) < 200
    unlike = edits(SEEDS["000"], SEEDS["004"])
    assert bare(applied(SEEDS["000"], SEEDS["004"], unlike)) == bare(SEEDS["004"])


# Pairing


def pairs(
    a: list[dict[str, str]], b: list[dict[str, str]]
) -> list[tuple[str | None, str | None, str | None]]:
    return [(p.a and p.a["id"], p.b and p.b["id"], p.paired_by) for p in pair(a, b, 0.3)]


def test_documents_are_paired_by_id_then_title_then_text() -> None:
    half = len(SEEDS["000"]) // 2
    a = [
        document("1", SEEDS["000"]),
        document("x", "甲", title="西藏脱贫"),
        document("p", SEEDS["001"]),
        document("lost", "只在甲方的一段话，不长。"),
    ]
    b = [
        document("new", SEEDS["002"]),
        document("q", simplify(SEEDS["001"][:half] + "新的一段。" + SEEDS["001"][half:])),
        document("y", "乙", title="西藏　脫貧"),
        document("1", SEEDS["004"]),
    ]
    assert pairs(a, b) == [
        ("1", "1", "id"),
        ("x", "y", "title"),
        ("p", "q", "similarity"),
        ("lost", None, None),
        (None, "new", None),
    ]


def test_one_document_on_each_side_is_a_pair() -> None:
    assert pairs([document("a", "甲乙丙丁戊己")], [document("b", "子丑寅卯辰巳")]) == [("a", "b", "only")]
    assert pairs([document("a", "甲")], [document("a", "乙")]) == [("a", "a", "id")]
    assert pairs([document("a", "甲")], []) == [("a", None, None)]


def test_ids_that_occur_twice_are_paired_in_order() -> None:
    a = [document("n", "甲"), document("n", "乙")]
    b = [document("n", "乙"), document("n", "丙"), document("n", "丁")]
    paired = [(p.a and p.a["text"], p.b and p.b["text"]) for p in pair(a, b, 0.3)]
    assert paired == [("甲", "乙"), ("乙", "丙"), (None, "丁")]


def test_the_most_similar_pair_comes_first() -> None:
    text = SEEDS["002"]
    a = [document("a1", text[:1500] + SEEDS["000"][:500]), document("a2", text)]
    b = [document("b1", text + "。"), document("b2", SEEDS["000"][:900])]
    assert pairs(a, b) == [("a1", "b2", "similarity"), ("a2", "b1", "similarity")]


def test_similarity_is_the_dice_coefficient_of_the_shingles() -> None:
    assert similarity("一二三四五六", "一二三四五七") == 0.5  # 2 shingles each, 1 shared
    assert similarity("一二三", "一 二\n三") == 1.0
    assert similarity("", "") == 1.0
    assert similarity("", "甲") == 0.0


# Corpora


def test_difference_records_point_into_both_originals() -> None:
    a = document("甲", "累計投入3.77億元，受益68200人。", title="2019年援藏")
    b = document("乙", "累计投入3.82亿元,受益68200人。全部脱贫。", title="2020年援藏")
    found = list(diff([a], [b], DiffConfig(context=4)))
    assert found[1] == {
        "type": "difference",
        "kind": "replace",
        "doc_a": "甲",
        "doc_b": "乙",
        "field": "text",
        "start_a": 4,
        "end_a": 10,
        "text_a": "3.77億元",
        "start_b": 4,
        "end_b": 10,
        "text_b": "3.82亿元",
        "before": "累計投入",
        "after": "，受益6",
        "paired_by": "only",
        "similarity": similarity(a["text"], b["text"]),
    }
    assert [(d["field"], d["kind"], d["text_b"], d["before"]) for d in found if isinstance(d, dict)] == [
        ("title", "replace", "2020年", ""),
        ("text", "replace", "3.82亿元", "累計投入"),
        ("text", "insert", "全部脱贫。", "00人。"),
    ]


def test_documents_without_a_partner_are_told() -> None:
    a = [document("1", "甲"), document("2", "乙", title="题")]
    assert list(diff(a, a[:1])) == [
        {"type": "difference", "kind": "only-a", "doc_a": "2", "doc_b": None, "title": "题"}
    ]
    assert list(diff([], a[:1])) == [{"type": "difference", "kind": "only-b", "doc_a": None, "doc_b": "1"}]
    assert list(diff([], [])) == []


def test_a_title_one_side_does_not_know_is_no_difference() -> None:
    assert list(diff([document("1", "甲", title="题")], [document("1", "甲")])) == []


def test_what_is_no_document_is_counted_and_rejected_input_goes_on() -> None:
    bad = Rejected("a.jsonl", 2, "not JSON")
    metric = {"type": "metric", "doc": "1", "raw": "3人"}
    first = document("1", "甲")
    items = list(compare([first, bad, metric], [metric, metric, {"id": "1", "text": "甲"}]))
    assert items[:2] == [bad, NotCompared(1, 2)]
    comparison = items[2]
    assert isinstance(comparison, Comparison) and comparison.same and not list(records(comparison))
    assert list(diff([first, bad], [first])) == [bad]


def test_hunks_show_the_changes_and_what_is_around_them() -> None:
    a = "甲乙丙丁。" * 8
    b = a[:10] + "脱贫。" + a[10:30] + "摘帽。" + a[30:]
    assert hunks(a, b, 3) == [
        [("same", "丙丁。"), ("insert", "脱贫。"), ("same", "甲乙丙")],
        [("same", "丙丁。"), ("insert", "摘帽。"), ("same", "甲乙丙")],
    ]
    assert len(hunks(a, b, 10)) == 1
    assert hunks(a, a, 3) == []


def test_an_inserted_paragraph_stays_a_paragraph() -> None:
    assert inline("第一段。\n第三段。", "第一段。\n第二段。\n第三段。") == [
        ("same", "第一段。"),
        ("insert", "\n第二段。"),
        ("same", "\n第三段。"),
    ]


def test_nothing_given_is_changed() -> None:
    a, b = document("1", "脱贫\n攻坚"), document("1", "脱贫攻坚战")
    before = (dict(a), dict(b))
    list(diff([a], [b]))
    assert (a, b) == before


# What is ignored, and what was moved


@pytest.mark.parametrize(
    ("ignore", "wanted"),
    [
        ("script width space", [("，", "")]),
        ("script width space punct", []),
        ("width space", [("脫貧攻堅，", "脱贫攻坚")]),
        ("script space", [("，占 １５％", "占15%")]),
        ("script width", [("，占 ", "占")]),
    ],
)
def test_what_is_no_difference_is_the_readers_choice(ignore: str, wanted: list[tuple[str, str]]) -> None:
    a, b = "脫貧攻堅，占 １５％。", "脱贫攻坚占15%。"
    found = edits(a, b, frozenset(ignore.split()))
    assert [(a[e.start_a : e.end_a], b[e.start_b : e.end_b]) for e in found] == wanted


IGNORABLE_SETS = st.sets(st.sampled_from(["script", "width", "space", "punct"])).map(frozenset)


@given(TEXTS, TEXTS, IGNORABLE_SETS)
def test_whatever_is_ignored_the_differences_make_b_out_of_a(a: str, b: str, ignore: frozenset[str]) -> None:
    found = edits(a, b, ignore)
    read = ["".join(as_compared(text, ignore).split()) for text in (applied(a, b, found), b)]
    if "punct" in ignore:
        read = ["".join(filter(str.isalnum, text)) for text in read]
    assert read[0] == read[1]
    assert edits(a, a, ignore) == []


@pytest.mark.parametrize("quotes", ["「」", "『』"])
def test_quotation_marks_of_the_other_script_are_no_difference(quotes: str) -> None:
    marks = "“”" if quotes == "「」" else "‘’"
    assert edits(f"實施{quotes[0]}五個一批{quotes[1]}工程", f"实施{marks[0]}五个一批{marks[1]}工程") == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("受益群众3—5万人", "3—5万人"),
        ("共9.4万户次", "9.4万户次"),
        ("第十三批干部", "第十三批"),
        ("装机2000千瓦时", "2000千瓦时"),
        ("占百分之15左右", "百分之15"),
        ("落实“10项提升工程”", "10项提升工程"),
        ("实现“两不愁三保障”目标", "两不愁三保障"),
        ("面积3公里多", "3公里多"),
        ("在达尔罕茂明安联合旗调研", "达尔罕茂明安联合旗"),
        ("赴甘孜藏族自治州理塘县", "甘孜藏族自治州"),
    ],
)
def test_quantities_and_formulas_are_those_of_metrics(text: str, whole: str) -> None:
    assert whole in keys(text)


def test_units_come_from_the_table_of_units() -> None:
    from povtool.data import rows

    spellings = [row[0] for row in rows("units.tsv")]
    assert len(spellings) > 150
    for spelling in spellings:
        assert keys(f"共25{spelling}。")[1] == f"25{fold(spelling)}", spelling


PARAGRAPHS = {
    name: [line for line in text.split("\n") if line.strip()]
    for name, text in SEEDS.items()
    if name in ("000", "001", "002", "004")
}


def test_moved_paragraphs_are_found_as_moved() -> None:
    """Of two passages that change places the shorter moved; from the least length on it is found, whole."""
    rng = random.Random(5)
    planted_size = found_size = rest = 0
    for number in range(48):
        paragraphs = rng.choice(list(PARAGRAPHS.values()))
        order = list(range(len(paragraphs)))
        moved = rng.choice([at for at in order if len(paragraphs[at]) >= 40])
        order.remove(moved)
        order.insert(rng.choice([at for at in range(len(paragraphs)) if at != moved]), moved)
        a, b = "\n".join(paragraphs), "\n".join(paragraphs[at] for at in order)
        if number % 2:
            b = simplify(b).replace("脱贫", "减贫", 1)
        found = edits(a, b)
        assert bare(applied(a, b, found)) == bare(b)
        away = [e for e in found if e.move and e.kind == "delete"]
        here = {e.move: e for e in found if e.move and e.kind == "insert"}
        assert {e.move for e in away} == set(here)
        for e in away:
            there = here[e.move]
            if not e.within:
                assert bare(a[e.start_a : e.end_a]) == bare(b[there.start_b : there.end_b])
        place = order.index(moved)
        passed = set(range(min(moved, place), max(moved, place) + 1)) - {moved}
        between = sum(len(bare(paragraphs[at])) for at in passed)
        shorter = min(len(bare(paragraphs[moved])), between)
        if shorter >= 16:
            planted_size += shorter
            found_size += sum(len(bare(a[e.start_a : e.end_a])) for e in away)
            rest += sum(e.end_a - e.start_a + e.end_b - e.start_b for e in found if not e.move)
    assert 0.95 * planted_size < found_size <= 1.01 * planted_size
    assert rest < 0.06 * planted_size


def test_a_moved_passage_is_one_record_with_what_changed_in_it() -> None:
    one = "统筹整合财政涉农资金144.08亿元,新建村卫生室364个,打通断头路。"
    other = "全区脱贫攻坚工作亮点纷呈,贫困群众获得感幸福感安全感显著提高,广大干部驻村帮扶。"
    a, b = f"{one}\n{other}\n", f"{other}\n{one.replace('364', '365')}\n"
    moved, within = diff([document("1", a)], [document("1", b)])
    assert (moved["kind"], moved["move"], moved["text_a"].rstrip("。"), within["move"]) == (
        "move",
        1,
        one[:-1],
        1,
    )
    assert (within["kind"], within["text_a"], within["text_b"]) == ("replace", "364个", "365个")
    assert b[within["start_b"] : within["end_b"]] == "365个"
    assert b[moved["start_b"] : moved["end_b"]] == moved["text_b"]
    kinds = [kind for kind, _ in inline(a, b)]
    assert kinds.count("moved-away") == kinds.count("moved-here") == 1


def test_a_phrase_put_elsewhere_is_no_moved_passage_unless_asked() -> None:
    one, other = "硬化路通到每个村。", "贫困群众喝上安全饮用水,告别了苦咸水。"
    a, b = one + other, other + one
    assert not any(e.move for e in edits(a, b))
    assert any(e.move for e in edits(a, b, least_moved=8))


def test_the_sides_show_each_text_in_its_own_script() -> None:
    a, b = "西藏累計實現62.8萬貧困人口脫貧", "西藏累计实现63万贫困人口脱贫"
    [(left, right)] = sides(a, b, 4, edits(a, b))
    assert "".join(text for _, text in left) == "累計實現62.8萬貧困人口"
    assert "".join(text for _, text in right) == "累计实现63万贫困人口"
    assert ("delete", "62.8萬") in left and ("insert", "63万") in right


def test_differences_are_counted() -> None:
    a, b = document("1", "投入3.77亿元。全部脱贫。"), document("1", "投入3.82亿元。全部脱贫,成效显著。")
    [comparison] = compare([a], [b])
    row = counted(comparison)
    assert (row["replacements"], row["insertions"], row["deletions"], row["moves"]) == (1, 1, 0, 0)
    assert (row["deleted"], row["inserted"], row["kind"]) == (6, 11, "differ")
    assert row["share"] == round(17 / (len(a["text"]) + len(b["text"])), 4)
    told = brief(comparison)
    assert told and (told["kind"], told["doc_a"]) == ("differ", "1")
    [same] = compare([a], [a])
    assert brief(same) is None and counted(same)["share"] == 0
