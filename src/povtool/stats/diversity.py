"""Lexical diversity: how many different words a text has, by measures that bear its length in mind or do
not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb

from povtool.records import Items, ItemStream, Record, is_document
from povtool.stats.measures import measure
from povtool.stats.spread import is_word
from povtool.stats.tables import Group, groups, rounded, row

_TABLE = "diversity"


@dataclass(frozen=True)
class DiversityConfig:
    """The parameters of the measures."""

    by: tuple[str, ...] = ()
    """Fields of the document to show beside its id."""
    window: int = 100
    """Words of a window of MATTR."""
    threshold: float = 0.72
    """The type-token ratio at which MTLD closes a factor."""
    sample: int = 42
    """Words that HD-D draws."""


def diversity(items: Items, config: DiversityConfig = DiversityConfig()) -> ItemStream:
    """Documents with ``tokens`` → rows of the table ``diversity``, one each; other items as they come."""
    for item in items:
        if not is_document(item):
            yield item
        elif item.get("tokens") is not None:
            words = [token for token in item["tokens"] if is_word(token)]
            # A list-valued field gives the first of its members: a document has one row.
            group: Group = next(iter(groups(item, ("id", *config.by))))
            yield row(_TABLE, ("doc", *config.by), group, _measures(words, config))


def legend(config: DiversityConfig = DiversityConfig()) -> Iterator[Record]:
    """What the measures are."""
    window, threshold, sample = config.window, config.threshold, config.sample
    yield measure(_TABLE, "ttr", "type-token ratio; falls with length", "Templin 1957")
    yield measure(
        _TABLE, "mattr", "moving-average type-token ratio", "Covington & McFall 2010", window=window
    )
    name = "measure of textual lexical diversity, both directions"
    yield measure(_TABLE, "mtld", name, "McCarthy & Jarvis 2010", threshold=threshold)
    name = "HD-D, expected type-token ratio of a random sample"
    yield measure(_TABLE, "hdd", name, "McCarthy & Jarvis 2007", sample=sample)


def _measures(words: list[str], config: DiversityConfig) -> Record:
    figures = {
        "ttr": len(set(words)) / len(words) if words else None,
        "mattr": mattr(words, config.window),
        "mtld": mtld(words, config.threshold),
        "hdd": hdd(words, config.sample),
    }
    told = {name: None if figure is None else rounded(figure) for name, figure in figures.items()}
    return {"tokens": len(words), "types": len(set(words)), **told}


def mattr(words: Sequence[str], window: int) -> float | None:
    """MATTR: the mean type-token ratio of all windows of ``window`` words; None for a shorter text.

    (Covington & McFall 2010, "Cutting the Gordian knot: the moving-average type-token ratio (MATTR)", J. of
    Quantitative Linguistics 17(2), 94–100, p. 96.)

    >>> mattr(["脱贫", "攻坚", "脱贫", "脱贫"], 2)  # (2 + 2 + 1) / 3 / 2
    0.8333333333333334
    """
    if window < 1 or len(words) < window:
        return None
    inside = Counter(words[:window])
    types = len(inside)
    for leaving, entering in zip(words, words[window:], strict=False):
        inside[leaving] -= 1
        if not inside[leaving]:
            del inside[leaving]
        inside[entering] += 1
        types += len(inside)
    return types / ((len(words) - window + 1) * window)


def mtld(words: Sequence[str], threshold: float) -> float | None:
    """MTLD: the mean length of stretches that keep their type-token ratio above ``threshold``.

    The text's length by its number of factors, a last part of one counted by how far its ratio has come
    towards the threshold; the mean of reading forwards and backwards (McCarthy & Jarvis 2010, "MTLD,
    vocd-D, and HD-D", Behavior Research Methods 42(2), 381–392, p. 384). A factor ends where the ratio
    falls below the threshold. None where no ratio ever falls: the text says nothing about the length.

    >>> mtld(list("脱贫脱贫脱贫脱贫"), 0.72)
    4.0
    """
    readings = [_factors(words, threshold), _factors(words[::-1], threshold)]
    if not all(readings):
        return None
    return sum(len(words) / factors for factors in readings) / 2


def _factors(words: Sequence[str], threshold: float) -> float:
    factors, types, length = 0.0, set(), 0
    for word in words:
        types.add(word)
        length += 1
        if len(types) / length < threshold:
            factors, types, length = factors + 1, set(), 0
    return factors + ((1 - len(types) / length) / (1 - threshold) if length else 0)


def hdd(words: Sequence[str], sample: int) -> float | None:
    """HD-D: the type-token ratio to expect of ``sample`` words drawn without putting back; None for a shorter
    text.

    Σ over types of P(at least one in the sample) / sample, P hypergeometric (McCarthy & Jarvis 2007, "vocd: a
    theoretical and empirical evaluation", Language Testing 24(4), 459–488, p. 481).

    >>> hdd(["脱贫", "攻坚", "脱贫"], 2)  # 攻坚 is in 2 of 3 pairs, 脱贫 in all: (2/3 + 1) / 2
    0.8333333333333334
    """
    total = len(words)
    if sample < 1 or total < sample:
        return None
    times = Counter(Counter(words).values())
    missing = sum(types * comb(total - count, sample) for count, types in times.items())
    return float(Fraction(times.total() * (draws := comb(total, sample)) - missing, draws * sample))
