"""What stands for a text when it is compared with a hundred thousand others: a few of its stretches.

All are of the folded text without white space, so both scripts give the same, and are numbers: the CRC-32 of
a stretch, the same in every run, unlike Python's own hashes, and cheap. That two stretches share one now and
then costs a look at two texts, and no wrong answer.
"""

from __future__ import annotations

from zlib import crc32

from povtool.diff.tokens import USUAL, as_compared

SHINGLE = 5
"""Characters in a shingle: long enough to tell pages of one subject apart, short enough to survive edits."""
SKETCH = 128
"""Shingles in a sketch: of texts that share a tenth of their shingles, sketches share some thirteen."""
_BYTES = 2
"""Of a character in UTF-16; a rare one is two of them."""


def compact(text: str) -> str:
    """The text in its folded form, without white space.

    >>> compact("脫貧 攻堅，\\n１５％")
    '脱贫攻坚,15%'
    """
    return "".join(as_compared(text, USUAL).split())


def sketch(text: str) -> list[int]:
    """The smallest 128 shingles of a compact text, rising: a sample that equal texts draw equally.

    Bottom-k sketch: A. Broder, On the resemblance and containment of documents, 1997.

    >>> len(set(sketch("一二三四五六七八")) & set(sketch("二三四五六七八九")))
    3
    """
    found = set(_numbers(text, SHINGLE)) if text else set()
    if len(found) > 2 * SKETCH:  # most of those that cannot be among the smallest are left out unsorted
        limit = (1 << 32) * 2 * SKETCH // len(found)
        small = {number for number in found if number < limit}
        found = small if len(small) >= SKETCH else found
    return sorted(found)[:SKETCH]


def fingerprints(text: str, length: int, window: int) -> set[int]:
    """Stretches of ``length`` characters of a compact text, of every ``window`` in a row the smallest.

    Winnowing: S. Schleimer, D. Wilkerson, A. Aiken, Local algorithms for document fingerprinting, 2003.
    Texts that share any ``length + window - 1`` characters in a row share a fingerprint.

    >>> one, other = "全县累计脱贫人口达到三万人以上", "去年累计脱贫人口达到三万人左右"
    >>> fingerprints(one, 6, 4).isdisjoint(fingerprints(other, 6, 4))
    False
    """
    lowest = _numbers(text, length)
    width = 1
    while width < window and len(lowest) > 1:
        step = min(width, window - width)
        lowest = list(map(min, lowest, lowest[step:])) or [min(lowest)]
        width += step
    return set(lowest)


def _numbers(text: str, length: int) -> list[int]:
    """Every stretch of the text; of a shorter text the whole."""
    data = text.encode("utf-16-le", "surrogatepass")
    size = length * _BYTES
    if len(data) <= size:
        return [crc32(data)]
    return [crc32(data[at : at + size]) for at in range(0, len(data) - size + 1, _BYTES)]
