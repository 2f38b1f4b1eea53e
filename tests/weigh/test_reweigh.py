"""Reweighing: numbers that people set, where they stand and what keeps holding."""

from __future__ import annotations

import math
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.build import DAY, origin_of, reading_of, register_of, say, watch_of

from tocsin.errors import BadArgument
from tocsin.nouns import Correction, Grade, Look, Matrix, Row, Sighting, Source, Watch
from tocsin.weigh.grades import declared, grade_of, weigh_grade
from tocsin.weigh.overrule import overrules_of
from tocsin.weigh.reweigh import (
    address_of,
    check_figure,
    figure_at,
    graded_within,
    reweighed,
    reweighed_watch,
    set_within,
)

WATCH = watch_of()


def put(path: str, value: object, *, number: int = 0, watch: str = WATCH.id) -> Correction:
    at = DAY + timedelta(hours=number)
    return Correction(
        f"c{number}", "weight", f"{watch}:{path}", {"value": str(value)}, "AK", "so it is", at
    )


def sides(watch: Watch) -> tuple[float, float]:
    return (
        math.fsum(h.weight for h in watch.hypotheses if h.resolves_yes),
        math.fsum(h.weight for h in watch.hypotheses if not h.resolves_yes),
    )


@given(st.dictionaries(st.sampled_from([h.id for h in WATCH.hypotheses]), st.floats(0.01, 0.99)))
def test_the_weights_of_either_side_sum_to_one_whatever_is_set(given_: dict[str, float]) -> None:
    fixes = [put(f"hypotheses.{h}.weight", w, number=n) for n, (h, w) in enumerate(given_.items())]
    no = [h.id for h in WATCH.hypotheses if not h.resolves_yes]
    fixed = math.fsum(w for h, w in given_.items() if h in no)
    if fixed >= 1.0 and set(no) - set(given_):
        return  # refused when it is entered, see below
    assert sides(reweighed_watch(WATCH, fixes)) == pytest.approx((1.0, 1.0))


def test_a_weight_that_leaves_the_others_nothing_is_refused() -> None:
    no = [h.id for h in WATCH.hypotheses if not h.resolves_yes]
    with pytest.raises(BadArgument, match="leaves nothing"):
        check_figure(WATCH, address_of(f"hypotheses.{no[0]}.weight"), "1")
    check_figure(WATCH, address_of(f"hypotheses.{no[0]}.weight"), "0.7")


def test_a_watch_on_which_nobody_set_anything_is_itself() -> None:
    assert reweighed_watch(WATCH, []) is WATCH
    other = put("base.events", 9, watch="another")
    assert reweighed_watch(WATCH, [other]) is WATCH
    gone = put("indicators.gone.lead_days", 9)
    assert reweighed_watch(WATCH, [gone]) is WATCH


def test_the_latest_number_holds_whatever_the_order() -> None:
    both = [put("base.events", 5, number=1), put("base.events", 7, number=2)]
    for order in (both, both[::-1]):
        made = reweighed_watch(WATCH, order)
        assert made.base.events == 7
        assert [one.entry for one in made.overruled] == ["c2"]
        assert made.overruled[0].before == f"{WATCH.base.events:g}"


def test_every_declared_number_can_be_read_at_its_address() -> None:
    for one in WATCH.indicators:
        for hypothesis, rate in one.seen.items():
            path = f"indicators.{one.id}.seen.{hypothesis}"
            assert figure_at(WATCH, address_of(path)) == rate
            made = reweighed_watch(WATCH, [put(path, 0.5)])
            assert figure_at(made, address_of(path)) == 0.5
    for name in WATCH.settings.__slots__:
        assert figure_at(WATCH, address_of(f"settings.{name}")) == getattr(WATCH.settings, name)


def test_every_number_of_the_grades_can_be_set_for_one_watch_and_weighs_there() -> None:
    for name, value in declared().items():
        assert figure_at(WATCH, address_of(f"grades.{name}")) == value
        made = reweighed_watch(WATCH, [put(f"grades.{name}", 0.5)])
        assert figure_at(made, address_of(f"grades.{name}")) == 0.5
        assert WATCH.grades == {}
    assert weigh_grade(Grade("B", 3), {"reliability.B": 0.5, "credibility.3": 0.5})[0] == 0.25
    assert weigh_grade(Grade("B", 3))[0] != 0.25
    put_in = {"unknown_reliability": 0.0}
    graded = grade_of(say("Tanks came."), None, register_of(), put=put_in)
    assert graded.weight == 0.0


SEEN = Sighting("o1", "Ann Marlow", DAY, 0.4, Grade(None, 3), ())
LOOK = Look("o2", "Ben Carr", DAY, 0.4, 0.5, Grade(None, 3), ())
MATRIX = Matrix(WATCH.id, (Row("armour", (SEEN,), (LOOK,), 0.5, "partly"),), (), ())


def test_an_origin_weighs_on_one_indicator_what_was_set_and_nothing_else_moves() -> None:
    fixes = [put("origins.o1.armour.weight", 0.9), put("origins.o2.armour.share", 0.1, number=1)]
    (row,) = reweighed(MATRIX, fixes).rows
    assert (row.sightings[0].weight, row.looks[0].share, row.looks[0].weight) == (0.9, 0.1, 0.4)
    assert row.sightings[0].flags == ("weight set to 0.9 by AK, in place of 0.4: so it is",)
    assert (row.coverage, row.state) == (0.5, "partly")


def test_of_two_corrections_within_one_second_the_one_entered_later_holds() -> None:
    address = f"{WATCH.id}:base.value"
    for first, last in (("a", "b"), ("b", "a")):  # whatever their ids, which say nothing
        weights = [
            Correction(name, "weight", address, {"value": value}, "AK", "so it is", DAY)
            for name, value in ((first, "0.1"), (last, "0.2"))
        ]
        assert set_within(WATCH.id, weights)["base.value"].value == {"value": "0.2"}
        grades = [
            Correction(name, "grade", "Ann Marlow", {"reliability": letter}, "AK", "so", DAY)
            for name, letter in ((first, "A"), (last, "D"))
        ]
        assert overrules_of(grades).reliability == {"Ann Marlow": "D"}
        acts = [
            Correction(name, "statement", "s1", {"polarity": said}, "AK", "so", DAY)
            for name, said in ((first, "negated"), (last, "affirmed"))
        ]
        assert overrules_of(acts).statements == {"s1": {"polarity": "affirmed"}}


def test_setting_it_twice_is_setting_it_once() -> None:
    fixes = [put("origins.o1.armour.weight", 0.9)]
    once = reweighed(MATRIX, fixes)
    assert reweighed(once, fixes) == once
    assert reweighed(MATRIX, [put("origins.o1.other.weight", 0.9)]) == MATRIX


def test_a_grade_of_one_watch_is_a_grade_there_and_nowhere_else() -> None:
    fix = put("sources.U.S. Desk.reliability", "B")
    (_, made) = graded_within([fix], WATCH.id)
    assert (made.kind, made.target, made.value) == ("grade", "U.S. Desk", {"reliability": "B"})
    assert graded_within([fix], "another") == (fix,)


@pytest.mark.parametrize(("letter", "known"), [("F", None), ("B", "B")])
def test_a_reliability_that_is_set_stands_in_place_of_the_register(
    letter: str, known: str | None
) -> None:
    register = register_of(Source("Ann Marlow", (), "expert", (), None, "A"))
    said = say("Ann Marlow saw tanks.")
    fix = Correction("g", "grade", "Ann Marlow", {"reliability": letter}, "AK", "so", DAY)
    origin = origin_of("Ann Marlow", reading_of(said))
    graded = grade_of(said, origin, register, overrules=overrules_of([fix]))
    assert graded.grade.reliability == known
