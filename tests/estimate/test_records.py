"""Track records: the examples by hand on the page, and what a record never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.estimate.build import CLOSES, view, watch_of

from tocsin.estimate.records import record_of, track_factor, tried_on
from tocsin.nouns import Tried, View

EXCESS = st.lists(st.floats(-1, 1), max_size=30)


def said(p: float, at: datetime, *, origin: str = "a", source: str = "a", **more: object) -> View:
    made = replace(view(origin, p, p, 1.0, 0), at=at, source=source)
    return replace(made, **more)  # type: ignore[arg-type]


def tried(views: list[View], outcome: str = "h1") -> dict[str, Tried]:
    return tried_on(watch_of(2, 1, {}), views, outcome=outcome, resolution="e1", until=CLOSES)


def test_a_view_of_two_days_on_a_watch_that_ended_with_no() -> None:
    (one,) = tried([said(0.3, CLOSES - timedelta(days=2))]).values()
    assert one.days == 2
    assert one.brier == pytest.approx(0.0134, abs=5e-5)


def test_a_record_of_three_watches_is_drawn_towards_one() -> None:
    scores = [(0.02, 0.06), (0.05, 0.06), (0.30, 0.06)]
    record = record_of(
        "a", [Tried(f"w{n}", "e", 10, brier, base) for n, (brier, base) in enumerate(scores)]
    )
    assert record.brier == pytest.approx(0.1233, abs=5e-5)
    assert record.base == pytest.approx(0.06)
    assert record.factor == pytest.approx(0.789, abs=5e-4)
    assert 0.6 * record.factor == pytest.approx(0.473, abs=5e-4)


def test_one_watch_far_off_costs_a_third_and_many_cost_half() -> None:
    assert track_factor([0.25]) == pytest.approx(0.659, abs=5e-4)
    assert track_factor([0.25] * 20) == 0.5


def test_nothing_known_weighs_nothing() -> None:
    assert track_factor([]) == 1.0
    assert track_factor([0.0, 0.0]) == 1.0


@given(EXCESS)
def test_a_record_at_most_halves_or_doubles(excesses: list[float]) -> None:
    assert 0.5 <= track_factor(excesses) <= 2.0


@given(EXCESS, st.floats(0, 1))
def test_a_watch_worse_than_all_before_never_raises_the_weight(
    excesses: list[float], more: float
) -> None:
    worst = max([more, *excesses])
    assert track_factor([*excesses, worst]) <= track_factor(excesses) + 1e-12


@given(st.permutations(range(5)))
def test_the_order_of_watches_is_without_effect(order: list[int]) -> None:
    rows = [Tried(f"w{n}", "e", 1, n / 10, 0.1) for n in range(5)]
    assert record_of("a", [rows[n] for n in order]) == record_of("a", rows)


def test_a_word_said_again_is_scored_no_more_often() -> None:
    first = said(0.3, CLOSES - timedelta(days=10), horizon=CLOSES)
    again = said(0.3, CLOSES - timedelta(days=5), origin="b", counted=True)
    once = tried([first])["a"]
    twice = tried([replace(first, counted=False, superseded="b"), again])["a"]
    assert twice.days == once.days == 10


def test_the_word_that_stood_on_a_day_is_scored_on_it() -> None:
    old = said(0.9, CLOSES - timedelta(days=10), counted=False, superseded="b")
    new = said(0.1, CLOSES - timedelta(days=5), origin="b")
    alone = tried([replace(old, counted=True, superseded=None)])["a"]
    both = tried([old, new])["a"]
    assert both.days == alone.days == 10
    assert both.brier < alone.brier


def test_what_moved_nothing_is_not_scored() -> None:
    assert tried([said(0.9, CLOSES - timedelta(days=10), counted=False)]) == {}


def test_yes_is_scored_as_yes() -> None:
    high = said(0.9, CLOSES - timedelta(days=30))
    assert tried([high], "h0")["a"].brier < tried([high], "h1")["a"].brier
