"""The GBK slip: runs of a page that were read one byte off, put right as far as that can be proved.

:func:`repair` is the whole of it; ``docs/repair.md`` tells how it works and how often it is right.
"""

from __future__ import annotations

from povtool.clean.repair.slip.restore import SlipResult, repair

__all__ = ["SlipResult", "repair"]
