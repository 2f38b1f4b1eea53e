"""Views: outside estimates, pooled with the evidence and never added to it (model, lines 6, 7)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.estimate.base import Prior, counted_days
from tocsin.nouns import DAY, View, Watch, freshness
from tocsin.weigh.views import open_until

__all__ = ["Pooled", "logit", "pool_of", "pull_of", "rescaled"]

EVEN = 0.5
"""A likelihood above this says that it comes rather than not."""


@dataclass(frozen=True, slots=True)
class Pooled:
    """One counted view: its probability p' for the window left, and its part v_b / V.

    `at_least` is what it never pulls an estimate below that stands lower: 0 where it may.
    """

    view: View
    probability: float
    share: float
    at_least: float = 0.0


def logit(p: float) -> float:
    """Return ln(p / (1 - p))."""
    return math.log(p) - math.log1p(-p)


def rescaled(p: float, days: float, horizon_days: float) -> float:
    """Return p for a shorter window at the same hazard: 1 - (1 - p)**min(1, days / horizon)."""
    return -math.expm1(math.log1p(-p) * min(1.0, days / horizon_days))


def pool_of(
    watch: Watch,
    views: Sequence[View],
    *,
    window_at: datetime,
    ageing_at: datetime,
    middle: dict[str, float] | None = None,
) -> tuple[tuple[Pooled, ...], float]:
    """Return the counted views with their shares, and omega, the weight of them all.

    `middle` replaces a view's middle probability by origin id, for the range. Views that cite one
    origin share one weight between them, since they lean on the same observation. A view speaks of
    the time from when it was said on: what had gone by before is none of its own.
    """
    epsilon = watch.settings.epsilon
    counted = [view for view in views if view.counted and view.superseded is None]
    leaning = Counter(origin for view in counted for origin in set(view.cites))
    weighed: list[tuple[View, float, float]] = []
    for view in sorted(counted, key=lambda one: (one.source, one.origin, one.proposition)):
        split = max((leaning[origin] for origin in view.cites), default=1)
        weight = view.weight / split
        weight *= freshness(view.at, ageing_at, watch.settings.view_half_life_days)
        if weight <= 0.0:
            continue
        p = (view.low + view.high) / 2 if middle is None else middle[view.origin]
        p = min(max(p, epsilon), 1.0 - epsilon)
        horizon = max(((view.horizon or watch.closes) - view.at) / DAY, 1.0)
        p = rescaled(p, counted_days(watch, window_at, since=view.at), horizon)
        weighed.append((view, min(max(p, epsilon), 1.0 - epsilon), weight))
    total = math.fsum(weight for _, _, weight in weighed)
    if total == 0.0:
        return (), 0.0
    omega = watch.settings.omega_max * total / (1.0 + total)
    return tuple(
        Pooled(view, p, weight / total, _at_least(watch, view)) for view, p, weight in weighed
    ), omega


def _at_least(watch: Watch, view: View) -> float:
    """Return the likelihood that an open view states, where it is one above even of the very event.

    Who calls it likely within the window, and sets no time, may mean the window or a longer one:
    spread over the longer one it would speak against what it calls likely.
    """
    middle = (view.low + view.high) / 2
    same = any(p.id == view.proposition and p.relation == "same" for p in watch.propositions)
    is_open = view.horizon is not None and view.horizon == open_until(view.at, watch.closes)
    return middle if same and is_open and middle > EVEN and view.at >= watch.opens else 0.0


def pull_of(pooled: Pooled, omega: float, prior: Prior) -> float:
    """Return by how much a view pulls every yes-hypothesis, in log-odds."""
    probability = max(pooled.probability, min(pooled.at_least, prior.event))
    return omega * pooled.share * (logit(probability) - logit(prior.event))
