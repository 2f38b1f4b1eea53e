"""What the outside rulers refuse, ours refuse as well."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tocsin.errors import RulerError
from tocsin.rulers import (
    attribution,
    clusters,
    dates,
    estimative,
    forecasts,
    furniture,
    labels,
    pairs,
    places,
    quantities,
)

Rows = list[dict[str, Any]]

SPOT = {"start": 0, "end": 4}

NO_ATTRIBUTIONS: list[object] = [{}, [3], [{"cue": [[4, 4]]}], [{"content": [[0, 99]]}]]

# Ours, theirs, gold, a prediction that is scored, and changes to it that are not.
RULERS: list[tuple[ModuleType, str, Rows, dict[str, Any], list[dict[str, Any]]]] = [
    (
        attribution,
        "score_attribution",
        [{"doc_id": "1", "text": "Only this.", "attributions": []}],
        {"doc_id": "1", "attributions": [{"source": [[0, 4]]}]},
        [{"attributions": value} for value in NO_ATTRIBUTIONS],
    ),
    (
        furniture,
        "score_boilerplate",
        [{"id": "1", "lines": [["Only this.", 1]]}],
        {"id": "1", "keep": [1]},
        [{"keep": value} for value in (1, [], [1, 0], [2])],
    ),
    (
        clusters,
        "score_clusters",
        [{"id": "1", "cluster": "a"}],
        {"id": "1", "cluster": 3},
        [],
    ),
    (
        estimative,
        "score_estimative",
        [{"phrase": "likely", "percent": 70}] * 30,
        {"phrase": "likely", "point": 70, "low": 60, "high": 80},
        [
            {"point": "70"},
            {"point": 170},
            {"low": None},
            {"low": 90},
            {"high": "80"},
            {"phrase": "of no survey"},
        ],
    ),
    (
        forecasts,
        "score_forecasts",
        [{"id": "1", "outcome": 1}],
        {"id": "1", "p": 0.5},
        [{"p": None}, {"p": -0.1}, {"p": True}, {"p": "0.5"}],
    ),
    (
        places,
        "score_geo",
        [{"id": "1", "text": "Only this.", "toponyms": []}],
        {"id": "1", "toponyms": [SPOT]},
        [
            {"toponyms": value}
            for value in (None, [1], [{**SPOT, "end": 0}], [{**SPOT, "end": 44}], [{"start": 0}])
        ]
        + [{"toponyms": [{**SPOT, "lat": "north", "lon": 3}]}],
    ),
    (
        labels,
        "score_labels",
        [{"id": "1", "label": "yes"}],
        {"id": "1", "label": "no"},
        [],
    ),
    (
        pairs,
        "score_pairs",
        [{"a": "1", "b": "2", "label": 1, "kind": "trim"}],
        {"a": "1", "b": "2", "score": 1},
        [{"score": None}, {"score": "1"}, {"b": 2}, {"b": "3"}],
    ),
    (
        quantities,
        "score_quantities",
        [{"id": "1", "text": "Only this.", "quantities": []}],
        {"id": "1", "quantities": [{"low": 3, "high": None}]},
        [{"quantities": value} for value in ("none", [3], [{"low": "3"}], [{"high": True}])],
    ),
    (
        dates,
        "score_temporal",
        [{"id": "1", "text": "Only this.", "timexes": []}],
        {"id": "1", "timexes": [SPOT]},
        [{"timexes": value} for value in (7, ["Monday"], [{**SPOT, "end": 11}], [{"end": 4}])],
    ),
]


def broken(good: dict[str, Any], changes: list[dict[str, Any]]) -> list[Rows]:
    """Predictions that cannot be scored: those any ruler refuses, and those of this one."""
    key = next(name for name in ("doc_id", "id", "phrase", "a") if name in good)
    without = [{n: v for n, v in good.items() if n != absent} for absent in good]
    optional = {"low", "high"}
    return [
        [],
        [good, good],
        [{**good, key: 7}],
        [{**good, key: "unknown"}],
        *([row] for row, absent in zip(without, good, strict=True) if absent not in optional),
        *([{**good, **change}] for change in changes),
    ]


@pytest.mark.parametrize(
    ("ruler", "theirs", "gold", "good", "changes"), RULERS, ids=[row[1] for row in RULERS]
)
def test_what_they_refuse(
    ruler: ModuleType,
    theirs: str,
    gold: Rows,
    good: dict[str, Any],
    changes: list[dict[str, Any]],
    write: Callable[[str, Rows], Path],
    outside: Callable[[str], Any],
) -> None:
    truth = write("gold", gold)
    ruler.score(truth, write("good", [good]))
    for number, rows in enumerate(broken(good, changes)):
        bad = write(f"bad {number}", rows)
        with pytest.raises(outside("ruler").RulerError):
            outside(theirs).score(str(truth), str(bad))
        with pytest.raises(RulerError) as caught:
            ruler.score(truth, bad)
        assert caught.value.file == str(bad), rows


@pytest.mark.parametrize(
    ("field", "positive", "conditions"),
    [("label", "no", {}), ("label", None, {"split": "dev"}), ("other", None, {})],
)
def test_options_that_no_gold_row_meets(
    field: str,
    positive: str | None,
    conditions: dict[str, str],
    write: Callable[[str, Rows], Path],
    outside: Callable[[str], Any],
) -> None:
    gold = write("gold", [{"id": "1", "label": "yes"}])
    where = [f"{name}={value}" for name, value in conditions.items()]
    options = argparse.Namespace(field=field, positive=positive, where=where)
    with pytest.raises(outside("ruler").RulerError):
        outside("score_labels").score(str(gold), str(gold), options)
    with pytest.raises(RulerError):
        labels.score(gold, gold, field=field, positive=positive, conditions=conditions)
