"""The records that flow through a pipe: plain dicts with a ``type``, one JSON object a line.

All offsets are code points into the named field, end exclusive. A field that is not known is left out,
except for lists, which are then empty. Besides records, two things flow inside one process and are never
written: a :class:`RawPage` on its way into ``clean``, and a :class:`Rejected` on its way to standard error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypedDict, TypeGuard

Record = dict[str, Any]
"""Any JSON object; ``record.get("type")`` tells what it is, a type nobody knows passes through."""


class Repair(TypedDict, total=False):
    """One change ``clean`` made inside the text."""

    kind: str
    """What was mended: ``pinyin`` (injected reading removed), ``control`` (invisible characters removed),
    ``utf-8-as-gbk`` … (read again in its own encoding), ``entity``, ``escape``, ``radical``,
    ``compatibility``, ``inserted`` (anti-copy device removed), ``line-break``, ``gbk-slip``, ``width`` (asked
    for)."""
    start: int
    """Where the mended stretch now stands in ``text``; equal to ``end`` when something was taken out."""
    end: int
    was: str
    """The stretch as it stood in the page."""
    proven: bool
    """True where the damage, run forward on the mended text, gives exactly what stood in the page."""
    margin: float
    """Nats by which the least certain restored character leads all others, where likelihood chose it."""


class Damage(TypedDict, total=False):
    """A stretch of ``text`` known to be corrupt and left as it is."""

    start: int
    end: int
    why: str
    """``gbk-slip``, ``mojibake`` (bytes are missing here), ``undecodable`` (U+FFFD), ``lost`` (锟斤拷) or
    ``private-use`` (a glyph of some font)."""


class Block(TypedDict, total=False):
    """One line of the raw page (``clean --blocks``); joined with their line ends, the blocks give it back."""

    line: int
    """1-based; a line that repair made several of is as many blocks."""
    role: str
    """title, heading, body, caption, byline, keywords, boilerplate, or blank."""
    why: str
    """Of boilerplate, what it is: navigation, links (a list of other articles), repeated (in the page), site
    (on the site's other pages), credit, caption, annex (a list of them), contact, references, publication
    (what a journal or an office says of it), before-article, after-article, in-article."""
    text: str
    """The line as it stood in the page, before any repair."""
    line_end: str
    """What ended the line, where that was not a line feed; empty for a last line that nothing ended."""
    start: int
    """Where what is left of the line stands in the document's ``text``; absent when nothing is in it."""
    end: int
    cuts: list[list[int]]
    """``[start, end]`` in the block's own text: credits in brackets, which left the document's text."""


Conversion = TypedDict(
    "Conversion",
    {
        "config": str | None,
        "from": str | None,
        "fields": list[str],
        "engine": str,
        "offsets": str,
        "earlier": dict[str, Any],
    },
    total=False,
)
"""What ``convert`` found and did.

``config``: OpenCC's name of what was done; null where nothing was to do. ``from``: the script that was found
(hans, hant, mixed), null where none shows. ``fields``: the only ones that were converted, where some were
asked for. ``engine``: who did it, where that was not povtool's own.
``offsets``: ``source`` where a metric's, formula's or difference's offsets count in the text before
this conversion, because lengths may have changed; a document's are always carried over. ``earlier``: the same
of the conversion before this one.
"""


class Document(TypedDict, total=False):
    """A page after ``clean``."""

    type: str
    id: str
    """The file's stem, made unique within the stream."""
    path: str
    sha256: str
    """Of the raw bytes, after decompression, as hexadecimal digits."""
    url: str
    """Where an archive took the page from."""
    fetched: str
    """When it did, in ISO 8601."""
    media: str
    """text/html where the page is HTML; lines are then counted in what a reader sees, not in the source."""
    encoding: str
    """What the page was decoded from: utf-8, gb18030, big5 …"""
    encoding_declared: str
    """What the page or its server declared, where that was wrong."""
    metadata_from: dict[str, str]
    """Fields that the text does not state → where the page's head does: ``meta PubDate``, ``title`` …"""
    encodings: list[dict[str, int | str]]
    """``line`` (1-based) and ``encoding`` of each line that was in another encoding than the page."""
    title: str
    date: str
    """ISO 8601, to the precision the page gives: 2016-01-09T16:29, 2018-01-10, 2018-01."""
    source: str
    """Who published it, as the page says."""
    author: list[str]
    editor: list[str]
    keywords: list[str]
    breadcrumb: list[str]
    """The page's path within its site, outermost first."""
    author_note: str
    """What the page says of its author, without brackets: 作者系州扶贫和移民工作局局长."""
    script: str
    """hans, hant or mixed."""
    text: str
    """Paragraphs and headings, joined by one line feed each."""
    captions: list[str]
    """Of pictures; they are not in ``text``."""
    repairs: list[Repair]
    """What was mended in ``text``."""
    damaged: list[Damage]
    """What is corrupt in ``text`` and was left."""
    blocks: list[Block]
    """Every line of the page, with ``clean --blocks``."""
    tokens: list[str]
    """The words of ``text``; joined they give it back, unless stop words are left out or a mode adds some."""
    pos: list[str]
    """jieba's part of speech of each token."""
    offsets: list[list[int]]
    """``[start, end]`` in ``text`` for each token."""
    keyterms: list[dict[str, Any]]
    """``word`` and ``weight`` of its keywords, the weightiest first (``segment --keywords``)."""
    converted: Conversion
    """What ``convert`` found and did: ``config``, ``from`` and more; the page of ``convert`` tells."""
    original: dict[str, Any]
    """Changed fields as they were (``convert --keep-original``)."""


class Sentence(TypedDict, total=False):
    """One sentence of a document, cut into words (``segment --by sentence``)."""

    type: str
    doc: str
    field: str
    """``text``: what ``start``, ``end`` and ``offsets`` count in."""
    start: int
    end: int
    text: str
    tokens: list[str]
    pos: list[str]
    offsets: list[list[int]]


class Evidence(TypedDict, total=False):
    """Where the text says what a metric's fields hold: ``[start, end]`` in the metric's field for each.

    A field without one is said in no single place, or in another field of the document.
    """

    of: list[int]
    theme: list[int]
    """Where the rest of ``of`` stands, if its words are not one stretch (省本级 | 扶贫资金)."""
    place: list[int]
    period: list[int]
    status: list[int]
    """The word that weighed most."""
    base: list[int]


class Metric(TypedDict, total=False):
    """One quantity that a document claims.

    The later end of a change carries the earlier one's value as ``from``.
    """

    type: str
    doc: str
    field: str
    """``text`` or ``title``: what ``start`` and ``end`` count in."""
    start: int
    end: int
    raw: str
    value: int | float | None
    """The number written, in full (110.7亿 → 11070000000); null for a range or a damaged number."""
    low: int | float | None
    high: int | float | None
    unit: str | None
    """Simplified and singular; null where the text names none."""
    dimension: str
    """What kind of unit it is: money, people, households, area, percent, percentage-point, count …"""
    base_value: int | float | None
    """With ``--base-units``, on a metric with a unit: ``value`` in ``base_unit``."""
    base_low: int | float | None
    base_high: int | float | None
    base_unit: str
    """The base unit of the unit's kind (公顷 for 亩, 公斤 for 斤), or the unit itself where it has none."""
    base_factor: str
    """What ``value`` was multiplied by, exactly: a decimal (0.5) or a quotient (1/15)."""
    base_rounded: bool
    """Present and true where a product has no decimal of 15 digits and is rounded to as many."""
    of: str
    """What is counted or measured, in the text's words."""
    indicator: str
    """The row of the indicator table that fits what is counted and its unit: people-lifted, net-income …"""
    relation: str
    """level; delta: by how much it changed (减少135万人); ratio: how many times another (是…的1.99倍)."""
    bound: str
    """Absent when exact; over (余, 多), gt, ge, lt, le, approx."""
    damaged: bool
    """Present and true where the number itself is corrupt; there is no value then."""
    role: str
    """``from`` or ``to``: an end of a change that the text gives with both ends (由32%降到15%)."""
    direction: str
    """``up`` or ``down``, of a change or of the level it reached."""
    base: str
    """What a change is compared with, in the text's words: 同比, 比上年."""
    place: str
    """Whose figure it is: the short Simplified name of a division (西藏, 甘孜州), 全国, or several (、)."""
    place_inherited: bool
    """Present and true where the place is not said in the figure's own sentence."""
    status: str
    """``achieved``, of what is reported, or ``target``, of what is planned."""
    period: str
    """ISO 8601: 2019, 2018-01/2018-09, 2016/2020, 2012-11/ (since); absent where the text leaves it open."""
    period_inherited: bool
    """Present and true where the period is not said in the figure's own sentence."""
    sentence: str
    """The sentence it stands in, or 1,000 characters around it where a sentence is longer."""
    sentence_start: int
    """Where ``sentence`` begins in the field."""
    evidence: Evidence
    script: str
    """Of the document: hans, hant or mixed."""
    converted: Conversion
    """What ``convert`` did to the document before, or to this record after."""
    original: dict[str, Any]
    """Changed fields of this record as they were (``convert --keep-original``)."""
    explain: dict[str, dict[str, Any]]
    """With ``--explain``, for each field the words, the scope and the row of a table that it comes from."""
    line: int
    """With ``grep-metrics -n``, the line of the document's text, from 1, in which the figure begins."""
    before: list[str]
    """With ``grep-metrics -B``, the sentences before its own, in order."""
    after: list[str]
    """With ``grep-metrics -A``, the sentences behind its own, in order."""


class Formula(TypedDict, total=False):
    """One occurrence of a numeric policy formula (提法) such as 五个一批."""

    type: str
    doc: str
    field: str
    start: int
    end: int
    raw: str
    name: str
    """The canonical name, in Simplified script whatever the text's."""
    sentence: str
    """The sentence it stands in, or 1,000 characters around it where a sentence is longer."""
    sentence_start: int
    """Where ``sentence`` begins in the field."""
    members: list[str]
    """What it stands for, where the table of formulas knows: the five measures of 五个一批."""
    members_from: str
    """The document or speech that set the members out."""
    script: str
    """Of the document: hans, hant or mixed."""
    converted: Conversion
    """As in a metric."""
    original: dict[str, Any]
    """As in a metric."""


class Stat(TypedDict, total=False):
    """One row of a table that ``stats`` makes; further fields are the row's groups and measures."""

    type: str
    table: str


class Difference(TypedDict, total=False):
    """One place where two documents differ, a document without a partner, or a claim that differs."""

    type: str
    kind: str
    """replace, delete (only in A), insert (only in B), move; only-a, only-b; with ``--brief`` differ; with
    ``--claims`` claim-changed, claim-dropped (only in A), claim-added (only in B)."""
    doc_a: str | None
    """The ids of the two documents; null for the side that has none."""
    doc_b: str | None
    field: str
    """``text`` or ``title``: what the offsets count in."""
    start_a: int
    end_a: int
    text_a: str
    start_b: int
    end_b: int
    text_b: str
    before: str
    """The unchanged text around the place, of A, or of B for what only B has."""
    after: str
    move: int
    """Of a moved passage, and of the edits within it: the number of the move in these two documents."""
    paired_by: str
    """``id``, ``title``, ``similarity`` or ``only`` (each side had one document)."""
    similarity: float
    """Of the two texts, 0 to 1."""
    title: str
    """Of a document without a partner, where it has one."""
    changes: list[str]
    """Of a claim: ``value``, ``status``, ``wording``, whichever differ."""
    unclear: bool
    """True for a claim of one side where the other has one that may be the same, but that cannot be told."""
    figures: str | None
    """How B's figure stands to A's: ``equal``, ``compatible`` (62.8万 and 63万, 70多 and 73), ``higher``,
    ``lower``; null where one has none."""
    difference: int | float | None
    """By how much B's ``value`` is more than A's, in ``difference_unit``."""
    difference_unit: str | None
    """A's unit; for shares, points: 百分点 for %."""
    indicator: str | None
    unit: str | None
    """Of both; where they have units of one kind but not the same, ``unit_a`` and ``unit_b`` instead."""
    unit_a: str | None
    unit_b: str | None
    relation: str
    role: str
    """As in the metric; so are, each with ``_a`` and ``_b``, ``raw``, ``value``, ``low``, ``high``,
    ``bound``, ``status``, ``of``, ``period`` and ``place``."""
    sources_a: list[dict[str, Any]]
    """Every place where A makes the claim: ``doc``, ``field``, ``start``, ``end``, ``raw``, ``sentence``."""
    sources_b: list[dict[str, Any]]


class Reuse(TypedDict, total=False):
    """Two documents that are nearly the same, or a passage that stands in both (``diff --reuse``)."""

    type: str
    kind: str
    """near-duplicate, passage."""
    doc_a: str | None
    """The document that comes first in the input."""
    doc_b: str | None
    similarity: float
    """Of near-duplicates, 2·|A∩B| / (|A|+|B|) over their sets of three-character sequences; of a passage, the
    share of the longer side that is the same."""
    group: int
    """Near-duplicates, and near-duplicates of those, have one number."""
    exact: bool
    """Whether the passage is the same in both, but for script, width and white space."""
    length: int
    """Code points of the passage in B, white space aside."""
    start_a: int
    """Where the passage stands in the documents' ``text``."""
    end_a: int
    text_a: str
    start_b: int
    end_b: int
    text_b: str


@dataclass(frozen=True, slots=True)
class RawPage:
    """The bytes of one page before ``clean``, and what an archive says about them."""

    id: str
    path: str
    data: bytes
    url: str | None = None
    media: str | None = None
    """``type/subtype`` in lower case; None to tell it from the name and the bytes."""
    charset: str | None = None
    """The label that the server sent."""
    fetched: str | None = None
    """ISO 8601."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that could not be used; it travels in place of its record, so the order is kept."""

    file: str
    line: int | None
    reason: str
    hint: str = ""
    raw: bytes = b""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        told = ": ".join(part for part in (place, self.reason, self.hint) if part)
        # A file's name may hold anything, an escape sequence that drives the terminal included.
        return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in told)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know about an input that is no error; told on standard error in its place."""

    file: str
    text: str

    def __str__(self) -> str:
        return str(Rejected(self.file, None, self.text))


Item = Record | RawPage | Rejected | Notice
"""What a stage is given and gives on. A stage handles what it knows and passes on the rest, in place."""

Items = Iterable[Item]
ItemStream = Iterator[Item]


def is_document(item: Item) -> TypeGuard[Record]:
    """Whether a stage that works on documents should take this item.

    A record counts as a document when its type says so, or when it has no type but a ``text`` string, so that
    plain ``{"id": …, "text": …}`` corpora work as they are.

    >>> is_document({"text": "脱贫"}), is_document({"type": "note", "text": "脱贫"})
    (True, False)
    """
    if not isinstance(item, dict):
        return False
    kind = item.get("type")
    return kind == "document" or (kind is None and isinstance(item.get("text"), str))
