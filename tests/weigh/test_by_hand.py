"""The examples that docs/methods/weighing.md works by hand, recomputed."""

from __future__ import annotations

import math

import pytest
from tests.weigh.build import register_of, say

from tocsin.data import load
from tocsin.weigh.asked import share_of
from tocsin.weigh.grades import grade_of


def test_an_observation_by_an_unknown_source() -> None:
    graded = grade_of(say("Tanks came.", act="observation"), None, register_of())
    assert graded.grade.credibility == 3
    assert graded.weight == pytest.approx(0.4875)


def test_a_second_source_says_the_same() -> None:
    seen = say("Tanks came.", act="observation")
    graded = grade_of(seen, None, register_of(), corroborating=["Ben Carr"])
    assert graded.grade.credibility == 2
    assert graded.weight == pytest.approx(0.6375)


def test_the_base_of_a_proposal() -> None:
    rates = load("asked_rates.yaml")
    assert (rates["intercept"], rates["log_days"], rates["asker_width"]) == (-1.013, -0.182, 0.5)
    assert rates["families"]["capture"]["effect"] == -0.197
    middle = -1.013 - 0.197 - 0.182 * math.log(30 / 60)
    assert middle == pytest.approx(-1.084, abs=5e-4)
    assert 1 / (1 + math.exp(-middle)) == pytest.approx(0.253, abs=5e-4)
    assert share_of("capture", 30) == pytest.approx(0.265, abs=2e-3)


def test_the_table_of_grades_is_the_one_that_is_written_down() -> None:
    table = load("grades.yaml")
    reliability = [table["reliability"][letter]["weight"] for letter in "ABCDE"]
    credibility = [table["credibility"][digit]["weight"] for digit in range(1, 6)]
    assert [*reliability, table["unknown_reliability"]] == [0.98, 0.9, 0.75, 0.45, 0.15, 0.75]
    assert [*credibility, table["unknown_credibility"]] == [0.98, 0.85, 0.65, 0.3, 0.08, 0.65]
    assert "AJP-2.1" in load_text("grades.yaml")


def load_text(name: str) -> str:
    from tocsin.data import read_bytes

    return read_bytes(name).decode()
