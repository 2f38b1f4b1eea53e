"""Of whom "it said" is behind a deed, where nobody has spoken yet: of who did it."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Denmark's army has retaken Vareni, it said on Monday.", "Denmark's army"),
        ("The Danish coast guard drove off three boats on Sunday, it said.", "Danish coast guard"),
        ("NATO will send 3,000 more troops to the island, it said on Tuesday.", "NATO"),
        ("The Q17 has taken the airport, it said on Sunday.", "Q17"),
        ("Norway will not attend the talks, it said on Monday.", "Norway"),
        ("Ole Berg will visit Oslo on Friday, he said on Monday.", "Ole Berg"),
        ("The Danish police seized 40 rifles, they said on Monday.", "Danish police"),
        ("The African Union has sent mediators to the island, the bloc said.", "African Union"),
        ("Hamas has accepted the truce, the group said on Sunday.", "Hamas"),
    ],
)
def test_who_did_it_said_it(reader: Reader, text: str, speaker: str) -> None:
    (found,) = {s for s in statements(reader, text) if s.cue is not None}
    assert found.speaker is not None
    assert found.speaker.text == speaker


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "The Northern Institute issued a note. NATO has moved troops to the island, it said.",
            "moved troops",
            "Northern Institute",
        ),
        ("The road has been closed, it said on Monday.", "closed", "it"),
        ("Ole Berg has closed the port, it said on Monday.", "closed", "it"),
        ("The Danish ministry has closed the port, the group said.", "closed", "the group"),
        ("NATO has closed the port, the paper said.", "closed", "the paper"),
        ('"The Danish army has closed the port," it said.', "closed", "it"),
    ],
)
def test_who_cannot_be_it_or_is_told_of_by_one_who_spoke_before_is_not(
    reader: Reader, text: str, words: str, speaker: str
) -> None:
    found = said(statements(reader, text), words)
    assert found.speaker is not None
    assert found.speaker.text == speaker
