"""Bearings: what a statement has to do with a watch, trap by trap."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.weigh.build import DAY, origin_of, reading_of, register_of, say, watch_of

from tocsin.nouns import Bearing, Correction, Interval, Source, Statement
from tocsin.weigh import bearings

ARMOUR = "Monitors say that trains brought tanks to the border."


def bearing(
    statement: Statement,
    target: str,
    *,
    source: Source | None = None,
    corrections: tuple[Correction, ...] = (),
) -> Bearing | None:
    reading = reading_of(statement)
    origin = origin_of(source.name if source else "Ann Marlow", reading)
    register = register_of(*([source] if source else []))
    found = bearings(watch_of(), [reading], [origin], register, corrections)
    return next((one for one in found if one.target == target), None)


def outcome(statement: Statement, target: str = "armour") -> tuple[str, float]:
    one = bearing(statement, target)
    return ("", 0.0) if one is None else (one.direction, one.probability)


def test_what_is_said_to_be_there_is_seen_and_the_reason_names_the_words() -> None:
    one = bearing(say(ARMOUR), "armour")
    assert one is not None
    assert (one.direction, one.probability, one.by) == ("seen", 1.0, "rule")
    assert "“brought”" in one.reason
    assert "“tanks”" in one.reason


@pytest.mark.parametrize(
    "statement",
    [
        say(ARMOUR, act="question"),
        say(ARMOUR, act="threat"),
        say(ARMOUR, act="appeal"),
        say(ARMOUR, background=True),
        say("If trains brought tanks, it would be seen.", condition="If trains brought tanks"),
        say(ARMOUR, segment="headline"),
        say(ARMOUR, segment="caption"),
        say("There were fears that trains had brought tanks."),
        say("Trains could bring tanks."),
        say("She did not rule out that trains had brought tanks."),
    ],
    ids=[
        "question",
        "threat",
        "appeal",
        "background",
        "condition",
        "headline",
        "caption",
        "fear",
        "could",
        "left open",
    ],
)
def test_it_bears_and_moves_nothing(statement: Statement) -> None:
    assert outcome(statement) == ("none", 0.0)


@pytest.mark.parametrize(
    "statement",
    [
        say("They do not bring any tanks."),
        say("They don’t bring tanks, only bread."),
        say("It sees no major new build-up of tanks."),
        say("Trains bringing tanks were not seen."),
        say("Trains came without tanks being moved.", polarity="negated"),
        say("That trains brought tanks is untrue.", act="denial"),
        say("Of trains that brought tanks she saw none.", absence="she saw none"),
        say("The border is under control."),
    ],
)
def test_looked_for_and_not_seen_is_absence(statement: Statement) -> None:
    assert outcome(statement) == ("absent", 1.0)


def test_a_negation_in_another_clause_is_not_its_own() -> None:
    assert outcome(say("They bring tanks, but they have no fuel.", polarity="negated"))[0] == "seen"
    assert outcome(say("No fewer than 40 tanks were moved."))[0] == "seen"


def test_a_promise_not_to_do_it_is_no_look() -> None:
    assert outcome(say("They will not bring tanks.", tense="future")) == ("none", 0.0)


def test_what_is_announced_counts_by_the_declared_discount() -> None:
    for statement in (
        say("Trains will bring tanks.", tense="future"),
        say(ARMOUR, act="announcement"),
        say("Trains bring 40 tanks.", quantity="40 tanks", basis="announced"),
    ):
        assert outcome(statement) == ("seen", 0.5)
        made = bearing(statement, "armour")
        assert made is not None
        assert made.flags == ("announced and not yet seen: announced_discount 0.5",)


def test_what_lowers_a_bearing_is_flagged_and_nothing_else() -> None:
    plain, held = bearing(say(ARMOUR), "armour"), bearing(say(f"Reportedly, {ARMOUR}"), "armour")
    assert plain is not None
    assert held is not None
    assert (plain.probability, plain.flags) == (1.0, ())
    assert held.probability < 1.0
    assert len(held.flags) == 1


def test_a_likely_sighting_counts_by_how_far_it_is_from_even() -> None:
    certain = say("It is almost certain that trains brought tanks.", likelihood="almost certain")
    likely = say("It is likely that trains brought tanks.", likelihood="likely")
    unlikely = say("It is highly unlikely that trains brought tanks.", likelihood="highly unlikely")
    even = say("It is possible that trains brought tanks.", likelihood="possible")
    assert outcome(certain)[0] == outcome(likely)[0] == "seen"
    assert 1.0 > outcome(certain)[1] > outcome(likely)[1] > 0.0
    assert outcome(unlikely)[0] == "absent"
    assert outcome(even) == ("none", 0.0)


def test_tanks_that_leave_fire_no_arrival() -> None:
    statement = say("Over 90 tanks were transported abroad.", quantity="90 tanks", direction="out")
    assert bearing(statement, "armour") is None
    assert outcome(statement, "armour-leaves") == ("seen", 1.0)


def test_a_stated_likelihood_of_the_question_is_a_view() -> None:
    statement = say(
        "Eastland is unlikely to enter Westland.",
        actor="Eastland",
        likelihood="unlikely",
        tense="future",
    )
    assert outcome(statement, "entry") == ("view", 1.0)


def test_a_likelihood_of_a_sign_is_no_view_on_the_question() -> None:
    statement = say(
        "It is highly unlikely that the drills are a sign that Eastland will enter Westland.",
        likelihood="highly unlikely",
        of="the drills are a sign that Eastland will enter Westland",
    )
    assert outcome(statement, "drills-mean-war")[0] == "view"
    assert outcome(statement, "entry") == ("none", 0.0)


def test_a_likelihood_of_what_has_been_is_no_view_on_what_will_be() -> None:
    text = "There is a remote chance that Eastland's men have entered Westland."
    for statement in (
        say(text, likelihood="remote chance", of="Eastland's men have entered Westland"),
        say(text, likelihood="remote chance", tense="past"),
    ):
        assert outcome(statement, "entry") == ("none", 0.0)


@pytest.mark.parametrize(
    "statement",
    [
        say("Eastland will enter Westland.", tense="future"),
        say("There is concern that Eastland is likely to enter Westland.", likelihood="likely"),
        say("It likely helps, short of having Eastland enter Westland.", likelihood="likely"),
        say(
            "In Eastland 90% would refuse to enter Westland.",
            likelihood="90%",
            quantity="90%",
            numbers=(0.9, 0.9),
        ),
        say(
            "Eastland will likely enter Westland in autumn.",
            likelihood="likely",
            tense="future",
            dates={"in autumn": Interval(datetime(2031, 9, 1, tzinfo=UTC), None)},
        ),
    ],
    ids=["no likelihood", "concern", "short of it", "a share of soldiers", "after the close"],
)
def test_it_is_no_view(statement: Statement) -> None:
    assert outcome(statement, "entry")[0] in {"", "none"}


def test_a_likelihood_of_what_another_does_is_no_view() -> None:
    text = "Westland's envoy is likely to ask about the entry of Eastland into Westland."
    parts = {"actor": "Westland's envoy", "likelihood": "likely", "of": text}
    asking = say(text, action="ask", **parts)  # type: ignore[arg-type]
    assert outcome(asking, "entry")[0] in {"", "none"}


def test_another_actors_attack_is_no_view() -> None:
    statement = say(
        "Northland is likely to attack Westland from Eastland.",
        actor="Northland",
        likelihood="likely",
    )
    assert bearing(statement, "entry") is None


def test_a_denial_by_the_party_itself_is_discounted() -> None:
    party = Source("Eastland's ministry", (), "government", ("Eastland",), None, None)
    text = "Eastland is not mobilising reserves."
    own = bearing(say(text, actor="Eastland"), "mobilisation", source=party)
    other = bearing(say(text, actor="Eastland"), "mobilisation")
    assert own is not None
    assert other is not None
    assert (own.direction, own.probability) == ("absent", 0.5)
    assert (other.direction, other.probability) == ("absent", 1.0)
    assert "Eastland" in own.reason


def correction(kind: str, target: str, **value: object) -> Correction:
    return Correction("c1", kind, target, value, "B. Vale", "The train was empty.", DAY)  # type: ignore[arg-type]


def test_an_analyst_overrules_a_bearing_and_signs_it() -> None:
    statement = say(ARMOUR)
    mine = correction("bearing", f"{statement.id}:armour", direction="absent", probability=0.8)
    one = bearing(statement, "armour", corrections=(mine,))
    assert one is not None
    assert (one.direction, one.probability) == ("absent", 0.8)
    assert (one.by, one.reason) == ("B. Vale", "The train was empty.")


def test_an_analyst_can_add_a_bearing_that_no_rule_found() -> None:
    statement = say("Something large went by in the night.")
    mine = correction("bearing", f"{statement.id}:armour", direction="seen", probability=0.3)
    one = bearing(statement, "armour", corrections=(mine,))
    assert one is not None
    assert (one.direction, one.probability) == ("seen", 0.3)


def test_a_rejected_statement_moves_nothing() -> None:
    statement = say(ARMOUR)
    one = bearing(statement, "armour", corrections=(correction("reject", statement.id),))
    assert one is not None
    assert (one.direction, one.by) == ("none", "B. Vale")


def test_a_corrected_field_is_what_the_rules_see() -> None:
    statement = say(ARMOUR)
    old = correction("statement", statement.id, background=True)
    one = bearing(statement, "armour", corrections=(old,))
    assert one is not None
    assert one.direction == "none"


def test_a_correction_that_was_taken_back_holds_no_longer() -> None:
    statement = say(ARMOUR)
    first = correction("reject", statement.id)
    undo = Correction("c2", "undo", "c1", {}, "B. Vale", "My mistake.", DAY, "c1")
    one = bearing(statement, "armour", corrections=(undo, first))
    assert one is not None
    assert one.direction == "seen"
