"""Lint, unseen: the checker on sentences that were labelled once its rules stood."""

from __future__ import annotations

from tocsin.evaluate.lint import figures, predict

__all__ = ["figures", "predict"]
