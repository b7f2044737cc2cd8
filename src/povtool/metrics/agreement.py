"""Whether two figures can be the same quantity, each as exact as it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from math import isfinite

from povtool.convert.script import fold
from povtool.metrics.base_units import base_of
from povtool.records import Record

_ROUNDED = Fraction(1, 20)
"""How far a rounded figure may at most be from the quantity, as a share of the figure, and one with 约, 近 or
左右 at least: 1亿 is no rounding of 1.4亿, though that is what rounding to one digit makes of it."""
_APPROXIMATE = Fraction(1, 10)
"""How far a figure with 约 may at most be."""

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


@dataclass(frozen=True, slots=True)
class Figure:
    """The quantities that a figure can stand for; None is open."""

    low: Fraction | None
    high: Fraction | None
    unit: Fraction
    """What one more in the last written digit is worth: 1,000 in 62.8万, 1 in 628,000; 0 where unknown."""
    half_open: bool = False
    """Whether ``high`` itself is out: 70多 is less than 80."""

    @property
    def is_point(self) -> bool:
        """Whether the figure is one number, as exact as its last digit."""
        return self.low is not None and self.low == self.high

    def times(self, factor: Fraction) -> Figure:
        """The figure in a unit ``factor`` times as small."""
        if factor == 1:
            return self
        low, high = (None if end is None else end * factor for end in (self.low, self.high))
        return Figure(low, high, self.unit * factor, self.half_open)


def base_unit(metric: Record) -> str | None:
    """The unit in which the figure of a record is compared: 公顷 for 亩, 人 for 名, 个 for 所; None for none.

    >>> base_unit({"unit": "畝"}), base_unit({"unit": "所"}), base_unit({"unit": "户"}), base_unit({})
    ('公顷', '个', '户', None)
    """
    return _base(metric.get("unit"))[0]


def base_worth(metric: Record) -> Fraction:
    """How many of :func:`base_unit` one of the record's unit is worth."""
    return _base(metric.get("unit"))[1]


def _base(unit: object) -> tuple[str | None, Fraction]:
    return _known_base(unit) if isinstance(unit, str) else (None, Fraction(1))


@lru_cache(1 << 12)
def _known_base(unit: str) -> tuple[str, Fraction]:
    unit = fold(unit)
    return ("个", Fraction(1)) if unit in _COUNTING else base_of(unit)


_COUNTING = frozenset("个家所座处间项支条件台套辆栋幢口眼块本部张艘架份册只头匹尾棵株盏扇道门孔宗例笔")
"""Words that count things one by one: the same schools are 120个 or 120所. Groups, kinds and times
(批, 种, 场) are other counts."""


def same_count(one: Record, other: Record) -> bool:
    """Whether two figures with one :func:`base_unit` count the same: in another counting word (120个, 120所)
    only if the nouns end alike, for one indicator has several (学校 and 教室).

    >>> one = {"unit": "个", "of": "建成扶贫车间"}
    >>> same_count(one, {"unit": "家", "of": "扶貧車間"}), same_count(one, {"unit": "间", "of": "新建教室"})
    (True, False)
    >>> same_count(one, {"unit": "个", "of": "新建教室"})
    True
    """
    units = [fold(str(metric.get("unit"))) for metric in (one, other)]
    if units[0] == units[1] or not _COUNTING.issuperset(units):
        return True
    nouns = ["".join(fold(str(metric.get("of") or "")).split())[-2:] for metric in (one, other)]
    return nouns[0] == nouns[1] != ""


def has_figure(metric: Record) -> bool:
    """Whether :func:`figure` gives one, without working it out."""
    return not metric.get("damaged") and any(
        _is_number(metric.get(name)) for name in ("value", "low", "high")
    )


def figure(metric: Record) -> Figure | None:
    """The figure of a metric record, in its base unit; None for one that is damaged or has no number.

    A bound opens the figure: upwards (超, 以上), downwards (不足, 以内), up to the next round number (70多个
    is 70 to 80, 62.8万余 is 628,000 to 629,000), or on both sides (约) by half its last digit, but no less
    than 5 % and no more than 10 %.
    """
    written = _as_written(metric)
    return written and written.times(base_worth(metric))


def _as_written(metric: Record) -> Figure | None:
    value, low, high = (_number(metric.get(name)) for name in ("value", "low", "high"))
    if not has_figure(metric):
        return None
    if value is None:
        return Figure(low, high, Fraction(0))
    unit = _last_digit(metric.get("raw"), value)
    bound = metric.get("bound")
    if bound in ("gt", "ge"):
        return Figure(value, None, unit)
    if bound in ("lt", "le"):
        return Figure(None, value, unit)
    if bound == "over":
        return Figure(value, value + _round_step(value, unit), unit, half_open=True)
    if bound:  # approx, and what later versions may add
        margin = max(min(unit / 2, abs(value) * _APPROXIMATE), abs(value) * _ROUNDED)
        return Figure(value - margin, value + margin, unit)
    return Figure(value, value, unit)


def agree(one: Figure, other: Figure) -> bool:
    """Whether some quantity fits both figures.

    Two numbers agree if the finer, rounded to the last digit of the coarser, is the coarser, and they are no
    more than 5 % apart. A number agrees with a bound or a range that it lies in; one that is coarser than the
    bound may miss it by as much.

    >>> def read(raw, value, **more): return figure({"raw": raw, "value": value, **more})
    >>> written = read("62.8万", 628000)
    >>> agree(written, read("628,000", 628000)), agree(written, read("63万", 630000))
    (True, True)
    >>> agree(read("70多个", 70, bound="over"), read("73个", 73)), agree(read("74个", 74), read("73个", 73))
    (True, False)
    >>> agree(read("1亿", 10**8), read("1.4亿", 1.4e8)), agree(read("7%", 7), read("7.3%", 7.3))
    (False, True)
    """
    if one.is_point and other.is_point:
        apart = abs(_end(one.low) - _end(other.low))
        coarser = one if one.unit > other.unit else other
        return apart == 0 or (one.unit != other.unit and apart <= _slack(coarser))
    one, other = _widened(one, other), _widened(other, one)
    return _reaches(one, other) and _reaches(other, one)


def _widened(point: Figure, interval: Figure) -> Figure:
    if not point.is_point or point.unit <= interval.unit or not interval.unit:
        return point
    middle, slack = _end(point.low), _slack(point)
    return Figure(middle - slack, middle + slack, point.unit)


def _slack(point: Figure) -> Fraction:
    """How far the quantity may be from a number that stands for it."""
    return min(point.unit / 2, abs(_end(point.low)) * _ROUNDED)


def _reaches(one: Figure, other: Figure) -> bool:
    """Whether ``one`` begins before ``other`` ends."""
    if one.low is None or other.high is None:
        return True
    return one.low < other.high or (one.low == other.high and not other.half_open)


def _end(number: Fraction | None) -> Fraction:
    assert number is not None
    return number


def _number(value: object) -> Fraction | None:
    """A number of a record as it was written (0.1 is a tenth), None for anything else."""
    return Fraction(str(value)) if _is_number(value) else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _last_digit(raw: object, value: Fraction) -> Fraction:
    """What the last written digit counts; 1, or the value's own last decimal, where the text does not show
    it."""
    text = fold(raw) if isinstance(raw, str) else ""
    written = _digits().search(text)
    if written and _digits().search(text, written.end()):  # 3亿5千万: the last digit is in another group
        return _last_decimal(value, Fraction(10**12))
    if written:
        number = Fraction(written[0].replace(",", ""))
        step = Fraction(1, 10 ** len(written[0].partition(".")[2]))
        return step * abs(value / number) if number and value else step
    step = Fraction(1)
    for scale in _chinese_scale(text):
        step *= _SCALES[scale]
    return _last_decimal(value, step)


def _last_decimal(value: Fraction, step: Fraction) -> Fraction:
    """The largest power of ten, up to ``step``, that the value is a multiple of; 0 for one too fine to be
    written."""
    while value % step:
        step /= 10
        if step < Fraction(1, 10**12):
            return Fraction(0)
    return step


def _chinese_scale(text: str) -> str:
    """The multipliers that end a number in Chinese numerals: 万 of 六十二万."""
    number = re.search("[零〇一二两三四五六七八九十百千万亿]+", text)
    return re.search("[十百千万亿]*$", number[0])[0] if number else ""  # type: ignore[index]


def _round_step(value: Fraction, unit: Fraction) -> Fraction:
    """What one more in the last digit that is not zero counts: 10 for 70, 100 for 300."""
    step = unit or Fraction(1)
    while value and value % (step * 10) == 0:
        step *= 10
    return step


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
