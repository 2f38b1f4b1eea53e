"""Scores: how well probabilities did once the outcome is known (proper scoring rules).

Sources: Brier 1950; Good 1952 for the logarithmic score; Murphy 1973 for the decomposition.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

__all__ = [
    "Murphy",
    "bin_of",
    "brier",
    "brier_many",
    "lead_days",
    "log_score",
    "murphy",
    "skill",
]


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


def murphy(
    forecasts: Sequence[tuple[float, bool]],
    *,
    bins: int = 10,
    weights: Sequence[float] | None = None,
) -> Murphy:
    """Return Murphy's parts of the mean Brier score, each bin taken at its mean forecast.

    `weights` say how much each forecast counts (None: all the same). Where forecasts within one bin
    differ, the parts sum to the score only up to their spread (Stephenson, Coelho and Jolliffe
    2008).
    """
    weighed = [1.0] * len(forecasts) if weights is None else weights
    binned: dict[int, list[tuple[float, bool, float]]] = {}
    for (p, happened), weight in sorted(zip(forecasts, weighed, strict=True)):
        binned.setdefault(bin_of(p, bins), []).append((p, happened, weight))
    whole = math.fsum(weighed)
    rate = math.fsum(w * y for (_, y), w in zip(forecasts, weighed, strict=True)) / whole
    reliability = resolution = 0.0
    for _, group in sorted(binned.items()):
        mass = math.fsum(w for _, _, w in group)
        mean = math.fsum(w * p for p, _, w in group) / mass
        seen = math.fsum(w * y for _, y, w in group) / mass
        reliability += mass * (mean - seen) ** 2
        resolution += mass * (seen - rate) ** 2
    return Murphy(reliability / whole, resolution / whole, rate * (1.0 - rate))


def bin_of(p: float, bins: int = 10) -> int:
    """Return the bin of a probability, of so many of one width; each holds its lower edge."""
    return min(int(p * bins), bins - 1)


def lead_days(answers: Sequence[tuple[date, float]], end: date, *, bar: float = 0.5) -> int | None:
    """Return the days before `end` since when every answer was at least `bar`.

    `answers` are those of one question in the order of their days. None where the last one is
    below: there was no warning.
    """
    since = None
    for day, p in answers:
        if p < bar:
            since = None
        elif since is None:
            since = day
    return None if since is None else (end - since).days
