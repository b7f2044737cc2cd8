"""Who sent a report and from where, with little or nothing between the name and the place.

>>> dispatch("本報記者龍秋昉從江廿四日電").author, dispatch("記者王小明／台北報導").author
(['龍秋昉'], ['王小明'])
"""

from __future__ import annotations

import re
from functools import cache

from povtool.clean import names
from povtool.clean.credits import Credits
from povtool.clean.names import is_organ
from povtool.convert.script import fold
from povtool.data import rows

_DAY = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})日"
_SENT_FROM = re.compile(
    r"(?P<org>[㐀-鿿]{0,10}?)(?:特派)?记者 ?(?P<names>(?:[㐀-鿿]{2,4}[、,])*[㐀-鿿]{4,9}?)"
    rf"(?:{_DAY})?(?:电|报导|报道)"
)


@cache
def _dispatch_form() -> re.Pattern[str]:
    places = "|".join(names.words("place"))
    return re.compile(
        r"(?P<org>[㐀-鿿]{0,10}?)(?: ?/ ?)?(?:特派|駐.{2,4})?记者 ?"
        r"(?P<names>[㐀-鿿]{2,4}?(?:[、,][㐀-鿿]{2,4}?)*?)"
        rf"(?: ?/ ?[㐀-鿿、]{{2,8}} ?|(?:{places})[㐀-鿿]{{0,6}}?)?(?:{_DAY})?(?:电|报导|报道)"
    )


@cache
def _divisions() -> frozenset[str]:
    names = (name.lstrip("+?") for _, *of_one in rows("divisions.tsv") for name in of_one)
    return frozenset(name for name in names if name)


def _parted(who: str) -> str | None:
    """The name in a name and a place with nothing between them: 龍秋昉從江."""
    folded = fold(who)
    parted = (who[:length] for length in (3, 2, 4) if _is_place(folded[length:]))
    return next((name for name in parted if names.people(name, marked=False)), None)


def _is_place(folded: str) -> bool:
    """Whether a text is the name of a division, perhaps with that of one above it: 贵州从江."""
    known = _divisions()
    return folded in known or any(folded[:i] in known and folded[i:] in known for i in range(2, len(folded)))


def dispatch(inner: str) -> Credits | None:
    """``中央社記者王小明台北10日電``, ``記者王小明／台北報導``, ``本報記者龍秋昉從江廿四日電``.

    >>> dispatch("記者梁頌恩、周啟文廣西樂業報道").author, dispatch("记者李明乐业报道").author
    (['梁頌恩', '周啟文'], ['李明'])
    """
    folded = fold(inner)
    match = _dispatch_form().fullmatch(folded) or _SENT_FROM.fullmatch(folded)
    if not match:
        return None
    signed = inner[slice(*match.span("names"))]
    last = re.split("[、,，]", signed)[-1]
    if len(last) > 3 and (name := _parted(last)):
        signed = signed.removesuffix(last) + name
    authors = names.people(signed)
    org = inner[slice(*match.span("org"))]
    if not authors or (org and not is_organ(org) and not org.startswith("本")):
        return None
    return Credits(source=None if not org or org.startswith("本") else org, author=authors, labelled=True)
