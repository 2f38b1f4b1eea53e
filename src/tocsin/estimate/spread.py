"""The range: how far the estimate could move if its declared numbers were a little wrong (line 11).

Delta method on the logit of the event: the variance is the sum over declared numbers of
(change of the logit when that number moves by one standard deviation) squared.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from tocsin.estimate.cells import Masses, adjusted
from tocsin.estimate.terms import (
    Terms,
    event_logit,
    gathered,
    pulls_of,
    terms_from,
    vectors_of,
)
from tocsin.estimate.views import logit, pool_of
from tocsin.nouns import Look, Matrix, Row, View, Watch, freshness

__all__ = ["Z80", "range_at", "range_of"]

Z80 = 1.2815515655446004
"""Standard deviations on each side of the middle that hold 80 % of a normal distribution."""

WEIGHT_SPREAD = 0.5
"""Standard deviation, on the logit, of every origin's weight: a grade is a coarse word."""


def range_at(watch: Watch, matrix: Matrix, *, as_of: datetime) -> tuple[float, float]:
    """Return `range_of` where nothing has been gathered yet."""
    masses = gathered(watch, matrix, as_of)
    terms = terms_from(watch, masses, matrix.views, window_at=as_of, ageing_at=as_of)
    return range_of(watch, matrix, masses, terms, as_of=as_of)


def range_of(
    watch: Watch, matrix: Matrix, masses: Mapping[str, Masses], terms: Terms, *, as_of: datetime
) -> tuple[float, float]:
    """Return (low, high) of P(yes), an 80 % range over the declared uncertainties.

    `masses` and `terms` are those of the matrix as of `as_of`. The base rate's uncertainty is that
    of its Gamma posterior; each indicator's likelihood has `settings.scale_indicators` on the
    logit; each origin's weight `WEIGHT_SPREAD`; a view's range is taken as its own 80 %.
    """
    middle = event_logit(terms)
    # ln of a Gamma(k + 1/2) rate: its standard deviation is near 1 / sqrt(k + 1/2).
    rate = math.exp(1.0 / math.sqrt(watch.base.events + 0.5))
    views = matrix.views
    by_rate = terms_from(watch, masses, views, window_at=as_of, ageing_at=as_of, rate_factor=rate)
    moved = [
        event_logit(by_rate),
        *_by_indicators(watch, matrix, masses, terms, as_of),
        *map(event_logit, _by_views(watch, views, terms, as_of)),
    ]
    reach = Z80 * math.sqrt(math.fsum((one - middle) ** 2 for one in moved))
    return _expit(middle - reach), _expit(middle + reach)


def _by_indicators(
    watch: Watch, matrix: Matrix, masses: Mapping[str, Masses], terms: Terms, as_of: datetime
) -> Iterator[float]:
    """Yield logit P(yes) with each declared r, and the weights on each indicator, moved once.

    Either changes the vectors of the indicator and of its group, and all others stay: no terms
    are put together anew, for a history asks for the range of every day.
    """
    rows = {row.indicator: row for row in matrix.rows}
    indicators = {indicator.id: indicator for indicator in watch.indicators}
    rates = {i.id: adjusted(i, watch, terms.prior) for i in watch.indicators if i.id in masses}
    for term in terms.terms:
        if term.kind != "indicator":
            continue
        indicator, mass = indicators[term.name], masses[term.name]
        changed = [
            (replace(indicator, seen={**indicator.seen, hypothesis: shifted}), *mass.pair)
            for hypothesis, r in indicator.seen.items()
            for shifted in (_expit(logit(r) + watch.settings.scale_indicators),)
        ]
        seen, absent = _mass_spread(rows[indicator.id], indicator.half_life_days, as_of)
        room = (1.0 - mass.seen, 1.0 - mass.absent)
        if seen > 0.0:
            more = min(seen * room[0], room[0] / 2)
            changed.append((indicator, mass.seen + more, mass.absent))
        if absent > 0.0:
            more = min(absent * room[1], room[1] / 2)
            changed.append((indicator, mass.seen, mass.absent + more))
        near = {
            name: own
            for name, own in rates.items()
            if name == term.name
            or (indicator.group is not None and indicators[name].group == indicator.group)
        }
        for one, one_seen, one_absent in changed:
            vectors = vectors_of(
                watch,
                {**masses, term.name: replace(mass, seen=one_seen, absent=one_absent)},
                {**near, term.name: adjusted(one, watch, terms.prior)},
                terms.omega,
                terms.prior,
                as_of,
            )
            yield logit(terms.event_with(vectors))


def _by_views(
    watch: Watch, views: Sequence[View], terms: Terms, as_of: datetime
) -> Iterator[Terms]:
    """Yield the terms with each counted view's middle moved once: only views' vectors change."""
    others = tuple(term for term in terms.terms if term.kind != "view")
    own = terms.terms[len(others) :]
    if not own:
        return
    middles = {view.origin: (view.low + view.high) / 2 for view in views}
    for view in views:
        if view.counted and view.superseded is None:
            low, high = max(view.low, 1e-3), min(view.high, 1 - 1e-3)
            spread = max(logit(high) - logit(low), 0.0) / (2 * Z80)
            middle = min(max((view.low + view.high) / 2, 1e-3), 1 - 1e-3)
            moved = middles | {view.origin: _expit(logit(middle) + spread)}
            pooled, omega = pool_of(watch, views, window_at=as_of, ageing_at=as_of, middle=moved)
            pulls = pulls_of(watch, pooled, omega, terms.prior)
            pulled = (replace(term, vector=vector) for term, vector in zip(own, pulls, strict=True))
            yield replace(terms, terms=(*others, *pulled))


def _mass_spread(row: Row, half_life_days: float, now: datetime) -> tuple[float, float]:
    """Return the standard deviations of -ln(1 - s) and -ln(1 - n) from independent weights."""

    def one(part: float, weight: float) -> float:
        return part * (1.0 - weight) * WEIGHT_SPREAD / max(1.0 - part, 1e-6)

    seen: list[float] = []
    absent: list[float] = []
    for evidence in row.evidence:
        fresh = freshness(evidence.at, now, half_life_days)
        if isinstance(evidence, Look):
            absent.append(one(evidence.weight * fresh * evidence.share, evidence.weight) ** 2)
        else:
            seen.append(one(evidence.weight * fresh, evidence.weight) ** 2)
    return math.sqrt(math.fsum(seen)), math.sqrt(math.fsum(absent))


def _expit(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x)) if x >= 0 else math.exp(x) / (1.0 + math.exp(x))
