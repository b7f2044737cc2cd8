"""How a text is laid out: its paragraphs, headings, sentences and clauses, each found by its place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, cached_property

from povtool.segment.sentences import Span, sentence_spans

_LONGEST_HEADING = 40
"""Code points; a longer line is a paragraph."""

REACH = 400
"""Code points looked back from a figure for what is said of it, so that a page that is one sentence takes no
longer than many short ones."""
LONGEST_SENTENCE = 1000
"""Code points; of a longer sentence a record carries the stretch around what it is about, so that a text
without sentence marks does not grow with the square of its length."""


@cache
def _clause_marks() -> re.Pattern[str]:
    """The marks that end a clause; a comma within a number (1,500) ends none."""
    return re.compile(r"[;:!?。；：！？\n、]|(?<![0-9])[,，]|[,，](?![0-9]{3}(?![0-9]))")


class Layout:
    """The layout of one text; every look-up takes logarithmic time.

    >>> layout = Layout("一、主要成效\\n2019年脱贫10万人,投入3亿元。\\n二、下一步\\n确保脱贫5万人。")
    >>> layout.headings(layout.paragraph(12))
    [(0, 6)]
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences = list(sentence_spans(text))
        self._sentence_starts = [start for start, _ in self.sentences]
        self._marks = [match.start() for match in _clause_marks().finditer(text)]
        self._last_sentence = 0
        self._statement_marks = [mark for mark in self._marks if text[mark] != "、"]

    @cached_property
    def paragraphs(self) -> list[Span]:
        """Lines that are not blank, in order."""
        return [match.span() for match in re.finditer(r"[^\n]*[^\s][^\n]*", self.text)]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [start for start, _ in self.paragraphs]

    @cached_property
    def _headings(self) -> list[tuple[int, ...]]:
        """For each paragraph the indices of the headings it stands under, the nearest first."""
        under: list[tuple[int, ...]] = []
        opened: list[tuple[int, int]] = []  # level and index, the outermost first
        for index, (start, end) in enumerate(self.paragraphs):
            line = self.text[start:end]
            if is_heading(line):
                level = _level(line)
                opened = [(outer, at) for outer, at in opened if outer < level]
                opened.append((level, index))
            under.append(tuple(at for _, at in reversed(opened)))
        return under

    def sentence(self, position: int) -> int:
        """The index in :attr:`sentences` of the one around a code point."""
        last = self._last_sentence  # figures come in order, many to a sentence
        if self.sentences and self.sentences[last][0] <= position < self.sentences[last][1]:
            return last
        self._last_sentence = max(0, bisect_right(self._sentence_starts, position) - 1)
        return self._last_sentence

    def excerpt(self, start: int, end: int) -> Span:
        """The sentence around a stretch, or as much of it as :data:`LONGEST_SENTENCE` allows."""
        first, last = self.sentences[self.sentence(start)] if self.sentences else (start, end)
        if last - first > LONGEST_SENTENCE:
            margin = max(0, LONGEST_SENTENCE - (end - start)) // 2
            first, last = max(first, start - margin), min(last, end + margin)
        return min(first, start), max(last, end)

    def paragraph(self, position: int) -> int:
        """The index in :attr:`paragraphs` of the one around a code point."""
        return max(0, bisect_right(self._paragraph_starts, position) - 1)

    def headings(self, paragraph: int) -> list[Span]:
        """The headings that a paragraph stands under, the nearest first; a heading stands under itself."""
        return [self.paragraphs[index] for index in self._headings[paragraph]] if self.paragraphs else []

    def clause_start(self, position: int) -> int:
        """Where the clause begins that ends or goes on at ``position``; :data:`REACH` back at most."""
        return self._begin(self._marks, position)

    def clause_end(self, position: int) -> int:
        """Where the clause ends that begins or goes on at ``position``; at most :data:`REACH` on."""
        return self._end(self._marks, position)

    def statement_start(self, position: int) -> int:
        """As :meth:`clause_start`, but for a list (30个村出列、2万人脱贫), which is one statement."""
        return self._begin(self._statement_marks, position)

    def statement_end(self, position: int) -> int:
        """As :meth:`clause_end`, but for a list, which is one statement."""
        return self._end(self._statement_marks, position)

    def _begin(self, marks: list[int], position: int) -> int:
        floor = max(0, position - REACH, self.sentences[self.sentence(position)][0] if self.sentences else 0)
        before = bisect_left(marks, position) - 1
        return max(floor, marks[before] + 1) if before >= 0 else floor

    def _end(self, marks: list[int], position: int) -> int:
        limit = min(len(self.text), position + REACH)
        behind = bisect_left(marks, position)
        return min(limit, marks[behind]) if behind < len(marks) else limit


def is_heading(line: str) -> bool:
    """Whether a line of a cleaned text is a heading: short, and no sentence.

    >>> is_heading("一、2017年工作回顾"), is_heading("2.不斷完善脫貧攻堅工作機制"), is_heading("他说。")
    (True, True, False)
    """
    line = line.strip()
    return len(line) <= _LONGEST_HEADING and bool(line) and line[-1] not in "。！？!?；;：:，,、…”"


_INNERMOST = 9


def _level(line: str) -> int:
    """How deep a heading lies, by its number; without one a part of a report (2018年工作回顾) is outermost.

    >>> [_level(line) for line in ("2018年工作回顾", "一、主要成效", "(二)产业", "3.就业", "产业兴旺")]
    [0, 2, 3, 4, 9]
    """
    for level, pattern in enumerate(_numbered(), 1):
        if pattern.match(line):
            return level
    return 0 if _part_of_report().search(line) else _INNERMOST


@cache
def _numbered() -> tuple[re.Pattern[str], ...]:
    han = "[一二三四五六七八九十]{1,3}"
    shapes = (
        f"第{han}[部分篇章]",
        f"{han}[、.．]",
        f"[（(]{han}[）)]",
        "[0-9]{1,2}[、.．]",
        "[（(][0-9]{1,2}[）)]",
    )
    return tuple(re.compile(shape) for shape in shapes)


@cache
def _part_of_report() -> re.Pattern[str]:
    return re.compile("[0-9]{4}年.*(?:工作|目标|任务)|回顾$|工作(?:安排|打算|总结|部署|思路|重点)$|下一步")
