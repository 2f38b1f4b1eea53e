"""Forecasts: probabilities against what came true, alone and beside another forecaster."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tocsin.errors import RepeatedId, RulerError, UnknownId
from tocsin.rulers.calibration import (
    bins_of,
    expected_by_chance,
    murphy,
    slope_and_intercept,
    within,
)
from tocsin.rulers.figures import Figures, Floats, mean_interval
from tocsin.rulers.rows import Row, Table, read_table, where

__all__ = ["Baseline", "Panel", "brier", "judge", "log_score", "score", "score_rows"]

_OUTCOMES = {"yes": 1, "no": 0}

# A question and the time at which it was answered ("" for none).
Occasion = tuple[str, str]
Rule = Callable[[Floats, Floats], Floats]


def brier(p: Floats, outcomes: Floats) -> Floats:
    """The squared distance of each prediction from its outcome (Brier 1950)."""
    squared: Floats = (p - outcomes) ** 2
    return squared


def log_score(p: Floats, outcomes: Floats) -> Floats:
    """Minus the logarithm of the probability given to what happened (Good 1952)."""
    q = within(p)
    return -np.where(outcomes == 1, np.log(q), np.log(1 - q))


@dataclass(frozen=True, slots=True)
class Baseline:
    """Other predictions to compare with; `series` picks the rows whose "baseline" it is."""

    title: str
    table: Table
    series: str | None = None

    @classmethod
    def read(cls, spec: str) -> Baseline:
        """Read `[TITLE=]FILE[::SERIES]`; untitled, it goes by its series or its file's name."""
        title, _, place = spec.rpartition("=")
        name, _, series = place.partition("::")
        path = Path(name)
        return cls(title or series or path.name, read_table(path), series or None)


@dataclass(frozen=True, slots=True)
class Panel:
    """Predictions and their outcomes, sorted by question, with the question of each.

    A score is averaged within a question first, so that one asked often weighs no more.
    """

    question: npt.NDArray[np.intp]
    size: npt.NDArray[np.intp]
    p: Floats
    outcomes: Floats

    @classmethod
    def of(cls, questions: Sequence[str], p: Sequence[float], outcomes: Sequence[float]) -> Panel:
        """Make a panel of three sequences of one length."""
        _, index, size = np.unique(questions, return_inverse=True, return_counts=True)
        return cls(index, size, np.array(p, np.float64), np.array(outcomes, np.float64))

    def by_question(self, values: Floats) -> Floats:
        """The mean of the values within each question."""
        means: Floats = np.bincount(self.question, values) / self.size
        return means

    def weights(self) -> Floats:
        """A weight for each prediction: every question the same in all, 1 together."""
        weights: Floats = 1.0 / self.size[self.question] / len(self.size)
        return weights


def score(
    gold: Path,
    predictions: Path,
    *,
    series: str | None = None,
    points: Path | None = None,
    conditions: Mapping[str, str] | None = None,
    by: str | None = None,
    baselines: Sequence[str] = (),
) -> Figures:
    """Score `{"question_id" or "id", "as_of", "p"}` against outcomes; lower scores are better.

    Gold rows are `{"question_id" or "id", "outcome": 1 | 0}` or have `"resolved": "yes" | "no"`.
    `series` keeps the predictions whose "baseline" it is. `points` is a file of `{"question_id",
    "as_of"}` where a prediction is due: others are set aside. `conditions` (field to value) keeps
    gold rows; `by` names a gold field to show the Brier score for each of its values. `baselines`
    are read by `Baseline.read` and compared at the times both have. Raises `RulerError`.
    """
    return score_rows(
        read_table(gold),
        read_table(predictions),
        series=series,
        points=None if points is None else read_table(points),
        conditions=conditions,
        by=by,
        baselines=[Baseline.read(spec) for spec in baselines],
    )


def score_rows(
    gold: Table,
    predictions: Table,
    *,
    series: str | None = None,
    points: Table | None = None,
    conditions: Mapping[str, str] | None = None,
    by: str | None = None,
    baselines: Sequence[Baseline] = (),
) -> Figures:
    """As `score`, on tables in memory."""
    everything = _questions(gold)
    asked = {key: row for key, row in everything.items() if where(row, conditions or {})}
    if not asked:
        raise RulerError(f"no question meets {dict(conditions or {})}.", file=gold.name)
    outcome = {key: _outcome(row) for key, row in everything.items()}

    def predicted(table: Table, series: str | None) -> dict[Occasion, float]:
        given = _predictions(table, everything, series)
        return {occasion: p for occasion, p in given.items() if occasion[0] in asked}

    ours = predicted(predictions, series)
    if points is None:
        missing = len(asked.keys() - {question for question, _ in ours})
    else:
        due = {occasion for occasion in map(_occasion, points.rows) if occasion[0] in asked}
        ours = {occasion: p for occasion, p in ours.items() if occasion in due}
        missing = len(due) - len(ours)
    if not ours:
        raise RulerError("no prediction meets a question asked.", file=predictions.name)

    def panel(occasions: Sequence[Occasion], p: Mapping[Occasion, float]) -> Panel:
        ids = [question for question, _ in occasions]
        return Panel.of(ids, [p[o] for o in occasions], [outcome[question] for question in ids])

    occasions = sorted(ours)
    figures = {"missing": missing, **judge(panel(occasions, ours))}
    if by is not None:
        groups: dict[str, list[Occasion]] = {}
        for occasion in occasions:
            groups.setdefault(str(asked[occasion[0]].values.get(by)), []).append(occasion)
        figures[f"by_{by}"] = {name: _group(panel(groups[name], ours)) for name in sorted(groups)}
    for baseline in baselines:
        theirs = predicted(baseline.table, baseline.series)
        common = [occasion for occasion in occasions if occasion in theirs]
        if not common:
            raise RulerError(
                f"no question and time in common with {predictions.name}.", file=baseline.table.name
            )
        figures.setdefault("against", {})[baseline.title] = _compare(
            panel(common, ours), panel(common, theirs)
        )
    return figures


def judge(panel: Panel) -> Figures:
    """Every figure of one forecaster; intervals are over questions, drawn with a fixed seed."""
    rng, weights = np.random.default_rng(0), panel.weights()
    squared = panel.by_question(brier(panel.p, panel.outcomes))
    logged = panel.by_question(log_score(panel.p, panel.outcomes))
    bins = bins_of(panel.p, weights)
    parts, table = murphy(bins, panel.outcomes, weights)
    slope, intercept = slope_and_intercept(panel.p, panel.outcomes, weights)
    chance = parts["uncertainty"]
    # The draws below come from one stream: their order is part of the figures.
    return {
        "predictions": len(panel.p),
        "questions": len(squared),
        "base_rate": float(np.sum(weights * panel.outcomes)),
        "brier": float(squared.mean()),
        "brier_95": mean_interval(squared, rng),
        "log": float(logged.mean()),
        "log_95": mean_interval(logged, rng),
        **parts,
        "ece_if_calibrated": expected_by_chance(
            bins, panel.question, panel.by_question(panel.p), rng
        ),
        "skill": 1 - float(squared.mean()) / chance if chance else None,
        "calibration_slope": slope,
        "calibration_intercept": intercept,
        "reliability_table": table,
    }


def _group(panel: Panel) -> Figures:
    return {
        "questions": len(panel.size),
        "base_rate": float(panel.by_question(panel.outcomes).mean()),
        "brier": float(panel.by_question(brier(panel.p, panel.outcomes)).mean()),
    }


def _compare(ours: Panel, theirs: Panel) -> Figures:
    """Our scores minus theirs, paired by question and time: below zero, ours are better."""
    rng = np.random.default_rng(0)
    figures: Figures = {"questions": len(ours.size), "pairs": len(ours.p)}
    rules: dict[str, Rule] = {"brier": brier, "log": log_score}
    for name, rule in rules.items():
        other = rule(theirs.p, theirs.outcomes)
        gap = ours.by_question(rule(ours.p, ours.outcomes) - other)
        figures[f"{name}_theirs"] = float(ours.by_question(other).mean())
        figures[f"{name}_difference"] = float(gap.mean())
        figures[f"{name}_difference_95"] = mean_interval(gap, rng)
    return figures


def _questions(gold: Table) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for row in gold.rows:
        key = _question(row)
        if key in rows:
            raise RepeatedId(f"the question {key!r} comes twice.", file=row.file, at=row.at)
        rows[key] = row
    return rows


def _predictions(
    table: Table, known: Mapping[str, Row], series: str | None
) -> dict[Occasion, float]:
    found: dict[Occasion, float] = {}
    for row in table.rows:
        p = row.number("p")
        if series is not None and row.values.get("baseline") != series:
            continue
        occasion = _occasion(row)
        if occasion[0] not in known:
            raise UnknownId(
                f"the question {occasion[0]!r} is not in the gold file.", file=row.file, at=row.at
            )
        if not 0 <= p <= 1:
            raise row.fault(f"p {p} is outside 0 to 1.")
        if occasion in found:
            raise RepeatedId(
                f"the question {occasion[0]!r} is answered twice at {occasion[1] or 'no time'}.",
                hint="Name one series where the file holds several.",
                file=row.file,
                at=row.at,
            )
        found[occasion] = float(p)
    return found


def _question(row: Row) -> str:
    for name in ("question_id", "id"):
        value = row.values.get(name)
        if isinstance(value, str):
            return value
    raise row.fault("'question_id' or 'id' is needed, a string.")


def _occasion(row: Row) -> Occasion:
    return _question(row), row.text_or_none("as_of") or ""


def _outcome(row: Row) -> float:
    if "outcome" in row.values:
        value = row.values["outcome"]
        if value not in (0, 1):
            raise row.fault("the field 'outcome' must be 0 or 1.")
        return float(value)
    value = row.values.get("resolved")
    if not isinstance(value, str) or value not in _OUTCOMES:
        raise row.fault("'outcome' 0 or 1 is needed, or 'resolved' yes or no.")
    return float(_OUTCOMES[value])
