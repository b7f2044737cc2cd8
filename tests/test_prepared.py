"""OpenCC's dictionaries as kept in the user's cache: never another answer, whatever lies there."""

from __future__ import annotations

import os
import shutil

import pytest

from povtool.convert import dictionaries, prepared
from povtool.convert.opencc import Converter

TEXT = "鼠标里面的硅二极管坏了，贫困县的后台。头发发展，干部干燥 Latin passages 着重于信息化的软件⿰虫风皇后"


@pytest.fixture
def caches(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "povtool"


def kept(caches):
    return sorted(file.name for file in caches.iterdir())


@pytest.mark.parametrize("config", ["s2t", "s2tw", "s2hk", "s2twp", "s2hkp"])
def test_what_is_kept_converts_as_what_is_made(config, caches, monkeypatch):
    made = Converter(config).convert(TEXT)
    [file] = kept(caches)
    assert file.startswith(f"{config}-") and file.endswith(".prepared")
    monkeypatch.setattr(prepared, "_written", None)  # so that nothing can be kept again
    assert Converter(config).convert(TEXT) == made
    monkeypatch.setattr(prepared, "cache_folder", lambda: None)
    assert Converter(config).convert(TEXT) == made


def test_few_phrases_are_not_kept(caches):
    assert Converter("t2s").convert("貧困縣的後臺").text == "贫困县的后台"
    assert not kept(caches)


def damages():
    yield "empty", lambda data: b""
    yield "short", lambda data: data[: len(data) // 2]
    yield "no head", lambda data: data[100:]
    yield "other", lambda data: b'{"a": 1}\n' + data
    yield "head alone", lambda data: data[: data.index(b"\n") + 1]
    for place in (-1, -1_000_000, 5_000_000 // 2):
        yield f"byte {place}", lambda data, at=place: flipped(data, at)


def flipped(data, at):
    changed = bytearray(data)
    changed[at] ^= 1
    return bytes(changed)


@pytest.mark.parametrize("damage", [pytest.param(damage, id=name) for name, damage in damages()])
def test_what_is_damaged_is_made_anew(damage, caches):
    made = Converter("s2t").convert(TEXT)
    [name] = kept(caches)
    data = (caches / name).read_bytes()
    (caches / name).write_bytes(damage(data))
    assert Converter("s2t").convert(TEXT) == made
    assert kept(caches) == [name]
    assert (caches / name).read_bytes() == data


def test_a_changed_dictionary_is_seen_whatever_its_time_and_size(caches, tmp_path, monkeypatch):
    copy = shutil.copytree(dictionaries.folder(), tmp_path / "data")
    for module in (dictionaries, prepared):
        monkeypatch.setattr(module, "folder", lambda: copy)
    dictionaries._entries.cache_clear()
    assert Converter("s2t").convert("皇后").text == "皇后"
    file = copy / "STPhrases.txt"
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    file.write_text(file.read_text("utf-8").replace("\n皇后\t皇后\n", "\n皇后\t皇後\n"), "utf-8")
    os.utime(file, ns=times)
    dictionaries._entries.cache_clear()
    assert Converter("s2t").convert("皇后").text == "皇後"
    dictionaries._entries.cache_clear()


@pytest.mark.parametrize("place", ["file/below", "file"])
def test_where_nothing_can_be_kept_all_is_made(place, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / place))
    assert Converter("s2t").convert("头发发展").text == "頭髮發展"


def test_a_full_disk_leaves_nothing_behind(caches, monkeypatch):
    def full(self, data):
        with self.open("wb") as stream:
            stream.write(data[:1000])
        raise OSError("no space left")

    monkeypatch.setattr(prepared.Path, "write_bytes", full)
    assert Converter("s2t").convert("头发发展").text == "頭髮發展"
    assert not kept(caches)
