"""Reading and writing: what is a record, what is a page, and that neither is ever changed on the way."""

from __future__ import annotations

import gzip
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from povtool.formats import DelimitedWriter
from povtool.records import RawPage, Rejected
from povtool.streams import expand, open_output, read_items, to_json
from povtool.streams.reading import parse_record

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=4), JSON, max_size=5)


def items(path, data: bytes, name: str = "corpus") -> list:
    file = path / name
    file.write_bytes(data)
    return list(read_items([str(file)]))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(OBJECTS)
def test_a_foreign_record_comes_out_as_it_went_in(record):
    record = {**record, "type": "foreign"}
    line = json.dumps(record).encode()
    parsed = parse_record(line, "f", 1)
    assert parsed == record
    assert json.loads(to_json(parsed)) == record
    assert list(json.loads(to_json(parsed))) == list(record)


@pytest.mark.parametrize(
    "line",
    [
        b'{"n": 123456789012345678901234567890, "m": 9007199254740993, "x": 1.5}',
        b'{"n": -18446744073709551616, "s": "text"}',
        b'{"n": {"m": [18446744073709551616]}}',
        b'{"n": [null, 99999999999999999999999]}',
        b'{"n": 18446744073709551615, "s": "99999999999999999999999"}',
    ],
)
def test_whole_numbers_keep_their_digits(line):
    assert to_json(parse_record(line, "f", 1)) == line.replace(b" ", b"") + b"\n"


@pytest.mark.parametrize(
    "line", [b"{", b"[]", b"3", b'"x"', b'{"a": NaN}', b'{"a": "\xff"}', b'{"a": "\\ud800"}', b"[" * 9999]
)
def test_what_is_no_json_object_is_rejected_whole(line):
    rejected = parse_record(line, "f", 7)
    assert isinstance(rejected, Rejected)
    assert (rejected.file, rejected.line, rejected.raw) == ("f", 7, line)


def test_records_and_pages_are_told_apart(tmp_path):
    record, page = b'{"id": "1", "text": "\xe8\x84\xb1"}\n', "{脱贫}\n第一段。\n".encode()
    assert items(tmp_path, record) == [{"id": "1", "text": "脱"}]
    assert items(tmp_path, b"\xef\xbb\xbf" + record) == [{"id": "1", "text": "脱"}]
    assert items(tmp_path, b"broken\n\n" + record)[1] == {"id": "1", "text": "脱"}
    assert items(tmp_path, page) == [RawPage("corpus", str(tmp_path / "corpus"), page)]
    assert isinstance(items(tmp_path, b"broken\n", "named.jsonl")[0], Rejected)
    assert items(tmp_path, b"", "empty.jsonl") == []
    assert items(tmp_path, b"", "empty.txt") == [RawPage("empty", str(tmp_path / "empty.txt"), b"")]


def test_a_record_longer_than_what_is_looked_at_is_a_record(tmp_path):
    long = json.dumps({"id": "1", "text": "脱贫" * 100_000}).encode()
    assert items(tmp_path, long) == [json.loads(long)]
    assert items(tmp_path, long + b"\n" + long) == [json.loads(long)] * 2


def test_lines_are_counted_from_one_across_what_was_looked_at(tmp_path):
    data = b'{"n": 1}\n' * 20_000 + b"bad\n" + b'{"n": 2}'
    *_, rejected, last = items(tmp_path, data)
    assert (rejected.line, last) == (20_001, {"n": 2})


def test_json_that_is_not_lines_is_refused_with_advice(tmp_path):
    for data in (b'[\n{"id": "1"},\n{"id": "2"}\n]', b'[{"id": "1"}]', b'{\n "id": "1"\n}'):
        [rejected] = items(tmp_path, data, "documents.json")
        assert "jq" in rejected.hint
    assert items(tmp_path, b'{"id": "1"}\n{"id": "2"}', "lines.json") == [{"id": "1"}, {"id": "2"}]


def test_ids_are_the_stems_made_unique(tmp_path):
    names = ["a/x.txt", "b/x.txt", "c/x-2.txt", "d/x.txt.gz", "e/.x"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(gzip.compress(b"page") if name.endswith("gz") else b"page")
    ids = [item.id for item in read_items(str(tmp_path / name) for name in names)]
    assert ids == ["x", "x-2", "x-2-2", "x-3", ".x"]


def test_unreadable_files_are_named(tmp_path):
    missing, folder = read_items(expand([str(tmp_path / "none"), str(tmp_path)]))
    assert str(missing) == f"{tmp_path}/none: no such file or directory: check the name"
    assert folder.reason == "is a folder"


def test_output_keeps_the_permissions_of_what_it_replaces(tmp_path):
    out = tmp_path / "out"
    out.write_text("old")
    out.chmod(0o640)
    with open_output(str(out)) as stream:
        stream.write(b"new")
        assert out.read_text() == "old"
    assert out.read_text() == "new" and out.stat().st_mode & 0o777 == 0o640


def test_output_through_a_link_replaces_what_it_points_at(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    with open_output(str(tmp_path / "link")) as stream:
        stream.write(b"new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real").read_text() == "new"


def delimited(delimiter: str, *records: dict) -> str:
    out = io.BytesIO()
    writer = DelimitedWriter(out, delimiter)
    for record in records:
        writer.write(record)
    writer.close()
    return out.getvalue().decode()


def test_delimited_output_has_a_column_for_every_field():
    rows = ({"a": 1, "b": "甲,乙"}, {"c": ["丙", "丁"], "a": None, "d": {"x": 1}})
    assert delimited(",", *rows) == 'a,b,c,d\n1,"甲,乙",,\n,,丙;丁,"{""x"":1}"\n'
    assert delimited(",") == ""


def test_tab_separated_values_stay_on_their_line():
    assert (
        delimited("\t", {"a": "x\ty\nz\\", "b": 10**25})
        == "a\tb\nx\\ty\\nz\\\\\t10000000000000000000000000\n"
    )
