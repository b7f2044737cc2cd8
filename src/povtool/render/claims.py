"""Claims as a person reads them: under their document's head, figures lit up in their sentences.

Each claim stands in one line below; with ``--explain`` also where every field comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text

from povtool.records import Record
from povtool.render.accounts import account
from povtool.render.cells import shown
from povtool.render.terminal import Terminal
from povtool.render.texts import DAMAGED, FIGURE, FORMULA, HEAD, MATCH, NOTE, PLAN, printable

Highlight = Callable[[str], list[tuple[int, int]]]
"""Gives the spans of a sentence that were searched for."""

_FIELD = 10
"""Terminal cells of the longest name of a field that is explained."""


class ClaimsView:
    """Shows the claims of one sentence after the other, and their document's head when it changes."""

    def __init__(self, terminal: Terminal, highlight: Highlight | None = None) -> None:
        self._terminal = terminal
        self._highlight = highlight
        self._document: str | None = None
        self._begun = False

    def head(self, document: Record) -> None:
        """The head of the document whose claims follow: its id and title, below them its date and source."""
        if self._begun:
            self._terminal.rows(Text(""))
        self._begun = True
        self._document = document.get("id")
        name = f"{document.get('id') or '?'}  {document.get('title') or ''}".rstrip()
        self._terminal.rows(Text(printable(name), HEAD))
        if below := " · ".join(str(document[name]) for name in ("date", "source") if document.get(name)):
            self._terminal.rows(Text(printable(below), NOTE))

    def context(self, record: Record) -> None:
        """A sentence beside those with claims."""
        text = Text(printable(str(record.get("sentence") or "")), NOTE)
        self._terminal.rows(text, _gutter(record, "-"))

    def gap(self) -> None:
        """The mark where sentences are left out."""
        self._terminal.rows(Text("--", NOTE))

    def claims(self, records: Sequence[Record]) -> None:
        """One sentence with its claims and formulas."""
        if not self._begun or records[0].get("doc") != self._document:
            self.head({"id": str(records[0].get("doc"))})
            self._document = records[0].get("doc")
        if any("sentence" in record for record in records):
            self._terminal.rows(self._sentence(records), _gutter(records[0], ":"))
        for record in records:
            if record["type"] == "metric":
                self._terminal.rows(summary(record), "    ")
                if "explain" in record:
                    for name, told in account(record):
                        self._terminal.rows(Text(printable(told), NOTE), f"      {name:<{_FIELD}}")
        self._formulas([record for record in records if record["type"] == "formula"])

    def _formulas(self, formulas: Sequence[Record]) -> None:
        names = dict.fromkeys(str(record.get("name") or record.get("raw")) for record in formulas)
        if names:
            self._terminal.rows(Text(f"提法 {printable(' '.join(names))}", NOTE), "    ")
        if self._highlight:
            told = {str(each["name"]): each for each in formulas if each.get("members") and each.get("name")}
            for name, each in told.items():
                members = "、".join(map(str, each["members"]))
                source = f" ({each['members_from']})" if each.get("members_from") else ""
                self._terminal.rows(Text(printable(f"{name}: {members}{source}"), NOTE), "      ")

    def _sentence(self, records: Sequence[Record]) -> Text:
        sentence = next(str(record["sentence"]) for record in records if "sentence" in record)
        line = Text(printable(sentence))
        for start, end in self._highlight(sentence) if self._highlight else ():
            line.stylize(MATCH, start, end)
        for record in records:
            start = _place_in(sentence, record)
            style = FORMULA if record["type"] == "formula" else DAMAGED if record.get("damaged") else FIGURE
            line.stylize(style, start, start + len(str(record.get("raw") or "")))
        return line


def _place_in(sentence: str, record: Record) -> int:
    """Where the figure stands; a conversion may have moved it within the sentence since it was counted."""
    raw = str(record.get("raw") or "")
    start = _number(record.get("start")) - _number(record.get("sentence_start"))
    return start if sentence.startswith(raw, start) else max(0, sentence.find(raw))


def _gutter(record: Record, mark: str) -> str:
    """Before a sentence: blanks, or its line in the text with grep's mark for a match or its context."""
    return f"{record['line']:>4}{mark} " if isinstance(record.get("line"), int) else "  "


def summary(claim: Record) -> Text:
    """A claim in one line: the figure in full, what it counts, and the claim around it.

    What the figure's own sentence does not say stands in brackets.

    >>> summary({"value": 163000, "unit": "人", "place": "西藏", "place_inherited": True}).plain
    '163,000 人 · (西藏)'
    >>> summary({"value": 1350000, "unit": "人", "relation": "delta", "direction": "down"}).plain
    'Δ −1,350,000 人'
    >>> summary({"value": 2, "unit": "1/3", "of": "农户"}).plain
    '2/3 · 农户'
    >>> summary({"value": 15, "unit": "%", "role": "to", "from": 32}).plain
    '32 → 15 %'
    >>> summary({"value": None, "low": 2, "high": 3, "unit": "个", "status": "target"}).plain
    '2 – 3 个 · target'
    """
    unit = str(claim.get("unit") or "")
    part_of = unit.removeprefix("1/") if unit.startswith("1/") else ""  # two thirds are 2 of the unit 1/3
    figure = _figure(claim)
    line = Text(printable(f"{figure}/{part_of}" if part_of else f"{figure} {unit}".strip()))
    for name in ("of", "indicator", "place", "period", "status"):
        if value := claim.get(name):
            told = printable(str(value))
            told = f"({told})" if claim.get(f"{name}_inherited") else told
            line.append(" · ", NOTE).append(told, PLAN if told == "target" else NOTE)
    return line


def _figure(claim: Record) -> str:
    if claim.get("damaged"):
        figure = "damaged"
    elif claim.get("value") is None:
        figure = " – ".join(
            "…" if end is None else shown(end) for end in (claim.get("low"), claim.get("high"))
        )
    else:
        sign = {"over": ">", "gt": ">", "ge": "≥", "lt": "<", "le": "≤", "approx": "≈"}.get(
            claim.get("bound") or "", ""
        )
        figure = f"{sign} {shown(claim['value'])}".strip()
    if claim.get("role") == "from":
        return f"from {figure}"
    if claim.get("role") == "to" and claim.get("from") is not None:
        return f"{shown(claim['from'])} → {figure}"
    if claim.get("relation") != "delta":
        return figure
    sign = {"up": "+", "down": "−"}.get(claim.get("direction") or "", "")
    return f"Δ {sign}{figure}"


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
