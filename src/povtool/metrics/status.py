"""Whether a figure is reported as a fact or stands in a plan: the words around it, weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from povtool.metrics.cues import Found, kind_of
from povtool.metrics.times import calendar
from povtool.metrics.times.calendar import Day
from povtool.metrics.times.due import group_deadline
from povtool.metrics.times.logs import entries
from povtool.metrics.wording.discourse import REACH, Layout

ACHIEVED = "achieved"
TARGET = "target"

PRIOR = 0.7
"""Nats for a fact where nothing speaks for either: most figures of policy texts report."""
EARLIER_CLAUSE = 0.6
FIRM = 2.5
"""Nats from which a plan in the clause itself (力争, 计划) is not outweighed by what is around it."""
FIRM_BEFORE = 1.75
"""Likewise of a plan in an earlier clause of the sentence, discounted: 今年将投入3亿元,参保率达到95%."""
SOFT = 1.5
"""Nats up to which a cue is soft: 推进, 加强 say what is being done; it need not be what the figure is of."""
SOFT_IN_EARLIER_CLAUSE = 0.2
IN_A_PLAN = 0.4
"""In a plan 建成 says what is to be, unless something firm (已, 截至, a year that is over) says it was."""
BEHIND = 0.6
EARLIER_SENTENCE = 0.2
HEADING = 0.8
MOST_OF_CONTEXT = 1.8
"""What the sentences before may weigh at most, in nats."""
PAST, FUTURE = 3.0, -4.0
"""Of a period before, or after, the year of the document."""
YEAR_BEGUN = -2.0
"""Of a whole year that has but begun."""
_FIRST_MONTHS = 2
_LATE = 11
"""From this month on 预计 estimates the year."""
YEAR_ENDING = 2.2
"""Of a whole year in its last month, whose figures are estimates: 预计全年减贫."""
OPENED = -4.0
"""Of what a list begins with that is all to be done (重点抓好以下工作:)."""
DEADLINE = -2.5
"""Of 到2020年 in a text whose own date is not known."""


_AROUND = frozenset({"heading", "title", "paragraph"})
"""Where a plan may be told that a figure of a year that is over is none of."""


class Cue(NamedTuple):
    """One word that was weighed; offsets are code points of the text, or of the title."""

    start: int
    end: int
    weight: float
    """Nats, after the discount for its distance; positive speaks for a fact."""
    scope: str
    """clause, sentence, paragraph, heading, title or period."""


class Status(NamedTuple):
    """The verdict on one quantity."""

    name: str
    """achieved or target."""
    nats: float
    """The sum of all weights: how sure, and which way."""
    cues: tuple[Cue, ...]
    """What was weighed one by one, the weightiest that agrees first."""


class Weighing:
    """The status of the quantities of one text.

    Each cue of ``status_cues.tsv`` weighs in full in the quantity's own clause, less in the rest of its
    sentence, in the paragraph before, in the heading and in the title. The period counts as well: what lies
    after the document's year is planned, what lies before it is over.
    """

    def __init__(self, layout: Layout, reference: Day | None, title: str = "") -> None:
        self._layout = layout
        self._published, self._entries = reference, entries(layout.text)
        self._cues = Found(layout.text, "text")
        self._headings: dict[tuple[int, int], float] = {}
        self._context: tuple[int, list[Cue]] = (-1, [])
        self._openers: dict[int, tuple[int, int] | None] = {}
        self._titled = kind_of(title)

    def of(self, start: int, end: int, period: str | None = None) -> Status:
        """The status of the quantity between two code points, whose period is known or None."""
        cues = [*self._in_sentence(start, end), *self._timed(start, end, period)]
        cues = [self._foreseen(cue, period, start) for cue in cues]
        planned = _planned(self._layout.text, cues, start)
        cues += self._around(self._layout.sentence(start))
        if planned and not self._only_estimated(cues):
            cues = [c._replace(weight=IN_A_PLAN * c.weight) if c.weight == YEAR_ENDING else c for c in cues]
        if planned:
            cues = [cue for cue in cues if cue.weight < 0 or cue.scope == "period" or _speaks_up(cue)]
        if self._titled < 0 and not any(cue.weight >= FIRM for cue in cues):
            cues = [cue._replace(weight=cue.weight * IN_A_PLAN) if cue.weight > 0 else cue for cue in cues]
        if any(cue.scope == "period" and cue.weight == PAST for cue in cues):
            cues = [cue for cue in cues if cue.weight > 0 or cue.scope not in _AROUND]
        nats = PRIOR + sum(cue.weight for cue in cues) + _excess(cues)
        name = ACHIEVED if nats > 0 else TARGET
        cues.sort(key=lambda cue: -cue.weight if nats > 0 else cue.weight)
        return Status(name, nats, tuple(cues))

    def _reference_at(self, position: int) -> Day | None:
        """The day from which a place speaks: that of its entry in a diary, or else the document's."""
        return self._entries.day(position) or self._published

    def _ahead(self, period: str, reference: Day) -> bool:
        """Whether a period ends behind the document's date, or in a month behind its month."""
        last = calendar.last_year(period)
        if calendar.first_year(period) > reference.year or (last and last > reference.year):
            return True
        ends = period.rpartition("/")[2]
        return (
            bool(reference.month) and len(ends) >= 7 and ends[:7] > f"{reference.year}-{reference.month:02}"
        )

    def _behind(self, period: str, reference: Day) -> bool:
        """Whether a period of months ended before the document's month (1至9月 in October)."""
        ends = period.rpartition("/")[2]
        return (
            bool(reference.month) and len(ends) >= 7 and ends[:7] < f"{reference.year}-{reference.month:02}"
        )

    def said(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where the cues of a stretch of the text stand."""
        return [(begin, stop) for begin, stop, _ in self._cues.between(start, end)]

    def over(self, period: str, position: int = 0) -> bool:
        """Whether a period ends before the year in which a place speaks; False where that is not known."""
        last, reference = calendar.last_year(period), self._reference_at(position)
        return last is not None and reference is not None and last < reference.year

    def _foreseen(self, cue: Cue, period: str | None, position: int) -> Cue:
        """预计 in an earlier clause, which plans what follows unless the year is all but over:
        预计今年脱贫2万人, | 人均收入达到8000元."""
        said = cue.scope == "sentence" and self._layout.text.startswith("预计", cue.start)
        reference = self._reference_at(position)
        if (
            not said
            or period is None
            or reference is None
            or not _FIRST_MONTHS < (reference.month or 0) < _LATE
        ):
            return cue
        return cue._replace(weight=-FIRM_BEFORE) if not self.over(period, position) else cue

    def _only_estimated(self, cues: list[Cue]) -> bool:
        """Whether all that speaks firmly for a plan is 预计."""
        firm = [cue for cue in cues if cue.weight <= -FIRM_BEFORE and cue.scope in ("clause", "sentence")]
        return all(self._layout.text[cue.start : cue.end].startswith("预计") for cue in firm)

    def estimated(self, status: Status) -> bool:
        """Whether only 预计 speaks for a plan, which in a report of a year that is over is an estimate."""
        plans = [cue for cue in status.cues if cue.weight < 0]
        return all(self._layout.text[cue.start : cue.end] == "预计" for cue in plans if cue.scope != "title")

    def _in_sentence(self, start: int, end: int) -> Iterator[Cue]:
        first, last = self._layout.sentences[self._layout.sentence(start)]
        clause = self._layout.statement_start(start)
        clause_end = min(last, self._layout.statement_end(end))
        for begin, stop, weight in self._cues.between(max(first, start - REACH), clause_end):
            if begin >= end:
                yield Cue(begin, stop, weight * BEHIND, "clause")
            elif begin >= clause:
                yield Cue(begin, stop, weight, "clause")
            elif weight < 0 and self._layout.text[max(0, begin - 2) : begin].endswith(("为", "为了")):
                continue  # 为确保如期脱贫, | 投入3亿元: what it is for, not what is planned
            else:
                far = SOFT_IN_EARLIER_CLAUSE if abs(weight) <= SOFT else EARLIER_CLAUSE
                yield Cue(begin, stop, weight * far, "sentence")

    def _around(self, sentence: int) -> list[Cue]:
        """What is weighed outside a sentence, which is the same for all of its figures."""
        if self._context[0] != sentence:
            self._context = (sentence, list(self._beyond(sentence)))
        return self._context[1]

    def _beyond(self, sentence: int) -> Iterator[Cue]:
        first, _ = self._layout.sentences[sentence]
        paragraph = self._layout.paragraph(first)
        begin, _ = self._layout.paragraphs[paragraph]
        mood = self._cues.weight(max(begin, first - REACH), first) * EARLIER_SENTENCE
        if mood:
            yield Cue(
                max(begin, first - REACH),
                first,
                max(-MOST_OF_CONTEXT, min(MOST_OF_CONTEXT, mood)),
                "paragraph",
            )
        opener = self._opener(begin, first)
        if opener:
            yield Cue(*opener, OPENED, "paragraph")
        for heading in self._layout.headings(paragraph):
            weight = self._headed(heading) if heading != self._layout.paragraphs[paragraph] else 0
            if weight:
                yield Cue(*heading, weight * HEADING, "heading")
        if self._titled:
            yield Cue(0, 0, self._titled, "title")

    def _opener(self, begin: int, first: int) -> tuple[int, int] | None:
        """What makes a plan of all that a paragraph lists behind it as if done: 重点抓好以下工作:一是…."""
        if begin not in self._openers:
            self._openers[begin] = self._first_opener(self._layout.paragraph(begin))
        opener = self._openers[begin]
        return opener if opener and opener[1] <= first else None

    def _first_opener(self, paragraph: int) -> tuple[int, int] | None:
        """The opener of a paragraph, or of the line before the list that it is an item of."""
        text, paragraphs = self._layout.text, self._layout.paragraphs
        begin, end = paragraphs[paragraph]
        match = _plan_opener().search(text, begin, end)
        back = 0
        while match is None and paragraph - back > 0 and back < _MOST_ITEMS:
            if not _item().match(text, paragraphs[paragraph - back][0]):
                return None
            back += 1
            begin, end = paragraphs[paragraph - back]
            last = _plan_opener().search(text, max(begin, end - REACH), end)
            match = last if last and last.end() == end else None
        if match is None or _told_as_done().search(text, max(begin, match.start() - REACH), match.start()):
            return None
        return match.span()

    def _headed(self, heading: tuple[int, int]) -> float:
        if heading not in self._headings:
            found = Found(self._layout.text[slice(*heading)], "heading")
            self._headings[heading] = sum(weight for _, _, weight in found.items)
        return self._headings[heading]

    def _timed(self, start: int, end: int, period: str | None) -> Iterator[Cue]:
        due = group_deadline(self._layout, start, end)
        if due:
            yield Cue(*due, FUTURE, "period")
            return
        if period is None:
            return
        reference = self._reference_at(start)
        this_year = reference is not None and period == str(reference.year)
        if reference is None or (this_year and (reference.month or 12) < 12):
            clause = self._layout.clause_start(start)
            match = _deadline().search(self._layout.text, max(0, clause - 20), start)
            if match:
                yield Cue(match.start("until"), match.end(), DEADLINE, "period")
            elif this_year and reference and (reference.month or 12) <= _FIRST_MONTHS:
                yield Cue(start, end, YEAR_BEGUN, "period")
            return
        if this_year:
            yield Cue(start, end, YEAR_ENDING, "period")
        elif self._ahead(period, reference):
            yield Cue(start, end, FUTURE, "period")
        elif self.over(period, start) or self._behind(period, reference):
            yield Cue(start, end, PAST, "period")


MOST_OF_SOFT = 0.6
"""Nats that soft words for a plan (积极, 大力推动) may weigh together where nothing else speaks for one."""
_SOFTEST = 1.0
"""Nats up to which a word is as soft as these."""
_IN_THE_TEXT = frozenset({"clause", "sentence", "paragraph"})


def _excess(cues: list[Cue]) -> float:
    """What soft words for a plan weigh too much: reports are full of them, and alone they plan nothing."""
    soft = [cue.weight for cue in cues if -_SOFTEST <= cue.weight < 0 and cue.scope in _IN_THE_TEXT]
    if len(soft) < sum(cue.weight < 0 for cue in cues):
        return 0
    return max(0.0, -sum(soft) - MOST_OF_SOFT)


def _planned(text: str, cues: list[Cue], position: int) -> bool:
    """Whether the last firm word of the sentence before a position speaks of a plan, none of a fact after it.

    原计划种1500亩, | 实际完成620亩,拨付450万元; 计划减贫300万人,截至2019年已减贫287万人, | 完成任务的95.7%.
    """
    said = sorted(cue for cue in cues if cue.scope in ("clause", "sentence") and cue.start < position)
    for cue in reversed(said):
        firm = FIRM if cue.scope == "clause" else FIRM_BEFORE
        if cue.weight <= -firm:
            return True
        if cue.scope == "sentence" and cue.weight >= (FIRM_BEFORE if text[cue.start] in "已截" else FIRM):
            return False
    return False


def _speaks_up(cue: Cue) -> bool:
    """Whether a cue of fact stands up to a plan in the same clause: 已, 实际, not 完成."""
    return cue.scope == "clause" and cue.weight >= FIRM


@cache
def _plan_opener() -> re.Pattern[str]:
    do = "(?:抓好|做好|抓实|抓紧|落实好?|办好|完成好?|推进|开展好?|实施好?|突出)"
    what = "(?:工作|任务|重点|事项|举措|措施|方面|事情?|项目|工程)"
    some = "[几一二三四五六七八九十0-9]{1,2}"
    return re.compile(
        f"(?:重点|着力|全力|主要|集中|切实|务必|突出|扎实|认真|要|须){{1,2}}{do}(?:好)?(?:以下|下列|下面|如下)?(?:这|{some})?[个项件大]?(?:方面)?的?{what}{{1,2}}[::]"
        "|(?:主要|重点|目标|年度|建设|工作)任务(?:如下|清单|分解)?[::]|(?:任务|工作)清单[::]"
    )


_MOST_ITEMS = 12
"""Lines of a list back that its opener may stand."""


@cache
def _item() -> re.Pattern[str]:
    numeral = "[一二三四五六七八九十]{1,3}"
    return re.compile(f"[ \u3000]*(?:{numeral}(?:是|、)|第?{numeral},|[(]?(?:{numeral}|[0-9]{{1,2}})[).、])")


@cache
def _told_as_done() -> re.Pattern[str]:
    """Before such words, what makes a report of them: 今年以来,我们重点抓好以下工作:."""
    return re.compile("以来|一年来|几年来|去年|过去|已|了|[0-9]年(?:中|里|间)?,我们")


@cache
def _deadline() -> re.Pattern[str]:
    to = "到(?:[0-9]{4}年|今年[底末]|年[底末])"
    before = "在?(?:(?:[0-9]{4}年|今年)?[0-9]{1,2}月底?|(?:[0-9]{4}|今)年底?|年底)前"
    return re.compile(f"(?:^|[,;。:\n“要将])(?P<until>{to}|{before})")
