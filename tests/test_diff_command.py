"""povtool diff as a command: what it answers, in which form, with which exit status; in real processes."""

from __future__ import annotations

import json

import pytest
from conftest import POVTOOL, SEEDS, on_terminal, povtool, records, shell
from rich.cells import cell_len

TEXT = "2018年,甘孜州计划脱贫48301人,投入资金3.77億元。全州五個一批工程稳步推进,贫困群众收入显著提高。"


def document(name: str, text: str, **fields: object) -> str:
    return json.dumps({"type": "document", "id": name, "text": text, **fields}, ensure_ascii=False) + "\n"


@pytest.fixture
def pair(tmp_path):
    """Two corpora: one document that differs, one that does not, one on either side alone."""
    same = document("same", "脱贫攻坚战取得决定性进展,乡村振兴全面推进。")
    a, b = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    a.write_text(document("1", TEXT) + same + document("old", "甲乙丙丁戊己庚辛"), "utf-8")
    changed = TEXT.replace("计划脱贫48301人", "脱贫46200人").replace("億", "亿")
    b.write_text(document("1", changed) + same + document("new", "子丑寅卯辰巳午未"), "utf-8")
    return str(a), str(b)


@pytest.fixture(scope="module")
def other_script(tmp_path_factory):
    """The seeds as documents, each in the script it is not written in."""
    file = tmp_path_factory.mktemp("other") / "other.jsonl"
    done = [povtool("convert", "--to", "hant", *SEEDS[:3]), povtool("convert", "--to", "hans", *SEEDS[3:])]
    file.write_bytes(b"".join(one.stdout for one in done))
    return str(file)


@pytest.mark.parametrize("options", ["", "--claims", "--ignore script,width,space,punct"])
def test_documents_and_their_other_script_copies_are_the_same(other_script, options):
    done = shell(f"{POVTOOL} clean {' '.join(SEEDS)} | {POVTOOL} diff {options} - {other_script}")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_the_script_is_a_difference_when_asked(other_script):
    done = povtool("diff", "--ignore", "width,space", SEEDS[4], other_script)
    assert done.returncode == 1 and len(records(done.stdout)) > 100


def test_brief_names_what_differs(pair):
    done = povtool("diff", "--brief", *pair)
    assert done.returncode == 1
    assert [(r["kind"], r["doc_a"], r["doc_b"]) for r in records(done.stdout)] == [
        ("differ", "1", "1"),
        ("only-a", "old", None),
        ("only-b", None, "new"),
    ]
    assert povtool("diff", "-q", "-f", "text", *pair).stdout.decode().splitlines() == [
        "differ: A 1, B 1",
        "only in A: old",
        "only in B: new",
        "documents: 1 same, 1 differ, 1 only in A, 1 only in B",
    ]


def test_stat_counts(pair):
    done = povtool("diff", "--stat", *pair)
    *rows, total = records(done.stdout)
    assert done.returncode == 1
    assert [(row["doc_a"], row["kind"], row["deletions"], row["replacements"]) for row in rows] == [
        ("1", "differ", 1, 1),
        ("same", "same", 0, 0),
        ("old", "only-a", 0, 0),
        (None, "only-b", 0, 0),
    ]
    assert (total["table"], total["same"], total["differ"]) == ("differences_total", 1, 1)
    assert "Documents compared" in povtool("diff", "--stat", "-f", "table", *pair).stdout.decode()


def test_side_by_side_keeps_each_side_in_its_column(pair):
    shown = povtool("diff", "-y", "-f", "text", *pair).stdout.decode()
    [line] = [line for line in shown.splitlines() if "46200人" in line]
    left, _, right = line.partition(" │ ")
    assert "[-计划-]" in left and "[-48301人-]" in left and "{+46200人+}" in right and "48301" not in right


@pytest.mark.parametrize("options", [("-y",), ("--claims",)])
def test_a_terminal_has_colours_and_no_marks(pair, options):
    status, shown = on_terminal("diff", *options, *pair)
    assert status == 1 and "\x1b[" in shown and "[-" not in shown.replace("\x1b[", "")


def test_claims_of_documents_and_of_metrics_are_one(pair, tmp_path):
    metrics = []
    for number, corpus in enumerate(pair):
        metrics.append(str(tmp_path / f"{number}.jsonl"))
        assert povtool("metrics", corpus, "-o", metrics[-1]).returncode == 0
    direct, piped = (povtool("diff", "--claims", *corpora) for corpora in (pair, metrics))
    assert direct.stdout == piped.stdout and direct.returncode == piped.returncode == 1
    [record] = [r for r in records(piped.stdout) if r["kind"] == "claim-changed" and "value" in r["changes"]]
    assert (record["raw_a"], record["raw_b"], record["figures"]) == ("48301人", "46200人", "lower")
    assert (record["status_a"], record["status_b"], record["difference"]) == ("target", "achieved", -2101)
    shown = povtool("diff", "--claims", "-f", "text", *metrics).stdout.decode()
    assert "B lower by 2,101 人" in shown and "2 targets reported" in shown
    [row] = records(povtool("diff", "--claims", "--stat", *metrics).stdout)
    assert (row["targets"], row["reported_lower"], row["reported_equal"], row["unclear"]) == (2, 1, 1, 0)


@pytest.mark.parametrize("columns", [40, 80])
def test_findings_fit_a_terminal(pair, columns):
    for options in (["--claims", *pair], ["--reuse", "--min-length", "8", *pair]):
        _, seen = on_terminal("diff", *options, columns=columns, env={"NO_COLOR": "1"})
        assert max(map(cell_len, seen.replace("\r", "").split("\n"))) <= columns
        assert "…" not in seen


def test_reuse_within_one_corpus_and_between_two(pair, tmp_path):
    done = povtool("diff", "--reuse", *pair)
    assert done.returncode == 1
    assert [(r["kind"], r["doc_a"], r["doc_b"]) for r in records(done.stdout)] == [
        ("near-duplicate", "1", "1"),
        ("near-duplicate", "same", "same"),
    ]
    alone = povtool("diff", "--reuse", pair[0])
    assert (alone.returncode, alone.stdout) == (0, b"")
    assert b"similarity" in povtool("diff", "--reuse", "-f", "text", *pair).stdout
    [row] = records(povtool("diff", "--reuse", "--stat", *pair).stdout)
    assert row["near_duplicate_pairs"] == 2


def test_passages_of_real_pages_are_where_they_say(tmp_path):
    documents = records(povtool("clean", *SEEDS[3:]).stdout)
    texts = {document["id"]: document["text"] for document in documents}
    quoted = texts[documents[1]["id"]][200:320]
    copy = tmp_path / "copy.jsonl"
    copy.write_text(document("copy", "据报道," + quoted + "记者从现场了解到。"), "utf-8")
    found = records(povtool("diff", "--reuse", *(SEEDS[4], str(copy))).stdout)
    assert [record["kind"] for record in found] == ["passage"]
    assert found[0]["text_a"].strip() == quoted.strip() == found[0]["text_b"].strip()
    assert texts[found[0]["doc_a"]][found[0]["start_a"] : found[0]["end_a"]] == found[0]["text_a"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ([SEEDS[0]], "diff needs two operands"),
        (["--claims", "--reuse", *SEEDS[:2]], "--claims and --reuse exclude each other"),
        (["--claims", "-y", *SEEDS[:2]], "--claims and --side-by-side exclude each other"),
        (["--ignore", "case", *SEEDS[:2]], "--ignore case: nothing is so called"),
        (["--similar", "2", *SEEDS[:2]], "--similar"),
        (["--claims", "--ignore", "space", *SEEDS[:2]], "--ignore does nothing with --claims"),
        (["--claims", "--similar", "0.5", *SEEDS[:2]], "--similar does nothing with --claims"),
        (["--words", "--min-length", "20", *SEEDS[:2]], "--min-length does nothing with --words"),
        (["--reuse", "--context", "3", *SEEDS[:2]], "--context does nothing with --reuse"),
        (["--stat", "--context", "3", *SEEDS[:2]], "--context does nothing with --stat"),
        (["--top", "3", *SEEDS[:2]], "--top does nothing without --words"),
    ],
)
def test_what_cannot_be_had_is_told(args, told):
    done = povtool("diff", *args)
    assert done.returncode == 2 and told in done.stderr.decode() and b"Traceback" not in done.stderr


@pytest.mark.parametrize("options", [["--claims"], ["--reuse"]])
def test_rejected_lines_are_told_and_make_it_trouble(pair, tmp_path, options):
    bad = tmp_path / "bad.jsonl"
    bad.write_text(document("1", TEXT) + "not json\n", "utf-8")
    done = povtool("diff", *options, str(bad), pair[1])
    assert done.returncode == 2 and done.stderr.startswith(f"{bad}:2: not JSON".encode())


def test_what_is_neither_claims_nor_documents_is_trouble(tmp_path, pair):
    other = tmp_path / "other.jsonl"
    other.write_text('{"type": "stat", "table": "tokens"}\n', "utf-8")
    done = povtool("diff", "--claims", str(other), pair[1])
    assert done.returncode == 2 and b"no claim to compare" in done.stderr


def test_words_of_one_side_against_the_other(tmp_path):
    a, b = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    a.write_text('{"id": "a", "text": "脫貧攻堅。脱贫攻坚。脱贫摘帽。"}\n', "utf-8")
    b.write_text('{"id": "b", "text": "乡村振兴。乡村振兴。脱贫成果。"}\n', "utf-8")
    done = povtool("diff", "--words", str(a), str(b))
    rows = [row for row in records(done.stdout) if row["table"] == "keyness"]
    key = {row["token"]: (row["key"], row["count"], row["count_reference"]) for row in rows}
    assert done.returncode == 1
    assert key["脱贫"] == ("target", 3, 1) and key["振兴"] == ("reference", 0, 2)
    assert povtool("diff", "--words", str(a), str(a)).returncode == 0
    assert povtool("diff", "--words", "--claims", str(a), str(b)).returncode == 2
