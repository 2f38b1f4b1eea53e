"""Calibration: whether what was called so likely came true so often."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tocsin.rulers.figures import Figures, Floats

__all__ = [
    "BINS",
    "CLIP",
    "Bin",
    "bins_of",
    "expected_by_chance",
    "murphy",
    "slope_and_intercept",
    "within",
]

BINS = 10
CLIP = 0.005
"""Logarithms are taken of probabilities held this far from 0 and 1."""

_RIDGE = 1e-6
_STEPS = 60
_SMALLEST_STEP = 1e-6
_SETTLED = 1e-8


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of about one size: their places, their weights, the sum of these, their mean."""

    rows: npt.NDArray[np.intp]
    weights: Floats
    mass: float
    said: float

    def seen(self, outcomes: Floats) -> float:
        """The weighted share that came true."""
        return float(np.sum(self.weights * outcomes[self.rows])) / self.mass


def within(p: Floats) -> Floats:
    """Probabilities held within CLIP and 1 - CLIP."""
    return np.clip(p, CLIP, 1 - CLIP)


def bins_of(p: Floats, weights: Floats) -> tuple[Bin, ...]:
    """Cut the predictions, in order of size, into BINS parts of equal weight; ties stay together.

    The weights must sum to 1. Parts that no prediction falls into are left out.
    """
    order = np.argsort(p, kind="stable")
    middle = np.empty(len(p))
    middle[order] = np.cumsum(weights[order]) - weights[order] / 2
    _, value = np.unique(p, return_inverse=True)
    # Predictions of one value share the mean of their places, and so one part.
    shared = np.bincount(value, weights * middle) / np.bincount(value, weights)
    part = np.minimum((shared[value] * BINS).astype(int), BINS - 1)
    bins = []
    for number in np.unique(part):
        rows = np.flatnonzero(part == number)
        inside = weights[rows]
        mass = float(inside.sum())
        bins.append(Bin(rows, inside, mass, float(np.sum(inside * p[rows]) / mass)))
    return tuple(bins)


def _expected_error(bins: tuple[Bin, ...], outcomes: Floats) -> float:
    # Added one by one: `sum` rounds differently from Python 3.12 on.
    error = 0.0
    for part in bins:
        error += part.mass * abs(part.said - part.seen(outcomes))
    return error


def murphy(
    bins: tuple[Bin, ...], outcomes: Floats, weights: Floats
) -> tuple[Figures, list[Figures]]:
    """Expected calibration error, Murphy's (1973) three parts, and the table they come from."""
    rate = float(np.sum(weights * outcomes))
    reliability = resolution = 0.0
    table: list[Figures] = []
    for part in bins:
        seen = part.seen(outcomes)
        reliability += part.mass * (part.said - seen) ** 2
        resolution += part.mass * (seen - rate) ** 2
        table.append({"said": part.said, "seen": seen, "share": part.mass, "n": len(part.rows)})
    parts = {
        "ece": _expected_error(bins, outcomes),
        "reliability": reliability,
        "resolution": resolution,
        "uncertainty": rate * (1 - rate),
    }
    return parts, table


def expected_by_chance(
    bins: tuple[Bin, ...],
    question_of_row: npt.NDArray[np.intp],
    question_means: Floats,
    rng: np.random.Generator,
    *,
    draws: int = 100,
) -> float:
    """The calibration error that outcomes drawn from the predictions themselves would show.

    Even a perfect forecaster has one, for questions are few. `question_means` is the mean
    prediction of each question; an outcome is drawn for each from it.
    """
    errors = []
    for _ in range(draws):
        drawn = (rng.random(len(question_means)) < question_means).astype(np.float64)
        errors.append(_expected_error(bins, drawn[question_of_row]))
    return float(np.mean(errors))


def slope_and_intercept(p: Floats, outcomes: Floats, weights: Floats) -> tuple[float, float]:
    """Fit outcome on logit(p) by weighted logistic regression; (1, 0) is ideal (Cox 1958).

    Newton's method with halved steps; a ridge of 1e-6 around the ideal keeps the fit finite where
    predictions part the outcomes cleanly.
    """
    q = within(p)
    design = np.column_stack([np.ones_like(q), np.log(q / (1 - q))])
    ideal = np.array([0.0, 1.0])

    def loss(beta: Floats) -> float:
        logit = design @ beta
        misfit = np.sum(weights * (np.logaddexp(0, logit) - outcomes * logit))
        return float(misfit + _RIDGE / 2 * np.sum((beta - ideal) ** 2))

    beta = ideal
    for _ in range(_STEPS):
        fitted = 1 / (1 + np.exp(-np.clip(design @ beta, -500, 500)))
        gradient = design.T @ (weights * (outcomes - fitted)) - _RIDGE * (beta - ideal)
        curvature = (design * (weights * fitted * (1 - fitted))[:, None]).T @ design
        step = np.linalg.solve(curvature + _RIDGE * np.eye(2), gradient)
        size, here = 1.0, loss(beta)
        while size > _SMALLEST_STEP and loss(beta + size * step) > here:
            size /= 2
        beta = beta + size * step
        if np.abs(size * step).max() < _SETTLED:
            break
    intercept, slope = beta.tolist()
    return slope, intercept
