"""The stage: any records → the same records in another script or regional standard."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from povtool.convert import opencc, reference
from povtool.convert.detection import HANS, HANT, MIXED, detect_script, document_script
from povtool.convert.fields import TEXT_FIELDS, Converter, converted_fields
from povtool.errors import UsageError
from povtool.records import Item, Items, ItemStream, Record, is_document

_ROUTES = {
    "hans": {HANT: "t2s", MIXED: "t2s"},
    "hant": {HANS: "s2t", MIXED: "s2t"},
    "tw": {HANS: "s2tw", MIXED: "s2tw", HANT: "t2tw"},
    "hk": {HANS: "s2hk", MIXED: "s2hk", HANT: "t2hk"},
}
"""Target → script found → configuration; no configuration means that the text is left as it is."""

TARGETS = tuple(_ROUTES)
ENGINES = ("opencc", "opencc-python")


@dataclass(frozen=True)
class ConvertConfig:
    """What ``convert`` does: exactly one of ``config`` and ``to`` says."""

    config: str | None = None
    """The name of an OpenCC configuration, such as ``s2twp``, applied to every record."""
    to: str | None = None
    """``hans``, ``hant``, ``tw`` or ``hk``, from whatever script each record is found to be in."""
    engine: str = "opencc"
    """``opencc``, or ``opencc-python`` for the output of opencc-python-reimplemented, byte for byte."""
    keep_original: bool = False
    """Add ``original``: each field that changed, as it was, offsets included."""
    fields: tuple[str, ...] = ()
    """The fields to convert, of records of any type; none named: those of :data:`.fields.TEXT_FIELDS`."""


def convert(items: Items, config: ConvertConfig = ConvertConfig()) -> ItemStream:
    """Documents, metrics, formulas, differences and stats in another script; everything else as it comes.

    With ``to``, each record's own script decides. What is in the target script already stays untouched, as
    does what shows no script. To ``hans``, ``t2s`` serves Taiwan's and Hong Kong's texts as well. Text that
    mixes both scripts is converted as if it were all in the other one: to ``hans`` that changes Traditional
    characters only; to ``hant``, ``tw`` and ``hk`` a character that both write (后, 里) is read as hans.
    The script of a document is detected; a metric's and a formula's is the ``script`` of their document.

    Offsets of a document are carried over. Where a token ends inside a phrase that changed its length, each
    part of it becomes the whole phrase. Offsets of other records count in the text of a document that is not
    there; they stay, and where the configuration can change lengths, ``converted`` says that they count in
    the text before conversion. Each record tells in ``converted`` what was done: see
    :class:`povtool.records.Conversion`.

    >>> [document] = convert([{"type": "document", "text": "實現脫貧"}], ConvertConfig(to="hans"))
    >>> document["text"], document["script"], document["converted"]
    ('实现脱贫', 'hans', {'config': 't2s', 'from': 'hant'})

    Raises UsageError when the configuration cannot be meant.
    """
    check(config)
    return _converted(items, config)


def check(config: ConvertConfig) -> None:
    """Raise UsageError for a configuration that cannot be meant."""
    if (config.config is None) == (config.to is None):
        raise UsageError("convert needs one target", "give either --config NAME or --to SCRIPT")
    if config.engine not in ENGINES:
        raise UsageError(f"unknown engine: {config.engine}", f"use one of {' '.join(ENGINES)}")
    if config.to is not None and config.to not in TARGETS:
        raise UsageError(f"unknown target: {config.to}", f"use one of {' '.join(TARGETS)}")
    if config.config is not None:
        _converter(config.config, config.engine)


def _converted(items: Items, config: ConvertConfig) -> ItemStream:
    for item in items:
        kind = kind_of(item, any_kind=bool(config.fields))
        yield item if kind is None or not isinstance(item, dict) else _converted_record(item, kind, config)


def kind_of(item: Item, *, any_kind: bool) -> str | None:
    """How a record is converted; None for what passes through."""
    if is_document(item):
        return "document"
    name = item.get("type") if isinstance(item, dict) else None
    if isinstance(name, str) and (name in TEXT_FIELDS or any_kind):
        return name
    return "" if any_kind else None


def _converted_record(record: Record, kind: str, config: ConvertConfig) -> Record:
    fields = [field for field in config.fields or TEXT_FIELDS[kind] if field in record]
    if not fields:
        return record
    found, name = route(record, kind, fields, config)
    changed: Record = {}
    if name:
        converter = _converter(name, config.engine)
        changed = converted_fields(kind, record, fields, converter)
    result = {**record, **changed}
    script = _script_after(name) if name and found else found
    if script and _tells_script(record, kind, fields):
        result["script"] = script
    done: Record = {"config": name, "from": found}
    if config.fields:
        done["fields"] = fields
    if name and config.engine != "opencc":
        done["engine"] = config.engine
    if name and kind in _POINTING_ELSEWHERE and not converter.keeps_length:
        done["offsets"] = "source"
    result["converted"] = _history(record.get("converted"), done)
    if config.keep_original:
        before = {field: record[field] for field in changed if changed[field] != record[field]}
        if before:
            result["original"] = {**before, **(record.get("original") or {})}
    return result


def route(
    record: Record, kind: str, fields: Collection[str], config: ConvertConfig
) -> tuple[str | None, str | None]:
    """The script found in a record, and the configuration it goes through; None for none."""
    found = _script_of(record, kind, fields, believed=config.to is None)
    if config.to is None:
        return found, config.config
    return found, _ROUTES[config.to].get(found) if found else None


_BODY = {"document": "text", "metric": "sentence", "formula": "sentence"}
"""Type of record → the field that its script is the script of."""
_POINTING_ELSEWHERE = ("metric", "formula", "difference")


def _tells_script(record: Record, kind: str, fields: Collection[str]) -> bool:
    """Whether what was found and done to some fields is told by ``script``, and not that of a title alone."""
    if kind not in _BODY or (kind != "document" and "script" not in record):
        return False
    return _BODY[kind] in fields or not record.get(_BODY[kind])


def _history(earlier: object, done: Record) -> object:
    """What ``converted`` says of a record that may have been converted before: nothing of it is forgotten."""
    if not isinstance(earlier, dict) or earlier.get("config") is None:
        return done
    return earlier if done["config"] is None else {**done, "earlier": earlier}


def _script_of(record: Record, kind: str, fields: Collection[str], *, believed: bool) -> str | None:
    """The script of a record.

    One that a document declares counts only where nothing depends on it, or where its text does not tell.
    That of a metric is its document's, which ``metrics`` has told: a sentence alone may be a quotation.
    """
    declared = record.get("script")
    if kind in _BODY and (believed or kind != "document") and declared in (HANS, HANT, MIXED):
        return str(declared)
    if kind == "document" and "text" in fields:
        return document_script(record)
    shown = "sentence" if record.get("sentence") else None
    texts = [record[field] for field in ([shown] if shown else fields)]
    return detect_script("\n".join(strings(texts)))


def strings(values: Collection[object]) -> list[str]:
    """The strings among some fields' values, and among the members of those that are lists."""
    members = [member for value in values for member in (value if isinstance(value, list) else [value])]
    return [member for member in members if isinstance(member, str)]


def _script_after(name: str) -> str | None:
    """The script that a configuration writes; None for Japanese."""
    target = name.partition("2")[2]
    if target == "jp":
        return None
    return HANS if target in ("s", "sp") else HANT


def _converter(name: str, engine: str) -> Converter:
    return reference.converter(name) if engine == "opencc-python" else opencc.converter(name)
