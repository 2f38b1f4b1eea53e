"""Sharing: what copies of one text have in common is held once, and says no less for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.strategies import nouns

from tocsin.ledger import as_values, from_values
from tocsin.ledger.codec import alike
from tocsin.nouns import Likelihood, Name, Quantity, Report, Span, Statement


@pytest.mark.parametrize("kind", [Statement, Quantity, Report])
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_is_made_like_another_is_what_would_be_made_alone(kind: Any, data: Any) -> None:
    one, other = data.draw(nouns(kind)), data.draw(nouns(kind))
    made = alike(one, as_values(one), as_values(other))
    assert made == from_values(kind, as_values(other))


def test_parts_that_are_the_same_are_one_and_the_same() -> None:
    one = Likelihood("hardly likely", Span(3, 16), Span(20, 60))
    values = {**as_values(one), "low": 0.25}
    made = alike(one, as_values(one), values)
    assert made == replace(one, low=0.25)
    assert made.of is one.of
    assert made.phrase is one.phrase


def test_a_field_that_was_not_written_then_takes_its_default() -> None:
    one = Name("the harbour office", None, named=True)
    assert alike(one, as_values(one), as_values(one)) == one
    told = Likelihood("hardly likely", Span(3, 16), Span(20, 60), low=0.1)
    older = {name: value for name, value in as_values(told).items() if name != "low"}
    assert alike(told, as_values(told), older) == replace(told, low=None)
