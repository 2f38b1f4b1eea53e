"""The rulers of labels, groups, pairs and probabilities equal the outside rulers, bit for bit."""

from __future__ import annotations

import gzip
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tocsin.rulers import clusters, estimative, forecasts, labels, pairs

Rows = list[dict[str, Any]]
Load = Callable[..., Rows]
Write = Callable[[str, Rows], Path]
Demand = Callable[..., None]

MANNERS = ("the gold itself", "spoiled 1", "spoiled 2", "one item only", "chance", "constant")

LABELLED = [
    ("factuality/conll2010_wiki_hedge.jsonl", "label", "uncertain", {}),
    ("factuality/timeml_event_polarity.jsonl", "label", "NEG", {}),
    ("factuality/timeml_event_polarity.jsonl", "modal", "yes", {}),
    ("factuality/starsem2012_negation.jsonl", "label", "negated", {}),
    ("relevance/ibm_evidence.jsonl.gz", "label", None, {}),
    ("relevance/perspectrum.jsonl.gz", "label", None, {"split": "dev"}),
    ("events/plover_gsr.jsonl", "label", None, {}),
    ("isw/isw_activities.jsonl", "label", None, {}),
    ("isw/isw_activities.jsonl", "label", "indicator", {"unseen": "true"}),
    ("isw/belarus_assessments.jsonl", "hand_checked_core", "true", {}),
]


def guesses(rows: Rows, field: str, manner: str, other: str) -> Rows:
    """Predicted values for a field of the rows, in one of the MANNERS."""
    rng = random.Random(manner)
    values = [row[field] for row in rows]

    def value(row: dict[str, Any]) -> Any:
        if manner == "constant":
            return values[0]
        if manner == "chance" or (manner.startswith("spoiled") and rng.random() < 0.2):
            return rng.choice([*values, other])
        return row[field]

    found = [{"id": row["id"], field: value(row)} for row in rows]
    if manner.startswith("spoiled"):
        found = [row for row in found if rng.random() > 0.05]
        rng.shuffle(found)
    return found[:1] if manner == "one item only" else found


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize(("corpus", "field", "positive", "conditions"), LABELLED)
def test_labels(
    load: Load,
    write: Write,
    demand_equal: Demand,
    corpus: str,
    field: str,
    positive: str | None,
    conditions: dict[str, str],
    manner: str,
) -> None:
    rows = load(corpus, 1500)
    for number, row in enumerate(rows):
        row["unseen"] = number % 3 > 0
        row.setdefault("id", f"s{number}")
    found = [
        {"id": row["id"], "label": row[field]} for row in guesses(rows, field, manner, "no label")
    ]
    gold, predictions = write("gold", rows), write("predictions", found)
    demand_equal(
        labels.score(gold, predictions, field=field, positive=positive, conditions=conditions),
        "score_labels",
        gold,
        predictions,
        field=field,
        positive=positive,
        where=[f"{name}={value}" for name, value in conditions.items()],
    )


def test_labels_without_options(load: Load, write: Write, demand_equal: Demand) -> None:
    rows = load("events/plover_gsr.jsonl")
    gold = write("gold", rows)
    predictions = write("predictions", guesses(rows, "label", "spoiled 3", "NO SUCH"))
    demand_equal(labels.score(gold, predictions), "score_labels", gold, predictions)


@pytest.mark.parametrize("manner", MANNERS)
def test_clusters(load: Load, write: Write, demand_equal: Demand, manner: str) -> None:
    rows = load("dedup/wikinews_events.jsonl.gz")
    gold = write("gold", rows)
    predictions = write("predictions", guesses(rows, "cluster", manner, "a group of its own"))
    demand_equal(clusters.score(gold, predictions), "score_clusters", gold, predictions)


@pytest.mark.parametrize("threshold", [0.5, 0.0, 0.05])
@pytest.mark.parametrize("manner", MANNERS)
def test_pairs(
    load: Load, write: Write, demand_equal: Demand, manner: str, threshold: float
) -> None:
    rows = load("dedup/syndication_pairs.jsonl")
    rng = random.Random(manner)

    def likeness(label: int) -> float:
        if manner == "the gold itself":
            return label
        if manner == "constant":
            return 0.5
        if manner == "chance":
            return rng.uniform(-1, 1)
        return round(rng.betavariate(4, 2) if label else rng.betavariate(2, 4), 2)

    found = [{"a": row["a"], "b": row["b"], "score": likeness(row["label"])} for row in rows]
    if manner.startswith("spoiled"):
        found = [row for row in found if rng.random() > 0.1]
        rng.shuffle(found)
    if manner == "one item only":
        found = found[:1]
    gold, predictions = write("gold", rows), write("predictions", found)
    demand_equal(
        pairs.score(gold, predictions, threshold=threshold),
        "score_pairs",
        gold,
        predictions,
        threshold=threshold,
    )


@pytest.mark.parametrize("ranges", ["none", "some", "all", "whole numbers"])
@pytest.mark.parametrize(("level", "least"), [(0.8, 30), (0.9, 40)])
@pytest.mark.parametrize("corpus", ["capphrase.jsonl.gz", "zonination.jsonl"])
def test_estimative(
    load: Load,
    write: Write,
    demand_equal: Demand,
    corpus: str,
    level: float,
    least: int,
    ranges: str,
) -> None:
    rows = load(f"estimative/{corpus}", 15_000)
    rng = random.Random(ranges)
    found: Rows = [{"phrase": "of no survey", "point": 3}]
    for phrase in sorted({row["phrase"] for row in rows}):
        point = rng.randint(0, 100) if ranges == "whole numbers" else rng.uniform(0, 100)
        low, high = sorted([rng.uniform(0, 100), rng.uniform(0, 100)])
        if ranges == "whole numbers":
            low, high = round(low), round(high)
        row: dict[str, Any] = {"phrase": phrase, "point": point}
        if ranges in ("all", "whole numbers") or (ranges == "some" and rng.random() < 0.5):
            row.update(low=low, high=high)
        if rng.random() < 0.9:
            found.append(row)
    rng.shuffle(found)
    gold, predictions = write("gold", rows), write("predictions", found)
    demand_equal(
        estimative.score(gold, predictions, level=level, min_respondents=least),
        "score_estimative",
        gold,
        predictions,
        level=level,
        min_respondents=least,
    )


def test_files_may_be_gzipped(
    load: Load, write: Write, demand_equal: Demand, tmp_path: Path
) -> None:
    rows = load("dedup/wikinews_events.jsonl.gz")
    gold = write("gold", rows)
    plain = write("predictions", guesses(rows, "cluster", "spoiled 5", "a group of its own"))
    packed = tmp_path / "packed"  # told by its bytes, not by its name
    with plain.open("rb") as source, gzip.open(packed, "wb") as target:
        shutil.copyfileobj(source, target)
    demand_equal(clusters.score(gold, packed), "score_clusters", gold, plain)


@pytest.mark.parametrize("dataset", ["metaculus_pros", "acx2023", "predictionbook"])
def test_pooled_forecasts(
    load: Load, shared: Path, write: Write, demand_equal: Demand, dataset: str
) -> None:
    folder = shared / "data" / "forecast"
    rows = load("forecast/baseline_predictions.jsonl.gz")
    series = min(row["baseline"] for row in rows)
    gold, points = folder / "questions.jsonl.gz", folder / "eval_points.jsonl.gz"
    asked = {
        question["question_id"]
        for question in load("forecast/questions.jsonl.gz")
        if question["dataset"] == dataset
    }
    wanted = [row for row in rows if row["question_id"] in asked]
    assert wanted
    theirs = write("theirs", [row for row in wanted if row["baseline"] in ("mean", series)])
    also = {"by_deadline": "false"} if dataset == "metaculus_pros" else {}
    rng = random.Random(dataset)
    ours = write(
        "ours",
        [
            {**row, "p": min(1.0, max(0.0, row["p"] + rng.gauss(0, 0.1)))}
            for row in wanted
            if row["baseline"] == "mean" and rng.random() > 0.05
        ]
        + [{"question_id": wanted[0]["question_id"], "as_of": "1990-01-01", "p": 0.5}],
    )
    specs = [f"{theirs}::mean", f"the first={theirs}::{series}"]
    demand_equal(
        forecasts.score(
            gold,
            ours,
            points=points,
            conditions={"dataset": dataset, **also},
            baselines=specs,
        ),
        "score_forecasts",
        gold,
        ours,
        points=str(points),
        where=[f"dataset={dataset}", *(f"{name}={value}" for name, value in also.items())],
        by=None,
        baseline=specs,
    )


def test_pooled_forecasts_of_one_series_by_set(shared: Path, demand_equal: Demand) -> None:
    folder = shared / "data" / "forecast"
    if not folder.is_dir():
        pytest.skip("the forecasts are not among the shared corpora")
    gold, everything = folder / "questions.jsonl.gz", folder / "baseline_predictions.jsonl.gz"
    demand_equal(
        forecasts.score(gold, everything, series="mean", by="dataset"),
        "score_forecasts",
        gold,
        f"{everything}::mean",
        where=None,
        baseline=None,
        points=None,
        by="dataset",
    )


@pytest.mark.parametrize(
    "manner", ["constant", "chance", "sure and right", "sure and wrong", "few"]
)
def test_forecasts_on_questions(
    load: Load, write: Write, demand_equal: Demand, manner: str
) -> None:
    rows = load("questions/isw_questions.jsonl")
    rng = random.Random(manner)

    def p(row: dict[str, Any]) -> float:
        if manner == "constant":
            return 0.44
        if manner.startswith("sure"):
            return float((row["resolved"] == "yes") is manner.endswith("right"))
        return rng.random()

    found = [
        {"id": row["id"], "as_of": row["as_of"] if time else "1999", "p": p(row)}
        for row in rows
        for time in range(rng.choice([1, 1, 2]))
    ]
    rng.shuffle(found)
    if manner == "few":
        found = [{"id": row["id"], "p": row["p"]} for row in found[:2] if row["id"]]
        found = list({row["id"]: row for row in found}.values())
    gold, predictions = write("gold", rows), write("predictions", found)
    demand_equal(
        forecasts.score(gold, predictions, by="family", baselines=[str(predictions)]),
        "score_forecasts",
        gold,
        predictions,
        by="family",
        points=None,
        where=None,
        baseline=[str(predictions)],
    )
    demand_equal(forecasts.score(gold, predictions), "score_forecasts", gold, predictions)
