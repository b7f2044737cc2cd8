"""Pictures of tables: claims in time, words by how telling they are, figures that disagree."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO

from povtool.errors import InputError, UsageError
from povtool.records import Record
from povtool.stats.adding import length

PICTURES = ("svg", "png", "pdf")
"""Endings of files that can hold a picture."""

_PANELS = 8
"""Of one picture; a table with more has its first ones shown, and the title says so."""
_WORDS = 30
_SAMPLE = "贫貧县縣"
"""A font that has these has the characters of both scripts."""
_TARGET, _REFERENCE = "#b2182b", "#2166ac"


class Plot:
    """Keeps the rows of tables that can be drawn; ``draw`` makes the picture of the first such table."""

    def __init__(self, ending: str, font: str | None = None) -> None:
        if ending not in PICTURES:
            raise UsageError(f"a plot cannot be a file in {ending or 'no known'} format", "try .svg or .png")
        self._ending = ending
        self._family = _family(font)
        self._rows: dict[str, list[Record]] = {}

    def take(self, record: Record) -> None:
        """Keep a row."""
        table = record.get("table")
        if record.get("type") == "stat" and table in _DRAWN:
            self._rows.setdefault(str(table), []).append(record)

    def draw(self, out: BinaryIO) -> None:
        """Write the picture; UsageError where there is nothing to draw."""
        from matplotlib import rc_context
        from matplotlib.figure import Figure

        drawn = next((table for table in _DRAWN if self._rows.get(table)), None)
        if drawn is None:
            raise UsageError(
                "--plot has no table to draw",
                "ask for --over period, --against, --split, --collocates, --ngrams, or -t words",
            )
        settings: Any = {
            "font.family": [self._family],
            "axes.unicode_minus": False,
            "svg.hashsalt": "povtool",  # the same picture each time
        }
        with rc_context(settings), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a rare character that the font lacks is drawn as a box
            figure = Figure(layout="constrained")
            _DRAWN[drawn](figure, self._rows[drawn])
            held = io.BytesIO()
            undated = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(self._ending, {})
            figure.savefig(held, format=self._ending, dpi=150, metadata=undated)
        out.write(held.getvalue())


def _family(font: str | None) -> str:
    """The name of a font with Chinese characters: of the file given, or the first one installed."""
    try:
        from matplotlib import font_manager
    except ImportError:
        raise UsageError("--plot needs matplotlib", "pip install 'povtool[plot]'") from None
    if font is not None:
        if not Path(font).is_file() or not _has_chinese(font):
            raise InputError(f"{font}: no font with Chinese characters", "name a .ttf, .otf or .ttc file")
        font_manager.fontManager.addfont(font)
        return str(font_manager.FontProperties(fname=font).get_name())
    for file in sorted(font_manager.findSystemFonts()):
        if _has_chinese(file):
            font_manager.fontManager.addfont(file)
            return str(font_manager.FontProperties(fname=file).get_name())
    raise UsageError(
        "no installed font has Chinese characters",
        "install one (Noto Sans CJK, WenQuanYi) or name its file with --font",
    )


def _has_chinese(file: str) -> bool:
    from matplotlib.ft2font import FT2Font

    try:
        face = FT2Font(file)
    except (RuntimeError, OSError):
        return False
    return all(face.get_char_index(ord(char)) for char in _SAMPLE)


def _over(figure: Any, rows: list[Record]) -> None:
    """A panel for each thing: its median over the field, and from the least to the most.

    A line joins the periods of one length: what five years have is not above what one has.
    """
    along = next(name for name in reversed(_columns(rows)) if name not in _MEASURES)
    series = _grouped(rows, lambda row: tuple(row.get(name) for name in _SERIES))
    series = {key: [row for row in group if row.get("median") is not None] for key, group in series.items()}
    told = [(key, group) for key, group in series.items() if group]
    told.sort(key=lambda item: -sum(row[along] is not None for row in item[1]))
    for axes, (key, group) in zip(_panels(figure, len(told)), told, strict=False):
        labels = ["—" if row[along] is None else str(row[along]) for row in group]
        middle = [row["median"] for row in group]
        spread = [
            [row["median"] - row["min"] for row in group],
            [row["max"] - row["median"] for row in group],
        ]
        axes.errorbar(range(len(group)), middle, yerr=spread, fmt="o", capsize=3, color=_REFERENCE)
        for joined in _joined([row[along] for row in group], are_periods=along == "period"):
            axes.plot(joined, [middle[place] for place in joined], color=_REFERENCE, linewidth=1)
        axes.set_xticks(range(len(group)), labels, rotation=30, ha="right")
        lowest, highest = min([0, *(row["min"] for row in group)]), max([0, *(row["max"] for row in group)])
        axes.set_ylim(lowest, highest + 0.05 * (highest - lowest or 1))
        axes.yaxis.set_major_formatter(_in_full)
        axes.margins(x=0.2)
        _titled(axes, (": ".join(str(name) for name in key[:2] if name), *key[3:]), key[2])


def _joined(values: list[Any], *, are_periods: bool) -> list[list[int]]:
    """The places of the values that a line joins."""
    kinds: dict[object, list[int]] = {}
    for place, value in enumerate(values):
        kind = None if value is None else length(str(value)) if are_periods else "all"
        if kind is not None:
            kinds.setdefault(kind, []).append(place)
    return list(kinds.values())


def _keyness(figure: Any, rows: list[Record]) -> None:
    """The words with most evidence: G² to the right for the target, to the left for the reference."""
    names = [name for name in _columns(rows)[2:] if name not in _KEYNESS]
    groups = _grouped(rows, lambda row: tuple(row.get(name) for name in names))
    words = max(5, _WORDS // max(1, min(len(groups), _PANELS)))
    for axes, (key, group) in zip(_panels(figure, len(groups), tall=True), groups.items(), strict=False):
        shown = group[:words][::-1]
        signed = [-row["g2"] if row["key"] == "reference" else row["g2"] for row in shown]
        colours = [_REFERENCE if value < 0 else _TARGET for value in signed]
        axes.barh([row["token"] for row in shown], signed, color=colours)
        axes.axvline(0, color="black", linewidth=0.8)
        axes.set_xlabel("reference ← G² → target")
        _titled(axes, key)


def _words(figure: Any, rows: list[Record]) -> None:
    """The first words of a ranking, by how often they occur."""
    name = "ngram" if "ngram" in rows[0] else "token"
    measure = "g2" if rows[0].get("table") == "collocates" else "count"
    shown = rows[:_WORDS][::-1]
    [axes] = _panels(figure, 1, tall=True)
    axes.barh([str(row[name]) for row in shown], [row[measure] for row in shown], color=_REFERENCE)
    axes.set_xlabel("G²" if measure == "g2" else measure)


def _disagreements(figure: Any, rows: list[Record]) -> None:
    """A panel for each: the figure of each document, ranges as lines."""
    groups = _grouped(rows, lambda row: (row["disagreement"],))
    for axes, group in zip(_panels(figure, len(groups)), groups.values(), strict=False):
        for place, row in enumerate(group):
            base = "base_" if "base_unit" in row else ""  # where units differ, in the one they have in common
            value, low, high = (row.get(base + name) for name in ("value", "low", "high"))
            if value is None and low is not None and high is not None:
                axes.plot([low, high], [place, place], color=_TARGET, linewidth=3)
            else:
                axes.plot([value if value is not None else low or high], [place], "o", color=_TARGET)
        axes.set_yticks(range(len(group)), [f"{row['doc']}  {row['raw']}" for row in group])
        axes.tick_params(axis="y", labelsize=max(4, min(9, 150 / len(group))))
        axes.set_ylim(-0.7, len(group) - 0.3)
        axes.margins(x=0.2)
        axes.xaxis.set_major_formatter(_in_full)
        first = group[0]
        thing = first.get("indicator") or first.get("of")
        _titled(
            axes,
            [thing, *(first.get(name) for name in ("extent", "place", "period", "status"))],
            first.get("base_unit") or first.get("unit"),
        )


_SERIES = ("indicator", "of", "unit", "relation", "direction", "role", "extent", "status", "place")
_MEASURES = (
    *("n", "mentions", "documents", "min", "median", "max", "latest", "sum"),
    *("bounded", "ranges", "damaged", "sources"),
)
_KEYNESS = frozenset(
    {
        *("rank", "token", "key", "count", "count_reference", "of_tokens", "of_tokens_reference", "g2"),
        *("per_million", "per_million_reference", "log_ratio", "diff_percent", "simple_maths", "bic"),
        *("documents", "documents_reference", "dp_norm", "dp_norm_reference"),
    }
)
_DRAWN: dict[str, Callable[[Any, list[Record]], None]] = {
    "claims_over": _over,
    "disagreements": _disagreements,
    "keyness": _keyness,
    "collocates": _words,
    "ngrams": _words,
    "tokens": _words,
}
"""What can be drawn, and how; the first of them that there is."""


def _columns(rows: list[Record]) -> list[str]:
    return list(rows[0])


def _grouped(rows: Iterable[Record], key: Callable[[Record], Any]) -> dict[Any, list[Record]]:
    groups: dict[Any, list[Record]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def _panels(figure: Any, wanted: int, *, tall: bool = False) -> list[Any]:
    shown = min(wanted, _PANELS)
    columns = 1 if shown == 1 else 2
    lines = -(-shown // columns)
    figure.set_size_inches(5.5 * columns + 1, (7 if tall and shown == 1 else 3.4) * lines)
    if wanted > shown:
        figure.suptitle(f"{shown} of {wanted:,} shown")
    return [figure.add_subplot(lines, columns, number + 1) for number in range(shown)]


def _titled(axes: Any, parts: Iterable[object], unit: object = None) -> None:
    title = " · ".join(str(part) for part in parts if part is not None) or "—"
    axes.set_title(f"{title} ({unit})" if unit else title, fontsize=10)


def _in_full(value: float, _place: int) -> str:
    """A number on an axis, never in powers of ten.

    >>> _in_full(2.5e10, 0), _in_full(0.1 + 0.2, 0), _in_full(-0.0, 0)
    ('25,000,000,000', '0.3', '0')
    """
    written = f"{value:,.10f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
