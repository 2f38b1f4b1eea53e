"""How old what somebody said is, who published a list, and where the end of a year lies."""

from __future__ import annotations

import pytest
from tests.read.reading import content, said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "words", "old"),
    [
        ("The minister had denied in February that the fleet would sail.", "sail", True),
        ("In January the ministry said that the bridge was closed.", "closed", False),
        ("The mayor had warned in May that the bridge would fall.", "fall", False),
        ("The minister denied in May that the fleet would sail.", "sail", False),
        ("The ministry said in January that the bridge would open in June.", "open", False),
    ],
)
def test_what_had_been_said_long_ago_is_background(
    reader: Reader, text: str, words: str, old: bool
) -> None:
    assert said(statements(reader, text), words).background is old


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "On Friday the Harbour Group published a list of 40 ships, among them ten ferries.",
            "of 40 ships, among them ten ferries",
        ),
        ("On Friday the Harbour Group released figures on the harvest.", "on the harvest"),
    ],
)
def test_a_list_is_told_by_whoever_publishes_it(reader: Reader, text: str, told: str) -> None:
    (found,) = statements(reader, text)
    assert found.speaker is not None
    assert found.speaker.text == "Harbour Group"
    assert content(found) == told


@pytest.mark.parametrize(
    "text", ["The Harbour Group has a list of demands.", "Ann Lee is on a list of suspects."]
)
def test_to_have_a_list_tells_nothing(reader: Reader, text: str) -> None:
    (found,) = statements(reader, text)
    assert found.cue is None


def test_an_accusation_holds_the_whole_deed(reader: Reader) -> None:
    text = "Ann Lee accused Norway of planning to close the port of Norhaven."
    assert content(said(statements(reader, text), "planning")) == (
        "Norway of planning to close the port of Norhaven"
    )


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The bridge will open at the end of the year.", "2031-12-01", "2032-01-01"),
        ("The bridge closed at the end of 2029.", "2029-12-01", "2030-01-01"),
        ("The bridge closed at the beginning of the year.", "2031-01-01", "2031-02-01"),
        ("The bridge closed in late 2029.", "2029-09-02", "2030-01-01"),
    ],
)
def test_the_end_of_a_year_is_its_last_month(
    reader: Reader, text: str, start: str, end: str
) -> None:
    (found,) = statements(reader, text)
    (when,) = found.dates
    assert when.interval is not None
    assert when.interval.start is not None
    assert when.interval.end is not None
    days = (when.interval.start.date().isoformat(), when.interval.end.date().isoformat())
    assert days == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "Hook puts it at a one-in-five chance, down from a third, that Suland will enter the war.",
        "There is, according to Hook, a 5 percent chance, down from 8, that Suland enters the war.",
        "Anders Hook gave a 20 percent chance, up from 5 in May, that Suland will enter the war.",
    ],
)
def test_a_former_likelihood_does_not_part_the_present_one_from_what_it_is_of(
    reader: Reader, text: str
) -> None:
    (one,) = (s for s in statements(reader, text) if s.likelihood is not None)
    assert one.likelihood is not None
    assert one.likelihood.of.of(text).startswith("Suland ")
    assert one.content.holds(one.likelihood.of)
