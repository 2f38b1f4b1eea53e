"""Lasting: how long a thing is to last is told of what is to come, by whoever says so."""

from __future__ import annotations

import pytest
from tests.read.reading import content, said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    "text",
    [
        "The drill is to last nine days.",
        "The siege could last months.",
        "The ban is set to last 72 hours.",
        "The ban may last two more years.",
    ],
)
def test_what_is_to_last_lies_ahead(reader: Reader, text: str) -> None:
    (told,) = statements(reader, text)
    assert (told.tense, told.dates) == ("future", ())


def test_who_says_how_long_a_thing_lasts_is_its_speaker(reader: Reader) -> None:
    expected = said(statements(reader, "The bureau expects the ban to last two weeks."), "last")
    told = said(statements(reader, "Lena Marsh said the siege could last months."), "last")
    speakers = [one.speaker.text for one in (expected, told) if one.speaker is not None]
    assert speakers == ["The bureau", "Lena Marsh"]
    assert content(expected) == "the ban to last two weeks"
    assert content(told) == "the siege could last months"


def test_the_last_weeks_of_a_report_are_over(reader: Reader) -> None:
    (told,) = statements(reader, "The navy has moved 300 men to Norvik over the last two weeks.")
    assert told.tense == "past"
    assert [one.text for one in told.dates] == ["over the last two weeks"]
