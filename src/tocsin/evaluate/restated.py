"""Restated: judgements of a daily series that are said again in other words, or changed."""

from __future__ import annotations

from tocsin.evaluate.repeats import figures_of_pairs as figures
from tocsin.evaluate.repeats import intervals_of_pairs as intervals
from tocsin.evaluate.repeats import predict_pairs as predict

__all__ = ["figures", "intervals", "predict"]
