"""A text's tokens as spans: the words in order, in each of jieba's three modes."""

from __future__ import annotations

import io
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from povtool.segment.engines import Engine

Span = tuple[int, int]
"""Start and end in code points, end exclusive."""

MODES = ("default", "search", "full")


class Kept(NamedTuple):
    """A stretch that stays one token, whatever jieba makes of it."""

    start: int
    end: int
    tag: str
    """Its part of speech."""


_BLOCK = re.compile("([\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+)")
_SPACE = re.compile(r"(\r\n|\s)")
_LATIN = re.compile("[a-zA-Z0-9]")


@dataclass(slots=True)
class Tokens:
    """The words of a text in its Simplified form; where they stand is worked out when asked for."""

    words: list[str]
    tags: list[str] | None = None
    _starts: list[int] | None = None
    _ends: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """Where each word begins."""
        if self._starts is None:
            self._starts = [0, *self.ends][:-1]
        return self._starts

    @property
    def ends(self) -> list[int]:
        """Where each word ends; unless placed otherwise, words follow one another without a gap."""
        if self._ends is None:
            self._ends = list(accumulate(map(len, self.words)))
        return self._ends

    def written(self, text: str) -> list[str]:
        """The words as a text of the same length writes them."""
        if self._starts is None:  # one after another, which is faster read than sliced
            return list(map(io.StringIO(text).read, map(len, self.words)))
        return list(map(text.__getitem__, map(slice, self._starts, self.ends)))

    def chosen(self, indexes: Sequence[int]) -> Tokens:
        """Only the tokens of these indexes."""
        starts, ends, tags = self.starts, self.ends, self.tags
        return Tokens(
            [self.words[index] for index in indexes],
            tags and [tags[index] for index in indexes],
            [starts[index] for index in indexes],
            [ends[index] for index in indexes],
        )


def default_tokens(engine: Engine, text: str, *, hmm: bool, pos: bool, kept: Sequence[Kept]) -> Tokens:
    """The words of a text, with the stretches ``kept`` as one token each, whatever jieba makes of them."""
    if not kept:
        return Tokens(*engine.tag(text, hmm)) if pos else Tokens(engine.cut(text, hmm))
    words: list[str] = []
    tags: list[str] = []
    for start, end, tag in _stretches(len(text), kept):
        if tag:
            words.append(text[start:end])
            tags.append(tag)
        elif pos:
            more, their_tags = engine.tag(text[start:end], hmm)
            words += more
            tags += their_tags
        else:
            words += engine.cut(text[start:end], hmm)
    return Tokens(words, tags if pos else None)


def search_tokens(engine: Engine, tokens: Tokens, kept: Sequence[Kept]) -> Tokens:
    """Before each word longer than two characters, the words of two and three characters in it."""
    whole = {(start, end) for start, end, _ in kept}
    found: list[Span] = []
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        if len(word) > 2 and (start, end) not in whole:
            for length in (2, 3):
                if len(word) > length:
                    found += _inner(engine.knows, word, start, length)
        found.append((start, end))
    return _placed("".join(tokens.words), found)


def full_tokens(engine: Engine, text: str, kept: Sequence[Kept]) -> Tokens:
    """Every word that the dictionary has anywhere in the text, and what is in none of them."""
    found: list[Span] = []
    for start, end, tag in _stretches(len(text), kept):
        if tag:
            found.append((start, end))
        else:
            found += [(start + a, start + b) for a, b in _all_words(engine, text[start:end])]
    return _placed(text, found)


def _placed(text: str, spans: list[Span]) -> Tokens:
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    return Tokens([text[start:end] for start, end in spans], None, starts, ends)


def _inner(knows: Callable[[str], bool], word: str, start: int, length: int) -> Iterator[Span]:
    for at in range(len(word) - length + 1):
        if knows(word[at : at + length]):
            yield start + at, start + at + length


def _stretches(length: int, kept: Sequence[Kept]) -> Iterator[tuple[int, int, str]]:
    """The kept stretches with their tags, and those between them without, in order."""
    done = 0
    for start, end, tag in kept:
        if done < start:
            yield done, start, ""
        yield start, end, tag
        done = end
    if done < length:
        yield done, length, ""


def _all_words(engine: Engine, text: str) -> Iterator[Span]:
    at = 0
    for index, piece in enumerate(_BLOCK.split(text)):
        parts = [piece] if index % 2 else _SPACE.split(piece)
        for part in filter(None, parts):
            spans = _words_of_block(engine, part) if index % 2 else [(0, len(part))]
            yield from ((at + start, at + end) for start, end in spans)
            at += len(part)


def _words_of_block(engine: Engine, block: str) -> Iterator[Span]:
    """As jieba does it: a single character only where no word covers it, Latin letters joined."""
    covered = latin_end = 0
    latin: int | None = None
    for start in range(len(block)):
        is_latin = _LATIN.match(block, start)
        if latin is not None and not is_latin:
            yield latin, latin_end
            latin = None
        longest = min(len(block), start + engine.longest)
        ends = [end for end in range(start + 1, longest + 1) if engine.knows(block[start:end])] or [start + 1]
        if len(ends) > 1 or start < covered:
            for covered in (end for end in ends if end > start + 1):
                yield start, covered
            continue
        [covered] = ends
        if is_latin:
            latin, latin_end = start if latin is None else latin, covered
        else:
            yield start, covered
    if latin is not None:
        yield latin, latin_end


def by_stretch(tokens: Tokens, stretches: Sequence[Span]) -> Iterator[list[int]]:
    """For each of the stretches, in order and apart, the indexes of the tokens of which it is the first to
    hold a character: jieba's full mode joins marks of two sentences (!¹)."""
    order = sorted(range(len(tokens.words)), key=tokens.starts.__getitem__)
    starts = [tokens.starts[index] for index in order]
    done = 0
    for start, end in stretches:
        begun = order[bisect_left(starts, done) : bisect_left(starts, end)]
        yield sorted(index for index in begun if tokens.ends[index] > start)
        done = end
