"""The timeline gives to the bit what an estimate made from nothing gives, on every day."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.estimate.build import UNKNOWN, at, look, matrix_of, seen, view, watch_of

from tocsin.estimate import (
    Day,
    Held,
    Timeline,
    estimate,
    evidence_logodds,
    held_of,
    timeline_of,
    vectors,
)
from tocsin.estimate.cells import MOST, part_of, units_of
from tocsin.nouns import Band, Estimate, Look, Matrix, Sighting, View, Watch, Yardstick

SCALE = Yardstick("test", "1", "made up", (Band("unlikely", 0.0, 0.5), Band("likely", 0.5, 1.0)))

probabilities = st.floats(0.02, 0.98)
weights = st.floats(0.0, MOST) | st.sampled_from([0.0, 5e-324, 1e-300, 0.5, 0.99, MOST])
days = st.floats(-20.0, 420.0) | st.integers(0, 400).map(float)


@st.composite
def held(draw: st.DrawFn, number: int, names: Sequence[str]) -> Held:
    """Evidence or a view of any age that stands from some day on, perhaps to another."""
    when, since = at(draw(days)), draw(days)
    until = draw(st.none() | st.floats(0.0, 200.0))
    kind = draw(st.sampled_from([Sighting, Look, View] if names else [View]))
    stands = (at(since), None if until is None else at(since + until))
    if kind is View:
        low, high = draw(st.floats(0, 0.5)), draw(st.floats(0.5, 1))
        made = view(f"o{number}", low, high, draw(weights), 0.0)
        newer = draw(st.none() | st.just("newer"))
        return Held(None, replace(made, at=when, superseded=newer), *stands)
    weight, indicator = draw(weights), draw(st.sampled_from(names))
    if kind is Look:
        share = draw(st.floats(0.0, 1.0))
        one: Sighting | Look = Look(f"o{number}", "s", when, weight, share, UNKNOWN, ())
    else:
        one = Sighting(f"o{number}", "s", when, weight, UNKNOWN, ())
    return Held(indicator, one, *stands)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Watch, tuple[Held, ...], tuple[datetime, ...]]:
    """A watch, what is held on it, and the cuts at which it is asked."""
    hypotheses = draw(st.integers(2, 4))
    names = [f"i{n}" for n in range(draw(st.integers(0, 4)))]
    rates = {name: draw(st.lists(probabilities, min_size=4, max_size=4)) for name in names}
    made = watch_of(
        hypotheses,
        draw(st.integers(1, hypotheses - 1)),
        rates,
        group=draw(st.sampled_from([None, "together"])),
        events=draw(st.floats(0, 50)),
    )
    made = replace(
        made,
        indicators=tuple(
            replace(
                one,
                half_life_days=draw(st.floats(0.01, 1e5) | st.sampled_from([1.0, 30.0])),
                kind=draw(st.sampled_from(["military", "outcome"])),
            )
            for one in made.indicators
        ),
    )
    pieces = tuple(draw(held(number, names)) for number in range(draw(st.integers(0, 8))))
    return made, pieces, tuple(at(one) for one in draw(st.lists(days, min_size=1, max_size=5)))


def stands(one: Held, cut: datetime) -> bool:
    return one.since <= cut and (one.until is None or cut < one.until)


def matrix_at(watch: Watch, pieces: Sequence[Held], cut: datetime) -> Matrix:
    now = [one for one in pieces if stands(one, cut)]
    rows: dict[str, list[Sighting | Look]] = {one.id: [] for one in watch.indicators}
    for one in now:
        if one.indicator is not None and not isinstance(one.what, View):
            rows[one.indicator].append(one.what)
    return matrix_of(watch, rows, [one.what for one in now if isinstance(one.what, View)])


def plain(watch: Watch, matrix: Matrix, cut: datetime) -> Estimate:
    return estimate(watch, matrix, as_of=cut, known_at=cut, retrospective=False, yardstick=SCALE)


def bare(one: Day | Estimate) -> str:
    """All figures of an estimate to the last bit, but for range, word, confidence and shares."""
    p = one.p if isinstance(one, Day) else one.event.p
    bars = [
        (bar.term, bar.kind, bar.logodds, () if bar.kind == "indicator" else bar.origins)
        for bar in one.waterfall
    ]
    return repr((one.as_of, dict(one.probabilities), p, one.base, bars, one.cells))


@given(worlds())
def test_every_day_is_to_the_bit_what_an_estimate_made_from_nothing_says(
    world: tuple[Watch, tuple[Held, ...], tuple[datetime, ...]],
) -> None:
    watch, pieces, cuts = world
    for day in timeline_of(watch, cuts, pieces).days():
        matrix = matrix_at(watch, pieces, day.as_of)
        assert bare(day) == bare(plain(watch, matrix, day.as_of))
        assert repr(day.moved) == repr(evidence_logodds(watch, matrix, day.as_of))


@given(worlds(), st.randoms(use_true_random=False))
def test_what_is_added_one_by_one_in_any_order_gives_the_same_sums(
    world: tuple[Watch, tuple[Held, ...], tuple[datetime, ...]], chance: random.Random
) -> None:
    watch, pieces, cuts = world
    mixed = chance.sample(pieces, len(pieces))
    grown = timeline_of(watch, chance.sample(cuts, len(cuts)))
    for one in mixed:
        grown = grown.adding(one)
    assert list(map(bare, grown.days())) == list(map(bare, timeline_of(watch, cuts, pieces).days()))


@given(worlds(), st.data())
def test_what_is_dropped_leaves_no_trace(
    world: tuple[Watch, tuple[Held, ...], tuple[datetime, ...]], data: st.DataObject
) -> None:
    watch, pieces, cuts = world
    kept = data.draw(st.integers(0, len(pieces)))
    shorter = timeline_of(watch, cuts, pieces).dropping(*pieces[kept:])
    alone = timeline_of(watch, cuts, pieces[:kept])
    assert shorter.views == alone.views
    assert {key: one.tolist() for key, one in shorter.sums.items()} == {
        key: one.tolist() for key, one in alone.sums.items()
    }


@given(worlds())
def test_matrices_of_some_cuts_hold_the_days_between_them(
    world: tuple[Watch, tuple[Held, ...], tuple[datetime, ...]],
) -> None:
    """A piece that stays the same is one; a day between two matrices has those of the earlier."""
    watch, pieces, cuts = world
    ordered = sorted(set(cuts))
    matrices = [(cut, matrix_at(watch, pieces, cut)) for cut in ordered]
    between = [cut + timedelta(hours=1) for cut in ordered]
    line = timeline_of(watch, [*ordered, *between], held_of(matrices))
    for number, cut in enumerate(ordered):
        assert bare(line.on(cut)) == bare(plain(watch, matrices[number][1], cut))
        if (later := between[number]) not in ordered and ordered[number + 1 : number + 2] > [later]:
            assert bare(line.on(later)) == bare(plain(watch, matrices[number][1], later))


@given(st.integers(0, 2**32), st.sampled_from([0.3, 2.0, 7.0, 30.0, 400.0]))
def test_many_vectors_at_once_are_those_of_each_piece_and_day(seed: int, life: float) -> None:
    chance = random.Random(seed)
    cuts = [at(day) for day in range(60)]
    pieces: list[tuple[Sighting | Look, int, int]] = []
    for number in range(150):
        weight = chance.choice([chance.random(), 1 - chance.random() ** 8, 1e-13])
        age = chance.choice([0.0, chance.uniform(-1, 60), 6 * life])
        start = chance.randrange(60)
        made = seen if chance.random() < 0.5 else look
        one = made(f"o{number}", min(weight, MOST), age, now=cuts[start])
        pieces.append((one, start, chance.randrange(start, 61)))
    sums = np.zeros((2, 60), dtype=np.int64)
    for vector in vectors.vector_of(pieces, life, cuts):
        vector.into(sums, 1)
    parts = [
        [part_of(one, cuts[day], life) for one, start, end in pieces if start <= day < end]
        for day in range(60)
    ]
    assert sums.tolist() == [
        [sum(map(units_of, today)) for today in parts],
        [sum(part > 0.0 for part in today) for today in parts],
    ]


def test_arithmetic_that_errs_as_much_as_is_allowed_changes_no_unit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another processor's powers and logarithms differ in their last places, and no more."""
    chance = random.Random(5)
    cuts = [at(day) for day in range(100)]
    pieces = [
        (seen(f"o{n}", chance.random(), chance.random() * 30, now=cuts[n % 50]), n % 50, 100)
        for n in range(500)
    ]

    def summed() -> list[list[int]]:
        sums = np.zeros((2, 100), dtype=np.int64)
        for one in vectors.vector_of(pieces, 30.0, cuts):
            one.into(sums, 1)
        return [[int(one) for one in row] for row in sums]

    right = summed()
    powers, logs = np.exp2, np.log1p
    for sign in (-1.0, 1.0):
        with monkeypatch.context() as patch:
            patch.setattr(np, "exp2", lambda x, s=sign: powers(x) * (1.0 + s * 8 * 2.0**-53))
            patch.setattr(np, "log1p", lambda x, s=sign: logs(x) * (1.0 + s * 8 * 2.0**-53))
            assert summed() == right


def test_a_word_said_again_is_one_piece_that_ends_and_one_that_begins() -> None:
    watch = watch_of(2, 1, {"tanks": (0.6, 0.2)}, half_life=20)
    cuts = [at(day) for day in (10, 20, 30)]
    once, again = (seen("o", 0.5, 0, now=at(day)) for day in (5, 25))
    line = timeline_of(
        watch, cuts, [Held("tanks", once, at(5), at(25)), Held("tanks", again, at(25))]
    )
    first, second, third = (day.cells[0].seen for day in line.days())
    assert first > second
    assert second < third < 0.5


def test_the_example_that_the_method_works_by_hand() -> None:
    watch = watch_of(2, 1, {"tanks": (0.6, 0.2)}, half_life=30)
    first, second = seen("o", 0.5, 0, now=at(0)), seen("p", 0.4, 0, now=at(30))
    line = timeline_of(watch, [at(0), at(30)], [Held("tanks", first, at(0))])
    assert line.sums["tanks", Sighting].tolist() == [[-762123384786, -310507598121], [1, 1]]
    both = line.adding(Held("tanks", second, at(30)))
    assert both.on(at(30)).cells[0].seen == pytest.approx(0.5476, abs=5e-5)


def test_more_than_a_sum_holds_is_refused() -> None:
    sums = np.full((2, 1), -vectors.FULL + 1, dtype=np.int64)
    (vector,) = vectors.vector_of([(seen("o", 0.9, 0, now=at(0)), 0, 1)], 30.0, [at(0)])
    with pytest.raises(OverflowError):
        vector.into(sums, 1)


def test_a_day_that_is_no_cut_is_refused() -> None:
    line: Timeline = timeline_of(watch_of(2, 1, {}), [at(1)])
    with pytest.raises(ValueError, match="no cut"):
        line.on(at(2))
