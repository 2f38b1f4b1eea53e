"""Terms: every vector over hypotheses that enters the score, at given clocks (model, line 7)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tocsin.estimate.base import Prior, given_back, prior_of
from tocsin.estimate.cells import Masses, adjusted, cell_of, group_factor, masses_of
from tocsin.estimate.views import Pooled, logit, pool_of, pull_of
from tocsin.nouns import Cell, Matrix, Share, View, Watch
from tocsin.nouns.watch import OUTCOME

__all__ = [
    "Term",
    "Terms",
    "event_logit",
    "gathered",
    "outcome_of",
    "pulls_of",
    "softmax",
    "terms_from",
    "terms_of",
    "vector_of",
    "weights_of",
]


@dataclass(frozen=True, slots=True)
class Term:
    """One cause with the log-likelihood it gives each hypothesis, in the watch's order."""

    name: str
    kind: Literal["indicator", "view"]
    vector: tuple[float, ...]
    origins: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """The prior, the cells and all terms of a watch at given clocks, in the watch's order."""

    hypotheses: tuple[str, ...]
    yes: tuple[bool, ...]
    prior: Prior
    terms: tuple[Term, ...]
    cells: tuple[Cell, ...]
    omega: float
    epsilon: float

    @property
    def scores(self) -> tuple[float, ...]:
        """S_h: the log of the prior and all terms, not normalised."""
        return tuple(
            math.fsum([self.prior.logs[h], *(term.vector[i] for term in self.terms)])
            for i, h in enumerate(self.hypotheses)
        )

    def probabilities(self) -> tuple[float, ...]:
        """P_h with the floor (model, line 8); they sum to 1."""
        room = 1.0 - len(self.hypotheses) * self.epsilon
        return tuple(room * p + self.epsilon for p in softmax(self.scores))

    def unfloored(self) -> float:
        """Return logit P(yes) before the floor is laid under it."""
        # From the two odds' logarithms: 1 - p would lose digits where p is nearly 1.
        raw = softmax(self.scores)
        inside = math.fsum(p for p, yes in zip(raw, self.yes, strict=True) if yes)
        outside = math.fsum(p for p, yes in zip(raw, self.yes, strict=True) if not yes)
        return math.log(inside) - math.log(outside)

    def event(self) -> float:
        """P(yes), in (0, 1)."""
        return math.fsum(p for p, yes in zip(self.probabilities(), self.yes, strict=True) if yes)


def softmax(scores: tuple[float, ...]) -> tuple[float, ...]:
    """Return probabilities proportional to exp(scores)."""
    top = max(scores)
    grown = [math.exp(score - top) for score in scores]
    total = math.fsum(grown)
    return tuple(one / total for one in grown)


def terms_of(watch: Watch, matrix: Matrix, *, window_at: datetime, ageing_at: datetime) -> Terms:
    """Return all terms, with the window as of `window_at` and evidence aged to `ageing_at`.

    The two differ only where a change between two days is taken apart.
    """
    masses = gathered(watch, matrix, ageing_at)
    return terms_from(watch, masses, matrix.views, window_at=window_at, ageing_at=ageing_at)


def gathered(watch: Watch, matrix: Matrix, now: datetime) -> dict[str, Masses]:
    """Return the masses of every indicator that the matrix has a row of, aged to `now`."""
    rows = {row.indicator: row for row in matrix.rows}
    return {
        i.id: masses_of(rows[i.id], i.half_life_days, now) for i in watch.indicators if i.id in rows
    }


def terms_from(
    watch: Watch,
    masses: Mapping[str, Masses],
    views: Sequence[View],
    *,
    window_at: datetime,
    ageing_at: datetime,
    rate_factor: float = 1.0,
) -> Terms:
    """Return all terms from masses that were gathered before, as of `ageing_at`.

    `rate_factor` scales the base rate, for the range.
    """
    prior = prior_of(watch, window_at, rate_factor=rate_factor)
    pooled, omega = pool_of(watch, views, window_at=window_at, ageing_at=ageing_at)
    weights = weights_of(watch, masses, omega)
    told = outcome_of(watch, masses)
    terms: list[Term] = []
    cells: list[Cell] = []
    for indicator in watch.indicators:
        if indicator.id not in masses:
            continue
        mass = masses[indicator.id]
        rates = adjusted(indicator, watch, prior)
        cell = cell_of(mass.seen, mass.absent, rates)
        cells += [
            Cell(indicator.id, h.id, mass.seen, mass.absent, rates[h.id], cell[h.id])
            for h in watch.hypotheses
        ]
        if mass.speaks:
            back = given_back(watch, window_at, prior, mass.seen) if indicator.id == told else None
            vector = vector_of(watch, cell, weights[indicator.id], back)
            terms.append(Term(indicator.id, "indicator", vector, mass.shares))
    for one, vector in zip(pooled, pulls_of(watch, pooled, omega, prior), strict=True):
        share = (Share(one.view.origin, 1.0, one.view.spans),)
        terms.append(Term(f"view: {one.view.source}", "view", vector, share))
    order = tuple(h.id for h in watch.hypotheses)
    yes = tuple(h.resolves_yes for h in watch.hypotheses)
    return Terms(order, yes, prior, tuple(terms), tuple(cells), omega, watch.settings.epsilon)


def vector_of(
    watch: Watch, cell: Mapping[str, float], weight: float, back: Mapping[str, float] | None
) -> tuple[float, ...]:
    """Return an indicator's vector: its cell, weighted, and what a seen outcome gives `back`."""
    if back is None:
        return tuple(weight * cell[h.id] for h in watch.hypotheses)
    return tuple(weight * cell[h.id] + back[h.id] for h in watch.hypotheses)


def pulls_of(
    watch: Watch, pooled: Sequence[Pooled], omega: float, prior: Prior
) -> Iterator[tuple[float, ...]]:
    """Yield the vector of each view: it pulls every hypothesis that resolves YES alike."""
    for one in pooled:
        pull = pull_of(one, omega, prior)
        yield tuple(pull if h.resolves_yes else 0.0 for h in watch.hypotheses)


def outcome_of(watch: Watch, masses: Mapping[str, Masses]) -> str | None:
    """Return the indicator that most tells that the question has come about, None where none does.

    Of several one only gives back the time gone by.
    """
    told = [i.id for i in watch.indicators if i.kind == OUTCOME and i.id in masses]
    best = max(told, key=lambda name: masses[name].seen, default=None)
    return best if best is not None and masses[best].seen > 0.0 else None


def weights_of(watch: Watch, masses: Mapping[str, Masses], omega: float) -> dict[str, float]:
    """Return what each indicator's cell counts beside views and the others of its group."""
    groups: dict[str, list[float]] = {}
    for indicator in watch.indicators:
        if indicator.group is not None and indicator.id in masses:
            groups.setdefault(indicator.group, []).append(masses[indicator.id].moved)
    kappa = watch.settings.kappa
    factors = {name: group_factor(moved, kappa) for name, moved in groups.items()}
    return {
        i.id: (1.0 - omega) * (1.0 if i.group is None else factors[i.group])
        for i in watch.indicators
        if i.id in masses
    }


def event_logit(terms: Terms) -> float:
    """Return logit P(yes)."""
    return logit(terms.event())
