"""Places: found, and put where they are."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import BadRow
from tocsin.rulers.figures import Figures
from tocsin.rulers.places import FARTHEST_KM, great_circle_km, score_rows
from tocsin.rulers.rows import table_of

TEXT = "Trucks left Gomel for Brest and Oz."
GOMEL = {"start": 12, "end": 17, "lat": 52.43, "lon": 31.0}
BREST = {"start": 22, "end": 27, "lat": 52.1, "lon": 23.69}
OZ = {"start": 32, "end": 34, "lat": None, "lon": None}

degrees = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def judged(*found: dict[str, Any]) -> Figures:
    gold = table_of([{"id": "1", "text": TEXT, "toponyms": [GOMEL, BREST, OZ]}])
    return score_rows(gold, table_of([{"id": "1", "toponyms": list(found)}]))


def test_a_degree_of_the_equator_is_a_360th_of_the_girth() -> None:
    assert great_circle_km((0, 0), (0, 1)) == pytest.approx(math.pi * 12742 / 360)


def test_opposite_points_are_half_the_girth_apart() -> None:
    assert great_circle_km((90, 0), (-90, 0)) == pytest.approx(math.pi * 12742 / 2)


@given(degrees, degrees)
def test_a_distance_is_the_same_both_ways(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    there = great_circle_km(start, end)
    assert there == pytest.approx(great_circle_km(end, start), abs=1e-6)
    assert 0 <= there < FARTHEST_KM


def test_the_other_brest_is_too_far() -> None:
    figures = judged(GOMEL, {**BREST, "lat": 48.39, "lon": -4.49})
    assert figures["acc161"] == 0.5
    assert figures["end_to_end"] == {"p": 0.5, "r": 0.5, "f1": 0.5}


def test_a_name_found_and_not_placed_is_as_far_as_can_be() -> None:
    figures = judged({"start": 12, "end": 17})
    assert figures["median_km"] == FARTHEST_KM
    assert figures["acc161"] == 0
    assert figures["auc"] == 1


def test_a_name_that_has_no_place_cannot_be_placed_wrongly() -> None:
    figures = judged(GOMEL, BREST, {**OZ, "lat": 0, "lon": 0})
    assert figures["end_to_end"]["f1"] == 1
    assert figures["gold_with_coordinates"] == figures["matched"] == 2


@pytest.mark.parametrize(("km", "near"), [(160.9, 1.0), (161.1, 0.0)])
def test_a_hundred_miles_is_near(km: float, near: float) -> None:
    north = GOMEL["lat"] + km / (math.pi * 12742 / 360)
    assert judged({**GOMEL, "lat": north})["acc161"] == near


def test_of_equal_overlaps_the_last_is_taken() -> None:
    first, second = {**GOMEL, "end": 14}, {**GOMEL, "start": 15, "lat": 0}
    assert judged(first, second)["acc161"] == 0
    assert judged(second, first)["acc161"] == 1


def test_no_match_has_no_median() -> None:
    figures = judged()
    assert figures["median_km"] is figures["auc"] is None


def test_types_keep_some_gold_and_set_aside_what_lies_on_the_rest() -> None:
    rows = [{**GOMEL, "type": "literal"}, {**BREST, "type": "club"}]
    gold = table_of([{"id": "1", "text": TEXT, "toponyms": rows}])
    found = table_of([{"id": "1", "toponyms": [GOMEL, BREST]}])
    assert score_rows(gold, found, types=["literal"])["strict"]["f1"] == 1
    assert score_rows(gold, found, types=["club"])["predicted"] == 1


def test_coordinates_must_be_numbers() -> None:
    with pytest.raises(BadRow, match="'lat' must be a finite number"):
        judged({**GOMEL, "lat": "52 N"})
