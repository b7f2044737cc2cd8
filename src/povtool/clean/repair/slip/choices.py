"""Which characters are worth trying after a history, best first, and no further down than they can matter."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from math import exp, log
from operator import itemgetter
from typing import NamedTuple

from povtool.clean.repair.slip.alphabet import RANKED, USUAL, Alphabet, Options
from povtool.clean.repair.slip.model import UNKNOWN, PageModel, View, model

CHOICES = 16
"""Characters tried after each history where a byte is unknown, besides those that the longer n-grams know."""

Likely = tuple[str, float, str]
"""A character, its log-probability, and its :func:`model.key`."""

_Elsewhere = tuple[float, str, str]
"""A character that the page does not have, after one other: its log-probability, it and its key."""

_Here = tuple[float, str, str, float, float, float]
"""One that the page has: the most that its log-probability can be, it and its key, what its spelling costs,
and after one character its probability in the model (that share of the mixture) and on the page."""

_MOST_REMEMBERED = 400
"""Characters after which the most frequent of some options are kept in memory."""

_MOST_RANKED = 20_000
"""Rankings of one page that are kept in memory."""

HEADROOM = 1.5
"""Nats that a ranking goes below what was asked for, since it will be asked for again."""

_LOG_2 = math.log(2)
"""Two probabilities each so much less likely are less likely together."""


class _Ranked(NamedTuple):
    floor: float
    """How far down it goes."""
    elsewhere: list[_Elsewhere]
    here: list[_Here]


class _Own(NamedTuple):
    """Those of some options that stand on the page."""

    chars: list[str]
    """The most frequent first."""
    alone: float
    """The largest probability that one of them has in the model, without a history (share of the mixture)."""


class Choices:
    """The characters of one page's alphabet, weighed with its words."""

    def __init__(self, words: PageModel, alphabet: Alphabet) -> None:
        self._words = words
        self._alphabet = alphabet
        self._ranked: dict[tuple[str, Options], _Ranked] = {}
        self._own: dict[Options, _Own] = {}

    def likely(self, history: str, options: Options, least: float = -math.inf) -> list[Likely]:
        """Options that are worth trying after a history, with their log-probabilities from ``least`` on.

        What follows the last character is ranked once. Longer histories only take from it, by their
        backoff, but for the characters that they know: so the rest of a ranking can be left unread.
        """
        words = self._words
        view = words.view(history)
        last, backoff = history[-1:], view.backoff
        ranked = self._ranked.get((last, options))
        if ranked is None or ranked.floor > least - _LOG_2:
            if len(self._ranked) >= _MOST_RANKED:
                self._ranked.clear()
            ranked = self._ranked[last, options] = self._rank(last, options, least - HEADROOM)
        elsewhere, here = ranked.elsewhere, ranked.here
        floor, deeper = least - backoff, view.own[1:]
        longer = deeper or view.most >= least - _LOG_2
        if not (longer or _reaches(elsewhere, floor) or _reaches(here, least - _LOG_2)):
            return []
        known = _seen_longer(view, options) if view.seen else {}
        found: list[Likely] = []
        for weight, char, plain in elsewhere:
            if weight < floor:
                break
            if plain not in known:
                found.append((char, weight + backoff, plain))
        if here:
            rest, share = exp(backoff), words.share
            for most, char, plain, cost, general, own in here:
                if deeper:
                    own = words.own_after(deeper, plain, own)
                elif most < least:
                    break
                if plain not in known:
                    weight = log(general * rest + share * own) + cost
                    if weight >= least:
                        found.append((char, weight, plain))
        if known:
            self._add_known(found, known, view, options, least)
        return found

    def _add_known(
        self, found: list[Likely], known: Mapping[str, float], view: View, options: Options, least: float
    ) -> None:
        """Find those options that the longer n-grams know."""
        words, cost, implausible = self._words, self._alphabet.cost, self._alphabet.implausible
        shares = words.own
        for plain, general in known.items():
            share = shares.get(plain)
            if share is not None:
                own = words.own_after(view.own, plain, share)
                general = log(words.others * exp(general) + words.share * own)
            else:
                general += words.unseen
            if general >= least:
                for char in options.chars[plain]:
                    weight = general + cost(char)
                    if weight >= least and char not in implausible:
                        found.append((char, weight, plain))

    def _rank(self, last: str, options: Options, floor: float) -> _Ranked:
        """Options after one character, down to ``floor``; few options all."""
        words, spelling, implausible = self._words, self._alphabet.cost, self._alphabet.implausible
        once, spread, follows = words.once(last), words.spread(last), words.counts
        if len(options.chars) <= CHOICES:
            floor, chosen = -math.inf, _all_after(last, options.chars)
        else:
            chosen = self._chosen(last, options, floor)
        elsewhere: list[_Elsewhere] = []
        here: list[_Here] = []
        for plain, general in chosen.items():
            chars = options.chars[plain]
            if implausible and not implausible.isdisjoint(chars):
                chars = "".join([char for char in chars if char not in implausible])
            share = words.own.get(plain)
            if share is None:
                general += words.unseen
                elsewhere += [(general + spelling(char), char, plain) for char in chars]
            else:
                own = once * follows.get(last + plain, 0) + spread * share
                general = words.others * exp(general)
                most = log(general + words.share * own)
                for char in chars:
                    cost = spelling(char)
                    here.append((most + cost, char, plain, cost, general, own))
        elsewhere.sort(reverse=True)
        here.sort(reverse=True)
        return _Ranked(floor, elsewhere, here)

    def _chosen(self, last: str, options: Options, floor: float) -> dict[str, float]:
        """Options that are frequent, or frequent after this character, or both on this page, with their
        log-probabilities in the model.

        Those below ``floor`` are left out, also those that the page has and that are below it by the model as
        well as by the page: by both together they may be above it, but by no more than log 2.
        """
        words, implausible = self._words, self._alphabet.implausible
        seen, backoff = model().after(last)
        least = floor - words.unseen
        chosen: dict[str, float] = {}
        for general, plain in _after(last, options):
            if general < least or len(chosen) == CHOICES:
                break
            if options.chars[plain] not in implausible:
                chosen[plain] = general
        usual = 0
        for alone, plain in options.usual:
            if backoff + alone < least or usual == USUAL:
                break
            if options.chars[plain] not in implausible:
                chosen[plain] = seen.get(plain, backoff + alone)
                usual += 1
        own = self._own_of(options)
        spread, enough = words.share * words.spread(last), exp(floor) - own.alone * exp(backoff)
        here = list(takewhile(lambda char: spread * words.own[char] >= enough, own.chars[:USUAL]))
        here += [char for char in words.following.get(last, ()) if char in options.chars]
        return chosen | _all_after(last, here)

    def _own_of(self, options: Options) -> _Own:
        own = self._own.get(options)
        if own is None:
            words = self._words
            chars = _both(words.own, options.chars)
            chars.sort(key=words.own.__getitem__, reverse=True)
            alone = max(map(words.alone.__getitem__, chars), default=0.0)
            own = self._own[options] = _Own(chars, alone)
        return own


def _reaches(ranked: Sequence[_Elsewhere | _Here], least: float) -> bool:
    return bool(ranked) and ranked[0][0] >= least


def _after(last: str, options: Options) -> list[tuple[float, str]]:
    """Those options that are most frequent after a character, with their log-probabilities."""
    after = options.after.get(last)
    if after is None:
        if len(options.after) >= _MOST_REMEMBERED:
            options.after.clear()
        seen = model().after(last)[0]
        ranked = [(seen[plain], plain) for plain in _both(seen, options.chars)]
        ranked.sort(key=itemgetter(0), reverse=True)
        options.after[last] = after = ranked[:RANKED]
    return after


def _all_after(last: str, chars: Iterable[str]) -> dict[str, float]:
    """Characters with their log-probabilities in the model after one character."""
    seen, backoff = model().after(last)
    alone = model().alone
    return {char: seen[char] if char in seen else backoff + alone.get(char, UNKNOWN) for char in chars}


def _seen_longer(view: View, options: Options) -> Mapping[str, float]:
    """Those options that the longer n-grams know, with their log-probabilities in the model."""
    found: Mapping[str, float] = {}
    for order, low, high, backoff in reversed(view.seen):
        seen = _seen_in(order, low, high, options)
        if seen:
            if backoff:
                seen = {plain: weight + backoff for plain, weight in seen.items()}
            found = {**found, **seen} if found else seen
    return found


def _seen_in(order: int, low: int, high: int, options: Options) -> Mapping[str, float]:
    """Those options that were seen in a span; remembered for two characters, which often come again."""
    known = options.seen.get(low) if order == 2 else None
    if known is None:
        numbers = options.numbers
        known = {
            numbers[number]: weight for number, weight in model().among(order, low, high, numbers.keys())
        }
        if order == 2:
            if len(options.seen) >= _MOST_REMEMBERED:
                options.seen.clear()
            options.seen[low] = known
    return known


def _both(seen: Mapping[str, float], chars: Mapping[str, str]) -> list[str]:
    """The characters of both, in the order of the vocabulary, which is that of either."""
    if len(seen) < len(chars):
        return [char for char in seen if char in chars]
    return [char for char in chars if char in seen]
