"""Contradictions: every side with its words, figures as they were read, nothing settled."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.desks import NOW as MADE
from tests.desks import Seen
from tests.web.pages import ADDRESS, DAY, NOW, WATCH, figures, tree_of

from tocsin.cli.serving import estimate_line
from tocsin.desk import Desk, add, take_watch
from tocsin.nouns import iso_of
from tocsin.web import app_of
from tocsin.web.contradictpage import MARKS
from tocsin.web.keeping import Keeper
from tocsin.web.timescale import scale_over

PAGE = f"{WATCH}/contradictions?as_of={DAY}"
ANNOUNCED = "Up to 9,000 Russian soldiers will arrive in Belarus, the Defence Ministry announced."
COUNTED = "About 3,200 Russian soldiers have arrived in Belarus, the monitoring group said."


@pytest.fixture(scope="module")
def disputed(example_desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A desk with two reports that count one thing differently."""
    folder = tmp_path_factory.mktemp("disputed")
    for number, words in ((17, ANNOUNCED), (20, COUNTED)):
        text = f"---\ndate: 2022-10-{number}\npublisher: Paper {number}\n---\n{words}\n"
        (folder / f"{number}.md").write_text(text, "utf-8")
    desk = Desk.create(folder / "desk")
    (watch,) = (example_desk.path / "watches").glob("*.yaml")
    take_watch(desk, watch, now=MADE)
    add(desk, [folder / "17.md", folder / "20.md"], now=MADE)
    keeper = Keeper(desk.path, clock=lambda: NOW)
    app = app_of(desk.path, estimate_json=estimate_line, keeper=keeper)
    return TestClient(app, base_url=ADDRESS)


def test_each_contradiction_is_told_with_all_its_sides(
    client: TestClient, example_desk: Desk
) -> None:
    now = Seen(example_desk, DAY).now
    assert now.contradictions
    rows = client.get(f"{WATCH}/contradictions.json?as_of={DAY}").json()
    assert [(row["kind"], row["statement"], row["report"], row["start"]) for row in rows] == [
        (one.kind, name, report, span.start)
        for one in now.contradictions
        for name, report, span in one.sides
    ]
    page = tree_of(client, PAGE)
    shown = Counter(
        link.partition("?")[0].removeprefix("/report/")
        for link in page.xpath("//ul[contains(@class,'sides')]//a[@class='place']/@href")
    )
    assert shown == Counter(row["report"] for row in rows)
    texts = {one.report.id: one.report.text for one in now.readings}
    for row in rows:
        words = " ".join(texts[row["report"]][row["start"] : row["end"]].split())
        assert words.startswith(row["words"].removesuffix(" …"))


def test_dated_facts_that_collide_tell_the_days_they_were_read_as(client: TestClient) -> None:
    rows = client.get(f"{WATCH}/contradictions.json?as_of={DAY}").json()
    told = [row for row in rows if row["kind"] == "dates" and row["from"]]
    assert told
    page = tree_of(client, PAGE)
    days = [one.text_content() for one in page.xpath("//ul[contains(@class,'k-dates')]//li/b")]
    assert len(days) == len(told)
    for day, row in zip(days, told, strict=True):
        at = datetime.fromisoformat(row["from"])
        assert day.startswith(f"{at.day}\N{NO-BREAK SPACE}")
        assert day.endswith(str(at.year))


def test_a_headline_stands_against_its_body(client: TestClient) -> None:
    page = tree_of(client, PAGE)
    tags = page.xpath("//ul[contains(@class,'k-headline')]/li/span[@class='tag']/text()")
    assert tags[:2] == ["headline", "body"]


def test_figures_are_those_that_the_reader_read(client: TestClient, example_desk: Desk) -> None:
    now = Seen(example_desk, DAY).now
    read = {
        (reading.report.id, quantity.span.start): quantity
        for reading in now.readings
        for statement in reading.statements
        for quantity in statement.quantities
    }
    rows = client.get(f"{WATCH}/counts.json?as_of={DAY}").json()
    assert len(rows) > 10
    for row in rows:
        quantity = read[row["report"], row["start"]]
        assert (row["low"], row["high"]) == (quantity.low, quantity.high)
        assert row["basis"] == quantity.basis
    shown = tree_of(client, PAGE).xpath("//table[@class='counts']/tbody/tr")
    for cells, row in zip(shown, rows, strict=False):
        bounds = [value for value in (row["low"], row["high"]) if value is not None]
        assert figures(cells) == list(dict.fromkeys(bounds))


def test_what_is_in_dispute_comes_first_and_is_marked_in_words(disputed: TestClient) -> None:
    address = f"{WATCH}/contradictions?as_of=2022-10-25"
    rows = disputed.get(f"{WATCH}/counts.json?as_of=2022-10-25").json()
    assert [row["competes"] for row in rows] == [True, True]
    assert [(row["low"], row["high"]) for row in rows] == [(None, 9000.0), (3200.0, 3200.0)]
    page = tree_of(disputed, address)
    assert len(page.xpath("//section[@aria-labelledby='c-counts']//li")) == 2
    (heading,) = page.xpath("//h3[starts-with(@id,'t')]")
    assert "in dispute" in heading.text_content()
    used = page.xpath("//figure//use/@href")
    assert used == [f"#k-{MARKS[row['basis']]}" for row in rows]
    assert len(set(used)) == 2
    assert page.xpath("//figure//*[contains(@class,'competes')]//text[@class='no']/text()") == [
        "1",
        "2",
    ]


def test_before_the_second_report_nothing_is_in_dispute(disputed: TestClient) -> None:
    rows = disputed.get(f"{WATCH}/contradictions.json?as_of=2022-10-18").json()
    assert rows == []
    assert disputed.get(f"{WATCH}/counts.json?as_of=2022-10-18").json() == []


TIMES = st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.lists(TIMES, min_size=1, max_size=6), st.integers(3, 12))
def test_marks_of_a_time_scale_ascend_and_are_no_more_than_were_asked_for(
    times: list[datetime], most: int
) -> None:
    scale = scale_over(times)
    assert all(0 < scale.at(at) < 100 for at in times)
    places = [tick.at for tick in scale.ticks(most)]
    assert places == sorted(places)
    assert len(places) <= most + 2, (iso_of(scale.start), iso_of(scale.end))
