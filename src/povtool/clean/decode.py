"""Bytes to text: the encoding of a page is the one under which its text is likeliest.

UTF-8 proves itself: bytes that decode strictly are UTF-8, and no table is loaded for them. Otherwise every
candidate reads the same sample, each character of a reading counts with its logarithmic frequency in Chinese
policy text, and the highest sum wins. Because the sum is over the same bytes, errors, control characters and
rare characters all weigh in one currency, and twenty characters are enough.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from povtool.clean.frequency import weight
from povtool.errors import InputError, UsageError


class Decoded(NamedTuple):
    """A page's text and how it was read."""

    text: str
    encoding: str
    """Canonical name in lower case: utf-8, utf-8-sig, gb18030, big5, big5hkscs, utf-16-le …"""
    undecodable: tuple[tuple[int, int], ...]
    """Where bytes could not be read and U+FFFD stands: (start, end) in code points of ``text``."""


_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
"""UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16."""

_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "cp950": "big5"}
"""Pages call themselves by the older name and use the newer characters (WHATWG Encoding Standard)."""

_CODECS = {"big5": "cp950"}
"""Where the codec of that name in Python is narrower than what pages use."""

_BYTE_CANDIDATES = {"utf-8": 0.0, "gb18030": 0.0, "big5": -2.0, "big5hkscs": -2.0}
_WIDE_CANDIDATES = {"utf-16-le": -8.0, "utf-16-be": -8.0}
"""What may be found without a byte order mark, with the rough logarithm of how usual it is: this decides only
between readings of two or three characters."""

_SAMPLE = 1 << 16
"""Bytes examined to choose an encoding."""

_SHORT = 64
"""Bytes up to which nothing is refused for its look."""

_WIDE_WITHOUT_NUL = 4096
"""A longer page in UTF-16 has a line feed or a digit, hence a NUL, somewhere."""

_BINARY_SHARE = 0.1
_BINARY_COUNT = 8
"""Share and number of errors and control characters in the likeliest reading above which data is not text."""

_STRANGE = -13.0
"""Mean weight below which the likeliest reading is no Chinese: pages lie around -7, lists of rare names reach
-11.5, noise lies below -15."""

_CHINESE = -9.0
"""Mean weight above which a reading is Chinese beyond doubt, and a declaration of another encoding wrong."""

_WORDED = 0.9
"""Share of letters among characters beyond ASCII: Chinese read as Latin or Cyrillic stays below."""

_DECLARED = 12.0
"""What it is worth to be the encoding that a page declares: more than chance gives a few characters, less
than a sentence."""

_DECLARED_ENOUGH = 200
"""Longer text that decodes as UTF-8 is UTF-8, whatever the page declares."""

_VALID_UTF8 = 2.0
"""What each two-byte character of strictly valid UTF-8 is worth: one GBK character in six looks like one."""

_MAGIC = (
    (b"\x89PNG\r\n", "a PNG image", "give text files only"),
    (b"\xff\xd8\xff", "a JPEG image", "give text files only"),
    (b"GIF8", "a GIF image", "give text files only"),
    (b"%PDF-", "a PDF file", "extract its text first, with pdftotext for example"),
    (b"PK\x03\x04", "a zip archive or an Office file", "unpack it or save it as text first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "an Office file", "save it as text first"),
    (b"\x1f\x8b\x08", "gzip data", "decompress it first"),
    (b"\x28\xb5\x2f\xfd", "zstd data", "decompress it first"),
    (b"\xfd7zXZ\0", "xz data", "decompress it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"\x7fELF", "a program", "give text files only"),
)

_UNREADABLE = "\udc80"
"""Stands for undecodable bytes while their offsets are taken; no decoder gives a lone surrogate by itself."""

_BEYOND_TWO_BYTES = re.compile("[\u0800-\U0010ffff]")
_TWO_BYTES = re.compile("[\u0080-\u07ff]")
_FROM_FIRST_HIGH_BYTE = re.compile(rb"[\x80-\xff][^\n]*")


def decode(data: bytes, encoding: str | None = None, declared: str | None = None) -> Decoded:
    r"""The text of a page, in the encoding given, declared or found.

    ``declared`` is what the page says of itself, as a label of the WHATWG Encoding Standard; it loses where
    the bytes read as Chinese otherwise and not under it. A byte order mark decides and is taken off; line
    ends stay as they are. Undecodable bytes become U+FFFD.
    Raises InputError for data that is not text, UsageError for an encoding nobody knows.

    >>> decode("西藏脫貧攻堅".encode("big5"))
    Decoded(text='西藏脫貧攻堅', encoding='big5', undecodable=())
    >>> decode("脱贫攻坚".encode() + b"\xe6\x88")
    Decoded(text='脱贫攻坚\ufffd', encoding='utf-8', undecodable=((4, 5),))
    """
    name = None if encoding is None else _canonical(encoding)
    for magic, what, hint in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"not text but {what}", hint)
    for bom, label, codec in _BOMS:
        if data.startswith(bom) and name in (None, label, codec):
            return read_bytes(data[len(bom) :], codec, label)
    return read_bytes(data, name) if name else _detected(data, labelled(declared) if declared else None)


def labelled(label: str) -> str | None:
    """The encoding that browsers read for a label (WHATWG Encoding Standard), None for an unknown one.

    >>> labelled("GB2312"), labelled(" x-sjis "), labelled("big5-hkscs"), labelled("chinese-ish")
    ('gb18030', 'cp932', 'big5', None)
    """
    import webencodings

    with suppress(LookupError, ValueError):
        found = webencodings.lookup(label)
        name = _canonical(found.codec_info.name) if found else None
        return "big5" if name == "big5hkscs" else name  # the superset is found where it is needed
    return None


def _canonical(encoding: str) -> str:
    """The lower-case name of a text encoding, of the superset where pages mean that."""
    try:
        name = codecs.lookup(encoding).name
        b" \n".decode(name, _MARK)
    except (LookupError, ValueError):
        hint = "try utf-8, gb18030, big5, big5hkscs, utf-16-le or utf-16-be"
        raise UsageError(f"unknown encoding {encoding!r}", hint) from None
    return _SUPERSETS.get(name, name)


def _detected(data: bytes, declared: str | None = None) -> Decoded:
    head = data[:_SAMPLE]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is not None and b"\0" not in head and _is_surely_utf8(text, declared):
        _refuse_binary(text[:_SAMPLE])
        return Decoded(text, "utf-8", ())
    wide = b"\0" in head or len(data) <= _WIDE_WITHOUT_NUL
    wide = wide and (len(data) % 2 == 0 or len(data) > _SHORT)  # a long page may be cut inside a character
    sample = head if wide else _telling(data)
    candidates = {**_BYTE_CANDIDATES, **(_WIDE_CANDIDATES if wide else {})}
    if declared:
        candidates[declared] = candidates.get(declared, 0.0) + _DECLARED
    readings = {name: _marked(sample, name) for name in candidates}
    if _UNREADABLE not in readings["big5"]:
        del candidates["big5hkscs"]  # a superset that is not needed, and reads some symbols differently
    scores = {name: prior + _log_likelihood(readings[name]) for name, prior in candidates.items()}
    if text is not None:
        scores["utf-8"] += _VALID_UTF8 * len(_TWO_BYTES.findall(readings["utf-8"]))
    best = max(scores, key=scores.__getitem__)
    chinese = scores[best] > _CHINESE * len(readings[best])
    if declared and not chinese and _is_worded(readings[declared]):
        best = declared  # another script, which the table cannot judge
    _refuse_binary(readings[best])
    strange = scores[best] < _STRANGE * len(readings[best])
    if text is None and best != declared and len(sample) > _SHORT and strange:
        raise _no_text()
    return read_bytes(data, best)


def _is_surely_utf8(text: str, declared: str | None) -> bool:
    """Whether what decodes as UTF-8 needs no look at other encodings; some short GBK texts decode, too."""
    if text.isascii() or declared == "utf-8":
        return True
    if declared is not None and len(text) <= _DECLARED_ENOUGH:
        return False
    return _BEYOND_TWO_BYTES.search(text) is not None


def _is_worded(reading: str) -> bool:
    """Whether a reading has no error, and letters where wrong readings have signs as well."""
    foreign = [char for char in reading if char > "\x7f" and not char.isspace()]
    letters = sum(map(str.isalpha, foreign))
    return _UNREADABLE not in reading and letters >= _WORDED * len(foreign)


def _telling(data: bytes) -> bytes:
    """A sample of the bytes that tell encodings apart: the lines, each from its first non-ASCII byte on.

    A line feed is part of no character in any candidate, so no line begins inside a character.
    """
    parts: list[bytes] = []
    room = _SAMPLE
    for match in _FROM_FIRST_HIGH_BYTE.finditer(data):
        part = data[match.start() : min(match.end(), match.start() + room)]
        parts.append(part)
        room -= len(part)
        if room <= 0:
            break
    return b"\n".join(parts)


def _log_likelihood(text: str) -> float:
    return sum(weight(char) * count for char, count in Counter(text).items())


def _refuse_binary(text: str) -> None:
    """Raise InputError when too much of a reading is control characters or undecodable."""
    bad = sum(count for char, count in Counter(text).items() if char not in "\t\n\r\f" and _is_bad(char))
    if bad > _BINARY_COUNT and bad > _BINARY_SHARE * len(text):
        raise _no_text()


def _no_text() -> InputError:
    return InputError("not text in any Chinese encoding", "give text files, or name the encoding")


def _is_bad(char: str) -> bool:
    return char == _UNREADABLE or unicodedata.category(char) in ("Cc", "Cn")


def read_bytes(data: bytes, codec: str, label: str | None = None) -> Decoded:
    """The text of bytes in an encoding that is known, called ``label`` if that is given."""
    text = _marked(data, codec)
    spans = tuple(match.span() for match in re.finditer(f"{_UNREADABLE}+", text))
    return Decoded(text.replace(_UNREADABLE, "\ufffd"), label or codec, spans)


def _marked(data: bytes, encoding: str) -> str:
    return data.decode(_CODECS.get(encoding, encoding), _MARK)


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    # Windows reads a lone 80 in GBK as the euro sign, and pages rely on it.
    euro = error.encoding == "gb18030" and error.object[error.start] == 0x80
    return ("€", error.start + 1) if euro else (_UNREADABLE, error.end)


_MARK = "povtool.mark"
codecs.register_error(_MARK, _mark)


def encodings_of(text: str, encoding: str) -> Iterator[bytes]:
    r"""The bytes that :func:`decode` may have read as ``text`` in ``encoding``: bare, and with a mark.

    >>> list(encodings_of("贫", "utf-16-be"))
    [b'\x8d+', b'\xfe\xff\x8d+']
    """
    try:
        data = text.encode(_CODECS.get(encoding, encoding))
    except (LookupError, UnicodeEncodeError):
        return
    yield data
    yield from (bom + data for bom, label, codec in _BOMS if encoding == label == codec)
