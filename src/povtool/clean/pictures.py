"""Captions that only the whole page tells: what pictures show, and pages that have nothing but pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from povtool.clean.lines import Kind, Line, is_photo_credit

_REPEATED = 3
"""A sentence that a page says so often is that of its pictures."""
_LEAST = 20
"""How many code points captions must have to be a text."""


def mark_picture_story(lines: Sequence[Line]) -> None:
    """Takes captions for text on a page that has no other, but for those that are repeated.

    Lines without an end between the captions may be a table; where they say more, nothing is changed.
    """
    captioned = [i for i, line in enumerate(lines) if line.kind is Kind.CAPTION and not is_photo_credit(line)]
    if not captioned:
        return
    said = Counter([line.text for line in lines if line.kind is Kind.PROSE])
    if any(times < _REPEATED for times in said.values()):
        return
    captions = [lines[i] for i in captioned]
    held = lines[captioned[0] : captioned[-1]]
    between = sum(len(line.text) for line in held if line.kind is Kind.SHORT)
    if len("".join({line.text for line in captions})) < max(_LEAST, between):
        return
    for line in lines:
        if line.kind is Kind.PROSE:
            line.kind = Kind.CAPTION
    for line in captions:
        line.kind = Kind.PROSE


_EVENT = (
    "会|班|课|讲座|仪式|活动|比赛|大赛|培训|座谈|签约|授牌|揭牌|揭幕|开幕|发放|捐赠|义诊|宣讲|调研|走访|慰问"
    "|直播|采摘|施工|拍卖|招聘|演出|考试|评审|答辩|交流|观摩|展销|集市|劳动|训练|教学"
)
_PLACE = "内|里|旁|边|前|基地|大棚|车间|地头|家中|现场|园区?|厂房?|合作社|教室|工坊|学校|村部|市场|展馆"
_DOING = (
    "查看|察看|了解|指导|讲解|授课|考察|调研|走访|慰问|采摘|劳作|忙碌|交流|参观|发放|领取|挑选|分拣|包装|加工"
    "|作业|除草|施肥|插秧|收割|晾晒|直播|讲话|发言|致辞|作报告|上课|学习|培训|播种|移栽|装车|喂养|修剪"
)
_SHOWS = re.compile(
    rf"[^,。:;!?]{{0,20}}(?:{_EVENT})现场|[^,。:;!?]{{2,24}}(?:合影|合影留念|留影)"
    rf"|[^,。:;!?]{{2,12}}?(?:正|们)?在[^,。:;!?]{{0,12}}?(?:{_PLACE})(?:{_DOING})[^,。:;!?]{{0,12}}"
)
"""What a picture shows, without a mark: 培训班现场, 专家在大棚内查看长势."""
_LONGEST_SHOWN = 30


def mark_shown(between: Sequence[Line]) -> None:
    """Takes the short lines between paragraphs for captions, if all of them tell what a picture shows.

    Where one of them does not, they may be the headings of sections.
    """
    if all(len(line.text) <= _LONGEST_SHOWN and _SHOWS.fullmatch(line.folded) for line in between):
        for line in between:
            line.kind = Kind.CAPTION
