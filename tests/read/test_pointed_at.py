"""What "considers this unlikely" points at, and who rates a risk as high."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader

COMING = "Norland may attack from the north"


@pytest.mark.parametrize(
    ("rated", "speaker", "phrase"),
    [
        (", but Western intelligence considers this unlikely.", "Western intelligence", "unlikely"),
        (". Oslo considers that unlikely.", "Oslo", "unlikely"),
        ("; the Pentagon calls this improbable.", "Pentagon", "improbable"),
        (". The institute called that highly unlikely.", "The institute", "highly unlikely"),
        (". Diplomats called that unlikely on Monday.", "Diplomats", "unlikely"),
        (". Diplomats see this as unlikely.", "Diplomats", "unlikely"),
        (". The army called this very likely.", "The army", "very likely"),
        (". Experts deem that improbable.", "Experts", "improbable"),
        (". “I would call that unlikely,” Lee said.", "Lee", "unlikely"),
    ],
)
def test_a_bare_this_is_what_was_told_before(
    reader: Reader, rated: str, speaker: str, phrase: str
) -> None:
    text = f"Officials in Tavo warn that {COMING}{rated}"
    told = [s for s in statements(reader, text) if s.likelihood is not None]
    (one,) = told
    assert one.likelihood is not None
    assert one.speaker is not None
    assert (one.speaker.text, one.likelihood.phrase) == (speaker, phrase)
    assert one.likelihood.of.of(text) == COMING


def test_what_is_named_is_not_sought_before(reader: Reader) -> None:
    text = f"{COMING}. Analysts consider a blockade unlikely."
    told = said(statements(reader, text), "a blockade")
    assert told.likelihood is not None
    assert told.likelihood.of.of(text) == "a blockade"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Fitch rates the risk of default as high.", "Fitch"),
        ("The agency rates the threat of an attack as moderate.", "The agency"),
        ("The Horn Research Unit rates the risk of a coup as high.", "Horn Research Unit"),
    ],
)
def test_who_rates_a_risk_says_so(reader: Reader, text: str, speaker: str) -> None:
    assert {s.speaker.text for s in statements(reader, text) if s.speaker is not None} == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "A raid is an unlikely outcome, Lee said.",
        "Lee sees a raid as an unlikely outcome.",
        "An unlikely outcome is a raid, Lee said.",
        "A raid is a likely scenario, Lee said.",
    ],
)
def test_an_outcome_is_what_it_is_said_to_be(reader: Reader, text: str) -> None:
    (told,) = [s for s in statements(reader, text) if s.likelihood is not None]
    assert told.likelihood is not None
    assert told.likelihood.of.of(text).casefold() == "a raid"
    assert told.speaker is not None
    assert told.speaker.text == "Lee"


@pytest.mark.parametrize("rank", ["most", "least"])
def test_a_rank_among_outcomes_is_no_likelihood_of_one(reader: Reader, rank: str) -> None:
    text = f"The think tank sees a raid as the {rank} likely outcome."
    told = [s for s in statements(reader, text) if s.likelihood is not None]
    assert {s.likelihood.of.of(text) for s in told if s.likelihood is not None} == {
        f"the {rank} likely outcome"
    }
    assert {s.speaker.text for s in told if s.speaker is not None} == {"The think tank"}
