"""Terms: every vector over hypotheses that enters the score, at given clocks (model, line 7)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tocsin.estimate.base import Prior, given_back, prior_of
from tocsin.estimate.cells import Masses, adjusted, cell_of, centred, group_weights, masses_of
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
    "vectors_of",
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
        return self.scores_with({})

    def scores_with(self, changed: Mapping[str, tuple[float, ...]]) -> tuple[float, ...]:
        """Return S_h with other vectors for the indicators that `changed` names."""
        logs = [self.prior.logs[h] for h in self.hypotheses]
        vectors = [changed.get(term.name, term.vector) for term in self.terms]
        return tuple(map(math.fsum, zip(logs, *vectors, strict=True)))

    def probabilities(self) -> tuple[float, ...]:
        """P_h with the floor (model, line 8); they sum to 1."""
        return self._floored(self.scores)

    def _floored(self, scores: tuple[float, ...]) -> tuple[float, ...]:
        room = 1.0 - len(self.hypotheses) * self.epsilon
        return tuple(room * p + self.epsilon for p in softmax(scores))

    def unfloored(self) -> float:
        """Return logit P(yes) before the floor is laid under it."""
        # From the two odds' logarithms: 1 - p would lose digits where p is nearly 1.
        raw = softmax(self.scores)
        inside = math.fsum(p for p, yes in zip(raw, self.yes, strict=True) if yes)
        outside = math.fsum(p for p, yes in zip(raw, self.yes, strict=True) if not yes)
        return math.log(inside) - math.log(outside)

    def event(self) -> float:
        """P(yes), in (0, 1)."""
        return self.event_with({})

    def event_with(self, changed: Mapping[str, tuple[float, ...]]) -> float:
        """Return P(yes) with other vectors for the indicators that `changed` names."""
        floored = self._floored(self.scores_with(changed))
        return math.fsum(p for p, yes in zip(floored, self.yes, strict=True) if yes)


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
    rates = {i.id: adjusted(i, watch, prior) for i in watch.indicators if i.id in masses}
    vectors = vectors_of(watch, masses, rates, omega, prior, window_at)
    terms: list[Term] = []
    cells: list[Cell] = []
    for name, own in rates.items():
        mass = masses[name]
        cell = cell_of(mass.seen, mass.absent, own)
        cells += [Cell(name, h, mass.seen, mass.absent, own[h], cell[h]) for h in own]
        if mass.speaks:
            terms.append(Term(name, "indicator", vectors[name], mass.shares))
    for one, vector in zip(pooled, pulls_of(watch, pooled, omega, prior), strict=True):
        share = (Share(one.view.origin, 1.0, one.view.spans),)
        terms.append(Term(f"view: {one.view.source}", "view", vector, share))
    order = tuple(h.id for h in watch.hypotheses)
    yes = tuple(h.resolves_yes for h in watch.hypotheses)
    return Terms(order, yes, prior, tuple(terms), tuple(cells), omega, watch.settings.epsilon)


def vectors_of(
    watch: Watch,
    masses: Mapping[str, Masses],
    rates: Mapping[str, Mapping[str, float]],
    omega: float,
    prior: Prior,
    window_at: datetime,
) -> dict[str, tuple[float, ...]]:
    """Return the vector of each indicator that `rates` has the adjusted likelihoods of.

    That is its cells, counted beside the others of its group and beside views, and what a seen
    outcome gives back.
    """
    yes = frozenset(watch.yes)
    found: dict[str, tuple[float, ...]] = {}
    groups: dict[str, list[str]] = {}
    for indicator in watch.indicators:
        name = indicator.id
        if name not in rates:
            continue
        mass = masses[name]
        if indicator.group is None:
            cell = cell_of(mass.seen, mass.absent, rates[name])
        else:
            cell = centred(mass.seen, mass.absent, rates[name], yes)
            groups.setdefault(indicator.group, []).append(name)
        found[name] = tuple(cell[h.id] for h in watch.hypotheses)
    for names in groups.values():
        columns = zip(*(found[name] for name in names), strict=True)
        weighed = [
            [
                weight * y
                for weight, y in zip(
                    group_weights(column, watch.settings.kappa), column, strict=True
                )
            ]
            for column in columns
        ]
        found |= dict(zip(names, zip(*weighed, strict=True), strict=True))
    told = outcome_of(watch, masses)
    for name, vector in found.items():
        back = [0.0] * len(vector)
        if name == told and masses[name].speaks:
            given = given_back(watch, window_at, prior, masses[name].seen)
            back = [given[h.id] for h in watch.hypotheses]
        found[name] = tuple((1.0 - omega) * y + b for y, b in zip(vector, back, strict=True))
    return found


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


def event_logit(terms: Terms) -> float:
    """Return logit P(yes)."""
    return logit(terms.event())
