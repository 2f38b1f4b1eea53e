"""A small size that is denied is not a great one: "not negligible", "no small risk"."""

from __future__ import annotations

import pytest
from tests.read.reading import statements

from tocsin.read import Reader
from tocsin.weigh.words import range_of


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Oslo said the risk of a raid was not negligible.", "not negligible"),
        ("The risk of a raid is not low, Oslo said.", "not low"),
        ("The chances of a raid are not small, Oslo said.", "not small"),
        ("The risk of a raid isn't remote, Oslo said.", "n't remote"),
        ("Oslo said the risk of a raid was not very slight.", "not very slight"),
        ("There is no small risk of a raid, Oslo said.", "no small risk"),
        ("Oslo said there was no little danger of a raid.", "no little danger"),
        ("Oslo sees a non-negligible risk of a raid.", "non-negligible risk"),
        ("Oslo said there was a non-zero chance of a raid.", "non-zero chance"),
        ("Oslo said the risk of a raid was by no means negligible.", "by no means negligible"),
    ],
)
def test_a_small_size_that_is_denied_has_no_range_and_denies_nothing(
    reader: Reader, text: str, phrase: str
) -> None:
    (one,) = statements(reader, text)
    assert one.likelihood is not None
    assert one.likelihood.phrase == phrase
    assert one.polarity == "affirmed"
    found = range_of(phrase, None, None, None)
    assert found.low <= 0.01
    assert found.high >= 0.99


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Oslo said the risk of a raid was low but not negligible.", "low"),
        ("Oslo said there was a small but not negligible risk of a raid.", "small"),
        ("Oslo said the chance of a raid was slim, but not insignificant.", "slim"),
    ],
)
def test_what_caps_a_small_size_leaves_it(reader: Reader, text: str, same: str) -> None:
    (one,) = statements(reader, text)
    assert one.likelihood is not None
    assert range_of(one.likelihood.phrase, None, None, None) == range_of(same, None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Oslo said there was no chance of a raid.",
        "Oslo said there was no real risk of a raid.",
        "Oslo said there was no great risk of a raid.",
        "Oslo said the risk of a raid was not high.",
        "Oslo said there was not much chance of a raid.",
    ],
)
def test_a_great_size_that_is_denied_stays_below_even(reader: Reader, text: str) -> None:
    (one,) = statements(reader, text)
    assert one.likelihood is not None
    assert one.polarity == "negated"
    found = range_of(one.likelihood.phrase, None, None, None)
    assert (found.low + found.high) / 2 < 0.5
