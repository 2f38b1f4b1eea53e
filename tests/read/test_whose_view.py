"""Whose view, estimate or conviction it is that a thing will come."""

from __future__ import annotations

import pytest
from tests.read.reading import statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("In the agency's judgment, a raid is unlikely.", "the agency"),
        ("In Lee's opinion, a raid is unlikely.", "Lee"),
        ("In the view of the committee, a raid is unlikely.", "the committee"),
        ("In the institute's assessment, a raid is unlikely.", "the institute"),
        ("By the bank's own reckoning, a raid is unlikely.", "the bank"),
        ("A raid is unlikely, in Lee's opinion.", "Lee"),
        ("The committee is of the view that a raid is unlikely.", "The committee"),
        ("The committee takes the view that a raid is unlikely.", "The committee"),
        ("The general is convinced that a raid is unlikely.", "The general"),
    ],
)
def test_a_view_is_held_by_whom_it_names(reader: Reader, text: str, speaker: str) -> None:
    (told,) = [s for s in statements(reader, text) if s.likelihood is not None]
    assert told.speaker is not None
    assert told.speaker.text == speaker
    assert told.likelihood is not None
    assert told.likelihood.of.of(text).casefold() == "a raid"


@pytest.mark.parametrize(
    "text",
    [
        "In the agency's view of the world, a raid is unlikely.",
        "A raid is unlikely by the ministry's gate.",
        "He took the decision in the general's assessment room, and a raid is unlikely.",
    ],
)
def test_what_only_looks_like_a_view_is_nobody_s(reader: Reader, text: str) -> None:
    (told,) = [s for s in statements(reader, text) if s.likelihood is not None]
    assert told.speaker is not None
    assert told.speaker.text == "The Harbour Post"


@pytest.mark.parametrize(
    "text",
    [
        "He took the threat of a raid on Kyiv seriously.",
        "The minister took the prospect of a raid into account.",
    ],
)
def test_who_takes_a_threat_seriously_makes_none(reader: Reader, text: str) -> None:
    assert [s.act for s in statements(reader, text)] == ["statement"]
