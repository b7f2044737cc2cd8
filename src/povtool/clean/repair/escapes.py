r"""Notations that should have been decoded on the way: ``&amp;ldquo;``, ``\u4e2d\u56fd``, ``\r\n``.

A page about such notations means them. So nothing is decoded in a text that talks of them, nor between the
quotation marks of a programmer; a name that is no entity, an address (``?a=1&copy=2``), ``AT&T`` and
``C:\new`` are what they seem.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from povtool.clean.repair.edits import Edit

_ENTITY = re.compile(
    r"(?P<amp>&(?:amp;)*)(?:(?P<number>#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6}));|(?P<name>[a-zA-Z]{2,24}\d{0,2});"
    r"|(?P<space>nbsp)(?![a-zA-Z0-9=;]))"
)
_UNICODE = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_HAN_OR_MARK = "\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_LINE_ENDS = re.compile(
    rf"(?:(?<=[。！？；：”』」）…])|(?<=[.!?;:)][{_HAN_OR_MARK}])|^[ \t]*(?=\\[nrt \\]*[{_HAN_OR_MARK}]))"
    r"(?:\\r\\n|\\[nrt])(?:[ \u3000]*\\[nrt])*(?![a-zA-Z])",
    re.MULTILINE,
)
_MORE_LINE_ENDS = re.compile(
    rf"(?<=[{_HAN_OR_MARK}\d])(?:\\r\\n|\\n)(?:[ \u3000]*\\[nrt])*(?=[{_HAN_OR_MARK}\d])"
)
_QUOTE = re.compile(rf"(?<=[{_HAN_OR_MARK}])\\+\"|\\+\"(?=[{_HAN_OR_MARK}])")
_CELL_END = re.compile(r"_x000[Dd]_ ?")
"""What a spreadsheet writes for a carriage return."""
_AT_END = re.compile(r"[ \t]*(?:\n|\Z)")

_MARKUP = re.compile(r"HTML|XML|SGML|[Mm]arkdown|标记语言|標記語言|字符实体|字元實體|实体引用|實體參照")
_PROGRAM = re.compile(
    "转义|轉義|跳脫|换行符|換行符|換行字元|回车符|歸位字元|字符串|字串|正则|正規表|正則|编程|程式|代码|命令列|命令行"
    r"|LaTeX|\\(?:begin|frac|section)\b|printf|JSON|Python|Java"
)
"""Signs that a text tells how something is written."""

_CODE = frozenset(("and", "cap", "cup", "empty", "exist", "image", "int", "isin", "lang", "ni", "not", "or"))
_CODE |= {"part", "perp", "prod", "prop", "rang", "real", "sub", "sum", "sup"}
"""Names of entities that programs use for other things."""

_QUOTES = "'\"`‘“「『"
_FEWEST = 2
"""Marks of a line end that must be sure before those inside a sentence count too."""


def decode(text: str) -> list[Edit]:
    r"""Edits of the kinds ``entity`` and ``escape`` that put the character in place of its notation.

    A literal line end becomes a line feed, a literal tab a space; several in a row one of them.

    >>> [edit.replacement for edit in decode("&amp;#x8131;贫&ldquo;攻坚&rdquo;，AT&T，R&D; ?a=1&copy=2")]
    ['脱', '“', '”']
    >>> [edit.replacement for edit in decode(r"\u8131\u8d2b攻坚。\r\n\r\n第二段")]
    ['脱贫', '\n']
    """
    edits: list[Edit] = []
    if "&" in text and (first := _ENTITY.search(text)) and not _MARKUP.search(text):
        edits += _edits(_ENTITY, text, first.start(), _character, "entity")
    if "_x000" in text:
        edits += [
            Edit(*match.span(), "" if _AT_END.match(text, match.end()) else "\n", "escape")
            for match in _CELL_END.finditer(text)
        ]
    if "\\" in text and not _PROGRAM.search(text):
        edits += _edits(_UNICODE, text, 0, _from_json, "escape")
        edits += _edits(_QUOTE, text, 0, lambda _: '"', "escape")
        edits += _line_ends(text)
    return sorted(edits)


def _edits(
    pattern: re.Pattern[str], text: str, start: int, replace: Callable[[re.Match[str]], str | None], kind: str
) -> Iterator[Edit]:
    for match in pattern.finditer(text, start):
        quoted = text[match.start() - 1 : match.start()] in _QUOTES and text[
            match.end() : match.end() + 1
        ] in ("'\"`’”」』")
        bare = match.start() and match.end() < len(text) and quoted
        new = None if bare else replace(match)
        if new is not None:
            yield Edit(*match.span(), new, kind)


def _character(match: re.Match[str]) -> str | None:
    """What an entity stands for; None for one that does not exist or that no text holds."""
    from html import unescape
    from html.entities import name2codepoint

    body = match["number"] or match["name"] or match["space"]
    if match["name"] and (body not in name2codepoint or body in _CODE):
        return None
    new = unescape(f"&{body};")
    if "\ufffd" in new or "\x00" in new:
        return None
    return " " if new.isspace() and new not in " \u3000" else new


def _from_json(match: re.Match[str]) -> str | None:
    """The characters, where any of them is one that Chinese text needs no Latin letters for."""
    units = bytes.fromhex(match[0].replace("\\u", ""))
    try:
        text = units.decode("utf-16-be")
    except UnicodeDecodeError:
        return None
    return text if _chinese().search(text) else None


@cache
def _chinese() -> re.Pattern[str]:
    return re.compile(f"[{_HAN_OR_MARK}]")


def _line_ends(text: str) -> list[Edit]:
    found = {match.start(): match for match in _LINE_ENDS.finditer(text)}
    if len(found) >= _FEWEST:
        found |= {match.start(): match for match in _MORE_LINE_ENDS.finditer(text)}
    edits = []
    for match in found.values():
        start = match.start() + len(match[0]) - len(match[0].lstrip(" \t"))
        edits.append(Edit(start, match.end(), "\n" if "n" in match[0] or "r" in match[0] else " ", "escape"))
    return edits
