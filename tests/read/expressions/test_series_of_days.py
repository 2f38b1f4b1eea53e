"""Days of one month that are named by their numbers alone are days, each of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tocsin.read.dates import find

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[str], "Doc"]
ANCHOR = date(2031, 6, 20)


def days_of(parsed: Parse, text: str) -> list[tuple[str, str]]:
    found = find(parsed(text), ANCHOR)
    return [
        (one.text, one.interval.start.date().isoformat())
        for one in found
        if one.interval is not None and one.interval.start is not None
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Norland held drills from 10 to 14 June.", "2031-06-10", "2031-06-14"),
        ("The guards met on 3 and 5 June in Tarsk.", "2031-06-03", "2031-06-05"),
        ("The raids of 8-9 June hit two depots.", "2031-06-08", "2031-06-09"),
        ("Between 2 and 6 June shells fell on Tarsk.", "2031-06-02", "2031-06-06"),
        ("Drills will be held from July 10-24.", "2031-07-10", "2031-07-24"),
        ("Drills on July 10 and 12 will involve the navy.", "2031-07-10", "2031-07-12"),
        ("It fired on 7 to 9 June 2030.", "2030-06-07", "2030-06-09"),
    ],
)
def test_the_first_and_the_last_day_of_a_series_are_read(
    parsed: Parse, text: str, first: str, last: str
) -> None:
    assert [day for _, day in days_of(parsed, text)] == [first, last]


def test_every_day_of_a_list_is_read(parsed: Parse) -> None:
    found = days_of(parsed, "Shells fell on 7, 8 and 9 June.")
    assert found == [("7", "2031-06-07"), ("8", "2031-06-08"), ("9 June", "2031-06-09")]


def test_a_series_that_is_over_is_of_the_year_in_which_all_of_it_was_past(parsed: Parse) -> None:
    found = days_of(parsed, "Norland held drills from 10 to 28 August.")
    assert [day for _, day in found] == ["2030-08-10", "2030-08-28"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The raid killed 30 and 14 June saw another.", ["2031-06-14"]),
        ("Drones flew on June 10 and 24 tanks moved.", ["2031-06-10"]),
        ("Some 200 to 14 June protesters came.", ["2031-06-14"]),
        ("It met on 14 and 9 June.", ["2031-06-09"]),
    ],
)
def test_a_number_that_names_no_day_of_the_month_is_none(
    parsed: Parse, text: str, days: list[str]
) -> None:
    assert [day for _, day in days_of(parsed, text)] == days


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("They left the day before yesterday.", "2031-06-18", "2031-06-19"),
        ("They will sail the day after tomorrow.", "2031-06-22", "2031-06-23"),
        ("They will come within two weeks.", "2031-06-20", "2031-07-05"),
        ("They will answer within 48 hours.", "2031-06-20", "2031-06-23"),
        ("A raid is likely in the first half of July.", "2031-07-01", "2031-07-16"),
        ("They left in the second half of April.", "2031-04-16", "2031-05-01"),
    ],
)
def test_days_and_stretches_counted_from_today_have_their_ends(
    parsed: Parse, text: str, start: str, end: str
) -> None:
    (found,) = find(parsed(text), ANCHOR)
    assert found.interval is not None
    assert found.interval.start is not None
    assert found.interval.end is not None
    sides = found.interval.start.date(), found.interval.end.date()
    assert [side.isoformat() for side in sides] == [start, end]


@pytest.mark.parametrize(
    ("text", "hour"),
    [("It will fire at 1800 GMT on Saturday.", 18), ("Curfew begins at 0600 on Monday.", 6)],
)
def test_a_time_of_day_in_four_digits_is_no_year(parsed: Parse, text: str, hour: int) -> None:
    (found,) = find(parsed(text), ANCHOR)
    assert found.interval is not None
    assert found.interval.start is not None
    assert (found.interval.start.year, found.interval.start.hour) == (2031, hour)


def test_a_stretch_beyond_the_calendar_has_no_interval(parsed: Parse) -> None:
    (found,) = find(parsed("It will fall within 4000000000000 years."), ANCHOR)
    assert found.interval is None
