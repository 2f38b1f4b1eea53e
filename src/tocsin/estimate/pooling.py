"""Pooling: many people's forecasts of one question made into one probability.

The pool is the weighted geometric mean of odds of each forecaster's newest word, recalibrated by a
logistic rule (docs/methods/pooling.md). Sources: Genest and Zidek 1986 for the logarithmic pool;
Baron et al. 2014 and Satopää et al. 2014 for extremising; Platt 2000 for slope and intercept.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from tocsin.data import load
from tocsin.nouns import DAY

__all__ = [
    "FEATURES",
    "Forecast",
    "Pool",
    "Resolved",
    "Rule",
    "features_of",
    "geometric_mean_of_odds",
    "newest",
    "pooled",
    "shipped_rule",
    "track_weights",
]

FEATURES = (
    "one",
    "people",
    "people_size",
    "people_spread",
    "professional",
    "people_professional",
    "both",
    "people_beside_crowd",
    "crowd_beside_people",
    "crowd_alone",
    "crowd",
    "days_left",
    "crowd_days_left",
)
"""The inputs of the rule in the order of its coefficients; docs/methods/pooling.md has them."""

_REFERENCE_SIZE = 5
"""Forecasters at which pool size changes nothing; it only says what the slope `people` is of."""

_FARTHEST_DAYS = 1000.0
"""Closes beyond this count as this far: a fitted trend is not carried on where nothing was seen."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """One forecaster's probability of yes; `made` is None where its time is unknown."""

    forecaster: str
    p: float
    made: datetime | None = None
    professional: bool = False


@dataclass(frozen=True, slots=True)
class Pool:
    """All that is known of a question at one time.

    `forecasts` are the newest of each forecaster (`newest`). `crowd` is a value that others pooled
    already: a market's price, a community's median. `days_left` until the scheduled close is None
    where no close is known. `experience` counts a forecaster's forecasts so far, of any question;
    `track` weighs forecasters by `track_weights`. Who is in neither has 1.
    """

    forecasts: tuple[Forecast, ...] = ()
    as_of: datetime | None = None
    crowd: float | None = None
    days_left: float | None = None
    experience: Mapping[str, int] | None = None
    track: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Fitted numbers: probabilities are held within `clip` and 1 - `clip`.

    A forecast `fade_days` old weighs half. Pools beyond `cap` forecasters count as `cap`.
    `coefficients` has one number for each of `FEATURES`, in log-odds.
    """

    clip: float
    fade_days: float
    cap: int
    coefficients: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A forecast of a question that has ended: when it did, and whether with yes."""

    forecaster: str
    question: str
    p: float
    resolved: datetime
    yes: bool


@cache
def shipped_rule() -> Rule:
    """Return the rule of data/pooling.yaml, fitted by scripts/fit_pooling.py."""
    table = load("pooling.yaml")
    return Rule(
        clip=table["clip"],
        fade_days=table["fade_days"],
        cap=table["cap"],
        coefficients={name: table["coefficients"][name] for name in FEATURES},
    )


def newest(forecasts: Iterable[Forecast], as_of: datetime | None) -> tuple[Forecast, ...]:
    """Return each forecaster's newest forecast made by `as_of`, sorted by forecaster.

    Forecasts of unknown time are taken to be known, and yield to any whose time is known. Without
    an `as_of` only they are left. Of two at one time the higher p stands, so that no order counts.
    """
    latest: dict[str, Forecast] = {}
    for one in sorted(forecasts, key=_by_time):
        if one.made is None or (as_of is not None and one.made <= as_of):
            latest[one.forecaster] = one
    return tuple(latest[name] for name in sorted(latest))


def geometric_mean_of_odds(weighted: Iterable[tuple[float, float]]) -> float:
    """Return the pool of (probability, weight) pairs: the mean of log-odds, as a probability.

    Every p is inside (0, 1), every weight at least 0 and not all 0.
    """
    pairs = list(weighted)
    total = math.fsum(weight for _, weight in pairs)
    return _sigmoid(math.fsum(weight * _logit(p) for p, weight in pairs) / total)


def features_of(pool: Pool, rule: Rule) -> dict[str, float]:
    """Return the inputs of the rule by name, 0 where a pool has nothing of the kind."""
    found = dict.fromkeys(FEATURES, 0.0)
    found["one"] = 1.0
    crowd = None if pool.crowd is None else _held(pool.crowd, rule.clip)
    if pool.forecasts:
        middle, spread = _middle_and_spread(pool, rule)
        if crowd is None:
            size = min(len(pool.forecasts), rule.cap)
            share = sum(one.professional for one in pool.forecasts) / len(pool.forecasts)
            found["people"] = middle
            found["people_size"] = middle * math.log(size / _REFERENCE_SIZE)
            found["people_spread"] = middle * spread
            found["professional"] = share
            found["people_professional"] = middle * share
        else:
            found["both"] = 1.0
            found["people_beside_crowd"] = middle
            found["crowd_beside_people"] = crowd
    elif crowd is not None:
        wait = math.log1p(min(max(pool.days_left or 0.0, 0.0), _FARTHEST_DAYS))
        found["crowd_alone"] = 1.0
        found["crowd"] = crowd
        found["days_left"] = wait
        found["crowd_days_left"] = crowd * wait
    return found


def pooled(pool: Pool, rule: Rule) -> float:
    """Return the probability of yes, in (0, 1).

    A pool with nothing in it gives what the rule gives an even pool of people.
    """
    found = features_of(pool, rule)
    return _sigmoid(math.fsum(rule.coefficients[name] * found[name] for name in FEATURES))


def track_weights(
    records: Iterable[Resolved],
    *,
    as_of: datetime,
    steepness: float = 10.0,
    prior: float = 5.0,
) -> dict[str, float]:
    """Return a weight above 0 for each forecaster with a record before `as_of`; 1 is average.

    A record is the mean by which a forecaster's squared error exceeds that of the others' on the
    same question, shrunk towards 0 by `prior` questions; the weight is exp(-steepness · record).
    Questions resolved at `as_of` or later are unknown, whatever `records` says of them.
    """
    questions: defaultdict[str, list[Resolved]] = defaultdict(list)
    for one in records:
        if one.resolved < as_of:
            questions[one.question].append(one)
    excess: defaultdict[str, list[float]] = defaultdict(list)
    for answers in questions.values():
        errors = [(one.p - one.yes) ** 2 for one in answers]
        mean = math.fsum(errors) / len(errors)
        for one, error in zip(answers, errors, strict=True):
            excess[one.forecaster].append(error - mean)
    return {
        name: math.exp(-steepness * math.fsum(excess[name]) / (len(excess[name]) + prior))
        for name in sorted(excess)
    }


def _middle_and_spread(pool: Pool, rule: Rule) -> tuple[float, float]:
    """The weighted mean of log-odds, and the weighted standard deviation around it."""
    weighted = [(_held(one.p, rule.clip), _weight(one, pool, rule)) for one in pool.forecasts]
    total = math.fsum(weight for _, weight in weighted)
    middle = math.fsum(weight * x for x, weight in weighted) / total
    variance = math.fsum(weight * (x - middle) ** 2 for x, weight in weighted) / total
    return middle, math.sqrt(variance)


def _weight(one: Forecast, pool: Pool, rule: Rule) -> float:
    weight = (pool.track or {}).get(one.forecaster, 1.0)
    if one.made is None or pool.as_of is None:
        return weight
    age = max((pool.as_of - one.made) / DAY, 0.0)
    # A power and no half-life: words that are all old keep their weights among one another.
    weight /= 1.0 + age / rule.fade_days
    return weight * math.log2(1 + max((pool.experience or {}).get(one.forecaster, 1), 1))


def _by_time(one: Forecast) -> tuple[str, float, float, bool]:
    made = -math.inf if one.made is None else one.made.timestamp()
    return one.forecaster, made, one.p, one.professional


def _held(p: float, clip: float) -> float:
    return _logit(min(max(p, clip), 1.0 - clip))


def _logit(p: float) -> float:
    return math.log(p) - math.log1p(-p)


def _sigmoid(x: float) -> float:
    if x < 0:
        return math.exp(x) / (1.0 + math.exp(x))
    return 1.0 / (1.0 + math.exp(-x))
