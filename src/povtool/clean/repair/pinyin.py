"""Injected pinyin: 農(nóng)村 is 農村.

Some sites run Traditional pages through a table that puts a reading after every occurrence of certain
characters. The page itself shows the table: what is annotated throughout was annotated by a machine, what is
annotated once and stands bare elsewhere was glossed by a writer and stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from povtool.clean.repair.edits import Edit

Readings = Mapping[str, str]
"""Character → the reading, as written, that the page's site puts after it."""

_THROUGHOUT = 0.8
_MOSTLY = 0.5
"""Share of a character's occurrences that must carry its reading; less than all, for damage hides some. The
lower share is enough on a page that annotates several characters."""

_SEVERAL = 3

_FREQUENT = -11.0
"""Log-frequency from which a character is so common that no writer would gloss it (the first 1,400 or so)."""

_SCATTERED = 8
_SCATTERED_HOSTS = 6
"""Bare readings, and frequent characters that carry them, from which a page is one whose site strews readings
over characters at random: no writer glosses so many words that every reader knows."""

_ABOUT_READINGS = re.compile(
    "拼音|注音|读音|讀音|发音|發音|怎么读|怎麼讀|声母|聲母|韵母|韻母|普通话|普通話|多音|字典|词典|辭典"
)

INSIDE = (
    "[ \t\u00a0\u3000]{0,3}"
    "([a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹăĕĭŏŭɑɡ\u0300\u0301\u0304\u0306\u0308\u030c]{1,10})"
    "[ \t\u00a0\u3000]{0,3}[)）]"
)
"""What may be a reading, behind its bracket."""
_BRACKETED = re.compile(f"[(（]{INSIDE}")

_TONES = re.compile("[\u0300\u0301\u0304\u0306\u030c]")
"""Grave, acute, macron, caron, and the breve that is often met for the caron; in decomposed text."""

_HAN = re.compile("[〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")

_ENGLISH = frozenset(("a", "an", "he", "she", "me", "you", "men", "man", "to", "can", "long", "song", "sun"))
"""Syllables that are words which a writer may put in brackets."""

_FINALS = {
    "": "a o e ai ei ao ou an en ang eng er",
    "b": "a o ai ei ao an en ang eng i iao ie ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i iao ie ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i iao ie iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an en ang eng ong i iao ie iu ian ing u uo ui uan un",
    "t": "a e ai ao ou an ang eng ong i iao ie ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i iao ie iu ian in iang ing u uo uan v ve",
    "l": "a e ai ei ao ou an ang eng ong i ia iao ie iu ian in iang ing u uo uan un v ve",
    "g k h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j q x": "i ia iao ie iu ian in iang ing iong u ue uan un",
    "zh ch sh": "a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "r": "e i ao ou an en ang eng ong u uo ui uan un",
    "z c s": "a e i ai ei ao ou an en ang eng ong u uo ui uan un",
    "y": "a e ao ou an ang i in ing ong u ue uan un",
    "w": "a o ai ei an en ang eng u",
}
"""Initial(s) → the finals of Mandarin that follow it, with v for ü; two or three gaps of a row are filled."""


class _Note(NamedTuple):
    start: int
    end: int
    host: str
    """The Han character before the bracket, or an empty string."""
    reading: str


def table(page: str) -> Readings:
    """The readings that the page's site injects, found from the page as a whole; empty for a page without.

    A character counts when (nearly) every occurrence carries the same reading. The page counts when one such
    character is Traditional, frequent and toned, or several are toned and one of them is repeated (a writer
    glosses on first mention only), or several are frequent and have a space in the bracket, or several are
    Traditional and their tones were stripped, or bare readings are strewn over all kinds of characters.

    >>> table("農(nóng)村脫貧，農(nóng)民增收（擴大）")
    {'農': 'nóng'}
    >>> table("亳(bó)州市、黟(yī)县脱贫")
    {}
    """
    notes = [note for note in _notes(page) if note.host]
    if not notes:
        return {}
    readings: dict[str, Counter[str]] = defaultdict(Counter)
    for note in notes:
        readings[note.host][note.reading] += 1
    occurrences = Counter(page)
    usual = {host: found.most_common(1)[0] for host, found in readings.items()}
    share = {host: count / occurrences[host] for host, (_, count) in usual.items()}
    throughout = {host: note for host, note in usual.items() if share[host] >= _THROUGHOUT}
    toned = {host for host, (reading, _) in throughout.items() if _is_toned(reading)}
    repeated = {host for host, (_, count) in throughout.items() if count > 1}
    traditional = set(filter(_is_traditional, throughout))
    several = len(toned) >= _SEVERAL
    spaced = {note.host for note in notes if page[note.end - 2] in " \u00a0\u3000"}
    if not (
        any(map(_is_frequent, toned & traditional))
        or (several and toned & repeated)
        or len(set(filter(_is_frequent, toned & spaced))) >= _SEVERAL
        or len(traditional) >= _SEVERAL
    ):
        return _scattered(page, usual, len(notes))
    injected = toned | (throughout.keys() & (traditional | repeated))
    if several:
        injected |= {
            host for host, (reading, _) in usual.items() if _is_toned(reading) and share[host] >= _MOSTLY
        }
    found = {host: reading for host, (reading, _) in usual.items() if host in injected}
    return _scattered(page, usual, len(notes)) | found


def _scattered(page: str, usual: Mapping[str, tuple[str, int]], notes: int) -> dict[str, str]:
    """The readings of a page whose site strews bare ones at random; empty for any other page."""
    bare = {host: reading for host, (reading, _) in usual.items() if not _is_toned(reading)}
    bare = {host: reading for host, reading in bare.items() if reading not in _ENGLISH}
    hosts = sum(map(_is_frequent, bare))
    if notes < _SCATTERED or hosts < _SCATTERED_HOSTS or _ABOUT_READINGS.search(page):
        return {}
    return bare


def remove(text: str, readings: Readings | None = None) -> list[Edit]:
    """Edits that take injected readings out of a text, as repairs of kind ``pinyin``.

    ``readings`` is the table of the whole page (:func:`table`); without it the text is its own page. Where
    there is a table, a toned reading that follows no Han character is removed too: its host is damaged.

    >>> from povtool.clean.repair.edits import apply
    >>> text = "74個縣（xiàn）(區(qū))退出,自治^(qū)公告(擴大)"
    >>> apply(text, remove(text))[0]
    '74個縣(區)退出,自治^公告(擴大)'
    """
    if readings is None:
        readings = table(text)
    if not readings:
        return []
    edits: list[Edit] = []
    for note in _notes(text):
        again = (
            edits
            and edits[-1].end == note.start
            and text[edits[-1].start : note.start] == text[note.start : note.end]
        )
        if again or _is_injected(note, readings):
            edits.append(Edit(note.start, note.end, kind="pinyin"))
    return _with_spaces(text, edits)


def _with_spaces(text: str, edits: list[Edit]) -> list[Edit]:
    """The edits with the space after each, on a page whose site puts one there."""
    spaced = [edit for edit in edits if text[edit.end : edit.end + 1] == " "]
    if len(spaced) < _SEVERAL or len(spaced) < _MOSTLY * len(edits):
        return edits
    return [edit._replace(end=edit.end + 1) if edit in spaced else edit for edit in edits]


def _notes(text: str) -> list[_Note]:
    """Every bracket that holds one Mandarin syllable and nothing else."""
    notes = []
    for match in _BRACKETED.finditer(text):
        if _plain(match[1]) in _syllables():
            before = text[match.start() - 1 : match.start()]
            notes.append(_Note(*match.span(), before if _HAN.match(before) else "", match[1]))
    return notes


def _is_injected(note: _Note, readings: Readings) -> bool:
    if not note.host:
        return _is_toned(note.reading)
    return note.host in readings and _plain(note.reading) == _plain(readings[note.host])


def _is_traditional(char: str) -> bool:
    from povtool.convert.script import simplified_characters

    return ord(char) in simplified_characters()


def _is_frequent(char: str) -> bool:
    from povtool.clean.frequency import UNSEEN, log_frequency

    return log_frequency().get(char, UNSEEN) >= _FREQUENT


def _is_toned(reading: str) -> bool:
    return _TONES.search(unicodedata.normalize("NFD", reading)) is not None


def _plain(reading: str) -> str:
    """A reading without its tone, with v for ü."""
    letters = _TONES.sub("", unicodedata.normalize("NFD", reading))
    return letters.replace("u\u0308", "v").replace("ɑ", "a").replace("ɡ", "g")


@cache
def _syllables() -> frozenset[str]:
    return frozenset(
        initial + final
        for initials, finals in _FINALS.items()
        for initial in (initials.split() or [""])
        for final in finals.split()
    )
