"""Whose "its assessment" is: that of who stands by it, keeps it, changes it or gives it up."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("The Northern Institute stands by its assessment", "Northern Institute"),
        ("Harbour Watch has clung to its view", "Harbour Watch"),
        ("Moor Ratings has stuck to its forecast", "Moor Ratings"),
        ("Denmark's defence ministry has not changed its assessment", "Denmark's defence ministry"),
        ("The Northern Institute on Monday upheld its assessment", "Northern Institute"),
        ("Norway restated its view", "Norway"),
        ("The United Nations renewed its warning", "United Nations"),
        ("The Northern Institute met lawmakers and defended its conclusion", "Northern Institute"),
        ("Ann Lee stood by her view", "Ann Lee"),
        ("The general has stuck to his view", "The general"),
        ("Analysts at Moor Ratings stand by their belief", "Moor Ratings"),
    ],
)
def test_who_keeps_its_view_has_it(reader: Reader, words: str, speaker: str) -> None:
    found = said(statements(reader, f"{words} that a raid on Vareni is unlikely."), "a raid")
    assert found.speaker is not None
    assert found.speaker.text == speaker
    assert found.act != "denial"
    assert found.likelihood is not None
    assert found.likelihood.phrase == "unlikely"


@pytest.mark.parametrize("verb", ["abandoned", "dropped", "has revised", "withdrew"])
def test_who_gives_its_view_up_holds_it_no_more(reader: Reader, verb: str) -> None:
    text = f"The Northern Institute {verb} its assessment that a raid on Vareni is unlikely."
    found = said(statements(reader, text), "a raid")
    assert found.speaker is not None
    assert found.speaker.text == "Northern Institute"
    assert found.act == "denial"


def test_who_has_not_withdrawn_a_claim_still_makes_it(reader: Reader) -> None:
    text = "The Northern Institute has not withdrawn its claim that tanks had left the island."
    found = said(statements(reader, text), "tanks had left")
    assert found.act == "statement"


@pytest.mark.parametrize("verb", ["echoed", "backed"])
def test_who_takes_up_its_view_need_not_have_it(reader: Reader, verb: str) -> None:
    text = (
        "The Northern Institute studies the strait. Norway's army"
        f" {verb} its assessment that a raid on Vareni is unlikely."
    )
    views = [s for s in statements(reader, text) if s.act == "assessment"]
    assert {None if s.speaker is None else s.speaker.text for s in views} <= {
        "Northern Institute",
        "its",
        "it",
    }


def test_his_view_is_none_of_a_body_nor_its_view_of_a_man(reader: Reader) -> None:
    text = (
        "Ann Lee said the road was open. The Northern Institute restated her view that a raid on"
        " Vareni is unlikely."
    )
    found = said(statements(reader, text), "a raid")
    assert found.speaker is not None
    assert found.speaker.text == "Ann Lee"
