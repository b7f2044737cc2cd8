"""diff --reuse: near-duplicates and passages, in either script; all of them, and at the right places."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from conftest import SEEDS
from hypothesis import given
from hypothesis import strategies as st

from povtool.convert.opencc import converter
from povtool.convert.script import fold
from povtool.diff import NotCompared, ReuseConfig, ReuseTotals, resemblance, reuse
from povtool.diff.candidates import Candidates
from povtool.diff.passages import passages, seeds
from povtool.diff.sketches import SKETCH, compact, fingerprints, sketch
from povtool.records import Rejected

TEXTS = [Path(path).read_text("utf-8", errors="replace") for path in SEEDS]
HANZI = "".join(map(chr, range(0x4E00, 0x4E00 + 3000)))


def document(name: str, text: str) -> dict[str, str]:
    return {"type": "document", "id": name, "text": text}


def noise(rng: random.Random, length: int) -> str:
    return "".join(rng.choices(HANZI, k=length))


def found(documents: list[Any], b: list[Any] | None = None, **options: Any) -> list[Any]:
    return list(reuse(documents, b, ReuseConfig(**options)))


def edited(text: str, share: float, rng: random.Random) -> str:
    characters = list(text)
    for at in rng.sample(range(len(text)), int(share * len(text) / 3)):
        characters[at] = rng.choice(["", noise(rng, 2), characters[at] + noise(rng, 1)])
    return "".join(characters)


# The parts


def test_a_compact_text_is_the_same_in_either_script() -> None:
    assert compact("脫貧 攻堅，\u3000「五個一批」") == compact("脱贫攻坚,“五个一批”")


@given(st.text(alphabet="脱贫攻坚战𠀀a1", max_size=300))
def test_a_sketch_is_the_smallest_shingles(text: str) -> None:
    shingles = {text[at : at + 5] for at in range(max(1, len(text) - 4))} if text else set()
    pieces = [list(map(ord, shingle)) for shingle in shingles]
    if all(code < 0x10000 for piece in pieces for code in piece):
        assert sketch(text) == sorted(crc32(shingle.encode("utf-16-le")) for shingle in shingles)[:SKETCH]
    assert len(sketch(text)) <= SKETCH and sketch(text) == sorted(set(sketch(text)))


@given(st.text(alphabet="脱贫攻坚战", min_size=40, max_size=80), st.integers(4, 10), st.integers(1, 12))
def test_texts_that_share_enough_in_a_row_share_a_fingerprint(text: str, length: int, window: int) -> None:
    passage = text[7 : 7 + length + window - 1]
    other = "甲乙丙丁戊己庚辛" + passage + "子丑寅卯辰巳午未"
    assert not fingerprints(text, length, window).isdisjoint(fingerprints(other, length, window))


def test_candidates_are_the_pairs_that_share_something() -> None:
    rng = random.Random(1)
    stretches = [set(rng.sample(range(400), 12)) for _ in range(60)]
    candidates = Candidates(few=60)
    for each in stretches:
        candidates.add(each)
    wanted = {
        (i, j): len(stretches[i] & stretches[j])
        for j in range(60)
        for i in range(j)
        if stretches[i] & stretches[j]
    }
    pairs = list(candidates.pairs())
    assert dict(pairs) == wanted and [pair for pair, _ in pairs] == sorted(wanted)


def test_a_stretch_that_all_have_does_not_pair_all() -> None:
    candidates = Candidates(few=4)
    for _ in range(1000):
        candidates.add([7])
    assert {pair for pair, _ in candidates.pairs()} == {
        *((0, other) for other in range(1, 1000)),
        *((other - 1, other) for other in range(2, 1000)),
    }


@pytest.mark.parametrize("sizes", [(2, 3), (40, 3), (3, 40), (40, 40)])
def test_across_a_border_each_is_paired(sizes: tuple[int, int]) -> None:
    candidates = Candidates(border=sizes[0], few=4)
    for _ in range(sum(sizes)):
        candidates.add([7])
    pairs = [pair for pair, _ in candidates.pairs()]
    assert all(one < sizes[0] <= other for one, other in pairs)
    assert {at for pair in pairs for at in pair} == set(range(sum(sizes)))


@given(st.data())
def test_every_long_exact_passage_is_found_whole(data: st.DataObject) -> None:
    rng = random.Random(data.draw(st.integers(0, 10**6)))
    alphabet = HANZI[: data.draw(st.sampled_from([4, 12, 3000]))]

    def text(length: int) -> str:
        return "".join(rng.choices(alphabet, k=length))

    passage = text(data.draw(st.integers(20, 60)))
    a = text(rng.randrange(50)) + passage + text(rng.randrange(50))
    b = text(rng.randrange(50)) + passage + text(rng.randrange(50))
    spans = passages(a, b, seeds(a), 20)
    start = b.index(passage)
    assert any(p.start_b <= start and start + len(passage) <= p.end_b for p in spans)
    for p in spans:
        assert p.end_b - p.start_b >= 20 <= p.end_a - p.start_a
        if p.exact:
            assert a[p.start_a : p.end_a] == b[p.start_b : p.end_b]


@pytest.mark.parametrize("piece", ["-", "—·", "脱贫", "一二三四五六七"])
def test_a_long_run_of_anything_takes_linear_time(piece: str) -> None:
    a, b = (start + piece * 20_000 + end for start, end in (("甲", "乙"), ("丙丁", "戊")))
    [passage] = passages(a, b, seeds(a), 30)
    assert passage.exact and passage.end_b - passage.start_b >= len(piece) * 19_990


# Documents


@pytest.mark.parametrize("share", [0.1, 0.25, 0.4])
@pytest.mark.parametrize("script", ["s2t", "s2tw", None])
def test_an_edited_copy_is_a_near_duplicate_in_either_script(share: float, script: str | None) -> None:
    rng = random.Random(f"{share}{script}")
    documents = [document(str(at), text) for at, text in enumerate(TEXTS)]
    copies = [edited(text, share, rng) for text in TEXTS]
    if script:
        copies = [converter(script).convert(text).text for text in copies]
    documents += [document(f"{at}'", text) for at, text in enumerate(copies)]
    pairs = [(r["doc_a"], r["doc_b"]) for r in found(documents, passages=False)]
    assert pairs == [(str(at), f"{at}'") for at in range(len(TEXTS))]


def test_seeds_are_no_duplicates_of_one_another() -> None:
    documents = [document(str(at), text) for at, text in enumerate(TEXTS)]
    assert found(documents, passages=False) == []


def test_planted_copies_among_many_are_found_and_no_others() -> None:
    rng = random.Random(3)
    stock = [line for text in TEXTS for line in text.split("\n") if 40 < len(line) < 90]
    texts = [noise(rng, rng.randint(150, 400)) + rng.choice(stock) + noise(rng, 200) for _ in range(600)]
    planted = {(str(at), f"{at}'") for at in range(0, 600, 20)}
    traditional = converter("s2t")
    documents = [document(str(at), text) for at, text in enumerate(texts)]
    for one, other in sorted(planted):
        copy = edited(texts[int(one)], rng.uniform(0.1, 0.4), rng)
        documents.insert(rng.randrange(len(documents)), document(other, traditional.convert(copy).text))
    pairs = {tuple(sorted((r["doc_a"], r["doc_b"]))) for r in found(documents, passages=False)}
    assert pairs == planted


def test_copies_of_copies_are_one_group() -> None:
    rng = random.Random(4)
    texts = [noise(rng, 600) for _ in range(3)]
    documents = [document(f"{at}-{copy}", texts[at]) for copy in range(40) for at in range(3)]
    records = found(documents)
    assert {record["kind"] for record in records} == {"near-duplicate"}
    groups = {record["doc_b"]: record["group"] for record in records}
    assert len(groups) == 117
    for name, group in groups.items():
        assert group == int(name[0]) + 1
    assert len(records) < 400  # of 2,340 pairs


# Passages

STOCK = "统筹整合财政涉农资金,建立省负总责、市县抓落实的工作机制,确保现行标准下农村贫困人口全部脱贫"


def test_a_passage_points_into_both_originals() -> None:
    rng = random.Random(5)
    traditional = converter("s2t").convert(STOCK).text.replace("、", "、\n")
    a = document("a", noise(rng, 300) + STOCK + noise(rng, 200))
    b = document("b", noise(rng, 100) + traditional + noise(rng, 400))
    [record] = found([a, b])
    assert (record["kind"], record["exact"], record["doc_a"], record["doc_b"]) == ("passage", True, "a", "b")
    assert record["text_a"] == a["text"][record["start_a"] : record["end_a"]] == STOCK
    assert record["text_b"] == b["text"][record["start_b"] : record["end_b"]] == traditional
    assert record["length"] == len(STOCK)


def test_a_passage_with_another_figure_is_near() -> None:
    rng = random.Random(6)
    one = "截至目前全区累计投入扶贫资金3.77亿元,受益群众68200人,贫困群众获得感显著提高"
    other = one.replace("3.77", "13.82")
    a, b = (
        document(name, noise(rng, 200) + text + noise(rng, 200)) for name, text in (("a", one), ("b", other))
    )
    [record] = found([a, b])
    assert not record["exact"] and 0.8 < record["similarity"] < 1
    assert fold(record["text_b"]) == fold(other)


def test_a_short_passage_counts_when_asked() -> None:
    rng = random.Random(7)
    a, b = (document(name, noise(rng, 90) + STOCK[:20] + noise(rng, 90)) for name in "ab")
    assert found([a, b]) == []
    assert [record["length"] for record in found([a, b], least=20)] == [20]


def test_a_phrase_that_goes_round_is_given_once_for_each_document() -> None:
    rng = random.Random(8)
    documents = [document(str(at), noise(rng, 150) + STOCK + noise(rng, 150)) for at in range(200)]
    records = found(documents)
    assert [record["doc_b"] for record in records] == [str(at) for at in range(1, 200)]
    assert all(record["text_b"] == STOCK for record in records)


def test_between_two_corpora_only_pairs_across_count() -> None:
    rng = random.Random(9)
    text = noise(rng, 500)
    a = [document("a1", text), document("a2", text), document("a3", noise(rng, 200) + STOCK)]
    b = [document("b1", edited(text, 0.2, rng)), document("b2", STOCK + noise(rng, 200))]
    records = found(a, b)
    assert [(r["kind"], r["doc_a"], r["doc_b"]) for r in records] == [
        ("near-duplicate", "a1", "b1"),
        ("near-duplicate", "a2", "b1"),
        ("passage", "a3", "b2"),
    ]
    totals = ReuseTotals()
    for record in records:
        totals.add(record)
    row = totals.result()
    assert (row["near_duplicate_documents"], row["near_duplicate_pairs"], row["exact_passages"]) == (3, 2, 1)


def test_what_is_no_document_is_counted_and_rejected_input_goes_on() -> None:
    bad = Rejected("a.jsonl", 2, "not JSON")
    assert found([bad, {"type": "metric"}, document("1", "")]) == [bad, NotCompared(1, 0)]


def test_texts_of_nothing_share_nothing() -> None:
    texts = ["", "", " \n", "脱贫", "脫貧", "攻坚"]
    [record] = found([document(str(at), text) for at, text in enumerate(texts)])
    assert (record["doc_a"], record["doc_b"], record["similarity"]) == ("3", "4", 1.0)


def test_resemblance_does_not_depend_on_order() -> None:
    halves = TEXTS[0][:400], TEXTS[0][400:800]
    assert resemblance("".join(halves), "".join(halves[::-1])) > 0.98
    assert resemblance(TEXTS[0], TEXTS[1]) < 0.2
