"""Every line of a page on record: the way back to its bytes, from a line to the text, and the view of it."""

from __future__ import annotations

import hashlib
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT, SEEDS, povtool
from hypothesis import example, given, settings
from hypothesis import strategies as st

from povtool.clean import CleanConfig, clean
from povtool.clean.blocks import Steps, blocks_of, rebuild, rebuild_bytes
from povtool.clean.changes import parts
from povtool.clean.repair.edits import Edit, apply, undo
from povtool.errors import InputError
from povtool.records import RawPage, Record

FILES = [*map(Path, SEEDS), *sorted((ROOT / "tests" / "data" / "pages").glob("*.txt"))]


def cleaned(data: bytes | str, **config: object) -> Record:
    raw = data.encode() if isinstance(data, str) else data
    [record] = clean([RawPage("page", "page.txt", raw)], CleanConfig(blocks=True, **config))  # type: ignore[arg-type]
    assert isinstance(record, dict)
    return json.loads(json.dumps(record))


def check(record: Record) -> None:
    """What holds for the blocks of any document."""
    text = record["text"]
    spans = [(block["start"], block["end"]) for block in record["blocks"] if "start" in block]
    assert all(start < end for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    told = [False] * len(text)
    for start, end in spans:
        told[start:end] = [True] * (end - start)
    assert all(seen or char in "\n " for seen, char in zip(told, text, strict=True))
    for block in record["blocks"]:
        found = list(parts(block, text, record["repairs"]))
        assert not any(part.kind == "changed" for part in found), block
        if block["role"] == "boilerplate":
            assert block["why"]
        if "start" in block:
            raw = "".join(part.raw for part in found)
            assert "".join(raw.split()) == "".join(block["text"].split())
            after = "".join(text[part.start : part.end] for part in found if part.kind != "cut")
            assert "".join(after.split()) == "".join(text[block["start"] : block["end"]].split())


@pytest.mark.parametrize(
    ("encoding", "line_end"),
    [
        *(("utf-8", line_end) for line_end in ("\n", "\r\n", "\r", "mixed")),
        *(("utf-8-sig", "mixed"), ("gb18030", "\r\n"), ("utf-16-le", "\r"), ("utf-16-be", "mixed")),
    ],
)
def test_the_bytes_of_every_page_come_back(encoding: str, line_end: str) -> None:
    for path in FILES[:: 1 if (encoding, line_end) == ("utf-8", "\n") else 12]:
        ends = ["\r\n", "\n", "\r", "\x0b", "\u2028"] if line_end == "mixed" else [line_end]
        lines = path.read_text("utf-8").rstrip("\n").split("\n")
        raw = "".join(line + ends[i % len(ends)] for i, line in enumerate(lines))
        data = raw.encode(encoding)
        record = cleaned(data)
        assert rebuild(record) == raw, path.name
        assert hashlib.sha256(rebuild_bytes(record)).hexdigest() == record["sha256"]
        check(record)


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_a_byte_order_mark_comes_back(mark: bytes) -> None:
    text = "全县脱贫摘帽。\n" * 3
    data = mark + text.encode("utf-16-le" if mark == b"\xff\xfe" else "utf-16-be")
    assert rebuild_bytes(cleaned(data)) == data


def test_big5_comes_back() -> None:
    data = "全縣脫貧摘帽，貧困發生率降至零。\r\n（記者王小明）".encode("cp950")
    assert rebuild_bytes(cleaned(data)) == data


def test_bytes_that_were_undecodable_are_not_made_up() -> None:
    record = cleaned("全县脱贫摘帽，路修好了。\n".encode() + b"\xe6\x88")
    assert rebuild(record).endswith("\ufffd")
    with pytest.raises(InputError):
        rebuild_bytes(record)
    with pytest.raises(InputError):
        rebuild({"type": "document", "text": ""})


@pytest.mark.parametrize(
    ("raw", "blocks"), [("", 0), ("\n", 1), ("\n\n", 2), ("贫", 1), ("贫\n", 1), ("\r\r\n\n", 3)]
)
def test_small_pages(raw: str, blocks: int) -> None:
    record = cleaned(raw)
    assert (rebuild(record), len(record["blocks"])) == (raw, blocks)


bits = st.one_of(
    st.sampled_from(
        [line for path in FILES[::4] for line in path.read_text("utf-8").splitlines()]
        + [
            "農(nóng)村脫貧了。",
            "全村\u200b脱贫，路修好了。\u200b",
            "  两 \u3000 处，空白。 ",
            "（记者 王茜）",
            "\x85",
            " \x1b脱贫",
            "\x1b 脱贫 \x08",
            "1 \x1f\x1b",
        ]
    ),
    st.text(max_size=12),
    st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2029", "\f"]),
)


misread = st.text("".join(map(chr, range(0x80, 0x100))) + "\r\n \u3000脱贫", max_size=8)
"""What the bytes of other encodings look like, and control characters."""


@settings(max_examples=200, deadline=None)
@given(st.lists(bits | misread, max_size=12))
@example(["»á°Ç", "\r", "0"])
@example(["Â\x80", "西藏脱贫攻坚工作亮点纷呈", "\x80\x85\x80"])
@example(["ä\x80\x80", "\u2028", "首页>党派·声音", "\x80\x80"])
@example(["ã\x80±", "\u2028", "Â\x80"])
@example(["\x93ú\x9f\x9f"])
@example(["\r\x93ú"])
@example(["…Â\x85"])
def test_any_page_comes_back(pieces: list[str]) -> None:
    raw = "".join(pieces).encode("utf-8", "replace")
    record = cleaned(raw, encoding="utf-8")
    assert rebuild_bytes(record) == raw
    check(record)


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="甲乙\n\r \\n", max_size=30),
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 6), st.text(alphabet="丙\n ", max_size=4)), max_size=6
    ),
    st.booleans(),
)
def test_whatever_repair_does_to_lines_the_page_comes_back(
    raw: str, edits: list[tuple[int, int, str]], twice: bool
) -> None:
    steps, text = [], raw
    for _ in range(1 + twice):
        done, step = 0, []
        for start, length, replacement in sorted(edits):
            end = min(start + length, len(text))
            if done <= start <= end:
                step.append(Edit(start, end, replacement))
                done = end + 1
        text, _ = apply(text, step)
        steps.append(step)
    roles = ["body" if line.strip() else "blank" for line in text.split("\n")]
    blocks = blocks_of(raw, text, roles, {}, Steps(steps, [], [], []))
    assert rebuild({"blocks": blocks}) == raw
    numbers = [block["line"] for block in blocks]
    assert numbers == sorted(numbers) and set(numbers) == set(range(1, len(set(numbers)) + 1))


def test_a_line_that_repair_made_several_of_is_several_blocks() -> None:
    raw = "一、目标\\n二、任务\n完。"
    edit = Edit(4, 6, "\n")
    mended, _ = apply(raw, [edit])
    blocks = blocks_of(raw, mended, ["heading", "body", "body"], {}, Steps([[edit]], [], [], []))
    told = [(block["line"], block["role"], block["text"], block.get("line_end")) for block in blocks]
    assert told == [
        (1, "heading", "一、目标", "\\n"),
        (1, "body", "二、任务", None),
        (2, "body", "完。", ""),
    ]


def test_lines_that_repair_joined_each_find_their_part_of_the_text() -> None:
    raw = "全县已经脱\n贫摘帽。"
    edit = Edit(5, 6)
    mended, _ = apply(raw, [edit])
    blocks = blocks_of(raw, mended, ["body"], {}, Steps([[edit]], [], [(0, len(mended))], []))
    assert [mended[block["start"] : block["end"]] for block in blocks] == ["全县已经脱", "贫摘帽。"]
    assert [block["role"] for block in blocks] == ["body", "body"]


def test_lines_repaired_as_a_whole_keep_their_own_part() -> None:
    raw = "锘挎祴璇曚竴\n浜屼笁\n完。"
    edit = Edit(0, len(raw) - 3, "测试一\n二三")
    mended, _ = apply(raw, [edit])
    blocks = blocks_of(
        raw, mended, ["heading", "body", "body"], {}, Steps([[edit]], [], [(0, len(mended))], [])
    )
    assert [mended[block["start"] : block["end"]] for block in blocks] == ["测试一", "二三", "完。"]
    assert [block["role"] for block in blocks] == ["heading", "body", "body"]


PAGE = """首頁 > 新聞 > 正文
全縣如期脫貧摘帽
2020-11-20 來源：某縣日報
一、辦法
全縣(xiàn)農(nóng)村公路修到了每一個村，產(chǎn)業(yè)發(fā)展了，貧困發(fā)生率由13.6%降到零。
圖為新修的公路。李明 攝
今年，全縣(xiàn)農(nóng)民人均收入達到11250元，增長百分之十。（記者 王茜）
責任編輯：張三
上一篇：沒有了"""


def test_a_block_says_where_it_is_or_why_it_is_not() -> None:
    record = cleaned(PAGE)
    told = [(b["role"], b.get("why"), b.get("start") is not None) for b in record["blocks"]]
    assert told == [
        ("boilerplate", "navigation", False),
        ("title", None, False),
        ("byline", None, False),
        ("heading", None, True),
        ("body", None, True),
        ("caption", None, False),
        ("body", None, True),
        ("byline", None, False),
        ("boilerplate", "links", False),
    ]
    last = record["blocks"][6]
    assert [last["text"][a:b] for a, b in last["cuts"]] == ["（記者 王茜）"]
    assert record["text"][last["start"] : last["end"]] == "今年，全縣農民人均收入達到11250元，增長百分之十。"


@pytest.mark.parametrize(
    ("config", "inside", "outside"),
    [
        (
            {"keep": frozenset({"caption"})},
            "貧困發生率由13.6%降到零。\n圖為新修的公路。李明 攝\n今年",
            "記者",
        ),
        ({"drop": frozenset({"heading"})}, "全縣農村公路", "一、辦法"),
        ({"keep": frozenset({"byline"})}, "增長百分之十。（記者 王茜）\n責任編輯：張三", "首頁"),
        (
            {"keep": frozenset({"title", "boilerplate"})},
            "首頁 > 新聞 > 正文\n全縣如期脫貧摘帽\n一、辦法",
            "來源",
        ),
        (
            {"drop": frozenset({"body", "heading"}), "keep": frozenset({"caption"})},
            "圖為新修的公路。李明 攝",
            "收入",
        ),
    ],
)
def test_roles_are_kept_in_place_and_dropped(config: Record, inside: str, outside: str) -> None:
    record = cleaned(PAGE, **config)
    assert inside in record["text"] and outside not in record["text"]
    assert record["author"] == ["王茜"] and record["captions"] == ["圖為新修的公路。李明 攝"]
    check(record)
    assert rebuild(record) == PAGE
    paragraphs = undo(record["text"], record["repairs"]).split("\n")
    assert all(paragraph in PAGE for paragraph in paragraphs)


def test_repairs_in_lines_that_were_asked_for_are_listed() -> None:
    seed = next(path for path in FILES if path.name.startswith("003"))
    plain, kept = cleaned(seed.read_bytes()), cleaned(seed.read_bytes(), keep=frozenset({"caption"}))
    assert len(kept["repairs"]) > len(plain["repairs"])
    for repair in kept["repairs"]:
        assert repair["was"] in seed.read_text("utf-8")
    check(kept)


def test_unknown_and_contrary_roles_are_usage_errors() -> None:
    done = povtool("clean", "--keep", "footer", SEEDS[0])
    assert done.returncode == 2
    assert b"caption" in done.stderr and b"boilerplate" in done.stderr
    done = povtool("clean", "--keep", "caption", "--drop", "caption", SEEDS[0])
    assert (done.returncode, done.stdout) == (2, b"")


def explained(*args: str, stdin: bytes = b"", **environment: str) -> str:
    done = povtool("clean", "--explain", *args, stdin=stdin)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def test_explain_shows_every_line_with_its_fate() -> None:
    shown = explained(stdin=PAGE.encode())
    assert "[-" in shown and "\x1b" not in shown
    assert re.search(r"^1 - navigation +首頁 > 新聞 > 正文$", shown, re.MULTILINE)
    assert re.search(r"^5   body +全縣\[-\(xiàn\)-\]農\[-\(nóng\)-\]村公路修到了", shown, re.MULTILINE)
    assert re.search(r"^7   body .*增長百分之十。\[-（記者 王茜）-\]$", shown, re.MULTILINE)
    assert re.search(r"^source +某縣日報  \(line 3\)$", shown, re.MULTILINE)
    assert re.search(r"^author +王茜  \(line 7\)$", shown, re.MULTILINE)
    assert "3 of 9 lines in the text" in shown and "repaired: 8 pinyin" in shown


def test_explain_marks_damage_and_what_stood_before_a_repair() -> None:
    shown = explained(next(name for name in map(str, SEEDS) if "003_" in name))
    assert "[-?!段鞑刈灾螀^-]{+。《西藏自治區+}" in shown
    assert "[?" in shown and "damaged: " in shown


def test_explain_is_no_format_for_programs() -> None:
    done = povtool("clean", "--explain", "--json", SEEDS[0])
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--blocks" in done.stderr


def test_explain_colours_on_demand_and_cannot_drive_the_terminal() -> None:
    raw = "首页\n全县\x1b[2J脱贫摘帽，公路修到了每一个村。\n".encode()
    done = povtool("clean", "--explain", "--color", "always", stdin=raw)
    assert b"\x1b[2J" not in done.stdout and b"\x1b[" in done.stdout
    assert b"\x1b[" not in povtool("clean", "--explain", "--color", "never", stdin=raw).stdout


def site(folder: Path, own: list[str], shared_below: list[str], shared_above: list[str]) -> None:
    folder.mkdir()
    for i, body in enumerate(own):
        lines = [
            *shared_above,
            f"某县第{i}批项目建成投产见闻",
            f"2020-11-{i + 10} 来源：某县日报",
            body,
            *shared_below,
        ]
        (folder / f"{i}.txt").write_text("\n".join(lines), "utf-8")


OWN = [
    f"第{word}批项目投资{i}850万元，带动{i}37户贫困户增收。项目负责人介绍，{word}个合作社都参加了。\n坚决打赢脱贫攻坚战。\n{word}村村民说，路通了，日子好过了。"
    for i, word in enumerate("甲乙丙丁戊己", 2)
]
BELOW = [
    "山水之城，宜居宜业，让我们一起见证家乡的变化。",
    "读报用报，天天向上，记录身边每一点进步。",
    "版权所有 某县日报",
]
ABOVE = ["山水之城宜居之地"]


def texts(*args: str | Path, jobs: int = 1) -> list[str]:
    done = povtool("clean", "--site-boilerplate", "-r", "--jobs", str(jobs), *args)
    assert done.returncode == 0, done.stderr
    return [json.loads(line)["text"] for line in done.stdout.splitlines()]


def test_what_a_sites_pages_share_leaves_the_text(tmp_path: Path) -> None:
    site(tmp_path / "a", OWN, BELOW, ABOVE)
    assert texts(tmp_path) == OWN
    assert texts(tmp_path, jobs=2) == OWN
    plain = povtool("clean", "-r", tmp_path).stdout.decode()
    assert "宜居宜业" in plain
    blocks = povtool("clean", "-r", "--blocks", "--site-boilerplate", tmp_path).stdout.splitlines()
    assert {"site"} == {b.get("why") for b in json.loads(blocks[0])["blocks"] if "宜居宜业" in b["text"]}


def test_sites_are_told_apart_and_two_pages_are_too_few(tmp_path: Path) -> None:
    for name, pages in (("a", OWN[:2]), ("b", OWN[2:4]), ("c", OWN[4:])):
        site(tmp_path / name, pages, BELOW, ABOVE)
    assert all("宜居宜业" in text for text in texts(tmp_path))


def test_copies_of_one_page_are_no_furniture(tmp_path: Path) -> None:
    site(tmp_path / "a", [OWN[0]], BELOW, ABOVE)
    page = (tmp_path / "a" / "0.txt").read_bytes()
    for i in range(1, 6):
        (tmp_path / "a" / f"{i}.txt").write_bytes(page)
    assert all(OWN[0] in text for text in texts(tmp_path))


def test_reports_keep_what_they_share(tmp_path: Path) -> None:
    """Salutation, headings, a formula between own sentences, thanks, signature and date."""
    reports = []
    (tmp_path / "r").mkdir()
    for i, body in enumerate(OWN):
        own, formula, more = body.split("\n")
        report = [
            "各位代表：",
            "一、工作回顾",
            own,
            formula,
            "二、下步打算",
            more,
            "谢谢大家！",
            "某县扶贫办公室",
            f"2020年{i + 1}月8日",
        ]
        reports.append("\n".join(report))
        (tmp_path / "r" / f"{i}.txt").write_text("\n".join([f"某县第{i}季度报告", *report]), "utf-8")
    with_title = texts(tmp_path)
    for text, report in zip(with_title, reports, strict=True):
        for line in report.split("\n")[:-1]:
            assert line in text


def test_pages_of_the_test_data_lose_nothing_to_one_another() -> None:
    folder = ROOT / "tests" / "data" / "pages"
    pages = [str(path) for path in sorted(folder.glob("*.txt"))]
    assert povtool("clean", "--site-boilerplate", *pages).stdout == povtool("clean", *pages).stdout


def test_what_is_read_once_cannot_be_read_twice() -> None:
    done = povtool("clean", "--site-boilerplate", stdin=PAGE.encode())
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"name files" in done.stderr
