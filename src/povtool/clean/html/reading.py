"""An HTML page read: its lines, the evidence of its markup, and what its head says about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from povtool.clean.html.flatten import Flattener
from povtool.clean.html.metadata import Told, told
from povtool.clean.markup import Markup


class Page(NamedTuple):
    """An HTML page as text."""

    text: str
    """Every line that the page holds, those that no reader sees included."""
    markup: Sequence[Markup]
    """One for each line."""
    told: Told
    """What the page's head and its structured data say."""
    frames: bool
    """The page only frames others, and has no text of its own."""


def read_html(source: str) -> Page:
    """An HTML page flattened.

    >>> page = read_html("<title>县情</title><p>脱贫<b>攻坚</b>战<table><tr><td>户数<td>43</table>")
    >>> page.text.splitlines()
    ['脱贫攻坚战', '户数\\t43']
    """
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(source)
    flat = Flattener("\n".join(style.text() for style in tree.css("style")))
    if tree.body is not None:
        flat.walk(tree.body)
    frames = tree.css_first("frameset") is not None
    if all(each.hidden for each in flat.markup):  # a script shows it once the page is there
        for each in flat.markup:
            each.hidden = False
    return Page("\n".join(flat.lines), flat.markup, told(tree), frames)
