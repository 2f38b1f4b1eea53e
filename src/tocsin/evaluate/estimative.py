"""Estimative words: how near the range given to a phrase comes to what readers take it for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tocsin.rulers import estimative as ruler
from tocsin.rulers.rows import read_table, table_of
from tocsin.weigh.composition import fitted, parts_of, quantiles_of
from tocsin.weigh.words import point_of, range_of, surveyed

__all__ = ["figures", "intervals", "left_out", "predict"]


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"phrase", "point", "low", "high"}`, in per cent, for every phrase of the gold.

    Reads `phrase` of the gold, nothing else.
    """
    for phrase in _phrases(gold):
        point = point_of(phrase)
        found = range_of(phrase, None, None, None)
        yield _row(phrase, (found.low, 0.5 if point is None else point, found.high))


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures, and under "left_out" those of phrases kept out of the fit."""
    return {
        **ruler.score(gold, predictions),
        "left_out": ruler.score_rows(read_table(gold), table_of(left_out(gold))),
    }


def intervals(gold: Path, predictions: Path) -> dict[str, list[float]]:
    """Return intervals over phrases of the ruler's means, and of those under "left_out"."""
    result = figures(gold, predictions)
    apart = ruler.intervals(result["left_out"])
    return {
        **ruler.intervals(result),
        **{f"left_out.{name}": bounds for name, bounds in apart.items()},
    }


def left_out(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield each phrase put together from its parts by rules that never saw it surveyed."""
    survey: Mapping[str, tuple[float, float, float]] = surveyed()
    for phrase in _phrases(gold):
        parts = parts_of(phrase)
        rest = {other: row for other, row in survey.items() if other != phrase.lower()}
        yield _row(phrase, (0.0, 0.5, 1.0) if parts is None else quantiles_of(parts, fitted(rest)))


def _phrases(gold: Path) -> list[str]:
    return list(dict.fromkeys(row.text("phrase") for row in read_table(gold).rows))


def _row(phrase: str, quantiles: tuple[float, float, float]) -> dict[str, Any]:
    low, point, high = (round(100 * value, 6) for value in quantiles)
    return {"phrase": phrase, "point": point, "low": low, "high": high}
