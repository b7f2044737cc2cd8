"""``clean``: pages as they were found become documents, with every repair and every dropped line on record.

Decode, take out what the page's way to us put in, tell text from its surroundings, read the bylines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from povtool.errors import InputError
from povtool.records import Item, Items, ItemStream, RawPage, Record, Rejected, is_document

if TYPE_CHECKING:
    from povtool.clean.page import Wanted

__all__ = ["ROLES", "CleanConfig", "clean"]

ROLES = ("title", "heading", "body", "caption", "byline", "keywords", "boilerplate")
"""What a line of a page may be, blank ones aside."""


@dataclass(frozen=True)
class CleanConfig:
    """How pages are cleaned."""

    encoding: str | None = None
    """The encoding of all pages; None to tell it from each page's bytes."""

    blocks: bool = False
    """Add ``blocks``: every line of the page, blank ones too, with its number and role."""

    keep: frozenset[str] = frozenset()
    """Roles (``povtool.clean.ROLES``) of lines that are in ``text`` beside body and headings, in place."""

    drop: frozenset[str] = frozenset()
    """Roles of lines that are not in ``text``."""

    repeated: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """For each site, the lines that its pages share (:func:`povtool.clean.site.count_lines`)."""

    punct: str = "keep"
    """The width of ，；：！？（） beside Chinese text: ``keep``, ``full`` or ``half``."""

    documents: bool = True
    """Also clean documents that ``clean`` has not made, from their ``text``; False passes them."""


def clean(items: Items, config: CleanConfig = CleanConfig()) -> ItemStream:
    """Documents for pages; everything else passes, in place.

    A record with ``repairs`` has been cleaned before and passes unchanged, so cleaning twice changes nothing.
    A page that is no text becomes a Rejected. Raises UsageError when ``config.encoding`` is unknown.

    >>> page = RawPage("a", "a.txt", "西藏全部摘帽\\n2020年,西藏74个县区全部摘帽。(记者 王茜)".encode())
    >>> [(d["text"], d["author"]) for d in clean([page])]
    [('2020年,西藏74个县区全部摘帽。', ['王茜'])]
    """
    for item in items:
        if isinstance(item, RawPage):
            yield _cleaned(item, config)
        elif config.documents and _uncleaned(item):
            yield _recleaned(cast(Record, item), config)
        else:
            yield item


def _uncleaned(item: Item) -> bool:
    if not isinstance(item, dict) or not is_document(item):
        return False
    return "repairs" not in item and isinstance(item.get("text"), str)


def _recleaned(record: Record, config: CleanConfig) -> Record:
    from povtool.clean.page import recleaned

    return recleaned(record, _wanted(record, config))


def _wanted(item: Record | RawPage, config: CleanConfig) -> Wanted:
    from povtool.clean.page import TEXT_ROLES, Wanted

    repeated: frozenset[int] = frozenset()
    if config.repeated:
        from povtool.clean.site import site_of

        repeated = config.repeated.get(site_of(item), repeated)
    return Wanted((TEXT_ROLES | config.keep) - config.drop, config.blocks, repeated, config.punct)


def _cleaned(page: RawPage, config: CleanConfig) -> Record | Rejected:
    from povtool.clean.html import is_xml
    from povtool.clean.page import document_of  # with all its patterns, so only once there is a page

    if page.media is None and is_xml(page.data):
        return Rejected(page.path, None, "XML, but no page", "extract its text first")
    try:
        return document_of(page, config.encoding, _wanted(page, config))
    except InputError as error:
        return Rejected(file=page.path, line=None, reason=error.reason, hint=error.hint)
