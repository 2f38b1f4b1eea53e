"""Numbers are read in digits, in words, and in both together."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.read.numbers import NUMBER, value_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,200", 3200),
        ("twenty-one", 21),
        ("a hundred and fifty", 150),
        ("half a million", 500_000),
        ("1.5 million", 1_500_000),
        ("two dozen", 24),
        ("two hundred and six", 206),
        ("five thousand", 5000),
        ("18,000", 18_000),
        ("zero", 0),
    ],
)
def test_a_number_is_read_whole(text: str, value: float) -> None:
    assert re.fullmatch(NUMBER, text, re.IGNORECASE)
    assert value_of(text) == value


@pytest.mark.parametrize("text", ["", "tank", "and", "a"])
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert value_of(text) is None


@given(st.integers(0, 999_999_999))
def test_digits_with_commas_come_back(number: int) -> None:
    assert value_of(f"{number:,}") == number


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    value = value_of(text)
    assert value is None or value >= 0
