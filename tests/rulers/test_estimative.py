"""Estimative words: the error of a point, and how well a range holds what readers say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import BadRow, RulerError
from tocsin.rulers.estimative import score_rows
from tocsin.rulers.figures import Figures
from tocsin.rulers.rows import table_of

ANSWERS = [10, 20, 20, 30, 70]


def judged(reading: dict[str, Any], *, level: float = 0.8, least: int = 5) -> Figures:
    gold = [{"phrase": "unlikely", "percent": answer} for answer in ANSWERS]
    gold += [{"phrase": "rarely asked", "percent": 5}]
    found = table_of([{"phrase": "unlikely", **reading}])
    return score_rows(table_of(gold), found, level=level, min_respondents=least)


def test_the_error_is_the_mean_distance_from_the_answers() -> None:
    assert judged({"point": 20})["error"] == pytest.approx(14)


@given(st.floats(0, 100))
def test_no_point_errs_less_than_the_median(point: float) -> None:
    figures = judged({"point": point})
    assert figures["error"] >= figures["floor"] - 1e-9


def test_the_interval_score_adds_to_the_width_what_lies_outside() -> None:
    """Gneiting and Raftery (2007): width 20, one of five lies 40 beyond, 2 / (1 - .8) = 10."""
    figures = judged({"point": 20, "low": 10, "high": 30})
    assert figures["inside"] == pytest.approx(0.8)
    assert figures["interval_score"] == pytest.approx(20 + 10 * 40 / 5)


def test_a_point_alone_has_no_range_to_score() -> None:
    figures = judged({"point": 20})
    assert figures["inside"] is figures["width"] is figures["interval_score"] is None


def test_phrases_with_few_answers_are_left_out() -> None:
    assert judged({"point": 20})["of"] == 1
    assert judged({"point": 20}, least=1)["unmapped"] == ["rarely asked"]


@pytest.mark.parametrize(
    "reading",
    [
        {"point": 101},
        {"point": -1},
        {"point": 20, "low": 10},
        {"point": 20, "low": 30, "high": 10},
        {"point": 20, "low": "10", "high": 30},
    ],
)
def test_a_reading_that_cannot_be_is_refused(reading: dict[str, Any]) -> None:
    with pytest.raises(BadRow):
        judged(reading)


def test_a_mapping_of_none_of_the_phrases_is_refused() -> None:
    gold = table_of([{"phrase": "likely", "percent": 70}])
    with pytest.raises(RulerError, match="none of the survey's phrases"):
        score_rows(gold, table_of([{"phrase": "maybe", "point": 50}]), min_respondents=1)
