"""The timeline: times as they were read, once an origin, with their precision told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.desks import Seen
from tests.web.pages import DAY, WATCH, figures, tree_of

from tocsin.desk import Desk
from tocsin.nouns import iso_of
from tocsin.web.timelinepage import WAYS, precision_of

PAGE = f"{WATCH}/timeline?as_of={DAY}"
ALL = "&which=all"


def at(text: str) -> datetime:
    """A time as a row tells it."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def test_every_time_is_one_that_a_statement_tells(client: TestClient, example_desk: Desk) -> None:
    now = Seen(example_desk, DAY).now
    read = {
        (reading.report.id, date.span.start, date.span.end): date.interval
        for reading in now.readings
        for statement in reading.statements
        for date in statement.dates
    }
    rows = client.get(f"{WATCH}/timeline.json?as_of={DAY}{ALL}").json()
    assert len(rows) > 50
    for row in rows:
        interval = read[row["report"], row["start"], row["end"]]
        assert interval is not None
        assert (row["from"], row["to"]) == (iso_of(interval.start), iso_of(interval.end))
        lag = (at(row["published"]) - at(row["to"])) / timedelta(days=1)
        assert row["lag_days"] == pytest.approx(lag, abs=1e-5)


def test_no_time_that_can_be_read_is_left_out_and_none_is_told_twice(
    client: TestClient, example_desk: Desk
) -> None:
    now = Seen(example_desk, DAY).now
    told = [
        date.interval
        for reading in now.readings
        for statement in reading.statements
        for date in statement.dates
        if date.interval and date.interval.start and date.interval.end
    ]
    rows = client.get(f"{WATCH}/timeline.json?as_of={DAY}{ALL}").json()
    assert sum(row["told"] for row in rows) == len(told)
    keys = [(row["origin"], row["from"], row["to"]) for row in rows if row["origin"]]
    assert len(keys) == len(set(keys))


def test_only_what_bears_is_shown_unless_all_is_asked_for(client: TestClient) -> None:
    some = client.get(f"{WATCH}/timeline.json?as_of={DAY}").json()
    whole = client.get(f"{WATCH}/timeline.json?as_of={DAY}{ALL}").json()
    assert 0 < len(some) < len(whole)
    assert all(row["bears"] for row in some)


def test_the_table_tells_what_is_drawn_and_as_the_file_does(client: TestClient) -> None:
    page = tree_of(client, PAGE)
    rows = client.get(f"{WATCH}/timeline.json?as_of={DAY}").json()
    shown = page.xpath("//table[@class='times']/tbody/tr")
    assert len(shown) == len(rows)
    for cells, row in zip(shown, rows, strict=True):
        assert figures(cells) == pytest.approx([row["lag_days"]])
        assert cells.xpath(".//time/@datetime") == [row["from"]]
        assert row["precision"] in cells.text_content()
        assert row["way"] in cells.find_class("way")[0].text_content()
    drawn = page.xpath("//figure//use | //figure//path[@class='off']")
    assert len(drawn) == len(rows)


def test_a_time_stands_ahead_of_its_report_or_after_it(client: TestClient) -> None:
    rows = client.get(f"{WATCH}/timeline.json?as_of={DAY}{ALL}").json()
    assert {row["way"] for row in rows} == set(WAYS)
    for row in rows:
        if row["way"] == "ahead":
            assert at(row["from"]) > at(row["published"])
        if row["way"] == "late":
            assert row["lag_days"] > 7


@given(st.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(days=4000)))
def test_precision_is_told_nearly_as_it_is(length: timedelta) -> None:
    told = precision_of(length)
    if told in {"an hour or less", "a day"}:
        assert length < timedelta(days=2)
        return
    number, unit = told.split()
    days = {"hours": 1 / 24, "days": 1.0, "months": 30.44, "years": 365.25}[unit]
    assert int(number) * days == pytest.approx(length / timedelta(days=1), rel=0.4)
