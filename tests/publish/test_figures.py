"""Figures in words never mislead: not by rounding, not by a word beside the wrong number."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.river import UK, US

from tocsin.nouns import Change, Interval, Mover, Yardstick
from tocsin.publish.figures import (
    day_of,
    horizon_of,
    interval_of,
    listed,
    moment_of,
    number_of,
    odds_of,
    opposed,
    percent_of,
    points_of,
    range_of,
    signed,
    told_of,
)

inside = st.floats(1e-9, 1 - 1e-9)


@given(inside)
def test_no_probability_is_written_as_0_or_100(p: float) -> None:
    assert not re.fullmatch(r"(0|100)(\.0+)?", number_of(p))


@given(inside, st.sampled_from([UK, US]))
def test_a_number_lies_in_the_band_of_its_word_just_when_the_stored_one_does(
    p: float, yardstick: Yardstick
) -> None:
    written, band, held = told_of(p, yardstick, unit="")
    if re.fullmatch(r"[\d.]+", written):
        assert (band.distance(float(written) / 100) == 0) == held
        assert float(written) == pytest.approx(p * 100, abs=0.5)


def test_a_number_just_outside_a_band_gets_the_decimals_that_show_it() -> None:
    assert told_of(0.0502, UK, unit="")[0] == "5.02"
    assert told_of(0.0498, UK, unit="")[0] == "5"


def test_small_probabilities_keep_a_decimal_and_then_words() -> None:
    assert percent_of(0.004, unit=" %") == "0.4 %"
    assert percent_of(0.0002, unit=" %") == "under 0.1 %"
    assert percent_of(0.9999, unit=" %") == "over 99.9 %"
    assert range_of(0.0301, 0.0304, unit=" %") == "about 3 %"
    assert range_of(0.03, 0.09, unit=" %") == "3 to 9 %"


def test_a_difference_is_that_of_the_numbers_as_written() -> None:
    assert points_of(0.0407, 0.0433) == "up 0.2 points"
    assert points_of(0.30, 0.29) == "down 1 point"
    assert points_of(0.3, 0.3001) == "unchanged"


def test_terms_say_which_way_they_move_and_by_how_much() -> None:
    assert odds_of(0.62) == "raises the odds of yes by a factor of 1.9"
    assert odds_of(-0.44) == "lowers the odds of yes by a factor of 1.6"
    assert odds_of(0.001) == "hardly moves the odds of yes"
    assert (signed(0.62), signed(-0.44), signed(-0.001)) == ("+0.62", "−0.44", "0.00")


def test_a_cut_is_said_as_the_day_that_it_takes_in() -> None:
    assert moment_of(datetime(2031, 3, 22, tzinfo=UTC)).replace("\xa0", " ") == "21 March 2031"
    assert moment_of(datetime(2031, 3, 22, 18, 0, 1, tzinfo=UTC)).startswith("18:00:00 UTC")


def test_a_window_that_closes_at_midnight_ends_with_the_day_before() -> None:
    said = horizon_of(datetime(2031, 7, 1, tzinfo=UTC)).replace("\xa0", " ")
    assert said == "by the end of 30 June 2031"
    assert horizon_of(datetime(2031, 7, 1, 18, tzinfo=UTC)).startswith("before 18:00 UTC")


def test_intervals_are_said_as_days() -> None:
    first, last = date(2031, 7, 5), date(2031, 7, 9)
    assert interval_of(Interval.day(first)) == day_of(datetime(2031, 7, 5, tzinfo=UTC))
    assert interval_of(Interval.days(first, last)).replace("\xa0", " ") == "5 to 9 July 2031"
    assert interval_of(None) == "on a day not stated"
    assert interval_of(Interval(None, datetime(2031, 7, 5, tzinfo=UTC))).startswith("before ")
    assert interval_of(Interval(datetime(2031, 7, 5, tzinfo=UTC), None)).startswith("since ")


def test_lists_end_with_and() -> None:
    assert (listed([]), listed(["a"]), listed(["a", "b", "c"])) == ("", "a", "a, b and c")


def test_what_pulls_both_ways_within_a_cause_is_told_apart() -> None:
    def change(*moved: float) -> Change:
        movers = tuple(Mover(f"i{n}", one) for n, one in enumerate(moved))
        return Change("new", sum(moved), (), movers)

    assert opposed(change(0.3, -0.25, 0.1)) == pytest.approx((0.4, -0.25))
    assert opposed(change(0.3, 0.1)) is None
    assert opposed(change(0.3, -0.01)) is None
    assert opposed(change(-2.2, 0.04)) is None
