"""Intervals beside the figures that the outside rulers print without one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.rulers.conftest import Rows, Write

from tocsin.rulers import clusters, estimative, furniture, labels, pairs, places


def inside(found: list[float], value: float) -> bool:
    """Whether the interval holds the figure and is more than a point."""
    return found[0] <= value <= found[1] and found[0] < found[1]


def grouped(names: str) -> Rows:
    return [{"id": f"a{n}", "cluster": name} for n, name in enumerate(names)]


def test_clusters_have_intervals_that_hold_the_figures(write: Write) -> None:
    gold = write("gold.jsonl", grouped("aaabbbccddeefgh" * 3))
    given = write("given.jsonl", grouped("aabbbbccdeeefgg" * 3))
    figures, found = clusters.score(gold, given), clusters.intervals(gold, given)
    assert inside(found["b_cubed.f1"], figures["b_cubed"]["f1"])
    assert inside(found["ari"], figures["ari"])


def test_a_right_grouping_is_right_however_its_items_are_drawn(write: Write) -> None:
    gold = write("gold.jsonl", grouped("aaabbbccdd"))
    found = clusters.intervals(gold, gold)
    assert found["b_cubed.f1"] == [1.0, 1.0]
    assert found["ari"] == [1.0, 1.0]


def test_drawing_an_item_twice_does_not_flatter_a_grouping(write: Write) -> None:
    """All alone against all together: the index is 0 in every sample, copies or not."""
    gold = write("gold.jsonl", grouped("aaaaaaaa"))
    alone = write("alone.jsonl", grouped("abcdefgh"))
    assert clusters.intervals(gold, alone)["ari"] == [0.0, 0.0]


def test_pairs_have_an_interval_for_each_kind(write: Write) -> None:
    rows: list[dict[str, Any]] = [
        {"a": f"a{n}", "b": f"b{n}", "label": n % 2, "kind": ("other", "quote")[n % 2]}
        for n in range(60)
    ]
    gold = write("gold.jsonl", rows)
    given = write(
        "given.jsonl",
        [{"a": r["a"], "b": r["b"], "score": float(n % 3 > 0)} for n, r in enumerate(rows)],
    )
    figures, found = pairs.score(gold, given), pairs.intervals(gold, given)
    for kind, line in figures["by_kind"].items():
        assert inside(found[f"by_kind.{kind}.share"], line["share"])


def test_furniture_has_an_interval_for_the_words_that_are_kept(write: Write) -> None:
    gold = write(
        "gold.jsonl",
        [{"id": f"p{n}", "lines": [["one two three", 1], ["four", 0]]} for n in range(20)],
    )
    given = write("given.jsonl", [{"id": f"p{n}", "keep": [int(n % 4 > 0), 0]} for n in range(20)])
    found = furniture.intervals(gold, given)["article_words.r"]
    assert inside(found, furniture.score(gold, given)["article_words"]["r"])


def test_places_have_an_interval_for_the_names_that_are_found(write: Write) -> None:
    def article(number: int, *starts: int) -> dict[str, Any]:
        names = [{"start": s, "end": s + 4, "lat": 1.0, "lon": 1.0} for s in starts]
        return {"id": f"a{number}", "text": "Rome Oslo Bern", "toponyms": names}

    gold = write("gold.jsonl", [article(n, 0, 5, 10) for n in range(20)])
    given = write("given.jsonl", [article(n, *((0,), (0, 5, 10))[n % 2]) for n in range(20)])
    found = places.intervals(gold, given)["overlap.f1"]
    assert inside(found, places.score(gold, given)["overlap"]["f1"])


def test_the_interval_of_the_accuracy_is_near_the_binomial_one(write: Write) -> None:
    """300 of 400: .75, give or take 1.96 standard errors of .0217."""
    gold = write("gold.jsonl", [{"id": f"i{n}", "label": "yes"} for n in range(400)])
    given = write(
        "given.jsonl", [{"id": f"i{n}", "label": ("yes", "no")[n % 4 == 0]} for n in range(400)]
    )
    low, high = labels.intervals(gold, given)["accuracy"]
    assert low == pytest.approx(0.75 - 1.96 * 0.0217, abs=0.006)
    assert high == pytest.approx(0.75 + 1.96 * 0.0217, abs=0.006)


def test_an_item_without_a_prediction_is_wrong_in_every_sample(write: Write) -> None:
    gold = write("gold.jsonl", [{"id": f"i{n}", "label": "yes"} for n in range(5)])
    given = write("given.jsonl", [{"id": "i0", "label": "no"}])
    assert labels.intervals(gold, given)["accuracy"] == [0.0, 0.0]


def test_phrases_are_what_is_drawn_where_each_has_its_error() -> None:
    errors = np.linspace(5, 15, 11)
    lines = {f"phrase {n}": {"error": float(error)} for n, error in enumerate(errors)}
    found = estimative.intervals({"by_phrase": lines})
    assert set(found) == {"error"}
    assert inside(found["error"], float(errors.mean()))


def test_intervals_come_out_the_same_each_time(write: Write) -> None:
    gold = write("gold.jsonl", grouped("aabbccddee"))
    given: Path = write("given.jsonl", grouped("aabbcddeef"))
    assert clusters.intervals(gold, given) == clusters.intervals(gold, given)
