"""Furniture: which lines of a page's plain text are kept as its article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tocsin.nouns import Report, Segment, sha256_of
from tocsin.rulers import furniture as ruler
from tocsin.rulers.rows import read_table
from tocsin.segment.chain import Model, model
from tocsin.segment.segmenting import segment_with

__all__ = ["figures", "intervals", "kept_by", "predict", "report_of"]

Line = tuple[str, int]

KEPT = frozenset({"body", "quotebox", "headline"})
"""Kinds that are article. Captions are not: the gold's article bodies leave them out."""


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "keep": [1 | 0, …]}` for every page.

    Reads `id` and the texts of `lines` of the gold, never their labels. A page is its lines joined
    by newlines, and nothing else is known of it.
    """
    chain = model()
    for row in read_table(gold).rows:
        lines = [(str(line[0]), 1) for line in row.list_of("lines")]
        yield {"id": row.text("id"), "keep": kept_by(chain, report_of(lines), lines)}


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures for these predictions."""
    return ruler.score(gold, predictions)


def intervals(gold: Path, predictions: Path) -> dict[str, list[float]]:
    """Return intervals of figures that the ruler gives without one."""
    return ruler.intervals(gold, predictions)


def report_of(lines: Sequence[Line]) -> Report:
    """Return a page of these lines as a report without any metadata."""
    text = "\n".join(line for line, _ in lines)
    sha256 = sha256_of(text.encode("utf-8", "surrogatepass"))
    return Report(
        id=sha256,
        sha256=sha256,
        text_sha256=sha256,
        text=text,
        media_type="text/plain",
        charset="utf-8",
        faults=0,
        file="",
        title=None,
        published=None,
        published_by="none",
        updated=None,
        publisher=None,
        host=None,
        author=None,
        url=None,
        language=None,
    )


def kept_by(chain: Model, report: Report, lines: Sequence[Line]) -> list[int]:
    """Return 1 for every line that `chain` has as article, else 0; an empty line is kept."""
    segments = segment_with(chain, report)
    title = next((n for n, part in enumerate(segments) if part.kind == "body"), 0)
    kept: list[int] = []
    start = at = 0
    for text, _ in lines:
        first = start + len(text) - len(text.lstrip())
        while at + 1 < len(segments) and segments[at].span.end <= first:
            at += 1
        kept.append(int(not text.strip() or _is_kept(segments, at, title)))
        start += len(text) + 1
    return kept


def _is_kept(segments: Sequence[Segment], at: int, first: int) -> bool:
    return segments[at].kind in KEPT and not (segments[at].kind == "headline" and at < first)
