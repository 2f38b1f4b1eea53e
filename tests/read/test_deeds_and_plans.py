"""What is an announcement and what is none, and how loss, calls and warnings are taken."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "words", "act"),
    [
        ("The harbour office said it would close the lock on Friday.", "lock", "announcement"),
        ("Ann Lee said she will leave the port.", "leave", "announcement"),
        ("It will rain on Sunday, the harbour office said.", "rain", "statement"),
        ("It would take weeks to mend the lock, the harbour office said.", "weeks", "statement"),
        ("Ann Lee said she would have to leave the port.", "leave the port", "statement"),
        ("They will lose the bridge, the general said.", "lose", "statement"),
        ("They will cross the bridge, Ann Lee said.", "cross", "statement"),
        (
            "Norway has never planned to close the strait, Ann Lee assured them.",
            "strait",
            "statement",
        ),
        ("Ann Lee assured reporters that the bridge is safe.", "safe", "statement"),
        ("Ann Lee promised that her men would leave the island.", "leave", "announcement"),
        ("Ann Lee ordered a check of the bridges.", "bridges", "statement"),
        ("Ann Lee ordered ten new ferries.", "ferries", "statement"),
        ("Ann Lee ordered the closure of the port.", "closure", "announcement"),
    ],
)
def test_an_announcement_tells_what_one_will_do_or_has_decided(
    reader: Reader, text: str, words: str, act: str
) -> None:
    assert said(statements(reader, text), words).act == act


def test_what_is_assured_never_to_have_been_planned_is_denied(reader: Reader) -> None:
    text = "Norway has never planned to close the strait, Ann Lee assured them."
    assert said(statements(reader, text), "strait").polarity == "negated"


def test_the_doubt_of_the_next_clause_is_its_own(reader: Reader) -> None:
    text = "On Monday the envoy was in Oslo, and the coast guard suspects that the ferry may sail."
    found = statements(reader, text)
    assert said(found, "Oslo").act == "statement"
    assert said(found, "ferry").act == "assessment"


@pytest.mark.parametrize(
    "text",
    [
        "This newspaper could not establish who wrote the note.",
        "The mayor could not say when the trains would come.",
        "The mayor could not be reached.",
    ],
)
def test_who_was_at_a_loss_has_guessed_at_nothing(reader: Reader, text: str) -> None:
    (found,) = statements(reader, text)
    assert (found.act, found.tense, found.polarity) == ("statement", "past", "negated")
    assert found.absence is None


def test_what_could_be_is_still_guessed(reader: Reader) -> None:
    (found,) = statements(reader, "The army could cross the river.")
    assert (found.act, found.tense) == ("assessment", "future")


@pytest.mark.parametrize(
    "text",
    [
        "The general warned against closing the port.",
        "The general warned the islanders against closing the port.",
    ],
)
def test_who_warns_against_a_thing_asks_not_to_do_it(reader: Reader, text: str) -> None:
    found = said(statements(reader, text), "closing the port")
    assert (found.act, found.tense, found.polarity) == ("appeal", "future", "negated")


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("In none of the sectors, the guards said, did troops cross the line.", "negated"),
        ("At no point, Ann Lee said, did the ships leave the bay.", "negated"),
        ("In no time, Ann Lee said, the ships were there.", "affirmed"),
    ],
)
def test_a_denial_at_the_front_reaches_past_who_says_it(
    reader: Reader, text: str, polarity: str
) -> None:
    assert {s.polarity for s in statements(reader, text)} == {polarity}


@pytest.mark.parametrize(
    "text",
    [
        "The leaders hold weekly video calls about the strait.",
        "Ann Lee made a phone call on the strike to the mayor.",
    ],
)
def test_to_call_by_wire_asks_for_nothing(reader: Reader, text: str) -> None:
    (found,) = statements(reader, text)
    assert (found.act, found.cue) == ("statement", None)


@pytest.mark.parametrize(
    "text",
    [
        "Norland called up 900 reservists on Tuesday.",
        "Norland called up 900 men for a drill on Tuesday.",
        "The Norland army called up thousands of reservists on Sunday.",
        "The union called a strike on Monday.",
        "Norland called off the exercise on Tuesday.",
        "The president called a snap election on Sunday.",
    ],
)
def test_what_is_called_up_off_or_for_a_day_is_no_appeal(reader: Reader, text: str) -> None:
    assert {one.act for one in statements(reader, text)} == {"statement"}


@pytest.mark.parametrize(
    "text",
    [
        "Norland called on Sudland on Tuesday to free the crew.",
        "Norland called on Tuesday for a ceasefire.",
        "Norland called for calm on Tuesday.",
    ],
)
def test_who_calls_on_somebody_or_for_something_asks_for_it(reader: Reader, text: str) -> None:
    assert "appeal" in {one.act for one in statements(reader, text)}


def test_a_video_can_call_for_something(reader: Reader) -> None:
    assert said(statements(reader, "The video calls for a strike."), "strike").act == "appeal"


@pytest.mark.parametrize(
    ("text", "words", "act"),
    [
        ("The institute saw in the note an attempt to gain time.", "attempt", "assessment"),
        ("The institute saw no tanks in the town.", "tanks", "observation"),
    ],
)
def test_what_is_seen_in_a_thing_is_made_of_it(
    reader: Reader, text: str, words: str, act: str
) -> None:
    assert said(statements(reader, text), words).act == act
