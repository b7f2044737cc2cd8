"""The clean stage: real pages against their hand-made results, and the manners of a stage."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povtool.clean import CleanConfig, clean
from povtool.clean.blocks import rebuild
from povtool.clean.repair.edits import undo
from povtool.convert.opencc import converter
from povtool.records import RawPage, Record, Rejected

HERE = Path(__file__).parent
SEEDS = sorted((HERE.parent / "seeds").glob("*.txt"))
SITES = sorted((HERE / "data" / "sites").glob("*.txt"))
PAGES = sorted((HERE / "data" / "pages").glob("*.txt")) + SITES
MARKED_UP = sorted((HERE / "data" / "sites").glob("*.html"))
METADATA = ("title", "date", "source", "author", "editor", "keywords", "breadcrumb", "author_note")


def page(path: Path) -> RawPage:
    return RawPage(path.stem, str(path), path.read_bytes())


def cleaned(text: str, **config: object) -> Record:
    [record] = clean([RawPage("page", "page.txt", text.encode())], CleanConfig(**config))  # type: ignore[arg-type]
    assert isinstance(record, dict)
    return record


def squeezed(value: object) -> object:
    if isinstance(value, str):
        return "".join(value.split())
    return [squeezed(member) for member in value] if isinstance(value, list) else value


def gold(path: Path) -> Record:
    return json.loads((HERE / "gold" / f"{path.stem}.clean.json").read_text("utf-8"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_seeds_give_the_gold_metadata_and_roles(path: Path) -> None:
    [record] = clean([page(path)], CleanConfig(blocks=True))
    assert isinstance(record, dict)
    wanted = gold(path)
    for name in (*METADATA, "script"):
        assert squeezed(record.get(name) or None) == squeezed(wanted["meta"].get(name)), name
    roles = {block["line"]: block["role"] for block in record["blocks"] if block["role"] != "blank"}
    assert roles == {block["line"]: block["role"] for block in wanted["blocks"]}


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_seeds_without_damage_give_the_gold_text(path: Path) -> None:
    [record] = clean([page(path)])
    assert isinstance(record, dict)
    wanted = gold(path)
    if wanted["repairs"]:
        pytest.skip("damaged text is not mended here")
    assert squeezed(record["text"]) == squeezed(wanted["text"])


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages_of_many_sites(path: Path) -> None:
    wanted = json.loads(path.with_suffix(".json").read_text("utf-8"))
    [record] = clean([page(path)], CleanConfig(blocks=True))
    assert isinstance(record, dict)
    roles = [*(block["role"] for block in record["blocks"]), "blank"]
    assert roles[: len(wanted["roles"])] == wanted["roles"]
    assert squeezed(record["text"]) == squeezed(wanted["text"])
    for name in METADATA:
        assert squeezed(record.get(name) or None) == squeezed(wanted.get(name)), name


@pytest.mark.parametrize("path", MARKED_UP, ids=lambda path: path.stem)
def test_markup_gives_what_the_flat_page_gives(path: Path) -> None:
    wanted = json.loads(path.with_suffix(".json").read_text("utf-8"))
    [record] = clean([page(path)])
    assert isinstance(record, dict)
    assert squeezed(record["text"]) == squeezed(wanted["text"])
    for name in METADATA:
        assert squeezed(record.get(name) or None) == squeezed(wanted.get(name)), name


@pytest.mark.parametrize("path", SITES, ids=lambda path: path.stem)
@pytest.mark.parametrize("config", ["s2t", "t2s"])
def test_a_page_is_the_same_in_the_other_script(path: Path, config: str) -> None:
    conversion = converter(config)
    raw = path.read_text("utf-8")
    here, there = cleaned(raw), cleaned(conversion.convert(raw).text)
    for name in ("text", *METADATA):
        told = here.get(name) or ""
        moved = [conversion.convert(part).text for part in ([told] if isinstance(told, str) else told)]
        again = there.get(name) or ""
        assert squeezed(moved) == squeezed([again] if isinstance(again, str) else again), name


def test_a_document_tells_where_it_comes_from() -> None:
    record = next(iter(clean([page(SEEDS[1])])))
    assert isinstance(record, dict)
    assert record["sha256"] == hashlib.sha256(SEEDS[1].read_bytes()).hexdigest()
    assert (record["id"], record["path"]) == (SEEDS[1].stem, str(SEEDS[1]))
    assert record["encoding"] == "utf-8"
    assert list(record)[:4] == ["type", "id", "path", "sha256"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_blocks_hold_every_raw_line(line_end: str) -> None:
    raw = SEEDS[3].read_text("utf-8").replace("\n", line_end)
    record = cleaned(raw, blocks=True)
    assert rebuild(record) == raw
    assert [block["line"] for block in record["blocks"]] == list(range(1, len(record["blocks"]) + 1))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_repairs_put_back_give_what_stood_in_the_page(path: Path) -> None:
    record = cleaned(path.read_text("utf-8"))
    as_found = undo(record["text"], record["repairs"])
    raw = " ".join(path.read_text("utf-8").split())
    for paragraph in as_found.split("\n"):
        assert " ".join(paragraph.split()) in raw


def test_pinyin_is_gone_from_every_field() -> None:
    record = cleaned(SEEDS[3].read_text("utf-8"))
    assert record["source"] == "中國西藏網"
    assert record["captions"][0] == "圖為西藏自治區拉薩市尼木縣現代農業產業園建檔立卡貧困戶勞務分紅大會"
    assert any(repair["was"] == "(wǎng)" for repair in record["repairs"])


def test_damage_is_marked_in_the_text_it_is_counted_in() -> None:
    record = cleaned(SEEDS[3].read_text("utf-8"))
    marked = [record["text"][span["start"] : span["end"]] for span in record["damaged"]]
    assert any(stretch.endswith("26") for stretch in marked)


def test_other_items_pass_in_place() -> None:
    rejected = Rejected("a", 1, "bad")
    metric = {"type": "metric", "doc": "a", "unknown": [1]}
    made = {"type": "document", "text": " 上一篇：甲 ", "repairs": []}
    assert list(clean([metric, rejected, made])) == [metric, rejected, made]


def test_cleaning_twice_changes_nothing() -> None:
    once = list(clean(map(page, SEEDS)))
    assert list(clean(once)) == once


@pytest.mark.parametrize("path", SEEDS + PAGES, ids=lambda path: path.stem)
def test_a_text_that_is_clean_stays_as_it_is(path: Path) -> None:
    """Given as a page of its own, without what the first cleaning knew."""
    text = cleaned(path.read_text("utf-8"))["text"]
    assert cleaned(text)["text"] == text


def test_who_speaks_is_not_the_title() -> None:
    text = "——2023年1月10日在清水县第十九届人民代表大会第二次会议上\n清水县人民政府县长 李宏伟\n各位代表：\n"
    text += "现在，我代表县人民政府向大会报告工作，请予审议。\n2022年，全县农村居民人均可支配收入增长6.9%。"
    record = cleaned(text)
    assert (record["text"], "title" in record) == (text, False)


_ARTICLE = "据对7200户农村居民家庭的抽样调查，2019年末全省农村贫困人口为9.6万人，比上年末减少41.3万人。\n" * 3


def test_rows_of_a_table_are_no_headings() -> None:
    rows = "指标\t绝对数（元）\n人均可支配收入\t11767\n一、工资性收入\t4282\n二、经营净收入\t3930\n"
    record = cleaned(f"{_ARTICLE}一、收入情况\n{rows}{_ARTICLE}", blocks=True)
    assert {block["role"] for block in record["blocks"] if "\t" in block["text"]} == {"body"}
    assert [block["text"] for block in record["blocks"] if block["role"] == "heading"] == ["一、收入情况"]


def test_a_line_with_the_hour_tells_the_date() -> None:
    head = "发布机构：扶贫办\t发文日期：2020-12-28\n2019年全省农村贫困监测调查公报\n"
    record = cleaned(f"{head}发布时间：2020-12-28 09:16　来源：县扶贫办\n{_ARTICLE}")
    assert record["date"] == "2020-12-28T09:16"


def test_a_linked_annex_is_told_apart() -> None:
    lines = "".join(f"<p>{line}</p>" for line in _ARTICLE.splitlines())
    links = "<p>附件：<a href=1.xls>贫困监测调查主要数据.xls</a></p><p><a href=2>往年公报</a></p>"
    page = RawPage("page", "page.html", f"<body>{lines}{links}</body>".encode())
    [record] = clean([page], CleanConfig(blocks=True))
    assert isinstance(record, dict)
    assert record["text"] == _ARTICLE.strip()
    assert ("附件： 贫困监测调查主要数据.xls", "annex") in [
        (b["text"], b.get("why")) for b in record["blocks"]
    ]


def test_documents_are_cleaned_and_keep_what_they_say() -> None:
    given = {
        "id": "x",
        "title": "脱贫摘帽见闻",
        "date": "2019",
        "text": "脱贫摘帽见闻\n2020-01-02 来源：新华网\n全村　已经脱贫，路修好了。（记者 王茜）\n上一篇：无",
        "mine": {"a": 1},
    }
    before = json.dumps(given)
    [record] = clean([given])
    assert isinstance(record, dict)
    assert record["text"] == "全村 已经脱贫，路修好了。"
    assert (record["title"], record["date"]) == ("脱贫摘帽见闻", "2019")
    assert (record["source"], record["author"], record["mine"]) == ("新华网", ["王茜"], {"a": 1})
    assert json.dumps(given) == before


def test_tokens_of_a_text_that_changes_are_dropped() -> None:
    [record] = clean(
        [{"text": "全村 已经脱贫，路修好了。\n上一篇：无", "tokens": ["全村"], "offsets": [[0, 2]]}]
    )
    assert isinstance(record, dict)
    assert "tokens" not in record and "offsets" not in record


def test_documents_with_a_broken_text_pass() -> None:
    broken = [{"type": "document", "text": 5}, {"type": "document", "id": "no text"}]
    assert list(clean(broken)) == broken


def test_a_known_title_keeps_the_first_line_in_the_text() -> None:
    [record] = clean(
        [{"title": "另一个题目", "text": "提高站位抓攻坚\n切实提高政治站位，坚决打赢这场硬仗。"}]
    )
    assert isinstance(record, dict)
    assert record["text"].startswith("提高站位抓攻坚\n")


def test_documents_pass_when_only_pages_are_wanted() -> None:
    record = {"type": "document", "text": "上一篇：甲"}
    assert list(clean([record], CleanConfig(documents=False))) == [record]


def test_bytes_that_are_no_text_are_rejected() -> None:
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06\x00\x00\x00" + bytes(
        200
    )
    [item] = clean([RawPage("a", "a.png", png)])
    assert isinstance(item, Rejected)
    assert (item.file, item.line) == ("a.png", None)


def test_an_empty_page_is_a_document_without_text() -> None:
    for raw in ("", "\n\n", " \u3000\n"):
        record = cleaned(raw)
        assert (record["text"], record["captions"], record["repairs"]) == ("", [], [])
        assert "title" not in record and "script" not in record


@pytest.mark.parametrize(
    "text",
    [
        "脱贫人数\t2016年\t2017年\n安定区\t1.2万\t1.4万\n通渭县\t0.8万\t0.9万",
        "省扶贫办\n市扶贫办\n县扶贫办",
        "贫困发生率由32%下降到15%。五年累计脱贫174万人。\n2020年全部摘帽。",
        "- 第一条\n- 第二条",
    ],
)
def test_pages_without_navigation_lose_nothing(text: str) -> None:
    assert squeezed(cleaned(text)["text"]) == squeezed(text)


lines = st.lists(
    st.one_of(
        st.sampled_from([line for path in PAGES[::2] for line in path.read_text("utf-8").splitlines()]),
        st.text(alphabet="脱贫记者新华社年月日来源作者网报：:（）()【】>|- \t\u3000。，？2018/", max_size=30),
        st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs")), max_size=20),
    ),
    max_size=12,
)


@settings(max_examples=100, deadline=None)
@given(lines)
def test_any_lines_give_a_document_in_which_nothing_is_made_up(parts: list[str]) -> None:
    record = cleaned("\n".join(parts), blocks=True, encoding="utf-8")
    page_text = squeezed("".join(block["text"] for block in record["blocks"]))
    assert isinstance(page_text, str)
    rest = iter(page_text)
    kept = squeezed(undo(record["text"], record["repairs"]))
    assert isinstance(kept, str) and all(character in rest for character in kept)
    for name in ("author", "editor", "keywords"):
        assert all(squeezed(value) in page_text for value in record.get(name, []))
    [again] = clean([record])
    assert again == record


@pytest.mark.parametrize(
    "raw", ["脱贫工作会议召开\n" * 40_000, "全县脱贫，成效显著。" * 100_000, "（记者" * 100_000]
)
def test_long_pages_take_linear_time(raw: str) -> None:
    began = time.process_time()
    cleaned(raw)
    assert time.process_time() - began < 8
