"""Totals over documents: how much text there is, in which script, and what ``clean`` had to mend."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import filterfalse

from povtool.convert.detection import HANS, HANT, MIXED, detect_script
from povtool.records import Record
from povtool.stats.spread import is_word
from povtool.stats.tables import Group, group_value, groups, order, row

_SCRIPTS = (HANS, HANT, MIXED)
_UNKNOWN = "unknown"
_MEASURES = ("documents", "characters", "han", "sentences", *_SCRIPTS, _UNKNOWN, "repairs", "damaged")
_TOKEN_MEASURES = ("tokens", "punctuation")
_YEAR = ("year",)
_KINDS = {"repairs": ("kind",), "damage": ("why",), "lines_not_in_text": ("role", "why")}
"""Tables of what ``clean`` did, and the fields that tell its kinds apart."""


class Documents:
    """Tables ``documents``, ``documents_by_source``, ``documents_by_year`` or ``documents_by``, and what
    ``clean`` did.

    ``repairs`` are by kind, ``damage`` (left in the text) by why, ``lines_not_in_text`` by role and why;
    these need documents with ``blocks``.

    Of a document's ``text`` (title and captions are not counted): ``characters`` are code points that are not
    white space, ``han`` those of the Han script, ``sentences`` as :func:`povtool.segment.sentences.sentences`
    finds them; ``hans``, ``hant``, ``mixed`` and ``unknown`` count documents by their ``script`` field, else
    by their text; ``repairs`` and ``damaged`` count stretches; ``tokens`` and ``punctuation`` are there if
    any document has tokens: words, and what is neither a word nor white space.

    Keeps one row of counts for each group.
    """

    def __init__(self, by: Sequence[str] = ()) -> None:
        self._tables: dict[str, tuple[str, ...]] = (
            {"documents_by": tuple(by)}
            if by
            else {"documents_by_source": ("source",), "documents_by_year": _YEAR}
        )
        self._asked = bool(by)
        self._totals: Counter[str] = Counter()
        self._groups: dict[str, dict[Group, Counter[str]]] = {table: {} for table in self._tables}
        self._kinds: dict[str, tuple[Counter[Group], Counter[Group]]] = {
            table: (Counter(), Counter()) for table in _KINDS
        }

    def add(self, document: Record) -> None:
        """Count one document."""
        measures = _measured(document)
        self._totals.update(measures)
        for table, fields in self._tables.items():
            for group in groups(document, fields):
                self._groups[table].setdefault(group, Counter()).update(measures)
        for table, names in _KINDS.items():
            kinds = [
                tuple(group_value(each.get(name)) for name in names) for each in _listed(document, table)
            ]
            counts, documents = self._kinds[table]
            counts.update(kinds)
            documents.update(set(kinds))

    def merge(self, other: Documents) -> None:
        """Take in the counts of another accumulator with the same fields."""
        self._totals.update(other._totals)
        for table, found in other._groups.items():
            for group, measures in found.items():
                self._groups[table].setdefault(group, Counter()).update(measures)
        for table, (counts, documents) in other._kinds.items():
            self._kinds[table][0].update(counts)
            self._kinds[table][1].update(documents)

    def result(self) -> Iterator[Record]:
        """The totals, the groups (most documents first, years in their order), the kinds of repairs."""
        if not self._totals:
            return
        yield row("documents", (), (), self._columns(self._totals))
        for table, fields in self._tables.items():
            yield from self._grouped(table, fields)
        for table, names in _KINDS.items():
            counts, documents = self._kinds[table]
            for kind, count in sorted(counts.items(), key=lambda pair: (-pair[1], order(pair[0]))):
                yield row(table, names, kind, {"count": count, "documents": documents[kind]})

    def _grouped(self, table: str, fields: tuple[str, ...]) -> Iterator[Record]:
        found = self._groups[table]
        if not self._asked and found.keys() == {(None,)}:  # no document has the field
            return
        ordered = sorted(found, key=order)
        if fields != _YEAR:
            ordered.sort(key=lambda group: -found[group]["documents"])
        for group in ordered:
            yield row(table, fields, group, self._columns(found[group]))

    def _columns(self, measures: Counter[str]) -> Record:
        # The totals have a key for tokens as soon as one document has them, even none at all.
        names = _MEASURES + (_TOKEN_MEASURES if "tokens" in self._totals else ())
        return {name: measures[name] for name in names}


def _listed(document: Record, table: str) -> list[Record]:
    """What a document lists of a kind of thing; of its lines, those that are not in the text."""
    if table != "lines_not_in_text":
        return document.get("repairs" if table == "repairs" else "damaged") or []
    return [
        line for line in document.get("blocks") or [] if "start" not in line and line.get("role") != "blank"
    ]


def _measured(document: Record) -> dict[str, int]:
    from povtool.segment.sentences import sentence_count

    text = document.get("text") or ""
    script = document.get("script") or detect_script(text)
    measures = {
        "documents": 1,
        "characters": sum(map(len, text.split())),
        "han": sum(map(len, _han().findall(text))),
        "sentences": sentence_count(text),
        script if script in _SCRIPTS else _UNKNOWN: 1,
        "repairs": len(document.get("repairs") or ()),
        "damaged": len(document.get("damaged") or ()),
    }
    tokens = document.get("tokens")
    if tokens is not None:
        # Most are letters or digits throughout; those are told apart without a step of Python each.
        others = Counter(filterfalse(str.isalnum, tokens))
        marks = Counter({token: count for token, count in others.items() if not is_word(token)})
        blank = sum(count for token, count in marks.items() if token.isspace())
        measures |= {"tokens": len(tokens) - marks.total(), "punctuation": marks.total() - blank}
    return measures


@cache
def _han() -> re.Pattern[str]:
    # Script=Han of the Unicode Character Database (Scripts.txt), with the code points its blocks reserve.
    return re.compile(
        "[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
        "\U00016fe2\U00016fe3\U00016ff0\U00016ff1\U00020000-\U0003fffd]+"
    )
