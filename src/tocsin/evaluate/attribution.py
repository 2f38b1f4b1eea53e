"""Attribution: how well the reader tells who said what, and by which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tocsin.evaluate import parsed
from tocsin.nouns import Segment, Span
from tocsin.read.sayings import Saying, outermost, sayings_of
from tocsin.rulers import attribution as ruler
from tocsin.rulers.rows import read_table

__all__ = ["figures", "predict", "row_of"]


def predict(gold: Path, weights: Path | None = None) -> Iterator[dict[str, Any]]:
    """Yield `{"doc_id", "attributions": [{"source", "cue", "content"}]}` for every text.

    Reads `doc_id` and `text` of the gold, nothing else. The whole text is read as body: by the
    rules, or as a desk reads it with the trained `weights` in a folder. Weights are taught on gold
    in which no saying stands within another: the rules alone find those, for chains of relays, and
    they are left out here. Raises `ExtraMissing`, `WeightsUnfit`.
    """
    reader = parsed.reader(weights)
    for row in read_table(gold).rows:
        text = row.text("text")
        body = Segment("", Span(0, len(text)), "body")
        found = sayings_of(reader.pages(text, (body,)))
        yield row_of(row.text("doc_id"), found if weights is None else outermost(found))


def row_of(doc_id: str, sayings: Sequence[Saying]) -> dict[str, Any]:
    """Return the sayings of one text as a row of predictions."""

    def pairs(spans: Sequence[Span]) -> list[list[int]]:
        return [[span.start, span.end] for span in spans]

    return {
        "doc_id": doc_id,
        "attributions": [
            {"source": pairs(s.source), "cue": pairs(s.cue), "content": pairs(s.content)}
            for s in sayings
        ],
    }


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures for these predictions."""
    return ruler.score(gold, predictions)
