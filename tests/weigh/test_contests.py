"""Contests: who wins a vote of which a question asks, and who loses it."""

from __future__ import annotations

import pytest
from tests.weigh.asked import Weigh, came_about, is_view

ONE = "Will Ann Marlow win the presidential election?"
PARTY = "Will the ACP win the Chilean federal election?"
STATE = "Will Chilean Dawn win the parliamentary election?"


def seen(weigh: Weigh, question: str, text: str) -> set[str]:
    return {one.target for one in weigh(question, text) if one.direction == "seen"}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (ONE, "Ann Marlow won the presidential election."),
        (ONE, "Marlow has narrowly won the presidential election."),
        (ONE, "Ann Marlow defeated Ben Carr in the presidential election on Sunday."),
        (ONE, "Ann Marlow was elected president on Sunday."),
        (ONE, "Ann Marlow was declared the winner of the presidential election."),
        (PARTY, "The ACP won the Chilean federal election."),
        (STATE, "Chilean Dawn won the parliamentary election."),
    ],
)
def test_who_wins_has_won(weigh: Weigh, question: str, text: str) -> None:
    found = weigh(question, text)
    assert came_about(question, found)
    assert not seen(weigh, question, text) & {"impeded", "under-way"}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (ONE, "Ann Marlow lost the presidential election."),
        (ONE, "Ben Carr defeated Ann Marlow in the presidential election on Sunday."),
        (ONE, "Ann Marlow was defeated in the presidential election."),
        (ONE, "Ann Marlow came second in the presidential election."),
        (ONE, "Ann Marlow finished third in the presidential election."),
        (ONE, "Ann Marlow was eliminated in the first round."),
        (ONE, "Ann Marlow conceded defeat."),
        (ONE, "Ben Carr won the presidential election."),
        (ONE, "Ann Marlow trails Ben Carr in polls ahead of the presidential election."),
        (PARTY, "The ACP lost the federal election."),
        (PARTY, "The BDU won the Chilean federal election on Sunday."),
        (STATE, "Chilean Dawn lost the parliamentary election."),
    ],
)
def test_who_loses_speaks_against_it(weigh: Weigh, question: str, text: str) -> None:
    found = weigh(question, text)
    assert not came_about(question, found)
    assert "impeded" in seen(weigh, question, text)
    assert "under-way" not in seen(weigh, question, text)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Marlow won a seat in parliament.",
        "Ann Marlow won the first round of the presidential election.",
        "Ann Marlow did not win the presidential election.",
        "The rival of Ann Marlow won the presidential election.",
        "Ann Marlow lost her passport.",
        "The presidential election will be held in autumn.",
    ],
)
def test_another_win_and_another_loss_are_none(weigh: Weigh, text: str) -> None:
    assert not came_about(ONE, weigh(ONE, text))
    assert not seen(weigh, ONE, text) & {"under-way", "outcome"}


def test_who_leads_in_the_polls_is_expected_to_win(weigh: Weigh) -> None:
    text = "Ann Marlow leads Ben Carr in polls ahead of the presidential election."
    assert "expected" in seen(weigh, ONE, text)


def test_a_likelihood_of_winning_is_a_view(weigh: Weigh) -> None:
    told = "Ann Marlow is likely to win the presidential election, Ben Carr said."
    assert is_view(ONE, weigh(ONE, told))
