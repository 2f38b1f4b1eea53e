"""The waterfall: bars that add up, exactly and in no chosen order, to the estimate (line 9)."""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from functools import cache

import numpy as np

from tocsin.estimate.terms import Terms, softmax
from tocsin.estimate.views import logit
from tocsin.nouns import Bar

__all__ = ["bars_of", "parts_of"]

POINTS = 16
PANELS = 8
"""One panel of 16 points erred by up to 1e-3 on extreme watches; eight stay under 4e-13."""


@cache
def _nodes() -> tuple[tuple[float, float], ...]:
    """Return (z, weight) of the composite Gauss-Legendre rule on [0, 1]."""
    points, weights = np.polynomial.legendre.leggauss(POINTS)
    return tuple(
        ((panel + (float(x) + 1.0) / 2.0) / PANELS, float(w) / (2.0 * PANELS))
        for panel in range(PANELS)
        for x, w in zip(points, weights, strict=True)
    )


def parts_of(
    start: Sequence[float], vectors: Sequence[Sequence[float]], yes: Sequence[bool]
) -> tuple[float, ...]:
    """Return what each of `vectors` moves the event's log-odds, all growing together from `start`.

    A vector has one log-likelihood a hypothesis, `yes` says which hypotheses are the event. The
    values sum to the difference that the vectors make together, to under 1e-12.
    """
    steps = [math.fsum(vector[i] for vector in vectors) for i in range(len(yes))]
    inside = [i for i, own in enumerate(yes) if own]
    outside = [i for i, own in enumerate(yes) if not own]
    # The path is one for all terms, so each hypothesis's part of it is integrated once.
    reach = [0.0] * len(yes)
    for own, sign in ((inside, 1.0), (outside, -1.0)):
        path = [
            softmax(tuple([start[i] + z * steps[i] for i in own])) if len(own) > 1 else (1.0,)
            for z, _ in _nodes()
        ]
        for place, i in enumerate(own):
            reach[i] = sign * math.fsum(
                w * u[place] for (_, w), u in zip(_nodes(), path, strict=True)
            )
    return tuple(math.fsum(map(operator.mul, reach, vector)) for vector in vectors)


def bars_of(terms: Terms) -> tuple[Bar, ...]:
    """Return the base's bar, one bar a term in their order, and the floor's.

    Each term's bar is its Aumann-Shapley value on the logit of the event: its part of the gradient
    integrated along the straight path on which all terms grow together from nothing (Aumann and
    Shapley 1974; as attribution, Sundararajan et al. 2017). All but the base's sum to
    logit P(yes) - logit(base).
    """
    start = [terms.prior.logs[h] for h in terms.hypotheses]
    values = parts_of(start, [term.vector for term in terms.terms], terms.yes)
    base = logit(terms.prior.event)
    bars = [Bar("base", "base", base)]
    bars += [
        Bar(term.name, term.kind, value, term.origins)
        for term, value in zip(terms.terms, values, strict=True)
    ]
    bars.append(Bar("floor", "floor", logit(terms.event()) - terms.unfloored()))
    return tuple(bars)
