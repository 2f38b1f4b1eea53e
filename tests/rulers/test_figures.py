"""Figures that all rulers share."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.rulers.figures import (
    f1_of_totals,
    interval,
    mean_interval,
    prf,
    printed,
    ratio,
    ratios,
)

counts = st.integers(0, 50)


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    """Van Rijsbergen (1979): 3 of 4 found are right, 3 of 6 wanted are found."""
    assert prf(3, 4, 6) == {"p": 0.75, "r": 0.5, "f1": pytest.approx(0.6)}


def test_gold_hits_may_be_counted_apart() -> None:
    assert prf(1, 1, 4, right_gold=2) == {"p": 1.0, "r": 0.5, "f1": pytest.approx(2 / 3)}


def test_nothing_of_nothing_is_nought() -> None:
    assert ratio(0, 0) == 0.0
    assert prf(0, 0, 0) == {"p": 0.0, "r": 0.0, "f1": 0.0}


@given(st.lists(st.tuples(counts, counts), min_size=1))
def test_ratios_are_the_ratio_of_each(parts: list[tuple[int, int]]) -> None:
    columns = np.array(parts, float)
    assert ratios(columns[:, 0], columns[:, 1]).tolist() == [ratio(a, b) for a, b in parts]


def test_an_interval_of_equal_units_is_a_point() -> None:
    assert interval([[1, 2, 2]] * 5, f1_of_totals(0, 1, 2)) == [0.5, 0.5]


def test_an_interval_holds_the_figure_and_narrows_with_more_units() -> None:
    units = [[1, 1, 1], [0, 1, 1]]
    few = interval(units * 10, f1_of_totals(0, 1, 2))
    many = interval(units * 1000, f1_of_totals(0, 1, 2))
    assert few[0] < many[0] < 0.5 < many[1] < few[1]


def test_an_interval_comes_out_the_same_each_time_and_other_with_another_seed() -> None:
    units = [[n % 3, 2, 2] for n in range(40)]
    figure = f1_of_totals(0, 1, 2)
    assert interval(units, figure) == interval(units, figure)
    assert interval(units, figure) != interval(units, figure, seed=1)


def test_the_interval_of_a_share_is_near_the_binomial_one() -> None:
    """200 of 400: half, give or take 1.96 standard errors of .025."""
    low, high = mean_interval(np.repeat([0.0, 1.0], 200), np.random.default_rng(0))
    assert low == pytest.approx(0.5 - 1.96 * 0.025, abs=0.006)
    assert high == pytest.approx(0.5 + 1.96 * 0.025, abs=0.006)


def test_figures_are_printed_to_four_places_and_stay_json() -> None:
    figures = {"p": 1 / 3, "n": 7, "range": (0.123456, math.inf), "none": None, "label": "yes"}
    assert printed(figures) == {
        "p": 0.3333,
        "n": 7,
        "range": [0.1235, None],
        "none": None,
        "label": "yes",
    }
