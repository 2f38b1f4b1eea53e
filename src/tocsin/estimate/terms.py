"""Terms: every vector over hypotheses that enters the score, at given clocks (model, line 7)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from tocsin.estimate.base import Prior, given_back, prior_of
from tocsin.estimate.cells import Masses, adjusted, cell_of, group_factor, masses_of
from tocsin.estimate.views import logit, pool_of, pull_of
from tocsin.nouns import Cell, Indicator, Matrix, Share, View, Watch
from tocsin.nouns.watch import OUTCOME

__all__ = ["Nudge", "Term", "Terms", "event_logit", "gathered", "softmax", "terms_from", "terms_of"]


@dataclass(frozen=True, slots=True)
class Term:
    """One cause with the log-likelihood it gives each hypothesis, in the watch's order."""

    name: str
    kind: Literal["indicator", "view"]
    vector: tuple[float, ...]
    origins: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Nudge:
    """A small change of one declared number, for the range by the delta method.

    `rate` scales the base rate; `seen` replaces r of (indicator, hypothesis); `masses` adds to
    (s, n) of an indicator; `view` replaces a view's middle by origin id.
    """

    rate: float = 1.0
    seen: Mapping[tuple[str, str], float] = field(default_factory=dict)
    masses: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    view: Mapping[str, float] = field(default_factory=dict)


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
    nudge: Nudge | None = None,
) -> Terms:
    """Return all terms from masses that were gathered before, as of `ageing_at`."""
    nudge = nudge or Nudge()
    prior = prior_of(watch, window_at, rate_factor=nudge.rate)
    order = tuple(h.id for h in watch.hypotheses)
    yes = tuple(h.resolves_yes for h in watch.hypotheses)
    factors = _factors(watch, {name: m.moved for name, m in masses.items()})
    pooled, omega = pool_of(
        watch,
        views,
        window_at=window_at,
        ageing_at=ageing_at,
        middle=_middles(views, nudge) if nudge.view else None,
    )
    told = _outcome(watch, masses)
    terms: list[Term] = []
    cells: list[Cell] = []
    for indicator in watch.indicators:
        if indicator.id not in masses:
            continue
        mass = masses[indicator.id]
        extra = nudge.masses.get(indicator.id, (0.0, 0.0))
        seen, absent = mass.seen + extra[0], mass.absent + extra[1]
        rates = adjusted(_nudged(indicator, nudge), watch, prior)
        cell = cell_of(seen, absent, rates)
        cells += [Cell(indicator.id, h, seen, absent, rates[h], cell[h]) for h in order]
        if mass.speaks:
            scale = (1.0 - omega) * factors[indicator.id]
            vector = tuple(scale * cell[h] for h in order)
            if indicator.id == told:
                back = given_back(watch, window_at, prior, seen)
                vector = tuple(v + back[h] for v, h in zip(vector, order, strict=True))
            terms.append(Term(indicator.id, "indicator", vector, mass.shares))
    for one in pooled:
        pull = pull_of(one, omega, prior)
        share = (Share(one.view.origin, 1.0, one.view.spans),)
        vector = tuple(pull if own else 0.0 for own in yes)
        terms.append(Term(f"view: {one.view.source}", "view", vector, share))
    return Terms(order, yes, prior, tuple(terms), tuple(cells), omega, watch.settings.epsilon)


def _outcome(watch: Watch, masses: Mapping[str, Masses]) -> str | None:
    """Return the indicator that most tells that the question has come about, None where none does.

    Of several one only gives back the time gone by.
    """
    told = [i.id for i in watch.indicators if i.kind == OUTCOME and i.id in masses]
    best = max(told, key=lambda name: masses[name].seen, default=None)
    return best if best is not None and masses[best].seen > 0.0 else None


def _factors(watch: Watch, moved: Mapping[str, float]) -> dict[str, float]:
    groups: dict[str, list[float]] = {}
    for indicator in watch.indicators:
        if indicator.group is not None and indicator.id in moved:
            groups.setdefault(indicator.group, []).append(moved[indicator.id])
    kappa = watch.settings.kappa
    return {
        i.id: 1.0 if i.group is None else group_factor(groups.get(i.group, ()), kappa)
        for i in watch.indicators
    }


def _nudged(indicator: Indicator, nudge: Nudge) -> Indicator:
    changed = {h: r for (name, h), r in nudge.seen.items() if name == indicator.id}
    if not changed:
        return indicator
    return replace(indicator, seen={**indicator.seen, **changed})


def _middles(views: Sequence[View], nudge: Nudge) -> dict[str, float]:
    return {view.origin: (view.low + view.high) / 2 for view in views} | dict(nudge.view)


def event_logit(terms: Terms) -> float:
    """Return logit P(yes)."""
    return logit(terms.event())
