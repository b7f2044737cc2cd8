"""OpenCC's dictionaries made ready once and kept in the user's cache: fifty thousand phrases take as long to
make ready as two megabytes of text to convert.

What is kept counts only while all that it was made from is as it was: OpenCC's files and the code are told by
a checksum, the compiled automaton, as Python tells its own compiled modules, by size and time of change.
Whatever is wrong with it, it is made anew, and where nothing can be kept, each start does the work.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from povtool.convert.dictionaries import folder
from povtool.convert.substitution import Substitution

_WORTHWHILE = 10_000
"""Keys from which it is kept; fewer are ready as soon as a file is read."""

_Stamp = list[list[str | int]]


def prepared(name: str, files: Iterable[str], make: Callable[[], list[Substitution]]) -> list[Substitution]:
    """The substitutions called ``name``, as kept, or as ``make`` makes them from these files of OpenCC."""
    caches = cache_folder()
    if caches is None:
        return make()
    stamp = _stamp(folder() / file for file in sorted(files))
    # One for each installation, or two of them would replace each other's without end.
    place = zlib.crc32(str(stamp[0][0]).encode())
    kept = Path(caches, f"{name}-{place:08x}.prepared")
    with suppress(OSError, ValueError):
        return _read(kept.read_bytes(), stamp)
    made = make()
    if sum(map(len, made)) >= _WORTHWHILE:
        with suppress(OSError):
            _keep(kept, _written(made, stamp))
    return made


def cache_folder() -> str | None:
    """The user's own cache, never a folder others write to; None where there is none."""
    try:
        place = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "povtool"
        place.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # no home at all
        return None
    return str(place)


def _stamp(files: Iterable[Path]) -> _Stamp:
    """What tells whether anything has changed: the code that makes them ready, OpenCC's files, the automaton
    and the machine it is compiled for."""
    code = ("dictionaries", "opencc", "prepared", "substitution")
    sources = [*(Path(__file__).with_name(f"{name}.py") for name in code), *files]
    automaton = find_spec("daachorse")
    places = (automaton.submodule_search_locations if automaton else None) or []
    compiled = sorted(file for place in places for file in Path(place).iterdir() if file.is_file())
    stamp: _Stamp = [[str(file), zlib.crc32(file.read_bytes())] for file in sources]
    for file in compiled:
        state = os.stat(file)
        stamp.append([str(file), state.st_size, state.st_mtime_ns])
    return [*stamp, [os.uname().machine]]


def _written(made: list[Substitution], stamp: _Stamp) -> bytes:
    parts = [substitution.parts() for substitution in made]
    body = b"".join(part for substitution in parts for part in substitution)
    sizes = [list(map(len, substitution)) for substitution in parts]
    return json.dumps([stamp, zlib.crc32(body), sizes]).encode() + b"\n" + body


def _read(data: bytes, stamp: _Stamp) -> list[Substitution]:
    """What :func:`_written` has written under the same stamp. Raises ValueError for anything else."""
    head, _, body = data.partition(b"\n")
    found, checksum, sizes = json.loads(head)
    if found != stamp or checksum != zlib.crc32(body):
        raise ValueError("made from other files, or damaged")
    made: list[Substitution] = []
    at = 0
    for substitution in sizes:
        parts = [body[(at := at + size) - size : at] for size in substitution]
        made.append(Substitution.restored(parts))
    return made


def _keep(kept: Path, data: bytes) -> None:
    """Write beside and rename: others may be reading, or keeping the same."""
    partial = kept.with_name(f".{kept.name}.{os.getpid()}")
    try:
        partial.write_bytes(data)
        partial.replace(kept)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
