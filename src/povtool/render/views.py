"""Records as a person reads them: pages with their heads, claims lit up in their sentences."""

from __future__ import annotations

from rich.text import Text

from povtool.formats import cell
from povtool.metrics.context import CONTEXT, GAP
from povtool.metrics.context import HEAD as HEAD_OF_MATCHES
from povtool.records import Record, is_document
from povtool.render.claims import ClaimsView, Highlight
from povtool.render.tables import TableWriter
from povtool.render.terminal import Terminal
from povtool.render.texts import DAMAGED, HEAD, NOTE, printable


class TextWriter:
    """Shows records as they come; what belongs together (the claims of one sentence) is shown together."""

    def __init__(self, terminal: Terminal, highlight: Highlight | None = None) -> None:
        self._terminal = terminal
        self._view = ClaimsView(terminal, highlight)
        self._waiting: list[Record] = []
        self._tables = TableWriter(terminal)
        self._tabled = False

    def write(self, record: Record) -> None:
        """Show a record, or keep it until its sentence is complete."""
        kind = record.get("type")
        if self._waiting and (
            kind not in ("metric", "formula") or _place(record) != _place(self._waiting[0])
        ):
            self._show_waiting()
        if kind in ("metric", "formula"):
            self._waiting.append(record)
        elif kind == "stat":
            self._tables.write(record)
            self._tabled = True
        elif kind == HEAD_OF_MATCHES:
            self._view.head(record)
        elif kind == CONTEXT:
            self._view.context(record)
        elif kind == GAP:
            self._view.gap()
        elif is_document(record):
            self._show_document(record)
        elif record.get("type") == "sentence" and isinstance(record.get("tokens"), list):
            self._print(_words(record))
        else:
            self._print(Text(printable(cell(record)), style=NOTE))

    def close(self) -> None:
        """Show what was kept."""
        self._show_waiting()
        if self._tabled:
            self._tables.close()
        else:
            self._terminal.release()

    def _show_waiting(self) -> None:
        if self._waiting:
            self._view.claims(self._waiting)
        self._waiting = []

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
        if document.get("keyterms"):
            self._print(Text(printable(f"keyterms: {_keyterms(document)}"), style=NOTE))
        self._print(Text(""))


def _keyterms(document: Record) -> str:
    return ", ".join(str(each.get("word")) for each in document["keyterms"] if isinstance(each, dict))


def _script(document: Record) -> list[str]:
    """The script of a document, and what ``convert`` found and did."""
    script, converted = document.get("script"), document.get("converted")
    if not isinstance(converted, dict):
        return [str(script)] if script else []
    found, config = converted.get("from"), converted.get("config")
    if not config:
        return [f"{found or 'no script found'}, left as it was"]
    if fields := converted.get("fields"):
        return [*([str(script)] if script else []), f"{', '.join(fields)} by {config} from {found or '?'}"]
    return [f"{script} by {config} from {found}" if script and found else f"by {config}, no script found"]


def _place(record: Record) -> tuple[object, ...]:
    """What the records of one sentence share; two documents may have the same id, or none."""
    return tuple(map(record.get, ("doc", "field", "sentence_start", "sentence")))


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
