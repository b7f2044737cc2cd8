"""The damaged runs of a page, restored as far as that is certain.

Of all sound texts that a run could come from (``lattice``), the likeliest is taken when it is much
likelier than the run as it stands and when the damage, run forward on it (``forward``), gives the run
back. Each of its characters is then restored on its own account: those that all likely texts agree on;
the rest become U+FFFD.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from functools import reduce
from itertools import product
from operator import attrgetter
from typing import NamedTuple

from povtool.clean.repair import pinyin
from povtool.clean.repair.edits import Edit
from povtool.clean.repair.slip.forward import FOLDED, character, damaged
from povtool.clean.repair.slip.lattice import LOST, Lattice
from povtool.clean.repair.slip.nodes import Node, Slot, log_add
from povtool.clean.repair.slip.page import Page
from povtool.clean.repair.slip.readings import TORN, WHOLE, Readings, sound_after, sound_before, spoken
from povtool.clean.repair.slip.signs import Sign, has_readings, signs, signs_of_dropped
from povtool.records import Damage

KIND = "gbk-slip"

MARGIN = 1.2
MARGIN_UNSEEN = 2.0
"""Nats by which a character must lead all others at its place; more for one that vanished whole."""

GAIN = 8.0
GAIN_WHEN_DROPPED = 16.0
"""Nats by which a restored run must be likelier than the run as it stands; more without a ``?``."""

RESTORED = 1 / 3
"""Share of a run's characters that must be certain; with less the run stays as it is."""

BRIEF = "??"
"""So short that it may be meant; it counts only on a page with a longer run or with injected readings."""


class SlipResult(NamedTuple):
    edits: list[Edit]
    """Offsets in the page as it was given."""
    damaged: list[Damage]
    """What could not be restored; offsets in the text after the edits."""


def repair(text: str, readings: Readings | None = None) -> SlipResult:
    """Edits that restore the damaged runs of a page, and the stretches that stay damaged.

    ``text`` is the whole page before its injected pinyin is removed: the damage met the readings too, and
    they tell what was there. ``readings`` is the page's table (``pinyin.table``),
    found here where it is not given. A page without the sign of a run and without readings
    costs two searches.

    >>> [edit.replacement for edit in repair("坚持生态?；?、绿色发展").edits]
    ['保护']
    >>> repair("怎么做?!除了3.82亿元").edits
    []
    """
    found = signs(text)
    if not found and not has_readings(text):
        return SlipResult([], [])
    table = pinyin.table(text) if readings is None else readings
    if not found and not table:
        return SlipResult([], [])
    page = Page.read(text, table)
    runs = _runs(page, found)
    spans = [(run.start, run.end) for run in runs]
    if runs and page.gains_by(spans):  # now that they are known, the rest of the page is evidence for them
        page = Page.read(text, table, spans)
        runs = _runs(page, found, {start for start, _ in spans})
    brief = all(text[run.start : run.end] == BRIEF for run in runs)
    return _result([] if brief and not page.readings else runs)


def _runs(page: Page, found: Iterable[Sign], starts: Container[int] | None = None) -> list[Edit]:
    """The runs of a page in order, or those of them that begin at ``starts``.

    A mark alone is a sign only on a page that shows the damage elsewhere, in its readings or in a run that
    begins with a ``?``: sound text has such marks, too, and each that is looked at costs as much as a run.
    """
    runs = _apart(page, found, starts, [])
    if runs or page.readings:
        runs += _apart(page, signs_of_dropped(page.text), starts, runs)
    return sorted(runs, key=attrgetter("start"))


def _apart(
    page: Page, found: Iterable[Sign], starts: Container[int] | None, taken: Iterable[Edit]
) -> list[Edit]:
    """Runs that begin at some signs and meet neither one another nor those that are taken."""
    runs: list[Edit] = []
    done = 0
    spans = [(run.start, run.end) for run in taken]
    for sign in found:
        if sign.at < done or (starts is not None and sign.at not in starts):
            continue
        if any(start <= sign.at < end for start, end in spans):
            continue
        run = _restored(page, sign)
        if run and not any(run.start < start < run.end for start, _ in spans):
            runs.append(run)
            done = run.end
    return runs


def _result(runs: list[Edit]) -> SlipResult:
    result = SlipResult([], [])
    growth = 0
    for edit in runs:
        start = edit.start + growth
        if edit.kind:
            result.edits.append(edit)
            result.damaged.extend(_lost(edit.replacement, start))
            growth += len(edit.replacement) - (edit.end - edit.start)
        else:
            result.damaged.append({"start": start, "end": edit.end + growth, "why": KIND})
    return result


def _lost(replacement: str, offset: int) -> list[Damage]:
    found = re.finditer(f"{LOST}+", replacement)
    return [{"start": offset + m.start(), "end": offset + m.end(), "why": KIND} for m in found]


def _restored(page: Page, sign: Sign) -> Edit | None:
    """The run that starts here, put right; an edit without kind where that is uncertain; None if sound."""
    start = sign.at
    lattice = Lattice(page, start, sign.dropped)
    if not lattice.endings:
        return None
    stop = lattice.look_ahead()
    end, tail, last = max(lattice.lasts, key=lambda ending: ending[2].best + ending[2].ahead)
    gain = last.best + last.ahead - page.weight(lattice.history, "", start, stop)
    if gain < (GAIN_WHEN_DROPPED if sign.dropped else GAIN):
        return None
    path = _path(last)
    best = "".join(char for _, char in path) + tail
    pieces = _pieces(path, _shares(lattice))
    certain = [margin for char, margin in pieces if char != LOST]
    if len(certain) < RESTORED * len(pieces) or not _proved(page, sign, end, best):
        return Edit(start, end, page.text[start:end])
    restored = "".join(char for char, _ in pieces) + tail
    return Edit(start, end, restored, KIND, margin=round(min(certain), 2))


def _pieces(
    path: list[tuple[Slot, str]], shares: Mapping[Slot, Mapping[str, float]]
) -> list[tuple[str, float]]:
    """The characters of a path with their margins, U+FFFD for those whose margin is small.

    Also where it is not certain that nothing more has vanished.
    """
    pieces: list[tuple[str, float]] = []
    unseen = 0
    for slot, char in path:
        if not slot.unseen:
            more = shares.get(Slot(slot.at, unseen + 1), {})
            if -_log_odds(reduce(log_add, more.values(), -math.inf)) < MARGIN:
                pieces.append((LOST, 0.0))
        unseen = slot.unseen
        margin = _log_odds(shares[slot][char])
        pieces.append((char if margin >= (MARGIN_UNSEEN if slot.unseen else MARGIN) else LOST, margin))
    return pieces


def _path(last: Node) -> list[tuple[Slot, str]]:
    """The likeliest text that ends here."""
    found: list[tuple[Slot, str]] = []
    node = last
    while node.arcs:
        origin, char, slot, _ = max(node.arcs, key=lambda arc: arc[0].best + arc[3])
        found.append((slot, char))
        node = origin
    return found[::-1]


def _shares(lattice: Lattice) -> Mapping[Slot, Mapping[str, float]]:
    """For each place, the logarithm of the share of each character in all texts (forward-backward)."""
    ends = [node for _, _, node in lattice.lasts]
    whole = reduce(log_add, (node.total + node.ahead for node in ends))
    shares: dict[Slot, dict[str, float]] = defaultdict(dict)
    for node in ends + lattice.nodes[::-1]:
        for origin, char, slot, weight in node.arcs:
            through = weight + node.ahead
            origin.ahead = log_add(origin.ahead, through)
            place = shares[slot]
            place[char] = log_add(place.get(char, -math.inf), origin.total + through - whole)
    return shares


def _log_odds(log_share: float) -> float:
    share = min(math.exp(min(0.0, log_share)), 1 - 1e-12)
    return math.log(share) - math.log1p(-share) if share else -math.inf


def _proved(page: Page, sign: Sign, end: int, best: str) -> bool:
    """Whether the damage, run forward on the proposed text and its neighbours, gives what the page shows."""
    text, start = page.text, sign.at
    left, right = sound_before(text, start), sound_after(text, end)
    before, after = WHOLE.sub("", text[left:start]), WHOLE.sub("", text[end:right])
    sound = (before + best + after).replace(LOST, "0").translate(_WIDE)
    readings = {**_further_readings(text, start, end, before, best), **page.readings}
    backwards = dict(reversed(readings.items()))
    shown = _plain(text[left:right])
    return any(
        _plain(damaged(sound, order, marks, sign.dropped)) == shown
        for order, marks in product((readings, backwards), _MARKS)
    )


def _further_readings(text: str, start: int, end: int, before: str, best: str) -> dict[str, str]:
    """Readings of characters that the page annotates nowhere but at this run."""
    found: dict[str, str] = {}
    code = (before[-1:] + best[:1]).encode("gbk", "ignore")
    if len(code) == 4 and (opening := TORN.match(text, start + 1)):
        found[character(code[1:3])] = opening[1]
    if closing := _CLOSING.search(text, start + 1, end) or WHOLE.match(text, end):
        found[best[-1]] = closing[1]
    return {char: reading for char, reading in found.items() if char in spoken(reading)}


_CLOSING = re.compile(rf"(?<=\?){TORN.pattern}$")


def _plain(text: str) -> str:
    """Text in the form in which folded and unfolded pages read the same."""
    return unicodedata.normalize("NFKC", text)


_WIDE = str.maketrans({chr(narrow): chr(wide) for wide, narrow in FOLDED.items() if chr(narrow) in "!;?,"})
_MARKS = ("！；？。、，", "！；？。、")
