"""What a person sees: the only part of povtool that knows rich, colours and terminals."""

from povtool.render.differences import DifferenceView, DifferenceWriter
from povtool.render.explanation import ExplanationWriter
from povtool.render.findings import FindingWriter
from povtool.render.tables import TableWriter
from povtool.render.terminal import Terminal, progress
from povtool.render.views import TextWriter

__all__ = [
    "DifferenceView",
    "DifferenceWriter",
    "ExplanationWriter",
    "FindingWriter",
    "TableWriter",
    "Terminal",
    "TextWriter",
    "progress",
]
