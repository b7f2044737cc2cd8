"""Figures that belong to no one place: over two of them, between them, or a measure of the world's."""

from __future__ import annotations

import re
from functools import cache

from povtool.metrics.wording.discourse import REACH

_NEAR = 24
"""Code points before a figure in which what makes it one of no place stands."""


def is_between(text: str, sentence_start: int, start: int) -> bool:
    """Whether the figure at a code point of a folded text is nobody's.

    That is the level compared with (高于全国平均水平的14617元), how far one place is from another
    (苏州与铜仁相距1600公里), what lies in townships told without their county (马安、上津两镇各2个), what two
    partners do together (两市召开联席会议3次, 双方互派干部40名), and the World Bank's line.

    >>> text = "两市召开联席会议3次,投入4亿元,互派干部40名"
    >>> [is_between(text, 0, text.index(figure)) for figure in ("3次", "4亿", "40名")]
    [True, False, True]
    """
    low = max(sentence_start, start - _NEAR)
    near = (_of_the_average(), _apart(), _townships(), _of_the_world(), _each_other(), _both())
    if any(pattern.search(text, low, start) for pattern in near):
        return True
    return bool(
        _together().search(text, low, start)
        and _partners().search(text, max(sentence_start, start - REACH), start)
    )


@cache
def _of_the_average() -> re.Pattern[str]:
    return re.compile("(?:高于|低于|超过|多于|少于|[比超])[^,。;0-9]{0,12}(?:平均水平|平均值|平均数|均值)的$")


@cache
def _apart() -> re.Pattern[str]:
    return re.compile("(?:相[距隔]|[,。;“\n]距离?[^,。;0-9]{2,10})(?:[约近有]|超过|大约)?$")


@cache
def _townships() -> re.Pattern[str]:
    name = "[\u4e00-\u9fff]{2,4}"
    went = "转|走|跑|看|走访|调研|暗访|访|抽查|督查"
    return re.compile(
        f"[到赴在]{name}(?:、{name}?)+(?:等地)?(?:{went})了?$|"
        f"{name}(?:、{name})+(?:[两三四五六七八九十0-9]{{1,2}}个?|等)(?:乡镇|[乡镇村])[^,。;、]{{0,12}}$"
    )


@cache
def _of_the_world() -> re.Pattern[str]:
    return re.compile(
        "(?:世界银行|世银|世行|联合国|国际贫困|国际上)(?!贷款|资助|援助|项目|扶贫|支持)[^,。;0-9]{0,12}$"
    )


@cache
def _each_other() -> re.Pattern[str]:
    """What goes both ways: 互派干部 | 40名, 镇镇结对由 | 31对."""
    return re.compile("(?:互[派访签换]|(?:镇镇|乡乡|村村|村企|校校|院院|县县)结对)[^,。;]{0,10}$")


@cache
def _both() -> re.Pattern[str]:
    """Two places as the subject of the figure's own clause, unless one helps the other or takes its turn."""
    return re.compile(f"{_SUBJECT}(?![^,。;]*(?:分别|各自?|{_HELPING}))[^,。;]{{0,20}}$", re.MULTILINE)


_SUBJECT = (
    "(?:^|[,。;:“\n、])(?:今年|去年|[0-9]{4}年)?,?(?:双方|两地(?!区)|两[省市县州区](?!份|政府)(?:一市|区)?)"
)
_HELPING = "投入|安排|拨付|捐|援助|支持|帮助|资助|惠及|脱贫|减贫"


@cache
def _together() -> re.Pattern[str]:
    return re.compile("(?:联席会议|签[订署]|共同|联合|互|结对|对接|会谈)[^,。;]{0,10}$")


@cache
def _partners() -> re.Pattern[str]:
    return re.compile(_SUBJECT, re.MULTILINE)
