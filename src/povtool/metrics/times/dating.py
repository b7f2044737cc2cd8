"""Which period a quantity belongs to: the one its sentence says, or one carried on from before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import NamedTuple

from povtool.metrics.times import calendar
from povtool.metrics.times.boxes import Boxes
from povtool.metrics.times.calendar import Day
from povtool.metrics.times.compared import share_verb
from povtool.metrics.times.due import group_deadline
from povtool.metrics.times.periods import Mention, mentions
from povtool.metrics.times.reach import (
    as_of,
    breakdown,
    founded,
    number_behind,
    number_soon,
    of_part,
    point,
    set_aside,
    to_this_day,
    what_is_left,
)
from povtool.metrics.times.reports import own_periods, title_period
from povtool.metrics.times.standing import (
    again_and_again,
    falls_due,
    of_before,
    other_time,
    plan_between,
    stands_at,
    until_now,
    who_is_left,
    without_time,
)
from povtool.metrics.wording.discourse import REACH, Layout

Span = tuple[int, int]

_MOST = 20
"""Mentions looked at for one figure, so that a hostile text takes no longer than many sound ones."""
_NEAR = 30
"""Code points before a figure in which it is said how things stand."""
_JOINTS = frozenset({"、", "和", "与", "及", "以及"})


class Period(NamedTuple):
    """The period of one quantity."""

    value: str
    """ISO 8601: a year, month or day, or ``start/end``; an open one ends in the slash."""
    span: Span | None
    """Where the text says it; None where it stands in another field (the title)."""
    scope: str
    """sentence, paragraph, heading or title: where it was found."""

    @property
    def inherited(self) -> bool:
        """Whether the quantity's own sentence does not say it."""
        return self.scope != "sentence"


class Dating:
    """The periods of one text.

    Within the sentence the nearest mention before the quantity counts, or one behind it in the same clause.
    A sentence that says nothing of time carries on what the sentences before it in the paragraph said last,
    then what its heading says (二、2018年工作安排), then the title of a report that is about one year
    (2019年统计公报). A mention whose period is not known (今年 without a date, 近年来) ends the search:
    no period is better than a wrong one.
    """

    def __init__(self, layout: Layout, reference: Day | None, title: str = "") -> None:
        self._text = layout.text
        self._layout = layout
        self._title = title_period(title, reference)
        about = calendar.first_year(self._title) if self._title else None
        self.mentions = mentions(layout.text, reference, about, own_periods(title, reference))
        """All mentions of the text, those of comparison included."""
        self._mentions = [mention for mention in self.mentions if not mention.base]
        self._starts = [mention.start for mention in self._mentions]
        self._bases = {mention.end: mention for mention in self.mentions if mention.base}
        self._boxes = Boxes(layout.text)
        self._inherited: tuple[int, Period | None] = (-1, None)
        """The last sentence that says nothing of time, and what it carries on."""

    def of(self, start: int, end: int, *, ratio: bool = False) -> Period | None:
        """The period of the quantity between two code points, None where the text leaves it open.

        A ``ratio`` to what was in a year (是2012年的2.3倍) is not of that year.
        """
        sentence = self._layout.sentence(start)
        first, last = self._layout.sentences[sentence]
        floor = max(first, start - REACH)
        base = None if ratio else self._base(start)
        if base is not None:
            return self._period(base, "sentence")
        own = self._before(start, floor)
        if own is None or own.end <= self._layout.clause_start(start):
            own = self._behind(end, last) or own
        if own is not None and to_this_day().match(self._text, own.start):
            own = self._beginning(own, floor) or own
        if own is None or own.end <= self._layout.clause_start(start):
            own = self._due(start, end, floor) or own
        usual = self._usual(start, end)
        if of_before().search(self._text, max(floor, start - 12), start):
            return None
        loose = usual or (own is not None and (own.supposed is not None or self._timeless(own, start)))
        if own is not None and not (loose and self._parted(own, start)):
            by_date = own.supposed is not None and self._named_before(own) is None
            return self._period(own, "sentence" if own.value or by_date else "paragraph")
        if own is not None or usual:
            return None
        if self._cumulative(start, end) or without_time().search(self._text, floor, start):
            return None
        if self._inherited[0] != sentence:
            self._inherited = (sentence, self._carried(first) or self._titled(start))
        return self._inherited[1]

    def _usual(self, start: int, end: int) -> bool:
        """Whether the clause says what is so again and again (每月领118元), which no date before it dates."""
        begin = self._layout.statement_start(start)
        return again_and_again().search(self._text, begin, self._layout.clause_end(end)) is not None

    def _parted(self, mention: Mention, position: int) -> bool:
        """Whether a semicolon stands between a mention and a place behind it."""
        return ";" in self._text[mention.end : position]

    def _timeless(self, mention: Mention, position: int) -> bool:
        """Whether between a mention and a place something says that it is of no certain time."""
        return without_time().search(self._text, mention.end, position) is not None

    def _due(self, start: int, end: int, floor: int) -> Mention | None:
        """By when something is due of what a clause only names: 选派的2187名队员, | 3月底前必须到岗."""
        deadline = group_deadline(self._layout, start, end)
        if deadline:
            at = bisect_left(self._starts, deadline[0])
            if at < len(self._starts) and self._starts[at] < deadline[1]:
                return self._mentions[at]
        comma = self._layout.clause_end(end)
        index = bisect_left(self._starts, comma)
        if not self._text.startswith(",", comma) or index == len(self._starts):
            return None
        mention = self._mentions[index]
        begun = self._text[max(floor, self._layout.clause_start(start)) : start]
        left = who_is_left().search(self._text[max(floor, self._layout.statement_start(start)) : start])
        if mention.start != comma + 1 or not (begun == "" or begun.endswith("的") or left):
            return None
        behind = falls_due(left is not None)
        return mention if behind.match(self._text, mention.end) else None

    def _beginning(self, now: Mention, floor: int) -> Mention | None:
        """When began what goes on until now: 自2011年起助学, | 至今累计捐款."""
        index = bisect_left(self._starts, now.start) - 1
        if index < 0 or self._mentions[index].start < floor:
            return None
        mention = self._mentions[index]
        if (mention.value or "").endswith("/"):
            return mention
        between = self._text[max(floor, mention.start - 4) : now.start]
        if mention.value and "/" not in mention.value and founded().search(between):
            return replace(mention, value=calendar.since(mention.value))
        return None

    def _base(self, start: int) -> Mention | None:
        """The time of a value that something is compared with (比2018年 | 的4.5%下降)."""
        behind = start - 1 if self._text[start - 1 : start] in ("的", "(") else start
        base = self._bases.get(behind)
        if base and share_verb().search(self._text, max(0, base.start - 4), base.start):
            return None  # 只有2019年同期 | 的28.4%
        return base

    def _cumulative(self, start: int, end: int) -> bool:
        """Whether the clause says what has come to be until now, which is more than one period's."""
        clause = self._text[self._layout.clause_start(start) : self._layout.clause_end(end)]
        if until_now().search(clause):
            return True
        before, _ = self._layout.sentences[self._layout.sentence(start)]
        return stands_at().search(self._text, max(before, start - _NEAR), start) is not None

    def _before(self, position: int, floor: int) -> Mention | None:
        for index in range(bisect_left(self._starts, position) - 1, -1, -1):
            mention = self._mentions[index]
            if mention.start < floor:
                return None
            if mention.end <= position and self._governs(mention, position):
                return self._joined(index, position)
        return None

    def _joined(self, index: int, position: int) -> Mention:
        """A mention with those that it is listed with: 2014年、2015年 is one period of two years.

        Behind 分别 each figure has a year of its own, which is not for this to tell.
        """
        mention, first, at = self._mentions[index], self._mentions[index], index
        while at and index - at < _MOST and self._text[self._mentions[at - 1].end : first.start] in _JOINTS:
            at -= 1
            first = self._mentions[at]
        if first is mention:
            return mention
        if "分别" in self._text[mention.end : position]:
            return replace(mention, start=first.start, value=None)
        years = [said.value for said in self._mentions[at : index + 1]]
        return replace(mention, start=first.start, value=calendar.joined(years))

    def _behind(self, end: int, last: int) -> Mention | None:
        """A mention behind it, in its clause or in brackets: 投入3亿元(2018年), 10个县于2019年摘帽."""
        limit = min(last, self._layout.clause_end(end))
        index = bisect_left(self._starts, end)
        if index < len(self._starts) and self._starts[index] < limit:
            mention = self._mentions[index]
            beside = self._text[end : mention.start]
            after = self._text[mention.end : self._layout.clause_end(mention.end)]
            free = not any(character.isdigit() for character in beside + after.partition(")")[0])
            free = free and not self._text.startswith(":", mention.end)
            if free and self._boxes.shared(mention, end - 1):
                return mention
        return None

    def _governs(self, mention: Mention, position: int) -> bool:
        """Whether what a mention says holds at a place behind it in the same sentence."""
        if not self._boxes.shared(mention, position):
            return False
        behind = self._text[mention.end : position]
        figures = any(character.isdigit() for character in behind)
        if self._tied(mention):
            return len(behind) < 8 and not figures
        if figures and self._begins_change(mention):
            return False
        left = what_is_left().search(behind) and not self._is_point(mention)
        return not left and not self._aside(mention, position)

    def _tied(self, mention: Mention) -> bool:
        """Whether a mention belongs to the number right behind it alone (从2012年末的9899万人)."""
        return number_behind().match(self._text, mention.end) is not None

    def _begins_change(self, mention: Mention) -> bool:
        """Whether a mention dates only where a change began (由去年的年人均纯收入7800元 | 调整为8400元)."""
        led = self._text[max(0, mention.start - 1) : mention.start] in ("由", "从")
        return led and number_soon().match(self._text, mention.end) is not None

    def _aside(self, mention: Mention, position: int) -> bool:
        """Whether the mention is in a clause that only leads to the statement (在做好2017年工作的同时)."""
        for match in set_aside().finditer(self._text, max(0, mention.start - 20), position):
            if match.start() < mention.start and mention.end <= match.end():
                return True
        return False

    def _carried(self, first: int) -> Period | None:
        paragraph = self._layout.paragraph(first)
        begin = self._layout.paragraphs[paragraph][0]
        behind = bisect_left(self._starts, first) - 1
        for index in range(behind, max(-1, behind - _MOST), -1):
            mention = self._mentions[index]
            if mention.start < begin:
                break
            if self._is_as_of(mention):
                break  # how things stand now is told; what follows may be of now as well, or of before
            if not self._goes_on(mention, first):
                continue
            if (mention.value or "").endswith("/"):
                return None  # what goes on since then need not be what a later sentence tells
            if not self._limited(mention) or index == 0 or self._starts[index - 1] < begin:
                planned = plan_between().search(self._text, max(mention.end, first - REACH), first)
                return self._period(mention, "paragraph") if self._opens(mention) and not planned else None
        return self._broken_down(paragraph) or self._itemised(paragraph) or self._under_heading(paragraph)

    def _broken_down(self, paragraph: int) -> Period | None:
        """The period of the paragraph before, whose figures this one only breaks down (分地区看,…)."""
        begin = self._layout.paragraphs[paragraph][0]
        if paragraph == 0 or not breakdown().match(self._text, begin):
            return None
        index = bisect_left(self._starts, begin) - 1
        if index < 0 or self._starts[index] < self._layout.paragraphs[paragraph - 1][0]:
            return None
        return self._period(self._mentions[index], "paragraph")

    def _itemised(self, paragraph: int) -> Period | None:
        """The period that opens the paragraph of which this one, behind a dash, is an item:
        2018年,我们主要做了以下工作。 / ——脱贫攻坚取得成效。脱贫3000人。"""
        lead = paragraph
        while lead and paragraph - lead < _MOST and self._is_item(lead):
            lead -= 1
        if lead == paragraph or self._is_item(lead):
            return None
        begin, end = self._layout.paragraphs[lead]
        index = bisect_left(self._starts, begin)
        if index == len(self._starts) or self._starts[index] >= end:
            return None
        mention = self._mentions[index]
        first = self._layout.sentence(mention.start) == self._layout.sentence(begin)
        leads = first and self._opens(mention) and self._goes_on(mention, end - 1)
        return self._period(mention, "paragraph") if leads else None

    def _is_item(self, paragraph: int) -> bool:
        return self._text.startswith("——", self._layout.paragraphs[paragraph][0])

    def _opens(self, mention: Mention) -> bool:
        """Whether a mention opens its sentence, before any figure, so that what follows may go on with it."""
        first, _ = self._layout.sentences[self._layout.sentence(mention.start)]
        start = max(first, mention.start - REACH)
        return not any(character.isdigit() for character in self._text[start : mention.start])

    def _goes_on(self, mention: Mention, position: int) -> bool:
        """Whether what a mention says may hold for later sentences; how things stood on a day does not."""
        if self._is_point(mention):
            return False
        return (
            self._boxes.shared(mention, position) and not self._tied(mention) and not self._trailing(mention)
        )

    def _is_point(self, mention: Mention) -> bool:
        """Whether a mention says as of when, or by when, something is so (2019年底, 截至9月, 9月30日前)."""
        return bool(point().search(self._text, mention.start, mention.end)) or self._is_as_of(mention)

    def _is_as_of(self, mention: Mention) -> bool:
        return as_of().search(self._text, max(0, mention.start - 3), mention.start) is not None

    def _limited(self, mention: Mention) -> bool:
        """Whether a mention says only by when (到2018年) or of a part (其中); an earlier one goes on then."""
        first, _ = self._layout.sentences[self._layout.sentence(mention.start)]
        return of_part().search(self._text, max(first, mention.start - REACH), mention.start) is not None

    def _trailing(self, mention: Mention) -> bool:
        """Whether a mention only leads to its own sentence's statement."""
        _, last = self._layout.sentences[self._layout.sentence(mention.start)]
        return self._aside(mention, min(last, mention.end + 60))

    def _under_heading(self, paragraph: int) -> Period | None:
        """The period of the nearest heading that says one."""
        for heading in self._layout.headings(paragraph):
            if heading == self._layout.paragraphs[paragraph]:
                continue
            low, high = bisect_left(self._starts, heading[0]), bisect_right(self._starts, heading[1])
            said = [
                mention for mention in self._mentions[low:high] if self._boxes.shared(mention, heading[0])
            ]
            if said:
                known = len(said) == 1 and said[0].value
                return Period(known, (said[0].start, said[0].end), "heading") if known else None
            if other_time().search(self._text, *heading):
                return None
        return None

    def _titled(self, position: int) -> Period | None:
        headings = self._layout.headings(self._layout.paragraph(position)) if self._layout.paragraphs else []
        if self._title is None or any(other_time().search(self._text, *heading) for heading in headings):
            return None
        return Period(self._title, None, "title")

    def _period(self, mention: Mention, scope: str) -> Period | None:
        value = self._value(mention)
        return Period(value, (mention.start, mention.end), scope) if value else None

    def _value(self, mention: Mention) -> str | None:
        """The mention's period; of a bare length (五年累计) the period of that length named before it, or
        else the years that the document's date tells."""
        if mention.value is not None or mention.length is None:
            return mention.value
        earlier = self._named_before(mention)
        if earlier is None:
            return mention.supposed
        stretch = self._named_before(mention, stretch=True)
        if stretch is None or _years(stretch.value or "") != mention.length:
            return None
        return stretch.value if _within(earlier.value or "", stretch.value or "") else None

    def _named_before(self, mention: Mention, *, stretch: bool = False) -> Mention | None:
        """The last mention before one in its paragraph whose period is known; only a ``stretch`` of years."""
        begin = self._layout.paragraphs[self._layout.paragraph(mention.start)][0]
        behind = bisect_left(self._starts, mention.start) - 1
        for index in range(behind, max(-1, behind - _MOST), -1):
            earlier = self._mentions[index]
            if earlier.start < begin:
                return None
            if earlier.value and (not stretch or _years(earlier.value)):
                return earlier
        return None


def _within(period: str, stretch: str) -> bool:
    """Whether a period lies in a stretch of years, or ends where it begins (2015年的 before 2016 to 2020)."""
    last = calendar.last_year(period)
    ends = calendar.last_year(stretch)
    return (
        last is not None
        and ends is not None
        and calendar.first_year(stretch) - 1 <= calendar.first_year(period)
        and last <= ends
    )


def _years(period: str) -> int | None:
    last = calendar.last_year(period)
    return None if last is None or "/" not in period else last - calendar.first_year(period) + 1
