"""Nearness: what no pattern found is proposed, and counts for nothing until a person says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.build import origin_of, reading_of, register_of, say, watch_of

from tocsin.errors import ExtraMissing
from tocsin.nouns import Correction, Statement
from tocsin.weigh import bearings
from tocsin.weigh.encoder import MiniLM
from tocsin.weigh.nearness import Measure, Near, Words, near

FOUND = say("Monitors say that trains brought tanks to the border.")
MISSED = say("Heavy armour stands at the border now, a shepherd told the paper.")
FAR = say("The harvest of apples was good in every village this year.")
AT = datetime(2031, 4, 1, tzinfo=UTC)


def set_to(one: Statement, direction: str, target: str = "armour") -> Correction:
    key = f"{one.id}:{target}"
    return Correction(f"c{key}", "bearing", key, {"direction": direction}, "AK", "seen", AT)


def rejected(one: Statement) -> Correction:
    return Correction(f"c{one.id}", "reject", one.id, {}, "AK", "no", AT)


def proposed(
    statements: Sequence[Statement],
    corrections: Sequence[Correction] = (),
    *,
    by: Measure | None = None,
    least: float | None = None,
) -> tuple[Near, ...]:
    readings = [reading_of(one) for one in statements]
    origins = [origin_of(f"Ann {n}", one) for n, one in enumerate(readings)]
    made = near(
        watch_of(),
        readings,
        origins,
        register_of(),
        corrections,
        by=by or Words(),
        least=least,
    )
    # What is proposed counts for nothing.
    borne = bearings(watch_of(), readings, origins, register_of(), corrections)
    decided = {one.target.rpartition(":")[0] for one in corrections}
    assert {one.statement for one in made}.isdisjoint({b.statement for b in borne} | decided)
    return made


def test_a_statement_that_fills_no_pattern_is_proposed_for_the_indicator_it_is_near_to() -> None:
    (one,) = proposed([FOUND, MISSED, FAR])
    assert (one.statement, one.target, one.near) == (MISSED.id, "armour", None)
    assert one.cosine >= Words.least
    assert one.reason == "near the indicator “Heavy armour arrives at the border”"


@pytest.mark.parametrize(
    "statement",
    [
        say(MISSED.text, act="question"),
        say(MISSED.text, act="threat"),
        say(MISSED.text, segment="headline"),
        say(MISSED.text, background=True),
        say("If so, heavy armour stands at the border.", condition="If so"),
        say("Heavy armour."),
    ],
    ids=["question", "threat", "headline", "background", "condition", "short"],
)
def test_what_could_not_count_anyway_is_not_proposed(statement: Statement) -> None:
    assert proposed([statement]) == ()


def test_an_accepted_statement_draws_its_like() -> None:
    first = say("Rolling stock with long guns rested at Alder siding overnight.")
    like = say("Rolling stock with long guns rested at Birch siding at dawn.")
    assert proposed([first, like, FAR]) == ()
    (one,) = proposed([first, like, FAR], [set_to(first, "seen")])
    assert (one.statement, one.target, one.near) == (like.id, "armour", first.id)
    assert one.reason == "near what AK accepted"


def test_the_like_of_what_was_refused_is_proposed_no_more() -> None:
    like = say("Heavy armour stands at the border now, a farmer told the paper.")
    assert {one.statement for one in proposed([MISSED, like])} == {MISSED.id, like.id}
    assert proposed([MISSED, like], [set_to(MISSED, "none")]) == ()


def test_what_was_decided_on_is_not_proposed_again() -> None:
    assert proposed([MISSED], [set_to(MISSED, "absent")]) == ()
    assert proposed([MISSED], [rejected(MISSED)]) == ()


def test_of_one_origin_the_nearest_is_proposed() -> None:
    again = say("Heavy armour at the border, arrives the shepherd's word by the paper.")
    readings = [reading_of(one) for one in (MISSED, again)]
    made = near(
        watch_of(), readings, [origin_of("Ann", *readings)], register_of(), by=Words(), least=0.2
    )
    assert len(made) == 1


def test_a_higher_least_proposes_no_more() -> None:
    assert proposed([MISSED, FAR], least=0.99) == ()


@given(st.lists(st.text("ab cdé1 ", max_size=30), min_size=1, max_size=6))
def test_a_cosine_of_words_lies_between_nought_and_one(texts: list[str]) -> None:
    table = Words().cosines(texts, texts[:2])
    assert table.shape == (len(texts), len(texts[:2]))
    assert ((table >= 0.0) & (table <= 1.0 + 1e-9)).all()


def test_without_its_packages_the_encoder_says_how_to_have_them() -> None:
    if not MiniLM.missing():
        pytest.skip("the extra “encoder” is installed here")
    with pytest.raises(ExtraMissing) as fault:
        MiniLM()
    assert "tocsin[encoder]" in fault.value.hint


def test_the_encoder_is_near_in_meaning_and_the_same_in_any_batch() -> None:
    if MiniLM.missing():
        pytest.skip("the extra “encoder” is not installed: pip install 'tocsin[encoder]'")
    by = MiniLM()
    texts = [MISSED.text, "Tanks have come to the frontier.", FAR.text]
    table = by.cosines(texts, ["Heavy armour arrives at the border"])
    assert table[0, 0] > by.least
    assert table[1, 0] > table[2, 0]
    assert (by.vectors(texts[1:]) == by.vectors(texts)[1:]).all()
    (one,) = proposed([MISSED, FAR], by=by)
    assert one.statement == MISSED.id
