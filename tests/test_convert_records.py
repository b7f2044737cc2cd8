"""Conversion of whole records: offsets at the same words, metrics as their document, the report."""

from __future__ import annotations

import json
import re

import pytest
from conftest import SEEDS, povtool
from hypothesis import given, settings
from hypothesis import strategies as st

from povtool.convert import ConvertConfig, configurations, convert, reference, report
from povtool.convert import opencc as engine
from povtool.convert.detection import document_script
from povtool.convert.dictionaries import flattened
from povtool.convert.opencc import plan_of
from povtool.convert.substitution import Substitution
from povtool.convert.tracing import tracer
from povtool.errors import UsageError
from povtool.metrics.extract import metrics


def run(*items, **options):
    return list(convert(items, ConvertConfig(**options)))


def rows(*items, **options):
    return list(report(items, ConvertConfig(**options)))


KNOWN = (
    "U盘 互联网 網際網路 隨身碟 计程车 打印机 筆記型電腦 丁型肝炎 的士 软件 鼠标 軟體 滑鼠 标准 皇后 "
    "头发 發展 干部 乾燥 里程 裡面 国際経済 貧困戶 贫困县 信息化 台灣 Tibet GDP"
)
WORDS = st.one_of(
    st.sampled_from(KNOWN.split()),
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=5),
)
ENGINES = [("opencc", config) for config in configurations()]
ENGINES += [("opencc-python", config) for config in reference.configurations()]


@settings(max_examples=250, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=8), st.sampled_from(ENGINES))
def test_every_offset_points_at_the_same_word(words, engine_and_config):
    """Line breaks are in no dictionary, so that each word must become what it becomes alone."""
    name, config = engine_and_config
    text = "\n".join(words)
    spans, start = [], 0
    for word in words:
        spans.append((start, start + len(word)))
        start += len(word) + 1
    stretches = [{"start": start, "end": end} for start, end in spans]
    document = {
        "type": "document",
        "text": text,
        "tokens": words,
        "offsets": [list(span) for span in spans],
        **dict.fromkeys(("repairs", "damaged", "blocks"), stretches),
    }
    [after] = run(document, config=config, engine=name)
    converter = (reference if name == "opencc-python" else engine).converter(config)
    wanted = [converter.convert(word).text for word in words]
    assert after["text"] == "\n".join(wanted)
    assert after["tokens"] == wanted
    assert [after["text"][start:end] for start, end in after["offsets"]] == wanted
    for field in ("repairs", "damaged", "blocks"):
        assert [after["text"][each["start"] : each["end"]] for each in after[field]] == wanted


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, min_size=3, max_size=8), st.sampled_from(configurations()), st.data())
def test_parts_of_a_sentence_stay_parts_of_it(words, config, data):
    sentence = "\n".join(words)
    index = data.draw(st.integers(0, len(words) - 2))
    start = 100 + sum(len(word) + 1 for word in words[:index])
    of, raw = words[index], words[index + 1]
    span = [start, start + len(of)]
    metric = {
        "type": "metric", "sentence": sentence, "sentence_start": 100, "of": of, "raw": raw,
        "start": start + len(of) + 1, "end": start + len(of) + 1 + len(raw),
        "evidence": {"of": data.draw(st.sampled_from([span, [span]]))},
    }  # fmt: skip
    [after] = run(metric, config=config)
    assert [after["of"], after["raw"]] == after["sentence"].split("\n")[index : index + 2]
    for field in ("start", "end", "sentence_start", "evidence"):
        assert after[field] == metric[field]
    changing = config in ("s2twp", "tw2sp", "s2hkp", "hk2sp")
    assert after["converted"].get("offsets") == ("source" if changing else None)


@pytest.mark.parametrize("config", configurations())
def test_which_configurations_keep_lengths(config):
    plan = plan_of(config)
    steps = [*plan.get("normalization", []), *plan["conversion_chain"]]
    kept = all(Substitution(flattened(step["dict"])).keeps_length for step in steps)
    assert engine.converter(config).keeps_length == kept


# Metrics


def output(*arguments: str, given: bytes = b"") -> bytes:
    done = povtool(*arguments, stdin=given)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


def test_metrics_of_converted_documents_are_converted_metrics():
    documents = output("clean", *map(str, SEEDS))
    one = output("metrics", given=output("convert", "--to", "hans", given=documents))
    other = output("convert", "--to", "hans", given=output("metrics", given=documents))
    assert one == other
    assert {json.loads(line)["script"] for line in one.splitlines()} == {"hans"}
    assert len(one.splitlines()) > 100


@pytest.mark.parametrize("target", ["hant", "tw", "hk"])
def test_and_so_they_are_with_every_target(target):
    documents = [json.loads(line) for line in output("clean", *map(str, SEEDS)).splitlines()]
    assert list(metrics(run(*documents, to=target))) == run(*metrics(documents), to=target)


QUOTING = "据《臺灣經濟發展》统计，「從3萬人減至5千人」，减贫2.5万人。" * 2
HANT = "隨著乾貨銷量達4000萬元，貧困戶乾脆增收5000元。"


@pytest.mark.parametrize(
    "document",
    [
        {"id": "a", "text": QUOTING},
        {"id": "a", "text": HANT},
        {"id": "a", "text": HANT, "title": "3萬人脫貧"},
        {"id": "a", "title": "3萬人脫貧"},
        {"id": "a", "text": f"{HANT}\n{QUOTING}"},
        {"id": "a", "text": "5人6元", "script": "hant"},
        {"id": "a", "text": "5人6元"},
    ],
)
def test_a_metric_is_converted_as_its_document(document):
    assert list(metrics(run(document, to="hans"))) == run(*metrics([document]), to="hans") != []


def test_a_quotation_leaves_the_document_and_its_metrics_untouched():
    [document] = run({"id": "a", "text": QUOTING}, to="hans")
    assert (document["text"], document["converted"]) == (QUOTING, {"config": None, "from": "hans"})
    assert "從3萬人減至5千人" in run(*metrics([document]), to="hans")[0]["sentence"]


def test_what_is_said_once_for_a_list_follows_its_member():
    sentence = "網際網路用戶、隨身碟銷量分別達3萬、5萬"
    metric = {
        "type": "metric", "sentence": sentence, "sentence_start": 7, "of": "隨身碟銷量", "raw": "5萬",
        "start": 7 + sentence.index("5萬"), "evidence": {"of": [15, 18]},
    }  # fmt: skip
    [after] = run(metric, config="tw2sp")
    assert (after["of"], after["raw"], after["sentence"]) == (
        "U盘销量", "5万", "互联网用户、U盘销量分别达3万、5万"
    )  # fmt: skip


# Other records


def test_differences_and_stats():
    difference = {"type": "difference", "text_a": "貧困", "text_b": "貧窮", "before": "脫", "start_a": 3}
    [after] = run(difference, to="hans", keep_original=True)
    assert (after["text_a"], after["text_b"], after["before"], after["start_a"]) == ("贫困", "贫穷", "脱", 3)
    assert after["original"] == {"text_a": "貧困", "text_b": "貧窮", "before": "脫"}
    [row] = run({"type": "stat", "table": "tokens", "token": "貧困", "count": 3}, to="hans")
    assert (row["token"], row["count"]) == ("贫困", 3)


def test_only_the_fields_asked_for():
    document = {
        "type": "document",
        "text": "貧困",
        "title": "脫貧",
        "notes": ["農業", 3],
        "offsets": [[0, 2]],
    }
    [after] = run(document, to="hans", fields=("title", "notes"))
    assert (after["text"], after["title"], after["notes"]) == ("貧困", "脱贫", ["农业", 3])
    assert after["converted"] == {"config": "t2s", "from": "hant", "fields": ["title", "notes"]}
    weather = {"type": "weather", "sky": "晴轉陰", "text": "貧"}
    [after] = run(weather, to="hans", fields=("sky",))
    assert after == {
        **weather,
        "sky": "晴转阴",
        "converted": {"config": "t2s", "from": "hant", "fields": ["sky"]},
    }
    assert run({"sky": "貧"}, to="hans", fields=("sea",)) == [{"sky": "貧"}]
    [metric] = run({"type": "metric", "raw": "乾", "sentence": "乾坤"}, to="hans", fields=("raw",))
    assert (metric["raw"], metric["sentence"]) == ("乾", "乾坤")


@pytest.mark.parametrize(
    "record, fields, script",
    [
        ({"type": "document", "text": "貧困", "title": "脫貧", "script": "hant"}, ("title",), "hant"),
        ({"type": "document", "text": "貧困", "title": "脫貧"}, ("title",), None),
        ({"type": "document", "text": "貧困", "title": "脫貧"}, ("title", "text"), "hans"),
        ({"type": "document", "title": "脫貧"}, ("title",), "hans"),
        ({"type": "metric", "raw": "三萬", "sentence": "三萬人", "script": "hant"}, ("raw",), "hant"),
        ({"type": "metric", "raw": "三萬", "sentence": "三萬人", "script": "hant"}, ("sentence",), "hans"),
    ],
)
def test_a_title_does_not_tell_the_script_of_a_text(record, fields, script):
    [after] = run(record, to="hans", fields=fields)
    assert after.get("script") == script


def test_a_second_conversion_forgets_nothing():
    [once] = run({"type": "document", "text": "貧困的軟體"}, config="tw2sp", keep_original=True)
    [again] = run(once, to="hans", keep_original=True)
    assert again == once
    [back] = run(once, config="s2t", keep_original=True)
    assert back["text"] == "貧困的軟件"
    assert back["converted"] == {"config": "s2t", "from": "hans", "earlier": once["converted"]}
    assert back["original"] == {"text": "貧困的軟體"}


def test_the_other_engine_is_told():
    [document] = run({"text": "貧困"}, to="hans", engine="opencc-python")
    assert document["converted"] == {"config": "t2s", "from": "hant", "engine": "opencc-python"}


def test_keep_original_keeps_offsets_that_moved():
    before = {"type": "document", "text": "插U盘时", "offsets": [[0, 1], [1, 3], [3, 4]]}
    [after] = run(before, config="s2twp", keep_original=True)
    assert after["offsets"] == [[0, 1], [1, 4], [4, 5]]
    assert after["original"] == {"text": "插U盘时", "offsets": before["offsets"]}


# What changed

MIXED = st.lists(st.one_of(WORDS, st.sampled_from(["⿰虫风", "⿰", "\uffff", "豈", "\n", "7"])), max_size=8)


@settings(max_examples=200, deadline=None)
@given(MIXED.map("".join), st.sampled_from(configurations()))
def test_the_changes_are_the_conversion(text, config):
    parts, last = [], 0
    for change in tracer(config).changes(text):
        assert text[change.start : change.end] == change.source != change.target
        assert change.dictionaries
        parts += [text[last : change.start], change.target]
        last = change.end
    assert "".join([*parts, text[last:]]) == engine.converter(config).convert(text).text


def test_the_report_counts_words_and_says_which_dictionary():
    made = rows(
        {"text": "软件和软件，鼠标", "tokens": ["软件"]},
        {"text": "软件"},
        {"type": "weather"},
        config="s2twp",
    )
    weather, routes, *words = made
    assert weather == {"type": "weather"}
    assert routes == {
        "type": "stat", "table": "converted", "from": "hans", "config": "s2twp", "records": 2
    }  # fmt: skip
    assert words == [
        {
            "type": "stat", "table": "conversions", "config": "s2twp", "source": source, "target": target,
            "count": count, "records": records, "dictionaries": ["STCharacters", "TWPhrases"],
            "example": "软件和软件，鼠标",
        }
        for source, target, count, records in (("软件", "軟體", 3, 2), ("鼠标", "滑鼠", 1, 1))
    ]  # fmt: skip


def test_the_report_leaves_out_what_is_in_the_target_already():
    [routes] = rows({"text": "贫困"}, {"text": "2020"}, {"text": "贫困户"}, to="hans")[:1]
    assert (routes["config"], routes["from"], routes["records"]) == (None, "hans", 2)
    assert all(row["table"] == "converted" for row in rows({"text": "贫困"}, to="hans"))


def test_the_report_of_the_other_engine_is_refused():
    with pytest.raises(UsageError, match="--engine"):
        rows({"text": "貧"}, to="hans", engine="opencc-python")


def test_the_commands_report_and_fields():
    line = '{"text":"鼠标","title":"软件"}\n'.encode()
    [_, row] = output("convert", "-c", "s2twp", "--report", "--fields", "text", given=line).splitlines()
    assert json.loads(row)["target"] == "滑鼠"
    table = output("convert", "-c", "s2twp", "--report", "--format", "table", given=line).decode()
    assert "Words converted" in table and "滑鼠" in table and "TWPhrases" in table
    [after] = output("convert", "-c", "s2twp", "--fields", "title", given=line).splitlines()
    assert (json.loads(after)["text"], json.loads(after)["title"]) == ("鼠标", "軟體")


def test_fields_that_name_nothing_are_refused():
    done = povtool("convert", "--to", "hans", "--fields", ",", stdin=b"")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--fields title,text" in done.stderr


@pytest.mark.parametrize("more", [(), ("--report",), ("--jobs", "2")])
def test_fields_that_no_record_has_are_told(more):
    stdin = '{"title":"脫貧"}\n{"text":"貧困"}\n'.encode()
    done = povtool("convert", "--to", "hans", "--fields", "titel,text", *more, stdin=stdin)
    assert done.returncode == 0
    assert done.stderr.decode() == "povtool convert: no record has a field 'titel': check --fields\n"
    done = povtool("convert", "--to", "hans", "--fields", "titel", *more, stdin=stdin)
    assert done.returncode == 2 and b"'titel'" in done.stderr
    done = povtool("convert", "--to", "hans", "--fields", "titel", *more, stdin=b"")
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_report_keeps_no_original():
    done = povtool("convert", "--to", "hans", "--report", "--keep-original", stdin=b"{}")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1 and b"report" in done.stderr


def test_a_reader_is_told_what_was_found_and_done():
    lines = '{"text":"貧困"}\n{"text":"贫困"}\n{"text":"2020"}\n'.encode()
    told = output("convert", "--to", "hans", "--format", "text", given=lines).decode()
    assert re.findall(".+(?= · . characters)", told) == [
        "hans by t2s from hant", "hans, left as it was", "no script found, left as it was"
    ]  # fmt: skip
    assert (
        "by s2t, no script found" in output("convert", "-c", "s2t", "--format", "text", given=lines).decode()
    )


def test_a_reader_is_told_which_fields_were_converted():
    line = '{"text":"貧困","title":"脫貧","script":"hant"}'.encode()
    told = output("convert", "--to", "hans", "--fields", "title", "--format", "text", given=line).decode()
    assert "hant · title by t2s from hant · " in told


def test_script_of_documents():
    assert document_script({"text": "2020", "title": "貧困"}) == "hant"
    assert document_script({"text": "2020", "script": "hant"}) == "hant"
    assert document_script({"text": "贫困", "script": "hant"}) == "hans"
    assert document_script({"text": "2020", "script": "latin"}) is None
