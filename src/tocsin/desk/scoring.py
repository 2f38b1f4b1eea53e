"""Scoring: how a resolved watch did, beside its base rate and beside each assessor it heard."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from tocsin.desk.history import timeline_at
from tocsin.desk.place import Desk
from tocsin.estimate import brier, brier_many, log_score, skill
from tocsin.estimate.base import prior_of
from tocsin.estimate.views import pool_of
from tocsin.ledger import Ledger
from tocsin.nouns import DAY, Matrix, Watch, clock_of

__all__ = ["SCORED_DAYS", "scored"]

SCORED_DAYS = 60
"""At most so many estimates are scored, evenly spread over the window."""


def scored(
    desk: Desk,
    ledger: Ledger,
    name: str,
    *,
    known_at: datetime,
    told: Callable[[str, int], None] = lambda _stage, _count: None,
) -> dict[str, Any]:
    """Return the mean scores of a resolved watch over the days on which it was open.

    One estimate a day from opening to resolution (evenly thinned to `SCORED_DAYS`), each as of the
    end of that day; beside it the base rate alone on the same days. `open_days` is the number of
    them all. `brier_many` is Brier's score over all hypotheses, 0 to 2. `assessors` has each source
    with a counted view: its own Brier score on the days on which the view stood, rescaled to the
    window left, and ours on those days. `told` hears of each weighing.
    """
    watch = desk.watch(ledger, name, known_at=known_at)
    end = ledger.resolutions(name, known_at=known_at)[-1]
    outcome = end.outcome or ""
    happened = outcome in watch.yes
    last = min(end.resolved_on, watch.closes)
    days = max(int((last - watch.opens) / DAY), 1)
    count = min(days, SCORED_DAYS)
    cuts = [watch.opens + ((number + 1) * days // count) * DAY for number in range(count)]
    line = timeline_at(desk, ledger, name, cuts, known_at=known_at, told=told)
    passed = tuple(line.timeline.days())
    rows = [(day.p, day.base) for day in passed]
    own = sum(brier(p, happened) for p, _ in rows) / count
    base = sum(brier(b, happened) for _, b in rows) / count
    return {
        "watch": name,
        "resolution": end.id,
        "outcome": end.outcome,
        "happened": happened,
        "days": count,
        "open_days": days,
        "brier": own,
        "brier_base": base,
        "brier_many": _mean(brier_many(day.probabilities, outcome) for day in passed),
        "brier_many_base": _mean(brier_many(_base(line.watch, cut), outcome) for cut in cuts),
        "log": sum(log_score(p, happened) for p, _ in rows) / count,
        "log_base": sum(log_score(b, happened) for _, b in rows) / count,
        "skill": skill(own, base),
        "assessors": _assessors(line.watch, line.matrices, cuts, [p for p, _ in rows], happened),
        "daily": [
            {"as_of": clock_of(cut), "p": p, "base": b}
            for cut, (p, b) in zip(cuts, rows, strict=True)
        ],
    }


def _base(watch: Watch, cut: datetime) -> dict[str, float]:
    return {key: math.exp(value) for key, value in prior_of(watch, cut).logs.items()}


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return math.fsum(listed) / len(listed)


def _assessors(
    watch: Watch,
    matrices: Mapping[datetime, Matrix],
    cuts: Sequence[datetime],
    ours: Sequence[float],
    happened: bool,
) -> list[dict[str, Any]]:
    """Score each source by what its views, as the estimate took them, said on each day."""
    weighed = sorted(matrices)
    said: dict[str, list[tuple[float, float]]] = {}
    for cut, p in zip(cuts, ours, strict=True):
        place = bisect_right(weighed, cut) - 1
        if place < 0:
            continue
        views = matrices[weighed[place]].views
        standing: dict[str, list[float]] = {}
        for one in pool_of(watch, views, window_at=cut, ageing_at=cut)[0]:
            standing.setdefault(one.view.source, []).append(one.probability)
        for source, probabilities in standing.items():
            said.setdefault(source, []).append((_mean(probabilities), p))
    rows = []
    for source, pairs in sorted(said.items()):
        theirs = _mean(brier(q, happened) for q, _ in pairs)
        mine = _mean(brier(p, happened) for _, p in pairs)
        rows.append(
            {
                "source": source,
                "days": len(pairs),
                "brier": theirs,
                "ours": mine,
                "skill": skill(mine, theirs),
            }
        )
    return rows
