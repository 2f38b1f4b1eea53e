"""Of whom the sentence before told is "he", "it" or "the group" in the next."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("before", "pronoun", "speaker"),
    [
        ("Norland's army chief, Ole Berg, toured the front on Monday.", "He", "Ole Berg"),
        ("The Danish chancellor, Ann Lee, arrived in Tronvik.", "She", "Ann Lee"),
        ("The mission's envoy, Ann Lee, met Ole Berg.", "She", "Ann Lee"),
        ("Denmark's coast guard sent two boats.", "It", "Denmark's coast guard"),
        ("The Danish embassy closed its gates.", "It", "Danish embassy"),
        ("The spy agency met lawmakers.", "It", "The spy agency"),
    ],
)
def test_a_pronoun_means_the_office_or_body_that_was_the_subject_before(
    reader: Reader, before: str, pronoun: str, speaker: str
) -> None:
    found = said(statements(reader, f"{before} {pronoun} said the road was open."), "road was open")
    assert found.speaker is not None
    assert found.speaker.text == speaker


def test_a_site_or_a_paper_is_not_it(reader: Reader) -> None:
    text = "The Danish army met lawmakers. The site burned on Monday. It said the road was open."
    found = said(statements(reader, text), "road was open")
    assert found.speaker is not None
    assert found.speaker.text == "Danish army"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            (
                "The Q17 took the town. The group said the road was open.\n\n"
                "The Harbour Watch Group said a battle was likely."
            ),
            "Q17",
        ),
        (
            (
                "The Harbour Watch Group said a battle was likely.\n\n"
                "The Q17 took the town on Monday. The rebel group said the road was open."
            ),
            "Q17",
        ),
        (
            (
                "The Harbour Watch Group said a battle was likely.\n\n"
                "The army shelled the town. The group said the road was open."
            ),
            "Harbour Watch Group",
        ),
        (
            (
                "The Harbour Watch Group said a battle was likely. Denmark closed the port on"
                " Monday. The group said the road was open."
            ),
            "Harbour Watch Group",
        ),
        (
            (
                "Lawmakers met on Monday. The agency said the road was open.\n\n"
                "The Tronvik Energy Agency said oil was dear."
            ),
            "The agency",
        ),
        (
            "The Tronvik Energy Agency sent a team. The agency said the road was open.",
            "Tronvik Energy Agency",
        ),
    ],
)
def test_the_group_is_who_acted_or_spoke_last_and_none_named_later(
    reader: Reader, text: str, speaker: str
) -> None:
    found = said(statements(reader, text), "road was open")
    assert found.speaker is not None
    assert found.speaker.text == speaker
