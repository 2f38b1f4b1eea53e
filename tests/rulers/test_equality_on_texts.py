"""The rulers of what is found in texts equal the outside rulers, bit for bit."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tocsin.rulers import attribution, dates, furniture, places, quantities

Rows = list[dict[str, Any]]
Item = dict[str, Any]
Load = Callable[..., Rows]
Write = Callable[[str, Rows], Path]
Demand = Callable[..., None]

MANNERS = ("the gold itself", "spoiled 1", "spoiled 2", "nothing found", "one item only", "chance")


def predicted(
    gold: Rows,
    field: str,
    manner: str,
    spoil: Callable[[Any, random.Random, Item], Any],
    *,
    invent: Callable[[random.Random, Item], Any],
    key: str = "id",
    nothing: Callable[[Item], Any] = lambda _row: [],
) -> Rows:
    """Predictions made of the gold in one of the MANNERS."""
    rng = random.Random(manner)

    def value(row: Item) -> Any:
        if manner == "nothing found":
            return nothing(row)
        if manner == "chance":
            return invent(rng, row)
        return row[field] if "gold" in manner else spoil(row[field], rng, row)

    rows = [{key: row[key], field: value(row)} for row in gold]
    if manner.startswith("spoiled"):
        rows = [row for row in rows if rng.random() > 0.1]
        rng.shuffle(rows)
    return rows[:1] if manner == "one item only" else rows


def some_span(rng: random.Random, row: Item) -> tuple[int, int]:
    length = len(row["text"])
    start = rng.randrange(length)
    return start, min(length, start + rng.randint(1, 30))


def moved(start: int, end: int, rng: random.Random, row: Item) -> tuple[int, int]:
    if rng.random() < 0.6:
        return start, end
    start = max(0, min(len(row["text"]) - 1, start + rng.randint(-6, 6)))
    return start, max(start + 1, min(len(row["text"]), end + rng.randint(-6, 6)))


def spoiled_spans(change: Callable[[Item, random.Random], None]) -> Callable[..., Rows]:
    def spoil(items: Rows, rng: random.Random, row: Item) -> Rows:
        kept = []
        for item in items:
            if item["end"] <= item["start"] or rng.random() < 0.15:
                continue
            start, end = moved(item["start"], item["end"], rng, row)
            kept.append({**item, "start": start, "end": end})
            change(kept[-1], rng)
        for _ in range(rng.randrange(3)):
            start, end = some_span(rng, row)
            kept.append({"start": start, "end": end})
        rng.shuffle(kept)
        return kept

    return spoil


def spoil_attributions(items: Rows, rng: random.Random, row: Item) -> Rows:
    spoiled: Rows = []
    for item in items:
        if rng.random() < 0.15:
            continue
        roles = {
            role: [list(moved(span[0], span[1], rng, row)) for span in item[role]]
            for role in ("source", "cue", "content")
            if rng.random() > 0.1
        }
        spoiled.extend([roles] * rng.choice([1, 1, 1, 1, 2]))
    rng.shuffle(spoiled)
    return spoiled


def chance_attributions(rng: random.Random, row: Item) -> Rows:
    def spans() -> list[list[int]]:
        return [list(some_span(rng, row)) for _ in range(rng.randrange(3))]

    return [
        {"source": spans(), "cue": spans(), "content": spans()} for _ in range(rng.randrange(12))
    ]


@pytest.mark.parametrize("manner", MANNERS)
def test_attribution(load: Load, write: Write, demand_equal: Demand, manner: str) -> None:
    rows = load("attribution/polnear_dev.jsonl.gz", 40)
    found = predicted(
        rows,
        "attributions",
        manner,
        spoil_attributions,
        invent=chance_attributions,
        key="doc_id",
    )
    gold, predictions = write("gold", rows), write("predictions", found)
    demand_equal(attribution.score(gold, predictions), "score_attribution", gold, predictions)


@pytest.mark.slow
def test_attribution_on_all_training_articles(
    load: Load, write: Write, demand_equal: Demand
) -> None:
    rows = load("attribution/polnear_train.jsonl.gz")
    found = predicted(
        rows,
        "attributions",
        "spoiled 3",
        spoil_attributions,
        invent=chance_attributions,
        key="doc_id",
    )
    gold, predictions = write("gold", rows), write("predictions", found)
    demand_equal(attribution.score(gold, predictions), "score_attribution", gold, predictions)


def test_attribution_on_made_up_articles(write: Write, demand_equal: Demand) -> None:
    """Short texts full of relations, where much depends on which pair is made first."""
    rng = random.Random(8)
    rows: Rows = [
        {"doc_id": str(n), "text": "He said “no,” she said – and they: “all’s quiet”. " * 2}
        for n in range(300)
    ]
    for row in rows:
        row["attributions"] = [*chance_attributions(rng, row), {}]
    found = [
        {
            "doc_id": row["doc_id"],
            "attributions": spoil_attributions(
                [{"source": [], "cue": [], "content": [], **i} for i in row["attributions"]],
                rng,
                row,
            ),
        }
        for row in rows
    ]
    gold, predictions = write("gold", rows), write("predictions", found)
    demand_equal(attribution.score(gold, predictions), "score_attribution", gold, predictions)


def change_value(item: Item, rng: random.Random) -> None:
    if rng.random() < 0.3:
        item["value"] = rng.choice(["", None, "P1D", "2022-10-17"])


@pytest.mark.parametrize("manner", MANNERS)
def test_dates(load: Load, write: Write, demand_equal: Demand, manner: str) -> None:
    rows = load("temporal/te3_timebank.jsonl")

    def invent(rng: random.Random, row: Item) -> Rows:
        spans = [some_span(rng, row) for _ in range(rng.randrange(9))]
        return [{"start": start, "end": end, "value": "PRESENT_REF"} for start, end in spans]

    if "spoiled" not in manner:  # a gold span without characters is no valid prediction
        for row in rows:
            row["timexes"] = [t for t in row["timexes"] if t["end"] > t["start"]]
    found = predicted(rows, "timexes", manner, spoiled_spans(change_value), invent=invent)
    gold, predictions = write("gold", rows), write("predictions", found)
    demand_equal(dates.score(gold, predictions), "score_temporal", gold, predictions)


def move_place(item: Item, rng: random.Random) -> None:
    choice = rng.random()
    if choice < 0.2:
        item["lat"] = item["lon"] = None
    elif choice < 0.3:
        item["lat"], item["lon"] = rng.uniform(-90, 90), rng.uniform(-180, 180)
    elif choice < 0.6 and item["lat"] is not None:
        item["lat"] = max(-90, min(90, float(item["lat"]) + rng.gauss(0, 1)))


def invent_places(rng: random.Random, row: Item) -> Rows:
    spans = [some_span(rng, row) for _ in range(rng.randrange(30))]
    return [
        {"start": start, "end": end, "lat": rng.randint(-90, 90), "lon": rng.uniform(-180, 180)}
        for start, end in spans
    ]


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("corpus", ["geo/trnews.jsonl", "geo/lgl.jsonl"])
def test_places(load: Load, write: Write, demand_equal: Demand, corpus: str, manner: str) -> None:
    rows = load(corpus)
    found = predicted(rows, "toponyms", manner, spoiled_spans(move_place), invent=invent_places)
    gold, predictions = write("gold", rows), write("predictions", found)
    demand_equal(places.score(gold, predictions), "score_geo", gold, predictions)


@pytest.mark.parametrize("manner", MANNERS)
def test_places_of_some_types(load: Load, write: Write, demand_equal: Demand, manner: str) -> None:
    rows = load("geo/trnews.jsonl", 60)
    rng = random.Random(7)
    for row in rows:
        for item in row["toponyms"]:
            item.update(
                rng.choice([{"type": "Literal"}, {"type": "Mixed"}, {"type": "Demonym"}, {}])
            )
    found = predicted(rows, "toponyms", manner, spoiled_spans(move_place), invent=invent_places)
    gold, predictions = write("gold", rows), write("predictions", found)
    demand_equal(
        places.score(gold, predictions, types=["Literal", "Mixed"]),
        "score_geo",
        gold,
        predictions,
        types="Literal,Mixed",
    )


def spoil_lines(keep: list[int], rng: random.Random, _row: Item) -> list[int]:
    return [label if rng.random() > 0.2 else 1 - label for label in keep]


@pytest.mark.parametrize("manner", MANNERS)
def test_furniture(load: Load, write: Write, demand_equal: Demand, manner: str) -> None:
    rows = load("boilerplate/lines_readability.jsonl.gz")
    found = predicted(
        [{"id": row["id"], "keep": [label for _, label in row["lines"]]} for row in rows],
        "keep",
        manner,
        spoil_lines,
        invent=lambda rng, row: [rng.randrange(2) for _ in row["keep"]],
        nothing=lambda row: [0 for _ in row["keep"]],
    )
    gold, predictions = write("gold", rows), write("predictions", found)
    demand_equal(furniture.score(gold, predictions), "score_boilerplate", gold, predictions)


def spoil_quantities(items: Rows, rng: random.Random, _row: Item) -> Rows:
    spoiled: Rows = []
    for gold_item in items:
        if rng.random() < 0.15:
            continue
        item = dict(gold_item)
        for bound in ("low", "high"):
            if rng.random() < 0.2:
                item[bound] = rng.choice([None, 0, 17, 100.0])
        if rng.random() < 0.2:
            item["object"] = rng.choice([None, "", "soldiers of the brigade"])
        if rng.random() < 0.2:
            item.pop("state", None)
        spoiled.extend([item] * rng.choice([1, 1, 2]))
    if rng.random() < 0.2:
        spoiled.append({"low": 0, "high": 3})
    return spoiled


@pytest.mark.parametrize("manner", MANNERS)
def test_quantities(load: Load, write: Write, demand_equal: Demand, manner: str) -> None:
    rows = load("quantities/news_force_quantities.jsonl")
    found = predicted(
        rows,
        "quantities",
        manner,
        spoil_quantities,
        invent=lambda rng, _row: [{"low": rng.choice([None, 100]), "high": None, "object": "men"}],
    )
    gold, predictions = write("gold", rows), write("predictions", found)
    demand_equal(quantities.score(gold, predictions), "score_quantities", gold, predictions)
