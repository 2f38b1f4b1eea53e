"""Attribution: how well the reader tells who said what, and by which words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin.evaluate import parsed
from tocsin.nouns import Segment, Span
from tocsin.read.sayings import sayings_of
from tocsin.rulers import attribution as ruler
from tocsin.rulers.rows import read_table

__all__ = ["figures", "predict"]


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"doc_id", "attributions": [{"source", "cue", "content"}]}` for every text.

    Reads `doc_id` and `text` of the gold, nothing else. The whole text is read as body.
    """
    reader = parsed.reader()
    for row in read_table(gold).rows:
        text = row.text("text")
        body = Segment("", Span(0, len(text)), "body")
        yield {
            "doc_id": row.text("doc_id"),
            "attributions": [
                {
                    "source": [[s.start, s.end] for s in saying.source],
                    "cue": [[s.start, s.end] for s in saying.cue],
                    "content": [[s.start, s.end] for s in saying.content],
                }
                for saying in sayings_of(reader.pages(text, (body,)))
            ],
        }


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures for these predictions."""
    return ruler.score(gold, predictions)
