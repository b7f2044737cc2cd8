"""Keywords as pages list them: behind a label, in a box, as hashtags."""

from __future__ import annotations

import re

from povtool.clean import names
from povtool.clean.labels import dashed_label, label_end_form, label_form, label_kinds, word_of
from povtool.convert.script import fold

_BOXED_KEYWORDS = re.compile(r"[\[【〔「(] ?关键[词字] ?[\]】〕」)] ?:? ?(?=\S)")
"""``【关键词】扶贫；贫困线``."""


_HASHTAGS = re.compile(r"#[^#\s,。:;!?]{2,12}#?(?: +#[^#\s,。:;!?]{2,12}#?)+")
"""``#脱贫 #台商 #民宿``."""


def keywords(line: str, folded: str | None = None) -> list[str] | None:
    """The keywords a line lists after their label, None for other lines; ``folded`` saves folding it again.

    >>> keywords("关键词:脱贫攻坚 西藏")
    ['脱贫攻坚', '西藏']
    """
    folded = fold(line) if folded is None else folded
    if dashed := dashed_label(folded):
        folded = f"{folded[: dashed.start()]} : {folded[dashed.end() :]}"
    if boxed := _BOXED_KEYWORDS.match(folded):
        return listed(line[boxed.end() :])
    if ":" not in folded[:10]:
        tagged = folded[0] == "#" and _HASHTAGS.fullmatch(folded)
        return re.findall(r"[^#＃\s]+", line) if tagged else None
    begin = len(folded) - len(folded.lstrip(" [【("))
    match = label_form().match(folded, begin) if label_end_form().search(folded) else None
    if not match or label_kinds()[word_of(match)] != "keywords":
        return None
    following = label_form().search(folded, match.end())
    return listed(line[match.end() : following.start() if following else None].rstrip(" ])】"))


def listed(value: str) -> list[str]:
    """The words of a list."""
    found = [word for word in re.split(r"[\s、,，;；|/]+", value) if word]
    while len(found) > 1 and names.is_tool(found[-1]):  # a button behind the list
        found.pop()
    return found
