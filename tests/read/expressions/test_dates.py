"""Dates are resolved against the day of the report, or left unresolved; never taken for today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from tocsin.nouns import Interval
from tocsin.read.calendar import bounds_of
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
    ("text", "mention", "first", "last"),
    [
        ("The talks were held on Tuesday.", "Tuesday", "2022-10-18", "2022-10-19"),
        ("The ministry said so on Thursday.", "Thursday", "2022-10-20", "2022-10-21"),
        ("The drills will begin on Tuesday.", "Tuesday", "2022-10-25", "2022-10-26"),
        ("They met last Friday.", "last Friday", "2022-10-14", "2022-10-15"),
        ("An official said so last week.", "last week", "2022-10-10", "2022-10-17"),
        ("The drills began this week.", "this week", "2022-10-17", "2022-10-24"),
        ("They met earlier this month.", "earlier this month", "2022-10-01", "2022-10-21"),
        ("He spoke in late June.", "late June", "2022-06-21", "2022-07-01"),
        ("It crossed in early September.", "early September", "2022-09-01", "2022-09-11"),
        ("Published 1 day ago.", "1 day ago", "2022-10-19", "2022-10-20"),
        ("In its July 11 update it agreed.", "July 11", "2022-07-11", "2022-07-12"),
        ("They left in December.", "December", "2021-12-01", "2022-01-01"),
        ("They will leave in January.", "January", "2023-01-01", "2023-02-01"),
        ("The previous winter, troops arrived.", "The previous winter", "2021-12-01", "2022-03-01"),
        ("On 24 February 2022 it began.", "24 February 2022", "2022-02-24", "2022-02-25"),
        ("The contract runs to 2027-03-05.", "2027-03-05", "2027-03-05", "2027-03-06"),
        (
            "Sales fell in the third quarter of 2021.",
            "the third quarter of 2021",
            "2021-07-01",
            "2021-10-01",
        ),
        ("Protests of 2020 were crushed.", "2020", "2020-01-01", "2021-01-01"),
        ("It was built in the 1970s.", "the 1970s", "1970-01-01", "1980-01-01"),
        ("The past two weeks were quiet.", "The past two weeks", "2022-10-06", "2022-10-21"),
        ("Yesterday they left.", "Yesterday", "2022-10-19", "2022-10-20"),
        ("They left two years ago.", "two years ago", "2020-01-01", "2021-01-01"),
    ],
)
def test_an_expression_means_the_stretch_that_a_reader_of_that_day_would_take(
    parsed: Parse, text: str, mention: str, first: str, last: str
) -> None:
    found = {x.text: x.interval for x in find(parsed(text), ANCHOR)}
    assert days(found[mention]) == (first, last)


def test_since_runs_from_its_year_to_the_day_of_the_report(parsed: Parse) -> None:
    (found,) = find(parsed("It was their first meeting since 2019."), ANCHOR)
    assert found.text == "since 2019"
    assert days(found.interval) == ("2019-01-01", "2022-10-21")
    assert found.interval is not None
    assert found.interval.anchor == ANCHOR


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The advance failed early in the invasion.", "early in the invasion"),
        ("Tanks left in recent weeks.", "recent weeks"),
        ("Partisans struck at the start of the war.", "the start of the war"),
    ],
)
def test_what_only_other_knowledge_could_date_is_found_and_left_open(
    parsed: Parse, text: str, mention: str
) -> None:
    (found,) = find(parsed(text), ANCHOR)
    assert (found.text, found.interval) == (mention, None)


@pytest.mark.parametrize(
    "text", ["They left on Tuesday.", "They left last week.", "Yesterday they left."]
)
def test_an_undated_report_has_no_today(parsed: Parse, text: str) -> None:
    assert [x.interval for x in find(parsed(text), None)] == [None]


def test_an_absolute_date_needs_no_anchor(parsed: Parse) -> None:
    (found,) = find(parsed("It began on 24 February 2022."), None)
    assert days(found.interval) == ("2022-02-24", "2022-02-25")
    assert found.interval is not None
    assert found.interval.anchor is None


def test_a_relative_date_names_its_anchor(parsed: Parse) -> None:
    (found,) = find(parsed("They met last week."), ANCHOR)
    assert found.interval is not None
    assert found.interval.anchor == ANCHOR


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital.",
        "May was sentenced to prison.",
        "He was sentenced to 11 years in prison.",
        "About 90% of 2,000 soldiers left.",
        "The tanks now fall back.",
        "A second column of 1,990 men arrived.",
    ],
)
def test_verbs_lengths_and_counts_are_no_dates(parsed: Parse, text: str) -> None:
    assert [x.text for x in find(parsed(text), ANCHOR)] == []


def test_a_time_of_day_joins_its_day_and_knows_its_zone(parsed: Parse) -> None:
    (found,) = find(parsed("The shelling began at 10 p.m. EST on Tuesday."), ANCHOR)
    assert found.interval is not None
    assert found.interval.start == datetime(2022, 10, 19, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("for nine months", "P9M"),
        ("a two-hour raid", "PT2H"),
        ("several weeks", "PXW"),
        ("each Thursday", "XXXX-WXX-4"),
        ("Thursday evening", "2022-10-20TEV"),
        ("the 20th century", "19"),
        ("fiscal 1989", "1989"),
        ("the winter of 1994", "1994-WI"),
        ("nineteen ninety-six", "1996"),
    ],
)
def test_values_are_those_of_timex3(parsed: Parse, text: str, value: str) -> None:
    assert [t.value for t in timexes(parsed(text), ANCHOR)] == [value]


def test_a_year_earlier_leans_on_the_quarter_spoken_of_and_does_not_drift(parsed: Parse) -> None:
    text = (
        "In the third quarter of 2021 profit rose from a year earlier. "
        "Sales fell from a year earlier."
    )
    values = [t.value for t in timexes(parsed(text), ANCHOR)]
    assert values == ["2021-Q3", "2020-Q3", "2020-Q3"]


@pytest.mark.parametrize("value", ["2022-02-30", "2022-13", "9999-12-31", "0000", "x", "", "PXW"])
def test_a_value_that_is_no_stretch_has_no_bounds_or_right_ones(value: str) -> None:
    bounds = bounds_of(value)
    assert bounds is None or bounds[0] < bounds[1]
