"""grep-metrics by what figures claim, with context, as a user runs it; and the questions it is asked with."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import ROOT, on_terminal, povtool, records, shell
from hypothesis import given
from hypothesis import strategies as st

from povtool.errors import UsageError
from povtool.metrics import GrepConfig, select
from povtool.metrics.filters import period_filter, place_filter
from povtool.metrics.indicators import read_table

HANS = {
    "type": "document",
    "id": "甲",
    "title": "西藏2018年脱贫攻坚工作总结",
    "date": "2019-01-15",
    "source": "西藏日报",
    "text": (
        "一、工作成效\n"
        "西藏认真落实中央部署。2018年,西藏减少贫困人口18万人。拉萨市投入资金3亿元。群众满意度明显提高。\n"
        "二、下一步打算\n"
        "2019年,西藏力争减少贫困人口15万人。"
    ),
}
HANT = {
    "type": "document",
    "id": "乙",
    "title": "四川脫貧攻堅",
    "date": "2017-03-01",
    "text": "2016年,甘孜州已有120個貧困村退出,落實“五個一批”。據悉,四川省計劃2020年投入資金5億元。",
}


def jsonl(*documents: dict) -> bytes:
    return b"".join(json.dumps(document, ensure_ascii=False).encode() + b"\n" for document in documents)


CORPUS = jsonl(HANS, HANT)


def raws(*args: str, stdin: bytes = CORPUS) -> list[str]:
    done = povtool("grep-metrics", *args, stdin=stdin)
    assert done.stderr == b"" and done.returncode == (0 if done.stdout else 1), done.stderr
    return [record["raw"] for record in records(done.stdout)]


def refused(*args: str, stdin: bytes = CORPUS) -> str:
    done = povtool("grep-metrics", *args, stdin=stdin)
    assert (done.returncode, done.stdout) == (2, b"")
    [line] = done.stderr.decode().splitlines()
    return line


# -- Filters -------------------------------------------------------------------------------------------------


def chosen(**conditions: object) -> list[str]:
    config = GrepConfig(**conditions)  # type: ignore[arg-type]
    return [record["raw"] for record in select([HANS, HANT], config) if isinstance(record, dict)]


@pytest.mark.parametrize(
    "conditions, wanted",
    [
        ({"indicators": frozenset({"people-lifted"})}, ["18万人", "15万人"]),
        ({"place": "西藏"}, ["18万人", "3亿元", "15万人"]),
        ({"place": "西藏自治區", "unit": "元"}, ["3亿元"]),
        ({"place": "拉萨"}, ["3亿元"]),
        ({"place": "四川"}, ["120個", "5億元"]),
        ({"place": "全国"}, []),
        ({"period": "2018"}, ["18万人", "3亿元"]),
        ({"period": "2019.."}, ["15万人", "5億元"]),
        ({"period": "..2016"}, ["120個"]),
        ({"status": "target"}, ["15万人", "5億元"]),
        ({"status": "achieved", "minimum": 1e8}, ["3亿元"]),
        ({"patterns": ("貧困",), "maximum": 1000}, ["120個"]),
        ({"patterns": ("贫困",), "invert": True}, ["3亿元", "5億元"]),
        ({"patterns": ("贫困",), "invert": True, "place": "四川"}, ["5億元"]),
        ({"patterns": ("满意", "計划")}, ["5億元"]),
        ({"kinds": ("formula",)}, ["五個一批"]),
        ({"kinds": ("formula",), "patterns": ("贫困村",)}, ["五個一批"]),
        ({"kinds": ("formula", "metric"), "patterns": ("五个一批",)}, ["120個", "五個一批"]),
        ({"kinds": ("formula", "metric"), "unit": "个"}, ["120個"]),
    ],
)
def test_filters(conditions: dict[str, object], wanted: list[str]) -> None:
    assert chosen(**conditions) == wanted


def test_filters_in_a_pipe() -> None:
    assert raws("--indicator", "villages-delisted", "--indicator", "people-lifted", "--jobs", "2") == [
        *("18万人", "15万人", "120個")
    ]
    assert raws("--place", "四川", "--period", "2016..2020", "--status", "target", "-v", "贫困") == ["5億元"]
    assert raws("--kind", "formula", "--kind", "metric", "五个一批") == ["120個", "五個一批"]
    assert povtool("grep-metrics", "-c", "--place", "西藏", stdin=CORPUS).stdout.decode() == "甲:3\n"


def test_filters_work_on_the_records_of_metrics() -> None:
    made = povtool("metrics", stdin=CORPUS).stdout
    assert raws("--place", "西藏", stdin=made) == ["18万人", "3亿元", "15万人"]
    assert raws("--kind", "formula", "贫困村", stdin=made) == ["五個一批"]


@pytest.mark.parametrize(
    "conditions, told",
    [
        ({"place": "西臧自治区"}, "no place is called 西臧自治区: did you mean 西藏自治区"),
        ({"place": "全县"}, "no place is called 全县"),
        ({"period": "2020..2016"}, "ends before it begins"),
        ({"period": "2018-13"}, "write 2018, 2018-06, 2016..2020"),
        ({"period": ".."}, "is no period"),
        ({"period": "2016...2020"}, "is no period"),
        ({"invert": True}, "-v inverts PATTERN, and there is none"),
        ({"patterns": ("贫困", "贫困(县")}, "bad pattern 贫困(县 at character 3"),
    ],
)
def test_what_cannot_be_meant_is_refused(conditions: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError) as refusal:
        select([], GrepConfig(**conditions))  # type: ignore[arg-type]
    assert told in str(refusal.value)


@pytest.mark.parametrize(
    "args, told",
    [
        (("--indicator", "people-lift"), "unknown indicator people-lift: did you mean people-lifted"),
        ((), "nothing to look for: give PATTERN"),
        (("--kind", "formula", "--unit", "元"), "--unit asks for figures, and a formula is none"),
        (("--unit", "元", "nosuch.jsonl"), "nosuch.jsonl: no such file"),
        (("--bom", "贫困"), "--bom does not go with jsonl: add --format csv"),
        (("--period", "..", "贫困", "nosuch.jsonl"), "is no period"),
    ],
)
def test_a_refusal_is_one_line_before_anything_is_read(args: tuple[str, ...], told: str) -> None:
    assert told in refused(*args)


def test_operands(tmp_path: Path) -> None:
    (tmp_path / "甲.jsonl").write_bytes(jsonl(HANS))
    (tmp_path / "18").write_bytes(jsonl(HANT))

    def found(*args: str) -> list[str]:
        done = povtool("grep-metrics", "-o", *args, stdin=None, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        return done.stdout.decode().split()

    assert found("贫困", "甲.jsonl") == found("-e", "贫困", "甲.jsonl") == ["18万人", "15万人"]
    assert found("--unit", "人", "甲.jsonl") == [
        "18万人",
        "15万人",
    ]  # beside a filter a file needs no pattern
    assert found("--unit", "人", "贫困", "甲.jsonl") == ["18万人", "15万人"]
    assert found("18", "甲.jsonl") == ["18万人"]  # without one the first operand is never a file
    assert found("--unit", "人", "-e", "18", "甲.jsonl") == ["18万人"]
    assert found("--unit", "萬人", "-e", "18", "甲.jsonl") == ["18万人"]  # as a reader writes the unit


DATES = st.one_of(
    st.integers(1990, 2030).map(str),
    st.builds("{:04d}-{:02d}".format, st.integers(1990, 2030), st.integers(1, 12)),
)


def months(period: str) -> set[int]:
    """The months of a period, counted out one by one."""
    first, _, last = period.replace("..", "/").partition("/")
    last = last or ("2040" if "/" in period.replace("..", "/") else first)
    first = first or "1980"
    begin = int(first[:4]) * 12 + (int(first[5:]) - 1 if len(first) > 4 else 0)
    end = int(last[:4]) * 12 + (int(last[5:]) - 1 if len(last) > 4 else 11)
    return set(range(begin, end + 1))


PERIODS = st.one_of(
    DATES, DATES.map("{}/".format), st.builds("{}/{}".format, DATES, DATES).filter(lambda p: bool(months(p)))
)


@given(PERIODS, PERIODS)
def test_periods_overlap_where_they_share_a_month(asked: str, period: str) -> None:
    assert period_filter(asked.replace("/", ".."))(period) == bool(months(asked) & months(period))
    assert period_filter(asked)(period) == period_filter(period)(asked)


@pytest.mark.parametrize("period", ["", "/", "近年来", "2018-", "2018/x", "２０１８", None, 2018])
def test_what_is_no_period_never_matches(period: object) -> None:
    assert not period_filter("..2100")(period)


def test_a_region_is_only_itself_and_lies_in_its_division() -> None:
    assert place_filter("新疆")("南疆四地州")
    assert not place_filter("南疆四地州")("和田地区")
    assert place_filter("三區三州")("三区三州")


def test_a_name_that_several_divisions_have_lies_in_what_holds_all_of_them() -> None:
    assert not place_filter("江苏")("鼓楼区")  # or Fuzhou's, or Kaifeng's
    assert place_filter("鼓楼区")("鼓楼区")
    assert place_filter("新疆")("巴州") and not place_filter("四川")("巴州")


def test_a_place_of_pointing_words_is_refused() -> None:
    with pytest.raises(UsageError, match="no place is called"):
        place_filter("我州")


# -- Context, lines ------------------------------------------------------------------------------------------


def test_context_in_records() -> None:
    [record] = records(povtool("grep-metrics", "满意|18万", "-B2", "-A1", "-n", stdin=CORPUS).stdout)
    assert record["before"] == ["一、工作成效", "西藏认真落实中央部署。"]
    assert record["after"] == ["拉萨市投入资金3亿元。"]
    assert record["line"] == 2
    [record] = records(povtool("grep-metrics", "15万", "-C1", stdin=CORPUS).stdout)
    assert (record["before"], record["after"]) == (["二、下一步打算"], [])
    assert "line" not in record


def test_the_line_is_that_of_the_document_text() -> None:
    command = "povtool clean seeds/* | tee >(cat >&2) | povtool grep-metrics -n 贫困"
    done = shell(command)
    texts = {document["id"]: document["text"] for document in records(done.stderr)}
    found = [record for record in records(done.stdout) if record["field"] == "text"]
    assert found
    for record in found:
        assert record["raw"] in texts[record["doc"]].split("\n")[record["line"] - 1]


def test_plain_lines_with_numbers() -> None:
    title = {**HANS, "title": "西藏减贫18万人"}
    done = povtool("grep-metrics", "-on", "减.*18万", stdin=jsonl(title))
    assert done.stdout.decode().splitlines() == ["甲:title:18万人", "甲:2:18万人"]


def test_what_came_as_records_has_no_context_and_that_is_told_once() -> None:
    made = povtool("metrics", stdin=CORPUS).stdout
    done = povtool("grep-metrics", "贫困", "-C1", "--jobs", "2", stdin=made)
    assert done.returncode == 0
    assert done.stderr.decode().count("\n") == 1 and b"give the documents" in done.stderr
    assert len(records(done.stdout)) == 3


def text(*args: str, stdin: bytes = CORPUS) -> str:
    return povtool("grep-metrics", "--format", "text", *args, stdin=stdin).stdout.decode()


def test_the_view_shows_each_sentence_once_and_marks_gaps() -> None:
    shown = text("减少", "-C1", stdin=jsonl(HANS)).splitlines()
    assert [line for line in shown if not line.startswith("    ")] == [
        "甲  西藏2018年脱贫攻坚工作总结",
        "2019-01-15 · 西藏日报",
        "  西藏认真落实中央部署。",
        "  2018年,西藏减少贫困人口18万人。",
        "  拉萨市投入资金3亿元。",
        "--",
        "  二、下一步打算",
        "  2019年,西藏力争减少贫困人口15万人。",
    ]
    claims = [line.split(" · ") for line in shown if line.startswith("    ")]
    assert [(claim[0].strip(), *claim[2:]) for claim in claims] == [
        ("180,000 人", "people-lifted", "西藏", "2018", "achieved"),
        ("150,000 人", "people-lifted", "西藏", "2019", "target"),
    ]
    wide = text("减少", "-C2", stdin=jsonl(HANS))
    assert "--" not in wide.splitlines()
    for sentence in ("群众满意度明显提高。", "拉萨市投入资金3亿元。", "二、下一步打算"):
        assert wide.count(sentence) == 1


def test_the_view_numbers_lines_as_grep_does() -> None:
    shown = text("18万", "-n", "-A1", stdin=jsonl(HANS)).splitlines()
    assert any(line.startswith("   2: 2018年") for line in shown)
    assert any(line.startswith("   2- 拉萨市") for line in shown)


def test_on_a_terminal_documents_are_apart_figures_lit_and_context_dimmed(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_bytes(CORPUS)
    status, shown = on_terminal("grep-metrics", "资金", str(tmp_path / "c.jsonl"), "-B1", columns=60)
    assert status == 0
    assert "\x1b[1;33m3亿元\x1b[0m" in shown and "\x1b[1;33m5億元\x1b[0m" in shown
    assert "\x1b[2m2018年,西藏减少贫困人口18万人。" in shown.replace("\x1b[2m  \x1b[0m", "")
    assert "\r\n\r\n\x1b[1m乙  四川脫貧攻堅" in shown
    assert "\x1b[35mtarget" in shown  # a plan stands out


# -- Accounts ------------------------------------------------------------------------------------------------


def test_accounts_quote_the_document_and_add_up() -> None:
    found = records(povtool("metrics", "--explain", stdin=CORPUS).stdout)
    texts = {document["id"]: document for document in (HANS, HANT)}
    checked = 0
    for record in (record for record in found if record["type"] == "metric"):
        field = texts[record["doc"]][record["field"]]
        account = record["explain"]
        for name in ("of", "place", "period", "base"):
            said = account.get(name, {})
            if "start" in said:
                assert field[said["start"] : said["end"]] == said["words"]
                assert record["evidence"].get(name) == [said["start"], said["end"]]
                checked += 1
        status = account["status"]
        total = status["prior"] + sum(cue["nats"] for cue in status["cues"])
        assert total == pytest.approx(status["nats"], abs=0.05)
        assert (status["nats"] > 0) == (record["status"] == "achieved")
        if "indicator" in record:
            assert account["indicator"]["matched"] in account["indicator"]["searched"]
    assert checked > 6
    village = next(record for record in found if record["raw"] == "120個")
    assert village["explain"]["unit"] == {"dimension": "count", "table": "units.tsv", "row": "个"}
    assert village["explain"]["indicator"]["table"] == "indicators.tsv"
    money = next(record for record in found if record["raw"] == "3亿元")
    assert money["explain"]["period"]["scope"] == "paragraph"
    assert money["explain"]["period"]["words"] == "2018年"
    assert money["explain"]["period"]["document_date"] == "2019-01-15"


def test_accounts_quote_a_spaced_text_as_it_is_written() -> None:
    page = {"id": "s", "title": "脱贫 18 万人", "text": "截至 2018 年底,西藏 74 个县脱贫 18 万人。"}
    found = records(povtool("metrics", "--explain", stdin=jsonl(page)).stdout)
    assert len(found) == 3
    for record in found:
        said = [record["explain"].get(name, {}) for name in ("of", "place", "period")]
        for part in [*said, *record["explain"].get("status", {}).get("cues", [])]:
            if "start" in part and part["scope" if "scope" in part else "words"] != "paragraph":
                text = page[part.get("field", record["field"])]
                assert text[part["start"] : part["end"]] == part["words"]
    assert found[1]["explain"]["period"]["words"] == "2018 年底"


def test_a_unit_that_the_noun_implies_names_the_noun() -> None:
    [record] = records(povtool("metrics", "--explain", stdin=jsonl({"text": "261万贫困人口脱贫。"})).stdout)
    assert record["explain"]["unit"] == {"dimension": "people", "table": "counted_nouns.tsv", "row": "人口"}


def test_a_title_that_repeats_the_text_says_so() -> None:
    page = {"id": "t", "title": "西藏脱贫18万人", "date": "2019-01-01", "text": "2018年,西藏脱贫18万人。"}
    title, body = records(povtool("metrics", "--explain", stdin=jsonl(page)).stdout)
    assert (title["field"], title["period"]) == ("title", "2018")
    said = title["explain"]["period"]
    assert (said["scope"], said["start"], said["words"]) == ("text", body["start"], "18万人")


def test_without_explain_there_is_no_account() -> None:
    plain = records(povtool("metrics", stdin=CORPUS).stdout)
    assert all("explain" not in record for record in plain)
    told = records(povtool("metrics", "--explain", stdin=CORPUS).stdout)
    assert [{k: v for k, v in record.items() if k != "explain"} for record in told] == plain


def test_accounts_on_the_screen() -> None:
    shown = text("--explain", "18万", stdin=jsonl(HANS))
    for line in (
        "unit      人 (people): “人” in units.tsv",
        "indicator people-lifted (people lifted out of poverty)",
        "place     西藏: “西藏”",
        "period    2018: “2018年”",
        "status    achieved, +",
        "to begin with",
    ):
        assert line in shown


# -- Tables of one's own -------------------------------------------------------------------------------------


def test_own_indicators_come_first_and_can_be_asked_for(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text("# mine\nvillage-exit\tvillages\tcount\t贫困村退出\n", "utf-8-sig")
    args = ("--indicators", str(table))
    assert raws(*args, "--indicator", "village-exit") == ["120個"]
    assert raws(*args, "--indicator", "people-lifted") == ["18万人", "15万人"]
    found = records(povtool("metrics", *args, "--explain", stdin=CORPUS).stdout)
    village = next(record for record in found if record["raw"] == "120個")
    assert village["indicator"] == "village-exit"
    assert village["explain"]["indicator"]["table"] == f"{table}:2"


@pytest.mark.parametrize(
    "row, told",
    [
        ("a\tb\tpeple\tc", "no unit has the dimension peple (people?)"),
        ("a\tb\tpeople", "an indicator has name, gloss, dimensions and pattern"),
        ("a\tb\tpeople\t(", "bad pattern ("),
    ],
)
def test_a_bad_table_is_refused_by_line(row: str, told: str) -> None:
    with pytest.raises(UsageError) as refusal:
        read_table("mine.tsv", ["# mine", row])
    assert str(refusal.value).startswith(f"mine.tsv:2: {told}")


def test_a_table_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text("# nothing\n", "utf-8")
    assert f"{table}: no indicator" in refused("--indicators", str(table), "贫困")
    table.write_bytes("# 甲\n乙".encode("gb18030"))
    done = povtool("metrics", "--indicators", str(table))
    assert done.returncode == 2 and f"{table}:1: not UTF-8".encode() in done.stderr


# -- Spreadsheets --------------------------------------------------------------------------------------------


def test_csv_for_a_spreadsheet() -> None:
    page = {"id": "=1+1", "text": "气温-3℃。脱贫18万人,“四個全面”。"}
    exact = povtool("grep-metrics", ".", "--format", "csv", stdin=jsonl(page)).stdout
    safe = povtool("grep-metrics", ".", "--format", "csv", "--bom", stdin=jsonl(page)).stdout
    assert safe.startswith(b"\xef\xbb\xbf") and not exact.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(safe.decode("utf-8-sig"))))
    assert {row["doc"] for row in rows} == {"'=1+1"}
    assert [row["value"] for row in rows if row["raw"] == "18万人"] == ["180000"]
    assert {row["doc"] for row in csv.DictReader(io.StringIO(exact.decode()))} == {"=1+1"}
    assert povtool("stats", "--format", "tsv", "--bom", stdin=CORPUS).stdout.startswith(b"\xef\xbb\xbf")


# -- What others made ----------------------------------------------------------------------------------------


def test_accounts_that_are_none_do_no_harm() -> None:
    odd = {"type": "metric", "doc": "a", "sentence": "贫困3人", "raw": "3人", "explain": {"unit": 5}}
    done = povtool("grep-metrics", "贫困", "--format", "text", stdin=jsonl(odd, {**odd, "explain": 7}))
    assert done.returncode == 2 and done.stderr.decode().count("\n") == 1
    assert "not an account" in done.stdout.decode()


def test_a_conversion_keeps_figure_and_context_in_one_script() -> None:
    found = "povtool grep-metrics --kind formula --kind metric 退出 -A1 - | povtool convert --to hans"
    done = shell(f"printf '%s' '{jsonl(HANT).decode().strip()}' | {found}")
    metric, formula = records(done.stdout)
    for record in (metric, formula):
        assert record["sentence"] == "2016年,甘孜州已有120个贫困村退出,落实“五个一批”。"
        assert record["raw"] in record["sentence"]
        assert record["after"] == ["据悉,四川省计划2020年投入资金5亿元。"]


def test_figures_may_be_asked_for_in_wan_and_yi() -> None:
    texts = [str(path) for path in sorted((ROOT / "seeds").glob("*.txt"))]
    spelled, plain = (
        povtool("grep-metrics", "资金", *texts, "--min", least, "-c") for least in ("1亿", "1e8")
    )
    assert spelled.stdout == plain.stdout and spelled.stdout
    assert povtool("grep-metrics", "资金", *texts, "--min", "很多").returncode == 2


def test_a_file_in_place_of_the_pattern_is_told(tmp_path) -> None:
    file = tmp_path / "docs.jsonl"
    file.write_text('{"type":"document","text":"脱贫5000人"}\n', "utf-8")
    done = povtool("grep-metrics", str(file))
    assert done.returncode == 2 and "where is the pattern?" in done.stderr.decode()


def test_tables_of_metrics_have_the_same_columns_whatever_is_in_them() -> None:
    heads = [
        povtool("grep-metrics", word, "--format", "csv", stdin=CORPUS).stdout.split(b"\n")[0]
        for word in ("西藏", "贫困")
    ]
    assert heads[0] == heads[1] and b",place,place_inherited,status,period," in heads[0]
