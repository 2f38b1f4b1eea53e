"""Recorded figures: shown for the gold that they were measured on, and for no other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tocsin.data import load
from tocsin.evaluate import recorded, table
from tocsin.evaluate.estimative import exact_of
from tocsin.evaluate.tasks import Task, task_of, tasks

ENTRY = {
    "what": "w",
    "figures": [{"at": "f1", "name": "by rule"}],
    "trained": [{"at": "f1", "name": "by weights", "must": 0.66, "goal": 0.7}],
}


def kept(monkeypatch: pytest.MonkeyPatch, gold: Path, value: float) -> Task:
    row = {
        "figures": {"f1": {"value": value, "interval": [0.6, 0.8]}},
        "n": 4,
        "gold": recorded.digest_of_file(gold),
        "commit": "0123456789abcdef",
        "measured": "2031-03-01",
    }
    monkeypatch.setattr(recorded, "load", lambda _name: {"t": row})
    return task_of("t", ENTRY)


@pytest.mark.parametrize(
    ("value", "stands"), [(0.5, "short of must"), (0.68, "short of goal"), (0.71, "goal met")]
)
def test_a_recorded_figure_says_when_and_by_which_commit_and_where_it_stands(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: float, stands: str
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("{}\n", "utf-8")
    (line,) = table.recorded_lines(kept(monkeypatch, gold, value), gold)
    assert line.figure == "by weights (recorded 2031-03-01, 0123456)"
    assert (line.value, line.low, line.high, line.n, line.stands) == (value, 0.6, 0.8, 4, stands)


def test_a_figure_of_other_gold_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gold, other = tmp_path / "gold.jsonl", tmp_path / "other.jsonl"
    gold.write_text("{}\n", "utf-8")
    other.write_text('{"a": 1}\n', "utf-8")
    task = kept(monkeypatch, gold, 0.7)
    assert table.recorded_lines(task, other) == []
    assert len(table.recorded_lines(task, gold)) == 1


def test_each_record_is_of_a_figure_that_is_asked_for() -> None:
    records: dict[str, Any] = load(recorded.RECORDS) or {}
    assert {name for name, task in tasks().items() if task.trained} >= set(records)
    for name, row in records.items():
        assert set(row["figures"]) <= {figure.at for figure in tasks()[name].trained}
        assert len(row["gold"]) == 64
        assert len(row["commit"]) == 40


def test_weights_are_asked_for_more_than_rules() -> None:
    task = tasks()["attribution"]
    (figure,) = task.trained
    assert figure.at == task.figures[0].at
    assert (figure.must or 0) > (task.figures[0].must or 0)


def test_terms_of_a_published_scale_get_just_their_range(tmp_path: Path) -> None:
    scales = tmp_path / "yardsticks.json"
    terms = {"likely": [55, 75], "probable": [55, 75], "almost certain": [95, 99]}
    told = {"uk_phia": {"terms": terms}, "house": {"terms": {"likely": [55, 75]}}}
    scales.write_text(json.dumps(told), "utf-8")
    assert exact_of(scales) == {
        "exact": 0.5,
        "terms": 4,
        "wrong": ["uk_phia: almost certain", "house: likely"],
    }
