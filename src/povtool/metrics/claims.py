"""The claim around each quantity: what, when, plan or fact, and where in the text each of these is said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from povtool.metrics.aligned import Member, aligned, bounded_alike
from povtool.metrics.amounts.quantities import Quantity
from povtool.metrics.changes import FROM, Change, changes
from povtool.metrics.explanation import Grounds, Page, explained, repeated
from povtool.metrics.indicators import Indicator, built_in, indicator
from povtool.metrics.places.owners import Places
from povtool.metrics.relation import DELTA
from povtool.metrics.status import ACHIEVED, Weighing
from povtool.metrics.subjects.subject import subjects
from povtool.metrics.subjects.topics import leads, needs, theme
from povtool.metrics.themes import FARTHEST, themes
from povtool.metrics.times.calendar import Day
from povtool.metrics.times.dating import Dating, Period
from povtool.metrics.times.reports import delivered
from povtool.metrics.timing import timing
from povtool.metrics.wording.coordination import counted_kinds
from povtool.metrics.wording.discourse import Layout
from povtool.metrics.wording.links import listed
from povtool.records import Record

Span = tuple[int, int]

_MOST_REPEATED = 50
"""Claims of a text compared with one of its title."""
_LONGEST_TAIL = 20
_LONGEST_VERB = 5
"""Code points; with what aspect and degree add: 减少了近3万贫困人口."""


class Claims:
    """The claims of one document.

    ``folded`` are its text fields in folded form, by name; all offsets are code points and hold in both.
    ``table`` are the indicators to name claims by, the built-in ones by default; with ``explain`` each record
    has an account of its fields.
    """

    def __init__(
        self,
        document: Record,
        folded: Mapping[str, str],
        table: Sequence[Indicator] | None = None,
        *,
        explain: bool = False,
    ) -> None:
        self.document, self.folded = document, folded
        self.table = built_in() if table is None else table
        self.explain = explain
        self._layouts: dict[str, Layout] = {}
        self.reference = Day.read(document.get("date")) or delivered(folded.get("text", ""))

    @cached_property
    def places(self) -> Places:
        """The places that it names; most pages without a figure are never asked for them."""
        return Places(self.document, self.folded)

    def layout(self, field: str) -> Layout:
        """The layout of one field, made when first asked for."""
        if field not in self._layouts:
            self._layouts[field] = Layout(self.folded[field])
        return self._layouts[field]

    def of(self, field: str, found: Sequence[Quantity]) -> list[Record]:
        """The metric records of one field, one for each of its quantities, in order."""
        if not found:
            return []
        folded = self.folded[field]
        context = _Context(self, field)
        spans = themes(context.layout, self.places, field, found, subjects(folded, found))
        linked = changes(folded, found, spans)
        members = aligned(folded, found, context.dating.mentions, spans)
        outcomes = _outcomes(folded, found, spans)
        periods = timing(context.layout, context.dating, context.weighing, found, linked, members)
        records: list[Record] = []
        claims: list[_Claim] = []
        found = bounded_alike(folded, found)
        for index, (quantity, span, change) in enumerate(zip(found, spans, linked, strict=True)):
            before = found[index - 1].phrase_end if index else 0
            behind = found[index + 1].phrase_start if index + 1 < len(found) else len(folded)
            member = members.get(index)
            if member:
                leading = linked[member.leader]
                change = replace(
                    change, relation=leading.relation, direction=leading.direction, base=leading.base
                )
            said = theme(folded, found, spans, index)
            claim = _Claim(context, quantity, span, said, member, periods[index], outcomes[index])
            for earlier in claims[-FARTHEST:]:
                claim.follow(earlier)
            claims.append(claim)
            records.append(claim.record(change, found, (before, behind)))
        return records


@cache
def _dated() -> re.Pattern[str]:
    """A year between a place and what is counted there: 顾家台村 | 2012年人均收入."""
    return re.compile("(?:[0-9]{4}|[今去前上])年(?:[底末初])?")


def repeat(titled: Sequence[Record], body: Sequence[Record]) -> None:
    """Give the claims of a title what the text says of the same figure: a title is short.

    The text's claims must agree among themselves; what the title says itself stays.
    """
    stated: dict[tuple[object, object], list[Record]] = {}
    for other in body:
        if other["type"] == "metric" and other["value"] is not None:
            stated.setdefault((other["value"], other["unit"]), []).append(other)
    for record in titled:
        same = stated.get((record["value"], record["unit"]), [])[:_MOST_REPEATED]
        for name in ("status", "period", "place", "indicator"):
            said = {other.get(name) for other in same}
            if len(said) == 1 and None not in said and (name == "status" or name not in record):
                record[name] = said.pop()
                repeated(record, name, same[0])
                if name == "period":
                    record["period_inherited"] = True


class _Context:
    """What the claims of one field share."""

    def __init__(self, page: Claims, field: str) -> None:
        self.table, self.places = page.table, page.places
        self.doc, self.field = page.document.get("id"), field
        self.text: str = page.document[field]
        self.folded = page.folded[field]
        title = page.folded.get("title", "") if field == "text" else ""
        self.layout = page.layout(field)
        self.dating = Dating(self.layout, page.reference, title)
        self.weighing = Weighing(self.layout, page.reference, title)
        self.explained = Page(self.text, self.folded, self.weighing, page.reference) if page.explain else None


class _Claim:
    """One quantity, and the words that say what it is a claim of."""

    def __init__(
        self,
        context: _Context,
        quantity: Quantity,
        of: Span | None,
        said: Span | None,
        member: Member | None,
        period: Period | None,
        outcome: str,
    ) -> None:
        self._context = context
        self._text, self._folded = context.text, context.folded
        self._quantity = quantity
        self._member = member
        self._period, self._outcome = period, outcome
        self._place = context.places.beginning(context.field, *member.span) if member else None
        self._of = self._counted(of)
        self._theme = None if member else said
        self._leading = bool(self._theme and self._of) and leads(needs(self._folded[slice(*(of or (0, 0)))]))
        self._evidence: dict[str, list[int]] = {}
        self._grounds = Grounds(member=member.span if member else None)
        self._example: _Claim | None = None
        self._relation = ""

    def record(self, change: Change, found: Sequence[Quantity], free: Span) -> Record:
        """The record; ``free`` is the stretch between the quantities before and after."""
        quantity, text = self._quantity, self._text
        record: Record = {
            "type": "metric",
            "doc": self._context.doc,
            "field": self._context.field,
            "start": quantity.start,
            "end": quantity.end,
            "raw": text[quantity.start : quantity.end],
            "value": number(quantity.value),
            "low": number(quantity.low),
            "high": number(quantity.high),
            "unit": quantity.unit,
            "dimension": quantity.dimension,
        }
        if self._of:
            record["of"] = self._said_of(text)
            self._evidence["of"] = list(self._of)
            if self._theme:
                self._evidence["theme"] = list(self._theme)
        self._relation = change.relation
        named = self._indicator(free, change)
        if named:
            record["indicator"] = named
        record["relation"] = change.relation
        if quantity.bound:
            record["bound"] = quantity.bound
        if quantity.damaged:
            record["damaged"] = True
        record |= self._changed(change, found) | self._where() | self._when(change)
        start, end = self._context.layout.excerpt(quantity.start, quantity.end)
        record |= {"sentence": text[start:end], "sentence_start": start, "evidence": self._evidence}
        if self._context.explained:
            record["explain"] = explained(record, quantity, self._grounds, self._context.explained)
        return record

    def follow(self, earlier: _Claim) -> None:
        """Be of the indicator of an earlier figure whose words these are (搬迁960万人,仅贵州就占192万)."""
        borrowed = (
            self._of and self._of[1] <= self._quantity.start and self._quantity.unit == earlier._quantity.unit
        )
        if borrowed and (self._of, self._theme) == (earlier._of, earlier._theme):
            self._example = earlier

    def _counted(self, of: Span | None) -> Span | None:
        """Where it says what is counted: the list's member that the figure belongs to, but for its place."""
        if self._member is None or self._member.period:
            return of
        if self._place is None:
            return self._member.span
        if self._place.end < self._member.span[1]:
            end = self._member.span[1]
            dated = _dated().match(self._folded, self._place.end, end)
            return (dated.end() if dated and dated.end() < end else self._place.end), end
        return self._member.tail or of

    def _said_of(self, text: str) -> str:
        """What the quantity is of, in a text; of a member of a list with what is said once for all."""
        tail = self._member and self._member.tail
        own = text[slice(*(self._of or (0, 0)))]
        if self._theme:
            whole = text[slice(*self._theme)]
            behind = self._of is not None and self._of[0] < self._theme[0]
            return own + whole if behind or self._leading else whole + own
        return (text[slice(*tail)] if self._place else own + text[slice(*tail)]) if tail else own

    def _indicator(self, free: Span, change: Change) -> str | None:
        if self._example and self._example._relation == change.relation:
            self._grounds.row, self._grounds.searched = (
                self._example._grounds.row,
                self._example._grounds.searched,
            )
            return self._grounds.row.name if self._grounds.row else None
        layout, quantity = self._context.layout, self._quantity
        behind = min(free[1], layout.clause_end(quantity.end))
        if self._of is None:
            start = max(free[0], layout.clause_start(quantity.phrase_start))
            said = self._folded[start:behind]
        else:
            said = self._said_of(self._folded)
            if self._of[0] >= quantity.end:  # 减少 | 3万 | 贫困人口, 摘帽 | 5个 | 县
                said = _verb_before(self._folded, quantity.phrase_start, free[0]) + said
                if quantity.dimension in ("people", "households"):
                    said += _of_theirs(self._folded, self._of[1], behind)
            said += "" if said.endswith(self._outcome) else self._outcome
            if change.relation == DELTA:
                said += {"up": "增加", "down": "减少"}.get(change.direction or "", "")
        found = self._of_all(said) if self._of else indicator(said, quantity.dimension, self._context.table)
        self._grounds.row, self._grounds.searched = found, said
        return found.name if found else None

    def _of_all(self, said: str) -> Indicator | None:
        """The indicator of all that a phrase lists; None where one has another (教师和医生)."""
        dimension, table = self._quantity.dimension, self._context.table
        found = indicator(said, dimension, table)
        kinds = counted_kinds(self._said_of(self._folded)) if found else []
        kinds = [kind for kind in kinds if not _levels().fullmatch(kind)]
        if len(kinds) > 1 and any(indicator(kind, dimension, table) != found for kind in kinds):
            return None
        return found

    def _changed(self, change: Change, found: Sequence[Quantity]) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        if change.role:
            fields["role"] = change.role
            if change.role == "to" and change.partner is not None:
                fields["from"] = number(found[change.partner].value)
        if change.direction:
            fields["direction"] = change.direction
        if change.base:
            fields["base"] = self._text[slice(*change.base)]
            self._evidence["base"] = list(change.base)
        return fields

    def _where(self) -> dict[str, Any]:
        place = self._place or self._context.places.of(
            self._context.field, self._quantity.start, self._quantity.end
        )
        if place is None:
            return {}
        self._grounds.place = place
        if place.field == self._context.field:
            self._evidence["place"] = [place.start, place.end]
        return {"place": place.name} | ({"place_inherited": True} if place.inherited else {})

    def _when(self, change: Change) -> dict[str, Any]:
        """Status and period."""
        fields: dict[str, Any] = {}
        start, end, period = self._quantity.phrase_start, self._quantity.end, self._period
        status = self._context.weighing.of(start, end, period.value if period else None)
        fields["status"] = ACHIEVED if change.role == FROM else status.name  # a plan sets out from a fact
        self._grounds.period, self._grounds.status = period, status
        if status.cues and status.cues[0].end > status.cues[0].start and status.cues[0].scope != "title":
            self._evidence["status"] = [status.cues[0].start, status.cues[0].end]
        if period:
            fields["period"] = period.value
            if period.inherited:
                fields["period_inherited"] = True
            if period.span:
                self._evidence["period"] = list(period.span)
        return fields


def number(value: Decimal | None) -> int | float | None:
    """A decimal as JSON writes it: whole numbers as integers."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _verb_before(folded: str, position: int, floor: int) -> str:
    match = _ending().search(folded, max(floor, position - _LONGEST_VERB), position)
    return match[0] if match else ""


def _of_theirs(folded: str, position: int, limit: int) -> str:
    """What of the counted people the clause is about: 1710万贫困人口 | 的饮水安全问题得到解决."""
    return (
        folded[position : min(limit, position + _LONGEST_TAIL)] if folded.startswith("的", position) else ""
    )


@cache
def _ending() -> re.Pattern[str]:
    return re.compile("(?:惠及|普及|[^\\W与和及同])+$")


@cache
def _levels() -> re.Pattern[str]:
    """Who gives or gets, listed before what is given: 中央、省、市县 | 财政资金, 古丈县、 | 新田县捐款."""
    return re.compile("(?:中央|国家|地方|自治区|[省市县区州乡镇村]){1,3}级?|[^贫困]{1,4}[省市县区州乡镇村]")


def _outcomes(folded: str, found: Sequence[Quantity], spans: Sequence[Span | None]) -> list[str]:
    """What became of those that each quantity counts; of a list the last says it (10个、8个贫困县摘帽)."""
    outcomes = [""] * len(found)
    for index in range(len(found) - 1, -1, -1):
        end = max((spans[index] or (0, 0))[1], found[index].end)
        last = index + 1 == len(found)
        behind = len(folded) if last else found[index + 1].phrase_start
        match = _outcome().match(folded, end, behind)
        if match and not last and match.end() == behind:
            match = None  # 312户贫困户 | 已脱贫309户
        own = match or _outcome_within().search(folded, max(0, end - 4), end)
        if own:
            outcomes[index] = own["verb"]
        elif not last and listed(folded[end:behind]) and _alike(found[index], found[index + 1]):
            outcomes[index] = outcomes[index + 1]
    return outcomes


def _alike(first: Quantity, second: Quantity) -> bool:
    """Whether two figures of a list count the same ones (6701户16933人 | 实现脱贫)."""
    return first.unit == second.unit or {first.dimension, second.dimension} == {"people", "households"}


_VERBS = (
    "(?P<verb>脱贫(?!致富|攻坚|奔康|户|人口|成果|工作)|"
    "摘帽|退出|出列|销号|搬迁|迁入新居|搬入新居|入住|就业|参保)"
)


@cache
def _outcome_within() -> re.Pattern[str]:
    return re.compile(f"{_VERBS}$")


@cache
def _outcome() -> re.Pattern[str]:
    """What became of the counted ones: 261万贫困人口 | 全部脱贫."""
    return re.compile(
        "(?:[全均都也已将]|全部|基本|已经|如期|顺利|率先|稳定|成功|整村|相继|陆续|先后|(?:计划|预计|力争)(?:到?[0-9]{4}年)?[底末内]?前?|实现了?|完成了?|达到|通过(?:(?!通过)[^,。]){0,8}|高质量){0,6}"
        + _VERBS
    )
