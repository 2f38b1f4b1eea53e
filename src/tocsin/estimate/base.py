"""The base: what a counted reference class says before any report is read (model, line 1)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tocsin.nouns import DAY, Watch
from tocsin.nouns.watch import OUTCOME

__all__ = ["Phase", "Prior", "counted_days", "days_left", "given_back", "phase_of", "prior_of"]

Phase = Literal["before", "open", "closed"]

SHORTEST_WINDOW = 1 / 24
"""Days: an hour before close the window is still open, and logarithms stay finite."""

MOST_EXPECTED = 7.0
"""Events expected within the window beyond which no more is claimed: a chance of .999."""


@dataclass(frozen=True, slots=True)
class Prior:
    """Probabilities by base rate alone.

    `logs` maps hypothesis id to ln pi_h; `event` is pi_F, the probability that the question
    resolves YES; `rate` is the hazard in events a day; `days` the window that is left.
    """

    logs: dict[str, float]
    event: float
    rate: float
    days: float


def phase_of(watch: Watch, at: datetime) -> Phase:
    """Say whether the window has not opened at `at`, is open, or is over."""
    if at >= watch.closes:
        return "closed"
    return "before" if at < watch.opens else "open"


def days_left(watch: Watch, at: datetime) -> float:
    """Return tau: days from `at` (or the opening, if later) to the close, at least an hour."""
    return max((watch.closes - max(at, watch.opens)) / DAY, SHORTEST_WINDOW)


def prior_of(watch: Watch, at: datetime, *, rate_factor: float = 1.0) -> Prior:
    """Return the prior of `watch` with the window that is left at `at`.

    `rate_factor` scales the counted rate, for the range. Constant hazard: the chance of an event
    within tau days is 1 - exp(-rate * tau), so that time passing only shrinks tau. Of the time gone
    by, that part still counts in which it would have come about unheard.
    """
    tau = counted_days(watch, at)
    # A base rate claims no certainty: more would round to 1 where it is printed.
    rate = min(watch.base.rate * rate_factor, MOST_EXPECTED / tau)
    event = -math.expm1(-rate * tau)
    logs = {
        h.id: math.log(h.weight) + (math.log(event) if h.resolves_yes else -rate * tau)
        for h in watch.hypotheses
    }
    return Prior(logs, event, rate, tau)


def counted_days(watch: Watch, at: datetime, *, since: datetime | None = None) -> float:
    """Return the days in which it may still turn out to come about, seen from `at`.

    Those that are left, and of those gone by since the opening (or `since`, if that is later) the
    part in which it would have come about unheard.
    """
    start = watch.opens if since is None else max(since, watch.opens)
    gone = max((min(at, watch.closes) - start) / DAY, 0.0)
    return days_left(watch, at) + unheard(watch) * gone


def unheard(watch: Watch) -> float:
    """Return the chance that it comes about and no report of the watch's tells so.

    One less how likely its outcome is declared to be seen under the hypotheses that resolve YES;
    0 where no indicator is of the outcome: then people tell that it has come about.
    """
    told = [indicator for indicator in watch.indicators if indicator.kind == OUTCOME]
    if not told:
        return 0.0
    return min(
        math.fsum(h.weight * (1.0 - one.seen[h.id]) for h in watch.hypotheses if h.resolves_yes)
        for one in told
    )


def _gone(watch: Watch, at: datetime) -> float:
    """Return the days from the opening to `at`, or to the close if that is earlier."""
    return max((min(at, watch.closes) - watch.opens) / DAY, 0.0)


def given_back(watch: Watch, at: datetime, prior: Prior, seen: float) -> dict[str, float]:
    """Return what a report that it has come about adds to each ln pi_h, by hypothesis id.

    The prior at `at` counts the window that is left, as is right where nothing has happened. Where
    it is reported, with mass `seen` in [0, 1), the time gone by since the opening counts too, in
    that part: what has happened can only have happened then.
    """
    more = prior.rate * seen * (1.0 - unheard(watch)) * _gone(watch, at)
    more = max(min(more, MOST_EXPECTED - prior.rate * prior.days), 0.0)
    event = -math.expm1(-(prior.rate * prior.days + more))
    return {
        h.id: math.log(event / prior.event) if h.resolves_yes else -more for h in watch.hypotheses
    }
