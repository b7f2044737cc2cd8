"""Escapes, radicals, anti-copy devices, widths: what is damage is mended, what only looks like it stays."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from conftest import ENVIRONMENT

from povtool.clean import CleanConfig, clean
from povtool.clean.repair import mend
from povtool.clean.repair.edits import apply
from povtool.clean.repair.escapes import decode
from povtool.clean.repair.ideographs import private, unify
from povtool.clean.repair.inserted import take_out
from povtool.clean.repair.width import fit
from povtool.records import RawPage


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("&amp;#x8131;贫&amp;amp;nbsp;攻坚", "脱贫 攻坚"),
        ("&ldquo;五个一批&rdquo;&mdash;&mdash;", "“五个一批”——"),
        ("&#33073;&#36139;&middot;攻坚&hellip;", "脱贫·攻坚…"),
        ("不足&amp;lt;5%", "不足<5%"),
        ("全县&nbsp&nbsp脱贫", "全县  脱贫"),
        (r"\u8131\u8d2b攻坚", "脱贫攻坚"),
        (r"第一段。\r\n\r\n　　第二段。\n第三段", "第一段。\n　　第二段。\n第三段"),
        (r"标题\n正文一。\n正文二。\n", "标题\n正文一。\n正文二。\n"),
        (r"农村学校\"空心化\"现象", '农村学校"空心化"现象'),
        ("上半年_x000D_\n下半年_x000D_", "上半年\n下半年"),
    ],
)
def test_notations_are_decoded(page: str, text: str) -> None:
    assert mend(page).text == text
    assert all(repair["proven"] for repair in mend(page).repairs)


@pytest.mark.parametrize(
    "text",
    [
        "AT&T 与 R&D 投入；https://a.cn/?a=1&copy=2&lt=3&nbsp=4",
        "Q&A;问答，&foo;，&;，&#xD800;，&#0;",
        "exists &sub; 与 &and; 是程序",
        "在 HTML 里用 &nbsp; 表示空格，用 &lt; 表示小于号",
        "保存在 C:\\new\\text\\u1234 文件夹",
        "公式 \\nu = \\theta，其中 \\tau 为时间",
        r"换行符写作“\n”。\n 表示换行",
        r"Python 代码 print('\u4e2d\u56fd')",
        r"字符 '\u8131' 是什么",
        "1\\2的面积",
    ],
)
def test_notations_that_are_meant(text: str) -> None:
    assert decode(text) == []


def test_radicals_in_words_become_characters() -> None:
    mended = mend("⼀个⺠族都不能少，⻓期坚持，⾦⻔、﨎")
    assert mended.text == "一个民族都不能少，长期坚持，金门、﨎"
    assert {repair["kind"] for repair in mended.repairs} == {"radical"}
    assert mend("\uf9fa况\uf967").text == "狀况不"


@pytest.mark.parametrize("text", ["部首⺮在上", "⼀", "偏旁：⺡、⺘", "ｶﾀｶﾅ、﨎﨏", "㐀㐁"])
def test_radicals_that_are_meant(text: str) -> None:
    assert unify(text) == []


def test_private_use_characters_are_damage_and_stay() -> None:
    mended = mend("全镇\ue863\uf0b715个村")
    assert mended.text == "全镇\ue863\uf0b715个村"
    assert mended.damaged == [{"start": 2, "end": 6, "why": "private-use"}]
    assert private("脱贫攻坚") == []


def test_lone_surrogates_never_crash(tmp_path) -> None:
    page = tmp_path / "page.jsonl"
    page.write_text(
        '{"type":"document","id":"a","text":"脱贫\\ud83d攻坚\\ude00，\\ud83d\\ude00好。"}\n', "utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "povtool", "clean", "--blocks", str(page)],
        capture_output=True,
        env=ENVIRONMENT,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["text"] == "脱贫\ufffd攻坚\ufffd，😀好。"
    assert [damage["why"] for damage in record["damaged"]] == ["undecodable", "undecodable"]


# Devices against copying


@pytest.mark.parametrize(
    "text",
    [
        "扶(🐌)贫",
        "心情(😀)，天气(☀)",
        "等等,。省略",
        "“是,”他说。",
        "样子好看，。一进驻，，，失望。意识差；，价格高，。很好。不错。还行。可以。一般。满意，。下次再来。再见。",
        "1, 2, 3, 4, 5, 6, 7",
        "a b c d e f g h i j",
        "x + y = z , a - b = c",
        "选项 -a -b -c -d -e -f -g -h",
        "一\n(二)\n“三”",
        "很好\n。。。。里面很多",
        "def f(a\n, b):\n, 5",
    ],
)
def test_what_only_looks_like_a_device(text: str) -> None:
    assert take_out(text) == []


def test_pictures_in_brackets_all_over_a_page() -> None:
    page = "作(✒)为市重(📼)点扶贫对(🍩)象(🔼)的梨花村(😘)（见图）"
    assert apply(page, take_out(page))[0] == "作为市重点扶贫对象的梨花村（见图）"


def test_a_mark_begins_no_line() -> None:
    mended = mend("先后迎来白鶴\n、小天鵝等候鳥\n　　。\n全村")
    assert mended.text == "先后迎来白鶴、小天鵝等候鳥。\n全村"
    assert [repair["was"] for repair in mended.repairs] == ["\n", "\n　　"]


# Width


@pytest.mark.parametrize(
    ("text", "full", "half"),
    [
        ("全县脱贫,成效显著!对吗?", "全县脱贫，成效显著！对吗？", "全县脱贫,成效显著!对吗?"),
        ("县(区)退出：3,000人", "县（区）退出：3,000人", "县(区)退出:3,000人"),
        ("４５６户、１，２３４．５元", "456户、1,234.5元", "456户、1,234.5元"),
        ("占4.5%,同比增长", "占4.5%，同比增长", "占4.5%,同比增长"),
        ("会议10:30开始", "会议10:30开始", "会议10:30开始"),
        ("见https://a.cn/b?c=1,2。", "见https://a.cn/b?c=1,2。", "见https://a.cn/b?c=1,2。"),
        ("He said: no, thanks (ok)!", "He said: no, thanks (ok)!", "He said: no, thanks (ok)!"),
        ("世贸组织(WTO)和f(x)", "世贸组织（WTO）和f(x)", "世贸组织(WTO)和f(x)"),
        ("一、二。《书》“引”", "一、二。《书》“引”", "一、二。《书》“引”"),
    ],
)
def test_widths(text: str, full: str, half: str) -> None:
    assert fit(text, "keep") == []
    for policy, wanted in (("full", full), ("half", half)):
        fitted, repairs = apply(text, fit(text, policy))
        assert fitted == wanted
        assert {repair["kind"] for repair in repairs} <= {"width"}
        assert fit(fitted, policy) == []


def test_the_width_is_an_option_of_clean() -> None:
    [record] = clean([RawPage("a", "a", "全县脱贫,成效显著,群众满意。".encode())], CleanConfig(punct="full"))
    assert isinstance(record, dict)
    assert record["text"] == "全县脱贫，成效显著，群众满意。"
    assert [repair["was"] for repair in record["repairs"]] == [",", ","]
