"""Whose a likelihood is, and of what, where one is given to an event or disputed by another."""

from __future__ import annotations

import pytest
from tests.read.reading import statements

from tocsin.nouns import Statement
from tocsin.read import Reader


def rated(reader: Reader, text: str) -> tuple[Statement, str]:
    """The one statement that holds a likelihood, and the words that it is of."""
    (found,) = [s for s in statements(reader, text) if s.likelihood is not None]
    assert found.likelihood is not None
    return found, found.likelihood.of.of(text)


def speaker(statement: Statement) -> str:
    assert statement.speaker is not None
    return statement.speaker.text


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Forecasters give a 60 per cent probability to a raid on Narvik.", "Forecasters"),
        ("Forecasters assign a 60% probability to a raid on Narvik.", "Forecasters"),
        ("The bank assigned a probability of 30 per cent to a raid on Narvik.", "The bank"),
        ("Researchers put a probability of 30 per cent on a raid on Narvik.", "Researchers"),
        ("Ann Lee gives a raid on Narvik odds of one in five.", "Ann Lee"),
        ("Ann Lee gives a raid on Narvik a 30% chance.", "Ann Lee"),
        ("Bookmakers offer odds of 3 to 1 on a raid on Narvik.", "Bookmakers"),
        ("Ann Lee placed the odds of a raid on Narvik at one in five.", "Ann Lee"),
    ],
)
def test_a_number_given_to_an_event_is_the_givers_and_of_the_event(
    reader: Reader, text: str, who: str
) -> None:
    found, of = rated(reader, text)
    assert (speaker(found), of, found.act, found.tense) == (
        who,
        "a raid on Narvik",
        "assessment",
        "future",
    )


def test_odds_may_be_given_to_what_somebody_does(reader: Reader) -> None:
    found, of = rated(reader, "Ann Lee gives Norway entering the war odds of one in five.")
    assert (speaker(found), of, found.tense) == ("Ann Lee", "Norway entering the war", "future")


@pytest.mark.parametrize(
    "text",
    [
        "Ole Berg disagreed with Ann Lee, who said there was a 40 percent chance of a raid.",
        "Ole Berg mocked Ann Lee, who puts the chance of a raid at 40 percent.",
        "Ole Berg rejected the view of Ann Lee, who puts the chance of a raid at 40 percent.",
        "Ole Berg disputes Ann Lee's estimate of a 40 percent chance of a raid.",
        "Ole Berg dismissed the forecast by Ann Lee of a 40 percent chance of a raid.",
        "Ole Berg rejected the estimate by Ann Lee that there was a 40 percent chance of a raid.",
        "Ole Berg questioned an assessment by Ann Lee that a raid was highly likely.",
        "Ole Berg criticised Ann Lee for saying that a raid was highly likely.",
    ],
)
def test_who_disputes_anothers_likelihood_holds_none(reader: Reader, text: str) -> None:
    found, of = rated(reader, text)
    assert (speaker(found), of) == ("Ann Lee", "a raid")
    assert found.chain == ()


def test_who_passes_a_number_on_is_a_link(reader: Reader) -> None:
    found, _ = rated(reader, "Ole Berg cited Ann Lee's estimate of a 40 percent chance of a raid.")
    assert speaker(found) == "Ann Lee"
    assert [link.name.text for link in found.chain] == ["Ole Berg"]


def test_of_his_own_view_somebody_may_still_tell(reader: Reader) -> None:
    found, _ = rated(reader, "Ole Berg, who disagrees with Ann Lee, thinks a raid unlikely.")
    assert speaker(found) == "Ole Berg"
