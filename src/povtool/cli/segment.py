"""``povtool segment``."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from povtool.cli.shared import Format, Pipe, cleaned_first, command
from povtool.errors import InputError, UsageError
from povtool.formats import WordsWriter
from povtool.streams import tell


class Engine(str, Enum):
    """Who cuts."""

    rjieba = "rjieba"
    jieba = "jieba"


class Mode(str, Enum):
    """How finely."""

    default = "default"
    search = "search"
    full = "full"


class Dictionary(str, Enum):
    """povtool's own dictionaries."""

    policy = "policy"


class Unit(str, Enum):
    """What a record is."""

    document = "document"
    sentence = "sentence"


class Keywords(str, Enum):
    """How keywords are found."""

    tfidf = "tfidf"
    textrank = "textrank"


@command
def segment(
    pipe: Pipe,
    pos: Annotated[bool, typer.Option("--pos", help="Add jieba's part of speech of each token.")] = False,
    offsets: Annotated[
        bool, typer.Option("--offsets", help="Add where in the text each token stands.")
    ] = False,
    mode: Annotated[
        Mode,
        typer.Option("--mode", "-m", help="search adds the words in long words, full every word there is."),
    ] = Mode.default,
    dictionary: Annotated[
        Dictionary | None,
        typer.Option(
            "--dict", "-d", help="Add povtool's dictionary of poverty policy; names with · stay whole."
        ),
    ] = None,
    user_dict: Annotated[
        str | None,
        typer.Option("--user-dict", "--userdict", "-u", metavar="FILE", help="A jieba user dictionary."),
    ] = None,
    keep_quantities: Annotated[
        bool, typer.Option("--keep-quantities", "-q", help="Keep a number with its unit as one token.")
    ] = False,
    stopwords: Annotated[
        str | None,
        typer.Option(
            "--stopwords", "-s", metavar="FILE|zh", help="Words to leave out, one a line; zh: povtool's."
        ),
    ] = None,
    by: Annotated[Unit, typer.Option("--by", "-b", help="A record for each of these.")] = Unit.document,
    keywords: Annotated[
        Keywords | None, typer.Option("--keywords", "-k", help="Add keyterms, as jieba.analyse finds them.")
    ] = None,
    top: Annotated[
        int | None, typer.Option("--top", "-n", min=1, metavar="N", help="How many keyterms; else 20.")
    ] = None,
    no_hmm: Annotated[
        bool, typer.Option("--no-hmm", help="Only words of the dictionary, none found by jieba's model.")
    ] = False,
    engine: Annotated[
        Engine, typer.Option("--engine", help="Both give the same answer; jieba is the reference, and slow.")
    ] = Engine.rjieba,
) -> int:
    """Cut documents into words: jieba's words, as "tokens", in the script of the text.

    With --format text, plain lines of words for word2vec, KenLM and the like.
    """
    from povtool.segment import SegmentConfig
    from povtool.segment import segment as segment_stage

    config = SegmentConfig(
        engine=engine.value,
        mode=mode.value,
        hmm=not no_hmm,
        pos=pos,
        offsets=offsets,
        dictionary=dictionary and dictionary.value,
        user_words=tuple(_dictionary(user_dict)) if user_dict else (),
        stopwords=_stopwords(stopwords) if stopwords else frozenset(),
        keep=_quantities if keep_quantities else None,
        by="sentence" if by is Unit.sentence else None,
        keywords=keywords and keywords.value,
        top=top or SegmentConfig.top,
    )
    if top and not keywords:
        raise UsageError("--top says how many keyterms", "add --keywords tfidf")
    for option, given in (("--keywords", keywords), ("--offsets", offsets)):
        if given and pipe.told_format() is Format.text:
            raise UsageError(f"--format text has only words, {option} would be lost", "leave out one")
    return pipe.run(cleaned_first(), (segment_stage, config), lines=WordsWriter)


def _quantities(text: str) -> list[tuple[int, int]]:
    """Where a text has numbers with their units."""
    from povtool.convert.script import fold
    from povtool.metrics.amounts.quantities import quantities

    return [(quantity.start, quantity.end) for quantity in quantities(fold(text))]


def _dictionary(file: str) -> list[str]:
    """The lines of a user dictionary; one that no text can ever match is told."""
    from povtool.segment.dictionary import never_found, user_word

    lines = []
    for number, line in _lines(file):
        try:
            word = user_word(line).word
        except UsageError as problem:
            raise InputError(f"{file}:{number}: {problem.reason}", problem.hint) from None
        if mark := never_found(word):
            tell(f"{file}:{number}: jieba always cuts at {mark!r}, so {word} is never found as one word")
        lines.append(line)
    return lines


def _stopwords(file: str) -> frozenset[str]:
    from povtool.segment.lists import zh_stop_words

    if file == "zh":
        return zh_stop_words()
    return frozenset(line for _, line in _lines(file))


def _lines(file: str) -> list[tuple[int, str]]:
    """The lines of a word list and their numbers, without blank ones."""
    try:
        text = Path(file).read_text("utf-8-sig")
    except OSError as problem:
        raise InputError(f"{file}: {(problem.strerror or str(problem)).lower()}", "check the name") from None
    except UnicodeDecodeError as problem:
        line = problem.object[: problem.start].count(b"\n") + 1
        raise InputError(f"{file}:{line}: not UTF-8", "save the word list as UTF-8") from None
    return [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
