"""Track records: how each source's views did on watches that have ended, and what that weighs."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from tocsin.data import load
from tocsin.estimate.base import prior_of
from tocsin.estimate.scores import brier
from tocsin.estimate.views import pool_of
from tocsin.nouns import DAY, TrackRecord, Tried, View, Watch

__all__ = ["record_of", "track_factor", "tried_on"]


def track_factor(excesses: Sequence[float]) -> float:
    """Return what views of a source weigh for its record: 1 where nothing is known of it.

    `excesses` are, for each resolved watch, its Brier score less that of the base rate (-1 to 1).
    exp(-s times their sum over n + m), held between the declared least and most: `m` watches like
    the base rate are added, so that few say little. The form is that of
    `tocsin.estimate.pooling.track_weights`.
    """
    declared: Mapping[str, float] = load("grades.yaml")["track"]
    mean = math.fsum(excesses) / (len(excesses) + declared["prior"])
    factor = math.exp(-declared["steepness"] * mean)
    return min(max(factor, declared["least"]), declared["most"])


def record_of(source: str, tried: Iterable[Tried]) -> TrackRecord:
    """Return the record of a source on these watches, each counted once."""
    ordered = tuple(sorted(tried, key=lambda one: one.watch))
    return TrackRecord(source, ordered, track_factor([one.brier - one.base for one in ordered]))


def tried_on(
    watch: Watch, views: Sequence[View], *, outcome: str, resolution: str, until: datetime
) -> dict[str, Tried]:
    """Return how each source's views did on a watch that ended with `outcome`, by source.

    `views` are all that were said before `until`, when it was decided or closed. On each day's end
    from its first view on, a source is scored by the view that stood then, rescaled to the window
    left, until that has expired. A day that says nothing new counts like any other: how often a
    word is said again is without effect.
    """
    happened = outcome in watch.yes
    days = int((until - watch.opens) / DAY)
    cuts = [watch.opens + (number + 1) * DAY for number in range(days)]
    bases = [brier(prior_of(watch, cut).event, happened) for cut in cuts]
    found = {}
    for source, own in _by_source(views).items():
        times = [view.at for view in own]
        scores: list[tuple[float, float]] = []
        for cut, base in zip(cuts, bases, strict=True):
            place = bisect_left(times, cut) - 1
            if place < 0:
                continue
            standing, _ = pool_of(watch, [own[place]], window_at=cut, ageing_at=cut)
            scores += [(brier(one.probability, happened), base) for one in standing]
        if scores:
            found[source] = Tried(
                watch.id,
                resolution,
                len(scores),
                math.fsum(score for score, _ in scores) / len(scores),
                math.fsum(base for _, base in scores) / len(scores),
            )
    return found


def _by_source(views: Sequence[View]) -> dict[str, list[View]]:
    """Return the views that counted when they were newest, by source, in the order of their times.

    They are those on the claim by which the source counts now: an older one only yields to it.
    """
    counting = {(view.source, view.proposition) for view in views if view.counted}
    found: dict[str, list[View]] = {}
    for view in sorted(views, key=lambda one: (one.source, one.at, one.origin)):
        if (view.source, view.proposition) not in counting:
            continue
        if view.counted or view.superseded is not None:
            stood = replace(view, counted=True, superseded=None, weight=1.0)
            found.setdefault(view.source, []).append(stood)
    return found
