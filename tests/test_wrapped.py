"""Hard-wrapped pages come back as paragraphs; what only looks like them stays."""

from __future__ import annotations

import json
import re
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povtool.clean import CleanConfig, clean
from povtool.clean.blocks import rebuild
from povtool.clean.repair import mend
from povtool.clean.repair.wrapped import unwrap
from povtool.records import RawPage

ROOT = Path(__file__).parents[1]
TEXTS = [
    json.loads(path.read_text("utf-8"))["text"] for path in sorted((ROOT / "tests/gold").glob("*.clean.json"))
]
PAGES = [*sorted((ROOT / "seeds").glob("*.txt")), *sorted((ROOT / "tests/data/pages").glob("*.txt"))]
MAY_NOT_BEGIN = "，。、；：！？”’）》,;:!?)"


def wrapped(text: str, columns: int, indent: str) -> str:
    """A text as a program that fills lines sets it."""
    lines = []
    for paragraph in text.split("\n"):
        line, width = indent, 2 * len(indent)
        for char in paragraph:
            wide = 2 if east_asian_width(char) in "WFA" else 1
            if width + wide > columns and char not in MAY_NOT_BEGIN:
                lines.append(line)
                line, width = "", 0
            line, width = line + char, width + wide
        lines.append(line)
    return "\n".join(lines)


def squeezed(lines: list[str]) -> list[str]:
    return ["".join(line.split()) for line in lines]


def cleaned(text: str) -> dict:
    [record] = clean([RawPage("a", "a.txt", text.encode())], CleanConfig(blocks=True))
    assert isinstance(record, dict)
    return record


@pytest.mark.parametrize("columns", [50, 68, 80])
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:6])
def test_indented_paragraphs_come_back_whole(text: str, columns: int) -> None:
    page = wrapped(text, columns, "\u3000\u3000")
    record = cleaned(page)
    assert squeezed(record["text"].split("\n")) == squeezed(text.split("\n"))
    assert rebuild(record) == page


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:6])
def test_without_indents_only_full_stops_at_the_edge_leave_a_doubt(text: str) -> None:
    found = squeezed(cleaned(wrapped(text, 68, ""))["text"].split("\n"))
    assert "".join(found) == "".join(squeezed(text.split("\n")))
    assert len(found) <= len(text.split("\n")) + 2


def test_a_number_that_was_divided_is_whole() -> None:
    line = "全县坚持精准扶贫、精准脱贫基本方略，落实各项"
    page = f"{line}政策\n" * 4 + f"{line}20\n20年脱贫任务。"
    assert "2020年脱贫任务" in mend(page).text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages_that_are_not_wrapped_stay(path: Path) -> None:
    assert unwrap(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "东风夜放花千树，更吹落，星如雨。\n" * 3 + "宝马雕车香满路，凤箫声动，玉壶光转。\n" * 4,
        "".join(f"安定区\t1.2万\t1.4万\t贫困人口减少情况，含返贫\t{n}\n" for n in range(12)),
        "".join(f"{n}.坚持精准扶贫精准脱贫基本方略，落实各项扶贫政策措施\n" for n in range(10, 30)),
        "".join(f"我市召开脱贫攻坚推进会议部署下一阶段重点工作任务{n}\n" for n in range(10, 30)),
        "".join(f"第{n}名　安定区人民政府办公室扶贫开发领导小组，记者报道\n" for n in range(10, 30)),
    ],
)
def test_verses_tables_lists_and_titles_stay(text: str) -> None:
    assert unwrap(text) == []


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("脱贫攻坚，。、 \u30003aA:：", max_size=45), max_size=14))
def test_nothing_but_line_feeds_goes_and_twice_is_once(lines: list[str]) -> None:
    text = "\n".join(lines)
    edits = unwrap(text)
    assert all(text[edit.start : edit.end] == "\n" for edit in edits)
    once = mend(text).text
    assert mend(once).text == once


def test_linked_verse_with_its_poets_stays() -> None:
    verses = ["鳳池新雨後，池上好風光。", "取酒愁春盡，留賓喜日長。", "柳絲迎畫舸，水鏡寫雕梁，"]
    lines = [f"{verse}——{poet}\n" for verse in verses for poet in ("劉禹錫", "裴度", "崔群")]
    assert unwrap("".join(line * 2 for line in lines)) == []
    wide = [f"{a}{b}——劉禹錫\n" for a in verses for b in verses]
    assert unwrap("".join(wide)) == []


def test_verse_of_equal_lines_stays() -> None:
    song = """漢皇重色思傾國，御宇多年求不得，
楊家有女初長成，養在深閨人未識。
天生麗質難自棄，一朝選在君王側，
回眸一笑百媚生，六宮粉黛無顏色。
春寒賜浴華清池，溫泉水滑洗凝脂，
侍兒扶起嬌無力，始是新承恩澤時。
雲鬢花顏金步搖，芙蓉帳暖度春宵，
春宵苦短日高起，從此君王不早朝。
承歡侍宴無閒暇，春從春遊夜專夜，
後宮佳麗三千人，三千寵愛在一身。"""
    verses = re.findall("[^，。]+[，。]", song.replace("\n", ""))
    lines = ["".join(verses[at : at + 3]) for at in range(0, 18, 3)]
    assert unwrap(song) == unwrap("\n".join(lines * 2)) == []
