r"""Invisible characters, line ends and odd spaces: nothing a reader sees is changed.

>>> from povtool.clean.repair.edits import apply
>>> apply("脱贫\u200b攻坚\r\n", tidy("脱贫\u200b攻坚\r\n"))
('脱贫攻坚\n', [{'kind': 'control', 'start': 2, 'end': 2, 'was': '\u200b', 'proven': True}])
"""

from __future__ import annotations

import re
from functools import cache

from povtool.clean.repair.edits import Edit

_LINE_ENDS = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
"""Every Unicode space but the plain one and the ideographic one, which also indents paragraphs."""

_IDEOGRAPHIC_SPACE = "(?<!\u3000)(?!^)\u3000+(?!\u3000|$)"
"""Inside a line; at its edges it is left for whoever reads indentation."""

_EMOJI = "\u2190-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"

_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\u00ad\u200b\u200c\u2060\ufeff"  # soft hyphen, zero-width characters, byte order mark
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks
)

_JOINER = f"(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])"
"""The zero-width joiner; between two pictures it makes them one and stays."""

SUSPECT = f"\r\x0b\x0c\x85\u2028\u2029\u3000\u200d{_SPACES}{_INVISIBLE}"
"""Any character that may need tidying: one class, which is searched several times faster than _untidy."""


@cache
def _suspect() -> re.Pattern[str]:
    """One of those, but no blank of an indent: it stays, and of other blanks all do where the first does."""
    return re.compile(f"[{SUSPECT}](?<![\n\u3000]\u3000)\u3000*")


@cache
def _untidy() -> re.Pattern[str]:
    spaces = f"[{_SPACES}]+|{_IDEOGRAPHIC_SPACE}"
    invisible = f"(?:[{_INVISIBLE}]|{_JOINER})+"
    return re.compile(f"(?P<line>{_LINE_ENDS})|(?P<space>{spaces})|(?P<control>{invisible})", re.MULTILINE)


_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")


def without_surrogates(text: str) -> str:
    r"""The text with surrogates that come in pairs made characters, and U+FFFD for the others.

    Badly written JSON holds them. They can be written nowhere, so no repair could say what stood there.

    >>> without_surrogates("脱贫\ud83d\ude00，\ud83d")
    '脱贫😀，\ufffd'
    """
    try:
        text.encode()  # fails at a surrogate, several times faster than any pattern finds one
    except UnicodeEncodeError:
        return _SURROGATES.sub(_joined, text)
    return text


def _joined(match: re.Match[str]) -> str:
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def tidy(text: str) -> list[Edit]:
    """Edits that remove invisible characters, make every line end a line feed and every space a plain one.

    Removals are listed as repairs of kind ``control``; line ends and spaces, which every page has and nobody
    misses, are changed without being listed. A text with nothing to tidy costs one search.
    """
    edits: list[Edit] = []
    next_suspect, untidy_at = _suspect().search, _untidy().match
    end = 0
    while suspect := next_suspect(text, end):
        match = untidy_at(text, suspect.start())
        if match is None:
            end = suspect.end()
            continue
        start, end = match.span()
        if match.lastgroup == "control":
            edits.append(Edit(start, end, kind="control"))
        else:
            edits.append(Edit(start, end, "\n" if match.lastgroup == "line" else " " * (end - start)))
    return edits
