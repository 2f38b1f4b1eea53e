"""Learning: what people decide on some statements of a watch moves the others, and is shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.build import origin_of, reading_of, register_of, say, watch_of

from tocsin.data import load
from tocsin.nouns import Bearing, Correction, Origin, Reading, Statement
from tocsin.weigh import bearings
from tocsin.weigh.learning import Head, Lesson, head_of
from tocsin.weigh.learnt import Learnt, learnt

PLACES = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir")
TANKS = [say(f"Monitors say that trains brought tanks to {place}.") for place in PLACES]
RESERVES = say("Eastland has called up its reservists.", actor="Eastland")
NEXT = TANKS[-1]


def decision(
    number: int, kind: Any, target: str, value: dict[str, object] | None = None, **more: Any
) -> Correction:
    at = datetime(2031, 4, 1, 0, 0, number, tzinfo=UTC)
    return Correction(
        f"c{number}",
        kind,
        target,
        value or {},
        "AK",
        "as read",
        at,
        **more,
    )


def rejects(count: int) -> list[Correction]:
    return [decision(n, "reject", one.id) for n, one in enumerate(TANKS[:count])]


def put(one: Statement, number: int, direction: str, target: str = "armour") -> Correction:
    return decision(number, "bearing", f"{one.id}:{target}", {"direction": direction})


def material(statements: Sequence[Statement]) -> tuple[list[Reading], list[Origin]]:
    readings = [reading_of(one) for one in statements]
    origins = [origin_of(f"Ann {PLACES[n % 6]}", one) for n, one in enumerate(readings)]
    return readings, origins


def borne(
    corrections: Sequence[Correction], statements: Sequence[Statement] = (*TANKS, RESERVES)
) -> dict[tuple[str, str], Bearing]:
    readings, origins = material(statements)
    found = bearings(watch_of(), readings, origins, register_of(), corrections)
    return {(one.statement, one.target): one for one in found}


def taught(corrections: Sequence[Correction]) -> dict[str, Learnt]:
    readings, origins = material([*TANKS, RESERVES])
    rows = learnt(watch_of(), readings, origins, register_of(), corrections)
    return {one.feature: one for one in rows}


def test_three_rejects_lower_the_next_bearing_of_the_pattern() -> None:
    before, after = borne([]), borne(rejects(3))
    key = (NEXT.id, "armour")
    assert before[key].probability == 1.0
    assert after[key].probability < 0.75
    assert after[key].direction == "seen"
    assert after[key].flags[-1].startswith("learnt from 3 rejects of its pattern: times 0.7")
    assert "Learnt from 3 rejects of its pattern" in after[key].reason


def test_each_reject_more_lowers_it_further() -> None:
    chances = [borne(rejects(count))[NEXT.id, "armour"].probability for count in range(6)]
    assert chances == sorted(chances, reverse=True)
    assert len(set(chances)) == len(chances)


def test_another_pattern_hardly_moves() -> None:
    key = (RESERVES.id, "mobilisation")
    before, after = borne([])[key].probability, borne(rejects(5))[key].probability
    own = 1.0 - borne(rejects(5))[NEXT.id, "armour"].probability
    assert 0.0 <= before - after < own / 4


def test_accepts_outweigh_a_reject() -> None:
    mixed = [
        *(put(one, n, "seen") for n, one in enumerate(TANKS[:4])),
        put(TANKS[4], 9, "none"),
    ]
    alone = borne([put(TANKS[4], 9, "none")])[NEXT.id, "armour"]
    one = borne(mixed)[NEXT.id, "armour"]
    assert alone.probability < one.probability
    assert "learnt from 4 accepts, 1 reject of its pattern" in one.flags[-1]


def test_accepts_make_good_how_loosely_the_words_stand_and_nothing_else() -> None:
    far = say(
        "Trains moved, while it rained and snowed all day in every village on the way, tanks."
    )
    maybe = say("Trains may have brought tanks to the border.")
    statements = [*TANKS, far, maybe]
    made = [put(one, n, "seen") for n, one in enumerate(TANKS)]
    before, after = borne([], statements), borne(made, statements)
    loose, held = (far.id, "armour"), (maybe.id, "armour")
    assert before[loose].probability < after[loose].probability <= 1.0
    assert after[held].probability == before[held].probability < 1.0


def test_an_undone_decision_teaches_nothing() -> None:
    made = rejects(3)
    back = [decision(10 + n, "undo", one.id, undoes=one.id) for n, one in enumerate(made)]
    assert borne([*made, *back]) == borne([])


@given(st.permutations(range(5)))
def test_the_order_of_decisions_is_without_effect(order: list[int]) -> None:
    made = [*rejects(2), put(TANKS[2], 2, "seen"), put(TANKS[3], 3, "absent"), rejects(5)[4]]
    assert borne([made[n] for n in order]) == borne(made)


def test_without_a_decision_every_bearing_is_the_rules() -> None:
    readings, origins = material([*TANKS, RESERVES])
    plain = bearings(watch_of(), readings, origins, register_of())
    graded = decision(1, "grade", "Ann Alder", {"reliability": "A"})
    assert bearings(watch_of(), readings, origins, register_of(), [graded]) == plain
    assert all("earnt" not in one.reason for one in plain)


def test_a_person_s_own_decision_stands_whatever_was_learnt() -> None:
    made = [*rejects(3), put(NEXT, 8, "seen")]
    one = borne(made)[NEXT.id, "armour"]
    assert (one.direction, one.probability, one.by, one.flags) == ("seen", 1.0, "AK", ())


def test_a_person_who_turns_a_bearing_round_rejects_the_rule_s() -> None:
    row = taught([put(TANKS[0], 1, "absent")])["target armour"]
    assert (row.accepts, row.rejects) == (0.0, 1.0)


@pytest.mark.parametrize("given", ["0.2", 0.2])
def test_a_probability_below_one_half_is_a_reject_and_holds_as_it_was_set(given: object) -> None:
    value: dict[str, object] = {"direction": "seen", "probability": given}
    made = decision(1, "bearing", f"{TANKS[0].id}:armour", value)
    assert borne([made])[TANKS[0].id, "armour"].probability == 0.2
    assert taught([made])["target armour"].rejects == 1.0


def test_what_the_rules_do_not_count_teaches_nothing() -> None:
    asked = say("Did trains bring tanks to the border?", act="question")
    statements = [*TANKS, asked]
    assert borne([decision(1, "reject", asked.id)], statements)[NEXT.id, "armour"].flags == ()


def test_copies_of_one_origin_teach_once() -> None:
    readings, _ = material(TANKS)
    copied = origin_of("Ann Alder", *readings[:3])
    others = [origin_of(f"Bo {n}", one) for n, one in enumerate(readings[3:])]
    found = bearings(watch_of(), readings, [copied, *others], register_of(), rejects(3))
    once = next(one for one in found if one.statement == NEXT.id)
    apart = borne(rejects(1))[NEXT.id, "armour"]
    assert once.probability == pytest.approx(apart.probability, abs=0.02)
    assert "learnt from 1 reject of its pattern" in once.flags[-1]


def test_a_decision_on_a_statement_that_is_not_in_hand_teaches_nothing() -> None:
    later = say("Monitors say that trains brought tanks to Gorse.")
    assert borne([decision(1, "reject", later.id)]) == borne([])


def test_what_was_learnt_is_shown_with_its_pattern_and_an_example() -> None:
    rows = taught([*rejects(3), put(TANKS[3], 4, "seen")])
    row = rows["pattern armour.match.0"]
    assert (row.accepts, row.rejects, row.weight_before) == (1.0, 3.0, 0.0)
    assert row.weight_after < 0.0
    assert row.after < row.before == load("learning.yaml")["sure"]
    assert row.words.startswith("action: arriv*, bring*")
    assert row.bearings == 2
    assert set(row.decisions) == {(one.id, "armour", n == 3) for n, one in enumerate(TANKS[:4])}
    assert row.example is not None
    assert row.example.statement in {one.id for one in TANKS[4:]}
    assert row.example.after < row.example.before


def test_what_people_found_and_no_pattern_did_is_told() -> None:
    quiet = say("Two hundred wagons were shunted to the siding by night.")
    readings, origins = material([quiet])
    made = [put(quiet, 1, "seen")]
    rows = learnt(watch_of(), readings, origins, register_of(), made)
    assert [(one.feature, one.accepts) for one in rows] == [("missed armour", 1.0)]


def test_nothing_is_learnt_where_nobody_decided() -> None:
    assert taught([]) == {}


FEATURES = tuple(
    sorted(
        [
            "pattern armour.match.0",
            "target armour",
            "direction seen",
            "act statement",
            "tense present",
            "polarity affirmed",
            "speaker named",
            "source unregistered",
            "fit whole",
            "slots 2",
        ]
    )
)


def lessons(accepts: int, rejects: int) -> list[Lesson]:
    return [
        Lesson(f"s{n}", "armour", FEATURES, 1.0, accepted=n < accepts, weight=1.0)
        for n in range(accepts + rejects)
    ]


def logistic(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x))


def test_the_example_of_the_page_on_weighing() -> None:
    """Three rejects and no accept: s = -0.86 * 3 * logistic(2.197 + s)."""
    variance = load("learning.yaml")["variance"]
    width = math.fsum(variance[name.partition(" ")[0]] for name in FEATURES)
    assert width == pytest.approx(0.86)
    shift = -1.64
    assert -width * 3 * logistic(math.log(9) + shift) == pytest.approx(shift, abs=0.005)
    head = head_of(lessons(0, 3))
    assert head.chance(FEATURES, 1.0) == pytest.approx(0.636, abs=5e-4)
    assert head.times(FEATURES, 1.0) == pytest.approx(0.706, abs=5e-4)
    assert head.weights["pattern armour.match.0"] == pytest.approx(-0.954, abs=2e-3)
    assert borne(rejects(3))[NEXT.id, "armour"].probability == pytest.approx(0.706, abs=5e-4)


@given(st.integers(0, 30), st.integers(0, 30))
def test_the_weights_are_where_the_slope_is_nought(accepts: int, refused: int) -> None:
    """At the mode each weight is its variance times the sum of what the lessons were off by."""
    head = head_of(lessons(accepts, refused))
    if accepts + refused == 0:
        assert head == Head({}, {}, {})
        return
    off = accepts - (accepts + refused) * head.chance(FEATURES, 1.0)
    for name, weight in head.weights.items():
        width = load("learning.yaml")["variance"][name.partition(" ")[0]]
        assert weight == pytest.approx(width * off, abs=1e-6)


@given(st.floats(0.01, 1.0), st.integers(0, 30), st.integers(0, 30))
def test_a_factor_never_lifts_beyond_a_whole_fit(fit: float, accepts: int, refused: int) -> None:
    times = head_of(lessons(accepts, refused)).times(FEATURES, fit)
    assert 0.0 < times * fit <= 1.0 + 1e-12
