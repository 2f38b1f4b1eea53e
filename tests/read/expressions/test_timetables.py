"""Timetables: what is set for a day is told in the present, as is what captions show as over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tocsin.read.dates import find

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[str], "Doc"]
ANCHOR = date(2031, 5, 21)
"""A Wednesday."""


def start_of(parsed: Parse, text: str, *, shown: bool = False) -> date:
    """The first day of the only date in a text."""
    (found,) = find(parsed(text), ANCHOR, shown=shown)
    assert found.interval is not None
    assert found.interval.start is not None
    return found.interval.start.date()


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The senate votes on Monday.", date(2031, 5, 26)),
        ("The truce with the rebels ends on Sunday.", date(2031, 5, 25)),
        ("The embargo takes effect on Tuesday.", date(2031, 5, 27)),
        ("The new tariff comes into force in August.", date(2031, 8, 1)),
        ("The two envoys meet in Norvik on Thursday.", date(2031, 5, 22)),
        ("The chancellor flies to Norport on Saturday.", date(2031, 5, 24)),
        ("The tribunal rules on Friday.", date(2031, 5, 23)),
        ("The convoy arrives on Tuesday.", date(2031, 5, 27)),
        ("The sides hold talks in Tarsk on Friday.", date(2031, 5, 23)),
        ("On Sunday voters go to the polls.", date(2031, 5, 25)),
        ("The mission expires in November.", date(2031, 11, 1)),
        ("The mission expires on 12 January.", date(2032, 1, 12)),
        ("Norland elects a president in September.", date(2031, 9, 1)),
        ("The drills, which begin on Monday, are the third this year.", date(2031, 5, 26)),
        ("The ship sails for Norport on Sunday.", date(2031, 5, 25)),
        ("The ban does not end on Friday.", date(2031, 5, 23)),
    ],
)
def test_what_is_set_for_a_day_lies_ahead(parsed: Parse, text: str, start: date) -> None:
    found = [d for d in find(parsed(text), ANCHOR) if d.text != "this year"]
    assert [d.interval.start.date() for d in found if d.interval and d.interval.start] == [start]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Two hurt as missile strikes port on Monday.", date(2031, 5, 19)),
        ("Rebels storm the barracks on Monday.", date(2031, 5, 19)),
        ("The number of dead rises on Sunday.", date(2031, 5, 18)),
        ("Guards open fire on a crowd on Friday.", date(2031, 5, 16)),
        ("The tribunal rules on Monday that the poll was unfair.", date(2031, 5, 19)),
        ("The senate votes on Monday to leave the bloc.", date(2031, 5, 19)),
        ("The garrison returns fire on Monday.", date(2031, 5, 19)),
        ("The brigade meets fierce resistance on Friday.", date(2031, 5, 16)),
        ("A parade takes place in Norvik on May 9.", date(2031, 5, 9)),
        ("A woman visits a grave in Norvik on Monday.", date(2031, 5, 19)),
        ("Above, Marsh meets her colleague in Norvik on Monday.", date(2031, 5, 19)),
        ("The general (left) arrives in Norvik on Monday.", date(2031, 5, 19)),
        ("Marsh speaks at a rally in Norvik, Norland, Monday.", date(2031, 5, 19)),
        ("The mayor tells the Courier on Monday that the bridge is safe.", date(2031, 5, 19)),
        ("The truce did not end on Friday.", date(2031, 5, 16)),
    ],
)
def test_deeds_told_in_the_present_are_over(parsed: Parse, text: str, start: date) -> None:
    assert start_of(parsed, text) == start


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The minister arrives in Norvik on Monday.", date(2031, 5, 19)),
        ("The two envoys meet in Norvik on Thursday.", date(2031, 5, 15)),
        ("The summit opens on Monday.", date(2031, 5, 26)),
    ],
)
def test_captions_and_headlines_look_back_on_what_people_do(
    parsed: Parse, text: str, start: date
) -> None:
    assert start_of(parsed, text, shown=True) == start


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The navy will answer if the rebels attack on Monday.", date(2031, 5, 26)),
        ("The envoys will speak when the paper comes out on Friday.", date(2031, 5, 23)),
        ("The navy answered when the rebels attacked on Monday.", date(2031, 5, 19)),
    ],
)
def test_a_case_of_what_is_to_come_lies_ahead(parsed: Parse, text: str, start: date) -> None:
    assert start_of(parsed, text) == start


@pytest.mark.parametrize(
    "text",
    [
        "The ban will last two weeks.",
        "The drill is to last nine days.",
        "The talks last three hours.",
        "Talks last several days there.",
        "The siege may last years.",
        "The ban is set to last 72 hours.",
        "The fuel won't last three weeks.",
        "The ban will probably last three months.",
        "Curfews that last three days are rare.",
    ],
)
def test_how_long_a_thing_lasts_is_no_time(parsed: Parse, text: str) -> None:
    assert find(parsed(text), ANCHOR) == ()


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Over the last two weeks, 300 tanks moved.", date(2031, 5, 7)),
        ("In last two weeks 300 tanks moved.", date(2031, 5, 7)),
        ("The navy moved ships the last three days.", date(2031, 5, 18)),
        ("Its last two weeks were hard.", date(2031, 5, 7)),
    ],
)
def test_the_last_weeks_run_up_to_the_report(parsed: Parse, text: str, start: date) -> None:
    assert start_of(parsed, text) == start
