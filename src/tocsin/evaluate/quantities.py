"""Quantities: how well counts of people, weapons and vehicles are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin.evaluate.parsed import parse
from tocsin.read.quantities import find
from tocsin.rulers import quantities as ruler
from tocsin.rulers.rows import read_table

__all__ = ["figures", "predict"]


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "quantities": [{"low", "high", "object", "state"}]}` for every sentence.

    Reads `id` and `text` of the gold, nothing else. What happened to the counted is not read: the
    state is null.
    """
    rows = [(row.text("id"), row.text("text")) for row in read_table(gold).rows]
    for (key, _), doc in zip(rows, parse(text for _, text in rows), strict=True):
        yield {
            "id": key,
            "quantities": [
                {"low": q.low, "high": q.high, "object": q.counted, "state": None}
                for q in find(doc)
            ],
        }


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures for these predictions."""
    return ruler.score(gold, predictions)
