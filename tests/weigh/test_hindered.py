"""Hindered: who stands against what a question asks for is no sign that it is under way."""

from __future__ import annotations

import pytest
from tests.weigh.asked import Weigh, came_about

from tocsin.weigh.phrasing import mentions

IMPOSE = "Will the EU impose new sanctions on Chad?"
LIFT = "Will the EU lift sanctions on Chad?"
DELIVER = "Will Chile deliver Leopard tanks to Peru?"
ON_THE_WAY = {"under-way", "on-its-way", "outcome"}


def seen(weigh: Weigh, question: str, text: str) -> set[str]:
    return {one.target for one in weigh(question, text) if one.direction == "seen"}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (IMPOSE, "Austria has vetoed new EU sanctions on Chad."),
        (IMPOSE, "Austria opposes new EU sanctions on Chad."),
        (IMPOSE, "Austria opposed new EU sanctions on Chad."),
        (IMPOSE, "Austria resisted new EU sanctions on Chad."),
        (IMPOSE, "Austria blocked new EU sanctions on Chad."),
        (IMPOSE, "Austria voted against new EU sanctions on Chad."),
        (LIFT, "Austria opposed the lifting of EU sanctions on Chad."),
        (LIFT, "Austria voted against lifting EU sanctions on Chad."),
        (LIFT, "The European Parliament voted down the lifting of EU sanctions on Chad."),
        (DELIVER, "The Chilean senate opposes delivering Leopard tanks to Peru."),
        (DELIVER, "The Chilean senate voted down the delivery of Leopard tanks to Peru."),
    ],
)
def test_who_stands_against_it_impedes_it_and_does_nothing_of_it(
    weigh: Weigh, question: str, text: str
) -> None:
    found = seen(weigh, question, text)
    assert "impeded" in found
    assert not found & ON_THE_WAY


@pytest.mark.parametrize(
    "text",
    [
        "Austria no longer opposes new EU sanctions on Chad.",
        "Austria stopped blocking new EU sanctions on Chad.",
        "Austria lifted its veto on new EU sanctions on Chad.",
    ],
)
def test_who_gives_way_impedes_nothing(weigh: Weigh, text: str) -> None:
    assert "impeded" not in seen(weigh, IMPOSE, text)


def test_what_is_done_against_resistance_is_done(weigh: Weigh) -> None:
    told = "The EU imposed sanctions on Chad although Austria opposed them."
    assert came_about(IMPOSE, weigh(IMPOSE, told))


@pytest.mark.parametrize(
    ("words", "text", "there"),
    [
        (("may",), "They may attack.", True),
        (("may",), "THEY MAY ATTACK", True),
        (("may",), "They vote on May 18.", False),
        (("march*",), "They marched north.", True),
        (("march*",), "They vote on March 3.", False),
    ],
)
def test_a_month_is_no_verb(words: tuple[str, ...], text: str, *, there: bool) -> None:
    assert mentions(words, text) is there


def test_a_vote_in_may_is_told_of_as_coming_and_not_as_possible(weigh: Weigh) -> None:
    question = "Will Chile hold a referendum on whaling?"
    text = "Chile will hold a referendum on whaling on May 18."
    assert "only-possible" not in seen(weigh, question, text)
