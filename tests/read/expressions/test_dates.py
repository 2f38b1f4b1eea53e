"""Dates are resolved against the day of the report, or left unresolved; never taken for today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
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


@pytest.mark.parametrize(
    ("text", "mention", "first", "last"),
    [
        ("They may attack after New Year.", "New Year", "2023-01-01", "2023-01-02"),
        ("They may attack before the New Year.", "the New Year", "2023-01-01", "2023-01-02"),
        ("The drills start in the new year.", "the new year", "2023-01-01", "2023-05-02"),
        ("The talks resume after Christmas.", "Christmas", "2022-12-25", "2022-12-26"),
        ("They met on New Year’s Eve.", "New Year’s Eve", "2021-12-31", "2022-01-01"),
        ("They met on May Day 2021.", "May Day 2021", "2021-05-01", "2021-05-02"),
        (
            "An attack will come at the turn of the year.",
            "the turn of the year",
            "2023-01-01",
            "2023-05-02",
        ),
    ],
)
def test_a_day_may_have_a_name(
    parsed: Parse, text: str, mention: str, first: str, last: str
) -> None:
    found = {x.text: x.interval for x in find(parsed(text), ANCHOR)}
    assert days(found[mention]) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "In his New Year's address he thanked them.",
        "The fleet lies off Christmas Island.",
        "Lunar New Year was quiet.",
        "Every party promises a new year of peace.",
    ],
)
def test_what_is_called_after_a_named_day_is_no_date(parsed: Parse, text: str) -> None:
    assert [x.text for x in find(parsed(text), ANCHOR)] == []


@pytest.mark.parametrize(
    ("text", "mention", "start"),
    [
        ("Flashes were seen from half past midnight.", "half past midnight", (20, 0, 30)),
        ("The shelling began at midnight.", "midnight", (20, 0, 0)),
        ("The truce will begin at midnight.", "midnight", (21, 0, 0)),
        ("It burned shortly after midnight on Tuesday.", "midnight on Tuesday", (18, 0, 0)),
        ("The convoy came at a quarter past noon.", "a quarter past noon", (20, 12, 15)),
    ],
)
def test_what_is_past_midnight_begins_a_day_and_a_told_midnight_is_over(
    parsed: Parse, text: str, mention: str, start: tuple[int, int, int]
) -> None:
    found = {x.text: x.interval for x in find(parsed(text), ANCHOR)}[mention]
    day, hour, minute = start
    assert found is not None
    assert found.start == datetime(2022, 10, day, hour, minute, tzinfo=UTC)


def test_a_weekday_in_an_older_text_is_that_of_its_own_day(parsed: Parse) -> None:
    after = "Trains left on Monday, the Courier wrote on 4 August."
    before = "On 4 August the Courier wrote that trains had left on Monday."
    for text in (after, before):
        found = {x.text: x.interval for x in find(parsed(text), ANCHOR)}
        assert days(found["Monday"]) == ("2022-08-01", "2022-08-02")


def test_a_weekday_in_a_text_of_some_day_of_an_older_month_is_not_known(parsed: Parse) -> None:
    found = find(parsed("Trains left on Monday, this newspaper wrote in August."), ANCHOR)
    assert [(x.text, days(x.interval)) for x in found] == [
        ("Monday", None),
        ("August", ("2022-08-01", "2022-09-01")),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Trains left on Monday. More would follow, the Courier wrote in August.",
        "The ministry said on Monday that trains left in August.",
        "Trains left on Monday, after what the Courier wrote in August.",
    ],
)
def test_a_date_that_encloses_no_weekday_moves_none(parsed: Parse, text: str) -> None:
    found = {x.text: x.interval for x in find(parsed(text), ANCHOR)}
    assert days(found["Monday"]) == ("2022-10-17", "2022-10-18")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Ten convoys a week cross it.", []),
        ("It costs $4 million a year.", []),
        ("The general, 52 years old, resigned.", []),
        ("It imports about three-quarters of its food.", []),
        ("It will act as soon as the bridge opens.", []),
        ("They wait for about a year.", ["P1Y"]),
        ("Losses grew in the year ended March 31.", ["P1Y", "2022-03-31"]),
        ("It will be built by year-end.", ["2022-12-31"]),
        ("Prices doubled since year-end.", ["2021-12-31"]),
    ],
)
def test_rates_ages_and_shares_are_no_times_and_an_ended_year_is_a_length(
    parsed: Parse, text: str, values: list[str]
) -> None:
    assert [t.value for t in timexes(parsed(text), ANCHOR)] == values


def test_what_was_assessed_then_is_of_the_time_spoken_of_last(parsed: Parse) -> None:
    text = "The institute had been calmer on July 11. It assessed then that no attack would come."
    found = {x.text: x.interval for x in find(parsed(text), ANCHOR)}
    assert days(found["then"]) == ("2022-07-11", "2022-07-12")


def test_that_day_is_the_day_spoken_of_last_and_none_where_there_was_none(parsed: Parse) -> None:
    text = "The bridge fell on July 11. Two trains were lost that day, and one the next day."
    found = {x.text: x.interval for x in find(parsed(text), ANCHOR)}
    assert days(found["that day"]) == ("2022-07-11", "2022-07-12")
    assert days(found["the next day"]) == ("2022-07-12", "2022-07-13")
    assert find(parsed("Two trains were lost that day."), ANCHOR) == ()


@pytest.mark.parametrize("text", ["He then assessed the damage.", "It said, then, what it knew."])
def test_then_in_a_row_of_events_is_no_date(parsed: Parse, text: str) -> None:
    assert find(parsed(f"The bridge fell. {text}"), ANCHOR) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "In the third quarter of 2021 it rose. For the nine months it fell from a year ago.",
            ["2021-Q3", "P9M", "2020"],
        ),
        (
            "In the third quarter of 2021 it rose after the nine months of the year-ago quarter.",
            ["2021-Q3", "P9M", "2020-Q3"],
        ),
        ("Output grew in the first nine months of 2021.", ["P9M", "2021"]),
    ],
)
def test_a_year_ago_of_a_longer_stretch_is_no_quarter(
    parsed: Parse, text: str, values: list[str]
) -> None:
    assert [t.value for t in timexes(parsed(text), ANCHOR)] == values


def test_later_in_the_day_is_the_day_spoken_of_last_else_that_of_the_report(parsed: Parse) -> None:
    (found,) = find(parsed("The two will meet later in the day."), ANCHOR)
    assert days(found.interval) == ("2022-10-20", "2022-10-21")


def test_then_is_the_time_spoken_of_before(parsed: Parse) -> None:
    text = "The truce ends on 30 November. Until then, the camp stays open."
    found = find(parsed(text), ANCHOR)
    assert [days(m.interval) for m in found] == [("2022-11-30", "2022-12-01")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "She spoke on the programme “This Week” about the bridge.",
        "He wrote in Norland Today that the bridge would stand.",
    ],
)
def test_a_title_is_no_time(parsed: Parse, text: str) -> None:
    assert find(parsed(text), ANCHOR) == ()


@pytest.mark.parametrize(
    "text", ["Today the bridge was closed.", "This Week in Lund", "Tanks Leave Norland Today"]
)
def test_a_headline_and_a_first_word_have_capitals_and_are_times(parsed: Parse, text: str) -> None:
    assert len(find(parsed(text), ANCHOR)) == 1


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("On Monday 2000 Norlandic soldiers had arrived.", []),
        ("1990 reservists were called up.", []),
        ("They sent 60 tanks and 2000 heavily armed men.", []),
        ("About 1950 wounded Norlandic conscripts returned.", []),
        ("In 2022 Norlandic soldiers crossed the river.", ["2022"]),
        ("From 2014 to 2022 Norlandic soldiers held the bridge.", ["2022"]),
        ("The 1990 refugees came back.", ["1990"]),
        ("The vote of 2000 brought soldiers to power.", ["2000"]),
        ("It was 1990 when soldiers left.", ["1990"]),
    ],
)
def test_a_number_before_people_or_things_is_a_count_and_no_year(
    parsed: Parse, text: str, years: list[str]
) -> None:
    found = [one.value for one in timexes(parsed(text), ANCHOR) if one.value.isdigit()]
    assert [value for value in found if value in text][-1:] == years


def test_until_spring_is_a_date_and_to_spring_is_none(parsed: Parse) -> None:
    (found,) = find(parsed("The men will stay until spring."), date(2031, 10, 21))
    assert days(found.interval) == ("2032-03-01", "2032-06-01")
    assert find(parsed("They will spring a trap."), date(2031, 10, 21)) == ()


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Since late August the sides have met twice.", "2022-08-22"),
        ("They have held the hill since early August.", "2022-08-01"),
        ("They have held the hill since mid-August.", "2022-08-11"),
        ("They have held the hill since the end of August.", "2022-08-22"),
        ("They have held the hill since August.", "2022-08-01"),
    ],
)
def test_since_a_part_of_a_month_begins_with_that_part(
    parsed: Parse, text: str, start: str
) -> None:
    (found,) = find(parsed(text), ANCHOR)
    assert found.interval is not None
    assert found.interval.start is not None
    assert found.interval.end is not None
    assert found.interval.start.date().isoformat() == start
    assert found.interval.end.date() == ANCHOR + timedelta(days=1)
