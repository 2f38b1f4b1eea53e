"""The matrix: origins once, silences apart, views once, and no order that matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.build import (
    DAY,
    origin_of,
    reading_of,
    register_of,
    say,
)
from tests.weigh.tables import NOW, SEEN, both, matrix_of, row_of, told

from tocsin.nouns import (
    Contradiction,
    Correction,
    Grade,
    Interval,
    Name,
    Note,
    Origin,
    Reading,
    Source,
)


def test_every_indicator_has_its_row_in_the_watch_s_order() -> None:
    made = matrix_of([], [])
    assert [row.indicator for row in made.rows] == ["armour", "armour-leaves", "mobilisation"]
    assert {row.state for row in made.rows} == {"not collected"}


def test_an_origin_moves_an_indicator_once_however_often_it_is_told() -> None:
    one = reading_of(say(SEEN), publisher="The Paper")
    copy = reading_of(say(SEEN), publisher="The Copier", day=1)
    other = reading_of(say("Tanks were brought on trains, she told us."), publisher="The Third")
    origin = origin_of("Ann Marlow", one, copy, other)
    (sighting,) = row_of(matrix_of([one, copy, other], [origin])).sightings
    assert sighting.origin == origin.id
    assert {report for report, _ in sighting.spans} == {r.report.id for r in (one, copy, other)}


def test_two_origins_are_two_terms_and_corroborate_each_other() -> None:
    alone = matrix_of(*both(told(say(SEEN), "Ann Marlow")))
    pair = matrix_of(
        *both(told(say(SEEN), "Ann Marlow"), told(say("They moved tanks there."), "Ben Carr"))
    )
    (before,) = row_of(alone).sightings
    after = row_of(pair).sightings
    assert len(after) == 2
    assert before.grade == Grade(None, None)
    assert {one.grade for one in after} == {Grade(None, 2)}
    assert min(one.weight for one in after) > before.weight


def test_the_same_source_twice_corroborates_nothing() -> None:
    made = matrix_of(
        *both(told(say(SEEN), "Ann Marlow"), told(say("They moved tanks there."), "Ann Marlow", 1))
    )
    assert {one.grade.credibility for one in row_of(made).sightings} == {None}


def test_who_says_the_opposite_later_corroborates_nothing() -> None:
    seen = told(say(SEEN, action="brought"), "Ann Marlow", 0)
    other = told(say("Tanks were brought to the border by train.", action="brought"), "Ben Carr", 1)
    gone = told(
        say("No tanks were brought to the border.", polarity="negated", action="brought"),
        "Ben Carr",
        3,
    )
    (first, second) = row_of(matrix_of(*both(seen, other))).sightings
    assert (first.grade.credibility, second.grade.credibility) == (2, 2)
    row = row_of(matrix_of(*both(seen, other, gone)))
    (own,) = [one for one in row.sightings if one.source == "Ann Marlow"]
    assert own.grade.credibility is None


def test_who_gives_another_figure_corroborates_nothing() -> None:
    first = told(say(SEEN, action="brought"), "Ann Marlow", 0)
    other = told(say("Tanks were brought to the border by train.", action="brought"), "Ben Carr", 1)
    sides = tuple(
        (one.statements[0].id, one.report.id, one.statements[0].span) for one, _ in (first, other)
    )
    apart = Contradiction("counts", "tanks", sides)
    headline = Contradiction("headline", "tanks", sides)

    def grades(*found: Contradiction) -> list[int | None]:
        sightings = row_of(matrix_of(*both(first, other), contradictions=found)).sightings
        return [one.grade.credibility for one in sightings]

    assert grades() == [2, 2]
    assert grades(headline) == [2, 2]
    assert grades(apart) == [None, None]


def test_two_who_agree_against_a_third_corroborate_each_other() -> None:
    def told_of(source: str, words: str, number: float, day: int) -> tuple[Reading, Origin]:
        text = f"Trains brought {words} tanks to the border, {source} said."
        made = say(text, action="brought", quantity=words)
        counted = tuple(replace(q, low=number, high=number) for q in made.quantities)
        return told(replace(made, quantities=counted), source, day)

    heard = [
        told_of("Ann", "forty", 40, 0),
        told_of("Ben", "40", 40, 1),
        told_of("Cy", "ninety", 90, 2),
    ]
    sides = tuple(
        (one.statements[0].id, one.report.id, one.statements[0].quantities[0].span)
        for one, _ in heard
    )
    found = row_of(
        matrix_of(*both(*heard), contradictions=(Contradiction("counts", "tanks", sides),))
    )
    grades = {one.source: one.grade.credibility for one in found.sightings}
    assert grades == {"Ann": 2, "Ben": 2, "Cy": 3}


def test_two_marks_of_one_status_lower_the_weight_once() -> None:
    def weight(*marks: Literal["unverified", "verified", "denied"]) -> float:
        made = say(SEEN, action="brought", verification=marks)
        return row_of(matrix_of(*both(told(made, "Ann Marlow")))).sightings[0].weight

    assert weight("unverified", "unverified") == weight("unverified")
    assert weight("verified", "verified") == weight("verified")
    assert weight("denied", "denied") == weight("denied")
    assert weight("unverified") < weight()


def test_an_unknown_source_weighs_a_declared_default_and_is_flagged() -> None:
    (sighting,) = row_of(matrix_of(*both(told(say(SEEN), "Ann Marlow")))).sightings
    assert sighting.grade == Grade(None, None)
    assert sighting.weight == pytest.approx(0.75 * 0.65)
    assert sum("declared default" in flag for flag in sighting.flags) == 2


def test_a_registered_source_weighs_by_its_letter() -> None:
    def weight(letter: str) -> float:
        register = register_of(Source("Ann Marlow", (), "expert", (), None, letter))  # type: ignore[arg-type]
        made = matrix_of(*both(told(say(SEEN), "Ann Marlow")), register=register)
        return row_of(made).sightings[0].weight

    weights = [weight(letter) for letter in "ABCDE"]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 5


def test_every_unnamed_link_and_doubt_lowers_the_weight() -> None:
    def weight(**parts: object) -> float:
        made = matrix_of(*both(told(say(SEEN, **parts), "Ann Marlow")))  # type: ignore[arg-type]
        return row_of(made).sightings[0].weight

    plain = weight()
    assert weight(named=False) < plain
    assert weight(speaker=None) < plain
    assert weight(verification=("unverified",)) < plain
    assert weight(verification=("denied",)) < plain
    assert weight(act="assessment") < plain
    one, two = weight(chain=[("a friend", False)]), weight(chain=[("a friend", False)] * 2)
    assert two < one < plain
    assert weight(chain=[("The Courier", True)]) == plain


def test_an_analyst_s_grade_of_a_source_or_an_item_rules() -> None:
    statement = say(SEEN)
    letter = Correction(
        "c1", "grade", "Ann Marlow", {"reliability": "A"}, "B. Vale", "Long record.", DAY
    )
    digit = Correction(
        "c2", "grade", statement.id, {"credibility": 2}, "B. Vale", "Seen on film.", DAY
    )
    made = matrix_of(*both(told(statement, "Ann Marlow")), corrections=(letter, digit))
    assert row_of(made).sightings[0].grade == Grade("A", 2)


def test_what_an_assessor_adds_to_a_restatement_is_new() -> None:
    first = told(say(SEEN, act="observation"), "Ann Marlow", 0, name="o1")
    reading, origin = told(say("As said, tanks were brought."), "Ann Marlow", 9, name="o2")
    more = replace(origin, restates="o1")
    assert len(row_of(matrix_of(*both(first, (reading, more)))).sightings) == 2


def test_whoever_is_only_described_is_no_second_witness_in_one_report() -> None:
    named = say(SEEN, act="observation")
    reading = reading_of(named)
    statement = reading.statements[0]
    described = replace(
        statement, id="s-described", speaker=Name("its officers", None, named=False)
    )
    page = replace(reading, statements=(statement, described))
    origins = [
        origin_of("Ann Marlow", replace(reading, statements=(statement,)), name="o1"),
        origin_of("its officers", replace(reading, statements=(described,)), name="o2"),
    ]
    (only,) = row_of(matrix_of([page], origins)).sightings
    assert only.source == "Ann Marlow"


def test_a_restatement_refreshes_its_origin_and_adds_nothing() -> None:
    first = told(say(SEEN, act="observation"), "Ann Marlow", 0, name="o1")
    again = told(say("As said, tanks were brought."), "Ann Marlow", 9, restates="o1", name="o2")
    (alone,) = row_of(matrix_of(*both(first))).sightings
    (one,) = row_of(matrix_of(*both(first, again))).sightings
    assert one.origin == "o1"
    assert one.weight == alone.weight
    assert one.at == DAY + timedelta(days=9)


def test_a_source_that_looks_every_day_is_one_witness_with_the_newest_look() -> None:
    made = matrix_of(
        *both(
            told(say("It saw no tanks being moved."), "Ann Marlow", 0),
            told(say("No tanks were moved, it said on Tuesday."), "Ann Marlow", 5),
            told(say("We have not seen tanks moved."), "Ben Carr", 3),
        )
    )
    looks = row_of(made).looks
    assert {(look.source, look.at) for look in looks} == {
        ("Ann Marlow", DAY + timedelta(days=5)),
        ("Ben Carr", DAY + timedelta(days=3)),
    }


def test_what_a_statement_dates_is_aged_from_that_date() -> None:
    statement = say(
        "On 20 February trains brought tanks.",
        tense="past",
        dates={"20 February": Interval.day((DAY - timedelta(days=9)).date())},
    )
    (sighting,) = row_of(matrix_of(*both(told(statement, "Ann Marlow")))).sightings
    assert sighting.at == DAY - timedelta(days=9)


def test_a_date_that_only_bounds_it_is_not_when_it_was() -> None:
    statement = say(
        "For the first time since 20 February trains brought tanks.",
        dates={"20 February": Interval.day((DAY - timedelta(days=9)).date())},
    )
    (sighting,) = row_of(matrix_of(*both(told(statement, "Ann Marlow")))).sightings
    assert sighting.at == DAY


def test_nothing_published_later_or_undated_enters() -> None:
    reading, origin = told(say(SEEN), "Ann Marlow", 5)
    assert not row_of(matrix_of([reading], [origin], as_of=DAY + timedelta(days=5))).sightings
    assert row_of(matrix_of([reading], [origin], as_of=DAY + timedelta(days=6))).sightings


def test_the_three_silences_are_told_apart() -> None:
    look = told(say("It saw no tanks being moved."), "Ann Marlow")
    seen = told(say(SEEN), "Ann Marlow")

    def state(pair: tuple[Reading, Origin], days: float) -> str:
        return row_of(matrix_of(*both(pair), as_of=DAY + timedelta(days=days))).state

    assert state(look, 5) == "looked for and not seen"
    assert state(seen, 5) == "partly"
    assert state(seen, 200) == state(look, 200) == "expired"


def test_coverage_grows_with_looks_and_fades_with_time() -> None:
    look = told(say("It saw no tanks being moved."), "Ann Marlow")
    fresh = row_of(matrix_of(*both(look), as_of=DAY + timedelta(days=1))).coverage
    stale = row_of(matrix_of(*both(look), as_of=DAY + timedelta(days=60))).coverage
    assert 0.0 == row_of(matrix_of([], [])).coverage < stale < fresh <= 1.0


def test_a_watcher_who_spoke_of_the_matter_counts_for_coverage_and_moves_nothing() -> None:
    monitor = Source("Rail Watch", (), "monitor", (), None, None)
    pair = told(say("Eastland called up its reserves.", actor="Eastland"), "Rail Watch", 18)
    row = row_of(matrix_of(*both(pair), register=register_of(monitor)))
    assert row.coverage == pytest.approx(0.25)
    assert (row.sightings, row.looks, row.state) == ((), (), "not collected")


def test_who_speaks_of_something_else_is_not_heard() -> None:
    monitor = Source("Rail Watch", (), "monitor", (), None, None)
    pair = told(say("The ferry is late again."), "Rail Watch", 18)
    assert row_of(matrix_of(*both(pair), register=register_of(monitor))).coverage == 0.0


def note(direction: Literal["seen", "absent"], when: datetime = DAY) -> Note:
    return Note(
        "n1",
        "made",
        "armour",
        direction,
        "Tanks",
        "B. Vale",
        "saw it",
        when,
        2,
        DAY,
    )


def test_a_note_stands_beside_origins_under_its_own_name() -> None:
    (sighting,) = row_of(matrix_of([], [], notes=[note("seen")])).sightings
    assert (sighting.origin, sighting.source, sighting.spans) == ("n1", "B. Vale", ())
    assert sighting.grade == Grade(None, 2)
    (look,) = row_of(matrix_of([], [], notes=[note("absent")])).looks
    assert (look.origin, look.share) == ("n1", 0.5)
    assert not row_of(matrix_of([], [], notes=[note("seen", NOW)])).sightings


SENTENCES = (
    SEEN,
    "They moved tanks there.",
    "It saw no tanks being moved.",
    "Over 90 tanks were transported abroad.",
    "Eastland is mobilising reserves.",
    "The border is under control.",
)


@st.composite
def heaps(draw: st.DrawFn) -> tuple[list[Reading], list[Origin]]:
    pairs = []
    for text in draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=True)):
        source = draw(st.sampled_from(("Ann Marlow", "Ben Carr", "Cy Dorn")))
        pairs.append(told(say(text), source, draw(st.integers(0, 15))))
    return both(*pairs)


@given(heaps(), st.randoms(use_true_random=False))
def test_no_order_of_arrival_changes_the_matrix(
    heap: tuple[list[Reading], list[Origin]], random: object
) -> None:
    readings, origins = heap
    mixed, others = list(readings), list(origins)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    random.shuffle(others)  # type: ignore[attr-defined]
    assert matrix_of(readings, origins) == matrix_of(mixed, others)


@given(heaps())
def test_weights_are_parts_and_each_origin_is_one_term(
    heap: tuple[list[Reading], list[Origin]],
) -> None:
    for row in matrix_of(*heap).rows:
        ids = [one.origin for one in row.evidence]
        assert len(ids) == len(set(ids))
        assert all(0.0 <= one.weight < 1.0 for one in row.evidence)
        assert 0.0 <= row.coverage <= 1.0


@given(heaps())
def test_a_copy_of_every_report_changes_no_weight(heap: tuple[list[Reading], list[Origin]]) -> None:
    readings, origins = heap
    copies = [
        reading_of(reading.statements[0], day=16, publisher="The Copier") for reading in readings
    ]
    doubled = [
        origin_of(origin.source, reading, copy, name=origin.id)
        for origin, reading, copy in zip(origins, readings, copies, strict=True)
    ]
    once, twice = matrix_of(readings, origins), matrix_of([*readings, *copies], doubled)
    for one, other in zip(once.rows, twice.rows, strict=True):
        assert [(e.origin, e.weight, e.at) for e in one.evidence] == [
            (e.origin, e.weight, e.at) for e in other.evidence
        ]
