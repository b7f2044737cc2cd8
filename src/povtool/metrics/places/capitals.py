"""The capital that stands for the state, as the press beyond the mainland has it (北京承諾)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from povtool.metrics.places.gazetteer import BEYOND, NATION, ROOT, Name
from povtool.metrics.places.mentions import Mention
from povtool.metrics.places.roles import GOVERNS

_CAPITAL = "11"


def told_from_beyond(text: str, named: Iterable[list[Mention]]) -> bool:
    """Whether a document is one of those that may call the government by its capital: it speaks of Hong Kong,
    Macau or Taiwan, and never of the city of Beijing."""
    if "北京市" in text:
        return False
    return bool(_beyond().search(text)) or any(
        code.startswith(BEYOND) for found in named for mention in found for code in mention.entry.codes
    )


@cache
def _beyond() -> re.Pattern[str]:
    return re.compile("台[商胞资企]|两岸|陆委会|港[商人府]|一国两制")


def capitals(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions of such a folded text, with the country for the capital where that acts as a government.

    >>> from povtool.metrics.places.mentions import mentions
    >>> text = "北京承诺五年不变,台湾业者在北京设厂。"
    >>> [mention.name for mention in capitals(text, mentions(text))]
    ['全国', '台湾', '北京']
    """
    return [_as_state(text, mention) for mention in found]


def _as_state(text: str, mention: Mention) -> Mention:
    if mention.entry.codes != (_CAPITAL,) or not _acts().match(text, mention.end):
        return mention
    if not _subject().search(text, max(0, mention.start - 3), mention.start):
        return mention
    return replace(mention, name=NATION, entry=Name(NATION, (ROOT,), "nation"), role=GOVERNS)


@cache
def _subject() -> re.Pattern[str]:
    return re.compile("(?:^|[^\u4e00-\u9fff]|[对向被由让令使但而因])$")


@cache
def _acts() -> re.Pattern[str]:
    said = "承诺|宣布|宣称|声称|认为|强调|希望|决定|要求|表示|打算|誓言|推出|设定|喊出|把|将"
    return re.compile(
        f"(?:当局|高层|官方|方面|政府|领导|中央)|(?:显然|当然|曾|已|早已|早|正|却|仍|也|还|近年)?(?:{said})|显然|当然|早已|"
        "的(?:政策|扶贫|目标|说法|承诺|盘算|算盘|治理|脱贫)"
    )
