"""diff --claims: what was promised and what was reported; nothing matched that only may belong together."""

from __future__ import annotations

from typing import Any

import pytest

from povtool.diff import ClaimChange, ClaimTotals, claim_record, compare_claims
from povtool.metrics import metrics

PLAN = (
    "2018年,甘孜州计划投入扶贫资金110.7亿元,确保16.3万人迁入新居,新增生态补偿岗位20万个,"
    "力争5个县摘帽、463个贫困村退出、48301人脱贫。拟新建村卫生室364个。"
)
REPORT = (
    "2018年,甘孜州投入扶贫资金112亿元,16.3万人搬迁入住,新增生态补偿岗位18万个,"
    "5個縣摘帽,463个贫困村退出,4.8万人脱贫。2018年全州修建公路300公里。"
)


def claims(text: str, name: str = "1", date: str = "2019-02-01") -> list[Any]:
    return list(metrics([{"type": "document", "id": name, "text": text, "date": date}]))


def changes(a: list[Any], b: list[Any]) -> list[ClaimChange]:
    return [change for change in compare_claims(a, b) if isinstance(change, ClaimChange)]


def told(found: list[ClaimChange]) -> list[tuple[str | None, str | None, str, list[str]]]:
    return [
        (
            change.a and change.a.record["raw"],
            change.b and change.b.record["raw"],
            change.kind.removeprefix("claim-"),
            change.changes,
        )
        for change in found
    ]


def test_what_was_promised_and_what_was_reported() -> None:
    found = changes(claims(PLAN, "plan", "2018-01-05"), claims(REPORT, "report"))
    assert told(found) == [
        ("110.7亿元", "112亿元", "changed", ["value", "status", "wording"]),
        ("16.3万人", "16.3万人", "changed", ["status", "wording"]),
        ("20万个", "18万个", "changed", ["value", "status"]),
        ("5个", "5個", "changed", ["status"]),
        ("463个", "463个", "changed", ["status"]),
        ("48301人", "4.8万人", "changed", ["status", "wording"]),
        ("364个", None, "dropped", []),
        (None, "300公里", "added", []),
    ]
    assert [change.figures for change in found[:6]] == [
        *("higher", "equal", "lower", "equal", "equal", "compatible"),
    ]
    totals = ClaimTotals()
    for change in found:
        totals.add(change)
    row = totals.result()
    assert (row["targets"], row["targets_reported"], row["targets_not_in_b"]) == (7, 6, 1)
    assert (row["reported_equal"], row["reported_higher"], row["reported_lower"]) == (3, 1, 1)


def test_a_record_points_into_both_sides() -> None:
    plan, report = claims(PLAN, "plan", "2018-01-05"), claims(REPORT, "report")
    record = claim_record(changes(plan, report)[2])
    assert (record["kind"], record["changes"]) == ("claim-changed", ["value", "status"])
    assert (record["status_a"], record["status_b"]) == ("target", "achieved")
    assert (record["value_a"], record["value_b"], record["difference"]) == (200_000, 180_000, -20_000)
    for side, text in (("a", PLAN), ("b", REPORT)):
        [source] = record[f"sources_{side}"]
        assert text[source["start"] : source["end"]] == record[f"raw_{side}"]
        assert source["sentence"] in text


@pytest.mark.parametrize(
    ("a", "b", "figures", "apart"),
    [
        ("全县退耕还林15万亩", "全县退耕还林1万公顷", "equal", (0, "亩")),
        ("全县退耕还林15万亩", "全县退耕还林1.2万公顷", "higher", (30000, "亩")),
        ("全县培训致富带头人50名", "全县培训致富带头人60人", "higher", (10, "名")),
        ("全县贫困发生率为10.2%", "全县贫困发生率为5.7%", "lower", (-4.5, "百分点")),
    ],
)
def test_units_of_one_kind_and_shares_by_points(a: str, b: str, figures: str, apart: tuple[Any, ...]) -> None:
    [change] = changes(claims(f"2018年,{a}。"), claims(f"2018年,{b}。"))
    record = claim_record(change)
    assert (record["figures"], (record["difference"], record["difference_unit"])) == (figures, apart)
    assert ("unit" in record) != ("unit_a" in record and "unit_b" in record)


def test_what_has_no_partner_is_not_compared() -> None:
    totals = ClaimTotals()
    for change in changes(claims(PLAN, "plan", "2018-01-05"), claims(REPORT, "report")):
        totals.add(change)
    row = totals.result()
    assert (row["compared"], row["dropped"], row["added"]) == (6, 1, 1)


def test_a_corpus_claims_what_its_other_script_copy_does() -> None:
    from povtool.convert.opencc import converter

    other = converter("s2tw").convert(PLAN).text
    assert {change.kind for change in changes(claims(PLAN), claims(other, "2"))} == {"claim-same"}


def test_a_claim_made_twice_is_one_with_all_its_places() -> None:
    twice = [*claims(PLAN, "1"), *claims(PLAN, "2")]
    found = changes(twice, claims(PLAN, "3"))
    assert {change.kind for change in found} == {"claim-same"} and len(found) == 7
    assert all([source["doc"] for source in change.a.sources] == ["1", "2"] for change in found if change.a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("2018年甘孜州3460户易地扶贫搬迁。", "2018年甘孜州70户地质灾害避险搬迁。"),
        ("2018年甘孜州48301人脱贫。", "2018年甘孜州脱贫4万人。2018年甘孜州脱贫5万人。"),
    ],
)
def test_what_only_may_belong_together_is_told_as_unclear(a: str, b: str) -> None:
    found = changes(claims(a), claims(b, "2"))
    assert {change.kind for change in found} == {"claim-dropped", "claim-added"}
    assert all(change.unclear and claim_record(change)["unclear"] for change in found)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("2018年甘孜州48301人脱贫。", "2019年甘孜州48301人脱贫。"),
        ("2018年甘孜州48301人脱贫。", "2018年阿坝州48301人脱贫。"),
        ("2018年甘孜州11585户脱贫。", "2018年甘孜州48301人脱贫。"),
        ("2018年甘孜州贫困人口减少48301人。", "2018年甘孜州贫困人口48301人。"),
    ],
)
def test_another_year_place_unit_or_relation_is_another_claim(a: str, b: str) -> None:
    found = changes(claims(a), claims(b, "2"))
    assert [change.kind for change in found] == ["claim-dropped", "claim-added"]
    assert not any(change.unclear for change in found)


def test_of_several_claims_each_finds_the_one_in_its_sentence() -> None:
    a = "2019年拉萨实施项目56个。2019年拉萨建成产业项目17个。"
    b = "2019年拉薩實施項目58個。2019年拉薩建成產業項目17個。"
    assert told(changes(claims(a), claims(b))) == [
        ("56个", "58個", "changed", ["value"]),
        ("17个", "17個", "same", []),
    ]


def test_a_target_that_is_repeated_and_then_reported_has_both() -> None:
    a = claims("2018年,甘孜州计划脱贫48301人。", "plan", "2018-01-05")
    b = claims("2018年,甘孜州计划脱贫48301人,实际脱贫46200人。", "report")
    found = changes(a, b)
    assert [(change.b.record["raw"], change.changes[:2]) for change in found if change.b] == [
        ("48301人", []),
        ("46200人", ["value", "status"]),
    ]
    totals = ClaimTotals()
    for change in found:
        totals.add(change)
    assert (totals.result()["targets"], totals.result()["targets_reported"]) == (1, 1)


def test_a_damaged_figure_is_no_changed_value() -> None:
    text = "2019年拉萨\ufffd26人就业。"
    [change] = changes(claims(text), claims(text, "2"))
    assert (change.kind, change.figures) == ("claim-same", None)


def test_a_corpus_differs_in_nothing_from_itself() -> None:
    text = "2019年GDP增长8%。但仍比全国高1.2个百分点。另有3个。共4户。"
    assert {change.kind for change in changes(claims(text), claims(text))} == {"claim-same"}
