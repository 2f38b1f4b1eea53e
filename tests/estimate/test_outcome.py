"""The outcome: what is told as having come about is not lost as the window closes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.estimate.build import OPENS, at, matrix_of, seen, watch_of

from tocsin.estimate.base import given_back, prior_of, unheard
from tocsin.estimate.terms import Terms, terms_of
from tocsin.estimate.views import logit
from tocsin.estimate.waterfall import bars_of
from tocsin.nouns import BaseRate, Sighting, Watch
from tocsin.nouns.watch import OUTCOME

HEARD = 0.6
DAYS = 30


def outcome_watch(share: float = 0.30, heard: float = HEARD) -> Watch:
    """A window of 30 days in which the base rate gives `share`, with an outcome to be heard of."""
    watch = watch_of(3, 1, {"told": (heard, 0.03, 0.02)}, lead=180)
    told = tuple(replace(one, kind=OUTCOME) for one in watch.indicators)
    rate = -math.log1p(-share) / DAYS
    base = BaseRate("made", 9.5, 10.0 / rate, "made up", "none")
    return replace(watch, indicators=told, closes=OPENS + timedelta(days=DAYS), base=base)


def terms(watch: Watch, day: float, sightings: Sequence[Sighting] = ()) -> Terms:
    made = matrix_of(watch, {"told": list(sightings)} if sightings else {})
    return terms_of(watch, made, window_at=at(day), ageing_at=at(day))


def test_the_example_of_the_page_by_hand() -> None:
    watch = outcome_watch()
    prior = prior_of(watch, at(29))
    assert prior.days == pytest.approx(12.6)
    assert prior.event == pytest.approx(0.139, abs=5e-4)
    back = given_back(watch, at(29), prior, 0.5)
    event = math.exp(prior.logs["h0"] + back["h0"])
    assert event == pytest.approx(0.224, abs=5e-4)


def test_what_is_given_back_leaves_probabilities_that_sum_to_one() -> None:
    watch = outcome_watch()
    prior = prior_of(watch, at(20))
    back = given_back(watch, at(20), prior, 0.7)
    assert math.fsum(math.exp(prior.logs[h] + back[h]) for h in prior.logs) == pytest.approx(1.0)


def test_a_watch_without_an_outcome_loses_all_the_time_gone_by() -> None:
    watch = watch_of(3, 1, {"tanks": (0.6, 0.2, 0.2)})
    assert unheard(watch) == 0.0
    assert prior_of(watch, at(100)).days == pytest.approx((watch.closes - at(100)).days)


def test_an_outcome_that_nobody_could_miss_leaves_none_of_it() -> None:
    watch = outcome_watch(heard=0.98)
    assert prior_of(watch, at(29)).days == pytest.approx(1.0 + 0.02 * 29)


@given(st.floats(0.5, 29.5), st.floats(0.05, 0.95))
def test_told_as_done_it_is_never_less_likely_than_unheard_of(day: float, weight: float) -> None:
    watch = outcome_watch()
    told = terms(watch, day, [seen("o1", weight, 0.0, now=at(day))])
    assert told.event() > terms(watch, day).event()


def test_told_by_many_it_stays_likely_to_the_last_day() -> None:
    watch = outcome_watch()
    told = terms(watch, 29.9, [seen(f"o{n}", 0.6, 0.0, now=at(29.9)) for n in range(4)])
    assert told.event() > 0.85


@given(st.floats(0.5, 40.0), st.floats(0.05, 0.95))
def test_the_bars_add_up_with_the_time_that_came_back(day: float, weight: float) -> None:
    told = terms(outcome_watch(), day, [seen("o1", weight, 0.0, now=at(day))])
    total = math.fsum(bar.logodds for bar in bars_of(told) if bar.kind != "base")
    assert total == pytest.approx(logit(told.event()) - logit(told.prior.event), abs=1e-9)
