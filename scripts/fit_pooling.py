"""Write src/tocsin/data/pooling.yaml: the rule by which people's forecasts are pooled.

    python scripts/fit_pooling.py GOLD

GOLD is questions.jsonl.gz with outcomes, with eval_points, individual_forecasts and crowd_series
beside it. One logistic rule is fitted for all datasets together. Points weigh so that every
question of a dataset weighs the same, and a dataset as the square root of its questions: a large
one does not drown the others. Ten folds by question choose clip, fade_days and cap, one after the
other, by the log score, and give the figures that are kept beside the rule.
"""

from __future__ import annotations

import argparse
import hashlib
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tocsin.estimate.pooling import FEATURES, Pool, Rule, features_of
from tocsin.evaluate.pooling import pools
from tocsin.rulers.forecasts import Panel, judge
from tocsin.rulers.rows import read_table

TARGET = Path(__file__).resolve().parent.parent / "src" / "tocsin" / "data" / "pooling.yaml"
HEAD = """\
# How forecasts are pooled: docs/methods/pooling.md. Made by scripts/fit_pooling.py; not edited by
# hand. "figures" are Brier scores on the questions fitted on: "fit" with the rule as it stands,
# "held_out" with rules that never saw the question, "baseline" a geometric mean of odds (where no
# person's forecast is public, the crowd's value) recalibrated on that dataset alone.
"""
FOLDS = 10
RIDGE = 0.3
MASS = 3000.0
"""The weights of all points sum to this, so that RIDGE means the same whatever is fitted on."""

CLIPS, FADES, CAPS = (0.01, 0.02, 0.05), (3.0, 10.0, 30.0), (10, 20, 50)
START = Rule(clip=0.02, fade_days=10.0, cap=20, coefficients={})
PLAIN = Rule(clip=0.01, fade_days=1.0, cap=1, coefficients={})

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Points:
    """Every point of the gold: what was known, and what came true."""

    pools: Sequence[Pool]
    questions: Sequence[str]
    datasets: npt.NDArray[np.str_]
    outcomes: Array
    folds: npt.NDArray[np.int64]
    weights: Array


def main() -> None:
    """Fit, choose, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    points = read(parser.parse_args().gold)
    rule = START
    choices: Mapping[str, Sequence[Any]] = {"clip": CLIPS, "fade_days": FADES, "cap": CAPS}
    for name, values in choices.items():
        tried = {value: replace(rule, **{name: value}) for value in values}
        losses = {value: loss(points, held_out(points, one)) for value, one in tried.items()}
        best = min(losses, key=lambda value: losses[value])
        print(name, {value: round(one, 6) for value, one in losses.items()}, "->", best)
        rule = tried[best]
    matrix = inputs(points, rule)
    fitted = logistic(matrix, points.outcomes, points.weights)
    rounded = [round(float(one), 4) for one in fitted]
    lines = [HEAD + f"clip: {rule.clip:g}", f"fade_days: {rule.fade_days:g}", f"cap: {rule.cap}"]
    lines += ["coefficients:"]
    lines += [f"  {name}: {one:g}" for name, one in zip(FEATURES, rounded, strict=True)]
    lines += ["figures:"]
    kept = chances(matrix, np.array(rounded))
    for name, row in compared(points, kept, held_out(points, rule)):
        lines.append(f"  {name}: {{{', '.join(f'{key}: {value}' for key, value in row.items())}}}")
        print(name, row)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(gold: Path) -> Points:
    """Read every point with its outcome, fold and weight."""
    rows = {row.text("question_id"): row for row in read_table(gold).rows}
    known = list(pools(gold))
    questions = [question for question, _, _ in known]
    datasets = [rows[question].text("dataset") for question in questions]
    often = Counter(questions)
    sizes = Counter(rows[question].text("dataset") for question in often)
    weights = np.array(
        [1 / often[q] / math.sqrt(sizes[d]) for q, d in zip(questions, datasets, strict=True)]
    )
    return Points(
        pools=[pool for _, _, pool in known],
        questions=questions,
        datasets=np.array(datasets),
        outcomes=np.array([float(rows[question].whole("outcome")) for question in questions]),
        folds=np.array([_fold(question) for question in questions]),
        weights=weights / weights.sum() * MASS,
    )


def inputs(points: Points, rule: Rule) -> Array:
    """The features of every point under a rule's settings, a row each."""
    found = [features_of(pool, rule) for pool in points.pools]
    return np.array([[row[name] for name in FEATURES] for row in found])


def logistic(matrix: Array, outcomes: Array, weights: Array, ridge: float = RIDGE) -> Array:
    """Coefficients of the penalised weighted logistic regression, by Newton's method."""
    fitted = np.zeros(matrix.shape[1])
    for _ in range(100):
        p = chances(matrix, fitted)
        slope = matrix.T @ (weights * (outcomes - p)) - ridge * fitted
        bend = (matrix * (weights * p * (1 - p))[:, None]).T @ matrix + ridge * np.eye(len(fitted))
        step = np.linalg.solve(bend, slope)
        fitted += step
        if np.abs(step).max() < 1e-10:
            break
    return fitted


def chances(matrix: Array, coefficients: Array) -> Array:
    """The probabilities that coefficients give."""
    p: Array = 1 / (1 + np.exp(-matrix @ coefficients))
    return p


def held_out(points: Points, rule: Rule) -> Array:
    """The probability of every point by a rule fitted on the other folds."""
    return _crossed(inputs(points, rule), points, np.ones(len(points.folds), bool), RIDGE)


def loss(points: Points, p: Array) -> float:
    """The weighted mean log score."""
    right = np.where(points.outcomes == 1, p, 1 - p)
    return float(-(points.weights * np.log(right)).sum() / MASS)


def compared(points: Points, fit: Array, crossed: Array) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The figures of every dataset, beside those of the baseline fitted on it alone."""
    # Without times and experience every forecaster weighs the same.
    equal = [replace(pool, as_of=None, experience=None) for pool in points.pools]
    plain = inputs(replace(points, pools=equal), PLAIN)
    columns = {name: plain[:, FEATURES.index(name)] for name in FEATURES}
    people = columns["people"] + columns["people_beside_crowd"]
    alone = columns["crowd_alone"] > 0
    simple = np.column_stack([np.ones(len(plain)), np.where(alone, columns["crowd"], people)])
    for name in sorted(set(points.datasets.tolist())):
        these = points.datasets == name
        basis = logistic(simple[these], points.outcomes[these], points.weights[these], 1e-6)
        yield (
            name,
            {
                "points": int(these.sum()),
                "questions": len(
                    {q for q, own in zip(points.questions, these, strict=True) if own}
                ),
                "fit": _figure(points, fit, these, "brier"),
                "held_out": _figure(points, crossed, these, "brier"),
                "held_out_ece": _figure(points, crossed, these, "ece"),
                "baseline_fit": _figure(points, chances(simple, basis), these, "brier"),
                "baseline_held_out": _figure(
                    points, _crossed(simple, points, these, 1e-6), these, "brier"
                ),
            },
        )


def _crossed(matrix: Array, points: Points, these: npt.NDArray[np.bool_], ridge: float) -> Array:
    p = np.zeros(len(matrix))
    for fold in range(FOLDS):
        train, test = these & (points.folds != fold), these & (points.folds == fold)
        fitted = logistic(matrix[train], points.outcomes[train], points.weights[train], ridge)
        p[test] = chances(matrix[test], fitted)
    return p


def _figure(points: Points, p: Array, these: npt.NDArray[np.bool_], name: str) -> float:
    asked = [question for question, own in zip(points.questions, these, strict=True) if own]
    figures = judge(Panel.of(asked, p[these].tolist(), points.outcomes[these].tolist()))
    return round(float(figures[name]), 4)


def _fold(question: str) -> int:
    return int(hashlib.sha256(question.encode()).hexdigest(), 16) % FOLDS


if __name__ == "__main__":
    main()
