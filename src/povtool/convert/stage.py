"""The stage: any records → the same records in another script or regional standard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from povtool.convert import opencc, reference
from povtool.convert.fields import (
    DOCUMENT_TEXT,
    FORMULA_TEXT,
    METRIC_TEXT,
    Converter,
    converted_document,
    converted_formula,
    converted_metric,
)
from povtool.convert.detection import HANS, HANT, MIXED, detect_script
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
    """Add ``original``: each field that changed, as it was."""


@dataclass(frozen=True)
class _Kind:
    """How records of one type are converted."""

    shown_by: tuple[str, ...]
    """The fields that tell the script, best first."""
    text: tuple[str, ...]
    convert: Callable[[Record, Converter], Record]
    has_script: bool = False


_DOCUMENT = _Kind(("text", "title"), DOCUMENT_TEXT, converted_document, has_script=True)
_KINDS = {
    "metric": _Kind(("sentence", "raw"), METRIC_TEXT, converted_metric),
    "formula": _Kind(("raw",), FORMULA_TEXT, converted_formula),
}


def convert(items: Items, config: ConvertConfig = ConvertConfig()) -> ItemStream:
    """Documents, metrics and formulas in another script; everything else as it comes.

    With ``to``, each record's own script decides. What is in the target script already stays untouched, as
    does what shows no script. To ``hans``, ``t2s`` serves Taiwan's and Hong Kong's texts as well. Text that
    mixes both scripts is converted as if it were all in the other one: to ``hans`` that changes Traditional
    characters only; to ``hant``, ``tw`` and ``hk`` a character that both write (后, 里) is read as hans.

    Offsets in ``repairs``, ``damaged`` and ``offsets`` are carried over. Where a token ends inside a phrase
    that changed its length, each part of it becomes the whole phrase. Each record tells in ``converted``
    which configuration it went through (null for none) and from which script.

    >>> [document] = convert([{"type": "document", "text": "實現脫貧"}], ConvertConfig(to="hans"))
    >>> document["text"], document["script"], document["converted"]
    ('实现脱贫', 'hans', {'config': 't2s', 'from': 'hant'})

    Raises UsageError when the configuration cannot be meant.
    """
    _check(config)
    return _converted(items, config)


def _check(config: ConvertConfig) -> None:
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
        kind = _kind(item)
        yield item if kind is None or not isinstance(item, dict) else _converted_record(item, kind, config)


def _kind(item: Item) -> _Kind | None:
    if is_document(item):
        return _DOCUMENT
    name = item.get("type") if isinstance(item, dict) else None
    return _KINDS.get(name) if isinstance(name, str) else None


def _converted_record(record: Record, kind: _Kind, config: ConvertConfig) -> Record:
    found = _script_of(record, kind, trusted=config.to is None)
    name = config.config
    if config.to is not None:
        name = _ROUTES[config.to].get(found) if found else None
    changed = kind.convert(record, _converter(name, config.engine)) if name else {}
    result = {**record, **changed}
    script = _script_after(name) if name and found else found
    if kind.has_script and script:
        result["script"] = script
    result["converted"] = {"config": name, "from": found}
    if config.keep_original:
        texts = [field for field in kind.text if field in changed]
        before = {field: record[field] for field in texts if changed[field] != record[field]}
        if before:
            result["original"] = before
    return result


def _script_of(record: Record, kind: _Kind, *, trusted: bool) -> str | None:
    """The script of a record; one that it declares itself counts only where nothing depends on it."""
    declared = record.get("script")
    if trusted and kind.has_script and declared in (HANS, HANT, MIXED):
        return str(declared)
    return next((detect_script(record[field]) for field in kind.shown_by if record.get(field)), None)


def _script_after(name: str) -> str | None:
    """The script that a configuration writes; None for Japanese."""
    target = name.partition("2")[2]
    if target == "jp":
        return None
    return HANS if target in ("s", "sp") else HANT


def _converter(name: str, engine: str) -> Converter:
    return reference.converter(name) if engine == "opencc-python" else opencc.converter(name)
