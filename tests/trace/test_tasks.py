"""The measured tasks: copies and events, on the bundled gold and on the public sets."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tocsin.errors import BadArgument
from tocsin.evaluate import copies, events
from tocsin.evaluate.tasks import bundled_gold


def measured(task: ModuleType, gold: Path, tmp_path: Path) -> dict[str, Any]:
    predictions = tmp_path / "predictions.jsonl"
    rows = [json.dumps(row) for row in task.predict(gold)]
    predictions.write_text("\n".join(rows) + "\n", encoding="utf-8")
    figures: dict[str, Any] = task.figures(gold, predictions)
    return figures


def test_copies_of_the_bundled_gold_are_told_from_reports_of_the_same_event(tmp_path: Path) -> None:
    figures = measured(copies, bundled_gold() / "copies_pairs.jsonl", tmp_path)
    assert figures["missing"] == 0
    assert figures["all"]["f1"] >= 0.97
    assert figures["by_kind"]["same_event"]["called"] == 0


def test_every_article_of_the_bundled_gold_is_given_a_story(tmp_path: Path) -> None:
    figures = measured(events, bundled_gold() / "events.jsonl", tmp_path)
    assert figures["missing"] == 0


def test_pairs_without_their_texts_are_refused(tmp_path: Path) -> None:
    gold = tmp_path / "made_pairs.jsonl"
    gold.write_text('{"a": "x", "b": "y", "label": 1, "kind": "light"}\n', encoding="utf-8")
    with pytest.raises(BadArgument, match="not beside"):
        list(copies.predict(gold))
    (tmp_path / "made_docs.jsonl").write_text('{"id": "x", "text": "One."}\n', encoding="utf-8")
    with pytest.raises(BadArgument, match="no text of 'y'"):
        list(copies.predict(gold))


def test_copies_of_the_public_pairs_stay_above_their_floor(shared: Path, tmp_path: Path) -> None:
    figures = measured(copies, shared / "data" / "dedup" / "syndication_pairs.jsonl", tmp_path)
    kinds = figures["by_kind"]
    assert figures["all"]["f1"] >= 0.97
    assert kinds["quote"]["share"] >= 0.85
    assert kinds["same_event"]["share"] <= 0.03
    assert kinds["other_event"]["called"] == 0


def test_stories_of_the_public_articles_stay_above_average_link(
    shared: Path, tmp_path: Path
) -> None:
    """The peer, TF-IDF under average link, reaches .824 and .478 on the same half."""
    figures = measured(events, shared / "data" / "dedup" / "wikinews_events.jsonl.gz", tmp_path)
    assert figures["b_cubed"]["f1"] >= 0.83
    assert figures["ari"] >= 0.528
