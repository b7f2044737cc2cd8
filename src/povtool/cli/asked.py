"""What ``povtool stats`` was asked for, and whether that can be meant."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from povtool.errors import UsageError
from povtool.streams import tell

_NAMED = ("documents", "words", "claims", "units", "formulas", "dispersion", "diversity", "disagreements")
_BY_OPTION = {
    "over": "--over",
    "keyness": "--against",
    "collocates": "--collocates",
    "ngrams": "--ngrams",
    "concordance": "--concordance",
}
"""Tables that an option of their own asks for."""
_USES = {
    "--by": ("documents", "words", "claims", "dispersion", "diversity", "over", "ngrams"),
    "--top": (
        *("words", "claims", "formulas", "dispersion", "disagreements"),
        *("over", "keyness", "collocates", "ngrams"),
    ),
    "--limit": ("words", "claims", "units", "dispersion", "disagreements", "over", "keyness", "ngrams"),
    "--window": ("collocates",),
    "--least": ("keyness", "collocates", "ngrams"),
    "--smooth": ("keyness",),
    "--context": ("concordance",),
    "--words": ("concordance",),
    "--mattr-window": ("diversity",),
    "--mtld-threshold": ("diversity",),
    "--hdd-sample": ("diversity",),
}
"""The tables that an option says something about."""


@dataclass(frozen=True)
class Asked:
    """The options that ask for a table, as they were given."""

    named: tuple[str, ...]
    """With ``--tables``."""
    over: str | None
    against: str | None
    split: str | None
    collocates: str | None
    concordance: str | None
    ngrams: int | None
    plot: str | None

    @property
    def tables(self) -> tuple[str, ...]:
        """What of :data:`povtool.stats.TABLES` is asked for; empty for the default."""
        asked = {
            "over": self.over is not None,
            "keyness": self.against is not None or self.split is not None,
            "collocates": self.collocates is not None,
            "ngrams": self.ngrams is not None,
        }
        return (*self.named, *(table for table, is_asked in asked.items() if is_asked))

    def check(self) -> None:
        """Raise UsageError for what cannot be meant."""
        for name in self.named:
            if name not in _NAMED:
                raise UsageError(f"there is no table {name!r}", f"--tables takes {', '.join(_NAMED)}")
        for option in ("over", "against", "split", "collocates", "concordance", "plot"):
            value = getattr(self, option)
            if value is not None and not value.strip():
                raise UsageError(f"--{option} is empty", "say what to look for")
        if self.against is not None and self.split is not None:
            raise UsageError("--against and --split exclude each other", "keep one")
        alone = ["concordance"] if self.concordance is not None else []
        alone += [name for name in self.named if name == "diversity"]
        if alone and self.plot is not None:
            raise UsageError(f"{alone[0]} cannot be drawn", "leave out --plot")
        if alone and len(alone) + len(self.tables) - self.named.count("diversity") > 1:
            raise UsageError(
                f"{alone[0]} comes in the order of the text and cannot stand beside other tables",
                "make them in another run",
            )

    def check_uses(self, options: Mapping[str, object]) -> None:
        """Raise UsageError for an option that says something about no table there will be."""
        from povtool.stats import DEFAULT_TABLES

        there = {"concordance"} if self.concordance is not None else {*(self.tables or DEFAULT_TABLES)}
        for option, value in options.items():
            used = _USES.get(option)
            if value is not None and used and there.isdisjoint(used):
                told = " or ".join(_BY_OPTION.get(table, f"-t {table}") for table in used)
                raise UsageError(f"{option} does nothing here", f"leave it out, or ask for {told}")
        if options.get("--font") is not None and self.plot is None:
            raise UsageError("--font does nothing here", "leave it out, or ask for --plot")


def fields(names: str | None) -> tuple[str, ...]:
    """The names of a list with commas."""
    return tuple(name.strip() for name in (names or "").split(",") if name.strip())


def sides(window: str) -> tuple[int, int]:
    """Words to the left and right: ``5`` or ``3,1``."""
    parts = [side.strip() for side in window.split(",")]
    if not all(side.isascii() and side.isdigit() for side in parts) or len(parts) > 2:
        raise UsageError(f"--window {window} is not one number or two", "try --window 5 or --window 3,1")
    return int(parts[0]), int(parts[-1])


_USUAL = ("indicator", "place", "period", "status", "unit", "of", "year", "source", "author", "script", "id")


def tell_unknown(unseen: tuple[str, ...]) -> None:
    """Say which fields to group by no record had: an error where povtool knows none of that name either."""
    from povtool.records import Document, Formula, Metric

    known = {"year", *Document.__annotations__, *Metric.__annotations__, *Formula.__annotations__}
    for name in unseen:
        if name in known:
            tell(f"povtool stats: no record has the field {name}, so it is null throughout")
            continue
        near = difflib.get_close_matches(name, sorted(known), 1, 0.6)
        hint = f"did you mean {near[0]}?" if near else f"try {', '.join(_USUAL)}, or any field of the records"
        raise UsageError(f"no record has the field {name!r}", hint)
