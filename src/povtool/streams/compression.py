"""The compressed formats that input may come in and output may take."""

from __future__ import annotations

import sys
from typing import Any

COMPRESSED_ENDINGS = (".gz", ".zst")


def zstd() -> Any:
    """The module for Zstandard, imported when first needed: the standard library's from Python 3.14 on."""
    if sys.version_info >= (3, 14):
        from compression import zstd as module
    else:
        from backports import zstd as module
    return module
