"""Records as a person reads them: pages with their heads, claims lit up in their sentences."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from rich.text import Text

from povtool.formats import cell
from povtool.records import Record, is_document
from povtool.render.tables import TableWriter, shown
from povtool.render.terminal import Terminal

HEAD = "bold"
FIGURE = "bold yellow"
MATCH = "underline"
DAMAGED = "bold red reverse"
NOTE = "dim"


class TextWriter:
    """Shows records as they come; what belongs together (the claims of one sentence) is shown together."""

    def __init__(
        self, terminal: Terminal, highlight: Callable[[str], list[tuple[int, int]]] | None = None
    ) -> None:
        """``highlight`` gives the spans of a sentence that were searched for."""
        self._terminal = terminal
        self._highlight = highlight
        self._waiting: list[Record] = []
        self._document: str | None = None
        self._tables = TableWriter(terminal)
        self._tabled = False

    def write(self, record: Record) -> None:
        """Show a record, or keep it until its sentence is complete."""
        if self._waiting and _place(record) != _place(self._waiting[0]):
            self._show_waiting()
        if record.get("type") in ("metric", "formula"):
            self._waiting.append(record)
        elif record.get("type") == "stat":
            self._tables.write(record)
            self._tabled = True
        elif is_document(record):
            self._show_document(record)
        else:
            self._print(Text(printable(cell(record)), style=NOTE))

    def close(self) -> None:
        """Show what was kept."""
        if self._waiting:
            self._show_waiting()
        if self._tabled:
            self._tables.close()
        else:
            self._terminal.release()

    def _print(self, *parts: Text) -> None:
        self._terminal.console.print(*parts, soft_wrap=True)

    def _show_document(self, document: Record) -> None:
        head = [str(document[name]) for name in ("date", "source") if document.get(name)]
        head += _script(document)
        text = document.get("text") or ""
        head.append(f"{len(text):,} characters")
        for name in ("repairs", "damaged"):
            if document.get(name):
                head.append(f"{len(document[name])} {name}")
        self._print(
            Text(printable(f"{document.get('id') or '?'}  {document.get('title') or ''}"), style=HEAD)
        )
        self._print(Text(printable(" · ".join(head)), style=NOTE))
        self._print(_words(document) if "tokens" in document else _with_damage(text, document))
        self._print(Text(""))

    def _show_waiting(self) -> None:
        records, self._waiting = self._waiting, []
        doc = records[0].get("doc")
        if doc != self._document:
            if self._document is not None:
                self._print(Text(""))
            self._print(Text(printable(str(doc)), style=HEAD))
            self._document = doc
        metrics = [record for record in records if record["type"] == "metric"]
        for _, claims in groupby(metrics, key=_place):
            self._show_sentence(list(claims))
        formulas = [record for record in records if record["type"] == "formula"]
        if formulas:
            names = " ".join(str(record.get("name") or record.get("raw")) for record in formulas)
            self._print(Text(f"  提法 {printable(names)}", style=NOTE))

    def _show_sentence(self, claims: list[Record]) -> None:
        sentence = str(claims[0].get("sentence") or "")
        line = Text(printable(sentence))
        for start, end in self._highlight(sentence) if self._highlight else ():
            line.stylize(MATCH, start, end)
        for claim in claims:
            start = _place_in(sentence, claim)
            style = DAMAGED if claim.get("damaged") else FIGURE
            line.stylize(style, start, start + len(str(claim.get("raw") or "")))
        self._print(Text("  ") + line)
        for claim in claims:
            self._print(Text(f"    {printable(summary(claim))}", style=NOTE))


def _script(document: Record) -> list[str]:
    """The script of a document, and what ``convert`` found and did."""
    script, converted = document.get("script"), document.get("converted")
    if not isinstance(converted, dict):
        return [str(script)] if script else []
    found, config = converted.get("from"), converted.get("config")
    if not config:
        return [f"{found or 'no script found'}, left as it was"]
    return [f"{script} by {config} from {found}" if script and found else f"by {config}, no script found"]


def _place_in(sentence: str, claim: Record) -> int:
    """Where the figure stands; a conversion may have moved it within the sentence since it was counted."""
    raw = str(claim.get("raw") or "")
    start = _number(claim.get("start")) - _number(claim.get("sentence_start"))
    return start if sentence.startswith(raw, start) else max(0, sentence.find(raw))


def summary(claim: Record) -> str:
    """A claim in one line: the figure in full, its unit, what it counts.

    >>> summary({"value": 163000, "unit": "人", "of": "迁入新居"})
    '163,000 人 · 迁入新居'
    >>> summary({"value": 1350000, "unit": "人", "of": "贫困人口", "relation": "delta"})
    'Δ 1,350,000 人 · 贫困人口'
    >>> summary({"value": None, "low": 2, "high": 3, "unit": "个"})
    '2 – 3 个'
    """
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
    if claim.get("relation") == "delta":
        figure = f"Δ {figure}"
    parts = [f"{figure} {claim.get('unit') or ''}".strip()]
    parts += [str(claim[name]) for name in ("of", "period", "place", "status") if claim.get(name)]
    return " · ".join(parts)


def _place(record: Record) -> tuple[object, ...]:
    """What the records of one sentence share; two documents may have the same id, or none."""
    return tuple(map(record.get, ("type", "doc", "field", "sentence_start", "sentence")))


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _words(document: Record) -> Text:
    tags = document.get("pos") or []
    words = document.get("tokens") or []
    pairs = zip(words, tags, strict=False) if tags else ((word, "") for word in words)
    return Text(
        " ".join(
            f"{printable(word)}/{tag}" if tag else printable(word) for word, tag in pairs if word.strip()
        )
    )


def _with_damage(text: str, document: Record) -> Text:
    shown_text = Text(printable(text, keep="\n"))
    for span in document.get("damaged") or []:
        shown_text.stylize(DAMAGED, _number(span.get("start")), _number(span.get("end")))
    return shown_text


def printable(text: str, keep: str = "") -> str:
    """Text of the same length that cannot drive a terminal: white space is blank, control characters are �.

    >>> printable("指标\\t１５亿\\x1b[2J")
    '指标 １５亿�[2J'
    """
    if text.isprintable():
        return text
    return "".join(_shown_as(char) if char not in keep else char for char in text)


def _shown_as(char: str) -> str:
    return char if char.isprintable() else " " if char.isspace() else "\ufffd"
