"""Relays: how well a line of sources ("AFP via RTL") tells who shows a report and whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin.errors import BadArgument
from tocsin.rulers import relays as ruler
from tocsin.rulers.rows import read_table
from tocsin.trace.citations import citations

__all__ = ["figures", "predict"]

LINES = "current_events_2002_2019.jsonl"


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "chains"}` for every item.

    Reads `id` of the gold, and `id` and `outlet` of the file of items beside it. Raises
    `BadArgument` when that is not there, or has no line of sources for an item.
    """
    beside = _beside(gold)
    asked = [row.text("id") for row in read_table(gold).rows]
    wanted = frozenset(asked)
    lines = {
        row.text("id"): row.text_or_none("outlet")
        for row in read_table(beside).rows
        if row.text("id") in wanted
    }
    for name in asked:
        line = lines.get(name)
        if line is None:
            raise BadArgument(
                f"there is no line of sources for {name!r}.",
                hint=f"{gold} names it.",
                file=str(beside),
            )
        chains = [
            {"name": one.origin, "via": one.publisher}
            for one in citations(line)
            if one.origin is not None
        ]
        yield {"id": name, "chains": chains}


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures for these predictions."""
    return ruler.score(gold, predictions)


def _beside(gold: Path) -> Path:
    for ending in ("", ".gz"):
        beside = gold.with_name(LINES + ending)
        if beside.is_file():
            return beside
    raise BadArgument(
        "the items of these relays are not beside them.",
        hint=f"Put them into {LINES} in the same folder.",
        file=str(gold),
    )
