"""Whether a quotation is open: that tells marks apart which a model of few characters cannot."""

from __future__ import annotations

import re
from typing import Literal

State = Literal["closed", "open", "phrase", "unknown"]
"""``phrase`` is a quotation inside a sentence (“五保”供养): no full stop stands before its closing mark."""

MARKS = "“”"

WRONG = -5.0
"""Nats for a mark that does not fit: an opening one inside a quotation, a closing one outside."""

_BEFORE_SPEECH = "：:，,。！？!?；;\n　 "
_LAST = re.compile(r"[“”](?=[^“”\n]*\Z)")
_SENTENCE_END = re.compile("[。！？!?]")
_NEXT = re.compile(r"[^“”?\n]*([“”\n]?)")


def before(text: str, start: int) -> State:
    """The state at an offset of a page; unknown behind a ``?`` that may hide a mark.

    >>> before("农村“五", 4), before("他说：“好", 5), before("“好”的", 4)
    ('phrase', 'open', 'closed')
    """
    line = text[text.rfind("\n", 0, start) + 1 : start]
    last = _LAST.search(line)
    since = line[last.start() + 1 :] if last else line
    if "?" in since:
        return "unknown"
    if not last or last[0] == "”":
        return "closed"
    opened = last.start()
    whole = opened == 0 or line[opened - 1] in _BEFORE_SPEECH
    return "open" if whole or _SENTENCE_END.search(since) else "phrase"


def after(state: State, char: str, previous: str) -> tuple[State, float]:
    """The state behind one more character, and what that character costs; ``previous`` stands before it."""
    if char == "“":
        return "open", WRONG if state in ("open", "phrase") else 0.0
    if char == "”":
        wrong = state == "closed" or (state == "phrase" and previous == "。")
        return "closed", WRONG if wrong else 0.0
    return state, 0.0


def ahead(state: State, text: str, end: int) -> float:
    """What it costs to go on with the sound text from an offset on: its next mark must fit."""
    following = _NEXT.match(text, end)
    mark = following[1] if following else ""
    if mark == "”":
        return WRONG if state == "closed" else 0.0
    return WRONG if mark == "“" and state in ("open", "phrase") else 0.0
