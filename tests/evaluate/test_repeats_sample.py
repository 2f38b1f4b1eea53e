"""The pairs of sentences that people are to judge: where they stand, and that they were drawn."""

from __future__ import annotations

import importlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tocsin.evaluate.labels import document_text, sha256_of


@pytest.fixture(scope="module")
def rows(repository: Path) -> list[dict[str, Any]]:
    sample = repository / "src" / "tocsin" / "data" / "labels" / "repeats.sample.jsonl"
    return [json.loads(line) for line in sample.read_text("utf-8").splitlines()]


def test_each_band_of_shared_words_has_as_many_pairs(rows: list[dict[str, Any]]) -> None:
    assert Counter(row["stratum"] for row in rows) == {"some": 50, "half": 50, "most": 50}


def test_no_sentence_stands_in_two_pairs(rows: list[dict[str, Any]]) -> None:
    hashes = [row[side]["sha256"] for row in rows for side in ("earlier", "later")]
    assert len(set(hashes)) == len(hashes) == 300


def test_the_sentences_stand_where_the_sample_says(
    rows: list[dict[str, Any]], shared: Path
) -> None:
    for row in rows:
        assert row["earlier"]["doc"] < row["later"]["doc"]
        for side in ("earlier", "later"):
            place = row[side]
            text = document_text(shared / "data", place["doc"])
            assert sha256_of(text[place["start"] : place["end"]]) == place["sha256"]


@pytest.mark.slow
def test_the_draw_of_pairs_is_the_same_every_time(
    rows: list[dict[str, Any]], repository: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(repository))
    script = importlib.import_module("scripts.draw_repeats")
    drawn = script.draw(list(script.pairs((shared / "data").resolve())))
    assert [script.row_of(n, band, pair) for n, (band, pair) in enumerate(drawn, 1)] == rows
