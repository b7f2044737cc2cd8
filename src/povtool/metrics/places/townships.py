"""Townships and towns by name, from a table: which of them a text names, and which county they lie in."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache

from povtool.convert.script import fold
from povtool.data import rows
from povtool.metrics.places.gazetteer import ROOT, Name

Candidate = tuple[int, int, Name]

_LONGEST = 8
"""Code points of a name that is looked up."""


@cache
def townships() -> dict[str, tuple[str, tuple[str, ...]]]:
    """The folded name of each township → its name, and the divisions that have one of that name.

    An ethnic township goes by its short name as well.

    >>> townships()["过马营镇"], townships()["匹河乡"], townships()["干坤湾镇"][0]
    (('过马营镇', ('632525',)), ('匹河乡', ('533323',)), '乾坤湾镇')
    """
    table: dict[str, tuple[str, tuple[str, ...]]] = {}
    folded = fold("\n".join("\t".join(row) for row in rows("townships.tsv"))).split("\n")
    for (code, names), row in zip(rows("townships.tsv"), folded, strict=True):
        for name, plain in zip(names.split(" "), row.partition("\t")[2].split(" "), strict=True):
            said = [(plain, name)]
            if "族" in name:
                said.append((_ethnic().sub("乡", plain), _ethnic().sub("乡", name)))
            for key, spelled in said:
                if len(key) > 2:
                    table[key] = (spelled, (*table.get(key, ("", ()))[1], code))
    return table


@cache
def _ethnic() -> re.Pattern[str]:
    return re.compile("(?<=[\u4e00-\u9fff]{2})(?:[\u4e00-\u9fff]{1,4}?族)+(?:民族)?乡$")


@cache
def _ending() -> re.Pattern[str]:
    """The end of a name, not of 乡镇, 新城镇化, 扶贫乡村."""
    return re.compile("(?:[乡镇](?![镇村级化域愁土亲下])|苏木)")


@cache
def _border() -> re.Pattern[str]:
    """What may stand before a name that nothing else bears out."""
    return re.compile("(?:^|[^\u4e00-\u9fff]|[在到进于访从由是向赴往至回的和与及为给])$")


def named_townships(
    text: str, found: Sequence[Candidate], around: Collection[str], is_name: Callable[[str], bool]
) -> Iterator[Candidate]:
    """The townships of a table that a folded text names, with their county's code.

    One counts where the text or ``around`` names what it lies in, or where no two counties have one of its
    name and it stands apart. ``is_name`` says of a name whether it cannot be common words.

    >>> from povtool.metrics.places.gazetteer import spellings
    >>> text = "贵南县的过马营镇,乡镇,在十八里堡乡,太平镇"
    >>> found = [(0, 3, spellings()["贵南县"])]
    >>> [(text[start:end], entry.codes[0]) for start, end, entry in named_townships(text, found, (), bool)]
    [('过马营镇', '632525'), ('十八里堡乡', '620622')]
    """
    named = {code for _, _, entry in found if entry.kind == "division" for code in entry.codes}
    holders = {code for code in (*named, *around) if len(code) > 2}
    ends = {end for _, end, _ in found}
    for match in _ending().finditer(text):
        end = match.end()
        for start in range(max(0, end - _LONGEST), end - 2):
            known = townships().get(text[start:end])
            if known is None or not (start in ends or is_name(text[start:end])):
                continue
            name, codes = known
            inside = [code for code in codes if not holders.isdisjoint((code, code[:4]))]
            if len(inside) == 1:
                yield start, end, Name(name, (inside[0],), "settlement")
            elif (inside or len(codes) == 1) and _border().search(text, max(0, start - 1), start):
                code = codes[0] if len(codes) == 1 else ROOT
                yield start, end, Name(name, (code,), "settlement")
            break
