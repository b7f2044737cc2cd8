"""Quantities and numeric policy formulas: documents in, metric and formula records out."""

from __future__ import annotations

from povtool.metrics.extract import MetricsConfig, metrics
from povtool.metrics.grep import GrepConfig, select, spans

__all__ = ["GrepConfig", "MetricsConfig", "metrics", "select", "spans"]
