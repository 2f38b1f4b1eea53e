"""Deeds that a sentence says are not done: refused, declined, failed, stopped short of."""

from __future__ import annotations

import pytest
from tests.read.reading import content, said, statements

from tocsin.read import Reader


def told(reader: Reader, text: str) -> list[tuple[str, str, str]]:
    return [(s.polarity, s.tense, content(s)) for s in statements(reader, text)]


@pytest.mark.parametrize("verb", ["refused", "has refused", "declined", "refuses"])
def test_what_somebody_will_not_do_is_denied(reader: Reader, verb: str) -> None:
    (found,) = statements(reader, f"Ann Lee {verb} to send ships to Oslo.")
    assert (found.polarity, found.tense, content(found)) == (
        "negated",
        "future",
        "to send ships to Oslo",
    )
    assert found.speaker is not None
    assert found.speaker.text == "Ann Lee"


@pytest.mark.parametrize(
    "clause",
    [
        "The army failed to take the town",
        "The army failed for a third time to take the town",
        "The army failed in its bid to take the town",
        "The army neglected to take the town",
        "The army was unable to take the town",
        "The army was unwilling to take the town",
        "The army stopped short of taking the town",
        "The army stopped just short of taking the town",
        "The army refrained from taking the town",
        "The army held back from taking the town",
        "The army shied away from taking the town",
        "The army decided against taking the town",
        "The army balked at taking the town",
        "The army avoided taking the town",
    ],
)
def test_what_somebody_does_not_do_is_denied(reader: Reader, clause: str) -> None:
    (found,) = statements(reader, f"{clause}.")
    assert (found.polarity, found.tense) == ("negated", "past")
    assert found.claim.action is not None
    assert found.claim.action.of(f"{clause}.") in {"take", "taking"}


@pytest.mark.parametrize(
    "clause",
    [
        "The army did not fail to take the town",
        "The army never refused to take the town",
        "The army managed to take the town",
        "The army held the town and backed the raid",
        "The army decided on taking the town",
        "The army's strength declined to a new low",
        "The army avoided the town",
        "The army pulled back from the town",
    ],
)
def test_what_is_done_after_all_is_affirmed(reader: Reader, clause: str) -> None:
    assert [s.polarity for s in statements(reader, f"{clause}.")] == ["affirmed"]


def test_of_what_will_likely_fail_the_failing_is_likely(reader: Reader) -> None:
    text = "The raid will likely fail to take the town."
    (found,) = statements(reader, text)
    assert found.claim.action is not None
    assert (found.polarity, found.claim.action.of(text)) == ("affirmed", "fail")


def test_what_somebody_is_expected_to_refuse_is_denied(reader: Reader) -> None:
    (found,) = statements(reader, "Ann Lee is expected to refuse to send ships.")
    assert (found.polarity, found.tense) == ("negated", "future")


@pytest.mark.parametrize("joint", ["or", "and"])
def test_a_refusal_holds_for_all_that_it_joins(reader: Reader, joint: str) -> None:
    found = told(reader, f"Ann Lee refused to send ships {joint} to close the port.")
    assert found == [("negated", "future", f"to send ships {joint} to close the port")]


def test_what_is_done_beside_a_refusal_is_told(reader: Reader) -> None:
    found = statements(reader, "Ann Lee refused to send ships but sent guns.")
    assert said(found, "to send ships").polarity == "negated"
    sent = said(found, "sent guns")
    assert (sent.polarity, sent.tense) == ("affirmed", "past")


@pytest.mark.parametrize(
    ("deed", "tense"), [("sending ships", "future"), ("having sent ships", "present")]
)
def test_what_is_ruled_out_is_a_denial_of_what_lies_ahead(
    reader: Reader, deed: str, tense: str
) -> None:
    (found,) = statements(reader, f"Ann Lee has ruled out {deed}.")
    assert (found.act, found.tense, content(found)) == ("denial", tense, deed)


@pytest.mark.parametrize(
    "words", ["refused to rule out", "declined to rule out", "declined on Monday to rule out"]
)
def test_who_will_not_rule_a_thing_out_leaves_it_open(reader: Reader, words: str) -> None:
    (found,) = statements(reader, f"Ann Lee {words} a raid.")
    assert (found.act, found.polarity) == ("assessment", "affirmed")
    assert content(found) == f"{words} a raid"
    assert found.speaker is not None
    assert found.speaker.text == "Ann Lee"


def test_a_date_beside_a_refusal_is_no_part_of_what_is_refused(reader: Reader) -> None:
    found = told(reader, "Ann Lee refused again on Monday to send ships.")
    assert found == [("negated", "future", "to send ships")]


def test_who_refuses_to_say_a_thing_has_refused_it(reader: Reader) -> None:
    (found,) = statements(reader, "Ann Lee refused to say whether ships had sailed.")
    assert (found.polarity, found.tense) == ("negated", "past")
    assert found.speaker is not None
    assert found.speaker.text == "The Harbour Post"
