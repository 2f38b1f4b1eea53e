"""Sides: what two must do together has not come about where one of them does its part."""

from __future__ import annotations

import pytest
from tests.weigh.questions import COLUMNS, TRUCE, claims_filled, come_about, watch_for

from tocsin.weigh.asking import question_of

SWAP = "Will Hezbollah and Chile exchange prisoners before 2031-06-01?"
TANKS = "Will Chile and Peru deliver tanks to Kenya?"
MEETING = "Will Chile and Peru hold talks?"


@pytest.mark.parametrize(
    COLUMNS,
    [
        (SWAP, "Hezbollah and Chile exchanged 40 prisoners.", "Hezbollah and Chile", 1),
        (SWAP, "Chile exchanged prisoners with Hezbollah.", "Chile", 1),
        (SWAP, "A prisoner exchange between Chile and Hezbollah took place.", "exchange", 1),
        (SWAP, "Hezbollah freed four prisoners.", "Hezbollah", 0),
        (SWAP, "Chile freed four prisoners.", "Chile", 0),
        (SWAP, "Chile freed prisoners despite its war with Hezbollah.", "Chile", 0),
        (SWAP, "Chile and Peru exchanged prisoners.", "Chile and Peru", 0),
        (TRUCE, "Chile signed a ceasefire with Peru.", "Chile", 1),
        (TRUCE, "Peru and Chile agreed on a truce.", "Peru and Chile", 1),
        (TRUCE, "Chile signed the ceasefire.", "Chile", 0),
        (TRUCE, "Chile signed a ceasefire with Chad.", "Chile", 0),
        (TANKS, "Chile and Peru delivered tanks to Kenya.", "Chile and Peru", 1),
        (TANKS, "Peru delivered tanks to Kenya.", "Peru", 0),
        (MEETING, "Chile held talks with Peru.", "Chile", 1),
        (MEETING, "Chile held talks with Chad.", "Chile", 0),
        ("Will Chile or Peru deliver tanks to Kenya?", "Peru delivered tanks to Kenya.", "Peru", 1),
        ("Will there be a truce between Chile and Peru?", "Chile agreed to a truce.", "Chile", 0),
    ],
)
def test_what_two_must_do_needs_both_of_them(
    question: str, text: str, actor: str, told: int
) -> None:
    assert come_about(question, text, actor) is bool(told)


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        (SWAP, {"Hezbollah", "Chile"}),
        ("Will Chile meet Peru?", {"Chile", "Peru"}),
        ("Will a deal between Chile and Peru be signed?", {"Chile", "Peru"}),
        ("Will Chile and Peru attack Chad?", {"Chile", "Peru"}),
        ("Will Chile or Peru attack Chad?", set()),
        ("Will Chile and Peru announce a joint force?", set()),
        ("Will Chilean prisoners return home in an exchange with Peru?", set()),
        ("Will either Chile or Peru attack Chad?", set()),
        ("Will Chile attack Peru and Chad?", set()),
        ("Will Chile fight with Peru?", set()),
        ("Will Bosnia and Herzegovina join the war?", set()),
        ("Will Chile and Peru be attacked by Chad?", set()),
    ],
)
def test_who_is_joined_or_named_with_whom_it_is_done_is_a_side(
    question: str, sides: set[str]
) -> None:
    assert set(question_of(question).sides) == sides


def test_a_state_with_two_names_in_its_name_is_one() -> None:
    assert question_of("Will Trinidad and Tobago sign a treaty?").actors == ("Trinidad and Tobago",)


def test_what_is_said_of_one_side_alone_is_needed_and_is_not_the_question() -> None:
    assert claims_filled(SWAP, "Chile may exchange prisoners.", "Chile") >= {"one-side"}
    assert "done-said" not in claims_filled(SWAP, "Chile may exchange prisoners.", "Chile")
    joint = "Chile and Hezbollah may exchange prisoners."
    assert "done-said" in claims_filled(SWAP, joint, "Chile and Hezbollah")
    relations = {one.id: one.relation for one in watch_for(SWAP).propositions}
    assert relations["one-side"] == "needed-for"


def test_both_sides_are_the_two_where_one_of_them_is_named() -> None:
    assert come_about(SWAP, "Both sides exchanged prisoners, Chile said.", "Both sides")
    assert not come_about(SWAP, "Both sides exchanged prisoners, Chad said.", "Both sides")
