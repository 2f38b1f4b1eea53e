"""Own forces: of "its troops" the doer is who speaks of them."""

from __future__ import annotations

import pytest
from tests.weigh.asked import Weigh
from tests.weigh.questions import watch_for

from tocsin.nouns.watch import OUTCOME

ENTRY = "Will Chile invade Peru?"
TOWN = "Will Chile capture Tacna?"
LEAVE = "Will Chile withdraw its troops from Bolivia?"


def outcomes(weigh: Weigh, question: str, text: str) -> set[str]:
    kinds = {one.id: one.kind for one in watch_for(question).indicators}
    found = weigh(question, text)
    return {o.target for o in found if o.direction == "seen" and kinds.get(o.target) == OUTCOME}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (ENTRY, "Chile says its troops have entered Peru."),
        (ENTRY, "Chile said its forces had crossed the border into Peru."),
        (ENTRY, "Chile announced that its army had entered Peru."),
        (ENTRY, "Chile said on Tuesday that its ground forces had crossed into Peru."),
        (TOWN, "Chile says its forces have captured Tacna."),
        (LEAVE, "Chile said its troops had left Bolivia."),
    ],
)
def test_what_a_state_says_of_its_forces_is_its_deed(
    weigh: Weigh, question: str, text: str
) -> None:
    assert outcomes(weigh, question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (ENTRY, "Brazil says its troops have entered Peru."),
        (ENTRY, "Peru says its troops have entered the town."),
        (ENTRY, "Chile says its diplomats have entered Peru."),
        (ENTRY, "Chile denied that its troops had entered Peru."),
        (LEAVE, "Brazil said its troops had left Bolivia."),
    ],
)
def test_forces_of_another_and_those_who_are_no_forces_are_none(
    weigh: Weigh, question: str, text: str
) -> None:
    assert not outcomes(weigh, question, text)
