"""Lineage: the ways are those that are traced, one origin is told outward, circles are marked."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient
from tests.desks import Seen
from tests.web.pages import DAY, WATCH, figures, tree_of

from tocsin.desk import Desk
from tocsin.nouns import Interval, Mention, Origin, Span
from tocsin.trace import Graph, graph
from tocsin.web.lineagepage import drawn_of

PAGE = f"{WATCH}/lineage?as_of={DAY}"


@pytest.fixture(scope="module")
def traced(example_desk: Desk) -> Graph:
    """Who repeats whom, by the function that `tocsin trace --graph json` prints."""
    now = Seen(example_desk, DAY).now
    return graph(now.origins, now.readings, example_desk.register)


def circle_of(*relays: tuple[str, str]) -> Graph:
    """A graph of one origin that went these ways."""
    start = datetime(2031, 5, 1, tzinfo=UTC)
    told = Origin(
        "o1",
        "Quay Post",
        registered=False,
        named=True,
        occasion=Interval(start, start + timedelta(days=1)),
        mentions=(Mention("r1", Span(0, 4), "first", "s1"),),
        relays=relays,
        items=("s1",),
    )
    return graph([told])


def test_the_ways_are_what_the_graph_of_the_command_holds(
    client: TestClient, traced: Graph
) -> None:
    rows = client.get(f"{WATCH}/lineage.json?as_of={DAY}").json()
    told = json.loads(traced.as_json())["edges"]
    assert len(rows) > 50
    assert [{**row, "origins": row["origins"].split()} for row in rows] == [
        {**edge, "circular": False} for edge in told
    ]


def test_the_table_of_the_page_tells_the_ways_that_carry_most(
    client: TestClient, traced: Graph
) -> None:
    known = {(edge.source, edge.target): edge for edge in traced.edges}
    rows = tree_of(client, PAGE).xpath("//table[@class='ways']/tbody/tr")
    counts = []
    for row in rows:
        source, target = (row.xpath(f"./{cell}//bdi")[0].text_content() for cell in ("th", "td[1]"))
        edge = known[source, target]
        lag = [] if edge.lag_days is None else [edge.lag_days]
        assert figures(row) == pytest.approx([edge.count, *lag], abs=1e-9)
        counts.append(edge.count)
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == max(edge.count for edge in traced.edges)


def test_an_origin_is_told_outward_mention_by_mention(
    client: TestClient, example_desk: Desk
) -> None:
    now = Seen(example_desk, DAY).now
    origin = max(now.origins, key=lambda one: (len({m.report for m in one.mentions}), one.id))
    page = tree_of(client, f"{PAGE}&origin={origin.id}")
    links = page.xpath("//table[@class='mentions']//a[@class='place']/@href")
    assert sorted(link.partition("?")[0].removeprefix("/report/") for link in links) == sorted(
        mention.report for mention in origin.mentions
    )
    rows = client.get(f"{WATCH}/mentions.json?as_of={DAY}&origin={origin.id}").json()
    assert len(rows) == len(origin.mentions)
    published = [row["published"] for row in rows]
    assert published == sorted(published)
    # Of each report that carried it first, its earliest place is marked.
    earliest = {row["report"] for row in rows if row["published"] == published[0]}
    assert sorted(row["report"] for row in rows if row["first"]) == sorted(earliest)
    texts = {one.report.id: one.report.text for one in now.readings}
    for row in rows:
        words = texts[row["report"]][row["start"] : row["end"]]
        assert " ".join(words.split()).startswith(row["words"].removesuffix(" …"))


def test_the_lag_of_a_mention_is_the_days_from_the_occasion(
    client: TestClient, example_desk: Desk
) -> None:
    now = Seen(example_desk, DAY).now
    occasions = {one.id: one.occasion for one in now.origins}
    name = client.get(f"{WATCH}/origins.json?as_of={DAY}").json()[0]["id"]
    for row in client.get(f"{WATCH}/mentions.json?as_of={DAY}&origin={name}").json():
        occasion = occasions[name]
        if occasion is None or occasion.start is None:
            assert row["lag_days"] is None
            continue
        at = datetime.fromisoformat(row["published"])
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        assert row["lag_days"] == pytest.approx((at - occasion.start).total_seconds() / 86400)


def test_who_has_it_from_each_other_is_dashed_and_boxed_as_a_circle() -> None:
    drawn = drawn_of(circle_of(("Quay Post", "Lock Times"), ("Lock Times", "Quay Post")))
    assert drawn is not None
    assert [way.circular for way in drawn.ways] == [True, True]
    assert all(box.circling for box in drawn.boxes)
    assert "circle" in drawn.words
    straight = drawn_of(circle_of(("Quay Post", "Lock Times")))
    assert straight is not None
    assert not any(way.circular for way in straight.ways)


def test_nobody_who_is_repeated_is_no_figure() -> None:
    assert drawn_of(circle_of()) is None


def test_an_origin_that_is_not_there_is_not_found(client: TestClient) -> None:
    assert client.get(f"{PAGE}&origin=o0").status_code == 404


def test_the_day_before_keeps_the_origin_that_was_chosen(client: TestClient) -> None:
    name = client.get(f"{WATCH}/origins.json?as_of={DAY}").json()[0]["id"]
    page = tree_of(client, f"{PAGE}&origin={name}")
    assert all(f"origin={name}" in link for link in page.xpath("//a[@class='step']/@href"))
    assert page.xpath("//form[@class='clock']/input[@name='origin']/@value") == [name]
