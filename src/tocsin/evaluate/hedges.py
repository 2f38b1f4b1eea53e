"""Hedges: how well sentences that speak with doubt are told from plain ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin.evaluate.parsed import parse
from tocsin.read.hedges import is_hedged
from tocsin.rulers import labels as ruler
from tocsin.rulers.rows import read_table

__all__ = ["figures", "predict"]


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "label": "certain" | "uncertain"}` for every sentence.

    Reads `id` and `text` of the gold, nothing else.
    """
    rows = [(row.text("id"), row.text("text")) for row in read_table(gold).rows]
    for (key, _), doc in zip(rows, parse(text for _, text in rows), strict=True):
        yield {"id": key, "label": "uncertain" if is_hedged(doc) else "certain"}


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures for these predictions."""
    return ruler.score(gold, predictions, positive="uncertain")
