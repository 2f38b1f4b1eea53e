"""Negation: how well events that a sentence denies are told from those it affirms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin.evaluate.parsed import parse
from tocsin.read.negation import is_negated
from tocsin.rulers import labels as ruler
from tocsin.rulers.rows import read_table

__all__ = ["figures", "predict"]


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "label": "POS" | "NEG"}` for every event.

    Reads `id`, `sentence`, `start` and `end` of the gold, nothing else.
    """
    rows = [
        (row.text("id"), row.text("sentence"), row.whole("start"), row.whole("end"))
        for row in read_table(gold).rows
    ]
    sentences = list(dict.fromkeys(sentence for _, sentence, _, _ in rows))
    docs = dict(zip(sentences, parse(sentences), strict=True))
    for key, sentence, start, end in rows:
        negated = is_negated(docs[sentence], start, end)
        yield {"id": key, "label": "NEG" if negated else "POS"}


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures for these predictions."""
    return ruler.score(gold, predictions, positive="NEG")
