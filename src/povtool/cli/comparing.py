"""What ``povtool diff`` does with two corpora: compares their texts, their claims, or finds what recurs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from povtool.cli.shared import Format, Pipe, cleaned_first
from povtool.errors import InputError, UsageError
from povtool.parallel import run_stages
from povtool.records import ItemStream, Record, is_document
from povtool.streams import RejectedLog, open_output, tell

_WORDS_ON_TERMINAL = 30

if TYPE_CHECKING:
    from povtool.diff import Comparison, DiffConfig, NotCompared


def text_differences(
    pipe: Pipe,
    a: str,
    b: str,
    *,
    context: int | None,
    ignore: str | None,
    least: int | None,
    similar: float | None,
    side_by_side: bool,
    brief: bool,
    stat: bool,
) -> int:
    """Documents against documents, word by word; the exit status."""
    from povtool.diff import DiffConfig

    usual = DiffConfig()
    config = DiffConfig(
        context=usual.context if context is None else context,
        ignore=usual.ignore if ignore is None else _ignored(ignore),
        moved=usual.moved if least is None else least,
        similarity=usual.similarity if similar is None else similar,
    )
    with pipe.log() as log, open_output(pipe.output) as out:
        comparisons = _compared(pipe, log, (a, b), config)
        if stat:
            differ = _write_stat(pipe, out, comparisons)
        elif pipe.chosen_format() is Format.text:
            differ = False
            view = pipe.differences(out, config.context, side_by_side, brief)
            for comparison in comparisons:
                differ |= not comparison.same
                view.write(comparison)
            view.close()
        else:
            differ = _write_records(pipe, out, comparisons, config, brief)
    return 2 if log.count else int(differ)


def claim_differences(pipe: Pipe, a: str, b: str, *, stat: bool) -> int:
    """Claims against claims; documents are read for theirs first. The exit status."""
    from povtool.diff import ClaimTotals, claim_record, compare_claims
    from povtool.records import Rejected

    totals = ClaimTotals()
    differ = False
    with pipe.log() as log, open_output(pipe.output) as out:
        first, second = (_claims(pipe, log, operand) for operand in (a, b))
        writer = pipe.writer(out, Format.table) if stat else pipe.findings(out)
        for change in compare_claims(first, second):
            assert not isinstance(change, Rejected)  # told when the claims were read
            totals.add(change)
            differ |= change.kind != "claim-same"
            if not stat and change.kind != "claim-same":
                writer.write(claim_record(change))
        if stat or pipe.chosen_format() is Format.text:
            writer.write(totals.result())
        writer.close()
    return 2 if log.count else int(differ)


def reused_text(
    pipe: Pipe, a: str, b: str | None, *, least: int | None, similar: float | None, stat: bool
) -> int:
    """Near-duplicates and passages within A, or between A and B; the exit status."""
    from povtool.diff import NotCompared, ReuseConfig, ReuseTotals, reuse

    usual = ReuseConfig()
    config = ReuseConfig(
        least=usual.least if least is None else least, similar=usual.similar if similar is None else similar
    )
    totals = ReuseTotals()
    found = False
    with pipe.log() as log, open_output(pipe.output) as out:
        first = _slim(pipe, log, a)
        second = None if b is None else _slim(pipe, log, b)
        writer = pipe.writer(out, Format.table) if stat else pipe.findings(out)
        for record in reuse(first, second, config):
            if isinstance(record, NotCompared):
                _tell_not_compared(record)
            elif isinstance(record, dict):
                found = True
                totals.add(record)
                if not stat:
                    writer.write(record)
        if stat or pipe.chosen_format() is Format.text:
            writer.write(totals.result())
        writer.close()
    return 2 if log.count else int(found)


def word_differences(pipe: Pipe, a: str, b: str, *, top: int | None) -> int:
    """The words that A has more, or less, of than B: keyness, A the target; the exit status."""
    from povtool.stats.keyness import Keyness

    readable = pipe.chosen_format(Format.table) in (Format.table, Format.text)
    keyness = Keyness(top=top or (_WORDS_ON_TERMINAL if readable else None))
    differ = False
    with pipe.log() as log, open_output(pipe.output) as out:
        for operand, is_target in ((a, True), (b, False)):
            for document in _cut(pipe, log, operand):
                keyness.add(document, target=is_target)
        writer = pipe.writer(out, Format.table)
        for row in keyness.result():
            differ |= row.get("table") == "keyness" and row["g2"] > 0
            writer.write(row)
        writer.close()
    return 2 if log.count else int(differ)


def _cut(pipe: Pipe, log: RejectedLog, operand: str) -> Iterator[Record]:
    """The documents of one side with their tokens, those of the segment command or the corpus's own."""
    from povtool.segment import SegmentConfig, segment

    any_read = False
    for record in pipe.records(pipe.documents([operand]), log):
        if is_document(record):
            any_read = True
            cut = [record] if record.get("tokens") is not None else segment([record], SegmentConfig())
            yield from (document for document in cut if isinstance(document, dict))
    if not any_read:
        raise InputError(f"{operand}: no document to compare", "name files of documents, or raw pages")


def _ignored(told: str) -> frozenset[str]:
    from povtool.diff import IGNORABLE

    names = frozenset(name.strip() for name in told.split(",") if name.strip()) - {"none"}
    unknown = sorted(names.difference(IGNORABLE))
    if unknown:
        raise UsageError(f"--ignore {unknown[0]}: nothing is so called", f"use {', '.join(IGNORABLE)}")
    return names


def _write_records(
    pipe: Pipe, out: BinaryIO, comparisons: Iterable[Comparison], config: DiffConfig, only_brief: bool
) -> bool:
    """Write difference records; whether there were any."""
    from povtool.diff import brief, records

    writer = pipe.writer(out)
    differ = False
    for comparison in comparisons:
        differ |= not comparison.same
        told = brief(comparison) if only_brief else None
        for record in ([told] if told else []) if only_brief else records(comparison, config):
            writer.write(record)
    writer.close()
    return differ


def _write_stat(pipe: Pipe, out: BinaryIO, comparisons: Iterable[Comparison]) -> bool:
    """Write a row for each comparison and the totals; whether there was a difference."""
    from povtool.diff import Totals, counted

    totals = Totals()
    writer = pipe.writer(out, Format.table)
    differ = False
    for comparison in comparisons:
        differ |= not comparison.same
        totals.add(comparison)
        writer.write(counted(comparison))
    writer.write(totals.result())
    writer.close()
    return differ


def _compared(
    pipe: Pipe, log: RejectedLog, operands: tuple[str, str], config: DiffConfig
) -> Iterator[Comparison]:
    from povtool.diff import Comparison, NotCompared, compare

    first, second = (_corpus(pipe, log, operand) for operand in operands)
    for item in compare(first, second, config):
        if isinstance(item, Comparison):
            yield item
        elif isinstance(item, NotCompared):
            _tell_not_compared(item)


def _tell_not_compared(left_out: NotCompared) -> None:
    told = f"{_records(left_out.a)} of A, {left_out.b} of B"
    tell(f"povtool diff: not documents, so not compared: {told}")


def _records(count: int) -> str:
    return f"{count} record{'' if count == 1 else 's'}"


def _corpus(pipe: Pipe, log: RejectedLog, operand: str) -> list[Record]:
    """What one side holds; an error where that is no document: "no difference" would be a wrong answer."""
    return _checked(list(pipe.records(pipe.documents([operand]), log)), log, operand)


def _slim(pipe: Pipe, log: RejectedLog, operand: str) -> list[Record]:
    """The documents of one side with no more than is compared: tokens and blocks weigh more than the text."""
    records = pipe.records(pipe.documents([operand]), log)
    slim = [
        {name: record.get(name) for name in ("id", "text")} if is_document(record) else {"type": "other"}
        for record in records
    ]
    return _checked(slim, log, operand)


def _checked(records: list[Record], log: RejectedLog, operand: str) -> list[Record]:
    if (records or log.count) and not any(map(is_document, records)):
        raise InputError(f"{operand}: no document to compare", "name files of documents, or raw pages")
    return records


def _claims(pipe: Pipe, log: RejectedLog, operand: str) -> list[Record]:
    """The metric records of one side; an error where it has documents, or none, but no claim."""
    from povtool.metrics import MetricsConfig, metrics

    stages = [cleaned_first(), (metrics, MetricsConfig())]
    items: ItemStream = run_stages(pipe.items([operand]), stages, pipe.jobs)
    records = list(pipe.records(items, log))
    claims = [record for record in records if record.get("type") == "metric"]
    others = sum(1 for record in records if record.get("type") not in ("metric", "formula"))
    if records and not claims:
        raise InputError(f"{operand}: no claim to compare", "name files of metrics, documents or raw pages")
    if others:
        tell(f"povtool diff: {operand}: neither claims nor documents, so not compared: {_records(others)}")
    return claims
