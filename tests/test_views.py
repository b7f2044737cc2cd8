"""Tables for documents and spreadsheets, and pictures: nothing lost, nothing taken for the format's own."""

from __future__ import annotations

import html.parser
import io
import json
import zipfile
from xml.etree import ElementTree

import pytest
from conftest import on_terminal, povtool
from rich.cells import cell_len
from rich.text import Text

from povtool.errors import InputError, UsageError
from povtool.records import Record
from povtool.render import Plot, plots
from povtool.render.columns import folded, layout
from povtool.render.drawn import with_bars
from povtool.render.wrapping import wrapped

ODD = "50% & $3_a {x} \\ ~ ^ # <b> | * [z] `q`\n脱贫"
ROWS: list[Record] = [
    {"type": "stat", "table": "tokens", "token": ODD, "count": 75300000000, "per_million": 0.5},
    {"type": "stat", "table": "tokens", "token": "攻坚", "count": None, "per_million": 12},
    {"type": "stat", "table": "left_out", "of_table": "tokens", "rows": 7},
    {"type": "stat", "table": "formulas", "name": "五个一批", "sources": ["a", "b"]},
]
STREAM = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS).encode()


def written(*options: str) -> str:
    done = povtool("stats", *options, stdin=STREAM)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def test_markdown_keeps_rows_in_one_line_and_marks_in_their_cells() -> None:
    lines = written("--format", "markdown").splitlines()
    assert lines[0] == "**Words (and 7 more rows)**"
    assert lines[2:4] == ["| token | count | per million |", "| --- | ---: | ---: |"]
    cells = lines[4].replace("\\\\", "").replace("\\|", "").split("|")
    assert [cell.strip() for cell in cells[2:4]] == ["75,300,000,000", "0.5"]
    assert len(cells) == 5 and r"\<b\>" in lines[4] and "脱贫" in lines[4]
    assert lines[5] == "| 攻坚 | — | 12 |"
    assert lines[-1] == "| 五个一批 | a;b |"


def test_html_is_read_back_as_it_was() -> None:
    class Reader(html.parser.HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.cells: list[str] = []

        def handle_starttag(self, tag, attrs) -> None:
            if tag == "td":
                self.cells.append("")

        def handle_data(self, data) -> None:
            if self.cells and self.get_starttag_text().startswith("<td"):
                self.cells[-1] += data

    reader = Reader()
    reader.feed(written("--format", "html"))
    assert [cell.strip() for cell in reader.cells[:6]] == [
        *(ODD.replace("\n", " "), "75,300,000,000", "0.5"),
        *("攻坚", "—", "12"),
    ]


def test_latex_escapes_what_it_would_take_for_commands() -> None:
    shown = written("--format", "latex")
    assert r"50\% \& \$3\_a \{x\} \textbackslash{} \textasciitilde{} \textasciicircum{} \#" in shown
    assert shown.count(r"\begin{longtable}") == shown.count(r"\end{longtable}") == 2


def test_a_workbook_has_a_sheet_for_each_table_and_numbers_as_numbers(tmp_path) -> None:
    done = povtool("stats", "-o", "tables.xlsx", stdin=STREAM, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    with zipfile.ZipFile(tmp_path / "tables.xlsx") as book:
        names = ElementTree.fromstring(book.read("xl/workbook.xml")).iter()
        assert [each.get("name") for each in names if each.tag.endswith("}sheet")] == ["tokens", "formulas"]
        cells = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter()
        figures = [each for each in cells if each.tag.endswith("}c") and each.get("t") is None]
        assert [each[0].text for each in figures] == ["75300000000", "0.5", "12"]
        assert (
            ODD.splitlines()[0].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            in book.read("xl/sharedStrings.xml").decode()
        )


def test_endings_choose_the_format(tmp_path) -> None:
    for name, start in (("a.md", b"**Words"), ("a.html", b"<!DOCTYPE"), ("a.tex", b"% needs")):
        assert povtool("stats", "-o", name, stdin=STREAM, cwd=tmp_path).returncode == 0
        assert (tmp_path / name).read_bytes().startswith(start)


def test_no_workbook_on_a_terminal() -> None:
    status, shown = on_terminal("stats", "--format", "xlsx", "/dev/null")
    assert status == 2 and "name a file with -o" in shown


def claims_over() -> list[Record]:
    return [
        {
            **{"type": "stat", "table": "claims_over", "indicator": None, "of": "贫困人口", "unit": "人"},
            **{"relation": "level", "status": "achieved", "place": "西藏", "period": period, "n": 1},
            **{"min": value, "median": value, "max": value},
        }
        for period, value in (("2015", 400), ("2016", 100), ("2017", None))
    ]


def test_bars_are_of_one_length_for_one_value() -> None:
    rows = claims_over()
    other = {**rows[0], "unit": "户", "median": 9}
    assert [row["bar"] for row in with_bars([*rows, other])] == ["█" * 12, "█" * 3, "", "█" * 12]


@pytest.fixture
def any_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plots, "_family", lambda font: "DejaVu Sans")


KEYNESS = {"type": "stat", "table": "keyness", "rank": 1, "token": "贫困", "key": "reference", "g2": 5.0}
DISAGREEMENT = {"type": "stat", "table": "disagreements", "disagreement": 1, "doc": "a", "raw": "19个"}


@pytest.mark.parametrize(
    "rows",
    [
        claims_over(),
        [KEYNESS, {**KEYNESS, "key": "target"}],
        [{**DISAGREEMENT, "value": 19}, {**DISAGREEMENT, "value": None, "low": 3, "high": 5}],
        [
            {**DISAGREEMENT, "value": 15, "unit": "亩", "base_value": 1, "base_unit": "公顷"},
            {**DISAGREEMENT, "value": 2, "unit": "公顷", "base_value": 2, "base_unit": "公顷"},
        ],
        [{"type": "stat", "table": "tokens", "token": "脱贫", "count": 3}],
        [{"type": "stat", "table": "collocates", "token": "脱贫", "g2": 3.0}],
    ],
)
def test_every_kind_is_drawn_the_same_each_time(rows: list[Record], any_font: None) -> None:
    pictures = []
    for _ in range(2):
        plot, out = Plot("svg"), io.BytesIO()
        for row in rows:
            plot.take(row)
        plot.draw(out)
        pictures.append(out.getvalue())
    assert pictures[0] == pictures[1]
    assert ElementTree.fromstring(pictures[0]).tag.endswith("svg")


def test_lines_join_periods_of_one_length() -> None:
    periods = ["2015", "2016", "2016/2020", "2017", None, "2018/", "2011/2015"]
    assert plots._joined(periods, are_periods=True) == [[0, 1, 3], [2, 6]]
    assert plots._joined(["甲", None, "乙"], are_periods=False) == [[0, 2]]


def test_nothing_to_draw_is_said(any_font: None) -> None:
    plot = Plot("svg")
    plot.take({"type": "stat", "table": "documents", "documents": 5})
    with pytest.raises(UsageError, match="no table to draw"):
        plot.draw(io.BytesIO())
    with pytest.raises(UsageError, match="cannot be a file in txt format"):
        Plot("txt")


def test_a_font_without_chinese_is_refused() -> None:
    import matplotlib

    latin = f"{matplotlib.get_data_path()}/fonts/ttf/DejaVuSans.ttf"
    with pytest.raises(InputError, match="no font with Chinese characters"):
        Plot("svg", latin)


CLAIMS: list[Record] = [
    {
        **{
            "type": "stat",
            "table": "claims",
            "indicator": name,
            "of": None,
            "unit": "人",
            "relation": relation,
        },
        **{"direction": direction, "role": None, "extent": None, "status": status, "place": "南疆四地州"},
        **{"period": "2016/2020", "n": 3, "mentions": 4, "documents": 2, "min": 1, "median": median},
        **{"max": 75_300_000, "latest": None, "sum": None, "bounded": 0, "ranges": 0, "damaged": 0},
        "sources": ["000_81503f79cc0c58d5", "001_941c91132de8a61a"],
    }
    for name, relation, direction, status, median in (
        ("poor-people-reached", "level", None, "achieved", 1_350_000),
        ("at-risk-people", "delta", "down", "target", 62_800),
    )
]


def seen(rows: list[Record], columns: int, tmp_path) -> str:
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    _, shown = on_terminal("stats", str(file), columns=columns, env={"NO_COLOR": "1"})
    assert all(cell_len(line) <= columns for line in shown.replace("\r", "").split("\n"))
    return shown.replace("\r", "")


@pytest.mark.parametrize("columns", [80, 100, 120])
def test_what_a_claim_is_about_stays_whole(columns: int, tmp_path) -> None:
    shown = seen(CLAIMS, columns, tmp_path)
    for whole in ("poor-people-reached", "at-risk-people", "achieved", "target", "南疆四地州", "1,350,000"):
        assert whole in shown
    assert "2016/2020" in shown and "--format csv" in " ".join(shown.split())
    assert ("fall" in shown) and "relation" not in shown


def test_columns_that_say_the_same_are_told_once(tmp_path) -> None:
    shown = seen(CLAIMS, 80, tmp_path)
    told = " ".join(shown.partition("(in all rows: ")[2].split())
    assert told.startswith("mentions 4, ") and "bounded 0" in told and "; no room for sources" in told
    every = layout(
        "claims", {"thing": ["a", "b"], "n": ["1", "1"], "median": ["1", "1"]}, {"n", "median"}, 80
    )
    assert (every.kept, every.same) == (["thing", "n", "median"], ())


def test_names_fold_behind_hyphens_where_nothing_else_can_go(tmp_path) -> None:
    assert "poor-people-" in seen(CLAIMS, 50, tmp_path)
    assert folded("poor-people-reached", 12) == "poor-people-\nreached"
    assert folded("贫困人口", 4) == "贫困人口"


@pytest.mark.parametrize("width", [12, 20, 40])
def test_a_figure_stays_with_its_unit(width: int) -> None:
    text = "全省投入资金100亿元,减少贫困人口163.5萬人,2019年新建公路2,100公里,增长10.5%,涉及3:1、A-2019。"
    lines = [line.plain for line in wrapped(Text(text), width)]
    assert "".join(lines) == text
    for figure in ("100亿元", "163.5萬人", "2019年", "2,100公里", "10.5%", "3:1", "A-2019"):
        assert any(figure in line for line in lines)


def test_axes_have_numbers_in_full_and_points_inside(any_font: None) -> None:
    from matplotlib.figure import Figure

    drawn = Figure()
    plots._over(drawn, [{**row, "max": 88, "median": 88, "min": 88} for row in claims_over()])
    assert drawn.axes[0].get_ylim()[1] > 88
    assert plots._in_full(25_000_000_000, 0) == "25,000,000,000"
