"""Events: how well articles are grouped by the story that they tell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin.collect.address import days_of
from tocsin.rulers import clusters as ruler
from tocsin.rulers.rows import read_table
from tocsin.trace.stories import Article, stories

__all__ = ["figures", "intervals", "predict"]


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "cluster"}` for every article.

    Reads `id`, `title`, `url` (where there are such) and `text` of the gold, nothing else: not
    `date`, which in this set is often the second in which a page of one event was fetched.
    """
    articles = [
        Article(
            row.text("id"),
            row.text_or_none("title") or "",
            row.text("text"),
            days_of(row.text_or_none("url") or ""),
        )
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
