"""What all commands share: operands, output, errors and exit statuses. Each adds only its own options.

Stages, writers and views are imported by what uses them: a start must not wait for all of povtool.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import inspect
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, NoReturn

import typer

from povtool.errors import InputError, OutputError, PovtoolError, UsageError
from povtool.formats import DelimitedWriter, JsonLinesWriter, Writer
from povtool.parallel import Stage, run_stages
from povtool.records import Item, ItemStream, Record
from povtool.streams import (
    COMPRESSED_ENDINGS,
    STDIN,
    STDOUT,
    RejectedLog,
    expand,
    open_output,
    read_items,
    tell,
    without_rejected,
)

if TYPE_CHECKING:
    from povtool.render import DifferenceWriter


class Format(str, Enum):
    """How output is written."""

    auto = "auto"
    jsonl = "jsonl"
    text = "text"
    table = "table"
    csv = "csv"
    tsv = "tsv"
    markdown = "markdown"
    html = "html"
    latex = "latex"
    xlsx = "xlsx"


_BY_ENDING = {
    **{
        format_.value: format_
        for format_ in Format
        if format_ not in (Format.auto, Format.text, Format.table)
    },
    "md": Format.markdown,
    "htm": Format.html,
    "tex": Format.latex,
}
"""What the ending of the output file's name says."""


class Color(str, Enum):
    """When output is coloured."""

    auto = "auto"
    always = "always"
    never = "never"


class OnError(str, Enum):
    """What a rejected input does."""

    skip = "skip"
    fail = "fail"


def _shared(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE",
            help="JSON Lines, pages or web archives, .gz and .zst too; - or nothing is standard input.",
            show_default=False,
        ),
    ] = None,
    recursive: Annotated[
        bool, typer.Option("--recursive", "-r", help="Read every file below a folder.")
    ] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to FILE, which appears only once it is whole."
        ),
    ] = None,
    format_: Annotated[
        Format,
        typer.Option("--format", "-f", help="Output format; auto: text on a terminal, jsonl in a pipe."),
    ] = Format.auto,
    json: Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")] = False,
    color: Annotated[Color, typer.Option("--color", help="Colours; auto: on a terminal.")] = Color.auto,
    bom: Annotated[
        bool,
        typer.Option(
            "--bom", help="csv and tsv for spreadsheets: a byte order mark, no text run as a formula."
        ),
    ] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes to work in.")] = 1,
    on_error: Annotated[
        OnError, typer.Option("--on-error", help="What a rejected input does.")
    ] = OnError.skip,
    errors: Annotated[
        str | None,
        typer.Option(
            "--errors", metavar="FILE", help="Write what was rejected, and why, to FILE as JSON Lines."
        ),
    ] = None,
) -> None: ...


@dataclass(frozen=True)
class Pipe:
    """One command's place in a pipe: where records come from and go to. Its fields are the shared options."""

    command: str
    files: list[str] | None
    recursive: bool
    output: str | None
    format_: Format
    json: bool
    color: Color
    bom: bool
    jobs: int
    on_error: OnError
    errors: str | None

    @contextlib.contextmanager
    def log(self) -> Iterator[RejectedLog]:
        """Where rejected inputs are told."""
        if self.errors is None:
            yield RejectedLog(None)
            return
        others = [self.output, *(self.files or [])]
        if any(other and os.path.realpath(other) == os.path.realpath(self.errors) for other in others):
            raise UsageError(f"--errors would overwrite {self.errors}", "name another file")
        try:
            stream = open(self.errors, "wb")  # noqa: SIM115 (closed below)
        except OSError as problem:
            reason = (problem.strerror or str(problem)).lower()
            raise OutputError(f"{self.errors}: cannot write ({reason})", "check the folder") from None
        with stream:
            yield RejectedLog(stream)

    def items(self, files: list[str] | None = None) -> ItemStream:
        """What the operands (or these files) hold, raw pages not yet cleaned."""
        operands = files or self.files or [STDIN]
        if STDIN in operands and sys.stdin is not None and sys.stdin.isatty():
            tell(
                f"povtool {self.command}: reading standard input, which is a terminal: "
                "end with Ctrl-D, or name files"
            )
        return read_items(expand(operands, recursive=self.recursive))

    def documents(self, files: list[str] | None = None) -> ItemStream:
        """What the operands hold, with raw pages cleaned by the defaults."""
        return run_stages(self.items(files), [cleaned_first()], self.jobs)

    def chosen_format(self, on_terminal: Format = Format.text) -> Format:
        """The format to write: as told, by the output file's ending, or by what standard output is."""
        if self.json and self.format_ not in (Format.auto, Format.jsonl):
            raise UsageError(f"--json and --format {self.format_.value} exclude each other", "keep one")
        chosen = self.told_format() or (on_terminal if self._on_terminal() else Format.jsonl)
        if self.bom and chosen not in (Format.csv, Format.tsv):
            raise UsageError(f"--bom does not go with {chosen.value}", "add --format csv")
        return chosen

    def told_format(self) -> Format | None:
        """The format asked for by an option or by the output file's ending."""
        if self.json or self.format_ is not Format.auto:
            return Format.jsonl if self.json else self.format_
        name = (self.output or "").lower()
        for ending in COMPRESSED_ENDINGS:
            name = name.removesuffix(ending)
        ending = name.rpartition(".")[2]
        return _BY_ENDING.get(ending)

    def _on_terminal(self) -> bool:
        return self.output in (None, STDOUT) and sys.stdout is not None and sys.stdout.isatty()

    def colored(self) -> bool:
        """Whether to colour: as told, then NO_COLOR, FORCE_COLOR, then whether it is a terminal."""
        if self.color is not Color.auto:
            return self.color is Color.always
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return self._on_terminal() and os.environ.get("TERM") != "dumb"

    def writer(
        self,
        out: BinaryIO,
        on_terminal: Format = Format.text,
        highlight: Callable[[str], list[tuple[int, int]]] | None = None,
    ) -> Writer:
        """The writer for the chosen format."""
        chosen = self.chosen_format(on_terminal)
        if chosen is Format.jsonl:
            return JsonLinesWriter(out, prompt=self.output in (None, STDOUT))
        if chosen in (Format.csv, Format.tsv):
            return DelimitedWriter(out, "," if chosen is Format.csv else "\t", for_spreadsheet=self.bom)
        if chosen is Format.xlsx and self._on_terminal():
            raise UsageError("a workbook is nothing to show on a terminal", "name a file with -o")
        from povtool.render import MARKUPS, MarkupWriter, SheetWriter, TableWriter, Terminal, TextWriter

        if chosen is Format.xlsx:
            return SheetWriter(out)
        if chosen.value in MARKUPS:
            return MarkupWriter(out, MARKUPS[chosen.value])
        terminal = Terminal(out, color=self.colored(), fitted=self._on_terminal())
        return TableWriter(terminal) if chosen is Format.table else TextWriter(terminal, highlight)

    def differences(self, out: BinaryIO, context: int, side_by_side: bool, brief: bool) -> DifferenceWriter:
        """The readable view of comparisons."""
        from povtool.render import DifferenceView, DifferenceWriter, Terminal

        terminal = Terminal(out, color=self.colored(), fitted=self._on_terminal())
        return DifferenceWriter(terminal, DifferenceView(context, side_by_side, brief))

    def findings(self, out: BinaryIO) -> Writer:
        """The readable view of changed claims and reused text, or the writer of another format."""
        if self.chosen_format() is not Format.text:
            return self.writer(out)
        from povtool.render import FindingWriter, Terminal

        return FindingWriter(Terminal(out, color=self.colored(), fitted=self._on_terminal()))

    def explanation(self, out: BinaryIO) -> Writer:
        """The readable view of pages and what became of their lines."""
        if self.told_format() not in (None, Format.text):
            raise UsageError("--explain is a text to read", "use --blocks for a format that programs read")
        from povtool.render import ExplanationWriter, Terminal

        return ExplanationWriter(Terminal(out, color=self.colored(), fitted=self._on_terminal()))

    def records(self, items: Iterable[Item], log: RejectedLog) -> Iterator[Record]:
        """The records of a stream, with rejected inputs told and, on a terminal, progress shown."""
        records = without_rejected(items, log, fail=self.on_error is OnError.fail)
        if sys.stderr is not None and sys.stderr.isatty() and not self._on_terminal():
            from povtool.render import progress

            return progress(records, f"povtool {self.command}")
        return records

    def run(
        self,
        *stages: Stage,
        on_terminal: Format = Format.text,
        explain: bool = False,
        lines: Callable[[BinaryIO], Writer] | None = None,
        watched: Callable[[Iterator[Record]], Iterator[Record]] | None = None,
    ) -> int:
        """Operands through the stages to the writer; the exit status.

        ``lines`` writes what ``--format text`` asks for by name, where that is no view but a format of its
        own. ``watched`` sees the records that are written.
        """
        with self.log() as log, open_output(self.output) as out:
            if lines and self.told_format() is Format.text and not explain:
                writer = lines(out)
            else:
                writer = self.explanation(out) if explain else self.writer(out, on_terminal)
            written = False
            records = self.records(run_stages(self.items(), stages, self.jobs), log)
            for record in watched(records) if watched else records:
                writer.write(record)
                written = True
            self.keep_old_output(log, written)
            writer.close()
        return 2 if log.count else 0

    def keep_old_output(self, log: RejectedLog, written: bool) -> None:
        """Leave the output file alone where there is nothing to write because nothing could be read."""
        if self.output and log.count and not written:
            raise InputError("nothing could be read", f"{self.output} is left as it was")


def cleaned_first() -> Stage:
    """The stage that makes documents of raw pages, for the commands that are given some."""
    from povtool.clean import CleanConfig, clean

    return clean, CleanConfig(documents=False)


def command(function: Callable[..., int], *, takes_files: bool = True) -> Callable[..., None]:
    """A Typer command that has the shared options beside its own, and ends with povtool's exit statuses.

    ``function`` takes a :class:`Pipe` first, then its own arguments and options, and returns the exit status.
    Without ``takes_files`` its own arguments are all there are.
    """
    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
    arguments = [option for option in own if _is_operand(option)]
    options = [option for option in own if not _is_operand(option)]
    taken = {flag for option in own for flag in _flags(option)}
    files, *others = inspect.signature(_shared, eval_str=True).parameters.values()
    operands = [files] if takes_files else []
    shared = operands + [_without(taken, option) for option in others]
    name = function.__name__.replace("_", "-")

    def wrapper(**values: Any) -> None:
        common = {option.name: values.pop(option.name) for option in shared}
        common.setdefault("files", None)
        with polite_ending():
            status = function(Pipe(command=name, **common), **values)
        raise typer.Exit(status)

    functools.update_wrapper(wrapper, function)
    del wrapper.__wrapped__  # type: ignore[attr-defined]  # Typer must see the signature below
    ordered = [*arguments, *operands, *options, *shared[len(operands) :]]
    wrapper.__signature__ = inspect.Signature(ordered)  # type: ignore[attr-defined]
    wrapper.__annotations__ = {option.name: option.annotation for option in ordered}
    return wrapper


def _is_operand(option: inspect.Parameter) -> bool:
    return isinstance(option.annotation.__metadata__[0], typer.models.ArgumentInfo)


def _flags(option: inspect.Parameter) -> tuple[str, ...]:
    return getattr(option.annotation.__metadata__[0], "param_decls", None) or ()


def _without(taken: set[str], option: inspect.Parameter) -> inspect.Parameter:
    """A shared option less the flags that the command has for itself (-o is grep's own in grep-metrics)."""
    if taken.isdisjoint(_flags(option)):
        return option
    info = copy.copy(option.annotation.__metadata__[0])
    info.param_decls = tuple(flag for flag in info.param_decls if flag not in taken)
    return option.replace(annotation=Annotated[option.annotation.__origin__, info])


@contextlib.contextmanager
def polite_ending() -> Iterator[None]:
    """Turns what a user can cause into the right ending: a line on standard error, or death by the signal.

    The signals are exceptions in here, so that half-written files and worker processes are cleared away; then
    the process dies by the signal itself, which shells report as 141 and 130 and which ends their loops.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        yield
    except PovtoolError as error:
        tell(f"povtool: {error}")
        _leave(error.exit_status)
    except BrokenPipeError:
        _die_by(signal.SIGPIPE)
    except KeyboardInterrupt:
        _die_by(signal.SIGINT)


def _leave(status: int) -> NoReturn:
    """End at once, past whatever could fail again while closing; what was written before still comes out."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):  # full, closed, never there
            stream.flush()
    os._exit(status)


def _die_by(number: signal.Signals) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
    os._exit(128 + number)
