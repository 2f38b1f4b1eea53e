"""Board and matrix: every figure is one that a command prints, no sign is a colour alone."""

from __future__ import annotations

from typing import get_args

import pytest
from starlette.testclient import TestClient
from tests.web.pages import DAY, WATCH, figures, tree_of

from tocsin.nouns import Row
from tocsin.web.board import STATES
from tocsin.web.matrixpage import WORDS, letter_of

EARLY = "2022-10-21"


def test_the_five_states_are_those_of_a_row_each_with_a_mark_of_its_own() -> None:
    annotation = Row.__annotations__["state"]
    names = get_args(annotation) or [one.name for one in STATES if one.name in str(annotation)]
    assert {one.name for one in STATES} == set(names)
    assert len({one.mark for one in STATES}) == len(STATES) == 5


@pytest.mark.parametrize("day", [EARLY, DAY])
def test_every_indicator_has_its_state_in_words_and_as_a_mark(client: TestClient, day: str) -> None:
    page = tree_of(client, f"{WATCH}/board?as_of={day}")
    rows = page.xpath("//table[@class='board']//tr[@id]")
    said = client.get(f"{WATCH}.json?as_of={day}").json()
    assert sorted(row.get("id") for row in rows) == sorted(f"i-{one}" for one in said["coverage"])
    marks = {f"m-{one.mark}": one.name for one in STATES}
    defined = set(page.xpath("//symbol/@id"))
    assert defined == set(marks)
    for row in rows:
        (cell,) = row.find_class("state")
        (used,) = cell.xpath(".//use/@href")
        assert marks[used.removeprefix("#")] == cell.text_content().strip()


@pytest.mark.parametrize("day", [EARLY, DAY])
def test_bars_and_coverage_are_what_the_command_prints(client: TestClient, day: str) -> None:
    page = tree_of(client, f"{WATCH}/board?as_of={day}")
    said = client.get(f"{WATCH}.json?as_of={day}").json()
    bars = {one["term"]: one["logodds"] for one in said["waterfall"]}
    for row in page.xpath("//table[@class='board']//tr[@id]"):
        name = row.get("id").removeprefix("i-")
        shown = [bars[name]] if name in bars else []
        assert figures(row) == [*shown, said["coverage"][name]]


def test_the_board_is_there_for_other_programs_with_the_same_figures(client: TestClient) -> None:
    page = tree_of(client, f"{WATCH}/board?as_of={DAY}")
    rows = client.get(f"{WATCH}/board.json?as_of={DAY}").json()
    shown = page.xpath("//table[@class='board']//tr[@id]")
    assert [row.get("id") for row in shown] == [f"i-{one['indicator']}" for one in rows]
    for row, one in zip(shown, rows, strict=True):
        values = [value for value in (one["logodds"], one["coverage"]) if value is not None]
        assert figures(row) == pytest.approx(values, abs=1e-11)
        assert row.find_class("state")[0].text_content().strip() == one["state"]
    text = client.get(f"{WATCH}/board.csv?as_of={DAY}").text
    assert text.splitlines()[0] == ",".join(rows[0])


def test_the_trend_is_the_difference_of_the_bars_on_two_days(client: TestClient) -> None:
    page = tree_of(client, f"{WATCH}/board?as_of={DAY}&since=2022-12-01")
    now, then = (
        {
            one["term"]: one["logodds"]
            for one in client.get(f"{WATCH}.json?as_of={day}").json()["waterfall"]
        }
        for day in (DAY, "2022-12-01")
    )
    for row in page.xpath("//table[@class='board']//tr[@id]"):
        name = row.get("id").removeprefix("i-")
        moved = now.get(name, 0.0) - then.get(name, 0.0)
        (cell,) = row.find_class("trend")
        told = cell.text_content().strip().replace("\N{MINUS SIGN}", "-")
        if abs(moved) < 0.005:
            assert told == "steady"
        else:
            way, value = told.split()
            assert way == ("up" if moved > 0 else "down")
            assert float(value) == pytest.approx(moved, abs=0.005)


@pytest.mark.parametrize("day", [EARLY, DAY])
def test_cells_are_those_of_the_exported_matrix(client: TestClient, day: str) -> None:
    page = tree_of(client, f"{WATCH}/matrix?as_of={day}")
    rows = client.get(f"{WATCH}/matrix.json?as_of={day}").json()
    cells: dict[str, list[float]] = {}
    for row in rows:
        cells.setdefault(row["indicator"], []).append(row["loglikelihood"])
    shown = {
        row.get("id").removeprefix("e-"): [
            value for cell in row.find_class("cell") for value in figures(cell)
        ]
        for row in page.xpath("//table[@class='matrix']/tbody/tr")
    }
    assert shown.keys() == cells.keys()
    for name, values in shown.items():
        expected = sorted(cells[name])
        # A row without evidence that counts is blank.
        if values or any(expected):
            assert sorted(values) == pytest.approx(expected, abs=1e-11)


def test_hypotheses_come_least_inconsistent_first_and_evidence_most_diagnostic_first(
    client: TestClient,
) -> None:
    page = tree_of(client, f"{WATCH}/matrix?as_of={DAY}")
    against, odds = (
        [figures(cell)[0] for cell in row.find_class("cell")]
        for row in page.xpath("//table[@class='matrix']/tfoot/tr")
    )
    assert against == sorted(against)
    said = client.get(f"{WATCH}.json?as_of={DAY}").json()
    assert sorted(odds) == sorted(said["probabilities"].values())
    bits = [
        float(cell.text_content().split()[0])
        for cell in page.xpath("//table[@class='matrix']/tbody/tr/td[@class='num'][1]")
    ]
    assert bits == sorted(bits, reverse=True)


def test_a_cell_has_its_letter_beside_its_colour(client: TestClient) -> None:
    page = tree_of(client, f"{WATCH}/matrix?as_of={DAY}")
    cells = [
        cell
        for cell in page.xpath("//table[@class='matrix']/tbody//td")
        if "cell" in cell.get("class") and figures(cell)
    ]
    assert cells
    for cell in cells:
        letter = cell.find("b").text
        assert letter == letter_of(figures(cell)[0])
        assert f"b-{letter}" in cell.get("class")
        assert WORDS[letter] in cell.text_content()


def test_the_estimate_without_an_indicator_is_what_the_command_prints(client: TestClient) -> None:
    page = tree_of(client, f"{WATCH}/matrix?as_of={DAY}")
    said = client.get(f"{WATCH}.json?as_of={DAY}").json()["sensitivity"]
    without = {one["name"]: one["p"] for one in said if one["kind"] == "indicator"}
    shown = {
        row.get("id").removeprefix("e-"): figures(row.xpath("./td[last()]")[0])
        for row in page.xpath("//table[@class='matrix']/tbody/tr")
    }
    assert {name: one[0] for name, one in shown.items() if one} == without


@pytest.mark.parametrize(
    ("value", "letter"),
    [(0.0, "N"), (0.01, "N"), (-0.01, "N"), (0.1, "C"), (-0.1, "I"), (0.3, "CC"), (-2.0, "II")],
)
def test_letters_follow_the_factor(value: float, letter: str) -> None:
    assert letter_of(value) == letter
