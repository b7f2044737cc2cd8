"""Tables of characters, and texts put through them.

:meth:`str.translate` makes a number of each character and a character of each number: 20 to 25 ns. A compiled
function does the same in one; where it was not built, ``str.translate`` stands in for it.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping

try:
    from povtool.convert import _native
except ImportError:  # not built: no compiler was at hand
    _native = None  # type: ignore[assignment]

_PLANE = 0x10000
"""Code points of the basic plane."""


class CharacterTable:
    """Characters → what each becomes; all others stay as they are.

    >>> CharacterTable({"貧": "贫", "𨦫": "䦃"}).translated("脫貧𨦫")
    '脫贫䦃'
    """

    def __init__(self, pairs: Mapping[str, str]) -> None:
        self._changed = {ord(char): ord(becomes) for char, becomes in pairs.items()}
        plane = list(range(_PLANE))  # whole, for a character that it lacks costs str.translate an exception
        for code, becomes in self._changed.items():
            if code < _PLANE:
                plane[code] = becomes
        self._plane = plane if _native is None else array("I", plane)

    def translated(self, text: str) -> str:
        """The text with each character replaced, as long as it was."""
        if _native is not None:
            return _native.translated(text, self._plane, self._changed)
        if len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text):  # some lie beyond the plane
            return text.translate(self._changed)
        return text.translate(self._plane)
