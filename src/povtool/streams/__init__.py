"""Bytes in, bytes out: operands, compression, JSON Lines."""

from povtool.streams.compression import COMPRESSED_ENDINGS
from povtool.streams.reading import STDIN, expand, open_input, read_items
from povtool.streams.writing import RejectedLog, open_output, to_json, without_rejected

__all__ = [
    "COMPRESSED_ENDINGS",
    "STDIN",
    "RejectedLog",
    "expand",
    "open_input",
    "open_output",
    "read_items",
    "to_json",
    "without_rejected",
]
