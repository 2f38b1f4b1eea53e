"""Dates: how well time expressions and what they mean are read (TimeML gold)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tocsin.evaluate.parsed import parse
from tocsin.read.dates import timexes
from tocsin.rulers import dates as ruler
from tocsin.rulers.rows import read_table

__all__ = ["figures", "predict"]


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "timexes": [{"start", "end", "value"}]}` for every article.

    Reads `id`, `text` and `dct` (the day of the document) of the gold, nothing else.
    """
    rows = [
        (row.text("id"), row.text("text"), row.text_or_none("dct")) for row in read_table(gold).rows
    ]
    for (key, _, day), doc in zip(rows, parse(text for _, text, _ in rows), strict=True):
        anchor = date.fromisoformat(day[:10]) if day else None
        found = timexes(doc, anchor)
        yield {
            "id": key,
            "timexes": [
                {"start": t.span.start, "end": t.span.end, "value": t.value} for t in found
            ],
        }


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures for these predictions."""
    return ruler.score(gold, predictions)
