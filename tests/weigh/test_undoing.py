"""Undoing: who refuses, ends, lifts or sends back what a sign asks for has not done it."""

from __future__ import annotations

import pytest
from tests.weigh.build import say

from tocsin.nouns import Pattern
from tocsin.weigh.patterns import match
from tocsin.weigh.stance import stance_of

PACT = Pattern({"action": ("sign*", "agreed", "agreement", "ceasefire", "coup", "sanction*")})
BOTH = Pattern({"action": ("broke off",), "object": ("agreement*",)})
ARRIVE = Pattern(
    {"action": ("mov*", "sent"), "object": ("tanks",), "place": ("border",)}, direction="in"
)
WAR = Pattern({"actor": ("eastland*",), "action": ("declared",), "object": ("war",)})


def kind(text: str, pattern: Pattern = PACT, **parts: object) -> str:
    statement = say(text, **parts)  # type: ignore[arg-type]
    found = match(pattern, statement)
    return "" if found is None else stance_of(statement, found).kind


@pytest.mark.parametrize(
    "text",
    [
        "Eastland withdrew from the trade agreement.",
        "Eastland broke off talks on an agreement.",
        "Eastland tore up the agreement with Westland.",
        "Eastland violated the ceasefire.",
        "Eastland lifted its last sanctions on Westland.",
        "Eastland postponed new sanctions on Westland.",
        "The guards foiled a coup.",
        "A coup in the capital failed.",
        "The ceasefire has collapsed.",
        "Eastland rejected the agreement.",
    ],
)
def test_what_is_ended_or_undone_is_not_seen(text: str) -> None:
    assert kind(text) == "ended"


@pytest.mark.parametrize(
    "text",
    [
        "Eastland signed an agreement.",
        "Eastland lifted a crane and signed the agreement.",
        "Eastland imposed sanctions.",
        "After the war ended, an agreement was signed.",
        "The suspended minister signed it.",
    ],
)
def test_what_is_not_undone_is_seen(text: str) -> None:
    assert kind(text) == "affirmed"


def test_a_sign_of_the_very_ending_is_seen() -> None:
    assert kind("Eastland broke off the agreement.", BOTH) == "affirmed"


@pytest.mark.parametrize("cue", ["refused", "declined"])
def test_what_its_speaker_refuses_is_refused(cue: str) -> None:
    text = f"Eastland {cue} to sign the paper."
    assert kind(text, cue=cue, content="to sign the paper", actor="Eastland") == "refused"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Eastland agreed to it, but Westland refused.", "refused"),
        ("Eastland agreed to it, although the rebels did not.", "refused"),
        ("Eastland agreed to it, while Westland rejected it, she said.", "refused"),
        ("Eastland agreed to it, but Westland refused to send bread.", "affirmed"),
        ("Eastland agreed to it. But the shops refused.", "affirmed"),
    ],
)
def test_what_one_agrees_to_and_another_refuses_is_refused(text: str, stance: str) -> None:
    assert kind(text) == stance


@pytest.mark.parametrize(
    ("text", "comes"),
    [
        ("It moved its tanks to the border.", True),
        ("It moved its tanks away from the border.", False),
        ("Its tanks moved out of the town, leaving the border with Westland.", False),
        ("It sent its tanks from the eastern border to the sea.", False),
        ("Tanks at the border were moved back to their barracks.", False),
        ("It moved its tanks back to the border.", True),
        ("It moved tanks from the sea to the border.", True),
    ],
)
def test_what_goes_away_from_the_place_does_not_come(text: str, comes: bool) -> None:
    assert (match(ARRIVE, say(text)) is not None) is comes


def test_a_declaration_is_the_deed_of_who_declares() -> None:
    text = "Eastland declared war on Westland."
    parts = {"cue": "declared", "content": "war on Westland", "act": "announcement"}
    found = match(WAR, say(text, speaker="Eastland", **parts))  # type: ignore[arg-type]
    assert found is not None
    assert [slot for slot, _ in found.slots] == ["action", "object"]
    assert match(WAR, say(text, speaker="Westland", **parts)) is None  # type: ignore[arg-type]


def test_a_declaration_in_the_perfect_is_the_deed_too() -> None:
    text = "Eastland has declared war on Westland."
    parts = {"cue": "has declared", "content": "war on Westland", "speaker": "Eastland"}
    assert kind(text, WAR, **parts) == "affirmed"


def test_who_tells_of_a_war_has_not_declared_one() -> None:
    text = "Eastland declared that war is coming."
    parts = {"cue": "declared", "content": "that war is coming", "speaker": "Eastland"}
    assert match(WAR, say(text, **parts)) is None  # type: ignore[arg-type]


def test_a_declaration_that_is_not_made_is_no_deed() -> None:
    text = "Eastland has not declared war on Westland."
    parts = {"cue": "declared", "content": "war on Westland", "speaker": "Eastland"}
    assert kind(text, WAR, **parts) == "negated"


def test_who_turns_a_deal_away_denies_nothing_of_turning_it_away() -> None:
    text = "Eastland rejected the agreement."
    away = Pattern({"action": ("reject*",), "object": ("agreement*",)})
    parts = {"cue": "rejected", "content": "the agreement", "speaker": "Eastland", "act": "denial"}
    assert kind(text, away, **parts) == "affirmed"


@pytest.mark.parametrize(
    "text",
    [
        "Dozens of Eastlanders have crossed the river to avoid a coup.",
        "Westland sent envoys to prevent a coup.",
        "The guards were doubled to forestall a coup.",
    ],
)
def test_what_is_done_to_keep_a_thing_off_is_no_look_at_it(text: str) -> None:
    assert kind(text) == "feared"


def test_what_was_avoided_was_looked_for() -> None:
    assert kind("Eastland avoided a coup.") == "short"


@pytest.mark.parametrize(
    "text",
    [
        "Without warning, Eastland sent tanks to the border on Sunday.",
        "With no talks in sight, Eastland has sent tanks to the border.",
        "Having failed to get a corridor, Eastland sent tanks to the border.",
        "Eastland, without naming a reason, moved tanks to the border.",
        "No longer bound by the pact, Eastland moved tanks to the border.",
    ],
)
def test_what_is_denied_between_commas_is_another_thing(text: str) -> None:
    assert kind(text, ARRIVE) == "affirmed"


@pytest.mark.parametrize(
    "text",
    [
        "Without warning, Eastland sent no tanks to the border.",
        "The night passed without tanks sent to the border.",
        "Despite the drills, it sent no tanks to the border.",
    ],
)
def test_what_is_denied_of_the_sign_itself_is_denied(text: str) -> None:
    assert kind(text, ARRIVE) == "negated"


@pytest.mark.parametrize(
    "text",
    [
        "A coup in the capital never took place.",
        "The agreement of the two sides on the lakes far to the north never came about.",
        "A ceasefire along the river at the old border never happened.",
        "The coup never actually materialised.",
    ],
)
def test_what_never_came_about_is_not_seen(text: str) -> None:
    assert kind(text, polarity="negated") == "negated"


@pytest.mark.parametrize(
    "text",
    [
        "Eastland signed an agreement, and talks never took place.",
        "Eastland signed an agreement after talks that never took place.",
        "The agreement never came to light.",
    ],
)
def test_what_something_else_never_did_undoes_nothing(text: str) -> None:
    assert kind(text, polarity="affirmed") == "affirmed"
