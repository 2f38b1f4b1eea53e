"""Claims that are waved off by what they are called: denials by whoever does so."""

from __future__ import annotations

import pytest
from tests.read.reading import content, said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    "text",
    [
        'Oslo called claims that barges had left Lund on Sunday "absurd".',
        "Oslo called the reports that barges had left Lund a fabrication.",
        'Oslo described as "a provocation" reports that barges had left Lund.',
        "Oslo dismissed as fake news a report that barges had left Lund.",
        "Oslo dismissed claims that barges had left Lund as nonsense.",
    ],
)
def test_what_is_called_nonsense_is_denied_by_who_calls_it_so(reader: Reader, text: str) -> None:
    found = said(statements(reader, text), "barges had left Lund")
    assert found.speaker is not None
    assert (found.act, found.speaker.text) == ("denial", "Oslo")
    assert [(mark.status, mark.by) for mark in found.verification] == [("denied", "Oslo")]
    assert "nonsense" not in found.content.of(text)


@pytest.mark.parametrize(
    "answer",
    [
        "Oslo called the report nonsense.",
        'Oslo called the claim "a provocation".',
        "The ministry described the report as false.",
        "The army branded the claims propaganda.",
        "Oslo called it a lie.",
        "Oslo denied it.",
    ],
)
def test_a_report_that_is_waved_off_in_the_next_sentence_is_denied(
    reader: Reader, answer: str
) -> None:
    found = said(statements(reader, f"Barges left Lund, the Courier reported. {answer}"), "Barges")
    assert [mark.status for mark in found.verification] == ["denied"]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor called the ceremony absurd.",
        "The mayor called claims for damages absurd.",
        "The army described the report as thorough.",
        "The army called the plan nonsense.",
        "Oslo called on Lund to stop the barges.",
    ],
)
def test_what_is_no_claim_is_not_denied(reader: Reader, text: str) -> None:
    found = statements(reader, text)
    assert all(one.act != "denial" and not one.verification for one in found)


def test_who_has_no_evidence_of_it_is_the_one_who_looked(reader: Reader) -> None:
    (found,) = statements(reader, "The General Staff has no evidence that barges have left.")
    assert found.absence is not None
    assert (found.act, found.absence.looked_by) == ("observation", "General Staff")


def test_what_was_not_ruled_out_is_left_open_by_who_did_not(reader: Reader) -> None:
    (found,) = statements(reader, "The cabinet has not ruled out sending barges to Lund.")
    assert found.speaker is not None
    assert (found.speaker.text, found.polarity) == ("The cabinet", "affirmed")


def test_what_is_feared_but_not_confirmed_is_an_unverified_assessment(reader: Reader) -> None:
    (found,) = statements(
        reader, "Officials fear, but cannot confirm, that rebels have taken the dam."
    )
    assert found.speaker is not None
    assert (found.speaker.text, found.act, found.polarity) == (
        "Officials",
        "assessment",
        "affirmed",
    )
    assert [mark.status for mark in found.verification] == ["unverified"]


@pytest.mark.parametrize(
    "fears",
    [
        "concerns that barges would leave Lund", "warnings that barges would leave Lund",
        "speculation that barges would leave Lund", "predictions that barges would leave Lund",
    ],
)  # fmt: skip
@pytest.mark.parametrize("verb", ["dismissed", "laughed off", "rejected"])
def test_who_dismisses_what_others_fear_denies_it(reader: Reader, verb: str, fears: str) -> None:
    (found,) = statements(reader, f"Oslo {verb} {fears}.")
    assert found.speaker is not None
    assert (found.speaker.text, found.act) == ("Oslo", "denial")


@pytest.mark.parametrize("fears", ["fears of a new raid", "speculation about a new raid"])
def test_who_dismisses_fears_does_not_have_them(reader: Reader, fears: str) -> None:
    found = statements(reader, f"The minister dismissed {fears}.")
    assert [(one.act, content(one)) for one in found] == [("denial", fears)]


@pytest.mark.parametrize("text", ["The club dismissed its coach.", "Oslo dismissed 400 workers."])
def test_who_dismisses_people_denies_nothing(reader: Reader, text: str) -> None:
    assert all(one.act != "denial" for one in statements(reader, text))


@pytest.mark.parametrize("verb", ["dismissed", "rejected", "denied", "said it rejects"])
def test_a_claim_is_denied_by_who_rejects_it_and_not_by_who_made_it(
    reader: Reader, verb: str
) -> None:
    text = f"The ministry {verb} Lund's claim that barges had left."
    for one in statements(reader, text):
        assert [(mark.status, mark.by) for mark in one.verification] == [("denied", "The ministry")]


@pytest.mark.parametrize("rejects", ["rejects", "denies", "disputes", "dismisses"])
@pytest.mark.parametrize(
    "claims", ["Lund's claims", "the reports", "Danish allegations", "the navy's account"]
)
@pytest.mark.parametrize("judges", ["assesses", "judges", "concludes"])
def test_who_rejects_claims_and_judges_otherwise_holds_what_he_judges(
    reader: Reader, rejects: str, claims: str, judges: str
) -> None:
    text = f"The institute {rejects} {claims} and {judges} that a raid is unlikely."
    found = said(statements(reader, text), "a raid is unlikely")
    assert found.speaker is not None
    assert (found.speaker.text, found.act) == ("The institute", "assessment")
    assert found.likelihood is not None
    assert not found.verification


@pytest.mark.parametrize("judges", ["estimates", "forecasts"])
def test_an_estimate_beside_rejected_reports_is_a_verb(reader: Reader, judges: str) -> None:
    text = f"The institute rejects these reports and {judges} that the river will flood."
    found = said(statements(reader, text), "the river will flood")
    assert (found.act, found.polarity) == ("assessment", "affirmed")


@pytest.mark.parametrize("nouns", ["rumours and reports", "claims and rumours"])
def test_claims_beside_claims_are_rejected_together(reader: Reader, nouns: str) -> None:
    (found,) = statements(reader, f"The institute rejects {nouns} that a column has left.")
    assert found.act == "denial"
