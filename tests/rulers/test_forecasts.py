"""Forecasts: Brier and logarithmic scores, calibration, and comparison."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import BadRow, RepeatedId, RulerError, UnknownId
from tocsin.rulers.calibration import bins_of, murphy, slope_and_intercept
from tocsin.rulers.forecasts import Baseline, Panel, score, score_rows
from tocsin.rulers.rows import Table, table_of

GOLD = table_of(
    [
        {"question_id": "rain", "outcome": 1, "kind": "weather"},
        {"id": "snow", "resolved": "no", "kind": "weather"},
        {"id": "vote", "resolved": "yes", "kind": "politics"},
    ]
)

panels = st.lists(
    st.tuples(st.integers(0, 5), st.floats(0, 1, allow_subnormal=False), st.integers(0, 1)),
    min_size=1,
    max_size=30,
).map(lambda rows: Panel.of(*(list(column) for column in zip(*rows, strict=True))))


def said(**p: float) -> Table:
    return table_of([{"id": name, "p": value} for name, value in p.items()])


def test_the_brier_score_is_the_mean_squared_distance() -> None:
    assert score_rows(GOLD, said(rain=0.7, snow=0.2))["brier"] == pytest.approx((0.09 + 0.04) / 2)


def test_the_log_score_never_becomes_infinite() -> None:
    figures = score_rows(GOLD, said(rain=0.0))
    assert figures["log"] == pytest.approx(-math.log(0.005))


def test_a_question_asked_often_weighs_no_more() -> None:
    rows: list[dict[str, Any]] = [{"id": "rain", "as_of": str(n), "p": 0.5} for n in range(9)]
    figures = score_rows(GOLD, table_of([*rows, {"id": "snow", "p": 0.0}]))
    assert figures["brier"] == pytest.approx(0.125)
    assert figures["base_rate"] == pytest.approx(0.5)


def test_a_constant_at_the_rate_has_no_skill() -> None:
    figures = score_rows(GOLD, said(rain=0.5, snow=0.5))
    assert figures["skill"] == pytest.approx(0)
    assert figures["ece"] == pytest.approx(0)


def test_one_outcome_only_leaves_no_skill_to_tell() -> None:
    assert score_rows(GOLD, said(rain=0.5))["skill"] is None


@given(panels)
def test_bins_hold_every_prediction_once_and_keep_ties_together(panel: Panel) -> None:
    bins = bins_of(panel.p, panel.weights())
    rows = np.concatenate([part.rows for part in bins])
    assert sorted(rows.tolist()) == list(range(len(panel.p)))
    values = [set(panel.p[part.rows].tolist()) for part in bins]
    assert sum(map(len, values)) == len(set().union(*values))
    assert sum(part.mass for part in bins) == pytest.approx(1)


def test_bins_cut_where_the_middle_of_a_prediction_falls() -> None:
    """Weights .06, .06, .88: the middles .03 and .09 are in the first tenth, the end .12 is not."""
    bins = bins_of(np.array([0.1, 0.2, 0.9]), np.array([0.06, 0.06, 0.88]))
    assert [part.rows.tolist() for part in bins] == [[0, 1], [2]]


def test_murphy_s_parts_add_up_to_the_brier_score_where_bins_hold_one_value() -> None:
    """Murphy (1973): reliability - resolution + uncertainty."""
    p = np.repeat([0.2, 0.6], 5)
    outcomes = np.array([0, 0, 1, 0, 0, 1, 1, 0, 1, 1], float)
    weights = np.full(10, 0.1)
    parts, table = murphy(bins_of(p, weights), outcomes, weights)
    brier = float(np.mean((p - outcomes) ** 2))
    assert parts["reliability"] - parts["resolution"] + parts["uncertainty"] == pytest.approx(brier)
    assert [row["seen"] for row in table] == pytest.approx([0.2, 0.8])


def test_a_timid_forecaster_has_a_slope_above_1() -> None:
    p = np.repeat([0.4, 0.6], 10)
    outcomes = np.array([1] * 1 + [0] * 9 + [1] * 9 + [0] * 1, float)
    slope, intercept = slope_and_intercept(p, outcomes, np.full(20, 0.05))
    assert slope == pytest.approx(math.log(9) / math.log(1.5), rel=1e-3)
    assert intercept == pytest.approx(0, abs=1e-6)


def test_a_calibrated_forecaster_has_a_slope_of_1() -> None:
    p = np.repeat([0.2, 0.8], 10)
    outcomes = np.array([1] * 2 + [0] * 8 + [1] * 8 + [0] * 2, float)
    assert slope_and_intercept(p, outcomes, np.full(20, 0.05)) == pytest.approx((1, 0), abs=1e-6)


def test_points_say_where_a_prediction_is_due() -> None:
    found = table_of([{"id": "rain", "as_of": day, "p": 0.5} for day in ("1", "2", "3")])
    points = table_of([{"id": "rain", "as_of": day} for day in ("1", "9")])
    figures = score_rows(GOLD, found, points=points)
    assert (figures["predictions"], figures["missing"]) == (1, 1)


def test_conditions_set_questions_aside() -> None:
    figures = score_rows(GOLD, said(rain=0.5, vote=0.9), conditions={"kind": "weather"})
    assert (figures["questions"], figures["missing"]) == (1, 1)


def test_a_prediction_due_on_a_question_set_aside_is_not_missing() -> None:
    points = table_of([{"id": "rain"}, {"id": "vote"}])
    figures = score_rows(GOLD, said(rain=0.5), points=points, conditions={"kind": "weather"})
    assert figures["missing"] == 0


def test_a_field_splits_the_brier_score() -> None:
    figures = score_rows(GOLD, said(rain=0.5, snow=0.5, vote=0.9), by="kind")
    assert figures["by_kind"]["politics"]["brier"] == pytest.approx(0.01)
    assert figures["by_kind"]["weather"]["questions"] == 2


def test_a_better_forecaster_is_below_zero_against_a_worse_one() -> None:
    worse = Baseline("always half", said(rain=0.5, snow=0.5, vote=0.5))
    figures = score_rows(GOLD, said(rain=0.9, snow=0.1), baselines=[worse])
    against = figures["against"]["always half"]
    assert against["brier_difference"] == pytest.approx(0.01 - 0.25)
    assert against["brier_difference_95"][1] < 0
    assert against["pairs"] == 2


def test_a_baseline_is_named_by_title_or_series_or_file(tmp_path: Path) -> None:
    path = tmp_path / "others.jsonl"
    path.write_text('{"id": "rain", "baseline": "mean", "p": 0.5}\n', encoding="utf-8")
    specs = [f"crowd={path}::mean", f"{path}::mean", str(path)]
    assert [Baseline.read(spec).title for spec in specs] == ["crowd", "mean", "others.jsonl"]
    assert [Baseline.read(spec).series for spec in specs] == ["mean", "mean", None]


def test_a_series_is_picked_from_a_file_of_several(tmp_path: Path) -> None:
    gold, found = tmp_path / "gold.jsonl", tmp_path / "found.jsonl"
    gold.write_text('{"id": "rain", "outcome": 1}\n', encoding="utf-8")
    found.write_text(
        '{"id": "rain", "baseline": "mean", "p": 0.5}\n'
        '{"id": "rain", "baseline": "crowd", "p": 1}\n',
        encoding="utf-8",
    )
    assert score(gold, found, series="crowd")["brier"] == 0
    with pytest.raises(RepeatedId):
        score(gold, found)


@pytest.mark.parametrize("p", [1.1, -0.1, "half", None])
def test_a_probability_lies_between_0_and_1(p: object) -> None:
    with pytest.raises(BadRow):
        score_rows(GOLD, table_of([{"id": "rain", "p": p}]))


@pytest.mark.parametrize(
    "row", [{"outcome": 2}, {"outcome": None}, {"resolved": "maybe"}, {"resolved": ["yes"]}, {}]
)
def test_an_outcome_is_needed(row: dict[str, Any]) -> None:
    with pytest.raises(BadRow):
        score_rows(table_of([{"id": "rain", **row}]), said(rain=0.5))


def test_an_unknown_question_is_refused() -> None:
    with pytest.raises(UnknownId):
        score_rows(GOLD, said(hail=0.5))


def test_predictions_that_meet_no_question_are_refused() -> None:
    with pytest.raises(RulerError, match="no prediction"):
        score_rows(GOLD, said(vote=0.5), conditions={"kind": "weather"})


def test_a_question_without_a_name_is_refused() -> None:
    with pytest.raises(BadRow):
        score_rows(table_of([{"id": 7, "outcome": 1}]), said(rain=0.5))
