"""Documents → documents with ``tokens``: jieba's words, in the script the text is written in."""

from __future__ import annotations

from povtool.segment.engines import ENGINES
from povtool.segment.form import simplified_form
from povtool.segment.keywords import METHODS
from povtool.segment.stage import SegmentConfig, segment
from povtool.segment.tokens import MODES

__all__ = ["ENGINES", "METHODS", "MODES", "SegmentConfig", "segment", "simplified_form"]
