"""The pairs of sentences that people are to judge: where they stand, and that they were drawn."""

from __future__ import annotations

import importlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tocsin.evaluate.labels import document_text, sha256_of

BANDS = {
    "repeats": {"some": 50, "half": 50, "most": 50},
    "restated": {"few": 30, "some": 75, "many": 60, "most": 35},
}


@pytest.fixture(scope="module", params=sorted(BANDS))
def drawn(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def rows(drawn: str, repository: Path) -> list[dict[str, Any]]:
    sample = repository / "src" / "tocsin" / "data" / "labels" / f"{drawn}.sample.jsonl"
    return [json.loads(line) for line in sample.read_text("utf-8").splitlines()]


def test_each_band_of_shared_words_has_as_many_pairs(
    drawn: str, rows: list[dict[str, Any]]
) -> None:
    assert Counter(row["stratum"] for row in rows) == BANDS[drawn]


def test_no_sentence_stands_in_two_pairs(rows: list[dict[str, Any]]) -> None:
    hashes = [row[side]["sha256"] for row in rows for side in ("earlier", "later")]
    assert len(set(hashes)) == len(hashes) == 2 * len(rows)


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
    drawn: str,
    rows: list[dict[str, Any]],
    repository: Path,
    shared: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(repository))
    script = importlib.import_module("scripts.draw_repeats")
    again = script.drawn(drawn, (shared / "data").resolve())
    assert [script.row_of(drawn, number, band, pair) for number, band, pair in again] == rows
