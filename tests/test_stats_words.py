"""Measures of words: published examples, the answers of other libraries, and counts by hand."""

from __future__ import annotations

import json
import math
import random
import re
from collections import Counter
from itertools import pairwise

import pytest
from conftest import SEEDS, on_terminal, povtool, records
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures
from nltk.util import ngrams as nltk_ngrams
from rich.cells import cell_len
from scipy import stats as scipy_stats

from povtool.records import Record
from povtool.stats import (
    ConcordanceConfig,
    DiversityConfig,
    StatsConfig,
    Summary,
    concordance,
    diversity,
    legend,
    stats,
)
from povtool.stats.collocates import log_dice, mutual_information, t_score
from povtool.stats.contrast import (
    bayes_factor,
    log_likelihood,
    log_ratio,
    percent_difference,
    simple_maths,
    table_log_likelihood,
)
from povtool.stats.dispersion import deviation, juilland, normalised_deviation, reduced_frequency
from povtool.stats.diversity import hdd, mattr, mtld

WORDS = ["脱贫", "攻坚", "贫困", "群众", "的"]


def page(name: str, tokens: list[str], **fields: object) -> Record:
    return {"type": "document", "id": name, "text": "".join(tokens), "tokens": tokens, **fields}


def rows(items: list[Record], table: str, **config: object) -> list[Record]:
    return [row for row in stats(items, StatsConfig(**config)) if row.get("table") == table]


@st.composite
def rates(draw: st.DrawFn) -> tuple[int, int, int, int]:
    c, d = draw(st.integers(2, 10**7)), draw(st.integers(2, 10**7))
    a, b = draw(st.integers(0, c - 1)), draw(st.integers(0, d - 1))
    return (a, b, c, d) if a + b else (1, b, c, d)


class TestContrast:
    @given(rates())
    def test_log_likelihood_is_scipys(self, numbers: tuple[int, int, int, int]) -> None:
        a, b, c, d = numbers
        expected = [c * (a + b) / (c + d), d * (a + b) / (c + d)]
        peer = scipy_stats.power_divergence([a, b], expected, lambda_="log-likelihood").statistic
        assert log_likelihood(a, b, c, d) == pytest.approx(peer, rel=1e-6, abs=1e-5)

    @given(rates())
    def test_log_likelihood_of_a_table_is_scipys(self, numbers: tuple[int, int, int, int]) -> None:
        a, b, c, d = numbers
        peer = scipy_stats.chi2_contingency(
            [[a, b], [c - a, d - b]], correction=False, lambda_="log-likelihood"
        ).statistic
        assert table_log_likelihood(a, a + b, c, c + d) == pytest.approx(peer, rel=1e-6, abs=1e-4)

    @pytest.mark.parametrize(
        ("cells", "published"),
        [
            ((110, 2442, 111, 29114), 270.72),  # the swiss
            ((29, 13, 123, 31612), 263.90),  # can be
            ((31, 23, 139, 31584), 256.84),  # previous year
            ((10, 0, 3, 31764), 167.23),  # mineral water
        ],
    )
    def test_dunning_1993_table_2(self, cells: tuple[int, int, int, int], published: float) -> None:
        both, first, second, neither = cells
        total = both + first + second + neither
        assert round(table_log_likelihood(both, both + first, both + second, total), 2) == published

    def test_kilgarriff_2009_simple_maths(self) -> None:
        words = {"obscurish": (10, 0), "middling": (200, 100), "common": (12000, 10000)}
        published = {1: (11.0, 1.99, 1.2), 100: (1.1, 1.5, 1.2), 1000: (1.01, 1.09, 1.18)}
        for add, ratios in published.items():
            found = [round(simple_maths(*pair, 10**6, 10**6, add), 2) for pair in words.values()]
            assert tuple(found) == ratios

    def test_hardie_2014_each_point_doubles_the_rate(self) -> None:
        assert [log_ratio(count, 100, 10**6, 10**6) for count in (50, 100, 200, 400)] == [-1, 0, 1, 2]
        assert log_ratio(200, 200, 10**6, 2 * 10**6) == 1
        assert log_ratio(0, 1, 1000, 1000) == -1  # 0.5 for 0

    def test_percent_difference_and_bayes_factor(self) -> None:
        assert percent_difference(3, 2, 1000, 1000) == 50
        assert percent_difference(1, 4, 1000, 1000) == -75
        assert percent_difference(1, 0, 1000, 1000) is None
        assert bayes_factor(12.0, 600, 400) == pytest.approx(12 - math.log(1000))


class TestDispersion:
    # The corpus of Gries 2008, 406: parts of 9, 10, 10, 10 and 11 words, with 1, 2, 3, 4 and 5 times "a".
    PARTS = ((1, 9), (2, 10), (3, 10), (4, 10), (5, 11))

    def test_gries_2008_example(self) -> None:
        assert round(deviation(self.PARTS, 50), 2) == 0.18
        assert round(normalised_deviation(deviation(self.PARTS, 50), 9, 50) or 0, 3) == 0.22

    @given(st.lists(st.tuples(st.integers(0, 9), st.integers(10, 99)), min_size=2, max_size=9))
    def test_by_their_definitions_in_floats(self, parts: list[tuple[int, int]]) -> None:
        frequency, total = sum(count for count, _ in parts), sum(size for _, size in parts)
        if not frequency:
            return
        present = [(count, size) for count, size in parts if count]
        dp = sum(abs(count / frequency - size / total) for count, size in parts) / 2
        assert deviation(present, total) == pytest.approx(dp, abs=1e-12)
        shares = [count / size for count, size in parts]
        variation = scipy_stats.variation(shares)
        peer = 1 - variation / math.sqrt(len(parts) - 1)
        assert juilland(present, len(parts)) == pytest.approx(peer, abs=1e-7)

    @given(st.lists(st.booleans(), min_size=1, max_size=60))
    def test_reduced_frequency_by_its_definition(self, corpus: list[bool]) -> None:
        positions = [place for place, is_it in enumerate(corpus) if is_it]
        if not positions:
            return
        total, frequency = len(corpus), len(positions)
        gaps = [b - a for a, b in pairwise(positions)] + [positions[0] + total - positions[-1]]
        segment = total / frequency
        assert reduced_frequency(positions, total) == pytest.approx(
            sum(min(gap, segment) for gap in gaps) / segment
        )
        assert 1 - 1e-9 <= reduced_frequency(positions, total) <= frequency + 1e-9

    def test_the_table_on_a_corpus_of_gries(self) -> None:
        pages = [
            page(f"p{number}", ["的"] * count + ["脱贫"] * (size - count))
            for number, (count, size) in enumerate(self.PARTS)
        ]
        pages[2]["tokens"] += ["，", "。"]  # no words
        found = list(stats(pages, StatsConfig(tables=("dispersion",))))
        [row] = [row for row in found if row.get("token") == "的"]
        assert (row["count"], row["of_tokens"], row["documents"], row["of_documents"]) == (15, 50, 5, 5)
        assert (row["range"], row["dp"], row["dp_norm"]) == (1, 0.18, 0.219512)
        assert row["juilland_d"] == 0.784968 or round(row["juilland_d"], 3) == 0.785
        positions, start = [], 0
        for count, size in self.PARTS:
            positions += range(start, start + count)
            start += size
        assert row["arf"] == pytest.approx(reduced_frequency(positions, 50), rel=1e-5)
        assert {row["column"] for row in found if row["table"] == "measures"} == {
            *("range", "dp", "dp_norm", "juilland_d", "arf")
        }


class TestKeyness:
    TARGET = page("a", ["贫困"] * 8 + ["的"] * 92)
    REFERENCE = page("b", ["贫困"] * 2 + ["的"] * 97 + ["群众"])

    def summary(self, **config: object) -> list[Record]:
        summary = Summary(StatsConfig(tables=("keyness",), **config))
        assert summary.add(self.TARGET) and summary.refer(self.REFERENCE)
        return list(summary.result())

    def test_one_row_in_full(self) -> None:
        row = self.summary()[0]
        g2 = log_likelihood(8, 2, 100, 100)
        assert row == {
            "type": "stat",
            "table": "keyness",
            "rank": 1,
            "token": "贫困",
            "key": "target",
            "count": 8,
            "count_reference": 2,
            "of_tokens": 100,
            "of_tokens_reference": 100,
            "per_million": 80000,
            "per_million_reference": 20000,
            "g2": float(f"{g2:.6g}"),
            "log_ratio": 2,
            "diff_percent": 300,
            "simple_maths": float(f"{80001 / 20001:.6g}"),
            "bic": float(f"{g2 - math.log(200):.6g}"),
            "documents": 1,
            "documents_reference": 1,
            "dp_norm": None,
            "dp_norm_reference": None,
        }

    def test_what_only_the_reference_has(self) -> None:
        [row] = [row for row in self.summary() if row.get("token") == "群众"]
        assert (row["key"], row["count"], row["count_reference"], row["diff_percent"]) == (
            "reference",
            0,
            1,
            -100,
        )

    def test_parameters_are_told_and_taken(self) -> None:
        found = self.summary(add=100, least=3)
        assert [row["token"] for row in found if row["table"] == "keyness"] == ["贫困", "的"]
        [told] = [row for row in found if row.get("column") == "simple_maths"]
        assert (told["parameters"], told["source"]) == ({"add": 100}, "Kilgarriff 2009")
        assert found[0]["simple_maths"] == pytest.approx(80100 / 20100, rel=1e-5)

    def test_split_is_each_value_against_the_others(self) -> None:
        pages = [
            page("a", ["贫困"] * 3 + ["的"], year="2016"),
            page("b", ["的"] * 4, year="2018"),
            page("c", ["的"] * 2, year="2019"),
        ]
        found = [row for row in rows(pages, "keyness", tables=("keyness",), split="year") if row["rank"] == 1]
        assert [(row["year"], row["token"], row["key"]) for row in found] == [
            ("2016", "贫困", "target"),
            ("2018", "贫困", "reference"),
            ("2019", "贫困", "reference"),
        ]
        assert [(row["of_tokens"], row["of_tokens_reference"]) for row in found] == [(4, 6), (4, 6), (2, 8)]

    def test_a_word_in_both_scripts_is_one(self) -> None:
        pages = [page("a", ["貧困", "脱贫"], script="hant"), page("b", ["贫困", "脫貧"], script="hans")]
        found = rows(pages, "keyness", split="script", tables=("keyness",))
        assert {(row["token"], row["count"], row["count_reference"]) for row in found} == {
            *(("贫困", 1, 1), ("脱贫", 1, 1))
        }

    def test_against_a_file_on_the_command_line(self, tmp_path) -> None:
        for name, document in (("a", self.TARGET), ("b", self.REFERENCE)):
            (tmp_path / f"{name}.jsonl").write_text(json.dumps(document), "utf-8")
        done = povtool("stats", "a.jsonl", "--against", "b.jsonl", "--jobs", "2", cwd=tmp_path)
        assert done.stderr == b""
        assert records(done.stdout) == self.summary()


class TestCollocates:
    def test_manning_and_schuetze_1999(self) -> None:
        total = 14307668
        assert round(mutual_information(20, 42, 20, total), 2) == 18.38  # table 5.14
        assert round(t_score(8, 15828, 4675, total), 6) == 0.999932  # p. 164

    @given(st.integers(1, 50), st.integers(0, 900), st.integers(0, 900), st.integers(1, 10**6))
    def test_scores_are_nltks(self, both: int, first: int, second: int, others: int) -> None:
        first, second = both + first, both + second
        total = first + second + others
        marginals = (both, (first, second), total)
        assert mutual_information(both, first, second, total) == pytest.approx(
            BigramAssocMeasures.pmi(*marginals), rel=1e-9, abs=1e-9
        )
        assert t_score(both, first, second, total) == pytest.approx(
            BigramAssocMeasures.student_t(*marginals), rel=1e-6, abs=1e-6
        )
        assert table_log_likelihood(both, first, second, total) == pytest.approx(
            BigramAssocMeasures.likelihood_ratio(*marginals), rel=1e-6, abs=1e-5
        )
        assert log_dice(both, first, second) == pytest.approx(
            14 + math.log2(BigramAssocMeasures.dice(*marginals))
        )

    def test_rychly_2008_says_of_log_dice(self) -> None:
        assert log_dice(7, 7, 7) == 14  # the most there is: never one without the other
        assert log_dice(1, 16384, 16384) == 0  # once in 16,000
        assert log_dice(2, 100, 300) == log_dice(1, 100, 300) + 1  # twice as often
        assert log_dice(3, 50, 60) == log_dice(300, 5000, 6000)  # whatever the size of the corpus

    def test_windows_by_hand(self) -> None:
        tokens = ["贫困", "群众", "，", "的", "贫困", "户", "。", "的", "贫困", "\n", "群众"]
        found = {
            row["token"]: row
            for row in rows(
                [page("a", tokens)], "collocates", tables=("collocates",), node="貧困", window=(1, 2)
            )
        }
        assert {token: row["count"] for token, row in found.items()} == {"群众": 1, "的": 2, "户": 1}
        assert {row["node"] for row in found.values()} == {"贫困"}
        row = found["的"]
        assert (row["of_token"], row["node_count"], row["in_windows"], row["of_tokens"]) == (2, 3, 4, 8)
        assert row["expected"] == 1
        assert row["pmi"] == 1
        assert row["log_dice"] == float(f"{14 + math.log2(4 / 5):.6g}")

    def test_a_word_in_two_windows_counts_once(self) -> None:
        [row] = rows([page("a", ["贫困", "群众", "贫困"])], "collocates", tables=("collocates",), node="贫困")
        assert (row["count"], row["in_windows"], row["node_count"]) == (1, 1, 2)


class TestNgrams:
    @given(st.lists(st.sampled_from([*WORDS, "，"]), max_size=40), st.integers(2, 4))
    def test_counts_are_nltks(self, tokens: list[str], n: int) -> None:
        peer = Counter(" ".join(each) for each in nltk_ngrams(tokens, n) if "，" not in each)
        found = rows([page("a", tokens)], "ngrams", tables=("ngrams",), ngram=n)
        assert {row["ngram"]: row["count"] for row in found} == peer
        assert all(row["of_ngrams"] == peer.total() for row in found)


class TestDiversity:
    words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=80)

    @given(words, st.integers(1, 42))
    def test_hdd_is_the_expectation_of_scipys_distribution(self, words: list[str], sample: int) -> None:
        if len(words) < sample:
            assert hdd(words, sample) is None
            return
        peer = sum(
            1 - scipy_stats.hypergeom.pmf(0, len(words), count, sample) for count in Counter(words).values()
        )
        assert hdd(words, sample) == pytest.approx(peer / sample, abs=1e-9)

    @given(words, st.integers(1, 20))
    def test_mattr_is_the_mean_of_its_windows(self, words: list[str], window: int) -> None:
        windows = [words[start : start + window] for start in range(len(words) - window + 1)]
        if not windows:
            assert mattr(words, window) is None
            return
        peer = sum(len(set(each)) / window for each in windows) / len(windows)
        assert mattr(words, window) == pytest.approx(peer)

    def test_mtld_by_hand(self) -> None:
        # Forwards: 甲乙丙甲 is 3/4, 甲乙丙甲甲 3/5 < 0.72: a factor; then 乙丙 is at 1.0: none.
        # Backwards: 丙乙甲甲 3/4, with 丙 3/5: a factor; then 乙甲: none.
        assert mtld(list("甲乙丙甲甲乙丙"), 0.72) == 7
        assert mtld(list("甲甲甲甲"), 0.72) == 2
        assert mtld(list("甲乙丙丁"), 0.72) is None

    def test_mtld_counts_a_part_of_a_factor(self) -> None:
        # One factor (甲甲), then 乙丙丁乙 at 3/4: (1 − 0.75) / 0.28 of one.
        # Backwards: 乙丁丙乙 3/4, then 甲 4/5, 甲 4/6: one factor.
        forwards, backwards = 6 / (1 + 0.25 / 0.28), 6 / 1
        assert mtld(list("甲甲乙丙丁乙"), 0.72) == pytest.approx((forwards + backwards) / 2)

    def test_parameters_are_set_on_the_command_line_and_told(self, tmp_path) -> None:
        words = ["脱贫", "攻坚", "脱贫", "脱贫", "致富", "攻坚"]
        (tmp_path / "a.jsonl").write_text(
            json.dumps({"id": "a", "text": "", "tokens": words}) + "\n", "utf-8"
        )
        options = ["--mattr-window", "2", "--mtld-threshold", "0.6", "--hdd-sample", "3"]
        row, *told = records(povtool("stats", "-t", "diversity", *options, str(tmp_path / "a.jsonl")).stdout)
        assert row["mattr"] == pytest.approx(mattr(words, 2), 1e-5)
        assert row["mtld"] == pytest.approx(mtld(words, 0.6), 1e-5)
        assert row["hdd"] == pytest.approx(hdd(words, 3), 1e-5)
        parameters = {row["column"]: row["parameters"] for row in told}
        assert (parameters["mattr"], parameters["mtld"], parameters["hdd"]) == (
            *({"window": 2}, {"threshold": 0.6}, {"sample": 3}),
        )

    def test_a_row_for_each_document_and_what_was_measured(self) -> None:
        chance = random.Random(1)
        pages = [page(f"p{number}", [*chance.choices(WORDS, k=60), "。"]) for number in range(3)]
        config = DiversityConfig(window=50)
        found = list(diversity(pages, config))
        assert [(row["doc"], row["tokens"], row["types"]) for row in found] == [
            (f"p{number}", 60, 5) for number in range(3)
        ]
        assert found[0]["mattr"] == 0.1
        parameters = {row["column"]: row["parameters"] for row in legend(config)}
        assert parameters == {
            "ttr": {},
            "mattr": {"window": 50},
            "mtld": {"threshold": 0.72},
            "hdd": {"sample": 42},
        }


class TestConcordance:
    PAGE = page("a", ["實現", "貧困", "人口", "脫貧", "，", "貧困", "縣", "\n", "貧困"])

    def lines(self, pattern: str, **config: object) -> list[Record]:
        return list(concordance([self.PAGE], ConcordanceConfig(pattern, **config)))

    def test_characters(self) -> None:
        found = self.lines("贫困", context=3)
        assert [(row["left"], row["node"], row["right"]) for row in found] == [
            ("實現", "貧困", "人口脫"),
            ("脫貧，", "貧困", "縣 貧"),
            ("困縣 ", "貧困", ""),
        ]
        assert all(self.PAGE["text"][row["start"] : row["end"]] == row["node"] for row in found)

    def test_words(self) -> None:
        found = self.lines("贫困 人口", words=True, context=1)
        assert [(row["left"], row["node"], row["right"], row["start"], row["end"]) for row in found] == [
            ("實現", "貧困 人口", "脫貧 ，", 1, 3)
        ]
        assert not self.lines("贫", words=True)

    def test_what_looks_like_a_pattern_is_text(self) -> None:
        assert not self.lines("贫.")

    @pytest.mark.parametrize("columns", [40, 60, 80, 120])
    def test_on_a_terminal_a_line_each_with_the_word_in_one_column(self, columns: int) -> None:
        status, seen = on_terminal(
            "stats", "--concordance", "贫困户", *SEEDS, columns=columns, env={"NO_COLOR": "1"}
        )
        lines = [line.rstrip("\r") for line in seen.split("\n") if "贫困户" in line or "貧困戶" in line]
        assert status == 0 and len(lines) == 3
        assert all(columns // 2 < cell_len(line) <= columns for line in lines)
        assert len({cell_len(re.split("贫困户|貧困戶", line)[0]) for line in lines}) == 1

    def test_in_the_order_of_the_text_at_any_jobs(self, cleaned: bytes) -> None:
        one = povtool("stats", "--concordance", "脱贫", stdin=cleaned)
        assert one.returncode == 0 and len(records(one.stdout)) > 100
        assert povtool("stats", "--concordance", "脱贫", "--jobs", "2", stdin=cleaned).stdout == one.stdout


def test_the_command_line_says_what_cannot_be_meant() -> None:
    for arguments, told in (
        (["--tables", "wrods"], "there is no table 'wrods'"),
        (["--collocates", ""], "--collocates is empty"),
        (["--against", "a", "--split", "b"], "exclude each other"),
        (["--window", "x", "--collocates", "贫"], "--window x is not"),
        (["--window", "3"], "--window does nothing here: leave it out, or ask for --collocates"),
        (["--context", "20"], "--context does nothing"),
        (["--words"], "--words does nothing"),
        (["--least", "1", "-t", "words"], "--least does nothing"),
        (["--top", "3", "-t", "documents,units"], "--top does nothing"),
        (["--by", "place", "-t", "disagreements"], "--by does nothing"),
        (
            ["--mattr-window", "100"],
            "--mattr-window does nothing here: leave it out, or ask for -t diversity",
        ),
        (["--font", "a.ttf"], "--font does nothing"),
        (["--format", "foo"], "'foo' is not one of"),
        (["--concordance", "贫", "--ngrams", "2"], "cannot stand beside other tables"),
    ):
        done = povtool("stats", *arguments)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.count(b"\n") == 1 or done.stderr.startswith(b"Usage")
        assert told in done.stderr.decode() and b"Value error" not in done.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_field_that_no_record_has_is_told(tmp_path, jobs: str) -> None:
    document = {"id": "a", "text": "脱贫", "tokens": ["脱贫"], "topic": None, "date": "2018"}
    claim = {"type": "metric", "doc": "a", "value": 3, "unit": "个", "place": "西藏"}
    lines = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in [document, claim])
    (tmp_path / "a.jsonl").write_text(lines, "utf-8")
    (tmp_path / "empty.jsonl").write_text("", "utf-8")
    for arguments, status, told in (
        (["--by", "plcae"], 2, "no record has the field 'plcae': did you mean place?"),
        (["--over", "perod"], 2, "did you mean period?"),
        (["--split", "zzzz"], 2, "any field of the records"),
        (["-t", "diversity", "--by", "sorce"], 2, "did you mean source?"),
        (["--by", "source"], 0, "no record has the field source, so it is null throughout"),
        (["--by", "topic,place,year"], 0, ""),
    ):
        done = povtool("stats", *arguments, "a.jsonl", "--jobs", jobs, cwd=tmp_path)
        assert (done.returncode, done.stderr.count(b"\n")) == (status, int(bool(told)))
        assert told in done.stderr.decode()
    assert povtool("stats", "--by", "plcae", "empty.jsonl", cwd=tmp_path).stderr == b""


def test_tables_asked_for_that_are_there_are_not_missed(cleaned: bytes) -> None:
    found = povtool("metrics", stdin=cleaned).stdout
    for table in (["-t", "units"], ["-t", "formulas"], ["--over", "period"], ["-t", "disagreements"]):
        done = povtool("stats", *table, stdin=found)
        assert (done.returncode, done.stderr) == (0, b"") and done.stdout


def test_missing_words_are_said(tmp_path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "脱贫"}\n', "utf-8")
    (tmp_path / "one.jsonl").write_text('{"id": "a", "text": "脱贫", "tokens": ["脱贫"]}\n', "utf-8")
    for arguments, status, told in (
        (["--ngrams", "2", "a.jsonl"], 0, "documents need tokens"),
        (["a.jsonl", "--against", "a.jsonl"], 2, "a.jsonl: no document has tokens"),
        (["--against", "-"], 2, "cannot both be standard input"),
        (["--ngrams", "2", "one.jsonl"], 0, "no sequence of words"),
        (["--split", "id", "one.jsonl"], 0, "nothing to compare with"),
        (["--collocates", "贫", "one.jsonl"], 0, "it does not occur"),
    ):
        done = povtool("stats", *arguments, cwd=tmp_path)
        assert (done.returncode, done.stderr.count(b"\n")) == (status, 1)
        assert told in done.stderr.decode()


def test_past_the_limit_the_run_stops_in_any_number_of_processes(cleaned: bytes) -> None:
    segmented = povtool("segment", stdin=cleaned).stdout
    for jobs in ("1", "2"):
        done = povtool("stats", "--limit", "100", "--jobs", jobs, stdin=segmented)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.startswith(b"povtool: more than 100 different words")


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--by", "script"],
        ["-t", "dispersion,disagreements,formulas"],
        ["--split", "source"],
        ["--collocates", "贫困", "--ngrams", "3", "--over", "period"],
    ],
)
def test_one_process_or_two_the_same_to_the_last_byte(options: list[str], cleaned: bytes) -> None:
    everything = povtool("segment", stdin=cleaned).stdout + povtool("metrics", stdin=cleaned).stdout
    one, two = (povtool("stats", *options, "--jobs", jobs, stdin=everything) for jobs in "12")
    assert one.returncode == 0 and one.stdout == two.stdout and one.stdout
