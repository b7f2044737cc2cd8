"""Where each word occurs: how often in which document and, on request, at which place."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from povtool.stats.dispersion import Pair
from povtool.stats.limits import Limit
from povtool.stats.tables import Group, order

_ID = "I"


def is_word(token: str) -> bool:
    """Whether a token holds a letter, a Chinese character or a digit: others are punctuation, symbols, space.

    >>> [is_word(token) for token in ("脱贫", "2020", "〇", "。", "——", "\\n", "%")]
    [True, True, True, False, False, False, False]
    """
    return token.isalnum() or any(map(str.isalnum, token))


class Spread:
    """The words of a corpus by its parts, which are its documents.

    Keeps 8 bytes for each different word of each document, with ``places`` 4 more for each word, and about
    200 for each different word; more than ``limit`` words of documents stop the run.
    """

    def __init__(self, *, places: bool = False, limit: int | None = None) -> None:
        self.places = places
        self.sizes: list[int] = []
        """Words of each part."""
        self.labels: list[tuple[Group, ...]] = []
        """The groups that each part is in."""
        self._names: list[tuple[Group, bytes]] = []
        self._words: dict[str, array[int]] = {}
        self._kept = 0
        self._limit = Limit("words of documents", limit, scale=20)

    def add(self, tokens: Iterable[str], name: Group = (None,), groups: tuple[Group, ...] = ()) -> None:
        """Count the words of one document; ``name`` says which comes first where order matters."""
        words = [token for token in tokens if is_word(token)]
        if self.places:
            found: dict[str, list[int]] = {}
            for place, word in enumerate(words):
                found.setdefault(word, []).append(place)
            for word, where in found.items():
                self._entries(word).extend((len(self.sizes), len(where), *where))
            self._kept += len(found) + len(words) // 2
        else:
            counts = Counter(words)
            for word, count in counts.items():
                self._entries(word).extend((len(self.sizes), count))
            self._kept += len(counts)
        digest = blake2b("\n".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self._part(len(words), groups, (name, digest if self.places else b""))

    def _entries(self, word: str) -> array[int]:
        entries = self._words.get(word)
        if entries is None:
            entries = self._words[word] = array(_ID)
        return entries

    def _part(self, size: int, groups: tuple[Group, ...], name: tuple[Group, bytes]) -> None:
        self.sizes.append(size)
        self.labels.append(groups)
        self._names.append(name)
        self._limit.check(self._kept)

    def merge(self, other: Spread) -> None:
        """Take in the parts of another."""
        moved = len(self.sizes)
        for word, entries in other._words.items():
            mine = self._entries(word)
            at = 0
            while at < len(entries):
                after = at + 2 + (entries[at + 1] if self.places else 0)
                mine.append(entries[at] + moved)
                mine.extend(entries[at + 1 : after])
                at = after
        self._kept += other._kept
        for size, groups, name in zip(other.sizes, other.labels, other._names, strict=True):
            self._part(size, groups, name)

    def words(self) -> Iterator[str]:
        """The different words."""
        return iter(self._words)

    def counts(self, word: str) -> Iterator[tuple[int, int]]:
        """In which parts a word is, and how often."""
        entries, at = self._words[word], 0
        while at < len(entries):
            yield entries[at], entries[at + 1]
            at += 2 + (entries[at + 1] if self.places else 0)

    def pairs(self, word: str) -> list[Pair]:
        """How often a word is in each part that has it, and that part's size."""
        return [(count, self.sizes[part]) for part, count in self.counts(word)]

    def starts(self) -> list[int]:
        """How many words stand before each part, the parts in the order of their names."""
        ordered = sorted(
            range(len(self.sizes)), key=lambda part: (order(self._names[part][0]), self._names[part][1])
        )
        starts, before = [0] * len(self.sizes), 0
        for part in ordered:
            starts[part] = before
            before += self.sizes[part]
        return starts

    def positions(self, word: str, starts: Sequence[int]) -> list[int]:
        """Where a word is among all words, ascending."""
        entries, at, found = self._words[word], 0, []
        while at < len(entries):
            part, count = entries[at], entries[at + 1]
            found += [starts[part] + place for place in entries[at + 2 : at + 2 + count]]
            at += 2 + count
        return sorted(found)
