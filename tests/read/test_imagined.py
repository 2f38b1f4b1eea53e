"""Imagined sayings and cases: a guess or a plan told of somebody is whose guess it is."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    "text",
    [
        (
            'Ann Lee said: "Norway offered to lend a port and perhaps frighten its neighbours:'
            ' threaten Sweden with a raid."'
        ),
        (
            '"Norway offered to lend its ports and perhaps to threaten Sweden with a raid," said'
            " Ann Lee."
        ),
    ],
)
def test_what_a_state_is_guessed_to_be_up_to_is_the_assessment_of_who_guesses(
    reader: Reader, text: str
) -> None:
    found = statements(reader, text)
    assert {(s.speaker.text, s.act) for s in found if s.speaker} == {("Ann Lee", "assessment")}


def test_what_somebody_may_come_to_announce_he_has_not_announced(reader: Reader) -> None:
    text = "Ann Lee said that Norway may threaten Sweden, and perhaps announce a drill."
    assert {s.speaker.text for s in statements(reader, text) if s.speaker} == {"Ann Lee"}


def test_a_threat_told_as_made_stays_the_threat_of_who_made_it(reader: Reader) -> None:
    one = said(statements(reader, "Norway threatened Sweden with a raid, Ann Lee said."), "raid")
    assert one.speaker is not None
    assert (one.speaker.text, one.act) == ("Norway", "threat")


def test_what_a_ministry_will_do_next_is_still_said_by_it(reader: Reader) -> None:
    text = "The Danish ministry will announce the count and urge people to stay at home."
    one = said(statements(reader, text), "stay at home")
    assert one.speaker is not None
    assert (one.speaker.text, one.act) == ("Danish ministry", "appeal")


@pytest.mark.parametrize(
    "text",
    [
        "Norway has nine ships, and more than forty boats that could sail if need be.",
        "The reserve, which would be called up if war came, has no boats.",
        "The army keeps twelve boats that will sail unless the strait freezes.",
    ],
)
def test_a_condition_in_a_relative_clause_is_of_that_clause_alone(
    reader: Reader, text: str
) -> None:
    (one,) = statements(reader, text)
    assert one.condition is None


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("Norway will send the boats that it keeps on the coast if war comes.", "if war comes"),
        (
            "If the strait freezes, the army will call up the men who serve on the boats.",
            "If the strait freezes",
        ),
        ("The institute warned of a raid that would come if the lake froze.", "if the lake froze"),
    ],
)
def test_a_condition_of_the_main_claim_stays_its_condition(
    reader: Reader, text: str, case: str
) -> None:
    (one,) = statements(reader, text)
    assert one.condition is not None
    assert one.condition.of(text) == case
