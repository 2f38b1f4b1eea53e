"""Likelihood: how well sentences that state how likely an armed act is are told from the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin.evaluate.parsed import parse
from tocsin.read.likelihood import find
from tocsin.rulers import labels as ruler
from tocsin.rulers.rows import read_table

__all__ = ["figures", "predict"]


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "label"}` for every sentence: true where a likelihood is stated.

    Reads `id` and `sentence` of the gold, nothing else.
    """
    rows = [(row.text("id"), row.text("sentence")) for row in read_table(gold).rows]
    for (key, _), doc in zip(rows, parse(text for _, text in rows), strict=True):
        yield {"id": key, "label": bool(find(doc))}


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures for these predictions."""
    return ruler.score(gold, predictions, field="hand_checked_core", positive="true")
