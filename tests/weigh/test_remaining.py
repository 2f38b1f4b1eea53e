"""Remaining: who is left in a place has not left it."""

from __future__ import annotations

import pytest
from tests.weigh.build import say

from tocsin.nouns import Pattern
from tocsin.weigh.patterns import match
from tocsin.weigh.stance import stance_of

GOING = Pattern({"action": ("left", "withdrew"), "object": ("soldiers",), "place": ("westland",)})


def kind(text: str) -> str:
    statement = say(text)
    found = match(GOING, statement)
    return "" if found is None else stance_of(statement, found).kind


@pytest.mark.parametrize(
    "text",
    [
        "Some 900 soldiers are left in Westland.",
        "Some 900 soldiers are still left in Westland.",
        "Only 900 soldiers have been left in Westland.",
        "There are 900 soldiers left in Westland.",
        "Eastland has 900 soldiers left in Westland.",
        "With 900 soldiers left in Westland, Eastland is weak.",
        "Eastland left 900 soldiers at a base in Westland.",
    ],
)
def test_who_is_left_there_has_not_gone(text: str) -> None:
    assert kind(text) == "remaining"


@pytest.mark.parametrize(
    "text",
    [
        "Some 900 soldiers left Westland.",
        "Some 900 soldiers have left Westland.",
        "Eastland says that its soldiers have now left Westland.",
        "There are reports that soldiers left Westland.",
        "Trucks with 900 soldiers left at dawn for the coast of Westland.",
        "Eastland has said soldiers left Westland.",
        "The soldiers left 30 trucks at a base in Westland.",
    ],
)
def test_who_leaves_is_gone(text: str) -> None:
    assert kind(text) == "affirmed"
