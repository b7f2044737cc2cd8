"""The repair of a page: what its way to us did to it, undone step by step, every change on record.

:func:`mend` runs the steps in order. A step takes the text and returns edits
(:class:`~povtool.clean.repair.edits.Edit`); what it knows to be corrupt and cannot mend it reports as damage.
No step changes sound text.
"""

from __future__ import annotations

from povtool.clean.repair.mend import Mended, mend

__all__ = ["Mended", "mend"]
