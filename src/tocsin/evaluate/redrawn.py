"""Redrawn: intervals of scores whose questions share their days, whole days drawn anew."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["DRAWS", "mean_redrawn", "skill_redrawn"]

DRAWS = 4000
"""Times that the days are drawn anew."""

Floats = npt.NDArray[np.float64]


def mean_redrawn(days: Sequence[str], values: Floats) -> list[float]:
    """Return the 95 % interval of the mean of `values`, one for each of `days`.

    Questions asked on one day share their events, so days are drawn, with a fixed seed, and not
    questions. Percentile bootstrap over clusters (Efron 1979; Field and Welsh 2007).
    """
    sums, sizes, picked = _drawn(days, values)
    return _middle(sums[picked].sum(axis=1) / sizes[picked].sum(axis=1))


def skill_redrawn(days: Sequence[str], ours: Floats, theirs: Floats) -> list[float] | None:
    """Return the 95 % interval of 1 - mean(ours) / mean(theirs), days drawn as in `mean_redrawn`.

    None where some drawing leaves the others without a score to divide by.
    """
    sums, _, picked = _drawn(days, ours)
    others, _, _ = _drawn(days, theirs)
    below = others[picked].sum(axis=1)
    if not np.all(below > 0.0):
        return None
    return _middle(1.0 - sums[picked].sum(axis=1) / below)


def _drawn(days: Sequence[str], values: Floats) -> tuple[Floats, Floats, npt.NDArray[np.int64]]:
    """Return the sum and the size of each day, and the days of each drawing."""
    names = sorted(set(days))
    sums = np.array([values[[day == name for day in days]].sum() for name in names])
    sizes = np.array([float(sum(day == name for day in days)) for name in names])
    return sums, sizes, np.random.default_rng(0).integers(0, len(names), (DRAWS, len(names)))


def _middle(values: Floats) -> list[float]:
    low, high = np.quantile(values, (0.025, 0.975))
    return [float(low), float(high)]
