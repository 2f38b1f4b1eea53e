"""Following an assessor: what counts as a change of word, a re-statement, and going too far."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.estimate.build import CLOSES, OPENS, view

from tocsin.evaluate import following
from tocsin.evaluate.following_plot import plot_of, words_of_plot
from tocsin.weigh.views import open_until


def label(day: str, word: str, **more: object) -> dict[str, Any]:
    return {"id": None, "watch": "attack", "date": day, "word": word, **more}


def followed(day: str, moved: float | None, again: float | None, **more: object) -> dict[str, Any]:
    row = {"watch": "attack", "date": day, "p": 0.1, "word": "unlikely", "low": 0.05, "high": 0.3}
    return row | {"new": True, "moved": moved, "again": again} | more


def told(folder: Path, labels: list[dict[str, Any]], rows: list[dict[str, Any]]) -> dict[str, Any]:
    files = []
    for name, content in (("labels", labels), ("rows", rows)):
        file = folder / f"{name}.jsonl"
        file.write_text("".join(json.dumps(one) + "\n" for one in content), encoding="utf-8")
        files.append(file)
    return following.figures(*files)


def test_a_higher_word_is_right_only_where_the_line_rises(tmp_path: Path) -> None:
    labels = [label("2031-03-01", "unlikely"), label("2031-03-05", "likely")]
    for moved, right in ((0.4, 1), (-0.4, 0), (0.0, 0)):
        rows = [followed("2031-03-01", None, None), followed("2031-03-05", moved, 0.01)]
        made = told(tmp_path, labels, rows)
        changes = {name: made["changes"][name] for name in ("n", "heard", "right", "right_share")}
        assert changes == {"n": 1, "heard": 1, "right": right, "right_share": right}
        assert made["first"] == 1


def test_a_word_said_of_the_opposite_is_lower(tmp_path: Path) -> None:
    labels = [
        label("2031-03-01", "unlikely"),
        label("2031-03-05", "almost certainly", **{"not": 1}),
    ]
    rows = [followed("2031-03-01", None, None), followed("2031-03-05", -0.2, 0.01)]
    assert told(tmp_path, labels, rows)["changes"]["right"] == 1


@pytest.mark.parametrize(("moved", "beyond"), [(0.01, 0), (-0.005, 0), (0.02, 1), (-0.02, 1)])
def test_a_re_statement_may_undo_ageing_and_no_more(
    tmp_path: Path, moved: float, beyond: int
) -> None:
    labels = [label("2031-03-01", "unlikely"), label("2031-03-05", "unlikely")]
    rows = [followed("2031-03-01", None, None), followed("2031-03-05", moved, 0.01)]
    assert told(tmp_path, labels, rows)["again"] == {"n": 1, "heard": 1, "beyond": beyond}


@pytest.mark.parametrize(("left", "holds"), [(200, 200), (10, 90)])
def test_a_word_that_set_no_time_sets_none_said_anew(left: int, holds: int) -> None:
    older = view("a", 0.1, 0.3, 1.0, 0)
    older = replace(older, at=OPENS, horizon=open_until(OPENS, CLOSES))
    later = CLOSES - timedelta(days=left)
    anew = following.said_anew(older, later, CLOSES)
    assert anew.at == later
    assert (anew.horizon or CLOSES) - later == timedelta(days=holds)


def test_a_word_that_set_a_time_is_said_anew_of_as_long_a_time() -> None:
    older = replace(view("a", 0.1, 0.3, 1.0, 0), at=OPENS, horizon=OPENS + timedelta(days=14))
    later = OPENS + timedelta(days=50)
    assert following.said_anew(older, later, CLOSES).horizon == OPENS + timedelta(days=64)


def test_several_words_on_one_day_are_neither_unless_all_lie_on_one_side(tmp_path: Path) -> None:
    labels = [
        label("2031-03-01", "unlikely"),
        label("2031-03-05", "unlikely"),
        label("2031-03-05", "highly unlikely"),
    ]
    rows = [followed("2031-03-01", None, None), followed("2031-03-05", -0.5, 0.01)]
    made = told(tmp_path, labels, rows)
    assert (made["mixed"], made["changes"]["n"], made["again"]["n"]) == (1, 0, 0)


def test_a_move_on_a_day_without_a_label_is_told(tmp_path: Path) -> None:
    labels = [label("2031-03-01", "unlikely")]
    rows = [followed("2031-03-01", None, None), followed("2031-03-09", 0.3, 0.0)]
    assert told(tmp_path, labels, rows)["unlabelled"] == {"n": 1, "moved": 1}


def test_the_plot_says_in_words_all_that_it_shows(tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text(json.dumps(label("2022-03-01", "highly unlikely")) + "\n", encoding="utf-8")
    rows = [followed("2022-03-01", None, None), followed("2022-03-05", 0.1, 0.0, p=0.25)]
    said = following.words_of(file)
    svg, words = plot_of(said, rows), words_of_plot(said, rows)
    assert "highly unlikely" in svg
    assert "highly unlikely" in words
    assert "2022-03-05: 25.0%" in words
    assert svg == plot_of(said, rows)
