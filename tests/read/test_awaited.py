"""What a deed in the past led up to: its day lies ahead, and the deed is news."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


def first_of(reader: Reader, text: str) -> tuple[str, bool]:
    """When the first date of a report of Tuesday, 20 May 2031 begins, and whether it retells."""
    (*_, last) = statements(reader, text)
    found = said((last,), "")
    interval = found.dates[0].interval
    assert interval is not None
    assert interval.start is not None
    return interval.start.date().isoformat(), found.background


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Ahead of the vote on 7 June, Norland moved 40 tanks to the coast.", "2031-06-07"),
        ("Norland has moved 40 tanks to the coast ahead of a 7 June vote.", "2031-06-07"),
        ("Norland moved 40 tanks to the coast ahead of elections in June.", "2031-06-01"),
        ("Norland moved 40 tanks to the coast ahead of elections in the autumn.", "2031-09-01"),
        ("Norland moved 40 tanks to the coast ahead of the vote on Sunday.", "2031-05-25"),
        ("Norland moved 40 tanks in the run-up to the June 7 congress.", "2031-06-07"),
        ("Norland moved 40 tanks to the coast before the talks on 9 June.", "2031-06-09"),
        ("Norland called up 900 men for a drill on 9 June.", "2031-06-09"),
        ("Norland gave the rebels a June 9 deadline.", "2031-06-09"),
        ("Norland gave the rebels a deadline of 9 June.", "2031-06-09"),
        ("Norland moved 40 tanks to the coast as it prepared for a vote on 9 June.", "2031-06-09"),
    ],
)
def test_the_tense_of_a_deed_does_not_govern_the_day_that_it_led_up_to(
    reader: Reader, text: str, first: str
) -> None:
    assert first_of(reader, text) == (first, False)


@pytest.mark.parametrize(
    ("text", "first", "old"),
    [
        ("Norland moved 40 tanks to the coast before the talks on 9 May.", "2031-05-09", False),
        ("Norland moved 40 tanks to the coast ahead of the May 9 vote.", "2031-05-09", False),
        ("Norland moved 40 tanks to the coast before 9 June.", "2030-06-09", True),
        ("Norland moved 40 tanks to the coast ahead of the raid on 9 June.", "2030-06-09", True),
        ("The two generals met for talks in June.", "2030-06-01", True),
        ("The general spoke before parliament on 9 June.", "2030-06-09", True),
        ("Norland moved 40 tanks to the coast on 9 June.", "2030-06-09", True),
    ],
)
def test_a_day_that_nothing_leads_up_to_is_told_when_it_is_over(
    reader: Reader, text: str, first: str, *, old: bool
) -> None:
    assert first_of(reader, text) == (first, old)
