"""Ranking: what indicators can tell, what speaks against each hypothesis, and who moves what."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.nouns import Cell, Indicator, Matrix, Watch

__all__ = [
    "Diagnosticity",
    "Inconsistency",
    "diagnosticity",
    "inconsistency",
    "origins_of",
    "sources_of",
]


@dataclass(frozen=True, slots=True)
class Diagnosticity:
    """How much seeing or not seeing an indicator can tell between the hypotheses, in bits.

    `apart` are the two hypotheses that it tells apart best, the likelier to show it first.
    """

    indicator: str
    bits: float
    apart: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """What speaks against a hypothesis: the sum of its negative log-likelihoods, at least 0.

    `against` are the indicators that do, the strongest first, each with its part.
    """

    hypothesis: str
    score: float
    against: tuple[tuple[str, float], ...]


def diagnosticity(watch: Watch) -> tuple[Diagnosticity, ...]:
    """Return the indicators of `watch` by how much they can tell, the most telling first.

    The mutual information of "seen" and the hypothesis, with all hypotheses equally likely
    (Shannon 1948): an indicator that is as likely under each tells nothing, whatever is seen.
    """
    return tuple(
        sorted(map(_telling, watch.indicators), key=lambda one: (-one.bits, one.indicator))
    )


def _telling(indicator: Indicator) -> Diagnosticity:
    rates = sorted(indicator.seen.items(), key=lambda one: (-one[1], one[0]))
    values = [rate for _, rate in rates]
    mean = math.fsum(values) / len(values)
    bits = _entropy(mean) - math.fsum(map(_entropy, values)) / len(values)
    return Diagnosticity(indicator.id, max(bits, 0.0), (rates[0][0], rates[-1][0]))


def _entropy(p: float) -> float:
    return -math.fsum(q * math.log2(q) for q in (p, 1.0 - p) if q > 0.0)


def inconsistency(cells: Iterable[Cell]) -> tuple[Inconsistency, ...]:
    """Return the hypotheses by what speaks against them, the least first (Heuer 1999, chapter 8).

    `cells` are those of an estimate. What agrees with a hypothesis is left out: it mostly agrees
    with others too. A cell of 0, which is a blank, says nothing for or against.
    """
    parts: dict[str, list[tuple[str, float]]] = {}
    for cell in cells:
        own = parts.setdefault(cell.hypothesis, [])
        if cell.loglikelihood < 0.0:
            own.append((cell.indicator, -cell.loglikelihood))
    listed = [
        Inconsistency(
            hypothesis,
            math.fsum(part for _, part in own),
            tuple(sorted(own, key=lambda one: (-one[1], one[0]))),
        )
        for hypothesis, own in parts.items()
    ]
    return tuple(sorted(listed, key=lambda one: (one.score, one.hypothesis)))


def origins_of(matrix: Matrix) -> tuple[str, ...]:
    """Return the ids of all origins that move something, sorted."""
    moved = {one.origin for row in matrix.rows for one in row.evidence}
    return tuple(sorted(moved | {view.origin for view in matrix.views if view.counted}))


def sources_of(matrix: Matrix) -> tuple[str, ...]:
    """Return the names of all sources that move something, sorted."""
    moved = {one.source for row in matrix.rows for one in row.evidence}
    return tuple(sorted(moved | {view.source for view in matrix.views if view.counted}))
