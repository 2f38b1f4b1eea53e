"""Quantities: by number, by both bounds, with the object, with its state."""

from __future__ import annotations

from typing import Any

import pytest

from tocsin.errors import BadRow
from tocsin.rulers.figures import Figures
from tocsin.rulers.quantities import MEASURES, score_rows
from tocsin.rulers.rows import table_of

GOLD = {"low": 40, "high": 60, "object": "lorries", "head": "lorries", "state": "seen"}


def judged(*found: dict[str, Any], **gold: Any) -> Figures:
    rows = table_of(
        [
            {"id": "1", "text": "…", "quantities": [{**GOLD, **gold}]},
            {"id": "2", "text": "…", "quantities": []},
        ]
    )
    return score_rows(rows, table_of([{"id": "1", "quantities": list(found)}]))


def hits(figures: Figures) -> list[str]:
    return [measure for measure in MEASURES if figures[measure]["f1"] == 1]


@pytest.mark.parametrize(
    ("changed", "right"),
    [
        ({}, ["number", "value", "value_head", "value_head_state"]),
        ({"state": "moved"}, ["number", "value", "value_head"]),
        ({"object": "tanks"}, ["number", "value"]),
        ({"high": None}, ["number"]),
        ({"low": 41}, []),
    ],
)
def test_each_measure_asks_for_more(changed: dict[str, Any], right: list[str]) -> None:
    assert hits(judged({**GOLD, **changed})) == right


def test_the_head_noun_may_stand_within_the_object_in_either_number() -> None:
    assert "value_head" in hits(judged({**GOLD, "object": "An Old Tank"}, head="tanks"))


def test_a_low_bound_of_0_says_no_more_than_an_open_one() -> None:
    figures = judged({**GOLD, "low": 0}, low=None)
    assert hits(figures) == ["number"]


def test_others_names_no_object() -> None:
    assert "value_head" in hits(judged({**GOLD, "object": None}, head="others"))


def test_a_quantity_is_met_once() -> None:
    assert judged(GOLD, GOLD)["value"]["p"] == 0.5


def test_something_found_where_there_is_nothing_is_a_false_alarm() -> None:
    gold = table_of([{"id": "1", "text": "…", "quantities": []}])
    found = table_of([{"id": "1", "quantities": [{"low": 1, "high": 1}]}])
    assert score_rows(gold, found)["false_alarms"] == {"sentences": 1, "alarmed": 1}


@pytest.mark.parametrize("low", ["40", True])
def test_a_bound_must_be_a_number_or_null(low: object) -> None:
    with pytest.raises(BadRow):
        judged({**GOLD, "low": low})
