"""Scores: how well probabilities did once the outcome is known (proper scoring rules).

Sources: Brier 1950; Good 1952 for the logarithmic score; Murphy 1973 for the decomposition.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Murphy", "brier", "brier_many", "log_score", "murphy", "skill"]


@dataclass(frozen=True, slots=True)
class Murphy:
    """Brier = reliability - resolution + uncertainty, for forecasts binned by their value."""

    reliability: float
    resolution: float
    uncertainty: float


def brier(p: float, happened: bool) -> float:
    """Return (p - outcome)**2: 0 is best, 0.25 is a coin, 1 is worst."""
    return (p - happened) ** 2


def brier_many(probabilities: Mapping[str, float], outcome: str) -> float:
    """Return Brier's original score over exclusive answers: 0 is best, 2 is worst."""
    return math.fsum((p - (h == outcome)) ** 2 for h, p in sorted(probabilities.items()))


def log_score(p: float, happened: bool) -> float:
    """Return -ln of the probability given to what came true; 0 is best."""
    return -math.log(p if happened else 1.0 - p)


def skill(score: float, reference: float) -> float:
    """Return 1 - score / reference: above 0 beats the reference, 0 equals it."""
    return 0.0 if reference == 0 and score == 0 else 1.0 - score / reference


def murphy(forecasts: Sequence[tuple[float, bool]], *, bins: int = 10) -> Murphy:
    """Return Murphy's parts of the mean Brier score, each bin taken at its mean forecast.

    Where forecasts within one bin differ, the parts sum to the score only up to their spread.
    """
    binned: dict[int, list[tuple[float, bool]]] = {}
    for p, happened in sorted(forecasts):
        binned.setdefault(min(int(p * bins), bins - 1), []).append((p, happened))
    count = len(forecasts)
    rate = math.fsum(happened for _, happened in forecasts) / count
    reliability = resolution = 0.0
    for group in binned.values():
        mean = math.fsum(p for p, _ in group) / len(group)
        seen = math.fsum(happened for _, happened in group) / len(group)
        reliability += len(group) * (mean - seen) ** 2
        resolution += len(group) * (seen - rate) ** 2
    return Murphy(reliability / count, resolution / count, rate * (1.0 - rate))
