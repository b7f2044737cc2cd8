"""Any records → the same records in another script or regional standard, as OpenCC does it."""

from __future__ import annotations

from povtool.convert.opencc import configurations
from povtool.convert.report import report
from povtool.convert.stage import ENGINES, TARGETS, ConvertConfig, convert

__all__ = ["ENGINES", "TARGETS", "ConvertConfig", "configurations", "convert", "report"]
