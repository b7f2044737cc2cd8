"""What sites strew over their pages against copying, told by places where no writer puts it.

Pictures in brackets after characters (扶(🐌)贫), a comma before other marks (鼓起了腰包,。), runs of random
letters at the ends of lines, and line feeds before a mark that begins no line. Once is an accident; such a
device is all over the page. A line feed there is one wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from povtool.clean.repair.edits import Edit

_FEWEST = 3
"""Times that a page must show a device."""

_HAN = "\u3400-\u9fff"

IN_BRACKETS = "[\u2190-\u2bff\U0001f000-\U0001faff]\ufe0f?[)）]"
"""A picture behind its bracket."""
_PICTURE = re.compile(f"[(（]{IN_BRACKETS}")
_PICTURE_AFTER = re.compile(f"[{_HAN})）]")

_COMMA_BEFORE_MARK = re.compile(f"(?<=[{_HAN}”』」》)）0-9])[,，]+(?=[。、；！？,，;?!])")
MARKS = "[。、；！？]"
_OTHER = re.compile(MARKS)
_SHARE = 0.3
"""Of the marks that are no commas, how many must have one before them; writers slip now and then."""
_COMMA_BEFORE_OTHER = re.compile(f"[,，]{MARKS}")

_JAMMER = re.compile(
    f"(?:(?<=[。！？；”』」》）.!?;:{_HAN}])|^)[ \u3000]*"
    "(?:[!-~]{1,2} ){6,24}[!-~]{1,2}(?=$|[ \u3000]+)",
    re.MULTILINE,
)
_RANDOM = re.compile(r" (?:[!-~]{1,2} ){4}")
"""What every such run holds."""
_LETTER_AND_SYMBOL = re.compile(r"(?<![!-~])[A-Za-z]([^\w\s])(?![!-~])", re.ASCII)
_FEWEST_SYMBOLS = 3
"""Different symbols behind single letters in a run of random ones; words and formulas have fewer."""

_MARK_FIRST = re.compile(r"\n[ \u3000]*[、，。；,]")
_BEFORE_MARK = re.compile(
    f"(?<=[{_HAN}”』」》）0-9%％])\n[ \u3000]*(?=[、，。；](?![、，。；.])|,(?![0-9,]))"
)


def take_out(text: str, bracketed: bool = True) -> list[Edit]:
    """Edits that remove such devices, as repairs of kind ``inserted``; of ``line-break`` for line feeds.

    ``bracketed`` tells whether the text may have pictures in brackets or commas before other marks.

    >>> from povtool.clean.repair.edits import apply
    >>> page = "扶(🐌)贫(📼)的(🍩)村"
    >>> apply(page, take_out(page))[0]
    '扶贫的村'
    """
    edits = [*_jammers(text)] if _RANDOM.search(text) else []
    if _MARK_FIRST.search(text):
        edits += _if_all_over(text, _BEFORE_MARK, "line-break", 1)
    if not bracketed:
        return sorted(edits)
    if _PICTURE.search(text):
        edits += _if_all_over(text, _PICTURE, "inserted", _FEWEST, lambda m: _follows_text(text, m.start()))
    marked = len(_COMMA_BEFORE_OTHER.findall(text))
    if marked >= _FEWEST and marked >= _SHARE * len(_OTHER.findall(text)):
        edits += _if_all_over(text, _COMMA_BEFORE_MARK, "inserted", _FEWEST)
    return sorted(edits)


def _if_all_over(
    text: str,
    pattern: re.Pattern[str],
    kind: str,
    fewest: int,
    counts: Callable[[re.Match[str]], bool] = lambda _: True,
) -> list[Edit]:
    found = [Edit(*match.span(), kind=kind) for match in pattern.finditer(text) if counts(match)]
    return found if len(found) >= fewest else []


def _follows_text(text: str, at: int) -> bool:
    return at > 0 and bool(_PICTURE_AFTER.match(text, at - 1))


def _jammers(text: str) -> list[Edit]:
    edits = []
    for match in _JAMMER.finditer(text):
        symbols = set(_LETTER_AND_SYMBOL.findall(match[0]))
        if len(symbols) >= _FEWEST_SYMBOLS and re.search("[a-z]", match[0]) and re.search("[A-Z]", match[0]):
            edits.append(Edit(*match.span(), kind="inserted"))
    return edits
