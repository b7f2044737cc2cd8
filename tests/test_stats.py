"""Every table by hand on small input, against a naive count on real text, and in any order of records."""

from __future__ import annotations

import json
import pickle
import random
import statistics
import unicodedata
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povtool.records import RawPage, Record, Rejected
from povtool.segment.sentences import sentences
from povtool.stats import TABLES, StatsConfig, Summary, stats
from povtool.stats.exact import Values, exact

GOLD = Path(__file__).parent / "gold"


def documents() -> list[Record]:
    """The five seeds as documents, cut into words where they are in Simplified script."""
    import rjieba

    found = []
    for path in sorted(GOLD.glob("*.clean.json")):
        page = json.loads(path.read_text("utf-8"))
        document = {"type": "document", "id": page["id"], **page["meta"], "text": page["text"]}
        if document["script"] == "hans":
            document["tokens"] = rjieba.cut(document["text"])
        found.append(document)
    return found


def claims() -> list[Record]:
    """The claims and formulas of the five seeds, as records."""
    found = []
    for path in sorted(GOLD.glob("*.metrics.json")):
        page = json.loads(path.read_text("utf-8"))
        found += [{"type": "metric", "doc": page["id"], **metric} for metric in page["metrics"]]
        found += [{"type": "formula", "doc": page["id"], **formula} for formula in page["formulas"]]
    return found


def rows(items: list[Record], table: str, **config: object) -> list[Record]:
    return [row for row in stats(items, StatsConfig(**config)) if row.get("table") == table]


def claim(value: object = 1, unit: str | None = "人", **fields: object) -> Record:
    return {"type": "metric", "doc": "a", "value": value, "unit": unit, **fields}


class TestStream:
    def test_nothing_in_nothing_out(self) -> None:
        assert list(stats([])) == []

    def test_foreign_items_pass_unchanged_and_in_place(self) -> None:
        weather = {"type": "weather", "text": 5}
        page = RawPage("a", "a.txt", b"")
        rejected = Rejected("b", 1, "not JSON")
        old_row = {"type": "stat", "table": "tokens", "token": "脱贫"}
        items = [weather, claim(), page, rejected, {"no": "type"}, old_row]
        result = list(stats(items))
        assert result[:5] == [weather, page, rejected, {"no": "type"}, old_row]
        assert [row["table"] for row in result[5:]] == ["claims", "metrics_by_unit"]

    def test_foreign_items_do_not_wait_for_the_end(self) -> None:
        def endless():
            while True:
                yield claim()
                yield {"type": "weather"}

        assert next(stats(endless())) == {"type": "weather"}

    def test_only_tables_of_what_came_in(self) -> None:
        def tables(items: list[Record]) -> list[str]:
            return list(dict.fromkeys(row["table"] for row in stats(items)))

        document = {"type": "document", "text": "脱贫"}
        assert tables([document]) == ["documents"]
        assert tables([{**document, "tokens": ["脱贫"]}]) == ["documents", "tokens"]
        assert tables([{**document, "source": "新华网"}]) == ["documents", "documents_by_source"]
        assert tables([{**document, "date": "2018-01"}]) == ["documents", "documents_by_year"]
        assert tables([{**document, "repairs": [{"kind": "pinyin"}]}]) == ["documents", "repairs"]
        assert tables([{"type": "formula", "name": "五个一批"}]) == ["formulas"]

    def test_input_records_are_not_changed(self) -> None:
        items = documents() + claims()
        before = pickle.dumps(items)
        list(stats(items, StatsConfig(by=("author", "unit"))))
        assert pickle.dumps(items) == before

    def test_odd_values_inside_records_are_counted_not_raised(self) -> None:
        odd = {"text": None, "date": "近日", "author": [], "repairs": [{"kind": ["a"]}, {}], "damaged": None}
        result = list(
            stats([{"type": "document", **odd}, claim([], bound=["x"], dimension={"a": 1}, of=None)])
        )
        [total] = [row for row in result if row["table"] == "documents"]
        assert (total["documents"], total["characters"], total["repairs"]) == (1, 0, 2)
        assert [row["kind"] for row in result if row["table"] == "repairs"] == ['["a"]', None]
        assert [row["n"] for row in result if row["table"] == "claims"] == [1]


class TestDocuments:
    def test_counts_of_one_text(self) -> None:
        text = "西藏２０２０年脫貧 62.8萬〇人々。\n\u3000Ｇ20！𠀀"
        [row] = rows([{"text": text, "damaged": [{}], "tokens": ["西藏", "。", "\n", "20"]}], "documents")
        assert row == {
            "type": "stat",
            "table": "documents",
            "documents": 1,
            "characters": 23,
            "han": 10,  # 西藏年脫貧萬〇人々𠀀
            "sentences": 3,
            "hans": 0,
            "hant": 1,
            "mixed": 0,
            "unknown": 0,
            "repairs": 0,
            "damaged": 1,
            "tokens": 2,
            "punctuation": 1,
        }

    def test_totals_of_the_seeds(self) -> None:
        pages = documents()
        [row] = rows(pages, "documents")
        texts = [page["text"] for page in pages]
        assert row["documents"] == len(pages) == row["hans"] + row["hant"]
        assert row["characters"] == sum(not char.isspace() for text in texts for char in text)
        assert row["han"] == sum(
            "CJK" in unicodedata.name(char, "") for text in texts for char in text if char.isalpha()
        )
        assert row["sentences"] == sum(len(list(sentences(text))) for text in texts)
        assert row["tokens"] + row["punctuation"] == sum(
            not token.isspace() for page in pages for token in page.get("tokens", ())
        )

    def test_groups_add_up_to_the_totals(self) -> None:
        pages = documents()
        [total] = rows(pages, "documents")
        for table in ("documents_by_source", "documents_by_year"):
            found = rows(pages, table)
            for measure in ("documents", "characters", "han", "sentences", "hans", "tokens"):
                assert sum(row[measure] for row in found) == total[measure]

    def test_years_in_order_and_unknown_ones_shown_last(self) -> None:
        dates = ["2018-01-10", None, "2016-01-09T16:29", "2018-03", "２０１８"]
        found = rows([{"text": "脱贫", "date": date} for date in dates], "documents_by_year")
        assert [(row["year"], row["documents"]) for row in found] == [("2016", 1), ("2018", 2), (None, 2)]

    def test_sources_by_size_then_code_point(self) -> None:
        sources = ["西藏日报", "新华网", "人民网", "西藏日报", None]
        found = rows([{"text": "脱贫", "source": source} for source in sources], "documents_by_source")
        assert [row["source"] for row in found] == ["西藏日报", "人民网", "新华网", None]

    def test_by_replaces_the_default_groups(self) -> None:
        pages = [
            {"text": "脱贫", "source": "新华网", "script": script} for script in ("hans", "hans", "hant")
        ]
        assert not rows(pages, "documents_by_source", by=("script",))
        found = rows(pages, "documents_by", by=("script",))
        assert [(row["script"], row["documents"]) for row in found] == [("hans", 2), ("hant", 1)]

    def test_each_member_of_a_list_is_a_group_once(self) -> None:
        pages = [
            {"text": "脱贫", "author": ["张玉", "谢磊", "张玉"]},
            {"text": "脱贫", "author": []},
            {"text": ""},
        ]
        found = rows(pages, "documents_by", by=("author",))
        assert [(row["author"], row["documents"]) for row in found] == [(None, 2), ("张玉", 1), ("谢磊", 1)]

    def test_by_two_fields_one_of_them_the_year(self) -> None:
        pages = [{"text": "脱贫", "date": "2018-01", "script": "hans"}, {"text": "脱贫", "script": "hans"}]
        found = rows(pages, "documents_by", by=("year", "script"))
        assert [(row["year"], row["script"]) for row in found] == [("2018", "hans"), (None, "hans")]

    def test_a_field_that_no_record_has_is_shown_as_null(self) -> None:
        [row] = rows([{"text": "脱贫"}], "documents_by", by=("publisher",))
        assert (row["publisher"], row["documents"]) == (None, 1)

    def test_a_field_asked_for_twice_counts_once(self) -> None:
        pages = [{"text": "脱贫", "author": ["张玉", "谢磊"]}]
        assert rows(pages, "documents_by", by=("author", "author")) == rows(
            pages, "documents_by", by=("author",)
        )

    def test_objects_with_the_same_fields_are_one_group(self) -> None:
        pages = [{"text": "", "site": {"a": 1, "b": 2}}, {"text": "", "site": {"b": 2, "a": 1}}]
        [row] = rows(pages, "documents_by", by=("site",))
        assert (row["site"], row["documents"]) == ('{"a": 1, "b": 2}', 2)

    def test_a_field_called_like_a_column_keeps_both(self) -> None:
        [row] = rows(
            [{"text": "脱贫", "type": "document", "damaged": []}], "documents_by", by=("type", "damaged")
        )
        assert row["type"] == "stat"
        assert (row["by_type"], row["by_damaged"], row["damaged"]) == ("document", None, 0)

    def test_repairs_by_kind(self) -> None:
        kinds = [["pinyin", "pinyin", "slip"], ["slip"], ["control"]]
        found = rows(
            [{"text": "", "repairs": [{"kind": kind} for kind in page]} for page in kinds], "repairs"
        )
        assert [(row["kind"], row["count"], row["documents"]) for row in found] == [
            ("pinyin", 2, 1),
            ("slip", 2, 2),
            ("control", 1, 1),
        ]


class TestWords:
    PAGES = (
        {"text": "", "tokens": ["脱贫", "，", "攻坚", "脱贫", "\n"], "source": "新华网"},
        {"text": "", "tokens": ["攻坚", "脫貧", "2020", "。"], "source": "人民网"},
    )

    def test_ranking(self) -> None:
        found = rows(list(self.PAGES), "tokens")
        assert [(row["rank"], row["token"], row["count"], row["documents"]) for row in found] == [
            (1, "攻坚", 2, 2),
            (2, "脱贫", 2, 1),
            (3, "2020", 1, 1),
            (4, "脫貧", 1, 1),
        ]
        assert {row["of_tokens"] for row in found} == {6}
        assert found[0]["per_million"] == 333333.0  # 2 of 6, to six digits

    def test_against_a_plain_count_of_the_seeds(self) -> None:
        pages = documents()
        plain = Counter(token for page in pages for token in page.get("tokens", ()) if token[0].isalnum())
        found = rows(pages, "tokens")
        assert {row["token"]: row["count"] for row in found} == plain
        assert (
            sum(row["count"] for row in found)
            == found[0]["of_tokens"]
            == rows(pages, "documents")[0]["tokens"]
        )
        assert sum(row["per_million"] for row in found) == pytest.approx(1_000_000, rel=1e-5)
        assert found[0]["token"] in ("的", "脱贫")

    def test_top_says_how_many_rows_are_left_out(self) -> None:
        result = [row for row in stats(self.PAGES, StatsConfig(top=1)) if "documents_by" not in row["table"]]
        assert [row.get("token") for row in result[1:]] == ["攻坚", None]
        assert result[1]["of_tokens"] == 6
        assert result[2] == {"type": "stat", "table": "left_out", "of_table": "tokens", "rows": 3}
        assert not rows(list(self.PAGES), "left_out", top=4)

    def test_each_group_has_its_own_ranking(self) -> None:
        found = rows(list(self.PAGES), "tokens", by=("source",), top=1)
        assert [(row["source"], row["rank"], row["token"], row["of_tokens"]) for row in found] == [
            ("人民网", 1, "2020", 3),
            ("新华网", 1, "脱贫", 3),
        ]
        assert rows(list(self.PAGES), "left_out", by=("source",), top=1)[0]["rows"] == 3

    def test_rare_words_of_large_corpora_keep_their_rate(self) -> None:
        tokens = ["脱贫", *["的"] * 299_999]
        assert rows([{"text": "", "tokens": tokens}], "tokens")[1]["per_million"] == 3.33333


class TestFormulas:
    def test_formulas(self) -> None:
        names = [("五個一批", "a"), ("五个一批", "b"), ("五个一批", "b"), (None, None), ("两不愁三保障", "a")]
        found = rows([{"type": "formula", "name": name, "doc": doc} for name, doc in names], "formulas")
        assert [(row["name"], row["n"], row["documents"]) for row in found] == [
            ("五个一批", 3, 2),
            ("两不愁三保障", 1, 1),
            (None, 1, 0),
        ]

    def test_when_and_where(self) -> None:
        pages = [("a", "2016-01-09"), ("b", "2018-03"), ("c", None), ("d", "2015")]
        mentions = [
            ("五個一批", "a"),
            ("五个一批", "b"),
            ("五个一批", "b"),
            ("五个一批", "c"),
            ("六个精准", "e"),
        ]
        items = [{"type": "formula", "name": name, "doc": doc} for name, doc in mentions]
        items += [{"type": "document", "id": doc, "text": "", "date": date} for doc, date in pages]
        found = rows(items, "formulas")
        assert [(row["first"], row["last"], row["undated"]) for row in found] == [
            ("2016-01-09", "2018-03", 1),
            (None, None, 1),
        ]
        by_year = rows(items, "formulas_by_year", tables=("formulas",))
        assert [(row["name"], row["year"], row["n"], row["documents"]) for row in by_year[:3]] == [
            ("五个一批", "2016", 1, 1),
            ("五个一批", "2018", 2, 1),
            ("五个一批", None, 1, 1),
        ]
        by_document = rows(items, "formulas_by_document", tables=("formulas",))
        assert [(row["doc"], row["date"], row["n"]) for row in by_document[:3]] == [
            ("a", "2016-01-09", 1),
            ("b", "2018-03", 2),
            ("c", None, 1),
        ]


class TestExact:
    decimals = st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=3)

    @given(st.lists(decimals, min_size=1))
    def test_sum_and_median_are_those_of_the_decimals_written(self, written: list[Decimal]) -> None:
        values = Values()
        for number in written:
            values.add(exact(float(number)))
        fractions = list(map(Fraction, written))
        assert values.total() == float(sum(fractions))
        low, median, high = values.span()
        assert median == float(statistics.median(fractions))
        assert (low, high) == (float(min(fractions)), float(max(fractions)))

    def test_sums_that_floats_get_wrong(self) -> None:
        for numbers, total in (
            ([0.1] * 10, 1),
            ([1e16, 1, -1e16], 1),
            ([2**53, 1], 2**53 + 1),
            ([1e23], 10**23),
        ):
            values = Values()
            for number in numbers:
                values.add(exact(number))
            assert values.total() == total
            assert isinstance(values.total(), int)

    def test_what_is_no_finite_number_has_no_value(self) -> None:
        for value in (float("inf"), float("nan"), True, "5", None, [1]):
            assert exact(value) is None


@st.composite
def corpora(draw: st.DrawFn) -> list[Record]:
    words = st.sampled_from(["脱贫", "脫貧", "攻坚", "。", "2020"])
    document = st.fixed_dictionaries(
        {"type": st.just("document"), "text": words},
        optional={
            "tokens": st.lists(words, max_size=5),
            "source": st.sampled_from(["新华网", "人民网", None]),
            "date": st.sampled_from(["2018-01", "2016"]),
            "author": st.lists(words, max_size=2),
            "repairs": st.lists(st.fixed_dictionaries({"kind": words}), max_size=2),
        },
    )
    metric = st.fixed_dictionaries(
        {"type": st.just("metric"), "value": st.floats(allow_nan=False) | st.integers() | st.none()},
        optional={
            "doc": words,
            "place": st.sampled_from(["西藏", "西藏自治区", None]),
            "period": st.sampled_from(["2016", "2016/2020"]),
            "indicator": st.sampled_from(["people-lifted", None]),
            "relation": st.sampled_from(["level", "delta"]),
            "raw": words,
            "sentence": words,
            "unit": st.sampled_from(["人", "%", "户", "戶", None]),
            "of": words,
            "damaged": st.booleans(),
            "bound": st.just("over"),
            "low": st.integers(),
        },
    )
    formula = st.fixed_dictionaries({"type": st.just("formula")}, optional={"name": words, "doc": words})
    return draw(st.lists(document | metric | formula, max_size=20))


@given(
    corpora(),
    st.randoms(),
    st.sampled_from([(), ("author",), ("of", "source")]),
    st.sampled_from([None, 1]),
    st.sampled_from([(), tuple(TABLES)]),
)
def test_one_process_or_many_in_any_order(
    items: list[Record], chance: random.Random, by: tuple[str, ...], top: int | None, tables: tuple[str, ...]
) -> None:
    config = StatsConfig(by=by, top=top, tables=tables, node="脱贫", split="source", over="period")
    shuffled = chance.sample(items, len(items))
    merged = Summary(config)
    for start in range(0, len(items), 3):
        part = Summary(config)
        for item in shuffled[start : start + 3]:
            assert part.add(item)
        merged.merge(pickle.loads(pickle.dumps(part)))
    assert json.dumps(list(merged.result())) == json.dumps(list(stats(items, config)))
