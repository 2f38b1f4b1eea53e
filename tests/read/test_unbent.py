"""A deed by a verb whose past is its base, or that can also tell a judgement, stays a deed."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    "deed",
    [
        "set fire to a clinic",
        "cut the road to Tronvik",
        "shot two guards",
        "hit a depot",
        "put up a barricade",
        "raised their flag",
        "shut the port",
    ],
)
def test_a_deed_joined_past_a_saying_is_told_by_who_said_it(reader: Reader, deed: str) -> None:
    found = said(statements(reader, f"Gunmen stormed the town, dockers said, and {deed}."), deed)
    assert found.speaker is not None
    assert (found.speaker.text, found.tense) == ("dockers", "past")


@pytest.mark.parametrize("deed", ["set fire to a clinic", "cut the road", "raised their flag"])
def test_a_deed_joined_within_a_saying_is_not_lost(reader: Reader, deed: str) -> None:
    found = said(statements(reader, f"Dockers said gunmen had stormed the town and {deed}."), deed)
    assert found.speaker is not None
    assert found.speaker.text == "Dockers"


def test_who_puts_the_odds_judges_and_is_not_what_he_told_of(reader: Reader) -> None:
    text = "The war went on, the bank said, and put the odds of a truce at one in three."
    found = said(statements(reader, text), "odds of a truce")
    assert found.speaker is not None
    assert found.speaker.text == "the bank"
    assert found.likelihood is not None


@pytest.mark.parametrize(
    ("told", "by"),
    [
        ("Two ships set off for Odesa", "the navy"),
        ("A train with 30 tanks set off in the direction of Belgorod", "the monitoring group"),
        ("A column of tanks set out for the front", "the general staff"),
        ("Trains loaded with shells left Brest for Russia", "the railway union"),
    ],
)
def test_what_set_off_is_told_by_who_said_it_and_speaks_not(
    reader: Reader, told: str, by: str
) -> None:
    behind = f"{told}, {by} said."
    before = f"{by.capitalize()} said {told[0].lower()}{told[1:]}."
    for text in (behind, before):
        found = said(statements(reader, text), told[-12:])
        assert found.speaker is not None
        assert found.speaker.text.casefold() in {by, by.removeprefix("the ")}
        assert found.content.of(text).casefold() == told.casefold()


@pytest.mark.parametrize(
    "told",
    [
        "The risk that the conflict spreads is growing",
        "The risk that the conflict spreads is higher than it was a month ago",
        "The odds that the army mutinies are low",
        "The danger that the talks fail is real",
    ],
)
@pytest.mark.parametrize("by", ["said the envoy", "the envoy said"])
def test_no_risk_that_a_war_spreads_speaks(reader: Reader, told: str, by: str) -> None:
    text = f"{told}, {by}."
    found = said(statements(reader, text), told)
    assert found.speaker is not None
    assert found.speaker.text == "the envoy"
    assert found.likelihood is not None
