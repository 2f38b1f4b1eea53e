"""Ranking: what tells, what speaks against what, and what the estimate hangs on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.build import DAY, watch_of

from tocsin.nouns import Cell, Grade, Matrix, Row, Sighting, View
from tocsin.weigh import (
    diagnosticity,
    inconsistency,
    origins_of,
    sources_of,
    without_indicators,
)


def indicator_of(*rates: float) -> float:
    watch = watch_of()
    seen = dict(zip(("entry", "support", "bluff"), rates, strict=True))
    one = replace(watch.indicators[0], seen=seen)
    return diagnosticity(replace(watch, indicators=(one,)))[0].bits


def test_an_indicator_as_likely_under_each_hypothesis_tells_nothing() -> None:
    assert indicator_of(0.4, 0.4, 0.4) == pytest.approx(0.0)


def test_one_that_splits_them_in_halves_without_error_would_tell_a_bit() -> None:
    watch = watch_of()
    sure = replace(watch.indicators[0], seen={"entry": 1.0, "bluff": 0.0})
    (one,) = diagnosticity(replace(watch, indicators=(sure,)))
    assert one.bits == pytest.approx(1.0)
    assert one.apart == ("entry", "bluff")


def test_the_most_telling_comes_first() -> None:
    bits = [one.bits for one in diagnosticity(watch_of())]
    assert bits == sorted(bits, reverse=True)


@given(st.lists(st.floats(0.02, 0.98), min_size=3, max_size=3))
def test_what_an_indicator_tells_lies_between_nothing_and_a_bit(rates: list[float]) -> None:
    assert 0.0 <= indicator_of(*rates) <= 1.0


def test_hypotheses_are_ranked_by_what_speaks_against_them_alone() -> None:
    cells = (
        Cell("i1", "entry", 0.5, 0.0, 0.7, 3.0),
        Cell("i2", "entry", 0.0, 0.5, 0.7, -0.5),
        Cell("i1", "bluff", 0.5, 0.0, 0.1, 0.0),
        Cell("i2", "bluff", 0.0, 0.5, 0.1, 0.1),
    )
    first, second = inconsistency(cells)
    assert (first.hypothesis, first.score, first.against) == ("bluff", 0.0, ())
    assert (second.hypothesis, second.score) == ("entry", 0.5)
    assert second.against == (("i2", 0.5),)


def sighting(origin: str, source: str) -> Sighting:
    return Sighting(origin, source, DAY, 0.5, Grade(None, None), ())


def view(origin: str, day: int, superseded: str | None = None) -> View:
    return View(
        origin,
        "Ann Marlow",
        "entry",
        "likely",
        0.5,
        0.8,
        "survey",
        DAY + timedelta(days=day),
        None,
        0.5,
        (),
        (),
        superseded is None,
        "newest" if superseded is None else "old",
        superseded,
    )


MATRIX = Matrix(
    "made",
    (Row("armour", (sighting("o1", "Ann Marlow"), sighting("o2", "Ben Carr")), (), 0.5, "partly"),),
    (view("v1", 0, "v3"), view("v2", 3, "v3"), view("v3", 6)),
    (),
)


def test_all_that_moves_something_is_named() -> None:
    assert origins_of(MATRIX) == ("o1", "o2", "v3")
    assert sources_of(MATRIX) == ("Ann Marlow", "Ben Carr")


def test_an_indicator_left_out_is_a_blank_row_and_all_else_stands() -> None:
    made = without_indicators(MATRIX, {"armour"})
    assert [(row.indicator, row.evidence) for row in made.rows] == [("armour", ())]
    assert made.views == MATRIX.views
