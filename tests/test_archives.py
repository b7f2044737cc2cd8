"""Web archives: every page of text comes out, with its address and date; damage costs one record."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from conftest import ENVIRONMENT, POVTOOL, povtool, records
from hypothesis import given, settings
from hypothesis import strategies as st

from povtool.records import Notice, RawPage, Rejected
from povtool.streams import read_items
from povtool.streams.http import Unreadable, read_response

BODY = "<html><h1>第{}乡脱贫进展</h1><p>全乡脱贫{}户，成效显著。</p></html>"
OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gbk\r\n{}\r\n"


def record(
    number: int, body: bytes | None = None, *, head: str | None = None, length: int | None = None
) -> bytes:
    """One response as a crawler keeps it; by default a page in GBK."""
    body = BODY.format(number, number).encode("gbk") if body is None else body
    return warc("response", number, (OK.format("") if head is None else head).encode() + body, length=length)


def warc(
    kind: str,
    number: int,
    block: bytes,
    media: str = "application/http; msgtype=response",
    length: int | None = None,
) -> bytes:
    size = len(block) if length is None else length
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0000-{number}>\r\n"
        f"WARC-Date: 2019-09-18T10:00:00Z\r\nWARC-Target-URI: http://example.cn/{number}.html\r\n"
        f"Content-Type: {media}\r\nContent-Length: {size}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


RECORDS = [record(number) for number in range(6)]


def read(tmp_path: Path, data: bytes, name: str = "a.warc") -> list:
    (tmp_path / name).write_bytes(data)
    return list(read_items([str(tmp_path / name)]))


def ids(items: list) -> list[str]:
    return [
        item.id.removeprefix("0000-") if isinstance(item, RawPage) else type(item).__name__ for item in items
    ]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("piped", [False, True])
def test_pages_come_out_with_their_address_and_date(packed, piped, tmp_path):
    data = warc("warcinfo", 9, b"software: x\r\n", "application/warc-fields") + b"".join(RECORDS[:2])
    data = b"".join(map(gzip.compress, [data, *RECORDS[2:]])) if packed else data + b"".join(RECORDS[2:])
    (tmp_path / "a.bin").write_bytes(data)
    done = povtool("clean", "-" if piped else "a.bin", stdin=data, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    found = records(done.stdout)
    assert [d["text"] for d in found] == [f"全乡脱贫{n}户，成效显著。" for n in range(6)]
    assert [d["id"] for d in found] == [f"0000-{n}" for n in range(6)]
    assert found[3]["url"] == "http://example.cn/3.html"
    assert found[3]["fetched"] == "2019-09-18T10:00:00Z"
    assert found[3]["path"] == ("<stdin>" if piped else "a.bin")
    assert found[3]["encoding"] == "gb18030"


def test_wet_gives_its_texts(tmp_path):
    text = "西藏全部摘帽\n2020年，西藏74个县区全部摘帽。".encode()
    data = b"".join(gzip.compress(warc("conversion", n, text, "text/plain")) for n in range(2))
    (tmp_path / "a.warc.wet.gz").write_bytes(data)
    done = povtool("clean", "a.warc.wet.gz", cwd=tmp_path)
    assert [d["text"] for d in records(done.stdout)] == ["2020年，西藏74个县区全部摘帽。"] * 2
    assert "media" not in records(done.stdout)[0]


DAMAGE = {
    "a length too long": record(1, length=9_000),
    "a length too short": record(1, b"<p>abc</p>" * 50, length=100),
    "no length": RECORDS[1].replace(b"Content-Length", b"Content-Lengzz"),
    "a length that is no number": RECORDS[1].replace(b"Content-Length: ", b"Content-Length: x"),
    "no record": b"garbage\r\n\r\nmore of it\r\n",
    "another version line": RECORDS[1].replace(b"WARC/1.0", b"WORC/1.0"),
    "no answer of HTTP": record(1, head="nonsense"),
    "damaged gzip in the page": record(
        1, b"\x1f\x8b\x08\0\0\0\0\0nonsense", head=OK.format("Content-Encoding: gzip\r\n")
    ),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_broken_record_is_told_and_the_rest_goes_on(damage, tmp_path):
    found = read(tmp_path, RECORDS[0] + damage + b"".join(RECORDS[2:]))
    assert ids(found) == ["0", "Rejected", "2", "3", "4", "5"]
    [told] = [item for item in found if isinstance(item, Rejected)]
    assert told.file.endswith("a.warc") and told.reason.startswith("record 2 ")
    if "byte" in told.reason:
        assert f"at byte {len(RECORDS[0])}:" in told.reason


def test_a_damaged_member_of_gzip_costs_one_record(tmp_path):
    members = [bytearray(gzip.compress(record)) for record in RECORDS]
    for at in (40, 60, 80):
        members[1][at] ^= 0xFF
    assert ids(read(tmp_path, b"".join(members), "a.warc.gz")) == ["0", "Rejected", "2", "3", "4", "5"]


def test_a_truncated_archive_gives_what_is_whole(tmp_path):
    whole = b"".join(map(gzip.compress, RECORDS))
    (tmp_path / "a.warc.gz").write_bytes(whole[:-30])
    done = povtool("clean", "a.warc.gz", cwd=tmp_path)
    assert (done.returncode, len(records(done.stdout))) == (2, 5)
    assert b"a.warc.gz" in done.stderr and len(done.stderr.splitlines()) == 1
    assert ids(read(tmp_path, b"".join(RECORDS)[:-60]))[-1] == "Rejected"


def test_what_is_no_page_of_text_is_counted_in_one_line(tmp_path):
    data = b"".join(
        [
            record(0, b"", head="HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n"),
            record(1, b"", head="HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n"),
            record(2, b"\x89PNG", head="HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"),
            record(3, b""),
            warc("request", 4, b"GET / HTTP/1.1\r\n\r\n"),
            warc("revisit", 5, b"HTTP/1.1 200 OK\r\n\r\n"),
            RECORDS[1],
        ]
    )
    (tmp_path / "a.warc").write_bytes(data)
    done = povtool("clean", "a.warc", cwd=tmp_path)
    assert (done.returncode, len(records(done.stdout))) == (0, 1)
    assert done.stderr.decode() == (
        "a.warc: records left out, no pages of text: 5"
        " (1 empty, 1 image/png, 1 revisit, 1 status 302, 1 status 404)\n"
    )
    assert povtool("metrics", "a.warc", cwd=tmp_path).stderr == done.stderr


def test_ids_are_unique_and_do_not_depend_on_the_others(tmp_path):
    assert ids(read(tmp_path, RECORDS[1] + RECORDS[2] + RECORDS[1])) == ["1", "2", "1-2"]
    nameless = RECORDS[1].replace(b"WARC-Record-ID", b"X-Record-ID")
    assert [item.id for item in read(tmp_path, nameless)] == ["http://example.cn/1.html"]


def test_jobs_change_nothing(tmp_path):
    (tmp_path / "a.warc").write_bytes(b"".join(RECORDS * 20) + record(1, head="nonsense"))
    one, two = (povtool("clean", "-j", n, "a.warc", cwd=tmp_path) for n in ("1", "2"))
    assert (one.stdout, one.stderr, one.returncode) == (two.stdout, two.stderr, 2)


PAGE = b"<p>" + "脱贫3万人。".encode()


def chunked(data: bytes, size: int = 7) -> bytes:
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def deflated(data: bytes) -> bytes:
    packing = zlib.compressobj(wbits=-15)
    return packing.compress(data) + packing.flush()


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("", PAGE),
        ("Transfer-Encoding: chunked\r\n", chunked(PAGE)),
        ("Transfer-Encoding: chunked\r\n", PAGE),
        ("Content-Encoding: gzip\r\n", gzip.compress(PAGE, mtime=0)),
        ("Content-Encoding: gzip\r\n", PAGE),
        ("Content-Encoding: deflate\r\n", zlib.compress(PAGE)),
        ("Content-Encoding: deflate\r\n", deflated(PAGE)),
        ("transfer-encoding: Chunked\r\ncontent-encoding: GZIP\r\n", chunked(gzip.compress(PAGE, mtime=0))),
    ],
)
def test_the_encodings_of_http_are_undone_where_the_bytes_have_them(headers, body):
    assert read_response(OK.format(headers).encode() + body).body == PAGE


def test_a_bomb_is_refused():
    packing = zlib.compressobj(9, wbits=31)
    bomb = b"".join([*(packing.compress(bytes(1 << 24)) for _ in range(17)), packing.flush()])
    with pytest.raises(Unreadable):
        read_response(OK.format("Content-Encoding: gzip\r\n").encode() + bomb)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from([*RECORDS[:2], b"\r\n", b"WARC/1.0\r\n", b"\n"]), st.binary(max_size=40))
    )
)
def test_no_bytes_in_an_archive_make_a_traceback(pieces):
    import io

    from povtool.streams.archives import read_warc
    from povtool.streams.opening import Peekable

    data = b"WARC/1.0\r\n" + b"".join(pieces)
    found = list(read_warc("a", Peekable(io.BufferedReader(io.BytesIO(data))), lambda name: name))
    assert all(isinstance(item, RawPage | Rejected | Notice) for item in found)


MHTML = """\
From: <Saved by Blink>
Snapshot-Content-Location: http://example.cn/1.html
Subject: =?utf-8?Q?x?=
Date: Wed, 18 Sep 2019 10:00:00 +0800
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html"; boundary="--x"

----x
Content-Type: text/html; charset="gb2312"
Content-Transfer-Encoding: quoted-printable
Content-Location: http://example.cn/1.html

{}
----x
Content-Type: text/html
Content-Transfer-Encoding: base64

PHA+eDwvcD4=
----x
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
----x--
"""


def test_mhtml_gives_its_page(tmp_path):
    import quopri

    page = quopri.encodestring(BODY.format(1, 1).encode("gbk")).decode("ascii")
    data = MHTML.format(page).replace("\n", "\r\n").encode()
    (tmp_path / "page.mhtml").write_bytes(data)
    for name in ("page.mhtml", "-"):
        done = povtool("clean", name, stdin=data, cwd=tmp_path)
        assert done.returncode == 0
        assert done.stderr.decode().endswith("frames of the saved page left out: 1\n")
        [found] = records(done.stdout)
        assert (found["text"], found["url"]) == ("全乡脱贫1户，成效显著。", "http://example.cn/1.html")
        assert found["fetched"] == "2019-09-18T10:00:00+08:00"


@pytest.mark.skipif(sys.platform != "linux", reason="measured by the kernel's accounting in kilobytes")
def test_memory_does_not_grow_with_the_archive(tmp_path):
    peaks = []
    for copies in (10, 120):
        archive = tmp_path / f"{copies}.warc"
        padding = f"<!--{'x' * 100_000}--></html>".encode()
        archive.write_bytes(record(1, BODY.format(1, 1).encode("gbk") + padding) * copies)
        process = subprocess.Popen(
            [POVTOOL, "clean", str(archive)], stdout=subprocess.DEVNULL, env=ENVIRONMENT
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
        peaks.append(usage.ru_maxrss)
    assert peaks[1] < 1.2 * peaks[0]
