"""More evidence for YES never lowers the estimate, whatever else there is."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.estimate.build import NOW, look, matrix_of, seen, view, watch_of

from tocsin.estimate.base import prior_of
from tocsin.estimate.cells import adjusted, group_weights
from tocsin.estimate.terms import terms_of
from tocsin.nouns import Indicator, Matrix, View, Watch

rates = st.floats(0.02, 0.98)
kappas = st.floats(0.0, 10.0)
values = st.floats(-5.0, 5.0)


def probability(watch: Watch, matrix: Matrix) -> float:
    return terms_of(watch, matrix, window_at=NOW, ageing_at=NOW).event()


@st.composite
def signs(draw: st.DrawFn) -> tuple[Watch, dict[str, list[Any]], list[View]]:
    """A watch of 2 to 5 hypotheses with a sign for YES, `x`, among 0 to 4 of any kind."""
    hypotheses = draw(st.integers(2, 5))
    yes = draw(st.integers(1, hypotheses - 1))
    middle = draw(st.floats(0.05, 0.95))
    rows = {
        "x": [draw(st.floats(middle, 0.98)) for _ in range(yes)]
        + [draw(st.floats(0.02, middle)) for _ in range(hypotheses - yes)]
    }
    for n in range(draw(st.integers(0, 4))):
        rows[f"i{n}"] = [draw(rates) for _ in range(hypotheses)]
    group = draw(st.sampled_from([None, "together"]))
    watch = watch_of(hypotheses, yes, rows, group=group, lead=draw(st.floats(1, 400)))
    found = {
        name: [
            draw(st.sampled_from([seen, look]))(
                f"{name}-{n}", draw(st.floats(0.0, 0.95)), draw(st.floats(0.0, 60.0))
            )
            for n in range(draw(st.integers(0, 3)))
        ]
        for name in rows
    }
    views = [view("v", 0.2, 0.4, 0.5, 3.0)] if draw(st.booleans()) else []
    return watch, found, views


@settings(max_examples=300)
@given(signs(), st.floats(0.01, 0.95))
def test_one_more_sighting_of_a_sign_for_yes_never_lowers_it(
    made: tuple[Watch, dict[str, list[Any]], list[View]], weight: float
) -> None:
    watch, found, views = made
    before = probability(watch, matrix_of(watch, found, views))
    more = {**found, "x": [*found["x"], seen("new", weight, 0.0)]}
    assert probability(watch, matrix_of(watch, more, views)) >= before - 1e-12


@settings(max_examples=200)
@given(signs(), st.floats(0.01, 0.95))
def test_looking_once_more_for_a_sign_for_yes_and_not_seeing_it_never_raises_it(
    made: tuple[Watch, dict[str, list[Any]], list[View]], weight: float
) -> None:
    watch, found, views = made
    before = probability(watch, matrix_of(watch, found, views))
    more = {**found, "x": [*found["x"], look("new", weight, 0.0)]}
    assert probability(watch, matrix_of(watch, more, views)) <= before + 1e-12


@settings(max_examples=300)
@given(signs(), st.floats(0.01, 0.95))
def test_one_more_sighting_of_a_sign_against_never_raises_it(
    made: tuple[Watch, dict[str, list[Any]], list[View]], weight: float
) -> None:
    watch, found, views = made
    signs = tuple(_turned(one) if one.id == "x" else one for one in watch.indicators)
    watch = replace(watch, indicators=signs)
    before = probability(watch, matrix_of(watch, found, views))
    more = {**found, "x": [*found["x"], seen("new", weight, 0.0)]}
    assert probability(watch, matrix_of(watch, more, views)) <= before + 1e-12


def _turned(sign: Indicator) -> Indicator:
    """The sign that each hypothesis lets expect as much as it did its absence."""
    return replace(sign, seen={h: 1.0 - r for h, r in sign.seen.items()})


@given(st.lists(values, min_size=1, max_size=6), kappas, st.data())
def test_what_a_group_counts_rises_with_every_member(
    cells: list[float], kappa: float, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(cells) - 1))
    risen = list(cells)
    risen[place] += data.draw(st.floats(0.0, 3.0))

    def total(values: list[float]) -> float:
        weights = group_weights(values, kappa)
        return math.fsum(w * y for w, y in zip(weights, values, strict=True))

    assert total(risen) >= total(cells) - 1e-12


@given(st.lists(st.floats(0.0, 5.0), min_size=1, max_size=6), kappas)
def test_a_group_counts_no_less_than_its_strongest_and_no_more_than_all(
    cells: list[float], kappa: float
) -> None:
    weights = group_weights(cells, kappa)
    total = math.fsum(w * y for w, y in zip(weights, cells, strict=True))
    assert max(cells) - 1e-12 <= total <= math.fsum(cells) + 1e-12


@given(st.lists(values, min_size=1, max_size=6), kappas, st.randoms(use_true_random=False))
def test_a_group_does_not_know_the_order_of_its_members(
    cells: list[float], kappa: float, random: Any
) -> None:
    order = random.sample(range(len(cells)), len(cells))
    weights = group_weights(cells, kappa)
    assert group_weights([cells[i] for i in order], kappa) == tuple(weights[i] for i in order)


@given(
    st.lists(rates, min_size=1, max_size=3),
    st.lists(rates, min_size=1, max_size=3),
    st.floats(1, 400),
)
def test_the_order_of_a_sign_for_yes_is_kept_however_far_the_close(
    own: list[float], others: list[float], lead: float
) -> None:
    watch = watch_of(len(own) + len(others), len(own), {"x": [*own, *others]}, lead=lead)
    made = adjusted(watch.indicators[0], watch, prior_of(watch, NOW))
    mine = [made[h] for h in watch.yes]
    theirs = [r for h, r in made.items() if h not in watch.yes]
    if min(own) >= max(others):
        assert min(mine) >= max(theirs) - 1e-12
    if max(own) <= min(others):
        assert max(mine) <= min(theirs) + 1e-12


@given(st.lists(rates, min_size=2, max_size=4), st.floats(1, 400))
def test_the_mean_of_what_the_others_let_expect_stays(others: list[float], lead: float) -> None:
    watch = watch_of(1 + len(others), 1, {"x": [0.7, *others]}, lead=lead)
    made = adjusted(watch.indicators[0], watch, prior_of(watch, NOW))
    theirs = [r for h, r in made.items() if h not in watch.yes]
    assert math.fsum(theirs) == pytest.approx(math.fsum(others))


def test_four_signs_that_a_feint_shows_too_do_not_lower_it() -> None:
    watch = watch_of(4, 1, {f"s{n}": [0.8, 0.5, 0.2, 0.05] for n in range(4)}, lead=14)
    course = [
        probability(watch, matrix_of(watch, {f"s{n}": [seen("o", 0.8, 0)] for n in range(count)}))
        for count in range(5)
    ]
    assert course == sorted(course)


def test_a_weak_sign_for_yes_beside_a_strong_one_of_its_group_raises_it() -> None:
    rows = {"strong": [0.9, 0.05], "weak": [0.30, 0.25]}
    strong, weak = seen("a", 0.95, 0), seen("b", 0.95, 0)
    together, apart = watch_of(2, 1, rows, group="g"), watch_of(2, 1, rows)
    alone = probability(together, matrix_of(together, {"strong": [strong]}))
    both = probability(together, matrix_of(together, {"strong": [strong], "weak": [weak]}))
    free = probability(apart, matrix_of(apart, {"strong": [strong], "weak": [weak]}))
    assert alone < both < free
