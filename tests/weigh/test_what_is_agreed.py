"""What is agreed: where a question asks for an agreement, that they agree to do it is its event."""

from __future__ import annotations

import pytest
from tests.weigh.asked import Weigh, came_about

SWAP = "Will Chile and Peru agree to a prisoner exchange?"
HOSTAGES = "Will Chile and the Tuaregs agree on an exchange of hostages for prisoners?"
WITH = "Will Bolivia agree with Paraguay on a prisoner swap?"
DEAL = "Will Kenya and the ELN reach a deal on exchanging prisoners?"
DONE = "Will Chile and Peru exchange prisoners?"
TRUCE = "Will Chad and Togo agree to a ceasefire?"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (SWAP, "Chile and Peru agreed to a prisoner exchange on Tuesday, Ann Marlow said."),
        (SWAP, "Peru and Chile agreed on an exchange of 1,000 prisoners, Lima said."),
        (SWAP, "Chile agreed with Peru on a prisoner swap."),
        (SWAP, "Chile and Peru have agreed to swap prisoners, Ann Marlow said."),
        (HOSTAGES, "Chile and the Tuaregs reached a deal to exchange hostages."),
        (HOSTAGES, "The Tuaregs and Chile signed an agreement on an exchange of hostages."),
        (WITH, "Paraguay and Bolivia struck a deal on a prisoner exchange."),
        (DEAL, "Kenya and the ELN agreed to exchange prisoners on Monday."),
        (TRUCE, "Togo and Chad agreed on a truce, Ann Marlow said."),
    ],
)
def test_two_who_agree_to_do_a_thing_have_done_what_was_asked(
    weigh: Weigh, question: str, text: str
) -> None:
    assert came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (SWAP, "Chile and Peru agreed to hold talks on a prisoner exchange, Ann Marlow said."),
        (SWAP, "Chile and Peru did not agree to a prisoner exchange, Ann Marlow said."),
        (SWAP, "Chile and Peru agreed to an exchange of ambassadors."),
        (SWAP, "Chile and Kenya agreed to a prisoner exchange."),
        (SWAP, "Chile agreed on an exchange of prisoners with Kenya, Ann Marlow said."),
        (SWAP, "Chile and Peru are close to a deal on a prisoner exchange."),
        (SWAP, "Chile and Peru may agree on a prisoner exchange, Ann Marlow said."),
        (HOSTAGES, "Chile and the Tuaregs refused to exchange hostages."),
        (WITH, "Bolivia agreed with Kenya on a prisoner swap."),
        (DEAL, "Kenya and the ELN agreed to open a road."),
        (DONE, "Chile and Peru agreed to a prisoner exchange on Tuesday."),
        (TRUCE, "Chad and Togo agreed to talks on a ceasefire."),
        (TRUCE, "Chad and Togo agreed to an exchange of prisoners."),
    ],
)
def test_who_talks_of_it_or_agrees_to_something_else_has_not(
    weigh: Weigh, question: str, text: str
) -> None:
    assert not came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (SWAP, "Talks between Chile and Peru on a prisoner exchange collapsed."),
        (HOSTAGES, "Negotiations of Chile and the Tuaregs on exchanging hostages failed."),
        (WITH, "Talks on a prisoner swap between Bolivia and Paraguay broke down."),
    ],
)
def test_talks_that_fail_are_nothing_under_way(weigh: Weigh, question: str, text: str) -> None:
    seen = {one.target for one in weigh(question, text) if one.direction == "seen"}
    assert "talks-fail" in seen
    assert not seen & {"under-way", "talks"}
