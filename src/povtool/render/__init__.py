"""What a person sees: the only part of povtool that knows rich, colours and terminals."""

from povtool.render.differences import DifferenceView, DifferenceWriter
from povtool.render.explanation import ExplanationWriter
from povtool.render.findings import FindingWriter
from povtool.render.markup import MARKUPS, MarkupWriter
from povtool.render.plots import Plot
from povtool.render.sheets import SheetWriter
from povtool.render.tables import TableWriter
from povtool.render.terminal import Terminal, progress
from povtool.render.views import TextWriter

__all__ = [
    "MARKUPS",
    "DifferenceView",
    "DifferenceWriter",
    "ExplanationWriter",
    "FindingWriter",
    "MarkupWriter",
    "Plot",
    "SheetWriter",
    "TableWriter",
    "Terminal",
    "TextWriter",
    "progress",
]
