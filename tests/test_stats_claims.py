"""The table of claims, what is summed, and where documents disagree."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from conftest import SEEDS, on_terminal, povtool, records
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from povtool.metrics.agreement import agree, figure
from povtool.records import Record
from povtool.stats import StatsConfig, stats
from povtool.stats.limits import TooMuch
from povtool.stats.rows import Numbered, Rows


def rows(items: list[Record], table: str, **config: object) -> list[Record]:
    return [row for row in stats(items, StatsConfig(**config)) if row.get("table") == table]


def claim(value: object = 1, unit: str | None = "人", **fields: object) -> Record:
    return {"type": "metric", "doc": "a", "value": value, "unit": unit, "place": "西藏", **fields}


def gold_claims() -> list[Record]:
    found = []
    for path in sorted((Path(__file__).parent / "gold").glob("*.metrics.json")):
        page = json.loads(path.read_text("utf-8"))
        found += [{"type": "metric", "doc": page["id"], **metric} for metric in page["metrics"]]
    return found


class TestClaims:
    def test_one_row_in_full(self) -> None:
        items = [
            claim(163000, of="貧困人口", bound="over", period="2016"),
            claim(1000, of="贫困人口", doc="b", period="2016"),
            claim(1000, of="贫困人口", doc="c", period="2016"),
            claim(None, of="贫困人口", low=30000, high=50000, period="2016"),
            claim(None, of="贫困人口", damaged=True, period="2016"),
            claim(None, of="贫困人口", damaged=True, period="2016"),
        ]
        assert rows(items, "claims") == [
            {
                "type": "stat",
                "table": "claims",
                "indicator": None,
                "of": "贫困人口",
                "unit": "人",
                "relation": None,
                "direction": None,
                "role": None,
                "extent": None,
                "status": None,
                "place": "西藏",
                "period": "2016",
                "n": 5,
                "mentions": 6,
                "documents": 3,
                "min": 1000,
                "median": 82000,
                "max": 163000,
                "latest": None,
                "sum": None,
                "bounded": 1,
                "ranges": 1,
                "damaged": 2,
                "sources": ["a", "b", "c"],
            }
        ]

    def test_a_repeated_claim_counts_once_with_its_sources(self) -> None:
        items = [claim(628000, of="脱贫", doc=f"d{number}", sentence=str(number)) for number in range(7)]
        [row] = rows(items, "claims")
        assert (row["n"], row["mentions"], row["documents"], row["sum"]) == (1, 7, 7, 628000)
        assert row["sources"] == ["d0", "d1", "d2", "d3", "d4"]

    def test_both_scripts_are_one_claim(self) -> None:
        items = [claim(1, "戶", place="拉薩", of="貧困"), claim(1, "户", place="拉萨", of="贫困", doc="b")]
        [row] = rows(items, "claims")
        assert (row["of"], row["unit"], row["place"], row["n"], row["mentions"]) == (
            "贫困",
            "户",
            "拉萨",
            1,
            2,
        )

    def test_an_indicator_joins_its_wordings(self) -> None:
        items = [claim(5, indicator="people-lifted", of=of) for of in ("脱贫", "摆脱贫困")]
        [row] = rows(items, "claims")
        assert (row["indicator"], row["of"], row["n"], row["mentions"]) == ("people-lifted", None, 1, 2)

    @pytest.mark.parametrize(
        "one, other",
        [
            ({"unit": "户"}, {"unit": "人"}),
            ({"relation": "level"}, {"relation": "delta"}),
            ({"status": "achieved"}, {"status": "target"}),
        ],
    )
    @pytest.mark.parametrize("by", [(), ("place",), ("indicator", "place", "period")])
    def test_what_is_never_in_one_row(self, one: Record, other: Record, by: tuple[str, ...]) -> None:
        items = [claim(5, **{"unit": "人", **one}), claim(7, **{"unit": "人", **other})]
        assert sorted((row["n"], row["max"]) for row in rows(items, "claims", by=by)) == [(1, 5), (1, 7)]

    def test_the_ends_of_a_change_are_not_one_level(self) -> None:
        items = [claim(32, "%", role="from"), claim(15, "%", role="to"), claim(15, "%", doc="b")]
        found = {row["role"]: (row["n"], row["mentions"], row["median"]) for row in rows(items, "claims")}
        assert found == {"from": (1, 1, 32), None: (1, 2, 15)}

    def test_latest_is_of_the_latest_period_and_null_where_two_differ(self) -> None:
        items = [claim(5, of="甲", period=period) for period in ("2016", "2015")] + [
            claim(7, of="甲", period="2016/2018")
        ]
        [row] = rows(items, "claims", by=("of",))
        assert row["latest"] == 7
        [row] = rows([*items, claim(9, of="甲", period="2012-11/")], "claims", by=("of",))
        assert row["latest"] == 7  # what holds since 2012 need not be newer
        [row] = rows([*items, claim(8, of="甲", period="2016/2018")], "claims", by=("of",))
        assert row["latest"] is None

    def test_changes_of_one_place_over_years_that_do_not_overlap_add_up(self) -> None:
        def summed(*changes: Record) -> object:
            items = [claim(relation="delta", indicator="people-lifted", **change) for change in changes]
            [row] = rows(items, "claims", by=("indicator",))
            return row["sum"]

        years = [{"value": 100, "period": "2016"}, {"value": 200, "period": "2017"}]
        assert summed(*years) == 300
        assert summed(*years, years[0]) == 300  # said twice
        assert summed(*years, {"value": 300, "period": "2016/2017"}) is None
        assert summed(*years, {"value": 5, "period": "2018", "place": "拉萨"}) is None  # lies in 西藏
        assert summed(*years, {"value": 5}) is None  # nobody knows when
        assert summed(*years, {"value": 5, "period": "2017"}) is None
        assert summed(*years, {"value": None, "low": 5, "period": "2018"}) is None

    def test_a_rise_and_a_fall_do_not_add_up_nor_what_has_a_base(self) -> None:
        def summed(**second: object) -> list[tuple[int, object]]:
            items = [
                claim(5, relation="delta", of="贫困人口", period="2016", direction="down"),
                claim(5, relation="delta", of="贫困人口", period="2017", **second),
            ]
            return sorted((row["n"], row["sum"] or 0) for row in rows(items, "claims", by=("of",)))

        assert summed(direction="down") == [(2, 10)]
        assert summed(direction="up") == [(1, 5), (1, 5)]
        assert summed(direction="down", base="比2015年") == [(2, 0)]

    def test_a_rise_is_no_repetition_of_a_fall(self) -> None:
        items = [claim(5, relation="delta", of="甲", direction=way, doc=way) for way in ("up", "down")]
        assert [(row["n"], row["direction"]) for row in rows(items, "claims")] == [(1, "down"), (1, "up")]
        levels = [{**item, "relation": "level"} for item in items]
        assert [row["n"] for row in rows(levels, "claims")] == [1]

    def test_levels_never_add_up_over_years(self) -> None:
        items = [claim(5, relation="level", of="贫困人口", period=year) for year in ("2015", "2016")]
        [row] = rows(items, "claims", by=("of",))
        assert (row["n"], row["sum"]) == (2, None)

    @pytest.mark.parametrize(
        "unit, dimension",
        [
            ("%", "percent"),
            ("%", None),
            ("百分點", None),
            ("倍", "multiple"),
            ("元/年", "money"),
            ("岁", "age"),
        ],
    )
    def test_no_sum_where_it_would_mean_nothing(self, unit: str, dimension: str | None) -> None:
        items = [
            claim(value, unit, of="甲", dimension=dimension, relation="delta", period=period)
            for value, period in ((6, "2016"), (8, "2017"))
        ]
        [row] = rows(items, "claims", by=("of",))
        assert (row["median"], row["sum"]) == (7, None)

    def test_no_sum_where_the_row_does_not_say_of_what(self) -> None:
        [row] = rows([claim(5, of="甲")], "claims", by=("place",))
        assert row["sum"] is None

    def test_over_a_field_is_in_its_order(self) -> None:
        items = [
            claim(value, of="甲", period=period) for value, period in ((3, "2018"), (1, "2016"), (2, None))
        ]
        found = rows(items, "claims_over", tables=("over",), over="period")
        assert [(row["period"], row["max"]) for row in found] == [("2016", 1), ("2018", 3), (None, 2)]

    def test_top_takes_the_rows_with_most_claims(self) -> None:
        items = [
            claim(value, of=of) for of, count in (("a", 1), ("b", 3), ("c", 2)) for value in range(count)
        ]
        result = list(stats(items, StatsConfig(top=2, tables=("claims",))))
        assert [(row.get("of"), row.get("n")) for row in result[:2]] == [("b", 3), ("c", 2)]
        assert result[2] == {"type": "stat", "table": "left_out", "of_table": "claims", "rows": 1}

    def test_every_record_of_the_seeds_is_a_mention(self) -> None:
        metrics = gold_claims()
        for by in ((), ("place",), ("unit", "status")):
            found = rows(metrics, "claims", by=by)
            assert sum(row["mentions"] for row in found) == len(metrics)
        units = rows(metrics, "metrics_by_unit")
        assert sum(row["n"] for row in units) == len(metrics)
        assert all("sum" not in row for row in units)

    def test_past_the_limit_the_run_stops_with_advice(self) -> None:
        with pytest.raises(TooMuch, match=r"more than 10 .*to keep"):
            list(stats([claim(value) for value in range(20)], StatsConfig(limit=10)))


class TestRows:
    @given(st.lists(st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 3))))
    def test_sorted_as_lists_are(self, numbers: list[tuple[int, int]]) -> None:
        kept = Rows(2)
        for row in numbers:
            kept.put(row)
        ordered = kept.sorted(lambda row: row)
        assert list(ordered) == sorted(numbers)
        spans = zip(*ordered.groups(1), strict=True)
        firsts = sorted({row[0] for row in numbers})
        assert [list(ordered.stretch(*span)) for span in spans] == [
            [row for row in sorted(numbers) if row[0] == first] for first in firsts
        ]

    def test_on_disk_as_in_memory(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import pickle

        from povtool.stats import rows as module

        for name, value in (("_IN_MEMORY", 6), ("_RUN", 4), ("_BLOCK", 2)):
            monkeypatch.setattr(module, name, value)
        kept = Rows(2)
        numbers = [(number * 7 % 11, number) for number in range(23)]
        for row in numbers:
            kept.put(row)
        again = pickle.loads(pickle.dumps(kept))
        assert list(kept) == list(again) == numbers
        assert list(again.sorted(lambda row: row)) == list(kept.sorted(lambda row: row)) == sorted(numbers)

    def test_values_of_another_get_numbers_of_their_own(self) -> None:
        one, other = Numbered(), Numbered()
        assert [one.number(value) for value in "贫困贫"] == [0, 1, 0]
        assert [other.number(value) for value in "困户"] == [0, 1]
        assert one.merged(other) == [1, 2]
        assert one.ranked(lambda value: value)[0] == sorted("贫困户")


def read(raw: str, value: float | None, **more: object):
    found = figure({"raw": raw, "value": value, **more})
    assert found is not None
    return found


class TestAgreement:
    SAME = (
        (("62.8万", 628000), ("628,000", 628000)),
        (("62.8万", 628000), ("627,951", 627951)),
        (("62.8万", 628000), ("63万", 630000)),
        (("六十三万", 630000), ("628000人", 628000)),
        (("15%", 15), ("15.2%", 15.2)),
        (("1.5亿元", 150000000), ("15000万元", 150000000)),
        (("3亿5千万", 350000000), ("3.49亿", 349000000)),
        (("7%", 7), ("7.3%", 7.3)),
    )
    DIFFERENT = (
        (("74个", 74), ("73个", 73)),
        (("62.8万", 628000), ("63.5万", 635000)),
        (("62.8万", 628000), ("64万", 640000)),
        (("628,000", 628000), ("628,001", 628001)),
        (("15%", 15), ("16%", 16)),
        (("3亿5千万", 350000000), ("3.6亿", 360000000)),
        (("15%", 15), ("15.6%", 15.6)),
        (("1亿", 100000000), ("1.4亿", 140000000)),
        (("2%", 2), ("2.4%", 2.4)),
        (("0", 0), ("0.4", 0.4)),
    )

    @pytest.mark.parametrize(("one", "other"), SAME)
    def test_rounding_is_no_disagreement(self, one, other) -> None:
        assert agree(read(*one), read(*other)) and agree(read(*other), read(*one))

    @pytest.mark.parametrize(("one", "other"), DIFFERENT)
    def test_other_figures_are(self, one, other) -> None:
        assert not agree(read(*one), read(*other)) and not agree(read(*other), read(*one))

    @pytest.mark.parametrize(
        ("raw", "value", "bound", "inside", "outside"),
        [
            ("70多个", 70, "over", (70, 73, 79), (69, 80, 90)),
            ("62.8万余", 628000, "over", (628000, 628999), (627000, 629000)),
            ("超过500", 500, "gt", (501, 9000), (499,)),
            ("不足500", 500, "lt", (1, 499), (501,)),
            ("约100", 100, "approx", (95, 105), (80, 120)),
            ("约1亿", 100000000, "approx", (90000000, 110000000), (80000000, 140000000)),
            ("约30万", 300000, "approx", (285000, 315000), (280000, 320000)),
        ],
    )
    def test_a_bound_is_open_on_its_side(self, raw, value, bound, inside, outside) -> None:
        bounded = read(raw, value, bound=bound)
        assert all(agree(bounded, read(str(number), number)) for number in inside)
        assert not any(agree(bounded, read(str(number), number)) for number in outside)

    def test_a_range_agrees_with_what_lies_in_it(self) -> None:
        between = read("3-5万", None, low=30000, high=50000)
        assert agree(between, read("4万", 40000)) and not agree(between, read("52,000", 52000))

    def test_damaged_figures_are_not_compared(self) -> None:
        assert figure({"raw": "�26", "value": 26, "damaged": True}) is None


REPORT = """西藏自治区2019年脱贫攻坚工作报告
2020-03-01 09:00 来源：西藏日报
2019年，西藏有19个贫困县脱贫摘帽。
2019年，西藏贫困发生率为5.6%。
2019年，西藏共有62.8万贫困人口脱贫。
2019年，西藏投入扶贫资金753亿元。
2018年，西藏投入扶贫资金600亿元。
"""


class TestDisagreements:
    def pair(self, **changed: str) -> list[Record]:
        other = REPORT
        for before, after in changed.values():
            assert other.count(before) == 1
            other = other.replace(before, after)
        found = []
        for name, text in (("a", REPORT), ("b", other)):
            document = {"type": "document", "id": name, "date": "2020-03-01", "text": text}
            done = povtool("metrics", stdin=(json.dumps(document, ensure_ascii=False) + "\n").encode())
            found += records(done.stdout)
        return found

    def test_three_planted_ones_are_exactly_those(self) -> None:
        found = self.pair(
            counties=("19个贫困县", "21个贫困县"),
            rate=("5.6%", "6.5%"),
            funds=("753亿元", "735亿元"),
            rounded=("62.8万", "628,000"),  # the same figure
        )
        planted = rows(found, "disagreements", tables=("disagreements",))
        values = Counter((row["disagreement"], row["doc"], row["value"]) for row in planted)
        pairs = {frozenset(value for number, _, value in values if number == each) for each, _, _ in values}
        assert pairs == {
            frozenset({19, 21}),
            frozenset({5.6, 6.5}),
            frozenset({75300000000, 73500000000}),
        }
        assert max(row["disagreement"] for row in planted) == 3
        assert all(row["sentence"] and str(row["raw"])[:2] in row["sentence"] for row in planted)

    def test_a_copy_disagrees_in_nothing(self) -> None:
        assert not rows(self.pair(), "disagreements", tables=("disagreements",))

    def test_the_seeds_do_not_disagree(self) -> None:
        done = povtool("metrics", *SEEDS)
        found = list(stats(records(done.stdout), StatsConfig(tables=("disagreements",))))
        assert [row["table"] for row in found] == ["disagreements_compared"]
        assert found[0]["disagreements"] == found[0]["compared"] == 0 < found[0]["no_other"]

    def test_every_claim_is_compared_or_said_why_not(self) -> None:
        metrics = gold_claims()
        [row] = rows(metrics, "disagreements_compared", tables=("disagreements",))
        reasons = ("compared", "no_other", "no_thing", "no_place", "no_period", "no_value", "no_document")
        assert sum(row[reason] for reason in reasons) == row["claims"] == len(metrics)

    def test_plan_and_fact_and_different_years_are_not_compared(self) -> None:
        items = [
            claim(19, doc="a", indicator="x", period="2019", status="achieved"),
            claim(20, doc="b", indicator="x", period="2019", status="target"),
            claim(21, doc="c", indicator="x", period="2020", status="achieved"),
            claim(22, doc="d", indicator="x", status="achieved"),
            claim(23, doc="e", indicator="x", period="2019", status="achieved", place="拉萨"),
        ]
        assert not rows(items, "disagreements", tables=("disagreements",))

    @pytest.mark.parametrize(
        ("one", "same", "other"),
        [
            (("15万亩", 150000, "亩"), ("1万公顷", 10000, "公顷"), ("2万公顷", 20000, "公顷")),
            (("50名", 50, "名"), ("50人", 50, "人"), ("60位", 60, "位")),
            (("3成", 3, "成"), ("30%", 30, "%"), ("35%", 35, "%")),
            (("2畝", 2, "畝"), ("2亩", 2, "亩"), ("3亩", 3, "亩")),
        ],
    )
    def test_units_of_one_kind_are_compared_and_shown_as_written(self, one, same, other) -> None:
        def said(doc: str, raw: str, value: float, unit: str) -> Record:
            return claim(value, unit, doc=doc, raw=raw, indicator="x", period="2019")

        table = {"tables": ("disagreements",)}
        assert not rows([said("a", *one), said("b", *same)], "disagreements", **table)
        found = rows([said("a", *one), said("b", *same), said("c", *other)], "disagreements", **table)
        assert [row["raw"] for row in found] == [one[0], same[0], other[0]]
        assert [row["value"] for row in found] == [one[1], same[1], other[1]]
        assert found[-1]["unit"] == other[2]
        bases = {row.get("base_unit") for row in found}
        assert len(bases) == 1 and (None in bases) == (len({row["unit"] for row in found}) == 1)

    @pytest.mark.parametrize("columns", [50, 80])
    def test_on_a_terminal_each_figure_has_its_sentence(self, tmp_path: Path, columns: int) -> None:
        told = {"field": "text", "start": 3, "indicator": "x", "period": "2019"}
        items = [
            claim(15, "亩", doc="a", raw="15亩", sentence="西藏造林15亩。", **told),
            claim(2, "公顷", doc="b", raw="2公顷", sentence="西藏造林2公顷。", **told),
        ]
        file = tmp_path / "m.jsonl"
        file.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), "utf-8")
        arguments = ("stats", "-t", "disagreements", str(file))
        _, seen = on_terminal(*arguments, columns=columns, env={"NO_COLOR": "1"})
        lines = [line.rstrip() for line in seen.replace("\r", "").split("\n")]
        assert max(map(cell_len, lines)) <= columns
        assert "1. x · 西藏 · 2019" in lines and "disagreements" in seen
        plain = "".join(seen.split())
        assert "15亩a:3(=1公顷)西藏造林15亩。" in plain and "2公顷b:3西藏造林2公顷。" in plain

    def test_on_a_terminal_what_claims_are_in_the_order_of_stays(self, tmp_path: Path) -> None:
        items = [claim(1000, of="贫困人口总数", period=str(year), status="achieved") for year in (2018, 2019)]
        file = tmp_path / "m.jsonl"
        file.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), "utf-8")
        _, seen = on_terminal("stats", "--over", "period", str(file), columns=44, env={"NO_COLOR": "1"})
        assert all(word in seen for word in ("thing", "贫困人口总数", "2018", "2019", "1,000"))

    def test_two_texts_of_one_id_disagree_as_any_others(self) -> None:
        def said(value: int, sentence: str, start: int) -> Record:
            told = {"field": "text", "start": start, "sentence": sentence, "sentence_start": start}
            return claim(value, "个", indicator="x", period="2019", raw=f"{value}个", **told)

        one, other, elsewhere = (
            said(*told) for told in ((19, "19个。", 7), (21, "21个。", 8), (21, "21个。", 40))
        )
        found = rows([one, other], "disagreements", tables=("disagreements",))
        assert [(row["doc"], row["value"]) for row in found] == [("a", 19), ("a", 21)]
        assert not rows([one, elsewhere], "disagreements", tables=("disagreements",))

    def test_what_nobody_else_says_is_not_counted_as_compared(self) -> None:
        items = [
            claim(19, doc=doc, indicator=indicator, period="2019")
            for doc, indicator in (("a", "x"), ("b", "x"), ("a", "y"), ("a", "y"))
        ]
        [told] = rows(items, "disagreements_compared", tables=("disagreements",))
        assert (told["claims"], told["compared"], told["no_other"]) == (4, 2, 2)

    def test_a_document_with_both_figures_disagrees_with_neither(self) -> None:
        items = [
            claim(value, doc=doc, indicator="projects", period="2019", raw=str(value))
            for value, doc in ((56, "a"), (17, "a"), (17, "b"))
        ]
        assert not rows(items, "disagreements", tables=("disagreements",))
        items.append(claim(30, doc="c", indicator="projects", period="2019", raw="30"))
        found = rows(items, "disagreements", tables=("disagreements",))
        assert [(row["doc"], row["value"]) for row in found] == [("a", 17), ("b", 17), ("c", 30), ("a", 56)]
