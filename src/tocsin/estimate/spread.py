"""The range: how far the estimate could move if its declared numbers were a little wrong (line 11).

Delta method on the logit of the event: the variance is the sum over declared numbers of
(change of the logit when that number moves by one standard deviation) squared.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import datetime

from tocsin.estimate.cells import Masses
from tocsin.estimate.terms import Nudge, event_logit, terms_from
from tocsin.estimate.views import logit
from tocsin.nouns import Look, Matrix, Row, Watch, freshness

__all__ = ["Z80", "range_of"]

Z80 = 1.2815515655446004
"""Standard deviations on each side of the middle that hold 80 % of a normal distribution."""

WEIGHT_SPREAD = 0.5
"""Standard deviation, on the logit, of every origin's weight: a grade is a coarse word."""


def range_of(
    watch: Watch, matrix: Matrix, masses: Mapping[str, Masses], *, as_of: datetime
) -> tuple[float, float]:
    """Return (low, high) of P(yes), an 80 % range over the declared uncertainties.

    `masses` are those of the matrix, gathered as of `as_of`: no declared number changes them.

    The base rate's is that of its Gamma posterior; each indicator's likelihood has
    `settings.scale_indicators` on the logit; each origin's weight `WEIGHT_SPREAD`; a view's range
    is taken as its own 80 %.
    """

    def logit_of(nudge: Nudge | None = None) -> float:
        clocks = {"window_at": as_of, "ageing_at": as_of}
        return event_logit(terms_from(watch, masses, matrix.views, **clocks, nudge=nudge))

    middle = logit_of()
    nudges = _nudges(watch, matrix, masses, as_of)
    variance = math.fsum((logit_of(nudge) - middle) ** 2 for nudge in nudges)
    reach = Z80 * math.sqrt(variance)
    return _expit(middle - reach), _expit(middle + reach)


def _nudges(
    watch: Watch, matrix: Matrix, gathered: Mapping[str, Masses], as_of: datetime
) -> Iterator[Nudge]:
    # ln of a Gamma(k + 1/2) rate: its standard deviation is near 1 / sqrt(k + 1/2).
    yield Nudge(rate=math.exp(1.0 / math.sqrt(watch.base.events + 0.5)))
    rows = {row.indicator: row for row in matrix.rows}
    for indicator in watch.indicators:
        row = rows.get(indicator.id)
        if row is None:
            continue
        masses = gathered[indicator.id]
        if not masses.speaks:
            continue
        for hypothesis, r in indicator.seen.items():
            shifted = _expit(logit(r) + watch.settings.scale_indicators)
            yield Nudge(seen={(indicator.id, hypothesis): shifted})
        seen, absent = _mass_spread(row, indicator.half_life_days, as_of)
        room = (1.0 - masses.seen, 1.0 - masses.absent)
        if seen > 0.0:
            yield Nudge(masses={indicator.id: (min(seen * room[0], room[0] / 2), 0.0)})
        if absent > 0.0:
            yield Nudge(masses={indicator.id: (0.0, min(absent * room[1], room[1] / 2))})
    for view in matrix.views:
        if view.counted and view.superseded is None:
            low, high = max(view.low, 1e-3), min(view.high, 1 - 1e-3)
            spread = max(logit(high) - logit(low), 0.0) / (2 * Z80)
            middle = min(max((view.low + view.high) / 2, 1e-3), 1 - 1e-3)
            yield Nudge(view={view.origin: _expit(logit(middle) + spread)})


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
