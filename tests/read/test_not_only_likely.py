"""A level that another tops: "not only likely but certain" is certain, and nothing is denied."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.read.reading import statements

from tocsin.read import Reader
from tocsin.read.topped import is_not_only, tops


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Oslo said a raid was not only likely but certain.", "certain"),
        ("Oslo said a raid was not just possible but probable.", "probable"),
        ("Oslo said a raid was not merely possible but highly likely.", "highly likely"),
        ("Oslo said a raid was not simply possible but almost certain.", "almost certain"),
        ("A raid is not only possible, but likely, Oslo said.", "likely"),
        ("Oslo said a raid was not only probable but also imminent.", "imminent"),
        ("A raid is not just possible, it is likely, Oslo said.", "likely"),
        ("“A raid is not only likely, it is imminent,” Oslo said.", "imminent"),
        ("Not only is a raid possible, it is likely, Oslo said.", "likely"),
        ("Oslo said a raid was not only unlikely but impossible.", "impossible"),
        ("Oslo said a raid was not only likely.", "likely"),
    ],
)
def test_the_level_that_tops_the_other_is_the_level(reader: Reader, text: str, phrase: str) -> None:
    found = statements(reader, text)
    (one,) = (s for s in found if s.likelihood is not None)
    assert one.likelihood is not None
    assert one.likelihood.phrase == phrase
    assert text[one.likelihood.of.start : one.likelihood.of.end].casefold() == "a raid"
    assert {s.polarity for s in found} == {"affirmed"}
    assert one.tense == "future"


def test_of_two_deeds_each_keeps_its_level(reader: Reader) -> None:
    text = "The fleet is not only likely to sail but certain to win, Oslo said."
    levels = [s.likelihood.phrase for s in statements(reader, text) if s.likelihood is not None]
    assert levels == ["likely", "certain"]


@pytest.mark.parametrize(
    "text",
    [
        "Oslo said a raid was not likely but possible.",
        "Oslo said a raid was not likely.",
        "Oslo did not send the fleet.",
    ],
)
def test_what_is_denied_stays_denied(reader: Reader, text: str) -> None:
    assert {s.polarity for s in statements(reader, text)} == {"negated"}


@pytest.mark.parametrize("text", ["Oslo not only sent the fleet but used it."])
def test_a_deed_that_another_tops_was_done(reader: Reader, text: str) -> None:
    assert {s.polarity for s in statements(reader, text)} == {"affirmed"}


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_text_can_be_asked(text: str, end: int, start: int) -> None:
    assert is_not_only(text, end) in {True, False}
    assert not tops(text, end, end)
    assert tops(text, end, start) in {True, False}
