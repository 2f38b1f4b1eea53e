"""Estimative words: numbers given to likelihood phrases against what readers take them for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tocsin.errors import RulerError
from tocsin.rulers.figures import Figures, Floats, mean_interval
from tocsin.rulers.rows import Number, Row, Table, read_table, unique

__all__ = ["Reading", "intervals", "score", "score_rows"]

_AVERAGED = ("error", "floor", "inside", "width", "interval_score")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase is taken to mean, in percent: a point and, where given, a range."""

    point: Number
    range: tuple[Number, Number] | None


def score(
    gold: Path, predictions: Path, *, level: float = 0.8, min_respondents: int = 30
) -> Figures:
    """Score `{"phrase", "point", "low", "high"}` against `{"phrase", "percent"}`, an answer a row.

    All values are percent; `low` and `high` may both be absent. `level` is the share of readers
    that a range is meant to hold. Phrases with fewer answers than `min_respondents` are left out.
    Raises `RulerError`.
    """
    return score_rows(
        read_table(gold), read_table(predictions), level=level, min_respondents=min_respondents
    )


def score_rows(
    gold: Table, predictions: Table, *, level: float = 0.8, min_respondents: int = 30
) -> Figures:
    """As `score`, on tables in memory."""
    answers = _answers(gold, min_respondents)
    readings = {phrase: _reading(row) for (phrase,), row in unique(predictions, "phrase").items()}
    mapped = [phrase for phrase in sorted(answers) if phrase in readings]
    if not mapped:
        listed = ", ".join(sorted(answers))
        raise RulerError(
            f"none of the survey's phrases is mapped ({listed}).", file=predictions.name
        )
    by_phrase = {phrase: _line(answers[phrase], readings[phrase], level) for phrase in mapped}
    return {
        "phrases": len(mapped),
        "of": len(answers),
        "unmapped": sorted(set(answers) - set(mapped)),
        "not_in_survey": sorted(set(readings) - set(answers)),
        **{name: _mean(by_phrase, name) for name in _AVERAGED},
        "level": level,
        "by_phrase": by_phrase,
    }


def intervals(figures: Figures) -> dict[str, list[float]]:
    """Return intervals over phrases of the means in the figures of `score`, by their names.

    Phrases are drawn, not readers: what is asked is how another list of phrases would have fared.
    """
    lines = figures["by_phrase"].values()
    found = {}
    for name in _AVERAGED:
        values = np.array([line[name] for line in lines if name in line], np.float64)
        if len(values):
            found[name] = mean_interval(values, np.random.default_rng(0))
    return found


def _answers(gold: Table, least: int) -> dict[str, Floats]:
    by_phrase: dict[str, list[Number]] = {}
    for row in gold.rows:
        by_phrase.setdefault(row.text("phrase"), []).append(row.number("percent"))
    return {p: np.array(a, np.float64) for p, a in by_phrase.items() if len(a) >= least}


def _line(answers: Floats, reading: Reading, level: float) -> Figures:
    """The figures of one phrase; the interval score is that of Gneiting and Raftery (2007)."""
    line: Figures = {
        "respondents": len(answers),
        "median": float(np.median(answers)),
        "error": float(np.abs(answers - reading.point).mean()),
        "floor": float(np.abs(answers - np.median(answers)).mean()),
    }
    if reading.range is not None:
        low, high = reading.range
        beyond = np.maximum(low - answers, 0) + np.maximum(answers - high, 0)
        line["inside"] = float((beyond == 0).mean())
        line["width"] = high - low
        line["interval_score"] = float(high - low + 2 / (1 - level) * beyond.mean())
    return line


def _mean(by_phrase: dict[str, Figures], name: str) -> float | None:
    values = [line[name] for line in by_phrase.values() if name in line]
    return float(np.mean(values)) if values else None


def _reading(row: Row) -> Reading:
    point, low, high = row.number("point"), row.number_or_none("low"), row.number_or_none("high")
    if not 0 <= point <= 100:
        raise row.fault(f"the point {point} is outside 0 to 100.")
    if low is None and high is None:
        return Reading(point, None)
    if low is None or high is None:
        raise row.fault("low and high must both be given, or neither.")
    if low > high:
        raise row.fault(f"low {low} is above high {high}.")
    return Reading(point, (low, high))
