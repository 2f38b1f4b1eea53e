"""Figures: ratios, precision and recall, bootstrap intervals, and how they are printed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = [
    "Figures",
    "Floats",
    "column_sums",
    "f1_of_totals",
    "interval",
    "mean_interval",
    "middle_95",
    "prf",
    "printed",
    "ratio",
    "ratios",
]

Figures: TypeAlias = dict[str, Any]
Floats: TypeAlias = npt.NDArray[np.float64]

_MIDDLE_95 = (0.025, 0.975)


def ratio(part: float, whole: float) -> float:
    """`part / whole`, 0 where there is no whole."""
    return part / whole if whole else 0.0


def ratios(part: Floats, whole: Floats) -> Floats:
    """`ratio` for arrays, element by element."""
    return np.divide(part, whole, out=np.zeros(whole.shape), where=whole != 0)


def prf(right: int, predicted: int, gold: int, right_gold: int | None = None) -> dict[str, float]:
    """Precision, recall and F1 from counts.

    `right` counts right predictions; `right_gold` counts gold items that were found, where the two
    can differ (one prediction may cover two gold spans).
    """
    precision = ratio(right, predicted)
    recall = ratio(right if right_gold is None else right_gold, gold)
    return {"p": precision, "r": recall, "f1": ratio(2 * precision * recall, precision + recall)}


def f1_of_totals(right: int, predicted: int, gold: int) -> Callable[[Floats], Floats]:
    """Make the figure F1 = 2 right / (predicted + gold) for `interval`, from column numbers."""
    return lambda totals: ratios(2 * totals[:, right], totals[:, predicted] + totals[:, gold])


def column_sums(units: Sequence[Sequence[int]]) -> list[int]:
    """The sum of each column of a table of counts."""
    return [sum(column) for column in zip(*units, strict=True)]


def interval(
    units: Sequence[Sequence[int]] | npt.NDArray[np.int_],
    figure: Callable[[Floats], Floats],
    *,
    rounds: int = 1000,
    seed: int = 0,
) -> list[float]:
    """The middle 95 % of a figure when its units are drawn again with replacement.

    `units` is a row of counts for each document or item. `figure` turns an array (rounds, columns)
    of totals into one value a round. Percentile bootstrap (Efron 1979) with a fixed seed.
    """
    table = np.asarray(units, dtype=np.float64)
    rng = np.random.default_rng(seed)
    totals = np.empty((rounds, table.shape[1]))
    for number in range(rounds):
        drawn = rng.integers(0, len(table), len(table))
        # Whole numbers below 2**53: the product is exact however it is summed.
        totals[number] = np.bincount(drawn, minlength=len(table)).astype(np.float64) @ table
    return middle_95(figure(totals))


def mean_interval(values: Floats, rng: np.random.Generator, *, draws: int = 2000) -> list[float]:
    """The middle 95 % of the mean when the values are drawn again with replacement."""
    drawn = rng.integers(0, len(values), size=(draws, len(values)))
    return middle_95(values[drawn].mean(axis=1))


def middle_95(values: Floats) -> list[float]:
    """The 2.5 % and 97.5 % points of values, one a round of drawing."""
    return [float(v) for v in np.quantile(values, _MIDDLE_95)]


def printed(value: object) -> object:
    """Figures as they are shown: floats to four places, and None for what is not finite."""
    if isinstance(value, dict):
        return {str(name): printed(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [printed(inner) for inner in value]
    if isinstance(value, float):
        return round(value, 4) if math.isfinite(value) else None
    return value
