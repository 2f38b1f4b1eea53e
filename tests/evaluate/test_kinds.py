"""The score of questions by family and length of window, and the graver error of indicators."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from scripts.pin_floors import kinds_page

from tocsin.evaluate import indicators, questions
from tocsin.evaluate.kinds import CAUTION, kinds_head, kinds_rows, kinds_text

ASKED = (
    ("a", "capture", 7, "yes", 0.4),
    ("b", "capture", 14, "no", 0.2),
    ("c", "capture", 60, "no", 0.1),
    ("d", "treaty", 15, "yes", 0.8),
    ("e", "treaty", 45, "no", 0.5),
)


def written(file: Path, *rows: Mapping[str, Any]) -> Path:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


@pytest.fixture
def figures(tmp_path: Path) -> dict[str, Any]:
    day = "2031-03-01"
    gold = written(
        tmp_path / "gold.jsonl",
        *(
            {"id": key, "family": family, "horizon_days": days, "resolved": end, "as_of": day}
            for key, family, days, end, _ in ASKED
        ),
    )
    said = written(
        tmp_path / "said.jsonl",
        *({"id": key, "as_of": day, "p": p} for key, *_, p in ASKED),
    )
    return questions.figures(gold, said)


def test_each_family_has_a_row_and_each_length_a_column(figures: dict[str, Any]) -> None:
    assert kinds_head() == ("family", "all", "up to 14 days", "15 to 45 days", "over 45 days")
    assert kinds_rows(figures) == [
        ("capture", "0.137 (1 of 3)", "0.200 (1 of 2)", "", "0.010 (0 of 1)"),
        ("treaty", "0.145 (1 of 2)", "", "0.145 (1 of 2)", ""),
        ("all", "0.140 (2 of 5)", "0.200 (1 of 2)", "0.145 (1 of 2)", "0.010 (0 of 1)"),
    ]


def test_the_corner_of_the_table_is_the_score_itself(figures: dict[str, Any]) -> None:
    assert kinds_rows(figures)[-1][1].startswith(f"{figures['brier']:.3f} ")


def test_the_table_says_what_it_is_worth(figures: dict[str, Any]) -> None:
    assert kinds_text(figures).splitlines()[-1] == CAUTION
    assert "prove little" in CAUTION


def test_what_is_no_score_of_questions_has_no_such_table() -> None:
    assert kinds_text(None) == kinds_text({"accuracy": 0.5}) == ""


def test_the_page_of_figures_has_the_table_beside_the_score(figures: dict[str, Any]) -> None:
    results = [
        {"task": "hedges", "gold": "public", "figures": {"accuracy": 0.5}},
        {"task": "questions", "gold": "public", "figures": figures},
    ]
    page = list(kinds_page(results))
    assert [line for line in page if line.startswith("#")] == ["## Questions by kind, public gold"]
    assert CAUTION in page
    assert "| treaty | 0.145 (1 of 2) |  | 0.145 (1 of 2) |  |" in page


def test_counter_indicators_called_indicators_are_counted(tmp_path: Path) -> None:
    truth = {"a": "counter", "b": "counter", "c": "counter", "d": "indicator", "e": "counter"}
    called = {"a": "indicator", "b": "ambiguous", "c": "counter", "d": "indicator", "e": "counter"}
    gold, said = (
        written(tmp_path / name, *({"id": key, "label": label} for key, label in one.items()))
        for name, one in (("gold.jsonl", truth), ("said.jsonl", called))
    )
    counter = indicators.figures(gold, said)["counter"]
    assert (counter["n"], counter["called_for"], counter["called_for_share"]) == (4, 1, 0.25)
    low, high = counter["called_for_share_95"]
    assert 0 < low < 0.25 < high < 1


def test_without_counter_indicators_there_is_no_share_of_them(tmp_path: Path) -> None:
    gold = written(tmp_path / "gold.jsonl", {"id": "a", "label": "indicator"})
    assert indicators.figures(gold, gold)["counter"]["called_for_share"] is None
