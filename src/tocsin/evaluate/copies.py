"""Copies: how well copied and quoted reporting is told from reports of the same event."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin.errors import BadArgument
from tocsin.evaluate.furniture import report_of
from tocsin.nouns import READ_KINDS
from tocsin.rulers import pairs as ruler
from tocsin.rulers.rows import read_table
from tocsin.segment import segment
from tocsin.trace.pairs import judge_texts
from tocsin.trace.words import text_of

__all__ = ["figures", "intervals", "predict"]


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"a", "b", "score"}` for every pair.

    Reads `a` and `b` of the gold, and `id` and `text` of the file of texts beside it. Only what
    is read is compared: two articles of one outlet share its furniture. Raises `BadArgument` when
    there are no texts, or one is missing.
    """
    beside = _texts(gold)
    pairs = [(row.text("a"), row.text("b")) for row in read_table(gold).rows]
    needed = {name for pair in pairs for name in pair}
    texts = {
        row.text("id"): text_of(_readable(row.text("text")))
        for row in read_table(beside).rows
        if row.text("id") in needed
    }
    for a, b in pairs:
        for name in (a, b):
            if name not in texts:
                raise BadArgument(
                    f"there is no text of {name!r}.", hint=f"{gold} names it.", file=str(beside)
                )
        yield {"a": a, "b": b, "score": judge_texts(texts[a], texts[b]).score}


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures for these predictions."""
    return ruler.score(gold, predictions)


def intervals(gold: Path, predictions: Path) -> dict[str, list[float]]:
    """Return intervals of figures that the ruler gives without one."""
    return ruler.intervals(gold, predictions)


def _readable(text: str) -> str:
    report = report_of([(line, 1) for line in text.split("\n")])
    kept = [piece for piece in segment(report) if piece.kind in READ_KINDS]
    return "\n".join(piece.span.of(report.text) for piece in kept)


def _texts(gold: Path) -> Path:
    """Return the file that stands beside `x_pairs.jsonl` and is named `x_docs.jsonl`, or `.gz`."""
    name = gold.name.removesuffix(".gz").removesuffix(".jsonl").replace("pairs", "docs")
    for ending in (".jsonl", ".jsonl.gz"):
        beside = gold.with_name(name + ending)
        if beside != gold and beside.is_file():
            return beside
    raise BadArgument(
        "the texts of these pairs are not beside them.",
        hint=f"Put them into {name}.jsonl in the same folder.",
        file=str(gold),
    )
