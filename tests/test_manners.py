"""What every command promises a shell: formats, order, errors, exit statuses, signals. In real processes."""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ENVIRONMENT, POVTOOL, ROOT, SEEDS, on_terminal, povtool, records, shell

COMMANDS = {
    "clean": ["clean"],
    "convert": ["convert", "--to", "hans"],
    "segment": ["segment"],
    "metrics": ["metrics"],
    "grep-metrics": ["grep-metrics", "."],
    "stats": ["stats"],
    "diff": ["diff", "-", SEEDS[0]],
}
STREAMS = {name: args for name, args in COMMANDS.items() if name != "diff"}

DOCUMENT = {"type": "document", "id": "甲", "text": "全县累计脱贫174万人。", "mine": {"kept": [1, None]}}
FOREIGN = {"type": "weather", "text": "晴", "celsius": 21.5, "big": 123456789012345678901234567890}


def every(cases=COMMANDS):
    return pytest.mark.parametrize("args", list(cases.values()), ids=list(cases))


def lines(*things: object) -> bytes:
    return b"".join(
        thing if isinstance(thing, bytes) else json.dumps(thing).encode() + b"\n" for thing in things
    )


# -- Input ---------------------------------------------------------------------------------------------------


@every(STREAMS)
def test_empty_input_gives_nothing_and_is_no_error(args):
    done = povtool(*args)
    assert (done.stdout, done.stderr) == (b"", b"")
    assert done.returncode == (1 if args[0] == "grep-metrics" else 0)


@every(STREAMS)
def test_blank_lines_are_no_error(args):
    done = povtool(*args, stdin=b"\n\n" + lines(DOCUMENT) + b"  \n")
    assert (done.returncode, done.stderr) == (0, b"")


@every(STREAMS)
def test_dash_is_standard_input(args):
    assert (
        povtool(*args, "-", stdin=lines(DOCUMENT)).stdout
        == povtool(*args, stdin=lines(DOCUMENT)).stdout
        != b""
    )


@every(STREAMS)
def test_foreign_records_pass_unchanged_and_in_place(args):
    done = povtool(*args, stdin=lines({**FOREIGN, "n": 1}, {"a": 1}, DOCUMENT, {**FOREIGN, "n": 2}))
    assert done.returncode == 0, done.stderr
    got = records(done.stdout)
    foreign = [record for record in got if record.get("type") in (None, "weather")]
    assert foreign == [{**FOREIGN, "n": 1}, {"a": 1}, {**FOREIGN, "n": 2}]
    if args[0] != "stats":  # whose own rows can only come at the end
        assert got[0] == foreign[0] and got[-1] == foreign[-1]


@every({name: STREAMS[name] for name in ("clean", "convert", "segment")})
def test_unknown_fields_of_documents_survive(args):
    [document] = records(povtool(*args, stdin=lines(DOCUMENT)).stdout)
    assert document["mine"] == DOCUMENT["mine"]
    assert document["id"] == "甲"


@every()
def test_bad_lines_are_told_with_file_and_line_and_the_rest_goes_on(args, tmp_path):
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(lines(DOCUMENT, b"not json\n", b"[1]\n", {"type": "document", "text": 5}, FOREIGN))
    operands = [str(bad) if arg == "-" else arg for arg in args]
    done = povtool(*operands, *([] if args[0] == "diff" else [str(bad)]))
    assert done.returncode == 2
    told = done.stderr.decode().splitlines()
    assert [line.split(": ")[0] for line in told if line.startswith(str(bad))] == [
        f"{bad}:{n}" for n in (2, 3, 4)
    ]
    if args[0] != "diff":
        assert records(done.stdout)[-1] == FOREIGN or args[0] == "stats"
        assert "Traceback" not in done.stderr.decode()


@every(STREAMS)
def test_a_bad_first_line_does_not_make_a_page_of_the_rest(args):
    done = povtool(*args, stdin=lines(b"not json\n", FOREIGN))
    assert done.returncode == 2
    assert done.stderr.startswith(b"<stdin>:1: not JSON")
    assert records(done.stdout) == [FOREIGN]


@every()
def test_a_missing_file_is_told_and_the_others_are_read(args):
    operands = ["nosuchfile" if arg == "-" else arg for arg in args]
    done = povtool(*operands, *([] if args[0] == "diff" else ["nosuchfile", SEEDS[1]]))
    assert done.returncode == 2
    assert done.stderr.decode().startswith("nosuchfile: no such file or directory: check the name\n")
    assert bool(done.stdout) == (args[0] != "diff")  # where half a comparison would mislead


@every(STREAMS)
def test_on_error_fail_stops_at_the_first(args):
    done = povtool(*args, "--on-error", "fail", stdin=lines(FOREIGN, b"not json\n", b"nor this\n", FOREIGN))
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert done.stderr.decode().startswith("povtool: <stdin>:2: not JSON")
    assert records(done.stdout) == [FOREIGN]


@every(STREAMS)
def test_errors_file_holds_what_was_rejected(args, tmp_path):
    log = tmp_path / "rejected.jsonl"
    done = povtool(*args, "--errors", str(log), stdin=lines(DOCUMENT, b'{"broken": \n', b'{"a": "\xff"}\n'))
    assert done.returncode == 2
    first, second = records(log.read_bytes())
    assert (first["file"], first["line"], first["raw"]) == ("<stdin>", 2, '{"broken": ')
    assert second["line"] == 3 and second["raw_base64"]


def test_the_errors_file_is_kept_when_the_run_ends_badly(tmp_path):
    log = tmp_path / "rejected.jsonl"
    bad = lines(DOCUMENT, b"not json\n")
    povtool("convert", "--to", "hans", "--errors", str(log), "--on-error", "fail", stdin=bad)
    assert [entry["line"] for entry in records(log.read_bytes())] == [2]
    many = tmp_path / "many.jsonl"
    many.write_bytes(b"not json\n" + lines(*([FOREIGN] * 5000)))
    shell(f"{POVTOOL} convert --to hans --errors {log} {many} | head -n 1")
    assert [entry["line"] for entry in records(log.read_bytes())] == [1]


def test_the_errors_file_overwrites_neither_input_nor_output(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("全县脱贫3万人。", "utf-8")
    for args in ([str(page), "--errors", str(page)], [SEEDS[0], "--errors", "x", "-o", "x"]):
        done = povtool("clean", *args, cwd=tmp_path)
        assert done.returncode == 2 and b"would overwrite" in done.stderr
    assert page.read_text("utf-8") == "全县脱贫3万人。"


def test_a_page_that_holds_some_json_is_a_page(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(
        '西藏全部摘帽\n{"@context": "http://schema.org"}\n2020年,74个县区全部摘帽。\n全区欢庆。\n', "utf-8"
    )
    [document] = records(povtool("clean", str(page)).stdout)
    assert document["type"] == "document" and "74个县区全部摘帽" in document["text"]


def test_a_torn_record_is_no_page():
    done = povtool("metrics", stdin='{"id":"a","text":"投入5亿元","damaged":['.encode())
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"<stdin>:1: not JSON")


def test_corpora_made_elsewhere_are_read_as_they_are():
    own = {"id": 7, "date": 20180101, "author": "张三", "keywords": "甲,乙", "text": "累计脱贫5万人。"}
    for args in STREAMS.values():
        done = povtool(*args, stdin=lines(own))
        assert (done.returncode, done.stderr) == (0, b""), args
    [metric] = records(povtool("metrics", stdin=lines(own)).stdout)
    assert metric["doc"] == 7
    assert povtool("stats", stdin=lines(metric)).returncode == 0


def test_documents_without_an_id_are_named_after_their_line(tmp_path):
    (tmp_path / "own.jsonl").write_bytes(lines({"text": "投入5亿元。"}, {"text": "投入6亿元。"}))
    found = records(povtool("metrics", "own.jsonl", cwd=tmp_path).stdout)
    assert [(record["doc"], record["raw"]) for record in found] == [("own:1", "5亿元"), ("own:2", "6亿元")]
    shown = povtool("grep-metrics", "投入", "own.jsonl", "--format", "text", cwd=tmp_path).stdout.decode()
    assert "投入5亿元" in shown and "投入6亿元" in shown


def test_what_is_no_page_is_refused_with_advice(tmp_path):
    (tmp_path / "table.csv").write_text("id,text\n1,脱贫3万人\n", "utf-8")
    (tmp_path / "feed.xml").write_text('<?xml version="1.0"?><rss>脱贫3万人</rss>', "utf-8")
    done = povtool("clean", "table.csv", "feed.xml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == 2


def test_a_named_pipe_below_a_folder_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.txt").write_text("第一篇。", "utf-8")
    assert len(records(povtool("clean", "-r", str(tmp_path)).stdout)) == 1


def test_an_impossible_operand_does_not_keep_the_others_from_being_read():
    done = povtool("clean", "a" * 300, SEEDS[0])
    assert done.returncode == 2 and len(records(done.stdout)) == 1
    assert done.stderr.startswith(b"aaa")


def test_a_pipe_that_gives_single_bytes_is_decompressed():
    packed = gzip.compress(lines(FOREIGN))
    process = subprocess.Popen(
        [POVTOOL, "convert", "--to", "hans"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    for byte in packed:
        process.stdin.write(bytes([byte]))
        process.stdin.flush()
    assert records(process.communicate(timeout=60)[0]) == [FOREIGN]


def test_folders_need_r_and_are_read_in_order(tmp_path):
    (tmp_path / "b.txt").write_text("第二篇。", "utf-8")
    (tmp_path / "a.txt").write_text("第一篇。", "utf-8")
    (tmp_path / ".hidden").write_text("看不见。", "utf-8")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "a.txt").write_text("第三篇。", "utf-8")
    refused = povtool("clean", str(tmp_path))
    assert refused.returncode == 2 and b"is a folder: add -r" in refused.stderr
    done = povtool("clean", "-r", str(tmp_path))
    assert [record["id"] for record in records(done.stdout)] == ["a", "b", "a-2"]


def test_compressed_input_is_told_by_its_bytes(tmp_path, cleaned):
    page = Path(SEEDS[1]).read_bytes()
    (tmp_path / "page.txt.gz").write_bytes(gzip.compress(page))
    (tmp_path / "odd-name").write_bytes(gzip.compress(page))
    packed = subprocess.run([sys.executable, "-c", ZSTD], input=page, capture_output=True, check=True).stdout
    (tmp_path / "page.zst").write_bytes(packed)
    wanted = records(cleaned)[1]
    got = records(povtool("clean", *map(str, sorted(tmp_path.iterdir()))).stdout)
    assert [record["id"] for record in got] == ["odd-name", "page", "page-2"]
    assert all((record["text"], record["sha256"]) == (wanted["text"], wanted["sha256"]) for record in got)


ZSTD = (
    "import sys\n"
    "try: from compression import zstd\n"
    "except ImportError: from backports import zstd\n"
    "sys.stdout.buffer.write(zstd.compress(sys.stdin.buffer.read()))"
)


@pytest.mark.parametrize("packer", ["gzip", "zstd"])
def test_cut_off_compressed_input_is_told_and_what_came_is_used(tmp_path, packer):
    # Text that does not compress away, so that whole lines come before the cut.
    data = lines(*({"n": n, "noise": os.urandom(200).hex()} for n in range(2000)))
    packed = (
        gzip.compress(data)
        if packer == "gzip"
        else subprocess.run([sys.executable, "-c", ZSTD], input=data, capture_output=True, check=True).stdout
    )
    file = tmp_path / "cut.jsonl"
    file.write_bytes(packed[: len(packed) * 2 // 3])
    done = povtool("convert", "--to", "hans", str(file))
    assert done.returncode == 2
    assert b"end too soon" in done.stderr
    assert 0 < len(records(done.stdout)) < 2000


# -- Output --------------------------------------------------------------------------------------------------


@every(STREAMS)
def test_output_file_is_whole_or_absent(args, tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    failed = povtool(*args, "--output", str(out), "--on-error", "fail", stdin=lines(DOCUMENT, b"not json\n"))
    assert failed.returncode == 2 and out.read_text() == "old"
    done = povtool(*args, "--output", str(out), stdin=lines(DOCUMENT))
    assert done.returncode == 0 and done.stdout == b""
    assert out.read_bytes() == povtool(*args, stdin=lines(DOCUMENT)).stdout
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_output_stays_as_it_was_when_nothing_could_be_read(tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("good")
    done = povtool("clean", "-o", str(out), "typo.txt")
    assert (done.returncode, out.read_text()) == (2, "good")
    assert "is left as it was" in done.stderr.decode()


def test_output_to_standard_output_by_any_name(tmp_path, cleaned):
    for name in ("-", "/dev/stdout"):
        done = shell(f"{POVTOOL} clean -o {name} seeds/*.txt > {tmp_path}/out")
        assert done.returncode == 0, done.stderr
        assert len(records((tmp_path / "out").read_bytes())) == len(SEEDS)


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_output_compresses_by_ending_and_reads_back(ending, tmp_path, cleaned):
    out = tmp_path / f"documents.jsonl{ending}"
    assert povtool("clean", "-o", str(out), *SEEDS).returncode == 0
    assert out.stat().st_size < len(cleaned) / 1.5
    back = povtool("clean", str(out))  # cleaned documents pass as they are
    assert back.stdout == cleaned


@every()
def test_a_full_disk_is_one_line(args):
    operands = [SEEDS[1] if arg == "-" else arg for arg in args]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [POVTOOL, *operands, *([] if args[0] == "diff" else [SEEDS[0]])],
            stdout=full, stderr=subprocess.PIPE, env=ENVIRONMENT, cwd=ROOT, timeout=60,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.decode() == (
        "povtool: <stdout>: cannot write (no space left on device): make room, or write elsewhere\n"
    )


def test_an_unwritable_output_is_one_line():
    done = povtool("clean", "-o", "/nosuchfolder/out.jsonl", SEEDS[0])
    assert done.returncode == 2
    assert done.stderr.decode().startswith("povtool: /nosuchfolder/out.jsonl: cannot write")


@every(STREAMS)
def test_the_output_does_not_depend_on_jobs(args):
    one = povtool(*args, *SEEDS)
    two = povtool(*args, "--jobs", "2", *SEEDS)
    assert (two.returncode, two.stdout, two.stderr) == (one.returncode, one.stdout, one.stderr)


@every(STREAMS)
def test_order_is_kept_over_many_chunks(args):
    stream = lines(
        *(thing for n in range(200) for thing in ({**DOCUMENT, "id": str(n)}, {**FOREIGN, "n": n}))
    )
    one, two = (povtool(*args, "--jobs", jobs, stdin=stream) for jobs in "12")
    assert one.stdout == two.stdout != b""


@every(STREAMS)
def test_csv_loses_no_field_and_keeps_chinese(args):
    done = povtool(
        *args, "--format", "csv", stdin=lines({"a": 1, "名": "甲,乙\n丙"}, DOCUMENT, {"late": [1]})
    )
    assert done.returncode == 0
    header = done.stdout.decode().splitlines()[0].split(",")
    assert "名" in header and "late" in header
    assert '"甲,乙\n丙"' in done.stdout.decode()


def test_tables_in_a_pipe_are_never_cut():
    long = "易地扶贫搬迁" * 60
    done = povtool(
        "convert", "--to", "hans", "--format", "table", stdin=lines({"type": "note", "what": long})
    )
    assert long in done.stdout.decode()


def test_figures_are_never_cut_on_a_narrow_terminal(tmp_path):
    (tmp_path / "metrics.jsonl").write_bytes(povtool("metrics", *SEEDS).stdout)
    _, shown = on_terminal("stats", str(tmp_path / "metrics.jsonl"), columns=60, env={"NO_COLOR": "1"})
    assert "employed-" in shown and "dimension" in shown
    assert "…" not in re.sub("… and .* more rows", "", shown)
    assert "no room for" in shown


def test_brief_forms_obey_the_output_format(tmp_path):
    povtool("grep-metrics", "-c", "贫困", SEEDS[1], "--output", str(tmp_path / "n.csv"))
    assert (tmp_path / "n.csv").read_text("utf-8").startswith("type,table,doc,n\n")


def test_json_and_another_format_exclude_each_other():
    done = povtool("stats", "--json", "--format", "csv")
    assert done.returncode == 2 and b"exclude each other" in done.stderr


# -- Terminals -----------------------------------------------------------------------------------------------


@every(STREAMS)
def test_a_terminal_gets_a_view_and_a_pipe_gets_json(args):
    status, shown = on_terminal(*args, SEEDS[1])
    assert status == 0
    assert not shown.lstrip().startswith("{")
    assert "\x1b[" in shown
    assert records(povtool(*args, SEEDS[1]).stdout)


def test_color_obeys_environment_and_option():
    args = ("grep-metrics", "贫困", SEEDS[4])
    assert "\x1b[" not in on_terminal(*args, env={"NO_COLOR": "1"})[1]
    assert "\x1b[" not in on_terminal(*args, "--color", "never")[1]
    piped = povtool(*args, "--format", "text")
    assert b"\x1b[" not in piped.stdout
    assert b"\x1b[" in povtool(*args, "--format", "text", "--color", "always").stdout
    assert b"\x1b[" in povtool(*args, "--format", "text", env={"FORCE_COLOR": "1"}).stdout


def test_the_view_cannot_be_made_to_drive_the_terminal():
    page = {"type": "document", "id": "a\x1b]0;owned\x07", "text": "坏页\x1b[2J脱贫3人。"}
    for args in (["clean"], ["metrics"], ["segment"]):
        assert b"\x1b" not in povtool(*args, "--format", "text", stdin=lines(page)).stdout


@every(STREAMS)
def test_a_terminal_as_input_is_told(args):
    status, shown = on_terminal(*args, typed=b"\x04")
    assert "reading standard input, which is a terminal" in shown
    assert status in (0, 1)


# -- Signals and statuses ------------------------------------------------------------------------------------


@every(STREAMS)
def test_a_closed_pipe_ends_the_program_silently_with_141(args, tmp_path):
    many = tmp_path / "many.jsonl"
    many.write_bytes(lines(*({**DOCUMENT, "id": str(n)} for n in range(3000)), *([FOREIGN] * 3000)))
    quoted = " ".join(args)
    done = shell(f"{POVTOOL} {quoted} {many} | head -n 1; echo ${{PIPESTATUS[0]}} >&2")
    assert done.stderr.decode() == "141\n"
    assert shell(f"{POVTOOL} {quoted} {many} | head -n 1").returncode == 141


@pytest.mark.parametrize(
    "args",
    [
        ["--help"],
        ["--version"],
        ["diff", *SEEDS[:2]],
        ["diff", "-f", "text", *SEEDS[:2]],
        ["diff", "--claims", *SEEDS[:2]],
        ["clean", "-j2", *SEEDS],
        ["clean", "-f", "text", *SEEDS],
        ["stats", "-f", "table", *SEEDS],
    ],
)
def test_a_reader_that_is_gone_ends_every_command_with_sigpipe(args):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [POVTOOL, *args], stdout=writing, stderr=subprocess.PIPE, env=ENVIRONMENT, cwd=ROOT, timeout=60
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (-signal.SIGPIPE, b"")


@every(STREAMS)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_quietly_and_leaves_no_half_file(args, jobs, tmp_path):
    out = tmp_path / "out.jsonl"
    process = subprocess.Popen(
        [POVTOOL, *args, "--jobs", jobs, "--output", str(out)],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT, cwd=ROOT, start_new_session=True,
    )  # fmt: skip
    process.stdin.write(lines(*([DOCUMENT] * 200)))
    process.stdin.flush()
    deadline = time.monotonic() + 30
    while not list(tmp_path.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == -signal.SIGINT  # 130, as a shell says it
    assert told == b""
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_is_130_to_a_shell():
    done = shell(f"sleep 3 | timeout --preserve-status -s INT 1.5 {POVTOOL} clean")
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.parametrize(
    "args", [["nosuch"], ["convert"], ["clean", "--nosuch"], ["stats", "--top", "x"], ["diff", SEEDS[0]]]
)
def test_usage_errors_are_2_and_no_traceback(args):
    done = povtool(*args)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr and done.stderr


@pytest.mark.parametrize("args", [["clean", SEEDS[0]], ["stats", SEEDS[0]], ["diff", *SEEDS[:2]]])
def test_a_standard_output_that_is_closed_is_one_line(args):
    done = shell(f"{POVTOOL} {' '.join(args)} >&-")
    assert done.returncode == 2
    assert done.stderr.decode() == (
        "povtool: <stdout>: cannot write (standard output is closed): check the folder\n"
    )


def test_diff_of_what_is_no_document_is_trouble_not_equality(tmp_path):
    (tmp_path / "m.jsonl").write_bytes(lines({"type": "metric", "raw": "5个"}))
    done = povtool("diff", str(tmp_path / "m.jsonl"), str(tmp_path / "m.jsonl"))
    assert done.returncode == 2 and b"no document to compare" in done.stderr


def test_help_is_on_every_command():
    for args in COMMANDS.values():
        done = povtool(args[0], "--help")
        assert done.returncode == 0 and b"Usage: povtool " + args[0].encode() in done.stdout


def test_file_names_that_are_no_utf8_are_read_and_named(tmp_path):
    name = os.fsencode(tmp_path) + b"/\xb9\xab\xb1\xa8.txt"  # 公报 in GBK
    with open(name, "wb") as page:
        page.write("全县脱贫3万人。".encode())
    done = subprocess.run([POVTOOL, "clean", name], capture_output=True, env=ENVIRONMENT, timeout=60)
    assert done.returncode == 0, done.stderr
    assert records(done.stdout)[0]["id"] == r"\xb9\xab\xb1\xa8"
