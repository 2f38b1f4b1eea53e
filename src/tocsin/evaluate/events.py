"""Events: how well articles are grouped by the story that they tell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin.rulers import clusters as ruler
from tocsin.rulers.rows import read_table
from tocsin.trace.stories import Article, stories

__all__ = ["figures", "intervals", "predict"]


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "cluster"}` for every article.

    Reads `id`, `title` (where there is one) and `text` of the gold, nothing else.
    """
    articles = [
        Article(row.text("id"), row.text_or_none("title") or "", row.text("text"))
        for row in read_table(gold).rows
    ]
    for group in stories(articles):
        for name in group:
            yield {"id": name, "cluster": group[0]}


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures for these predictions."""
    return ruler.score(gold, predictions)


def intervals(gold: Path, predictions: Path) -> dict[str, list[float]]:
    """Return intervals of figures that the ruler gives without one."""
    return ruler.intervals(gold, predictions)
