"""Places: how well place names are found and put on the map."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin.evaluate.parsed import parse
from tocsin.read.places import find
from tocsin.rulers import places as ruler
from tocsin.rulers.rows import read_table

__all__ = ["figures", "predict"]


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "toponyms": [{"start", "end", "lat", "lon", "country"}]}` for every article.

    Reads `id` and `text` of the gold, nothing else.
    """
    rows = [(row.text("id"), row.text("text")) for row in read_table(gold).rows]
    for (key, _), doc in zip(rows, parse(text for _, text in rows), strict=True):
        yield {
            "id": key,
            "toponyms": [
                {
                    "start": place.span.start,
                    "end": place.span.end,
                    "lat": place.lat,
                    "lon": place.lon,
                    "country": place.country,
                }
                for place in find(doc)
            ],
        }


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures for these predictions."""
    return ruler.score(gold, predictions)
