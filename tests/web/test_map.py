"""The map: places and movement as they were read, drawn where they lie, out of what ships."""

from __future__ import annotations

import json
import re
from math import cos, isclose, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.desks import Seen
from tests.web.pages import DAY, WATCH, figures, tree_of

from tocsin.data import read_bytes
from tocsin.desk import Desk
from tocsin.web.outlines import lands_in, view_over

PAGE = f"{WATCH}/map?as_of={DAY}"
SENT = 100_000


def test_places_are_those_that_statements_name(client: TestClient, example_desk: Desk) -> None:
    now = Seen(example_desk, DAY).now
    named: dict[tuple[float, float], set[str]] = {}
    for reading in now.readings:
        for statement in reading.statements:
            for place in statement.places:
                if place.lat is not None and place.lon is not None:
                    named.setdefault((place.lat, place.lon), set()).add(statement.id)
    rows = client.get(f"{WATCH}/places.json?as_of={DAY}").json()
    placed = {(row["lat"], row["lon"]): row for row in rows if row["lat"] is not None}
    assert placed.keys() == named.keys()
    for at, row in placed.items():
        assert row["statements"] == len(named[at])
        assert 1 <= row["origins"] <= row["statements"]
    assert [row["place"] for row in rows if row["lat"] is None]


def test_movement_is_what_the_reader_read_with_its_words(
    client: TestClient, example_desk: Desk
) -> None:
    now = Seen(example_desk, DAY).now
    read = {
        (statement.id, quantity.span.start): quantity
        for reading in now.readings
        for statement in reading.statements
        for quantity in statement.quantities
        if quantity.direction is not None
    }
    rows = client.get(f"{WATCH}/movements.json?as_of={DAY}").json()
    assert len(rows) == len(read) > 5
    told = sorted(
        (one.direction or "", one.whence or "", one.whither or "", one.low or 0.0)
        for one in read.values()
    )
    assert told == sorted(
        (row["direction"], row["whence"] or "", row["whither"] or "", row["low"] or 0.0)
        for row in rows
    )


def test_the_table_of_places_says_what_the_file_says(client: TestClient) -> None:
    rows = client.get(f"{WATCH}/places.json?as_of={DAY}").json()
    shown = tree_of(client, PAGE).xpath("//table[@class='places']/tbody/tr")
    assert shown
    for cells, row in zip(shown, rows, strict=False):
        told = [row[name] for name in ("lat", "lon", "origins", "statements", "in", "out")]
        assert figures(cells) == pytest.approx(told)


@pytest.mark.parametrize("view", ["", "&view=all"])
def test_the_page_of_a_map_is_small_and_asks_for_no_tile(client: TestClient, view: str) -> None:
    answer = client.get(PAGE + view, headers={"accept-encoding": "gzip"})
    assert int(answer.headers["content-length"]) < SENT
    assert "http://" not in answer.text
    assert "https://" not in answer.text


def test_every_place_is_on_the_map_of_every_place(client: TestClient) -> None:
    rows = client.get(f"{WATCH}/places.json?as_of={DAY}").json()
    page = tree_of(client, f"{PAGE}&view=all")
    placed = [row for row in rows if row["lat"] is not None]
    assert len(page.xpath("//*[@class='spot']")) == len(placed)
    near = tree_of(client, PAGE)
    assert 0 < len(near.xpath("//*[@class='spot']")) <= len(placed)


def test_the_outlines_name_their_origin_and_licence() -> None:
    told = json.loads(read_bytes("outlines.json"))
    assert "Natural Earth" in told["origin"]
    assert "public domain" in told["licence"]


def test_a_state_is_drawn_around_its_own_ground() -> None:
    view = view_over([(53.0, 28.0)])
    (belarus,) = [one for one in lands_in(view) if one.name == "Belarus"]
    xs, ys = [], []
    x = y = 0.0
    for step, one, other in re.findall(r"([Ml])(-?[\d.]+) (-?[\d.]+)", belarus.path):
        x, y = (float(one), float(other)) if step == "M" else (x + float(one), y + float(other))
        xs.append(x)
        ys.append(y)
    at = view.at(53.9, 27.57)
    assert min(xs) < at[0] < max(xs)
    assert min(ys) < at[1] < max(ys)


PLACES = st.lists(st.tuples(st.floats(-60, 78), st.floats(-175, 175)), min_size=1, max_size=8)


@given(PLACES)
def test_a_view_holds_all_that_it_is_made_over(places: list[tuple[float, float]]) -> None:
    view = view_over(places)
    assert 380 <= view.height <= 760
    for lat, lon in places:
        assert view.holds(lat, lon)
        x, y = view.at(lat, lon)
        assert 0 <= x <= 1000
        assert 0 <= y <= view.height


@given(PLACES)
def test_a_degree_is_as_long_up_as_it_is_across(places: list[tuple[float, float]]) -> None:
    view = view_over(places)
    lats = [lat for lat, _ in places]
    squeeze = max(cos(radians((min(lats) + max(lats)) / 2)), 0.25)
    across = 1000 / (view.east - view.west) / squeeze
    up = view.height / (view.north - view.south)
    assert isclose(across, up, rel_tol=0.01)
