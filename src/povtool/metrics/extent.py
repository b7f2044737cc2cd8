"""How far a figure reaches beside its period: over all time until then, or over a part of what was told."""

from __future__ import annotations

import re
from functools import cache

from povtool.convert.script import fold
from povtool.records import Record

CUMULATIVE, PART = "cumulative", "part"


def extent(metric: Record) -> str | None:
    """``cumulative`` for what has come together until the period, ``part`` for some of a whole that its
    sentence tells before; None for any other.

    截至2020年底累计脱贫923万人 is not what 2020 alone saw; of 100亿元,其中省本级18亿元 the second is no
    amount of its own. A part by place or year (其中贵州, 其中2020年) is the whole of that place or year.
    Without a period none is cumulative. 累计 with a bare year counts as cumulative, though it may mean that
    year alone: who compares it with a year's figure may be wrong, who does not misses one.

    >>> def said(before, raw, **more):
    ...     claim = {"raw": raw, "sentence": before + raw, "sentence_start": 0, "start": len(before)}
    ...     return extent(claim | more)
    >>> said("截至2020年底,全省累计脱贫", "923万人", period="2020", evidence={"period": [2, 8]})
    'cumulative'
    >>> said("截至2020年底,建成扶贫车间", "500个", period="2020", evidence={"period": [2, 8]})
    'cumulative'
    >>> said("截至2020年底,贫困人口减少到", "3万人", period="2020", evidence={"period": [2, 8]}) is None
    True
    >>> said("投入扶贫资金100亿元,其中省本级", "18亿元")
    'part'
    """
    before = _before(metric)
    if not _suspect().search(before) and "累" not in str(metric.get("of")):
        return None
    before = fold(before)
    if _is_part(metric, before):
        return PART
    return CUMULATIVE if _told_total(metric, before) or _until(metric, before) else None


def is_total_to_date(metric: Record) -> bool:
    """Whether a figure is cumulative beyond doubt: 累计 up to the end of a period, not within it.

    >>> sentence = "截至2020年底累计脱贫9万人"
    >>> is_total_to_date({"sentence": sentence, "sentence_start": 0, "start": 12, "raw": "9万人",
    ...     "period": "2020", "evidence": {"period": [2, 8]}})
    True
    >>> is_total_to_date({"sentence": "2020年累计脱贫9万人", "sentence_start": 0, "start": 9, "raw": "9万人",
    ...     "period": "2020", "evidence": {"period": [0, 5]}})
    False
    """
    before = _before(metric)
    if not _suspect().search(before):
        return False
    before = fold(before)
    return _told_total(metric, before) and _as_of(metric, before)


def _before(metric: Record) -> str:
    """The sentence up to the figure, as it is written; empty where that cannot be told."""
    sentence, raw = metric.get("sentence"), metric.get("raw")
    if not isinstance(sentence, str) or not isinstance(raw, str):
        return ""
    start = _at(metric, metric.get("start"))
    at = start if start is not None and sentence.startswith(raw, start) else sentence.find(raw)
    return sentence[: max(at, 0)]


def _at(metric: Record, place: object) -> int | None:
    """A place of the text as a place of the sentence; None outside it."""
    start = metric.get("sentence_start")
    if not isinstance(place, int) or not isinstance(start, int) or place < start:
        return None
    return place - start


def _evidence(metric: Record, name: str) -> tuple[int, int] | None:
    """Where in the sentence a field was read."""
    spans = metric.get("evidence")
    span = spans.get(name) if isinstance(spans, dict) else None
    if not isinstance(span, list) or len(span) != 2:
        return None
    first, last = (_at(metric, place) for place in span)
    return None if first is None or last is None else (first, last)


def _is_part(metric: Record, before: str) -> bool:
    at = before.rfind("其中")
    if at < 0:
        return False
    behind = _brackets().sub("", before[at + 2 :])
    if (
        ")" in behind
        or _STOPS.search(behind)
        or any(span and span[0] >= at for span in (_evidence(metric, "period"), _evidence(metric, "place")))
    ):
        return False
    *told, own = _CLAUSES.split(behind.lstrip(":,"))
    unit = fold(str(metric.get("unit")))  # a list of parts is in one unit, and does nothing new
    alike = all(_DIGIT.search(clause) and unit in clause for clause in told)
    return alike and not (told and _flow().search(own))


def _told_total(metric: Record, before: str) -> bool:
    """Whether the figure's own clause says that it is a total, or the one before it for what is done.

    Of a stretch (2011 to 2015) a total is the same as what happened in it, and without a period there is no
    figure of a year that it could be taken for.
    """
    if metric.get("period") is None or "/" in str(metric["period"]):
        return False
    own = _CLAUSES.split(before)[-1]
    if _total().search(own) or _total().search(fold(str(metric.get("of") or ""))):
        return True
    if metric.get("dimension") == "percent" or not _flow().search(own):
        return False
    span = _evidence(metric, "period")
    return bool(_total().search(_STOPS.split(before[span[0] if span else 0 :])[-1]))


def _until(metric: Record, before: str) -> bool:
    """Whether the figure is what was done until its period (截至2020年底,建成扶贫车间)."""
    span = _evidence(metric, "period")
    if span is None or "/" in str(metric.get("period")) or metric.get("dimension") == "percent":
        return False
    behind = before[span[1] :]
    if _STOPS.search(behind) or not _flow().search(_CLAUSES.split(before)[-1]):
        return False
    return bool(_until_words().search(before[: span[0]]))


def _as_of(metric: Record, before: str) -> bool:
    span = _evidence(metric, "period")
    if span is None:
        return False
    told = before[span[0] : span[1]]
    return bool(_until_words().search(before[: span[0]])) or told.endswith(("底", "末")) or "目前" in told


_CLAUSES = re.compile("[,;。!?:]")
_STOPS = re.compile("[;。!?]")
_DIGIT = re.compile("[0-9一二两三四五六七八九十]")


@cache
def _suspect() -> re.Pattern[str]:
    """Without one of these, in either script, a sentence need not be looked at."""
    return re.compile("累[计計积積]|其中|截[至止]|[到至][0-9０-９]|至今|迄今")


@cache
def _total() -> re.Pattern[str]:
    return re.compile("累[计积]|至今(?![年日天晚])|迄今")


@cache
def _until_words() -> re.Pattern[str]:
    return re.compile("(?:截[至止]|(?:^|[^\\w]|力争|争取|确保|计划|预计|将)[到至])$")


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile("[(][^()]*[)]")


@cache
def _flow() -> re.Pattern[str]:
    """What is done over time and adds up, other than what there is at a time."""
    return re.compile(
        "脱贫(?!人口|户|攻坚|地区|县|村|监测)|减贫|减少(?![到至])|投[入放资]|安排|完成|建成|[新改扩修]建|搬迁(?!人口|群众|劳动力)"
        "|培训|转移|发放|实施|落实|兑现|销售|摘帽|退出|出列|改造|帮扶|资助|救[助治]|新增|下达|拨付|整合|捐|硬化"
        "|选派|派出|举办|开展|引[进入]|募集|筹[集措]|培[育养]|解决|安置(?!点|区|房)|支[付出持]|发展(?![到至成])|种植|清[退理]|查处"
    )
