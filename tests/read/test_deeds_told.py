"""Whoever is only said to answer, to announce or to claim something speaks not."""

from __future__ import annotations

import pytest
from tests.read.reading import content, said, statements

from tocsin.read import Reader

DEEDS = [
    "will respond",
    "would reply",
    "will answer",
    "will continue",
    "responds",
    "will react",
    "will announce a mobilisation",
    "will declare war",
    "will threaten to leave the pact",
    "will order its army to march",
    "will call up reservists",
    "will demand that it leaves",
    "will claim that it was first",
    "will say nothing",
    "is going to respond",
]


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("told", ["Ole Berg warned", "Ole Berg said", "Ole Berg told the council"])
@pytest.mark.parametrize("case", ["If Norland attacks", "If the convoy sails"])
def test_what_one_will_do_in_a_case_is_told_by_whoever_tells_the_case(
    reader: Reader, case: str, told: str, deed: str
) -> None:
    text = f"{case}, Sarland {deed}, {told}."
    (one,) = statements(reader, text)
    assert one.speaker is not None
    assert one.speaker.text == "Ole Berg"
    assert one.chain == ()
    assert content(one) == f"{case}, Sarland {deed}"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Sarland will announce a mobilisation on Friday, Ole Berg said.", "Ole Berg"),
        ("Norland will claim that Sarland fired first, Ole Berg warned.", "Ole Berg"),
        ("The minister will announce on Friday that the army withdraws.", "The Harbour Post"),
        ("Analysts will say that war is unlikely.", "The Harbour Post"),
    ],
)
def test_who_will_say_it_has_not_said_it(reader: Reader, text: str, speaker: str) -> None:
    (one,) = statements(reader, text)
    assert one.speaker is not None
    assert one.speaker.text == speaker
    assert one.chain == ()
    assert one.act != "announcement"


@pytest.mark.parametrize(
    ("text", "speaker", "what"),
    [
        ("The storm claimed 12 lives, Ole Berg said.", "Ole Berg", "The storm claimed 12 lives"),
        (
            "Ole Berg said the raid had claimed 40 lives.",
            "Ole Berg",
            "the raid had claimed 40 lives",
        ),
    ],
)
def test_lives_are_claimed_by_no_words(reader: Reader, text: str, speaker: str, what: str) -> None:
    (one,) = statements(reader, text)
    assert one.speaker is not None
    assert one.speaker.text == speaker
    assert one.chain == ()
    assert content(one) == what


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("If it rains, the minister said, we say no.", "it rains", "the minister"),
        ("The army claimed the lives of ten men were saved.", "were saved", "The army"),
        ("The institute will continue to assess that a raid is near.", "raid is", "The institute"),
        ("Sarland responded that war was near, Ole Berg said.", "war was", "Sarland"),
        ("The minister replied that the army would stay.", "would stay", "The minister"),
    ],
)
def test_who_does_say_it_still_speaks(reader: Reader, text: str, words: str, speaker: str) -> None:
    found = said(statements(reader, text), words).speaker
    assert found is not None
    assert found.text == speaker


@pytest.mark.parametrize(
    "deed",
    [
        "sending soldiers to Norland",
        "preparing an attack",
        "being behind the attack",
        "having sent tanks",
    ],
)
def test_who_denies_a_deed_is_the_one_who_speaks(reader: Reader, deed: str) -> None:
    (one,) = statements(reader, f"Sarland denied {deed}.")
    assert one.speaker is not None
    assert one.speaker.text == "Sarland"
    assert one.act == "denial"
    assert content(one) == deed
