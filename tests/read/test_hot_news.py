"""The perfect that tells news, days that were set or in store, and reports that are turned away."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norlandic troops have entered the island.", "troops"),
        ("Norland has begun calling up reservists.", "Norland"),
        ("Thousands of marines have arrived in the port.", "marines"),
        ("Some 40 tanks have left the island for the mainland.", "tanks"),
        ("Norland has called up 900 reservists.", "reservists"),
        ("Two brigades have moved up to the frontier.", "brigades"),
        ("The fleet has withdrawn from the strait.", "fleet"),
        ("The islanders have shot down a drone.", "drone"),
        ("The border has been closed.", "border"),
    ],
)
def test_the_undated_perfect_of_what_comes_about_once_is_news(
    reader: Reader, text: str, words: str
) -> None:
    assert not said(statements(reader, text), words).background


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norland has lent its ports to the fleet.", "ports"),
        ("Norland has used the island to launch missiles.", "island"),
        ("Norland had closed its ports.", "ports"),
        ("Norlandic troops have crossed the river many times.", "troops"),
        ("Norlandic troops have crossed the river in the past.", "troops"),
        ("Norland has closed its ports since the war began.", "ports"),
        ("Norland has already left the pact.", "pact"),
        ("Troops have regularly entered the island.", "Troops"),
        ("Tanks have crossed the river in 2029.", "Tanks"),
    ],
)
def test_the_perfect_of_what_goes_on_or_is_drawn_out_retells(
    reader: Reader, text: str, words: str
) -> None:
    assert said(statements(reader, text), words).background


@pytest.mark.parametrize(
    "text",
    [
        "Olga Maren said the fleet was likely to sail by August 20.",
        "Olga Maren said the fleet was unlikely to sail before August 20.",
        "The convoys were certain to arrive by August 20, the institute said.",
        "The convoys were supposed to arrive by August 20.",
        "The convoys were meant to arrive on August 20.",
        "The convoys were slated to arrive on August 20.",
        "The convoys were due to arrive on August 20.",
        "The convoys were scheduled to arrive on August 20.",
        "The brigade was to have arrived on August 20.",
        "The ferry was intended to sail on August 20.",
    ],
)
def test_a_day_for_which_a_thing_was_likely_or_set_lies_ahead(reader: Reader, text: str) -> None:
    (told,) = statements(reader, text)
    (day,) = told.dates
    assert day.interval is not None
    assert day.interval.start == datetime(2031, 8, 20, tzinfo=UTC)
    assert (told.background, told.tense) == (False, "future")


def test_a_deadline_may_lie_ahead_though_it_was(reader: Reader) -> None:
    (told,) = statements(reader, "The deadline for the pullout was August 20.")
    (day,) = told.dates
    assert day.interval is not None
    assert day.interval.start == datetime(2031, 8, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["The captain was sure that it sailed on August 20.", "The ferry sailed on August 20."]
)
def test_a_day_on_which_a_thing_was_done_lies_behind(reader: Reader, text: str) -> None:
    (day,) = said(statements(reader, text), "sailed").dates
    assert day.interval is not None
    assert day.interval.start == datetime(2030, 8, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "words",
    [
        "Oslo dismissed the report.",
        "Oslo dismissed the claim as propaganda.",
        "Oslo brushed aside the report.",
        "Oslo brushed off the claim.",
        "The report was dismissed by Oslo.",
        "Oslo shrugged off the report.",
    ],
)
def test_to_turn_a_report_away_is_to_deny_it(reader: Reader, words: str) -> None:
    text = f"The Harbour Post reported that tanks had left the island. {words}"
    told = said(statements(reader, text, publisher="Northern Courier"), "tanks had left")
    assert [(one.status, one.by) for one in told.verification] == [("denied", "Oslo")]


@pytest.mark.parametrize(
    "words",
    [
        "Oslo has not dismissed the report.",
        "A court dismissed the claim.",
        "Oslo dismissed the general.",
        "Oslo brushed aside the snow.",
    ],
)
def test_who_rules_on_a_claim_or_turns_away_no_claim_denies_none(
    reader: Reader, words: str
) -> None:
    text = f"The Harbour Post reported that tanks had left the island. {words}"
    told = said(statements(reader, text, publisher="Northern Courier"), "tanks had left")
    assert told.verification == ()


@pytest.mark.parametrize(
    "text",
    [
        "The Ford Watch retracted its report that tanks had left the island.",
        "The Ford Watch withdrew its claim that tanks had left the island.",
        "The Ford Watch took back its statement that tanks had left the island.",
    ],
)
def test_who_takes_back_what_he_told_denies_it(reader: Reader, text: str) -> None:
    told = statements(reader, text)
    assert {one.act for one in told} == {"denial"}
    assert {None if one.speaker is None else one.speaker.text for one in told} == {"Ford Watch"}
