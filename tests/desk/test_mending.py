"""Mending: what a person sets of a statement is tied to the words of the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.weigh.build import say

from tocsin.desk.correcting import check_correction
from tocsin.desk.mending import FORMS, mended
from tocsin.errors import BadArgument, TocsinError
from tocsin.nouns import Span, Statement

TEXT = "By early April some 3,200 men had likely left Garissa, an officer told the Herald."


def stated() -> Statement:
    return replace(say(TEXT), span=Span(0, len(TEXT)), text=TEXT)


def put(statement: Statement | None = None, **values: str) -> Statement:
    return mended(statement or stated(), values, TEXT)


def put_in(key: str, given: str, statement: Statement | None = None) -> Statement:
    return put(statement, **{key: given})


def test_a_date_is_put_on_its_words_and_in_the_place_of_what_stood_there() -> None:
    once = put_in("dates+", "early April = 2022-04-01..2022-04-10")
    (date,) = once.dates
    assert date.span.of(TEXT) == date.text == "early April"
    assert date.interval is not None
    assert date.interval.start == datetime(2022, 4, 1, tzinfo=UTC)
    assert date.interval.end == datetime(2022, 4, 11, tzinfo=UTC)
    (again,) = put_in("dates+", "By early April = none", once).dates
    assert (again.text, again.interval) == ("By early April", None)
    assert not put_in("dates-", "April", once).dates
    assert not put_in("dates", "none", once).dates


def test_a_count_is_put_on_its_words() -> None:
    (count,) = put_in("quantities+", "3,200 = 3,200, men, observed, out").quantities
    assert (count.low, count.high, count.counted, count.unit) == (3200, 3200, "men", "men")
    assert (count.basis, count.direction, count.span.of(TEXT)) == ("observed", "out", "3,200")
    (least,) = put_in("quantities+", "3,200 = 3200.., soldiers").quantities
    assert (least.low, least.high, least.unit, least.basis) == (3200, None, "soldier", "claimed")
    (most,) = put_in("quantities+", "3,200 = ..3200").quantities
    assert (most.low, most.high, most.counted) == (None, 3200, None)


def test_a_place_is_put_on_its_words() -> None:
    (place,) = put_in("places+", "Garissa = -0.45, 39.65, KE").places
    assert (place.text, place.lat, place.lon, place.country) == ("Garissa", -0.45, 39.65, "KE")
    (unknown,) = put_in("places+", "Garissa = none").places
    assert unknown.country is None


def test_a_chain_is_set_from_the_outermost_relay_inwards() -> None:
    chain = put(chain="the Herald published; an officer told").chain
    assert [(one.name.text, one.via) for one in chain] == [
        ("the Herald", "published"),
        ("an officer", "told"),
    ]
    assert chain[1].name.span is not None
    assert chain[1].name.span.of(TEXT) == "an officer"
    assert put(chain="none").chain == ()


def test_verification_likelihood_and_content_are_set() -> None:
    (standing,) = put(verification="denied by the ministry").verification
    assert (standing.status, standing.by) == ("denied", "the ministry")
    assert put(verification="none").verification == ()
    likely = put(likelihood="likely").likelihood
    assert likely is not None
    assert (likely.phrase, likely.low, likely.high) == ("likely", None, None)
    numbered = put(likelihood="likely = 0.6..0.8").likelihood
    assert numbered is not None
    assert (numbered.low, numbered.high) == (0.6, 0.8)
    assert put(likelihood="none").likelihood is None
    assert put(content="some 3,200 men").content.of(TEXT) == "some 3,200 men"
    condition = put(condition="By early April").condition
    assert condition is not None
    assert condition.of(TEXT) == "By early April"
    absence = put(absence="had likely left = the Herald").absence
    assert absence is not None
    assert (absence.looked_by, absence.span.of(TEXT)) == ("the Herald", "had likely left")


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("dates+", "late May = 2022-05-20"),
        ("dates+", "early April = spring"),
        ("dates+", "early April = 2022-04-10..2022-04-01"),
        ("dates+", "early April"),
        ("dates", "early April"),
        ("quantities+", "3,200 = many"),
        ("quantities+", "3,200 = 5..3"),
        ("quantities+", "3,200 = 3, men, women"),
        ("places+", "Garissa = 95, 200, KE"),
        ("places+", "Garissa = Kenya"),
        ("places-", "Lamu"),
        ("chain", "the Herald"),
        ("verification", "maybe"),
        ("likelihood", "almost surely"),
        ("likelihood", "likely = 60"),
        ("content", "none"),
    ],
)
def test_what_does_not_fit_the_statement_is_refused(key: str, given: str) -> None:
    with pytest.raises(TocsinError):
        put_in(key, given)


def test_every_form_can_be_asked_for() -> None:
    for key in FORMS:
        check_correction("statement", {key: "none"})
    with pytest.raises(BadArgument):
        check_correction("statement", {"dates*": "none"})


def test_background_can_be_taken_away_as_well_as_set() -> None:
    assert put(background="true").background is True
    assert put(replace(stated(), background=True), background="false").background is False
