"""Whether a quantity is a level, a change, or how many times something else."""

from __future__ import annotations

import re
from functools import cache

from povtool.metrics.wording.verbs import FALLING, RISING, alternatives

LEVEL = "level"
DELTA = "delta"
RATIO = "ratio"

_LONGEST_VERB = 4
"""Code points looked at before a quantity."""
_LONGEST_COMPARISON = 20


@cache
def _changing() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(RISING + FALLING)})了?$")


@cache
def _compared() -> re.Pattern[str]:
    change = "(?<![占同环对可])[比较][^,。;:0-9]{2,16}|(?:同比|环比|按[年季月])[也均都还]?"
    return re.compile(f"(?:{change})[高低多少]了?$")


_RELATIVE = frozenset({"percent", "percentage-point", "permille", "multiple", "ratio"})


def relation(text: str, start: int, dimension: str, carried: bool = False) -> str:
    """``level``, ``delta`` or ``ratio`` of the quantity whose words begin at ``start`` in a folded text.

    A verb of change right before the quantity makes it a delta, and so does a comparison (比全国高2个百分点);
    降到, 增至 and the like end in the new level. A multiple without such a verb is a ratio. Where nothing
    stands before the verb, it has an object and no measure (提升3个产业带), unless the quantity is a share,
    or its noun is ``carried`` on from before (由9899万人减少到1660万人,减少8239万人).

    >>> relation("贫困人口减少135万人", 6, "people"), relation("降到6%", 2, "percent")
    ('delta', 'level')
    >>> relation("是2012年的1.99倍", 7, "multiple"), relation("增长了1.5倍", 3, "multiple")
    ('ratio', 'delta')
    """
    verb = _changing().search(text, max(0, start - _LONGEST_VERB), start)
    if not verb and _compared().search(text, max(0, start - _LONGEST_COMPARISON), start):
        return DELTA
    if verb and (carried or dimension in _RELATIVE or _has_subject(text, verb.start())):
        return DELTA
    return RATIO if dimension == "multiple" else LEVEL


def _has_subject(text: str, verb_start: int) -> bool:
    return verb_start > 0 and text[verb_start - 1].isalnum()
