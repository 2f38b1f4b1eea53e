"""The history of a watch on the terminal and as CSV: a line a day, what came beside it."""

from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path

import pytest
from tests.desks import WATCH
from typer.testing import CliRunner

from tocsin.cli.app import app
from tocsin.desk import Desk

DAYS = ("--from", "2022-10-10", "--to", "2022-10-21")


def history(desk: Desk, *words: str) -> str:
    done = CliRunner().invoke(app, ["history", str(desk.path), WATCH, *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_person_gets_a_line_a_day_with_who_was_new(example_desk: Desk) -> None:
    question, *lines = history(example_desk, *DAYS).splitlines()
    assert question.endswith("?")
    assert [line[:10] for line in lines] == [f"2022-10-{day}" for day in range(10, 22)]
    assert "+ " not in lines[0]
    assert "UK Ministry of Defence" in lines[-1].partition("+ ")[2]


def test_the_csv_has_the_numbers_of_the_json_and_its_bars_add_up(
    example_desk: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "days.csv"
    rows = [
        json.loads(line)
        for line in history(example_desk, *DAYS, "--csv", str(out), "--json").splitlines()
    ]
    table = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    assert [line["as_of"] for line in table] == [row["as_of"] for row in rows]
    for line, row in zip(table, rows, strict=True):
        assert [float(line[name]) for name in ("p", "low", "high", "base")] == [
            row[name] for name in ("p", "low", "high", "base")
        ]
        assert int(line["new"]) == len(row["new"])
        bars = [float(value) for value in list(line.values())[6:] if value]
        p, base = row["p"], row["base"]
        moved = math.log(p / (1 - p)) - math.log(base / (1 - base))
        assert math.fsum(bars) == pytest.approx(moved, abs=1e-9)


def test_without_days_it_goes_from_the_opening_to_the_last_day_before_the_close(
    example_desk: Desk,
) -> None:
    lines = history(example_desk, "--json").splitlines()
    assert json.loads(lines[0])["as_of"] == "2022-07-01"
    assert json.loads(lines[-1])["as_of"] == "2022-12-31"


@pytest.mark.parametrize("day", ["2022-10-2", "2022-10-02T12:00:00Z", "", "soon"])
def test_what_is_no_day_is_refused_by_its_option(example_desk: Desk, day: str) -> None:
    words = ["history", str(example_desk.path), WATCH, "--from", day, "--json"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 2
    fault = json.loads(done.stderr)
    assert (fault["code"], fault["at"]) == ("T501", "--from")
