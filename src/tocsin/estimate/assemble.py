"""The estimate of a watch at two clocks, put together from its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tocsin.estimate.confidence import confidence_of
from tocsin.estimate.spread import range_of
from tocsin.estimate.terms import gathered, terms_from, terms_of
from tocsin.estimate.views import logit
from tocsin.estimate.waterfall import bars_of
from tocsin.nouns import Estimate, Event, Matrix, Watch, Yardstick

__all__ = ["MODEL", "estimate", "evidence_logodds"]

MODEL = "2"
"""Version of the formulas; a change of any figure they give changes it."""


def evidence_logodds(watch: Watch, matrix: Matrix, as_of: datetime) -> float:
    """Return by how much evidence moves the event's log-odds off the base.

    The floor is no evidence: near the close it lifts the number off a base that runs out.
    """
    terms = terms_of(watch, matrix, window_at=as_of, ageing_at=as_of)
    return terms.unfloored() - logit(terms.prior.event)


def estimate(
    watch: Watch,
    matrix: Matrix,
    *,
    as_of: datetime,
    known_at: datetime,
    retrospective: bool,
    yardstick: Yardstick,
    history: Sequence[float] = (),
    cuts: Sequence[datetime] = (),
    version: str = MODEL,
) -> Estimate:
    """Return the estimate of `watch` from `matrix` at the two clocks.

    `history` are values of `evidence_logodds` of the last 30 days, oldest first, and `cuts` when
    each was so, where that is to be told. The word is that
    of `yardstick`, and `event.within_band` says whether its band really holds the number.
    """
    masses = gathered(watch, matrix, as_of)
    terms = terms_from(watch, masses, matrix.views, window_at=as_of, ageing_at=as_of)
    p = terms.event()
    moved = terms.unfloored() - logit(terms.prior.event)
    low, high = range_of(watch, matrix, masses, terms, as_of=as_of)
    band, held = yardstick.word_for(p)
    coverage = {row.indicator: row.coverage for row in matrix.rows}
    bars = bars_of(terms)
    confidence = confidence_of(
        watch, matrix, bars=bars, coverage=coverage, history=history, now=moved
    )
    if cuts:
        days = (*zip(cuts, history, strict=True), (as_of, moved))
        confidence = replace(confidence, days=days)
    return Estimate(
        watch=watch.id,
        as_of=as_of,
        known_at=known_at,
        retrospective=retrospective,
        probabilities=dict(zip(terms.hypotheses, terms.probabilities(), strict=True)),
        event=Event(p, min(low, p), max(high, p), band.word, yardstick.name, held),
        base=terms.prior.event,
        confidence=confidence,
        waterfall=bars,
        cells=terms.cells,
        coverage=coverage,
        version=version,
    )
