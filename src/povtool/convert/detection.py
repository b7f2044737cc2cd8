"""Which script a text is in: by the characters that only one script uses, in what the text itself says.

A quotation in the other script does not change the script of a text, nor does a Japanese or Latin passage.
Characters that both scripts have count for neither: 后 in 標准以后 is one of Traditional text, too, so
text that a machine made Traditional character by character is Traditional.

Every stage that asks for a script asks here: :func:`detect_script` for a stretch of text,
:func:`document_script` for a document, :func:`has_traditional` where it is enough that there is something to
convert.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from functools import cache
from typing import Any

from povtool.convert.script import first_choices

HANS = "hans"
HANT = "hant"
MIXED = "mixed"

_MINORITY = 0.15
"""Share of characters of the other script from which a text counts as mixed."""

_OWN_WORDS = 0.1
"""Share of the evidence that must stand outside quotations for them to be left out."""

_CLEARLY = 6
"""Times as many as the other script has that make a script certain, with that share: 1 of 7 is less."""

_IN_BOTH = frozenset(
    "并却脚凉减凄况决净冲准烟遥摇瑶迹携栖潜荆恒黄强内户没别温吴吕录争册产兑卫说悦脱税锐蜕群峰床秘灶粽葱"
    "线韵台才么参叁贰陆"
)
"""Forms that one standard calls Simplified and that Traditional texts use as well: older or plainer variants
(黄, 秘, 群), forms of another font (内, 户, 别), and numerals of cheques. They are what
OpenCC's tables call Simplified and Traditional corpora have often; they count where nothing else tells."""


def detect_script(text: str) -> str | None:
    """``hans``, ``hant`` or ``mixed``; None where nothing tells, as in Japanese, Latin or figures.

    Counts the characters that only one script uses, by OpenCC's tables. What stands in quotation marks or
    《》 counts only where the rest does not tell, and sentences in Japanese never do. A text is mixed where
    the rarer script has more than 15 of 100 such characters. A short text may have none (云南怒江: None), or
    only one that counts for hans where nothing else does (秘); so ask about a whole text where there is one.

    >>> detect_script("西藏脱贫攻坚工作亮点纷呈"), detect_script("實現脫貧攻堅")
    ('hans', 'hant')
    >>> detect_script("他读过《臺灣農業經濟》一书"), detect_script("经济发展了，經濟發展了")
    ('hans', 'mixed')
    >>> detect_script("2020年") is None, detect_script("国際経済の動向をみる") is None
    (True, True)
    """
    beside_hans, beside_hant = _beside()
    if not beside_hans.search(text):  # most texts are wholly in one script, which needs no count
        return HANS if _hans().search(text) or _either().search(text) else None
    if not beside_hant.search(text):
        return HANT
    if _japanese().search(text):
        text = _without_japanese(text)
    if not _hant().search(text):
        return HANS if _hans().search(text) or _either().search(text) else None
    if not _hans().search(text):
        return HANT
    if sure := _sure(text):
        return sure
    counts = _count(text)
    quoted = _count("".join(_quotation().findall(text)))
    own = counts[0] - quoted[0], counts[1] - quoted[1]
    return _verdict(*(own if sum(own) >= _OWN_WORDS * sum(counts) else counts))


def document_script(document: Mapping[str, Any]) -> str | None:
    """The script of a document: of its text, else of its title, else the one that it declares."""
    fields = (document.get(name) for name in ("text", "title"))
    declared = document.get("script")
    return next(
        (script for field in fields if field and (script := detect_script(field))),
        declared if declared in (HANS, HANT, MIXED) else None,
    )


def has_traditional(text: str) -> bool:
    """Whether any character of a text is only Traditional."""
    return _hant().search(text) is not None


def _sure(text: str) -> str | None:
    """The script of a text in which the other has so few characters that it matters not where they stand.

    Only those few are counted all; of the others as many as are enough, outside quotations, at the beginning
    of the text. Its last characters are left out, for a quotation may go on beyond them.
    """
    hans, hant = _count(text[:_QUOTATION])
    rare, common, script = (_hans(), _hant(), HANT) if hans < hant else (_hant(), _hans(), HANS)
    few = len(rare.findall(text))
    beginning = 2 * _QUOTATION + 10 * _CLEARLY * few
    if beginning > len(text):
        return None
    outside = "".join(_quotation().split(text[:beginning]))[:-_QUOTATION]
    return script if len(common.findall(outside)) >= _CLEARLY * few else None


def _count(text: str) -> tuple[int, int]:
    return len(_hans().findall(text)), len(_hant().findall(text))


def _verdict(hans: int, hant: int) -> str:
    if min(hans, hant) > _MINORITY * (hans + hant):
        return MIXED
    return HANS if hans > hant else HANT


@cache
def _evidence() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Characters of Simplified text only, of Traditional text only, and those of :data:`_IN_BOTH`."""
    hans, hant = (
        {source for source, targets in first_choices(table).items() if source not in targets}
        for table in ("STCharacters.txt", "TSCharacters.txt")
    )
    return frozenset(hans - hant - _IN_BOTH), frozenset(hant - hans), frozenset(hans & _IN_BOTH)


@cache
def _hans() -> re.Pattern[str]:
    return _any_of(_evidence()[0])


@cache
def _hant() -> re.Pattern[str]:
    return _any_of(_evidence()[1])


@cache
def _either() -> re.Pattern[str]:
    return _any_of(_evidence()[2])


@cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What no text has that is wholly Simplified, and what none has that is wholly Traditional."""
    hans, hant, _ = _evidence()
    japanese = _only_japanese() | _KANA
    return _any_of(hant | japanese), _any_of(hans | japanese)


def _any_of(characters: Set[str]) -> re.Pattern[str]:
    """One of some characters. Those beyond the basic plane are left out: too rare to decide, and slow to look
    for."""
    common = "".join(sorted(character for character in characters if ord(character) < 0x10000))
    return re.compile(f"[{common}]")


_QUOTATION = 302
"""Code points of the longest quotation, with its marks."""


@cache
def _quotation() -> re.Pattern[str]:
    inner = f"{{0,{_QUOTATION - 2}}}"
    pairs = ("“”", "‘’", "「」", "『』", "《》", "〈〉", '""')
    return re.compile("|".join(f"{pair[0]}[^{pair}\\n]{inner}{pair[1]}" for pair in pairs))


# Japanese

_KANA = frozenset(map(chr, (*range(0x3041, 0x3097), *range(0x30A1, 0x30FB), *range(0xFF66, 0xFF9E))))
_BREAKS = "，。！？!?\n「」『』“”《》（）()"
_BREAK = re.compile(f"[{_BREAKS}]")
_LONGEST = 200
"""Code points before a Japanese character that are looked at."""

_KANA_SHARE = 0.15
"""Of a sentence's kana and Chinese characters. A の in a Chinese name stays below it."""


@cache
def _only_japanese() -> frozenset[str]:
    """Characters that no text in Chinese uses."""
    pairs = first_choices("JPShinjitaiCharacters.txt")
    chinese = {target for targets in pairs.values() for target in targets}
    for table in ("STCharacters.txt", "TSCharacters.txt", "HKVariants.txt", "TWVariants.txt"):
        for source, targets in first_choices(table).items():
            chinese.update([source, *targets])
    return frozenset(pairs.keys() - chinese - _ALSO_CHINESE)


_ALSO_CHINESE = frozenset("予郎研翻概慎欠瓶褒萌晃弁糸缶勅隠浄髪頼")
"""Forms of Japanese that texts in Chinese use as well, met in Chinese corpora."""


@cache
def _japanese() -> re.Pattern[str]:
    """What a text with Japanese in it has."""
    return _any_of(_only_japanese() | _KANA)


def _without_japanese(text: str) -> str:
    parts: list[str] = []
    done = looked = 0
    for sign in _japanese().finditer(text):
        if sign.start() < looked:
            continue
        before = text[max(looked, sign.start() - _LONGEST) : sign.start()]
        start = sign.start() - len(before) + 1 + max(map(before.rfind, _BREAKS))
        following = _BREAK.search(text, sign.end())
        looked = following.start() if following else len(text)
        if _is_japanese(text[start:looked]):
            parts.append(text[done:start])
            done = looked
    return "".join(parts) + text[done:]


def _is_japanese(sentence: str) -> bool:
    kana = sum(map(_KANA.__contains__, sentence))
    japanese = sum(map(_only_japanese().__contains__, sentence))
    if _only_chinese().search(sentence):
        return False
    if kana and japanese:
        return True
    if kana > 1:
        return kana >= _KANA_SHARE * (kana + len(re.findall("[\u4e00-\u9fff]", sentence)))
    return japanese > 1 and japanese >= max(_count(sentence))


@cache
def _only_chinese() -> re.Pattern[str]:
    """Characters of Simplified text that Japanese does not share, as it does 国 and 学."""
    return _any_of(_evidence()[0] - first_choices("JPShinjitaiCharacters.txt").keys())
