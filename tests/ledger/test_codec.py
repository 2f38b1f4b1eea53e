from __future__ import annotations

import json
from dataclasses import is_dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.strategies import nouns

import tocsin.nouns
from tocsin.ledger import as_json, as_values, from_json, from_values
from tocsin.nouns import Interval, Quantity, Report, Span

KINDS = sorted(
    (
        kind
        for name in tocsin.nouns.__all__
        if is_dataclass(kind := getattr(tocsin.nouns, name)) and isinstance(kind, type)
    ),
    key=lambda kind: kind.__name__,
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_noun_comes_back_from_json_as_it_was(kind: Any) -> None:
    @settings(max_examples=20, suppress_health_check=list(HealthCheck))
    @given(nouns(kind))
    def holds(noun: Any) -> None:
        written = as_json(noun)
        again = from_json(kind, written)
        assert again == noun
        assert as_json(again) == written

    holds()


def test_the_order_in_which_a_mapping_was_filled_does_not_show() -> None:
    assert as_json({"b": 1, "a": 2}) == as_json({"a": 2, "b": 1}) == '{"a":2,"b":1}'


def test_a_whole_number_stays_one_and_a_fraction_too() -> None:
    values = {"low": 9000, "high": 9000.0}
    counted = Quantity(9000, 9000.0, None, None, "announced", None, None, Span(0, 4))
    assert as_values(counted) | values == as_values(counted)
    assert '"high":9000.0,"low":9000,' in as_json(counted)
    assert type(from_json(Quantity, as_json(counted)).low) is int


def test_times_are_written_in_utc() -> None:
    at = datetime(2022, 10, 20, 1, 30, tzinfo=timezone(timedelta(hours=3)))
    assert as_values(Interval.instant(at))["start"] == "2022-10-19T22:30:00+00:00"
    assert from_values(datetime, as_values(at)) == at.astimezone(UTC)


def test_a_field_that_is_missing_takes_its_default_and_an_unknown_one_is_passed_over() -> None:
    values = {"start": None, "end": None, "later": 1}
    assert from_values(Interval, values) == Interval(None, None)
    with pytest.raises(KeyError):
        from_values(Report, {"id": "r"})


@pytest.mark.parametrize("value", [{1}, b"x", {1: 2}, object(), int])
def test_what_no_noun_holds_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        as_json(value)


@given(st.sampled_from([float("nan"), float("inf"), -float("inf")]))
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        as_json([value])


def test_every_character_that_json_knows_is_kept() -> None:
    text = "\0\u2028\U0001f600é\\\n"
    assert json.loads(as_json([text])) == [text]
