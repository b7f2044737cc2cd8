"""Bytes in, bytes out: operands, compression, JSON Lines."""

from povtool.streams.compression import COMPRESSED_ENDINGS
from povtool.streams.opening import STDIN, open_input
from povtool.streams.reading import expand, read_items
from povtool.streams.rejected import RejectedLog, tell, without_rejected
from povtool.streams.writing import STDOUT, open_output, to_json

__all__ = [
    "COMPRESSED_ENDINGS",
    "STDIN",
    "STDOUT",
    "RejectedLog",
    "expand",
    "open_input",
    "open_output",
    "read_items",
    "tell",
    "to_json",
    "without_rejected",
]
