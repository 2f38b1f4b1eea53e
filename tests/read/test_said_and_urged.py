"""What is likely, told by one who cites, urges or warns in the same breath."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "of", "speaker"),
    [
        ("Oslo said a raid on Narvik was likely, citing images.", "a raid on Narvik", "Oslo"),
        ("Oslo said a raid was likely in May, pointing to new bases.", "a raid", "Oslo"),
        ("Oslo said that a raid was unlikely, contradicting Lund.", "a raid", "Oslo"),
        ("Oslo said a famine was likely, urging Lund to send grain.", "a famine", "Oslo"),
        ("Oslo said a Lundish raid was imminent, warning of a war.", "a Lundish raid", "Oslo"),
        ("Oslo said a raid was highly likely, calling for calm.", "a raid", "Oslo"),
        ("Ann Lee said a raid was probable, basing her view on images.", "a raid", "Ann Lee"),
        ("Ann Lee said a truce was unlikely, dashing hopes of peace.", "a truce", "Ann Lee"),
        ("A raid is likely, leaving the town in fear.", "A raid", "The Harbour Post"),
    ],
)
def test_what_is_likely_is_to_come_whatever_is_done_by_saying_so(
    reader: Reader, text: str, of: str, speaker: str
) -> None:
    found = said(statements(reader, text), of)
    assert found.likelihood is not None
    assert found.text[found.likelihood.of.start - found.span.start :][: len(of)] == of
    assert len(found.likelihood.of) == len(of)
    assert found.tense == "future"
    assert found.speaker is not None
    assert found.speaker.text == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Oslo said a raid was imminent, urging people to leave.",
        "Oslo said a famine was likely, urging Lund to send grain.",
        "Oslo said a Lundish landing was likely, warning people to stay at home.",
        "Oslo said the tanks had left, thanking Lund for its help.",
    ],
)
def test_nobody_speaks_but_who_said_it(reader: Reader, text: str) -> None:
    assert {s.speaker.text for s in statements(reader, text) if s.speaker} == {"Oslo"}


def test_a_participle_stays_with_a_subject_of_its_own_that_can_speak(reader: Reader) -> None:
    text = "Ann Lee said the ministry had refused, urging sailors to stay in the port."
    assert said(statements(reader, text), "sailors to stay").speaker is not None
    found = said(statements(reader, text), "sailors to stay").speaker
    assert found is not None
    assert found.text == "the ministry"


@pytest.mark.parametrize(
    "text",
    [
        "Oslo said a raid was not likely, citing images.",
        "Oslo said that a raid was not imminent this year.",
    ],
)
def test_what_was_called_not_likely_would_be_to_come(reader: Reader, text: str) -> None:
    found = said(statements(reader, text), "a raid")
    assert found.likelihood is not None
    assert found.tense == "future"
