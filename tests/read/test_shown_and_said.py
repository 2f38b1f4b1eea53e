"""Who says what a thing of his own shows, and what that thing is said to do."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "words", "speaker", "actor"),
    [
        (
            "State television aired footage that it said showed captured tanks.",
            "captured tanks", "State television", "footage",
        ),
        (
            "The army released a video that it said showed the loss of a bridge.",
            "the loss of a bridge", "The army", "a video",
        ),
        ("The ministry published images it said were of drones.", "drones", "The ministry", None),
        (
            "Hamas released a list that they said was whole.",
            "was whole", "Hamas", "a list",
        ),
        (
            "The navy shared footage which officials said showed a drone over the ship.",
            "a drone", "officials", "footage",
        ),
        (
            "Norland's military published what it said was footage of the strike.",
            "footage of the strike", "Norland's military", "what",
        ),
        (
            "The rebels named a commander who they said had ordered the raid.",
            "the raid", "The rebels", "a commander",
        ),
        (
            "The coast guard released a photo of what it said was a foreign boat.",
            "a foreign boat", "The coast guard", "what",
        ),
        (
            "Police arrested two men who they said had planned a bombing.",
            "a bombing", "Police", "two men",
        ),
        (
            "Ann Lee said the rebels had a list they said was full.",
            "was full", "the rebels", None,
        ),
    ],
)  # fmt: skip
def test_who_shows_a_thing_says_what_it_is(
    reader: Reader, text: str, words: str, speaker: str, actor: str | None
) -> None:
    told = said(statements(reader, text), words)
    assert told.speaker is not None
    assert told.speaker.text == speaker
    assert (None if told.claim.actor is None else told.claim.actor.of(text)) == actor


def test_a_person_is_no_it(reader: Reader) -> None:
    text = "Lee posted a video that it said was fake."
    told = said(statements(reader, text), "was fake")
    assert told.speaker is not None
    assert told.speaker.text == "it"


@pytest.mark.parametrize("who", ["three suspects", "a suspect", "three men"])
def test_suspects_are_people_and_no_doubt(reader: Reader, who: str) -> None:
    (told,) = statements(reader, f"Police said {who} had been arrested on Monday.")
    assert told.act == "statement"


def test_what_is_suspected_is_judged(reader: Reader) -> None:
    told = said(statements(reader, "Police said they suspect that the boat was stolen."), "stolen")
    assert told.act == "assessment"
