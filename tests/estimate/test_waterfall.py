"""The waterfall adds up, and the arithmetic is that of the textbook."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.estimate.build import at, look, matrix_of, seen, view, watch_of

from tocsin.estimate import State, changes, estimate
from tocsin.estimate.cells import cell_of, group_weights
from tocsin.estimate.terms import terms_of
from tocsin.estimate.views import logit, rescaled
from tocsin.estimate.waterfall import bars_of
from tocsin.nouns import Band, Matrix, Watch, Yardstick, freshness

SCALE = Yardstick("test", "1", "made up", (Band("unlikely", 0.0, 0.5), Band("likely", 0.5, 1.0)))
NOW = datetime(2030, 2, 1, tzinfo=UTC)

probabilities = st.floats(0.02, 0.98)
weights = st.floats(0.0, 0.99)
days = st.floats(0.0, 300.0)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Watch, Matrix]:
    """A random watch of 2 to 4 hypotheses and 0 to 5 indicators, with evidence and views."""
    hypotheses = draw(st.integers(2, 4))
    yes = draw(st.integers(1, hypotheses - 1))
    names = [f"i{n}" for n in range(draw(st.integers(0, 5)))]
    rates = {name: draw(st.lists(probabilities, min_size=4, max_size=4)) for name in names}
    watch = watch_of(
        hypotheses,
        yes,
        rates,
        group=draw(st.sampled_from([None, "together"])),
        events=draw(st.floats(0, 50)),
    )
    rows: dict[str, list[Any]] = {}
    for name in names:
        rows[name] = [
            draw(st.sampled_from([seen, look]))(f"{name}-{n}", draw(weights), draw(days))
            for n in range(draw(st.integers(0, 4)))
        ]
    views = [
        view(f"v{n}", draw(st.floats(0, 0.5)), draw(st.floats(0.5, 1)), draw(weights), draw(days))
        for n in range(draw(st.integers(0, 3)))
    ]
    return watch, matrix_of(watch, rows, views)


def probability(watch: Watch, matrix: Matrix, now: datetime) -> float:
    return terms_of(watch, matrix, window_at=now, ageing_at=now).event()


def made(watch: Watch, matrix: Matrix, now: datetime = NOW) -> Any:
    return estimate(watch, matrix, as_of=now, known_at=now, retrospective=False, yardstick=SCALE)


@given(worlds())
def test_bars_and_base_add_up_to_the_estimate(world: tuple[Watch, Matrix]) -> None:
    result = made(*world)
    total = math.fsum(bar.logodds for bar in result.waterfall if bar.kind != "base")
    assert total + logit(result.base) == pytest.approx(logit(result.event.p), abs=1e-9)


@given(worlds())
def test_probabilities_sum_to_one_and_never_reach_nought_or_one(
    world: tuple[Watch, Matrix],
) -> None:
    result = made(*world)
    assert math.fsum(result.probabilities.values()) == pytest.approx(1.0, abs=1e-12)
    assert all(world[0].settings.epsilon <= p < 1.0 for p in result.probabilities.values())
    assert result.event.low <= result.event.p <= result.event.high


@given(worlds(), st.randoms(use_true_random=False))
def test_the_estimate_does_not_know_the_order_of_arrival(
    world: tuple[Watch, Matrix], random: Any
) -> None:
    watch, matrix = world

    def shuffled(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(values, len(values)))

    rows = tuple(
        replace(row, sightings=shuffled(row.sightings), looks=shuffled(row.looks))
        for row in matrix.rows
    )
    other = replace(matrix, rows=shuffled(rows), views=shuffled(matrix.views))
    assert made(watch, other).waterfall == made(watch, matrix).waterfall
    assert made(watch, other).event == made(watch, matrix).event


@given(worlds())
def test_shares_of_a_bar_sum_to_one(world: tuple[Watch, Matrix]) -> None:
    for bar in made(*world).waterfall:
        if bar.origins:
            assert math.fsum(one.share for one in bar.origins) == pytest.approx(1.0)


@given(worlds(), worlds(), st.floats(0, 60))
def test_named_causes_sum_to_the_change(
    first: tuple[Watch, Matrix], second: tuple[Watch, Matrix], later: float
) -> None:
    before = State(first[0], first[1], NOW)
    after = State(second[0], second[1], NOW + timedelta(days=later))
    moved = logit(probability(second[0], second[1], after.as_of))
    moved -= logit(probability(first[0], first[1], before.as_of))
    causes = changes(before, after)
    assert math.fsum(change.logodds for change in causes) == pytest.approx(moved, abs=1e-9)
    for change in causes:
        if change.movers or first[0].hypotheses == second[0].hypotheses:
            apart = math.fsum(one.logodds for one in change.movers)
            assert apart == pytest.approx(change.logodds, abs=1e-9)


def test_nothing_happening_between_two_equal_states_has_no_cause() -> None:
    watch = watch_of(2, 1, {"tanks": [0.6, 0.2]})
    state = State(watch, matrix_of(watch, {"tanks": [seen("o", 0.5, 3)]}), NOW)
    assert changes(state, state) == ()


def test_a_new_origin_is_named_as_the_cause_of_what_it_moves() -> None:
    watch = watch_of(2, 1, {"tanks": [0.6, 0.2]})
    before = State(watch, matrix_of(watch, {}), NOW)
    after = State(watch, matrix_of(watch, {"tanks": [seen("o", 0.5, 0)]}), NOW)
    (change,) = changes(before, after)
    assert (change.cause, change.origins) == ("new", ("o",))
    assert change.logodds > 0


def test_what_moves_up_and_what_moves_down_stand_apart() -> None:
    watch = watch_of(2, 1, {"tanks": [0.6, 0.2], "talks": [0.2, 0.6]})
    before = State(watch, matrix_of(watch, {}), NOW)
    found = {"tanks": [seen("o", 0.5, 0)], "talks": [seen("p", 0.5, 0)]}
    (change,) = changes(before, State(watch, matrix_of(watch, found), NOW))
    moved = {one.term: one.logodds for one in change.movers}
    assert moved["tanks"] > abs(change.logodds)
    assert moved["talks"] < 0
    assert {one.term: one.origins for one in change.movers if one.origins} == {
        "tanks": ("o",),
        "talks": ("p",),
    }


def test_one_source_that_moves_both_ways_is_told_once_for_each() -> None:
    watch = watch_of(2, 1, {"tanks": [0.6, 0.2], "talks": [0.2, 0.6]})
    before = State(watch, matrix_of(watch, {}), NOW)
    found = {"tanks": [seen("o", 0.5, 0)], "talks": [seen("o", 0.5, 0)]}
    (change,) = changes(before, State(watch, matrix_of(watch, found), NOW))
    assert [one.origins for one in change.movers if one.origins] == [("o",), ("o",)]


def test_a_weight_that_a_person_changed_is_a_correction_else_it_is_news() -> None:
    watch = watch_of(2, 1, {"tanks": [0.6, 0.2]})
    before = State(watch, matrix_of(watch, {"tanks": [seen("o", 0.5, 3)]}), NOW)
    doubted = matrix_of(watch, {"tanks": [seen("o", 0.1, 3)]})
    by_hand = changes(before, State(watch, doubted, NOW, ("c1",)))
    by_news = changes(before, State(watch, doubted, NOW))
    assert [(change.cause, change.origins) for change in by_hand] == [("corrections", ("o",))]
    assert [(change.cause, change.origins) for change in by_news] == [("new", ("o",))]


def test_two_hypotheses_reduce_to_the_log_likelihood_ratio() -> None:
    """Good (1950): with two hypotheses the weight of evidence is ln P(e|h) - ln P(e|not h)."""
    cell = cell_of(1.0, 0.0, {"entry": 0.6, "none": 0.2})
    assert cell["entry"] - cell["none"] == pytest.approx(math.log(0.6 / 0.2))


def test_looking_and_not_seeing_is_the_ratio_of_the_complements() -> None:
    cell = cell_of(0.0, 1.0, {"entry": 0.6, "none": 0.2})
    assert cell["entry"] - cell["none"] == pytest.approx(math.log(0.4 / 0.8))


def test_what_was_not_collected_moves_nothing_exactly() -> None:
    watch = watch_of(3, 1, {"tanks": [0.9, 0.1, 0.1]})
    result = made(watch, matrix_of(watch, {}))
    assert all(cell.loglikelihood == 0.0 for cell in result.cells)
    assert result.event.p == pytest.approx(result.base, abs=1e-3)


def test_expired_evidence_moves_nothing_exactly() -> None:
    watch = watch_of(2, 1, {"tanks": [0.9, 0.1]}, half_life=10)
    result = made(watch, matrix_of(watch, {"tanks": [seen("o", 0.9, 61)]}))
    assert all(cell.loglikelihood == 0.0 for cell in result.cells)


def test_ten_copies_of_one_origin_weigh_what_one_weighs() -> None:
    """Within a row an origin stands once: the matrix collapses copies, so the estimate need not."""
    watch = watch_of(2, 1, {"tanks": [0.6, 0.2]})
    one = made(watch, matrix_of(watch, {"tanks": [seen("o", 0.5, 0)]}))
    assert [share.share for share in one.waterfall[1].origins] == [1.0]


def test_many_sightings_saturate_at_the_declared_likelihood_ratio() -> None:
    watch = watch_of(2, 1, {"tanks": [0.6, 0.2]})
    many = made(watch, matrix_of(watch, {"tanks": [seen(f"o{n}", 0.9, 0) for n in range(50)]}))
    bar = next(bar for bar in many.waterfall if bar.term == "tanks")
    assert 0 < bar.logodds <= math.log(0.6 / 0.2) + 1e-9


@pytest.mark.parametrize(
    ("age", "left"), [(0.0, 1.0), (10.0, (0.5 - 1 / 64) / (1 - 1 / 64)), (60.0, 0.0), (99.0, 0.0)]
)
def test_evidence_ages_by_half_lives_to_nothing(age: float, left: float) -> None:
    assert freshness(NOW - timedelta(days=age), NOW, 10) == pytest.approx(left)


def test_a_group_of_like_indicators_counts_for_less_than_its_members() -> None:
    assert group_weights([1.0], 0.5) == (1.0,)
    assert math.fsum(group_weights([1.0, 1.0, 1.0], 0.5)) == pytest.approx(1.5)


def test_a_view_alone_is_pooled_with_the_base_not_added() -> None:
    watch = watch_of(2, 1, {})
    certain = watch_of(2, 1, {}, omega_max=0.5)
    result = made(certain, matrix_of(certain, {}, [view("isw", 0.05, 0.05, 1.0, 0)]))
    target = logit(rescaled(0.05, 333.0, 333.0))
    omega = 0.5 * 1.0 / 2.0
    expected = (1 - omega) * logit(result.base) + omega * target
    bars = [bar.logodds for bar in result.waterfall if bar.kind in {"base", "view"}]
    assert math.fsum(bars) == pytest.approx(expected, abs=1e-6)
    assert watch.settings.omega_max != certain.settings.omega_max


def test_two_views_that_lean_on_one_origin_share_one_weight() -> None:
    watch = watch_of(2, 1, {})
    alone = matrix_of(watch, {}, [view("a", 0.3, 0.3, 0.8, 0, cites=("x",))])
    both = matrix_of(
        watch,
        {},
        [
            view("a", 0.3, 0.3, 0.8, 0, cites=("x",)),
            view("b", 0.3, 0.3, 0.8, 0, cites=("x",)),
        ],
    )
    assert probability(watch, both, NOW) == pytest.approx(probability(watch, alone, NOW))


def test_a_superseded_view_moves_nothing() -> None:
    watch = watch_of(2, 1, {})
    old = replace(view("a", 0.9, 0.9, 0.8, 5), superseded="b")
    assert probability(watch, matrix_of(watch, {}, [old]), NOW) == probability(
        watch, matrix_of(watch, {}), NOW
    )


def test_time_passing_without_news_lowers_the_base() -> None:
    watch = watch_of(2, 1, {})
    empty = matrix_of(watch, {})
    chances = [probability(watch, empty, at(day)) for day in (0, 100, 200, 300)]
    assert chances == sorted(chances, reverse=True)


def test_not_seeing_a_sign_early_says_less_than_late() -> None:
    watch = watch_of(2, 1, {"tanks": [0.8, 0.1]}, lead=14)
    drops = []
    for day in (10, 300, 325):
        now = at(day)
        row = {"tanks": [look("o", 0.9, 0, now=now)]}
        quiet = probability(watch, matrix_of(watch, row), now)
        drops.append(logit(probability(watch, matrix_of(watch, {}), now)) - logit(quiet))
    assert drops[0] < drops[1] < drops[2]


def test_the_integral_is_exact_far_beyond_what_is_printed() -> None:
    watch = watch_of(4, 2, {f"i{n}": [0.98, 0.02, 0.5, 0.02] for n in range(12)})
    rows = {f"i{n}": [seen(f"o{n}", 0.99, 0)] for n in range(12)}
    terms = terms_of(watch, matrix_of(watch, rows), window_at=NOW, ageing_at=NOW)
    total = math.fsum(bar.logodds for bar in bars_of(terms))
    assert total == pytest.approx(logit(terms.event()), abs=1e-10)
