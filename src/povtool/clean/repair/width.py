"""One width for punctuation beside Chinese text, where the user asks for one: ``--punct full`` or ``half``.

Only marks that exist in both widths are touched, ，；：！？（）, and only beside Han characters or Chinese
marks: decimals, times, addresses and English sentences stay. Full-width letters and digits become ASCII.
"""

from __future__ import annotations

import re

from povtool.clean.repair.edits import Edit

KEEP, FULL, HALF = "keep", "full", "half"

_HAN = "〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_CHINESE = f"{_HAN}\u201c\u201d\u2018\u2019\u2026\u2014\u3001-\u3011\uff01-\uff1f"

_TO_FULL = re.compile(
    rf"(?<=[{_CHINESE}])[,;:!?]+(?![0-9]*[/\\])|(?<=[%0-9A-Za-z)\]])[,;:!?](?=[{_CHINESE}])"
)
_BRACKETS = re.compile(r"\(([^()\n]{0,80})\)")
_BESIDE = re.compile(f"[{_HAN}]")
_TO_HALF = re.compile("[，；：！？（）]+")
_WIDE_ALNUM = re.compile(r"[０-９Ａ-Ｚａ-ｚ％]+|(?<=[０-９])[．，](?=[０-９])")


def fit(text: str, policy: str) -> list[Edit]:
    """Edits of kind ``width`` that give a text the width of ``policy``; none for ``keep``.

    >>> from povtool.clean.repair.edits import apply
    >>> text = "全县(区)３，０００人,占4.5%,见https://a.cn/?b,c。At 10:30, ok!"
    >>> apply(text, fit(text, "full"))[0]
    '全县（区）3,000人，占4.5%，见https://a.cn/?b,c。At 10:30, ok!'
    """
    if policy == KEEP:
        return []
    edits = {match.span(): match[0] for match in _WIDE_ALNUM.finditer(text)}
    replaced = [Edit(*span, _narrow(was), "width") for span, was in edits.items()]
    if policy == HALF:
        inside = {start for start, _ in edits}
        found = (match for match in _TO_HALF.finditer(text) if match.start() not in inside)
        return sorted([*replaced, *(Edit(*match.span(), _narrow(match[0]), "width") for match in found)])
    replaced += [Edit(*match.span(), _wide(match[0]), "width") for match in _TO_FULL.finditer(text)]
    for match in _BRACKETS.finditer(text):
        if _belongs(text, match):
            replaced.append(Edit(match.start(), match.start() + 1, "（", "width"))
            replaced.append(Edit(match.end() - 1, match.end(), "）", "width"))
    return sorted(replaced)


def _belongs(text: str, match: re.Match[str]) -> bool:
    """Whether a bracket stands in Chinese text, not in an English sentence or a formula."""
    around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return bool(_BESIDE.search(around if not _BESIDE.search(match[1]) else around + match[1]))


def _wide(marks: str) -> str:
    return "".join(chr(ord(mark) + 0xFEE0) for mark in marks)


def _narrow(marks: str) -> str:
    return "".join(chr(ord(mark) - 0xFEE0) for mark in marks)
