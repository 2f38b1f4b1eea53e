"""Dates of what is over, and of what is to come: which way the tense of a clause turns them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tocsin.nouns import Interval
from tocsin.read.dates import find, timexes

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[str], "Doc"]
ANCHOR = date(2022, 10, 20)  # a Thursday


def days(interval: Interval | None) -> tuple[str | None, str | None] | None:
    if interval is None:
        return None
    sides = (interval.start, interval.end)
    first, last = (None if side is None else side.date().isoformat() for side in sides)
    return first, last


@pytest.mark.parametrize(
    ("text", "mention", "first"),
    [
        ("The army let foreign tanks cross its land on February 24.", "February 24", "2022-02-24"),
        ("Before 24 February the army had two brigades there.", "24 February", "2022-02-24"),
        ("The fleet withdrew by early April.", "early April", "2022-04-01"),
        ("By late September 3,200 men had been counted.", "late September", "2022-09-21"),
        ("Shells had been brought to the depot by Monday.", "Monday", "2022-10-17"),
        ("The envoy could not be reached on Monday.", "Monday", "2022-10-17"),
        ("The shells may have fallen on Monday.", "Monday", "2022-10-17"),
        ("Records rose to the level set on May 6.", "May 6", "2022-05-06"),
    ],
)
def test_what_is_told_as_over_is_not_dated_ahead(
    parsed: Parse, text: str, mention: str, first: str
) -> None:
    found = {x.text: x.interval for x in find(parsed(text), ANCHOR)}
    assert (days(found[mention]) or ("",))[0] == first


@pytest.mark.parametrize(
    ("text", "mention", "first"),
    [
        ("The bridge will be finished by Monday.", "Monday", "2022-10-24"),
        ("The garrison must leave by early April.", "early April", "2023-04-01"),
        ("The truce holds until 24 February.", "24 February", "2023-02-24"),
        ("The column could arrive on Monday.", "Monday", "2022-10-24"),
        ("They pledged to withdraw by Christmas.", "Christmas", "2022-12-25"),
        ("The treaty expires on March 1.", "March 1", "2023-03-01"),
        ("The rule takes effect from 3 March.", "3 March", "2023-03-03"),
    ],
)
def test_by_and_until_point_ahead_where_nothing_is_told_as_over(
    parsed: Parse, text: str, mention: str, first: str
) -> None:
    found = {x.text: x.interval for x in find(parsed(text), ANCHOR)}
    assert (days(found[mention]) or ("",))[0] == first


def test_in_two_weeks_says_when_of_what_is_to_come_and_how_long_of_what_is_over(
    parsed: Parse,
) -> None:
    assert [t.value for t in timexes(parsed("The bridge will open in two weeks."), ANCHOR)] == [
        "2022-W44"
    ]
    assert [t.value for t in timexes(parsed("The bridge was built in two weeks."), ANCHOR)] == [
        "P2W"
    ]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Let us recall that Norland let Danish troops cross its border on December 24.", 2021),
        ("He said that Norland let Danish troops cross its border on December 24.", 2021),
        ("The two sides let the deadline pass on December 24.", 2021),
        ("The guards saw tanks cross the river on December 24.", 2021),
        ("Rebels hit the bridge and split on December 24.", 2021),
        ("They will let troops in on December 24.", 2022),
        ("The two sides agreed to let the deadline pass on December 24.", 2022),
    ],
)
def test_a_past_spelled_like_its_base_is_over(parsed: Parse, text: str, year: int) -> None:
    (found,) = find(parsed(text), ANCHOR)
    assert found.interval is not None
    assert found.interval.start is not None
    assert found.interval.start.year == year


@pytest.mark.parametrize(
    ("text", "mention", "first", "last"),
    [
        # 20 October: what is to come is the keeping, not the agreement
        ("It will keep a June agreement.", "June", "2022-06-01", "2022-07-01"),
        # what is agreed is to come, though the agreeing is over
        ("They signed a deal to leave in January.", "January", "2023-01-01", "2023-02-01"),
        (
            "It grew in the first two quarters of 2021.",
            "the first two quarters of 2021",
            "2021-01-01",
            "2021-07-01",
        ),
    ],
)
def test_what_is_agreed_and_what_is_done_have_their_own_times(
    parsed: Parse, text: str, mention: str, first: str, last: str
) -> None:
    (found,) = find(parsed(text), ANCHOR)
    assert (found.text, days(found.interval)) == (mention, (first, last))


def test_one_day_to_come_is_no_day_long(parsed: Parse) -> None:
    (found,) = timexes(parsed("The bridge will one day be theirs."), ANCHOR)
    assert (found.kind, found.value) == ("DATE", "FUTURE_REF")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tanks were expected there by November 5.", date(2031, 11, 5)),
        ("The convoy was due in Norland by November 30.", date(2031, 11, 30)),
        ("The drills were to begin on October 30.", date(2031, 10, 30)),
        ("The drills were scheduled to begin on December 30.", date(2031, 12, 30)),
        ("The drills were set to end by October 5.", date(2031, 10, 5)),
        ("The drills began on November 5.", date(2030, 11, 5)),
        ("The village was set on fire on November 5.", date(2030, 11, 5)),
    ],
)
def test_what_was_expected_for_a_day_is_of_the_year_that_lies_nearest(
    parsed: Parse, text: str, day: date
) -> None:
    (found,) = find(parsed(text), date(2031, 10, 21))
    assert found.interval is not None
    assert found.interval.start is not None
    assert found.interval.start.date() == day
