"""Merits of a backtest: scores, their parts, calibration, skill and warnings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.estimate.scores import bin_of, lead_days, murphy
from tocsin.evaluate.backtest import Backtest, Forecast, Outcome
from tocsin.evaluate.corpora import Corpus
from tocsin.evaluate.merits import summary_of, wilson
from tocsin.evaluate.redrawn import mean_redrawn, skill_redrawn
from tocsin.evaluate.standing import Asked

FIRST = date(2031, 3, 1)
WEEK = timedelta(days=7)


def made(
    *questions: tuple[Sequence[float], bool | None],
    decided: date | None = None,
    apart: bool = True,
    base: float = 0.4,
) -> Backtest:
    """A backtest of weekly answers, each question opening a day after the one before it."""
    asked, forecasts, outcomes = [], {}, {}
    for number, (line, happened) in enumerate(questions):
        key, opens = f"q{number:02}", FIRST + timedelta(days=number if apart else 0)
        asked.append(Asked(key, "Will it?", opens, opens + len(line) * WEEK))
        forecasts[key] = tuple(
            Forecast(key, opens + n * WEEK, p, base, p) for n, p in enumerate(line)
        )
        if happened is not None:
            outcomes[key] = Outcome(happened, decided)
    return Backtest(tuple(asked), forecasts, outcomes, Corpus(()), 7)


probabilities = st.floats(0.001, 0.999)
lines = st.lists(
    st.tuples(st.lists(probabilities, min_size=1, max_size=5), st.booleans()),
    min_size=1,
    max_size=8,
)


@given(lines)
def test_the_parts_sum_to_the_score(questions: list[tuple[list[float], bool]]) -> None:
    summary = summary_of(made(*questions))
    for which in ("opening", "last", "all"):
        one = summary[which]
        whole = one["reliability"] - one["resolution"] + one["uncertainty"] + one["within_bins"]
        assert whole == pytest.approx(one["brier"], abs=1e-12)


@given(st.lists(st.tuples(st.sampled_from([0.05, 0.35, 0.75]), st.booleans()), min_size=1))
def test_forecasts_of_one_value_a_bin_leave_nothing_within_bins(
    pairs: list[tuple[float, bool]],
) -> None:
    """Murphy (1973): with one value a bin, Brier = reliability - resolution + uncertainty."""
    summary = summary_of(made(*(([p], happened) for p, happened in pairs)))
    assert summary["opening"]["within_bins"] == pytest.approx(0.0, abs=1e-12)


def test_murphy_by_weight_is_murphy_of_as_many_copies() -> None:
    pairs = [(0.2, False), (0.27, True), (0.8, True)]
    copied = [pairs[0], pairs[0], pairs[0], pairs[1], pairs[2], pairs[2]]
    weighed, plain = murphy(pairs, weights=[3, 1, 2]), murphy(copied)
    assert weighed.reliability == pytest.approx(plain.reliability)
    assert weighed.resolution == pytest.approx(plain.resolution)
    assert weighed.uncertainty == pytest.approx(plain.uncertainty)


def test_a_long_window_counts_no_more_than_a_short_one() -> None:
    summary = summary_of(made(([0.2] * 9, False), ([0.6], True)))
    assert summary["all"]["brier"] == pytest.approx((0.04 + 0.16) / 2)
    assert summary["all"]["log"] == pytest.approx(-(math.log(0.8) + math.log(0.6)) / 2)
    assert summary["all"]["sharpness"] == pytest.approx(0.04)


def test_what_is_answered_after_the_event_is_not_scored() -> None:
    early = summary_of(made(([0.4, 0.4, 0.99], True), decided=FIRST + 2 * WEEK))
    assert early["scored"] == 2
    assert early["last"]["brier"] == pytest.approx(0.36)


def test_the_opening_is_scored_however_early_it_was_decided() -> None:
    summary = summary_of(made(([0.4, 0.9], True), decided=FIRST + timedelta(days=1)))
    assert (summary["scored"], summary["last"]) == (1, summary["opening"])


def test_wilson_is_the_interval_of_the_textbook() -> None:
    """Newcombe (1998), table I: 81 of 263 gives 0.2553 to 0.3662, 0 of 20 gives 0 to 0.1611."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(29, 29)[1] == 1.0


def test_a_question_counts_once_in_a_bin_however_long_it_stood_there() -> None:
    summary = summary_of(made(([0.12, 0.16, 0.31], True), ([0.18], False)))
    low, high = summary["calibration"]
    assert (low["questions"], low["forecasts"], low["seen"]) == (2, 3, 0.5)
    assert low["said"] == pytest.approx((0.14 + 0.18) / 2)
    assert (high["low"], high["questions"], high["seen"]) == (0.3, 1, 1.0)


@given(probabilities)
def test_a_bin_holds_its_lower_edge(p: float) -> None:
    assert bin_of(p) / 10 <= p < (bin_of(p) + 1) / 10 or p == pytest.approx(round(p, 1))
    assert [bin_of(n / 10) for n in (1, 2, 5)] == [1, 2, 5]
    assert bin_of(1.0) == 9


def test_a_forecaster_has_no_skill_against_himself() -> None:
    summary = summary_of(made(([0.3, 0.2], False), ([0.3, 0.6], True)))
    own = summary["against"]["all"]["stated_likelihoods"]
    assert (own["difference"], own["skill"], own["skill_95"]) == (0.0, 0.0, [0.0, 0.0])


def test_skill_is_what_is_left_of_the_others_score() -> None:
    summary = summary_of(made(([0.2], False), ([0.8], True), base=0.4))
    base = summary["against"]["opening"]["base_rate"]
    assert base["brier"] == pytest.approx((0.16 + 0.36) / 2)
    assert base["skill"] == pytest.approx(1 - 0.04 / 0.26)
    assert summary["against"]["opening"]["constant"]["brier"] == pytest.approx(0.25)


def test_where_all_ended_alike_the_constant_leaves_no_score_to_divide_by() -> None:
    constant = summary_of(made(([0.2], False), ([0.1], False)))["against"]["opening"]["constant"]
    assert (constant["skill"], constant["skill_95"]) == (None, None)


def test_whole_days_are_redrawn() -> None:
    """Two days of ten equal questions vary like two questions, not like twenty."""
    values = np.array([0.0] * 10 + [1.0] * 10)
    assert mean_redrawn(["a"] * 10 + ["b"] * 10, values) == [0.0, 1.0]
    low, high = mean_redrawn([f"{n}" for n in range(20)], values)
    assert 0.2 < low < high < 0.8
    assert mean_redrawn(["a"] * 20, values) == [0.5, 0.5]
    assert skill_redrawn(["a"] * 20, values, 2 * values) == [0.5, 0.5]


def test_lead_is_counted_from_when_every_answer_stayed_up() -> None:
    line = [(FIRST + n * WEEK, p) for n, p in enumerate([0.6, 0.4, 0.5, 0.7])]
    assert lead_days(line, FIRST + 4 * WEEK) == 14
    assert lead_days(line[:2], FIRST + 4 * WEEK) is None
    assert lead_days([], FIRST) is None


def test_warnings_count_what_came_and_what_did_not() -> None:
    told = summary_of(
        made(([0.6, 0.7], True), ([0.6, 0.2], True), ([0.2, 0.2], True), ([0.3, 0.8, 0.1], False))
    )["warnings"]
    assert told["lead_days"] == {"q00": 14, "q01": None, "q02": None}
    assert (told["came"], told["called_in_time"], told["median_lead_days"]) == (3, 1, 14.0)
    assert (told["called"], told["false_alarms"], told["false_alarm_ids"]) == (3, 1, ["q03"])


def test_questions_without_an_outcome_are_counted_and_not_scored() -> None:
    summary = summary_of(made(([0.3, 0.3], None), ([0.2], False)))
    assert (summary["questions"], summary["resolved"], summary["scored"]) == (2, 1, 1)
    nothing = summary_of(made(([0.3], None)))
    assert (nothing["opening"], nothing["warnings"], nothing["calibration"]) == (None, None, [])


def test_the_example_of_the_page_is_right() -> None:
    """docs/methods/questions.md, 6."""
    summary = summary_of(made(([0.2], False), ([0.2], True), ([0.8], True)))
    one = summary["opening"]
    assert one["brier"] == pytest.approx(0.24)
    assert one["reliability"] == pytest.approx(0.0733, abs=5e-5)
    assert one["resolution"] == pytest.approx(0.0556, abs=5e-5)
    assert one["uncertainty"] == pytest.approx(0.2222, abs=5e-5)
    assert one["within_bins"] == pytest.approx(0.0, abs=1e-12)
    assert summary["calibration"][0]["seen_95"] == pytest.approx([0.095, 0.905], abs=5e-4)
