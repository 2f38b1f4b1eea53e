"""Expected of others: who "expects it to fall" says so, and nothing has fallen."""

from __future__ import annotations

from datetime import date

import pytest
from tests.read.reading import content, said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("The bureau expects it to collapse.", "The bureau", "it to collapse"),
        ("The bureau expects Norland to stay out.", "The bureau", "Norland to stay out"),
        ("Observers expect talks to stall.", "Observers", "talks to stall"),
        ("The bureau predicts Norland to invade Sorland.", "The bureau", "Norland to invade"),
        ("The bank forecasts the economy to shrink.", "The bank", "the economy to shrink"),
        (
            "The ministry anticipates the rebels to seize the port.",
            "The ministry",
            "the rebels to seize",
        ),
        ("The bureau foresees the dam to be destroyed.", "The bureau", "the dam to be destroyed"),
        ("We expect them to attack.", "The Harbour Post", "them to attack"),
        ("Lena Marsh said she expects Norland to attack.", "Lena Marsh", "Norland to attack"),
        ("The bureau expects it to fall and has left the town.", "The bureau", "it to fall"),
        ("The bureau had expected Norland to attack.", "The bureau", "Norland to attack"),
    ],
)
def test_what_somebody_expects_of_another_is_a_forecast_of_his(
    reader: Reader, text: str, speaker: str, words: str
) -> None:
    told = said(statements(reader, text), words)
    assert told.speaker is not None
    assert told.speaker.text == speaker
    assert content(told).startswith(words)
    assert (told.act, told.tense, told.polarity) == ("assessment", "future", "affirmed")


def test_what_somebody_expects_of_another_has_its_day_ahead(reader: Reader) -> None:
    text = "The bureau expects Norland to have moved 300 tanks by July."
    told = said(statements(reader, text, published=date(2031, 5, 21)), "300 tanks")
    assert (told.tense, told.background) == ("future", False)
    assert [d.interval.start.date() for d in told.dates if d.interval and d.interval.start] == [
        date(2031, 7, 1)
    ]


def test_who_expects_no_such_thing_denies_it(reader: Reader) -> None:
    (told,) = statements(reader, "The bureau does not expect Norland to attack Sorland.")
    assert told.speaker is not None
    assert (told.speaker.text, told.act) == ("The bureau", "assessment")
    assert (told.tense, told.polarity) == ("future", "negated")


def test_what_somebody_takes_another_to_be_is_his_view(reader: Reader) -> None:
    told = said(statements(reader, "Observers believe Norland to be ready."), "ready")
    assert told.speaker is not None
    assert (told.speaker.text, told.act, told.tense) == ("Observers", "assessment", "present")


@pytest.mark.parametrize(
    "text",
    [
        "The minister expects to sign the treaty on Friday.",
        "The rebels held the hostages to force a deal.",
        "The president wants Norland to withdraw.",
    ],
)
def test_wishes_and_deeds_stay_the_writer_s(reader: Reader, text: str) -> None:
    (told,) = statements(reader, text)
    assert told.speaker is not None
    assert told.speaker.text == "The Harbour Post"
