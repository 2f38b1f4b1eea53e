"""Every chart of a watch leaves as a picture and as text, at its clocks, with how it is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.calls import run
from tests.desks import EXAMPLE, WATCH, desk_of

from tocsin.desk import Desk
from tocsin.web.charts import CHARTS
from tocsin.web.helppage import topics

DAY = ("--as-of", "2022-12-21")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = desk_of(tmp_path_factory.mktemp("charts") / "desk", [EXAMPLE / "reports"])
    ended = ("support", "--on", "2023-01-01", "--author", "IM", "--reason", "The window closed.")
    run("resolve", made.path, WATCH, *ended)
    return made


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_is_drawn_and_told_in_words(desk: Desk, tmp_path: Path, chart: str) -> None:
    file = tmp_path / f"{chart}.txt"
    done = run("chart", desk.path, WATCH, chart, *DAY, "--to", file, "--json")
    assert done.returncode == 0, done.stderr
    told = file.read_text("utf-8")
    topic = next(one for one in topics() if one.anchor == CHARTS[chart][0])
    assert f"What it shows: {topic.shows}" in told
    assert f"What to do next: {topic.then}" in told
    assert json.loads(done.stdout)["rows"] > 0


def test_a_picture_is_written_by_its_ending_and_the_same_twice(desk: Desk, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    made = []
    for number in "12":
        file = tmp_path / f"{number}.svg"
        assert run("chart", desk.path, WATCH, "waterfall", *DAY, "--to", file).returncode == 0
        made.append(file.read_bytes())
    assert made[0] == made[1]
    assert b"<title" in made[0]
    file = tmp_path / "board.png"
    assert run("chart", desk.path, WATCH, "board", *DAY, "--to", file).returncode == 0
    assert file.read_bytes()[:4] == b"\x89PNG"


@pytest.mark.parametrize(
    "call",
    [
        ("portrait",),
        ("history", "--to", "history.gif"),
        ("history", "--unit", "tank"),
        ("counts", "--unit", "submarine"),
    ],
)
def test_what_there_is_no_chart_of_is_refused(desk: Desk, call: tuple[str, ...]) -> None:
    assert run("chart", desk.path, WATCH, *call, *DAY).returncode == 2
