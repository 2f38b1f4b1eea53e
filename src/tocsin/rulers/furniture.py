"""Furniture: which lines of a page are the article, and which belong to the page around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tocsin.rulers.figures import Figures, column_sums, f1_of_totals, interval, prf, ratios
from tocsin.rulers.rows import Row, Table, match, read_table

__all__ = ["Line", "intervals", "score", "score_rows"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, whether it is article, whether it was kept as such."""

    words: int
    article: bool
    kept: bool


def score(gold: Path, predictions: Path) -> Figures:
    """Score `{"id", "keep": [1 | 0, …]}` against `{"id", "lines": [[text, 1 | 0], …]}`.

    1 is article, 0 is furniture. A page without a prediction counts as kept whole. Raises
    `RulerError`.
    """
    return score_rows(read_table(gold), read_table(predictions))


def score_rows(gold: Table, predictions: Table) -> Figures:
    """As `score`, on tables in memory."""
    matched = match(gold, predictions, "id")
    pages = [_page(row, prediction) for row, prediction in matched]
    units = [_counts(page) for page in pages]
    total = column_sums(units)
    return {
        "documents": len(pages),
        "missing": sum(prediction is None for _, prediction in matched),
        "lines": sum(map(len, pages)),
        "furniture_lines": prf(*total[0:3]),
        "article_lines": prf(*total[3:6]),
        "furniture_words": prf(*total[6:9]),
        "article_words": prf(*total[9:12]),
        "furniture_lines_f1_95": interval(units, f1_of_totals(0, 1, 2)),
    }


def intervals(gold: Path, predictions: Path) -> dict[str, list[float]]:
    """Return intervals over pages of what `score` gives without one, by place in its figures."""
    matched = match(read_table(gold), read_table(predictions), "id")
    units = [_counts(_page(row, prediction)) for row, prediction in matched]
    return {
        "article_words.r": interval(units, lambda totals: ratios(totals[:, 9], totals[:, 11])),
    }


def _page(row: Row, prediction: Row | None) -> list[Line]:
    lines = row.list_of("lines")
    if prediction is None:
        kept = [1] * len(lines)
    else:
        kept = prediction.list_of("keep")
        if len(kept) != len(lines):
            raise prediction.fault(f"'keep' has {len(kept)} values for {len(lines)} lines.")
        if any(value not in (0, 1) for value in kept):
            raise prediction.fault("every value of 'keep' must be 0 or 1.")
    page = []
    for line, value in zip(lines, kept, strict=True):
        if not isinstance(line, list) or [type(part) for part in line] != [str, int]:
            raise row.fault("every item of 'lines' must be [text, 1 or 0].")
        text, article = line
        if article not in (0, 1):
            raise row.fault(f"a line must be 1 (article) or 0 (furniture), not {article}.")
        page.append(Line(len(text.split()), bool(article), bool(value)))
    return page


def _counts(page: Sequence[Line]) -> list[int]:
    """Right, predicted, gold: of furniture lines, article lines, furniture words, article words."""
    counts = []
    for weights in ([1] * len(page), [line.words for line in page]):
        for article in (False, True):
            predicted = [line.kept is article for line in page]
            wanted = [line.article is article for line in page]
            counts += [
                sum(w for w, p, g in zip(weights, predicted, wanted, strict=True) if p and g),
                sum(w for w, p in zip(weights, predicted, strict=True) if p),
                sum(w for w, g in zip(weights, wanted, strict=True) if g),
            ]
    return counts
